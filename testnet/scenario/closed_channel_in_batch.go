package scenario

import (
	"errors"
	"time"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// While a relay is away, one of three payers lets its channel close. The relay comes back
// and settles all three in one transaction.
var closedChannelInBatch = scenario{
	name:    "closed-channel-in-batch",
	about:   "one of three payers closes while the relay is away, to spoil the batch that it settles after",
	defence: "settleMany skips a row that it cannot settle",
	jumps:   true,
	play: func(s *stage) {
		l := s.line()
		r := s.relay(settlesAtOnce, func(c *config.Config) { c.RPC = l.url() })
		most := worth(160 << 10) // of one session: it may end a packet of 64 KiB before that
		s.bound(Relay, most, "what the one channel owes for which it comes too late; of the others nothing")

		var payers []*roguePayer
		var due typeddata.Amount
		for range 3 {
			p := s.roguePayer(r, r.at(), worth(1<<20), signsAll)
			auth := relayCounted
			auth.Tariff.Max = most
			sess := p.authorize(auth)
			s.pour(s.allocate(sess.A), s.allocate(sess.A), 80<<10).wait()
			p.finish(sess)
			due = due.AddCap(p.receipt().CumAmount)
			payers = append(payers, p)
		}
		l.cut()
		r.stop()
		s.say("the relay is cut off, with three receipts over %s in all", due)
		bad := payers[1]
		get(s.account(bad.key).CloseChannel(s.ctx, bad.channel.Terms))
		s.advance(time.Duration(s.chain.ClosingPeriod()) * time.Second)
		s.say("one payer has closed its channel meanwhile, over which %s is lost", bad.receipt().CumAmount)

		l.mend()
		if s.undefended {
			s.settleAllOrNothing(r, payers)
		} else {
			r.start()
			s.advance(time.Minute) // and blocks come
			s.until("the relay has settled the others", func() bool {
				return !r.received().Less(due.SubFloor(bad.receipt().CumAmount))
			})
		}
		s.lost(Relay, due, r.received(), "receipts over %s, and it is paid %s", due, r.received())
	},
}

// settleAllOrNothing does with a batch what a contract did that reverted on a bad row: where
// one of them reverts, none is settled.
func (s *stage) settleAllOrNothing(r *relay, payers []*roguePayer) {
	bad := payers[1].receipt()
	_, err := s.account(r.operator).Settle(s.ctx, r.cfg.Payee, chain.Sign(bad.Receipt, bad.Signature))
	if !errors.Is(err, chain.ErrChannelClosed) {
		check(errors.Join(errors.New("the closed channel was settled"), err))
	}
	s.say("one row reverts (%v), and with it the batch", err)
}

// finish ends a session and waits until its last record is receipted.
func (p *roguePayer) finish(sess session) {
	p.say(wire.EndSession{SessionID: sess.SessionID})
	p.stage.await(sess.ended)
	p.stage.until("the session's last record is receipted", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.closed[sess.SessionID]
	})
}
