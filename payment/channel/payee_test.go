package channel_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// wantError steps the payee with an event that it must refuse without any effect.
func (w *world) wantError(t *testing.T, ev channel.PayeeEvent, want error) {
	t.Helper()
	before := w.payee.Text()
	next, effects, err := w.payee.Step(ev, w.now)
	if !errors.Is(err, want) {
		t.Errorf("%T: got %v, want %v", ev, err, want)
	}
	if len(effects) > 0 || next.Text() != before {
		t.Errorf("%T: a refused event has effects", ev)
	}
}

// TestAdmit changes a good authorization in one thing; the signer signs what is changed.
func TestAdmit(t *testing.T) {
	type auth = channel.Authorization
	tests := []struct {
		name   string
		change func(w *world, a *auth)
		want   error
	}{
		{"as it is", func(*world, *auth) {}, nil},
		{"another channel", func(_ *world, a *auth) { a.ChannelID[0] ^= 1 }, channel.ErrWrongChannel},
		{"closing on chain", func(w *world, _ *auth) { w.see(func(v *channel.ChainView) { v.CloseAt = 1 }) }, channel.ErrClosing},
		{"closing by consent", func(w *world, _ *auth) { w.must(w.relay(channel.CloseAsked{})) }, channel.ErrClosing},
		{"deposit under w0", func(w *world, _ *auth) { w.see(func(v *channel.ChainView) { v.Deposit = amount(999) }) }, channel.ErrDeposit},
		{"deposit of w0", func(w *world, _ *auth) { w.see(func(v *channel.ChainView) { v.Deposit = amount(1_000) }) }, nil},
		{"no deposit seen", func(w *world, _ *auth) { w.see(func(v *channel.ChainView) { *v = channel.ChainView{} }) }, channel.ErrDeposit},
		{"not final", func(w *world, _ *auth) { w.see(func(v *channel.ChainView) { v.Final = false }) }, nil},
		{"id zero", func(_ *world, a *auth) { a.SessionID = 0 }, channel.ErrSessionID},
		{"ten minutes ahead", func(w *world, a *auth) { a.SessionID = (w.now.Ms + channel.MaxAheadMs) << 20 }, nil},
		{"more than ten minutes ahead", func(w *world, a *auth) { a.SessionID = (w.now.Ms + channel.MaxAheadMs + 1) << 20 }, channel.ErrSessionID},
		{"ahead of the clock, not of the chain", func(w *world, a *auth) {
			a.SessionID = (w.now.Ms + 2*channel.MaxAheadMs) << 20
			w.now.Head += 2 * channel.MaxAheadMs / 1000
			a.AckDeadline += 2 * channel.MaxAheadMs / 1000
		}, nil},
		{"largest id", func(_ *world, a *auth) { a.SessionID = math.MaxUint64 }, channel.ErrSessionID},
		{"a lower price", func(_ *world, a *auth) { a.Tariff.PerGiB = amount(perByte - 1) }, channel.ErrPrice},
		{"a higher price", func(_ *world, a *auth) { a.Tariff.PerGiB = amount(perByte + 1) }, channel.ErrPrice},
		{"another flat price", func(_ *world, a *auth) { a.Tariff.Flat = amount(1) }, channel.ErrPrice},
		{"any maxAmount", func(_ *world, a *auth) { a.Tariff.Max = typeddata.MaxAmount() }, nil},
		{"earliest ackDeadline", func(w *world, a *auth) { a.AckDeadline = w.now.Head + 3600 + 86_400 }, nil},
		{"ackDeadline a second too early", func(w *world, a *auth) { a.AckDeadline = w.now.Head + 3600 + 86_400 - 1 }, channel.ErrAckDeadline},
		{"the payer is A and has a key", func(_ *world, a *auth) { a.PayerIsA = true }, channel.ErrKeyNotZero},
		{"the payer is A", func(_ *world, a *auth) { a.PayerIsA, a.KeyA = true, common.Address{} }, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			a := w.authorize(bothKeys)
			tt.change(w, &a)
			a.Signature = sign(signerKey, a.Digest(w.d.Domain))
			if tt.want != nil {
				w.wantError(t, channel.Authorized{Authorization: a}, tt.want)
				return
			}
			next, effects, err := w.payee.Step(channel.Authorized{Authorization: a}, w.now)
			w.must(err)
			if len(effects) != 3 || *effects[0].(channel.Store).Authorization != a || effects[1].(channel.StartSession).Authorization != a {
				t.Fatalf("got %+v", effects)
			}
			if g := effects[2].(channel.Grant); g.SessionID != a.SessionID || g.Bytes != 1_000 {
				t.Fatalf("granted %+v, want w0", g)
			}
			if st := next.Status(); st.LastSession != a.SessionID || st.Live != 1 {
				t.Fatalf("got %+v", st)
			}
		})
	}
}

// TestAdmitSignatures gives an authorization signatures that are not the signer's on this
// chain and contract.
func TestAdmitSignatures(t *testing.T) {
	w := newWorld(t)
	a := w.authorize(bothKeys)
	otherChain, otherContract := w.d.Domain, w.d.Domain
	otherChain.ChainID++
	otherContract.Contract[0] ^= 1
	for name, tt := range map[string]struct {
		sig  typeddata.Signature
		want error
	}{
		"another key":      {sign(thiefKey, a.Digest(w.d.Domain)), typeddata.ErrSigner},
		"another chain":    {sign(signerKey, a.Digest(otherChain)), typeddata.ErrSigner},
		"another contract": {sign(signerKey, a.Digest(otherContract)), typeddata.ErrSigner},
		"none":             {typeddata.Signature{}, typeddata.ErrSignature},
	} {
		t.Run(name, func(t *testing.T) {
			a.Signature = tt.sig
			w.wantError(t, channel.Authorized{Authorization: a}, tt.want)
		})
	}
}

// TestAdmitOnce: one authorization for each id, and none below the last.
func TestAdmitOnce(t *testing.T) {
	w := newWorld(t)
	first := w.authorize(bothKeys)
	second := w.authorize(bothKeys)
	w.must(w.relay(channel.Authorized{Authorization: second}))
	w.wantError(t, channel.Authorized{Authorization: second}, channel.ErrSessionID)
	w.wantError(t, channel.Authorized{Authorization: first}, channel.ErrSessionID)
}

