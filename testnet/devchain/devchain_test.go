package devchain

import (
	"context"
	"errors"
	"math/big"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
)

var (
	richKey, _ = crypto.ToECDSA(common.LeftPadBytes([]byte{1}, 32))
	rich       = crypto.PubkeyToAddress(richKey.PublicKey)
	poor       = common.HexToAddress("0x00000000000000000000000000000000000000aa")
	ether      = big.NewInt(params.Ether)
)

func config() Config {
	return Config{Alloc: map[common.Address]*big.Int{rich: ether}}
}

func mustStart(t *testing.T, cfg Config) (*Chain, *ethclient.Client) {
	t.Helper()
	c, err := Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil && !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	})
	return c, dial(t, c.URL())
}

func dial(t *testing.T, url string) *ethclient.Client {
	t.Helper()
	client, err := ethclient.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// pay sends 1 wei to poor and returns the transaction's hash.
func pay(t *testing.T, client *ethclient.Client, chainID int64, nonce uint64) common.Hash {
	t.Helper()
	tx, err := types.SignNewTx(richKey, types.LatestSignerForChainID(big.NewInt(chainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(chainID), Nonce: nonce, To: &poor, Value: big.NewInt(1), Gas: params.TxGas,
		GasFeeCap: big.NewInt(10 * params.GWei), GasTipCap: big.NewInt(params.GWei),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.SendTransaction(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	return tx.Hash()
}

// heads subscribes to new heads.
func heads(t *testing.T, c *Chain) <-chan *types.Header {
	t.Helper()
	ch := make(chan *types.Header, 256)
	sub, err := dial(t, c.WSURL()).SubscribeNewHead(t.Context(), ch)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sub.Unsubscribe)
	return ch
}

// await takes heads until the balance of poor is wei.
func await(t *testing.T, client *ethclient.Client, heads <-chan *types.Header, wei int64) {
	t.Helper()
	for {
		select {
		case <-heads:
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		}
		if balance(t, client) == wei {
			return
		}
	}
}

func balance(t *testing.T, client *ethclient.Client) int64 {
	t.Helper()
	got, err := client.BalanceAt(t.Context(), poor, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got.Int64()
}

func headTime(t *testing.T, client *ethclient.Client) uint64 {
	t.Helper()
	head, err := client.HeaderByNumber(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return head.Time
}

func TestMinesOnTransaction(t *testing.T) {
	cfg := config()
	cfg.ChainID = 4242
	c, client := mustStart(t, cfg)
	if id, err := client.ChainID(t.Context()); err != nil || id.Uint64() != 4242 {
		t.Errorf("got chain id %v, %v; want 4242", id, err)
	}
	news := heads(t, c)
	const n = 50
	for nonce := range uint64(n) {
		pay(t, client, 4242, nonce)
	}
	await(t, client, news, n)
}

func TestMinesPeriodically(t *testing.T) {
	cfg := config()
	cfg.Period = 10 * time.Millisecond
	c, client := mustStart(t, cfg)
	news := heads(t, c)
	<-news // an empty block
	pay(t, client, DefaultChainID, 0)
	await(t, client, news, 1)
}

func TestManualMinesOnCommit(t *testing.T) {
	cfg := config()
	cfg.Manual = true
	c, client := mustStart(t, cfg)
	pay(t, client, DefaultChainID, 0)
	if got := balance(t, client); got != 0 {
		t.Fatalf("got balance %d before the block", got)
	}
	hash := c.Commit()
	if got := balance(t, client); got != 1 {
		t.Errorf("got balance %d, want 1", got)
	}
	if head, err := client.HeaderByHash(t.Context(), hash); err != nil || head.Number.Uint64() != 1 {
		t.Errorf("got head %v, %v; want block 1", head, err)
	}
}

func TestAdjustTimeMovesHeadTime(t *testing.T) {
	c, client := mustStart(t, config())
	c.Commit()
	before := headTime(t, client)
	if err := c.AdjustTime(time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := headTime(t, client) - before; got != 3600 {
		t.Errorf("AdjustTime: head time moved by %d s, want 3600", got)
	}
	if err := AdvanceTime(t.Context(), dial(t, c.URL()).Client(), time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := headTime(t, client) - before; got < 7200 || got > 7210 {
		t.Errorf("AdvanceTime: head time moved by %d s, want 7200 and a block", got)
	}
	if err := AdvanceTime(t.Context(), c.RPC(), 1<<33*time.Second); err == nil {
		t.Error("a jump of 272 years: got no error")
	}
}

func TestAdjustTimeMinesThePoolFirst(t *testing.T) {
	c, client := mustStart(t, config())
	var sending sync.WaitGroup
	for nonce := range uint64(20) {
		pay(t, client, DefaultChainID, nonce)
		sending.Go(func() {
			if err := c.AdjustTime(time.Second); err != nil {
				t.Error(err)
			}
		})
	}
	sending.Wait()
	if err := c.AdjustTime(time.Second); err != nil {
		t.Fatal(err)
	}
	if got := balance(t, client); got != 20 {
		t.Errorf("got balance %d, want 20", got)
	}
}

func TestReorg(t *testing.T) {
	for _, drop := range []bool{false, true} {
		cfg := config()
		cfg.Manual = true
		c, client := mustStart(t, cfg)
		c.Commit()
		hash := pay(t, client, DefaultChainID, 0)
		old := c.Commit()
		c.Commit()
		if err := c.Reorg(2, drop); err != nil {
			t.Fatal(err)
		}
		head, err := client.HeaderByNumber(t.Context(), nil)
		if err != nil || head.Number.Uint64() != 4 {
			t.Fatalf("got head %v, %v; want block 4", head, err)
		}
		if block, err := client.HeaderByNumber(t.Context(), big.NewInt(2)); err != nil || block.Hash() == old {
			t.Errorf("block 2: got %v, %v; want another than before", block, err)
		}
		receipt, err := client.TransactionReceipt(t.Context(), hash)
		if drop && (err == nil || balance(t, client) != 0) {
			t.Errorf("dropped transaction: got receipt %v", receipt)
		}
		if !drop && (err != nil || receipt.BlockHash == old || balance(t, client) != 1) {
			t.Errorf("kept transaction: got receipt %v, %v; want one in a new block", receipt, err)
		}
		if err := c.Reorg(99, false); !errors.Is(err, ErrReorgDepth) {
			t.Errorf("got %v, want %v", err, ErrReorgDepth)
		}
	}
}

func TestDataDirKeepsTheChain(t *testing.T) {
	cfg := config()
	cfg.DataDir = t.TempDir()
	cfg.Manual = true
	c, client := mustStart(t, cfg)
	pay(t, client, DefaultChainID, 0)
	head := c.Commit()
	if _, err := Start(cfg); !errors.Is(err, ErrInUse) {
		t.Errorf("second chain in one directory: got %v, want %v", err, ErrInUse)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Config){
		"chain id": func(cfg *Config) { cfg.ChainID = 5 },
		"accounts": func(cfg *Config) { cfg.Alloc = nil },
	} {
		other := cfg
		change(&other)
		if _, err := Start(other); !errors.Is(err, ErrOtherChain) {
			t.Errorf("other %s: got %v, want %v", name, err, ErrOtherChain)
		}
	}
	c, client = mustStart(t, cfg)
	if got, err := client.HeaderByNumber(t.Context(), nil); err != nil || got.Hash() != head || balance(t, client) != 1 {
		t.Errorf("got head %v, %v; want %s", got, err, head)
	}
	pay(t, client, DefaultChainID, 1)
	if c.Commit(); balance(t, client) != 2 {
		t.Error("the chain does not go on")
	}
}

// TestKilledProcessLosesNoBlock runs itself as a child that mines one payment and is then killed.
func TestKilledProcessLosesNoBlock(t *testing.T) {
	cfg := config()
	cfg.Manual = true
	if cfg.DataDir = os.Getenv("PORTAGE_TEST_KILLED_DIR"); cfg.DataDir != "" {
		c, client := mustStart(t, cfg)
		for nonce := range uint64(3) {
			pay(t, client, DefaultChainID, nonce)
			c.Commit()
		}
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if err := self.Kill(); err != nil {
			t.Fatal(err)
		}
		select {} // until the signal arrives
	}
	cfg.DataDir = t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledProcessLosesNoBlock$")
	child.Env = append(os.Environ(), "PORTAGE_TEST_KILLED_DIR="+cfg.DataDir)
	if out, err := child.CombinedOutput(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("child: got %v, want it killed: %s", err, out)
	}
	if _, client := mustStart(t, cfg); balance(t, client) != 3 {
		t.Errorf("got balance %d after the kill, want 3", balance(t, client))
	}
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", DefaultListen)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Start(Config{Listen: l.Addr().String()}); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want %v", err, ErrInUse)
	}
	for _, listen := range []string{"127.0.0.1", "127.0.0.1:port", "256.0.0.1:0"} {
		if _, err := Start(Config{Listen: listen}); err == nil {
			t.Errorf("%s: got no error", listen)
		}
	}
}

func TestCloseLeavesNoGoroutine(t *testing.T) {
	run := func() {
		c, err := Start(config())
		if err != nil {
			t.Fatal(err)
		}
		client, err := rpc.DialContext(context.Background(), c.WSURL())
		if err != nil {
			t.Fatal(err)
		}
		pay(t, ethclient.NewClient(client), DefaultChainID, 0)
		client.Close()
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); !errors.Is(err, ErrClosed) {
			t.Errorf("second Close: got %v, want %v", err, ErrClosed)
		}
		if c.Commit() != (common.Hash{}) || !errors.Is(c.AdjustTime(time.Hour), ErrClosed) {
			t.Error("a closed chain still mines")
		}
	}
	run() // starts what geth keeps for the whole process
	before := runtime.NumGoroutine()
	run()
	for deadline := time.Now().Add(time.Minute); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("got %d goroutines, want %d\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
