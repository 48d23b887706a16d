package load

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"
)

// forwarder forwards as a bare forwarder does, and drops what drop tells it to.
func forwarder(t *testing.T, drop func(toPeer bool) bool) netip.AddrPort {
	t.Helper()
	listen := func() *net.UDPConn {
		c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	front := listen()
	type client struct {
		relay *net.UDPConn
		peers map[uint16]netip.AddrPort
	}
	clients := map[netip.AddrPort]*client{}
	bind := func(from netip.AddrPort, b Bind) {
		c := clients[from]
		if c == nil {
			c = &client{listen(), map[uint16]netip.AddrPort{}}
			clients[from] = c
		}
		c.peers[b.Channel] = b.Peer
		go func() {
			buf := make([]byte, 1<<16)
			for {
				n, _, err := c.relay.ReadFromUDPAddrPort(buf[4:])
				if err != nil {
					return
				}
				if !drop(false) {
					buf[0], buf[1], buf[2], buf[3] = byte(b.Channel>>8), byte(b.Channel), byte(n>>8), byte(n)
					front.WriteToUDPAddrPort(buf[:4+n], from) //nolint:errcheck // counted as lost
				}
			}
		}()
		front.WriteToUDPAddrPort(AppendBound(nil, c.relay.LocalAddr().(*net.UDPAddr).AddrPort()), from) //nolint:errcheck
	}
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, from, err := front.ReadFromUDPAddrPort(buf)
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if b, ok := ParseBind(buf[:n]); ok {
				bind(from, b)
				continue
			}
			c := clients[from]
			if peer, ok := c.peers[uint16(buf[0])<<8|uint16(buf[1])]; ok && !drop(true) {
				c.relay.WriteToUDPAddrPort(buf[4:n], peer) //nolint:errcheck
			}
		}
	}()
	return front.LocalAddr().(*net.UDPAddr).AddrPort()
}

func field(t *testing.T, s Server, n int) *Field {
	t.Helper()
	g, err := NewGround()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	f := NewField(g, s)
	if err := f.Grow(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestCountsWhatArrives: every packet that a forwarder does not drop is counted, by
// allocation and direction; a train counts as its packets.
func TestCountsWhatArrives(t *testing.T) {
	for _, l := range []Load{
		{Allocations: 1, Payload: 172, Train: 1, Rate: 2000, Duration: 200 * time.Millisecond},
		{Allocations: 5, Payload: 172, Train: 1, Rate: 2000, Duration: 200 * time.Millisecond},
		{Allocations: 5, Payload: 1200, Train: 16, Rate: 3200, Duration: 200 * time.Millisecond},
		{Allocations: 2, Payload: MinPayload, Train: 3, Rate: 3000, Duration: 200 * time.Millisecond, Voice: true},
	} {
		var mu sync.Mutex
		passed, seen := [2]uint64{}, 0
		f := field(t, Server{Addr: forwarder(t, func(toPeer bool) bool {
			mu.Lock()
			defer mu.Unlock()
			if seen++; seen%10 == 0 {
				return true
			}
			if toPeer {
				passed[0]++
			} else {
				passed[1]++
			}
			return false
		})}, 6)
		tallies := make([]Tally, 6)
		r, err := f.Run(l, tallies)
		if err != nil {
			t.Fatal(err)
		}
		var packets, bytes [2]uint64
		for i := range tallies {
			for d := range packets {
				packets[d] += tallies[i].Packets[d].Load()
				bytes[d] += tallies[i].Bytes[d].Load()
			}
		}
		mu.Lock()
		if packets != passed || r.Received+r.VoiceReceived != passed[0]+passed[1] {
			t.Errorf("%+v: got %d by allocation, %d and %d in all, want %d", l, packets, r.Received, r.VoiceReceived, passed)
		}
		want := r.Received*uint64(l.Payload) + r.VoiceReceived*VoicePayload
		if bytes[0]+bytes[1] != want {
			t.Errorf("%+v: got %d bytes, want %d", l, bytes[0]+bytes[1], want)
		}
		if r.Sent+r.VoiceSent != uint64(seen) || r.Latency.Count() != r.Received || r.VoiceLatency.Count() != r.VoiceReceived {
			t.Errorf("%+v: sent %d and %d of %d seen; %d and %d latencies", l, r.Sent, r.VoiceSent, seen, r.Latency.Count(), r.VoiceLatency.Count())
		}
		mu.Unlock()
	}
}

// TestSchedule: as many packets are sent as the rate asks for, half of them each way.
func TestSchedule(t *testing.T) {
	f := field(t, Server{Direct: true}, 3)
	tallies := make([]Tally, 3)
	r, err := f.Run(Load{Allocations: 3, Payload: 100, Train: 4, Rate: 12_000, Duration: 100 * time.Millisecond}, tallies)
	if err != nil {
		t.Fatal(err)
	}
	if r.Sent != 1200 || r.Received != 1200 || r.Lost() != 0 {
		t.Errorf("sent %d, received %d, want 1200", r.Sent, r.Received)
	}
	for i := range tallies {
		for d := range 2 {
			if n := tallies[i].Packets[d].Load(); n != 200 {
				t.Errorf("allocation %d, direction %d: got %d packets, want 200", i, d, n)
			}
		}
	}
}

// TestStallsCount: the packets that were to be sent and answered while a forwarder stood
// still are late by as much, not only the one that it held.
func TestStallsCount(t *testing.T) {
	const stall = 100 * time.Millisecond
	once := sync.OnceFunc(func() { time.Sleep(stall) }) // the stall itself
	f := field(t, Server{Addr: forwarder(t, func(toPeer bool) bool {
		if toPeer {
			once()
		}
		return false
	})}, 1)
	r, err := f.Run(Load{Allocations: 1, Payload: 100, Train: 1, Rate: 2000, Duration: 200 * time.Millisecond}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// 100 ms of 200 ms, and half of the packets.
	if got := r.Latency.Quantile(0.95); got < stall/2 {
		t.Errorf("the 95th percentile is %v after a stall of %v", got, stall)
	}
}

// TestLateFromEarlierRun: what arrives after its run is not of the next one, but is in the
// tally: it was paid for.
func TestLateFromEarlierRun(t *testing.T) {
	f := field(t, Server{Direct: true}, 1)
	tallies := make([]Tally, 1)
	first := newGenerator(f, Load{Allocations: 1, Payload: 100, Train: 1, Rate: 1}, tallies)
	for i := range first.flows {
		if !first.transmit(&first.flows[i], 0) {
			t.Fatal(first.failure)
		}
	}
	r, err := f.Run(Load{Allocations: 1, Payload: 100, Train: 1, Rate: 1000, Duration: 50 * time.Millisecond}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if late := uint64(len(first.flows)); r.Received != 50 || tallies[0].Packets[0].Load()+tallies[0].Packets[1].Load() != late {
		t.Errorf("received %d, want 50; late: %d and %d, want %d", r.Received, tallies[0].Packets[0].Load(), tallies[0].Packets[1].Load(), late)
	}
}

func TestBind(t *testing.T) {
	want := Bind{0x4003, netip.MustParseAddrPort("127.0.2.1:4567")}
	b := want.Append(nil)
	if got, ok := ParseBind(b); !ok || got != want {
		t.Errorf("got %+v, %v", got, ok)
	}
	for i := range b {
		if _, ok := ParseBind(b[:i]); ok {
			t.Errorf("%d bytes are one", i)
		}
	}
	if _, ok := ParseBind(append([]byte{0x40}, b[1:]...)); ok {
		t.Error("ChannelData is one")
	}
}
