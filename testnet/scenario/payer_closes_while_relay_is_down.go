package scenario

import (
	"context"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/onchain"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// A relay goes down with receipts that it has not settled, and the payer closes at once. A
// watchtower, which has none of the relay's keys, settles for it.
var payerClosesWhileRelayIsDown = scenario{
	name:    "payer-closes-while-relay-is-down",
	about:   "a payer waits until its relay is down, and closes before anything was settled",
	defence: "a watchtower settles from the proofs that the relay exported",
	jumps:   true,
	play: func(s *stage) {
		l := s.line()
		proofs := s.path("proofs")
		r := s.relay(func(c *config.Config) { c.RPC, c.ProofDir = l.url(), proofs })
		s.bound(Relay, unit, "rounding: what is receipted and acknowledged is in the hands of a watchtower")
		s.bound(Payer, typeddata.Amount{}, "what it signed for is settled, and no more")

		p := s.payer()
		a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
		check(s.carry(a, b, 1<<20))
		s.hangUp(a, b)
		due := got(a, b)
		if !s.undefended {
			s.watch(proofs)
		}
		l.cut()
		r.stop()
		s.say("the relay is down, with a receipt over %s that is not settled; the payer closes", due)
		get(p.CloseChannel(s.ctx, a.Channel().ID))
		if !s.undefended {
			s.until("the watchtower has settled", func() bool { return !r.received().IsZero() })
		}
		s.giveUp(p, a.Channel())
		s.lost(Relay, due, r.received(), "it is paid %s", r.received())
		s.lost(Payer, s.paid(p.key), due, "it paid %s for what is worth %s", s.paid(p.key), due)
	},
}

// watch runs the shipped watchtower over a directory, with a key that holds wei alone.
func (s *stage) watch(dir string) {
	cfg := s.contracts.Config()
	cfg.Confirmations, cfg.Poll, cfg.Log = 1, poll, s.log
	chains := get(onchain.Connect(s.ctx, get(onchain.URLs([]string{s.ground.url})), cfg, s.key(typeddata.Amount{}), onchain.Fees{}))
	tower := get(watchtower.New(watchtower.Config{
		Dirs: []string{dir}, Domain: s.chain.Domain(), Chains: chains.Chains(), Address: chains.Address(),
		Policy: plan.Policy{Least: unit, LeastProof: unit, ClosingPeriod: s.chain.ClosingPeriod(), AckMargin: s.chain.ClosingPeriod() / 8},
		Poll:   poll, Log: s.log, Tell: func(r watchtower.Report) {
			if r.Event == watchtower.EventSettled {
				s.say("the watchtower settles %s by %s", r.Settled, r.Move)
			}
		},
	}))
	ctx, cancel := context.WithCancel(s.ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		tower.Run(ctx) // until the scenario is over
	}()
	s.later(func() {
		cancel()
		<-over
		chains.Close()
	})
	s.say("a watchtower looks at the proofs that the relay exports")
}
