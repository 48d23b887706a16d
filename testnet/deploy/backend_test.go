package deploy

import (
	"bufio"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/devchain"
)

// poll is how often tests look at the chain.
const poll = 2 * time.Millisecond

var ether = big.NewInt(params.Ether)

// testKey returns the key of a role, the same in every run.
func testKey(t *testing.T, role string) *keys.Key {
	t.Helper()
	key, err := keys.ParseHex(fmt.Sprintf("%064x", common.BytesToHash([]byte(role))))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// backends are the development chains that everything must work on. Each is given an address with plenty of wei.
var backends = map[string]func(t *testing.T, rich common.Address) (url string){
	"geth":  startGeth,
	"anvil": startAnvil,
}

func startGeth(t *testing.T, rich common.Address) string {
	t.Helper()
	c, err := devchain.Start(devchain.Config{Alloc: map[common.Address]*big.Int{rich: new(big.Int).Mul(ether, big.NewInt(1000))}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c.URL()
}

// startAnvil runs Foundry's anvil. Where it is not installed the test is skipped, but never in CI.
func startAnvil(t *testing.T, rich common.Address) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), findAnvil(t), "--port", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // the context has killed it
	url := ""
	for lines := bufio.NewScanner(out); url == "" && lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "Listening on "); ok {
			url = "http://" + address
		}
	}
	if url == "" {
		t.Fatal("anvil does not say where it listens")
	}
	go func() { // keeps its pipe empty
		for lines := bufio.NewScanner(out); lines.Scan(); {
		}
	}()
	balance := "0x" + new(big.Int).Mul(ether, big.NewInt(1000)).Text(16)
	if err := dialRPC(t, url).CallContext(t.Context(), nil, "anvil_setBalance", rich, balance); err != nil {
		t.Fatal(err)
	}
	return url
}

func findAnvil(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("PORTAGE_ANVIL"); path != "" {
		return path
	}
	found, err := filepath.Glob("../../contracts/node_modules/@foundry-rs/anvil-*/bin/anvil")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		return found[0]
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no anvil: run npm ci in contracts, or set PORTAGE_ANVIL")
	}
	t.Skip("no anvil: run npm ci in contracts, or set PORTAGE_ANVIL")
	return ""
}

func dialRPC(t *testing.T, url string) *rpc.Client {
	t.Helper()
	client, err := rpc.DialContext(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// world is a deployment on a running chain.
type world struct {
	url       string
	contracts Contracts
	client    *chain.Client
}

const fundedTokens = 1_000_000

// newWorld deploys on a chain and funds a key for each role.
func newWorld(t *testing.T, url string, roles ...string) *world {
	t.Helper()
	return newWorldOf(t, url, Params{}, roles...)
}

func newWorldOf(t *testing.T, url string, p Params, roles ...string) *world {
	t.Helper()
	caller, err := chain.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(caller.Close)
	bare, err := chain.NewUndeployed(t.Context(), caller, chain.Config{Poll: poll})
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		p.Funds = append(p.Funds, Fund{testKey(t, role).Address(), ether, typeddata.NewAmount(fundedTokens)})
	}
	contracts, err := Deploy(t.Context(), bare, testKey(t, "deployer"), p)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{url: url, contracts: contracts}
	w.client = w.dial(t, 1)
	return w
}

// dial returns another client of the deployment.
func (w *world) dial(t *testing.T, confirmations uint64) *chain.Client {
	t.Helper()
	cfg := w.contracts.Config()
	cfg.Poll, cfg.Confirmations = poll, confirmations
	client, err := chain.Dial(t.Context(), w.url, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func (w *world) account(t *testing.T, role string) *chain.Account {
	t.Helper()
	return w.client.Account(testKey(t, role), chain.AccountConfig{})
}

func (w *world) advance(t *testing.T, seconds uint64) {
	t.Helper()
	if err := devchain.AdvanceTime(t.Context(), dialRPC(t, w.url), time.Duration(seconds)*time.Second); err != nil {
		t.Fatal(err)
	}
}

func (w *world) tokens(t *testing.T, account common.Address) uint64 {
	t.Helper()
	balance, err := w.client.TokenBalance(t.Context(), account)
	if err != nil {
		t.Fatal(err)
	}
	return balance.Uint64()
}

// onEach runs a test on every backend.
func onEach(t *testing.T, test func(t *testing.T, url string)) {
	for name, start := range backends {
		t.Run(name, func(t *testing.T) { test(t, start(t, testKey(t, "deployer").Address())) })
	}
}
