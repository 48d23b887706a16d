package channel_test

import (
	"crypto/ecdsa"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// TestHostileRelay lets a relay change its honest offers in any way, and sign them. What
// the payer then signs must still be no more than what arrived is worth, for every
// session, over acknowledged records that extend its log.
func TestHostileRelay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawChannel(t))
		actions := w.actions()
		for _, n := range []string{"0", "1", "2", "3", "4", "5"} {
			actions["lie "+n] = func(t *rapid.T) { w.drawLie(t) }
		}
		t.Repeat(actions)
	})
}

// drawLie offers the payer a lie. Machines are values: the payer that heard it is judged
// and forgotten.
func (w *world) drawLie(t *rapid.T) {
	o := channel.SignedOffer{Table: w.payer.Receipt().Table}
	o.ChannelID = w.payer.ID()
	if i := slices.IndexFunc(w.net, func(m message) bool { return m.toPayer != nil }); i >= 0 {
		o = clone(*w.net[i].toPayer)
	}
	o.Authorizations, o.Acks = w.everything()
	if len(o.Acks) == 0 {
		t.Skip("nothing to lie about")
	}
	for range rapid.IntRange(1, 3).Draw(t, "changes") {
		w.drawChange(t, &o)
	}
	if rapid.IntRange(0, 4).Draw(t, "consistent") < 4 {
		o = w.lie(o)
	}
	if rapid.IntRange(0, 7).Draw(t, "sum") == 7 {
		o.CumAmount = drawAmount(t, o.CumAmount)
	}
	o = w.signOffer(o)
	next, effects, err := w.payer.Step(channel.Offered{Offer: o})
	if _, ok := channel.AsRefusal(err); err != nil && !ok {
		t.Fatalf("neither signed nor refused: %v", err)
	}
	if len(effects) > 0 && next.Receipt().CumAmount != w.payer.Receipt().CumAmount {
		w.judge(o, next)
	}
}

// drawChange changes records of an offer, or appends records from the channel's past.
func (w *world) drawChange(t *rapid.T, o *channel.SignedOffer) {
	if len(o.Records) == 0 || rapid.IntRange(0, 3).Draw(t, "past") == 3 {
		r := rapid.SampledFrom(w.ledger.leaves).Draw(t, "record").Record
		o.Records = append(o.Records, r)
	}
	r := &o.Records[rapid.IntRange(0, len(o.Records)-1).Draw(t, "record")]
	number := func(n uint64) uint64 {
		return rapid.SampledFrom([]uint64{n + 1, n - 1, n + 1_000, 0, 2 * n, math.MaxUint64, 1 << 63}).Draw(t, "number")
	}
	basis := rapid.Map(rapid.Uint8Range(0, 3), func(b uint8) record.Basis { return record.Basis(b) })
	switch rapid.IntRange(0, 12).Draw(t, "field") {
	case 0:
		r.RecvAB = number(r.RecvAB)
	case 1:
		r.RecvBA = number(r.RecvBA)
	case 2:
		r.SentAB = number(r.SentAB)
		r.RecvAB = r.SentAB
	case 3, 4:
		r.Paid = drawAmount(t, r.Paid)
	case 5:
		r.BasisAB = basis.Draw(t, "basis")
	case 6:
		r.BasisBA = basis.Draw(t, "basis")
	case 7:
		r.AckA = rapid.SampledFrom(o.Acks).Draw(t, "ack").Hash(w.d.Domain)
	case 8:
		r.AckB = rapid.SampledFrom(o.Acks).Draw(t, "ack").Hash(w.d.Domain)
	case 9:
		r.AckA, r.AckB = [32]byte{}, [32]byte{}
	case 10:
		a := rapid.SampledFrom(o.Authorizations).Draw(t, "authorization")
		r.SessionID, r.AuthHash = a.SessionID, a.SessionAuthorization.Hash(w.d.Domain, a.Signature)
	case 11:
		r.Type = record.Type(rapid.Uint8Range(0, 5).Draw(t, "type"))
	case 12:
		o.Table.Floor = number(o.Table.Floor)
	}
}

// everything returns all that was ever authorized and acknowledged, in order.
func (w *world) everything() (auths []channel.Authorization, acks []ack.Signed) {
	for _, id := range w.ids() {
		auths = append(auths, w.sessions[id].auth)
	}
	acks = slices.Collect(maps.Values(w.acks))
	slices.SortFunc(acks, func(a, b ack.Signed) int { return slices.Compare(a.Signature[:], b.Signature[:]) })
	return auths, acks
}

func drawAmount(t *rapid.T, a typeddata.Amount) typeddata.Amount {
	return rapid.SampledFrom([]typeddata.Amount{
		a.AddCap(amount(1)), a.SubFloor(amount(1)), a.AddCap(amount(10_000)), {}, typeddata.MaxAmount(),
	}).Draw(t, "amount")
}

