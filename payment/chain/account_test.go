package chain

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/typeddata"
)

const blockTime = 12 * time.Second

// testSigner signs with a key of this test.
type testSigner struct{ key *ecdsa.PrivateKey }

func (s testSigner) Address() common.Address { return crypto.PubkeyToAddress(s.key.PublicKey) }

func (s testSigner) SignDigest(_ context.Context, digest common.Hash) (typeddata.Signature, error) {
	return typeddata.Sign(s.key, digest)
}

func (s testSigner) SignTx(_ context.Context, tx *types.Transaction, id *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(id), s.key)
}

// fakePool is the transaction pool and state of one account on a fake chain. Its fields are under the chain's lock.
type fakePool struct {
	chain    *fakeChain
	nonce    uint64 // mined
	pool     map[uint64]*types.Transaction
	receipts map[common.Hash]*types.Receipt
	all      []*types.Transaction // ever taken, in order

	wants   func(*types.Transaction) bool // which transactions the miner takes; nil: all
	reverts map[uint64]bool               // nonces that revert when mined
	balance *big.Int
	gas     func(data []byte) uint64
	sent    func(*types.Transaction) error // before a transaction is taken; an error refuses it
	after   func(*types.Transaction) error // after; an error loses the answer
}

var oneEther = big.NewInt(1e18)

func newFakePool() *fakePool {
	p := &fakePool{
		chain: newFakeChain(), pool: map[uint64]*types.Transaction{}, receipts: map[common.Hash]*types.Receipt{},
		reverts: map[uint64]bool{}, balance: new(big.Int).Mul(oneEther, big.NewInt(100)),
		gas: func([]byte) uint64 { return 50_000 },
	}
	p.chain.other = p.answer
	return p
}

func (p *fakePool) answer(method string, args []any) (any, error) {
	switch method {
	case "eth_estimateGas":
		return hexutil.Uint64(p.gas(args[0].(message).Data)), nil
	case "eth_maxPriorityFeePerGas":
		return (*hexutil.Big)(big.NewInt(1e9)), nil
	case "eth_getBalance":
		return (*hexutil.Big)(p.balance), nil
	case "eth_getTransactionCount":
		return hexutil.Uint64(p.count(args[1].(string))), nil
	case "eth_sendRawTransaction":
		return p.take(args[0].(hexutil.Bytes))
	case "eth_getTransactionByHash":
		for _, tx := range p.pool {
			if tx.Hash() == args[0].(common.Hash) {
				return map[string]any{"hash": tx.Hash()}, nil
			}
		}
		return nil, nil
	case "eth_getTransactionReceipt":
		if r, ok := p.receipts[args[0].(common.Hash)]; ok {
			return r, nil
		}
		return nil, nil
	case "eth_call":
		return nil, refusal{code: 3, text: "execution reverted", data: hexutil.Encode(channelsEvents.Errors["ZeroDeposit"].ID.Bytes()[:4])}
	}
	return nil, refusal{code: -32601, text: "no such method " + method}
}

func (p *fakePool) count(at string) uint64 {
	n := p.nonce
	for at == "pending" && p.pool[n] != nil {
		n++
	}
	return n
}

// take is the pool's rule: no used nonce, and replacements by a tenth more.
func (p *fakePool) take(raw []byte) (any, error) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, refusal{code: -32602, text: err.Error()}
	}
	if p.sent != nil {
		if err := p.sent(tx); err != nil {
			return nil, err
		}
	}
	old := p.pool[tx.Nonce()]
	tenth := func(v *big.Int) *big.Int {
		return new(big.Int).Div(new(big.Int).Mul(v, big.NewInt(110)), big.NewInt(100))
	}
	switch {
	case tx.Nonce() < p.nonce:
		return nil, refusal{code: -32000, text: "nonce too low"}
	case old != nil && old.Hash() == tx.Hash():
		return nil, refusal{code: -32000, text: "already known"}
	case old != nil && (tx.GasFeeCap().Cmp(tenth(old.GasFeeCap())) < 0 || tx.GasTipCap().Cmp(tenth(old.GasTipCap())) < 0):
		return nil, refusal{code: -32000, text: "replacement transaction underpriced"}
	}
	p.pool[tx.Nonce()] = tx
	p.all = append(p.all, tx)
	if p.after != nil {
		if err := p.after(tx); err != nil {
			return nil, err
		}
	}
	return tx.Hash(), nil
}

