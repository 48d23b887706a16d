package explore

import (
	"errors"
	"fmt"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Fault is a promise that a move broke, or that does not hold in a state. ID is that of
// docs/invariants.md, or says in words what it holds.
type Fault struct{ ID, Text string }

func faultf(id, format string, args ...any) *Fault {
	return &Fault{id, fmt.Sprintf(format, args...)}
}

// invariant is a sentence that must hold in every state. What must hold of a move
// (durable before sent, one history, what is signed and on what it rests) is checked
// where the move is made.
type invariant struct {
	id    string
	on    mask
	holds func(w *world, s State) *Fault
}

var invariants = []invariant{
	{"INV-PE-4", onRelay | onDisk | onTruth | onChain, (*world).exposure},
	{"INV-PE-5", onRelay | onDisk, (*world).credit},
	{"INV-PE-3", onRelay | onDisk, (*world).durable},
	{"INV-PE-10", onRelay | onDisk, (*world).afterConsent},
	{"INV-PE-8", onDisk | onSigned, (*world).takenIsSigned},
	{"INV-PY-1", onSigned | onTruth, (*world).paysWhatArrived},
	{"INV-CH-1", onChain, (*world).conserved},
	{"INV-CH-3", onChain | onSigned, (*world).settledIsSigned},
	{"INV-PE-15", onRelay | onDisk, (*world).proofIsWhole},
	{"INV-PE-15", onDisk, (*world).ledgerProves},
	{"payer's bound", onChain | onTruth, (*world).payersBound},
}

// check returns the first invariant that does not hold.
func (w *world) check(s State) *Fault {
	for i, inv := range invariants {
		on := s.only(inv.on)
		if _, ok := w.holds[i][on]; ok {
			continue
		}
		if f := inv.holds(w, s); f != nil {
			return f
		}
		w.holds[i][on] = struct{}{}
	}
	return nil
}

// exposure: whatever of the granted bytes is used, unpaid ≤ credit + eps of what was paid,
// and beyond that only what a restart forgot.
func (w *world) exposure(s State) *Fault {
	r, d, c := w.relays.at(s.relay), w.disks.at(s.disk), w.chains.at(s.chain)
	paid, most := typeddata.Amount{}, w.quote.W0.Min(c.deposit)
	if r.up && r.payee.Status().Chain.Final || !r.up && c.final {
		paid = d.cumAmount()
		most = d.most.Min(c.deposit.SubFloor(paid))
	}
	eps := amount(paid.Int().Uint64() * w.World.Quote.EpsPermille / 1000)
	bound := paid.AddCap(most).AddCap(eps).AddCap(d.forgotten)
	if s := served(*w.truths.at(s.truth), r.meters); bound.Less(s) {
		return faultf("INV-PE-4", "served %s, every granted byte used; paid %s, credit at most %s, loss %s, forgotten %s", s, paid, most, eps, d.forgotten)
	}
	return nil
}

// credit: it grows by no more than receipts newly pay, and never beyond creditCap, the
// deposit, or w0 before the channel is final.
func (w *world) credit(s State) *Fault {
	r, d := w.relays.at(s.relay), w.disks.at(s.disk)
	if !r.up {
		return nil
	}
	st := r.payee.Status()
	most := d.credit.Min(w.quote.CreditCap).Min(st.Chain.Deposit.SubFloor(d.cumAmount()))
	if !st.Chain.Final {
		most = most.Min(w.quote.W0)
	}
	if most.Less(st.Credit) {
		return faultf("INV-PE-5", "credit %s, at most %s", st.Credit, most)
	}
	return nil
}

// durable: the relay counts on nothing that a restart would not find.
func (w *world) durable(s State) *Fault {
	r, d := w.relays.at(s.relay), w.disks.at(s.disk)
	if !r.up {
		return nil
	}
	st := r.payee.Status()
	if st.Receipt.Receipt != d.newest().Receipt {
		return faultf("INV-PE-3", "the relay counts on a receipt of %s, and %s are durable", st.Receipt.CumAmount, d.cumAmount())
	}
	live := 0
	for _, m := range r.meters {
		if m.live {
			live++
		}
	}
	if live != st.Live {
		return faultf("INV-PE-3", "%d sessions live, %d meters", st.Live, live)
	}
	return nil
}

// afterConsent: nothing is open, and nothing forwards.
func (w *world) afterConsent(s State) *Fault {
	r, d := w.relays.at(s.relay), w.disks.at(s.disk)
	if d.consent == nil {
		return nil
	}
	if d.offered() != d.receipted() || d.consent.AtLeast != d.cumAmount() {
		return faultf("INV-PE-10", "a consent for %s, with %s receipted over %d of %d records", d.consent.AtLeast, d.cumAmount(), d.receipted(), d.offered())
	}
	for _, m := range r.meters {
		if m.live {
			return faultf("INV-PE-10", "session %d forwards after the consent", m.id)
		}
	}
	return nil
}

// takenIsSigned: what the relay counts on the payer has signed.
func (w *world) takenIsSigned(s State) *Fault {
	d := w.disks.at(s.disk)
	if d.receipt == nil {
		return nil
	}
	for _, r := range *w.ledgers.at(s.signed) {
		if r.Receipt == d.receipt.Receipt {
			return nil
		}
	}
	return faultf("INV-PE-8", "the relay has a receipt of %s that the payer never signed", d.cumAmount())
}

// paysWhatArrived: an honest payer signs for no session more than f of what arrived, and
// in all no more than their sum, whatever it forgot and whoever lied.
func (w *world) paysWhatArrived(s State) *Fault {
	if w.HostilePayer {
		return nil
	}
	t := w.truths.at(s.truth)
	all := typeddata.Amount{}
	for i := range t.sessions {
		all = all.AddCap(w.worth(*t, i))
	}
	for _, r := range *w.ledgers.at(s.signed) {
		if all.Less(r.CumAmount) {
			return faultf("INV-PY-1", "signed %s, and all that arrived is worth %s", r.CumAmount, all)
		}
		for i, f := range t.sessions {
			if worth := w.worth(*t, i); worth.Less(r.Table.Paid(f.auth.SessionID)) {
				return faultf("INV-PY-1", "signed %s for session %d, which is worth %s", r.Table.Paid(f.auth.SessionID), i, worth)
			}
		}
	}
	return nil
}

// conserved: every token of the deposit is in the contract, with the payee, or back with
// the payer.
func (w *world) conserved(s State) *Fault {
	c := w.chains.at(s.chain)
	held := c.deposit.SubFloor(c.settled)
	if c.ended {
		held = typeddata.Amount{}
	}
	if sum := c.paid.AddCap(c.refunded).AddCap(held); sum != c.deposit || c.paid != c.settled {
		return faultf("INV-CH-1", "deposit %s: %s paid out, %s settled, %s refunded, %s held", c.deposit, c.paid, c.settled, c.refunded, held)
	}
	return nil
}

// settledIsSigned: settled never exceeds what the signer signed; by forwarding proofs, by
// creditCap at most.
func (w *world) settledIsSigned(s State) *Fault {
	c, high := w.chains.at(s.chain), typeddata.Amount{}
	for _, r := range *w.ledgers.at(s.signed) {
		high = high.Max(r.CumAmount)
	}
	switch {
	case !high.Less(c.settled):
		return nil
	case !c.proved:
		return faultf("INV-CH-3", "settled %s, and at most %s were signed", c.settled, high)
	case high.AddCap(w.quote.CreditCap).Less(c.settled):
		return faultf("INV-CH-14", "settled %s, at most %s were signed, and creditCap is %s", c.settled, high, w.quote.CreditCap)
	}
	return nil
}

// proofIsWhole: the relay's forwarding proof is worth what acknowledgements prove beyond
// the receipt, and the contract takes it.
func (w *world) proofIsWhole(s State) *Fault {
	r, d := w.relays.at(s.relay), w.disks.at(s.disk)
	if !r.up {
		return nil
	}
	got, err := w.judge(r.payee.Proof())
	switch want := w.owed(r, d); {
	case err != nil:
		return faultf("INV-PE-15", "the contract refuses the relay's forwarding proof: %v", err)
	case !w.HostilePayer && got != want, want.Less(got):
		return faultf("INV-PE-15", "the relay's forwarding proof is worth %s; receipt and acknowledgements %s", got, want)
	}
	return nil
}

// ledgerProves: so is the proof that a watchtower makes of the ledger. It may be worth more
// where an acknowledgement came after a session's last record: see payersBound.
func (w *world) ledgerProves(s State) *Fault {
	d := w.disks.at(s.disk)
	got, err := w.judge(d.stored(w).Proof(w.d))
	switch want := w.owed(&relay{}, d); {
	case err != nil:
		return faultf("INV-PE-15", "the contract refuses the ledger's forwarding proof: %v", err)
	case !w.HostilePayer && got.Less(want):
		return faultf("INV-PE-15", "the ledger's forwarding proof is worth %s; receipt and acknowledgements %s", got, want)
	}
	return nil
}

// judge returns what a forwarding proof settles where there is a deposit for anything. Each
// is judged once.
func (w *world) judge(p forwarding.Proof) (typeddata.Amount, error) {
	bytes := string(p.Bytes())
	v, known := w.verdicts[bytes]
	if !known {
		v.settled, v.err = p.Judge(w.d.Domain, forwarding.Channel{Deposit: typeddata.MaxAmount()}, w.at(State{}).Head)
		if errors.Is(v.err, forwarding.ErrNotHigher) {
			v.err = nil
		}
		w.verdicts[bytes] = v
	}
	return v.settled, v.err
}

type verdict struct {
	settled typeddata.Amount
	err     error
}

// payersBound: an honest payer never loses more than what arrived is worth, while the
// endpoints that it named are honest.
func (w *world) payersBound(s State) *Fault {
	c, t, all := w.chains.at(s.chain), w.truths.at(s.truth), typeddata.Amount{}
	if w.HostilePayer || w.Collusion {
		return nil
	}
	for i := range t.sessions {
		all = all.AddCap(w.worth(*t, i))
	}
	if all.Less(c.paid) {
		return faultf("payer's bound", "paid %s, and all that arrived is worth %s", c.paid, all)
	}
	return nil
}

// goals are asked of worlds whose parties are honest, but for the last: of every world.
func (w *world) goals() []goal {
	return []goal{
		{"recovery: what was served is billed and receipted", w.allReceipted},
		{"recovery: the channel ends, and the relay has all that was receipted", w.endedWell},
	}
}

// allReceipted: the relay runs, and waits for nothing; a channel that closes is settled
// instead.
func (w *world) allReceipted(s State) bool {
	r, c := w.relays.at(s.relay), w.chains.at(s.chain)
	if c.closeAt != 0 || c.ended || w.HostilePayer || w.Lies > 0 {
		return true
	}
	if !r.up || !w.payers.at(s.payer).up {
		return false
	}
	st := r.payee.Status()
	last := int(s.tick)+1 == len(w.Instants) // what waits for time to pass waits for ever
	return !st.Waiting && (st.Open == 0 || last)
}

// endedWell: the relay got its newest receipt out of the channel, and the rest went back.
// A channel is ended before closeAt by who has settled; time does not pass beyond closeAt
// before somebody has.
func (w *world) endedWell(s State) bool {
	c := w.chains.at(s.chain)
	if !w.Chain {
		return true
	}
	return c.ended && (c.closed(w.at(s)) || !c.paid.Less(w.disks.at(s.disk).cumAmount().Min(c.deposit)))
}
