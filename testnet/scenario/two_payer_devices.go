package scenario

import (
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Two devices with one key use one channel at the same time, with two sessions each, and
// hope for the credit four times.
var twoPayerDevices = scenario{
	name:    "two-payer-devices",
	about:   "two devices share a key and a channel, run four sessions at once, and sign nothing",
	defence: "all sessions of a channel share one credit",
	play: func(s *stage) {
		const sessions = 4
		r := s.relay(settlesAtOnce)
		if s.undefended { // each session has the first credit for itself
			r.stop()
			r = s.relay(reckless)
		}
		s.bound(Relay, w0.AddCap(typeddata.NewAmount(sessions)), "the first credit, w0, once, and a unit for each session")

		phone := s.roguePayer(r, r.at(), worth(32<<20), signsNone)
		one, two := phone.authorize(relayCounted), phone.authorize(relayCounted)
		laptop := phone.another()
		s.say("the second device announces the channel; of two streams the relay hears the newer")
		three, four := laptop.authorize(relayCounted), laptop.authorize(relayCounted)
		var floods []*flood
		for _, sess := range []session{one, two, three, four} {
			floods = append(floods, s.pour(s.allocate(sess.A), s.allocate(sess.A), 4*firstSize))
		}
		delivered := s.exhaust(r, laptop, floods...)
		laptop.leave()
		s.say("the four sessions got %d bytes out of the relay", delivered)
		r.stop()
		s.lost(Relay, worth(delivered), r.received(), "it delivered %s and is paid %s", worth(delivered), r.received())
	},
}

// relayCounted asks for a session that the relay counts alone.
var relayCounted = channel.Authorization{RelayCounted: true}