// mine makes a block of what the miner wants.
func (p *fakePool) mine() {
	p.chain.extend(0)
	p.chain.mu.Lock()
	defer p.chain.mu.Unlock()
	head := p.chain.canon[len(p.chain.canon)-1].head
	for tx := p.pool[p.nonce]; tx != nil && (p.wants == nil || p.wants(tx)); tx = p.pool[p.nonce] {
		r := &types.Receipt{
			TxHash: tx.Hash(), BlockHash: head.Hash, BlockNumber: new(big.Int).SetUint64(head.Number), Status: 1,
			GasUsed: 40_000, EffectiveGasPrice: big.NewInt(2e9), Logs: []*types.Log{},
		}
		if p.reverts[p.nonce] {
			r.Status = 0
		}
		p.receipts[tx.Hash()] = r
		delete(p.pool, p.nonce)
		p.nonce++
	}
}

// mineRegularly makes blocks until the test ends.
func (p *fakePool) mineRegularly(t *testing.T) {
	go func() {
		for sleep(t.Context(), blockTime) == nil {
			p.mine()
		}
	}()
}

// inBubble runs a test in its own time, with an account on a fake pool.
func inBubble(t *testing.T, cfg AccountConfig, test func(*testing.T, *fakePool, *Account)) {
	synctest.Test(t, func(t *testing.T) {
		key, err := crypto.ToECDSA(common.LeftPadBytes([]byte{7}, 32))
		if err != nil {
			t.Fatal(err)
		}
		p := newFakePool()
		test(t, p, p.chain.client(1).Account(testSigner{key}, cfg))
	})
}

var somewhere = common.Address{0xaa}

func (p *fakePool) nonces() (out []uint64) {
	for _, tx := range p.all {
		out = append(out, tx.Nonce())
	}
	return out
}

func TestSendGivesEachItsNonce(t *testing.T) {
	for _, blind := range []bool{false, true} {
		testSendGivesEachItsNonce(t, blind)
	}
}

// testSendGivesEachItsNonce may use a node that does not count what is in its pool.
func testSendGivesEachItsNonce(t *testing.T, blind bool) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.chain.fault = func(method string, answer any) (any, error) {
			if method == "eth_getTransactionCount" && blind {
				return hexutil.Uint64(p.nonce), nil
			}
			return answer, nil
		}
		p.mineRegularly(t)
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				mined, err := a.Call(t.Context(), somewhere, nil)
				if err != nil || mined.GasUsed != 40_000 || mined.Block == 0 {
					t.Errorf("got %+v, %v", mined, err)
				}
			})
		}
		group.Wait()
		for i, nonce := range p.nonces() {
			if nonce != uint64(i) || len(p.all) != 20 {
				t.Fatalf("got nonces %v, want 0 to 19", p.nonces())
			}
		}
		if len(a.busy) != 0 {
			t.Errorf("still waits for nonces %v", a.busy)
		}
	})
}

func TestSendReplacesWhatIsNotMined(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		least := big.NewInt(7e9)
		p.wants = func(tx *types.Transaction) bool { return tx.GasFeeCap().Cmp(least) >= 0 }
		p.mineRegularly(t)
		start := time.Now()
		mined, err := a.Call(t.Context(), somewhere, nil)
		if err != nil || mined.Tx != p.all[len(p.all)-1].Hash() {
			t.Fatalf("got %+v, %v; want the last version", mined, err)
		}
		for i := 1; i < len(p.all); i++ {
			for name, fees := range map[string][2]*big.Int{
				"fee": {p.all[i-1].GasFeeCap(), p.all[i].GasFeeCap()},
				"tip": {p.all[i-1].GasTipCap(), p.all[i].GasTipCap()},
			} {
				eighth := new(big.Int).Div(new(big.Int).Mul(fees[0], big.NewInt(9)), big.NewInt(8))
				if fees[1].Cmp(eighth) < 0 {
					t.Errorf("version %d: %s went from %s to %s, want an eighth more", i, name, fees[0], fees[1])
				}
			}
			if p.all[i].Nonce() != 0 {
				t.Errorf("version %d has nonce %d", i, p.all[i].Nonce())
			}
		}
		if wait := time.Since(start); len(p.all) < 5 || wait < time.Duration(len(p.all)-1)*DefaultReplaceBlocks*blockTime {
			t.Errorf("sent %d versions in %v", len(p.all), wait)
		}
	})
}

