package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/history"
	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/devnet"
)

// passwordEnv holds the password of the payer's keystore.
const passwordEnv = "PORTAGE_PASSWORD"

var errFlags = errors.New("missing options")

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "portage",
		Short: "Reach another machine over a relay that is paid and held to account",
		Long: `portage carries traffic between two machines over a staked relay, and pays for what
arrived, by signed acknowledgements.

Commands that use a chain take --devnet DIR, or --rpc with the contracts' addresses; the
latter may also stand in PORTAGE_RPC, PORTAGE_CHANNELS, PORTAGE_REGISTRY, PORTAGE_CHAIN_ID,
PORTAGE_FROM_BLOCK, PORTAGE_CONFIRMATIONS and PORTAGE_KEYSTORE.`,
		SilenceUsage: true, SilenceErrors: true,
	}
	c.AddCommand(devnetCommand(), listenCommand(), connectCommand(), iceCommand(), relaysCommand(),
		channelsCommand(), closeCommand(), recoverCommand(), watchCommand(), auditCommand(), exportCommand(), keyfile.Command(passwordEnv))
	return c
}

// network are the options that say which deployment, and whose key.
type network struct {
	devnet             string
	rpc                string
	channels, registry string
	chainID, from      uint64
	confirmations      uint64
	keystore, password string
	history            string // directory; empty: none is kept
	evidence           uint32 // one packet in so many is sampled; 0: none
	account            int
	maxPrice, maxFlat  typeddata.Amount
	verbose            bool
	err                error // of the environment
}

func networked(c *cobra.Command) *network {
	n := &network{}
	f := c.Flags()
	f.StringVar(&n.devnet, "devnet", "", "directory of a devnet that is up; its first account pays")
	f.StringVar(&n.rpc, "rpc", os.Getenv("PORTAGE_RPC"), "URL of the chain's JSON-RPC")
	f.StringVar(&n.channels, "channels", os.Getenv("PORTAGE_CHANNELS"), "address of PaymentChannels")
	f.StringVar(&n.registry, "registry", os.Getenv("PORTAGE_REGISTRY"), "address of RelayRegistry")
	f.Uint64Var(&n.chainID, "chain-id", n.number("PORTAGE_CHAIN_ID"), "expected chain id; 0 takes what the RPC says")
	f.Uint64Var(&n.from, "from-block", n.number("PORTAGE_FROM_BLOCK"), "block of the contracts' deployment")
	f.Uint64Var(&n.confirmations, "confirmations", n.number("PORTAGE_CONFIRMATIONS"), "blocks until a block is final; 0 goes by the finalized tag")
	f.StringVar(&n.keystore, "keystore", os.Getenv("PORTAGE_KEYSTORE"), "file of the payer's key (Web3 Secret Storage v3)")
	f.StringVar(&n.password, "password-file", "", "file with its password; else "+passwordEnv+", else a prompt")
	f.StringVar(&n.history, "history", historyDir(), "`directory` that keeps what is signed, for audits; empty: none is kept")
	f.IntVar(&n.account, "account", 0, "which of the devnet's accounts pays")
	f.TextVar(&n.maxPrice, "max-price", typeddata.Amount{}, "highest price per GiB to agree to, `amount` in base units; 0: any")
	f.TextVar(&n.maxFlat, "max-flat", typeddata.Amount{}, "highest flat price to agree to, `amount` in base units; 0: any")
	f.BoolVarP(&n.verbose, "verbose", "v", false, "log more")
	return n
}

// evidenced adds the option to sample packets.
func evidenced(c *cobra.Command, oneIn *uint32) {
	f := c.Flags()
	f.Uint32Var(oneIn, "evidence", 0, fmt.Sprintf("sample one packet in `N` if the other end does too, so that an audit can tell loss and change; without N one in %d; 0: none", sample.DefaultOneIn))
	f.Lookup("evidence").NoOptDefVal = strconv.Itoa(sample.DefaultOneIn)
}

// number reads an environment variable. What is no number is refused by explicit: 0 would
// mean any chain.
func (n *network) number(env string) uint64 {
	text := os.Getenv(env)
	if text == "" {
		return 0
	}
	v, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		n.err = fmt.Errorf("%s: got %q, want a number", env, text)
	}
	return v
}

func (n *network) log() *slog.Logger {
	level := slog.LevelWarn
	if n.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// resolve takes from the devnet's file what no option says.
func (n *network) resolve() (chain.Config, error) {
	if n.devnet == "" {
		return n.explicit()
	}
	f, err := devnet.Read(n.devnet)
	if err != nil {
		return chain.Config{}, err
	}
	if n.account < 0 || n.account >= len(f.Accounts) {
		return chain.Config{}, fmt.Errorf("--account: got %d, the devnet has %d accounts", n.account, len(f.Accounts))
	}
	n.rpc = f.RPC
	if n.keystore == "" {
		n.keystore, n.password = f.Accounts[n.account].Keystore, f.PasswordFile
	}
	return f.Config(), nil
}

func (n *network) explicit() (chain.Config, error) {
	cfg := chain.Config{ChainID: n.chainID, FromBlock: n.from, Confirmations: n.confirmations}
	if n.err != nil {
		return cfg, n.err
	}
	if n.rpc == "" {
		return cfg, fmt.Errorf("%w: name a devnet with --devnet DIR, or a chain with --rpc, --channels and --registry", errFlags)
	}
	for _, a := range []struct {
		option, text string
		to           *common.Address
	}{{"channels", n.channels, &cfg.Channels}, {"registry", n.registry, &cfg.Registry}} {
		if !common.IsHexAddress(a.text) {
			return cfg, fmt.Errorf("%w: --%s: got %q, want an address", errFlags, a.option, a.text)
		}
		*a.to = common.HexToAddress(a.text)
	}
	return cfg, nil
}

// keep has a client keep what it signs, if it pays, and what it samples.
func (n *network) keep(cfg *client.Config, pays bool) error {
	if n.history == "" || !pays && n.evidence == 0 {
		return nil
	}
	d, err := history.Open(n.history)
	if err != nil {
		return err
	}
	cfg.Samples = d
	if pays {
		cfg.History = d
	}
	return nil
}

// dial connects to the chain; with a key if the command pays.
func (n *network) dial(ctx context.Context, pays bool) (*client.Client, *chain.Client, error) {
	cfg, err := n.resolve()
	if err != nil {
		return nil, nil, err
	}
	cfg.Log = n.log()
	var key *keys.Key
	if pays {
		if n.keystore == "" {
			return nil, nil, fmt.Errorf("%w: --keystore: the payer's key; make one with: portage key new", errFlags)
		}
		if key, err = keyfile.Open(n.keystore, n.password, passwordEnv); err != nil {
			return nil, nil, err
		}
	}
	ch, err := chain.Dial(ctx, n.rpc, cfg)
	if err != nil {
		return nil, nil, err
	}
	kept := client.Config{
		Chain: ch, Key: key, Log: n.log(), Caps: market.Caps{PricePerGiB: n.maxPrice, FlatPrice: n.maxFlat},
	}
	if err := n.keep(&kept, pays); err != nil {
		ch.Close()
		return nil, nil, err
	}
	c, err := client.New(kept)
	if err != nil {
		ch.Close()
		return nil, nil, err
	}
	return c, ch, nil
}

// with runs f with a client that is closed afterwards.
func (n *network) with(ctx context.Context, pays bool, f func(*client.Client) error) error {
	c, ch, err := n.dial(ctx, pays)
	if err != nil {
		return err
	}
	defer ch.Close()
	defer c.Close()
	return f(c)
}
