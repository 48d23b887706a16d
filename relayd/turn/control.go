package turn

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"github.com/pion/logging"
	"github.com/pion/stun"
	pion "github.com/pion/turn/v2"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/forward/core"
)

// errControl means that pion has not answered: the allocation has just ended.
var errControl = errors.New("turn: no answer from the control plane")

// control runs pion's server behind a connection in memory. A request is one
// call: pion reads it, handles it to the end, and comes back for the next one.
//
// All requests carry one credential that only control knows, and come from an
// address that is made of the allocation's id: pion's own authentication and its
// 5-tuples then hold for any client and transport.
type control struct {
	server *pion.Server
	conn   *controlConn
	key    stun.MessageIntegrity

	mu    sync.Mutex // one request at a time; guards allocation.requested and released
	nonce stun.Nonce // pion's
}

// call is one request on its way through pion.
type call struct {
	from       net.Addr
	raw        []byte
	allocation *allocation // that an Allocate asks for
	answer     []byte      // nil: none
	done       chan struct{}
}

func newControl(log *slog.Logger, policy *admission.Policy) (*control, error) {
	key := make(stun.MessageIntegrity, 16)
	rand.Read(key)
	c := &control{key: key, conn: &controlConn{calls: make(chan *call), closed: make(chan struct{})}}
	var err error
	c.server, err = pion.NewServer(pion.ServerConfig{
		Realm:              Realm,
		AuthHandler:        func(string, string, net.Addr) ([]byte, bool) { return key, true },
		ChannelBindTimeout: core.ChannelLifetime,
		InboundMTU:         1 << 16,
		LoggerFactory:      pionLog{log},
		PacketConnConfigs: []pion.PacketConnConfig{{
			PacketConn:            c.conn,
			RelayAddressGenerator: c.conn,
			PermissionHandler: func(_ net.Addr, peer net.IP) bool {
				addr, ok := netip.AddrFromSlice(peer)
				return ok && policy.Permit(addr)
			},
		}},
	})
	if err != nil {
		return nil, fmt.Errorf("turn: start pion: %w", err)
	}
	return c, nil
}

// do lets pion handle a request for an allocation and returns the code of its
// error response, 0 for success. It returns errControl or net.ErrClosed.
func (c *control) do(a *allocation, method stun.Method, attributes ...stun.Setter) (stun.ErrorCode, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.released {
		return 0, errControl
	}
	a.requested = true
	return c.renewed(a, method, attributes...)
}

// renewed sends a request, again if pion wants another nonce.
func (c *control) renewed(a *allocation, method stun.Method, attributes ...stun.Setter) (stun.ErrorCode, error) {
	code, err := c.signed(a, method, attributes)
	if err == nil && code == stun.CodeStaleNonce {
		if err = c.challenge(); err == nil {
			code, err = c.signed(a, method, attributes)
		}
	}
	return code, err
}

// challenge takes a nonce from pion's answer to a request without credential.
func (c *control) challenge() error {
	answer, err := c.conn.call(&call{from: addressOf(0)}, stun.NewType(stun.MethodAllocate, stun.ClassRequest), stun.TransactionID)
	if err != nil {
		return err
	}
	return c.nonce.GetFrom(answer)
}

func (c *control) signed(a *allocation, method stun.Method, attributes []stun.Setter) (stun.ErrorCode, error) {
	setters := append([]stun.Setter{stun.NewType(method, stun.ClassRequest), stun.TransactionID}, attributes...)
	setters = append(setters, stun.NewUsername(Realm), stun.NewRealm(Realm), c.nonce, c.key)
	answer, err := c.conn.call(&call{from: addressOf(a.id), allocation: a}, setters...)
	if err != nil {
		return 0, err
	}
	if answer.Type.Class == stun.ClassSuccessResponse {
		return 0, nil
	}
	var code stun.ErrorCodeAttribute
	if err := code.GetFrom(answer); err != nil {
		return stun.CodeForbidden, nil // pion's refusal of a permission has no code
	}
	return code.Code, nil
}

// release makes pion forget an allocation, which has ended, and lets it get no request
// for it any more.
func (c *control) release(a *allocation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !a.released && a.requested {
		_, _ = c.renewed(a, stun.MethodRefresh, lifetime(0)) // fails where pion itself has ended
	}
	a.released = true
}

func (c *control) close() {
	c.server.Close() // closes conn, and with it all allocations
}

// addressOf is the source address that stands for an allocation, of no network.
func addressOf(id uint64) *net.UDPAddr {
	ip := make(net.IP, net.IPv6len)
	ip[0] = 0xfd
	binary.BigEndian.PutUint64(ip[8:], id)
	return &net.UDPAddr{IP: ip, Port: 1}
}

