package demo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// errMoney says that the money does not add up.
var errMoney = errors.New("the money does not add up")

// money is what the chain says about tokens between two blocks.
//
// Others may use the devnet meanwhile, with channels to the same payee. So nothing is taken
// from how much a balance changed in all: every transfer between the blocks is looked at,
// and what the contract paid out is held against the events of every channel.
type money struct {
	contract      common.Address // PaymentChannels
	above, to     chain.Head
	before, after sums // balances of A, the relay's operator and the contract, at these
	transfers     []chain.Transfer
	events        []chain.Block // of all channels, from the deployment up to to
}

// sums are base units by address; where there are none there is no entry.
type sums map[common.Address]*big.Int

func (s sums) of(a common.Address) *big.Int {
	if v := s[a]; v != nil {
		return v
	}
	return new(big.Int)
}

func (s sums) add(a common.Address, v *big.Int) {
	if sum := new(big.Int).Add(s.of(a), v); sum.Sign() != 0 {
		s[a] = sum
	} else {
		delete(s, a)
	}
}

// balances reads the balances of A, the relay's operator and the contract at the head.
func (r *run) balances(ctx context.Context) (chain.Head, sums, error) {
	head, err := r.chain.Head(ctx)
	if err != nil {
		return head, nil, err
	}
	out := sums{}
	for _, owner := range []common.Address{r.payer.Address(), r.relay.Operator, r.cfg.Net.Channels} {
		v, err := r.chain.TokenBalanceAt(ctx, head, owner)
		if err != nil {
			return head, nil, err
		}
		out[owner] = v.ToBig()
	}
	return head, out, nil
}

// begin reads the balances that the demonstration begins with.
func (r *run) begin(ctx context.Context) (m money, err error) {
	m.contract = r.cfg.Net.Channels
	m.above, m.before, err = r.balances(ctx)
	return m, err
}

// end reads those that it ends with, and what has moved.
func (r *run) end(ctx context.Context, m *money) (err error) {
	if m.to, m.after, err = r.balances(ctx); err != nil {
		return err
	}
	if m.transfers, err = r.chain.TokenTransfers(ctx, m.above, m.to); err != nil {
		return err
	}
	m.events, err = r.chain.ChannelEvents(ctx, m.to)
	return err
}

// paidOut is what a channel paid out between the two blocks.
type paidOut struct {
	payer, payee common.Address
	paid, refund typeddata.Amount
	settled      typeddata.Amount // ever
}

// check returns errMoney unless deposits = payments + refunds, to the unit:
// A's channel ended with what its deposit was; every balance changed by what was transferred; A's
// transfers to the contract are its deposit; and the contract paid everybody what the
// channels' events say, A's refund and the payment to the operator among it.
func (m money) check(id common.Hash, deposit typeddata.Amount, want paidOut) error {
	if sum, err := want.paid.Add(want.refund); err != nil || sum != deposit {
		return fmt.Errorf("%w: paid %s and refunded %s of %s", errMoney, want.paid, want.refund, deposit)
	}
	if err := m.checkBalances(); err != nil {
		return err
	}
	channels, err := m.channels()
	if err != nil {
		return err
	}
	if got := channels[id]; got == nil || *got != want {
		return fmt.Errorf("%w: by its events, channel %s paid %+v, want %+v", errMoney, id, got, want)
	}
	due, in, out := sums{}, sums{}, sums{}
	for _, c := range channels {
		due.add(c.payee, c.paid.Big())
		due.add(c.payer, c.refund.Big())
	}
	for _, t := range m.transfers {
		if t.To == m.contract {
			in.add(t.From, t.Amount.ToBig())
		}
		if t.From == m.contract {
			out.add(t.To, t.Amount.ToBig())
		}
	}
	if !maps.EqualFunc(out, due, equal) {
		return fmt.Errorf("%w: the contract transferred %v, by its events %v", errMoney, out, due)
	}
	if got := in.of(want.payer); got.Cmp(deposit.Big()) != 0 {
		return fmt.Errorf("%w: the payer transferred %s, deposited %s", errMoney, got, deposit)
	}
	return nil
}

func equal(a, b *big.Int) bool { return a.Cmp(b) == 0 }

// checkBalances holds the balances against all transfers.
func (m money) checkBalances() error {
	change := sums{}
	for _, t := range m.transfers {
		change.add(t.From, new(big.Int).Neg(t.Amount.ToBig()))
		change.add(t.To, t.Amount.ToBig())
	}
	for owner, before := range m.before {
		if want := new(big.Int).Add(before, change.of(owner)); !equal(m.after.of(owner), want) {
			return fmt.Errorf("%w: %s has %s, by the transfers %s", errMoney, owner, m.after.of(owner), want)
		}
	}
	return nil
}

// channels returns what each channel paid out, by the events.
func (m money) channels() (book, error) {
	b := book{}
	for _, block := range m.events {
		for _, l := range block.Logs {
			if err := b.enter(l.Event); err != nil {
				return nil, fmt.Errorf("%w: block %d: %w", errMoney, block.Number, err)
			}
		}
		if block.Number <= m.above.Number {
			b.carry()
		}
	}
	return b, nil
}

// book keeps what channels paid out, by id.
type book map[common.Hash]*paidOut

// carry begins anew: what was paid so far was paid before.
func (b book) carry() {
	for _, c := range b {
		c.paid, c.refund = typeddata.Amount{}, typeddata.Amount{}
	}
}

func (b book) enter(event chain.Event) error {
	switch e := event.(type) {
	case chain.Opened:
		b[e.ChannelID] = &paidOut{payer: e.Terms.Payer, payee: e.Terms.Payee}
	case chain.Settled:
		return b.settle(e.ChannelID, e.Settled)
	case chain.SettledWithProof:
		return b.settle(e.ChannelID, e.Settled)
	case chain.SettledMany:
		for _, row := range e.Rows {
			if row.Outcome != chain.RowSettled {
				continue
			}
			if err := b.settle(row.ChannelID, row.Settled); err != nil {
				return err
			}
		}
	case chain.Closed:
		if err := b.settle(e.ChannelID, e.Settled); err != nil {
			return err
		}
		b[e.ChannelID].refund = e.Refund
	case chain.ToppedUp, chain.Closing: // pay nothing out
	default:
		return fmt.Errorf("unknown event %T", event)
	}
	return nil
}

// settle enters that a channel has settled so much in all.
func (b book) settle(id common.Hash, settled typeddata.Amount) error {
	c := b[id]
	if c == nil {
		return fmt.Errorf("channel %s was never opened", id)
	}
	more, err := settled.Sub(c.settled)
	if err != nil {
		return fmt.Errorf("channel %s: settled %s after %s", id, settled, c.settled)
	}
	c.paid, c.settled = c.paid.AddCap(more), settled
	return nil
}
