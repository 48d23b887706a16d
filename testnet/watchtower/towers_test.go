package watchtower

import (
	"testing"
	"time"

	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/testnet/devchain"
)

// Two towers that act at the same moment pay gas twice and do no other harm.
func TestTwoTowersAtOnce(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(40, "payee")
	for _, o := range terms {
		w.store(dir, w.proof(o, 700))
	}
	one, other := w.tower(options{}, dir), w.tower(options{role: "other tower"}, dir)
	w.run(one)
	w.run(other)
	w.close(terms...)
	for _, o := range terms {
		w.settled(o, 700)
	}
	w.until(func() bool { return one.Status().Due == 0 && other.Status().Due == 0 })
	for _, tower := range []*tower{one, other} {
		if s := tower.Status(); s.Failed != 0 || s.Lost != 0 || s.Contradictions != 0 {
			t.Errorf("got %+v", s)
		}
	}
	balance, err := w.client.TokenBalance(t.Context(), key(t, "payee").Address())
	if err != nil || balance.Uint64() != 700*uint64(len(terms)) {
		t.Errorf("the payee has %s, %v; want %d", balance, err, 700*len(terms))
	}
}

// A tower lets another go first while there is time, and no longer.
func TestStagger(t *testing.T) {
	const long = 10_000 * time.Hour
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(2, "payee")
	w.store(dir, w.proof(terms[0], 700))
	patient := w.tower(options{role: "other tower", stagger: long}, dir)
	w.run(patient)
	stop := w.run(w.tower(options{}, dir))
	w.close(terms[0])
	w.settled(terms[0], 700)
	stop()

	w.store(dir, w.proof(terms[1], 700))
	w.close(terms[1])
	w.until(func() bool { return patient.Status().Closing == 2 })
	if got := w.sent("other tower"); got != 0 {
		t.Fatalf("%d transactions, want it to wait", got)
	}
	w.jump(period / 2)
	w.settled(terms[1], 700)
	for r := range patient.reports {
		if r.Event == watchtower.EventSettled && r.Stage == "pressed" && *r.Channel == terms[1].ID(w.client.Domain()) {
			return
		}
		t.Errorf("got %+v", r)
	}
}

// Once does what is due, and says by its error whether it could.
func TestOnce(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(3, "payee")
	for _, o := range terms[:2] {
		w.store(dir, w.proof(o, 700))
	}
	w.close(terms[1:]...)
	// Another process each time: nothing is remembered but proofs and chain.
	for range 2 {
		w.check(w.tower(options{stagger: time.Hour}, dir).Once(t.Context()))
	}
	w.settled(terms[1], 700)
	if got := w.slot(terms[0]).Settled; got != n(0) {
		t.Errorf("settled %s of a channel that is open", got)
	}
	if got := w.sent("tower"); got != 1 {
		t.Errorf("%d transactions, want 1", got)
	}
	w.store(dir, w.proof(terms[2], 700))
	poor := w.tower(options{role: "pauper"}, dir)
	if err := poor.Once(t.Context()); err == nil {
		t.Error("settled without wei for gas")
	}
	w.check(w.tower(options{}, dir).Once(t.Context()))
	w.settled(terms[2], 700)

	w.store(dir, w.proof(terms[2], 900))
	w.jump(period)
	late := w.tower(options{}, dir)
	w.check(late.Once(t.Context()))
	if s := late.Status(); s.Lost != 1 {
		t.Errorf("got %+v, want 200 told lost", s)
	}
}

// What endpoints acknowledged beyond the receipt is settled by a forwarding proof, with what is worth its gas.
func TestProve(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(3, "payee")
	w.store(dir, w.acknowledged(w.proof(terms[0], 700), 150))
	w.store(dir, w.acknowledged(w.proof(terms[1], 700), 15)) // below the least
	w.store(dir, w.acknowledged(w.proof(terms[2], 700), 500))
	tower := w.tower(options{}, dir)
	w.run(tower)
	w.close(terms...)
	w.settled(terms[0], 850)
	w.settled(terms[1], 700)
	w.settled(terms[2], 900) // creditCap
	w.until(func() bool { return tower.Status().Due == 0 })
	moves := map[string]int{}
	for len(tower.reports) > 0 {
		if r := <-tower.reports; r.Event == watchtower.EventSettled {
			moves[r.Move]++
		}
	}
	if moves["settleWithProof"] != 2 || moves["settle"] != 1 {
		t.Errorf("got moves %v, want 2 settleWithProof and 1 settle", moves)
	}
}
