package scenario

import (
	"sync/atomic"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// A relay is at the receiver's socket, so it can make bytes arrive there as it likes: it
// throws in a replay and a forgery for each packet, and bills all that its receiver signs for.
var relayFloodsReceiver = scenario{
	name:    "relay-floods-receiver",
	about:   "a relay floods the receiver with replays and forgeries, and bills whatever is acknowledged",
	defence: "a receiver counts only packets that its end-to-end layer authenticates, each once",
	play: func(s *stage) {
		r := s.relay()
		key := s.key(purse)
		f := r.rogue(key, billsAcks)
		s.bound(Payer, typeddata.Amount{}, "what does not authenticate is not acknowledged")

		var raw atomic.Uint64
		var paid, due typeddata.Amount
		if s.undefended {
			paid, due = s.floodedNaively(key, f, &raw)
		} else {
			p := &payer{s.client(key), s, key}
			a, b := s.connect(p, s.listen(f.at(), func(c *client.Config) { c.DialRelay = inject(&raw) }), client.DialOptions{})
			check(s.carry(a, b, 1<<20))
			s.say("%d octets came in at the receiver, %d passed, and it rejected %d", raw.Load(), b.Counts().RecvBytes, b.Rejected().Bytes)
			s.hangUp(a, b)
			paid, due = s.cash(f, key, a.Channel()), got(a, b)
		}
		s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
	},
}

// billsAcks has a relay claim that it forwarded whatever the receiver signed for, where that
// is a lie: its daemon goes on by its own books, so there will be one.
func billsAcks(f *rogueRelay, o *channel.SignedOffer) {
	r := o.Records[len(o.Records)-1]
	signed := o.Acks[len(o.Acks)-1].RecvBytes
	if signed <= r.SentAB {
		return
	}
	r.SentAB, r.RecvAB = signed, signed
	r.Paid = o.Authorizations[len(o.Authorizations)-1].Tariff.Amount(r.RecvAB + r.RecvBA)
	f.bill(o, r)
}

// cash takes to the chain what brings a rogue relay most: its best receipt, with all
// acknowledgements that it has. It returns what the payer paid.
func (s *stage) cash(f *rogueRelay, payer *keys.Key, ch client.Channel) typeddata.Amount {
	ids, receipts := f.archive()
	var best *forwarding.Receipted
	if len(receipts) > 0 {
		best = &receipts[len(receipts)-1]
	}
	done := get(s.account(f.operator).SettleWithProof(s.ctx, f.proof(ch.Terms, best, ids...)))
	s.say("the relay settles %s on a receipt over %s and what was acknowledged", done.Event.Settled, done.Event.Receipted)
	return s.paid(payer, ch)
}

// floodedNaively has a receiver acknowledge all that comes in at its socket, and a payer sign
// for it.
func (s *stage) floodedNaively(key *keys.Key, f *rogueRelay, raw *atomic.Uint64) (paid, due typeddata.Amount) {
	p := s.roguePayerWith(key, f.relay, f.at(), worth(4*overstated), signsAll)
	a, b := s.connectRogues(p, s.rogueListener(f.at(), inject(raw)))
	check(s.carry(a, b, firstSize/2)) // within the first credit
	s.lieOnce(f, b, raw.Load())
	return s.cash(f, key, p.channel), got(a, b)
}
