package plan_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	now    = 1_800_000_000
	period = 1000
)

var (
	n      = typeddata.NewAmount
	policy = plan.Policy{Least: n(10), LeastProof: n(100), ClosingPeriod: period, AckMargin: 200}
)

// proof is one of a receipt and sessions. No signature is looked at here.
func proof(cum uint64, sessions ...forwarding.Session) forwarding.Proof {
	p := forwarding.Proof{Terms: receipt.ChannelTerms{CreditCap: n(1000)}, Sessions: sessions}
	if cum > 0 {
		p.Receipt = &forwarding.Receipted{CumAmount: n(cum)}
	}
	return p
}

// session is acknowledged to be worth an amount until its ackDeadline, relative to now.
func session(id, worth uint64, deadline int) forwarding.Session {
	var s forwarding.Session
	s.Authorization = receipt.SessionAuthorization{
		SessionID: id, KeyB: common.Address{1}, AckDeadline: uint64(now + deadline),
		Tariff: price.Tariff{Flat: n(worth), Max: n(worth)},
	}
	s.Acks[ack.B].RecvBytes = 1
	return s
}

func own(ps ...forwarding.Proof) (out plan.Proofs) {
	for _, p := range ps {
		out = append(out, plan.Held{Proof: p, Own: true})
	}
	return out
}

// at is a view of a channel with a deposit of 10,000. closeAt is relative to now; 0: open.
func at(settled uint64, closeAt int) plan.View {
	v := plan.View{Slot: forwarding.Channel{Deposit: n(10_000), Settled: n(settled)}, Now: now}
	if closeAt != 0 {
		v.Slot.CloseAt = uint64(now + closeAt)
	}
	return v
}

func announced(closeAt int) plan.View {
	v := at(0, 0)
	v.Announced = uint64(now + closeAt)
	return v
}

func both(closeAt, announced int) plan.View {
	v := at(0, closeAt)
	v.Announced = uint64(now + announced)
	return v
}

func ahead(v plan.View, seconds int) plan.View {
	v.Now = uint64(int(v.Now) + seconds)
	return v
}

