package core

import (
	"encoding/binary"
	"errors"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/stuncheck"
)

// Headroom is what a Data indication needs before the data: header, XOR-PEER-ADDRESS
// with an IPv4 address, and the header of DATA. Tailroom is its padding.
const (
	Headroom = stuncheck.HeaderLen + 12 + 4
	Tailroom = 3
)

// A train is at most so long: what UDP_SEGMENT takes in one call on any kernel that has
// it, and a datagram's longest payload.
const (
	maxTrain      = 64
	maxTrainBytes = 65507
)

// ErrNoAllocation means that a packet came from a client without an allocation.
var ErrNoAllocation = errors.New("core: no allocation")

// kind is how a message counts.
type kind uint8

const (
	billed   kind = iota // the session pays
	unbilled             // the relay does: a stranger's packets
	internal             // counted where they came in
)

// Segment is one packet of a message.
type Segment struct {
	Head, Data []byte // what goes out is Head, Data, and Pad zeros
	Pad        int
	payload    int   // bytes that count
	next       int32 // of the message; the last one's is of no meaning
}

// Len returns how long the packet is on its way out, bytes.
func (s *Segment) Len() int { return len(s.Head) + len(s.Data) + s.Pad }

// Pieces returns in how many pieces the packet lies, at most 3.
func (s *Segment) Pieces() int {
	n := min(len(s.Head), 1) + min(len(s.Data), 1)
	return n + min(s.Pad, 1)
}

// Join returns the packet in one piece, in scratch where it lies in pieces.
func (s *Segment) Join(scratch *[]byte) []byte {
	if len(s.Head) == 0 && s.Pad == 0 {
		return s.Data
	}
	*scratch = append(append((*scratch)[:0], s.Head...), s.Data...)
	*scratch = append(*scratch, zeros[:s.Pad]...)
	return *scratch
}

var zeros [Tailroom]byte

// Message is a train: packets from one allocation to one place, all but the last of
// the same Size, the last not longer, none empty unless it is alone.
type Message struct {
	Allocation *Allocation
	Sink       Sink
	Peer       Peer  // where it goes, unless it goes to the client
	Size       int   // bytes of every packet but the last, as sent
	Count      int32 // packets; 0: nothing is left to send

	first, last int32
	closed      bool // takes no more packets
	kind        kind
	direction   meter.Direction
	wire        int
	flow        meter.Flow // payload
	failed      meter.Flow // of it
	settled     int32      // packets whose end is known
}

// ToClient reports whether the message goes to the allocation's client.
func (m *Message) ToClient() bool { return m.direction == m.Allocation.Side.In() }

// Sink is a way out. Its owner is the goroutine of the batch.
type Sink interface {
	// Send sends the messages from, …, to−1 of a batch, in order, and tells the batch
	// what became of every packet, by Sent or Failed. It keeps nothing.
	Send(b *Batch, from, to int)
}

// flow is what a batch remembers of one direction of an allocation: it spares the packets
// of a train the decision that the first of them got. The goroutine that carries the
// direction owns it.
type flow struct {
	batch   uint64 // whose it is; else it says nothing
	message int32  // the open one; −1: none
	peer    Peer
	number  uint16
	bound   bool // number is a channel
	passes  bool // else reason says why not
	reason  meter.Reason
	kind    kind
}

// Batch carries a vector of packets from the sockets they came from to those they leave
// through. It keeps pointers into the packets until Flush. One goroutine uses it.
type Batch struct {
	relay    *Relay
	id       uint64 // changes with every Flush
	now      Instant
	rng      uint64 // state of the transaction IDs
	messages []Message
	segments []Segment
	heads    []byte // of packets that have no room for theirs before them
	used     int
	packet   stuncheck.Packet
	totals   meter.Tally // since the last Flush
}

// NewBatch returns a batch for so many packets at a time; more flush it by themselves.
// Seed is random, for the transaction IDs of indications.
func (r *Relay) NewBatch(packets int, seed uint64) *Batch {
	return &Batch{
		relay: r, id: r.batches.Add(1) << 40, rng: seed | 1,
		messages: make([]Message, 0, packets), segments: make([]Segment, 0, packets),
		heads: make([]byte, packets*Headroom),
	}
}

