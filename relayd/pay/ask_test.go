package pay

import (
	"errors"
	"io"
	"math"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/meter"
)

func TestEveryOf(t *testing.T) {
	for part, want := range map[uint64]uint64{0: 16 * kib, 64 * kib: 16 * kib, 64*kib + 4: 16*kib + 1, 4 << 20: 1 << 20, math.MaxUint64: math.MaxUint64 / 4} {
		if got := everyOf(part); got != want {
			t.Errorf("a part of %d: got %d, want %d", part, got, want)
		}
	}
}

// A voice that does not answer is asked again ever more rarely; once it has, at once.
func TestMayAsk(t *testing.T) {
	var s speaker
	now := time.Unix(1_700_000_000, 0)
	var after []time.Duration
	for start, i := now, 0; i < 200; i++ {
		if s.mayAsk(now) {
			s.noteAsked(1, now)
			after = append(after, now.Sub(start))
		}
		now = now.Add(time.Second)
	}
	want := []time.Duration{0, 1, 3, 7, 15, 31, 63, 123, 183}
	if len(after) != len(want) {
		t.Fatalf("asked after %v, want %v seconds", after, want)
	}
	for i := range want {
		if after[i] != want[i]*time.Second {
			t.Fatalf("asked after %v, want %v seconds", after, want)
		}
	}
	if s.noteHeard(passed{}, passed{}); !s.mayAsk(s.asked) {
		t.Error("it answered, and may not be asked")
	}
}

// Who is asked: whoever has a say in what is billed, has not said all, and will not by itself.
func TestSilent(t *testing.T) {
	a, b := common.Address{1}, common.Address{2}
	for name, tt := range map[string]struct {
		keyA, keyB   common.Address
		relayCounted bool
		ab, ba       uint64 // since all spoke, of every 100
		refused      bool
		want         []voice
	}{
		"both sign, A→B":                {keyA: a, keyB: b, ab: 1, want: []voice{voiceA, voiceB}},
		"A is the payer, A→B":           {keyB: b, ab: 99, want: []voice{voiceB}},
		"A is the payer, B→A":           {keyB: b, ba: 1, want: []voice{voicePayer}},
		"A is the payer, both":          {keyB: b, ab: 1, ba: 1, want: []voice{voiceB, voicePayer}},
		"the payer counts":              {ab: 1, ba: 1, want: []voice{voicePayer}},
		"the relay counts":              {relayCounted: true, ab: 1, ba: 1},
		"nothing passed":                {keyA: a, keyB: b},
		"nothing passed, and refused":   {keyA: a, keyB: b, refused: true},
		"words are due by themselves":   {keyA: a, keyB: b, ab: 60, ba: 40},
		"they were, but bytes are lost": {keyB: b, ab: 60, ba: 40, refused: true, want: []voice{voiceB, voicePayer}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSession(channel.Authorization{RelayCounted: tt.relayCounted}, time.Hour, nil)
			s.Authorization.KeyA, s.Authorization.KeyB = tt.keyA, tt.keyB
			var got []voice
			for v := range voice(voices) {
				s.speakers[v].every = 100
				s.speakers[v].noteHeard(passed{1000, 2000}, passed{1000, 2000})
				if s.silent(v, passed{1000 + tt.ab, 2000 + tt.ba}, tt.refused, time.Now()) {
					got = append(got, v)
				}
			}
			if len(got) != len(tt.want) || len(got) > 0 && (got[0] != tt.want[0] || got[len(got)-1] != tt.want[len(got)-1]) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// hearAck reads the next reply on an ack stream, which must be of type M.
func hearAck[M wire.AckReply](l *line) M {
	l.Helper()
	m, err := wire.ReadAckReply(l.read)
	got, ok := m.(M)
	if err != nil || !ok {
		l.Fatalf("got %T %v, %v, want %T", m, m, err, got)
	}
	return got
}

// pass forwards bytes of a direction that the meter must let through.
func pass(t *testing.T, m *meter.Meter, d meter.Direction, n int) {
	t.Helper()
	if !m.Take(d, n) {
		t.Fatalf("the meter refuses %d bytes", n)
	}
	m.Sent(d, n)
}

// Ends are told how often to speak from the beginning, and asked once half of what was
// granted is used up: each that has a say in the bytes that passed.
func TestAskedAtHalf(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	if s.Every != 16*kib {
		t.Errorf("the payer is to count every %d bytes, want %d", s.Every, 16*kib)
	}
	a := w.acknowledge(s) // is told too: see there
	m := w.meter(s)
	pass(t, m, meter.AB, 10*kib)
	pass(t, m, meter.BA, 2*kib)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	w.until(func() bool {
		return w.waits(func(a *actor) bool { return a.sessions[5].speakers[voiceB].heard != passed{} })
	})
	w.change(func(a *actor) { // so that nothing is due by itself
		a.sessions[5].speakers[voiceB].every, a.sessions[5].speakers[voicePayer].every = gib, gib
	})
	pass(t, m, meter.AB, 20*kib)
	if got := hearAck[wire.AckAsk](a); got.Every != 16*kib {
		t.Errorf("B is asked for a word every %d bytes, want %d", got.Every, 16*kib)
	}
	if got := hear[wire.Ask](l); got != (wire.Ask{SessionID: 5, Every: 16 * kib}) {
		t.Errorf("the payer is asked %+v", got)
	}
}

// A channel sees to each meter that runs low, also right after another.
func TestOneAfterTheOther(t *testing.T) {
	w := newWorld(t, newLedger())
	l, first := w.session(5)
	sessions := []wire.Session{first}
	for id := uint64(6); id < 10; id++ {
		l.say(wire.Authorize{Authorization: authorization(id)})
		sessions = append(sessions, hear[wire.Session](l))
	}
	h := newHost(t, keyOf(9))
	var acks []*line
	for _, s := range sessions {
		acks = append(acks, w.acknowledgeFrom(h, s))
	}
	for i, s := range sessions {
		m := w.meter(s)
		for m.Take(meter.AB, 1) {
			m.Sent(meter.AB, 1)
		}
		hearAck[wire.AckAsk](acks[i])
	}
}

// askedWorld has one session, 5, whose credit is used up and whose end B has been asked.
func askedWorld(t *testing.T) (*world, *line, *meter.Meter) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)
	a, m := w.acknowledge(s), w.meter(s)
	forward(m, gib)
	hearAck[wire.AckAsk](a)
	return w, a, m
}

// An end that does not answer is not asked again and again, however many packets are refused.
func TestUnansweredAsksAreFew(t *testing.T) {
	w, a, m := askedWorld(t)
	w.change(func(a *actor) { a.sessions[5].speakers[voiceB].wait = time.Hour })
	for range 20 {
		m.Take(meter.AB, 1)
		refused := m.Snapshot()[meter.AB].Dropped[meter.Credit].Packets
		w.until(func() bool { return w.waits(func(a *actor) bool { return a.sessions[5].refused == refused }) })
	}
	a.stream.CloseWrite()
	if m, err := wire.ReadAckReply(a.read); !errors.Is(err, io.EOF) {
		t.Errorf("got %T, %v, want nothing more", m, err)
	}
}

// A word does not tell what was on its way to its end. If that is all that the credit waits
// for, the end is asked although nothing passes any more.
func TestAskedForWhatWasOnItsWay(t *testing.T) {
	w, a, m := askedWorld(t)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 1, ackKey)})
	w.until(func() bool {
		return w.waits(func(a *actor) bool { return a.sessions[5].speakers[voiceB].heard == passed{creditKB * kib} })
	})
	w.change(func(a *actor) {
		a.sessions[5].speakers[voiceB].asked = time.Now().Add(-askAgain)
		m.Take(meter.AB, kib)
	})
	hearAck[wire.AckAsk](a)
}

