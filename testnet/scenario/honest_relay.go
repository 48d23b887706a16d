package scenario

import (
	"fmt"
	"net/netip"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

// descriptorLifetime outlives any scenario.
const descriptorLifetime = 365 * 24 * time.Hour

// relay is the shipped relay daemon with its operator, staked and running.
type relay struct {
	*relayd.Relay
	stage          *stage
	cfg            config.Config
	node, operator *keys.Key
}

// relay has an operator stake for a relay and starts it. Its payee is an address of its own,
// which has nothing to begin with.
func (s *stage) relay(change ...func(*config.Config)) *relay {
	r := &relay{stage: s, node: s.key(typeddata.Amount{}), operator: s.key(stake)}
	r.cfg = s.relayConfig(get(keys.Generate()).Address())
	for _, f := range change {
		f(&r.cfg)
	}
	r.start()
	d := get(r.Descriptor(1, descriptorLifetime))
	get(s.account(r.operator).Register(s.ctx, r.node, stake, d))
	return r
}

func (s *stage) relayConfig(payee common.Address) config.Config {
	s.relays++
	c := config.Default()
	c.DataDir = s.path(fmt.Sprintf("relay-%d", s.relays))
	c.RPC, c.Confirmations, c.Poll = s.ground.url, 1, poll
	c.ChainID, c.Channels, c.Registry, c.FromBlock = s.contracts.ChainID, s.contracts.Channels, s.contracts.Registry, s.contracts.Block
	c.Keystore = s.dir // the key is loaded already
	c.Payee = payee
	c.ListenIP, c.TURNPort, c.Libp2pPort = netip.MustParseAddr("127.0.0.1"), 0, 0
	c.Admin, c.AllowLoopback = "", true
	c.PricePerGiB, c.CreditCap, c.W0 = perGiB, creditCap, w0
	c.Linger = 500 * time.Millisecond
	return c
}

// start starts the daemon, also after stop.
func (r *relay) start() {
	r.Relay = get(relayd.Start(r.stage.ctx, r.cfg, r.node, r.stage.log))
	r.stage.later(r.stop)
}

// stop stops it; a second time does nothing.
func (r *relay) stop() {
	if r.Relay != nil {
		r.Relay.Close()
		r.Relay = nil
	}
}

// settlesAtOnce has a relay settle every receipt, and what it can prove beyond it, that is worth
// anything when it stops or its channel closes.
func settlesAtOnce(c *config.Config) { c.SettleLeast, c.SettleLeastProof = unit, unit }

// reckless has a relay serve without any limit of credit worth the name, and wait for ever.
func reckless(c *config.Config) {
	c.CreditCap, c.W0, c.Grace = worth(16<<20), worth(16<<20), timeout
}

// limited leaves a relay the limit of its credit, unless that is the defence that is removed.
func (s *stage) limited(c *config.Config) {
	if s.undefended {
		reckless(c)
	}
}

// received is what the relay's payee has, by the token.
func (r *relay) received() typeddata.Amount { return r.stage.tokens(r.cfg.Payee) }

// at is where the relay is to be reached.
func (r *relay) at() peer.AddrInfo {
	return get(client.ParseRelay(fmt.Sprintf("%s/p2p/%s", r.Multiaddrs()[0], r.PeerID())))
}

// status is what the relay's ledger says of a channel.
func (r *relay) status(id common.Hash) relayd.ChannelStatus {
	all, ok := get(r.Status(r.stage.ctx)).(relayd.Status)
	if !ok {
		panic("scenario: internal error: a relay's status has another type")
	}
	for _, c := range all.Channels {
		if c.ID == id {
			return c
		}
	}
	check(fmt.Errorf("the relay does not know channel %s", id))
	return relayd.ChannelStatus{}
}
