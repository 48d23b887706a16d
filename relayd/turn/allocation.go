package turn

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/pion/stun"
	"golang.org/x/time/rate"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/stuncheck"
)

// maxSolicited is how many peer transport addresses an allocation remembers as
// sent to, at least; at most twice as many.
const maxSolicited = 256

// allocation is one relayed transport address and its client.
//
// Its bindings and response change in the goroutine that serves the client's
// 5-tuple, one request at a time. Packets to peers pass in that goroutine,
// packets to the client in the one that pion starts for the allocation.
type allocation struct {
	relay    *Relay
	id       uint64 // names the allocation to pion
	tuple    tuple
	client   client
	username string
	grant    *Grant
	side     meter.Side
	conn     *net.UDPConn
	relayed  netip.AddrPort
	ending   sync.Once
	expiry   *time.Timer // closes it
	released bool        // pion hears of it no more; guarded by control.mu

	bindings  atomic.Pointer[bindings]
	response  response
	allowance *rate.Limiter // for unsolicited bytes

	mu        sync.Mutex
	solicited *admission.Generations[netip.AddrPort, struct{}]
}

// response is the success response to an Allocate, for its retransmissions.
type response struct {
	id  [stun.TransactionIDSize]byte
	raw []byte
}

func (r *Relay) newAllocation(q *request, conn *net.UDPConn) *allocation {
	unsolicited := r.config.Limits.Unsolicited
	a := &allocation{
		relay:     r,
		id:        r.ids.Add(1),
		tuple:     q.tuple,
		client:    q.client(),
		username:  q.username,
		grant:     q.grant,
		side:      q.grant.Side,
		conn:      conn,
		relayed:   addrPort(conn.LocalAddr()),
		allowance: rate.NewLimiter(rate.Limit(unsolicited.PerSecond), unsolicited.Burst),
		solicited: admission.NewGenerations[netip.AddrPort, struct{}](maxSolicited),
	}
	a.bindings.Store(&bindings{})
	a.expiry = time.AfterFunc(defaultLifetime, a.close)
	return a
}

// close ends the allocation. pion notices by the end of run.
func (a *allocation) close() {
	a.ending.Do(func() {
		a.expiry.Stop()
		a.relay.table.remove(a)
		a.conn.Close()
		a.client.hold(false)
	})
}

// live lets the allocation end in so many seconds from now, unless it has ended.
func (a *allocation) live(seconds uint32) {
	a.expiry.Reset(time.Duration(seconds) * time.Second)
}

func (a *allocation) maxBindings() int {
	if a.grant.MaxPermissions > 0 {
		return a.grant.MaxPermissions
	}
	return a.relay.config.Limits.Permissions
}

// toPeer forwards what the client sent to a peer (RFC 8656 section 11.2, 12.6).
// permitted says that a permission or a channel covers the peer.
func (a *allocation) toPeer(peer netip.AddrPort, permitted bool, data []byte) {
	m, d, n := a.grant.Meter, a.side.Out(), len(data)
	switch {
	case !permitted:
		m.Drop(d, meter.Permission, n)
		return
	case n > a.relay.config.Limits.Payload:
		m.Drop(d, meter.Oversize, n)
		return
	case !a.relay.config.Policy.Deliver(peer.Addr(), a.relay.local(peer)):
		m.Drop(d, meter.Policy, n)
		return
	case !m.Take(d, n):
		return
	}
	a.solicit(peer)
	if _, err := a.conn.WriteToUDPAddrPort(data, peer); err != nil {
		m.Return(d, reasonOf(err), n)
		return
	}
	m.Sent(d, n)
}