func TestDecide(t *testing.T) {
	none := plan.View{Now: now}
	type want struct {
		move  plan.Move
		stage plan.Stage
		owed  uint64
		left  uint64
		views []int
	}
	for name, c := range map[string]struct {
		held  plan.Proofs
		views []plan.View
		want  want
	}{
		"nobody answers":              {own(proof(500)), nil, want{}},
		"no such channel":             {own(proof(500)), []plan.View{none}, want{}},
		"open":                        {own(proof(500)), []plan.View{at(0, 0)}, want{}},
		"closing":                     {own(proof(500)), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 500, 1000, []int{0}}},
		"announced, not yet read":     {own(proof(500)), []plan.View{announced(period)}, want{plan.Settle, plan.Calm, 500, 1000, []int{0}}},
		"announced earlier than read": {own(proof(500)), []plan.View{both(900, 200)}, want{plan.Settle, plan.Last, 500, 200, []int{0}}},
		"read earlier than announced": {own(proof(500)), []plan.View{both(200, 900)}, want{plan.Settle, plan.Last, 500, 200, []int{0}}},
		"half of the time gone":       {own(proof(500)), []plan.View{at(0, 500)}, want{plan.Settle, plan.Pressed, 500, 500, []int{0}}},
		"a quarter left":              {own(proof(500)), []plan.View{at(0, 250)}, want{plan.Settle, plan.Last, 500, 250, []int{0}}},
		"a second left":               {own(proof(500)), []plan.View{at(0, 1)}, want{plan.Settle, plan.Last, 500, 1, []int{0}}},
		"closed":                      {own(proof(500)), []plan.View{at(0, -1)}, want{}},
		"closed just now":             {own(proof(500)), []plan.View{ahead(at(0, 5), 5)}, want{}},
		"settled":                     {own(proof(500)), []plan.View{at(500, period)}, want{}},
		"settled in part":             {own(proof(500)), []plan.View{at(200, period)}, want{plan.Settle, plan.Calm, 300, 1000, []int{0}}},
		"not worth a row":             {own(proof(9)), []plan.View{at(0, period)}, want{}},
		"worth a row":                 {own(proof(10)), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 10, 1000, []int{0}}},
		"more than the deposit":       {own(proof(20_000)), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 10_000, 1000, []int{0}}},
		"the higher receipt":          {own(proof(300), proof(500), proof(400)), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 500, 1000, []int{0}}},

		"acks worth it":          {own(proof(500, session(1, 100, 5000))), []plan.View{at(0, period)}, want{plan.Prove, plan.Calm, 600, 1000, []int{0}}},
		"acks not worth it":      {own(proof(500, session(1, 99, 5000))), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 500, 1000, []int{0}}},
		"acks alone":             {own(proof(0, session(1, 100, 5000))), []plan.View{at(0, period)}, want{plan.Prove, plan.Calm, 100, 1000, []int{0}}},
		"acks too late":          {own(proof(500, session(1, 100, 0))), []plan.View{at(0, period)}, want{plan.Settle, plan.Calm, 500, 1000, []int{0}}},
		"acks beyond creditCap":  {own(proof(500, session(1, 5000, 5000))), []plan.View{at(0, period)}, want{plan.Prove, plan.Calm, 1500, 1000, []int{0}}},
		"open, acks with time":   {own(proof(500, session(1, 100, 201))), []plan.View{at(0, 0)}, want{}},
		"open, acks run out":     {own(proof(500, session(1, 100, 200))), []plan.View{at(0, 0)}, want{plan.Prove, plan.Calm, 600, 200, []int{0}}},
		"open, acks nearly gone": {own(proof(500, session(1, 100, 50))), []plan.View{at(0, 0)}, want{plan.Prove, plan.Last, 600, 50, []int{0}}},
		"open, cheap acks run out, others keep": {
			own(proof(500, session(1, 99, 50), session(2, 500, 5000))), []plan.View{at(0, 0)}, want{},
		},
		"open, acks run out that others make up for": {
			own(proof(500, session(1, 800, 50), session(2, 1000, 5000))), []plan.View{at(0, 0)}, want{},
		},

		// One of two RPCs lies, or is behind.
		"one hides the close":          {own(proof(500)), []plan.View{at(0, 0), at(0, 900)}, want{plan.Settle, plan.Calm, 500, 900, []int{1}}},
		"one invents a settlement":     {own(proof(500)), []plan.View{at(500, 900), at(0, 900)}, want{plan.Settle, plan.Calm, 500, 900, []int{1}}},
		"one denies the channel":       {own(proof(500)), []plan.View{none, at(0, 900)}, want{plan.Settle, plan.Calm, 500, 900, []int{1}}},
		"one says it closes later":     {own(proof(500)), []plan.View{at(0, 900), at(0, 200)}, want{plan.Settle, plan.Last, 500, 200, []int{0, 1}}},
		"one says it is closed":        {own(proof(500)), []plan.View{at(0, -500), at(0, 900)}, want{plan.Settle, plan.Calm, 500, 900, []int{1}}},
		"one is far ahead of time":     {own(proof(500)), []plan.View{ahead(at(0, 900), 5000), at(0, 900)}, want{plan.Settle, plan.Calm, 500, 900, []int{1}}},
		"one stands still":             {own(proof(500)), []plan.View{ahead(at(0, 100), -900), at(0, 100)}, want{plan.Settle, plan.Last, 500, 100, []int{0, 1}}},
		"one is ahead of the deadline": {own(proof(500, session(1, 100, 900))), []plan.View{ahead(at(0, 800), 1000), at(0, 800)}, want{plan.Prove, plan.Calm, 600, 800, []int{1}}},
		"one stands still before it":   {own(proof(500, session(1, 100, -50))), []plan.View{ahead(at(0, 800), -100), at(0, 800)}, want{plan.Prove, plan.Calm, 600, 800, []int{0, 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := policy.Decide(c.held, c.views)
			if c.want.left == 0 {
				c.want.left = math.MaxUint64
			}
			if d.Move != c.want.move || d.Stage != c.want.stage || d.Owed != n(c.want.owed) || d.Left != c.want.left || !slices.Equal(d.Views, c.want.views) {
				t.Errorf("got %s, %s, owed %s, left %d, by %v; want %+v", d.Move, d.Stage, d.Owed, d.Left, d.Views, c.want)
			}
		})
	}
}

func TestLost(t *testing.T) {
	for name, c := range map[string]struct {
		views []plan.View
		want  uint64
	}{
		"closed":                    {[]plan.View{at(200, -1)}, 300},
		"closed and settled":        {[]plan.View{at(500, -1)}, 0},
		"closed, as one says alone": {[]plan.View{at(200, -1), at(200, 5)}, 0},
		"closed, and one is silent": {[]plan.View{at(200, -1), {Now: now}}, 300},
	} {
		if got := policy.Decide(own(proof(500)), c.views).Lost; got != n(c.want) {
			t.Errorf("%s: got %s, want %d", name, got, c.want)
		}
	}
}

