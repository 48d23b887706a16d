package client

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	// backlog is how many established Conns wait for Accept.
	backlog = 8
	// listenFirst and listenMost bound the growing pauses after a meeting that failed.
	listenFirst = 100 * time.Millisecond
	listenMost  = 10 * time.Second
)

// ListenOptions say where to listen.
type ListenOptions struct {
	// Relay is where to listen; the zero Relay: the best of the registry, for which the
	// Client needs a chain.
	Relay peer.AddrInfo
	// Evidence samples one packet in so many in sessions whose other end wants to sample
	// too; see DialOptions.Evidence. 0: none.
	Evidence uint32
}

// Listener waits for joiners under one invitation. Safe for concurrent use.
type Listener struct {
	client *Client
	sample uint32 // ListenOptions.Evidence
	relay  peer.AddrInfo
	inv    meet.Invitation
	text   string
	static *ecdh.PrivateKey

	accepted chan *Conn
	ctx      context.Context
	cancel   context.CancelCauseFunc
	group    sync.WaitGroup
	slots    chan struct{} // of meetings at once
}

// Listen makes an invitation and begins to wait at the relay. ctx bounds the set-up
// only. It returns ErrNoRelay, ErrNoChain, a
// *pay.RefusedError or the stream's error.
func (c *Client) Listen(ctx context.Context, opt ListenOptions) (*Listener, error) {
	if err := wish(opt.Evidence); err != nil {
		return nil, err
	}
	relay, err := c.listenAt(ctx, opt)
	if err != nil {
		return nil, err
	}
	static, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	l := &Listener{
		client: c, sample: opt.Evidence, relay: relay, static: static,
		inv:      meet.Invitation{Static: [32]byte(static.PublicKey().Bytes()), PSK: random32(), Relay: relay.ID, Addrs: relay.Addrs},
		accepted: make(chan *Conn, backlog), slots: make(chan struct{}, backlog),
	}
	if ch := c.cfg.Chain; ch != nil {
		l.inv.ChainID, l.inv.Registry = ch.Domain().ChainID, ch.Registry()
	}
	if l.text, err = l.inv.Encode(); err != nil {
		return nil, err
	}
	first, err := l.announce(ctx)
	if err != nil {
		return nil, err
	}
	l.ctx, l.cancel = context.WithCancelCause(context.Background())
	l.group.Go(func() { l.run(first) })
	return l, nil
}

// listenAt returns the relay to listen at.
func (c *Client) listenAt(ctx context.Context, opt ListenOptions) (peer.AddrInfo, error) {
	relay := opt.Relay
	if relay.ID == "" {
		best, err := c.Pick(ctx, common.Address{})
		if err != nil {
			return relay, err
		}
		relay = best.Peer
	}
	relay.Addrs = relay.Addrs[:min(len(relay.Addrs), meet.MaxAddrs)]
	return relay, nil
}

func random32() (b [32]byte) {
	rand.Read(b[:]) // never fails (crypto/rand)
	return b
}

// Invitation returns the text that lets its holder join: a secret.
func (l *Listener) Invitation() string { return l.text }

// Relay returns where it listens.
func (l *Listener) Relay() peer.AddrInfo { return l.relay }

