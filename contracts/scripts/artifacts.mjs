// Writes what others build on: artifacts/NAME.json (ABI and deploy bytecode) of each contract below from forge's
// output, and bindings/bindings.go from them. With --check it writes nothing and fails where a file would change.
// Run after the release build of contracts.mk.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

// By source file. Token stands for any ERC-20 with permits: an interface, without bytecode.
const contracts = {
  DevToken: 'DevToken.sol',
  PaymentChannels: 'PaymentChannels.sol',
  RelayRegistry: 'RelayRegistry.sol',
  Token: 'IToken.sol',
};

/** The files that the sources compile to: text by path. */
function generate() {
  const files = new Map();
  const combined = { contracts: {}, version: '' };
  for (const [name, source] of Object.entries(contracts)) {
    const path = join(root, 'out', 'release', source, source.replace('.sol', '.json'));
    const { abi, bytecode } = JSON.parse(readFileSync(path, 'utf8'));
    const artifact = { contractName: name, abi, bytecode: bytecode.object };
    files.set(`artifacts/${name}.json`, `${JSON.stringify(artifact, null, 1)}\n`);
    combined.contracts[`${source}:${name}`] = { abi, bin: bytecode.object.slice(2) };
  }
  files.set('bindings/bindings.go', abigen(combined));
  return files;
}

/** Go bindings of all contracts in one file, for they share structs. */
function abigen(combined) {
  const args = ['tool', 'abigen', '--v2', '--pkg', 'bindings', '--combined-json', '-'];
  const options = { cwd: root, input: JSON.stringify(combined), maxBuffer: 1 << 26, encoding: 'utf8' };
  return execFileSync('gofmt', { ...options, input: execFileSync('go', args, options) });
}

/** Artifacts that no contract stands behind. */
function stale(files) {
  const dir = join(root, 'artifacts');
  const present = existsSync(dir) ? readdirSync(dir) : [];
  return present.map((name) => `artifacts/${name}`).filter((path) => !files.has(path));
}

function check(files) {
  const wrong = [...files].filter(([path, text]) => {
    const full = join(root, path);
    return !existsSync(full) || readFileSync(full, 'utf8') !== text;
  });
  const paths = [...wrong.map(([path]) => path), ...stale(files)];
  if (paths.length === 0) return;
  for (const path of paths) {
    console.error(`contracts/${path} is not what the sources compile to: run make contracts-artifacts`);
  }
  process.exitCode = 1;
}

function write(files) {
  for (const path of stale(files)) rmSync(join(root, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const files = generate();
if (process.argv.includes('--check')) check(files);
else write(files);
