package watchtower

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/onchain"
	"github.com/portage-relay/portage/testnet/devchain"
)

// faulty is a connection to an RPC that does what its node does not want.
type faulty struct {
	chain.Caller
	// before may answer a call in the node's place: then ok is true.
	before func(method string, args []any) (answer any, ok bool, err error)
	// after may change an answer.
	after func(method string, args []any, answer json.RawMessage) any
}

func (f faulty) CallContext(ctx context.Context, result any, method string, args ...any) error {
	if f.before != nil {
		if answer, ok, err := f.before(method, args); ok {
			return remarshal(result, answer, err)
		}
	}
	var answer json.RawMessage
	err := f.Caller.CallContext(ctx, &answer, method, args...)
	if err == nil && f.after != nil {
		return remarshal(result, f.after(method, args, answer), nil)
	}
	return remarshal(result, answer, err)
}

func remarshal(result, answer any, err error) error {
	if err != nil || result == nil {
		return err
	}
	b, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, result)
}

// transaction is that of eth_sendRawTransaction's arguments.
func transaction(args []any) *types.Transaction {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(args[0].(hexutil.Bytes)); err != nil {
		panic(err)
	}
	return tx
}

// market is a node with full blocks: it tells what tip they are full of, takes transactions
// in, and drops those that offer less.
type market struct {
	tip *big.Int // wei per gas

	mu      sync.Mutex
	offered []*big.Int // by what was dropped
}

func (m *market) before(method string, args []any) (any, bool, error) {
	switch method {
	case "eth_maxPriorityFeePerGas":
		return (*hexutil.Big)(m.tip), true, nil
	case "eth_sendRawTransaction":
	default:
		return nil, false, nil
	}
	tx := transaction(args)
	if tx.GasTipCap().Cmp(m.tip) >= 0 {
		return nil, false, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.offered = append(m.offered, tx.GasTipCap())
	return tx.Hash(), true, nil
}

// tooLow are the tips that were not enough.
func (m *market) tooLow() []*big.Int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.offered)
}

func (w *world) faulty(name string, f faulty) onchain.Endpoint {
	return w.endpoint(name, func(c chain.Caller) chain.Caller { f.Caller = c; return f })
}

// Transactions that the pool loses are sent again.
func TestEvictedTransactions(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(3, "payee")
	for _, o := range terms {
		w.store(dir, w.proof(o, 700))
	}
	var lost atomic.Int32
	evict := func(method string, args []any) (any, bool, error) {
		if method != "eth_sendRawTransaction" || lost.Add(1) > 3 {
			return nil, false, nil
		}
		return transaction(args).Hash(), true, nil
	}
	w.run(w.tower(options{rpcs: []onchain.Endpoint{w.faulty("loses", faulty{before: evict})}}, dir))
	w.close(terms...)
	for _, o := range terms {
		w.settled(o, 700)
	}
	if lost.Load() <= 3 {
		t.Errorf("%d transactions were lost, want 3", lost.Load())
	}
}

// While blocks are full of better-paying transactions, fees rise to the stage's limit and
// no further; as the time runs out, the limit rises.
func TestFullBlocks(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(2, "payee")
	for _, o := range terms {
		w.store(dir, w.proof(o, 700))
	}
	const limit = 8_000_000_000 // wei per gas
	full := &market{tip: big.NewInt(limit/2 + 1)}
	tower := w.tower(options{
		fees: onchain.Fees{MaxTip: big.NewInt(limit)},
		rpcs: []onchain.Endpoint{w.faulty("full", faulty{before: full.before})},
	}, dir)
	w.run(tower)
	closeAt := w.close(terms...)
	w.until(func() bool { return len(full.tooLow()) >= 4 }) // it does not give up
	for _, tip := range full.tooLow() {
		if tip.Cmp(big.NewInt(limit/4)) > 0 {
			t.Errorf("with plenty of time a tip of %s, want at most %d", tip, limit/4)
		}
	}
	w.jump(period - 300)
	for _, o := range terms {
		w.settled(o, 700)
	}
	if head := w.head(); head.Time >= closeAt {
		t.Errorf("settled at %d, closing ended at %d", head.Time, closeAt)
	}
}

// What a liar can do to answers.

var channelSelector = crypto.Keccak256([]byte("channel(bytes32,address,address)"))[:4]

// aboutSlots changes the three words of what channel() returns: deposit, settled, closeAt.
func aboutSlots(lie func(words [][]byte)) func(string, []any, json.RawMessage) any {
	return func(method string, args []any, answer json.RawMessage) any {
		call, err := json.Marshal(args)
		if method != "eth_call" || err != nil || !bytes.Contains(call, []byte(hexutil.Encode(channelSelector))) {
			return answer
		}
		var b hexutil.Bytes
		if json.Unmarshal(answer, &b) != nil || len(b) != 96 {
			return answer
		}
		lie([][]byte{b[:32], b[32:64], b[64:]})
		return b
	}
}

// withoutLogs hides all events.
func withoutLogs(method string, answer any) any {
	if method == "eth_getLogs" {
		return []any{}
	}
	return answer
}

