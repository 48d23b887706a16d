package explore

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// chain is the channel's slot, and where its tokens went: PaymentChannels in few words.
type chain struct {
	deposit, settled typeddata.Amount
	closeAt          uint64 // seconds; 0: open
	final            bool   // its opening is
	ended            bool
	proved           bool // by a forwarding proof, too
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
	c.rise(settled)
	return true
}

// prove settles with a forwarding proof; it reports whether that paid anything.
func (w *world) prove(c *chain, now channel.Time, p forwarding.Proof) bool {
	settled, err := w.Machines.Proved(w.d.Domain, forwarding.Channel{Deposit: c.deposit, Settled: c.settled, CloseAt: c.closeAt}, now.Head, p)
	if err != nil || c.ended {
		return false
	}
	c.rise(settled)
	c.proved = true
	return true
}

func (c *chain) rise(to typeddata.Amount) {
	c.paid = c.paid.AddCap(to.SubFloor(c.settled))
	c.settled = to
}

// proved returns f of what acknowledgements say: what the receiver got, and not more than
// a sender with a key says that it sent.
func proved(a channel.Authorization, acks [2]ack.Counts) typeddata.Amount {
	named := [2]bool{a.KeyA != (common.Address{}), a.KeyB != (common.Address{})}
	bytes := uint64(0)
	for sender, receiver := range [2]int{1, 0} {
		if !named[receiver] {
			continue
		}
		n := acks[receiver].RecvBytes
		if named[sender] {
			n = min(n, acks[sender].SentBytes)
		}
		bytes += n
	}
	return a.Tariff.Amount(bytes)
}

// owed returns what the relay can have settled: its newest receipt, and what the
// acknowledgements that it took prove beyond it; those that are durable, if it is down.
func (w *world) owed(r *relay, d *disk) typeddata.Amount {
	told := r.told
	if !r.up {
		told = d.told()
	}
	sum := typeddata.Amount{}
	for _, t := range told {
		i := d.session(t.id)
		if i < 0 || d.over(t.id) || t.id < d.newest().Table.Floor {
			continue
		}
		sum = sum.AddCap(proved(d.sessions[i].Authorization, t.acks).SubFloor(d.newest().Table.Paid(t.id)))
	}
	return d.cumAmount().AddCap(sum.Min(w.quote.CreditCap))
}

// shortfall is a forwarding proof that pays less than what it stands for.
func (w *world) shortfall(r *relay, d *disk, c chain) *Fault {
	owed := w.owed(r, d).Min(c.deposit)
	if w.HostilePayer || !c.settled.Less(owed) {
		return nil
	}
	return faultf("INV-CH-15", "the relay's proof settles %s, and its receipt and acknowledgements are worth %s", c.settled, owed)
}

// proof returns the forwarding proof of the relay, or that of a watchtower that has what
// is durable.
func (w *world) proof(r *relay, d *disk) forwarding.Proof {
	if r.up {
		return r.payee.Proof()
	}
	return d.stored(w).Proof(w.d)
}

// end pays the rest back.
func (c *chain) end() {
	c.refunded = c.deposit.SubFloor(c.settled)
	c.ended = true
}
