package forward

import (
	"time"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// pace decides when a thread waits a little before it looks for packets again, as network
// cards do before they interrupt. To sleep and be woken costs more than to forward several
// packets: a thread that is woken for each of them is busy with that. It then takes them
// together. It delays nobody while it has time to spare, nor where there is always
// something to do.
type pace struct {
	hold core.Instant // how long it waits; 0: never
	on   bool

	began core.Instant // of the window that is judged
	spent core.Instant // processor time of the thread by then
}

const (
	// window is how long a thread's time is looked at, before it is judged.
	window = core.Instant(10 * time.Millisecond)
	// A thread begins to wait when it is busy for so many per cent of a window, and ends
	// below the other: then packets are few even though it takes them together.
	busyPercent, idlePercent = 50, 15
	// full is how many messages of a turn say that more are there already.
	full = 32
)

// waits returns whether to wait after a turn that took n messages. It may ask for the
// thread's processor time so far, of which sleeping and being woken is a part.
func (p *pace) waits(n int, now core.Instant, processor func() core.Instant) bool {
	if p.hold == 0 {
		return false
	}
	if all := now - p.began; all >= window {
		spent := processor()
		busy := 100 * (spent - p.spent) / all
		p.on = busy >= busyPercent || p.on && busy >= idlePercent
		p.began, p.spent = now, spent
	}
	return p.on && 0 < n && n < full
}
