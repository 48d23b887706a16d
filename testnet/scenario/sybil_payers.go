package scenario

import (
	"math/big"

	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// Somebody opens channel after channel, uses up the first credit of each, and never pays.
var sybilPayers = scenario{
	name:    "sybil-payers-farm-first-window",
	about:   "many fresh payers each use up their first credit and never sign",
	defence: "the first credit w0 is worth less than the gas of opening a channel",
	play: func(s *stage) {
		const sybils = 5
		r := s.relay(settlesAtOnce, func(c *config.Config) {
			if s.undefended {
				c.W0 = c.CreditCap
			}
		})
		s.bound(Relay, times(w0.AddCap(unit), sybils), "w0 and a unit for each of %d openings", sybils)

		var delivered uint64
		for range sybils {
			p := s.roguePayer(r, r.at(), worth(1<<20), signsNone)
			sess := p.authorize(relayCounted)
			delivered += s.exhaust(r, p, s.pour(s.allocate(sess.A), s.allocate(sess.A), 2*creditIs))
			p.leave()
		}
		s.sayFarming()
		r.stop()
		s.lost(Relay, worth(delivered), r.received(), "%d first windows delivered %s and it is paid %s", sybils, worth(delivered), r.received())
	},
}

// sayFarming compares a first window with what its opening cost.
func (s *stage) sayFarming() {
	gas := get(s.gas())["openWithPermit"]
	wei := new(big.Int).Mul(get(s.chain.BaseFee(s.ctx)), new(big.Int).SetUint64(gas))
	s.say("each opening cost its payer %d gas, %s wei at the present base fee; the window is worth %s units", gas, wei, w0)
}

func times(a typeddata.Amount, n uint64) typeddata.Amount {
	var sum typeddata.Amount
	for range n {
		sum = sum.AddCap(a)
	}
	return sum
}
