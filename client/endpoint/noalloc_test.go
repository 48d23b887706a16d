//go:build !race

// The race detector empties sync.Pool at random: nothing to measure under it.

package endpoint

import "testing"

func TestNoAllocations(t *testing.T) {
	sender, receiver := benchConns(t)
	payload, buf := make([]byte, 1200), make([]byte, 1500)
	if n := testing.AllocsPerRun(1000, func() { sender.WriteTo(payload, sender.peer) }); n > 0 {
		t.Errorf("WriteTo: %v allocations", n)
	}
	if n := testing.AllocsPerRun(1000, func() { receiver.ReadFrom(buf) }); n > 0 {
		t.Errorf("ReadFrom: %v allocations", n)
	}
}
