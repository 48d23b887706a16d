package settle

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	units = typeddata.NewAmount
	start = time.Unix(1_700_000_000, 0)
)

// policy of which all that is not told is the least that tells cases apart.
var policy = Policy{
	Worth:  plan.Policy{Least: units(10), LeastProof: units(20), ClosingPeriod: 7200, AckMargin: 3600},
	Amount: units(100), Age: time.Hour, MaxGasPrice: 50,
}

const head = 1_700_000_000 // head time

// acknowledged adds a session to a channel whose acknowledgements are worth an amount, of
// which a part is receipted, until a deadline that is relative to head time.
func (c Channel) acknowledged(id, worth, paid uint64, deadline int) Channel {
	var s forwarding.Session
	s.Authorization = receipt.SessionAuthorization{
		SessionID: id, KeyB: common.Address{1}, AckDeadline: uint64(head + deadline), Tariff: price.Tariff{Flat: units(worth), Max: units(worth)},
	}
	s.Acks[ack.B].RecvBytes = 1
	c.Proof.Sessions = append(slices.Clone(c.Proof.Sessions), s)
	if c.Proof.Receipt != nil && paid > 0 {
		r := *c.Proof.Receipt
		r.Table = r.Table.With(id, units(paid))
		c.Proof.Receipt = &r
	}
	return c
}

func (c Channel) closing(left int) Channel {
	c.Chain.CloseAt = uint64(head + left)
	return c
}

func TestDue(t *testing.T) {
	owing := func(n uint64) Channel { return channelOf(1, common.Address{}, n, 0, 10_000) }
	const week = 7 * 24 * 3600
	for _, tt := range []struct {
		name      string
		c         Channel
		gas       uint64
		owed      time.Duration // since when
		unsigned  time.Duration
		want      plan.Move
		wantValue uint64 // what is settled then
	}{
		{"nothing", owing(0).closing(100), 1, 2 * time.Hour, 0, plan.Wait, 0},
		{"less than the gas, even when closing", owing(9).closing(100), 1, 2 * time.Hour, 0, plan.Wait, 0},
		{"a little, young", owing(99), 1, time.Hour - 1, 0, plan.Wait, 0},
		{"a little, old", owing(10), 1, time.Hour, 0, plan.Settle, 10},
		{"enough", owing(100), 50, 0, 0, plan.Settle, 100},
		{"enough, dear gas", owing(1000), 51, 0, 0, plan.Wait, 0},
		{"old, dear gas", owing(10), 1000, time.Hour, 0, plan.Settle, 10},
		{"closing, dear gas", owing(10).closing(100), 1000, 0, 0, plan.Settle, 10},
		{"closed", owing(10_000).closing(0), 1, 2 * time.Hour, 0, plan.Wait, 0},

		{"unsigned, young", owing(0).acknowledged(1, 50, 0, week), 1, 0, time.Hour - 1, plan.Wait, 0},
		{"unsigned, old", owing(0).acknowledged(1, 50, 0, week), 1, 0, time.Hour, plan.Prove, 50},
		{"unsigned, old, dear gas", owing(0).acknowledged(1, 50, 0, week), 1000, 0, time.Hour, plan.Prove, 50},
		{"unsigned, old, not worth it", owing(0).acknowledged(1, 19, 0, week), 1, 0, time.Hour, plan.Wait, 0},
		{"unsigned, old, most of it receipted", owing(40).acknowledged(1, 50, 40, week), 1, 0, time.Hour, plan.Wait, 0},
		{"unsigned, young, and an old receipt", owing(40).acknowledged(1, 90, 40, week), 1, time.Hour, 0, plan.Settle, 40},
		{"unsigned, young, and enough receipted", owing(100).acknowledged(1, 150, 40, week), 1, 0, 0, plan.Settle, 100},
		{"unsigned, old, and a receipt", owing(40).acknowledged(1, 90, 40, week), 1, 0, time.Hour, plan.Prove, 90},
		{"unsigned beyond creditCap", owing(40).acknowledged(1, 9999, 0, week), 1, 0, time.Hour, plan.Prove, 340},
		{"closing", owing(40).acknowledged(1, 90, 40, week).closing(100), 1000, 0, 0, plan.Prove, 90},
		{"closing, not worth a proof", owing(40).acknowledged(1, 59, 40, week).closing(100), 1, 0, 0, plan.Settle, 40},
		{"closing, the deadline is over", owing(40).acknowledged(1, 90, 40, 0).closing(100), 1, 0, 0, plan.Settle, 40},
		{"a deadline nears", owing(40).acknowledged(1, 90, 40, 3600), 1000, 0, 0, plan.Prove, 90},
		{"a deadline is far", owing(40).acknowledged(1, 90, 40, 3601), 1, 0, 0, plan.Wait, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := Waiting{Owed: start.Add(-tt.owed), Unsigned: start.Add(-tt.unsigned)}
			got := policy.Due(tt.c, w, Now{Wall: start, Head: head, GasPrice: tt.gas})
			if got.Move != tt.want || got.Target != units(tt.wantValue) {
				t.Errorf("got %s to %s, want %s to %d", got.Move, got.Target, tt.want, tt.wantValue)
			}
		})
	}
	any := policy
	any.MaxGasPrice = 0
	if got := any.Due(owing(100), Waiting{Owed: start}, Now{Wall: start, Head: head, GasPrice: 1 << 60}); got.Move != plan.Settle {
		t.Error("no limit: an amount is not due at a high gas price")
	}
}

