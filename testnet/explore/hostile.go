package explore

import (
	"fmt"
	"slices"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
)

// hugeCount is a count that nothing real reaches.
const hugeCount = 1 << 40

// A hostile payer has the signer's key and those of its endpoints, and says whatever they
// can sign, whenever it likes.

// saying is something that a hostile payer may say about a session.
type saying struct {
	words string
	event func(w *world, session int, f flow) channel.PayeeEvent
}

var sayings = []saying{
	{"that a packet arrived", countOf(PacketBytes)},
	{"that the universe arrived", countOf(hugeCount)},
	{"by endpoint A that a packet came and went", ackOf(ack.A, PacketBytes)},
	{"by endpoint A that the universe came and went", ackOf(ack.A, hugeCount)},
	{"by endpoint B that a packet came and went", ackOf(ack.B, PacketBytes)},
	{"by endpoint B that the universe came and went", ackOf(ack.B, hugeCount)},
	{"the authorization once more, with another maxAmount", func(w *world, _ int, f flow) channel.PayeeEvent {
		f.auth.Tariff.Max = amount(hugeCount)
		f.auth.Signature = w.sign(signerKey, f.auth.Digest(w.d.Domain))
		return channel.Authorized{Authorization: f.auth}
	}},
}

func countOf(n uint64) func(*world, int, flow) channel.PayeeEvent {
	return func(_ *world, _ int, f flow) channel.PayeeEvent {
		return channel.Counted{SessionID: f.auth.SessionID, Counts: ack.Counts{SentBytes: n, RecvBytes: n}}
	}
}

func ackOf(side ack.Side, n uint64) func(*world, int, flow) channel.PayeeEvent {
	return func(w *world, session int, f flow) channel.PayeeEvent {
		if w.endpointKey(session, side) == nil {
			return nil
		}
		return channel.Acked{Ack: w.signAck(f, session, side, ack.Counts{SentBytes: n, RecvBytes: n})}
	}
}

func (w *world) says(s State, arg uint32) answer {
	i, k := int(arg)/len(sayings), int(arg)%len(sayings)
	ev := sayings[k].event(w, i, w.truths.at(s.truth).sessions[i])
	if ev == nil {
		return answer{no: true}
	}
	return answer{state: s, sent: []uint32{w.word(ev)}}
}

// signs has a hostile payer sign an Offer unread, or something else than it says.
func (w *world) signs(s State, o channel.SignedOffer, other bool) answer {
	if other {
		o.CumAmount = o.CumAmount.SubFloor(amount(1))
	}
	all := *w.ledgers.at(s.signed)
	full := channel.SignedReceipt{Receipt: o.Receipt(), Table: o.Table, Below: o.Below}
	if !slices.ContainsFunc(all, func(old channel.SignedReceipt) bool { return old.Receipt == full.Receipt }) {
		s.signed = w.ledgers.id(append(slices.Clip(all), full))
	}
	return answer{state: s, sent: []uint32{w.word(w.receipted(full.Receipt))}}
}

// A hostile relay runs the real machine, and now and then makes up an Offer. It cannot
// sign for the payer or for endpoints.

// a falsehood changes an honest Offer. Where consistent is set, the log, table and sum are
// made to fit, as a relay does that wants it paid.
type falsehood struct {
	name       string
	consistent bool
	change     func(w *world, o *channel.SignedOffer)
}

var lies = []falsehood{
	{"a log that is not the payer's", false, func(_ *world, o *channel.SignedOffer) { o.State.LogRoot[0] ^= 1 }},
	{"one more packet arrived", true, func(_ *world, o *channel.SignedOffer) {
		r := newest(o)
		r.RecvAB, r.SentAB, r.Paid = r.RecvAB+PacketBytes, r.SentAB+PacketBytes, r.Paid.AddCap(amount(PacketBytes))
	}},
	{"the acknowledgements are left out", false, func(_ *world, o *channel.SignedOffer) { o.Acks = nil }},
	{"one more packet, that nobody signed for", true, func(_ *world, o *channel.SignedOffer) {
		r := newest(o)
		r.RecvAB, r.Paid, r.BasisAB = r.RecvAB+PacketBytes, r.Paid.AddCap(amount(PacketBytes)), record.PayerCounted
	}},
	{"one more packet, by the relay's own count", true, func(_ *world, o *channel.SignedOffer) {
		r := newest(o)
		r.SentAB, r.Paid, r.BasisAB = r.SentAB+PacketBytes, r.Paid.AddCap(amount(PacketBytes)), record.RelayCounted
		r.RecvAB = r.SentAB
	}},
	{"the price of a packet more", true, func(_ *world, o *channel.SignedOffer) {
		newest(o).Paid = newest(o).Paid.AddCap(amount(PacketBytes))
	}},
	{"the floor above all sessions", true, func(_ *world, o *channel.SignedOffer) { o.Table.Floor = newest(o).SessionID + 1 }},
	{"another Offer of the same log size", true, func(_ *world, o *channel.SignedOffer) { newest(o).Salt[15] = 1 }},
	{"a table without what was paid", false, func(_ *world, o *channel.SignedOffer) {
		for _, row := range o.Table.Rows {
			o.Below = o.Below.AddCap(row.Paid)
		}
		o.Table.Rows = nil
		o.State.SessionsHash = o.Table.Hash()
	}},
	{"the newest record twice", true, func(_ *world, o *channel.SignedOffer) { o.Records = append(o.Records, *newest(o)) }},
	{"the sum of one more packet", false, func(_ *world, o *channel.SignedOffer) {
		o.CumAmount = o.CumAmount.AddCap(amount(PacketBytes))
	}},
}

