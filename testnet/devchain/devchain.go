// Package devchain runs a real go-ethereum chain inside the process: JSON-RPC over HTTP and
// WebSocket on one address, prefunded accounts, blocks on demand, and a clock that can be moved.
//
// Known of it, as of any chain in geth's developer mode:
//   - the finalized tag stays at block 0 until block 32, then moves every 32 blocks;
//   - each block is at least one second later than the one before it, so head time runs ahead of
//     the wall clock under load, and stays ahead after a jump until the wall clock catches up.
//
// So finality on it is a number of confirmations, and all deadlines go by head time.
package devchain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/catalyst"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
)

const (
	// DefaultChainID is the chain id where Config names none: geth's developer chain.
	DefaultChainID = 1337
	// DefaultListen is loopback at a free port.
	DefaultListen = "127.0.0.1:0"

	cacheMiB    = 16  // for the database and for the state each; a devnet is small
	maxAttempts = 100 // to find the pool empty while others send transactions
)

var (
	// ErrInUse says that another process, or another chain of this one, has the address or the data directory.
	ErrInUse = errors.New("devchain: in use")
	// ErrOtherChain says that the data directory holds a chain with another id or other prefunded accounts.
	ErrOtherChain = errors.New("devchain: data directory holds another chain")
	// ErrBusy says that transactions arrived faster than they could be mined away.
	ErrBusy = errors.New("devchain: pool never empty")
	// ErrReorgDepth says that a reorg was to go behind block 0.
	ErrReorgDepth = errors.New("devchain: reorg deeper than the chain")
	// ErrClosed says that the chain was closed.
	ErrClosed = errors.New("devchain: closed")
)

// Config describes a chain. The zero value is one in memory, with nobody funded.
type Config struct {
	ChainID uint64                      // zero: DefaultChainID
	Alloc   map[common.Address]*big.Int // wei at block 0
	DataDir string                      // keeps the chain, also from a killed process; empty: in memory
	Listen  string                      // host:port of HTTP and WebSocket; empty: DefaultListen
	Period  time.Duration               // between blocks; zero: a block as soon as there is a transaction
	Manual  bool                        // mine only on Commit, AdjustTime and Reorg; Period is ignored
}

// Chain is a running chain. Its methods are safe for concurrent use.
type Chain struct {
	url, wsURL string
	node       *node.Node
	eth        *eth.Ethereum
	rpc        *rpc.Client
	durable    bool          // there is a data directory
	stop       chan struct{} // closed by Close
	stopped    chan struct{} // closed when the miner has returned

	mu     sync.Mutex // the beacon has no lock of its own
	beacon *catalyst.SimulatedBeacon
	closed bool
}

// Start starts a chain, or goes on with the one in cfg.DataDir. It returns ErrInUse or
// ErrOtherChain where they apply.
func Start(cfg Config) (*Chain, error) {
	host, port, err := listenAddress(cfg.Listen)
	if err != nil {
		return nil, err
	}
	stack, err := node.New(nodeConfig(cfg, host, port))
	if errors.Is(err, node.ErrDatadirUsed) {
		return nil, fmt.Errorf("%w: %s", ErrInUse, cfg.DataDir)
	} else if err != nil {
		return nil, fmt.Errorf("devchain: %w", err)
	}
	c, err := start(stack, cfg)
	if err != nil {
		return nil, errors.Join(err, closeNode(stack))
	}
	go c.mine(cfg)
	return c, nil
}

func start(stack *node.Node, cfg Config) (*Chain, error) {
	genesis := genesis(cfg)
	if err := checkStored(stack, cfg, genesis); err != nil {
		return nil, err
	}
	backend, err := eth.New(stack, ethConfig(genesis))
	if err != nil {
		return nil, fmt.Errorf("devchain: %w", err)
	}
	c := &Chain{node: stack, eth: backend, durable: cfg.DataDir != "", stop: make(chan struct{}), stopped: make(chan struct{})}
	filter := filters.NewFilterSystem(backend.APIBackend, filters.Config{})
	stack.RegisterAPIs([]rpc.API{
		{Namespace: "eth", Service: filters.NewFilterAPI(filter)},
		{Namespace: "evm", Service: &evmAPI{c}},
	})
	// The beacon comes before the node starts, so that no request finds it missing.
	if c.beacon, err = catalyst.NewSimulatedBeacon(0, common.Address{}, backend); err != nil {
		return nil, fmt.Errorf("devchain: %w", err)
	}
	if err := stack.Start(); err != nil {
		return nil, fmt.Errorf("devchain: %w", err)
	}
	c.rpc, c.url, c.wsURL = stack.Attach(), stack.HTTPEndpoint(), stack.WSEndpoint()
	return c, nil
}

