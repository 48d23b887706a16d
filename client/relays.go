package client

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/descriptor"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
)

const (
	// quoteTimeout is how long a relay may take to quote.
	quoteTimeout = 10 * time.Second
	// atOnce is how many relays are asked at a time.
	atOnce = 8
	// maxAsked is how many relays are asked in all.
	maxAsked = 64
)

// Relay is a relay and where it is.
type Relay struct {
	market.Relay
	Peer peer.AddrInfo
}

// Offer is a relay that answered: its binding quote, and how far it is.
type Offer struct {
	market.Measured
	Peer peer.AddrInfo
}

// Relay returns the relay of the offer.
func (o Offer) relay() Relay { return Relay{o.Measured.Relay, o.Peer} }

// Relays reads the registry: the relays that may be used, and why the others may not.
func (c *Client) Relays(ctx context.Context) ([]Relay, []market.LeftOut, error) {
	all, err := c.registry(ctx)
	if err != nil {
		return nil, nil, err
	}
	now := uint64(time.Now().Unix())
	var use []Relay
	var out []market.LeftOut
	for _, r := range all {
		if err := c.cfg.Caps.CheckRelay(r.Relay, now); err != nil {
			out = append(out, market.LeftOut{Relay: r.Relay, Why: err})
			continue
		}
		use = append(use, r)
	}
	return use, out, nil
}

// registry returns all relays, with what their descriptors say where they are valid.
func (c *Client) registry(ctx context.Context) ([]Relay, error) {
	if c.cfg.Chain == nil {
		return nil, ErrNoChain
	}
	entries, err := c.cfg.Chain.Relays(ctx)
	if err != nil {
		return nil, err
	}
	var all []Relay
	for _, e := range entries {
		r, err := c.describe(e)
		if err != nil {
			c.log.Debug("descriptor", "operator", e.Operator, "err", err)
		}
		all = append(all, r)
	}
	return all, nil
}

// describe adds what a relay says of itself to what the registry says.
func (c *Client) describe(e chain.Relay) (Relay, error) {
	r := Relay{Relay: market.Relay{
		Operator: e.Operator, NodeKey: e.NodeKey, Stake: e.Stake, Staked: e.Staked, UnbondedAt: e.UnbondedAt,
	}}
	if e.Descriptor == nil {
		return r, nil
	}
	d, key, err := descriptor.ParseWithKey(e.Descriptor, c.cfg.Chain.Domain())
	if err != nil {
		return r, err
	}
	info, err := addrInfo(d, key)
	if err != nil {
		return r, err
	}
	r.Descriptor, r.Peer = &d, info
	if d.NodeKey == r.NodeKey {
		c.mu.Lock()
		c.peers[r.NodeKey] = info
		c.mu.Unlock()
	}
	return r, nil
}

// Quotes asks the relays that may be used for their prices, and ranks those that answer.
func (c *Client) Quotes(ctx context.Context) ([]Offer, error) {
	relays, _, err := c.Relays(ctx)
	if err != nil {
		return nil, err
	}
	return c.ask(ctx, relays)
}

// ask gets quotes from relays and ranks them.
func (c *Client) ask(ctx context.Context, relays []Relay) ([]Offer, error) {
	var mu sync.Mutex
	var answered []market.Measured
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, r := range relays[:min(len(relays), maxAsked)] {
		group.Go(func() error {
			m, err := c.quote(ctx, r)
			if err != nil {
				c.log.Debug("no quote", "relay", r.NodeKey, "err", err)
				return nil
			}
			mu.Lock()
			defer mu.Unlock()
			answered = append(answered, m)
			return nil
		})
	}
	group.Wait() // none is returned
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var offers []Offer
	for _, m := range c.cfg.Caps.Rank(answered, uint64(time.Now().Unix())) {
		i := slices.IndexFunc(relays, func(r Relay) bool { return r.NodeKey == m.NodeKey })
		offers = append(offers, Offer{m, relays[i].Peer})
	}
	return offers, nil
}

// quote asks one relay.
func (c *Client) quote(ctx context.Context, r Relay) (market.Measured, error) {
	ctx, cancel := context.WithTimeout(ctx, quoteTimeout)
	defer cancel()
	q, rtt, err := pay.GetQuote(ctx, c.asker().opener(r.Peer, wire.PayProtocol), r.NodeKey, c.cfg.Chain.Domain())
	return market.Measured{Relay: r.Relay, Quote: q, RTT: rtt}, err
}

