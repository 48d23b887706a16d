package scenario

import (
	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/keys"
)

// The receiver that the payer named signs for what never came, and the relay bills it.
var endpointColludesWithRelay = scenario{
	name:    "endpoint-colludes-with-relay",
	about:   "a receiver signs for bytes that never came, and the relay bills them",
	defence: "a payer that is an endpoint signs for no more than it sent",
	play: func(s *stage) {
		s.bound(Payer, creditCap, "the creditCap, which a forwarding proof may take beyond what it signs")
		r := s.relay()
		key := s.key(purse)
		f := r.rogue(key, billsAcks)
		l := s.rogueListener(f.at(), nil)
		if s.undefended {
			p := s.roguePayerWith(key, r, f.at(), worth(4*overstated), signsAll)
			a, b := s.connectRogues(p, l)
			s.collude(f, a, b, key, p.channel)
			return
		}
		p := &payer{s.client(key), s, key}
		a, b := s.connectTo(p, l, client.DialOptions{})
		s.collude(f, a, b, key, a.Channel())
	},
}

// collude has relay and receiver bill what was never sent.
func (s *stage) collude(f *rogueRelay, a end, b *rogueEndpoint, payer *keys.Key, ch client.Channel) {
	check(s.carry(a, b, firstSize/2)) // within the first credit
	s.lieOnce(f, b, overstated)
	due := got(a, b)
	paid := s.cash(f, payer, ch)
	s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
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
