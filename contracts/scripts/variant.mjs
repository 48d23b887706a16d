// Compiles a PaymentChannels that is broken on purpose, which the scenario replayed-proofs is played on to show that
// its defence is one: it adds what is shown to what is settled, in place of keeping the higher. Writes its bytecode to
// the scenarios. With --check it writes nothing and fails where that would change.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const solc = createRequire(import.meta.url)(join(root, 'node_modules', 'solc'));
const source = 'src/PaymentChannels.sol';
const kept = 'settled = _newSettled(slot, amount);';
const added = 'settled = FixedPointMathLib.min(slot.deposit(), before + amount);';

function read(path) {
  const file = path.replace(/^solady\//, 'node_modules/solady/src/').replace(/^@/, 'node_modules/@');
  return { contents: readFileSync(join(root, file), 'utf8') };
}

const honest = read(source).contents;
if (honest.split(kept).length !== 2) throw new Error(`${source} does not have this line once: ${kept}`);
const input = {
  language: 'Solidity',
  sources: { [source]: { content: honest.replace(kept, added) } },
  settings: {
    viaIR: true, evmVersion: 'prague', optimizer: { enabled: true, runs: 1_000_000 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { [source]: { PaymentChannels: ['evm.bytecode.object'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
const code = output.contracts[source].PaymentChannels.evm.bytecode.object;
const path = join(dirname(root), 'testnet', 'scenario', 'adding_channels.hex');
if (!process.argv.includes('--check')) writeFileSync(path, `${code}\n`);
else if (readFileSync(path, 'utf8') !== `${code}\n`) throw new Error(`${path} is stale: run make contracts-variant`);
