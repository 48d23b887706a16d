package traverse

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/pion/stun"
	"github.com/pion/turn/v2"
)

// Times of RFC 8656.
const (
	// permissionRefresh: permissions last 5 minutes, channels 10 (sections 9 and 12).
	permissionRefresh = 4 * time.Minute
	// minRefresh bounds how often a short lifetime makes us refresh.
	minRefresh = time.Second
	// refreshTimeout is how long one refresh may take.
	refreshTimeout = 10 * time.Second
	// writeTimeout is how long a TCP connection may take nothing before it counts as
	// broken.
	writeTimeout = 10 * time.Second
	// closeTimeout is how long Close waits for the relay to confirm.
	closeTimeout = 2 * time.Second
)

// Relayed is an allocation: what is written to it leaves from the relay's address, and
// what peers with a permission send there is read from it. Permissions, channels and the
// allocation itself are kept up until Close. Safe for concurrent use.
type Relayed struct {
	conn   net.Conn // reads one message at a time
	uri    URI
	cfg    Config
	log    *slog.Logger
	client *turn.Client // of STUN transactions only
	queue  *queue

	// Set once, by allocate.
	relayed, mapped netip.AddrPort
	localAddr       *net.UDPAddr

	auth     atomic.Pointer[credentials] // nil until the relay's first challenge
	answered atomic.Bool                 // the relay has answered something

	mu          sync.RWMutex // of the following
	permissions map[netip.Addr]bool
	channels    map[netip.AddrPort]*channel
	peers       []*net.UDPAddr // of the channels, by number - firstChannel

	expires time.Time // of the allocation; maintain's, once it runs

	life    context.Context // ended, with the reason, by Close or a failure
	stop    context.CancelCauseFunc
	deaf    chan struct{} // closed when the connection is no longer read
	running sync.WaitGroup

	closing  sync.Once
	closeErr error
}

// channel is a peer's channel number. It is given once and for all.
type channel struct {
	number uint16
	bound  bool // the relay has said so
}

// RelayedAddr returns the relay's address that stands for us.
func (r *Relayed) RelayedAddr() netip.AddrPort { return r.relayed }

// MappedAddr returns our own address as the relay sees it.
func (r *Relayed) MappedAddr() netip.AddrPort { return r.mapped }

// LocalAddr returns RelayedAddr, a *net.UDPAddr.
func (r *Relayed) LocalAddr() net.Addr { return r.localAddr }

// Done is closed when the allocation has ended: Err says why.
func (r *Relayed) Done() <-chan struct{} { return r.life.Done() }

// Err returns nil while the allocation lives, net.ErrClosed after Close, else what ended
// it: an *Error of a refused refresh, ErrExpired, or the connection's error.
func (r *Relayed) Err() error { return context.Cause(r.life) }

// end ends the allocation for its users. The first reason stands.
func (r *Relayed) end(reason error) {
	r.stop(reason)
	r.queue.end(r.Err())
}

// CreatePermission lets the peers' IP addresses send to us (RFC 8656 section 9), from any
// port. Without it the relay drops what passes between us. Errors are those of a request:
// an *Error such as Forbidden, ErrNoAnswer, ErrAddress, ctx's cause, or Err.
func (r *Relayed) CreatePermission(ctx context.Context, peers ...net.Addr) error {
	for _, peer := range peers {
		addr, err := addrPort(peer)
		if err != nil {
			return err
		}
		if err := r.permit(ctx, addr.Addr()); err != nil {
			return err
		}
		r.mu.Lock()
		r.permissions[addr.Addr()] = true
		r.mu.Unlock()
	}
	return nil
}

func (r *Relayed) permit(ctx context.Context, peer netip.Addr) error {
	ctx, cancel := r.while(ctx)
	defer cancel()
	_, err := r.request(ctx, stun.MethodCreatePermission, peerAddress(netip.AddrPortFrom(peer, 0)))
	return err
}