// An end whose stream broke is told anew, and the payer that comes back is asked for what the
// session waits for.
func TestAskedAgainAfterABreak(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	m := w.meter(s)
	for m.Take(meter.BA, kib) {
		m.Sent(meter.BA, kib)
	}
	if got := hear[wire.Ask](l); got.SessionID != 5 {
		t.Errorf("asked %+v", got)
	}
	l.stream.Close()
	again := w.dial(payerKey, wire.PayProtocol)
	again.say(wire.UseChannel{Terms: testTerms})
	if got := hear[wire.Ask](again); got != (wire.Ask{SessionID: 5, Every: 16 * kib}) {
		t.Errorf("asked %+v", got)
	}
	a := w.acknowledge(s)
	a.stream.Close()
	w.until(func() bool {
		return w.waits(func(a *actor) bool { return a.sessions[5].speakers[voiceB].stream == nil })
	})
	w.acknowledge(s)
}

// A part that has changed by a factor of two is told with the next word.
func TestToldAnew(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	a, m := w.acknowledge(s), w.meter(s)
	forward(m, creditKB*kib) // so much that a word is due by itself
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib, ackKey)})
	o := hear[wire.Offer](l)
	l.say(sign(o.Receipt(), testDomain, payerKey))
	w.until(func() bool { return w.status().Credit == typeddata.NewAmount(2*creditKB*kib) })
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib, ackKey)})
	if got := hearAck[wire.AckAsk](a); got.Every != 32*kib {
		t.Errorf("after the credit has doubled: every %d, want %d", got.Every, 32*kib)
	}
	for id := uint64(6); id < 10; id++ { // five share it
		l.say(wire.Authorize{Authorization: authorization(id)})
		if got := hear[wire.Session](l); got.Every != 16*kib {
			t.Errorf("session %d: every %d, want %d", id, got.Every, 16*kib)
		}
	}
	pass(t, m, meter.AB, kib)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, (creditKB+1)*kib, ackKey)})
	if got := hearAck[wire.AckAsk](a); got.Every != 16*kib {
		t.Errorf("once others share the credit: every %d, want %d", got.Every, 16*kib)
	}
}

