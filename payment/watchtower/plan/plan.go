// Package plan decides what a watchtower does for a channel's payee: whether to settle, by
// which move, how urgently, and through which RPC. It is pure: a decision is a function of
// the proofs held, of what each RPC says of the channel, and of the policy.
//
// RPCs are not averaged. Each is taken at its word, alone, and what any of them makes due
// is due: the earliest close that one of them tells counts, and an amount counts as settled
// only when none says otherwise. So an RPC that lies can cause a move that was not needed,
// which costs gas and pays the payee early; it cannot prevent one.
package plan

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Policy says what is worth a transaction, and when. Amounts are base units.
type Policy struct {
	// Least is worth a row of settleMany.
	Least typeddata.Amount
	// LeastProof is what acknowledgements must be worth beyond the receipt for
	// settleWithProof, which costs half more than settle, and about six times a row.
	LeastProof typeddata.Amount
	// ClosingPeriod is T, in seconds: how long receipts count after a close.
	ClosingPeriod uint64
	// AckMargin is how many seconds before an ackDeadline a session is settled, on a
	// channel that does not close.
	AckMargin uint64
}

// View is what one RPC says of a channel.
type View struct {
	Slot      forwarding.Channel // at the head; Deposit 0: no such channel
	Announced uint64             // closeAt by a Closing event that stands, Unix seconds; 0: none
	Now       uint64             // head time, Unix seconds
}

// closeAt is the earliest that the RPC tells, by whichever of its answers.
func (v View) closeAt() uint64 {
	if v.Announced != 0 && (v.Slot.CloseAt == 0 || v.Announced < v.Slot.CloseAt) {
		return v.Announced
	}
	return v.Slot.CloseAt
}

func (v View) closed() bool { return v.closeAt() != 0 && v.closeAt() <= v.Now }

// owed is what settling up to an amount would pay.
func (v View) owed(amount typeddata.Amount) typeddata.Amount {
	return amount.Min(v.Slot.Deposit).SubFloor(v.Slot.Settled)
}

// Move is what to send.
type Move uint8

// The moves.
const (
	Wait   Move = iota // nothing is due
	Settle             // the receipt: settle, or a row of settleMany
	Prove              // settleWithProof
)

// String returns the contract's name of the move.
func (m Move) String() string {
	return [...]string{"none", "settle", "settleWithProof"}[m]
}

// Stage is how much of the time is gone, by which fees and impatience rise.
type Stage uint8

// The stages: of the closing period (or of AckMargin) more than half is left, more than a
// quarter, or less.
const (
	Calm Stage = iota
	Pressed
	Last
)

// String names the stage.
func (s Stage) String() string { return [...]string{"calm", "pressed", "last"}[s] }

func stageOf(left, period uint64) Stage {
	switch {
	case left > period/2:
		return Calm
	case left > period/4:
		return Pressed
	}
	return Last
}

// Decision is what to do about a channel.
type Decision struct {
	Move    Move
	Stage   Stage
	Closing bool             // due because it closes, and not for an ackDeadline
	Proof   forwarding.Proof // to send: for Prove, with the sessions that pay and no other
	Target  typeddata.Amount // what is settled afterwards
	Owed    typeddata.Amount // of that not settled yet, by the RPC that says most
	Left    uint64           // seconds of head time until it is lost, by the RPC that says least
	Views   []int            // by which it is due, to be sent through one of them
	// Lost is what was owed and can be settled no more, as every RPC says that knows the
	// channel.
	Lost typeddata.Amount
	// Contradiction: RPCs do not say the same of the channel. For as long as one of them
	// lags behind, that is no lie.
	Contradiction bool
}

// Decide returns what to do about the channel whose proofs are held. Views are those of the
// RPCs that have answered.
func (p Policy) Decide(held Proofs, views []View) Decision {
	out := Decision{Left: math.MaxUint64}
	known, closed := 0, 0
	for i, v := range views {
		out.Contradiction = out.Contradiction || v.Slot != views[0].Slot || v.closeAt() != views[0].closeAt()
		if v.Slot.Deposit.IsZero() {
			continue
		}
		known++
		if v.closed() {
			closed++
			out.Lost = out.Lost.Max(v.owed(held.worth(v.Now)))
			continue
		}
		out.add(i, p.decide(held, v))
	}
	if closed < known {
		out.Lost = typeddata.Amount{}
	}
	return out
}

