package pay

import (
	"bytes"
	"errors"
	"maps"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// proofs returns what a ledger proves, judged by the contract's twin.
func proofs(t *testing.T, l Ledger) (out []forwarding.Proof) {
	t.Helper()
	_, err := Exporter{Ledger: l, Domain: testDomain}.Proofs(func(p forwarding.Proof) error {
		settled, err := p.Judge(testDomain, forwarding.Channel{Deposit: typeddata.MaxAmount()}, 1_700_000_000)
		if err != nil || settled != p.Amount(1_700_000_000) {
			t.Errorf("judged %s, %v", settled, err)
		}
		out = append(out, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Wherever the relay is killed, what its ledger proves is what its machine proved at the
// newest durable step, to the byte, and what the machine proves that is made from it.
func TestProofAtEachDurableStep(t *testing.T) {
	l := newLedger()
	commits, proved, kept := 0, 0, 0
	var before forwarding.Proof // of the machine
	served(t, l, func(p channel.Payee) {
		defer func() { before = p.Proof() }()
		if l.commits == commits {
			return
		}
		commits = l.commits
		want := p.Proof()
		if want.Amount(0).IsZero() {
			return
		}
		dead := &memory{data: maps.Clone(l.data)}
		got := proofs(t, dead)
		if len(got) != 1 || !bytes.Equal(got[0].Bytes(), want.Bytes()) {
			t.Fatalf("after commit %d the ledger proves %+v, want %+v", commits, got, want)
		}
		st, err := (&Service{cfg: Config{Ledger: dead}}).load(p.ID())
		if err != nil {
			t.Fatal(err)
		}
		again, err := channel.RestorePayee(channel.Deployment{Domain: testDomain}, 1, st, channel.Time{Ms: 1_700_000_000_000, Head: 1_700_000_000})
		if err != nil || !bytes.Equal(again.Proof().Bytes(), want.Bytes()) {
			t.Fatalf("after commit %d the machine proves %+v, %v, want %+v", commits, again.Proof(), err, want)
		}
		proved++
		for _, s := range st.Sessions {
			if s.Kept != [2]ack.Signed{} {
				kept++
			}
		}
	})
	if proved < 10 || kept < 2 {
		t.Errorf("compared %d proofs, %d of kept acknowledgements: too few to tell", proved, kept)
	}
	if got, want := before.Amount(0), typeddata.NewAmount(7000); got != want {
		t.Errorf("in the end the proof is worth %s, want %s", got, want)
	}
}

// unsigned is a world whose payer has signed for 10 KiB, and of whose endpoint the relay
// has word of 30 KiB in an Offer, and of 40 KiB in no record.
func unsigned(t *testing.T, l *memory) *world {
	t.Helper()
	w := newWorld(t, l)
	payer, s := w.session(5)
	forward(w.meter(s), creditKB*kib)
	a := w.acknowledge(s)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	payer.say(sign(hear[wire.Offer](payer).Receipt(), testDomain, payerKey))
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 30*kib, ackKey)})
	hear[wire.Offer](payer)
	payer.say(wire.EndSession{SessionID: 5})
	hear[wire.SessionEnded](payer)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 40*kib, ackKey)})
	payer.stream.Close() // for good
	return w
}

func (w *world) worth() uint64 { return w.status().Proof.Amount(0).Big().Uint64() }

// A relay that is killed proves what it proved before.
func TestProofOutlivesAKill(t *testing.T) {
	w := unsigned(t, newLedger())
	w.until(func() bool { return w.worth() == 40*kib })
	dead := &memory{data: maps.Clone(w.ledger.data)}
	want := w.status().Proof
	w.svc.Close()
	if got := newWorld(t, dead).status(); !bytes.Equal(got.Proof.Bytes(), want.Bytes()) || got.Receipt.CumAmount != typeddata.NewAmount(10*kib) {
		t.Errorf("after the kill the proof is %+v on a receipt of %s, want %+v", got.Proof, got.Receipt.CumAmount, want)
	}
}

// A relay that cannot keep an acknowledgement stops, and proves what it could keep.
func TestKeepingFails(t *testing.T) {
	full := errors.New("no space left on device")
	for name, persisted := range map[string]bool{"lost": false, "written all the same": true} {
		t.Run(name, func(t *testing.T) {
			l := newLedger()
			l.failOn = func(writes []Write) (bool, error) {
				for _, w := range writes {
					if len(w.Key) == 43 && w.Key[33] == kindSession && w.Key[42] == partKept[1] {
						return persisted, full
					}
				}
				return true, nil
			}
			w := unsigned(t, l)
			<-w.svc.Done()
			if err := w.svc.Err(); !errors.Is(err, full) {
				t.Errorf("got %v, want %v", err, full)
			}
			want := uint64(30 * kib)
			if persisted {
				want = 40 * kib
			}
			l.failOn = nil
			if got := newWorld(t, &memory{data: maps.Clone(l.data)}).worth(); got != want {
				t.Errorf("the proof is worth %d, want %d", got, want)
			}
		})
	}
}

// What is settled by a proof, whoever sent it, is no sign that the ledger is behind. A
// receipt that the ledger has not is.
func TestSettledByProof(t *testing.T) {
	w := unsigned(t, newLedger())
	w.until(func() bool { return w.worth() == 40*kib })
	for _, settled := range []uint64{40 * kib, 60 * kib} {
		w.chain.prove(typeddata.NewAmount(settled), typeddata.NewAmount(10*kib))
		if err := w.svc.Refresh(t.Context(), channelID); err != nil {
			t.Fatal(err)
		}
		if st := w.status(); st.Frozen != nil || st.Chain.Settled != typeddata.NewAmount(settled) {
			t.Fatalf("settled %d: got %s, frozen: %v", settled, st.Chain.Settled, st.Frozen)
		}
	}
	if err := w.svc.Refresh(t.Context(), channelID); err != nil || w.chain.explained.Load() != 2 {
		t.Errorf("got %v; asked %d times why so much is settled, want once for each amount", err, w.chain.explained.Load())
	}
	payer := w.dial(payerKey, wire.PayProtocol)
	payer.say(wire.UseChannel{Terms: testTerms})
	for range 2 { // the Offer that waited, and what was kept
		payer.say(sign(hear[wire.Offer](payer).Receipt(), testDomain, payerKey))
	}
	w.until(func() bool { return w.status().Receipt.CumAmount == typeddata.NewAmount(40*kib) })
	w.chain.prove(typeddata.NewAmount(70*kib), typeddata.NewAmount(40*kib+1))
	if err := w.svc.Refresh(t.Context(), channelID); err != nil {
		t.Fatal(err)
	}
	if st := w.status(); !errors.Is(st.Frozen, errBehind) || st.Proof.Receipted() != typeddata.NewAmount(40*kib) {
		t.Errorf("frozen: %v, with a proof on %s, want it frozen, with that of what the ledger has", st.Frozen, st.Proof.Receipted())
	}
}

// A channel that was served under another node key is settled by its proof all the same.
func TestProofOfAFrozenChannel(t *testing.T) {
	w := unsigned(t, newLedger())
	w.until(func() bool { return w.worth() == 40*kib })
	want := w.status().Proof
	key := nodeKey
	t.Cleanup(func() { nodeKey = key })
	nodeKey = keyOf(111)
	if got := newWorld(t, &memory{data: maps.Clone(w.ledger.data)}).status(); got.Frozen == nil || !bytes.Equal(got.Proof.Bytes(), want.Bytes()) {
		t.Errorf("got %+v, want the proof of before, frozen", got)
	}
}
