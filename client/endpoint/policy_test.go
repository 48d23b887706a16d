package endpoint

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/ack"
)

const kib = 1 << 10

var epoch = time.Unix(1_700_000_000, 0)

func at(d time.Duration) func() time.Time { return func() time.Time { return epoch.Add(d) } }

func TestPolicyDue(t *testing.T) {
	for _, tt := range []struct {
		name               string
		every, told, total uint64 // octets; the first after told at epoch
		wait               time.Duration
		pending            bool
	}{
		{"nothing passed", 0, 0, 0, 0, false},
		{"nothing since", 0, 70 * kib, 70 * kib, 0, false},
		{"one octet, the relay silent", 0, 0, 1, 200 * time.Millisecond, true},
		{"just under 16 KiB, the relay silent", 0, 0, 16*kib - 1, 200 * time.Millisecond, true},
		{"16 KiB, the relay silent", 0, 0, 16 * kib, 0, true},
		{"16 KiB after 1 GiB, the relay silent", 0, 1 << 30, 1<<30 + 16*kib, 0, true},
		{"one octet", 64 * kib, 0, 1, 30 * time.Second, true},
		{"just under what the relay says", 64 * kib, 1000, 1000 + 64*kib - 1, 30 * time.Second, true},
		{"what the relay says", 64 * kib, 1000, 1000 + 64*kib, 0, true},
		{"a relay that wants every octet", 1, 0, 16*kib - 1, 30 * time.Second, true},
		{"and gets every 16 KiB", 1, 0, 16 * kib, 0, true},
		{"a relay that wants nothing", math.MaxUint64, 0, math.MaxUint64 - 1, 30 * time.Second, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var p Policy
			p.Every(tt.every)
			p.Delivered(tt.told, tt.told, epoch)
			p.Grew(tt.total, at(0))
			if wait, pending := p.Due(tt.total, epoch); wait != tt.wait || pending != tt.pending {
				t.Errorf("got %v, %v, want %v, %v", wait, pending, tt.wait, tt.pending)
			}
		})
	}
}

func TestPolicyWaitsFromTheFirstOctet(t *testing.T) {
	var p Policy
	p.Grew(10, at(0))
	p.Grew(20, at(150*time.Millisecond))
	if wait, _ := p.Due(20, epoch.Add(150*time.Millisecond)); wait != 50*time.Millisecond {
		t.Errorf("got %v, want 50ms", wait)
	}
	// Octets that came while the word was under way begin a new wait.
	p.Delivered(20, 30, epoch.Add(time.Second))
	if wait, pending := p.Due(30, epoch.Add(time.Second)); wait != firstDelay || !pending {
		t.Errorf("after delivery: got %v, %v", wait, pending)
	}
}

func TestPolicyBackOff(t *testing.T) {
	var p Policy
	p.Grew(1<<20, at(0))
	p.Asked()
	now := epoch
	for i, want := range []time.Duration{100, 200, 400, 800, 1600, 3200, 3200} {
		p.Failed(now)
		wait, pending := p.Due(1<<20, now)
		if wait != want*time.Millisecond || !pending {
			t.Fatalf("failure %d: got %v, want %v", i, wait, want*time.Millisecond)
		}
		now = now.Add(wait)
	}
	p.Delivered(1<<20, 2<<20, now)
	if wait, pending := p.Due(2<<20, now); wait != 0 || !pending {
		t.Errorf("after success: got %v, %v, want now", wait, pending)
	}
}

// What the relay asks for is told at once; if nothing is new, with the first octet that is.
func TestPolicyAsked(t *testing.T) {
	var p Policy
	p.Every(64 * kib)
	p.Asked()
	if _, pending := p.Due(0, epoch); pending {
		t.Error("nothing passed, and something is due")
	}
	if moved := p.Grew(1, at(0)); !moved {
		t.Error("nobody is told of the first octet")
	}
	if wait, pending := p.Due(1, epoch); wait > 0 || !pending {
		t.Errorf("asked: got %v, %v, want now", wait, pending)
	}
	p.Delivered(1, 1, epoch)
	p.Grew(2, at(0))
	if wait, _ := p.Due(2, epoch); wait != delay {
		t.Errorf("answered: got %v, want %v", wait, delay)
	}
}

// driven is a policy with a shell that looks when it is told to, and a relay that says what
// it likes.
type driven struct {
	Policy
	now         time.Time
	total, told uint64
	first       time.Time // octet untold
	alarm       time.Time // when the shell will look, zero: not before it is told
	words       []time.Time
}

func (d *driven) look() {
	wait, pending := d.Due(d.total, d.now)
	switch {
	case pending && wait <= 0:
		d.Delivered(d.total, d.total, d.now)
		d.told, d.alarm, d.words = d.total, time.Time{}, append(d.words, d.now)
	case pending:
		d.alarm = d.now.Add(wait)
	}
}

func (d *driven) pass(ms int, octets uint64) {
	until := d.now.Add(time.Duration(ms) * time.Millisecond)
	if !d.alarm.IsZero() && !d.alarm.After(until) {
		d.now = d.alarm
		d.look()
	}
	d.now = until
	if d.told == d.total {
		d.first = d.now
	}
	d.total += octets
	if d.Grew(d.total, func() time.Time { return d.now }) {
		d.look()
	}
}

// Whatever the traffic and whatever the relay says: what it wants, and no more than that, is
// untold; no octet for longer than delay; and the shell is told whenever it must look again.
func TestPolicyNeverForgets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := driven{now: epoch}
		for range rapid.IntRange(1, 100).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "says") {
				d.Every(rapid.Uint64Range(0, 1<<20).Draw(t, "every"))
				d.look()
			}
			d.pass(rapid.IntRange(0, 40_000).Draw(t, "ms"), rapid.Uint64Range(1, 40<<10).Draw(t, "octets"))
			if d.told < d.total && (d.now.Sub(d.first) > delay || d.total-d.told >= max(d.every, ack.LeastEvery)) {
				t.Fatalf("%d of %d octets told after %v, every %d", d.told, d.total, d.now.Sub(d.first), d.every)
			}
			if d.told < d.total && d.alarm.IsZero() {
				t.Fatal("nothing will look")
			}
		}
	})
}

// A relay that asks without pause gets no more than a burst, and then one word each
// askEvery; one that wants every octet no more than one for each 16 KiB beside.
func TestPolicyHostileRelay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := driven{now: epoch}
		for range rapid.IntRange(1, 300).Draw(t, "packets") {
			d.Every(rapid.Uint64Range(1, 100).Draw(t, "every"))
			d.Asked()
			d.look()
			d.pass(rapid.IntRange(0, 30).Draw(t, "ms"), rapid.Uint64Range(1, 1500).Draw(t, "octets"))
		}
		most := askBurst + int(d.now.Sub(epoch)/askEvery) + int(d.total/ack.LeastEvery) + 1
		if len(d.words) > most {
			t.Fatalf("%d words for %d octets in %v, want at most %d", len(d.words), d.total, d.now.Sub(epoch), most)
		}
	})
}

// An honest relay that asks seldom is answered at once, each time.
func TestPolicyAnswersAtOnce(t *testing.T) {
	d := driven{now: epoch}
	d.Every(1 << 20)
	for i := range 100 {
		d.pass(int(askEvery/time.Millisecond), 1)
		d.Asked()
		if d.look(); d.told != d.total {
			t.Fatalf("ask %d: %d of %d octets told", i, d.told, d.total)
		}
	}
}
