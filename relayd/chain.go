package relayd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/pay"
	"github.com/portage-relay/portage/relayd/settle"
)

// view is the chain as relayd/pay and relayd/settle see it.
type view struct {
	client  *chain.Client
	account *chain.Account // the node key's: it pays the gas of settling
	log     *slog.Logger
	head    atomic.Uint64 // Unix seconds
	pending sync.Map      // ids of channels to ask for again: not all final, or not answered
}

// HeadTime implements pay.Chain.
func (v *view) HeadTime() uint64 { return v.head.Load() }

// View implements pay.Chain. Where the RPC does not keep the final block's state, what
// the head says is told as not final: a close must not be missed for it.
func (v *view) View(ctx context.Context, id common.Hash, t receipt.ChannelTerms) (channel.ChainView, error) {
	now, err := v.client.Channel(ctx, id, t.Signer, t.Payee)
	if err != nil {
		v.pending.Store(id, true) // the event that made us ask may have been a close
		return channel.ChainView{}, err
	}
	c := channel.ChainView{Deposit: now.Deposit, Settled: now.Settled, CloseAt: now.CloseAt}
	if !now.Exists() {
		v.pending.Delete(id)
		return c, nil
	}
	then, err := v.final(ctx, id, t)
	if err != nil {
		v.log.Warn("the RPC does not tell a channel's final state", "channel", id, "err", err)
	}
	if c.Final = then.Exists(); c.Final { // a top-up counts once it is final
		c.Deposit = then.Deposit.Min(now.Deposit)
	}
	if then.Deposit == now.Deposit {
		v.pending.Delete(id)
	} else {
		v.pending.Store(id, true)
	}
	return c, nil
}

// Receipted implements pay.Chain.
func (v *view) Receipted(ctx context.Context, id common.Hash, t receipt.ChannelTerms) (most typeddata.Amount, err error) {
	_, past, err := v.client.History(ctx, id, t.Signer, t.Payee)
	if err != nil {
		v.pending.Store(id, true)
		return most, err
	}
	for _, p := range past {
		switch e := p.Event.(type) {
		case chain.Settled:
			most = most.Max(e.Settled)
		case chain.SettledMany:
			for _, row := range e.Rows {
				most = most.Max(row.Settled)
			}
		case chain.SettledWithProof:
			most = most.Max(e.Receipted)
		}
	}
	return most, nil
}

func (v *view) final(ctx context.Context, id common.Hash, t receipt.ChannelTerms) (chain.ChannelState, error) {
	head, err := v.client.Final(ctx)
	if err != nil {
		return chain.ChannelState{}, err
	}
	return v.client.ChannelAt(ctx, head, id, t.Signer, t.Payee)
}

// GasPrice implements settle.Chain.
func (v *view) GasPrice(ctx context.Context) (uint64, error) {
	fee, err := v.client.BaseFee(ctx)
	if err != nil {
		return 0, err
	}
	if !fee.IsUint64() {
		return math.MaxUint64, nil
	}
	return fee.Uint64(), nil
}

// Settle implements settle.Chain.
func (v *view) Settle(ctx context.Context, payee common.Address, receipts []channel.SignedReceipt) error {
	rows := make([]chain.SignedReceipt, len(receipts))
	for i, r := range receipts {
		rows[i] = chain.Sign(r.Receipt, r.Signature)
	}
	if len(rows) == 1 {
		_, err := v.account.Settle(ctx, payee, rows[0])
		return err
	}
	_, err := v.account.SettleMany(ctx, payee, rows)
	return err
}

// Prove implements settle.Chain.
func (v *view) Prove(ctx context.Context, p forwarding.Proof) error {
	_, err := v.account.SettleWithProof(ctx, p)
	return err
}

// channels is what relayd/settle settles from.
type channels struct{ *pay.Service }

// Channels implements settle.Source.
func (c channels) Channels(ctx context.Context) ([]settle.Channel, error) {
	all, err := c.Service.Channels(ctx)
	if err != nil {
		return nil, err
	}
	var out []settle.Channel
	for _, ch := range all {
		out = append(out, settle.Channel{ID: ch.ID, Terms: ch.Terms, Receipt: ch.Receipt, Proof: ch.Proof, Chain: ch.Chain})
	}
	return out, nil
}

// Proofs implements proofdir.Source.
func (c channels) Proofs(ctx context.Context) ([]forwarding.Proof, error) {
	all, err := c.Service.Channels(ctx)
	var out []forwarding.Proof
	for _, ch := range all {
		if !ch.Chain.Deposit.IsZero() {
			out = append(out, ch.Proof)
		}
	}
	return out, err
}

// follow keeps head time, channels and settling up to date from a final block on, until
// the context ends.
func (r *Relay) follow(ctx context.Context, from chain.Cursor) error {
	follower := r.client.Follow(from)
	for {
		u, err := follower.Next(ctx)
		if err != nil {
			return fmt.Errorf("relayd: following the chain: %w", err)
		}
		r.view.head.Store(u.Head.Time)
		if err := r.refresh(ctx, u); err != nil && ctx.Err() == nil {
			r.log.Warn("asking the chain about channels", "err", err)
		}
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
}

// refresh asks anew about the channels that an update touches, those with a deposit that
// is not final yet, those for which asking failed, and after a reorg all.
func (r *Relay) refresh(ctx context.Context, u chain.Update) error {
	if len(u.Removed) > 0 {
		return r.pay.Refresh(ctx, common.Hash{})
	}
	touched := touchedBy(u)
	r.view.pending.Range(func(id, _ any) bool {
		touched[id.(common.Hash)] = true
		r.view.pending.Delete(id) // asking puts it back; a channel that is not ours is not asked for
		return true
	})
	var errs []error
	for id := range touched {
		errs = append(errs, r.pay.Refresh(ctx, id))
	}
	return errors.Join(errs...)
}

func touchedBy(u chain.Update) map[common.Hash]bool {
	touched := map[common.Hash]bool{}
	for _, b := range u.Added {
		for _, l := range b.Logs {
			switch e := l.Event.(type) {
			case chain.Opened:
				touched[e.ChannelID] = true
			case chain.ToppedUp:
				touched[e.ChannelID] = true
			case chain.Settled:
				touched[e.ChannelID] = true
			case chain.SettledWithProof:
				touched[e.ChannelID] = true
			case chain.SettledMany:
				for _, row := range e.Rows {
					touched[row.ChannelID] = true
				}
			case chain.Closing:
				touched[e.ChannelID] = true
			case chain.Closed:
				touched[e.ChannelID] = true
			}
		}
	}
	return touched
}