// said is an acknowledgement of B's as a word, and how it was refused.
func (w *world) said(bytes int, signed ack.Signed, refused *error) word {
	return word{
		session: 5, voice: voiceB, counts: ack.Counts{RecvBytes: uint64(bytes), RecvPackets: 1},
		event: channel.Acked{Ack: signed}, refuse: func(err error) { *refused = err },
	}
}

// Of words that came together only the newest is verified that covers the others; one that
// is no good does not take the place of a good one before it.
func TestNewestWordCounts(t *testing.T) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)
	pass(t, w.meter(s), meter.AB, 30*kib)
	acked := func(words ...word) uint64 {
		w.change(func(a *actor) {
			for _, said := range words {
				a.hear(said)
			}
			if len(a.heard) != len(words) {
				t.Fatal("nothing is urgent, and they are not gathered")
			}
			a.bill()
		})
		return w.status().Proof.Amount(0).Big().Uint64()
	}
	var older, newest error
	if got := acked(
		w.said(10*kib, deliveryAck(5, 10*kib, keyOf(60)), &older), // forged: an ecrecover would tell
		w.said(20*kib, deliveryAck(5, 20*kib, ackKey), &newest),
	); got != 20*kib || newest != nil || !errors.Is(older, ack.ErrBackwards) {
		t.Errorf("acknowledged %d; refused %v and %v, want the older one unseen", got, older, newest)
	}
	older, newest = nil, nil
	if got := acked(
		w.said(25*kib, deliveryAck(5, 25*kib, ackKey), &older),
		w.said(30*kib, deliveryAck(5, 30*kib, keyOf(60)), &newest),
	); got != 25*kib || older != nil || !errors.Is(newest, typeddata.ErrSigner) {
		t.Errorf("acknowledged %d; refused %v and %v, want the forged one refused", got, older, newest)
	}
}

// Words wait for others, but not where a session needs the credit, nor when they are many.
func TestWordsAreGathered(t *testing.T) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)
	m := w.meter(s)
	pass(t, m, meter.AB, 10*kib)
	var refused error
	said := w.said(10*kib, deliveryAck(5, 10*kib, ackKey), &refused)
	gathered := func() (n int) {
		w.change(func(a *actor) { a.hear(said); n = len(a.heard) })
		return n
	}
	w.change(func(a *actor) {
		a.hear(said)
		if at := a.next(time.Now()); len(a.heard) != 1 || at.Sub(a.since) != gatherFor {
			t.Errorf("%d words, looked at after %v, want 1 and %v", len(a.heard), at.Sub(a.since), gatherFor)
		}
		for range maxHeard - 2 {
			a.hear(said)
		}
		if len(a.heard) != maxHeard-1 {
			t.Errorf("%d words wait, want %d", len(a.heard), maxHeard-1)
		}
		if a.hear(said); len(a.heard) != 0 {
			t.Errorf("%d words wait, and that is too many", len(a.heard))
		}
	})
	forward(m, gib)
	if n := gathered(); n != 0 || refused != nil {
		t.Errorf("%d words wait, and the session has nothing left; refused: %v", n, refused)
	}
}

// A reading so soon after another that it is not kept is told again: else what passed by then
// and is lost would be held against the credit of a session that passes nothing any more.
func TestReadAgainForLoss(t *testing.T) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)
	m := w.meter(s)
	read := func() (known bool) {
		w.change(func(a *actor) {
			a.readAll()
			p := a.sessions[5].passed()
			known = a.payee.Knows(channel.Metered{SessionID: 5, AB: p[0], BA: p[1]})
		})
		return known
	}
	for range 2 {
		pass(t, m, meter.AB, kib)
		read()
	}
	w.until(read)
}

// A channel on which nothing happens waits for nothing but the end of its sessions'
// credentials, without sessions for nothing at all.
func TestNothingHappens(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	rests := func(until func(a *actor) time.Time) {
		t.Helper()
		w.until(func() bool {
			return w.waits(func(a *actor) bool { return a.next(time.Now()).Equal(until(a)) && len(a.heard) == 0 && !a.stepped })
		})
	}
	expiry := func(a *actor) time.Time { return a.sessions[5].Expiry }
	rests(expiry)
	a := w.acknowledge(s)
	forward(w.meter(s), gib)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib, ackKey)})
	l.say(sign(hear[wire.Offer](l).Receipt(), testDomain, payerKey))
	rests(expiry)
	l.say(wire.EndSession{SessionID: 5})
	l.say(sign(hear[wire.Offer](l).Receipt(), testDomain, payerKey))
	rests(func(*actor) time.Time { return time.Time{} })
}

