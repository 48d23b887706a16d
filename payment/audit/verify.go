package audit

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// verifier checks one section, batch by batch. What it remembers is bounded by the
// sessions that may still be paid and the log's depth.
type verifier struct {
	domain  typeddata.Domain
	terms   receipt.ChannelTerms
	id      common.Hash
	nodeKey common.Address

	log      batchlog.Log
	table    receipt.Table
	below    typeddata.Amount
	cum      typeddata.Amount // of the newest receipt
	offered  typeddata.Amount // of the newest Offer
	last     uint64           // the highest session id authorized
	gap      bool             // records before are not visible
	eps      *uint8           // of the first record that has one
	tariff   *wire.SignedAuthorization
	sessions map[uint64]*session
	named    named

	out *ChannelReport
}

// session is what is known of one that may still be paid.
type session struct {
	auth    wire.SignedAuthorization
	acks    [2]ack.Signed
	newest  record.Record
	index   uint64    // of newest
	refused [2]uint64 // bytes that adjustments took back, by direction
	closed  bool      // its close record is under a receipt
	told    Bytes     // what the statement holds of it
}

func (s *session) key(side ack.Side) common.Address {
	if side == ack.A {
		return s.auth.KeyA
	}
	return s.auth.KeyB
}

func newVerifier(s Section, out *ChannelReport) (*verifier, *Fault) {
	v := &verifier{domain: s.Domain, terms: s.Terms, id: s.ID(), sessions: map[uint64]*session{}, out: out}
	if s.Base == nil {
		return v, nil
	}
	v.gap = true
	return v, v.base(*s.Base)
}

// base takes the receipt that a section begins with.
func (v *verifier) base(b Base) *Fault {
	log, err := batchlog.Restore(b.LogSize, b.Range)
	if err != nil || b.LogSize == 0 {
		return fault("base.log_range", "log size %d: %w", b.LogSize, errors.Join(err, batchlog.ErrRange))
	}
	r := b.receipt(v.id)
	if err := typeddata.Verify(r.Digest(v.domain), b.Signature, v.terms.Signer); err != nil {
		return fault("base.signature", "%w", err)
	}
	sum, err := b.Table.Sum()
	if err == nil {
		v.below, err = b.CumAmount.Sub(sum)
	}
	if err != nil {
		return fault("base.table", "%w", err)
	}
	v.nodeKey, v.log, v.table, v.cum, v.offered = b.NodeKey, log, b.Table, b.CumAmount, b.CumAmount
	v.last = b.Table.Floor
	if n := len(b.Table.Rows); n > 0 {
		v.last = b.Table.Rows[n-1].SessionID
	}
	v.out.begin(b)
	return nil
}

// batch checks an Offer and what it rests on; the first fault in the order of the bundle
// is returned.
func (v *verifier) batch(b Batch) *Fault {
	for i, item := range b.Items {
		index := b.First + uint64(i)
		if f := v.item(index, item); f != nil {
			return f
		}
		v.log = v.log.Append(item.Leaf)
	}
	if f := v.amounts(b); f != nil {
		return f
	}
	if f := v.offer(b); f != nil {
		return f
	}
	return v.receipt(b)
}

func (v *verifier) item(index uint64, item Item) *Fault {
	r := item.Record
	switch {
	case index == 0 && r == nil:
		return fault("type", "the first record is the channel's opening, and never redacted").at(index, 0)
	case r == nil:
		v.gap = true
		v.out.Redacted++
		return nil
	case (r.Type == record.Open) != (index == 0):
		return fault("type", "an open record stands first and only there").at(index, r.SessionID)
	case index == 0:
		return v.open(*r)
	}
	if v.eps == nil {
		v.eps = &r.EpsPermille
	}
	if r.EpsPermille != *v.eps {
		return want("eps", r.EpsPermille, *v.eps).at(index, r.SessionID)
	}
	s, f := v.session(item)
	if f == nil {
		f = v.acks(s, item)
	}
	if f == nil {
		f = v.counters(s, *r)
	}
	if f != nil {
		return f.at(index, r.SessionID)
	}
	if r.Type == record.Adjustment {
		s.refused[0] += s.newest.RecvAB - min(s.newest.RecvAB, r.RecvAB)
		s.refused[1] += s.newest.RecvBA - min(s.newest.RecvBA, r.RecvBA)
	}
	s.newest, s.index = *r, index
	v.out.Records++
	return nil
}

