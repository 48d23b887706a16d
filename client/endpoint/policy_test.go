package endpoint

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var epoch = time.Unix(1_700_000_000, 0)

func at(d time.Duration) func() time.Time { return func() time.Time { return epoch.Add(d) } }

func TestAckPolicyDue(t *testing.T) {
	const kib = 1 << 10
	for _, tt := range []struct {
		name         string
		acked, total uint64 // octets; the first after acked at epoch
		wait         time.Duration
		pending      bool
	}{
		{"nothing passed", 0, 0, 0, false},
		{"nothing since", 70 * kib, 70 * kib, 0, false},
		{"one octet", 0, 1, 200 * time.Millisecond, true},
		{"just under the first 16 KiB", 0, 16*kib - 1, 200 * time.Millisecond, true},
		{"the first 16 KiB", 0, 16 * kib, 0, true},
		{"16 KiB after 64", 64 * kib, 80 * kib, 0, true},
		{"a quarter of 128 KiB", 128 * kib, 160 * kib, 0, true},
		{"under a quarter of 128 KiB", 128 * kib, 160*kib - 1, 200 * time.Millisecond, true},
		{"512 KiB after 1 GiB", 1 << 30, 1<<30 + 512*kib, 0, true},
		{"under 512 KiB after 1 GiB", 1 << 30, 1<<30 + 512*kib - 1, 200 * time.Millisecond, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var p ackPolicy
			p.delivered(tt.acked, tt.acked, epoch)
			p.grew(tt.total, at(0))
			if wait, pending := p.due(tt.total, epoch); wait != tt.wait || pending != tt.pending {
				t.Errorf("got %v, %v, want %v, %v", wait, pending, tt.wait, tt.pending)
			}
		})
	}
}

func TestAckPolicyWaitsFromTheFirstOctet(t *testing.T) {
	var p ackPolicy
	p.grew(10, at(0))
	p.grew(20, at(150*time.Millisecond))
	if wait, _ := p.due(20, epoch.Add(150*time.Millisecond)); wait != 50*time.Millisecond {
		t.Errorf("got %v, want 50ms", wait)
	}
	// Octets that came while the acknowledgement was under way begin a new wait.
	p.delivered(20, 30, epoch.Add(time.Second))
	if wait, pending := p.due(30, epoch.Add(time.Second)); wait != ackDelay || !pending {
		t.Errorf("after delivery: got %v, %v", wait, pending)
	}
}

func TestAckPolicyBackOff(t *testing.T) {
	var p ackPolicy
	p.grew(1<<20, at(0))
	now := epoch
	for i, want := range []time.Duration{100, 200, 400, 800, 1600, 3200, 3200} {
		p.failed(now)
		wait, pending := p.due(1<<20, now)
		if wait != want*time.Millisecond || !pending {
			t.Fatalf("failure %d: got %v, want %v", i, wait, want*time.Millisecond)
		}
		now = now.Add(wait)
	}
	p.delivered(1<<20, 2<<20, now)
	if wait, pending := p.due(2<<20, now); wait != 0 || !pending {
		t.Errorf("after success: got %v, %v, want now", wait, pending)
	}
}

// Whatever the traffic, an octet that passed is acknowledged within ackDelay, and a
// quarter of the first credit at once; the shell is told whenever it must look again.
func TestAckPolicyNeverForgets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p ackPolicy
		now, first, total, acked := epoch, time.Time{}, uint64(0), uint64(0)
		var alarm time.Time // when the shell will look, zero: not before it is told
		look := func() {
			wait, pending := p.due(total, now)
			switch {
			case pending && wait <= 0:
				p.delivered(total, total, now)
				acked, first, alarm = total, time.Time{}, time.Time{}
			case pending:
				alarm = now.Add(wait)
			}
		}
		for range rapid.IntRange(1, 100).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "ms")) * time.Millisecond)
			if !alarm.IsZero() && !alarm.After(now) {
				now = alarm
				look()
			}
			total += rapid.Uint64Range(1, 40<<10).Draw(t, "octets")
			if first.IsZero() {
				first = now
			}
			if p.grew(total, func() time.Time { return now }) {
				look()
			}
			if acked < total && (now.Sub(first) > ackDelay || total-acked >= max(ackEvery, acked/ackShare)) {
				t.Fatalf("%d of %d octets acknowledged after %v", acked, total, now.Sub(first))
			}
			if acked < total && alarm.IsZero() {
				t.Fatal("nothing will look")
			}
		}
	})
}
