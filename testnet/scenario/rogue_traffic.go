package scenario

import (
	"net"
	"sync/atomic"
	"time"

	"github.com/portage-relay/portage/client/traverse"
)

const (
	// floodEvery and floodBurst pace a flood: packets at a time, 4.8 MB/s. It is meant to
	// use up credit, not the machine.
	floodEvery = time.Millisecond
	floodBurst = 4
)

// flood is traffic from one allocation to another, for as long as the relay forwards it.
type flood struct {
	arrived atomic.Uint64 // payload octets that came out of the relay
	over    chan struct{}
	ends    [2]net.PacketConn
}

// pour sends from one allocation to another until so many octets arrived, or stop.
func (s *stage) pour(from, to *traverse.Relayed, most uint64, stop <-chan struct{}) *flood {
	target, source := net.UDPAddrFromAddrPort(to.RelayedAddr()), net.UDPAddrFromAddrPort(from.RelayedAddr())
	check(to.BindChannel(s.ctx, source))
	check(from.BindChannel(s.ctx, target))
	return s.flood(from, to, target, most, stop)
}

// flood is pour between any two ends.
func (s *stage) flood(from, to net.PacketConn, target net.Addr, most uint64, stop <-chan struct{}) *flood {
	f := &flood{over: make(chan struct{}), ends: [2]net.PacketConn{from, to}}
	go f.count(to)
	go func() {
		defer close(f.over)
		f.send(from, target, most, stop, s.ctx.Done())
	}()
	return f
}

func (f *flood) count(from net.PacketConn) {
	for buf := make([]byte, 2048); ; {
		n, _, err := from.ReadFrom(buf)
		if err != nil {
			return
		}
		f.arrived.Add(uint64(n))
	}
}

func (f *flood) send(from net.PacketConn, to net.Addr, most uint64, stop, done <-chan struct{}) {
	pace := time.NewTicker(floodEvery)
	defer pace.Stop()
	for packet := make([]byte, packetSize); f.arrived.Load() < most; {
		select {
		case <-pace.C:
		case <-stop:
			return
		case <-done:
			return
		}
		for range floodBurst {
			from.WriteTo(packet, to) // what the relay refuses is part of it
		}
	}
}

// wait waits until the flood is over, closes both ends, and returns how many octets arrived.
func (f *flood) wait() uint64 {
	<-f.over
	for _, e := range f.ends {
		e.Close()
	}
	return f.arrived.Load()
}
