package channel_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
)

// story is a channel's life with everything that is ever stored; every part of it goes on
// whatever died before.
func story(w *world) {
	for _, k := range []kind{onlyB, bothKeys, payerCounted, relayCounted} {
		w.authorize(k)
		w.deliverAll()
	}
	flow := func() {
		for i, id := range w.ids() {
			w.forward(id, i%2, uint64(40+i))
		}
		w.arriveAll()
	}
	flow()
	w.turn()
	flow()
	w.turn()
	flow()
	w.bill()
	w.crashPayer() // with an offer on its way
	w.deliverAll()
	w.authorize(bothKeys)
	w.deliverAll()
	flow()
	w.send(channel.Ended{SessionID: w.ids()[1], Reason: channel.EndByPayer})
	w.turn()
}

// TestDieAtEveryPoint kills the relay once before and after every effect of a channel's
// life. The world holds it to its promises, and it must come to the consent with all that
// was acknowledged receipted.
func TestDieAtEveryPoint(t *testing.T) {
	w := newWorld(t)
	story(w)
	w.drain()
	points := w.points
	if points < 100 {
		t.Fatalf("only %d points", points)
	}
	for at := 1; at <= points; at++ {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			w := newWorld(t, func(w *world) { w.dieAt = at })
			story(w)
			w.drain()
			if w.restarts == 0 {
				t.Fatalf("it did not die: %d points", w.points)
			}
		})
	}
}

// TestRestoreRefuses changes one thing in what a ledger hands back.
func TestRestoreRefuses(t *testing.T) {
	type stored = channel.Stored
	copied := func(st stored) stored { // deep enough for the changes below
		st.Leaves = slices.Clone(st.Leaves)
		o, r := *st.Offer, *st.Receipt
		o.Table.Rows, r.Table.Rows = slices.Clone(o.Table.Rows), slices.Clone(r.Table.Rows)
		o.Range, r.Range = slices.Clone(o.Range), slices.Clone(r.Range)
		st.Offer, st.Receipt = &o, &r
		return st
	}
	for _, tt := range []struct {
		name   string
		change func(w *world, st *stored)
	}{
		{"a leaf is missing", func(_ *world, st *stored) { st.Leaves = st.Leaves[1:] }},
		{"all leaves are missing", func(_ *world, st *stored) { st.Leaves = nil }},
		{"a leaf is changed", func(_ *world, st *stored) { st.Leaves[0].Record.Paid = amount(1) }},
		{"leaves in another order", func(_ *world, st *stored) { slices.Reverse(st.Leaves) }},
		{"another index", func(_ *world, st *stored) { st.Leaves[0].Index++ }},
		{"an open record later", func(_ *world, st *stored) { st.Leaves[0].Record.Type = record.Open }},
		{"no offer", func(_ *world, st *stored) { st.Offer = nil }},
		{"an offer on another channel", func(_ *world, st *stored) { st.Offer.Offer.ChannelID[0] ^= 1 }},
		{"an offer of another amount", func(_ *world, st *stored) { st.Offer.Offer.CumAmount = amount(1) }},
		{"an offer over more records", func(_ *world, st *stored) { st.Offer.Offer.State.LogSize++ }},
		{"an offer over another log", func(_ *world, st *stored) { st.Offer.Offer.State.LogRoot[0] ^= 1 }},
		{"an offer with another table", func(_ *world, st *stored) { st.Offer.Table.Rows[0].Paid = amount(1) }},
		{"an offer with another range", func(_ *world, st *stored) { st.Offer.Range[0][0] ^= 1 }},
		{"an offer with money under the floor", func(_ *world, st *stored) { st.Offer.Below = amount(1) }},
		{"no receipt", func(_ *world, st *stored) { st.Receipt = nil }},
		{"a receipt of another amount", func(_ *world, st *stored) { st.Receipt.CumAmount = amount(1) }},
		{"a receipt without signature", func(_ *world, st *stored) { st.Receipt.Signature = [64]byte{} }},
		{"a receipt by another key", func(w *world, st *stored) { st.Receipt.Signature = sign(thiefKey, st.Receipt.Digest(w.d.Domain)) }},
		{"a receipt with another table", func(_ *world, st *stored) { st.Receipt.Table.Rows[0].Paid = amount(1) }},
		{"a receipt with another range", func(_ *world, st *stored) { st.Receipt.Range[0][0] ^= 1 }},
		{"terms of another channel", func(_ *world, st *stored) { st.Terms.Channel.Salt++ }},
		{"two offers for one log size", func(_ *world, st *stored) {
			st.Leaves = nil
			st.Offer.Offer, st.Offer.Table, st.Offer.Range = receipt.Offer(st.Receipt.Receipt), st.Receipt.Table, st.Receipt.Range
			st.Offer.Table.Floor--
			st.Offer.Offer.State.SessionsHash = st.Offer.Table.Hash()
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			id, other := w.open(bothKeys), w.open(bothKeys)
			w.carry(id, 0, 100)
			w.turn()
			w.carry(id, 0, 100)
			w.carry(other, 0, 100)
			w.nextOffer()
			st := copied(w.ledger.stored())
			if _, err := channel.RestorePayee(w.d, lingerMs, st, w.now); err != nil || len(st.Leaves) != 2 {
				t.Fatalf("unchanged: %v", err)
			}
			tt.change(w, &st)
			if _, err := channel.RestorePayee(w.d, lingerMs, st, w.now); !errors.Is(err, channel.ErrStored) {
				t.Fatalf("got %v, want ErrStored", err)
			}
		})
	}
}

