// Package market is what a relay with accounting needs around it in the benchmark: a chain
// with the contracts, a payer with open channels, and the endpoints that acknowledge what
// the generator received. The relay is the real one, in a process of its own; payers use
// the client's own package.
package market

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/big"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/multiformats/go-multiaddr"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/bench/target"
	"github.com/portage-relay/portage/testnet/deploy"
	"github.com/portage-relay/portage/testnet/devchain"
)

const (
	password      = "bench"
	confirmations = 1
	// closingPeriod and unbondingPeriod are those of a public chain, seconds, so that no
	// age makes the relay settle within the benchmark.
	closingPeriod   = 24 * 60 * 60
	unbondingPeriod = 15 * 24 * 60 * 60
	chainPoll       = 50 * time.Millisecond
	startWithin     = 60 * time.Second
)

// Amounts, in base units of 18 decimals; the price is 0.05 tokens a GiB.
var (
	ether       = big.NewInt(1e18)
	funds       = amount("1000000000000000000000000") // the payer's
	deposit     = amount("1000000000000000000000")    // of a channel
	maxAmount   = amount("10000000000000000000")      // of a session: 200 GiB
	pricePerGiB = "50000000000000000"
	// What a search for the highest rate loses behind the relay, no payer pays: the credit
	// must outlast it. It is checked all the same, byte by byte.
	creditCap = "800000000000000000" // 16 GiB
	w0        = "200000000000000000" // 4 GiB
	eps       = "255"                // per mille
	never     = "1000000000000000000000000"
)

func amount(s string) typeddata.Amount {
	a, err := typeddata.ParseAmount(s)
	if err != nil {
		panic("market: internal error: " + err.Error())
	}
	return a
}

// Market is a chain and who has to do with one relay on it.
type Market struct {
	dir         string
	chain       *devchain.Chain
	contracts   deploy.Contracts
	client      *chain.Client
	node, payer *keys.Key
	operator    common.Address
	keystore    string
	relay       peer.AddrInfo
	channels    []*payChannel
	sessions    []*Session
	stopAcks    context.CancelFunc
	acks        errgroup.Group
	Acks, Lost  uint64 // acknowledgements sent, and those whose stream broke; atomic
}

// payChannel is a channel with its signer's host.
type payChannel struct {
	terms  receipt.ChannelTerms
	signer *keys.Key
	host   host.Host
	payer  *pay.Payer
}

// Open starts the chain and deploys the contracts. Its files go to dir.
func Open(ctx context.Context, dir string) (*Market, error) {
	m := &Market{dir: dir}
	if err := m.open(ctx); err != nil {
		m.Close()
		return nil, err
	}
	return m, nil
}

func (m *Market) open(ctx context.Context) error {
	deployer, err := keys.Generate()
	if err != nil {
		return err
	}
	if m.node, err = keys.Generate(); err != nil {
		return err
	}
	if m.payer, err = keys.Generate(); err != nil {
		return err
	}
	m.operator = common.HexToAddress("0x0e")
	m.chain, err = devchain.Start(devchain.Config{Alloc: map[common.Address]*big.Int{deployer.Address(): new(big.Int).Mul(ether, big.NewInt(1000))}})
	if err != nil {
		return err
	}
	caller, err := chain.Connect(ctx, m.chain.URL())
	if err != nil {
		return err
	}
	bare, err := chain.NewUndeployed(ctx, caller, chain.Config{Confirmations: confirmations, Poll: chainPoll})
	if err != nil {
		return err
	}
	defer bare.Close()
	m.contracts, err = deploy.Deploy(ctx, bare, deployer, deploy.Params{
		ClosingPeriod: closingPeriod, UnbondingPeriod: unbondingPeriod,
		Funds: []deploy.Fund{{Account: m.node.Address(), Wei: ether}, {Account: m.payer.Address(), Wei: ether, Tokens: funds}},
	})
	if err != nil {
		return err
	}
	cfg := m.contracts.Config()
	cfg.Confirmations, cfg.Poll = confirmations, chainPoll
	if m.client, err = chain.Dial(ctx, m.chain.URL(), cfg); err != nil {
		return err
	}
	store := keys.Store{Dir: filepath.Join(m.dir, "keystore"), Light: true}
	if m.keystore, err = store.Import(m.node, keys.PasswordText(password)); err != nil {
		return err
	}
	return os.WriteFile(m.file("password"), []byte(password), 0o600)
}

func (m *Market) file(name string) string { return filepath.Join(m.dir, name) }

