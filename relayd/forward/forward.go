// Package forward carries the relay's packets: it owns the UDP sockets that clients and
// peers meet at, and moves vectors of packets between them by the decisions of
// relayd/forward/core. Two paths do so, with the same semantics:
//
//   - fast (Linux): a thread a shard, with an epoll over its share of the clients
//     (SO_REUSEPORT) and over the relayed sockets of their allocations; packets come and
//     go in vectors (recvmmsg, sendmmsg), and trains of one size to one place as one
//     (UDP_GRO, UDP_SEGMENT) where the kernel knows how;
//   - portable: Go's own sockets, a goroutine for each, a packet at a time. It also
//     carries the packets of clients that come over TCP.
//
// What is no data is a request: it goes to the control plane in a goroutine of its own, so
// that no packet waits for it.
package forward

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
)

// Errors of Open.
var (
	ErrPath   = errors.New("forward: no such path")
	ErrListen = errors.New("forward: cannot listen")
)

// Path says how packets are carried. It is text in options.
type Path string

// The paths.
const (
	Auto     Path = "auto" // Fast where there is one
	Fast     Path = "fast"
	Portable Path = "portable"
)

// Config says how to carry packets. The zero Config is Auto with one shard and no hold.
type Config struct {
	Path   Path
	Shards int // threads of the fast path, at least 1
	// Hold is how long a busy thread of the fast path waits for more packets, so that it
	// takes several together. 0: it does not.
	Hold time.Duration
	Log  *slog.Logger // nil: none
}

// requestQueue is how many requests of a shard wait for the control plane. A request that
// finds no room is dropped: its client repeats it (RFC 8489 section 6.2.1).
const requestQueue = 256

// socketBuffer is the size that is asked of the kernel for both buffers of every UDP
// socket, bytes: without it a burst at line rate is lost before it can be forwarded.
const socketBuffer = 4 << 20

// Plane carries packets. Its methods may be called from any goroutine, once Serve has
// returned.
type Plane struct {
	config  Config
	relay   *core.Relay
	path    path
	clients *core.Table

	mu      sync.Mutex // guards changes of clients
	running sync.WaitGroup
	handle  func(core.Source, []byte)

	discarded, queueFull atomic.Uint64
}

// path is one way to carry packets.
type path interface {
	serve()
	// attach gives an allocation its relayed socket and enters it.
	attach(a *core.Allocation, conn *net.UDPConn) error
	// close ends its goroutines, which are Plane.running.
	close()
	release() // what they used
	status(*Status)
}

// port is an allocation's relayed socket, and its way to peers.
type port interface {
	core.Sink
	// close closes the socket; afterwards no packet passes.
	close()
}

// New returns a plane that carries nothing yet.
func New(config Config) *Plane {
	if config.Path == "" {
		config.Path = Auto
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	config.Shards = max(config.Shards, 1)
	return &Plane{config: config}
}

// Open binds where UDP clients come in and returns the bound addresses. The relay has at
// most so many allocations. It returns ErrPath or ErrListen, wrapped; then there is
// nothing to close.
func (p *Plane) Open(relay *core.Relay, most int, addrs []netip.AddrPort) ([]netip.AddrPort, error) {
	p.relay, p.clients = relay, core.NewTable(most, core.Secret{random(), random(), random()})
	var bound []netip.AddrPort
	var err error
	switch p.config.Path {
	case Auto:
		p.path, bound, err = newFast(p, addrs)
		if errors.Is(err, errors.ErrUnsupported) {
			p.config.Log.Info("no fast path on this system; using the portable one", "err", err)
			p.path, bound, err = newPortable(p, addrs)
		}
	case Fast:
		p.path, bound, err = newFast(p, addrs)
	case Portable:
		p.path, bound, err = newPortable(p, addrs)
	default:
		return nil, fmt.Errorf("%w: %q, want %s, %s or %s", ErrPath, p.config.Path, Auto, Fast, Portable)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	return bound, nil
}

// Serve begins to carry packets. Requests of UDP clients go to handle, one at a time for
// each shard; the packet is handle's.
func (p *Plane) Serve(handle func(core.Source, []byte)) {
	p.handle = handle
	p.path.serve()
}

// serveRequests hands requests over until there are no more.
func (p *Plane) serveRequests(requests <-chan request) {
	p.running.Go(func() {
		for r := range requests {
			p.handle(r.source, r.packet)
		}
	})
}

// request is a client's packet on its way to the control plane.
type request struct {
	source core.Source
	packet []byte
}

// Attach gives an allocation its relayed socket, which is the plane's from now on, also on
// error: packets pass until Detach. It sets a.ToPeer; all else of a has been set.
func (p *Plane) Attach(a *core.Allocation, conn *net.UDPConn) error {
	setBuffers(conn, p.config.Log)
	if err := p.path.attach(a, conn); err != nil {
		conn.Close()
		return fmt.Errorf("forward: %w", err)
	}
	return nil
}

// enter makes an allocation known to packets.
func (p *Plane) enter(a *core.Allocation, at port) {
	a.ToPeer = at
	p.mu.Lock()
	defer p.mu.Unlock()
	if a.Key != (core.Key{}) {
		p.clients.Add(a)
	}
	p.relay.Enter(a)
}

// Detach closes an allocation's relayed socket. When it returns no packet passes any more.
func (p *Plane) Detach(a *core.Allocation) {
	p.mu.Lock()
	p.clients.Remove(a)
	p.relay.Leave(a)
	p.mu.Unlock()
	a.ToPeer.(port).close()
}

// Close ends the plane. All allocations have been detached.
func (p *Plane) Close() {
	p.path.close()
	p.running.Wait()
	p.path.release()
}

// Discarded returns how many packets were malformed, or belonged to no allocation.
func (p *Plane) Discarded() uint64 { return p.discarded.Load() }

// Status is how a plane carries packets, and what became of those that it has seen.
type Status struct {
	Path      Path                  `json:"path"`
	Shards    int                   `json:"shards"`
	GRO       bool                  `json:"gro"` // the kernel hands over trains of packets
	GSO       bool                  `json:"gso"` // and takes them
	Trains    uint64                `json:"trains"`
	Forwarded meter.Flow            `json:"forwarded"`
	Unbilled  meter.Flow            `json:"unbilled"`
	Dropped   map[string]meter.Flow `json:"dropped"` // by reason
	Discarded uint64                `json:"discarded"`
	QueueFull uint64                `json:"queue_full"`
}

// Status returns the status as it stands.
func (p *Plane) Status() Status {
	t := p.relay.Totals()
	s := Status{
		Forwarded: t.Forwarded, Unbilled: t.Unbilled, Dropped: map[string]meter.Flow{},
		Discarded: p.discarded.Load(), QueueFull: p.queueFull.Load(),
	}
	for r, f := range t.Dropped {
		if f.Packets > 0 {
			s.Dropped[meter.Reason(r).String()] = f
		}
	}
	p.path.status(&s)
	return s
}

// reasonOf says why a packet could not be sent.
func reasonOf(err error) meter.Reason {
	switch {
	case errors.Is(err, net.ErrClosed):
		return meter.Closed
	case errors.Is(err, syscall.EMSGSIZE):
		return meter.Oversize
	case errors.Is(err, syscall.ENOBUFS), errors.Is(err, syscall.EAGAIN):
		return meter.Queue
	}
	return meter.Failed
}

func (p *Plane) now() core.Instant { return p.relay.Now(time.Now()) }

func random() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.BigEndian.Uint64(b[:])
}

func addrPort(a net.Addr) netip.AddrPort {
	ap := a.(*net.UDPAddr).AddrPort()
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}