// add joins what is due by the view at index i.
func (d *Decision) add(i int, one Decision) {
	if one.Move == Wait {
		return
	}
	d.Views = append(d.Views, i)
	d.Stage, d.Left = max(d.Stage, one.Stage), min(d.Left, one.Left)
	d.Closing = d.Closing || one.Closing
	if d.Move == Wait || d.Owed.Less(one.Owed) {
		d.Move, d.Proof, d.Target, d.Owed = one.Move, one.Proof, one.Target, one.Owed
	}
}

// decide takes one RPC at its word. The channel exists and is not closed.
func (p Policy) decide(held Proofs, v View) Decision {
	best := p.Choose(held, v)
	if best.Move == Wait {
		return best
	}
	if at := v.closeAt(); at != 0 {
		best.Closing, best.Left = true, at-v.Now
		best.Stage = stageOf(best.Left, p.ClosingPeriod)
		return best
	}
	left, expires := p.expiring(held, best, v)
	if best.Move != Prove || !expires {
		return Decision{} // the receipt keeps
	}
	best.Left, best.Stage = left, stageOf(left, p.AckMargin)
	return best
}

// Choose returns the move that pays most for its gas, if one is worth it, whether or not it
// is time. The channel exists and is not closed, as the view has it.
func (p Policy) Choose(held Proofs, v View) Decision {
	var receipted, proven Decision
	for _, h := range held {
		if owed := v.owed(h.Proof.Receipted()); receipted.Owed.Less(owed) {
			receipted = Decision{Move: Settle, Proof: withoutSessions(h.Proof), Target: h.Proof.Receipted().Min(v.Slot.Deposit), Owed: owed}
		}
		if owed := v.owed(h.Proof.Amount(v.Now)); proven.Owed.Less(owed) {
			proven = Decision{Move: Prove, Proof: h.Proof, Target: h.Proof.Amount(v.Now).Min(v.Slot.Deposit), Owed: owed}
		}
	}
	gain := proven.Owed.SubFloor(receipted.Owed)
	switch {
	case !gain.IsZero() && !gain.Less(p.LeastProof):
		proven.Proof = trim(proven.Proof, v)
		return proven
	case receipted.Owed.Less(p.Least):
		return Decision{}
	}
	return receipted
}

// expiring reports whether waiting for AckMargin would lose enough to be worth the gas, and
// how long it is until the first of it is lost.
func (p Policy) expiring(held Proofs, best Decision, v View) (left uint64, ok bool) {
	later := v
	later.Now += p.AckMargin
	lost := best.Owed.SubFloor(later.owed(held.worth(later.Now)))
	if lost.IsZero() || lost.Less(p.LeastProof) {
		return 0, false
	}
	left = p.AckMargin
	for _, s := range best.Proof.Sessions {
		left = min(left, s.Authorization.AckDeadline-v.Now)
	}
	return left, true
}

// Delay is how long a watchtower waits before it sends for a payee, below window, so that
// of several one goes first and the others find it settled. It is one for all channels of
// a payee, so that their batch is not torn apart.
func Delay(tower, payee common.Address, window time.Duration) time.Duration {
	if window <= 0 {
		return 0
	}
	h := sha256.Sum256(append(tower.Bytes(), payee[:]...))
	return time.Duration(binary.BigEndian.Uint64(h[:]) % uint64(window))
}

// WithoutProofs is the policy that settles receipts only.
func (p Policy) WithoutProofs() Policy {
	p.LeastProof = typeddata.MaxAmount()
	return p
}

// Closing reports whether any view says that the channel is closing.
func Closing(views []View) bool {
	return slices.ContainsFunc(views, func(v View) bool { return v.closeAt() != 0 && !v.closed() })
}
