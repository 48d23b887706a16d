package core

import (
	"sync/atomic"

	"github.com/portage-relay/portage/relayd/meter"
)

// totals are the packets of all sessions and both directions. Batches add to them, once a
// vector.
type totals struct {
	forwarded, unbilled flowTotal
	dropped             [meter.Reasons]flowTotal
}

type flowTotal struct{ bytes, packets atomic.Uint64 }

func (t *flowTotal) add(f meter.Flow) {
	if f.Packets > 0 {
		t.bytes.Add(f.Bytes)
		t.packets.Add(f.Packets)
	}
}

func (t *flowTotal) load() meter.Flow {
	return meter.Flow{Bytes: t.bytes.Load(), Packets: t.packets.Load()}
}

func (t *totals) add(f *meter.Tally) {
	t.forwarded.add(f.Forwarded)
	t.unbilled.add(f.Unbilled)
	for r := range f.Dropped {
		t.dropped[r].add(f.Dropped[r])
	}
}

// Totals returns what became of the packets of all sessions and both directions. What
// passed from one allocation of a session to the other is in it once.
func (r *Relay) Totals() meter.Tally {
	t := meter.Tally{Forwarded: r.totals.forwarded.load(), Unbilled: r.totals.unbilled.load()}
	for i := range t.Dropped {
		t.Dropped[i] = r.totals.dropped[i].load()
	}
	return t
}
