package load

import (
	"context"
	"crypto/md5" //nolint:gosec // the long-term key of RFC 8489
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/pion/stun"
	"golang.org/x/sys/unix"
)

// Credential is a long-term credential (RFC 8489, section 9.2).
type Credential struct{ Username, Password, Realm string }

func (c Credential) key() stun.MessageIntegrity {
	sum := md5.Sum([]byte(c.Username + ":" + c.Realm + ":" + c.Password)) //nolint:gosec
	return sum[:]
}

// Server is what a Field is made on.
type Server struct {
	Addr       netip.AddrPort
	Credential func(allocation int) Credential // nil: a bare forwarder, see Bind
	Direct     bool                            // none: clients and peers send to one another, to see what the path costs
}

// ErrSetup says that a relay did not do what a client asked for.
var ErrSetup = errors.New("load: setting up")

// firstChannel is the least channel number (RFC 8656, section 12).
const firstChannel = 0x4000

// Field is a number of allocations on one relay, each with channels to peers.
type Field struct {
	ground *Ground
	server Server
	allocs []*allocation
	fresh  time.Time  // when all were refreshed last
	nonce  stun.Nonce // the newest allocation's: a relay may take it from the next one too, and limit its challenges
}

// allocation is one client's. The first has a channel to every peer, so that even one
// allocation has packets that are to go to different places; each other has one.
type allocation struct {
	client     socket
	server     Server
	credential Credential
	nonce      stun.Nonce
	relayed    netip.AddrPort
	channels   []channel
}

type channel struct {
	number uint16
	peer   socket
}

// NewField returns a field without an allocation.
func NewField(g *Ground, s Server) *Field { return &Field{ground: g, server: s, fresh: time.Now()} }

// Len returns how many allocations there are.
func (f *Field) Len() int { return len(f.allocs) }

// Grow makes sure of n allocations.
func (f *Field) Grow(ctx context.Context, n int) error {
	if err := f.ground.grow(n); err != nil {
		return err
	}
	for i := len(f.allocs); i < n; i++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		a := &allocation{client: f.ground.clients[i], server: f.server, nonce: f.nonce}
		if f.server.Credential != nil {
			a.credential = f.server.Credential(i)
		}
		for c := range f.channelsOf(i) {
			a.channels = append(a.channels, channel{number: uint16(firstChannel + c), peer: f.ground.peers[(i+c)%Peers]})
		}
		if err := a.setUp(); err != nil {
			return fmt.Errorf("%w: allocation %d: %w", ErrSetup, i, err)
		}
		f.allocs, f.nonce = append(f.allocs, a), a.nonce
	}
	return nil
}

func (f *Field) channelsOf(i int) int {
	if i == 0 {
		return Peers
	}
	return 1
}

// freshFor is how long permissions are taken to last: well within the 300 s of RFC 8656,
// section 9.
const freshFor = 2 * time.Minute

// Refresh binds all channels anew, which refreshes their permissions too, and refreshes
// the allocations, if that may be needed soon.
func (f *Field) Refresh() error {
	if time.Since(f.fresh) < freshFor || f.server.Credential == nil {
		return nil
	}
	for i, a := range f.allocs {
		if err := a.refresh(); err != nil {
			return fmt.Errorf("%w: refresh of allocation %d: %w", ErrSetup, i, err)
		}
	}
	f.fresh = time.Now()
	return nil
}

func (a *allocation) setUp() error {
	switch {
	case a.server.Direct:
		return nil
	case a.server.Credential == nil:
		return a.bindBare()
	}
	if err := a.allocate(); err != nil {
		return err
	}
	if _, err := a.request(stun.MethodCreatePermission, peerAddress(a.channels[0].peer.addr)); err != nil {
		return err
	}
	return a.bind()
}

func (a *allocation) refresh() error {
	if _, err := a.request(stun.MethodRefresh, lifetime(600)); err != nil {
		return err
	}
	return a.bind()
}

func (a *allocation) bind() error {
	for _, c := range a.channels {
		number := stun.RawAttribute{Type: stun.AttrChannelNumber, Value: []byte{byte(c.number >> 8), byte(c.number), 0, 0}}
		if _, err := a.request(stun.MethodChannelBind, number, peerAddress(c.peer.addr)); err != nil {
			return err
		}
	}
	return nil
}

func (a *allocation) allocate() error {
	m, err := a.request(stun.MethodAllocate, stun.RawAttribute{Type: stun.AttrRequestedTransport, Value: []byte{17, 0, 0, 0}})
	if err != nil {
		return err
	}
	var relayed stun.XORMappedAddress
	if err := relayed.GetFromAs(m, stun.AttrXORRelayedAddress); err != nil {
		return err
	}
	ip, _ := netip.AddrFromSlice(relayed.IP)
	a.relayed = netip.AddrPortFrom(ip.Unmap(), uint16(relayed.Port))
	return nil
}

