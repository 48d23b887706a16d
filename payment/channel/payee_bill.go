package channel

import (
	"fmt"
	"math"
	"slices"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Due returns the instant, wall time in ms, from which on Bill does something although
// nothing happens before: it stores acknowledgements, or closes an ended session. It
// reports false if there is none.
func (p Payee) Due() (ms uint64, is bool) {
	if p.consented {
		return 0, false
	}
	at := uint64(math.MaxUint64)
	if p.unkept {
		at = p.storedMs + KeepAfterMs
	}
	waiting := p.offer.State.LogSize > p.receipt.State.LogSize // nothing is billed before its receipt
	for _, s := range p.sessions {
		switch {
		case s.endedMs == 0:
		case p.unkept && s.acks != s.durable:
			at = min(at, s.endedMs)
		case !s.closed && !waiting:
			at = min(at, s.endedMs+p.cfg.LingerMs)
		}
	}
	return at, at != math.MaxUint64
}

// Bill makes a batch of what was acknowledged since the newest one, unless an Offer
// waits for its receipt: then it keeps what was acknowledged. Salt makes fresh
// randomness for each record. Records are for ever, so those that are no session's last
// must together bill at least Least more than the ones before them.
type Bill struct {
	Salt  func() [record.SaltSize]byte
	Least typeddata.Amount // base units; zero: whatever is new
}

func (e Bill) payee(p *Payee, now Time) ([]Effect, error) {
	if p.consented {
		return nil, nil
	}
	if p.offer.State.LogSize > p.receipt.State.LogSize {
		return p.keep(now), nil
	}
	var records []record.Record
	for _, d := range p.due(now, e.Least) {
		if len(p.pending)+len(records) == MaxPending {
			break
		}
		s, r := p.own(d.place), d.record
		r.Salt = e.Salt()
		r.AckA, r.AckB = s.acks[ack.A].Hash(p.cfg.Domain), s.acks[ack.B].Hash(p.cfg.Domain)
		s.newest, s.named, s.durable, s.closed = r, s.acks, s.acks, r.Type == record.Close
		records = append(records, r)
	}
	if len(records) == 0 {
		return p.keep(now), nil
	}
	p.storedMs = now.Ms
	return p.propose(records)
}

// keep stores acknowledgements that prove more than what is stored: at once for a session
// that has ended, as its endpoints will not say it again, else every KeepAfterMs.
func (p *Payee) keep(now Time) []Effect {
	if !p.unkept {
		return nil
	}
	var acks []ack.Signed
	early := now.Ms < p.storedMs+KeepAfterMs
	p.unkept = early
	for i := range p.sessions {
		s := p.sessions[i]
		if early && s.endedMs == 0 || s.durable == s.acks || !provable(*s.auth, *s.durable).Amount(0).Less(provable(*s.auth, *s.acks).Amount(0)) {
			continue
		}
		for side, a := range s.acks {
			if a != s.durable[side] {
				acks = append(acks, a)
			}
		}
		p.own(i).durable = s.acks
	}
	if acks == nil {
		return nil
	}
	p.storedMs = now.Ms
	return []Effect{Store{Kept: acks}}
}

// due is the record that a session is due, without salt and acknowledgements.
type due struct {
	place  int // of the session
	record record.Record
}

// due returns what is to be billed, by session.
func (p *Payee) due(now Time, least typeddata.Amount) []due {
	p.sumUp()
	var all []due
	var fresh typeddata.Amount
	for i, s := range p.sessions {
		if s.endedMs == 0 && s.part.paid == s.newest.Paid { // as most are
			continue
		}
		r, is := p.batch(s, now)
		if !is {
			continue
		}
		if all = append(all, due{i, r}); r.Type != record.Close {
			fresh = fresh.AddCap(r.Paid.SubFloor(s.newest.Paid))
		}
	}
	if !fresh.Less(least) {
		return all
	}
	return slices.DeleteFunc(all, func(d due) bool { return d.record.Type != record.Close })
}

// billed returns what a direction may bill, in bytes.
func (s *payeeSession) billed(dir int) uint64 {
	bytes, _ := billed(*s.auth, *s.acks, s.counted, dir, s.sent[dir])
	return bytes
}

// batch returns the record that a session is due, without salt and acknowledgements.
func (p *Payee) batch(s *payeeSession, now Time) (record.Record, bool) {
	r := record.Record{
		Type: record.Traffic, EpsPermille: epsOf(p.cfg.Quote),
		SessionID: s.id(), StartMs: s.startMs, EndMs: max(now.Ms, s.newest.EndMs, s.startMs),
		SentAB: s.sent[0], SentBA: s.sent[1], AuthHash: s.hash, Paid: s.part.paid,
	}
	if s.newest.Type != 0 {
		r.StartMs = s.newest.EndMs
	}
	r.RecvAB, r.BasisAB = billed(*s.auth, *s.acks, s.counted, 0, s.sent[0])
	r.RecvBA, r.BasisBA = billed(*s.auth, *s.acks, s.counted, 1, s.sent[1])
	if s.closed {
		return r, false
	}
	// After a restart sent is no more than what acknowledgements said: it proves nothing.
	all := !s.unmetered && r.RecvAB == r.SentAB && r.RecvBA == r.SentBA
	if s.endedMs != 0 && (all || now.Ms >= s.endedMs+p.cfg.LingerMs) {
		r.Type = record.Close
		return r, true
	}
	return r, r.Paid != s.newest.Paid
}

// propose appends records to the log and offers their sum.
func (p *Payee) propose(records []record.Record) ([]Effect, error) {
	leaves := make([]Leaf, len(records))
	for i, r := range records {
		leaves[i] = Leaf{p.log.Size(), r}
		p.log = p.log.Append(r.LeafHash())
	}
	var err error
	if p.table, p.below, err = tableAfter(p.table, p.below, records, p.floor()); err != nil {
		return nil, err
	}
	cum, err := total(p.table, p.below)
	if err != nil {
		return nil, err
	}
	p.pending = append(slices.Clip(p.pending), records...)
	p.offer = receipt.Offer{ChannelID: p.id, CumAmount: cum, State: receipt.State{
		LogSize: p.log.Size(), LogRoot: p.log.Root(), SessionsHash: p.table.Hash(),
	}}
	return []Effect{
		Store{Leaves: leaves, Acks: p.namedAcks(records), Offer: p.stored()},
		SendOffer{p.signable()},
	}, nil
}

// floor returns the lowest id that can still be paid: that of the first session whose
// close record is not under a receipt.
func (p *Payee) floor() uint64 {
	if len(p.sessions) == 0 {
		return p.table.Floor
	}
	return max(p.sessions[0].id(), p.table.Floor)
}

func (p *Payee) stored() *StoredOffer {
	return &StoredOffer{p.offer, p.table, p.below, p.log.Range()}
}

// signable returns the newest Offer, complete but for the signature.
func (p *Payee) signable() SignedOffer {
	o := SignedOffer{Offer: p.offer, Records: p.pending, Table: p.table, Below: p.below, Acks: p.namedAcks(p.pending)}
	for _, s := range p.sessions {
		if names(p.pending, s.id()) {
			o.Authorizations = append(o.Authorizations, *s.auth)
		}
	}
	return o
}

// namedAcks returns the acknowledgements that the newest record of each session names.
func (p *Payee) namedAcks(records []record.Record) []ack.Signed {
	var acks []ack.Signed
	for _, s := range p.sessions {
		if !names(records, s.id()) {
			continue
		}
		for _, a := range s.named {
			if !a.IsZero() {
				acks = append(acks, a)
			}
		}
	}
	return acks
}

// Resend repeats the newest Offer to a payer that came back; none if it is receipted.
type Resend struct{}

func (Resend) payee(p *Payee, _ Time) ([]Effect, error) {
	if p.offer.State.LogSize <= p.receipt.State.LogSize {
		return nil, nil
	}
	return []Effect{SendOffer{p.signable()}}, nil
}

// Receipted is the payer's receipt for the newest Offer.
type Receipted struct {
	Receipt   receipt.Receipt
	Signature typeddata.Signature
}

func (e Receipted) payee(p *Payee, now Time) ([]Effect, error) {
	switch {
	case e.Receipt.ChannelID != p.id:
		return nil, wrongChannel(e.Receipt.ChannelID, p.id)
	case e.Receipt == p.receipt.Receipt:
		return nil, nil // a repetition
	case e.Receipt.State.LogSize < p.offer.State.LogSize:
		return nil, fmt.Errorf("%w: log size: got %d, want %d", ErrStale, e.Receipt.State.LogSize, p.offer.State.LogSize)
	case e.Receipt != p.offer.Receipt():
		return nil, fmt.Errorf("%w: got %s for log size %d, want %s for %d", ErrMismatch,
			e.Receipt.CumAmount, e.Receipt.State.LogSize, p.offer.CumAmount, p.offer.State.LogSize)
	}
	if err := typeddata.Verify(e.Receipt.Digest(p.cfg.Domain), e.Signature, p.cfg.Terms.Signer); err != nil {
		return nil, err
	}
	p.account() // what is unpaid is at its highest now
	paid := e.Receipt.CumAmount.SubFloor(p.receipt.CumAmount)
	p.receipt = SignedReceipt{e.Receipt, e.Signature, p.table, p.below, p.log.Range()}
	p.pending = nil
	// By what is newly paid, so it at most doubles: receipts for nothing buy no credit.
	p.credit = p.credit.AddCap(paid.Min(p.credit)).Min(p.cfg.Terms.CreditCap)
	p.retire()
	r := p.receipt
	return append([]Effect{Store{Receipt: &r}}, p.finish()...), nil
}

// retire moves sessions whose close record is receipted to the retired sums.
func (p *Payee) retire() {
	if !slices.ContainsFunc(p.sessions, func(s *payeeSession) bool { return s.closed }) {
		return
	}
	var open []*payeeSession
	for _, was := range p.sessions {
		if !was.closed {
			open = append(open, was)
			continue
		}
		s := *was
		p.sums = p.sums.without(s.part)
		if s.unmetered { // what the restart lost nobody acknowledged: it is written off
			for dir, billed := range [2]uint64{s.newest.RecvAB, s.newest.RecvBA} {
				s.sent[dir] = max(billed, min(s.sent[dir], s.acks[directions[dir].receiver].RecvBytes))
			}
		}
		p.retired.served = p.retired.served.AddCap(s.served())
		p.retired.lost = p.retired.lost.AddCap(s.lostAmount())
	}
	p.sessions, p.owned = open, true
}

// Refused is the payer's disagreement with the newest Offer: the most that it accepts
// for one session. What no acknowledgement proves is lowered to that, as payer-counted,
// by an appended adjustment record, never below a receipt: so a payer that lost its
// memory, and with it its counts or the leave to count that it gave, loses nothing else.
// The session ends, and is billed to its close by what endpoints sign. What an
// acknowledgement proves is not lowered, and the session ends in dispute.
type Refused struct {
	LogSize, SessionID uint64
	RecvAB, RecvBA     uint64
	Salt               [record.SaltSize]byte
}

func (e Refused) payee(p *Payee, now Time) ([]Effect, error) {
	if e.LogSize != p.offer.State.LogSize || e.LogSize <= p.receipt.State.LogSize {
		return nil, fmt.Errorf("%w: log size: got %d, want %d", ErrStale, e.LogSize, p.offer.State.LogSize)
	}
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	if !names(p.pending, s.id()) {
		return nil, fmt.Errorf("%w: %d is not in the offer", ErrUnknownSession, s.id())
	}
	r := s.newest
	lower(&r.RecvAB, &r.BasisAB, e.RecvAB)
	lower(&r.RecvBA, &r.BasisBA, e.RecvBA)
	effects := p.end(s, now, EndDispute)
	if r == s.newest || len(p.pending) == MaxPending {
		return effects, nil // the Offer stands, and no other follows without its receipt
	}
	r.Type, r.Salt = record.Adjustment, e.Salt
	r.Paid = s.auth.Tariff.Amount(r.RecvAB + r.RecvBA).Max(p.receipt.Table.Paid(s.id()))
	auth := *s.auth
	auth.RelayCounted = false
	s.newest, s.closed, s.auth = r, false, &auth
	s.counted.SentBytes = min(s.counted.SentBytes, e.RecvAB)
	s.counted.RecvBytes = min(s.counted.RecvBytes, e.RecvBA)
	more, err := p.propose([]record.Record{r})
	return append(effects, more...), err
}

// lower bills a direction by the payer's count, unless an acknowledgement proves it.
func lower(recv *uint64, basis *record.Basis, most uint64) {
	if *basis >= record.PayerCounted {
		*recv, *basis = min(*recv, most), record.PayerCounted
	}
}

func names(records []record.Record, sessionID uint64) bool {
	return slices.ContainsFunc(records, func(r record.Record) bool { return r.SessionID == sessionID })
}
