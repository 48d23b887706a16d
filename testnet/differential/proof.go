package differential

import (
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// proofErrors are the contract's errors for those of proofs/forwarding.
var proofErrors = map[error]string{
	forwarding.ErrNoChannel: "NoSuchChannel", forwarding.ErrClosed: "ChannelClosed", forwarding.ErrLayout: "BadProof",
	forwarding.ErrReceipt: "BadReceipt", forwarding.ErrTable: "BadTable", forwarding.ErrOrder: "BadSession",
	forwarding.ErrAuthorization: "BadAuthorization", forwarding.ErrAck: "BadAck", forwarding.ErrNotHigher: "NotHigher",
}

var proofVerdicts = []string{
	accepted, "NoSuchChannel", "ChannelClosed", "BadProof", "BadReceipt", "BadTable", "BadSession", "BadAuthorization",
	"BadAck", "NotHigher",
}

// proof shows a forwarding proof to settleWithProof and to forwarding.JudgeBytes.
func (w *world) proof(r *rand.Rand) (solidity, golang []Verdict, err error) {
	now := uint64(start) + r.Uint64N(10)
	t, ch := w.terms(r), channel(r, now)
	proof := w.proofBytes(r, t, now)

	settled, judged := forwarding.JudgeBytes(w.domain, t, ch, now, proof)
	golang = []Verdict{{}}
	if judged == nil {
		after := ch
		after.Settled = settled
		golang[0] = Verdict{accepted, settledDetail(after, settled.SubFloor(ch.Settled).Big())}
	}
	for sentinel, name := range proofErrors {
		if errors.Is(judged, sentinel) {
			golang[0] = refused(name)
		}
	}

	s := slotOf(w.domain, t)
	w.put(s, ch)
	out, err := w.call(stranger(r), w.domain.Contract, now, w.channelsABI.PackSettleWithProof(t.Payer, packTerms(t), proof))
	v, err := w.channelsVerdict(out, err, s, t.Payee)
	return []Verdict{v}, golang, err
}

// channelsVerdict is that of a call which settles one channel.
func (w *world) channelsVerdict(out []byte, reverted error, s slot, payee common.Address) (Verdict, error) {
	if reverted == nil {
		return w.settled(s, payee)
	}
	name, err := errorName(channelsABI, out)
	return refused(name), err
}

// proofBytes makes a proof, mostly a valid one, as the contract takes it.
func (w *world) proofBytes(r *rand.Rand, t receipt.ChannelTerms, now uint64) []byte {
	p := forwarding.Proof{Terms: t}
	if !one(r, 4) {
		p.Receipt = w.receipted(r)
	}
	p.Sessions = w.sessions(r, p.Receipt, now)
	disorder(r, &p)
	w.seal(r, &p)
	if one(r, 12) {
		alter(r, &p)
	}
	b := p.Bytes()
	if one(r, 12) {
		b = mangle(r, b)
	}
	return b
}

// receipted makes a receipt over a table that is in order.
func (w *world) receipted(r *rand.Rand) *forwarding.Receipted {
	v := &forwarding.Receipted{CumAmount: amount(r), LogSize: number(r), LogRoot: hash(r)}
	if one(r, 2) {
		v.Table.Floor = number(r) >> 8
	}
	id := v.Table.Floor
	for range r.IntN(6) {
		id += r.Uint64N(3)
		v.Table.Rows = append(v.Table.Rows, receipt.Row{SessionID: id, Paid: amount(r).Max(typeddata.NewAmount(1))})
		id++
	}
	return v
}

// sessions makes sessions in order, some with a row in the receipt's table and some beside it.
func (w *world) sessions(r *rand.Rand, from *forwarding.Receipted, now uint64) (all []forwarding.Session) {
	id := number(r) >> 8
	if from != nil {
		id = from.Table.Floor + r.Uint64N(2)
	}
	keys := func() common.Address {
		if one(r, 4) {
			return common.Address{}
		}
		return address(w.key(r))
	}
	for range r.IntN(4) {
		id += r.Uint64N(3)
		s := forwarding.Session{Authorization: receipt.SessionAuthorization{
			SessionID: id, KeyA: keys(), KeyB: keys(),
			Tariff:      price.Tariff{PerGiB: amount(r), Flat: amount(r), Max: amount(r)},
			AckDeadline: instant(r, now),
		}}
		if one(r, 2) {
			s.Authorization.Tariff.Max = typeddata.MaxAmount()
		}
		for side := range s.Acks {
			s.Acks[side].Counts = ack.Counts{SentBytes: number(r), RecvBytes: number(r), SentPackets: number(r), RecvPackets: number(r)}
			s.Acks[side].Evidence = hash(r)
		}
		all = append(all, s)
		id++
	}
	return all
}

// disorder breaks, seldom, what a signer could sign and the rules refuse.
func disorder(r *rand.Rand, p *forwarding.Proof) {
	if p.Receipt != nil {
		t := &p.Receipt.Table
		switch n := len(t.Rows); {
		case n == 0 || !one(r, 12):
		case one(r, 3):
			t.Rows[r.IntN(n)].Paid = typeddata.Amount{}
		case one(r, 2):
			t.Floor = t.Rows[r.IntN(n)].SessionID + r.Uint64N(2)
		default:
			i, j := r.IntN(n), r.IntN(n)
			t.Rows[i], t.Rows[j] = t.Rows[j], t.Rows[max(0, i-1)]
		}
	}
	switch n := len(p.Sessions); {
	case n == 0 || !one(r, 20):
	case one(r, 2):
		p.Sessions = append(p.Sessions, p.Sessions[r.IntN(n)])
	case one(r, 2) && p.Receipt != nil:
		p.Sessions[0].Authorization.SessionID = p.Receipt.Table.Floor - r.Uint64N(2)
	default:
		slices.Reverse(p.Sessions)
	}
}

// seal signs everything; now and then a thing for another channel, session or side.
func (w *world) seal(r *rand.Rand, p *forwarding.Proof) {
	id := p.Terms.ID(w.domain)
	channelID := func() common.Hash {
		if one(r, 400) {
			return hash(r)
		}
		return id
	}
	if p.Receipt != nil {
		of := p.Receipt.Of(channelID())
		digest := of.Digest(w.domain)
		if one(r, 400) {
			digest = receipt.Offer(of).Digest(w.domain) // the relay's side of it
		}
		p.Receipt.Signature = w.sign(r, p.Terms.Signer, digest)
	}
	for i := range p.Sessions {
		s := &p.Sessions[i]
		s.Authorization.ChannelID = channelID()
		s.Signature = w.sign(r, p.Terms.Signer, s.Authorization.Digest(w.domain))
		for side, key := range []common.Address{s.Authorization.KeyA, s.Authorization.KeyB} {
			if key == (common.Address{}) {
				continue
			}
			a := s.Acks[side].DeliveryAck
			a.ChannelID, a.SessionID, a.Side = channelID(), s.Authorization.SessionID, ack.Side(side)
			if one(r, 400) {
				a.SessionID++
			}
			if one(r, 400) {
				a.Side = a.Side.Other()
			}
			s.Acks[side].Signature = w.sign(r, key, a.Digest(w.domain))
		}
	}
}

// alter changes a field of what was signed.
func alter(r *rand.Rand, p *forwarding.Proof) {
	if p.Receipt != nil && one(r, 2) {
		v := p.Receipt
		switch r.IntN(6) {
		case 0:
			v.CumAmount = amount(r)
		case 1:
			v.LogSize++
		case 2:
			v.LogRoot = hash(r)
		case 3:
			v.Table.Floor++
		case 4:
			v.Table.Rows = append(v.Table.Rows, receipt.Row{SessionID: number(r), Paid: amount(r)})
		default:
			p.Receipt = nil
		}
		return
	}
	if len(p.Sessions) == 0 {
		return
	}
	s := &p.Sessions[r.IntN(len(p.Sessions))]
	a, side := &s.Authorization, r.IntN(2)
	switch r.IntN(12) {
	case 0:
		a.SessionID += 1 + r.Uint64N(3)
	case 1:
		a.KeyA = stranger(r)
	case 2:
		a.KeyB = common.Address{}
	case 3:
		a.Tariff.PerGiB = amount(r)
	case 4:
		a.Tariff.Flat = amount(r)
	case 5:
		a.Tariff.Max = amount(r)
	case 6:
		a.AckDeadline++
	case 7:
		s.Acks[side].SentBytes++
	case 8:
		s.Acks[side].RecvBytes++
	case 9:
		s.Acks[side].RecvPackets++
	case 10:
		s.Acks[side].Evidence = hash(r)
	default:
		s.Acks[0], s.Acks[1] = s.Acks[1], s.Acks[0]
	}
}
