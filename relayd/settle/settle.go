// Package settle takes what payers have signed to the chain when the policy says so. It
// needs no memory of its own: what is owed is in the ledger, what is settled on chain.
package settle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
)

// atOnce is how many transactions may be on their way: what a pool takes of one account
// for certain.
const atOnce = 16

// Channel is what settling must know of a channel.
type Channel struct {
	ID      common.Hash
	Terms   receipt.ChannelTerms
	Receipt channel.SignedReceipt // zero: none
	Proof   forwarding.Proof      // the receipt, or an older one, and what was acknowledged beyond it
	Chain   channel.ChainView
}

// Source lists the channels of the ledger, with what the chain says of them.
type Source interface {
	Channels(ctx context.Context) ([]Channel, error)
}

// Chain sends settlements for one payee and returns when they are mined; as many
// transactions as their gas needs (EIP-7825). A receipt that is settled already is no
// error. Safe for concurrent use.
type Chain interface {
	HeadTime() uint64                             // Unix seconds
	GasPrice(ctx context.Context) (uint64, error) // wei per gas
	Prove(ctx context.Context, p forwarding.Proof) error
	Settle(ctx context.Context, payee common.Address, receipts []channel.SignedReceipt) error
}

// Service settles until its context ends.
type Service struct {
	Policy Policy
	Source Source
	Chain  Chain
	Log    *slog.Logger

	mu      sync.Mutex // of the following; one settlement at a time
	waiting map[common.Hash]waiting

	last atomic.Pointer[error] // of the last attempt
}

// Err returns why the last attempt of Run failed, nil if it did not.
func (s *Service) Err() error {
	if err := s.last.Load(); err != nil {
		return *err
	}
	return nil
}

// Run looks at all channels whenever wake receives, and settles what is due. A failed
// attempt is told and made again at the next wake.
func (s *Service) Run(ctx context.Context, wake <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
			err := s.Settle(ctx, time.Now(), s.Policy)
			s.last.Store(&err)
			if err != nil && !errors.Is(err, context.Canceled) {
				s.Log.Warn("settling failed; it is tried again", "err", err)
			}
		}
	}
}

// Settle settles what a policy says is due at this time.
func (s *Service) Settle(ctx context.Context, wall time.Time, p Policy) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	channels, err := s.Source.Channels(ctx)
	if err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	gasPrice, err := s.Chain.GasPrice(ctx)
	if err != nil {
		return fmt.Errorf("settle: gas price: %w", err)
	}
	now := Now{Wall: wall, Head: s.Chain.HeadTime(), GasPrice: gasPrice}
	first := s.waiting == nil
	if first {
		s.waiting = map[common.Hash]waiting{}
	}
	rows := map[common.Address][]channel.SignedReceipt{}
	var proofs []due
	for _, c := range channels {
		switch d := p.Due(c, s.wait(c, p, now, first), now); d.Move {
		case plan.Settle:
			rows[c.Terms.Payee] = append(rows[c.Terms.Payee], c.Receipt)
		case plan.Prove:
			proofs = append(proofs, due{c, d.Proof})
		}
	}
	return s.send(ctx, p, now, rows, proofs)
}

// due is a channel that is settled by a forwarding proof.
type due struct {
	channel Channel
	proof   forwarding.Proof
}

// send sends receipts of a payee together, proofs one by one, and waits for all.
func (s *Service) send(ctx context.Context, p Policy, now Now, rows map[common.Address][]channel.SignedReceipt, proofs []due) error {
	var group errgroup.Group
	group.SetLimit(atOnce)
	var mu sync.Mutex
	var errs []error
	do := func(f func() error) {
		group.Go(func() error {
			err := f()
			mu.Lock()
			defer mu.Unlock()
			errs = append(errs, err)
			return nil
		})
	}
	for payee, receipts := range rows {
		do(func() error { return s.settle(ctx, payee, receipts) })
	}
	for _, d := range proofs {
		do(func() error { return s.prove(ctx, p, now, d) })
	}
	_ = group.Wait()
	return errors.Join(errs...)
}

func (s *Service) settle(ctx context.Context, payee common.Address, receipts []channel.SignedReceipt) error {
	err := s.Chain.Settle(ctx, payee, receipts)
	if err == nil {
		s.Log.Info("settled", "payee", payee, "channels", len(receipts))
	}
	return err
}

// prove settles by a forwarding proof. Where that fails, what is receipted is not lost
// with it.
func (s *Service) prove(ctx context.Context, p Policy, now Now, d due) error {
	err := s.Chain.Prove(ctx, d.proof)
	if err == nil {
		s.Log.Info("settled by a forwarding proof", "channel", d.channel.ID, "sessions", len(d.proof.Sessions))
		return nil
	}
	err = fmt.Errorf("settle: forwarding proof of channel %s: %w", d.channel.ID, err)
	p.Worth = p.Worth.WithoutProofs()
	if r := p.Due(d.channel, s.waiting[d.channel.ID].Waiting, now); r.Move == plan.Settle {
		err = errors.Join(err, s.settle(ctx, d.channel.Terms.Payee, []channel.SignedReceipt{d.channel.Receipt}))
	}
	return err
}

// waiting is since when a channel waits, and the receipt that there was then.
type waiting struct {
	Waiting
	receipted uint64 // logSize
}

// longAgo is when what was owed at the start began to be, for all that is known.
var longAgo = time.Unix(0, 0)

// wait notes what a channel waits for. What was owed when the relay started may be of any
// age, and is taken for old: a relay that restarts often settles all the same. What was not
// signed then may be signed as soon as its payer is back.
func (s *Service) wait(c Channel, p Policy, now Now, first bool) Waiting {
	w := s.waiting[c.ID]
	if w.receipted != c.Receipt.State.LogSize {
		w.receipted, w.Unsigned = c.Receipt.State.LogSize, time.Time{}
	}
	began := now.Wall
	if first {
		began = longAgo
	}
	w.Owed = since(w.Owed, c.owes(), began)
	w.Unsigned = since(w.Unsigned, p.Worth.Choose(c.held(), c.view(now.Head)).Move == plan.Prove, now.Wall)
	s.waiting[c.ID] = w
	if w.Waiting == (Waiting{}) {
		delete(s.waiting, c.ID)
	}
	return w.Waiting
}

// since is when something began that is or is not so now: zero if it is not.
func since(before time.Time, so bool, began time.Time) time.Time {
	switch {
	case !so:
		return time.Time{}
	case before.IsZero():
		return began
	}
	return before
}