// BindChannel gives the peer a channel (RFC 8656 section 12): 4 octets a datagram instead
// of 36 or more, and a permission. Errors are those of CreatePermission, and ErrChannels.
func (r *Relayed) BindChannel(ctx context.Context, peer net.Addr) error {
	addr, err := addrPort(peer)
	if err != nil {
		return err
	}
	number, err := r.number(addr)
	if err != nil {
		return err
	}
	err = r.bind(ctx, addr, number)
	if err == nil {
		r.setBound(addr, true)
	}
	return err
}

// number returns the peer's channel number. Data may come in on it from the moment that
// we ask for it.
func (r *Relayed) number(peer netip.AddrPort) (uint16, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.channels[peer]; c != nil {
		return c.number, nil
	}
	n := firstChannel + len(r.peers)
	if n > lastChannel {
		return 0, fmt.Errorf("%w: %d in use", ErrChannels, len(r.peers))
	}
	r.peers = append(r.peers, net.UDPAddrFromAddrPort(peer))
	r.channels[peer] = &channel{number: uint16(n)}
	return uint16(n), nil
}

func (r *Relayed) bind(ctx context.Context, peer netip.AddrPort, number uint16) error {
	ctx, cancel := r.while(ctx)
	defer cancel()
	_, err := r.request(ctx, stun.MethodChannelBind, channelNumber(number), peerAddress(peer))
	return err
}

func (r *Relayed) setBound(peer netip.AddrPort, bound bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.channels[peer].bound = bound
}

// while returns a context that ends with ctx and with the allocation.
func (r *Relayed) while(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(r.life, func() { cancel(r.Err()) })
	return ctx, func() { stop(); cancel(nil) }
}

// addrPort returns a peer's address in the one form that we use for keys.
func addrPort(addr net.Addr) (netip.AddrPort, error) {
	var a netip.AddrPort
	if udp, ok := addr.(*net.UDPAddr); ok {
		a = udp.AddrPort()
	} else if addr != nil {
		a, _ = netip.ParseAddrPort(addr.String()) // invalid otherwise
	}
	if !a.IsValid() {
		return a, fmt.Errorf("%w: got %v", ErrAddress, addr)
	}
	return netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port()), nil
}

// maxData is the most octets of one datagram: the most that UDP over IPv4 can carry.
const maxData = 1<<16 - 1 - 20 - 8

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 2048); return &b }}