// TestAdmitBounds: sessions that wait to be billed are bounded, ended ones too.
func TestAdmitBounds(t *testing.T) {
	w := newWorld(t)
	for range channel.MaxSessions {
		w.must(w.relay(channel.Ended{SessionID: w.open(bothKeys), Reason: channel.EndByPayer}))
	}
	if st := w.payee.Status(); st.Live != 0 || st.Open != channel.MaxSessions {
		t.Fatalf("got %+v", st)
	}
	w.wantError(t, channel.Authorized{Authorization: w.authorize(bothKeys)}, channel.ErrTooMany)
	w.net = nil
	w.turn() // their close records are receipted
	w.open(bothKeys)
}

// TestAdmitBoundsTable: while an old session is open the floor cannot rise; the table
// stops growing before an Offer cannot carry it.
func TestAdmitBoundsTable(t *testing.T) {
	w := newWorld(t)
	old := w.open(bothKeys)
	w.carry(old, 0, 1)
	w.turn()
	for rows := 1; rows < channel.MaxRows-1; rows++ {
		id := w.open(payerCounted)
		w.carry(id, 1, 1)
		w.count(id)
		w.deliverAll()
		w.must(w.relay(channel.Ended{SessionID: id, Reason: channel.EndByPayer}))
		w.bill()
		w.deliverAll()
	}
	w.wantError(t, channel.Authorized{Authorization: w.authorize(bothKeys)}, channel.ErrTooMany)
	w.net = nil
	w.must(w.relay(channel.Ended{SessionID: old, Reason: channel.EndByPayer}))
	w.turn()
	w.carry(w.open(bothKeys), 0, 1)
	w.turn()
	if rows := len(w.ledger.Receipt.Table.Rows); rows != 1 {
		t.Fatalf("%d rows, want 1", rows)
	}
}

// TestReceiptedRefuses gives the relay everything but the receipt for its newest Offer.
func TestReceiptedRefuses(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	w.turn()
	old := *w.ledger.Receipt
	w.carry(id, 0, 200)
	offer := w.nextOffer()
	signed := func(r receipt.Receipt) channel.Receipted {
		return channel.Receipted{Receipt: r, Signature: sign(signerKey, r.Digest(w.d.Domain))}
	}
	changed := func(change func(*receipt.Receipt)) channel.Receipted {
		r := offer.Receipt()
		change(&r)
		return signed(r)
	}
	otherChain, otherContract := w.d.Domain, w.d.Domain
	otherChain.ChainID++
	otherContract.Contract[0] ^= 1
	good := offer.Receipt()
	for _, tt := range []struct {
		name string
		ev   channel.Receipted
		want error
	}{
		{"another channel", changed(func(r *receipt.Receipt) { r.ChannelID[0] ^= 1 }), channel.ErrWrongChannel},
		{"an old one of a lower amount", changed(func(r *receipt.Receipt) { r.State = old.State; r.CumAmount = amount(1) }), channel.ErrStale},
		{"a log size of zero", changed(func(r *receipt.Receipt) { r.State.LogSize = 0 }), channel.ErrStale},
		{"a log size to come", changed(func(r *receipt.Receipt) { r.State.LogSize++ }), channel.ErrMismatch},
		{"the largest log size", changed(func(r *receipt.Receipt) { r.State.LogSize = math.MaxUint64 }), channel.ErrMismatch},
		{"less", changed(func(r *receipt.Receipt) { r.CumAmount = amount(499) }), channel.ErrMismatch},
		{"more", changed(func(r *receipt.Receipt) { r.CumAmount = amount(501) }), channel.ErrMismatch},
		{"the largest amount", changed(func(r *receipt.Receipt) { r.CumAmount = typeddata.MaxAmount() }), channel.ErrMismatch},
		{"another root", changed(func(r *receipt.Receipt) { r.State.LogRoot[0] ^= 1 }), channel.ErrMismatch},
		{"another table", changed(func(r *receipt.Receipt) { r.State.SessionsHash[0] ^= 1 }), channel.ErrMismatch},
		{"another key", channel.Receipted{Receipt: good, Signature: sign(thiefKey, good.Digest(w.d.Domain))}, typeddata.ErrSigner},
		{"another chain", channel.Receipted{Receipt: good, Signature: sign(signerKey, good.Digest(otherChain))}, typeddata.ErrSigner},
		{"another contract", channel.Receipted{Receipt: good, Signature: sign(signerKey, good.Digest(otherContract))}, typeddata.ErrSigner},
		{"signed as an offer", channel.Receipted{Receipt: good, Signature: sign(signerKey, offer.Digest(w.d.Domain))}, typeddata.ErrSigner},
		{"no signature", channel.Receipted{Receipt: good}, typeddata.ErrSignature},
		{"garbage", channel.Receipted{Receipt: good, Signature: typeddata.Signature{5: 1, 40: 0xff}}, typeddata.ErrSigner},
	} {
		t.Run(tt.name, func(t *testing.T) { w.wantError(t, tt.ev, tt.want) })
	}
	_, effects, err := w.payee.Step(channel.Receipted{Receipt: old.Receipt, Signature: old.Signature}, w.now)
	if err != nil || len(effects) > 0 {
		t.Errorf("a repetition of the receipt that is held: got %v and %v", effects, err)
	}
	w.must(w.relay(signed(good)))
	if w.ledger.cumAmount() != amount(500) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestReceiptedBeforeOffer: there is nothing that a first receipt could be for.
func TestReceiptedBeforeOffer(t *testing.T) {
	w := newWorld(t)
	r := receipt.Receipt{ChannelID: w.payee.ID()}
	w.wantError(t, channel.Receipted{Receipt: r, Signature: sign(signerKey, r.Digest(w.d.Domain))}, channel.ErrMismatch)
}

// TestAckedRefuses: only a session's own endpoint says what it got, and never less.
func TestAckedRefuses(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.carry(id, 0, 300)
	w.turn()
	good := ack.DeliveryAck{ChannelID: w.payee.ID(), SessionID: id, Side: ack.B, Counts: ack.Counts{RecvBytes: 300}}
	for _, tt := range []struct {
		name   string
		change func(*ack.DeliveryAck)
		want   error
	}{
		{"another channel", func(a *ack.DeliveryAck) { a.ChannelID[0] ^= 1 }, ack.ErrOther},
		{"no session", func(a *ack.DeliveryAck) { a.SessionID++ }, channel.ErrUnknownSession},
		{"a side without key", func(a *ack.DeliveryAck) { a.Side = ack.A }, typeddata.ErrSigner},
		{"no side", func(a *ack.DeliveryAck) { a.Side = 2 }, ack.ErrSide},
		{"less than before", func(a *ack.DeliveryAck) { a.RecvBytes-- }, ack.ErrBackwards},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.change(&a)
			s := ack.Signed{DeliveryAck: a, Signature: sign(w.sessions[id].keys[ack.B], a.Digest(w.d.Domain))}
			w.wantError(t, channel.Acked{Ack: s}, tt.want)
		})
	}
	w.wantError(t, channel.Acked{Ack: ack.Signed{DeliveryAck: good, Signature: sign(thiefKey, good.Digest(w.d.Domain))}}, typeddata.ErrSigner)
	w.wantError(t, channel.Acked{Ack: ack.Signed{DeliveryAck: good}}, typeddata.ErrSignature)
	late := good // that an older one says nothing new is seen without its signature
	late.RecvBytes--
	w.wantError(t, channel.Acked{Ack: ack.Signed{DeliveryAck: late, Signature: sign(thiefKey, late.Digest(w.d.Domain))}}, ack.ErrBackwards)
}

