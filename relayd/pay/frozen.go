package pay

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrFrozen says that a channel is settled and nothing else: close it and open another.
var ErrFrozen = errors.New("pay: the relay serves this channel no more")

// errBehind says that this ledger has lost receipts, or came from a backup. To go on from
// it could be a second history, for which stake is slashed.
var errBehind = errors.New("pay: the ledger is behind what was receipted")

// frozen is a channel on which nothing is offered any more: all that is left to do is to
// settle its newest receipt, or by its forwarding proof.
type frozen struct {
	terms   receipt.ChannelTerms
	receipt channel.SignedReceipt // zero: none
	proof   forwarding.Proof      // of its terms; on an older receipt, if the newest was handed back
	why     error
	view    channel.ChainView
}

// freeze stops serving a channel.
func (s *Service) freeze(id common.Hash, f *frozen) {
	s.mu.Lock()
	a, before := s.actors[id], s.frozen[id]
	delete(s.actors, id)
	if before == nil || before.receipt.CumAmount.Less(f.receipt.CumAmount) {
		s.frozen[id] = f
	}
	s.mu.Unlock()
	if a != nil {
		a.stop()
	}
	if before == nil {
		s.log.Error("a channel is only settled from now on", "channel", id, "receipt", f.receipt.CumAmount, "why", f.why)
	}
}

// takeBack takes a receipt that a payer hands back. One for the newest Offer was lost on
// its way, and counts. If one is over more than the ledger has, the ledger has lost it,
// and the channel is frozen. It returns typeddata.ErrSigner, channel.ErrWrongChannel or
// an error of the chain.
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
	held, err := s.held(ctx, id, r)
	if err != nil || !held.Less(r.CumAmount) || t.Payee != s.cfg.Tariff.Payee {
		return err
	}
	view, err := s.cfg.Chain.View(ctx, id, t)
	if err != nil || view.Deposit.IsZero() {
		return err
	}
	if err := s.storeReturned(id, t, r); err != nil {
		s.fail(fmt.Errorf("ledger: %w", err))
		return errStopped
	}
	newest := channel.SignedReceipt{Receipt: r.Receipt, Signature: r.Signature}
	proof, err := s.storedProof(id)
	if err != nil {
		return err
	}
	s.freeze(id, &frozen{terms: t, receipt: newest, proof: proof, why: errBehind, view: view})
	return nil
}

// held returns what the newest receipt of a channel is over, once its actor was offered
// the one that is handed back.
func (s *Service) held(ctx context.Context, id common.Hash, back wire.Receipt) (typeddata.Amount, error) {
	s.mu.Lock()
	a, f := s.actors[id], s.frozen[id]
	s.mu.Unlock()
	switch {
	case f != nil:
		return f.receipt.CumAmount, nil
	case a == nil:
		return typeddata.Amount{}, nil
	}
	var cum typeddata.Amount
	err := a.do(ctx, func() error {
		err := a.tellAndBill(channel.Receipted{Receipt: back.Receipt, Signature: back.Signature})
		cum = a.payee.Status().Receipt.CumAmount
		if errors.Is(err, channel.ErrStale) || errors.Is(err, channel.ErrMismatch) { // not the newest Offer's
			return nil
		}
		return err
	})
	if err != nil {
		return typeddata.Amount{}, err
	}
	return cum, nil
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