// WriteTo sends p from the relayed address to addr: on the peer's channel if it has one,
// else as a Send indication. The relay drops it, silently, without a permission. It never
// waits for the relay. It returns ErrAddress, ErrTooLong, Err, or the socket's error.
func (r *Relayed) WriteTo(p []byte, addr net.Addr) (int, error) {
	peer, err := addrPort(addr)
	if err != nil {
		return 0, err
	}
	if len(p) > maxData {
		return 0, fmt.Errorf("%w: got %d octets, want at most %d", ErrTooLong, len(p), maxData)
	}
	if r.life.Err() != nil {
		return 0, r.Err()
	}
	if number, bound := r.bound(peer); bound {
		b := buffers.Get().(*[]byte)
		defer buffers.Put(b)
		*b = appendChannelData((*b)[:0], number, p, r.uri.TCP)
		err = r.write(*b)
	} else {
		err = r.sendIndication(p, peer)
	}
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

func (r *Relayed) bound(peer netip.AddrPort) (uint16, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if c := r.channels[peer]; c != nil {
		return c.number, c.bound
	}
	return 0, false
}

// sendIndication is RFC 8656 section 11.1.
func (r *Relayed) sendIndication(p []byte, peer netip.AddrPort) error {
	msg, err := stun.Build(
		stun.TransactionID,
		stun.NewType(stun.MethodSend, stun.ClassIndication),
		peerAddress(peer),
		stun.RawAttribute{Type: stun.AttrData, Value: p},
	)
	if err != nil {
		return fmt.Errorf("traverse: build Send: %w", err)
	}
	return r.write(msg.Raw)
}

// write sends one message to the relay.
func (r *Relayed) write(b []byte) error {
	if r.uri.TCP {
		r.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	}
	_, err := r.conn.Write(b)
	switch {
	case err == nil:
		return nil
	case r.isStray(err):
		return nil // the datagram is lost, as datagrams may be
	case r.uri.TCP: // half a message may be on the stream
		r.end(fmt.Errorf("traverse: relay connection: %w", err))
	}
	return err
}

// stray errors of a UDP socket tell of an earlier datagram's fate, by an ICMP message that
// anybody may have forged, or of a network that is away for a while.
var stray = []error{
	syscall.ECONNREFUSED, syscall.EHOSTUNREACH, syscall.EHOSTDOWN, syscall.ENETUNREACH,
	syscall.ENETDOWN, syscall.ENOPROTOOPT, syscall.ENOBUFS,
}

// isStray reports whether an error of the socket costs no more than a datagram; whether
// the relay is still there is for a refresh to find out. Before the relay's first answer
// an error is taken at its word: nobody listens there.
func (r *Relayed) isStray(err error) bool {
	return !r.uri.TCP && r.answered.Load() &&
		slices.ContainsFunc(stray, func(e error) bool { return errors.Is(err, e) })
}

// ReadFrom waits for the next datagram of a peer, and drops its end if it is longer than
// p. It returns os.ErrDeadlineExceeded, or Err.
func (r *Relayed) ReadFrom(p []byte) (int, net.Addr, error) { return r.queue.read(p) }

// channelData takes in a datagram on a channel; one that is not ours is dropped.
func (r *Relayed) channelData(b []byte) {
	number, data, ok := parseChannelData(b)
	if !ok {
		return
	}
	r.mu.RLock()
	index := int(number) - firstChannel
	known := index < len(r.peers)
	var peer *net.UDPAddr
	if known {
		peer = r.peers[index]
	}
	r.mu.RUnlock()
	if known {
		r.queue.put(data, peer)
	}
}

// indication takes in a Data indication (RFC 8656 section 11.4); others are dropped.
func (r *Relayed) indication(msg *stun.Message) {
	if msg.Type.Method != stun.MethodData {
		return
	}
	data, err := msg.Get(stun.AttrData)
	if err != nil {
		return
	}
	peer, err := getAddress(msg, stun.AttrXORPeerAddress)
	if err != nil {
		return
	}
	r.queue.put(data, net.UDPAddrFromAddrPort(peer))
}

// maintain keeps up the allocation, its permissions and its channels.
func (r *Relayed) maintain() {
	refresh := time.NewTimer(r.refreshIn())
	defer refresh.Stop()
	permissions := time.NewTicker(permissionRefresh)
	defer permissions.Stop()
	for {
		select {
		case <-r.life.Done():
			return
		case <-refresh.C:
			if err := r.refresh(); err != nil {
				r.end(err)
				return
			}
			refresh.Reset(r.refreshIn())
		case <-permissions.C:
			r.refreshPermissions()
			r.refreshChannels()
		}
	}
}

// refreshIn is half of what is left: there is time for many tries.
func (r *Relayed) refreshIn() time.Duration { return max(time.Until(r.expires)/2, minRefresh) }

// refresh prolongs the allocation (RFC 8656 section 8). An error is final: refused, or
// expired after tries without an answer.
func (r *Relayed) refresh() error {
	ctx, cancel := context.WithTimeout(r.life, refreshTimeout)
	defer cancel()
	res, err := r.request(ctx, stun.MethodRefresh)
	if err == nil {
		return r.granted(res)
	}
	if refused := (*Error)(nil); errors.As(err, &refused) && refused.Code != ServerError {
		return err
	}
	if time.Now().After(r.expires) {
		return fmt.Errorf("%w: %w", ErrExpired, err)
	}
	r.log.Warn("allocation not refreshed, trying again", "err", err)
	return nil
}

// refreshPermissions renews each permission. One that is refused is given up; one without
// an answer is tried again the next time.
func (r *Relayed) refreshPermissions() {
	r.mu.RLock()
	peers := slices.Collect(maps.Keys(r.permissions))
	r.mu.RUnlock()
	for _, peer := range peers {
		err := r.brief(func(ctx context.Context) error { return r.permit(ctx, peer) })
		if r.refused(err, "permission", peer) {
			r.mu.Lock()
			delete(r.permissions, peer)
			r.mu.Unlock()
		}
	}
}

// refreshChannels renews each channel, and with it a permission. A peer whose channel is
// refused is sent Send indications again.
func (r *Relayed) refreshChannels() {
	r.mu.RLock()
	channels := make(map[netip.AddrPort]uint16)
	for peer, c := range r.channels {
		if c.bound {
			channels[peer] = c.number
		}
	}
	r.mu.RUnlock()
	for peer, number := range channels {
		err := r.brief(func(ctx context.Context) error { return r.bind(ctx, peer, number) })
		if r.refused(err, "channel", peer) {
			r.setBound(peer, false)
		}
	}
}

// brief calls f with a context of refreshTimeout.
func (r *Relayed) brief(f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(r.life, refreshTimeout)
	defer cancel()
	return f(ctx)
}

// refused logs an error of a refresh, if it is one, and reports whether it is final.
func (r *Relayed) refused(err error, what string, peer any) bool {
	if err == nil || r.life.Err() != nil {
		return false
	}
	r.log.Warn("not refreshed", "what", what, "peer", peer, "err", err)
	refused := (*Error)(nil)
	return errors.As(err, &refused)
}

// Close ends the allocation at the relay and closes the connection. It waits up to
// closeTimeout for the relay to confirm, and returns why that failed: the allocation then
// lives on there until it expires. Reads and writes fail at once with net.ErrClosed.
func (r *Relayed) Close() error {
	r.closing.Do(func() {
		r.end(net.ErrClosed)
		r.closeErr = r.deallocate()
		r.tearDown()
	})
	return r.closeErr
}

func (r *Relayed) deallocate() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	_, err := r.request(ctx, stun.MethodRefresh, lifetime(0))
	if errors.Is(err, AllocationMismatch) { // it has ended already
		return nil
	}
	return err
}

