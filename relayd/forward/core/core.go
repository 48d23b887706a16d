// Package core decides and counts what the relay forwards: which packet of a client goes
// to which peer, which packet of a peer goes to the client, what of it the session's
// credit and the limits cover, and what became of it. It sees no socket; it reads packets
// where they lie and says what is to be sent:
//
//	packets ──► Batch.FromClient, FromPeer ──► messages: trains of packets of one
//	            (permission, policy)           size from one allocation to one place
//	                                             │
//	            Batch.Flush: limits, credit ◄────┘
//	                  │
//	                  ▼                        every packet ends in exactly one counter:
//	            Sink.Send ──► Sent, Failed ──► in = forwarded + unbilled + dropped by reason
//
// A packet costs no lock and no memory; a train costs one operation of the session's
// meter. What lookups go by has a fixed size and holds no pointer.
package core

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/meter"
)

// Config is what all allocations of a relay have in common.
type Config struct {
	Epoch   time.Time // Instant 0
	RelayIP netip.Addr
	Payload int               // longest datagram that is relayed, bytes
	Policy  *admission.Policy // complete: with RelayIP and this machine's addresses
	Rate    Rate              // of all allocations together
}

// Relay is what all allocations of a relay share. Its methods may be called from any
// goroutine, but for Listen.
type Relay struct {
	config    Config
	rate      *Bucket
	listening []listener
	ports     [1 << 16]atomic.Pointer[Allocation] // by relayed port
	batches   atomic.Uint64
	totals    totals
}

// listener is a transport address where the relay's own clients come in.
type listener struct {
	addr netip.Addr
	port uint16
}

// New returns a relay without allocations.
func New(c Config) *Relay {
	return &Relay{config: c, rate: NewBucket(c.Rate)}
}

// Listen tells where the relay listens for clients: no peer is there. It is called
// before the first packet.
func (r *Relay) Listen(addrs ...netip.AddrPort) {
	for _, a := range addrs {
		r.listening = append(r.listening, listener{a.Addr(), a.Port()})
	}
}

// Now returns the Instant of a time.
func (r *Relay) Now(t time.Time) Instant { return Instant(t.Sub(r.config.Epoch)) }

// Time returns the time of an Instant.
func (r *Relay) Time(i Instant) time.Time { return r.config.Epoch.Add(time.Duration(i)) }

// Payload returns the longest datagram that is relayed, bytes.
func (r *Relay) Payload() int { return r.config.Payload }

// Relayed returns the allocation with a relayed port, or nil.
func (r *Relay) Relayed(port uint16) *Allocation { return r.ports[port].Load() }

// Enter makes an allocation known by its relayed port.
func (r *Relay) Enter(a *Allocation) { r.ports[a.Relayed.Port()].Store(a) }

// Leave forgets an allocation, if its port is still its.
func (r *Relay) Leave(a *Allocation) { r.ports[a.Relayed.Port()].CompareAndSwap(a, nil) }

// open reports whether the policy admits all of a peer's ports that are not the relay's.
func (r *Relay) open(p Peer) bool {
	return r.config.Policy.Deliver(p.AddrPort().Addr(), admission.Other)
}

// deliver reports whether the policy lets a packet go to a peer whose address is open or
// not.
func (r *Relay) deliver(p Peer, open bool) bool {
	for i := range r.listening {
		if r.listening[i].port == p.Port() && r.isListening(r.listening[i].addr, p.AddrPort().Addr()) {
			return false
		}
	}
	if open {
		return true
	}
	addr := p.AddrPort().Addr()
	return addr == r.config.RelayIP && r.Relayed(p.Port()) != nil && r.config.Policy.Deliver(addr, admission.Relayed)
}

func (r *Relay) isListening(listener, peer netip.Addr) bool {
	return listener == peer || listener.IsUnspecified() && r.config.Policy.IsOwn(peer)
}

// Allocation is one relayed transport address and its client, as packets know it.
type Allocation struct {
	Relay    *Relay
	Key      Key          // of its client, if that is in a Table
	Relayed  Peer         // the relayed transport address
	Session  string       // the allocations of one session are no strangers to each other
	Meter    *meter.Meter // of the session
	Side     meter.Side
	Stream   bool    // the client's way is a stream: ChannelData is padded (RFC 8656 section 12.5)
	ToPeer   Sink    // set before the first packet
	ToClient Sink    //
	User     *Bucket // of all allocations of a credential
	Rate     *Bucket // of this one
	// Strangers is what may reach the client, at the relay's cost, from addresses and
	// ports it has not sent to. Nil: all peers with a permission are welcome.
	Strangers Allowance

	bindings atomic.Pointer[Bindings]
	next     atomic.Pointer[Allocation] // in a Table
	out, in  flow
	solicit  solicited
}

// Allowance admits bytes at the relay's cost.
type Allowance interface {
	// Allow takes n bytes, if they are left. Any goroutine may call it.
	Allow(n int, now Instant) bool
}

var noBindings Bindings

// Bindings returns the bindings that packets go by.
func (a *Allocation) Bindings() *Bindings {
	if b := a.bindings.Load(); b != nil {
		return b
	}
	return &noBindings
}

// SetBindings replaces them. From now on b is immutable.
func (a *Allocation) SetBindings(b *Bindings) {
	b.judge(a.Relay.open)
	a.bindings.Store(b)
}

// Touch brings what a packet of the client goes by closer to the processor. What it
// returns says nothing.
func (a *Allocation) Touch() (all uint64) {
	if b := a.Bindings(); len(b.channels) > 0 {
		all = uint64(b.channels[0].peer)
	}
	return all + a.Meter.Touch()
}

// isInternal reports whether a peer is the relayed transport address of another
// allocation of the same session.
func (a *Allocation) isInternal(peer Peer) bool {
	if peer.address() != a.Relayed.address() {
		return false
	}
	other := a.Relay.Relayed(peer.Port())
	return other != nil && other.Session == a.Session
}

// maxSolicited is how many peer transport addresses an allocation remembers as sent to,
// at least; at most twice as many.
const maxSolicited = 256

// solicited are the peers that a client has sent to lately, for filtering by address and
// port.
type solicited struct {
	mu      sync.Mutex
	peers   *admission.Generations[Peer, struct{}]
	changes atomic.Uint64 // of peers, from outside: whoever is in may have gone

	// Each direction's goroutine remembers what it has found last.
	noted        Peer // is the latest in peers
	found        Peer // was in peers
	foundChanges uint64
}

// note remembers that the client has sent to peer.
func (s *solicited) note(peer Peer) {
	if s.noted == peer {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.peers == nil {
		s.peers = admission.NewGenerations[Peer, struct{}](maxSolicited)
	}
	if _, ok := s.peers.Get(peer); !ok {
		s.peers.Put(peer, struct{}{})
	}
	s.noted = peer
	s.changes.Add(1)
}

// has reports whether the client has sent to peer.
func (s *solicited) has(peer Peer) bool {
	if s.found == peer && s.foundChanges == s.changes.Load() {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.peers == nil {
		return false
	}
	if _, ok := s.peers.Get(peer); !ok {
		return false
	}
	s.found, s.foundChanges = peer, s.changes.Load()
	return true
}

// Source is a UDP client that has sent a request.
type Source struct {
	Local, Remote netip.AddrPort
	Key           Key                       // among the clients of the plane
	ToClient      Sink                      // for its allocation
	Write         func(packet []byte) error // sends it an answer
}