// fakes

type source struct{ channels []Channel }

func (s *source) Channels(context.Context) ([]Channel, error) { return s.channels, nil }

type fakeChain struct {
	mu      sync.Mutex
	settled map[common.Address][]typeddata.Amount
	proven  []typeddata.Amount
	fail    error
	refuse  error // of proofs
}

func (*fakeChain) GasPrice(context.Context) (uint64, error) { return 1, nil }
func (*fakeChain) HeadTime() uint64                         { return head }

func (c *fakeChain) Settle(_ context.Context, payee common.Address, receipts []channel.SignedReceipt) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	for _, r := range receipts {
		c.settled[payee] = append(c.settled[payee], r.CumAmount)
	}
	return nil
}

func (c *fakeChain) Prove(_ context.Context, p forwarding.Proof) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.refuse == nil {
		c.proven = append(c.proven, p.Amount(head))
	}
	return c.refuse
}

func channelOf(id byte, payee common.Address, receipted, settled, deposit uint64) Channel {
	c := Channel{ID: common.Hash{id}, Terms: receipt.ChannelTerms{Payee: payee, CreditCap: units(300)}}
	c.Receipt.CumAmount, c.Receipt.State.LogSize = units(receipted), receipted
	c.Proof.Terms = c.Terms
	if receipted > 0 {
		c.Proof.Receipt = &forwarding.Receipted{CumAmount: units(receipted)}
	}
	c.Chain = channel.ChainView{Deposit: units(deposit), Settled: units(settled), Final: true}
	return c
}

func newService(channels ...Channel) (*Service, *source, *fakeChain) {
	src, ch := &source{channels: channels}, &fakeChain{settled: map[common.Address][]typeddata.Amount{}}
	return &Service{Source: src, Chain: ch, Log: slog.New(slog.DiscardHandler)}, src, ch
}

// A payer that signs keeps its proofs from being sent, however long its session lasts; one
// that stops signing is settled by proof after Age, and not again for the same.
func TestProofOfAPayerThatStopsSigning(t *testing.T) {
	s, src, ch := newService()
	at := start
	look := func(receipted, acknowledged, settled uint64) {
		t.Helper()
		src.channels = []Channel{channelOf(1, common.Address{1}, receipted, settled, 10_000).acknowledged(1, acknowledged, receipted, 1<<20)}
		if err := s.Settle(t.Context(), at, policy); err != nil {
			t.Fatal(err)
		}
		at = at.Add(40 * time.Minute)
	}
	for n := range uint64(4) { // each time a newer receipt, and more beyond it
		look(10*n, 10*n+50, 10*n)
	}
	look(30, 80, 30) // 40 minutes after the newest receipt
	if len(ch.proven) != 0 {
		t.Fatalf("proven %v of a payer that signs", ch.proven)
	}
	look(30, 80, 30) // 80 minutes after the newest receipt
	if len(ch.proven) != 1 || ch.proven[0] != units(80) {
		t.Fatalf("got %v, want a proof of 80", ch.proven)
	}
	look(30, 80, 80)
	look(30, 90, 80)
	if len(ch.proven) != 1 {
		t.Errorf("proven %v, again", ch.proven)
	}
}

