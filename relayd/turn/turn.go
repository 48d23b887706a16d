// Package turn relays UDP for TURN clients (RFC 8656 over RFC 8489), over UDP
// and TCP, for sessions that a payer has authorized.
//
//	clients ──► listeners ──► requests ──► strict check ──► answers
//	                │                            │
//	                │                            ▼
//	                │              pion/turn: allocations and
//	                │              permissions with their timers
//	                ▼                            │
//	  ChannelData, Send ──► the data plane ◄─────┘ bindings
//	                         │          ▲
//	                         ▼          ▼
//	        the session's meter       peers
//
// pion/turn/v2 is the control plane: it decides about allocations, permissions
// and channels and ends them in time. It sees nothing of the network, only
// requests that this package has checked, authenticated and written anew, one
// at a time, and what it answers is a verdict, not a packet. Data never passes
// through it: a Plane carries the packets, and forwards by the copy that this
// package keeps of the bindings (relayd/forward/core).
package turn

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
)

// Realm is the default realm; software is the SOFTWARE of authenticated answers.
const (
	Realm    = "portage"
	software = "portage"
)

// Errors of Listen.
var (
	ErrConfig = errors.New("turn: invalid configuration")
	ErrListen = errors.New("turn: cannot listen")
)

// Filter says which packets of a permitted peer address reach the client.
type Filter uint8

const (
	// ByAddress admits every port of a permitted address (RFC 8656 section 9).
	ByAddress Filter = iota
	// ByAddressAndPort admits only an address and port that the client has sent
	// to (RFC 4787 section 5). What comes from another port of a permitted
	// address is unsolicited: never billed, and forwarded at the relay's own
	// cost only within Limits.Unsolicited. The other allocation of the same
	// session is no stranger, and always admitted.
	ByAddressAndPort
)

// Grant is what one credential allows.
type Grant struct {
	Key            [16]byte     // MD5(username ":" realm ":" password), RFC 8489 section 9.2.2
	Session        string       // ends with EndSession
	Side           meter.Side   // which end of the session the client is
	Meter          *meter.Meter // of the session; the client's and its peer's packets go through it
	MaxAllocations int          // live at once; 0: Limits.PerCredential, four times as many where Side is Either
	MaxPermissions int          // for each allocation, and as many channels; 0: Limits.Permissions
	Filter         Filter
}

// Credentials are the live credentials. The consumer forgets a credential
// before it calls EndSession: then no allocation outlives its session.
type Credentials interface {
	// Lookup returns the grant of a username, which must not change afterwards.
	// It is called for every request, from many goroutines, and must not block.
	Lookup(username string) (*Grant, bool)
}

// Allowance is a token bucket.
type Allowance struct {
	Burst     int     // at once
	PerSecond float64 // in the long run
}

// Limits bound what clients can make a relay do and hold.
type Limits struct {
	Allocations      int           // live at once, of all sessions
	PerCredential    int           // of them for one credential, where its grant does not say
	Permissions      int           // of an allocation, where its grant does not say
	Payload          int           // longest datagram that is relayed, bytes
	Connections      int           // TCP connections at once
	ConnectionsPerIP int           // of them from one address
	Idle             time.Duration // a TCP connection's life without an allocation
	Strangers        Allowance     // answers to unauthenticated requests, by source prefix
	Unsolicited      Allowance     // bytes for each allocation, see ByAddressAndPort

	// Rates of what is forwarded, bytes of both directions with TURN's framing, for
	// each allocation, for all allocations of a credential, and for the relay. Zero: no
	// limit but the credit.
	AllocationRate, UserRate, RelayRate core.Rate
}

// DefaultLimits returns the limits of a Config that sets none.
func DefaultLimits() Limits {
	return Limits{
		Allocations:      10_000,
		PerCredential:    4, // a client that comes back from another address has left one behind
		Permissions:      64,
		Payload:          1500,
		Connections:      4096,
		ConnectionsPerIP: 256,
		Idle:             30 * time.Second,
		Strangers:        Allowance{Burst: 1000, PerSecond: 100},
		Unsolicited:      Allowance{Burst: 64 << 10, PerSecond: 4 << 10},
	}
}

