package load

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/testnet/bench/measure"
)

// Load is what is sent. Half of the packets go from clients to peers, half back.
type Load struct {
	Allocations int
	Payload     int           // of a packet, bytes; at least MinPayload
	Train       int           // packets in a row to one place; 1: sparse
	Rate        float64       // packets/s in both directions together
	Duration    time.Duration // of sending
	// Voice adds a flow of 172 bytes, VoiceRate packets/s each way, through an allocation
	// of its own: the one after Allocations.
	Voice bool
}

const (
	// MinPayload holds the stamp.
	MinPayload = stampLen
	// VoicePayload and VoiceRate are those of a call: 20 ms of G.711 with RTP's header.
	VoicePayload = 172
	VoiceRate    = 50 // packets/s each way

	// drain is how long packets may be under way after the last was sent.
	drain = 250 * time.Millisecond
	// burst is how many trains are sent in a row by a generator that is late.
	burst = 32
	// quiet ends the drain early.
	quiet = 20 * time.Millisecond
)

// Result is what became of a load.
type Result struct {
	Sent, Received uint64 // packets, the voice flow's apart
	Latency        measure.Histogram
	VoiceSent      uint64
	VoiceReceived  uint64
	VoiceLatency   measure.Histogram
	Took           time.Duration // of sending
	// Late is the most that the generator was behind its own schedule when it sent.
	Late time.Duration
	// Failed counts packets that could not be sent.
	Failed uint64
}

// Lost returns the share of packets that did not arrive.
func (r *Result) Lost() float64 {
	if r.Sent == 0 {
		return 0
	}
	return 1 - float64(min(r.Received, r.Sent))/float64(r.Sent)
}

// Rate returns the packets/s that were really sent.
func (r *Result) Rate() float64 { return float64(r.Sent) / r.Took.Seconds() }

// The stamp at the beginning of each payload, in native order:
//
//	0  4  run
//	4  4  flow, with voiceFlow for the voice flow's
//	8  8  when it was to be sent, ns since the run began
const (
	stampLen      = 16
	channelHeader = 4 // of ChannelData, RFC 8656, section 12.4
	voiceFlow     = 1 << 31
	inFlow        = 1 << 30 // from peer to client
)

// Tally counts what arrived by allocation and direction, cumulative over all runs.
type Tally struct {
	Bytes, Packets [2]atomic.Uint64 // to the peer, to the client
}

// flow is one direction of one channel.
type flow struct {
	fd     int
	to     unix.RawSockaddrInet4
	head   int // bytes before the payload: of ChannelData
	packet []byte
	size   int // of one datagram
	stamp  uint32
}

// runs numbers all runs of the process, so that what is late for one is not of another.
var runs atomic.Uint32

// Run sends a load through the field's relay and returns what became of it. Tallies, if
// not nil, are by allocation.
func (f *Field) Run(l Load, tallies []Tally) (*Result, error) {
	if l.Payload < MinPayload || l.Train < 1 || l.Rate <= 0 || l.Allocations < 1 {
		panic(fmt.Sprintf("load: internal error: %+v", l))
	}
	need := l.Allocations
	if l.Voice {
		need++
	}
	if need > len(f.allocs) {
		panic(fmt.Sprintf("load: internal error: %d allocations, want %d", len(f.allocs), need))
	}
	g := newGenerator(f, l, tallies)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	g.run()
	if g.result.Failed > g.result.Sent/100 {
		return nil, fmt.Errorf("load: %d of %d packets could not be sent: %w", g.result.Failed, g.result.Sent, g.failure)
	}
	return &g.result, nil
}

// firstWithin bounds First.
const firstWithin = 10 * time.Second

// First sends a packet from the first allocation to its peer, again and again, until one
// arrives.
func (f *Field) First() error {
	g := newGenerator(f, Load{Allocations: 1, Payload: MinPayload, Train: 1}, nil)
	g.start = time.Now()
	for g.result.Received == 0 {
		if time.Since(g.start) > firstWithin {
			return fmt.Errorf("%w: no packet came through within %s", ErrSetup, firstWithin)
		}
		g.transmit(&g.flows[0], time.Since(g.start))
		for wait := time.Now(); time.Since(wait) < time.Millisecond && g.result.Received == 0; {
			g.poll()
		}
	}
	return nil
}

// generator is one run.
type generator struct {
	field   *Field
	load    Load
	run_    uint32
	flows   []flow
	voice   []flow
	tallies []Tally
	result  Result
	failure unix.Errno

	start    time.Time
	sender   *sender
	receiver *receiver
	events   [64]unix.EpollEvent
	arrived  time.Duration // when the newest packet arrived
	client   bool          // of the socket that is being read
	now      time.Duration // of this read
}

func newGenerator(f *Field, l Load, tallies []Tally) *generator {
	g := &generator{field: f, load: l, run_: runs.Add(1), tallies: tallies, sender: newSender(), receiver: newReceiver()}
	if tallies != nil {
		f.ground.tallies[g.run_] = tallies
	}
	for i := range l.Allocations {
		channels := f.allocs[i].channels
		if l.Allocations > 1 {
			channels = channels[:1]
		}
		for _, c := range channels {
			g.flows = append(g.flows, g.pair(i, c, l.Payload, l.Train, 0)...)
		}
	}
	if l.Voice {
		g.voice = g.pair(l.Allocations, f.allocs[l.Allocations].channels[0], VoicePayload, 1, voiceFlow)
	}
	return g
}