// TestRestoreFresh: a channel that served nobody yet comes back as it was, an empty
// ledger as an error.
func TestRestoreFresh(t *testing.T) {
	w := newWorld(t)
	if _, err := channel.RestorePayee(w.d, lingerMs, channel.Stored{Terms: w.ledger.Terms}, w.now); !errors.Is(err, channel.ErrStored) {
		t.Fatalf("got %v, want ErrStored", err)
	}
	w.crashRelay()
	w.carry(w.open(bothKeys), 0, 100)
	w.turn()
	if w.ledger.cumAmount() != amount(100) {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
}

// TestRestartBillsLateAcks: what endpoints acknowledge after a restart is billed, though
// the meter is gone; the session waits for them as long as any.
func TestRestartBillsLateAcks(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 300)
	w.turn()
	w.carry(id, 0, 400)
	w.carry(id, 1, 100)
	w.crashRelay()
	w.bill()
	if len(w.net) != 0 {
		t.Fatal("the session is billed before its acknowledgements are in")
	}
	w.turn()
	if w.ledger.cumAmount() != amount(800) || w.payee.Status().Open != 1 {
		t.Fatalf("receipted %s", w.ledger.cumAmount())
	}
	w.pass(lingerMs)
	w.turn()
	if w.payee.Status().Open != 0 {
		t.Fatal("the session stays open")
	}
}

// TestRestartStartsSlowly: credit begins at w0, and what was paid is no credit.
func TestRestartStartsSlowly(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	for range 4 {
		w.carry(id, 0, 1_000)
		w.turn()
	}
	w.crashRelay()
	if st := w.payee.Status(); st.Credit != amount(1_000) || !st.Unpaid.IsZero() || !st.MaxUnpaid.IsZero() || st.Live != 0 {
		t.Fatalf("got %+v", st)
	}
	if next := w.open(bothKeys); w.meters[next].left != 1_000 {
		t.Fatalf("%d bytes granted", w.meters[next].left)
	}
}

// TestRestartKeepsWhatIsOwed: billed and not receipted counts against the credit.
func TestRestartKeepsWhatIsOwed(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 700)
	w.nextOffer()
	w.crashRelay()
	w.net = nil
	if st := w.payee.Status(); st.Unpaid != amount(700) || !st.Waiting {
		t.Fatalf("got %+v", st)
	}
	if next := w.open(bothKeys); w.meters[next].left != 300 {
		t.Fatalf("%d bytes granted", w.meters[next].left)
	}
}

// TestRestartWritesOff: what was on its way when the relay died is not held against a payer
// who has signed for all that arrived.
func TestRestartWritesOff(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 100)
	w.forward(id, 0, 900)
	w.turn()
	w.crashRelay()
	if st := w.payee.Status(); st.Unpaid != amount(900) {
		t.Fatalf("unpaid %s before the session is settled", st.Unpaid)
	}
	w.pass(lingerMs)
	w.turn()
	if st := w.payee.Status(); !st.Unpaid.IsZero() || st.Open != 0 {
		t.Fatalf("got %+v", st)
	}
	if next := w.open(bothKeys); w.meters[next].left != 1_000 {
		t.Fatalf("%d bytes granted", w.meters[next].left)
	}
}