func TestBumpIsAnEighth(t *testing.T) {
	for _, fee := range []int64{0, 1, 7, 8, 9, 1e9, 3e9 + 1} {
		got, least := bump(big.NewInt(fee)), new(big.Int).Mul(big.NewInt(fee), big.NewInt(9))
		if got8 := new(big.Int).Lsh(got, 3); got8.Cmp(least) < 0 || got.Cmp(big.NewInt(fee)) <= 0 || got8.Cmp(least.Add(least, big.NewInt(16))) > 0 {
			t.Errorf("bump(%d): got %s, want an eighth more", fee, got)
		}
	}
}

func TestSendStopsRaisingAtTheLimit(t *testing.T) {
	limit := big.NewInt(5e9)
	inBubble(t, AccountConfig{MaxFee: limit}, func(t *testing.T, p *fakePool, a *Account) {
		full := true
		p.wants = func(*types.Transaction) bool { return !full }
		p.mineRegularly(t)
		go func() {
			time.Sleep(3 * time.Hour)
			p.chain.mu.Lock()
			full = false
			p.chain.mu.Unlock()
		}()
		if mined, err := a.Call(t.Context(), somewhere, nil); err != nil {
			t.Fatalf("got %+v, %v", mined, err)
		}
		for _, tx := range p.all {
			if tx.GasFeeCap().Cmp(limit) > 0 || tx.GasTipCap().Cmp(tx.GasFeeCap()) > 0 {
				t.Errorf("offered %s with tip %s, want at most %s", tx.GasFeeCap(), tx.GasTipCap(), limit)
			}
		}
	})
}

func TestSendRestartsWhenItsNonceIsUsed(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		stolen := false
		p.after = func(tx *types.Transaction) error {
			if !stolen { // another program's transaction is mined instead
				stolen = true
				delete(p.pool, tx.Nonce())
				p.nonce++
			}
			return nil
		}
		p.mineRegularly(t)
		mined, err := a.Call(t.Context(), somewhere, nil)
		if err != nil || len(p.all) != 2 || p.all[1].Nonce() != 1 || mined.Tx != p.all[1].Hash() {
			t.Errorf("got %+v, %v, nonces %v; want it sent anew with nonce 1", mined, err, p.nonces())
		}
	})
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.after = func(tx *types.Transaction) error {
			delete(p.pool, tx.Nonce())
			p.nonce++
			return nil
		}
		p.mineRegularly(t)
		if _, err := a.Call(t.Context(), somewhere, nil); !errors.Is(err, ErrNonceTaken) {
			t.Errorf("each time: got %v, want %v", err, ErrNonceTaken)
		}
	})
}

func TestSendSurvivesLostAnswers(t *testing.T) {
	tests := []struct {
		name string
		err  error
		set  func(p *fakePool, fault func(*types.Transaction) error)
	}{
		{"lost after it was taken", errors.New("connection reset"), func(p *fakePool, fault func(*types.Transaction) error) { p.after = fault }},
		{"lost before it was taken", errors.New("connection reset"), func(p *fakePool, fault func(*types.Transaction) error) { p.sent = fault }},
		{"refused as known", refusal{code: -32000, text: "known"}, func(p *fakePool, fault func(*types.Transaction) error) { p.after = fault }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
				lost := 0
				tt.set(p, func(*types.Transaction) error {
					if lost++; lost <= 2 {
						return tt.err
					}
					return nil
				})
				p.mineRegularly(t)
				mined, err := a.Call(t.Context(), somewhere, nil)
				if err != nil || p.nonce != 1 {
					t.Errorf("got %+v, %v with %d mined; want it mined once", mined, err, p.nonce)
				}
			})
		})
	}
}

func TestRefusedTransactionUsesNoNonce(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.sent = func(*types.Transaction) error { return refusal{code: -32000, text: "intrinsic gas too low"} }
		if _, err := a.Call(t.Context(), somewhere, nil); !errors.Is(err, ErrRefused) {
			t.Errorf("got %v, want %v", err, ErrRefused)
		}
		p.sent = nil
		p.mineRegularly(t)
		if _, err := a.Call(t.Context(), somewhere, nil); err != nil || p.all[0].Nonce() != 0 {
			t.Errorf("got %v, nonces %v; want nonce 0", err, p.nonces())
		}
	})
}

