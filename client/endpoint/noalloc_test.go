//go:build !race

// The race detector empties sync.Pool at random: nothing to measure under it.

package endpoint

import (
	"testing"

	"github.com/portage-relay/portage/proofs/sample"
)

// What is not sampled allocates nothing either; one sample in 65,536 packets is too few to
// be seen in the mean.
func TestNoAllocations(t *testing.T) {
	for _, oneIn := range []uint32{0, sample.MaxOneIn} {
		sender, receiver := benchConns(t, oneIn)
		payload, buf := make([]byte, 1200), make([]byte, 1500)
		if n := testing.AllocsPerRun(1000, func() { sender.WriteTo(payload, sender.peer) }); n > 0 {
			t.Errorf("one in %d: WriteTo: %v allocations", oneIn, n)
		}
		if n := testing.AllocsPerRun(1000, func() { receiver.ReadFrom(buf) }); n > 0 {
			t.Errorf("one in %d: ReadFrom: %v allocations", oneIn, n)
		}
	}
}
