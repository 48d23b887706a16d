package scenario

import "github.com/portage-relay/portage/client"

// Nobody cheats. What arrives is acknowledged, what is acknowledged is receipted, and the
// receipt reaches the chain.
var honest = scenario{
	name:    "honest",
	about:   "a payer, a relay and two endpoints keep to the protocol, and the money adds up",
	defence: "the relay's consent comes with the newest receipt, which is settled first",
	play: func(s *stage) {
		r := s.relay()
		p := s.payer()
		s.bound(Relay, unit, "rounding, one unit for the one session; what was lost on the way is not owed")
		s.bound(Payer, unit.SubFloor(unit), "it pays for acknowledged bytes only")

		a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
		check(s.carry(a, b, 1<<20))
		s.hangUp(a, b)
		s.say("the endpoints got %d bytes, for which the payer has signed %s", b.Counts().RecvBytes+a.Counts().RecvBytes, a.Paid())

		ch := a.Channel()
		if s.undefended { // the relay is gone, and nobody acts for it
			r.stop()
			s.giveUp(p, ch)
		} else {
			p.close(ch.ID)
		}
		s.lost(Relay, got(a, b), r.received(), "it is paid %s", r.received())
		s.lost(Payer, s.paid(p.key), got(a, b), "it paid %s for what is worth %s", s.paid(p.key), got(a, b))
	},
}
