package forward

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
)

// fd returns the descriptor of the socket, which stays the conn's.
func (e *endpoint) fd() (fd int) {
	e.t.Helper()
	raw, err := e.SyscallConn()
	if err == nil {
		err = raw.Control(func(of uintptr) { fd = int(of) })
	}
	if err != nil {
		e.t.Fatal(err)
	}
	return fd
}

// waiting returns what is in the socket now.
func (e *endpoint) waiting() (all []string) {
	e.t.Helper()
	buf := make([]byte, 1<<16)
	for {
		n, _, err := unix.Recvfrom(e.fd(), buf, unix.MSG_DONTWAIT)
		if err != nil {
			return all
		}
		all = append(all, string(buf[:n]))
	}
}

// sendTrain sends packets of size bytes each in one call.
func (e *endpoint) sendTrain(to netip.AddrPort, data []byte, size int) {
	e.t.Helper()
	var c control
	c.segment(size)
	oob := unsafe.Slice((*byte)(unsafe.Pointer(&c)), controlLen)
	if _, _, err := e.WriteMsgUDPAddrPort(data, oob, to); err != nil {
		e.t.Fatal(err)
	}
}

// readTrain returns what the kernel hands over at once, and the size of its packets.
func (e *endpoint) readTrain() (int, int) {
	e.t.Helper()
	buf := make([]byte, 1<<16)
	var c control
	n, oobn, _, _, err := e.ReadMsgUDPAddrPort(buf, unsafe.Slice((*byte)(unsafe.Pointer(&c)), controlLen))
	if err != nil {
		e.t.Fatal(err)
	}
	h := unix.Msghdr{}
	h.SetControllen(oobn)
	return n, c.train(&h)
}

// coalesce lets the socket receive trains.
func (e *endpoint) coalesce() {
	e.t.Helper()
	if err := unix.SetsockoptInt(e.fd(), unix.SOL_UDP, unix.UDP_GRO, 1); err != nil {
		e.t.Fatal(err)
	}
}

