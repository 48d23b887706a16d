package chain

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	testChannels = common.HexToAddress("0xc1")
	testRegistry = common.HexToAddress("0xc2")
	testPayee    = common.HexToAddress("0xbb")
)

// refusal is an error that the node answers with.
type refusal struct {
	code int
	text string
	data any
}

func (r refusal) Error() string  { return r.text }
func (r refusal) ErrorCode() int { return r.code }
func (r refusal) ErrorData() any { return r.data }

// fakeBlock is a block of the scripted chain.
type fakeBlock struct {
	head Head
	logs []types.Log
}

// fakeChain is a scripted chain behind the RPC interface: it reorgs, lags, fails and lies as it is told.
type fakeChain struct {
	mu        sync.Mutex
	byHash    map[common.Hash]*fakeBlock
	canon     []*fakeBlock
	finalized uint64
	lag       uint64 // how far the answers about the head lag behind
	salt      uint64 // makes hashes differ
	calls     int

	// fault may replace the answer to a call, or fail it; nil answers truly.
	fault func(method string, answer any) (any, error)
	// other answers what the chain itself does not know: transactions and accounts.
	other func(method string, args []any) (any, error)
}

func newFakeChain() *fakeChain {
	f := &fakeChain{byHash: map[common.Hash]*fakeBlock{}}
	f.extend(0)
	return f
}

// extend adds a block with n events.
func (f *fakeChain) extend(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.salt++
	number := uint64(len(f.canon))
	head := Head{Number: number, Hash: crypto.Keccak256Hash(binary.BigEndian.AppendUint64([]byte("block"), f.salt)), Time: 1000 + number}
	if number > 0 {
		head.Parent = f.canon[number-1].head.Hash
	}
	b := &fakeBlock{head: head}
	for i := range n {
		b.logs = append(b.logs, settledLog(head, uint(i), f.salt*1000+uint64(i)))
	}
	f.canon = append(f.canon, b)
	f.byHash[head.Hash] = b
}

// rewind takes the newest n blocks off the chain; they stay known by their hashes.
func (f *fakeChain) rewind(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.canon = f.canon[:len(f.canon)-n]
}

func settledLog(head Head, index uint, settled uint64) types.Log {
	amount := common.BigToHash(new(big.Int).SetUint64(settled))
	return types.Log{
		Address:     testChannels,
		Topics:      []common.Hash{topicOf(channelsEvents, bindings.PaymentChannelsSettledEventName), {1}, addressTopic(testPayee)},
		Data:        amount[:],
		BlockNumber: head.Number, BlockHash: head.Hash, TxHash: common.Hash{2}, Index: index,
	}
}

// events returns all events of the chain up to a block, as the follower is to deliver them.
func (f *fakeChain) events(to uint64) (out []Block) {
	for _, b := range f.canon[:to+1] {
		block := Block{Number: b.head.Number, Hash: b.head.Hash}
		for _, l := range b.logs {
			settled, _ := typeddata.AmountFromBytes(l.Data[20:])
			block.Logs = append(block.Logs, Log{Settled{common.Hash{1}, testPayee, settled}, l.TxHash, l.Index})
		}
		if len(block.Logs) > 0 {
			out = append(out, block)
		}
	}
	return out
}

func (f *fakeChain) Close() {}

func (f *fakeChain) CallContext(ctx context.Context, result any, method string, args ...any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	answer, err := f.answer(method, args)
	if f.fault != nil && err == nil {
		answer, err = f.fault(method, answer)
	}
	if err != nil {
		return err
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, result)
}

func (f *fakeChain) answer(method string, args []any) (any, error) {
	switch method {
	case "eth_getBlockByNumber":
		number, ok := f.number(args[0])
		if !ok {
			return nil, nil
		}
		return headJSON(f.canon[number].head), nil
	case "eth_getBlockByHash":
		b, ok := f.byHash[args[0].(common.Hash)]
		if !ok {
			return nil, nil
		}
		return headJSON(b.head), nil
	case "eth_getLogs":
		return f.logs(args[0].(filter))
	}
	if f.other == nil {
		return nil, refusal{code: -32601, text: "no such method"}
	}
	return f.other(method, args)
}

func (f *fakeChain) number(tag any) (uint64, bool) {
	head := uint64(len(f.canon)-1) - min(f.lag, uint64(len(f.canon)-1))
	switch tag := tag.(type) {
	case hexutil.Uint64:
		return uint64(tag), uint64(tag) <= head
	case string:
		if tag == "finalized" {
			return min(f.finalized, head), true
		}
	}
	return head, true
}

func (f *fakeChain) logs(q filter) ([]types.Log, error) {
	out := []types.Log{}
	if q.BlockHash != nil {
		b, ok := f.byHash[*q.BlockHash]
		if !ok {
			return nil, refusal{code: -32000, text: "unknown block"}
		}
		return append(out, b.logs...), nil
	}
	if *q.To-*q.From >= 5 {
		return nil, refusal{code: -32005, text: "range too wide"}
	}
	for n := uint64(*q.From); n <= uint64(*q.To) && n < uint64(len(f.canon)); n++ {
		out = append(out, f.canon[n].logs...)
	}
	return out, nil
}

func headJSON(h Head) map[string]any {
	return map[string]any{
		"number": hexutil.Uint64(h.Number), "hash": h.Hash, "parentHash": h.Parent,
		"timestamp": hexutil.Uint64(h.Time), "baseFeePerGas": (*hexutil.Big)(big.NewInt(1e9)),
	}
}

// client is a client of the scripted chain.
func (f *fakeChain) client(confirmations uint64) *Client {
	c, err := NewUndeployed(context.Background(), idOnly{f}, Config{Channels: testChannels, Registry: testRegistry, Confirmations: confirmations})
	if err != nil {
		panic(err)
	}
	c.conn.rpc = f
	return c
}

