// Package explore searches small worlds of the payment machines: the real Payee and Payer
// of payment/channel, with the relay's disk, the chain, endpoints and a network around
// them. Everything that may happen next is tried in every state: a message arrives, for
// the first time or again, late or never; a packet passes, or is lost behind the relay;
// somebody bills, signs, ends, closes, settles; time passes; a stream breaks; a process
// dies, at every point at which something had become durable or had left, and comes back.
//
// # What is checked
//
// In every state the sentences of docs/invariants.md that a world can show (see invariants
// and the moves themselves), and at the end that from every state there is a way to those
// that must stay within reach (see world.goals). The search is breadth-first, so a broken
// promise comes with one of the shortest ways to it.
//
// # How a state is kept
//
// A State is a handful of numbers: each part (the relay's process, its disk, the payer, the
// network …) is a value in a table, and equal values have one number. A move reads and
// writes few parts (see parts), so what it makes of them is asked of the machines once,
// however many states share them.
//
// What is signed is really signed, and really verified. Messages stay on the network for
// ever: that is duplication, delay and loss in one. The relay and the payer draw no
// randomness; where two lives of a process would differ, so do theirs here.
//
// The machines can be replaced (see Machines): the tests put faults in, and each must be
// found.
package explore

import (
	"time"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// World is a small world: one channel, the parties that use it, and what may go wrong.
// Everything that may happen is tried in every order.
type World struct {
	Name, About string

	Sessions []Session // what the payer may authorize, in this order
	Quote    Money
	// Instants are when things happen, since the beginning; time passes from one to the
	// next at any moment. Time-outs lie between them.
	Instants []time.Duration

	RelayDeaths int  // how often the relay may be killed, at any point
	PayerDeaths int  // how often the payer may lose its memory
	Breaks      int  // how often the payer's stream may break, with what is on its way
	Loss        bool // packets may be lost
	Unfinal     bool // the opening of the channel becomes final only later
	Chain       bool // receipts and forwarding proofs are settled, the channel is closed and withdrawn
	Consent     bool // the payer asks to close by consent

	HostilePayer bool // the payer and its endpoints say what they like
	Lies         int  // how many Offers the relay makes up; it hands back and settles old receipts, too
	Collusion    bool // endpoints sign whatever helps a relay that lies

	Machines Machines
}

// Session is a session that the payer may authorize.
type Session struct {
	KeyA, KeyB   bool   // the endpoint has an ack key
	PayerIsA     bool   // endpoint A is the payer
	RelayCounted bool   // the payer permits the relay's own count
	Packets      [2]int // the most packets by direction, A→B and B→A
	Most         uint64 // maxAmount, base units; 0: no limit that is ever reached
}

// Money is what the channel's quote and its deposit say, in base units. One byte costs
// one unit, and a packet has PacketBytes.
type Money struct{ W0, CreditCap, Deposit, Flat, EpsPermille uint64 }

// PacketBytes is what each packet carries.
const PacketBytes = 10

// closingPeriod is T, and startMs the first instant.
const (
	closingPeriod = time.Minute
	lingerMs      = 5_000
	startMs       = 1_700_000_000_000
)

// Machines are what is explored: the real ones, or with a fault put in.
type Machines struct {
	Payee   func(channel.Payee, channel.PayeeEvent, channel.Time) (channel.Payee, []channel.Effect, error)
	Restore func(channel.Deployment, uint64, channel.Stored, channel.Time) (channel.Payee, error)
	Payer   func(channel.Payer, channel.PayerEvent) (channel.Payer, []channel.Effect, error)
	Resume  func(channel.PayerConfig, channel.SignedReceipt, uint64, channel.Time) (channel.Payer, error)
	Settled func(settled, deposit, amount typeddata.Amount) typeddata.Amount // the contract's rule
	Proved  func(typeddata.Domain, forwarding.Channel, uint64, forwarding.Proof) (typeddata.Amount, error)
}

// real are the machines that Portage ships, and the rule of PaymentChannels.
func real() Machines {
	return Machines{
		Payee:   channel.Payee.Step,
		Restore: channel.RestorePayee,
		Payer:   channel.Payer.Step,
		Resume:  channel.ResumePayer,
		Settled: func(settled, deposit, amount typeddata.Amount) typeddata.Amount {
			return settled.Max(deposit.Min(amount))
		},
		Proved: func(d typeddata.Domain, ch forwarding.Channel, now uint64, p forwarding.Proof) (typeddata.Amount, error) {
			return forwarding.JudgeBytes(d, p.Terms, ch, now, p.Bytes())
		},
	}
}
