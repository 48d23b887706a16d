package settle

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	units = typeddata.NewAmount
	start = time.Unix(1_700_000_000, 0)
)

func TestDue(t *testing.T) {
	p := Policy{Least: units(10), Amount: units(100), Age: time.Hour, MaxGasPrice: 50}
	for _, tt := range []struct {
		name  string
		owed  Owed
		gas   uint64
		after time.Duration
		want  bool
	}{
		{"nothing", Owed{Closing: true}, 1, 2 * time.Hour, false},
		{"less than the gas, even when closing", Owed{Amount: units(9), Closing: true}, 1, 2 * time.Hour, false},
		{"a little, young", Owed{Amount: units(99)}, 1, time.Hour - 1, false},
		{"a little, old", Owed{Amount: units(10)}, 1, time.Hour, true},
		{"enough", Owed{Amount: units(100)}, 50, 0, true},
		{"enough, dear gas", Owed{Amount: units(1000)}, 51, 0, false},
		{"old, dear gas", Owed{Amount: units(10)}, 1000, time.Hour, true},
		{"closing, dear gas", Owed{Amount: units(10), Closing: true}, 1000, 0, true},
	} {
		tt.owed.Since = start
		if got := p.Due(tt.owed, tt.gas, start.Add(tt.after)); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.name, got, tt.want)
		}
	}
	p.MaxGasPrice = 0
	if !p.Due(Owed{Amount: units(100), Since: start}, 1<<60, start) {
		t.Error("no limit: an amount is not due at a high gas price")
	}
}

// fakes

type source struct{ channels []Channel }

func (s *source) Channels(context.Context) ([]Channel, error) { return s.channels, nil }

type fakeChain struct {
	settled map[common.Address][]typeddata.Amount
	fail    error
}

func (*fakeChain) GasPrice(context.Context) (uint64, error) { return 1, nil }

func (c *fakeChain) Settle(_ context.Context, payee common.Address, receipts []channel.SignedReceipt) error {
	if c.fail != nil {
		return c.fail
	}
	for _, r := range receipts {
		c.settled[payee] = append(c.settled[payee], r.CumAmount)
	}
	return nil
}

func channelOf(id byte, payee common.Address, receipted, settled, deposit uint64) Channel {
	c := Channel{ID: common.Hash{id}, Terms: receipt.ChannelTerms{Payee: payee}}
	c.Receipt.CumAmount = units(receipted)
	c.Chain = channel.ChainView{Deposit: units(deposit), Settled: units(settled), Final: true}
	return c
}

func newService(channels ...Channel) (*Service, *source, *fakeChain) {
	src, ch := &source{channels}, &fakeChain{settled: map[common.Address][]typeddata.Amount{}}
	return &Service{Source: src, Chain: ch, Log: slog.New(slog.DiscardHandler)}, src, ch
}

// One call for each payee, with what is due and nothing else.
func TestSettlesWhatIsDue(t *testing.T) {
	x, y := common.Address{1}, common.Address{2}
	s, src, ch := newService()
	p := Policy{Least: units(10), Amount: units(100), Age: time.Hour}
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
	if err := s.Settle(t.Context(), start, Policy{Least: units(10), Amount: units(100), Age: time.Hour}); err != nil {
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
	p := Policy{Least: units(10), Amount: units(100), Age: time.Hour}
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
	s.Policy = Policy{Least: units(10), Amount: units(100), Age: time.Hour}
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
