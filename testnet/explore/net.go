package explore

import (
	"slices"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
)

// message is on its way, and may arrive at any time, any number of times, or never.
type message struct {
	toRelay channel.PayeeEvent
	toPayer *channel.SignedOffer
	consent *receipt.CloseConsent
	stream  bool // it travels on the payer's stream, and dies with it
}

// with returns the network with more messages on their way, and without those of the
// payer's old stream, if it has a new one.
func (w *world) with(net uint32, a answer) uint32 {
	if len(a.sent) == 0 && !a.reset {
		return net
	}
	ids := slices.Clone(*w.nets.at(net))
	if a.reset {
		ids = slices.DeleteFunc(ids, func(id uint32) bool { return w.messages.at(id).stream })
	}
	for _, id := range a.sent {
		if i, ok := slices.BinarySearch(ids, id); !ok {
			ids = slices.Insert(ids, i, id)
		}
	}
	return w.nets.id(ids)
}
