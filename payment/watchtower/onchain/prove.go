package onchain

import (
	"context"

	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
)

// Prove implements watchtower.Chain.
func (c *rpcChain) Prove(ctx context.Context, s plan.Stage, p forwarding.Proof) (watchtower.Settlement, error) {
	return watchtower.Settlement{}, watchtower.ErrRefused
}