// Begin tells the time of the packets that follow.
func (b *Batch) Begin(now Instant) { b.now = now }

// Message returns a message; it is valid until Flush returns.
func (b *Batch) Message(i int) *Message { return &b.messages[i] }

// Each calls f for every packet of the messages from, …, to−1, in order.
func (b *Batch) Each(from, to int, f func(*Message, *Segment)) {
	for i := from; i < to; i++ {
		m := &b.messages[i]
		at := m.first
		for range m.Count {
			s := &b.segments[at]
			at = s.next
			f(m, s)
		}
	}
}

// First returns the first packet of a message.
func (b *Batch) First(m *Message) *Segment { return &b.segments[m.first] }

// Next returns the packet after s, which must not be the last.
func (b *Batch) Next(s *Segment) *Segment { return &b.segments[s.next] }

// FromClient takes a packet of data, ChannelData or a Send indication, from a client with
// an allocation. An error means that it is malformed: no payload, nothing to count.
func (b *Batch) FromClient(a *Allocation, packet []byte) error {
	b.makeRoom()
	if stuncheck.LooksLikeChannelData(packet) {
		return b.channelData(a, packet)
	}
	return b.sendIndication(a, packet)
}

// Kind says who a client's packet is for.
type Kind uint8

const (
	Garbage Kind = iota // nobody
	Data                // FromClient
	Request             // the control plane
)

// KindOf looks at a packet no longer than it takes to tell its kind.
func KindOf(packet []byte) Kind {
	switch {
	case stuncheck.LooksLikeChannelData(packet):
		return Data
	case len(packet) < stuncheck.HeaderLen || packet[0]>>6 != 0:
		return Garbage
	case binary.BigEndian.Uint16(packet) == sendIndication:
		return Data
	}
	return Request
}

// Message types, RFC 8656 section 17.
var (
	sendIndication = stun.NewType(stun.MethodSend, stun.ClassIndication).Value()
	dataIndication = stun.NewType(stun.MethodData, stun.ClassIndication).Value()
)

// channelData follows RFC 8656 section 12.6.
func (b *Batch) channelData(a *Allocation, packet []byte) error {
	number, data, err := stuncheck.ParseChannelData(packet)
	if err != nil {
		return err
	}
	f := &a.out
	if f.batch != b.id || !f.bound || f.number != number {
		c, ok := a.Bindings().channel(number, b.now)
		b.decideOut(a, c.peer, ok, c.open)
		f.number, f.bound = number, true
	}
	b.toPeer(a, data)
	return nil
}

// sendIndication follows RFC 8656 section 11.2.
func (b *Batch) sendIndication(a *Allocation, packet []byte) error {
	if err := b.packet.Parse(packet); err != nil {
		return err
	}
	peer, ok := PeerOf(b.packet.Peers[0])
	open := false
	if ok {
		open, ok = a.Bindings().permitted(peer, b.now)
	}
	b.decideOut(a, peer, ok, open)
	b.toPeer(a, b.packet.Data)
	return nil
}

// decideOut decides about all packets of this batch from a client to a peer. A message
// to the same peer stays open.
func (b *Batch) decideOut(a *Allocation, peer Peer, permitted, open bool) {
	f := &a.out
	if f.batch != b.id || f.peer != peer || !f.passes {
		*f = flow{batch: b.id, message: -1, peer: peer}
	}
	f.bound = false
	switch {
	case !permitted:
		f.passes, f.reason = false, meter.Permission
	case !b.relay.deliver(peer, open):
		f.passes, f.reason = false, meter.Policy
	default:
		f.passes = true
	}
}

// toPeer forwards data by the decision in a.out.
func (b *Batch) toPeer(a *Allocation, data []byte) {
	f := &a.out
	n := len(data)
	switch {
	case !f.passes && f.reason == meter.Permission:
		b.drop(a, a.Side.Out(), meter.Permission, n)
	case n > b.relay.config.Payload:
		b.drop(a, a.Side.Out(), meter.Oversize, n)
	case !f.passes:
		b.drop(a, a.Side.Out(), f.reason, n)
	default:
		b.add(a, f, Segment{Data: data, payload: n}, a.ToPeer, a.Side.Out())
	}
}

