package channel_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// proved is f of what a session's acknowledgements say, as this test reads them: what the
// receiver got, and not more than a sender with a key says that it sent.
func (s *session) proved(acks [2]ack.Signed) typeddata.Amount {
	var bytes uint64
	for dir := range 2 {
		sender, receiver := dir, 1-dir
		if s.keys[receiver] == nil {
			continue
		}
		n := acks[receiver].RecvBytes
		if s.keys[sender] != nil {
			n = min(n, acks[sender].SentBytes)
		}
		bytes += n
	}
	return s.auth.Tariff.Amount(bytes)
}

// provable returns what the acknowledgements that the relay has prove beyond its receipt.
// What is said of a session after its close record is receipted comes too late.
func (w *world) provable() typeddata.Amount {
	var sum typeddata.Amount
	pending := w.ledger.leaves[w.ledger.receipted():]
	for id, acks := range w.told {
		over := w.ledger.sessions[id].Newest.Type == record.Close &&
			!slices.ContainsFunc(pending, func(l channel.Leaf) bool { return l.Record.SessionID == id })
		if !over && (w.ledger.Receipt == nil || id >= w.ledger.Receipt.Table.Floor) {
			sum = sum.AddCap(w.sessions[id].proved(acks).SubFloor(w.ledger.paid(id)))
		}
	}
	return sum
}

// checkProof holds the forwarding proof to what the relay knows: not less, not more.
func (w *world) checkProof() {
	want := w.ledger.cumAmount().AddCap(w.provable().Min(w.quote.CreditCap))
	if got := w.payee.Proof().Amount(w.now.Head); !w.hostile && got != want {
		w.t.Fatalf("the proof is worth %s, want %s: %s receipted, %s provable", got, want, w.ledger.cumAmount(), w.provable())
	}
}

// judgeProof has the contract's twin judge it, and what the ledger says of the channel.
func (w *world) judgeProof() {
	w.checkProof()
	p, stored := w.payee.Proof(), w.ledger.stored().Proof(w.d)
	for _, p := range []forwarding.Proof{p, stored} {
		worth := p.Amount(w.now.Head)
		got, err := p.Judge(w.d.Domain, forwarding.Channel{Deposit: typeddata.MaxAmount()}, w.now.Head)
		switch {
		case worth.IsZero() && !errors.Is(err, forwarding.ErrNotHigher):
			w.t.Fatalf("a proof of nothing: %v", err)
		case !worth.IsZero() && (err != nil || got != worth):
			w.t.Fatalf("judged %s, %v, want %s", got, err, worth)
		}
	}
	if got := stored.Amount(w.now.Head); !w.hostile && p.Amount(w.now.Head).Less(got) {
		w.t.Fatalf("the ledger proves %s, the machine %s", got, p.Amount(w.now.Head))
	}
}

// What endpoints signed while the payer did not sign is in the proof, and after a crash
// too: of a session that has ended at once, of a live one once it has waited.
func TestProofOutlivesTheRelay(t *testing.T) {
	for _, tt := range []struct {
		name  string
		then  func(w *world, id uint64)
		after uint64 // base units that the proof still adds
	}{
		{"offered", func(*world, uint64) {}, 300},
		{"acknowledged just now", func(w *world, id uint64) { w.carry(id, 0, 50); w.acknowledge(id, ack.B); w.deliverAll(); w.bill() }, 300},
		{"acknowledged a while ago", func(w *world, id uint64) {
			w.carry(id, 0, 50)
			w.acknowledge(id, ack.B)
			w.deliverAll()
			w.pass(channel.KeepAfterMs)
			w.bill()
		}, 350},
		{"acknowledged at the end", func(w *world, id uint64) {
			w.carry(id, 0, 50)
			w.must(w.relay(channel.Ended{SessionID: id}))
			w.acknowledge(id, ack.B)
			w.deliverAll()
			w.bill()
		}, 350},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			id := w.open(onlyB)
			w.carry(id, 0, 100)
			w.turn()
			w.carry(id, 0, 300)
			w.nextOffer() // never answered
			tt.then(w, id)
			w.judgeProof()
			w.crashRelay()
			if got, want := w.payee.Proof().Amount(w.now.Head), amount(100+tt.after); got != want {
				t.Fatalf("after the restart the proof is worth %s, want %s", got, want)
			}
			// What is kept is billed, and a receipt for it makes the proof one of nothing more.
			w.drain()
			if got := w.payee.Proof(); len(got.Sessions) != 0 || got.Receipt.CumAmount.Less(amount(100+tt.after)) {
				t.Fatalf("in the end the proof has %d sessions beyond a receipt of %s", len(got.Sessions), got.Receipt.CumAmount)
			}
		})
	}
}

