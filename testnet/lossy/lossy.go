// Package lossy is an in-process network for tests: a Pipe is a pair of connected
// net.PacketConn, and Wrap makes what is written to any net.PacketConn suffer faults.
//
//	a, b := lossy.Pipe()
//	bad := lossy.Wrap(a, seed, lossy.Drop(0.05), lossy.Reorder(0.1, 8), lossy.Duplicate(0.02))
//
// Faults are values, applied in the order given, each to what the one before let
// through. The same seed and the same writes give the same faults; no clock is involved,
// so a test may run it in a testing/synctest bubble.
package lossy

import (
	"math/rand/v2"
	"net"
	"sync"
)

// A Fault decides what a link passes on in place of one datagram: nothing, itself, or
// several. The packet is the fault's own: it may change it or keep it for later. A Fault
// may have state: it belongs to one Link, which calls it under a lock.
type Fault func(r *rand.Rand, packet []byte) [][]byte

// Drop loses a datagram with probability p.
func Drop(p float64) Fault {
	return func(r *rand.Rand, packet []byte) [][]byte {
		if r.Float64() < p {
			return nil
		}
		return [][]byte{packet}
	}
}

// Duplicate sends a datagram twice with probability p.
func Duplicate(p float64) Fault {
	return func(r *rand.Rand, packet []byte) [][]byte {
		if r.Float64() < p {
			return [][]byte{packet, append([]byte(nil), packet...)}
		}
		return [][]byte{packet}
	}
}

// Flip turns over one bit of a datagram with probability p.
func Flip(p float64) Fault {
	return func(r *rand.Rand, packet []byte) [][]byte {
		if len(packet) > 0 && r.Float64() < p {
			packet[r.IntN(len(packet))] ^= 1 << r.IntN(8)
		}
		return [][]byte{packet}
	}
}

// Truncate cuts a datagram's end off, at least one byte of it, with probability p.
func Truncate(p float64) Fault {
	return func(r *rand.Rand, packet []byte) [][]byte {
		if len(packet) > 0 && r.Float64() < p {
			packet = packet[:r.IntN(len(packet))]
		}
		return [][]byte{packet}
	}
}

// Reorder holds a datagram back, with probability p, until 1 to depth later ones have
// passed. Those still held when writing ends are lost.
func Reorder(p float64, depth int) Fault {
	type held struct {
		packet []byte
		wait   int // later datagrams still to pass
	}
	var late []held
	return func(r *rand.Rand, packet []byte) [][]byte {
		if r.Float64() < p {
			late = append(late, held{packet, 1 + r.IntN(depth)})
			return nil
		}
		out, keep := [][]byte{packet}, late[:0]
		for _, h := range late {
			if h.wait--; h.wait == 0 {
				out = append(out, h.packet)
			} else {
				keep = append(keep, h)
			}
		}
		late = keep
		return out
	}
}

// Tap calls f with each datagram that passes, to watch or record it. f must not keep it.
func Tap(f func(packet []byte)) Fault {
	return func(_ *rand.Rand, packet []byte) [][]byte {
		f(packet)
		return [][]byte{packet}
	}
}

// Link is a net.PacketConn whose writes suffer faults. Safe for concurrent use if the
// one below is.
type Link struct {
	net.PacketConn
	out suffering
}

// Wrap returns pc with faults on what is written to it. Reads and the rest are pc's.
func Wrap(pc net.PacketConn, seed uint64, faults ...Fault) *Link {
	return &Link{PacketConn: pc, out: newSuffering(seed, 0, faults)}
}

// WriteTo passes a copy of p through the faults and writes what comes out. It reports
// success also for what was lost: a sender on a real network learns no more.
func (l *Link) WriteTo(p []byte, addr net.Addr) (int, error) {
	err := l.out.pass(p, func(packet []byte) error {
		_, err := l.PacketConn.WriteTo(packet, addr)
		return err
	})
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// suffering is one way of a link.
type suffering struct {
	mu     *sync.Mutex // of random and the faults' state; held while packets are passed on
	random *rand.Rand
	faults []Fault
}

func newSuffering(seed, way uint64, faults []Fault) suffering {
	return suffering{mu: new(sync.Mutex), random: rand.New(rand.NewPCG(seed, way)), faults: faults}
}

// pass gives on what the faults make of a copy of p, until the first error.
func (s suffering) pass(p []byte, on func(packet []byte) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	packets := [][]byte{append([]byte(nil), p...)}
	for _, fault := range s.faults {
		var next [][]byte
		for _, p := range packets {
			next = append(next, fault(s.random, p)...)
		}
		packets = next
	}
	for _, packet := range packets {
		if err := on(packet); err != nil {
			return err
		}
	}
	return nil
}