// request makes an authenticated request and returns the success response.
func (a *allocation) request(method stun.Method, attributes ...stun.Setter) (*stun.Message, error) {
	for range 3 {
		setters := append([]stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}, attributes...)
		if a.nonce != nil {
			setters = append(setters, stun.NewUsername(a.credential.Username), stun.NewRealm(a.credential.Realm), a.nonce, a.credential.key())
		}
		m, err := a.exchange(stun.MustBuild(setters...))
		if err != nil || m.Type.Class == stun.ClassSuccessResponse {
			return m, err
		}
		var code stun.ErrorCodeAttribute
		if err := code.GetFrom(m); err != nil {
			return nil, err
		}
		if code.Code != stun.CodeUnauthorized && code.Code != stun.CodeStaleNonce {
			return nil, fmt.Errorf("%s: %s", method, code)
		}
		if err := a.nonce.GetFrom(m); err != nil {
			return nil, err
		}
		var realm stun.Realm
		if err := realm.GetFrom(m); err == nil {
			a.credential.Realm = realm.String()
		}
	}
	return nil, fmt.Errorf("%s: refused as %s", method, a.credential.Username)
}

const (
	tries       = 7
	firstWaitMs = 200 // doubles
)

// exchange sends a request and returns the answer to it.
func (a *allocation) exchange(m *stun.Message) (*stun.Message, error) {
	var answer *stun.Message
	err := a.ask(m.Raw, func(b []byte) bool {
		answer = &stun.Message{Raw: append([]byte(nil), b...)}
		return stun.IsMessage(b) && answer.Decode() == nil && answer.TransactionID == m.TransactionID
	})
	return answer, err
}

// ask sends a packet to the server, again and again, until is accepts an answer.
func (a *allocation) ask(packet []byte, is func([]byte) bool) error {
	to := &unix.SockaddrInet4{Addr: a.server.Addr.Addr().As4(), Port: int(a.server.Addr.Port())}
	buf := make([]byte, 4096)
	for i := range tries {
		if err := unix.Sendto(a.client.fd, packet, 0, to); err != nil {
			return err
		}
		for deadline := time.Now().Add(firstWaitMs << i * time.Millisecond); ; {
			n, _, err := unix.Recvfrom(a.client.fd, buf, 0)
			if err == nil && is(buf[:n]) {
				return nil
			}
			left := time.Until(deadline)
			if left <= 0 {
				break
			}
			if err == unix.EAGAIN {
				_, err = unix.Poll([]unix.PollFd{{Fd: int32(a.client.fd), Events: unix.POLLIN}}, int(left.Milliseconds())+1)
			}
			if err != nil && err != unix.EINTR && err != unix.ECONNREFUSED {
				return err
			}
		}
	}
	return errors.New("no answer")
}

func peerAddress(a netip.AddrPort) stun.Setter { return xorPeer(a) }

type xorPeer netip.AddrPort

// AddTo is of stun.Setter.
func (p xorPeer) AddTo(m *stun.Message) error {
	a := netip.AddrPort(p)
	return stun.XORMappedAddress{IP: a.Addr().AsSlice(), Port: int(a.Port())}.AddToAs(m, stun.AttrXORPeerAddress)
}

func lifetime(seconds uint32) stun.Setter {
	return stun.RawAttribute{Type: stun.AttrLifetime, Value: binary.BigEndian.AppendUint32(nil, seconds)}
}

// Bind is what a bare forwarder is asked for by a client's first packets, one for each
// channel: to forward what comes in a channel to a peer, and what the peer sends back.
//
//	0   1  bindType
//	1   2  channel number
//	3   4  peer's IPv4 address
//	7   2  peer's port
//
// It answers with bindType and the address and port that the peer is to send to.
type Bind struct {
	Channel uint16
	Peer    netip.AddrPort
}

const (
	bindType    = 1
	bindLen     = 9
	bindAnswers = 7
)

// ParseBind returns false for what is no Bind.
func ParseBind(b []byte) (Bind, bool) {
	if len(b) != bindLen || b[0] != bindType {
		return Bind{}, false
	}
	return Bind{binary.BigEndian.Uint16(b[1:]), getAddr(b[3:])}, true
}

// Append appends the Bind.
func (m Bind) Append(b []byte) []byte {
	return appendAddr(binary.BigEndian.AppendUint16(append(b, bindType), m.Channel), m.Peer)
}

// AppendBound appends the answer to a Bind.
func AppendBound(b []byte, relayed netip.AddrPort) []byte {
	return appendAddr(append(b, bindType), relayed)
}

func appendAddr(b []byte, a netip.AddrPort) []byte {
	ip := a.Addr().As4()
	return binary.BigEndian.AppendUint16(append(b, ip[:]...), a.Port())
}

func getAddr(b []byte) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte(b)), binary.BigEndian.Uint16(b[4:]))
}

func (a *allocation) bindBare() error {
	for _, c := range a.channels {
		err := a.ask(Bind{c.number, c.peer.addr}.Append(nil), func(b []byte) bool {
			if len(b) != bindAnswers || b[0] != bindType {
				return false
			}
			a.relayed = getAddr(b[1:])
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}
