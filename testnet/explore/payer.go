package explore

import (
	"slices"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// authorize has the payer authorize its next session.
func (w *world) authorize(s State, now channel.Time) answer {
	p, t := *w.payers.at(s.payer), *w.truths.at(s.truth)
	i := len(t.sessions)
	kind := w.Sessions[i]
	a := p.machine.NewAuthorization(now, uint32(i), w.endpointAddress(i, ack.A), w.endpointAddress(i, ack.B), kind.most())
	auth := channel.Authorization{
		SessionAuthorization: a, Signature: w.sign(signerKey, a.Digest(w.d.Domain)),
		RelayCounted: kind.RelayCounted, PayerIsA: kind.PayerIsA,
	}
	next, _, err := w.Machines.Payer(p.machine, channel.Authorize{Authorization: auth})
	if err != nil {
		return answer{fault: faultf("honest parties agree", "authorize: %v", err)}
	}
	p.machine, p.own = next, append(slices.Clip(p.own), a.SessionID)
	if kind.RelayCounted {
		p.permitted = append(slices.Clip(p.permitted), a.SessionID)
	}
	t.sessions = append(slices.Clip(t.sessions), flow{auth: auth})
	s.payer, s.truth = w.payers.id(p), w.truths.id(t)
	return answer{state: s, sent: []uint32{w.word(channel.Authorized{Authorization: auth})}}
}

// word returns the number of a message on the payer's stream.
func (w *world) word(ev channel.PayeeEvent) uint32 {
	return w.messages.id(message{toRelay: ev, stream: true})
}

// count has the payer tell its machine and the relay what it knows to have arrived.
func (w *world) count(s State, session int) answer {
	p, f := *w.payers.at(s.payer), w.truths.at(s.truth).sessions[session]
	ev := channel.Counted{SessionID: f.auth.SessionID, Counts: ack.Counts{SentBytes: f.got[0], RecvBytes: f.got[1]}}
	if !slices.Contains(p.own, ev.SessionID) {
		return answer{no: true} // it forgot the session
	}
	next, _, err := w.Machines.Payer(p.machine, ev)
	if err != nil {
		return answer{no: true} // the session is settled
	}
	p.machine = next
	s.payer = w.payers.id(p)
	return answer{state: s, sent: []uint32{w.word(ev)}}
}

// signAck has an endpoint sign what it says that it counts.
func (w *world) signAck(f flow, session int, side ack.Side, c ack.Counts) ack.Signed {
	a := ack.DeliveryAck{ChannelID: w.id, SessionID: f.auth.SessionID, Side: side, Counts: c}
	return ack.Signed{DeliveryAck: a, Signature: w.sign(w.endpointKey(session, side), a.Digest(w.d.Domain))}
}

// counts returns what an endpoint counts.
func (f flow) counts(side ack.Side) ack.Counts {
	return ack.Counts{SentBytes: f.forwarded[side], RecvBytes: f.got[side.Other()]}
}

// offered is the payer's answer to an Offer.
func (w *world) offered(s State, o channel.SignedOffer) answer {
	p := *w.payers.at(s.payer)
	before := p.machine.Receipt()
	next, effects, err := p.machine, []channel.Effect(nil), errPanic
	if why := panics(func() { next, effects, err = w.Machines.Payer(p.machine, channel.Offered{Offer: o}) }); why != nil {
		return answer{state: s, fault: faultf("no panic", "the payer, on an Offer: %v", why)}
	}
	p.machine = next
	a := answer{}
	for _, e := range effects {
		r := e.(channel.SendReceipt).Receipt
		a.fault = w.audit(p, before, o, r)
		a.sent = append(a.sent, w.word(w.receipted(r)))
		s.signed = w.note(s.signed, o, next, r)
	}
	if r, ok := channel.AsRefusal(err); ok {
		a.sent = append(a.sent, w.word(channel.Refused{LogSize: r.LogSize, SessionID: r.SessionID, RecvAB: r.RecvAB, RecvBA: r.RecvBA}))
		if w.Lies == 0 && !forgivable(p, before, o, r) {
			a.fault = faultf("honest parties agree", "an honest Offer is refused: %v", r)
		}
	} else if err != nil {
		a.fault = faultf("INV-PY-7", "neither signed nor refused: %v", err)
	}
	s.payer = w.payers.id(p)
	a.state = s
	return a
}

func (w *world) receipted(r receipt.Receipt) channel.Receipted {
	return channel.Receipted{Receipt: r, Signature: w.sign(signerKey, r.Digest(w.d.Domain))}
}

// forgivable says whether a payer may refuse an honest relay's Offer: it is a late
// repetition, or rests on what a payer that lost its memory no longer knows.
func forgivable(p payer, before channel.SignedReceipt, o channel.SignedOffer, r *channel.Refusal) bool {
	switch r.Code {
	case channel.RefuseStale:
		return o.State.LogSize < before.State.LogSize
	case channel.RefuseOverCount, channel.RefuseBasis:
		return !slices.Contains(p.own, r.SessionID)
	}
	return false
}

// note adds a receipt to what the payer ever signed.
func (w *world) note(signed uint32, o channel.SignedOffer, next channel.Payer, r receipt.Receipt) uint32 {
	all := *w.ledgers.at(signed)
	if slices.ContainsFunc(all, func(old channel.SignedReceipt) bool { return old.Receipt == r }) {
		return signed
	}
	full := channel.SignedReceipt{Receipt: r, Table: o.Table, Below: o.Below, Signature: w.sign(signerKey, r.Digest(w.d.Domain))}
	if own := next.Receipt(); own.Receipt == r {
		full.Range = own.Range
	}
	return w.ledgers.id(append(slices.Clip(all), full))
}

// audit reads what the payer is about to sign as a stranger would.
func (w *world) audit(p payer, before channel.SignedReceipt, o channel.SignedOffer, r receipt.Receipt) *Fault {
	if r != o.Receipt() {
		return faultf("INV-PY-4", "a receipt for something else than the Offer")
	}
	if r.CumAmount.Less(before.CumAmount) || r.State.LogSize < before.State.LogSize {
		return faultf("INV-PY-4", "a receipt of %s over %d after one of %s over %d", r.CumAmount, r.State.LogSize, before.CumAmount, before.State.LogSize)
	}
	if r == before.Receipt {
		return nil
	}
	log, err := batchlog.Restore(before.State.LogSize, before.Range)
	if err != nil {
		return faultf("INV-PY-5", "the payer's own log: %v", err)
	}
	for _, rec := range o.Records {
		log = log.Append(rec.LeafHash())
	}
	if log.Size() != r.State.LogSize || log.Root() != r.State.LogRoot {
		return faultf("INV-PY-5", "signed a log of %d records that does not extend that of %d", r.State.LogSize, before.State.LogSize)
	}
	newest := map[uint64]record.Record{}
	for _, rec := range o.Records {
		newest[rec.SessionID] = rec
	}
	for _, rec := range newest {
		for dir, recv := range [2]uint64{rec.RecvAB, rec.RecvBA} {
			if f := w.rests(p, o, rec, dir, recv); f != nil {
				return f
			}
		}
	}
	return nil
}

// rests checks that the bytes of one direction of a record rest on the acknowledgements
// that their basis demands.
func (w *world) rests(p payer, o channel.SignedOffer, rec record.Record, dir int, recv uint64) *Fault {
	basis := [2]record.Basis{rec.BasisAB, rec.BasisBA}[dir]
	switch {
	case recv == 0 || basis == record.PayerCounted:
		return nil
	case basis == record.RelayCounted && !slices.Contains(p.permitted, rec.SessionID):
		return faultf("INV-PY-3", "signed by the relay's count: %d bytes of session %d, and the payer permits none", recv, rec.SessionID)
	case basis == record.RelayCounted:
		return nil
	}
	names := [2][32]byte{rec.AckA, rec.AckB}
	find := func(side int) ack.Counts {
		for _, a := range o.Acks {
			if a.Hash(w.d.Domain) == names[side] {
				return a.Counts
			}
		}
		return ack.Counts{}
	}
	if find(1-dir).RecvBytes < recv || basis == record.BothSigned && find(dir).SentBytes < recv {
		return faultf("INV-PY-2", "signed without acknowledgements: %d bytes of session %d, %s", recv, rec.SessionID, basis)
	}
	return nil
}

// resume has a payer without memory take its receipt back from the relay, on a new stream.
func (w *world) resume(s State, from channel.SignedReceipt, last uint64, now channel.Time) answer {
	machine, err := w.Machines.Resume(w.payerConfig(), from, last, now)
	if err != nil {
		if w.Lies > 0 {
			return answer{no: true}
		}
		return answer{fault: faultf("INV-PY-6", "a payer cannot resume: %v", err)}
	}
	s.payer = w.payers.id(payer{up: true, machine: machine})
	return answer{state: s, reset: true}
}

// worth returns f of what really arrived in a session; where the relay may count, of what
// it forwarded.
func (w *world) worth(t truth, session int) typeddata.Amount {
	f, sum := t.sessions[session], uint64(0)
	for dir := range f.got {
		if w.endpointKey(session, ack.Side(1-dir)) == nil && f.auth.RelayCounted {
			sum += f.forwarded[dir]
		} else {
			sum += f.got[dir]
		}
	}
	return f.auth.Tariff.Amount(sum)
}
