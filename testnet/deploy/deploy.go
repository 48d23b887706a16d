// Package deploy puts Portage's contracts on a development chain, with a worthless token that anybody may
// mint, and funds accounts. It works on any RPC: an in-process chain, geth or anvil.
package deploy

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Periods of a devnet, in seconds of head time: minutes, where public chains take days.
const (
	DefaultClosingPeriod   = 120
	DefaultUnbondingPeriod = 300
	DefaultUnbondingMargin = 60
)

// Params are the contracts' immutable parameters. Zero fields take the defaults of a devnet; a minimum stake
// of zero is one base unit, and a slash amount of zero the minimum stake.
type Params struct {
	ClosingPeriod   uint64 // T, seconds
	UnbondingPeriod uint64 // seconds, more than ClosingPeriod + UnbondingMargin
	UnbondingMargin uint64 // seconds
	MinStake        typeddata.Amount
	Token           []byte           // init code of a token with mint(address,uint256); nil: DevToken
	Channels        []byte           // init code of a PaymentChannels without its arguments; nil: the real one
	SlashAmount     typeddata.Amount // at most MinStake
	Funds           []Fund
}

// Fund is what an account gets to begin with.
type Fund struct {
	Account common.Address
	Wei     *big.Int         // from the deployer; nil: none
	Tokens  typeddata.Amount // minted
}

// Contracts is where a deployment is.
type Contracts struct {
	ChainID  uint64         `json:"chain_id"`
	Token    common.Address `json:"token"`
	Channels common.Address `json:"channels"`
	Registry common.Address `json:"registry"`
	Block    uint64         `json:"block"` // number; no event is older
}

// Config is the chain client's configuration for the deployment.
func (c Contracts) Config() chain.Config {
	return chain.Config{ChainID: c.ChainID, Channels: c.Channels, Registry: c.Registry, FromBlock: c.Block}
}

// Deploy deploys token, channels and registry with the deployer's wei, and funds the accounts. The client is one of
// chain.NewUndeployed.
func Deploy(ctx context.Context, client *chain.Client, deployer chain.Signer, params Params) (Contracts, error) {
	params = params.withDefaults()
	account := client.Account(deployer, chain.AccountConfig{})
	out := Contracts{ChainID: client.Domain().ChainID}
	var mined chain.Mined
	var err error
	if out.Token, mined, err = account.Deploy(ctx, params.Token); err != nil {
		return Contracts{}, fmt.Errorf("deploy: token: %w", err)
	}
	out.Block = mined.Block
	if out.Channels, _, err = account.Deploy(ctx, params.channelsCode(out.Token)); err != nil {
		return Contracts{}, fmt.Errorf("deploy: PaymentChannels: %w", err)
	}
	if out.Registry, _, err = account.Deploy(ctx, params.registryCode(out.Channels)); err != nil {
		return Contracts{}, fmt.Errorf("deploy: RelayRegistry: %w", err)
	}
	if err := fundAll(ctx, account, out.Token, params.Funds); err != nil {
		return Contracts{}, err
	}
	return out, nil
}

// fundAll funds all accounts at once.
func fundAll(ctx context.Context, deployer *chain.Account, token common.Address, funds []Fund) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, f := range funds {
		group.Go(func() error {
			if err := fund(ctx, deployer, token, f); err != nil {
				return fmt.Errorf("deploy: fund %s: %w", f.Account, err)
			}
			return nil
		})
	}
	return group.Wait()
}

func (p Params) withDefaults() Params {
	if p.ClosingPeriod == 0 {
		p.ClosingPeriod = DefaultClosingPeriod
	}
	if p.UnbondingPeriod == 0 {
		p.UnbondingPeriod = DefaultUnbondingPeriod
	}
	if p.UnbondingMargin == 0 {
		p.UnbondingMargin = DefaultUnbondingMargin
	}
	if p.Token == nil {
		p.Token = common.FromHex(bindings.DevTokenMetaData.Bin)
	}
	if p.Channels == nil {
		p.Channels = common.FromHex(bindings.PaymentChannelsMetaData.Bin)
	}
	if p.MinStake.IsZero() {
		p.MinStake = typeddata.NewAmount(1)
	}
	if p.SlashAmount.IsZero() {
		p.SlashAmount = p.MinStake
	}
	return p
}

func (p Params) channelsCode(token common.Address) []byte {
	args := bindings.NewPaymentChannels().PackConstructor(token, new(big.Int).SetUint64(p.ClosingPeriod))
	return slices.Concat(p.Channels, args)
}

func (p Params) registryCode(channels common.Address) []byte {
	args := bindings.NewRelayRegistry().PackConstructor(channels, p.MinStake.Big(), p.SlashAmount.Big(),
		new(big.Int).SetUint64(p.UnbondingPeriod), new(big.Int).SetUint64(p.UnbondingMargin))
	return append(common.FromHex(bindings.RelayRegistryMetaData.Bin), args...)
}

// fund gives an account wei and tokens.
func fund(ctx context.Context, deployer *chain.Account, token common.Address, f Fund) error {
	if f.Wei != nil && f.Wei.Sign() > 0 {
		if _, err := deployer.Transfer(ctx, f.Account, f.Wei); err != nil {
			return err
		}
	}
	if f.Tokens.IsZero() {
		return nil
	}
	_, err := deployer.Call(ctx, token, bindings.NewDevToken().PackMint(f.Account, f.Tokens.Big()))
	return err
}
