// Package client is Portage for a Go program: a net.PacketConn between two endpoints over
// a staked relay, paid by acknowledged bytes.
//
// One end listens and hands out an invitation; it needs no key and no chain:
//
//	c, err := client.New(client.Config{})
//	l, err := c.Listen(ctx, client.ListenOptions{Relay: relay})
//	fmt.Println(l.Invitation())
//	conn, err := l.Accept(ctx)
//
// The other end joins and pays; all it keeps is its key:
//
//	c, err := client.New(client.Config{Chain: chain, Key: key})
//	conn, err := c.Dial(ctx, invitation, client.DialOptions{})
//
// A Conn is what QUIC, WireGuard or any datagram protocol runs on: write to Conn.Peer.
// ICEServers pays for the sessions of other programs' TURN clients.
package client

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/net/swarm"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
)

// dialTimeout is how long a connection to a relay may take.
const dialTimeout = 15 * time.Second

var (
	// ErrNoKey says that paying needs Config.Key.
	ErrNoKey = errors.New("client: no key to pay with")
	// ErrNoChain says that it needs Config.Chain.
	ErrNoChain = errors.New("client: no chain")
	// ErrNoRelay says that no relay is to be had at the moment.
	ErrNoRelay = errors.New("client: no relay")
	// ErrUnknownChannel says that a channel is not one of this payer.
	ErrUnknownChannel = errors.New("client: not a channel of this payer")
	// ErrOtherNetwork says that an invitation is for another chain or registry.
	ErrOtherNetwork = errors.New("client: the invitation is for another chain or registry")
)

// Config of a Client.
type Config struct {
	// Chain is the deployment. Without it a Client can only Listen at a relay that it is
	// told. It is not closed.
	Chain *chain.Client
	// Key signs for channels and is this end's libp2p identity. Without it a Client
	// cannot pay.
	Key *keys.Key
	// Funder pays deposits and gas, and gets refunds; nil: Key.
	Funder keys.Signer
	// Account bounds what transactions may cost.
	Account chain.AccountConfig
	// Caps are the highest prices to agree to.
	Caps market.Caps
	// Moved is told of every move on chain, if it is set, before the call that made it
	// returns.
	Moved func(Move)
	// History keeps what is signed, for audits, if it is set. It is not closed.
	History pay.History
	// Samples keeps what was sampled, if it is set and sessions sample (DialOptions.Evidence,
	// ListenOptions.Evidence). It is not closed.
	Samples Samples
	// DialRelay opens the sockets to TURN relays; nil: net.Dialer.
	DialRelay traverse.Dialer
	Log       *slog.Logger // nil: none
}

// Client uses one deployment with one key. Safe for concurrent use.
type Client struct {
	cfg     Config
	log     *slog.Logger
	account *chain.Account // nil: no key

	payerHost, guestHost lazyHost

	opening chan struct{} // held while channels are chosen and opened; cap 1

	mu        sync.Mutex // of the following
	payers    map[common.Hash]*pay.Payer
	attaching map[common.Hash]chan struct{}    // closed when the payer is there, or not
	peers     map[common.Address]peer.AddrInfo // by node key
	spent     map[common.Hash]bool             // channels that their relays serve no more
	closed    bool
}

// New prepares a client; nothing is contacted before it is needed.
func New(cfg Config) (*Client, error) {
	c := &Client{
		cfg: cfg, log: cfg.Log, opening: make(chan struct{}, 1),
		payers: map[common.Hash]*pay.Payer{}, attaching: map[common.Hash]chan struct{}{}, peers: map[common.Address]peer.AddrInfo{}, spent: map[common.Hash]bool{},
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if cfg.Key == nil {
		return c, nil
	}
	identity, err := keys.Identity(cfg.Key)
	if err != nil {
		return nil, err
	}
	c.payerHost.identity = identity
	funder := cfg.Funder
	if funder == nil {
		funder = cfg.Key
	}
	if cfg.Chain != nil {
		c.account = cfg.Chain.Account(funder, cfg.Account)
	}
	return c, nil
}

// Close ends the streams to relays. Conns, Listeners and ICESessions are best closed
// before: what is not receipted yet, the relay does not get.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	payers := c.payers
	c.payers = nil
	c.mu.Unlock()
	var group sync.WaitGroup
	for _, p := range payers {
		group.Go(p.Close)
	}
	group.Wait()
	c.payerHost.close()
	c.guestHost.close()
}

// canPay returns ErrNoKey or ErrNoChain for a client that cannot pay.
func (c *Client) canPay() error {
	switch {
	case c.cfg.Key == nil:
		return ErrNoKey
	case c.cfg.Chain == nil:
		return ErrNoChain
	}
	return nil
}

// deployment is where this client's channels are.
func (c *Client) deployment() channel.Deployment {
	return channel.Deployment{Domain: c.cfg.Chain.Domain(), ClosingPeriod: c.cfg.Chain.ClosingPeriod()}
}

// now is the time of machines: head time goes by the chain.
func (c *Client) now(ctx context.Context) (channel.Time, error) {
	head, err := c.cfg.Chain.Head(ctx)
	return channel.Time{Ms: uint64(time.Now().UnixMilli()), Head: head.Time}, err
}