// A proof that is refused leaves the receipt to be settled.
func TestProofIsRefused(t *testing.T) {
	x := common.Address{1}
	s, _, ch := newService(channelOf(1, x, 40, 0, 1000).acknowledged(1, 90, 40, 1<<20).closing(100))
	ch.refuse = errors.New("reverted")
	if err := s.Settle(t.Context(), start, policy); !errors.Is(err, ch.refuse) {
		t.Errorf("got %v, want %v", err, ch.refuse)
	}
	if len(ch.settled[x]) != 1 || ch.settled[x][0] != units(40) {
		t.Errorf("settled %v, want the receipt of 40", ch.settled)
	}
}

// A receipt that was handed back is over more than the ledger's proof.
func TestReceiptHandedBack(t *testing.T) {
	x := common.Address{1}
	c := channelOf(1, x, 40, 0, 1000).acknowledged(1, 90, 40, 1<<20).closing(100)
	c.Receipt.CumAmount = units(85)
	s, _, ch := newService(c)
	if err := s.Settle(t.Context(), start, policy); err != nil {
		t.Fatal(err)
	}
	if len(ch.proven) != 0 || len(ch.settled[x]) != 1 || ch.settled[x][0] != units(85) {
		t.Errorf("proven %v, settled %v, want the receipt of 85", ch.proven, ch.settled)
	}
}

// One call for each payee, with what is due and nothing else.
func TestSettlesWhatIsDue(t *testing.T) {
	x, y := common.Address{1}, common.Address{2}
	s, src, ch := newService()
	p := policy
	if err := s.Settle(t.Context(), start, p); err != nil { // the relay has started
		t.Fatal(err)
	}
	src.channels = []Channel{
		channelOf(1, x, 500, 300, 1000), // 200 owed
		channelOf(2, x, 350, 300, 1000), // 50: waits
		channelOf(3, y, 900, 0, 120),    // the deposit covers 120
		channelOf(4, y, 900, 120, 120),  // and here nothing more
	}
	if err := s.Settle(t.Context(), start, p); err != nil {
		t.Fatal(err)
	}
	if len(ch.settled[x]) != 1 || ch.settled[x][0] != units(500) || len(ch.settled[y]) != 1 || ch.settled[y][0] != units(900) {
		t.Fatalf("got %v", ch.settled)
	}
	if err := s.Settle(t.Context(), start.Add(time.Hour), p); err != nil {
		t.Fatal(err)
	}
	if n := len(ch.settled[x]); n != 3 {
		t.Errorf("after an hour %d settlements for x, want that of the 50 too", n)
	}
}

// What was owed when the relay started may be old: it is settled at once.
func TestStartSettlesWhatIsOld(t *testing.T) {
	x := common.Address{1}
	s, _, ch := newService(channelOf(1, x, 50, 0, 1000), channelOf(2, x, 5, 0, 1000))
	if err := s.Settle(t.Context(), start, policy); err != nil {
		t.Fatal(err)
	}
	if len(ch.settled[x]) != 1 || ch.settled[x][0] != units(50) {
		t.Fatalf("got %v, want 50 alone", ch.settled)
	}
}

// A settlement that fails is told, and made again at the next wake.
func TestFailureIsTriedAgain(t *testing.T) {
	x := common.Address{1}
	s, _, ch := newService(channelOf(1, x, 500, 0, 1000))
	ch.fail = errors.New("no funds")
	p := policy
	if err := s.Settle(t.Context(), start, p); !errors.Is(err, ch.fail) {
		t.Fatalf("got %v, want %v", err, ch.fail)
	}
	ch.fail = nil
	if err := s.Settle(t.Context(), start, p); err != nil || len(ch.settled[x]) != 1 {
		t.Fatalf("got %v, %v", ch.settled, err)
	}
}

// Err tells of the newest attempt, and of no older one.
func TestErr(t *testing.T) {
	s, _, ch := newService(channelOf(1, common.Address{1}, 500, 0, 1000))
	s.Policy = policy
	attempt := func() {
		ctx, cancel := context.WithCancel(t.Context())
		wake, ended := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			s.Run(ctx, wake)
		}()
		wake <- struct{}{}
		cancel()
		<-ended
	}
	if err := s.Err(); err != nil {
		t.Errorf("before the first: got %v", err)
	}
	ch.fail = errors.New("no funds")
	attempt()
	if err := s.Err(); !errors.Is(err, ch.fail) {
		t.Errorf("got %v, want %v", err, ch.fail)
	}
	ch.fail = nil
	attempt()
	if err := s.Err(); err != nil {
		t.Errorf("after one that settled: got %v", err)
	}
}