// idOnly answers the chain id.
type idOnly struct{ *fakeChain }

func (idOnly) CallContext(_ context.Context, result any, _ string, _ ...any) error {
	return json.Unmarshal([]byte(`"0x539"`), result)
}

// faults are all the ways in which a call can go wrong, by what they do to its answer.
var faults = []func(method string, answer any) (any, error){
	func(string, any) (any, error) { return nil, errors.New("connection reset") },
	func(string, any) (any, error) { return nil, refusal{code: -32000, text: "overloaded"} },
	func(string, any) (any, error) { return nil, nil },
	func(string, any) (any, error) { return "nonsense", nil },
	func(string, any) (any, error) { return map[string]any{}, nil },
	func(_ string, answer any) (any, error) {
		return lieAbout(answer, "parentHash", common.Hash{0xde, 0xad}), nil
	},
	func(_ string, answer any) (any, error) { return lieAbout(answer, "hash", common.Hash{0xbe, 0xef}), nil },
	func(_ string, answer any) (any, error) { return lieAbout(answer, "number", hexutil.Uint64(3)), nil },
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.BlockHash = common.Hash{9} }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Address = common.Address{9} }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Removed = true }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Topics = nil }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Data = l.Data[:7] }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Data = common.MaxHash[:] }), nil
	},
	func(_ string, answer any) (any, error) {
		return lieAboutLog(answer, func(l *types.Log) { l.Index += 1 << 20 }), nil
	},
}

func lieAbout(answer any, key string, value any) any {
	m, ok := answer.(map[string]any)
	if !ok {
		return answer
	}
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	out[key] = value
	return out
}

// lieAboutLog changes the first log of an answer.
func lieAboutLog(answer any, change func(*types.Log)) any {
	logs, ok := answer.([]types.Log)
	if !ok || len(logs) == 0 {
		return answer
	}
	out := append([]types.Log{}, logs...)
	change(&out[0])
	return out
}

// Every error that a call to the contracts can end with has a sentinel, so that callers can tell them apart.
func TestRevertSentinelsAreComplete(t *testing.T) {
	sentinels := []error{
		ErrZeroDeposit, ErrZeroSigner, ErrBadPayee, ErrBadOpenBy, ErrChannelExists, ErrNoSuchChannel, ErrChannelClosing,
		ErrChannelClosed, ErrChannelNotClosed, ErrDepositOverflow, ErrNotHigher, ErrNotPayee, ErrBadConsent, ErrConsentNotMet,
		ErrBadSignature, ErrBadRows, ErrTransferFailed, ErrTransferFromFailed, ErrAlreadyStaked, ErrNotStaked, ErrUnbonding,
		ErrNotUnbonded, ErrStakeTooLow, ErrStakeOverflow, ErrZeroStake, ErrNodeKeyTaken, ErrBadNodeKeySignature, ErrBadDescriptor,
		ErrBadProof, ErrBadReceipt, ErrBadTable, ErrBadSession, ErrBadAuthorization, ErrBadAck, ErrNotOneKey, ErrNotSameSize,
		ErrSameOffer, ErrBadIndex, ErrSameLeaf, ErrNotIncluded, ErrUnknownNodeKey, ErrAlreadySlashed,
	}
	constructors := "BadClosingPeriod BadToken BadUnbondingPeriod ZeroMinStake BadSlashAmount"
	for _, contract := range knownErrors[:2] {
		for name, e := range contract.Errors {
			if strings.Contains(constructors, name) {
				continue
			}
			got := decodeRevert(append(e.ID.Bytes()[:4], make([]byte, 32*len(e.Inputs))...))
			matches := 0
			for _, sentinel := range sentinels {
				if errors.Is(fmt.Errorf("wrapped: %w", got), sentinel) {
					matches++
				}
			}
			if matches != 1 {
				t.Errorf("%s: matches %d sentinels, want 1", name, matches)
			}
		}
	}
}

// Every event of the contracts is decoded: an unknown one would stop the follower.
func TestDecodersAreComplete(t *testing.T) {
	for name, e := range channelsEvents.Events {
		if channelsDecoders[e.ID] == nil {
			t.Errorf("PaymentChannels: no decoder for %s", name)
		}
	}
	for name, e := range registryEvents.Events {
		if registryDecoders[e.ID] == nil {
			t.Errorf("RelayRegistry: no decoder for %s", name)
		}
	}
}

func FuzzDecodeRevert(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{8, 0xc3, 0x79, 0xa0})
	f.Add(append(channelsEvents.Errors["NotHigher"].ID.Bytes()[:4], make([]byte, 96)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text := decodeRevert(data).Error(); text == "" {
			t.Fatal("no message")
		}
	})
}

// No log makes the decoders panic, and no amount leaves its range.
func FuzzDecode(f *testing.F) {
	c := newFakeChain().client(1)
	topics := []common.Hash{}
	for _, events := range []map[common.Hash]decoder{channelsDecoders, registryDecoders} {
		for topic := range events {
			topics = append(topics, topic)
		}
	}
	for i := range topics {
		f.Add(uint8(i), uint8(3), make([]byte, 128))
		f.Add(uint8(i), uint8(0), []byte{})
	}
	f.Fuzz(func(t *testing.T, topic, n uint8, data []byte) {
		l := types.Log{Topics: []common.Hash{topics[int(topic)%len(topics)]}, Data: data}
		for range n % 4 {
			l.Topics = append(l.Topics, common.Hash{31: 7})
		}
		for _, l.Address = range []common.Address{testChannels, testRegistry} {
			if _, ok, err := c.decode(&l); ok == (err != nil) {
				t.Fatalf("got %v, %v", ok, err)
			}
		}
	})
}