func newest(o *channel.SignedOffer) *record.Record { return &o.Records[len(o.Records)-1] }

// lied makes up an Offer out of an honest one that is on its way.
func (w *world) lied(s State, arg uint32) answer {
	f := lies[int(arg)%len(lies)]
	o := *w.messages.at(arg / uint32(len(lies))).toPayer
	o.Records, o.Table.Rows = slices.Clone(o.Records), slices.Clone(o.Table.Rows)
	f.change(w, &o)
	if f.consistent && !w.fit(&o, w.payers.at(s.payer).machine.Receipt()) {
		return answer{no: true}
	}
	o.Signature = w.sign(nodeKey, o.Digest(w.d.Domain))
	return answer{state: s, sent: []uint32{w.messages.id(message{toPayer: &o, stream: true})}}
}

// fit makes log, table and sum what the payer's receipt and the records give.
func (w *world) fit(o *channel.SignedOffer, base channel.SignedReceipt) bool {
	log, err := batchlog.Restore(base.State.LogSize, base.Range)
	if err != nil {
		return false
	}
	table := base.Table
	for _, r := range o.Records {
		log = log.Append(r.LeafHash())
		if r.Type != record.Open {
			table = table.With(r.SessionID, r.Paid)
		}
	}
	o.Table, o.Below = table.WithFloor(o.Table.Floor), base.Below
	for _, row := range table.Rows[:len(table.Rows)-len(o.Table.Rows)] {
		o.Below = o.Below.AddCap(row.Paid)
	}
	sum, err := o.Table.Sum()
	o.CumAmount = sum.AddCap(o.Below)
	o.State = receipt.State{LogSize: log.Size(), LogRoot: log.Root(), SessionsHash: o.Table.Hash()}
	return err == nil
}

// disputed is a forwarding proof that a hostile relay makes: receipt 0 is none, and the
// others those of the past. Its acknowledgements are what endpoints sign if asked, or
// whatever the relay likes.
func (w *world) disputed(s State, from int, huge bool) forwarding.Proof {
	p := forwarding.Proof{Terms: w.terms}
	if from > 0 {
		r := (*w.ledgers.at(s.signed))[from-1]
		p.Receipt = &forwarding.Receipted{
			CumAmount: r.CumAmount, LogSize: r.State.LogSize, LogRoot: r.State.LogRoot, Table: r.Table, Signature: r.Signature,
		}
	}
	for i, f := range w.truths.at(s.truth).sessions {
		session := forwarding.Session{Authorization: f.auth.SessionAuthorization, Signature: f.auth.Signature}
		for side := range session.Acks {
			counts := f.counts(ack.Side(side))
			if huge {
				counts = ack.Counts{SentBytes: hugeCount, RecvBytes: hugeCount}
			}
			if w.endpointKey(i, ack.Side(side)) != nil {
				session.Acks[side] = w.signAck(f, i, ack.Side(side), counts)
			}
		}
		if p.Receipt == nil || p.Receipt.Table.Floor <= f.auth.SessionID {
			p.Sessions = append(p.Sessions, session)
		}
	}
	return p
}

func (w *world) disputes(arg uint32) string {
	text := "what endpoints acknowledge and no receipt"
	if arg > 1 {
		text = fmt.Sprintf("what endpoints acknowledge and receipt %d of all that were signed", arg>>1-1)
	}
	if arg&1 == 1 {
		text += "; they sign that the universe came and went"
	}
	return text
}

func (w *world) saying(arg uint32) string {
	return fmt.Sprintf("of session %d %s", int(arg)/len(sayings), sayings[int(arg)%len(sayings)].words)
}