// Config says where and for whom a relay works.
type Config struct {
	UDP, TCP         []netip.AddrPort // where clients come in; port 0: any free one
	RelayIP          netip.Addr       // IPv4 address of the relayed transport addresses
	MinPort, MaxPort uint16           // of them; both 0: 49152 and 65535 (RFC 8656 section 7.2)
	Realm            string           // "": Realm
	Policy           admission.Policy // Listen adds RelayIP and this machine's addresses
	Credentials      Credentials
	Plane            Plane
	Log              *slog.Logger // nil: none
	Limits           Limits       // the zero Limits: DefaultLimits
}

// withDefaults fills in what c leaves open and checks the rest.
func (c Config) withDefaults() (Config, error) {
	if c.Realm == "" {
		c.Realm = Realm
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Limits == (Limits{}) {
		c.Limits = DefaultLimits()
	}
	if c.MinPort == 0 && c.MaxPort == 0 {
		c.MinPort, c.MaxPort = 49152, 65535
	}
	c.RelayIP = c.RelayIP.Unmap()
	switch {
	case !c.RelayIP.Is4() || c.RelayIP.IsUnspecified():
		return c, fmt.Errorf("%w: relay IP %v, want one IPv4 address", ErrConfig, c.RelayIP)
	case c.MinPort == 0 || c.MaxPort < c.MinPort:
		return c, fmt.Errorf("%w: relay ports %d to %d", ErrConfig, c.MinPort, c.MaxPort)
	case c.Credentials == nil:
		return c, fmt.Errorf("%w: no credentials", ErrConfig)
	case c.Plane == nil:
		return c, fmt.Errorf("%w: no data plane", ErrConfig)
	case len(c.UDP)+len(c.TCP) == 0:
		return c, fmt.Errorf("%w: no address to listen on", ErrConfig)
	case len(c.Realm) > maxRealmLen:
		return c, fmt.Errorf("%w: realm of %d bytes, want at most %d", ErrConfig, len(c.Realm), maxRealmLen)
	case c.Limits.Payload < 1 || c.Limits.Payload > maxPayload:
		return c, fmt.Errorf("%w: payload limit %d, want 1 to %d", ErrConfig, c.Limits.Payload, maxPayload)
	}
	return c, nil
}

const (
	maxRealmLen = 127   // RFC 8489 section 14.9; also bounds the answer to a stranger
	maxPayload  = 65000 // fits a Data indication in a UDP datagram
)

// Plane carries packets between clients, allocations and peers (relayd/forward). Its
// methods may be called from any goroutine, once Serve has returned.
type Plane interface {
	// Open binds where UDP clients come in and returns where that is, in order. After
	// an error there is nothing to close.
	Open(relay *core.Relay, mostAllocations int, addrs []netip.AddrPort) ([]netip.AddrPort, error)
	// Serve begins to carry packets. What is no data goes to handle, from a few
	// goroutines; the packet is handle's.
	Serve(handle func(from core.Source, packet []byte))
	// Attach gives an allocation its relayed socket, which is the plane's from now on,
	// also on error, and sets its ToPeer. All other fields have been set. Packets pass
	// until Detach.
	Attach(a *core.Allocation, conn *net.UDPConn) error
	// Detach closes an allocation's relayed socket. When it returns no packet of the
	// allocation passes any more.
	Detach(a *core.Allocation)
	// Discarded returns how many packets were malformed or belonged to no allocation.
	Discarded() uint64
	// Close ends everything that was opened and waits for it. Nothing is attached.
	Close()
}

// Relay is a running TURN relay. Its methods may be called from any goroutine.
type Relay struct {
	config    Config
	nonces    nonceKey
	strangers *admission.Limiter
	table     *table
	reserved  *reservations
	control   *control
	counters  counters
	ids       atomic.Uint64 // of allocations
	core      *core.Relay   // what packets go by
	udp       []netip.AddrPort
	tcp       []*net.TCPListener
	conns     *connections

	closing sync.Once
	running sync.WaitGroup // listeners and connections over TCP
}

// Listen starts a relay. It returns ErrConfig or ErrListen, wrapped.
func Listen(config Config) (*Relay, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	r := &Relay{
		config:    config,
		nonces:    newNonceKey(),
		strangers: admission.NewLimiter(config.Limits.Strangers.PerSecond, config.Limits.Strangers.Burst),
		table:     newTable(config.Limits),
		reserved:  newReservations(),
		conns:     newConnections(config.Limits.Connections, config.Limits.ConnectionsPerIP),
	}
	r.config.Policy.RelayIP = config.RelayIP
	r.config.Policy.Own = append(slices.Clone(config.Policy.Own), machineAddresses()...)
	r.core = core.New(core.Config{
		Epoch: time.Now(), RelayIP: config.RelayIP, Payload: config.Limits.Payload,
		Policy: &r.config.Policy, Rate: config.Limits.RelayRate,
	})
	if r.udp, err = config.Plane.Open(r.core, config.Limits.Allocations, config.UDP); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	if r.control, err = newControl(config.Log, &r.config.Policy); err == nil {
		err = r.listenTCP()
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	udp, tcp := r.Addrs()
	r.core.Listen(append(slices.Clone(udp), tcp...)...)
	config.Plane.Serve(r.serve)
	for _, l := range r.tcp {
		r.running.Go(func() { r.serveTCP(l) })
	}
	return r, nil
}

// listenTCP binds the listening TCP sockets.
func (r *Relay) listenTCP() error {
	for _, addr := range r.config.TCP {
		l, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(addr))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrListen, err)
		}
		r.tcp = append(r.tcp, l)
	}
	return nil
}

