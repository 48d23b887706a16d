package scenario

import (
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// A relay names a key of its own in the receiver's place, and acknowledges with it what
// never came.
var relaySwapsEndpointKey = scenario{
	name:    "relay-swaps-endpoint-key",
	about:   "a relay puts a key of its own in the receiver's place and acknowledges with it what never came",
	defence: "the payer knows its endpoint's key from the endpoint, and its own authorization names it",
	play: func(s *stage) {
		thief := get(keys.Generate())
		r := s.relay()
		s.bound(Payer, typeddata.Amount{}, "acknowledgements count by the key that the endpoint named in the encrypted meeting")
		paid, due := s.facing(r, func(f *rogueRelay, o *channel.SignedOffer) {
			auth := &o.Authorizations[len(o.Authorizations)-1]
			auth.KeyB = thief.Address()
			rec := o.Records[len(o.Records)-1]
			forged, _ := ack.Sign(ack.DeliveryAck{ // side B is a side
				ChannelID: o.ChannelID, SessionID: rec.SessionID, Side: ack.B, Counts: ack.Counts{RecvBytes: overstated},
			}, s.chain.Domain(), thief.ECDSA())
			o.Acks = []ack.Signed{forged}
			rec.AuthHash = auth.Hash(s.chain.Domain(), auth.Signature)
			rec.AckB = forged.Hash(s.chain.Domain())
			rec.SentAB, rec.RecvAB, rec.Paid = overstated, overstated, worth(overstated)
			f.bill(o, rec)
		})
		s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
	},
}