// Start starts the relay on a core, with an empty ledger of its own.
func (m *Market) Start(core int, relayd string, at netip.AddrPort) (*target.Process, error) {
	ledger, err := os.MkdirTemp(m.dir, "ledger-")
	if err != nil {
		return nil, err
	}
	options, err := json.Marshal(map[string]string{
		"data-dir": ledger, "rpc": m.chain.URL(), "chain-id": fmt.Sprint(m.contracts.ChainID),
		"channels": m.contracts.Channels.Hex(), "registry": m.contracts.Registry.Hex(),
		"from-block": fmt.Sprint(m.contracts.Block), "confirmations": fmt.Sprint(confirmations),
		"keystore": m.keystore, "password-file": m.file("password"), "payee": m.operator.Hex(),
		"listen": at.Addr().String(), "turn-port": fmt.Sprint(at.Port()), "libp2p-port": "0", "admin": "",
		"price-per-gib": pricePerGiB, "credit-cap": creditCap, "w0": w0, "eps": eps,
		"settle-least": never, "settle-amount": never, "allow-loopback": "true",
	})
	if err != nil {
		return nil, err
	}
	file := ledger + ".json"
	if err := os.WriteFile(file, options, 0o600); err != nil {
		return nil, err
	}
	p, err := target.Start(core, nil, relayd, "run", "--config", file)
	if err != nil {
		return nil, err
	}
	if err := m.meet(p); err != nil {
		p.Stop()
		return nil, err
	}
	return p, nil
}

// meet learns from the relay's output where its libp2p host is, and waits until it is ready.
func (m *Market) meet(p *target.Process) error {
	for {
		text, err := p.Line("libp2p", startWithin)
		if err != nil {
			return err
		}
		if !strings.Contains(text, "/tcp/") {
			continue
		}
		a, err := multiaddr.NewMultiaddr(text)
		if err != nil {
			return err
		}
		info, err := peer.AddrInfoFromP2pAddr(a)
		if err != nil {
			return err
		}
		m.relay = *info
		_, err = p.Line("ready", startWithin)
		return err
	}
}

// Close ends everything.
func (m *Market) Close() {
	if m.stopAcks != nil {
		m.stopAcks()
		m.acks.Wait() //nolint:errcheck // its end
	}
	for _, c := range m.channels {
		if c.payer != nil {
			c.payer.Close()
		}
		c.host.Close()
	}
	if m.client != nil {
		m.client.Close()
	}
	if m.chain != nil {
		m.chain.Close()
	}
}

// grow opens channels and attaches to the relay until there are n.
func (m *Market) grow(ctx context.Context, n int) error {
	var fresh []*payChannel
	for len(m.channels)+len(fresh) < n {
		c, err := m.newChannel(ctx, uint64(len(m.channels)+len(fresh)))
		if err != nil {
			return err
		}
		fresh = append(fresh, c)
	}
	m.channels = append(m.channels, fresh...)
	for rest := fresh; len(rest) > 0; rest = rest[min(len(rest), openAtOnce):] {
		var openings []chain.Opening
		for _, c := range rest[:min(len(rest), openAtOnce)] {
			openings = append(openings, chain.Opening{Terms: c.terms, Deposit: deposit})
		}
		if _, _, err := m.client.Account(m.payer, chain.AccountConfig{}).OpenMany(ctx, openings); err != nil {
			return err
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(8)
	for _, c := range fresh {
		group.Go(func() error { return m.attach(ctx, c) })
	}
	return group.Wait()
}

// openAtOnce is how many channels one transaction opens.
const openAtOnce = 32

// newChannel makes the terms of a channel and its signer's host: one for each channel,
// as a relay bounds the streams of one peer.
func (m *Market) newChannel(ctx context.Context, salt uint64) (*payChannel, error) {
	head, err := m.client.Head(ctx)
	if err != nil {
		return nil, err
	}
	signer, err := keys.Generate()
	if err != nil {
		return nil, err
	}
	identity, err := keys.Identity(signer)
	if err != nil {
		return nil, err
	}
	h, err := libp2p.New(libp2p.Identity(identity), libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.Ping(false), libp2p.DisableMetrics())
	if err != nil {
		return nil, err
	}
	return &payChannel{signer: signer, host: h, terms: receipt.ChannelTerms{
		Payer: m.payer.Address(), Signer: signer.Address(), Payee: m.operator, Closer: m.node.Address(),
		CreditCap: amount(creditCap), OpenBy: head.Time + 600, Salt: salt,
	}}, nil
}

func (m *Market) deployment() channel.Deployment {
	return channel.Deployment{Domain: m.client.Domain(), ClosingPeriod: m.client.ClosingPeriod()}
}

func (m *Market) attach(ctx context.Context, c *payChannel) (err error) {
	c.payer, err = pay.Attach(ctx, pay.Config{
		Deployment: m.deployment(), Terms: c.terms, NodeKey: m.node.Address(), Signer: c.signer,
		Clock: m.now, Open: m.opener(c, wire.PayProtocol), Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	return err
}

func (m *Market) now(ctx context.Context) (channel.Time, error) {
	head, err := m.client.Head(ctx)
	return channel.Time{Ms: uint64(time.Now().UnixMilli()), Head: head.Time}, err
}

func (m *Market) opener(c *payChannel, proto string) pay.Opener {
	return func(ctx context.Context) (pay.Stream, error) {
		if err := c.host.Connect(ctx, m.relay); err != nil {
			return nil, err
		}
		return c.host.NewStream(ctx, m.relay.ID, protocol.ID(proto))
	}
}