// open checks the first record: which channel, and which node key.
func (v *verifier) open(r record.Record) *Fault {
	if r.AuthHash != v.id {
		return want("authHash", r.AuthHash, v.id).at(0, 0)
	}
	v.nodeKey = r.NodeKey()
	v.out.Records++
	v.out.series.start(r.StartMs)
	return nil
}

// session finds a record's session, and begins one where its authorization stands.
func (v *verifier) session(item Item) (*session, *Fault) {
	id := item.Record.SessionID
	if id < v.table.Floor {
		return nil, fault("sessionId", "below the floor %d: nothing more can be paid for it", v.table.Floor)
	}
	if s := v.sessions[id]; s != nil {
		if s.closed {
			return nil, fault("type", "a record after the session's close was receipted")
		}
		return s, nil
	}
	a := item.Authorization
	if a == nil { // the Scanner has seen to it
		panic("audit: internal error: a session without authorization")
	}
	if f := authorized(Channel{v.domain, v.terms}, *a); f != nil {
		return nil, f
	}
	if v.tariff == nil {
		v.tariff = a
	}
	if t := v.tariff.Tariff; a.Tariff.PerGiB != t.PerGiB || a.Tariff.Flat != t.Flat {
		return nil, fault("authorization.price", "got %s and %s flat, the channel's sessions have %s and %s", a.Tariff.PerGiB, a.Tariff.Flat, t.PerGiB, t.Flat)
	}
	v.named.note(id, item.Record.AuthHash)
	s := &session{auth: *a}
	v.sessions[id] = s
	v.last = max(v.last, id)
	v.out.Sessions++
	return s, nil
}

// acks checks those that the record names and none before it named.
func (v *verifier) acks(s *session, item Item) *Fault {
	for side, a := range item.Acks {
		if a == nil {
			continue
		}
		side := ack.Side(side)
		if err := a.Verify(v.domain, v.id, item.Record.SessionID, side, s.key(side)); err != nil {
			return fault("ack"+side.String(), "%w", err)
		}
		if err := a.Covers(s.acks[side].Counts); err != nil {
			return fault("ack"+side.String(), "%w", err)
		}
		s.acks[side] = *a
		v.out.Acks++
	}
	return nil
}

// direction is one way of a session as a record tells it.
type direction struct {
	name             string
	sender, receiver ack.Side
	sent, recv       uint64
	basis            record.Basis
}

func directionsOf(r record.Record) [2]direction {
	return [2]direction{
		{"AB", ack.A, ack.B, r.SentAB, r.RecvAB, r.BasisAB},
		{"BA", ack.B, ack.A, r.SentBA, r.RecvBA, r.BasisBA},
	}
}

// counters checks a record against its acknowledgements, its session's keys, and the
// record before it.
func (v *verifier) counters(s *session, r record.Record) *Fault {
	before := directionsOf(s.newest)
	for i, d := range directionsOf(r) {
		if f := v.basis(s, r, d); f != nil {
			return f
		}
		switch adjusts := r.Type == record.Adjustment; {
		case d.sent < before[i].sent:
			return fault("sent"+d.name, "got %d, was %d", d.sent, before[i].sent)
		case d.recv < before[i].recv && !adjusts && !v.gap:
			return fault("recv"+d.name, "got %d, was %d", d.recv, before[i].recv)
		case adjusts && d.recv > before[i].recv && !v.gap:
			return fault("recv"+d.name, "an adjustment raises it from %d to %d", before[i].recv, d.recv)
		case adjusts && d.basis <= record.ReceiverSigned && d.recv != before[i].recv && !v.gap:
			return fault("recv"+d.name, "an adjustment of what was acknowledged: got %d, was %d", d.recv, before[i].recv)
		}
	}
	return v.times(s, r)
}