// TestRestartKeepsWhatComesTooLate: what was acknowledged after a session's last record was
// not lost in the crash. It stays unpaid, as it does without one: else a payer would have it
// and the whole credit once more.
func TestRestartKeepsWhatComesTooLate(t *testing.T) {
	for _, crash := range []bool{false, true} {
		w := newWorld(t)
		id := w.open(bothKeys)
		w.carry(id, 0, 900)
		w.must(w.relay(channel.Ended{SessionID: id, Reason: channel.EndByPayer}))
		w.pass(lingerMs)
		w.bill() // the close record, with nothing acknowledged
		offer := w.take(0)
		w.acknowledge(id, ack.A)
		w.acknowledge(id, ack.B)
		w.deliverAll()
		w.bill() // it keeps them
		if crash {
			w.crashRelay()
			w.net = nil
		}
		w.deliver(offer)
		w.deliverAll()
		if st := w.payee.Status(); st.Unpaid != amount(900) || st.Open != 0 {
			t.Errorf("crash: %t: unpaid %s with %d sessions open, want 900 with none", crash, st.Unpaid, st.Open)
		}
		if next := w.open(bothKeys); w.meters[next].left != 100 {
			t.Errorf("crash: %t: %d bytes granted, want 100", crash, w.meters[next].left)
		}
	}
}

// TestMaxUnpaidAfterRestart: before the chain is seen nothing is known of what is paid.
func TestMaxUnpaidAfterRestart(t *testing.T) {
	w := newWorld(t)
	w.carry(w.open(bothKeys), 0, 1_000)
	w.turn()
	p, err := channel.RestorePayee(w.d, lingerMs, w.ledger.stored(), w.now)
	w.must(err)
	for _, ev := range []channel.PayeeEvent{channel.Resend{}, channel.ChainSeen{View: w.chain}} {
		p, _, err = p.Step(ev, w.now)
		w.must(err)
	}
	if st := p.Status(); !st.MaxUnpaid.IsZero() {
		t.Fatalf("got %+v", st)
	}
}

// TestRestartBoundsClaims: after a restart endpoints are asked what was forwarded. Their
// claims neither wrap nor count beyond maxAmount.
func TestRestartBoundsClaims(t *testing.T) {
	w := newWorld(t)
	id := w.open(kind{keyA: true, keyB: true, most: 5_000})
	w.carry(id, 0, 100)
	w.turn()
	w.crashRelay()
	for side := range 2 {
		a := w.signAck(id, ack.Side(side), ack.Counts{SentBytes: math.MaxUint64, RecvBytes: math.MaxUint64})
		w.must(w.relay(channel.Acked{Ack: a}))
	}
	w.bill()
	r := *last(w.take(0).toPayer)
	if r.SentAB+r.SentBA != 5_000 || r.RecvAB+r.RecvBA != 5_000 || r.Paid != amount(5_000) {
		t.Fatalf("got %+v", r)
	}
	if st := w.payee.Status(); st.Unpaid != amount(4_900) {
		t.Fatalf("unpaid %s", st.Unpaid)
	}
}

// TestRestartAfterAdjustment: what the payer did not accept is not billed once more.
func TestRestartAfterAdjustment(t *testing.T) {
	w := newWorld(t)
	id := w.open(relayCounted)
	w.carry(id, 0, 500)
	w.turn()
	w.carry(id, 0, 300)
	w.meterAll()
	w.bill()
	w.crashPayer() // forgets that the relay may count
	w.deliverAll()
	if w.ledger.cumAmount() != amount(500) || w.ledger.sessions[id].Newest.Type != record.Adjustment {
		t.Fatalf("receipted %s, newest %d", w.ledger.cumAmount(), w.ledger.sessions[id].Newest.Type)
	}
	w.crashRelay()
	w.pass(lingerMs)
	w.bill()
	if r := *last(w.net[0].toPayer); r.Type != record.Close || r.Paid != amount(500) || r.BasisAB != record.PayerCounted {
		t.Fatalf("got %+v", r)
	}
	w.drain()
	if w.ledger.cumAmount() != amount(500) || len(w.refusals) != 1 {
		t.Fatalf("receipted %s after %d refusals", w.ledger.cumAmount(), len(w.refusals))
	}
}
