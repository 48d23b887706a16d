package forward

import (
	"errors"
	"net"
	"net/netip"
	"time"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// retryDelay is the pause after an error of a listener that may pass.
const retryDelay = 10 * time.Millisecond

// headroom is what stands before a packet in its buffer, a multiple of a cache line.
const headroom = 64

// packetConn is what the portable path needs of a *net.UDPConn.
type packetConn interface {
	ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error)
	WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error)
	LocalAddr() net.Addr
	Close() error
}

// portable is the path that every system has.
type portable struct {
	plane     *Plane
	listeners []*connListener
}

func newPortable(p *Plane, addrs []netip.AddrPort) (path, []netip.AddrPort, error) {
	t := &portable{plane: p}
	var bound []netip.AddrPort
	for i, addr := range addrs {
		conn, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(addr))
		if err != nil {
			t.close()
			return nil, nil, err
		}
		setBuffers(conn, p.config.Log)
		t.listeners = append(t.listeners, &connListener{plane: p, conn: conn, index: uint16(i), requests: make(chan request, requestQueue)})
		bound = append(bound, addrPort(conn.LocalAddr()))
	}
	return t, bound, nil
}

func (t *portable) serve() {
	for _, l := range t.listeners {
		t.plane.serveRequests(l.requests)
		t.plane.running.Go(l.run)
	}
}

func (t *portable) attach(a *core.Allocation, conn *net.UDPConn) error {
	newConnPort(t.plane, a, conn)
	return nil
}

func (t *portable) close() {
	for _, l := range t.listeners {
		l.conn.Close()
	}
}

func (t *portable) release() {}

func (t *portable) status(s *Status) { s.Path, s.Shards = Portable, len(t.listeners) }

// connListener is where UDP clients come in.
type connListener struct {
	plane    *Plane
	conn     packetConn
	index    uint16
	requests chan request
}

// run takes packets from clients until the socket is closed.
func (l *connListener) run() {
	defer close(l.requests)
	b := l.plane.relay.NewBatch(1, random())
	buf := make([]byte, 1<<16)
	for {
		n, from, err := l.conn.ReadFromUDPAddrPort(buf)
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			l.plane.config.Log.Warn("cannot read from clients", "addr", l.conn.LocalAddr(), "err", err)
			time.Sleep(retryDelay)
			continue
		}
		l.receive(b, buf[:n], from)
	}
}

func (l *connListener) receive(b *core.Batch, packet []byte, from netip.AddrPort) {
	key := core.KeyOf(from, l.index)
	switch core.KindOf(packet) {
	case core.Data:
		a := l.plane.clients.Get(key)
		if a == nil {
			l.plane.discarded.Add(1)
			return
		}
		b.Begin(l.plane.now())
		if err := b.FromClient(a, packet); err != nil {
			l.plane.discarded.Add(1)
		}
		b.Flush()
	case core.Request:
		l.plane.hand(l.requests, request{source: l.source(from, key), packet: append([]byte(nil), packet...)})
	default:
		l.plane.discarded.Add(1)
	}
}

// hand hands a request over, if there is room for it.
func (p *Plane) hand(requests chan<- request, r request) {
	select {
	case requests <- r:
	default:
		p.queueFull.Add(1)
	}
}

func (l *connListener) source(from netip.AddrPort, key core.Key) core.Source {
	return core.Source{
		Local: addrPort(l.conn.LocalAddr()), Remote: netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), Key: key,
		ToClient: &connSink{conn: l.conn, to: from},
		Write: func(packet []byte) error {
			_, err := l.conn.WriteToUDPAddrPort(packet, from)
			return err
		},
	}
}

// connSink is the way to one client through a listener.
type connSink struct {
	conn    packetConn
	to      netip.AddrPort
	scratch []byte
}

// Send implements core.Sink.
func (c *connSink) Send(b *core.Batch, from, to int) {
	b.Each(from, to, func(m *core.Message, s *core.Segment) {
		_, err := c.conn.WriteToUDPAddrPort(s.Join(&c.scratch), c.to)
		settle(b, m, s, err)
	})
}

// settle tells what became of one packet.
func settle(b *core.Batch, m *core.Message, s *core.Segment, err error) {
	if err != nil {
		b.Failed(m, s, reasonOf(err))
		return
	}
	b.SentOne(m)
}

// connPort is a relayed socket with a goroutine of its own.
type connPort struct {
	conn    packetConn
	scratch []byte
}

func newConnPort(p *Plane, a *core.Allocation, conn packetConn) {
	t := &connPort{conn: conn}
	p.enter(a, t)
	p.running.Go(func() { t.run(p, a) })
}

// Send implements core.Sink.
func (t *connPort) Send(b *core.Batch, from, to int) {
	b.Each(from, to, func(m *core.Message, s *core.Segment) {
		_, err := t.conn.WriteToUDPAddrPort(s.Join(&t.scratch), m.Peer.AddrPort())
		settle(b, m, s, err)
	})
}

// run takes packets from peers until the socket is closed.
func (t *connPort) run(p *Plane, a *core.Allocation) {
	b := p.relay.NewBatch(1, random())
	most := p.relay.Payload()
	buf := make([]byte, headroom+most+1+core.Tailroom) // most+1 shows what is too long
	for {
		n, from, err := t.conn.ReadFromUDPAddrPort(buf[headroom : headroom+most+1])
		if err != nil {
			return
		}
		peer, ok := core.PeerOf(netip.AddrPortFrom(from.Addr().Unmap(), from.Port()))
		if !ok {
			panic("forward: internal error: a relayed socket that is not IPv4")
		}
		b.Begin(p.now())
		b.FromPeer(a, peer, buf, headroom, n, n)
		b.Flush()
	}
}

func (t *connPort) close() { t.conn.Close() }
