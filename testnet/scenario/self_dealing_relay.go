package scenario

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// dearer is how many times the honest price the self-dealing relay asks for.
const dearer = 20

// A relay pays itself by channels from one of its pockets to the other, which costs it gas
// alone, and looks busier than anybody.
var selfDealingRelay = scenario{
	name:    "self-dealing-relay",
	about:   "a dear relay settles channels with itself to look popular, and a payer looks for a relay",
	defence: "settled volume has no weight in the choice of a relay",
	play: func(s *stage) {
		cheap := s.relay()
		dear := s.relay(func(c *config.Config) {
			times := func(a typeddata.Amount) typeddata.Amount { return times(a, dearer) }
			c.PricePerGiB, c.CreditCap, c.W0 = times(c.PricePerGiB), times(c.CreditCap), times(c.W0)
		})
		s.bound(Payer, typeddata.Amount{}, "it chooses by price and distance, which the volume does not change")

		washer := s.roguePayer(dear, dear.at(), worth(200<<20), signsAll)
		sess := washer.authorize(relayCounted)
		f := s.pour(s.allocate(sess.A), s.allocate(sess.A), 1<<20)
		f.wait()
		s.settle(dear.operator, dear.cfg.Payee, washer.receipt())
		s.say("the dear relay has settled %s from its own pocket, the cheap one %s", dear.received(), cheap.received())

		p := s.payer()
		choice := get(p.Pick(s.ctx, common.Address{}))
		if s.undefended {
			choice = get(p.Pick(s.ctx, dear.node.Address())) // who has settled most
		}
		s.say("the payer takes the relay that asks for %s a GiB", choice.Quote.PricePerGiB)
		a, b := s.connect(p, s.listen(choice.Peer), client.DialOptions{})
		check(s.carry(a, b, 256<<10))
		s.hangUp(a, b)
		p.close(a.Channel().ID)
		best := price.Tariff{PerGiB: cheap.cfg.PricePerGiB, Max: typeddata.MaxAmount()}.Amount(a.Counts().RecvBytes + b.Counts().RecvBytes)
		s.lost(Payer, s.paid(p.key), best, "it paid %s; at the best price it would have been %s", s.paid(p.key), best)
	},
}
