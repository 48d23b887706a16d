package settle

import (
	"time"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Policy says when what is owed is worth a transaction, and which one.
//
// What a watchtower would send, the relay sends: for a channel that closes, or before an
// ackDeadline. On a channel that stays open, it also takes what has waited long enough.
type Policy struct {
	// Worth says what is worth a transaction, a few times what the gas costs: Least a receipt,
	// LeastProof what acknowledgements prove beyond it.
	Worth plan.Policy
	// Amount of a receipt is settled without waiting, where gas costs at most MaxGasPrice. Base units.
	Amount typeddata.Amount
	// Age is how long what is worth it may wait: a receipt since it was first owed,
	// acknowledgements since the payer has signed nothing. T/2 at the most, so that one more
	// attempt fits before a close takes effect.
	Age time.Duration
	// MaxGasPrice in wei per gas; 0: any. A closing channel, an ackDeadline and Age pay any price.
	MaxGasPrice uint64
}

// Now is the time of a look at the channels.
type Now struct {
	Wall     time.Time
	Head     uint64 // head time, Unix seconds
	GasPrice uint64 // wei per gas
}

// Waiting says since when a channel waits. What has not begun to is zero.
type Waiting struct {
	Owed     time.Time // a receipt that is not settled
	Unsigned time.Time // acknowledgements worth a forwarding proof, and no receipt since
}

// Due returns the move that is due for a channel, if one is.
func (p Policy) Due(c Channel, w Waiting, now Now) plan.Decision {
	v := c.view(now.Head)
	if d := p.Worth.Decide(c.held(), []plan.View{v}); d.Move != plan.Wait || c.Chain.CloseAt != 0 {
		return d
	}
	if best := p.Worth.Choose(c.held(), v); best.Move == plan.Prove && p.old(w.Unsigned, now) {
		return best
	}
	best := p.Worth.WithoutProofs().Choose(c.held(), v)
	cheap := p.MaxGasPrice == 0 || now.GasPrice <= p.MaxGasPrice
	if best.Move == plan.Settle && (p.old(w.Owed, now) || cheap && !best.Owed.Less(p.Amount)) {
		return best
	}
	return plan.Decision{}
}

func (p Policy) old(since time.Time, now Now) bool { return now.Wall.Sub(since) >= p.Age }

// view is what the chain says of the channel.
func (c Channel) view(head uint64) plan.View {
	return plan.View{Slot: forwarding.Channel{Deposit: c.Chain.Deposit, Settled: c.Chain.Settled, CloseAt: c.Chain.CloseAt}, Now: head}
}

// owes reports whether its receipt is not settled.
func (c Channel) owes() bool {
	return c.Chain.Settled.Less(c.Receipt.CumAmount.Min(c.Chain.Deposit))
}

// held are the channel's proofs: the forwarding proof, and the receipt, which is a newer one
// than the proof's where a payer handed it back.
func (c Channel) held() plan.Proofs {
	own := plan.Proofs{{Proof: c.Proof, Own: true}}
	if c.Proof.Receipted().Less(c.Receipt.CumAmount) {
		newest := forwarding.Proof{Terms: c.Terms, Receipt: &forwarding.Receipted{CumAmount: c.Receipt.CumAmount}}
		own = append(own, plan.Held{Proof: newest, Own: true})
	}
	return own
}
