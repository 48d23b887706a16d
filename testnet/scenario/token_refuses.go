package scenario

import (
	_ "embed"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
)

// blockingToken is the bytecode of BlockingToken in contracts/test/helpers/HostileTokens.sol, as
// forge compiles it: a token that refuses to pay one account.
//
//go:embed blocking_token.hex
var blockingToken string

// The issuer of the token freezes the relay's payee, and then, elsewhere, a payer.
var tokenRefuses = scenario{
	name:    "token-refuses",
	about:   "the token's issuer blocks a payee, and then a payer; the others get what is theirs",
	defence: "settling pays the payee alone, withdrawing the payer alone: neither waits for the other",
	jumps:   true,
	params: func(bool) deploy.Params {
		p := stageParams
		p.Token = common.FromHex(blockingToken[:len(blockingToken)-1])
		return p
	},
	play: func(s *stage) {
		s.bound(Payer, typeddata.Amount{}, "its deposit comes back with time, whether or not its relay can be paid")
		s.bound(Relay, unit, "rounding: it is paid, whether or not its payer can be")

		p := s.payer()
		r := s.relay()
		a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
		check(s.carry(a, b, 256<<10))
		s.hangUp(a, b)
		s.block(r.cfg.Payee)
		s.say("the token pays nothing any more to the payee, who is owed %s", got(a, b))
		s.closeBlocked(p, a.Channel())
		s.lost(Payer, s.paid(p.key), got(a, b), "it paid %s", s.paid(p.key))

		q := s.payer()
		t := s.relay(settlesAtOnce)
		c, d := s.connect(q, s.listen(t.at()), client.DialOptions{})
		check(s.carry(c, d, 256<<10))
		s.hangUp(c, d)
		s.block(q.key.Address())
		s.say("the token pays nothing any more to the other payer")
		t.stop()
		s.lost(Relay, got(c, d), t.received(), "its relay is paid %s", t.received())
	},
}

// block has the token refuse an account.
func (s *stage) block(account common.Address) {
	input := append(crypto.Keccak256([]byte("blockAccount(address)"))[:4], common.LeftPadBytes(account[:], 32)...)
	get(s.ground.account.Call(s.ctx, s.contracts.Token, input))
}

// closeBlocked closes a channel whose payee the token does not pay: by the relay's consent,
// which settles in the same transaction, it cannot be; with time it can.
func (s *stage) closeBlocked(p *payer, ch client.Channel) {
	if begun := get(p.CloseChannel(s.ctx, ch.ID)); begun.Closed != nil || !errors.Is(begun.Why, chain.ErrTransferFailed) {
		check(errors.Join(errors.New("closing at once does not fail for the token"), begun.Why))
	}
	if s.undefended { // there is no other way
		return
	}
	s.advance(time.Duration(s.chain.ClosingPeriod()) * time.Second)
	done := get(p.CloseChannel(s.ctx, ch.ID))
	s.say("closed with time, the payer has %s back", done.Closed.Refund)
}
