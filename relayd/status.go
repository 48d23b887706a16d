package relayd

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	// ErrNotStaked says that the node key has no stake behind it that clients count on.
	ErrNotStaked = errors.New("relayd: not staked: clients pass the relay over")
	// ErrNoGas says that the node key cannot send a transaction.
	ErrNoGas = errors.New("relayd: the node key has no ether: it cannot settle")
)

// Status is what the operator's HTTP tells. What is of the chain is left out while the
// RPC does not answer.
type Status struct {
	NodeKey  common.Address  `json:"node_key"`
	PeerID   string          `json:"peer_id"`
	Payee    common.Address  `json:"payee"`
	TURN     []string        `json:"turn"`
	Problem  string          `json:"problem,omitempty"` // what Healthy says
	Registry *RegistryStatus `json:"registry,omitempty"`
	HeadTime uint64          `json:"head_time"` // Unix seconds
	Front    any             `json:"front"`     // turn.Counters
	Forward  any             `json:"forward"`   // forward.Status
	Channels []ChannelStatus `json:"channels"`
}

// RegistryStatus is how a node key stands on chain.
type RegistryStatus struct {
	Staked     bool             `json:"staked"`                // and the operator's active key
	Stake      typeddata.Amount `json:"stake"`                 // base units
	UnbondedAt uint64           `json:"unbonded_at,omitempty"` // Unix seconds
	Gas        uint256.Int      `json:"gas"`                   // wei that the node key holds, to settle with
}

// ChannelStatus is one channel; amounts are base units.
type ChannelStatus struct {
	ID        common.Hash      `json:"id"`
	Payer     common.Address   `json:"payer"`
	Deposit   typeddata.Amount `json:"deposit"`
	Settled   typeddata.Amount `json:"settled"`
	Receipted typeddata.Amount `json:"receipted"`
	Provable  typeddata.Amount `json:"provable"` // by receipt and acknowledgements, if the payer signs nothing more
	Credit    typeddata.Amount `json:"credit"`
	Unpaid    typeddata.Amount `json:"unpaid"`
	MaxUnpaid typeddata.Amount `json:"max_unpaid"` // since the relay started
	CreditCap typeddata.Amount `json:"credit_cap"`
	Final     bool             `json:"final"`
	CloseAt   uint64           `json:"close_at"` // Unix seconds; 0: open
	Sessions  int              `json:"sessions"` // that may forward
	Batches   uint64           `json:"batches"`  // records under the newest receipt
}

// Healthy implements admin.Source. It returns what stopped the relay, that the chain does
// not answer, ErrNotStaked, ErrNoGas, or why the last settlement or export of proofs failed.
func (r *Relay) Healthy(ctx context.Context) error {
	standing, err := r.standing(ctx)
	return r.judge(standing, err)
}

// standing asks the chain about the node key.
func (r *Relay) standing(ctx context.Context) (RegistryStatus, error) {
	key, err := r.client.NodeKey(ctx, r.node.Address())
	if err != nil {
		return RegistryStatus{}, err
	}
	wei, err := r.client.Balance(ctx, r.node.Address())
	if err != nil {
		return RegistryStatus{}, err
	}
	s := RegistryStatus{Staked: key.Active && key.Relay.Staked, Stake: key.Relay.Stake, UnbondedAt: key.Relay.UnbondedAt}
	s.Gas.SetFromBig(wei)
	return s, nil
}

func (r *Relay) judge(s RegistryStatus, err error) error {
	switch {
	case r.ctx.Err() != nil:
		return context.Cause(r.ctx)
	case err != nil:
		return err
	case !s.Staked:
		return fmt.Errorf("%w: %s", ErrNotStaked, r.node.Address())
	case s.Gas.IsZero():
		return fmt.Errorf("%w: %s", ErrNoGas, r.node.Address())
	}
	if r.proofs != nil {
		return errors.Join(r.settle.Err(), r.proofs.Err())
	}
	return r.settle.Err()
}

// Status implements admin.Source.
func (r *Relay) Status(ctx context.Context) (any, error) {
	all, err := r.pay.Channels(ctx)
	if err != nil {
		return nil, err
	}
	standing, err := r.standing(ctx)
	s := Status{
		NodeKey: r.node.Address(), PeerID: r.PeerID(), Payee: r.cfg.Payee,
		TURN: r.TURN(), HeadTime: r.view.HeadTime(), Front: r.turn.Counters(), Forward: r.plane.Status(), Channels: []ChannelStatus{},
	}
	if err == nil {
		s.Registry = &standing
	}
	if err := r.judge(standing, err); err != nil {
		s.Problem = err.Error()
	}
	for _, c := range all {
		s.Channels = append(s.Channels, ChannelStatus{
			ID: c.ID, Payer: c.Terms.Payer, Deposit: c.Chain.Deposit, Settled: c.Chain.Settled,
			Receipted: c.Receipt.CumAmount, Provable: c.Proof.Amount(r.view.HeadTime()).Max(c.Receipt.CumAmount), Credit: c.Credit, Unpaid: c.Unpaid, MaxUnpaid: c.MaxUnpaid,
			CreditCap: c.Terms.CreditCap, Final: c.Chain.Final, CloseAt: c.Chain.CloseAt,
			Sessions: c.Live, Batches: c.Receipt.State.LogSize,
		})
	}
	return s, nil
}
