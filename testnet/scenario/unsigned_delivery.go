package scenario

import (
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// A payer signs until the relay gives it all the credit there is, lets its receiver get that much more,
// signs nothing and closes. The receiver is honest, and has acknowledged what it got.
var unsignedDelivery = scenario{
	name:    "unsigned-delivery",
	about:   "a payer stops signing while its receiver goes on acknowledging, and closes",
	defence: "the relay settles with a forwarding proof",
	play: func(s *stage) {
		const trusted = 2 << 20
		r := s.relay(settlesAtOnce, func(c *config.Config) {
			if s.undefended {
				c.SettleLeastProof = typeddata.MaxAmount()
			}
		})
		s.bound(Relay, worth(packetSize).AddCap(unit), "what the payer's own end got, which nothing proves: a handshake, less than a packet; and a unit for the session")

		p := s.roguePayer(r, r.at(), worth(8<<20), func(o wire.Offer) bool {
			return o.Records[len(o.Records)-1].RecvAB < trusted
		})
		a, b := s.connectRogue(p, s.listen(r.at()))
		s.exhaust(r, p, s.flood(a, b, a.Peer(), trusted+4*creditIs))
		s.say("the receiver has signed for %d bytes; the payer has for %s, and closes", b.Counts().RecvBytes, p.receipt().CumAmount)
		p.leave()
		get(s.account(p.key).CloseChannel(s.ctx, p.channel.Terms))
		s.until("the relay has settled", func() bool { return p.receipt().CumAmount.Less(r.received().AddCap(unit)) })
		r.stop()
		s.lost(Relay, got(a, b), r.received(), "it delivered %s and is paid %s", got(a, b), r.received())
	},
}
