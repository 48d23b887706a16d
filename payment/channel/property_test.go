package channel_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// TestMain gives rapid a fixed seed and longer runs; -rapid.seed=N and -rapid.steps=N, or
// RAPID_SEED and RAPID_STEPS, take others.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.seed": "1", "rapid.steps": "150", "rapid.nofailfile": "true"} {
		if f := flag.Lookup(name); f.Value.String() == rapidDefaults[name] {
			f.Value.Set(value)
		}
	}
	os.Exit(m.Run())
}

var rapidDefaults = map[string]string{"rapid.seed": "0", "rapid.steps": "30", "rapid.nofailfile": "false"}

// TestHonestParties lets a real Payee and a real Payer serve and pay over a network that
// loses, repeats and reorders, while either may die at any step. The world checks every
// promise in every state; in the end all that was acknowledged must be receipted.
func TestHonestParties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawChannel(t))
		t.Repeat(w.actions())
		w.drain()
	})
}

func drawChannel(t *rapid.T) func(*world) {
	return func(w *world) {
		q := &w.quote
		q.PricePerGiB = amount(rapid.SampledFrom([]uint64{perByte, perByte / 3, 5 * perByte, 0}).Draw(t, "price"))
		q.FlatPrice = amount(rapid.SampledFrom([]uint64{0, 40, 700}).Draw(t, "flat"))
		q.EpsPermille = rapid.SampledFrom([]uint16{0, 20, 200}).Draw(t, "eps")
		w.chain.Final = rapid.Bool().Draw(t, "final")
		w.chain.Deposit = amount(rapid.SampledFrom([]uint64{100_000, 3_000}).Draw(t, "deposit"))
	}
}

func drawKind(t *rapid.T) kind {
	k := kind{
		keyA: rapid.Bool().Draw(t, "keyA"), keyB: rapid.Bool().Draw(t, "keyB"),
		relayCounted: rapid.Bool().Draw(t, "relayCounted"),
		most:         rapid.SampledFrom([]uint64{plenty, 500, 2_500}).Draw(t, "most"),
	}
	k.payerIsA = !k.keyA && rapid.Bool().Draw(t, "payerIsA")
	return k
}

// actions are all that can happen, as often as their weights say.
func (w *world) actions() map[string]func(*rapid.T) {
	actions := map[string]func(*rapid.T){"": func(*rapid.T) { w.check() }}
	for _, a := range []struct {
		name   string
		weight int
		do     func(*rapid.T)
	}{
		{"authorize", 3, w.drawAuthorize},
		{"traffic", 6, w.drawTraffic},
		{"vanish", 1, func(t *rapid.T) { w.sessions[w.anySession(t)].air = [2]uint64{} }},
		{"acknowledge", 2, func(t *rapid.T) {
			w.acknowledge(w.anySession(t), ack.Side(rapid.IntRange(0, 1).Draw(t, "side")))
		}},
		{"count", 2, func(t *rapid.T) { w.count(w.anySession(t)) }},
		{"deliver", 8, func(t *rapid.T) { w.drawDelivery(t, w.deliver) }},
		{"deliver and bill", 4, func(t *rapid.T) { w.drawDelivery(t, w.deliverAndBill) }},
		{"lose", 1, func(t *rapid.T) { w.take(w.anyMessage(t)) }},
		{"bill", 3, func(t *rapid.T) { w.mayCrash(t); w.bill() }},
		{"turn", 5, func(*rapid.T) { w.arriveAll(); w.turn() }},
		{"resend", 1, func(*rapid.T) { w.must(w.relay(channel.Resend{})) }},
		{"starve", 2, w.drawStarved},
		{"end", 1, func(t *rapid.T) { w.send(channel.Ended{SessionID: w.anySession(t), Reason: channel.EndByPayer}) }},
		{"final", 1, func(*rapid.T) { w.see(func(v *channel.ChainView) { v.Final = true }) }},
		{"topUp", 1, func(*rapid.T) { w.see(func(v *channel.ChainView) { v.Deposit = v.Deposit.AddCap(amount(500)) }) }},
		{"time passes", 1, func(t *rapid.T) { w.pass(rapid.Uint64Range(0, lingerMs).Draw(t, "ms")) }},
		{"rare", 1, func(t *rapid.T) {
			switch rapid.IntRange(0, 9).Draw(t, "which") {
			case 7:
				w.crashPayer()
			case 8:
				w.crashRelay()
			case 9:
				w.send(channel.CloseAsked{})
			}
		}},
	} {
		for i := range a.weight {
			actions[fmt.Sprint(a.name, " ", i)] = a.do
		}
	}
	return actions
}

func (w *world) anySession(t *rapid.T) uint64 {
	if len(w.sessions) == 0 {
		t.Skip("no session")
	}
	return rapid.SampledFrom(w.ids()).Draw(t, "session")
}

func (w *world) anyMeter(t *rapid.T) uint64 {
	if len(w.meters) == 0 {
		t.Skip("no session forwards")
	}
	return rapid.SampledFrom(slices.Sorted(maps.Keys(w.meters))).Draw(t, "session")
}

func (w *world) anyMessage(t *rapid.T) int {
	if len(w.net) == 0 {
		t.Skip("nothing on its way")
	}
	return rapid.IntRange(0, len(w.net)-1).Draw(t, "message")
}

