package forward

import (
	"time"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// pace decides when a thread waits a little before it looks for packets again, as network
// cards do before they interrupt. To sleep and be woken costs more than to forward several
// packets: a thread that is woken for each of them is busy with that. It then takes them
// together. It delays nobody where packets are so few that waiting brings none together, nor
// where there is always something to do.
type pace struct {
	hold core.Instant // how long it waits; 0: never
	on   bool

	began core.Instant // of the window that is judged
	taken int          // messages in it so far
}

const (
	// window is how long messages are counted, before their rate is judged.
	window = core.Instant(10 * time.Millisecond)
	// A thread begins to wait when so many messages are to be expected meanwhile, and ends
	// below the other.
	together, alone = 2, 1
	// full is how many messages of a turn say that more are there already.
	full = 64
)

// waits returns whether to wait after a turn that took n messages, where it is known
// whether it left more.
func (p *pace) waits(n int, more bool, now core.Instant) bool {
	if p.hold == 0 {
		return false
	}
	p.taken += n
	if all := now - p.began; all >= window {
		expected := p.taken * int(p.hold) / int(all)
		p.on = expected >= together || p.on && expected >= alone
		p.began, p.taken = now, 0
	}
	return p.on && 0 < n && n < full && !more
}
