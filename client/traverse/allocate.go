package traverse

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"github.com/pion/logging"
	"github.com/pion/stun"
	"github.com/pion/turn/v2"
)

// socketBuffer is asked of the kernel for a UDP socket to the relay, in bytes, before the
// first packet: what quic-go wants too. The kernel may grant less.
const socketBuffer = 7 << 20

// Config is whose allocation to make, and where.
type Config struct {
	URI string // turn:host:port?transport=udp, see ParseURI
	// Username and Password are long-term credentials (RFC 8489 section 9.2).
	Username, Password string
	// Realm is that of the credentials. If it is set, no other gets an answer made with
	// the password; else the relay's word is taken.
	Realm string
	Dial  Dialer       // nil: net.Dialer
	Log   *slog.Logger // nil: none
}

// Dialer opens the socket to a relay, as net.Dialer.DialContext does: connected, over
// "udp" or "tcp". It is for those who bind sockets to an interface or a routing mark, or
// test over a bad link.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// Allocate makes an allocation. ctx may end it at any stage; it does not bound the
// allocation's life, which is until Close. It returns ErrURI, ErrTransport, an error of
// resolver or socket, ErrNoAnswer, an *Error with the relay's code, ErrRealm, ErrResponse,
// or ctx's cause.
func Allocate(ctx context.Context, cfg Config) (*Relayed, error) {
	uri, err := ParseURI(cfg.URI)
	if err != nil {
		return nil, err
	}
	conn, err := dial(ctx, uri, cfg.Dial)
	if err != nil {
		return nil, fmt.Errorf("traverse: %w", err)
	}
	return allocate(ctx, conn, uri, cfg)
}

// allocate makes an allocation over conn, which reads one message at a time. It owns conn.
func allocate(ctx context.Context, conn net.Conn, uri URI, cfg Config) (*Relayed, error) {
	r, err := newRelayed(conn, uri, cfg)
	if err != nil {
		conn.Close()
		return nil, err
	}
	r.running.Go(r.receive)
	if err := r.allocate(ctx); err != nil {
		r.abandon(err)
		return nil, err
	}
	r.running.Go(r.maintain)
	return r, nil
}

// dial connects a socket. A connected UDP socket hears the relay only: a stranger cannot
// slip a Data indication in.
func dial(ctx context.Context, uri URI, dialer Dialer) (net.Conn, error) {
	if dialer == nil {
		dialer = new(net.Dialer).DialContext
	}
	conn, err := dialer(ctx, uri.network(), uri.address())
	if err != nil {
		return nil, err
	}
	if uri.TCP {
		return stream{conn, bufio.NewReaderSize(conn, maxMessage)}, nil
	}
	if udp, ok := conn.(*net.UDPConn); ok {
		udp.SetReadBuffer(socketBuffer)
		udp.SetWriteBuffer(socketBuffer)
	}
	return conn, nil
}

// credentials are what a request is authenticated with. Without a nonce it is not.
type credentials struct {
	realm, nonce string
	key          stun.MessageIntegrity
}

func newRelayed(conn net.Conn, uri URI, cfg Config) (*Relayed, error) {
	log := cfg.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	r := &Relayed{
		conn:        conn,
		uri:         uri,
		cfg:         cfg,
		log:         log.With("relay", uri.String()),
		queue:       newQueue(),
		permissions: make(map[netip.Addr]bool),
		channels:    make(map[netip.AddrPort]*channel),
		deaf:        make(chan struct{}),
	}
	r.life, r.stop = context.WithCancelCause(context.Background())
	client, err := turn.NewClient(&turn.ClientConfig{
		Conn:          writer{r: r},
		RTO:           retransmitAfter(uri),
		LoggerFactory: &logging.DefaultLoggerFactory{Writer: io.Discard, DefaultLogLevel: logging.LogLevelDisabled},
	})
	if err != nil {
		return nil, fmt.Errorf("traverse: %w", err)
	}
	r.client = client
	return r, nil
}

// retransmitAfter is the first retransmission time-out: none on TCP (RFC 8489 section
// 6.2.2), so as long as a transaction may take there.
func retransmitAfter(uri URI) time.Duration {
	if uri.TCP {
		return 39500 * time.Millisecond
	}
	return 200 * time.Millisecond // RFC 8489 says 500 where nothing is known; relays are near
}

// writer is the socket that pion's client sees. It only writes.
type writer struct {
	net.PacketConn
	r *Relayed
}

func (w writer) WriteTo(p []byte, _ net.Addr) (int, error) { return len(p), w.r.write(p) }

// allocate is the Allocate transaction (RFC 8656 section 7).
func (r *Relayed) allocate(ctx context.Context) error {
	res, err := r.request(ctx, stun.MethodAllocate, requestedTransport())
	if err != nil {
		return err
	}
	if r.relayed, err = getAddress(res, stun.AttrXORRelayedAddress); err != nil {
		return err
	}
	if r.mapped, err = getAddress(res, stun.AttrXORMappedAddress); err != nil {
		return err
	}
	r.localAddr = net.UDPAddrFromAddrPort(r.relayed)
	return r.granted(res)
}

