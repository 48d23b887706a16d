// Package meter counts a session's payload bytes and packets, and refuses what
// the session's credit does not cover.
//
// Payload bytes are the octets of a relayed datagram: what ChannelData or DATA
// carries, without IP, UDP or TURN framing (docs/protocol.md, section 5). Every packet
// that enters a session's relay ends in exactly one counter of its direction:
//
//	in = Forwarded + Unbilled + the sum of Dropped
//
// A billed packet goes through two steps, so that a packet that the kernel
// refuses is never billed and no counter ever falls:
//
//	if !m.Take(d, n) { return }          // refused: counted as Dropped[Credit]
//	if err := send(packet); err != nil {
//		m.Return(d, meter.Failed, n) // the reservation back, counted as dropped
//	} else {
//		m.Sent(d, n)
//	}
//
// All methods but Grant may be called at once from any goroutine, and beside Grant; none of
// them locks, allocates or blocks.
package meter

import (
	"math"
	"sync/atomic"
)

// Direction is the way a packet travels between the two ends of a session.
type Direction uint8

const (
	AB         Direction = iota // from endpoint A to endpoint B
	BA                          // from endpoint B to endpoint A
	directions = 2
)

// String returns "A→B" or "B→A".
func (d Direction) String() string {
	if d == AB {
		return "A→B"
	}
	return "B→A"
}

// Side says which end of a session a TURN client is.
type Side uint8

const (
	A      Side = iota
	B           //
	Either      // decided by order: the session's first allocation is A, its second B
)

// String returns "A", "B" or "either".
func (s Side) String() string {
	return [...]string{"A", "B", "either"}[s]
}

// Out is the direction of what the client on side s sends to its peers. A side
// that is still Either counts as A.
func (s Side) Out() Direction {
	if s == B {
		return BA
	}
	return AB
}

// In is the direction of what the client on side s receives from its peers.
func (s Side) In() Direction {
	return 1 - s.Out()
}

// Reason is why a packet was dropped.
type Reason uint8

const (
	Credit      Reason = iota // the session's limit does not cover it
	Policy                    // the relay does not send to this peer address
	Permission                // no permission (RFC 8656 section 9) or channel binding
	Unsolicited               // from an address and port that the client has not sent to
	Queue                     // no room on the way out
	Oversize                  // longer than the relay carries
	Closed                    // the client's connection or allocation had ended
	Failed                    // the kernel refused to send it
	Limit                     // beyond the relay's rate for the allocation, the user, or all
	Reasons                   // how many reasons there are
)

// String returns the reason in one lower-case word, as metrics and logs show it.
func (r Reason) String() string {
	if r >= Reasons {
		return "unknown"
	}
	return [Reasons]string{
		"credit", "policy", "permission", "unsolicited", "queue", "oversize", "closed", "failed", "limit",
	}[r]
}

// Flow is an amount of traffic, cumulative since the session began.
type Flow struct {
	Bytes   uint64 // payload bytes
	Packets uint64
}

// Plus returns the sum.
func (f Flow) Plus(g Flow) Flow {
	return Flow{Bytes: f.Bytes + g.Bytes, Packets: f.Packets + g.Packets}
}

// Minus returns the difference; g is a part of f.
func (f Flow) Minus(g Flow) Flow {
	return Flow{Bytes: f.Bytes - g.Bytes, Packets: f.Packets - g.Packets}
}

// Tally is what became of the packets of one direction.
type Tally struct {
	Forwarded Flow          // billed and sent on
	Unbilled  Flow          // sent on at the relay's own cost
	Dropped   [Reasons]Flow // by reason
}

// In returns all traffic that entered: forwarded, unbilled and dropped.
func (t Tally) In() Flow {
	in := t.Forwarded.Plus(t.Unbilled)
	for _, f := range t.Dropped {
		in = in.Plus(f)
	}
	return in
}

// Counts holds one Tally for each direction, indexed by Direction.
type Counts [directions]Tally

// flow is a Flow that grows atomically, each field for itself.
type flow struct {
	bytes, packets atomic.Uint64
}

func (f *flow) add(n int) { f.addFlow(Flow{Bytes: uint64(n), Packets: 1}) }

func (f *flow) addFlow(g Flow) {
	f.bytes.Add(g.Bytes)
	f.packets.Add(g.Packets)
}

func (f *flow) load() Flow {
	return Flow{Bytes: f.bytes.Load(), Packets: f.packets.Load()}
}

type tally struct {
	forwarded, unbilled flow
	dropped             [Reasons]flow
}

// Meter counts one session. Create it with New.
type Meter struct {
	wake chan<- struct{} // of the session's channel; nil: nobody listens
	woke atomic.Bool

	left  atomic.Uint64 // granted and not taken, bytes of both directions
	low   atomic.Uint64 // low water: half of what the last grant left, bytes
	tally [directions]tally
}

