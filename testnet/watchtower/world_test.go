// Package watchtower holds the tests of payment/watchtower on a real chain: many channels,
// several towers, blocks without room, RPCs that lie.
package watchtower

import (
	"context"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/onchain"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
	"github.com/portage-relay/portage/testnet/devchain"
)

const (
	period = 3600 // T, seconds of head time: far more than a test's blocks take
	poll   = 2 * time.Millisecond
)

var (
	n     = typeddata.NewAmount
	ether = big.NewInt(params.Ether)
)

func key(t *testing.T, role string) *keys.Key {
	t.Helper()
	k, err := keys.ParseHex(fmt.Sprintf("%064x", common.BytesToHash([]byte(role))))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// world is a deployment on a chain of its own.
type world struct {
	t         *testing.T
	dev       *devchain.Chain
	contracts deploy.Contracts
	client    *chain.Client
	payer     *chain.Account
	salt      uint64
	idle      func() // no blocks are made until mine, on a chain that makes none by itself
}

func newWorld(t *testing.T, cfg devchain.Config) *world {
	t.Helper()
	cfg.Alloc = map[common.Address]*big.Int{key(t, "deployer").Address(): new(big.Int).Mul(ether, big.NewInt(1000))}
	dev, err := devchain.Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := dev.Close(); err != nil {
			t.Error(err)
		}
	})
	w := &world{t: t, dev: dev}
	if cfg.Manual {
		w.mine()
	}
	caller, err := chain.Connect(t.Context(), dev.URL())
	w.check(err)
	bare, err := chain.NewUndeployed(t.Context(), caller, chain.Config{Poll: poll})
	w.check(err)
	defer bare.Close()
	p := deploy.Params{ClosingPeriod: period, UnbondingPeriod: 2 * period}
	for _, role := range []string{"payer", "tower", "other tower"} {
		p.Funds = append(p.Funds, deploy.Fund{Account: key(t, role).Address(), Wei: new(big.Int).Mul(ether, big.NewInt(10)), Tokens: n(1_000_000)})
	}
	w.contracts, err = deploy.Deploy(t.Context(), bare, key(t, "deployer"), p)
	w.check(err)
	w.client, err = chain.Dial(t.Context(), dev.URL(), w.config())
	w.check(err)
	t.Cleanup(w.client.Close)
	w.payer = w.client.Account(key(t, "payer"), chain.AccountConfig{})
	return w
}

// mine makes a block whenever there is a transaction, until idle is called.
func (w *world) mine() {
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if w.pending(ctx) > 0 {
				w.dev.Commit()
			}
			select {
			case <-ctx.Done():
			case <-time.After(poll):
			}
		}
	}()
	w.idle = func() { cancel(); <-done }
	w.t.Cleanup(w.idle)
}

func (w *world) pending(ctx context.Context) uint64 {
	var status struct {
		Pending string `json:"pending"`
	}
	if err := w.dev.RPC().CallContext(ctx, &status, "txpool_status"); err != nil {
		return 0
	}
	v, ok := new(big.Int).SetString(status.Pending, 0)
	if !ok {
		w.t.Errorf("txpool_status: %q", status.Pending)
		return 0
	}
	return v.Uint64()
}

func (w *world) check(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) config() chain.Config {
	cfg := w.contracts.Config()
	cfg.Poll, cfg.Confirmations = poll, 1
	return cfg
}

func (w *world) head() chain.Head {
	w.t.Helper()
	head, err := w.client.Head(w.t.Context())
	w.check(err)
	return head
}

// jump moves head time forward.
func (w *world) jump(seconds uint64) {
	w.t.Helper()
	w.check(w.dev.AdjustTime(time.Duration(seconds) * time.Second))
}

// timePasses makes a block every now and then, until the test ends.
func (w *world) timePasses() {
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(25 * poll):
				w.dev.Commit()
			}
		}
	}()
	w.t.Cleanup(func() { cancel(); <-done })
}

// open opens channels to a payee, each with a deposit of 1,000.
func (w *world) open(count int, payee string) (terms []receipt.ChannelTerms) {
	w.t.Helper()
	for len(terms) < count {
		var openings []chain.Opening
		for openBy := w.head().Time + period/2; len(openings) < min(250, count-len(terms)); {
			w.salt++
			openings = append(openings, chain.Opening{Deposit: n(1000), Terms: receipt.ChannelTerms{
				Payer: key(w.t, "payer").Address(), Signer: key(w.t, "signer").Address(), Payee: key(w.t, payee).Address(),
				CreditCap: n(200), OpenBy: openBy, Salt: w.salt,
			}})
		}
		_, _, err := w.payer.OpenMany(w.t.Context(), openings)
		w.check(err)
		for _, o := range openings {
			terms = append(terms, o.Terms)
		}
	}
	return terms
}

// close begins to close channels and returns closeAt of the last.
func (w *world) close(terms ...receipt.ChannelTerms) (closeAt uint64) {
	w.t.Helper()
	for _, t := range terms {
		done, err := w.payer.CloseChannel(w.t.Context(), t)
		w.check(err)
		closeAt = done.Event.CloseAt
	}
	return closeAt
}

// proof is one of a receipt alone.
func (w *world) proof(terms receipt.ChannelTerms, cum uint64) forwarding.Proof {
	w.t.Helper()
	d := w.client.Domain()
	r := forwarding.Receipted{CumAmount: n(cum), LogSize: cum}
	r.Signature = w.sign("signer", r.Of(terms.ID(d)).Digest(d))
	return forwarding.Proof{Terms: terms, Receipt: &r}
}

