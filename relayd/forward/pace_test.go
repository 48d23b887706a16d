package forward

import (
	"testing"
	"time"

	"github.com/portage-relay/portage/relayd/forward/core"
)

func TestPace(t *testing.T) {
	// held returns how many of 1000 turns, which take n messages each, every so often, end
	// with a wait.
	var now core.Instant
	held := func(p *pace, n int, more bool, every time.Duration) (count int) {
		for range 1000 {
			now += core.Instant(every)
			if p.waits(n, more, now) {
				count++
			}
		}
		return count
	}
	const us = time.Microsecond
	waits := &pace{hold: core.Instant(100 * us)}
	never := &pace{}
	for _, c := range []struct {
		name        string
		p           *pace
		n           int
		more        bool
		every       time.Duration
		least, most int
	}{
		{"a call", waits, 1, false, 20 * time.Millisecond, 0, 0},
		{"a hundred calls", waits, 1, false, 200 * us, 0, 0},
		{"a thousand calls", waits, 1, false, 20 * us, 400, 999},
		{"the same, taken together", waits, 6, false, 120 * us, 1000, 1000},
		{"half as many, taken together", waits, 3, false, 120 * us, 1000, 1000},
		{"full vectors", waits, full, false, 100 * us, 0, 0},
		{"short vectors of many", waits, 8, true, 100 * us, 0, 0},
		{"nothing to read", waits, 0, false, 100 * us, 0, 0},
		{"a third as many from the beginning", waits, 1, false, 60 * us, 0, 0},
		{"without a hold", never, 1, false, 20 * us, 0, 0},
	} {
		if got := held(c.p, c.n, c.more, c.every); got < c.least || got > c.most {
			t.Errorf("%s: waits %d times in 1000 turns, want %d to %d", c.name, got, c.least, c.most)
		}
	}
}