// listenAddress splits listen and finds out early if somebody else has it: geth leaks its
// goroutines when it finds out late.
func listenAddress(listen string) (host string, port int, err error) {
	if listen == "" {
		listen = DefaultListen
	}
	l, err := net.Listen("tcp", listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return "", 0, fmt.Errorf("%w: %s", ErrInUse, listen)
	} else if err != nil {
		return "", 0, fmt.Errorf("devchain: %w", err)
	}
	defer l.Close()
	host, text, err := net.SplitHostPort(listen)
	if err != nil {
		return "", 0, fmt.Errorf("devchain: %w", err)
	}
	port, err = strconv.Atoi(text)
	if err != nil {
		return "", 0, fmt.Errorf("devchain: port: %w", err)
	}
	return host, port, nil
}

func nodeConfig(cfg Config, host string, port int) *node.Config {
	modules := []string{"eth", "net", "web3", "txpool", "evm"}
	c := node.DefaultConfig
	c.Name = "devchain"
	c.DataDir = cfg.DataDir
	c.P2P = p2p.Config{NoDiscovery: true, NoDial: true}
	c.HTTPHost, c.HTTPPort, c.HTTPModules = host, port, modules
	c.WSHost, c.WSPort, c.WSModules = host, port, modules
	return &c
}

// genesis has every fork that is live on mainnet and none that is only planned, so that gas on a
// devnet is gas in the world.
func genesis(cfg Config) *core.Genesis {
	config := *params.AllDevChainProtocolChanges
	config.BogotaTime = nil
	config.ChainID = new(big.Int).SetUint64(cfg.chainID())
	alloc := core.SystemContractAllocs()
	for address, wei := range cfg.Alloc {
		alloc[address] = types.Account{Balance: wei}
	}
	return &core.Genesis{
		Config:     &config,
		GasLimit:   ethconfig.Defaults.Miner.GasCeil,
		BaseFee:    big.NewInt(params.InitialBaseFee),
		Difficulty: new(big.Int),
		Alloc:      alloc,
	}
}

func (cfg Config) chainID() uint64 {
	if cfg.ChainID == 0 {
		return DefaultChainID
	}
	return cfg.ChainID
}

// ethConfig writes each block's whole state to the database as it is mined: geth by default keeps it in
// memory until a clean end, and a killed process goes back to block 0.
func ethConfig(genesis *core.Genesis) *ethconfig.Config {
	c := ethconfig.Defaults
	c.Genesis = genesis
	c.SyncMode = ethconfig.FullSync
	c.StateScheme, c.NoPruning = rawdb.HashScheme, true
	c.DatabaseCache, c.TrieCleanCache, c.TrieDirtyCache, c.SnapshotCache = cacheMiB, cacheMiB, 0, 0
	c.LogNoHistory = true
	c.TxPool.NoLocals, c.TxPool.Journal = true, ""
	c.BlobPool.Datadir = ""
	return &c
}

// checkStored returns ErrOtherChain if the data directory's chain is not the one that cfg describes.
func checkStored(stack *node.Node, cfg Config, genesis *core.Genesis) error {
	if cfg.DataDir == "" {
		return nil
	}
	db, err := stack.OpenDatabase("chaindata", cacheMiB, 0, "", false)
	if err != nil {
		return fmt.Errorf("devchain: %w", err)
	}
	defer db.Close()
	stored := rawdb.ReadCanonicalHash(db, 0)
	if stored == (common.Hash{}) {
		return nil
	}
	if want := genesis.ToBlock().Hash(); stored != want {
		return fmt.Errorf("%w: got block 0 %s, want %s", ErrOtherChain, stored, want)
	}
	if config := rawdb.ReadChainConfig(db, stored); config == nil || config.ChainID.Cmp(genesis.Config.ChainID) != 0 {
		return fmt.Errorf("%w: want chain id %s", ErrOtherChain, genesis.Config.ChainID)
	}
	return nil
}

// URL is where JSON-RPC is served over HTTP.
func (c *Chain) URL() string { return c.url }

// WSURL is where JSON-RPC is served over WebSocket.
func (c *Chain) WSURL() string { return c.wsURL }

// RPC is a client inside the process. It ends with the chain.
func (c *Chain) RPC() *rpc.Client { return c.rpc }

// Close stops mining, serving and all that belongs to the chain. The second call returns ErrClosed.
func (c *Chain) Close() error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return ErrClosed
	}
	c.closed = true
	c.mu.Unlock()
	close(c.stop)
	<-c.stopped
	c.rpc.Close()
	return errors.Join(c.beacon.Stop(), closeNode(c.node))
}

func closeNode(stack *node.Node) error {
	if err := stack.Close(); err != nil && !errors.Is(err, node.ErrNodeStopped) {
		return fmt.Errorf("devchain: %w", err)
	}
	return nil
}

// AdvanceTime moves head time forward by d, in whole seconds, on any development chain that knows
// evm_increaseTime and evm_mine: this package's, or anvil.
func AdvanceTime(ctx context.Context, client *rpc.Client, d time.Duration) error {
	if err := client.CallContext(ctx, nil, "evm_increaseTime", uint64(d/time.Second)); err != nil {
		return fmt.Errorf("devchain: evm_increaseTime: %w", err)
	}
	if err := client.CallContext(ctx, nil, "evm_mine"); err != nil {
		return fmt.Errorf("devchain: evm_mine: %w", err)
	}
	return nil
}