// acknowledged adds a session whose end B acknowledged bytes at a base unit each.
func (w *world) acknowledged(p forwarding.Proof, bytes uint64) forwarding.Proof {
	w.t.Helper()
	d := w.client.Domain()
	id := p.Terms.ID(d)
	a := receipt.SessionAuthorization{
		ChannelID: id, SessionID: 7, KeyB: key(w.t, "endpoint B").Address(), AckDeadline: w.head().Time + 10*period,
		Tariff: price.Tariff{PerGiB: n(1 << 30), Max: n(1000)},
	}
	s := forwarding.Session{Authorization: a, Signature: w.sign("signer", a.Digest(d))}
	s.Acks[ack.B].DeliveryAck = ack.DeliveryAck{ChannelID: id, SessionID: 7, Side: ack.B, Counts: ack.Counts{RecvBytes: bytes}}
	s.Acks[ack.B].Signature = w.sign("endpoint B", s.Acks[ack.B].Digest(d))
	p.Sessions = append(p.Sessions, s)
	return p
}

func (w *world) sign(role string, digest common.Hash) typeddata.Signature {
	w.t.Helper()
	sig, err := key(w.t, role).SignDigest(w.t.Context(), digest)
	w.check(err)
	return sig
}

func (w *world) export(p forwarding.Proof) []byte {
	w.t.Helper()
	b, err := forwarding.Export{Domain: w.client.Domain(), Proof: p}.Bytes()
	w.check(err)
	return b
}

// store writes an export file as relays do, and returns its path.
func (w *world) store(dir string, p forwarding.Proof) string {
	w.t.Helper()
	path := filepath.Join(dir, p.Terms.ID(w.client.Domain()).Hex()+".proof")
	w.check(os.WriteFile(path+".new", w.export(p), 0o600))
	w.check(os.Rename(path+".new", path))
	return path
}

func (w *world) slot(terms receipt.ChannelTerms) chain.ChannelState {
	w.t.Helper()
	s, err := w.client.Channel(w.t.Context(), terms.ID(w.client.Domain()), terms.Signer, terms.Payee)
	w.check(err)
	return s
}

// settled waits until so much is settled on chain.
func (w *world) settled(terms receipt.ChannelTerms, want uint64) {
	w.t.Helper()
	w.until(func() bool { return !w.slot(terms).Settled.Less(n(want)) })
	if got := w.slot(terms).Settled; got != n(want) {
		w.t.Fatalf("settled %s, want %d", got, want)
	}
}

// until waits for a condition, for as long as the test may take.
func (w *world) until(ok func() bool) {
	w.t.Helper()
	for !ok() {
		select {
		case <-w.t.Context().Done():
			w.t.Fatal("the test ended before")
		case <-time.After(poll):
		}
	}
}

// sent is how many transactions a role's account has had mined.
func (w *world) sent(role string) (nonce uint64) {
	w.t.Helper()
	var text string
	w.check(w.dev.RPC().CallContext(w.t.Context(), &text, "eth_getTransactionCount", key(w.t, role).Address(), "latest"))
	v, _ := new(big.Int).SetString(text, 0)
	return v.Uint64()
}

// tower is a watchtower under test.
type tower struct {
	*watchtower.Tower
	reports chan watchtower.Report // all but status
}

// options change what a tower would be by default.
type options struct {
	role    string // tower, unless it says otherwise
	stagger time.Duration
	fees    onchain.Fees
	rpcs    []onchain.Endpoint // the chain itself, once
	max     int
}

func (w *world) endpoint(name string, wrap func(chain.Caller) chain.Caller) onchain.Endpoint {
	return onchain.Endpoint{Name: name, Dial: func(ctx context.Context) (chain.Caller, error) {
		caller, err := chain.Connect(ctx, w.dev.URL())
		if err == nil && wrap != nil {
			caller = wrap(caller)
		}
		return caller, err
	}}
}

// tower makes a watchtower of directories.
func (w *world) tower(o options, dirs ...string) *tower {
	w.t.Helper()
	if o.role == "" {
		o.role = "tower"
	}
	if o.rpcs == nil {
		o.rpcs = []onchain.Endpoint{w.endpoint("honest", nil)}
	}
	if o.fees.ReplaceAfter == 0 {
		o.fees.ReplaceAfter = 20 * time.Millisecond
	}
	chains, err := onchain.Connect(w.t.Context(), o.rpcs, w.config(), key(w.t, o.role), o.fees)
	w.check(err)
	w.t.Cleanup(chains.Close)
	out := &tower{reports: make(chan watchtower.Report, 1<<14)}
	out.Tower, err = watchtower.New(watchtower.Config{
		Dirs: dirs, Domain: w.client.Domain(), Chains: chains.Chains(), Address: key(w.t, o.role).Address(),
		Policy:  plan.Policy{Least: n(10), LeastProof: n(20), ClosingPeriod: period, AckMargin: period / 4},
		Stagger: o.stagger, Poll: poll, Patience: time.Hour, Grace: time.Millisecond, MaxChannels: o.max,
		Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)),
		Tell: func(r watchtower.Report) {
			if r.Event != watchtower.EventStatus {
				out.reports <- r
			}
		},
	})
	w.check(err)
	return out
}

// run runs it until the test, or the world's patience, ends.
func (w *world) run(t *tower) (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- t.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			w.t.Error(err)
		}
	}
	w.t.Cleanup(stop)
	return stop
}