// pair makes the two flows of a channel: to the peer, and back.
func (g *generator) pair(i int, c channel, payload, train int, mark uint32) []flow {
	a := g.field.allocs[i]
	out := flow{fd: a.client.fd, stamp: mark | uint32(i)}
	in := flow{fd: c.peer.fd, stamp: mark | inFlow | uint32(i)}
	if a.server.Direct { // what arrives is as it would come from a relay
		out.to, in.to, in.head = sockaddr(c.peer.addr), sockaddr(a.client.addr), channelHeader
	} else {
		out.to, in.to, out.head = sockaddr(a.server.Addr), sockaddr(a.relayed), channelHeader
	}
	out.size, in.size = out.head+payload, in.head+payload
	for _, f := range []*flow{&out, &in} {
		f.packet = make([]byte, train*f.size)
		for p := f.packet; len(p) > 0; p = p[f.size:] {
			if f.head > 0 {
				binary.BigEndian.PutUint16(p, c.number)
				binary.BigEndian.PutUint16(p[2:], uint16(payload))
			}
			binary.NativeEndian.PutUint32(p[f.head:], g.run_)
			binary.NativeEndian.PutUint32(p[f.head+4:], f.stamp)
		}
	}
	return []flow{out, in}
}

// transmit sends a flow's train, stamped with when it was to be sent.
func (g *generator) transmit(f *flow, due time.Duration) bool {
	for p := f.packet; len(p) > 0; p = p[f.size:] {
		binary.NativeEndian.PutUint64(p[f.head+8:], uint64(due))
	}
	errno := g.sender.send(f.fd, &f.to, f.packet, f.size)
	if errno == unix.ECONNREFUSED { // of an earlier packet
		errno = g.sender.send(f.fd, &f.to, f.packet, f.size)
	}
	if errno != 0 {
		g.failure = errno
		g.result.Failed += uint64(g.load.Train)
	}
	return errno == 0
}

func (g *generator) run() {
	interval := float64(g.load.Train) / g.load.Rate * 1e9 // between trains, ns
	total := uint64(float64(g.load.Duration) / interval)
	g.discard()
	g.start = time.Now()
	next, nextVoice, pairs := uint64(0), time.Duration(0), len(g.flows)/2
	for next < total {
		now := time.Since(g.start)
		for n := 0; n < burst && next < total; n++ {
			due := time.Duration(float64(next) * interval)
			if due > now {
				break
			}
			g.result.Late = max(g.result.Late, now-due)
			// Directions take turns, and each goes round all its flows.
			f := &g.flows[int(next/2)%pairs*2+int(next&1)]
			if g.transmit(f, due) {
				g.result.Sent += uint64(g.load.Train)
			}
			next++
		}
		for ; g.voice != nil && nextVoice <= now; nextVoice += time.Second / VoiceRate {
			for i := range g.voice {
				if g.transmit(&g.voice[i], nextVoice) {
					g.result.VoiceSent++
				}
			}
		}
		g.poll()
	}
	g.result.Took = time.Since(g.start)
	g.drain()
}

// drain takes in what is still under way.
func (g *generator) drain() {
	for end := g.result.Took + drain; ; {
		now := time.Since(g.start)
		all := g.result.Received == g.result.Sent && g.result.VoiceReceived == g.result.VoiceSent
		if now > end || all || now > max(g.arrived, g.result.Took)+quiet*5 {
			return
		}
		g.poll()
	}
}

// poll takes in what has arrived.
func (g *generator) poll() {
	n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(g.field.ground.epoll), uintptr(unsafe.Pointer(&g.events[0])), uintptr(len(g.events)), 0, 0, 0)
	if errno != 0 {
		return
	}
	if n == 0 { // whoever else has this core: accounting's clients
		unix.RawSyscall(unix.SYS_SCHED_YIELD, 0, 0, 0)
		return
	}
	for _, e := range g.events[:n] {
		g.client = g.field.ground.kinds[e.Fd]
		g.now = time.Since(g.start)
		g.receiver.receive(int(e.Fd), g.take)
	}
}

// discard takes in what earlier runs left.
func (g *generator) discard() {
	for {
		n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(g.field.ground.epoll), uintptr(unsafe.Pointer(&g.events[0])), uintptr(len(g.events)), 0, 0, 0)
		if errno != 0 || n == 0 {
			return
		}
		for _, e := range g.events[:n] {
			g.client = g.field.ground.kinds[e.Fd]
			g.receiver.receive(int(e.Fd), g.take)
		}
	}
}

// take counts a datagram that arrived.
func (g *generator) take(b []byte) {
	if g.client {
		if len(b) < 4 || b[0]>>6 != 1 { // RFC 8656, section 12.4: not ChannelData
			return
		}
		n := int(binary.BigEndian.Uint16(b[2:]))
		if len(b) < 4+n {
			return
		}
		b = b[4 : 4+n]
	}
	if len(b) < stampLen {
		return
	}
	run, mark := binary.NativeEndian.Uint32(b), binary.NativeEndian.Uint32(b[4:])
	tallies := g.tallies
	if run != g.run_ { // it is late, but it arrived
		tallies = g.field.ground.tallies[run]
	}
	if tallies != nil {
		direction := mark & inFlow / inFlow
		t := &tallies[mark&^(inFlow|voiceFlow)]
		t.Bytes[direction].Add(uint64(len(b)))
		t.Packets[direction].Add(1)
	}
	if run != g.run_ {
		return
	}
	latency := g.now - time.Duration(binary.NativeEndian.Uint64(b[8:]))
	g.arrived = g.now
	if mark&voiceFlow != 0 {
		g.result.VoiceReceived++
		g.result.VoiceLatency.Add(latency)
		return
	}
	g.result.Received++
	g.result.Latency.Add(latency)
}