// A payer that refuses what endpoints signed is billed by the proof all the same.
func TestProofOfADispute(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 200)
	w.carry(id, 1, 40)
	o := w.nextOffer()
	w.must(w.relay(channel.Refused{LogSize: o.State.LogSize, SessionID: id, Salt: w.salt()}))
	w.crashRelay()
	if got := w.payee.Proof().Amount(w.now.Head); got != amount(240) {
		t.Fatalf("the proof is worth %s, want 240", got)
	}
}

// One end that withholds its acknowledgement keeps its own bytes out of the proof, from
// its last word on; so the relay stops at its credit.
func TestWithheldAcknowledgement(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 100)
	w.turn()
	for w.forward(id, 0, 10) {
	}
	w.arriveAll()
	w.acknowledge(id, ack.B) // A says no more
	w.deliverAll()
	w.bill()
	if got, unpaid := w.payee.Proof().Amount(w.now.Head), w.payee.Status().Unpaid; got != amount(100) || w.quote.CreditCap.Less(unpaid) {
		t.Fatalf("the proof is worth %s, want the 100 that both signed; unpaid %s of %s", got, unpaid, w.quote.CreditCap)
	}
}

// A relay claims nothing that it did not forward, though an endpoint signs that it arrived.
func TestProofClaimsNothingThatIsPaid(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	w.carry(id, 0, 100)
	w.turn()
	w.must(w.relay(channel.Acked{Ack: w.signAck(id, ack.B, ack.Counts{RecvBytes: math.MaxUint64})}))
	if p := w.payee.Proof(); len(p.Sessions) != 0 {
		t.Fatalf("the proof is worth %s with all that was forwarded receipted", p.Amount(w.now.Head))
	}
}

// What does not verify is left out of a proof from a damaged ledger, and the rest stays.
func TestProofOfDamage(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(onlyB), w.open(onlyB)
	w.carry(a, 0, 100)
	w.carry(b, 0, 10)
	w.turn()
	w.carry(a, 0, 100)
	w.carry(b, 0, 10)
	w.nextOffer()
	st := w.ledger.stored()
	if got := st.Proof(w.d).Amount(w.now.Head); got != amount(220) {
		t.Fatalf("undamaged: %s, want 220", got)
	}
	slices.Reverse(st.Sessions) // in any order
	st.Sessions = slices.Clone(st.Sessions)
	st.Sessions[0].Acks[ack.B].RecvBytes++
	st.Offer, st.Leaves = nil, nil
	p := st.Proof(w.d)
	if got, err := p.Judge(w.d.Domain, forwarding.Channel{Deposit: typeddata.MaxAmount()}, w.now.Head); err != nil || got != amount(210) {
		t.Fatalf("one session damaged: %s, %v, want 210", got, err)
	}
	r := *st.Receipt
	r.CumAmount = amount(9)
	st.Receipt = &r
	p = st.Proof(w.d)
	if got, err := p.Judge(w.d.Domain, forwarding.Channel{Deposit: typeddata.MaxAmount()}, w.now.Head); err != nil || got != amount(200) || p.Receipt != nil {
		t.Fatalf("the receipt damaged: %s, %v, want 200", got, err)
	}
}