func TestSendAfterReorgOrThroughLaggingNode(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.mineRegularly(t)
		send := func(want uint64) {
			t.Helper()
			if _, err := a.Call(t.Context(), somewhere, nil); err != nil || p.all[len(p.all)-1].Nonce() != want {
				t.Fatalf("got %v, nonces %v; want nonce %d", err, p.nonces(), want)
			}
		}
		send(0)
		send(1)
		p.chain.mu.Lock()
		p.nonce, p.receipts = 1, map[common.Hash]*types.Receipt{} // a reorg dropped the second
		p.chain.mu.Unlock()
		send(1)
		lagging := true
		p.chain.fault = func(method string, answer any) (any, error) {
			if method == "eth_getTransactionCount" && lagging {
				lagging = false
				return hexutil.Uint64(1), nil
			}
			return answer, nil
		}
		send(2)
	})
}

// After a restart there may be a transaction in the pool that nobody knows any more. It blocks the account for ever
// if its fee is too low.
func TestSendClearsTheWay(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.wants = func(tx *types.Transaction) bool { return tx.GasTipCap().Cmp(big.NewInt(1e6)) > 0 }
		p.mineRegularly(t)
		old, err := a.signer.SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{
			ChainID: big.NewInt(1337), Gas: 21000, To: &somewhere, GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(4e9),
		}), big.NewInt(1337))
		if err != nil {
			t.Fatal(err)
		}
		p.pool[0] = old
		mined, err := a.Call(t.Context(), somewhere, nil)
		if err != nil || p.nonce != 2 {
			t.Fatalf("got %+v, %v with %d mined; want 2", mined, err, p.nonce)
		}
		if p.all[0].Nonce() != 1 || mined.Tx != p.all[0].Hash() {
			t.Errorf("got nonces %v, want 1 first", p.nonces())
		}
		filler := p.all[1]
		if filler.Nonce() != 0 || *filler.To() != a.Address() || filler.Value().Sign() != 0 || len(filler.Data()) != 0 {
			t.Errorf("got filler %+v, want an empty transfer to the account itself with nonce 0", filler)
		}
	})
}

func TestSendTellsReverts(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.reverts[0] = true
		p.mineRegularly(t)
		if _, err := a.Call(t.Context(), somewhere, nil); !errors.Is(err, ErrZeroDeposit) {
			t.Errorf("mined: got %v, want %v", err, ErrZeroDeposit)
		}
		p.chain.fault = func(method string, answer any) (any, error) {
			if method == "eth_estimateGas" {
				return nil, refusal{code: 3, text: "execution reverted", data: hexutil.Encode(registryEvents.Errors["ZeroStake"].ID.Bytes()[:4])}
			}
			return answer, nil
		}
		if _, err := a.Call(t.Context(), somewhere, nil); !errors.Is(err, ErrZeroStake) || len(p.all) != 1 {
			t.Errorf("estimated: got %v with %d sent, want %v and none sent", err, len(p.all)-1, ErrZeroStake)
		}
	})
}

func TestSendLimits(t *testing.T) {
	tests := []struct {
		name string
		cfg  AccountConfig
		set  func(*fakePool)
		want error
	}{
		{"funds", AccountConfig{}, func(p *fakePool) { p.balance = big.NewInt(60_000*3e9 - 1) }, ErrInsufficientFunds},
		{"fee", AccountConfig{MaxFee: big.NewInt(2e9 - 1)}, func(*fakePool) {}, ErrFeeTooHigh},
		{"gas", AccountConfig{}, func(p *fakePool) { p.gas = func([]byte) uint64 { return MaxGas + 1 } }, ErrGasLimit},
	}
	for _, tt := range tests {
		inBubble(t, tt.cfg, func(t *testing.T, p *fakePool, a *Account) {
			tt.set(p)
			if _, err := a.Call(t.Context(), somewhere, nil); !errors.Is(err, tt.want) || len(p.all) != 0 {
				t.Errorf("%s: got %v with %d sent, want %v and none sent", tt.name, err, len(p.all), tt.want)
			}
		})
	}
	inBubble(t, AccountConfig{MaxTip: big.NewInt(5e8)}, func(t *testing.T, p *fakePool, a *Account) {
		p.gas = func([]byte) uint64 { return MaxGas - 1 }
		p.mineRegularly(t)
		if _, err := a.Call(t.Context(), somewhere, nil); err != nil || p.all[0].Gas() != MaxGas || p.all[0].GasTipCap().Cmp(big.NewInt(5e8)) != 0 {
			t.Errorf("got %v with gas %d and tip %s, want %d and 5e8", err, p.all[0].Gas(), p.all[0].GasTipCap(), MaxGas)
		}
	})
}