// basis checks on whose word a direction is billed, and for how much.
func (v *verifier) basis(s *session, r record.Record, d direction) *Fault {
	none := common.Address{}
	most, least := d.sent, record.PayerCounted
	switch {
	case s.key(d.receiver) != none && s.key(d.sender) != none:
		least = record.BothSigned
		most = min(s.acks[d.receiver].RecvBytes, s.acks[d.sender].SentBytes, d.sent)
	case s.key(d.receiver) != none:
		least = record.ReceiverSigned
		most = min(s.acks[d.receiver].RecvBytes, d.sent)
	}
	if d.basis != least && (least != record.PayerCounted || d.basis != record.RelayCounted) {
		return want("basis"+d.name, d.basis, least)
	}
	if d.recv > 0 && least != record.PayerCounted {
		if f := needed(s, r, d); f != nil {
			return f
		}
	}
	if d.recv > most {
		return fault("recv"+d.name, "got %d, want at most %d (%s)", d.recv, most, d.basis)
	}
	return nil
}

// needed checks that a direction's bytes name the acknowledgements that they rest on.
func needed(s *session, r record.Record, d direction) *Fault {
	names := [2]common.Hash{r.AckA, r.AckB}
	for _, side := range []ack.Side{d.receiver, d.sender} {
		if s.key(side) != (common.Address{}) && names[side] == (common.Hash{}) {
			return fault("ack"+side.String(), "%d bytes %s rest on none", d.recv, d.name)
		}
	}
	return nil
}

// times checks that a record begins where its session's last one ended.
func (v *verifier) times(s *session, r record.Record) *Fault {
	switch before := s.newest; {
	case before.Type == 0 && r.Type == record.Adjustment && !v.gap:
		return fault("type", "an adjustment of nothing")
	case before.Type == 0:
		return nil
	case r.Type == record.Adjustment && !v.gap && (r.StartMs != before.StartMs || r.EndMs != before.EndMs):
		return fault("startMs", "an adjustment of another time than the record before it")
	case r.Type != record.Adjustment && !v.gap && r.StartMs != before.EndMs:
		return want("startMs", r.StartMs, before.EndMs)
	case r.StartMs < before.StartMs || r.EndMs < before.EndMs:
		return fault("endMs", "got %d to %d after %d to %d", r.StartMs, r.EndMs, before.StartMs, before.EndMs)
	}
	return nil
}

// amounts checks what the newest record of each session in a batch is paid.
func (v *verifier) amounts(b Batch) *Fault {
	for i, item := range b.Items {
		r, index := item.Record, b.First+uint64(i)
		if r == nil || r.Type == record.Open {
			continue
		}
		s := v.sessions[r.SessionID]
		if s.index != index {
			if s.newest.Type != record.Adjustment {
				return fault("type", "superseded within one offer, but not by an adjustment").at(index, r.SessionID)
			}
			continue
		}
		f, paid := s.auth.Tariff.Amount(r.RecvAB+r.RecvBA), v.table.Paid(r.SessionID)
		if f.Max(paid).Less(r.Paid) {
			return fault("paid", "got %s, f is %s, receipted before %s", r.Paid, f, paid).at(index, r.SessionID)
		}
		if r.Paid.Less(paid) {
			return fault("paid", "got %s, receipted before %s", r.Paid, paid).at(index, r.SessionID)
		}
	}
	return nil
}

// offer checks root, table, sum and signature.
func (v *verifier) offer(b Batch) *Fault {
	o := b.Offer
	if o.State.LogSize != v.log.Size() {
		return want("offer.log_size", o.State.LogSize, v.log.Size())
	}
	if f := hashFault("offer.log_root", o.State.LogRoot, v.log.Root()); f != nil {
		f.Err = fmt.Errorf("%w: one of the records %d to %d is not what was offered", f.Err, b.First, v.log.Size()-1)
		return f.at(b.First, 0)
	}
	if f := v.sums(b); f != nil {
		return f
	}
	if err := typeddata.Verify(o.offer(v.id).Digest(v.domain), o.Signature, v.nodeKey); err != nil {
		return fault(fmt.Sprintf("offer over %d records: signature", o.State.LogSize), "%w", err)
	}
	v.offered = o.CumAmount
	v.out.Offers++
	return nil
}

