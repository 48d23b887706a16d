package meter

import (
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// watched returns a meter with the channel that it wakes.
func watched() (*Meter, chan struct{}) {
	wake := make(chan struct{}, 1)
	return New(wake), wake
}

// signalled reports whether a signal waits, and takes it.
func signalled(t interface{ Fatal(...any) }, m *Meter, wake chan struct{}) bool {
	select {
	case <-wake:
		if !m.Woke() {
			t.Fatal("a signal, and no meter that gave it")
		}
		return true
	default:
		if m.Woke() {
			t.Fatal("a meter woke, and gave no signal")
		}
		return false
	}
}

func TestTakeStopsExactlyAtTheGrant(t *testing.T) {
	m := New(nil)
	if m.Take(AB, 0) || m.Take(AB, 1) {
		t.Fatal("a new meter let a packet through before any grant")
	}
	m.Grant(100)
	for i, step := range []struct {
		d    Direction
		n    int
		want bool
	}{
		{AB, 60, true},
		{BA, 41, false}, // 101 in both directions
		{BA, 40, true},  // 100
		{AB, 1, false},
		{AB, 0, false}, // an empty packet is not a way around the limit
	} {
		if got := m.Take(step.d, step.n); got != step.want {
			t.Fatalf("step %d: Take(%v, %d) = %v, want %v", i, step.d, step.n, got, step.want)
		}
	}
	m.Grant(1)
	if !m.Take(AB, 1) || m.Take(AB, 1) {
		t.Fatal("a grant of one byte did not let exactly one byte through")
	}
	m.Grant(7)
	if got := m.Reclaim(); got != 7 || m.Take(AB, 1) {
		t.Fatalf("Reclaim = %d, want 7 and nothing left", got)
	}
	m.Grant(Unlimited)
	m.Grant(Unlimited) // no wrap
	if got := m.Reclaim(); got != Unlimited {
		t.Fatalf("Reclaim after two unlimited grants = %d, want %d", got, Unlimited)
	}
}

func TestReturnGivesTheReservationBack(t *testing.T) {
	m := New(nil)
	m.Grant(10)
	if !m.Take(AB, 10) {
		t.Fatal("Take(10) under a grant of 10 refused")
	}
	m.Return(AB, Failed, 10)
	if !m.Take(BA, 10) {
		t.Fatal("Take after Return refused")
	}
	m.Sent(BA, 10)
	c := m.Snapshot()
	if got, want := c[AB].Dropped[Failed], (Flow{10, 1}); got != want {
		t.Errorf("dropped[failed] = %v, want %v", got, want)
	}
	if got := c[AB].Forwarded; got != (Flow{}) {
		t.Errorf("a returned packet was counted as forwarded: %v", got)
	}
	if got, want := c[BA].Forwarded, (Flow{10, 1}); got != want {
		t.Errorf("forwarded = %v, want %v", got, want)
	}
}

// A meter signals once when half of what a grant left is used up, and when it refuses.
func TestSignal(t *testing.T) {
	m, wake := watched()
	if !m.Low() {
		t.Fatal("a meter that was granted nothing is not low")
	}
	m.Grant(100)
	m.Take(AB, 49)
	if m.Low() || signalled(t, m, wake) {
		t.Fatal("low with 51 of 100 bytes left")
	}
	m.Take(AB, 1)
	if !m.Low() || !signalled(t, m, wake) {
		t.Fatal("no signal at half of the grant")
	}
	m.Take(AB, 1)
	if signalled(t, m, wake) {
		t.Fatal("a second signal for the same low water")
	}
	m.Take(AB, 1000)
	m.Take(AB, 1000)
	if !signalled(t, m, wake) || signalled(t, m, wake) {
		t.Fatal("two refusals must leave one signal")
	}
	m.Grant(51) // 100 left
	if m.Low() || !m.TakeTrain(50) || !signalled(t, m, wake) {
		t.Fatal("a new grant has a new low water")
	}
	m.Return(AB, Failed, 10)
	if m.Take(AB, 10); !signalled(t, m, wake) {
		t.Fatal("what is given back must not move low water")
	}
}

// Meters that share a channel are told apart, also when one signal stands for two.
func TestSharedWake(t *testing.T) {
	wake := make(chan struct{}, 1)
	a, b, c := New(wake), New(wake), New(wake)
	a.Take(AB, 1)
	c.Take(AB, 1)
	<-wake
	if len(wake) > 0 || !a.Woke() || b.Woke() || !c.Woke() || c.Woke() {
		t.Fatal("two meters woke, each once")
	}
}

func TestDirections(t *testing.T) {
	for _, c := range []struct {
		side    Side
		out, in Direction
	}{{A, AB, BA}, {B, BA, AB}, {Either, AB, BA}} {
		if c.side.Out() != c.out || c.side.In() != c.in {
			t.Errorf("side %v: out %v in %v, want %v %v", c.side, c.side.Out(), c.side.In(), c.out, c.in)
		}
	}
}

func TestEveryReasonHasAName(t *testing.T) {
	seen := map[string]bool{}
	for r := range Reasons {
		if name := r.String(); name == "" || name == "unknown" || seen[name] {
			t.Errorf("reason %d has no name of its own: %q", r, name)
		} else {
			seen[name] = true
		}
	}
}

// TestCounters runs random operations against a slow twin: what goes in comes
// out in exactly one counter, and no more is ever taken than the limit allows.
func TestCounters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, wake := watched()
		var limit, taken uint64
		var in [directions]Flow
		t.Repeat(map[string]func(*rapid.T){
			"grant": func(t *rapid.T) {
				n := rapid.Uint64Range(0, 10_000).Draw(t, "bytes")
				limit += n
				m.Grant(n)
			},
			"reclaim": func(t *rapid.T) {
				if got := m.Reclaim(); got != limit-taken {
					t.Fatalf("Reclaim = %d, want %d", got, limit-taken)
				}
				limit = taken
			},
			"packet": func(t *rapid.T) {
				d := Direction(rapid.IntRange(0, 1).Draw(t, "direction"))
				n := rapid.IntRange(0, 1500).Draw(t, "bytes")
				in[d] = in[d].Plus(Flow{uint64(n), 1})
				fits := taken < limit && taken+uint64(n) <= limit
				switch rapid.SampledFrom([]string{"send", "fail", "drop", "unbilled"}).Draw(t, "fate") {
				case "drop":
					m.Drop(d, Reason(rapid.IntRange(0, int(Reasons)-1).Draw(t, "reason")), n)
				case "unbilled":
					m.Unbilled(d, n)
				case "fail":
					if m.Take(d, n) != fits {
						t.Fatalf("Take(%d) with %d of %d taken: want %v", n, taken, limit, fits)
					}
					if fits {
						m.Return(d, Failed, n)
					}
				case "send":
					if m.Take(d, n) != fits {
						t.Fatalf("Take(%d) with %d of %d taken: want %v", n, taken, limit, fits)
					}
					if fits {
						taken += uint64(n)
						m.Sent(d, n)
					} else if !signalled(t, m, wake) {
						t.Fatal("refused without a signal")
					}
				}
			},
			"": func(t *rapid.T) {
				c := m.Snapshot()
				for d := range in {
					if got := c[d].In(); got != in[d] {
						t.Fatalf("%v: in = %v, want %v", Direction(d), got, in[d])
					}
				}
				if got := c[AB].Forwarded.Bytes + c[BA].Forwarded.Bytes; got != taken {
					t.Fatalf("forwarded %d bytes, want %d", got, taken)
				}
			},
		})
	})
}

