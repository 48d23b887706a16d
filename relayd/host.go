package relayd

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"
	rcmgr "github.com/libp2p/go-libp2p/p2p/host/resource-manager"
	"github.com/libp2p/go-libp2p/p2p/net/connmgr"
	"github.com/libp2p/go-libp2p/x/rate"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/relayd/turn"
)

func (r *Relay) startHost(context.Context) error {
	identity, err := keys.Identity(r.node)
	if err != nil {
		return err
	}
	sessions := turn.DefaultLimits().Allocations
	resources, err := resourcesFor(sessions)
	if err != nil {
		return fmt.Errorf("relayd: libp2p: %w", err)
	}
	connections, err := connectionsFor(sessions)
	if err != nil {
		return fmt.Errorf("relayd: libp2p: %w", err)
	}
	h, err := libp2p.New(
		libp2p.Identity(identity),
		libp2p.NoListenAddrs,
		libp2p.UserAgent("portage-relayd"),
		libp2p.DisableRelay(),
		libp2p.ResourceManager(resources),
		libp2p.ConnectionManager(connections),
	)
	if err != nil {
		return fmt.Errorf("relayd: libp2p: %w", err)
	}
	r.host = h
	for _, text := range multiaddrs(r.cfg) { // one by one: for libp2p one of them is enough
		a, err := multiaddr.NewMultiaddr(text)
		if err == nil {
			err = h.Network().Listen(a)
		}
		if err != nil {
			return fmt.Errorf("relayd: cannot listen on %s: %w", text, err)
		}
	}
	return nil
}

const (
	// endsOf a session have connections and ack streams of their own.
	endsOf = 2
	// Many clients share an address behind a carrier's NAT: so many connections may come from an
	// IPv4 address or an IPv6 /56, and so many a second once these are used up.
	perAddress       = 256
	perAddressSecond = 4
)

// resourcesFor returns libp2p's resource manager for a relay with so many sessions: each of
// them may have its streams, and its ends a connection each. libp2p's own limits are those of a
// peer among peers: some hundred connections, about a thousand streams of a protocol, and
// eight connections an address. How much memory may be reserved stays libp2p's share of the
// machine's.
func resourcesFor(sessions int) (network.ResourceManager, error) {
	scaled := rcmgr.DefaultLimits
	libp2p.SetDefaultServiceLimits(&scaled)
	ends := rcmgr.LimitVal(endsOf * sessions)
	streams := func(n rcmgr.LimitVal) rcmgr.ResourceLimits {
		return rcmgr.ResourceLimits{Streams: n, StreamsInbound: n, Memory: rcmgr.Unlimited64}
	}
	limits := rcmgr.PartialLimitConfig{
		System: rcmgr.ResourceLimits{Conns: ends, ConnsInbound: ends, Streams: 4 * ends, StreamsInbound: 4 * ends},
		Protocol: map[protocol.ID]rcmgr.ResourceLimits{
			wire.PayProtocol:  streams(ends),
			wire.AckProtocol:  streams(ends),
			wire.MeetProtocol: streams(ends),
		},
	}.Build(scaled.AutoScale())
	ipv4 := []rcmgr.ConnLimitPerSubnet{{PrefixLength: 32, ConnCount: perAddress}}
	ipv6 := []rcmgr.ConnLimitPerSubnet{{PrefixLength: 56, ConnCount: perAddress}, {PrefixLength: 48, ConnCount: 8 * perAddress}}
	return rcmgr.NewResourceManager(rcmgr.NewFixedLimiter(limits), rcmgr.WithLimitPerSubnet(ipv4, ipv6), rcmgr.WithConnRateLimiters(newConnections()))
}

// connectionsFor returns libp2p's connection manager for a relay with so many sessions. Long before
// there is no room it closes connections of strangers, who may open as many as they like; those of
// payers and endpoints are protected.
func connectionsFor(sessions int) (*connmgr.BasicConnMgr, error) {
	ends := endsOf * sessions
	return connmgr.NewConnManager(ends/2, ends*3/4)
}

// newConnections limits how fast connections come from an address.
func newConnections() *rate.Limiter {
	each := func(prefix, times int) rate.SubnetLimit {
		return rate.SubnetLimit{PrefixLength: prefix, Limit: rate.Limit{RPS: float64(times) * perAddressSecond, Burst: times * perAddress}}
	}
	free := func(prefix string) rate.PrefixLimit { return rate.PrefixLimit{Prefix: netip.MustParsePrefix(prefix)} }
	return &rate.Limiter{
		NetworkPrefixLimits: []rate.PrefixLimit{free("127.0.0.0/8"), free("::1/128")},
		SubnetRateLimiter: rate.SubnetLimiter{
			IPv4SubnetLimits: []rate.SubnetLimit{each(32, 1)},
			IPv6SubnetLimits: []rate.SubnetLimit{each(56, 1), each(48, 8)},
			GracePeriod:      time.Minute,
		},
	}
}