// liars are RPCs that do their worst, as the first of two.
var liars = map[string]func(w *world) faulty{
	"says that no channel closes": func(*world) faulty {
		slots := aboutSlots(func(words [][]byte) { clear(words[2]) })
		return faulty{after: func(m string, args []any, answer json.RawMessage) any {
			return withoutLogs(m, slots(m, args, answer))
		}}
	},
	"invents settlements": func(*world) faulty {
		return faulty{after: aboutSlots(func(words [][]byte) { copy(words[1], words[0]) })}
	},
	"denies channels": func(*world) faulty {
		return faulty{after: aboutSlots(func(words [][]byte) { clear(words[0]); clear(words[1]); clear(words[2]) })}
	},
	"says that all has closed long ago": func(*world) faulty {
		return faulty{after: aboutSlots(func(words [][]byte) { clear(words[2]); words[2][31] = 1 })}
	},
	"withholds blocks": func(*world) faulty {
		var first atomic.Pointer[json.RawMessage]
		return faulty{after: func(m string, args []any, answer json.RawMessage) any {
			if m == "eth_getBlockByNumber" && args[0] == "latest" {
				first.CompareAndSwap(nil, &answer)
				return *first.Load()
			}
			return answer
		}}
	},
	"is years ahead of time": func(*world) faulty {
		return faulty{after: func(m string, args []any, answer json.RawMessage) any {
			var block map[string]any
			if m != "eth_getBlockByNumber" || json.Unmarshal(answer, &block) != nil || block == nil {
				return answer
			}
			block["timestamp"] = "0xffffffff"
			return block
		}}
	},
	"swallows transactions": func(*world) faulty {
		return faulty{before: func(m string, args []any) (any, bool, error) {
			if m != "eth_sendRawTransaction" {
				return nil, false, nil
			}
			return transaction(args).Hash(), true, nil
		}}
	},
	"says that every move would revert": func(*world) faulty {
		return faulty{before: func(m string, _ []any) (any, bool, error) {
			return nil, m == "eth_estimateGas", refusal{}
		}}
	},
	"fails always": func(*world) faulty {
		return faulty{before: func(string, []any) (any, bool, error) { return nil, true, errors.New("connection refused") }}
	},
}

// refusal is how a node tells of a revert without a reason.
type refusal struct{}

func (refusal) Error() string  { return "execution reverted" }
func (refusal) ErrorCode() int { return 3 }
func (refusal) ErrorData() any { return "0x" }

// With one RPC that lies, whatever it says, and an honest one, channels are settled in time.
func TestLyingRPC(t *testing.T) {
	for name, lie := range liars {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, devchain.Config{})
			dir, terms := t.TempDir(), w.open(3, "payee")
			for _, o := range terms {
				w.store(dir, w.proof(o, 700))
			}
			liar := w.faulty("liar", lie(w))
			w.run(w.tower(options{rpcs: []onchain.Endpoint{liar, w.endpoint("honest", nil)}}, dir))
			w.close(terms...)
			w.timePasses()
			for _, o := range terms {
				w.settled(o, 700)
			}
		})
	}
}

// An RPC that goes on saying that what was settled is not makes the tower pay for nothing
// at most a few times, and is told of.
func TestNeverSettledTwiceAtALoss(t *testing.T) {
	forgetful := aboutSlots(func(words [][]byte) { clear(words[1]) })
	for name, c := range map[string]struct {
		liar faulty
		most uint64 // transactions: one that settles, and those that a liar talks the tower into
	}{
		"about the slot":                   {faulty{after: forgetful}, 1},
		"about the slot and what it costs": {faulty{after: forgetful, before: cheap}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, devchain.Config{})
			dir, terms := t.TempDir(), w.open(1, "payee")
			w.store(dir, w.proof(terms[0], 700))
			tower := w.tower(options{rpcs: []onchain.Endpoint{w.endpoint("honest", nil), w.faulty("liar", c.liar)}}, dir)
			w.run(tower)
			w.close(terms...)
			w.settled(terms[0], 700)
			for r := range tower.reports {
				if r.Event == watchtower.EventContradiction && *r.Channel == terms[0].ID(w.client.Domain()) {
					break
				}
			}
			for range 20 { // it looks again at each block
				w.jump(1)
				w.until(func() bool { return tower.Status().RPCs[0].Head == w.head().Number })
			}
			w.until(func() bool { return tower.Status().Due == 0 })
			if got := w.sent("tower"); got > c.most {
				t.Errorf("%d transactions, want at most %d", got, c.most)
			}
		})
	}
}

// cheap says that any move would succeed.
func cheap(method string, _ []any) (any, bool, error) {
	return hexutil.Uint64(90_000), method == "eth_estimateGas", nil
}

// A settlement that a reorg undoes is made again.
func TestReorg(t *testing.T) {
	w := newWorld(t, devchain.Config{})
	dir, terms := t.TempDir(), w.open(1, "payee")
	w.store(dir, w.proof(terms[0], 700))
	tower := w.tower(options{}, dir)
	stop := w.run(tower)
	w.close(terms...)
	w.settled(terms[0], 700)
	w.until(func() bool { s := tower.Status(); return s.Settled == 1 && s.RPCs[0].Head == w.head().Number })
	w.check(w.dev.Reorg(1, true))
	w.until(func() bool { return tower.Status().Settled == 2 })
	w.settled(terms[0], 700)
	stop()
	var zero common.Hash
	for range 2 {
		if r := <-tower.reports; r.Event != watchtower.EventSettled || *r.Tx == zero {
			t.Errorf("got %+v", r)
		}
	}
}
