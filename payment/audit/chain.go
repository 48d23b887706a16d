package audit

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Chain is what an audit asks of the chain, of one deployment. It is not trusted beyond
// what it says being compared with the bundle.
type Chain interface {
	// Channel returns what is on chain of a channel, as of one block. It returns
	// ErrOtherChain for a channel of another deployment.
	Channel(ctx context.Context, c Channel) (OnChain, error)
	// NodeKey returns what a registry knows of a node key; a zero registry is the one that
	// the auditor named, and ErrNoRegistry that there is none.
	NodeKey(ctx context.Context, registry, key common.Address) (KeyOnChain, error)
}

var (
	// ErrOtherChain says that a channel belongs to another chain or contract.
	ErrOtherChain = errors.New("audit: a channel of another chain or contract")
	// ErrNoRegistry says that no registry is known to ask.
	ErrNoRegistry = errors.New("audit: no registry was named")
)

// Kind is what an event on chain says.
type Kind string

// The kinds, by the names of the contract's events.
const (
	KindOpened           Kind = "opened"
	KindToppedUp         Kind = "topped-up"
	KindSettled          Kind = "settled" // settle and settleMany
	KindSettledWithProof Kind = "settled-with-proof"
	KindClosing          Kind = "closing"
	KindClosed           Kind = "closed"
)

// Event is an event of a channel. Amount is what the event says: the deposit or what is
// settled, in all, base units.
type Event struct {
	Kind      Kind             `json:"kind"`
	Block     uint64           `json:"block"`
	Tx        common.Hash      `json:"tx"`
	Amount    typeddata.Amount `json:"amount"`
	Receipted typeddata.Amount `json:"receipted"` // KindSettledWithProof: of the receipt in the proof
	Refund    typeddata.Amount `json:"refund"`    // KindClosed
}

// OnChain is a channel's slot and events, oldest first.
type OnChain struct {
	Deposit, Settled typeddata.Amount // of the slot; zero once the channel has ended
	CloseAt          uint64
	Events           []Event
}

// KeyOnChain is what a registry knows of a node key.
type KeyOnChain struct {
	Registry common.Address `json:"registry"`
	Operator common.Address `json:"operator"` // zero: never registered
	Active   bool           `json:"active"`
	Slashed  bool           `json:"slashed"`
}

// held is a section's chain while the section is read: receipts tick settlements off.
type held struct {
	OnChain
	receipts map[typeddata.Amount]bool // amounts of settlements, and whether a receipt says so
}

func newHeld(c OnChain) *held {
	h := &held{c, map[typeddata.Amount]bool{{}: true}}
	for _, e := range c.Events {
		switch e.Kind {
		case KindSettled, KindClosed:
			h.expect(e.Amount)
		case KindSettledWithProof:
			h.expect(e.Receipted)
		}
	}
	return h
}

func (h *held) expect(a typeddata.Amount) {
	if !h.receipts[a] {
		h.receipts[a] = false // no receipt says so yet
	}
}

func (h *held) receipted(a typeddata.Amount) {
	if _, ok := h.receipts[a]; ok {
		h.receipts[a] = true
	}
}

// reconcile holds a section that verified against the chain. It returns a fault, or that
// the bundle does not tell all that was settled.
func (h *held) reconcile(v *verifier, base typeddata.Amount) (incomplete string, f *Fault) {
	if len(h.Events) == 0 || h.Events[0].Kind != KindOpened {
		return "", fault("chain", "the channel was never opened")
	}
	m := &v.out.Money
	var closed *Event
	for i, e := range h.Events {
		switch e.Kind {
		case KindOpened, KindToppedUp:
			m.Deposited = e.Amount
		case KindSettled:
			incomplete, f = h.settled(v, e.Amount, base, incomplete)
		case KindSettledWithProof:
			incomplete, f = h.byProof(v, e, base, incomplete)
		case KindClosed:
			closed = &h.Events[i]
			if m.Settled.Less(e.Amount) {
				incomplete, f = h.settled(v, e.Amount, base, incomplete)
			}
		}
		if f != nil {
			return "", f
		}
	}
	return incomplete, h.balance(m, closed)
}

// settled takes a settlement up to amount by a receipt, which the bundle must have, unless
// the deposit bounded it, or it was made before the base.
func (h *held) settled(v *verifier, amount, base typeddata.Amount, incomplete string) (string, *Fault) {
	m := &v.out.Money
	if amount.Less(m.Settled) {
		return "", fault("chain", "settled fell from %s to %s", m.Settled, amount)
	}
	m.Settled = amount
	switch {
	case h.receipts[amount], amount == m.Deposited && !v.cum.Less(amount), !base.Less(amount):
		return incomplete, nil
	case v.cum.Less(amount):
		return fmt.Sprintf("%s is settled on chain, the newest receipt here is of %s", amount, v.cum), nil
	}
	return "", fault("chain", "%s was settled, which no receipt here says", amount)
}

func (h *held) byProof(v *verifier, e Event, base typeddata.Amount, incomplete string) (string, *Fault) {
	m := &v.out.Money
	most := e.Receipted.AddCap(v.terms.CreditCap)
	switch {
	case e.Amount.Less(m.Settled):
		return "", fault("chain", "settled fell from %s to %s", m.Settled, e.Amount)
	case most.Less(e.Amount):
		return "", fault("chain", "%s was settled by a proof with a receipt of %s, want at most %s", e.Amount, e.Receipted, most)
	}
	m.Settled = e.Amount
	switch {
	case h.receipts[e.Receipted], !base.Less(e.Receipted):
		return incomplete, nil
	case v.cum.Less(e.Receipted):
		return fmt.Sprintf("a receipt of %s was shown on chain, the newest here is of %s", e.Receipted, v.cum), nil
	}
	return "", fault("chain", "a proof showed a receipt of %s, which is not here", e.Receipted)
}

// balance checks deposits = settlements + refunds + what the contract holds, by the slot
// and by the events.
func (h *held) balance(m *Money, closed *Event) *Fault {
	m.ByProof = m.Settled.SubFloor(m.Receipted)
	if closed != nil {
		m.Refunded = closed.Refund
		if sum, err := m.Settled.Add(m.Refunded); err != nil || sum != m.Deposited || closed.Amount != m.Settled {
			return fault("chain", "%s deposited, %s settled, %s refunded", m.Deposited, m.Settled, m.Refunded)
		}
		return nil
	}
	if h.Deposit != m.Deposited || h.Settled != m.Settled {
		return fault("chain", "the slot says %s deposited and %s settled, the events say %s and %s", h.Deposit, h.Settled, m.Deposited, m.Settled)
	}
	held, err := m.Deposited.Sub(m.Settled)
	if err != nil {
		return fault("chain", "%s settled of %s deposited", m.Settled, m.Deposited)
	}
	m.Held = held
	return nil
}