// TestDue: Bill is due by time alone to store what was acknowledged, and to close what has
// ended; a channel that waits for neither, or for a receipt, is not due.
func TestDue(t *testing.T) {
	w := newWorld(t)
	wantDue := func(what string, ms uint64) {
		t.Helper()
		if got, is := w.payee.Due(); is != (ms != 0) || is && got != ms {
			t.Fatalf("%s: due at %d, %t, want %d", what, got, is, ms)
		}
	}
	a := w.open(onlyB)
	wantDue("begun", 0)
	w.carry(a, 0, 100)
	o := w.nextOffer()
	stored := w.now.Ms
	w.forward(a, 0, 50) // and are never acknowledged
	w.carry(a, 0, 100)
	w.acknowledge(a, ack.B)
	w.deliver(w.take(len(w.net) - 1))
	wantDue("acknowledged", stored+channel.KeepAfterMs)
	w.pass(channel.KeepAfterMs - 1)
	w.bill()
	wantDue("too early", stored+channel.KeepAfterMs)
	w.pass(1)
	w.bill()
	wantDue("stored", 0)
	w.must(w.relay(channel.Ended{SessionID: a, Reason: channel.EndByPayer}))
	ended := w.now.Ms
	wantDue("ended, and an Offer waits", 0)
	w.arrive(a, 0, 20)
	w.acknowledge(a, ack.B)
	w.deliver(w.take(len(w.net) - 1))
	wantDue("acknowledged at the end", ended)
	w.bill()
	w.deliver(message{toPayer: &o})
	w.deliverAll()
	w.turn() // all but what is never acknowledged
	w.pass(channel.KeepAfterMs)
	w.bill() // finds nothing to store
	wantDue("ended", ended+lingerMs)
	w.pass(lingerMs - channel.KeepAfterMs - 1)
	w.bill()
	wantDue("lingers", ended+lingerMs)
	w.pass(1)
	w.bill()
	wantDue("closed", 0)
	w.deliverAll()
	if w.payee.Has(a) {
		t.Error("the session is not closed when it is due")
	}
}

// TestPart: live sessions have equal parts of what may be unpaid.
func TestPart(t *testing.T) {
	w := newWorld(t)
	for _, want := range []uint64{1000, 1000, 500, 333} {
		if got := w.payee.Part(); got != want {
			t.Errorf("%d sessions: got %d bytes, want %d", w.payee.Status().Live, got, want)
		}
		w.open(onlyB)
	}
}

// TestUnknownSession: no event makes a session.
func TestUnknownSession(t *testing.T) {
	w := newWorld(t)
	for _, ev := range []channel.PayeeEvent{
		channel.Counted{SessionID: 1}, channel.Metered{SessionID: 1}, channel.Starved{SessionID: 1},
		channel.Reclaimed{SessionID: 1}, channel.Ended{SessionID: 1}, channel.Acked{Ack: ack.Signed{DeliveryAck: ack.DeliveryAck{SessionID: 1}}},
	} {
		w.wantError(t, ev, channel.ErrUnknownSession)
	}
}

func TestCountersOnlyGrow(t *testing.T) {
	w := newWorld(t)
	id := w.open(payerCounted)
	w.must(w.relay(channel.Metered{SessionID: id, AB: 10, BA: 20}))
	w.wantError(t, channel.Metered{SessionID: id, AB: 9, BA: 20}, channel.ErrBackwards)
	w.wantError(t, channel.Metered{SessionID: id, AB: 10, BA: 19}, channel.ErrBackwards)
	w.must(w.relay(channel.Counted{SessionID: id, Counts: ack.Counts{RecvBytes: 5}}))
	w.wantError(t, channel.Counted{SessionID: id, Counts: ack.Counts{RecvBytes: 4}}, ack.ErrBackwards)
}

// TestBasis bills what each kind of session proves: 900 of 1,000 bytes arrive from A at
// B, 50 of 60 from B at A.
func TestBasis(t *testing.T) {
	const both, receiver, payer, relay = record.BothSigned, record.ReceiverSigned, record.PayerCounted, record.RelayCounted
	for _, tt := range []struct {
		name             string
		kind             kind
		basisAB, basisBA record.Basis
		recvAB, recvBA   uint64
	}{
		{"both keys", kind{keyA: true, keyB: true}, both, both, 900, 50},
		{"only B", kind{keyB: true}, receiver, payer, 900, 50},
		{"only A", kind{keyA: true}, payer, receiver, 900, 50},
		{"only B, relay-counted", kind{keyB: true, relayCounted: true}, receiver, relay, 900, 60},
		{"payer-counted", kind{}, payer, payer, 900, 50},
		{"relay-counted", kind{relayCounted: true}, relay, relay, 1_000, 60},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, func(w *world) { w.quote.W0 = amount(2_000) })
			tt.kind.most = plenty
			id := w.open(tt.kind)
			w.forward(id, 0, 1_000)
			w.arrive(id, 0, 900)
			w.forward(id, 1, 60)
			w.arrive(id, 1, 50)
			w.turn()
			r := w.ledger.leaves[len(w.ledger.leaves)-1].Record
			if r.BasisAB != tt.basisAB || r.BasisBA != tt.basisBA || r.RecvAB != tt.recvAB || r.RecvBA != tt.recvBA {
				t.Errorf("got %d %s and %d %s", r.RecvAB, r.BasisAB, r.RecvBA, r.BasisBA)
			}
			if r.SentAB != 1_000 || r.SentBA != 60 || r.EpsPermille != 20 {
				t.Errorf("got %+v", r)
			}
			if want := amount(tt.recvAB + tt.recvBA); r.Paid != want || w.ledger.cumAmount() != want {
				t.Errorf("paid %s, receipted %s, want %s", r.Paid, w.ledger.cumAmount(), want)
			}
		})
	}
}

