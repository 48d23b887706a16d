package scenario

import (
	"net"
	"slices"
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
	halt    chan struct{} // closed by stop
	over    chan struct{} // closed when nothing is sent any more
	ends    [2]net.PacketConn
}

// pour sends from one allocation to another until so many octets arrived, or until it is stopped.
func (s *stage) pour(from, to *traverse.Relayed, most uint64) *flood {
	target, source := net.UDPAddrFromAddrPort(to.RelayedAddr()), net.UDPAddrFromAddrPort(from.RelayedAddr())
	check(to.BindChannel(s.ctx, source))
	check(from.BindChannel(s.ctx, target))
	return s.flood(from, to, target, most)
}

// flood is pour between any two ends.
func (s *stage) flood(from, to net.PacketConn, target net.Addr, most uint64) *flood {
	f := &flood{halt: make(chan struct{}), over: make(chan struct{}), ends: [2]net.PacketConn{from, to}}
	go f.count(to)
	go func() {
		defer close(f.over)
		f.send(from, target, most, s.ctx.Done())
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

func (f *flood) send(from net.PacketConn, to net.Addr, most uint64, done <-chan struct{}) {
	pace := time.NewTicker(floodEvery)
	defer pace.Stop()
	for packet := make([]byte, packetSize); f.arrived.Load() < most; {
		select {
		case <-pace.C:
		case <-f.halt:
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

// finished reports whether so many octets arrived as were to.
func (f *flood) finished() bool {
	select {
	case <-f.over:
		return true
	default:
		return false
	}
}

// exhaust waits until floods over a channel whose payer stops signing have arrived as far as
// the relay gives credit, and returns how many octets that were.
func (s *stage) exhaust(r *relay, p *roguePayer, floods ...*flood) (arrived uint64) {
	s.until("the relay's credit is used up", func() bool {
		if !slices.ContainsFunc(floods, func(f *flood) bool { return !f.finished() }) {
			return true
		}
		st := r.status(p.channel.ID)
		return p.silent() && st.Credit.Less(st.Unpaid.AddCap(worth(uint64(len(floods))*2*packetSize)))
	})
	for _, f := range floods {
		close(f.halt)
		arrived += f.wait()
	}
	return arrived
}
