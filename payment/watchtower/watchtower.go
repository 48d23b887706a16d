// Package watchtower settles channels before they close, for relays that cannot do it
// themselves: they are down, or cut off from the chain. It acts on exported proofs
// (proofs/forwarding.Export) alone, with none of a relay's keys; its own pays gas and
// nothing else.
//
// What to do is plan's to decide. This package holds proofs, follows the chain through one
// or more RPCs, and sends. It remembers nothing that the proofs and the chain do not tell
// again: it may be killed at any time, and several may run at once.
//
// Trust. A proof is checked by its signatures, so where it comes from does not matter: the
// worst that a stranger can do is to bring none. An RPC is believed only against the
// tower's interest in staying idle: whatever one of several makes due is due.
package watchtower

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	// ErrRefused says that the contract refuses a move: it was not mined, or it reverted.
	ErrRefused = errors.New("watchtower: refused by the contract")
	// ErrDue says that something due could not be settled.
	ErrDue = errors.New("watchtower: not settled")
	// ErrDomain says that a proof is for another chain or contract.
	ErrDomain = errors.New("watchtower: proof for another deployment")
	// ErrWorthless says that a proof proves no amount.
	ErrWorthless = errors.New("watchtower: proof of nothing")
	// ErrFull says that proofs of as many channels are held as Config allows.
	ErrFull = errors.New("watchtower: too many channels")
	// ErrNoChannel says that a pushed proof is for a channel that is not on chain.
	ErrNoChannel = errors.New("watchtower: no such channel on chain")
)

// Head is the newest block.
type Head struct {
	Number uint64
	Time   uint64 // Unix seconds
}

// News is what changed on a chain.
type News struct {
	Head Head
	// Touched are the channels that an event is about, those of Reverted included.
	Touched []common.Hash
	// Reverted are the channels with events in blocks that are no longer on the chain.
	Reverted []common.Hash
	// Closing has closeAt (Unix seconds) of each channel whose payer began to close it. It
	// comes after Reverted.
	Closing map[common.Hash]uint64
}

// Settlement is a channel that a transaction of ours is about.
type Settlement struct {
	ChannelID common.Hash
	Settled   typeddata.Amount // base units, all that was ever paid to the payee
	Already   bool             // as much was settled before, and nothing was sent
	Tx        common.Hash
	Gas       uint64 // of the whole transaction
	Err       error  // why this row of a transaction that was mined did not settle
}

// Chain is a chain through one RPC. All but Next are safe for concurrent use; no two moves
// are made at once through different Chains, which share an account.
type Chain interface {
	// Name tells RPCs apart in logs.
	Name() string
	Head(ctx context.Context) (Head, error)
	// Next waits for news. After an error it begins anew at the head: all that was known
	// has to be asked again.
	Next(ctx context.Context) (News, error)
	// Slot returns a channel at the head.
	Slot(ctx context.Context, id common.Hash, t receipt.ChannelTerms) (forwarding.Channel, error)
	// Settle settles the receipts of channels of one payee, in as many transactions as
	// their gas needs (EIP-7825), and returns when they are mined. With an error, it
	// returns those that were.
	Settle(ctx context.Context, s plan.Stage, payee common.Address, proofs []forwarding.Proof) ([]Settlement, error)
	// Prove sends settleWithProof, and returns when it is mined.
	Prove(ctx context.Context, s plan.Stage, proof forwarding.Proof) (Settlement, error)
}
