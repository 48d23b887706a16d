package scenario

import (
	"errors"
	"time"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
)

// A relay that signed two histories takes its stake out before anybody compares them. Nobody does
// before the channel is closed and all is settled, and then they take their time.
var unbondEscape = scenario{
	name:    "unbond-escape",
	about:   "a relay signs two histories and takes its stake out before anybody compares them",
	defence: "unbonding outlasts the closing period by a margin",
	jumps:   true,
	params: func(undefended bool) deploy.Params {
		p := stageParams
		if undefended { // as little as the registry takes
			p.UnbondingMargin, p.UnbondingPeriod = 1, p.ClosingPeriod+2
		}
		return p
	},
	play: func(s *stage) {
		s.bound(Auditor, typeddata.Amount{}, "the stake is held until the margin after the last settlement is over, and slashed by %s", s.chain.SlashAmount())
		r := s.relay()
		payers, relays := s.twoHistories(r, embellish)
		operator := s.account(r.operator)
		began := get(operator.BeginUnstaking(s.ctx)).Event
		s.say("the relay stops, and begins to take its stake out; nobody knows yet what it signed")
		s.advance(time.Duration(stageParams.ClosingPeriod+stageParams.UnbondingMargin) * time.Second)
		s.finish(operator, chain.ErrNotUnbonded)
		s.say("the margin after the last settlement is over")

		if s.undefended {
			if err := s.compare(s.key(typeddata.Amount{}), payers, relays); !errors.Is(err, chain.ErrNotStaked) {
				check(errors.Join(errors.New("a stake that is gone was slashed"), err))
			}
		} else {
			check(s.compare(s.key(typeddata.Amount{}), payers, relays))
			s.advance(time.Duration(began.UnbondedAt-get(s.chain.Head(s.ctx)).Time) * time.Second)
			s.finish(operator, nil)
		}
		s.lost(Auditor, s.chain.SlashAmount(), r.taken(), "of the stake %s is gone", r.taken())
	},
}

// finish has an operator take its stake out. That must fail with an error, if one is wanted and the
// defence is not removed.
func (s *stage) finish(operator *chain.Account, want error) {
	done, err := operator.FinishUnstaking(s.ctx)
	if want == nil || s.undefended {
		check(err)
		s.say("the relay takes out %s", done.Event.Stake)
		return
	}
	if !errors.Is(err, want) {
		check(errors.Join(errors.New("the stake was taken out"), err))
	}
	s.say("the relay tries to take its stake out: %v", err)
}
