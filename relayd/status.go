package relayd

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Status is what the operator's HTTP tells.
type Status struct {
	NodeKey  common.Address  `json:"node_key"`
	PeerID   string          `json:"peer_id"`
	Payee    common.Address  `json:"payee"`
	TURN     []string        `json:"turn"`
	HeadTime uint64          `json:"head_time"` // Unix seconds
	Front    any             `json:"front"`     // turn.Counters
	Channels []ChannelStatus `json:"channels"`
}

// ChannelStatus is one channel; amounts are base units.
type ChannelStatus struct {
	ID        common.Hash      `json:"id"`
	Payer     common.Address   `json:"payer"`
	Deposit   typeddata.Amount `json:"deposit"`
	Settled   typeddata.Amount `json:"settled"`
	Receipted typeddata.Amount `json:"receipted"`
	Credit    typeddata.Amount `json:"credit"`
	Unpaid    typeddata.Amount `json:"unpaid"`
	MaxUnpaid typeddata.Amount `json:"max_unpaid"` // since the relay started
	CreditCap typeddata.Amount `json:"credit_cap"`
	Final     bool             `json:"final"`
	CloseAt   uint64           `json:"close_at"` // Unix seconds; 0: open
	Sessions  int              `json:"sessions"` // that may forward
	Batches   uint64           `json:"batches"`  // records under the newest receipt
}

// Healthy implements admin.Source.
func (r *Relay) Healthy() error {
	if r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	return nil
}

// Status implements admin.Source.
func (r *Relay) Status(ctx context.Context) (any, error) {
	all, err := r.pay.Channels(ctx)
	if err != nil {
		return nil, err
	}
	s := Status{
		NodeKey: r.node.Address(), PeerID: r.PeerID(), Payee: r.cfg.Payee,
		TURN: r.TURN(), HeadTime: r.view.HeadTime(), Front: r.turn.Counters(), Channels: []ChannelStatus{},
	}
	for _, c := range all {
		s.Channels = append(s.Channels, ChannelStatus{
			ID: c.ID, Payer: c.Terms.Payer, Deposit: c.Chain.Deposit, Settled: c.Chain.Settled,
			Receipted: c.Receipt.CumAmount, Credit: c.Credit, Unpaid: c.Unpaid, MaxUnpaid: c.MaxUnpaid,
			CreditCap: c.Terms.CreditCap, Final: c.Chain.Final, CloseAt: c.Chain.CloseAt,
			Sessions: c.Live, Batches: c.Receipt.State.LogSize,
		})
	}
	return s, nil
}
