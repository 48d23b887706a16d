package scenario

import (
	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// overstated is what a lying relay claims to have carried, bytes.
const overstated = 64 << 20

// overstatements are the ways in which a relay can ask for more than is due.
var overstatements = []struct {
	what string
	lie  func(*rogueRelay, *channel.SignedOffer)
}{
	{"more bytes than were acknowledged", func(f *rogueRelay, o *channel.SignedOffer) {
		r := o.Records[len(o.Records)-1]
		r.SentAB, r.RecvAB = overstated, overstated
		r.Paid = worth(overstated)
		f.bill(o, r)
	}},
	{"a higher price", func(f *rogueRelay, o *channel.SignedOffer) {
		r := o.Records[len(o.Records)-1]
		r.Paid = r.Paid.AddCap(worth(overstated))
		f.bill(o, r)
	}},
	{"a sum that is none", func(_ *rogueRelay, o *channel.SignedOffer) {
		o.CumAmount = o.CumAmount.AddCap(worth(overstated))
	}},
}

var relayOverstates = scenario{
	name:    "relay-overstates",
	about:   "a relay bills more bytes than arrived, a price that was not agreed, and a wrong sum",
	defence: "the payer checks each Offer against acknowledgements and price before it signs",
	play: func(s *stage) {
		r := s.relay()
		s.bound(Payer, typeddata.Amount{}, "it signs for no byte that its endpoint has not acknowledged, and at the price it authorized")
		var paid, due typeddata.Amount
		for _, o := range overstatements {
			s.say("the relay claims %s", o.what)
			p, d := s.facing(r, o.lie)
			paid, due = paid.AddCap(p), due.AddCap(d)
		}
		s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
	},
}

// facing has a payer meet a lying relay: the shipped client, or one that signs anything. The
// relay takes the best that it got to the chain. It returns what was paid, and what was due for
// what arrived.
func (s *stage) facing(r *relay, lie func(*rogueRelay, *channel.SignedOffer)) (paid, due typeddata.Amount) {
	if s.undefended {
		return s.facingNaively(r, lie)
	}
	p := s.payer()
	f := r.rogue(p.key, lie)
	a, b := s.connect(p, s.listen(f.at()), client.DialOptions{})
	s.carryUntil(a, b, overstated, f.answered)
	b.Close()
	p.Close() // it leaves
	refusal, _ := f.outcome()
	if refusal != nil {
		s.say("the payer refuses to sign (%s): %s", refusal.Code, refusal.Text)
	}
	return s.cash(f, p.key, a.Channel()), got(a, b)
}

func (s *stage) facingNaively(r *relay, lie func(*rogueRelay, *channel.SignedOffer)) (paid, due typeddata.Amount) {
	key := s.key(purse)
	f := r.rogue(key, lie)
	p := s.roguePayerWith(key, r, f.at(), worth(4*overstated), signsAll)
	a, b := s.connectRogue(p, s.listen(f.at()))
	s.carryUntil(a, b, overstated, f.answered)
	b.Close()
	return s.cash(f, key, p.channel), got(a, b)
}