// FromPeer takes packets that a peer has sent to a relayed address: n bytes at at in
// slot, in packets of size bytes, the last not longer. There are Headroom bytes before
// them in slot, and Tailroom bytes behind, that may be overwritten. RFC 8656 section 11.3.
func (b *Batch) FromPeer(a *Allocation, peer Peer, slot []byte, at, n, size int) {
	if n <= size {
		b.fromPeer(a, peer, slot, at, n, true)
		return
	}
	for end := at + n; at < end; at += size {
		b.fromPeer(a, peer, slot, at, min(size, end-at), false)
	}
}

// fromPeer takes one packet; alone: it has head- and tailroom.
func (b *Batch) fromPeer(a *Allocation, peer Peer, slot []byte, at, n int, alone bool) {
	b.makeRoom()
	f, d := &a.in, a.Side.In()
	if f.batch != b.id || f.peer != peer {
		b.decideIn(a, peer)
	}
	switch {
	case f.kind == internal && (!f.passes || n > b.relay.config.Payload):
	case n > b.relay.config.Payload:
		b.drop(a, d, meter.Oversize, n)
	case !f.passes:
		b.drop(a, d, f.reason, n)
	case f.kind == unbilled && !a.Strangers.Allow(max(n, 1), b.now):
		b.drop(a, d, meter.Unsolicited, n)
	case alone:
		b.add(a, f, b.encodeInPlace(a, slot, at, n), a.ToClient, d)
	default:
		b.add(a, f, b.encode(a, slot[at:at+n]), a.ToClient, d)
	}
}

// decideIn decides about all packets of this batch from a peer to the client.
func (b *Batch) decideIn(a *Allocation, peer Peer) {
	bindings := a.Bindings()
	f := &a.in
	*f = flow{batch: b.id, message: -1, peer: peer, reason: meter.Permission}
	f.passes = bindings.Permitted(peer, b.now)
	f.number, f.bound = bindings.Number(peer, b.now)
	switch {
	case a.isInternal(peer):
		f.kind = internal
	case f.passes && a.Strangers != nil && !a.solicit.has(peer):
		f.kind = unbilled
	}
}

// encodeInPlace makes a ChannelData, or a Data indication where no channel is bound, of
// n bytes of data, in the room around them.
func (b *Batch) encodeInPlace(a *Allocation, slot []byte, at, n int) Segment {
	head, pad := stuncheck.ChannelHeaderLen, 0
	if !a.in.bound {
		head = Headroom
	}
	if !a.in.bound || a.Stream {
		pad = -n & 3
	}
	clear(slot[at+n : at+n+pad])
	b.putHead(slot[at-head:at], &a.in, n)
	return Segment{Data: slot[at-head : at+n+pad], payload: n}
}

// encode makes the same of data that has no room around it.
func (b *Batch) encode(a *Allocation, data []byte) Segment {
	f, n, head := &a.in, len(data), stuncheck.ChannelHeaderLen
	s := Segment{Data: data, payload: n}
	if !f.bound || a.Stream {
		s.Pad = -n & 3
	}
	if f.bound && f.message >= 0 {
		if last := &b.segments[b.messages[f.message].last]; last.payload == n && len(last.Head) == head {
			s.Head = last.Head // of the same channel and length
			return s
		}
	}
	if !f.bound {
		head = Headroom
	}
	s.Head = b.heads[b.used : b.used+head]
	b.used += head
	b.putHead(s.Head, f, n)
	return s
}

