package scenario

import (
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
)

// A payer earns the relay's trust, signs until its credit has grown to the most there is,
// and from there on sends without signing. Nobody acknowledges anything: no proof would help.
var payerStopsSigning = scenario{
	name:    "payer-stops-signing",
	about:   "a payer signs until its credit is as high as it gets, then sends on and signs nothing",
	defence: "the relay forwards only on credit",
	play: func(s *stage) {
		r := s.relay(s.limited, settlesAtOnce)
		s.bound(Relay, creditCap.AddCap(unit), "the creditCap that it quotes, and a unit for the session")

		const trusted = 2 << 20
		signed := uint64(0)
		p := s.roguePayer(r, r.at(), worth(64<<20), func(o wire.Offer) bool {
			last := o.Records[len(o.Records)-1]
			signed = last.RecvAB + last.RecvBA
			return signed < trusted
		})
		sess := p.authorize(channel.Authorization{RelayCounted: true})
		delivered := s.exhaust(r, p, s.pour(s.allocate(sess.A), s.allocate(sess.A), trusted+4*creditIs))
		p.leave()
		s.say("the relay forwarded %d bytes; the payer signed for %s and left", delivered, p.receipt().CumAmount)
		r.stop()
		s.lost(Relay, worth(delivered), r.received(), "it delivered %s and is paid %s", worth(delivered), r.received())
	},
}
