package client

import (
	"context"
	"crypto/ecdh"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/payment/wire"
)

// DialOptions say what a session may cost, and what it is to leave behind.
type DialOptions struct {
	Funding
	// Evidence samples one packet in so many, if the other end wants to sample too, so that
	// an audit can tell loss and change (docs/protocol.md, section 5.4). The lower rate of
	// both ends holds. 0: none; sample.DefaultOneIn is a good value.
	Evidence uint32
}

// Dial joins the listener that made the invitation, through the relay that it names, and
// pays. The relay must be staked and within the caps. ctx bounds the set-up only.
//
// It returns meet.ErrInvitation, ErrOtherNetwork, market's reasons against the relay, a
// *pay.RefusedError (wire.CodeNobody: nobody listens), meet.ErrForged, or an error of pay, chain,
// traverse or endpoint.
func (c *Client) Dial(ctx context.Context, invitation string, opt DialOptions) (*Conn, error) {
	if err := c.canPay(); err != nil {
		return nil, err
	}
	if err := wish(opt.Evidence); err != nil {
		return nil, err
	}
	inv, err := meet.Decode(invitation)
	if err != nil {
		return nil, err
	}
	if err := c.sameNetwork(inv); err != nil {
		return nil, err
	}
	relay, err := c.staked(ctx, peer.AddrInfo{ID: inv.Relay, Addrs: inv.Addrs})
	if err != nil {
		return nil, err
	}
	offer, err := c.offerOf(ctx, relay)
	if err != nil {
		return nil, err
	}
	for {
		f, err := c.fund(ctx, offer, opt.Funding)
		if err != nil {
			return nil, err
		}
		conn, err := c.dialOn(ctx, inv, f, opt)
		if !c.again(f, err) {
			return conn, err
		}
	}
}

// dialOn joins the listener and pays by a channel.
func (c *Client) dialOn(ctx context.Context, inv meet.Invitation, f funded, opt DialOptions) (*Conn, error) {
	m, err := c.join(ctx, inv)
	if err != nil {
		return nil, err
	}
	conn, err := c.agree(ctx, m, f, opt)
	if err != nil {
		m.Bye(err.Error())
		return nil, err
	}
	m.Close()
	return conn, nil
}

func (c *Client) sameNetwork(inv meet.Invitation) error {
	if id := c.cfg.Chain.Domain().ChainID; inv.ChainID != 0 && inv.ChainID != id {
		return fmt.Errorf("%w: chain id: got %d, want %d", ErrOtherNetwork, inv.ChainID, id)
	}
	if r := c.cfg.Chain.Registry(); inv.Registry != (common.Address{}) && inv.Registry != r {
		return fmt.Errorf("%w: registry: got %s, want %s", ErrOtherNetwork, inv.Registry, r)
	}
	return nil
}

// join meets the listener. What is said there is not linked to the payer: the host is
// not the payer's.
func (c *Client) join(ctx context.Context, inv meet.Invitation) (*meet.Meeting, error) {
	s, err := c.guestHost.stream(ctx, peer.AddrInfo{ID: inv.Relay, Addrs: inv.Addrs}, wire.MeetProtocol)
	if err != nil {
		return nil, fmt.Errorf("client: cannot reach the relay: %w", err)
	}
	m, err := meet.Join(ctx, s, inv)
	return m, explained(err)
}

// explained makes a relay's refusal of a meeting one that says what to do.
func explained(err error) error {
	var refused wire.MeetError
	if errors.As(err, &refused) {
		return &pay.RefusedError{Code: refused.Code, Text: refused.Text}
	}
	return err
}

// deal is a session that was authorized with the listener, and what the end counts and
// samples of it.
type deal struct {
	*pay.Session
	ready    meet.Ready
	sent     *atomic.Uint64
	sampling *sampling
}

// agree makes a session with the listener and pays for it from here on.
func (c *Client) agree(ctx context.Context, m *meet.Meeting, f funded, opt DialOptions) (*Conn, error) {
	ready, err := m.Ready()
	if err != nil {
		return nil, err
	}
	sent := new(atomic.Uint64)
	session, err := f.payer.Authorize(ctx, pay.Request{
		KeyB: ready.KeyB, MaxAmount: f.maxAmount(opt.MaxAmount), PayerIsA: true, AddressAndPortFiltering: true, Sent: sent.Load,
	})
	if err != nil {
		return nil, err
	}
	conn, err := c.connect(ctx, m, deal{session, ready, sent, c.sampling(agreed(ready.SampleOneIn, opt.Evidence), f, session)})
	if err != nil {
		go endSession(session)
		return nil, err
	}
	conn.channel = f.Channel
	return conn, nil
}

// endSession ends a session that came to nothing.
func endSession(s *pay.Session) {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	s.End(ctx) // the relay ends it when it expires
}

// connect makes the relayed path of an authorized session, and counts what it sends.
func (c *Client) connect(ctx context.Context, m *meet.Meeting, s deal) (*Conn, error) {
	path, err := c.allocate(ctx, s.A.URIs, s.A.Username, s.A.Password, s.A.Realm)
	if err != nil {
		return nil, err
	}
	conn, err := c.initiate(ctx, m, s, path)
	if err != nil {
		path.Close()
		return nil, err
	}
	return conn, nil
}

// initiate agrees on the relayed addresses and makes the end-to-end handshake over path.
func (c *Client) initiate(ctx context.Context, m *meet.Meeting, s deal, path *traverse.Relayed) (*Conn, error) {
	d := c.cfg.Chain.Domain()
	addressB, err := m.Propose(meet.Session{
		ChainID: d.ChainID, Channels: d.Contract, ChannelID: s.Auth.ChannelID, SessionID: s.ID(),
		KeyA: s.Auth.KeyA, KeyB: s.Auth.KeyB, URIs: s.B.URIs, Username: s.B.Username, Password: s.B.Password,
		Realm: s.B.Realm, AckToken: s.B.AckToken, AddressA: path.RelayedAddr(),
		Sampling: s.sampling.told(),
	})
	if err != nil {
		return nil, err
	}
	static, err := ecdh.X25519().NewPublicKey(s.ready.Static[:])
	if err != nil {
		return nil, fmt.Errorf("%w: static key: %w", meet.ErrMessage, err)
	}
	peerB, err := reach(ctx, path, addressB)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, meet.Longest)
	defer cancel()
	e, err := endpoint.Initiate(ctx, sender{path, s.sent}, peerB, endpoint.Config{
		Session: endpoint.Session{ChannelID: s.Auth.ChannelID, SessionID: s.ID(), KeyA: s.Auth.KeyA, KeyB: s.Auth.KeyB, SampleOneIn: s.sampling.rate()},
		PSK:     s.ready.PSK, PeerStatic: static, Counts: s.Session, Log: c.log,
	})
	if err != nil {
		return nil, err
	}
	return newConn(&Conn{Conn: e, path: path, session: s.Session, sampling: s.sampling}), nil
}

// sender counts the octets of what is given to a path, before it leaves: what the other
// end may have received, and the payer signs for.
type sender struct {
	net.PacketConn
	sent *atomic.Uint64
}

// WriteTo implements net.PacketConn.
func (s sender) WriteTo(p []byte, addr net.Addr) (int, error) {
	s.sent.Add(uint64(len(p)))
	return s.PacketConn.WriteTo(p, addr)
}

// reach lets the other end's relayed address send to path, over a channel of TURN.
func reach(ctx context.Context, path *traverse.Relayed, other netip.AddrPort) (net.Addr, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	addr := net.UDPAddrFromAddrPort(other)
	return addr, path.BindChannel(ctx, addr)
}