// abandon undoes an Allocate that failed. The relay may have allocated all the same, its
// answer lost or too late: it is told, without waiting.
func (r *Relayed) abandon(reason error) {
	r.end(reason)
	if auth := r.auth.Load(); auth != nil {
		if msg, err := r.build(auth, stun.MethodRefresh, []stun.Setter{lifetime(0)}); err == nil {
			r.write(msg.Raw)
		}
	}
	r.tearDown()
}

func (r *Relayed) tearDown() {
	r.client.Close()
	r.conn.Close()
	r.running.Wait()
}

// SetDeadline is SetReadDeadline.
func (r *Relayed) SetDeadline(t time.Time) error { return r.SetReadDeadline(t) }

// SetReadDeadline sets until when ReadFrom waits.
func (r *Relayed) SetReadDeadline(t time.Time) error {
	r.queue.setDeadline(t)
	return nil
}

// SetWriteDeadline does nothing: WriteTo waits at most for room in the socket, and the
// socket is not the user's alone.
func (r *Relayed) SetWriteDeadline(time.Time) error { return nil }

// SetReadBuffer sets the UDP socket's buffer, in bytes; a TCP socket's are the kernel's
// affair.
func (r *Relayed) SetReadBuffer(bytes int) error {
	if udp, ok := r.conn.(*net.UDPConn); ok {
		return udp.SetReadBuffer(bytes)
	}
	return nil
}

// SetWriteBuffer is SetReadBuffer for sending.
func (r *Relayed) SetWriteBuffer(bytes int) error {
	if udp, ok := r.conn.(*net.UDPConn); ok {
		return udp.SetWriteBuffer(bytes)
	}
	return nil
}
