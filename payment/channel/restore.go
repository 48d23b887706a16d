package channel

import (
	"errors"
	"fmt"
	"slices"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrStored says that what a ledger holds of a channel does not fit together: a bug or a
// damaged ledger. Nothing may be signed on it.
var ErrStored = errors.New("channel: stored state is inconsistent")

// Stored is what the Stores of a channel add up to.
type Stored struct {
	Terms    Terms
	Leaves   []Leaf // those from the receipt's log size on, in order
	Offer    *StoredOffer
	Receipt  *SignedReceipt
	Consent  *receipt.CloseConsent
	Sessions []StoredSession // at or above the floor, in any order
}

// StoredSession is what is stored of one session.
type StoredSession struct {
	Authorization Authorization
	Newest        record.Record // zero: none
	Acks          [2]ack.Signed // those that Newest names
	Kept          [2]ack.Signed // newer ones, perhaps
}

// acks returns the newest acknowledgements, by side.
func (s StoredSession) acks() words {
	acks := words(s.Acks)
	for side, k := range s.Kept {
		if !k.IsZero() && k.Covers(acks[side].Counts) == nil {
			acks[side] = k
		}
	}
	return acks
}

// RestorePayee is the machine after a restart. Credentials died with the process, so
// every session has ended; acknowledgements that still come in are billed. Credit begins
// at w0 again.
//
// It returns ErrStored where the parts contradict each other.
func RestorePayee(d Deployment, lingerMs uint64, st Stored, now Time) (Payee, error) {
	cfg := PayeeConfig{Deployment: d, Terms: st.Terms.Channel, Quote: st.Terms.Quote, LingerMs: lingerMs}
	p := Payee{cfg: &cfg, id: cfg.Terms.ID(d.Domain), credit: cfg.Quote.W0}
	if err := p.restoreReceipt(st.Receipt); err != nil {
		return Payee{}, err
	}
	if err := p.restoreLog(st); err != nil {
		return Payee{}, err
	}
	if st.Consent != nil {
		p.closing, p.consented = true, true
	}
	p.restoreSessions(st.Sessions, now)
	return p, nil
}

// restoreReceipt checks the receipt as its own payer would.
func (p *Payee) restoreReceipt(r *SignedReceipt) error {
	if r == nil {
		return nil
	}
	payer, err := checkReceipt(p.cfg.Deployment, p.Terms(), *r)
	if err != nil {
		return err
	}
	p.receipt, p.log, p.table, p.below = *r, payer.log, r.Table, r.Below
	return nil
}

func checkReceipt(d Deployment, t Terms, r SignedReceipt) (Payer, error) {
	if r.IsZero() {
		return Payer{}, fmt.Errorf("%w: a receipt without signature", ErrStored)
	}
	payer, err := ResumePayer(PayerConfig{Deployment: d, Terms: t.Channel, Quote: t.Quote}, r, 0, Time{})
	if err != nil {
		return Payer{}, fmt.Errorf("%w: receipt: %w", ErrStored, err)
	}
	return payer, nil
}

// restoreLog takes the log from the receipt to the offer, leaf by leaf.
func (p *Payee) restoreLog(st Stored) error {
	for i, l := range st.Leaves {
		if l.Index != p.log.Size() || (l.Record.Type == record.Open) != (l.Index == 0) {
			return fmt.Errorf("%w: leaf %d: got index %d, want %d", ErrStored, i, l.Index, p.log.Size())
		}
		p.log = p.log.Append(l.Record.LeafHash())
		p.pending = append(p.pending, l.Record)
	}
	if st.Offer == nil {
		if st.Receipt != nil || p.log.Size() != 1 {
			return fmt.Errorf("%w: no offer, and %d records", ErrStored, p.log.Size())
		}
		return nil // only the open record
	}
	o := st.Offer
	switch err := checkTable(o.Table, o.Below, o.Offer.CumAmount, o.Offer.State.SessionsHash); {
	case err != nil:
		return fmt.Errorf("%w: offer: %w", ErrStored, err)
	case o.Offer.ChannelID != p.id:
		return fmt.Errorf("%w: offer: %w", ErrStored, wrongChannel(o.Offer.ChannelID, p.id))
	case o.Offer.State.LogSize != p.log.Size() || o.Offer.State.LogRoot != p.log.Root() || !slices.Equal(o.Range, p.log.Range()):
		return fmt.Errorf("%w: the offer is over %d records, not over the %d that are stored", ErrStored, o.Offer.State.LogSize, p.log.Size())
	case len(p.pending) == 0 && o.Offer.Receipt() != p.receipt.Receipt:
		return fmt.Errorf("%w: two offers for log size %d", ErrStored, p.log.Size())
	}
	p.offer, p.table, p.below = o.Offer, o.Table, o.Below
	return nil
}

func (p *Payee) restoreSessions(sessions []StoredSession, now Time) {
	paid := typeddata.Amount{}
	for _, st := range sessions {
		id := st.Authorization.SessionID
		p.last = max(p.last, id)
		closed := st.Newest.Type == record.Close
		if id < p.table.Floor || closed && !names(p.pending, id) {
			continue
		}
		auth, acks, named := st.Authorization, st.acks(), words(st.Acks)
		auth.RelayCounted = auth.RelayCounted && st.Newest.Type != record.Adjustment
		s := &payeeSession{
			auth: &auth, hash: st.Authorization.Hash(p.cfg.Domain, st.Authorization.Signature),
			startMs: now.Ms, endedMs: max(now.Ms, 1), unmetered: true,
			acks: &acks, durable: &acks, named: &named, newest: st.Newest,
			sent:   [2]uint64{st.Newest.SentAB, st.Newest.SentBA},
			closed: closed,
		}
		s.counted = ack.Counts{SentBytes: st.Newest.RecvAB, RecvBytes: st.Newest.RecvBA}
		for dir, d := range directions {
			s.arrived(dir, s.acks[d.receiver].RecvBytes, now)
		}
		s.granted = s.sent[0] + s.sent[1]
		p.add(s)
		paid = paid.AddCap(p.receipt.Table.Paid(id))
	}
	slices.SortFunc(p.sessions, func(a, b *payeeSession) int {
		if a.id() < b.id() {
			return -1
		}
		return 1
	})
	p.last = max(p.last, lastOf(p.table))
	// What retired sessions were served and did not pay is over: losses are not carried
	// across a restart, and what they paid must not be taken for credit.
	p.retired.served = p.receipt.CumAmount.SubFloor(paid)
	p.sumUp()
	p.release()
}
