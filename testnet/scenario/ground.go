package scenario

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/testnet/devchain"
	"github.com/portage-relay/portage/testnet/devnet"
)

// poll is how often everybody looks at the chain: short, as it is on this machine.
const poll = 50 * time.Millisecond

// funds is what the treasury of an own chain has, in wei.
var funds = new(big.Int).Mul(big.NewInt(1e18), big.NewInt(1000))

// ground is a chain with an account that pays for everything. Each stage puts contracts of
// its own there, so that no balance is anybody else's.
type ground struct {
	url      string
	chain    *devchain.Chain // nil: a devnet's
	client   *chain.Client   // knows no contracts
	treasury *keys.Key
	account  *chain.Account // the treasury's, shared: it gives out the nonces
}

// newGround uses the devnet's chain unless the scenario must have its own.
func newGround(ctx context.Context, cfg Config, own bool) (*ground, error) {
	if cfg.Net == nil || own {
		return ownGround(ctx)
	}
	return devnetGround(ctx, *cfg.Net)
}

func devnetGround(ctx context.Context, f devnet.File) (*ground, error) {
	key, err := keys.Store{}.LoadFile(f.Accounts[0].Keystore, keys.PasswordFile(f.PasswordFile))
	if err != nil {
		return nil, err
	}
	g := &ground{url: f.RPC, treasury: key}
	return g, g.connect(ctx)
}

func ownGround(ctx context.Context) (*ground, error) {
	key, err := keys.Generate()
	if err != nil {
		return nil, err
	}
	c, err := devchain.Start(devchain.Config{Alloc: map[common.Address]*big.Int{key.Address(): funds}})
	if err != nil {
		return nil, err
	}
	g := &ground{url: c.URL(), chain: c, treasury: key}
	if err := g.connect(ctx); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *ground) connect(ctx context.Context) error {
	caller, err := chain.Connect(ctx, g.url)
	if err != nil {
		return err
	}
	if g.client, err = chain.NewUndeployed(ctx, caller, chain.Config{Confirmations: 1, Poll: poll}); err != nil {
		caller.Close()
		return fmt.Errorf("is the devnet up? %w", err)
	}
	g.account = g.client.Account(g.treasury, chain.AccountConfig{})
	return nil
}

// advance moves head time.
func (g *ground) advance(ctx context.Context, d time.Duration) error {
	c, err := rpc.DialContext(ctx, g.url)
	if err != nil {
		return err
	}
	defer c.Close()
	return devchain.AdvanceTime(ctx, c, d)
}

func (g *ground) close() {
	if g.client != nil {
		g.client.Close()
	}
	if g.chain != nil {
		g.chain.Close()
	}
}