// TestNoOvershoot lets many goroutines compete, each until it is refused: not a
// byte more than granted may pass, and what is left must be too little for the
// smallest packet.
func TestNoOvershoot(t *testing.T) {
	const granted, workers, smallest = 1_000_003, 8, 7
	m := New(nil)
	m.Grant(granted)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			n, d := smallest+w, Direction(w%2)
			for m.Take(d, n) {
				m.Sent(d, n)
			}
		})
	}
	wg.Wait()
	c := m.Snapshot()
	got := c[AB].Forwarded.Bytes + c[BA].Forwarded.Bytes
	if got > granted || got+smallest <= granted {
		t.Fatalf("forwarded %d bytes of %d", got, granted)
	}
	if refused := c[AB].Dropped[Credit].Packets + c[BA].Dropped[Credit].Packets; refused != workers {
		t.Fatalf("%d packets refused, want %d", refused, workers)
	}
}

func TestPathDoesNotAllocate(t *testing.T) {
	m := New(nil)
	m.Grant(2000)
	if got := testing.AllocsPerRun(1000, func() {
		if m.Take(AB, 1200) {
			m.Sent(AB, 1200)
		}
		m.Drop(BA, Queue, 1200)
		m.Unbilled(BA, 1)
	}); got != 0 {
		t.Fatalf("%v allocations per packet, want 0", got)
	}
}

func BenchmarkTakeSent(b *testing.B) {
	m := New(nil)
	m.Grant(Unlimited)
	for b.Loop() {
		if m.Take(AB, 1200) {
			m.Sent(AB, 1200)
		}
	}
}