// Accept waits for the next joiner whose session is up. It returns pay.ErrClosed after
// Close, or ctx's error.
func (l *Listener) Accept(ctx context.Context) (*Conn, error) {
	select {
	case conn := <-l.accepted:
		return conn, nil
	case <-l.ctx.Done():
		return nil, context.Cause(l.ctx)
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// Close stops listening and closes the Conns that nobody accepted. Accepted ones live on.
func (l *Listener) Close() error {
	l.cancel(pay.ErrClosed)
	l.group.Wait()
	for {
		select {
		case conn := <-l.accepted:
			conn.Close()
		default:
			return nil
		}
	}
}

// announce tells the relay that we listen.
func (l *Listener) announce(ctx context.Context) (*meet.Waiting, error) {
	s, err := l.client.guestHost.stream(ctx, l.relay, wire.MeetProtocol)
	if err != nil {
		return nil, fmt.Errorf("client: cannot reach the relay: %w", err)
	}
	w, err := meet.Listen(ctx, s, l.inv, l.static)
	return w, explained(err)
}

// run holds one meeting after the other; the relay ends the stream with each.
func (l *Listener) run(w *meet.Waiting) {
	for wait := listenFirst; ; {
		err := l.meet(w)
		if l.ctx.Err() != nil {
			return
		}
		w = nil
		if err == nil {
			wait = listenFirst
			continue
		}
		l.client.log.Debug("listening again", "err", err)
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-l.ctx.Done():
			timer.Stop()
			return
		}
		wait = min(2*wait, listenMost)
	}
}

// meet waits for one joiner and serves it on the side.
func (l *Listener) meet(w *meet.Waiting) (err error) {
	if w == nil {
		if w, err = l.announce(l.ctx); err != nil {
			return err
		}
	}
	m, err := w.Meet(l.ctx)
	if err != nil {
		return err
	}
	select {
	case l.slots <- struct{}{}:
	case <-l.ctx.Done():
		m.Close()
		return context.Cause(l.ctx)
	}
	l.group.Go(func() {
		defer func() { <-l.slots }()
		conn, err := l.serve(m)
		if err != nil {
			l.client.log.Warn("a joiner's session failed", "err", err)
			m.Bye(err.Error())
			return
		}
		l.hand(conn)
	})
	return nil
}

// hand gives a Conn to Accept.
func (l *Listener) hand(conn *Conn) {
	select {
	case l.accepted <- conn:
	case <-l.ctx.Done():
		conn.Close()
	}
}

// serve makes a session with a joiner.
func (l *Listener) serve(m *meet.Meeting) (*Conn, error) {
	ctx, cancel := context.WithTimeout(l.ctx, 2*meet.Longest)
	defer cancel()
	keyB, err := crypto.GenerateKey()
	if err != nil {
		return nil, err
	}
	static, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	cfg := endpoint.Config{PSK: random32(), Static: static, Log: l.client.log}
	s, err := m.Invite(meet.Ready{
		KeyB: crypto.PubkeyToAddress(keyB.PublicKey), Static: common.Hash(static.PublicKey().Bytes()), PSK: cfg.PSK,
		SampleOneIn: l.sample,
	})
	if err != nil {
		return nil, err
	}
	sampling, err := l.client.samplingOf(s, l.sample, keyB)
	if err != nil {
		return nil, err
	}
	acks := pay.NewAckStream(l.client.guestHost.opener(l.relay, wire.AckProtocol), s.ChannelID, s.SessionID, s.AckToken)
	cfg.Session = endpoint.Session{ChannelID: s.ChannelID, SessionID: s.SessionID, KeyA: s.KeyA, KeyB: s.KeyB, SampleOneIn: sampling.rate()}
	cfg.Acks = &endpoint.Acks{
		Domain: typeddata.Domain{ChainID: s.ChainID, Contract: s.Channels}, Side: ack.B, Key: keyB, Sink: acks,
	}
	path, err := l.client.allocate(ctx, s.URIs, s.Username, s.Password, s.Realm)
	if err != nil {
		return nil, err
	}
	e, err := l.answer(ctx, m, s, path, cfg)
	if err != nil {
		path.Close()
		return nil, err
	}
	return newConn(&Conn{Conn: e, path: path, acks: acks, sampling: sampling}), nil
}

// answer tells B's relayed address and makes the end-to-end handshake over path.
func (l *Listener) answer(ctx context.Context, m *meet.Meeting, s meet.Session, path *traverse.Relayed, cfg endpoint.Config) (*endpoint.Conn, error) {
	if _, err := reach(ctx, path, s.AddressA); err != nil {
		return nil, err
	}
	if err := m.Answer(path.RelayedAddr()); err != nil {
		return nil, err
	}
	m.Close()
	return endpoint.Accept(ctx, path, cfg)
}