// TestEndpointsCannotOverstate: an acknowledgement counts no more than the relay sent,
// and where the sender has a key no more than it sent.
func TestEndpointsCannotOverstate(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	s := w.sessions[id]
	s.got[0], s.tried[0] = math.MaxUint64, math.MaxUint64
	w.turn()
	if got := w.ledger.cumAmount(); got != amount(300) {
		t.Fatalf("receipted %s, want what was sent", got)
	}
	w.forward(id, 0, 300)
	s.tried[0] = math.MaxUint64
	if w.turn(); w.ledger.cumAmount() != amount(600) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
	w.carry(id, 1, 100) // B sent it, and says it did not
	s.tried[1] = 40
	if w.turn(); w.ledger.cumAmount() != amount(640) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestFlatPrice is paid once, with the first byte.
func TestFlatPrice(t *testing.T) {
	w := newWorld(t, func(w *world) { w.quote.FlatPrice = amount(700) })
	id := w.open(bothKeys)
	w.must(w.relay(channel.Ended{SessionID: w.open(bothKeys), Reason: channel.EndByPayer})) // costs nothing
	w.carry(id, 0, 1)
	if w.turn(); w.ledger.cumAmount() != amount(701) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
	w.carry(id, 0, 1)
	if w.turn(); w.ledger.cumAmount() != amount(702) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestFlatPriceOfOneAtATime: credit covers the flat price of one session, not of two at
// once. One of them begins, and its receipts pay for the other.
func TestFlatPriceOfOneAtATime(t *testing.T) {
	w := newWorld(t, func(w *world) { w.quote.FlatPrice = amount(700) })
	a, b := w.authorize(bothKeys), w.authorize(bothKeys)
	w.must(w.relay(channel.Authorized{Authorization: a}))
	w.meters[a.SessionID].left = 0
	w.must(w.relay(channel.Authorized{Authorization: b, Reclaimed: []channel.Reclaimed{{SessionID: a.SessionID, Bytes: 300}}}))
	w.net = nil
	if left := w.meters[a.SessionID].left + w.meters[b.SessionID].left; left != 300 {
		t.Fatalf("%d bytes are granted in all, want 300", left)
	}
	w.carry(b.SessionID, 0, 300)
	w.turn()
	if w.meters[a.SessionID].left == 0 {
		t.Fatal("the other session cannot begin")
	}
}

// TestMaxAmount ends a session when its uncapped price reaches maxAmount; traffic never
// runs free beyond it.
func TestMaxAmount(t *testing.T) {
	w := newWorld(t)
	id := w.open(kind{keyB: true, most: 1_500})
	w.carry(id, 0, 1_000)
	starve := func() {
		w.must(w.relay(w.metered(id)))
		w.must(w.relay(channel.Starved{SessionID: id}))
	}
	if starve(); w.meters[id] == nil {
		t.Fatal("a session that waits for its credit ends")
	}
	w.turn()
	if left := w.meters[id].left; left != 500 {
		t.Fatalf("%d bytes left, want what maxAmount allows", left)
	}
	w.carry(id, 0, 500)
	if starve(); w.meters[id] != nil {
		t.Fatal("a session at its maxAmount goes on")
	}
	w.turn()
	if w.ledger.cumAmount() != amount(1_500) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
	if st := w.payee.Status(); st.Open != 0 {
		t.Fatalf("got %+v", st)
	}
}

// TestStarvedBeforeGrant: a packet that was refused before the last grant, which went up
// to maxAmount, does not end the session.
func TestStarvedBeforeGrant(t *testing.T) {
	w := newWorld(t, func(w *world) {
		w.quote.W0, w.quote.CreditCap, w.chain.Deposit = amount(1<<20), amount(1<<20), amount(1<<30)
	})
	id := w.open(kind{keyB: true, most: 2 << 20})
	w.carry(id, 0, 1<<20)
	w.forward(id, 0, 1) // refused
	w.turn()
	w.must(w.relay(channel.Starved{SessionID: id}))
	if w.meters[id] == nil {
		t.Fatal("the session ended with its last window unused")
	}
}

// TestNotFinal: until the channel is final receipts count nothing, and all that is
// forwarded is worth at most w0. Then the credit is what receipts have earned.
func TestNotFinal(t *testing.T) {
	w := newWorld(t, func(w *world) { w.chain.Final = false })
	id := w.open(bothKeys)
	w.carry(id, 0, 600)
	w.turn()
	if left := w.meters[id].left; left != 400 {
		t.Fatalf("%d bytes left, want 400", left)
	}
	w.carry(id, 0, 400)
	w.turn()
	if st := w.payee.Status(); w.meters[id].left != 0 || st.Unpaid != amount(1_000) || st.Receipt.CumAmount != amount(1_000) {
		t.Fatalf("%d bytes left: %+v", w.meters[id].left, st)
	}
	w.see(func(v *channel.ChainView) { v.Final = true })
	if st := w.payee.Status(); w.meters[id].left != 2_000 || !st.Unpaid.IsZero() || st.MaxUnpaid != amount(1_000) {
		t.Fatalf("%d bytes left: %+v", w.meters[id].left, st)
	}
	before := w.payee.Status().Chain.Deposit
	w.see(func(v *channel.ChainView) { v.Final, v.Deposit = false, v.Deposit.AddCap(before) }) // an RPC that forgot, a top-up
	if st := w.payee.Status(); st.Credit != amount(2_000) || st.Chain.Deposit != before {
		t.Fatalf("what was final is not any more, or what is not final counts: %+v", st)
	}
}

// TestSlowStart: credit grows by what is paid, so it at most doubles, up to creditCap.
func TestSlowStart(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	for _, want := range []uint64{2_000, 4_000, 8_000, 8_000} {
		w.carry(id, 0, w.meters[id].left)
		w.turn()
		if st := w.payee.Status(); st.Credit != amount(want) || w.meters[id].left != want {
			t.Fatalf("credit %s, %d bytes left, want %d", st.Credit, w.meters[id].left, want)
		}
	}
}

// TestNoCreditForNothing: receipts over sessions without traffic earn none.
func TestNoCreditForNothing(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		w.must(w.relay(channel.Ended{SessionID: w.open(bothKeys), Reason: channel.EndByPayer}))
		w.turn()
	}
	if st := w.payee.Status(); st.Credit != amount(1_000) || w.ledger.receipted() != 6 {
		t.Fatalf("credit %s after %d records", st.Credit, w.ledger.receipted())
	}
}

// TestDepositNearlyUsedUp: no more is forwarded than the deposit still pays.
func TestDepositNearlyUsedUp(t *testing.T) {
	w := newWorld(t, func(w *world) { w.chain.Deposit = amount(2_300) })
	id := w.open(bothKeys)
	w.carry(id, 0, 1_000)
	w.turn()
	if left := w.meters[id].left; left != 1_300 {
		t.Fatalf("%d bytes left, want what the deposit pays", left)
	}
	w.carry(id, 0, 1_300)
	w.turn()
	if w.meters[id].left != 0 || w.ledger.cumAmount() != amount(2_300) {
		t.Fatalf("%d bytes left, receipted %s", w.meters[id].left, w.ledger.cumAmount())
	}
	w.wantError(t, channel.Authorized{Authorization: w.authorize(bothKeys)}, channel.ErrDeposit)
	w.see(func(v *channel.ChainView) { v.Deposit = amount(2_400) })
	if left := w.meters[id].left; left != 100 {
		t.Fatalf("%d bytes left after a top-up of 100", left)
	}
}

// TestLossAllowance: what is missing after LossAfterMs is written off up to eps of what
// was paid. A late packet is paid nevertheless; what was granted on its loss stays granted.
func TestLossAllowance(t *testing.T) {
	w := newWorld(t, func(w *world) { w.quote.EpsPermille = 100 })
	id := w.open(onlyB)
	w.carry(id, 0, 900)
	w.turn()
	w.forward(id, 0, 60) // on its way
	w.pass(channel.LossAfterMs / 8)
	w.turn()
	unpaid := func() typeddata.Amount { return w.payee.Status().Unpaid }
	w.pass(channel.LossAfterMs - 1)
	w.turn()
	if unpaid() != amount(60) {
		t.Fatalf("unpaid %s: the bytes may still arrive", unpaid())
	}
	w.pass(1)
	w.turn()
	if unpaid() != amount(0) {
		t.Fatalf("unpaid %s: the loss of 60 is within 10%% of 900", unpaid())
	}
	w.arriveAll()
	w.turn()
	if unpaid() != amount(0) || w.ledger.cumAmount() != amount(960) {
		t.Fatalf("unpaid %s, receipted %s", unpaid(), w.ledger.cumAmount())
	}
	w.forward(id, 0, 500)
	w.sessions[id].air[0] = 0
	w.pass(channel.LossAfterMs / 8)
	w.turn()
	if unpaid() != amount(500-60) {
		t.Fatalf("unpaid %s, want all but the 60 written off before", unpaid())
	}
	w.pass(channel.LossAfterMs)
	w.turn()
	if unpaid() != amount(500-96) {
		t.Fatalf("unpaid %s, want all but 10%% of 960", unpaid())
	}
}

// TestSessionsShareCredit: a new session splits what the meters gave back; what is left
// when one ends goes to the other.
func TestSessionsShareCredit(t *testing.T) {
	w := newWorld(t)
	a := w.open(bothKeys)
	w.carry(a, 0, 200)
	b := w.open(bothKeys)
	if w.meters[a].left != 400 || w.meters[b].left != 400 {
		t.Fatalf("left: %d and %d, want half of 800 each", w.meters[a].left, w.meters[b].left)
	}
	w.must(w.relay(channel.Ended{SessionID: a, Reason: channel.EndByPayer}))
	if w.meters[b].left != 800 {
		t.Fatalf("left: %d, want all that the ended session gave back", w.meters[b].left)
	}
	w.carry(b, 0, 800)
	w.turn()
	if w.ledger.cumAmount() != amount(1_000) || w.meters[b].left != 2_000 {
		t.Fatalf("receipted %s, left %d", w.ledger.cumAmount(), w.meters[b].left)
	}
}

// TestSilentSessionLeavesCredit: a session that carries nothing keeps its part of the
// credit, and no more of it however often the other's is renewed.
func TestSilentSessionLeavesCredit(t *testing.T) {
	for _, silentFirst := range []bool{true, false} {
		w := newWorld(t)
		silent, busy := w.open(bothKeys), w.open(bothKeys)
		if !silentFirst {
			silent, busy = busy, silent
		}
		for range 20 {
			w.carry(busy, 0, w.meters[busy].left)
			w.turn()
		}
		if got, other := w.meters[busy].left, w.meters[silent].left; got != other {
			t.Errorf("silent first %t: left: %d, want half as the silent one's %d", silentFirst, got, other)
		}
	}
}

// TestRefusedAuthorizationKeepsGrants: the meters' bytes are still granted after it.
func TestRefusedAuthorizationKeepsGrants(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	a := w.authorize(bothKeys)
	a.Signature = sign(thiefKey, a.Digest(w.d.Domain))
	if err := w.authorized(a); !errors.Is(err, typeddata.ErrSigner) {
		t.Fatalf("got %v", err)
	}
	w.net = nil
	w.carry(id, 0, 1_000)
	w.turn()
	if w.ledger.cumAmount() != amount(1_000) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestOneOfferAtATime: while an Offer waits, the relay says it again and makes no other.
func TestOneOfferAtATime(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 100)
	o := w.nextOffer()
	w.carry(id, 0, 100)
	w.acknowledge(id, ack.A)
	w.acknowledge(id, ack.B)
	w.deliverAll()
	if w.bill(); len(w.net) != 0 || !w.payee.Status().Waiting {
		t.Fatal("a second offer")
	}
	w.must(w.relay(channel.Resend{}))
	if again := w.take(0).toPayer; again.Digest(w.d.Domain) != o.Digest(w.d.Domain) || !slices.Equal(again.Records, o.Records) {
		t.Fatalf("got %+v again, want %+v", again, o)
	}
	w.offered(o)
	w.deliverAll()
	w.must(w.relay(channel.Resend{}))
	if len(w.net) != 0 || w.payee.Status().Waiting {
		t.Fatal("an offer is said again after its receipt")
	}
}

// TestRefused lowers what rests on the payer's count by an adjustment, and ends the
// session, which is then billed to its close.
func TestRefused(t *testing.T) {
	for _, k := range []kind{payerCounted, relayCounted} {
		w := newWorld(t)
		id := w.open(k)
		w.carry(id, 0, 300)
		w.turn()
		w.carry(id, 0, 300)
		w.carry(id, 1, 100)
		w.crashPayer()
		w.sessions[id].life = 1 // it would count, but for the loss of its memory
		w.count(id)
		w.must(w.relay(channel.Counted{SessionID: id, Counts: ack.Counts{SentBytes: 600, RecvBytes: 100}}))
		w.bill()
		o := *w.take(0).toPayer
		w.net = nil
		w.must(w.relay(channel.Refused{LogSize: o.State.LogSize, SessionID: id, RecvAB: 350, RecvBA: 20, Salt: w.salt()}))
		if w.meters[id] != nil {
			t.Fatal("the session goes on")
		}
		next := *w.take(0).toPayer
		r := *last(&next)
		if r.Type != record.Adjustment || r.RecvAB != 350 || r.RecvBA != 20 || r.BasisAB != record.PayerCounted || r.BasisBA != record.PayerCounted || r.Paid != amount(370) {
			t.Fatalf("got %+v", r)
		}
		if next.State.LogSize != o.State.LogSize+1 || len(next.Records) != 2 || next.CumAmount != amount(370) {
			t.Fatalf("got %+v", next.Offer)
		}
		w.must(w.relay(channel.Receipted{Receipt: next.Receipt(), Signature: sign(signerKey, next.Receipt().Digest(w.d.Domain))}))
		w.pass(lingerMs)
		w.bill()
		final := w.take(0).toPayer
		if r := *last(final); r.Type != record.Close || r.Paid != amount(370) || r.RecvAB != 350 || r.RecvBA != 20 {
			t.Fatalf("got %+v", r)
		}
	}
}

// TestRefusedNeverLowersAReceipt, nor what an endpoint signed.
func TestRefusedNeverLowersAReceipt(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.carry(id, 0, 200)
	w.carry(id, 1, 300)
	w.turn()
	w.carry(id, 0, 50)
	o := w.nextOffer()
	w.must(w.relay(channel.Refused{LogSize: o.State.LogSize, SessionID: id, Salt: w.salt()}))
	r := *last(w.take(0).toPayer)
	if r.RecvAB != 250 || r.RecvBA != 0 || r.Paid != amount(500) {
		t.Fatalf("got %+v", r)
	}
}

// TestOfferCarriesTheAcksItNames, also when newer ones came in since: said again, corrected,
// and after a restart.
func TestOfferCarriesTheAcksItNames(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.carry(id, 0, 200)
	w.carry(id, 1, 100)
	w.nextOffer()
	w.carry(id, 0, 200)
	w.acknowledge(id, ack.B)
	w.deliverAll()
	w.must(w.relay(channel.Resend{}))
	again := *w.take(0).toPayer
	if _, _, err := w.payer.Step(channel.Offered{Offer: again}); err != nil {
		t.Fatalf("said again: %v", err)
	}
	w.crashPayer()
	w.deliverAll() // refused, corrected and receipted
	if w.ledger.cumAmount() != amount(200) || len(w.refusals) != 1 {
		t.Fatalf("receipted %s after %v", w.ledger.cumAmount(), w.refusals)
	}
	w.acknowledge(id, ack.B)
	w.deliverAll()
	w.bill()
	w.net = nil
	w.crashRelay()
	w.deliverAll()
	if w.ledger.cumAmount() != amount(400) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestDispute: what endpoints signed is not lowered; the Offer stands, the session ends,
// and nothing new is offered.
func TestDispute(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	o := w.nextOffer()
	w.must(w.relay(channel.Refused{LogSize: o.State.LogSize, SessionID: id, Salt: w.salt()}))
	if w.meters[id] != nil || len(w.net) != 0 {
		t.Fatalf("the session goes on, or %d messages", len(w.net))
	}
	w.pass(2 * lingerMs)
	w.bill()
	w.must(w.relay(channel.CloseAsked{}))
	if len(w.net) != 0 || w.consent != nil {
		t.Fatal("an offer or a consent in a dispute")
	}
	w.offered(o) // the payer thinks better of it
	w.deliverAll()
	w.bill()
	w.deliverAll()
	if w.ledger.cumAmount() != amount(300) || w.consent == nil {
		t.Fatalf("receipted %s, consent %v", w.ledger.cumAmount(), w.consent)
	}
}

// TestRefusedRefuses: a refusal is of the newest Offer, and of a session in it.
func TestRefusedRefuses(t *testing.T) {
	w := newWorld(t)
	idle := w.open(payerCounted)
	id := w.open(payerCounted)
	w.wantError(t, channel.Refused{SessionID: id}, channel.ErrStale)
	w.carry(id, 0, 300)
	o := w.nextOffer()
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize - 1, SessionID: id}, channel.ErrStale)
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize + 1, SessionID: id}, channel.ErrStale)
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize, SessionID: id + 1}, channel.ErrUnknownSession)
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize, SessionID: idle}, channel.ErrUnknownSession)
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize}, channel.ErrUnknownSession)
	w.offered(o)
	w.deliverAll()
	w.wantError(t, channel.Refused{LogSize: o.State.LogSize, SessionID: id}, channel.ErrStale)
}

