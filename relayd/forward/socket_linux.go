package forward

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// What a sending vector has room for.
const (
	outMessages = 256
	outPieces   = 1024 // three for each packet of the longest train, and more
)

// out is a vector of packets, as they go.
type out struct {
	hdrs     [outMessages]mmsghdr
	iovs     [outPieces]unix.Iovec
	names    [outMessages]name
	controls [outMessages]control
	of       [outMessages]piece
	messages int
	pieces   int
	padding  [core.Tailroom]byte
}

// piece is what a header of a vector sends: a whole message, or one packet of it.
type piece struct {
	message *core.Message
	packet  *core.Segment // nil: all
}

// maxSegment is the longest packet that a socket sends in trains, at first.
const maxSegment = 1 << 16

// socket sends vectors. One thread uses it.
type socket struct {
	shard *shard
	fd    int
	inet6 bool
	// segment is the longest packet that goes in trains: the way, or the device, has
	// refused longer ones. 0: none.
	segment int
}

// Send implements core.Sink.
func (s *socket) Send(b *core.Batch, from, to int) {
	v := s.shard.out
	for i := from; i < to; i++ {
		m := b.Message(i)
		switch {
		case m.Count == 0:
		case m.Count > 1 && m.Size <= s.segment:
			s.addTrain(b, v, m)
		default:
			s.addEach(b, v, m)
		}
	}
	s.flush(b, v)
}

// addTrain adds a message to be sent in one.
func (s *socket) addTrain(b *core.Batch, v *out, m *core.Message) {
	if v.messages == outMessages || v.pieces+3*int(m.Count) > outPieces {
		s.flush(b, v)
	}
	at, p := v.pieces, b.First(m)
	v.add(p)
	for range m.Count - 1 {
		p = b.Next(p)
		v.add(p)
	}
	h := s.header(v, m, at)
	c := &v.controls[v.messages]
	c.segment(m.Size)
	h.Control = (*byte)(unsafe.Pointer(c))
	h.SetControllen(controlLen)
	v.of[v.messages] = piece{message: m}
	v.messages++
}

// addEach adds the packets of a message one by one.
func (s *socket) addEach(b *core.Batch, v *out, m *core.Message) {
	p := b.First(m)
	for i := range m.Count {
		if i > 0 {
			p = b.Next(p)
		}
		if v.messages == outMessages || v.pieces+3 > outPieces {
			s.flush(b, v)
		}
		at := v.pieces
		v.add(p)
		s.header(v, m, at)
		v.of[v.messages] = piece{m, p}
		v.messages++
	}
}

// header begins a header of which the pieces from at on have been added.
func (s *socket) header(v *out, m *core.Message, at int) *unix.Msghdr {
	h := &v.hdrs[v.messages].hdr
	n := &v.names[v.messages]
	h.Name, h.Namelen = &n[0], s.address(n, m)
	h.Iov = &v.iovs[at]
	h.SetIovlen(v.pieces - at)
	h.Control = nil
	h.SetControllen(0)
	return h
}

// address writes where a message goes and returns how long that is.
func (s *socket) address(n *name, m *core.Message) uint32 {
	switch {
	case !m.ToClient():
		n.set4(m.Peer.IP(), m.Peer.Port())
	case s.inet6:
		n.set6(m.Allocation.Key.High, m.Allocation.Key.Low, m.Allocation.Key.Port)
		return unix.SizeofSockaddrInet6
	default:
		n.set4(m.Allocation.Key.IP4(), m.Allocation.Key.Port)
	}
	return unix.SizeofSockaddrInet4
}

// add adds the pieces of a packet.
func (v *out) add(p *core.Segment) {
	if len(p.Head) > 0 {
		v.piece(&p.Head[0], len(p.Head))
	}
	if len(p.Data) > 0 {
		v.piece(&p.Data[0], len(p.Data))
	}
	if p.Pad > 0 {
		v.piece(&v.padding[0], p.Pad)
	}
}

func (v *out) piece(base *byte, n int) {
	iov := &v.iovs[v.pieces]
	iov.Base = base
	iov.SetLen(n)
	v.pieces++
}

// flush sends what has been added. Every packet ends as sent or failed, once.
func (s *socket) flush(b *core.Batch, v *out) {
	for at := 0; at < v.messages; {
		n, errno := s.shard.kernel.send(s.fd, v.hdrs[at:v.messages])
		for _, p := range v.of[at : at+n] {
			s.sent(b, p)
		}
		at += n
		switch {
		case errno == 0, errno == unix.EINTR:
		case v.of[at].packet == nil && s.refused(errno, v.of[at].message.Size):
			s.plainly(b, v, at)
			at++
		case errno == unix.EAGAIN || errno == unix.ENOBUFS: // the others would meet the same full queue
			for ; at < v.messages; at++ {
				s.failed(b, v.of[at], errno)
			}
		default:
			s.failed(b, v.of[at], errno)
			at++
		}
	}
	v.messages, v.pieces = 0, 0
}

// refused reports whether the kernel has refused a train for being one, and remembers.
func (s *socket) refused(errno unix.Errno, size int) bool {
	switch errno {
	case unix.EIO: // no checksum offload on the way: no trains at all
		s.segment = 0
	case unix.EMSGSIZE, unix.EINVAL: // packets longer than the way takes unfragmented
		s.segment = size - 1
	default:
		return false
	}
	return true
}

// plainly sends the packets of the refused train of header at, one by one.
func (s *socket) plainly(b *core.Batch, v *out, at int) {
	h, m := &v.hdrs[at].hdr, v.of[at].message
	h.Control = nil
	h.SetControllen(0)
	p, pieces := b.First(m), h.Iov
	for i := range m.Count {
		if i > 0 {
			p = b.Next(p)
		}
		n := p.Pieces()
		h.Iov = pieces
		h.SetIovlen(n)
		s.one(b, v.hdrs[at:at+1], m, p)
		pieces = (*unix.Iovec)(unsafe.Add(unsafe.Pointer(pieces), n*int(unsafe.Sizeof(unix.Iovec{}))))
	}
}

// one sends one packet.
func (s *socket) one(b *core.Batch, v []mmsghdr, m *core.Message, p *core.Segment) {
	n, errno := s.shard.kernel.send(s.fd, v)
	for errno == unix.EINTR {
		n, errno = s.shard.kernel.send(s.fd, v)
	}
	if n != 1 {
		b.Failed(m, p, reasonOf(errno))
		return
	}
	b.SentOne(m)
}

func (s *socket) sent(b *core.Batch, p piece) {
	if p.packet != nil {
		b.SentOne(p.message)
		return
	}
	b.Sent(p.message)
	s.shard.trains++
}

func (s *socket) failed(b *core.Batch, p piece, errno unix.Errno) {
	reason := reasonOf(errno)
	if p.packet != nil {
		b.Failed(p.message, p.packet, reason)
		return
	}
	b.FailedAll(p.message, reason)
}
