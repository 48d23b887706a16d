// Runs test/invariant at length: that many calls or more, in any order, of which at least half must not revert. Prints
// the counts per handler and writes out/invariants.json at the repository's root.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const OUT = join(dirname(root), 'out', 'invariants.json');
const CALLS = Number(process.argv[2]);
const DEPTH = 150; // calls of one run, from a fresh deployment on
const SUITES = 2; // with CALLS / SUITES each

/** Forge's report on the two suites, after so many runs of each. */
function forge(runs) {
  const env = { ...process.env, FOUNDRY_INVARIANT_RUNS: String(runs), FOUNDRY_INVARIANT_DEPTH: String(DEPTH), FOUNDRY_INVARIANT_CHECK_INTERVAL: '10' };
  const args = ['test', '--match-path', 'test/invariant/*', '--json'];
  const { stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', 'forge'), args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  try {
    return Object.values(JSON.parse(stdout)).flatMap((suite) => Object.values(suite.test_results));
  } catch {
    throw new Error(`forge: ${stderr}${stdout}`);
  }
}

const began = Date.now();
const tests = forge(Math.ceil(CALLS / SUITES / DEPTH));
const report = { calls: 0, reverts: 0, seconds: Math.round((Date.now() - began) / 1000), broken: [], handlers: {} };
for (const { status, reason, counterexample, kind } of tests) {
  if (status !== 'Success') report.broken.push({ reason, counterexample });
  report.calls += kind.Invariant.calls;
  report.reverts += kind.Invariant.reverts;
  for (const [name, { calls, reverts }] of Object.entries(kind.Invariant.metrics)) {
    report.handlers[name.slice(name.lastIndexOf(':') + 1)] = { calls, reverts };
  }
}
mkdirSync(dirname(OUT), { recursive: true });
writeFileSync(OUT, `${JSON.stringify(report, null, 2)}\n`);
for (const [name, { calls, reverts }] of Object.entries(report.handlers).sort()) {
  console.log(`${name.padEnd(38)}${String(calls).padStart(9)} calls${String(reverts).padStart(9)} reverted`);
}
for (const { reason, counterexample } of report.broken) console.error(reason, JSON.stringify(counterexample, null, 1));
const enough = report.calls >= CALLS && 2 * report.reverts <= report.calls;
if (!enough) console.error(`want ${CALLS} calls or more, and at most half of them reverted`);
console.log(`${report.calls} calls in ${report.seconds} s, ${report.calls - report.reverts} of them not reverted, ${report.broken.length} invariants broken`);
process.exitCode = enough && tests.length === SUITES && report.broken.length === 0 ? 0 : 1;