// TestRefusedForEver: however often a payer refuses, what waits for a receipt is bounded.
func TestRefusedForEver(t *testing.T) {
	w := newWorld(t)
	id := w.open(payerCounted)
	w.carry(id, 0, 1_000)
	o := w.nextOffer()
	for accept := uint64(999); ; accept-- {
		w.must(w.relay(channel.Refused{LogSize: o.State.LogSize, SessionID: id, RecvAB: accept, Salt: w.salt()}))
		if len(w.net) == 0 {
			break
		}
		o = *w.take(0).toPayer
	}
	if len(o.Records) != channel.MaxPending {
		t.Fatalf("%d records wait, want %d", len(o.Records), channel.MaxPending)
	}
	p, _, err := w.payer.Step(channel.Offered{Offer: o})
	if err != nil || p.Receipt().CumAmount != o.CumAmount {
		t.Fatalf("the last offer: %v", err)
	}
}

// TestConsent is the relay's last act: after everything is receipted, and nothing follows.
func TestConsent(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	w.must(w.relay(channel.CloseAsked{}))
	if w.consent != nil || w.meters[id] != nil {
		t.Fatal("a consent before the receipt, or a session that goes on")
	}
	w.turn()
	if w.consent == nil || w.consent.AtLeast != amount(300) || w.consent.ChannelID != w.payee.ID() {
		t.Fatalf("got %+v", w.consent)
	}
	first := *w.consent
	w.wantError(t, channel.Authorized{Authorization: w.authorize(bothKeys)}, channel.ErrClosing)
	w.net = nil
	w.wantError(t, channel.Refused{LogSize: 2, SessionID: id}, channel.ErrStale)
	w.must(w.relay(channel.Bill{Salt: w.salt}))
	w.must(w.relay(channel.Resend{}))
	w.see(func(v *channel.ChainView) { v.Deposit = amount(200_000) })
	w.must(w.relay(channel.CloseAsked{}))
	w.crashRelay()
	w.wantError(t, channel.Authorized{Authorization: w.authorize(bothKeys)}, channel.ErrClosing)
	w.must(w.relay(channel.CloseAsked{}))
	if *w.consent != first || !w.payee.Status().Consented {
		t.Fatalf("got %+v, then %+v", first, w.consent)
	}
}