// controlConn is the net.PacketConn that pion reads requests from and writes
// responses to, and its source of relayed transport addresses.
type controlConn struct {
	calls  chan *call
	ending sync.Once
	closed chan struct{}

	current *call // owned by pion's read loop
}

// call hands a request to pion and returns the response.
func (c *controlConn) call(req *call, setters ...stun.Setter) (*stun.Message, error) {
	m, err := stun.Build(setters...)
	if err != nil {
		panic("turn: internal error: " + err.Error())
	}
	req.raw, req.done = m.Raw, make(chan struct{})
	select {
	case c.calls <- req:
	case <-c.closed:
		return nil, net.ErrClosed
	}
	<-req.done // pion never blocks, and comes back even to a closed connection
	if req.answer == nil {
		return nil, errControl
	}
	answer := new(stun.Message)
	return answer, stun.Decode(req.answer, answer)
}

// ReadFrom ends the current call: pion has handled it. Then it waits for the next.
func (c *controlConn) ReadFrom(b []byte) (int, net.Addr, error) {
	if c.current != nil {
		close(c.current.done)
		c.current = nil
	}
	select {
	case c.current = <-c.calls:
		return copy(b, c.current.raw), c.current.from, nil
	case <-c.closed:
		return 0, nil, net.ErrClosed
	}
}

// WriteTo takes pion's response to the current call.
func (c *controlConn) WriteTo(b []byte, _ net.Addr) (int, error) {
	c.current.answer = append([]byte(nil), b...)
	return len(b), nil
}

// Close ends pion's read loop.
func (c *controlConn) Close() error {
	c.ending.Do(func() { close(c.closed) })
	return nil
}

func (c *controlConn) LocalAddr() net.Addr              { return addressOf(0) }
func (c *controlConn) SetDeadline(time.Time) error      { return nil }
func (c *controlConn) SetReadDeadline(time.Time) error  { return nil }
func (c *controlConn) SetWriteDeadline(time.Time) error { return nil }

// Validate is of pion.RelayAddressGenerator.
func (c *controlConn) Validate() error { return nil }

// AllocatePacketConn gives pion what it takes for the socket of the allocation that
// the current call asks for; pion calls it from its read loop.
func (c *controlConn) AllocatePacketConn(string, int) (net.PacketConn, net.Addr, error) {
	a := c.current.allocation
	return relaySocket{PacketConn: c, allocation: a}, net.UDPAddrFromAddrPort(a.relayed), nil
}

// AllocateConn refuses: there are no TCP allocations (RFC 6062).
func (c *controlConn) AllocateConn(string, int) (net.Conn, net.Addr, error) {
	return nil, nil, errors.ErrUnsupported
}

// relaySocket is what pion takes for the socket of an allocation: nothing comes in by it.
type relaySocket struct {
	net.PacketConn // for its addresses and deadlines
	allocation     *allocation
}

// ReadFrom ends the goroutine that pion has started to read from the socket: packets pass
// by the plane, and pion hears of the allocation's end from control.release.
func (s relaySocket) ReadFrom([]byte) (int, net.Addr, error) {
	runtime.Goexit()
	panic("turn: internal error: beyond the end")
}

// Close ends the allocation, if that is pion's idea: its own timer is the later one. pion
// may hold locks that the end needs.
func (s relaySocket) Close() error {
	if !s.allocation.ended.Load() {
		go s.allocation.close()
	}
	return nil
}

// pionLog sends pion's log, whatever its level, to slog at debug: all that an
// operator should see is logged by this package.
type pionLog struct{ log *slog.Logger }

func (p pionLog) NewLogger(scope string) logging.LeveledLogger {
	return pionLog{p.log.With("pion", scope)}
}

func (p pionLog) printf(format string, args ...any) {
	if p.log.Enabled(context.Background(), slog.LevelDebug) {
		p.log.Debug(fmt.Sprintf(format, args...))
	}
}

func (p pionLog) Trace(msg string)                  { p.log.Debug(msg) }
func (p pionLog) Tracef(format string, args ...any) { p.printf(format, args...) }
func (p pionLog) Debug(msg string)                  { p.log.Debug(msg) }
func (p pionLog) Debugf(format string, args ...any) { p.printf(format, args...) }
func (p pionLog) Info(msg string)                   { p.log.Debug(msg) }
func (p pionLog) Infof(format string, args ...any)  { p.printf(format, args...) }
func (p pionLog) Warn(msg string)                   { p.log.Debug(msg) }
func (p pionLog) Warnf(format string, args ...any)  { p.printf(format, args...) }
func (p pionLog) Error(msg string)                  { p.log.Debug(msg) }
func (p pionLog) Errorf(format string, args ...any) { p.printf(format, args...) }
