package deploy

import (
	"math/big"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/testnet/devchain"
)

// follow takes updates until the head is at least number, and returns the events that stand.
func follow(t *testing.T, f *chain.Follower, seen []chain.Event, number uint64) []chain.Event {
	t.Helper()
	for {
		u, err := f.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range u.Removed {
			seen = seen[:len(seen)-len(b.Logs)]
		}
		for _, b := range u.Added {
			for _, l := range b.Logs {
				seen = append(seen, l.Event)
			}
		}
		if u.Head.Number >= number {
			return seen
		}
	}
}

func headNumber(t *testing.T, c *chain.Client) uint64 {
	t.Helper()
	head, err := c.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head.Number
}

// The follower tells what the moves told, live and from the beginning.
func TestFollowerTellsTheMoves(t *testing.T) { onEach(t, testFollowerTellsTheMoves) }

func testFollowerTellsTheMoves(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "operator")
	payer, operator, ctx := w.account(t, "payer"), w.account(t, "operator"), t.Context()
	live := w.client.Follow(chain.Cursor{})
	var told, seen []chain.Event
	tell := func(event chain.Event, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, event)
		seen = follow(t, live, seen, headNumber(t, w.client))
	}
	registered, err := operator.Register(ctx, testKey(t, "node"), amount(10), []byte("relay"))
	tell(registered.Event, err)
	told = append(told, chain.DescriptorPublished{Operator: operator.Address(), Number: 1, Descriptor: []byte("relay")})
	terms := w.terms(t, 1)
	id := terms.ID(w.client.Domain())
	opened, err := payer.Open(ctx, terms, amount(1000))
	tell(opened.Event, err)
	toppedUp, err := payer.TopUp(ctx, id, terms.Signer, terms.Payee, amount(5))
	tell(toppedUp.Event, err)
	settled, err := operator.Settle(ctx, terms.Payee, w.receiptFor(t, id, 10, "signer"))
	tell(settled.Event, err)
	many, err := operator.SettleMany(ctx, terms.Payee, []chain.SignedReceipt{w.receiptFor(t, id, 20, "signer"), w.receiptFor(t, id, 15, "signer")})
	if err != nil {
		t.Fatal(err)
	}
	tell(many[0].Event, nil)
	closing, err := payer.CloseChannel(ctx, terms)
	tell(closing.Event, err)
	newest := w.receiptFor(t, id, 30, "signer")
	closed, err := operator.CloseNow(ctx, terms, &newest, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen = follow(t, live, seen, headNumber(t, w.client))
	fresh := follow(t, w.client.Follow(chain.Cursor{}), nil, headNumber(t, w.client))
	for name, got := range map[string][]chain.Event{"live": seen, "from the beginning": fresh} {
		// closeNow settles too: whether it logs that beside Closed is the contract's affair.
		if last := got[len(got)-1]; last != closed.Event {
			t.Errorf("%s: got %+v last, want %+v", name, last, closed.Event)
		}
		if len(got) <= len(told) || !reflect.DeepEqual(got[:len(told)], told) {
			t.Errorf("%s: got %+v, want %+v", name, got, told)
		}
	}
}

// A real reorg takes back what it drops, and delivers anew what it keeps.
func TestFollowerThroughReorg(t *testing.T) {
	rich := testKey(t, "deployer").Address()
	c, err := devchain.Start(devchain.Config{Alloc: map[common.Address]*big.Int{rich: new(big.Int).Mul(ether, big.NewInt(1000))}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	w := newWorld(t, c.URL(), "payer")
	payer := w.account(t, "payer")
	open := func(salt uint64) receipt.ChannelTerms {
		terms := w.terms(t, salt)
		if _, err := payer.Open(t.Context(), terms, amount(10)); err != nil {
			t.Fatal(err)
		}
		return terms
	}
	first := open(1)
	live := w.dial(t, 10).Follow(chain.Cursor{})
	seen := follow(t, live, nil, headNumber(t, w.client))

	second := open(2)
	seen = follow(t, live, seen, headNumber(t, w.client))
	if len(seen) != 2 {
		t.Fatalf("got %d events, want 2", len(seen))
	}
	if err := c.Reorg(1, true); err != nil {
		t.Fatal(err)
	}
	seen = follow(t, live, seen, headNumber(t, w.client))
	if len(seen) != 1 || seen[0].(chain.Opened).Terms != first || w.channel(t, second).Exists() {
		t.Fatalf("dropped: got %+v, want the first channel alone", seen)
	}
	third := open(3)
	if err := c.Reorg(1, false); err != nil {
		t.Fatal(err)
	}
	seen = follow(t, live, seen, headNumber(t, w.client))
	if len(seen) != 2 || seen[1].(chain.Opened).Terms != third || !w.channel(t, third).Open() {
		t.Errorf("kept: got %+v, want the third channel delivered anew", seen)
	}
}

// The node may go away and come back, with blocks that were made meanwhile.
func TestFollowerThroughRestartOfTheNode(t *testing.T) {
	for _, scheme := range []string{"http", "ws"} {
		t.Run(scheme, func(t *testing.T) { testFollowerThroughRestart(t, scheme) })
	}
}

func testFollowerThroughRestart(t *testing.T, scheme string) {
	cfg := devchain.Config{
		Alloc:   map[common.Address]*big.Int{testKey(t, "deployer").Address(): new(big.Int).Mul(ether, big.NewInt(1000))},
		DataDir: t.TempDir(),
	}
	start := func() *devchain.Chain {
		c, err := devchain.Start(cfg)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := start()
	defer func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}()
	cfg.Listen = strings.TrimPrefix(c.URL(), "http://")
	w := newWorld(t, c.URL(), "payer")
	w.url = strings.Replace(w.url, "http", scheme, 1)
	live := w.dial(t, 1).Follow(chain.Cursor{})
	seen := follow(t, live, nil, headNumber(t, w.client))

	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	updates := make(chan chain.Update)
	go func() {
		for {
			u, err := live.Next(t.Context())
			if err != nil {
				return
			}
			select {
			case updates <- u:
			case <-t.Context().Done():
				return
			}
		}
	}()
	for live.Health() == nil { // until it has noticed
		runtime.Gosched()
	}
	c = start()
	opened, err := w.account(t, "payer").Open(t.Context(), w.terms(t, 1), amount(10))
	if err != nil {
		t.Fatal(err)
	}
	for u := range updates {
		if len(u.Added) > 0 {
			if got := u.Added[0].Logs[0].Event; len(seen) != 0 || got != chain.Event(opened.Event) {
				t.Errorf("got %+v, want %+v", got, opened.Event)
			}
			return
		}
	}
}