func TestNoConsentWithoutCloser(t *testing.T) {
	w := newWorld(t, func(w *world) { w.terms.Closer = common.Address{} })
	w.must(w.relay(channel.CloseAsked{}))
	if w.consent != nil {
		t.Fatal("a consent that nobody can give")
	}
}

// TestChainCloses ends all sessions; what was forwarded is still billed.
func TestChainCloses(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	w.see(func(v *channel.ChainView) { v.CloseAt = w.now.Head + 3600 })
	if w.meters[id] != nil {
		t.Fatal("the session goes on")
	}
	w.turn()
	if w.ledger.cumAmount() != amount(300) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
	w.see(func(v *channel.ChainView) { v.CloseAt = 0 }) // a reorg
	w.open(bothKeys)
}

// TestLinger: an ended session is closed when all that was sent is acknowledged, or when
// its time is over.
func TestLinger(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.forward(id, 0, 300)
	w.arrive(id, 0, 200)
	w.must(w.relay(channel.Ended{SessionID: id, Reason: channel.EndExpired}))
	newest := func() record.Type { w.turn(); return w.ledger.sessions[id].Newest.Type }
	if got := newest(); got != record.Traffic {
		t.Fatalf("got type %d, want traffic: 100 bytes may still arrive", got)
	}
	w.pass(lingerMs - 1)
	if got := newest(); got != record.Traffic {
		t.Fatalf("got type %d, want traffic", got)
	}
	w.pass(1)
	if got := newest(); got != record.Close {
		t.Fatalf("got type %d, want close", got)
	}
	all := w.open(bothKeys)
	w.carry(all, 0, 300)
	w.must(w.relay(channel.Ended{SessionID: all, Reason: channel.EndExpired}))
	id = all
	if got := newest(); got != record.Close {
		t.Fatalf("got type %d, want close: all arrived", got)
	}
}