// mayCrash has the relay die at one of the next points.
func (w *world) mayCrash(t *rapid.T) {
	if in := rapid.IntRange(0, 63).Draw(t, "crash"); in >= 58 {
		w.dieAt = w.points + in - 57
	}
}

func (w *world) drawAuthorize(t *rapid.T) {
	if len(w.sessions) == 6 {
		t.Skip("sessions enough")
	}
	w.authorize(drawKind(t))
	if rapid.Bool().Draw(t, "arrives") {
		w.deliver(w.take(len(w.net) - 1))
	}
}

func (w *world) drawTraffic(t *rapid.T) {
	id := w.anyMeter(t)
	dir := rapid.IntRange(0, 1).Draw(t, "dir")
	n := rapid.Uint64Range(1, 200).Draw(t, "bytes")
	for range rapid.IntRange(1, 8).Draw(t, "packets") {
		w.forward(id, dir, n)
	}
	w.arrive(id, dir, rapid.Uint64Range(0, 1600).Draw(t, "arrive"))
}

func (w *world) drawDelivery(t *rapid.T, deliver func(message)) {
	i := w.anyMessage(t)
	m := w.net[i]
	if rapid.IntRange(0, 4).Draw(t, "again") < 4 {
		w.take(i)
	}
	if m.toPayee != nil {
		w.mayCrash(t)
	}
	deliver(m)
}

func (w *world) drawStarved(t *rapid.T) {
	id := w.anyMeter(t)
	w.must(w.relay(w.metered(id)))
	w.must(w.relay(channel.Starved{SessionID: id}))
}

func (w *world) see(change func(*channel.ChainView)) {
	change(&w.chain)
	w.must(w.relay(channel.ChainSeen{View: w.chain}))
}

func (w *world) pass(ms uint64) {
	w.now.Ms += ms
	w.now.Head = w.now.Ms / 1000
}

func (w *world) arriveAll() {
	for _, id := range w.ids() {
		w.arrive(id, 0, w.sessions[id].air[0])
		w.arrive(id, 1, w.sessions[id].air[1])
	}
}

// check holds what must be true in every state; more is checked with every effect.
func (w *world) check() {
	w.checkExposure()
	w.checkProof()
	if f := w.owed(); !w.hostile && f.Less(w.ledger.cumAmount()) {
		w.t.Fatalf("receipted %s, but all that arrived is worth %s", w.ledger.cumAmount(), f)
	}
	st := w.payee.Status()
	if st.Receipt.CumAmount != w.ledger.cumAmount() || st.Receipt.State.LogSize != w.ledger.receipted() {
		w.t.Fatalf("the relay counts on a receipt of %s, and has one of %s", st.Receipt.CumAmount, w.ledger.cumAmount())
	}
	if st.Live != len(w.meters) {
		w.t.Fatalf("%d sessions live, %d meters", st.Live, len(w.meters))
	}
	if own := w.payer.Receipt(); !w.hostile && own.CumAmount.Less(w.ledger.cumAmount()) {
		w.t.Fatalf("the relay holds a receipt of %s, the payer knows of %s", w.ledger.cumAmount(), own.CumAmount)
	}
}

// owed returns Σ f over what arrived, and where the relay counts, over what it forwarded.
func (w *world) owed() typeddata.Amount {
	var sum typeddata.Amount
	for _, s := range w.sessions {
		sum = sum.AddCap(s.auth.Tariff.Amount(s.billable(0) + s.billable(1)))
	}
	return sum
}

func (s *session) billable(dir int) uint64 {
	if s.keys[1-dir] == nil && s.auth.RelayCounted {
		return s.forwarded[dir]
	}
	return s.got[dir]
}

// drain makes the network good and ends all sessions; it returns when the relay consents
// to closing, and fails if it does not, or if anything that can be paid is not.
func (w *world) drain() {
	open := map[uint64]bool{}
	for id, s := range w.ledger.sessions {
		open[id] = s.Newest.Type != record.Close
	}
	w.see(func(v *channel.ChainView) { v.Final = true })
	w.judgeProof()
	for range 20 {
		w.deliverAll()
		for _, id := range w.ids() {
			w.send(channel.Ended{SessionID: id, Reason: channel.EndByPayer})
		}
		w.turn()
		w.pass(lingerMs)
		w.must(w.relay(channel.Resend{}))
		w.send(channel.CloseAsked{})
		w.deliverAll()
		w.check()
		if w.consent != nil {
			w.checkPaid(open)
			return
		}
	}
	w.t.Fatalf("no consent: %+v", w.payee.Status())
}

// checkPaid compares the last record of each session that was open before the drain with
// what arrived.
func (w *world) checkPaid(open map[uint64]bool) {
	for id, s := range w.sessions {
		stored := w.ledger.sessions[id]
		if stored == nil || !open[id] {
			continue
		}
		if stored.Newest.Type != record.Close {
			w.t.Fatalf("session %d ends with a %d record", id, stored.Newest.Type)
		}
		for dir := range 2 {
			signed := s.keys[1-dir] != nil
			switch {
			case !signed && s.life < w.life: // counts that the payer forgot
			case !signed && s.auth.RelayCounted && s.restarts < w.restarts: // counts that the relay forgot
			default:
				if got := [2]uint64{stored.Newest.RecvAB, stored.Newest.RecvBA}[dir]; got != s.billable(dir) {
					w.t.Fatalf("session %d: %d bytes are billed in direction %d, %d arrived", id, got, dir, s.billable(dir))
				}
			}
		}
	}
}
