package pay

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrFrozen says that a channel is settled and nothing else: close it and open another.
var ErrFrozen = errors.New("pay: the relay serves this channel no more")

// errBehind says that this ledger has lost receipts, or came from a backup. To go on from
// it could be a second history, for which stake is slashed.
var errBehind = errors.New("pay: the ledger is behind what was receipted")

// frozen is a channel on which nothing is offered any more: all that is left to do is to
// settle its newest receipt.
type frozen struct {
	terms   receipt.ChannelTerms
	receipt channel.SignedReceipt // zero: none
	why     error
	view    channel.ChainView
}

// freeze stops serving a channel.
func (s *Service) freeze(a *actor, newest channel.SignedReceipt, why error) {
	s.mu.Lock()
	delete(s.actors, a.id)
	s.frozen[a.id] = &frozen{terms: a.terms, receipt: newest, why: why}
	s.mu.Unlock()
	a.stop()
	s.log.Error("a channel is only settled from now on", "channel", a.id, "receipt", newest.CumAmount, "why", why)
}

// takeBack keeps a receipt that a payer hands back, if it is over more than the ledger
// has: then the ledger has lost it, and the channel is frozen. It returns
// typeddata.ErrSigner, channel.ErrWrongChannel or an error of the chain.
func (s *Service) takeBack(ctx context.Context, t receipt.ChannelTerms, r wire.Receipt) error {
	if r.IsZero() {
		return nil
	}
	id := t.ID(s.cfg.Deployment.Domain)
	if r.ChannelID != id {
		return fmt.Errorf("%w: got %s, want %s", channel.ErrWrongChannel, r.ChannelID, id)
	}
	if err := typeddata.Verify(r.Digest(s.cfg.Deployment.Domain), r.Signature, t.Signer); err != nil {
		return err
	}
	view, err := s.cfg.Chain.View(ctx, id, t)
	if err != nil {
		return err
	}
	a, held, err := s.held(ctx, id)
	if err != nil || !held.Less(r.CumAmount) || view.Deposit.IsZero() || t.Payee != s.cfg.Tariff.Payee {
		return err
	}
	if err := s.storeReturned(id, t, r); err != nil {
		s.fail(fmt.Errorf("ledger: %w", err))
		return errStopped
	}
	newest := channel.SignedReceipt{Receipt: r.Receipt, Signature: r.Signature}
	if a != nil {
		s.freeze(a, newest, errBehind)
	}
	s.mu.Lock()
	s.frozen[id] = &frozen{terms: t, receipt: newest, why: errBehind, view: view}
	s.mu.Unlock()
	return nil
}

// held returns what the newest receipt of a channel is over, and who serves it.
func (s *Service) held(ctx context.Context, id common.Hash) (*actor, typeddata.Amount, error) {
	s.mu.Lock()
	a, f := s.actors[id], s.frozen[id]
	s.mu.Unlock()
	switch {
	case f != nil:
		return nil, f.receipt.CumAmount, nil
	case a == nil:
		return nil, typeddata.Amount{}, nil
	}
	var cum typeddata.Amount
	err := a.do(ctx, func() error {
		cum = a.payee.Status().Receipt.CumAmount
		return nil
	})
	return a, cum, err
}

// storeReturned makes a receipt durable that a payer handed back, and the terms of a
// channel that this ledger has never heard of.
func (s *Service) storeReturned(id common.Hash, t receipt.ChannelTerms, r wire.Receipt) error {
	b, err := wire.Marshal(r)
	if err != nil {
		return err
	}
	writes := []Write{{key(id, kindHanded), b}}
	known, err := s.cfg.Ledger.Get(key(id, kindTerms))
	if err != nil {
		return err
	}
	if known == nil {
		terms, err := wire.Marshal(wire.StoredTerms{Channel: t, Quote: s.Quote()})
		if err != nil {
			return err
		}
		writes = append(writes, Write{key(id, kindTerms), terms})
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	return s.cfg.Ledger.Commit(ctx, writes)
}
