// Breaks the contracts, one line at a time, in a copy, and demands that the invariant tests notice. Prints which
// invariant told. With names as arguments it tries those mutants alone.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const CHANNELS = 'src/PaymentChannels.sol';
const REGISTRY = 'src/RelayRegistry.sol';
const PROOF = 'src/libraries/ForwardingProof.sol';
const ROWS = 'src/libraries/Rows.sol';
const HISTORIES = 'src/libraries/Equivocation.sol';

/** name: [file, the line as it is, the line broken, the invariants of which one must tell]. */
const mutants = {
  'refund too much': [CHANNELS, 'refund = slot.deposit() - settled;', 'refund = slot.deposit() - slot.settled();', 'INV-CH-1'],
  'settle again': [CHANNELS, 'pay = settled - before;', 'pay = settled;', 'INV-CH-1'],
  'forget settled': [CHANNELS, 'slot.withSettled(settled).store(key);', 'slot.withSettled(before).store(key);', 'INV-CH-2|INV-CH-1'],
  'rows beyond the deposit': [ROWS, 'if gt(cumAmount, deposit) { cumAmount := deposit }', '', 'INV-CH-2|INV-CH-1|INV-CH-11'],
  'any signer': [PROOF, 'if (by != channel.signer) revert IPaymentChannels.BadAuthorization', 'if (by == address(0)) revert IPaymentChannels.BadAuthorization', 'INV-CH-14|INV-CH-16'],
  'any closer': [CHANNELS, 'if (signer == address(0) || signer != closer)', 'if (signer == address(0))', 'INV-CH-7'],
  'refund anybody': [CHANNELS, 'if (refund != 0) token.safeTransfer(payer, refund);', 'if (refund != 0) token.safeTransfer(msg.sender, refund);', 'INV-CH-4|INV-CH-10'],
  'settle when closed': [CHANNELS, 'if (slot.isClosed()) revert ChannelClosed(channelId, slot.closeAt());\n        (uint256 receipted', '(uint256 receipted', 'INV-CH-5|INV-CH-15'],
  'close again': [CHANNELS, 'if (slot.closeAt() != 0) revert ChannelClosing(channelId, slot.closeAt());\n\n        uint256 closeAt', 'uint256 closeAt', 'INV-CH-6'],
  'withdraw at once': [CHANNELS, 'if (!slot.isClosed()) revert ChannelNotClosed(channelId, slot.closeAt());', '', 'INV-CH-7'],
  'consent to less': [CHANNELS, 'if (settled < consent.atLeast) revert', 'if (settled > consent.atLeast) revert', 'INV-CH-8'],
  'no tombstone': [CHANNELS, 'block.timestamp < terms.openBy() ? Slots.tombstone(block.timestamp) : Slot.wrap(0)', 'Slot.wrap(0)', 'INV-CH-6|INV-CH-9'],
  'skip a good row': [ROWS, 'if gt(cumAmount, settled) {', 'if gt(cumAmount, mul(settled, 2)) {', 'INV-CH-11'],
  'no creditCap': [PROOF, 'Price.min(channel.creditCap, sum)', 'sum', 'INV-CH-14|INV-CH-15'],
  'proofs add up': [CHANNELS, '= _raise(channelId, key, slot, proved);', '= _raise(channelId, key, slot, slot.settled() + proved);', 'INV-CH-14|INV-CH-15|INV-CH-16'],
  'a session twice': [PROOF, 'least = sessionId + 1;\n            }\n            pos = next;', '}\n            pos = next;', 'INV-CH-16|INV-CH-14'],
  'below the floor': [PROOF, 'uint256 least = table.floor;\n        uint256 pos = table.end;', 'uint256 least = 0;\n        uint256 pos = table.end;', 'INV-CH-16'],
  'paid twice': [PROOF, 'Price.above(f, _paid(proof, table, sessionId))', 'f', 'INV-CH-16|INV-CH-15'],
  'refuse a second session': [PROOF, 'if (sessionId < least) revert', 'if (sessionId < least || least > table.floor) revert', 'INV-CH-15'],
  'a second stake': [REGISTRY, 'if (entry.stake != 0) revert AlreadyStaked(msg.sender);', '', 'INV-RG-1'],
  'keys change hands': [REGISTRY, 'if (recovered == address(0) || recovered != nodeKey) revert', 'if (recovered == address(this)) revert', 'INV-RG-3'],
  'unbond at once': [REGISTRY, 'if (unbondedAt == 0 || block.timestamp < unbondedAt) revert', 'if (unbondedAt == 0) revert', 'INV-RG-4'],
  'rotate while unbonding': [REGISTRY, 'if (entry.unbondedAt != 0) revert Unbonding(msg.sender, entry.unbondedAt);', '', 'INV-RG-5'],
  'one offer twice': [HISTORIES, 'if (first.digest == second.digest) revert', 'if (false) revert', 'INV-RG-7'],
  'any two sizes': [HISTORIES, 'if (first.logSize != second.logSize) revert', 'if (false) revert', 'INV-RG-7'],
  'any path': [HISTORIES, 'if (rootToo != second.logRoot) revert', 'if (rootToo == 0) revert', 'INV-RG-7'],
  'slash twice': [REGISTRY, 'if (nodeKeys[nodeKey].burnt != 0) revert AlreadySlashed(nodeKey);', '', 'INV-RG-9'],
  'reward it all': [REGISTRY, 'reward = uint96(uint256(taken) * REWARD_PERCENT / 100);', 'reward = taken;', 'INV-RG-8|INV-RG-4'],
  'keep the slashed stake': [REGISTRY, 'keyless ? address(0) : active, stake - taken)', 'keyless ? address(0) : active, stake)', 'INV-RG-8'],
};

