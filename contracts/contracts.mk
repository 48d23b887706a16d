# The contracts. Included by the top Makefile; paths are from the repository's root.

# Forge looks for foundry.toml's ./solc in the directory it is started in. It is called past the npm package's script, which
# exits with 0 whatever forge says.
FORGE := cd contracts && node_modules/@foundry-rs/forge-*/bin/forge
CONTRACTS_SETUP := contracts/node_modules/.package-lock.json
# From nothing and without the tests: bytecode through the IR depends on what is compiled along with it.
RELEASE := $(FORGE) build --force --skip test --out out/release --cache-path cache/release
GAS_TESTS := 'test/gas/*'

.PHONY: contracts-setup contracts-test contracts-artifacts contracts-variant contracts-check gas gas-snapshot invariants mutants smt

contracts-setup: $(CONTRACTS_SETUP) ## install the Solidity toolchain and libraries

$(CONTRACTS_SETUP): contracts/package-lock.json contracts/.npmrc
	npm ci --prefix contracts --ignore-scripts
	@touch $@

contracts-test: $(CONTRACTS_SETUP) ## unit and fuzz tests of the contracts
	$(FORGE) test --no-match-path $(GAS_TESTS)

contracts-artifacts: $(CONTRACTS_SETUP) ## rebuild contracts/artifacts and contracts/bindings
	$(RELEASE)
	node contracts/scripts/artifacts.mjs

contracts-variant: $(CONTRACTS_SETUP) ## rebuild the broken contract that a scenario is played on
	node contracts/scripts/variant.mjs

contracts-check: $(CONTRACTS_SETUP) ## fail if artifacts or bindings are not what the sources compile to
	$(FORGE) fmt --check
	$(RELEASE)
	node contracts/scripts/artifacts.mjs --check
	node contracts/scripts/variant.mjs --check

gas: $(CONTRACTS_SETUP) ## measure gas, compare with the snapshot and the goals, write out/gas.json
	$(FORGE) test --isolate --match-path $(GAS_TESTS)
	node contracts/scripts/gas.mjs

gas-snapshot: $(CONTRACTS_SETUP) ## measure gas and commit to it
	$(FORGE) test --isolate --match-path $(GAS_TESTS)
	node contracts/scripts/gas.mjs --update

INVARIANT_CALLS := 1000000
invariants: $(CONTRACTS_SETUP) ## call the contracts in any order a million times, see that the invariants hold
	node contracts/scripts/invariants.mjs $(INVARIANT_CALLS)

mutants: $(CONTRACTS_SETUP) ## break the contracts line by line, see that the invariants tell
	node contracts/scripts/mutants.mjs

smt: $(CONTRACTS_SETUP) ## prove the price's arithmetic with solc's SMTChecker and z3
	@if command -v z3 >/dev/null; then node contracts/scripts/smt.mjs; \
	else echo 'Left out: the proofs of make smt, by z3. To have them: sudo make deps' >&2; [ "$$CI" != true ]; fi