// granted notes for how long an allocation was granted.
func (r *Relayed) granted(res *stun.Message) error {
	granted, err := getLifetime(res)
	if err != nil {
		return err
	}
	if granted == 0 {
		return fmt.Errorf("%w: LIFETIME: got 0", ErrResponse)
	}
	r.expires = time.Now().Add(granted)
	return nil
}

// maxChallenges is how many nonces in a row a request follows: the first 401, and a 438
// if a nonce ages on the way.
const maxChallenges = 3

// request makes one authenticated transaction and returns the success response.
func (r *Relayed) request(ctx context.Context, method stun.Method, attrs ...stun.Setter) (*stun.Message, error) {
	for range maxChallenges {
		auth := r.auth.Load()
		msg, err := r.build(auth, method, attrs)
		if err != nil {
			return nil, err
		}
		res, err := r.transact(ctx, msg)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", err, method)
		}
		if res.Type.Class == stun.ClassSuccessResponse {
			return res, nil
		}
		err = refusal(res)
		if challenged := errors.Is(err, StaleNonce) || auth == nil && errors.Is(err, Unauthorized); !challenged {
			return nil, err
		}
		if err := r.adopt(res); err != nil {
			return nil, err
		}
	}
	return nil, &Error{Method: method.String(), Code: StaleNonce}
}

func (r *Relayed) build(auth *credentials, method stun.Method, attrs []stun.Setter) (*stun.Message, error) {
	setters := append([]stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}, attrs...)
	if auth != nil {
		setters = append(setters, stun.NewUsername(r.cfg.Username), stun.NewRealm(auth.realm), stun.NewNonce(auth.nonce), auth.key)
	}
	msg, err := stun.Build(append(setters, stun.Fingerprint)...)
	if err != nil {
		return nil, fmt.Errorf("traverse: build %v: %w", method, err)
	}
	return msg, nil
}

// maxText is the most bytes of a realm or nonce (RFC 8489 sections 14.9 and 14.10).
const maxText = 763

// adopt takes the nonce of a challenge (RFC 8489 section 9.2.5).
func (r *Relayed) adopt(challenge *stun.Message) error {
	var realm stun.Realm
	var nonce stun.Nonce
	if err := errors.Join(realm.GetFrom(challenge), nonce.GetFrom(challenge)); err != nil {
		return fmt.Errorf("%w: challenge: %w", ErrResponse, err)
	}
	if len(realm) > maxText || len(nonce) > maxText {
		return fmt.Errorf("%w: challenge: realm of %d and nonce of %d bytes, want at most %d", ErrResponse, len(realm), len(nonce), maxText)
	}
	if r.cfg.Realm != "" && realm.String() != r.cfg.Realm {
		return fmt.Errorf("%w: got %q, want %q", ErrRealm, realm, r.cfg.Realm)
	}
	key := stun.NewLongTermIntegrity(r.cfg.Username, realm.String(), r.cfg.Password)
	r.auth.Store(&credentials{realm.String(), nonce.String(), key})
	return nil
}

// transact makes one transaction. It returns ErrNoAnswer, the connection's error, or
// ctx's cause. One that is not waited for ends by itself, or with the client.
func (r *Relayed) transact(ctx context.Context, msg *stun.Message) (*stun.Message, error) {
	type result struct {
		msg *stun.Message
		err error
	}
	answer := make(chan result, 1)
	go func() {
		res, err := r.client.PerformTransaction(msg, r.conn.RemoteAddr(), false)
		answer <- result{res.Msg, err}
	}()
	select {
	case res := <-answer:
		if res.err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNoAnswer, res.err)
		}
		return res.msg, nil
	case <-r.deaf:
		return nil, r.Err()
	case <-ctx.Done():
		return nil, fmt.Errorf("traverse: %w", context.Cause(ctx))
	}
}

// receive reads the socket until it fails.
func (r *Relayed) receive() {
	defer close(r.deaf)
	buf := make([]byte, maxMessage)
	for {
		n, err := r.conn.Read(buf)
		switch {
		case err == nil:
			r.handle(buf[:n])
		case r.isStray(err):
		default:
			r.end(fmt.Errorf("traverse: relay connection: %w", err))
			return
		}
	}
}

// handle sorts one message from the relay. What is wrong with it is dropped: over UDP
// anybody near the path may have made it.
func (r *Relayed) handle(b []byte) {
	if isChannelData(b) {
		r.channelData(b)
		return
	}
	msg := &stun.Message{Raw: b}
	if !stun.IsMessage(b) || msg.Decode() != nil {
		return
	}
	switch msg.Type.Class {
	case stun.ClassIndication:
		r.indication(msg)
	case stun.ClassSuccessResponse:
		if auth := r.auth.Load(); auth == nil || auth.key.Check(msg) != nil {
			r.log.Debug("response does not authenticate")
			return
		}
		r.response(b)
	case stun.ClassErrorResponse:
		r.response(b)
	}
}

// response hands a response to its transaction.
func (r *Relayed) response(b []byte) {
	r.answered.Store(true)
	if _, err := r.client.HandleInbound(b, r.conn.RemoteAddr()); err != nil {
		r.log.Debug("response dropped", "err", err)
	}
}
