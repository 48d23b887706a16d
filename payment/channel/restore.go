package channel

import (
	"errors"
	"fmt"
	"slices"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
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
}

// RestorePayee is the machine after a restart. Credentials died with the process, so
// every session has ended; acknowledgements that still come in are billed. Credit begins
// at w0 again.
//
// It returns ErrStored where the parts contradict each other.
func RestorePayee(d Deployment, lingerMs uint64, st Stored, now Time) (Payee, error) {
	cfg := PayeeConfig{Deployment: d, Terms: st.Terms.Channel, Quote: st.Terms.Quote, LingerMs: lingerMs}
	p := Payee{cfg: cfg, id: cfg.Terms.ID(d.Domain), credit: cfg.Quote.W0}
	if st.Receipt != nil {
		p.receipt = *st.Receipt
		p.table, p.below = st.Receipt.Table, st.Receipt.Below
	}
	for _, l := range st.Leaves {
		p.pending = append(p.pending, l.Record)
	}
	if err := p.restoreLog(st); err != nil {
		return Payee{}, err
	}
	if st.Consent != nil {
		p.closing, p.consented = true, true
	}
	return p, p.restoreSessions(st.Sessions, now)
}

func (p *Payee) restoreLog(st Stored) error {
	if st.Offer == nil { // only the open record
		if len(p.pending) != 1 || p.pending[0].Type != record.Open {
			return fmt.Errorf("%w: no offer, and %d records", ErrStored, len(p.pending))
		}
		p.log = p.log.Append(p.pending[0].LeafHash())
		return nil
	}
	o := st.Offer
	log, err := batchlog.Restore(o.Offer.State.LogSize, o.Range)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStored, err)
	}
	if log.Root() != o.Offer.State.LogRoot || o.Table.Hash() != o.Offer.State.SessionsHash || o.Offer.ChannelID != p.id {
		return fmt.Errorf("%w: the offer's hashes are not those of its log and table", ErrStored)
	}
	if p.receipt.State.LogSize+uint64(len(p.pending)) != log.Size() {
		return fmt.Errorf("%w: %d records under the receipt and %d after it, but the offer has %d", ErrStored, p.receipt.State.LogSize, len(p.pending), log.Size())
	}
	p.log, p.offer, p.table, p.below = log, o.Offer, o.Table, o.Below
	return nil
}

func (p *Payee) restoreSessions(sessions []StoredSession, now Time) error {
	paid := typeddata.Amount{}
	for _, st := range sessions {
		id := st.Authorization.SessionID
		p.last = max(p.last, id)
		closed := st.Newest.Type == record.Close || st.Newest.Type == record.Adjustment
		if id < p.table.Floor || closed && !names(p.pending, id) {
			continue
		}
		s := payeeSession{
			auth: st.Authorization, hash: st.Authorization.Hash(p.cfg.Domain, st.Authorization.Signature),
			startMs: now.Ms, endedMs: max(now.Ms, 1), unmetered: true,
			acks: st.Acks, named: st.Acks, newest: st.Newest,
			sent:   [2]uint64{st.Newest.SentAB, st.Newest.SentBA},
			closed: closed,
		}
		s.counted = ack.Counts{SentBytes: st.Newest.RecvAB, RecvBytes: st.Newest.RecvBA}
		s.granted = s.sent[0] + s.sent[1]
		p.sessions = append(p.sessions, s)
		paid = paid.AddCap(p.receipt.Table.Paid(id))
	}
	slices.SortFunc(p.sessions, func(a, b payeeSession) int {
		if a.id() < b.id() {
			return -1
		}
		return 1
	})
	if n := len(p.table.Rows); n > 0 {
		p.last = max(p.last, p.table.Rows[n-1].SessionID)
	}
	p.last = max(p.last, p.table.Floor)
	// What retired sessions were served and did not pay is over: losses are not carried
	// across a restart, and what they paid must not be taken for credit.
	p.retired.served = p.receipt.CumAmount.SubFloor(paid)
	return nil
}
