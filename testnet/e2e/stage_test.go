package e2e

import (
	"context"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/testnet/deploy"
	"github.com/portage-relay/portage/testnet/devchain"
)

// password is that of every keystore of a stage.
const password = "of a test"

var (
	ether  = big.NewInt(1e18)
	tokens = typeddata.NewAmount(1e18)
	stake  = typeddata.NewAmount(1e15)
)

// stage is a chain with the contracts, funded keys, and the configuration of a relay
// that a test starts itself, in this process or as one of its own.
type stage struct {
	chain     *devchain.Chain
	contracts deploy.Contracts
	client    *chain.Client
	dir       string // with password and one keystore for each key

	operator, node, payer *keys.Key
	relay                 config.Config
}

// newStage brings it up. The relay's periods are short; its ports are free ones.
func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{dir: t.TempDir(), operator: newKey(t), node: newKey(t), payer: newKey(t)}
	deployer := newKey(t)
	var err error
	s.chain, err = devchain.Start(devchain.Config{Alloc: map[common.Address]*big.Int{deployer.Address(): new(big.Int).Mul(ether, big.NewInt(1000))}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.chain.Close() })
	s.deploy(t, deployer)
	cfg := s.contracts.Config()
	cfg.Confirmations, cfg.Poll = 1, poll
	if s.client, err = chain.Dial(t.Context(), s.chain.URL(), cfg); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.Close)
	if err := os.WriteFile(s.passwordFile(), []byte(password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.relay = s.config(t)
	return s
}

// poll is how often tests look at the chain.
const poll = 20 * time.Millisecond

func newKey(t *testing.T) *keys.Key {
	t.Helper()
	k, err := keys.Generate()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (s *stage) deploy(t *testing.T, deployer *keys.Key) {
	t.Helper()
	caller, err := chain.Connect(t.Context(), s.chain.URL())
	if err != nil {
		t.Fatal(err)
	}
	bare, err := chain.NewUndeployed(t.Context(), caller, chain.Config{Confirmations: 1, Poll: poll})
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	s.contracts, err = deploy.Deploy(t.Context(), bare, deployer, deploy.Params{Funds: []deploy.Fund{
		{Account: s.operator.Address(), Wei: ether, Tokens: tokens},
		{Account: s.node.Address(), Wei: ether},
		{Account: s.payer.Address(), Wei: ether, Tokens: tokens},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) passwordFile() string { return filepath.Join(s.dir, "password") }

// keystore stores a key and returns its file.
func (s *stage) keystore(t *testing.T, k *keys.Key) string {
	t.Helper()
	store := keys.Store{Dir: filepath.Join(s.dir, "keystore"), Light: true}
	if path, err := store.Find(k.Address()); err == nil {
		return path
	}
	path, err := store.Import(k, keys.PasswordText(password))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func (s *stage) config(t *testing.T) config.Config {
	t.Helper()
	c := config.Default()
	c.DataDir = filepath.Join(s.dir, "ledger")
	c.RPC = s.chain.URL()
	c.ChainID, c.Channels, c.Registry, c.FromBlock = s.contracts.ChainID, s.contracts.Channels, s.contracts.Registry, s.contracts.Block
	c.Confirmations, c.Poll = 1, poll
	c.Keystore, c.PasswordFile = s.keystore(t, s.node), s.passwordFile()
	c.Payee = s.operator.Address()
	c.ListenIP, c.Admin, c.AllowLoopback = netip.MustParseAddr("127.0.0.1"), "127.0.0.1:0", true
	c.TURNPort, c.Libp2pPort = freePort(t), freePort(t)
	c.Linger, c.Grace = 300*time.Millisecond, 20*time.Second
	return c
}

// freePort returns a port that nobody has at the moment, neither on TCP nor on UDP.
func freePort(t *testing.T) uint {
	t.Helper()
	for range 64 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := l.Addr().(*net.TCPAddr).Port
		u, err := net.ListenPacket("udp", fmt.Sprintf("127.0.0.1:%d", port))
		l.Close()
		if err == nil {
			u.Close()
			return uint(port)
		}
	}
	t.Fatal("no free port")
	return 0
}

// register has the operator stake for the relay.
func (s *stage) register(t *testing.T) {
	t.Helper()
	op, err := relayd.NewOperator(t.Context(), s.relay, s.operator, s.node, logger())
	if err != nil {
		t.Fatal(err)
	}
	defer op.Close()
	if _, err := op.Register(t.Context(), stake, time.Hour); err != nil {
		t.Fatal(err)
	}
}

// start runs the relay in this process.
func (s *stage) start(t *testing.T) *relayd.Relay {
	t.Helper()
	r, err := relayd.Start(t.Context(), s.relay, s.node, logger())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

// client is a client with the payer's key, or without one.
func (s *stage) newClient(t *testing.T, key *keys.Key, change ...func(*client.Config)) *client.Client {
	t.Helper()
	cfg := client.Config{Key: key, Log: logger()}
	if key != nil {
		cfg.Chain = s.client
	}
	for _, f := range change {
		f(&cfg)
	}
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// address is where the relay of the configuration is.
func (s *stage) address(t *testing.T) string {
	t.Helper()
	id, err := keys.PeerID(s.node)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("/ip4/%s/tcp/%d/p2p/%s", s.relay.ListenIP, s.relay.Libp2pPort, id)
}

func (s *stage) listen(t *testing.T, change ...func(*client.Config)) *client.Listener {
	t.Helper()
	return listenAt(t, s.newClient(t, nil, change...), s.address(t))
}

// listenAt begins to listen at a relay.
func listenAt(t *testing.T, c *client.Client, address string) *client.Listener {
	t.Helper()
	info, err := client.ParseRelay(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.Listen(t.Context(), client.ListenOptions{Relay: info})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// balances are the tokens of all who have any to do with a channel.
type balances struct{ payer, payee, channels typeddata.Amount }

func (s *stage) balances(t *testing.T) (b balances) {
	t.Helper()
	for owner, to := range map[common.Address]*typeddata.Amount{
		s.payer.Address(): &b.payer, s.operator.Address(): &b.payee, s.contracts.Channels: &b.channels,
	} {
		v, err := s.client.TokenBalance(t.Context(), owner)
		if err != nil {
			t.Fatal(err)
		}
		if *to, err = typeddata.AmountFromInt(v); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// conserved checks that what the payer paid since before is what the payee got, and that
// the contract holds no more than before.
func (s *stage) conserved(t *testing.T, before balances, paid typeddata.Amount) {
	t.Helper()
	want := balances{before.payer.SubFloor(paid), before.payee.AddCap(paid), before.channels}
	if got := s.balances(t); got != want {
		t.Errorf("balances: got %+v, want %+v: %s paid of %+v", got, want, paid, before)
	}
}

// settled waits until a channel is settled on chain to at least an amount.
func (s *stage) settled(ctx context.Context, t *testing.T, ch client.Channel, want typeddata.Amount) {
	t.Helper()
	final, err := s.client.Final(ctx)
	if err != nil {
		t.Fatal(err)
	}
	follower := s.client.Follow(chain.Cursor{Number: final.Number, Hash: final.Hash})
	for {
		now, err := s.client.Channel(ctx, ch.ID, ch.Terms.Signer, ch.Terms.Payee)
		if err != nil {
			t.Fatal("settled: ", err)
		}
		if !now.Settled.Less(want) {
			return
		}
		if _, err := follower.Next(ctx); err != nil {
			t.Fatalf("settled %s, want %s: %v", now.Settled, want, err)
		}
	}
}