// asker is the host to ask relays with: the payer's if there is a key.
func (c *Client) asker() *lazyHost {
	if c.cfg.Key != nil {
		return &c.payerHost
	}
	return &c.guestHost
}

// lazyHost is a libp2p host that only dials, made when it is first needed. Without an
// identity it has a random one.
type lazyHost struct {
	identity crypto.PrivKey

	mu     sync.Mutex
	host   host.Host
	closed bool
}

func (l *lazyHost) get() (host.Host, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, pay.ErrClosed
	}
	if l.host != nil {
		return l.host, nil
	}
	options := []libp2p.Option{
		libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.Ping(false),
		libp2p.DisableMetrics(), libp2p.DisableIdentifyAddressDiscovery(), libp2p.UserAgent("portage"),
		libp2p.SwarmOpts(swarm.WithDialRanker(overTCP)),
	}
	if l.identity != nil {
		options = append(options, libp2p.Identity(l.identity))
	}
	h, err := libp2p.New(options...)
	if err != nil {
		return nil, fmt.Errorf("client: libp2p: %w", err)
	}
	l.host = h
	return h, nil
}

func (l *lazyHost) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.host != nil {
		l.host.Close()
	}
}

// overTCP ranks a relay's TCP addresses alone, where it has any. A relay that was killed is
// missed at once over TCP, as its kernel says so, and over QUIC only after 30 s of silence:
// so long would its sessions stand and new ones fail, though it be back.
func overTCP(addrs []multiaddr.Multiaddr) []network.AddrDelay {
	tcp := slices.DeleteFunc(slices.Clone(addrs), func(a multiaddr.Multiaddr) bool {
		_, err := a.ValueForProtocol(multiaddr.P_TCP)
		return err != nil
	})
	if len(tcp) == 0 {
		tcp = addrs
	}
	return swarm.NoDelayDialRanker(tcp)
}

// stream opens a stream of a protocol to a relay.
func (l *lazyHost) stream(ctx context.Context, relay peer.AddrInfo, proto protocol.ID) (network.Stream, error) {
	h, err := l.get()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, dialTimeout, fmt.Errorf("no connection to %s within %s", relay.ID, dialTimeout))
	defer cancel()
	// Whoever tries again waits by itself; libp2p's own back-off would take a relay that
	// is back for away, 5 s long.
	ctx = network.WithForceDirectDial(ctx, "own back-off")
	if err := h.Connect(ctx, relay); err != nil {
		return nil, err
	}
	return h.NewStream(ctx, relay.ID, proto)
}

// opener opens streams for package pay.
func (l *lazyHost) opener(relay peer.AddrInfo, proto string) pay.Opener {
	return func(ctx context.Context) (pay.Stream, error) { return l.stream(ctx, relay, protocol.ID(proto)) }
}

// payer returns the channel's payer, attached to its relay. There is one for each channel:
// of two streams the relay would hear the newer alone.
func (c *Client) payer(ctx context.Context, relay Relay, ch Channel) (*pay.Payer, error) {
	for {
		c.mu.Lock()
		if c.closed {
			c.mu.Unlock()
			return nil, pay.ErrClosed
		}
		p, busy := c.payers[ch.ID], c.attaching[ch.ID]
		var before *pay.Payer // that is over
		if p != nil && p.Err() != nil {
			before, p = p, nil
		}
		if p == nil && busy == nil {
			busy = make(chan struct{})
			c.attaching[ch.ID] = busy
			c.mu.Unlock()
			return c.attach(ctx, relay, ch, before, busy)
		}
		c.mu.Unlock()
		if p != nil {
			return p, nil
		}
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// attach makes a channel's payer; done is closed when it is there, or not.
func (c *Client) attach(ctx context.Context, relay Relay, ch Channel, before *pay.Payer, done chan struct{}) (*pay.Payer, error) {
	defer close(done)
	p, err := pay.Attach(ctx, pay.Config{
		Deployment: c.deployment(), Terms: ch.Terms, NodeKey: relay.NodeKey, Signer: c.cfg.Key,
		Clock: c.now, Open: c.payerHost.opener(relay.Peer, wire.PayProtocol), Caps: c.cfg.Caps, History: c.cfg.History,
		Before: before, Log: c.log,
	})
	c.mu.Lock()
	delete(c.attaching, ch.ID)
	closed := c.closed
	if err == nil && !closed {
		c.payers[ch.ID] = p
	}
	c.mu.Unlock()
	if err == nil && closed {
		p.Close()
		return nil, pay.ErrClosed
	}
	return p, err
}

// detach gives a payer up.
func (c *Client) detach(p *pay.Payer) {
	c.mu.Lock()
	if c.payers[p.ID()] == p {
		delete(c.payers, p.ID())
	}
	c.mu.Unlock()
	p.Close()
}

// lock holds the choice of channels, until unlock.
func (c *Client) lock(ctx context.Context) (unlock func(), err error) {
	select {
	case c.opening <- struct{}{}:
		return func() { <-c.opening }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
