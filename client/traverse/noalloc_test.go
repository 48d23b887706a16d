//go:build !race

// The race detector empties sync.Pool at random: nothing to measure under it.

package traverse

import (
	"net"
	"testing"
)

// discard is a socket that takes everything.
type discard struct{ net.Conn }

func (discard) Write(b []byte) (int, error) { return len(b), nil }

func TestNoAllocations(t *testing.T) {
	r, err := newRelayed(discard{}, URI{}, testConfig)
	if err != nil {
		t.Fatal(err)
	}
	peer, err := addrPort(bob)
	if err != nil {
		t.Fatal(err)
	}
	number, err := r.number(peer)
	if err != nil {
		t.Fatal(err)
	}
	r.setBound(peer, true)
	payload, buf := make([]byte, 1200), make([]byte, 1500)
	message := appendChannelData(nil, number, payload, false)
	if n := testing.AllocsPerRun(1000, func() { r.WriteTo(payload, bob) }); n > 0 {
		t.Errorf("WriteTo: %v allocations", n)
	}
	if n := testing.AllocsPerRun(1000, func() { r.handle(message); r.ReadFrom(buf) }); n > 0 {
		t.Errorf("ReadFrom: %v allocations", n)
	}
}
