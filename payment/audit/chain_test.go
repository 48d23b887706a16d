package audit

import (
	"context"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// told is a chain that says what a test has it say.
type told struct {
	OnChain
	key KeyOnChain
}

func (c told) Channel(context.Context, Channel) (OnChain, error) { return c.OnChain, nil }
func (c told) NodeKey(_ context.Context, registry, _ common.Address) (KeyOnChain, error) {
	c.key.Registry = registry
	return c.key, nil
}

func TestAgainstTheChain(t *testing.T) {
	w := story(t, 1)
	n := typeddata.NewAmount
	last, first := w.offers[len(w.offers)-1].CumAmount, w.offers[0].CumAmount
	opened := Event{Kind: KindOpened, Amount: n(1 << 50)}
	settled := func(a typeddata.Amount) Event { return Event{Kind: KindSettled, Amount: a} }
	refund := func(a typeddata.Amount) typeddata.Amount { return n(1 << 50).SubFloor(a) }
	open := func(s typeddata.Amount, e ...Event) OnChain {
		return OnChain{Deposit: n(1 << 50), Settled: s, Events: append([]Event{opened}, e...)}
	}
	more, _ := last.Add(n(1))
	far, _ := last.Add(n(1<<40 + 1))
	for name, c := range map[string]struct {
		on      OnChain
		verdict Verdict
		says    string
	}{
		"nothing settled yet":     {open(n(0)), Sound, ""},
		"settled twice":           {open(last, settled(first), settled(last)), Sound, ""},
		"closed":                  {OnChain{Events: []Event{opened, settled(first), {Kind: KindClosed, Amount: last, Refund: refund(last)}}}, Sound, ""},
		"topped up":               {OnChain{Deposit: n(1 << 51), Events: []Event{opened, {Kind: KindToppedUp, Amount: n(1 << 51)}}}, Sound, ""},
		"by proof":                {open(more, Event{Kind: KindSettledWithProof, Amount: more, Receipted: last}), Sound, ""},
		"by proof without any":    {open(n(5), Event{Kind: KindSettledWithProof, Amount: n(5)}), Sound, ""},
		"the deposit is too low":  {OnChain{Deposit: n(50), Settled: n(50), Events: []Event{{Kind: KindOpened, Amount: n(50)}, settled(n(50))}}, Sound, ""},
		"more than is here":       {open(more, settled(more)), Incomplete, "the newest receipt here is of"},
		"a proof's receipt":       {open(far, Event{Kind: KindSettledWithProof, Amount: far, Receipted: more}), Incomplete, "the newest here is of"},
		"what no receipt says":    {open(n(7), settled(n(7))), Faulty, "which no receipt here says"},
		"beyond the credit cap":   {open(far, Event{Kind: KindSettledWithProof, Amount: far, Receipted: last}), Faulty, "want at most"},
		"never opened":            {OnChain{}, Faulty, "never opened"},
		"it does not add up":      {OnChain{Events: []Event{opened, {Kind: KindClosed, Amount: last, Refund: refund(more)}}}, Faulty, "refunded"},
		"the slot says otherwise": {open(first, settled(last)), Faulty, "the slot says"},
		"it fell":                 {open(first, settled(last), settled(first)), Faulty, "fell"},
	} {
		t.Run(name, func(t *testing.T) {
			r := audited(t, bundle(t, nil, w), Options{Chain: told{c.on, KeyOnChain{Operator: common.Address{2}, Active: true}}})
			got := r.Channels[0]
			if got.Verdict != c.verdict || r.Good() != (c.verdict == Sound) {
				t.Fatalf("got %s, %v, %v", got.Verdict, got.Fault, got.Notes)
			}
			text := strings.Join(got.Notes, "\n")
			if got.Fault != nil {
				text = got.Fault.Error()
			}
			if !strings.Contains(text, c.says) {
				t.Errorf("got %q, want %q", text, c.says)
			}
			m := got.Money
			if sum, _ := m.Settled.Add(m.Refunded); c.verdict == Sound {
				if sum, _ = sum.Add(m.Held); sum != m.Deposited {
					t.Errorf("does not balance: %+v", m)
				}
			}
		})
	}
	other := told{open(n(0)), KeyOnChain{Operator: common.Address{3}}}
	if r := audited(t, bundle(t, nil, w), Options{Chain: other}); r.Good() || r.Channels[0].Fault.Field != "registration.operator" {
		t.Errorf("another operator: got %v", r.Channels[0].Fault)
	}
}

// What a bundle leaves out at its end the chain gives away.
func TestDroppedBatchesAreMissed(t *testing.T) {
	w := story(t, 1)
	last := w.offers[len(w.offers)-1].CumAmount
	w.consent = nil
	w.offers, w.receipts = w.offers[:3], w.receipts[:3]
	on := OnChain{Deposit: typeddata.NewAmount(1 << 50), Settled: last, Events: []Event{
		{Kind: KindOpened, Amount: typeddata.NewAmount(1 << 50)}, {Kind: KindSettled, Amount: last},
	}}
	b := bundle(t, nil, w)
	if r := audited(t, b, Options{}); !r.Good() {
		t.Errorf("alone: got %v", r.Channels[0].Fault)
	}
	r := audited(t, b, Options{Chain: told{on, KeyOnChain{Operator: common.Address{2}}}})
	if r.Good() || r.Channels[0].Verdict != Incomplete {
		t.Errorf("against the chain: got %s", r.Channels[0].Verdict)
	}
}
