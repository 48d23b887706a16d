package scenario

import (
	"context"
	"time"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/relayd/config"
)

// The receiver acknowledges two bytes less in a hundred than came, as if they had been lost,
// for as long as that earns its payer credit; then it acknowledges nothing and the payer
// signs nothing.
var endpointColludesWithPayer = scenario{
	name:    "endpoint-colludes-with-payer",
	about:   "a receiver claims losses, then stops acknowledging, and its payer stops signing",
	defence: "the relay forwards only on credit, and writes off no more loss than eps of what was paid",
	play: func(s *stage) {
		const trusted, deposit, eps = 2 << 20, 4 << 20, 20
		r := s.relay(s.limited, settlesAtOnce, func(c *config.Config) {
			if s.undefended {
				return
			}
			c.EpsPermille = eps
		})
		s.bound(Relay, creditCap.AddCap(worth(deposit*eps/1000)).AddCap(unit),
			"the creditCap, %d per mille of the most that can be paid, and a unit for the session", eps)

		l := s.rogueListener(r.at(), nil)
		p := s.roguePayer(r, r.at(), worth(s.depositFor(deposit)), func(o wire.Offer) bool {
			last := o.Records[len(o.Records)-1]
			return last.RecvAB < trusted*9/10
		})
		a, b := s.connectRogues(p, l)
		ctx, cancel := context.WithCancel(s.ctx)
		defer cancel()
		go b.claimLosses(ctx, trusted)
		s.exhaust(r, p, s.flood(a, b, a.Peer(), trusted+4*creditIs))
		delivered := b.Counts().RecvBytes
		s.say("the receiver got %d bytes; the payer signed for %s", delivered, p.receipt().CumAmount)
		p.leave()
		r.stop()
		s.lost(Relay, worth(delivered), r.received(), "it delivered %s and is paid %s", worth(delivered), r.received())
	},
}

// depositFor is what a rogue payer deposits: a reckless relay's first credit is larger.
func (s *stage) depositFor(bytes uint64) uint64 {
	if s.undefended {
		return 32 << 20
	}
	return bytes
}

// claimLosses acknowledges all but two in a hundred of what comes, up to so many bytes.
func (b *rogueEndpoint) claimLosses(ctx context.Context, until uint64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for ctx.Err() == nil {
		if came := b.Counts().RecvBytes; came > 0 && came < until {
			b.acks.SendAck(ctx, b.sign(came/100*98)) // or the session is over
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}
