// Judges the gas that test/gas has just measured (out/gas/gas.json): against the goals below, and against
// gas-snapshot.json, which nothing may exceed by more than 1 %. Writes out/gas.json at the repository's root and prints
// the table. With --update it writes the snapshot instead of comparing with it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const SNAPSHOT = join(root, 'gas-snapshot.json');
const OUT = join(dirname(root), 'out', 'gas.json');
const TOLERANCE = 1.01;
const MANY = 32; // further channels, rows or sessions in the *_33 measures

// What a transaction must not exceed, and what the design aims at.
const goals = {
  open: { must: 68_000, aim: 66_000 },
  open_permit_first: { must: 100_000, aim: 100_000 },
  open_permit_later: { must: 83_000, aim: 83_000 },
  open_many_each: { must: 28_000, aim: 27_000 },
  top_up: { must: 48_500, aim: 48_500 },
  settle: { must: 52_000, aim: 50_000 },
  settle_many_each: { must: 12_500, aim: 11_500 },
  settle_with_proof: { must: 80_000, aim: 80_000 },
  settle_with_proof_each: { must: 20_000, aim: 20_000 },
  close_now: { must: 56_500, aim: 55_000 },
  close: { must: 30_500, aim: 30_500 },
  withdraw: { must: 42_500, aim: 42_500 },
  slash_same_size: { must: 60_000, aim: 60_000 },
  slash_inclusion: { must: 120_000, aim: 120_000 },
};

const readJSON = (path) => JSON.parse(readFileSync(path, 'utf8'));
const toJSON = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Gas by move: of the whole transaction, or of each further channel, row or session in it. */
function measured() {
  const raw = readJSON(join(root, 'out', 'gas', 'gas.json'));
  const each = (name) => Math.ceil((Number(raw[`${name}_33`]) - Number(raw[`${name}_1`])) / MANY);
  const moves = Object.keys(goals).map((move) => {
    return [move, move.endsWith('_each') ? each(move.slice(0, -'_each'.length)) : Number(raw[move])];
  });
  return Object.fromEntries(moves);
}

/** What is wrong with the measures; empty if nothing is. */
function faults(gas, snapshot) {
  const found = [];
  for (const [move, used] of Object.entries(gas)) {
    if (!(used > 0 && used <= goals[move].must)) found.push(`${move}: ${used} gas, must be at most ${goals[move].must}`);
    if (!(used <= snapshot[move] * TOLERANCE)) found.push(`${move}: ${used} gas, was ${snapshot[move]} (make gas-snapshot)`);
  }
  return found;
}

function print(gas, snapshot) {
  const row = (...cells) => cells.map((cell, i) => (i ? String(cell).padStart(10) : cell.padEnd(24))).join('');
  console.log(row('move', 'gas', 'snapshot', 'aim', 'must'));
  for (const [move, used] of Object.entries(gas)) {
    console.log(row(move, used, snapshot[move], goals[move].aim, goals[move].must));
  }
}

const gas = measured();
if (process.argv.includes('--update')) writeFileSync(SNAPSHOT, toJSON(gas));
const snapshot = readJSON(SNAPSHOT);
mkdirSync(dirname(OUT), { recursive: true });
writeFileSync(OUT, toJSON(gas));
const found = faults(gas, snapshot);
for (const fault of found) console.error(fault);
process.exitCode = found.length ? 1 : 0;
print(gas, snapshot);