func TestContradiction(t *testing.T) {
	for name, c := range map[string]struct {
		views []plan.View
		want  bool
	}{
		"one RPC":     {[]plan.View{at(1, 5)}, false},
		"the same":    {[]plan.View{at(1, 5), at(1, 5)}, false},
		"other heads": {[]plan.View{at(1, 5), ahead(at(1, 5), 3)}, false},
		"settled":     {[]plan.View{at(1, 5), at(1, 5), at(2, 5)}, true},
		"closing":     {[]plan.View{at(1, 5), at(1, 0)}, true},
		"announced":   {[]plan.View{at(0, 0), announced(5)}, true},
		"existence":   {[]plan.View{at(1, 5), {Now: now}}, true},
	} {
		if got := policy.Decide(own(proof(500)), c.views).Contradiction; got != c.want {
			t.Errorf("%s: got %t, want %t", name, got, c.want)
		}
	}
}

// What is sent settles as much with as few sessions as do, in the order of their ids.
func TestProofIsTrimmed(t *testing.T) {
	p := proof(500, session(1, 50, 5000), session(2, 0, 5000), session(3, 700, 5000), session(4, 600, -1), session(5, 300, 5000))
	d := policy.Decide(own(p), []plan.View{at(0, period)})
	var ids []uint64
	for _, s := range d.Proof.Sessions {
		ids = append(ids, s.Authorization.SessionID)
	}
	if !slices.Equal(ids, []uint64{3, 5}) || d.Target != n(1500) || d.Proof.Amount(now) != d.Target {
		t.Errorf("got sessions %v for %s, want 3 and 5 for 1500", ids, d.Target)
	}
}

func TestDelay(t *testing.T) {
	payee, window := common.Address{1}, time.Hour
	seen := map[bool]int{}
	for i := range 100 {
		a, b := plan.Delay(common.Address{byte(i)}, payee, window), plan.Delay(common.Address{byte(i), 1}, payee, window)
		if a < 0 || a >= window || a != plan.Delay(common.Address{byte(i)}, payee, window) {
			t.Fatalf("got %s", a)
		}
		seen[a < b]++
	}
	if seen[true] < 20 || seen[false] < 20 {
		t.Errorf("one tower comes first %d times, the other %d", seen[true], seen[false])
	}
	if got := plan.Delay(common.Address{}, payee, 0); got != 0 {
		t.Errorf("no window: got %s", got)
	}
}

var amounts = rapid.Custom(func(t *rapid.T) uint64 { return rapid.Uint64Range(0, 2000).Draw(t, "amount") })

var proofs = rapid.Custom(func(t *rapid.T) forwarding.Proof {
	var sessions []forwarding.Session
	for id := range rapid.Uint64Range(0, 4).Draw(t, "sessions") {
		sessions = append(sessions, session(id, amounts.Draw(t, "worth"), rapid.IntRange(-100, 1000).Draw(t, "deadline")))
	}
	return proof(amounts.Draw(t, "cum"), sessions...)
})

var views = rapid.Custom(func(t *rapid.T) plan.View {
	v := ahead(at(amounts.Draw(t, "settled"), rapid.IntRange(-10, period).Draw(t, "closeAt")), rapid.IntRange(-100, 100).Draw(t, "ahead"))
	if rapid.Bool().Draw(t, "open") {
		v.Slot.CloseAt = 0
	}
	if rapid.Bool().Draw(t, "announce") {
		v.Announced = uint64(now + rapid.IntRange(-10, period).Draw(t, "announced"))
	}
	if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
		v.Slot = forwarding.Channel{}
	}
	return v
})

// An RPC more, whatever it says, never makes a move undue, smaller or later.
func TestLiarCannotPrevent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		held := own(rapid.SliceOfN(proofs, 1, 3).Draw(t, "held")...)
		honest := rapid.SliceOfN(views, 1, 2).Draw(t, "honest")
		liar := views.Draw(t, "liar")
		at := rapid.IntRange(0, len(honest)).Draw(t, "at")
		alone := policy.Decide(held, honest)
		with := policy.Decide(held, slices.Insert(slices.Clone(honest), at, liar))
		if alone.Move == plan.Wait {
			return
		}
		if with.Move == plan.Wait || with.Stage < alone.Stage || with.Left > alone.Left || with.Owed.Less(alone.Owed) {
			t.Fatalf("alone %+v, with a liar %+v", alone, with)
		}
		for _, i := range alone.Views {
			if i >= at {
				i++
			}
			if !slices.Contains(with.Views, i) {
				t.Fatalf("not through %d any more: %v", i, with.Views)
			}
		}
	})
}