func (v *verifier) sums(b Batch) *Fault {
	o := b.Offer
	name := func(field string) string { return fmt.Sprintf("offer over %d records: %s", o.State.LogSize, field) }
	if o.Floor < v.table.Floor || !v.gap && o.Floor > v.last+1 {
		return fault(name("floor"), "got %d, was %d, newest session %d", o.Floor, v.table.Floor, v.last)
	}
	if f := v.redacted(b); f != nil {
		f.Field = name(f.Field)
		return f
	}
	table, below, err := derive(v.table, v.below, b.Items, o.Redacted, o.Floor)
	if err == nil {
		err = table.Check()
	}
	if err != nil {
		return fault(name("table"), "%w", err)
	}
	if f := hashFault(name("sessions_hash"), o.State.SessionsHash, table.Hash()); f != nil {
		return f
	}
	sum, err := table.Sum()
	if err == nil {
		sum, err = sum.Add(below)
	}
	if err != nil || sum != o.CumAmount {
		return fault(name("cum_amount"), "got %s, the table sums to %s: %w", o.CumAmount, sum, errors.Join(err, receipt.ErrTable))
	}
	if o.CumAmount.Less(v.cum) {
		return fault(name("cum_amount"), "got %s, receipted %s", o.CumAmount, v.cum)
	}
	v.table, v.below = table, below
	return v.account(b)
}

// redacted checks the rows that only redacted records explain: no more than there are of
// these, and none that a visible record or the table before explains.
func (v *verifier) redacted(b Batch) *Fault {
	leaves := 0
	for _, i := range b.Items {
		if i.Record == nil {
			leaves++
		}
	}
	if got := len(b.Offer.Redacted); got > leaves {
		return fault("redacted_rows", "%d rows, %d redacted records", got, leaves)
	}
	for _, r := range b.Offer.Redacted {
		visible := slices.ContainsFunc(b.Items, func(i Item) bool { return i.Record != nil && i.Record.SessionID == r.SessionID })
		if before := v.table.Paid(r.SessionID); visible || !before.Less(r.Paid) || r.SessionID < b.Offer.Floor {
			return fault("redacted_rows", "session %d: got %s, before %s", r.SessionID, r.Paid, before)
		}
	}
	return nil
}

// receipt checks the payer's signature, and lets go of sessions that are over.
func (v *verifier) receipt(b Batch) *Fault {
	if b.Receipted != nil {
		r := b.Offer.offer(v.id).Receipt()
		if err := typeddata.Verify(r.Digest(v.domain), b.Receipted.Signature, v.terms.Signer); err != nil {
			return fault(fmt.Sprintf("receipt over %d records: signature", r.State.LogSize), "%w", err)
		}
		v.cum = r.CumAmount
		v.out.receipted(r)
	}
	for id, s := range v.sessions {
		switch {
		case id < v.table.Floor:
			delete(v.sessions, id)
		case s.newest.Type == record.Close && b.Receipted != nil && !s.closed:
			*s = session{closed: true} // the rest is in the statement
		}
	}
	return nil
}

// tail checks consent and registration.
func (v *verifier) tail(t Tail) *Fault {
	if c := t.Consent; c != nil {
		signed := receipt.CloseConsent{ChannelID: v.id, AtLeast: c.AtLeast}
		if err := typeddata.Verify(signed.Digest(v.domain), c.Signature, v.terms.Closer); err != nil {
			return fault("consent.signature", "%w", err)
		}
		if v.cum.Less(c.AtLeast) {
			return fault("consent.at_least", "got %s, receipted %s", c.AtLeast, v.cum)
		}
		v.out.Consented = &c.AtLeast
	}
	if r := t.Registration; r != nil {
		if err := typeddata.Verify(r.Digest(v.domain), r.Signature, v.nodeKey); err != nil {
			return fault("registration.signature", "%w", err)
		}
		registered := Registered(r.NodeKeyRegistration)
		v.out.Registration = &registered
	}
	return nil
}

// account brings the statement up to date with a batch.
func (v *verifier) account(b Batch) *Fault {
	end := uint64(0)
	for i, item := range b.Items {
		if item.Record == nil {
			continue
		}
		end = max(end, item.Record.EndMs)
		s := v.sessions[item.Record.SessionID]
		if s == nil || item.Record.Type == record.Open || s.index != b.First+uint64(i) {
			continue
		}
		now := bytesOf(s.newest, s.refused)
		if !v.out.Bytes.replace(s.told, now) {
			return fault("sent", "bytes of all sessions exceed 64 bits").at(s.index, s.newest.SessionID)
		}
		s.told = now
	}
	v.out.series.add(Point{Ms: end, Sent: v.out.Bytes.In, Billed: v.out.Bytes.Acknowledged(), Lost: v.out.Bytes.Lost + v.out.Bytes.Outstanding, Offered: b.Offer.CumAmount})
	return nil
}
