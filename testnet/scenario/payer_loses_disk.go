package scenario

import (
	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// A payer is cut off in the middle of a session and loses everything but its key. It finds
// its channel on the chain, takes its newest receipt back from the relay, and goes on.
var payerLosesDisk = scenario{
	name:    "payer-loses-disk",
	about:   "a payer is cut off in mid-session and loses all but its key; then it goes on, and closes",
	defence: "channels are found by the key in the opening events, receipts handed back by the relay",
	play: func(s *stage) {
		r := s.relay()
		s.bound(Payer, typeddata.Amount{}, "it pays for what was acknowledged, and the rest of its deposit comes back")
		s.bound(Relay, creditCap.AddCap(typeddata.NewAmount(2)), "the creditCap, which may be unpaid when the payer is cut off, and a unit for each session")

		p := s.payer()
		l := s.listen(r.at())
		a, b := s.connect(p, l, client.DialOptions{})
		check(s.carry(a, b, 1<<20))
		p.Client.Close() // nobody has closed the session
		b.Close()
		due := got(a, b)
		s.say("the payer is gone; %s is due for what arrived", due)

		if !s.undefended {
			again := &payer{s.client(p.key), s, p.key}
			found := get(again.Recover(s.ctx))
			s.say("with its key alone it finds %d channel, and the relay has its receipt over %s", len(found), found[0].Receipt.CumAmount)
			c, d := s.connect(again, l, client.DialOptions{})
			check(s.carry(c, d, 256<<10))
			s.hangUp(c, d)
			due = due.AddCap(got(c, d))
			again.close(c.Channel().ID)
		}
		s.lost(Payer, s.paid(p.key), due, "%s has left its purse for what is worth %s", s.paid(p.key), due)
		s.lost(Relay, due, r.received(), "it is paid %s", r.received())
	},
}