// judge holds the payer to what arrived, after it signed o.
func (w *world) judge(o channel.SignedOffer, next channel.Payer) {
	before, r := w.payer.Receipt(), next.Receipt()
	log, err := batchlog.Restore(before.State.LogSize, before.Range)
	w.must(err)
	for i, rec := range o.Records {
		w.auditRecord(uint64(i), rec)
		log = log.Append(rec.LeafHash())
	}
	if r.State.LogRoot != log.Root() || r.CumAmount.Less(before.CumAmount) {
		w.t.Fatalf("signed %s over another log, or less than %s", r.CumAmount, before.CumAmount)
	}
	paid := before.Below
	for id, s := range w.sessions {
		f := s.auth.Tariff.Amount(s.billable(0) + s.billable(1))
		if s.auth.RelayCounted { // outside the promise, but for maxAmount
			f = s.auth.Tariff.Max
		}
		if f.Less(r.Table.Paid(id)) {
			w.t.Fatalf("signed %s for session %d, which is worth %s", r.Table.Paid(id), id, f)
		}
		if id >= before.Table.Floor {
			paid = paid.AddCap(f)
		}
	}
	if paid.Less(r.CumAmount) {
		w.t.Fatalf("signed %s, but all that arrived is worth %s", r.CumAmount, paid)
	}
}

// TestHostilePayer lets a payer and its endpoints say anything at any time. The relay is
// never exposed beyond its credit, equivocates never, and consents only at the end.
func TestHostilePayer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawChannel(t))
		w.hostile = true
		actions := w.actions()
		for _, n := range []string{"0", "1", "2", "3", "4", "5"} {
			actions["say anything "+n] = func(t *rapid.T) {
				if ev := w.drawWord(t); ev != nil {
					w.mayCrash(t)
					w.deliver(message{toPayee: ev})
				}
			}
		}
		t.Repeat(actions)
	})
}

func (w *world) drawWord(t *rapid.T) channel.PayeeEvent {
	number := rapid.OneOf(rapid.Uint64Range(0, 3_000), rapid.SampledFrom([]uint64{1 << 40, 1 << 63, math.MaxUint64}))
	st := w.payee.Status()
	switch rapid.IntRange(0, 5).Draw(t, "word") {
	case 0: // a receipt for anything
		r := st.Receipt.Receipt
		if w.ledger.Offer != nil && rapid.Bool().Draw(t, "newest") {
			r = w.ledger.Offer.Offer.Receipt()
		}
		if rapid.Bool().Draw(t, "change") {
			r.CumAmount = drawAmount(t, r.CumAmount)
		}
		return channel.Receipted{Receipt: r, Signature: sign(rapid.SampledFrom([]*ecdsa.PrivateKey{signerKey, thiefKey}).Draw(t, "key"), r.Digest(w.d.Domain))}
	case 1:
		return channel.Refused{
			LogSize: w.ledger.offered() - rapid.Uint64Range(0, 1).Draw(t, "older"), SessionID: w.anySession(t),
			RecvAB: number.Draw(t, "ab"), RecvBA: number.Draw(t, "ba"), Salt: w.salt(),
		}
	case 2:
		return channel.Counted{SessionID: w.anySession(t), Counts: ack.Counts{SentBytes: number.Draw(t, "sent"), RecvBytes: number.Draw(t, "recv")}}
	case 3: // an endpoint that is on the payer's side
		id, side := w.anySession(t), ack.Side(rapid.IntRange(0, 1).Draw(t, "side"))
		if w.sessions[id].keys[side] == nil {
			return nil
		}
		return channel.Acked{Ack: w.signAck(id, side, ack.Counts{SentBytes: number.Draw(t, "sent"), RecvBytes: number.Draw(t, "recv")})}
	case 4:
		s := *w.sessions[w.anySession(t)]
		id := st.LastSession + number.Draw(t, "id")
		s.auth.SessionID = id
		s.auth.Signature = sign(signerKey, s.auth.Digest(w.d.Domain))
		s.tried, s.forwarded, s.air, s.got = [2]uint64{}, [2]uint64{}, [2]uint64{}, [2]uint64{}
		if id <= st.LastSession || id>>20 > w.now.Ms+channel.MaxAheadMs { // the relay must refuse it
			return channel.Authorized{Authorization: s.auth}
		}
		p, _, err := w.payer.Step(channel.Authorize{Authorization: s.auth})
		if err != nil || len(w.sessions) > 9 {
			return nil
		}
		w.payer, w.sessions[s.auth.SessionID] = p, &s
		return channel.Authorized{Authorization: s.auth}
	default:
		return channel.Ended{SessionID: w.anySession(t), Reason: channel.EndByPayer}
	}
}
