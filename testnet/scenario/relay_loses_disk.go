package scenario

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

// A relay's machine burns down with its ledger. A new one must not go on with the old node
// key, for it does not know what was signed with it; it begins with another.
var relayLosesDisk = scenario{
	name:    "relay-loses-disk",
	about:   "a relay loses its ledger, may not go on with its node key, and rotates it",
	defence: "a relay settles before more is owed than it can bear to lose",
	jumps:   true,
	play: func(s *stage) {
		bearable := worth(256 << 10)
		l := s.line()
		r := s.relay(func(c *config.Config) {
			c.RPC, c.SettleLeast, c.SettleAmount = l.url(), unit, bearable
			if s.undefended {
				c.SettleAmount, c.SettleLeast = typeddata.MaxAmount(), typeddata.MaxAmount()
			}
		})
		s.bound(Relay, bearable.AddCap(creditCap).AddCap(unit), "what it lets be owed before it settles, the creditCap, and a unit; and nothing of its stake")
		s.bound(Payer, typeddata.Amount{}, "the rest of its deposit comes back with time, without the relay")

		p := s.payer()
		a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
		check(s.carry(a, b, 2<<20))
		s.hangUp(a, b)
		due := got(a, b)
		s.advance(time.Minute) // and blocks come
		if !s.undefended {
			s.until("the relay has settled", func() bool { return !r.received().AddCap(bearable).Less(due) })
		}
		l.cut()
		r.stop()
		check(os.RemoveAll(r.cfg.DataDir))
		l.mend()
		s.say("the relay's machine is lost; %s was due, %s settled", due, r.received())

		r.beginAnew()
		s.giveUp(p, a.Channel())
		left := get(s.chain.Relay(s.ctx, r.operator.Address())).Stake
		s.lost(Relay, due.AddCap(stake), r.received().AddCap(left), "it is paid %s and has a stake of %s", r.received(), left)
		s.lost(Payer, s.paid(p.key), due, "it paid %s for what is worth %s", s.paid(p.key), due)
	},
}

// beginAnew starts a relay whose ledger is gone: not with its old node key, but with a new one.
func (r *relay) beginAnew() {
	s := r.stage
	again, err := relayd.Start(s.ctx, r.cfg, r.node, s.log)
	if !errors.Is(err, relayd.ErrLedgerLost) {
		if again != nil {
			again.Close()
		}
		check(fmt.Errorf("a relay without its ledger: got %v, want %w", err, relayd.ErrLedgerLost))
	}
	s.say("it does not start again with its node key: %v", err)
	r.node = s.key(typeddata.Amount{})
	r.start()
	get(s.account(r.operator).RotateNodeKey(s.ctx, r.node))
	get(s.account(r.operator).UpdateDescriptor(s.ctx, get(r.Descriptor(2, descriptorLifetime))))
	s.say("it goes on with node key %s", r.node.Address())
}
