// Package devnet brings up a whole market on one machine: a chain, the contracts, funded
// accounts and staked relays, all of it real. It leaves in its directory
//
//	devnet.json   where everything is (File), while and after it is up
//	state.json    keys' addresses and contracts, to go on with later
//	keystore/     Web3 Secret Storage v3 files; password holds their password
//	chain/        the in-process chain
//	relay-N/      each relay's ledger
//
// Nothing of it is secret or worth anything: the password lies beside the keys, and
// anybody may mint the token.
package devnet

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/testnet/deploy"
	"github.com/portage-relay/portage/testnet/devchain"
)

const (
	password      = "portage-devnet"
	payerAccounts = 4
	confirmations = 1

	// PollEvery is between looks at the chain: short, as it is on this machine.
	PollEvery = 100 * time.Millisecond
	// descriptorLifetime outlives any devnet.
	descriptorLifetime = 365 * 24 * time.Hour
)

// What accounts get, and relays stake: base units of 18 decimals, and wei.
var (
	ether        = big.NewInt(1e18)
	tokens       = must(typeddata.ParseAmount("1000000000000000000000"))
	stake        = must(typeddata.ParseAmount("100000000000000000000"))
	minStake     = must(typeddata.ParseAmount("10000000000000000000"))
	accountFunds = new(big.Int).Mul(ether, big.NewInt(10))
)

func must(a typeddata.Amount, err error) typeddata.Amount {
	if err != nil {
		panic("devnet: internal error: " + err.Error())
	}
	return a
}

// Config of a devnet.
type Config struct {
	Dir         string
	RPC         string     // of a development chain (anvil, geth --dev); empty: an in-process chain
	Listen      netip.Addr // that relays bind and advertise
	StrictPeers bool       // production peer policy: no loopback
	Relays      int
	Log         *slog.Logger
}

// ErrConfig says that a devnet cannot be as it was asked for.
var ErrConfig = errors.New("devnet: configuration")

// Net is a devnet that is up.
type Net struct {
	cfg     Config
	state   state
	store   keys.Store
	chain   *devchain.Chain // nil: another's
	client  *chain.Client
	relays  []*relayd.Relay
	file    File
	stopped chan struct{} // closed when a relay stopped by itself
	cause   error
}