// A train that comes in whole goes out whole, both ways.
func TestTrainsStayWhole(t *testing.T) {
	l := newLab(t, Config{Path: Fast})
	c := l.client()
	c.coalesce()
	c.peer.coalesce()
	one := channelData(strings.Repeat("x", 1000))
	c.sendTrain(l.addr, slices.Repeat(one, 16), len(one))
	if n, each := c.peer.readTrain(); n != 16*1000 || each != 1000 {
		t.Errorf("the peer got %d bytes in packets of %d", n, each)
	}
	c.peer.sendTrain(c.relayed, make([]byte, 20*1100+300), 1100)
	if n, each := c.readTrain(); n != 21*4+20*1100+300 || each != 1104 {
		t.Errorf("the client got %d bytes in packets of %d", n, each)
	}
	eventually(t, "two trains", func() bool { return l.Status().Trains == 2 })
	if s := l.Status(); !s.GRO || !s.GSO {
		t.Errorf("status %+v", s)
	}
	l.Detach(c.allocation)
	if got, want := c.meter.Snapshot()[meter.BA].Forwarded, (meter.Flow{Bytes: 20*1100 + 300, Packets: 21}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

// The credit ends at the byte, also where the kernel hands over a train.
func TestCreditEndsInTheMiddleOfATrain(t *testing.T) {
	l := newLab(t, Config{Path: Fast})
	c := l.client()
	c.meter.Reclaim()
	c.meter.Grant(2500)
	c.peer.sendTrain(c.relayed, make([]byte, 10*1000), 1000)
	eventually(t, "all counted", func() bool { return c.meter.Snapshot()[meter.BA].In().Packets == 10 })
	if got := c.meter.Snapshot()[meter.BA].Forwarded; got != (meter.Flow{Bytes: 2000, Packets: 2}) {
		t.Errorf("forwarded %+v, want 2000 bytes of 2500", got)
	}
	if got := len(c.waiting()); got != 2 {
		t.Errorf("%d packets arrived, want 2", got)
	}
	l.Detach(c.allocation)
}

// count returns what is in the socket now, without so many bytes of framing each.
func (e *endpoint) count(framing int) (f meter.Flow) {
	e.t.Helper()
	for _, p := range e.waiting() {
		f = f.Plus(meter.Flow{Bytes: uint64(len(p) - framing), Packets: 1})
	}
	return f
}

// flaky is a kernel that refuses, and takes part of what it is given.
type flaky struct {
	linux
	rng    *rand.Rand
	trains unix.Errno // for every train; 0: as for the rest
	always bool       // takes everything else
}

func (f *flaky) send(fd int, v []mmsghdr) (int, unix.Errno) {
	if f.trains != 0 && v[0].hdr.Controllen > 0 {
		return 0, f.trains
	}
	if f.always {
		return f.linux.send(fd, v[:1])
	}
	if f.rng.IntN(3) == 0 {
		return 0, []unix.Errno{unix.EAGAIN, unix.ENOBUFS, unix.EINTR, unix.EPERM, unix.EMSGSIZE, unix.EIO, unix.EINVAL}[f.rng.IntN(7)]
	}
	return f.linux.send(fd, v[:1+f.rng.IntN(len(v))])
}

// What the kernel refuses is dropped and counted, what it took is forwarded, byte for byte,
// whatever part of a vector or a train it refuses.
func TestMeteringIsExact(t *testing.T) {
	const rounds = 200
	for _, path := range []Path{Fast, Portable} {
		t.Run(string(path), func(t *testing.T) {
			l := openLab(t, Config{Path: path})
			rng := rand.New(rand.NewPCG(1, 2))
			l.refuse()
			l.serve()
			var clients []*client
			for range 4 {
				clients = append(clients, l.refusingClient())
			}
			var entered [2]meter.Flow
			arrived := map[*endpoint]meter.Flow{}
			for i := range rounds {
				n := 1 + rng.IntN(60)
				size := 1 + rng.IntN(1000)
				for _, c := range clients {
					one := channelData(strings.Repeat("x", size))
					c.sendTrain(l.addr, slices.Repeat(one, n), len(one))
					c.peer.sendTrain(c.relayed, make([]byte, n*size), size)
				}
				for d := range entered {
					entered[d] = entered[d].Plus(meter.Flow{Bytes: uint64(n * size), Packets: uint64(n)})
				}
				for _, c := range clients { // one vector after the other: no buffer runs over
					eventually(t, fmt.Sprint("all of round ", i), func() bool {
						s := c.meter.Snapshot()
						return s[meter.AB].In() == entered[meter.AB] && s[meter.BA].In() == entered[meter.BA]
					})
					arrived[c.peer] = arrived[c.peer].Plus(c.peer.count(0))
					arrived[c.endpoint] = arrived[c.endpoint].Plus(c.count(4))
				}
			}
			for _, c := range clients {
				l.Detach(c.allocation)
				s := c.meter.Snapshot()
				for d, e := range map[meter.Direction]*endpoint{meter.AB: c.peer, meter.BA: c.endpoint} {
					got := arrived[e].Plus(e.count(4 * int(d)))
					if got != s[d].Forwarded {
						t.Errorf("%v: %+v arrived, %+v forwarded", d, got, s[d].Forwarded)
					}
					if s[d].Forwarded.Packets == 0 || s[d].Dropped[meter.Queue].Packets == 0 || s[d].Dropped[meter.Failed].Packets == 0 {
						t.Errorf("%v: nothing was tested: %+v", d, s[d])
					}
				}
				if left := c.meter.Reclaim(); left != meter.Unlimited-s[0].Forwarded.Bytes-s[1].Forwarded.Bytes {
					t.Errorf("%d bytes of credit left", left)
				}
			}
		})
	}
}

// flakyConn refuses some packets, each for another reason.
type flakyConn struct {
	*net.UDPConn
	fails func() error
}

func (c flakyConn) WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error) {
	if err := c.fails(); err != nil {
		return 0, err
	}
	return c.UDPConn.WriteToUDPAddrPort(b, to)
}

// refuse makes the kernel below a lab flaky.
func (l *lab) refuse() {
	switch p := l.path.(type) {
	case *fast:
		for _, s := range p.shards {
			s.kernel = &flaky{rng: rand.New(rand.NewPCG(3, 4))}
		}
	case *portable:
		p.listeners[0].conn = flakyConn{p.listeners[0].conn.(*net.UDPConn), refusals()}
	}
}

// refusals are errors now and then.
func refusals() func() error {
	rng := rand.New(rand.NewPCG(5, 6))
	var mu sync.Mutex
	return func() error {
		mu.Lock()
		defer mu.Unlock()
		if rng.IntN(3) > 0 {
			return nil
		}
		return []error{unix.ENOBUFS, unix.EPERM, unix.EMSGSIZE}[rng.IntN(3)]
	}
}

// refusingClient is client, with a relayed socket that refuses too.
func (l *lab) refusingClient() *client {
	if _, ok := l.path.(*fast); ok {
		return l.client()
	}
	e, s := l.introduce()
	c := &client{endpoint: e, source: s, peer: newEndpoint(l.t), meter: meter.New(nil)}
	c.meter.Grant(meter.Unlimited)
	_, conn := l.allocation(c)
	setBuffers(conn, l.config.Log)
	newConnPort(l.Plane, c.allocation, flakyConn{conn, refusals()})
	return c
}

// A train that the way refuses goes packet by packet, and the next ones at once so.
func TestRefusedTrains(t *testing.T) {
	for errno, limit := range map[unix.Errno]int{unix.EIO: 0, unix.EMSGSIZE: 999, unix.EINVAL: 999} {
		l := openLab(t, Config{Path: Fast})
		s := l.path.(*fast).shards[0]
		s.kernel = &flaky{trains: errno, always: true}
		l.serve()
		c := l.client()
		c.peer.coalesce()
		for range 2 {
			one := channelData(strings.Repeat("x", 1000))
			c.sendTrain(l.addr, slices.Repeat(one, 16), len(one))
			for range 16 {
				if n, each := c.peer.readTrain(); n != 1000 || each != 0 {
					t.Fatalf("%v: got %d bytes in packets of %d", errno, n, each)
				}
			}
		}
		l.Detach(c.allocation)
		if got := c.meter.Snapshot()[meter.AB].Forwarded.Packets; got != 32 {
			t.Errorf("%v: %d packets, want 32", errno, got)
		}
		if got := c.allocation.ToPeer.(*relayed).segment; got != limit {
			t.Errorf("%v: trains of packets up to %d bytes, want %d", errno, got, limit)
		}
	}
}

// newShard returns a shard that turns only when the test says so, and clients of it.
func newShard(t testing.TB, n int) (*lab, *shard, []*client) {
	l := openLab(t, Config{Path: Fast})
	s := l.path.(*fast).shards[0]
	t.Cleanup(s.release)
	var clients []*client
	for range n {
		e := newEndpoint(t)
		c := &client{endpoint: e, peer: newEndpoint(t), meter: meter.New(nil)}
		c.meter.Grant(meter.Unlimited)
		c.source = s.listeners[0].source(core.KeyOf(e.addr, 0))
		if err := l.Attach(l.allocation(c)); err != nil {
			t.Fatal(err)
		}
		clients = append(clients, c)
	}
	return l, s, clients
}

// An allocation that never stops sending does not keep another one waiting.
func TestFairness(t *testing.T) {
	_, s, c := newShard(t, 2)
	for range 500 {
		c[0].peer.send(c[0].relayed, []byte("flood"))
	}
	c[1].peer.send(c[1].relayed, []byte("voice"))
	s.turn()
	if got := len(c[1].waiting()); got != 1 {
		t.Errorf("the sparse allocation got %d packets in a turn beside a flood, want 1", got)
	}
	if got := len(c[0].waiting()); got > inPeer {
		t.Errorf("the saturating allocation got %d packets in a turn, want at most %d", got, inPeer)
	}
	turns := 1
	for c[0].meter.Snapshot()[meter.BA].Forwarded.Packets < 500 {
		s.turn()
		turns++
	}
	if grows := 5; turns > 500/inPeer+grows { // 1, 2, 4, 8, 16
		t.Errorf("%d turns for 500 packets", turns)
	}
}

// A thread knows when a listener holds more than it took: then it does not wait for more.
func TestMoreIsKnown(t *testing.T) {
	l, s, c := newShard(t, 1)
	for range inClients + 1 {
		c[0].send(l.addr, channelData("x"))
	}
	for _, want := range []bool{true, false} {
		s.more = false
		s.fromClients(s.listeners[0])
		if s.more != want {
			t.Errorf("got more %t, want %t", s.more, want)
		}
	}
}

// No packet costs memory, system calls included.
func TestTurnsDoNotAllocate(t *testing.T) {
	l, s, c := newShard(t, 1)
	sink := newIn()
	message := func(to netip.AddrPort, data []byte) (v [1]mmsghdr) {
		n := new(name)
		n.set4(to.Addr().As4(), to.Port())
		iov := &unix.Iovec{Base: &data[0]}
		iov.SetLen(len(data))
		v[0].hdr = unix.Msghdr{Name: &n[0], Namelen: unix.SizeofSockaddrInet4, Iov: iov}
		v[0].hdr.SetIovlen(1)
		return v
	}
	data := channelData(strings.Repeat("x", 1200))
	up, down := message(l.addr, data), message(c[0].relayed, data)
	client, peer := c[0].fd(), c[0].peer.fd()
	pass := func(from, to int, v []mmsghdr) {
		s.kernel.send(from, v)
		s.turn()
		if n, _ := s.kernel.receive(to, sink.hdrs[:]); n != 1 {
			t.Errorf("%d packets arrived, want 1", n)
		}
	}
	if got := testing.AllocsPerRun(200, func() { pass(client, peer, up[:]) }); got != 0 {
		t.Errorf("to the peer: %v allocations", got)
	}
	if got := testing.AllocsPerRun(200, func() { pass(peer, client, down[:]) }); got != 0 {
		t.Errorf("to the client: %v allocations", got)
	}
}

// FuzzControl gives arbitrary control messages to what reads them from the kernel.
func FuzzControl(f *testing.F) {
	var c control
	c.segment(1200)
	f.Add(unsafe.Slice((*byte)(unsafe.Pointer(&c)), controlLen), 20)
	c.hdr.Type = unix.UDP_GRO
	f.Add(unsafe.Slice((*byte)(unsafe.Pointer(&c)), controlLen), 20)
	f.Fuzz(func(t *testing.T, b []byte, length int) {
		if length < 0 || length > controlLen {
			return
		}
		var c control
		copy(unsafe.Slice((*byte)(unsafe.Pointer(&c)), controlLen), b)
		v := &in{}
		v.controls[0] = c
		v.hdrs[0].len = 3000
		v.hdrs[0].hdr.SetControllen(length)
		if n, each := v.size(0); n != 3000 || each <= 0 {
			t.Errorf("%d bytes in packets of %d", n, each)
		}
	})
}