// What is due by time alone is done in time: credentials expire, an ended session is closed
// although its ends say nothing more, and nobody forwards for a payer that does not sign.
func TestDoneInTime(t *testing.T) {
	t.Run("expiry", func(t *testing.T) {
		w := newWorld(t, newLedger())
		l, _ := w.session(5)
		w.change(func(a *actor) { a.sessions[5].Expiry = time.Now() })
		if e := hear[wire.SessionEnded](l); e.Reason != channel.EndExpired {
			t.Errorf("got %+v, want %s", e, channel.EndExpired)
		}
	})
	t.Run("linger", func(t *testing.T) {
		w := newWorld(t, newLedger(), func(c *Config) { c.Linger = 10 * time.Millisecond })
		l, s := w.session(5)
		forward(w.meter(s), 10*kib) // nobody says that it arrived
		l.say(wire.EndSession{SessionID: 5})
		if o := hear[wire.Offer](l); o.CumAmount != (typeddata.Amount{}) || len(o.Records) != 2 {
			t.Errorf("got an offer of %s over %d records, want one that closes the session", o.CumAmount, len(o.Records))
		}
	})
	t.Run("grace", func(t *testing.T) {
		w := newWorld(t, newLedger(), func(c *Config) { c.Grace = 10 * time.Millisecond })
		l, s := w.session(5)
		forward(w.meter(s), gib)
		w.acknowledge(s).say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
		if e := hear[wire.SessionEnded](l); e.Reason != channel.EndUnpaid {
			t.Errorf("got %+v, want %s", e, channel.EndUnpaid)
		}
	})
	t.Run("keeping", func(t *testing.T) {
		w := newWorld(t, newLedger())
		l, s := w.session(5)
		forward(w.meter(s), 40*kib)
		a := w.acknowledge(s)
		a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
		hear[wire.Offer](l) // and nobody answers it
		a.say(wire.Acknowledge{Signed: deliveryAck(5, 20*kib, ackKey)})
		k := string(key(channelID, kindSession, numbered(5, partKept[1])...))
		w.until(func() bool { b, err := w.ledger.Get([]byte(k)); return err == nil && b != nil })
	})
}

// What the relay itself counts is billed although nobody says a word.
func TestRelayCountsInTime(t *testing.T) {
	w := newWorld(t, newLedger())
	l := w.dial(payerKey, wire.PayProtocol)
	l.say(wire.UseChannel{Terms: testTerms})
	hear[wire.ChannelReady](l)
	auth := authorization(5)
	auth.KeyB, auth.PayerIsA, auth.RelayCounted = common.Address{}, false, true
	l.say(wire.Authorize{Authorization: signed(auth, payerKey)})
	s := hear[wire.Session](l)
	m := w.meter(s)
	pass(t, m, meter.AB, kib)
	for i := range 2 {
		w.change(func(a *actor) { a.unbilled = a.unbilled.Add(-billWithin) })
		o := hear[wire.Offer](l)
		if want := typeddata.NewAmount(uint64(i+1) * kib); o.CumAmount != want {
			t.Fatalf("offered %s, want %s", o.CumAmount, want)
		}
		l.say(sign(o.Receipt(), testDomain, payerKey))
		pass(t, m, meter.BA, kib)
	}
	w.until(func() bool {
		return w.waits(func(a *actor) bool { return !a.status.Waiting && a.next(time.Now()).Equal(a.unbilled.Add(billWithin)) })
	})
	pass(t, m, meter.BA, 40*kib) // half of what it may is worth an Offer at once
	if o := hear[wire.Offer](l); o.CumAmount != typeddata.NewAmount(43*kib) {
		t.Fatalf("offered %s, want %d", o.CumAmount, 43*kib)
	} else {
		l.say(sign(o.Receipt(), testDomain, payerKey))
	}
	auth = authorization(6)
	auth.KeyB, auth.PayerIsA, auth.RelayCounted, auth.Tariff.Max = common.Address{}, false, true, typeddata.NewAmount(10*kib)
	l.say(wire.Authorize{Authorization: signed(auth, payerKey)})
	m = w.meter(hear[wire.Session](l))
	pass(t, m, meter.AB, 6*kib) // of all that it will ever be granted: it stays low
	for n := uint64(0); n < (43+6)*kib; {
		o := hear[wire.Offer](l)
		l.say(sign(o.Receipt(), testDomain, payerKey))
		n = o.CumAmount.Big().Uint64()
	}
	w.until(func() bool {
		return w.waits(func(a *actor) bool {
			return m.Low() && !a.status.Waiting && a.next(time.Now()).Equal(a.unbilled.Add(billWithin))
		})
	})
}