const copy = mkdtempSync(join(tmpdir(), 'portage-mutants-'));
for (const name of ['src', 'test', 'foundry.toml', 'solc', 'package.json']) {
  cpSync(join(root, name), join(copy, name), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** What the invariant tests of a suite say of the copy: the invariant that broke first; null if all hold. */
function run(suite) {
  const forge = join(copy, 'node_modules', '.bin', 'forge');
  const args = ['test', '--match-path', `test/invariant/${suite}.t.sol`, '--json'];
  const env = { ...process.env, FOUNDRY_DENY: 'never', FOUNDRY_INVARIANT_RUNS: '200', FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: '0', FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: join(copy, 'failures') };
  const { stdout, stderr } = spawnSync(forge, args, { cwd: copy, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  let suites;
  try {
    suites = Object.values(JSON.parse(stdout));
  } catch {
    throw new Error(`forge: ${stderr}${stdout}`);
  }
  rmSync(join(copy, 'failures'), { recursive: true, force: true });
  const failed = suites.flatMap((s) => Object.values(s.test_results)).find((t) => t.status !== 'Success');
  return failed ? failed.reason : null;
}

const wanted = process.argv.slice(2);
const chosen = Object.entries(mutants).filter(([name]) => !wanted.length || wanted.includes(name));
const survivors = [];
for (const [name, [file, from, to, must]] of chosen) {
  const source = readFileSync(join(root, file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${name}: not once in ${file}: ${from}`);
  writeFileSync(join(copy, file), source.replace(from, to));
  const told = run(file === REGISTRY || file === HISTORIES ? 'Registry' : 'Channels');
  writeFileSync(join(copy, file), source);
  console.log(`${name}: ${told ?? 'nobody noticed'}`);
  if (told === null || !new RegExp(must).test(told)) survivors.push(name);
}
rmSync(copy, { recursive: true });
for (const name of survivors) console.error(`not told as it should be: ${name}`);
console.log(`${chosen.length - survivors.length} of ${chosen.length} mutants found`);
process.exitCode = survivors.length ? 1 : 0;
