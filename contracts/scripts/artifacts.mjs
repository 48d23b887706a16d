// Writes what others build on: artifacts/NAME.json (ABI and deploy bytecode) of each contract below from forge's
// output, and bindings/bindings.go from them. Run after `forge build`, in contracts/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

// Of interfaces only the ABI is of use: their bytecode is empty.
const contracts = {
  DevToken: 'DevToken.sol',
  PaymentChannels: 'PaymentChannels.sol',
  RelayRegistry: 'RelayRegistry.sol',
  Token: 'IToken.sol',
};

const combined = { contracts: {}, version: '' };
mkdirSync('artifacts', { recursive: true });
for (const file of readdirSync('artifacts')) {
  rmSync(`artifacts/${file}`);
}
for (const [name, source] of Object.entries(contracts)) {
  const built = JSON.parse(readFileSync(`out/${source}/${source.replace('.sol', '.json')}`, 'utf8'));
  const { abi } = built;
  const bytecode = built.bytecode.object;
  writeFileSync(`artifacts/${name}.json`, `${JSON.stringify({ contractName: name, abi, bytecode }, null, 1)}\n`);
  combined.contracts[`${source}:${name}`] = { abi, bin: bytecode.slice(2) };
}

const abigen = ['tool', 'abigen', '--v2', '--pkg', 'bindings', '--combined-json', '-'];
const code = execFileSync('go', abigen, { input: JSON.stringify(combined), maxBuffer: 1 << 26 });
mkdirSync('bindings', { recursive: true });
writeFileSync('bindings/bindings.go', code);