// TestMachinesAreValues: stepping a machine, whatever comes of it, leaves the one before
// as it was, so that an explorer may keep every state.
func TestMachinesAreValues(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	w.acknowledge(id, ack.A)
	w.acknowledge(id, ack.B)
	w.deliverAll()
	w.must(w.relay(w.metered(id)))
	payee, payer := w.payee, w.payer
	before := fmt.Sprintf("%s %+v", payee.Text(), payer)
	w.bill()
	offer := *w.net[0].toPayer
	sent := fmt.Sprintf("%+v", offer)
	w.deliverAll()
	w.turn()
	w.must(w.relay(channel.Ended{SessionID: id}))
	w.open(relayCounted)
	w.turn()
	for _, ev := range []channel.PayeeEvent{
		channel.Metered{SessionID: id, AB: 400}, channel.Ended{SessionID: id}, channel.CloseAsked{},
		channel.Bill{Salt: w.salt}, channel.Reclaimed{SessionID: id, Bytes: 7}, channel.Counted{SessionID: id, Counts: ack.Counts{RecvBytes: 1}},
	} {
		if _, _, err := payee.Step(ev, w.now); err != nil {
			t.Errorf("%T: %v", ev, err)
		}
	}
	for _, ev := range []channel.PayerEvent{channel.Counted{SessionID: id, Counts: ack.Counts{RecvBytes: 1}}, channel.Offered{Offer: offer}} {
		if _, _, err := payer.Step(ev); err != nil {
			t.Errorf("%T: %v", ev, err)
		}
	}
	if after := fmt.Sprintf("%s %+v", payee.Text(), payer); after != before {
		t.Errorf("got\n%s\nwant\n%s", after, before)
	}
	if after := fmt.Sprintf("%+v", offer); after != sent {
		t.Errorf("an offer that was sent changed:\n%s\n%s", sent, after)
	}
}

func TestReclaimedTooMuchIsOurBug(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	defer func() {
		if recover() == nil {
			t.Fatal("no panic")
		}
	}()
	w.payee.Step(channel.Reclaimed{SessionID: id, Bytes: 1_001}, w.now)
}

