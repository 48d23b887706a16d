package explore

import (
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// chain is the channel's slot, and where its tokens went: PaymentChannels in few words.
type chain struct {
	deposit, settled typeddata.Amount
	closeAt          uint64 // seconds; 0: open
	final            bool   // its opening is
	ended            bool
	paid, refunded   typeddata.Amount
}

func (c chain) view() channel.ChainView {
	return channel.ChainView{Deposit: c.deposit, Settled: c.settled, CloseAt: c.closeAt, Final: c.final}
}

// closed says whether nothing but withdraw is left.
func (c chain) closed(now channel.Time) bool { return c.closeAt != 0 && now.Head >= c.closeAt }

// settle pays up to an amount that the signer signed; it reports whether it did.
func (w *world) settle(c *chain, now channel.Time, cum typeddata.Amount) bool {
	settled := w.Machines.Settled(c.settled, c.deposit, cum)
	if c.ended || c.closed(now) || settled == c.settled {
		return false
	}
	c.paid = c.paid.AddCap(settled.SubFloor(c.settled))
	c.settled = settled
	return true
}

// end pays the rest back.
func (c *chain) end() {
	c.refunded = c.deposit.SubFloor(c.settled)
	c.ended = true
}