// Pick returns the best relay, or the one with this node key unless it is zero. It
// returns ErrNoRelay, or why that relay is not to be used (package market, pay).
func (c *Client) Pick(ctx context.Context, nodeKey common.Address) (Offer, error) {
	if nodeKey != (common.Address{}) {
		return c.pickKnown(ctx, nodeKey)
	}
	offers, err := c.Quotes(ctx)
	if err != nil {
		return Offer{}, err
	}
	if len(offers) == 0 {
		return Offer{}, fmt.Errorf("%w: none of the registry's is staked, answers and keeps to the price limit", ErrNoRelay)
	}
	return offers[0], nil
}

func (c *Client) pickKnown(ctx context.Context, nodeKey common.Address) (Offer, error) {
	all, err := c.registry(ctx)
	if err != nil {
		return Offer{}, err
	}
	i := slices.IndexFunc(all, func(r Relay) bool { return r.NodeKey == nodeKey })
	if i < 0 {
		return Offer{}, fmt.Errorf("%w: %s is not registered", ErrNoRelay, nodeKey)
	}
	if err := c.cfg.Caps.CheckRelay(all[i].Relay, uint64(time.Now().Unix())); err != nil {
		return Offer{}, fmt.Errorf("relay %s: %w", nodeKey, err)
	}
	return c.offerOf(ctx, all[i])
}

// offerOf asks one relay that is to be used, and says why it cannot be.
func (c *Client) offerOf(ctx context.Context, r Relay) (Offer, error) {
	m, err := c.quote(ctx, r)
	if err == nil {
		err = c.cfg.Caps.CheckQuote(m.Quote, r.NodeKey, uint64(time.Now().Unix()))
	}
	if err != nil {
		return Offer{}, fmt.Errorf("relay %s: %w", r.NodeKey, err)
	}
	return Offer{m, r.Peer}, nil
}

// staked returns the relay with this peer ID if its node key is staked.
func (c *Client) staked(ctx context.Context, info peer.AddrInfo) (Relay, error) {
	nodeKey, err := keys.PeerAddress(info.ID)
	if err != nil {
		return Relay{}, fmt.Errorf("relay %s: %w", info.ID, err)
	}
	status, err := c.cfg.Chain.NodeKey(ctx, nodeKey)
	switch {
	case err != nil:
		return Relay{}, err
	case status.Relay.UnbondedAt != 0:
		return Relay{}, fmt.Errorf("relay %s: %w", nodeKey, market.ErrUnbonding)
	case !status.Active || !status.Relay.Staked:
		return Relay{}, fmt.Errorf("relay %s: %w", nodeKey, market.ErrNotStaked)
	}
	c.mu.Lock()
	c.peers[nodeKey] = info
	c.mu.Unlock()
	return Relay{market.Relay{Operator: status.Relay.Operator, NodeKey: nodeKey, Stake: status.Relay.Stake, Staked: true}, info}, nil
}

// find returns the relay with this node key, staked or not: to close a channel with.
func (c *Client) find(ctx context.Context, nodeKey common.Address) (Relay, error) {
	c.mu.Lock()
	info, ok := c.peers[nodeKey]
	c.mu.Unlock()
	if !ok {
		if _, err := c.registry(ctx); err != nil {
			return Relay{}, err
		}
		c.mu.Lock()
		info, ok = c.peers[nodeKey]
		c.mu.Unlock()
	}
	if !ok {
		return Relay{}, fmt.Errorf("%w: node key %s has no descriptor", ErrNoRelay, nodeKey)
	}
	return Relay{market.Relay{NodeKey: nodeKey}, info}, nil
}

// ParseRelay reads where a relay is: a multiaddr that ends in /p2p/ and its peer ID.
func ParseRelay(text string) (peer.AddrInfo, error) {
	a, err := multiaddr.NewMultiaddr(text)
	if err != nil {
		return peer.AddrInfo{}, fmt.Errorf("%w: %q: %w", ErrNoRelay, text, err)
	}
	info, err := peer.AddrInfoFromP2pAddr(a)
	if err != nil {
		return peer.AddrInfo{}, fmt.Errorf("%w: %q: %w", ErrNoRelay, text, err)
	}
	return *info, nil
}
