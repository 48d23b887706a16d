package scenario

import (
	"github.com/portage-relay/portage/client"
)

// The receiver that the payer named signs for what never came, and the relay bills it.
var endpointColludesWithRelay = scenario{
	name:    "endpoint-colludes-with-relay",
	about:   "a receiver signs for bytes that never came, and the relay bills them",
	defence: "no session costs more than the maxAmount that its payer authorized",
	play: func(s *stage) {
		budget := worth(1 << 20)
		s.bound(Payer, budget, "the maxAmount of the session that names the receiver's key")
		r := s.relay()
		p := s.payer()
		f := r.rogue(p.key, billsAcks)
		opt := client.DialOptions{}
		if !s.undefended {
			opt.MaxAmount = budget
		}
		a, b := s.connectTo(p, s.rogueListener(f.at(), nil), opt)
		check(s.carry(a, b, firstSize/2)) // within the first credit
		s.lieOnce(f, b, overstated)
		due := got(a, b)
		p.Close()
		paid := s.cash(p, f, a.Channel())
		s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
	},
}

// lieOnce has a receiver acknowledge its first packet truly, as a lie comes with the second
// Offer only, and then so many bytes; it waits until the payer has answered that.
func (s *stage) lieOnce(f *rogueRelay, b *rogueEndpoint, bytes uint64) {
	check(b.acks.SendAck(s.ctx, b.sign(packetSize)))
	s.until("the payer has signed for the first packet", func() bool { _, best := f.outcome(); return !best.IsZero() })
	s.say("the receiver got %d bytes and signs for %d", b.Counts().RecvBytes, bytes)
	check(b.acks.SendAck(s.ctx, b.sign(bytes)))
	s.await(f.answered)
}
