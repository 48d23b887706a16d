package relayd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/descriptor"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
)

// multiaddrs returns where a relay of this configuration listens with libp2p.
func multiaddrs(c config.Config) []string {
	return []string{
		fmt.Sprintf("/ip4/%s/tcp/%d", c.ListenIP, c.Libp2pPort),
		fmt.Sprintf("/ip4/%s/udp/%d/quic-v1", c.ListenIP, c.Libp2pPort),
	}
}

func turnURIs(c config.Config) []string {
	return []string{
		fmt.Sprintf("turn:%s:%d?transport=udp", c.ListenIP, c.TURNPort),
		fmt.Sprintf("turn:%s:%d?transport=tcp", c.ListenIP, c.TURNPort),
	}
}

// describe signs what a relay says of itself.
func describe(c config.Config, node *keys.Key, d typeddata.Domain, addrs, turn []string, number uint64, lifetime time.Duration) ([]byte, error) {
	return descriptor.SignWith(descriptor.Descriptor{
		Number: number, Expiry: uint64(time.Now().Add(lifetime).Unix()), NodeKey: node.Address(),
		Multiaddrs: addrs, TURN: turn, PricePerGiB: c.PricePerGiB, FlatPrice: c.FlatPrice,
		Region: c.Region, CapacityMbps: uint32(c.CapacityMbps),
	}, d, node.ECDSA())
}

// Operator is the cold side of a relay: it stakes, names the node key, and publishes.
type Operator struct {
	cfg     config.Config
	node    *keys.Key
	client  *chain.Client
	account *chain.Account
	log     *slog.Logger
}

// NewOperator connects an operator's key to the chain of a relay's configuration, whose
// ports must be fixed: they are published. Close closes the connection.
func NewOperator(ctx context.Context, cfg config.Config, operator chain.Signer, node *keys.Key, log *slog.Logger) (*Operator, error) {
	if err := cfg.Check(); err != nil {
		return nil, err
	}
	if cfg.TURNPort == 0 || cfg.Libp2pPort == 0 {
		return nil, fmt.Errorf("%w: --turn-port and --libp2p-port must be fixed to be published", config.ErrOption)
	}
	client, err := chain.Dial(ctx, cfg.RPC, chain.Config{
		ChainID: cfg.ChainID, Channels: cfg.Channels, Registry: cfg.Registry, FromBlock: cfg.FromBlock,
		Confirmations: cfg.Confirmations, Poll: cfg.Poll, Log: log,
	})
	if err != nil {
		return nil, err
	}
	return &Operator{cfg, node, client, client.Account(operator, chain.AccountConfig{}), log}, nil
}

// Close closes the connection to the chain.
func (o *Operator) Close() { o.client.Close() }

// Relay returns what the registry knows of the operator.
func (o *Operator) Relay(ctx context.Context) (chain.Relay, error) {
	return o.client.Relay(ctx, o.account.Address())
}

// Register stakes for the relay, which must not be running: the ledger learns the node
// key first. It returns ledger.ErrLocked while it runs.
func (o *Operator) Register(ctx context.Context, stake typeddata.Amount, lifetime time.Duration) (chain.Done[chain.Registered], error) {
	var none chain.Done[chain.Registered]
	if err := o.claim(ctx); err != nil {
		return none, err
	}
	d, err := o.describe(ctx, lifetime)
	if err != nil {
		return none, err
	}
	return o.account.Register(ctx, o.node, stake, d)
}

// Publish publishes the relay's descriptor anew: other addresses or prices, or a later
// expiry.
func (o *Operator) Publish(ctx context.Context, lifetime time.Duration) (chain.Done[chain.DescriptorPublished], error) {
	d, err := o.describe(ctx, lifetime)
	if err != nil {
		return chain.Done[chain.DescriptorPublished]{}, err
	}
	return o.account.UpdateDescriptor(ctx, d)
}

// Rotate makes the node key of the configuration the operator's active one; see Register.
func (o *Operator) Rotate(ctx context.Context) (chain.Done[chain.NodeKeyRotated], error) {
	if err := o.claim(ctx); err != nil {
		return chain.Done[chain.NodeKeyRotated]{}, err
	}
	return o.account.RotateNodeKey(ctx, o.node)
}

// AddStake adds to the stake.
func (o *Operator) AddStake(ctx context.Context, amount typeddata.Amount) (chain.Done[chain.StakeAdded], error) {
	return o.account.AddStake(ctx, amount)
}

// BeginUnstaking ends the relay's standing and starts the unbonding period.
func (o *Operator) BeginUnstaking(ctx context.Context) (chain.Done[chain.UnstakingBegun], error) {
	return o.account.BeginUnstaking(ctx)
}

// FinishUnstaking pays the stake out.
func (o *Operator) FinishUnstaking(ctx context.Context) (chain.Done[chain.UnstakingFinished], error) {
	return o.account.FinishUnstaking(ctx)
}

// claim notes the node key in the ledger. A running relay, which holds it, may have noted
// another key: it has to be stopped.
func (o *Operator) claim(ctx context.Context) error {
	l, err := openLedger(o.cfg, o.log)
	if errors.Is(err, ledger.ErrLocked) {
		return fmt.Errorf("%w: stop the relay for this: its ledger has to know the node key before the chain does", err)
	}
	if err != nil {
		return err
	}
	return errors.Join(claim(ctx, l, o.client, o.node.Address()), l.Close())
}

func (o *Operator) describe(ctx context.Context, lifetime time.Duration) ([]byte, error) {
	r, err := o.Relay(ctx)
	if err != nil {
		return nil, err
	}
	return describe(o.cfg, o.node, o.client.Domain(), multiaddrs(o.cfg), turnURIs(o.cfg), r.DescriptorNumber+1, lifetime)
}