// What is due is owed, by the RPCs through which it would be sent, and the proof pays it.
func TestDueIsOwed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		held := own(rapid.SliceOfN(proofs, 1, 3).Draw(t, "held")...)
		all := rapid.SliceOfN(views, 1, 3).Draw(t, "views")
		d := policy.Decide(held, all)
		for _, i := range d.Views {
			if v := all[i]; v.Slot.Deposit.IsZero() || v.Slot.CloseAt != 0 && v.Slot.CloseAt <= v.Now {
				t.Fatalf("due by %+v", v)
			}
		}
		if d.Move == plan.Wait {
			return
		}
		ok := slices.ContainsFunc(d.Views, func(i int) bool {
			v := all[i]
			got, err := d.Proof.Amount(v.Now).Min(v.Slot.Deposit).Sub(v.Slot.Settled)
			return err == nil && got == d.Owed
		})
		if !ok {
			t.Fatalf("%+v by %+v", d, all)
		}
		if least := policy.Least; d.Move == plan.Settle && d.Owed.Less(least) {
			t.Fatalf("owed %s", d.Owed)
		}
	})
}

func worth(ps plan.Proofs, now uint64) (most typeddata.Amount) {
	for _, h := range ps {
		most = most.Max(h.Proof.Amount(now))
	}
	return most
}

// A better proof is kept, and none that is held is lost for a worse one, at any later time.
func TestNoWorseProofReplaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ps plan.Proofs
		for range rapid.IntRange(1, plan.MaxProofs).Draw(t, "proofs") {
			h := plan.Held{Proof: proofs.Draw(t, "proof"), Own: rapid.Bool().Draw(t, "own")}
			before := ps
			after, err := ps.With(h, now)
			for later := uint64(now); later <= now+1001; later += 7 {
				want := worth(before, later)
				if err == nil {
					want = want.Max(h.Proof.Amount(later))
				} else if want.Less(h.Proof.Amount(later)) {
					t.Fatalf("%v, but it is worth more at +%d", err, later-now)
				}
				if got := worth(after, later); got != want {
					t.Fatalf("at +%d: got %s, want %s", later-now, got, want)
				}
			}
			ps = after
		}
	})
}

// A payer that floods its own channel with proofs can crowd out strangers' with lower
// receipts, and never one of a directory.
func TestCrowding(t *testing.T) {
	staircase := func(i uint64) forwarding.Proof {
		return proof(10*i, session(1, 900-20*i, int(100+10*i)))
	}
	for name, honest := range map[string]plan.Held{
		"a directory's":                         {Proof: proof(0, session(1, 600, 10_000)), Own: true},
		"a stranger's with the highest receipt": {Proof: proof(500, session(1, 100, 10_000))},
	} {
		ps, err := plan.Proofs(nil).With(honest, now)
		if err != nil {
			t.Fatal(err)
		}
		for i := range uint64(4 * plan.MaxProofs) {
			ps, _ = ps.With(plan.Held{Proof: staircase(i)}, now)
		}
		if len(ps) > plan.MaxProofs {
			t.Errorf("%s: %d proofs", name, len(ps))
		}
		if got := worth(ps, now+5000); got.Less(n(600)) {
			t.Errorf("%s: worth %s after all deadlines, want 600", name, got)
		}
	}
	var ps plan.Proofs
	for i := range uint64(plan.MaxProofs) {
		ps, _ = ps.With(plan.Held{Proof: staircase(i), Own: true}, now)
	}
	if _, err := ps.With(plan.Held{Proof: staircase(plan.MaxProofs)}, now); !errors.Is(err, plan.ErrCrowded) {
		t.Errorf("a stranger's beside as many as fit from directories: %v", err)
	}
	// And a directory's takes a stranger's place.
	ps = nil
	for i := range uint64(plan.MaxProofs) {
		ps, _ = ps.With(plan.Held{Proof: staircase(i)}, now)
	}
	if len(ps) != plan.MaxProofs {
		t.Fatalf("%d proofs, want %d", len(ps), plan.MaxProofs)
	}
	low := plan.Held{Proof: proof(0, session(1, 300, 9000)), Own: true}
	if ps, err := ps.With(low, now); err != nil || worth(ps, now+5000) != n(300) {
		t.Errorf("got %s, %v", worth(ps, now+5000), err)
	}
	low.Own = false
	if _, err := ps.With(low, now); !errors.Is(err, plan.ErrCrowded) {
		t.Errorf("a stranger's with a low receipt: %v", err)
	}
}