// New returns a meter that was granted nothing: it refuses everything until Grant. When
// it runs low or has refused a packet, it sends to wake if there is room, and Woke tells:
// many meters may share one channel of capacity 1. A nil wake is for whoever grants
// Unlimited, or does not care.
func New(wake chan<- struct{}) *Meter { return &Meter{wake: wake} }

// Grant lets n more payload bytes pass, of both directions together. What was
// granted and not taken never exceeds Unlimited. Half of what is left then is the new
// low water.
// One goroutine at a time grants.
func (m *Meter) Grant(n uint64) {
	for {
		left := m.left.Load()
		more := left + min(n, Unlimited-left)
		m.low.Store(more / 2) // before a packet can be taken of more: it would pass unseen
		if m.left.CompareAndSwap(left, more) {
			return
		}
	}
}

// give gives back what was taken.
func (m *Meter) give(n uint64) {
	for {
		left := m.left.Load()
		if m.left.CompareAndSwap(left, left+min(n, Unlimited-left)) {
			return
		}
	}
}

// Reclaim takes back what was granted and not taken, and returns how many bytes
// that is. It is exact: whatever runs at the same time, the bytes taken and the
// bytes reclaimed never exceed those granted.
func (m *Meter) Reclaim() uint64 { return m.left.Swap(0) }

// Low reports whether no more is left than half of what the last grant left. It is so
// before the first grant too.
func (m *Meter) Low() bool { return m.left.Load() <= m.low.Load() }

// Take reserves n payload bytes of direction d iff they are granted, exactly,
// whatever runs at the same time. As an empty packet costs nothing, it passes
// only while at least one byte is left. A refused packet is counted as dropped
// for Credit, and wakes. After true the caller calls Sent or Return, once.
func (m *Meter) Take(d Direction, n int) bool {
	for {
		left := m.left.Load()
		if left == 0 || uint64(n) > left {
			m.Drop(d, Credit, n)
			m.signal()
			return false
		}
		if m.left.CompareAndSwap(left, left-uint64(n)) {
			m.taken(left, uint64(n))
			return true
		}
	}
}

// taken wakes if taking n bytes of what was left has reached low water.
func (m *Meter) taken(left, n uint64) {
	if low := m.low.Load(); left > low && left-n <= low {
		m.signal()
	}
}

// TakeTrain reserves n payload bytes, of some packets together, iff more than that is
// granted. If not, nothing is reserved and nothing counted: the packets can still be
// taken one by one. What was reserved ends with SentTrain, or Return packet by packet.
func (m *Meter) TakeTrain(n uint64) bool {
	for {
		left := m.left.Load()
		if n >= left {
			return false
		}
		if m.left.CompareAndSwap(left, left-n) {
			m.taken(left, n)
			return true
		}
	}
}

// Touch brings the meter closer to the processor. What it returns says nothing.
func (m *Meter) Touch() uint64 { return m.left.Load() }

// SentTrain counts packets that were taken as forwarded.
func (m *Meter) SentTrain(d Direction, f Flow) {
	m.tally[d].forwarded.addFlow(f)
}

// Sent counts a taken packet of n payload bytes as forwarded.
func (m *Meter) Sent(d Direction, n int) {
	m.tally[d].forwarded.add(n)
}

// Return gives the reservation of a taken packet back, because it could not be
// sent, and counts it as dropped.
func (m *Meter) Return(d Direction, reason Reason, n int) {
	m.give(uint64(n))
	m.Drop(d, reason, n)
}

// Drop counts a packet that was not taken as dropped.
func (m *Meter) Drop(d Direction, reason Reason, n int) {
	m.tally[d].dropped[reason].add(n)
}

// Unbilled counts a packet that was sent on at the relay's own cost.
func (m *Meter) Unbilled(d Direction, n int) {
	m.tally[d].unbilled.add(n)
}

// UnbilledTrain counts packets that were sent on at the relay's own cost.
func (m *Meter) UnbilledTrain(d Direction, f Flow) {
	m.tally[d].unbilled.addFlow(f)
}

// Snapshot returns the counters. Each of them is exact and never falls; while
// packets flow, the bytes of a packet may be in it before the packet is.
func (m *Meter) Snapshot() Counts {
	var c Counts
	for d := range c {
		t := &m.tally[d]
		c[d].Forwarded, c[d].Unbilled = t.forwarded.load(), t.unbilled.load()
		for r := range t.dropped {
			c[d].Dropped[r] = t.dropped[r].load()
		}
	}
	return c
}

// Woke reports whether the meter has run low or refused a packet since it was asked last.
func (m *Meter) Woke() bool { return m.woke.Swap(false) }

func (m *Meter) signal() {
	m.woke.Store(true)
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Unlimited is the grant of a session whose traffic nobody pays for by the byte.
const Unlimited uint64 = math.MaxUint64