// TestLeast: what live sessions owe anew waits until it is worth a record, all of them
// together; a session's last record does not wait.
func TestLeast(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(bothKeys), w.open(bothKeys)
	bill := func(least uint64) int {
		before := w.ledger.offered()
		w.must(w.relay(channel.Bill{Salt: w.salt, Least: amount(least)}))
		return int(w.ledger.offered() - before)
	}
	carry := func(id, n uint64) {
		w.carry(id, 0, n)
		w.acknowledge(id, ack.A)
		w.acknowledge(id, ack.B)
		w.deliverAll()
	}
	carry(a, 30)
	if n := bill(31); n != 0 {
		t.Fatalf("%d records for less than is worth one", n)
	}
	carry(b, 1)
	if n := bill(31); n < 2 {
		t.Fatalf("%d records for what two sessions owe, want one of each", n)
	}
	w.deliverAll()
	carry(a, 1)
	w.must(w.relay(channel.Ended{SessionID: b, Reason: channel.EndByPayer}))
	if n := bill(31); n != 1 {
		t.Fatalf("%d records, want the last of the session that ended alone", n)
	}
	w.deliverAll()
	if n := bill(0); n != 1 {
		t.Fatalf("%d records, want that of what had waited", n)
	}
}

// TestTogether: what is told in one step leaves the machine as if it came one by one, and
// what is refused among it changes nothing.
func TestTogether(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(onlyB), w.open(payerCounted)
	for _, id := range []uint64{a, b} {
		w.forward(id, 0, 500)
		w.forward(id, 1, 300)
	}
	forged := w.signAck(a, ack.B, ack.Counts{RecvBytes: 499})
	forged.RecvBytes = 500
	events := []channel.PayeeEvent{
		w.metered(a), w.metered(b),
		channel.Acked{Ack: w.signAck(a, ack.B, ack.Counts{RecvBytes: 400})},
		channel.Acked{Ack: forged},
		channel.Counted{SessionID: b, Counts: ack.Counts{SentBytes: 450, RecvBytes: 200}},
		channel.Counted{SessionID: b + 1},
		channel.Acked{Ack: w.signAck(a, ack.B, ack.Counts{RecvBytes: 300})},
	}
	want, refused := w.payee, map[int]error{3: typeddata.ErrSigner, 5: channel.ErrUnknownSession, 6: ack.ErrBackwards}
	for i, ev := range events {
		next, _, err := want.Step(ev, w.now)
		if !errors.Is(err, refused[i]) {
			t.Fatalf("event %d: got %v, want %v", i, err, refused[i])
		}
		want = next
	}
	failed := map[int]error{}
	got, _, err := w.payee.Step(channel.Together{Events: events, Failed: func(i int, err error) { failed[i] = err }}, w.now)
	if err != nil {
		t.Fatal(err)
	}
	if got.Text() != want.Text() {
		t.Errorf("together:\n%s\none by one:\n%s", got.Text(), want.Text())
	}
	for i := range events {
		if !errors.Is(failed[i], refused[i]) {
			t.Errorf("event %d: got %v, want %v", i, failed[i], refused[i])
		}
	}
	if !got.Has(a) || got.Has(b+1) {
		t.Error("Has does not tell which sessions there are")
	}
}

// TestReceiptAndBill: a receipt and the bill that follows are one step, whose one Store is durable before the
// Offer leaves and before anything is granted on the receipt.
func TestReceiptAndBill(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.carry(id, 0, 500)
	o := w.nextOffer()
	w.carry(id, 0, 300)
	w.acknowledge(id, ack.B)
	w.deliverAll()
	w.forward(id, 0, 100) // which the meter alone knows
	r := o.Receipt()
	receipted := channel.Receipted{Receipt: r, Signature: sign(signerKey, r.Digest(w.d.Domain))}
	step := func(events ...channel.PayeeEvent) (channel.Payee, []channel.Effect, []error) {
		failed := make([]error, len(events))
		next, effects, err := w.payee.Step(channel.Together{Events: events, Failed: func(i int, err error) { failed[i] = err }}, w.now)
		if err != nil {
			t.Fatal(err)
		}
		return next, effects, failed
	}
	bill := channel.Bill{Salt: w.salt}

	next, effects, failed := step(w.metered(id), receipted, bill)
	if failed[1] != nil || len(effects) != 3 {
		t.Fatalf("got %T, %v", effects, failed)
	}
	st, offer := effects[0].(channel.Store), effects[1].(channel.SendOffer).Offer
	if st.Receipt == nil || st.Receipt.Receipt != r || st.Offer == nil || st.Offer.Offer != offer.Offer || len(st.Leaves) != 1 {
		t.Errorf("the Store is %+v", st)
	}
	if offer.CumAmount.SubFloor(r.CumAmount) != amount(300) || len(offer.Records) != 1 || offer.Records[0].RecvAB != 800 {
		t.Errorf("the Offer is %+v after %s", offer, r.CumAmount)
	}
	if g := effects[2].(channel.Grant); g.SessionID != id || g.Bytes == 0 {
		t.Errorf("granted: %+v", g)
	}
	if st := next.Status(); st.Receipt.Receipt != r || !st.Waiting || st.MaxUnpaid != amount(900) {
		t.Errorf("status: %+v", st)
	}

	forged := receipted
	forged.Signature[0] ^= 1
	next, effects, failed = step(forged, bill)
	if len(effects) > 1 || failed[0] == nil || failed[1] != nil || next.Status().Receipt.Receipt == r {
		t.Errorf("of a forged receipt came %T, %v", effects, failed)
	}
}

// TestTogetherTakesBack: what an event changed before it erred is as it was.
func TestTogetherTakesBack(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.forward(id, 0, 100) // so that the first reading changes the session too
	next := w.authorize(payerCounted)
	lost := channel.Authorized{Authorization: next, Reclaimed: []channel.Reclaimed{{SessionID: id, Bytes: 1}, {SessionID: next.SessionID}}}
	want, _, err := w.payee.Step(w.metered(id), w.now)
	w.must(err)
	var refused error
	got, effects, err := w.payee.Step(channel.Together{
		Events: []channel.PayeeEvent{w.metered(id), lost, w.metered(id)},
		Failed: func(i int, err error) { refused = err },
	}, w.now)
	w.must(err)
	if !errors.Is(refused, channel.ErrUnknownSession) || len(effects) > 0 || got.Text() != want.Text() {
		t.Errorf("got %v, %T:\n%s\nwant\n%s", refused, effects, got.Text(), want.Text())
	}
	w.must(got.Recount())
}

// TestFree: where bytes cost nothing they are granted without any credit.
func TestFree(t *testing.T) {
	w := newWorld(t, func(w *world) { w.quote.PricePerGiB, w.quote.W0 = amount(0), amount(0) })
	if !w.forward(w.open(onlyB), 0, 500) {
		t.Error("the meter refuses what is free")
	}
}
