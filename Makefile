# Portage. `make demo` runs the whole story; `make test` passes every test. Both do all
# set-up on a fresh machine: see README.md.

.DEFAULT_GOAL := help
.PHONY: help demo test build deps lint test-go test-race clean

GO ?= go
OUT := out

# Packages with goroutines of their own. (The end-to-end tests run without: their processes
# wait for one another, and the detector makes them many times slower.)
RACE := ./client/... ./payment/ledger ./payment/chain ./relayd/... ./testnet/lossy

include contracts/contracts.mk

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "%-20s %s\n", $$1, $$2}'

demo: ## bring up a devnet, pay a relay for 64 MiB, show that the money adds up
	@mkdir -p $(OUT)
	$(GO) run ./cmd/portage devnet demo --json > $(OUT)/demo.json || { tail -n 1 $(OUT)/demo.json; exit 1; }
	@tail -n 1 $(OUT)/demo.json

test: deps contracts-setup lint test-go test-race contracts-test contracts-check gas smt ## every test

build: ## binaries, into bin/
	$(GO) build -trimpath -ldflags '-s -w' -o bin/ ./cmd/portage ./cmd/relayd

deps: ## what the tests need of other programs, by apt (as root)
	@if command -v turnutils_uclient >/dev/null && command -v z3 >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends coturn z3; \
	else \
	  echo 'Left out: the test with turnutils_uclient, a stock TURN client, and the proofs of z3. To have them: sudo make deps' >&2; \
	  [ "$$CI" != true ]; \
	fi

lint: ## gofmt, vet, staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted" >&2; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

test-go: contracts-setup ## every Go test
	$(GO) test ./...

test-race: ## those of the packages with goroutines, with the race detector
	$(GO) test -race $(RACE)

clean: ## remove what these targets made
	rm -rf $(OUT) bin contracts/node_modules contracts/out contracts/cache

.PHONY: audit-memory
audit-memory: ## audit a bundle of 100 MB in under 64 MB of memory
	@mkdir -p $(OUT)
	PORTAGE_AUDIT_BYTES=100000000 PORTAGE_AUDIT_OUT=$(CURDIR)/$(OUT)/audit.json $(GO) test ./payment/audit -run TestMemoryIsBounded -count 1
	@cat $(OUT)/audit.json

.PHONY: differential
DIFFERENTIAL_CASES := 250000
differential: ## compare Go and Solidity on random cases, most of them nearly right
	@mkdir -p $(OUT)
	$(GO) run ./testnet/differential/run -cases $(DIFFERENTIAL_CASES) -out $(OUT)/differential.json

.PHONY: explore
EXPLORE_STATES := 600000
explore: ## search small worlds of the payment machines: millions of states, invariants in each
	@mkdir -p $(OUT)
	$(GO) run ./testnet/explore/run -states $(EXPLORE_STATES) -out $(OUT)/explore.json

.PHONY: bench
bench: deps ## what a packet costs, here and at other relays (out/bench.json); BENCH=short takes minutes
	@mkdir -p $(OUT)/bench
	$(GO) build -trimpath -o $(OUT)/bench/ ./cmd/relayd ./testnet/bench/run
	$(GO) test ./payment/ledger -run - -bench 'Commit/.*/callers=1024' -count $(if $(filter short,$(BENCH)),1,3) > $(OUT)/bench/ledger.txt
	$(GO) test ./relayd -run - -bench 'Turns|Receipts' -benchtime 4000x -count $(if $(filter short,$(BENCH)),1,3) >> $(OUT)/bench/ledger.txt
	$(OUT)/bench/run $(if $(filter short,$(BENCH)),-short) -relayd $(OUT)/bench/relayd -ledger $(OUT)/bench/ledger.txt -out $(OUT)/bench.json