// solicit remembers that the client has sent to peer, for ByAddressAndPort.
func (a *allocation) solicit(peer netip.AddrPort) {
	if a.grant.Filter != ByAddressAndPort {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, ok := a.solicited.Get(peer); !ok {
		a.solicited.Put(peer, struct{}{})
	}
}

// isSolicited reports whether the allocation's filter admits the peer.
func (a *allocation) isSolicited(peer netip.AddrPort) bool {
	if a.grant.Filter != ByAddressAndPort {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	_, ok := a.solicited.Get(peer)
	return ok
}

// headroom is what a Data indication needs before the data: header,
// XOR-PEER-ADDRESS with an IPv4 address, and the header of DATA. ChannelData
// needs the last 4 bytes of it.
const headroom = stuncheck.HeaderLen + 12 + 4

// run forwards what peers send to the client until the allocation is closed.
func (a *allocation) run() {
	most := a.relay.config.Limits.Payload
	buf := make([]byte, headroom+most+4) // most+1 shows what is too long; padding
	for {
		n, peer, err := a.conn.ReadFromUDPAddrPort(buf[headroom : headroom+most+1])
		if err != nil {
			return
		}
		a.toClient(buf, n, unmap(peer))
	}
}

// toClient forwards n bytes at buf[headroom:] that peer sent (RFC 8656 section
// 11.3). Packets of the session's other allocation were counted where they came in.
func (a *allocation) toClient(buf []byte, n int, peer netip.AddrPort) {
	m, d, now := a.grant.Meter, a.side.In(), time.Now()
	b := a.bindings.Load()
	internal := a.isInternal(peer)
	drop := func(reason meter.Reason) {
		if !internal {
			m.Drop(d, reason, n)
		}
	}
	switch {
	case n > a.relay.config.Limits.Payload:
		drop(meter.Oversize)
	case !b.permitted(peer.Addr(), now):
		drop(meter.Permission)
	case internal:
		_ = a.client.write(a.encode(b, buf, n, peer, now))
	case !a.isSolicited(peer):
		a.toClientUnbilled(m, d, n, a.encode(b, buf, n, peer, now))
	case m.Take(d, n):
		if err := a.client.write(a.encode(b, buf, n, peer, now)); err != nil {
			m.Return(d, reasonOf(err), n)
			return
		}
		m.Sent(d, n)
	}
}

// toClientUnbilled forwards a stranger's packet within the relay's allowance.
func (a *allocation) toClientUnbilled(m *meter.Meter, d meter.Direction, n int, packet []byte) {
	if !a.allowance.AllowN(time.Now(), max(n, 1)) {
		m.Drop(d, meter.Unsolicited, n)
		return
	}
	if err := a.client.write(packet); err != nil {
		m.Drop(d, reasonOf(err), n)
		return
	}
	m.Unbilled(d, n)
}

// isInternal reports whether peer is the relayed transport address of another
// allocation of the same session.
func (a *allocation) isInternal(peer netip.AddrPort) bool {
	if peer.Addr() != a.relay.config.RelayIP {
		return false
	}
	other := a.relay.table.relayed(peer)
	return other != nil && other.grant.Session == a.grant.Session
}

// encode puts the header of a ChannelData, or of a Data indication where no
// channel is bound, before the n bytes at buf[headroom:] and returns the packet.
func (a *allocation) encode(b *bindings, buf []byte, n int, peer netip.AddrPort, now time.Time) []byte {
	end := headroom + n
	padding := -n & 3
	clear(buf[end : end+padding])
	if number, ok := b.number(peer, now); ok {
		packet := buf[headroom-stuncheck.ChannelHeaderLen:]
		binary.BigEndian.PutUint16(packet, number)
		binary.BigEndian.PutUint16(packet[2:], uint16(n))
		if a.tuple.network == udp {
			padding = 0 // RFC 8656 section 12.5: needed over TCP
		}
		return packet[:stuncheck.ChannelHeaderLen+n+padding]
	}
	putDataHeader(buf, n, peer)
	return buf[:end+padding]
}

// dataIndication is the message type of a Data indication.
var dataIndication = stun.NewType(stun.MethodData, stun.ClassIndication).Value()

// putDataHeader writes a Data indication up to the data, RFC 8656 section 11.3.
func putDataHeader(buf []byte, n int, peer netip.AddrPort) {
	const cookie = 0x2112A442
	be := binary.BigEndian
	be.PutUint16(buf, dataIndication)
	be.PutUint16(buf[2:], uint16(headroom-stuncheck.HeaderLen+(n+3)&^3))
	be.PutUint32(buf[4:], cookie)
	be.PutUint64(buf[8:], rand.Uint64()) // a transaction ID that nobody answers to
	be.PutUint32(buf[16:], rand.Uint32())
	be.PutUint16(buf[20:], uint16(stun.AttrXORPeerAddress))
	be.PutUint16(buf[22:], 8)
	be.PutUint16(buf[24:], 1) // IPv4
	be.PutUint16(buf[26:], peer.Port()^cookie>>16)
	ip := peer.Addr().As4()
	be.PutUint32(buf[28:], be.Uint32(ip[:])^cookie)
	be.PutUint16(buf[32:], uint16(stun.AttrData))
	be.PutUint16(buf[34:], uint16(n))
}

// reasonOf says why a packet could not be sent.
func reasonOf(err error) meter.Reason {
	switch {
	case errors.Is(err, net.ErrClosed):
		return meter.Closed
	case errors.Is(err, syscall.EMSGSIZE):
		return meter.Oversize
	case errors.Is(err, syscall.ENOBUFS):
		return meter.Queue
	}
	return meter.Failed
}
