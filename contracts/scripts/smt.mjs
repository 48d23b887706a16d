// Has solc's SMTChecker (CHC engine, solver z3) prove test/smt/PriceProofs.sol over src/libraries/Price.sol, and then
// disproves that it would prove anything: with each of the mutants below a proof must fail. Writes out/smt.json
// at the repository's root.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import solc from 'solc';

const root = dirname(import.meta.dirname);
const OUT = join(dirname(root), 'out', 'smt.json');
const PROOFS = 'test/smt/PriceProofs.sol';
const PRICE = 'src/libraries/Price.sol';
const SAFE = '9576'; // solc's code for a target that CHC has proved
// Limits of effort, not of time, so that the answer does not depend on the machine.
const Z3 = ['-in', '-smt2', 'rlimit=20000000', 'rewriter.pull_cheap_ite=true', 'fp.spacer.mbqi=false'];

/** What is changed in Price, and what is then not true any more. */
const mutants = [
  ['a sender bounds itself', 'min(b.received, a.sent)', 'min(b.received, b.sent)'],
  ['directions are multiplied', 'a.sent) + min', 'a.sent) * min'],
  ['a GiB is one byte less', '1 << 30', '(1 << 30) - 1'],
  ['maxAmount does not bind', 'min(most, flat', 'min(flat + most, flat'],
  ['the flat price is for nothing', 'count == 0 ? 0', 'count == 0 ? flat'],
  ['what was overpaid wraps', 'a > b ? a - b : 0', 'a - b'],
  ['the smaller is the larger', 'a < b ? a : b', 'a > b ? a : b'],
];

function solve(query) {
  const options = { input: query, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] };
  try {
    return { contents: execFileSync('z3', Z3, options) };
  } catch (err) {
    if (!err.stdout) throw err; // no z3
    return { contents: err.stdout }; // it exits with 1 where it is asked for a model that there is not
  }
}

/** Proves PriceProofs over a Price: how many targets there are, and solc's words on those that are not proved. */
function prove(price) {
  const input = {
    language: 'Solidity',
    sources: { [PROOFS]: { content: readFileSync(join(root, PROOFS), 'utf8') }, [PRICE]: { content: price } },
    settings: {
      outputSelection: {},
      modelChecker: {
        contracts: { [PROOFS]: ['PriceProofs'] },
        engine: 'chc',
        solvers: ['smtlib2'],
        targets: ['assert', 'overflow', 'underflow', 'divByZero'],
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
      },
    },
  };
  const said = JSON.parse(solc.compile(JSON.stringify(input), { smtSolver: solve })).errors ?? [];
  const broken = said.find((e) => e.severity === 'error');
  if (broken) throw new Error(broken.formattedMessage);
  const unproved = said.filter((e) => e.errorCode !== SAFE).map((e) => e.formattedMessage);
  return { proved: said.length - unproved.length, unproved };
}

const price = readFileSync(join(root, PRICE), 'utf8');
const { proved, unproved } = prove(price);
for (const message of unproved) console.error(message);
const survivors = mutants.filter(([name, from, to]) => {
  if (price.split(from).length !== 2) throw new Error(`${name}: ${from} is not once in ${PRICE}`);
  const found = prove(price.replace(from, to)).unproved.length;
  console.log(`with a mutant, ${name}: ${found} not proved`);
  return found === 0;
});
for (const [name] of survivors) console.error(`all is proved although ${name}`);
mkdirSync(dirname(OUT), { recursive: true });
const report = { proved, unproved: unproved.length, mutants: mutants.length, survivors: survivors.length };
writeFileSync(OUT, `${JSON.stringify(report, null, 2)}\n`);
console.log(`${proved} targets proved, ${unproved.length} not; ${mutants.length - survivors.length} of ${mutants.length} mutants found`);
process.exitCode = proved > 0 && unproved.length === 0 && survivors.length === 0 ? 0 : 1;
