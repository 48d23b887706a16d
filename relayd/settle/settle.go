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

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
)

// Channel is what settling must know of a channel.
type Channel struct {
	ID      common.Hash
	Terms   receipt.ChannelTerms
	Receipt channel.SignedReceipt
	Chain   channel.ChainView
}

// Source lists the channels of the ledger, with what the chain says of them.
type Source interface {
	Channels(ctx context.Context) ([]Channel, error)
}

// Chain sends settlements for one payee and returns when they are mined; as many
// transactions as their gas needs (EIP-7825). A receipt that is settled already is no
// error.
type Chain interface {
	GasPrice(ctx context.Context) (uint64, error) // wei per gas
	Settle(ctx context.Context, payee common.Address, receipts []channel.SignedReceipt) error
}

// Service settles until its context ends.
type Service struct {
	Policy Policy
	Source Source
	Chain  Chain
	Log    *slog.Logger

	mu    sync.Mutex                // of the following; one settlement at a time
	since map[common.Hash]time.Time // when a channel began to owe

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
func (s *Service) Settle(ctx context.Context, now time.Time, p Policy) error {
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
	first := s.since == nil
	if first {
		s.since = map[common.Hash]time.Time{}
	}
	byPayee := map[common.Address][]channel.SignedReceipt{}
	for _, c := range channels {
		if o := s.owed(c, now, first); p.Due(o, gasPrice, now) {
			byPayee[c.Terms.Payee] = append(byPayee[c.Terms.Payee], c.Receipt)
		}
	}
	var errs []error
	for payee, receipts := range byPayee {
		err := s.Chain.Settle(ctx, payee, receipts)
		if err == nil {
			s.Log.Info("settled", "payee", payee, "channels", len(receipts))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// owed returns what a channel owes. What was owed when the relay started may be of any
// age, and is taken for old: a relay that restarts often settles all the same.
func (s *Service) owed(c Channel, now time.Time, first bool) Owed {
	o := Owed{Amount: c.Receipt.CumAmount.Min(c.Chain.Deposit).SubFloor(c.Chain.Settled), Closing: c.Chain.CloseAt != 0}
	if o.Amount.IsZero() {
		delete(s.since, c.ID)
		return o
	}
	if _, known := s.since[c.ID]; !known && first {
		s.since[c.ID] = time.Time{}
	} else if !known {
		s.since[c.ID] = now
	}
	o.Since = s.since[c.ID]
	return o
}