// Up brings a devnet up, or goes on with the one in the directory. It returns ErrConfig,
// devchain.ErrInUse, an error of package chain, or what a relay could not do.
func Up(ctx context.Context, cfg Config) (*Net, error) {
	if cfg.Relays < 1 || cfg.Relays > 64 {
		return nil, fmt.Errorf("%w: got %d relays, want 1 to 64", ErrConfig, cfg.Relays)
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	n := &Net{cfg: cfg, store: keys.Store{Dir: filepath.Join(cfg.Dir, "keystore"), Light: true, Log: cfg.Log}, stopped: make(chan struct{})}
	for _, step := range []func(context.Context) error{n.accounts, n.startChain, n.deploy, n.startRelays, n.publish} {
		if err := step(ctx); err != nil {
			n.Close()
			return nil, err
		}
	}
	return n, nil
}

// File says where everything is.
func (n *Net) File() File { return n.file }

// Chain is the in-process chain, nil where another's is used.
func (n *Net) Chain() *devchain.Chain { return n.chain }

// Relays are the running relays.
func (n *Net) Relays() []*relayd.Relay { return n.relays }

// Done is closed when a relay has stopped by itself; Err tells why.
func (n *Net) Done() <-chan struct{} { return n.stopped }

// Err returns why Done is closed.
func (n *Net) Err() error {
	select {
	case <-n.stopped:
		return n.cause
	default:
		return nil
	}
}

// Close stops relays and chain. What is in the directory stays.
func (n *Net) Close() {
	for _, r := range n.relays {
		r.Close()
	}
	if n.client != nil {
		n.client.Close()
	}
	if n.chain != nil {
		n.chain.Close()
	}
}

// startChain starts the in-process chain, or has another's pay the deployer.
func (n *Net) startChain(ctx context.Context) error {
	url := n.cfg.RPC
	if url == "" {
		c, err := devchain.Start(devchain.Config{
			DataDir: filepath.Join(n.cfg.Dir, "chain"),
			Alloc:   map[common.Address]*big.Int{n.state.Deployer: n.funds()},
		})
		if errors.Is(err, devchain.ErrInUse) {
			return fmt.Errorf("%w: a devnet is up there already: use it with --devnet %s", err, n.cfg.Dir)
		}
		if err != nil {
			return err
		}
		n.chain, url = c, c.URL()
	}
	n.state.rpc = url
	if n.cfg.RPC == "" {
		return nil
	}
	return fundFromNode(ctx, url, n.state.Deployer, n.funds())
}

// funds is what the deployer needs, in wei: what the accounts get, and as much as one of
// them for gas.
func (n *Net) funds() *big.Int {
	accounts := 2*len(n.state.Relays) + len(n.state.Payers)
	return new(big.Int).Mul(accountFunds, big.NewInt(int64(accounts+1)))
}

// deploy puts the contracts on the chain, once.
func (n *Net) deploy(ctx context.Context) error {
	if n.state.Contracts.Channels == (common.Address{}) {
		if err := n.deployNew(ctx); err != nil {
			return err
		}
	}
	cfg := n.state.Contracts.Config()
	cfg.Confirmations, cfg.Poll, cfg.Log = confirmations, PollEvery, n.cfg.Log
	client, err := chain.Dial(ctx, n.state.rpc, cfg)
	n.client = client
	if errors.Is(err, chain.ErrNoContract) || errors.Is(err, chain.ErrChainID) {
		return fmt.Errorf("%w: %s belongs to another chain than %s; use another directory", ErrConfig, n.cfg.Dir, n.state.rpc)
	}
	return err
}

func (n *Net) deployNew(ctx context.Context) error {
	caller, err := chain.Connect(ctx, n.state.rpc)
	if err != nil {
		return err
	}
	client, err := chain.NewUndeployed(ctx, caller, chain.Config{Confirmations: confirmations, Poll: PollEvery, Log: n.cfg.Log})
	if err != nil {
		return err
	}
	defer client.Close()
	deployer, err := n.store.Load(n.state.Deployer, keys.PasswordText(password))
	if err != nil {
		return err
	}
	params := deploy.Params{MinStake: minStake}
	for _, r := range n.state.Relays {
		params.Funds = append(params.Funds,
			deploy.Fund{Account: r.Operator, Wei: accountFunds, Tokens: tokens}, deploy.Fund{Account: r.NodeKey, Wei: accountFunds})
	}
	for _, p := range n.state.Payers {
		params.Funds = append(params.Funds, deploy.Fund{Account: p, Wei: accountFunds, Tokens: tokens})
	}
	if n.state.Contracts, err = deploy.Deploy(ctx, client, deployer, params); err != nil {
		return err
	}
	return n.state.write(n.cfg.Dir)
}

func (n *Net) startRelays(ctx context.Context) error {
	for i := range n.state.Relays {
		r, err := n.startRelay(ctx, i)
		if err != nil {
			return fmt.Errorf("devnet: relay %d: %w", i, err)
		}
		n.relays = append(n.relays, r)
	}
	for _, r := range n.relays {
		go func() {
			<-r.Done()
			if err := r.Err(); err != nil {
				n.fail(err)
			}
		}()
	}
	return nil
}

func (n *Net) fail(err error) {
	select {
	case <-n.stopped:
	default:
		n.cause = err
		close(n.stopped)
	}
}

// startRelay starts a relay before it is registered: so its ledger is there before the
// chain knows its node key. Then its operator stakes for it, or publishes where it is now.
func (n *Net) startRelay(ctx context.Context, i int) (*relayd.Relay, error) {
	k := n.state.Relays[i]
	node, err := n.store.Load(k.NodeKey, keys.PasswordText(password))
	if err != nil {
		return nil, err
	}
	operator, err := n.store.Load(k.Operator, keys.PasswordText(password))
	if err != nil {
		return nil, err
	}
	r, err := relayd.Start(ctx, n.relayConfig(i), node, n.cfg.Log.With("relay", i))
	if err != nil {
		return nil, err
	}
	if err := n.register(ctx, r, operator, node); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func (n *Net) relayConfig(i int) config.Config {
	c := config.Default()
	c.DataDir = filepath.Join(n.cfg.Dir, fmt.Sprintf("relay-%d", i))
	c.RPC = n.state.rpc
	c.ChainID, c.Channels, c.Registry = n.state.Contracts.ChainID, n.state.Contracts.Channels, n.state.Contracts.Registry
	c.FromBlock, c.Confirmations, c.Poll = n.state.Contracts.Block, confirmations, PollEvery
	c.Keystore = n.cfg.Dir // the key is loaded already
	c.Payee = n.state.Relays[i].Operator
	c.ListenIP, c.TURNPort, c.Libp2pPort = n.cfg.Listen, 0, 0
	c.Admin = "127.0.0.1:0"
	if !n.cfg.StrictPeers { // peers on this machine are reached at loopback or where the relays are
		c.AllowLoopback, c.Allow = true, config.Prefixes{netip.PrefixFrom(n.cfg.Listen, n.cfg.Listen.BitLen())}
	}
	c.Region = "devnet"
	return c
}

func (n *Net) register(ctx context.Context, r *relayd.Relay, operator, node *keys.Key) error {
	relay, err := n.client.Relay(ctx, operator.Address())
	if err != nil {
		return err
	}
	d, err := r.Descriptor(relay.DescriptorNumber+1, descriptorLifetime)
	if err != nil {
		return err
	}
	account := n.client.Account(operator, chain.AccountConfig{})
	if relay.Staked {
		_, err = account.UpdateDescriptor(ctx, d)
		return err
	}
	_, err = account.Register(ctx, node, stake, d)
	return err
}