// putHead writes the header of a ChannelData, or a Data indication up to the data (RFC
// 8656 section 11.3), for n bytes of data.
func (b *Batch) putHead(head []byte, f *flow, n int) {
	be := binary.BigEndian
	if f.bound {
		be.PutUint16(head, f.number)
		be.PutUint16(head[2:], uint16(n))
		return
	}
	const cookie = 0x2112A442
	_ = head[Headroom-1]
	be.PutUint16(head, dataIndication)
	be.PutUint16(head[2:], uint16(Headroom-stuncheck.HeaderLen+(n+3)&^3))
	be.PutUint32(head[4:], cookie)
	be.PutUint64(head[8:], b.random()) // a transaction ID that nobody answers to
	be.PutUint32(head[16:], uint32(b.random()))
	be.PutUint16(head[20:], uint16(stun.AttrXORPeerAddress))
	be.PutUint16(head[22:], 8)
	be.PutUint16(head[24:], 1) // IPv4
	be.PutUint16(head[26:], f.peer.Port()^cookie>>16)
	be.PutUint32(head[28:], f.peer.address()^cookie)
	be.PutUint16(head[32:], uint16(stun.AttrData))
	be.PutUint16(head[34:], uint16(n))
}

// random is xorshift64*: unlike from packet to packet is all that an indication's
// transaction ID has to be.
func (b *Batch) random() uint64 {
	b.rng ^= b.rng >> 12
	b.rng ^= b.rng << 25
	b.rng ^= b.rng >> 27
	return b.rng * 0x2545F4914F6CDD1D
}

// makeRoom makes sure that one more packet fits.
func (b *Batch) makeRoom() {
	if len(b.segments) == cap(b.segments) || len(b.messages) == cap(b.messages) {
		b.Flush()
	}
}

// add puts a packet at the end of its flow's open message, or begins another one.
func (b *Batch) add(a *Allocation, f *flow, s Segment, sink Sink, d meter.Direction) {
	wire, at := s.Len(), int32(len(b.segments))
	b.segments = append(b.segments, s)
	if f.message >= 0 {
		m := &b.messages[f.message]
		if !m.closed && 0 < wire && wire <= m.Size && m.Count < maxTrain && m.wire+wire <= maxTrainBytes {
			b.segments[m.last].next, m.last = at, at
			m.closed = wire < m.Size
			m.Count++
			m.wire += wire
			m.flow = m.flow.Plus(meter.Flow{Bytes: uint64(s.payload), Packets: 1})
			return
		}
	}
	f.message = int32(len(b.messages))
	b.messages = append(b.messages, Message{
		Allocation: a, Sink: sink, Peer: f.peer, Size: wire, Count: 1, first: at, last: at,
		closed: wire == 0, kind: f.kind, direction: d, wire: wire,
		flow: meter.Flow{Bytes: uint64(s.payload), Packets: 1},
	})
}

// Flush sends what the limits and the session's credit cover, counts what became of it,
// and begins the next vector, at the same time.
func (b *Batch) Flush() {
	for i := range b.messages {
		b.admit(&b.messages[i])
	}
	for from := 0; from < len(b.messages); {
		to := from + 1
		for to < len(b.messages) && b.messages[to].Sink == b.messages[from].Sink {
			to++
		}
		b.messages[from].Sink.Send(b, from, to)
		from = to
	}
	for i := range b.messages {
		b.settle(&b.messages[i])
	}
	b.relay.totals.add(&b.totals)
	b.totals = meter.Tally{}
	b.messages, b.segments, b.used = b.messages[:0], b.segments[:0], 0
	b.id++
}

// admit takes out of a message what the limits or the session's credit do not cover. It
// asks for all packets at once, and only where they do not fit one by one.
func (b *Batch) admit(m *Message) {
	if m.kind == internal {
		return
	}
	a, whole := m.Allocation, m.flow
	if !b.limit(a, m.wire) {
		b.admitEach(m)
		return
	}
	if m.kind == billed && !a.Meter.TakeTrain(whole.Bytes) {
		b.unlimit(a, m.wire)
		b.admitEach(m)
		return
	}
	b.noteSent(m)
}