func TestSendGivenUpIsUnconfirmed(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := a.Call(ctx, somewhere, nil); !errors.Is(err, ErrUnconfirmed) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want %v", err, ErrUnconfirmed)
		}
		p.mineRegularly(t)
		if _, err := a.Call(t.Context(), somewhere, nil); err != nil || p.nonce != 2 {
			t.Errorf("the next one: got %v with %d mined, want 2", err, p.nonce)
		}
	})
}

// A reorg may take back what was mined: it counts only with all its confirmations, and is sent again if the pool has
// forgotten it.
func TestSendWaitsForConfirmations(t *testing.T) {
	inBubble(t, AccountConfig{Confirmations: 3}, func(t *testing.T, p *fakePool, a *Account) {
		type result struct {
			mined Mined
			err   error
		}
		done := make(chan result, 1)
		go func() {
			mined, err := a.Call(t.Context(), somewhere, nil)
			done <- result{mined, err}
		}()
		synctest.Wait()
		p.mine()
		p.mine()
		time.Sleep(time.Minute)
		p.chain.mu.Lock()
		p.receipts, p.nonce = map[common.Hash]*types.Receipt{}, 0
		p.chain.mu.Unlock()
		p.chain.rewind(2)
		p.mineRegularly(t)
		r := <-done
		head := uint64(len(p.chain.canon) - 1)
		if r.err != nil || r.mined.Block+2 > head || p.nonce != 1 {
			t.Errorf("got %+v, %v at head %d; want 3 confirmations", r.mined, r.err, head)
		}
	})
}

func TestWaitSurvivesRPCFailures(t *testing.T) {
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.mineRegularly(t)
		calls := 0
		p.chain.fault = func(_ string, answer any) (any, error) {
			if calls++; calls > 6 && calls%10 < 7 {
				return faults[calls%5]("", answer)
			}
			return answer, nil
		}
		if mined, err := a.Call(t.Context(), somewhere, nil); err != nil {
			t.Errorf("got %+v, %v", mined, err)
		}
	})
}

func TestSettleManySplits(t *testing.T) {
	rows := make([]SignedReceipt, 2*maxRows+1)
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.mineRegularly(t)
		// The fake chain logs nothing, so each move ends in ErrAnswer, after its transaction.
		if _, err := a.SettleMany(t.Context(), testPayee, rows); !errors.Is(err, ErrAnswer) {
			t.Errorf("got %v, want %v", err, ErrAnswer)
		}
		if len(p.all) != 3 {
			t.Errorf("sent %d transactions, want 3", len(p.all))
		}
	})
	inBubble(t, AccountConfig{}, func(t *testing.T, p *fakePool, a *Account) {
		p.gas = func(data []byte) uint64 { return uint64(len(data)) * 500 }
		p.mineRegularly(t)
		if _, err := a.SettleMany(t.Context(), testPayee, rows[:400]); !errors.Is(err, ErrAnswer) {
			t.Errorf("got %v, want %v", err, ErrAnswer)
		}
		if len(p.all) == 0 || p.all[0].Gas() > MaxGas {
			t.Errorf("sent %d, want half of the rows within the gas limit", len(p.all))
		}
	})
}

func TestRevertErrorSaysWhy(t *testing.T) {
	e := channelsEvents.Errors["NotHigher"]
	args, err := e.Inputs.Pack([32]byte{0xab}, big.NewInt(700), big.NewInt(600))
	if err != nil {
		t.Fatal(err)
	}
	got := decodeRevert(append(e.ID.Bytes()[:4], args...)).Error()
	want := fmt.Sprintf("chain: reverted: NotHigher(channelId %s, settled 700, amount 600)", common.Hash{0xab})
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
