package scenario

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"net"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// rogueListener waits for a joiner as the shipped client does, and makes of it an endpoint
// that signs what it likes.
type rogueListener struct {
	stage   *stage
	at      peer.AddrInfo
	guest   host.Host
	inv     meet.Invitation
	static  *ecdh.PrivateKey
	waiting *meet.Waiting
	dial    traverse.Dialer // to TURN; nil: the usual
}

func (s *stage) rogueListener(at peer.AddrInfo, dial traverse.Dialer) *rogueListener {
	l := &rogueListener{stage: s, at: at, guest: s.host(nil, libp2p.NoListenAddrs), static: get(ecdh.X25519().GenerateKey(rand.Reader)), dial: dial}
	l.inv = meet.Invitation{Static: [32]byte(l.static.PublicKey().Bytes()), Relay: at.ID, Addrs: at.Addrs}
	rand.Read(l.inv.PSK[:]) // never fails (crypto/rand)
	l.waiting = get(meet.Listen(s.ctx, get(stream(s.ctx, l.guest, at, wire.MeetProtocol)), l.inv, l.static))
	return l
}

func (l *rogueListener) invitation() string { return get(l.inv.Encode()) }

// rogueEndpoint is an endpoint B whose acknowledgements are made by hand.
type rogueEndpoint struct {
	*endpoint.Conn
	key     *keys.Key
	session meet.Session
	domain  typeddata.Domain
	acks    *pay.AckStream
}

// accept serves one joiner.
func (l *rogueListener) accept(ctx context.Context) (*rogueEndpoint, error) {
	m, err := l.waiting.Meet(ctx)
	if err != nil {
		return nil, err
	}
	defer m.Close()
	private, err := crypto.GenerateKey()
	if err != nil {
		return nil, err
	}
	e := &rogueEndpoint{key: keys.FromECDSA(private), domain: l.stage.chain.Domain()}
	cfg := endpoint.Config{Static: l.static, PSK: l.inv.PSK, Log: l.stage.log}
	ready := meet.Ready{KeyB: e.key.Address(), Static: l.inv.Static, PSK: cfg.PSK}
	if e.session, err = m.Invite(ready); err != nil {
		return nil, err
	}
	cfg.Session = endpoint.Session{ChannelID: e.session.ChannelID, SessionID: e.session.SessionID, KeyA: e.session.KeyA, KeyB: e.session.KeyB}
	e.acks = pay.NewAckStream(func(ctx context.Context) (pay.Stream, error) {
		return stream(ctx, l.guest, l.at, wire.AckProtocol)
	}, e.session.ChannelID, e.session.SessionID, e.session.AckToken)
	e.Conn, err = l.answer(ctx, m, e.session, cfg)
	return e, err
}

// answer makes B's end of the path.
func (l *rogueListener) answer(ctx context.Context, m *meet.Meeting, s meet.Session, cfg endpoint.Config) (*endpoint.Conn, error) {
	path, err := traverse.Allocate(ctx, traverse.Config{
		URI: s.URIs[0], Username: s.Username, Password: s.Password, Realm: s.Realm, Dial: l.dial, Log: l.stage.log,
	})
	if err != nil {
		return nil, err
	}
	if err = path.BindChannel(ctx, net.UDPAddrFromAddrPort(s.AddressA)); err == nil {
		err = m.Answer(path.RelayedAddr())
	}
	if err != nil {
		return nil, errors.Join(err, path.Close())
	}
	m.Close()
	return endpoint.Accept(ctx, path, cfg)
}

// sign signs that so many bytes were received.
func (e *rogueEndpoint) sign(received uint64) ack.Signed {
	return get(ack.Sign(ack.DeliveryAck{
		ChannelID: e.session.ChannelID, SessionID: e.session.SessionID, Side: ack.B, Counts: ack.Counts{RecvBytes: received},
	}, e.domain, e.key.ECDSA()))
}

// joined is what became of dialling.
type joined[C any] struct {
	conn C
	err  error
}

// connectTo has the shipped client dial a rogue listener.
func (s *stage) connectTo(p *payer, l *rogueListener, opt client.DialOptions) (*client.Conn, *rogueEndpoint) {
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(nil)
	dialled := make(chan joined[*client.Conn], 1)
	go func() {
		conn, err := p.Dial(ctx, l.invitation(), opt)
		if err != nil {
			cancel(err) // nobody will come
		}
		dialled <- joined[*client.Conn]{conn, err}
	}()
	b, err := l.accept(ctx)
	a := <-dialled
	check(errors.Join(a.err, err))
	return a.conn, b
}

// connectRogues makes a session of which neither end is honest.
func (s *stage) connectRogues(p *roguePayer, l *rogueListener) (conn, *rogueEndpoint) {
	accepted := make(chan joined[*rogueEndpoint], 1)
	go func() {
		b, err := l.accept(s.ctx)
		accepted <- joined[*rogueEndpoint]{b, err}
	}()
	a := p.dial(l.invitation())
	b := <-accepted
	check(b.err)
	return a, b.conn
}

// injector is a socket of an endpoint into which the relay, which is at its other end,
// throws a replay and a forgery for each packet that it forwards.
type injector struct {
	net.Conn
	raw      *atomic.Uint64 // payload octets that came in, whatever they are
	injected [][]byte       // of the reading goroutine
}

// inject is a dialer of such sockets; raw counts what comes in.
func inject(raw *atomic.Uint64) traverse.Dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, address)
		return &injector{Conn: c, raw: raw}, err
	}
}

// channelHeader is that of ChannelData, whose first two bits are 01 (RFC 8656, section 12.4).
const channelHeader = 4

// Read implements net.Conn: one datagram.
func (c *injector) Read(b []byte) (int, error) {
	if len(c.injected) > 0 {
		n := copy(b, c.injected[0])
		c.injected = c.injected[1:]
		c.raw.Add(uint64(n - channelHeader))
		return n, nil
	}
	n, err := c.Conn.Read(b)
	if err != nil || n <= channelHeader || b[0]>>6 != 1 {
		return n, err
	}
	replay, forgery := append([]byte(nil), b[:n]...), append([]byte(nil), b[:n]...)
	rand.Read(forgery[channelHeader+9:]) // behind type and counter of our layer (docs/protocol.md, 11.1)
	c.injected = append(c.injected, replay, forgery)
	c.raw.Add(uint64(n - channelHeader))
	return n, err
}
