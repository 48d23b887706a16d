package plan

import (
	"cmp"
	"errors"
	"slices"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// MaxProofs is how many proofs are held of one channel. An honest relay's newest is worth
// the most at any time and needs one place; more are needed only where sources differ.
const MaxProofs = 8

var (
	// ErrKnown says that what is held is worth as much as the new proof at any time.
	ErrKnown = errors.New("plan: as good a proof is held")
	// ErrCrowded says that MaxProofs are held, none of which the new proof beats at all times.
	ErrCrowded = errors.New("plan: too many proofs of one channel")
)

// Held is a proof whose signatures have been verified.
type Held struct {
	Proof forwarding.Proof
	// Own came from a place that only the watchtower's operator can write. What strangers
	// bring never takes its place, unless it is worth as much at any time.
	Own bool
}

// Proofs are what is held of one channel: each is worth more than each other at some time
// from now on. A forwarding proof loses value as ackDeadlines pass, so the most valuable
// now need not be that tomorrow.
type Proofs []Held

// With returns the proofs with one more. It returns ErrKnown or ErrCrowded, and never holds
// less: at any time from now on (head time, Unix seconds) the best of what it returns is
// worth as much as the best of ps, unless it had to make room for one with a higher receipt.
func (ps Proofs) With(h Held, now uint64) (Proofs, error) {
	for _, old := range ps {
		if covers(old.Proof, h.Proof, now) && (old.Own || !h.Own) {
			return ps, ErrKnown
		}
	}
	kept := slices.DeleteFunc(slices.Clone(ps), func(old Held) bool {
		return (h.Own || !old.Own) && covers(h.Proof, old.Proof, now)
	})
	if len(kept) < MaxProofs {
		return append(kept, h), nil
	}
	i := weakest(kept, h)
	if i < 0 {
		return ps, ErrCrowded
	}
	kept[i] = h
	return kept, nil
}

// weakest returns whose place h may take: that of the lowest receipt, a stranger's before
// the operator's own; -1: none.
func weakest(ps Proofs, h Held) int {
	at := -1
	for i, old := range ps {
		switch {
		case old.Own && !h.Own:
		case at < 0, ps[at].Own && !old.Own,
			ps[at].Own == old.Own && old.Proof.Receipted().Less(ps[at].Proof.Receipted()):
			at = i
		}
	}
	if at < 0 || ps[at].Own == h.Own && !ps[at].Proof.Receipted().Less(h.Proof.Receipted()) {
		return -1
	}
	return at
}

// worth is what the best is worth at head time now, before the deposit bounds it.
func (ps Proofs) worth(now uint64) (most typeddata.Amount) {
	for _, h := range ps {
		most = most.Max(h.Proof.Amount(now))
	}
	return most
}

// covers reports whether a is worth at least as much as b at every time from now on. Worth
// only falls, and a's only at its sessions' deadlines: it is enough to look there.
func covers(a, b forwarding.Proof, now uint64) bool {
	if a.Amount(now).Less(b.Amount(now)) {
		return false
	}
	for _, s := range a.Sessions {
		if at := s.Authorization.AckDeadline; at > now && a.Amount(at).Less(b.Amount(at)) {
			return false
		}
	}
	return true
}

func withoutSessions(p forwarding.Proof) forwarding.Proof {
	p.Sessions = nil
	return p
}

// trim returns p with the fewest sessions that settle as much: each costs gas, and
// creditCap and deposit bound what they pay together.
func trim(p forwarding.Proof, v View) forwarding.Proof {
	want := p.Amount(v.Now).Min(v.Slot.Deposit)
	byGain := slices.Clone(p.Sessions)
	slices.SortStableFunc(byGain, func(a, b forwarding.Session) int {
		return gain(p, b, v.Now).Cmp(gain(p, a, v.Now))
	})
	out := withoutSessions(p)
	for _, s := range byGain {
		if !out.Amount(v.Now).Less(want) {
			break
		}
		out.Sessions = append(out.Sessions, s)
	}
	slices.SortFunc(out.Sessions, func(a, b forwarding.Session) int {
		return cmp.Compare(a.Authorization.SessionID, b.Authorization.SessionID)
	})
	return out
}

// gain is what a session adds to the receipt.
func gain(p forwarding.Proof, s forwarding.Session, now uint64) typeddata.Amount {
	p.Sessions = []forwarding.Session{s}
	return p.Amount(now).SubFloor(p.Receipted())
}