// Addrs returns where the relay listens, in the order of its Config.
func (r *Relay) Addrs() (udp, tcp []netip.AddrPort) {
	for _, l := range r.tcp {
		tcp = append(tcp, addrPort(l.Addr()))
	}
	return slices.Clone(r.udp), tcp
}

// EndSession closes all allocations of a session at once. Their clients get no
// word of it but the answer to their next request (RFC 8656 has none).
func (r *Relay) EndSession(session string) {
	for _, a := range r.table.ofSession(session) {
		a.close()
	}
}

// Close ends all allocations and returns when no listener and no TCP connection
// is being served any more.
func (r *Relay) Close() error {
	r.closing.Do(func() {
		for _, l := range r.tcp {
			l.Close()
		}
		r.conns.close()
		if r.control != nil {
			r.control.close()
		}
		for _, a := range r.table.close() {
			a.close()
		}
		r.reserved.close()
		r.config.Plane.Close()
	})
	r.running.Wait()
	return nil
}

// Counters is what the relay has done, over all sessions.
type Counters struct {
	Allocations int    `json:"allocations"` // live
	Connections int    `json:"connections"` // TCP connections now
	Discarded   uint64 `json:"discarded"`   // packets that are malformed, or belong to no allocation
	Answered    uint64 `json:"answered"`    // success responses
	Challenged  uint64 `json:"challenged"`  // 401 and 438 answers
	Refused     uint64 `json:"refused"`     // other error answers
	Limited     uint64 `json:"limited"`     // unauthenticated requests without an answer
}

type counters struct {
	discarded, answered, challenged, refused, limited atomic.Uint64
}

// Counters returns the counters as they stand.
func (r *Relay) Counters() Counters {
	return Counters{
		Allocations: r.table.len(),
		Connections: r.conns.len(),
		Discarded:   r.counters.discarded.Load() + r.config.Plane.Discarded(),
		Answered:    r.counters.answered.Load(),
		Challenged:  r.counters.challenged.Load(),
		Refused:     r.counters.refused.Load(),
		Limited:     r.counters.limited.Load(),
	}
}

// machineAddresses returns the addresses of all interfaces.
func machineAddresses() []netip.Addr {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil // the policy still closes every address that is not public
	}
	var own []netip.Addr
	for _, a := range addrs {
		if p, err := netip.ParsePrefix(a.String()); err == nil {
			own = append(own, p.Addr().WithZone("").Unmap())
		}
	}
	return own
}

// addrPort returns the address of a UDP or TCP socket, IPv4 as IPv4.
func addrPort(a net.Addr) netip.AddrPort {
	var ap netip.AddrPort
	switch a := a.(type) {
	case *net.UDPAddr:
		ap = a.AddrPort()
	case *net.TCPAddr:
		ap = a.AddrPort()
	}
	return unmap(ap)
}

func unmap(ap netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}