// admitEach keeps the packets of a message that are covered each for itself.
func (b *Batch) admitEach(m *Message) {
	at, last, count := m.first, int32(-1), m.Count
	m.Count, m.wire, m.flow = 0, 0, meter.Flow{}
	for range count {
		s := &b.segments[at]
		if b.take(m, s) {
			if last < 0 {
				m.first, m.Size = at, s.Len()
			} else {
				b.segments[last].next = at
			}
			last = at
			m.Count++
			m.wire += s.Len()
			m.flow = m.flow.Plus(meter.Flow{Bytes: uint64(s.payload), Packets: 1})
		}
		at = s.next
	}
	m.last = last
	if m.Count > 0 {
		b.noteSent(m)
	}
}

// take takes one packet from the limits and the credit, or counts it as dropped.
func (b *Batch) take(m *Message, s *Segment) bool {
	a, flow := m.Allocation, meter.Flow{Bytes: uint64(s.payload), Packets: 1}
	if !b.limit(a, s.Len()) {
		b.drop(a, m.direction, meter.Limit, s.payload)
		return false
	}
	if m.kind == billed && !a.Meter.Take(m.direction, s.payload) {
		b.unlimit(a, s.Len())
		drop(&b.totals, meter.Credit, flow)
		return false
	}
	return true
}

// limit takes n bytes from all limits of an allocation, or from none.
func (b *Batch) limit(a *Allocation, n int) bool {
	switch {
	case !a.Rate.Take(n, b.now):
		return false
	case !a.User.Take(n, b.now):
		a.Rate.Put(n)
		return false
	case !b.relay.rate.Take(n, b.now):
		a.User.Put(n)
		a.Rate.Put(n)
		return false
	}
	return true
}

func (b *Batch) unlimit(a *Allocation, n int) {
	a.Rate.Put(n)
	a.User.Put(n)
	b.relay.rate.Put(n)
}

// noteSent remembers where a client sends to, for filtering by address and port.
func (b *Batch) noteSent(m *Message) {
	a := m.Allocation
	if a.Strangers != nil && m.direction == a.Side.Out() {
		a.solicit.note(m.Peer)
	}
}

// Sent counts all packets of a message that have not been counted yet as sent.
func (b *Batch) Sent(m *Message) {
	m.settled = m.Count
}

// SentOne counts one packet of a message as sent.
func (b *Batch) SentOne(m *Message) {
	m.settled++
}

// Failed counts a packet of a message as dropped for a reason: it could not be sent.
func (b *Batch) Failed(m *Message, s *Segment, reason meter.Reason) {
	m.settled++
	one := meter.Flow{Bytes: uint64(s.payload), Packets: 1}
	m.failed = m.failed.Plus(one)
	a := m.Allocation
	switch m.kind {
	case billed:
		a.Meter.Return(m.direction, reason, s.payload)
	case unbilled:
		a.Meter.Drop(m.direction, reason, s.payload)
	case internal:
		return
	}
	drop(&b.totals, reason, one)
}

// FailedAll counts all packets of a message as dropped for a reason.
func (b *Batch) FailedAll(m *Message, reason meter.Reason) {
	p := b.First(m)
	for i := range m.Count {
		if i > 0 {
			p = b.Next(p)
		}
		b.Failed(m, p, reason)
	}
}

// settle counts what was sent of a message.
func (b *Batch) settle(m *Message) {
	if m.settled != m.Count {
		panic("core: internal error: a sink told too little or too much")
	}
	sent := m.flow.Minus(m.failed)
	if sent.Packets == 0 {
		return
	}
	switch m.kind {
	case billed:
		m.Allocation.Meter.SentTrain(m.direction, sent)
		b.totals.Forwarded = b.totals.Forwarded.Plus(sent)
	case unbilled:
		m.Allocation.Meter.UnbilledTrain(m.direction, sent)
		b.totals.Unbilled = b.totals.Unbilled.Plus(sent)
	}
}

// drop counts a packet as dropped.
func (b *Batch) drop(a *Allocation, d meter.Direction, reason meter.Reason, n int) {
	a.Meter.Drop(d, reason, n)
	drop(&b.totals, reason, meter.Flow{Bytes: uint64(n), Packets: 1})
}

func drop(t *meter.Tally, reason meter.Reason, f meter.Flow) {
	t.Dropped[reason] = t.Dropped[reason].Plus(f)
}
