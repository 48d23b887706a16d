package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

// answering is an RPC that answers everything with one text.
func answering(t *testing.T, answer string) *conn {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("content-type", "application/json")
		_, _ = w.Write([]byte(answer))
	}))
	t.Cleanup(server.Close)
	caller, err := Connect(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(caller.Close)
	return newConn(caller, time.Minute)
}

func result(text string) string { return `{"jsonrpc":"2.0","id":1,"result":` + text + `}` }

func TestCallClassifiesAnswers(t *testing.T) {
	large := strings.Repeat(" ", maxAnswer)
	tests := []struct {
		name, answer string
		want         error
	}{
		{"a number", result(`"0x10"`), nil},
		{"null", result(`null`), ErrNotFound},
		{"no result", `{"jsonrpc":"2.0","id":1}`, ErrNotRPC},
		{"a page", "<html>", ErrNotRPC},
		{"cut off", result(`"0x10"`)[:20], ErrNotRPC},
		{"nothing", "", ErrUnreachable},
		{"a string that is no number", result(`"sixteen"`), ErrAnswer},
		{"a number that is too large", result(`"0x10000000000000000"`), ErrAnswer},
		{"another type", result(`{}`), ErrAnswer},
		{"too large", large + result(`"0x10"`), ErrAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if id, err := answering(t, tt.answer).chainID(t.Context()); !errors.Is(err, tt.want) || err == nil && id != 16 {
				t.Errorf("got %d, %v; want %v", id, err, tt.want)
			}
		})
	}
}

func TestCallKeepsRefusals(t *testing.T) {
	c := answering(t, `{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"too much"}}`)
	_, err := c.chainID(t.Context())
	var refused rpc.Error
	if !errors.As(err, &refused) || refused.ErrorCode() != -32005 || errors.Is(err, ErrUnreachable) {
		t.Errorf("got %v, want the node's error", err)
	}
}

func TestCallTimesOut(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	caller, err := Connect(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer caller.Close()
	if _, err := newConn(caller, time.Millisecond).chainID(t.Context()); !errors.Is(err, ErrUnreachable) {
		t.Errorf("got %v, want %v", err, ErrUnreachable)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newConn(caller, time.Minute).chainID(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestCallDecodesReverts(t *testing.T) {
	e := channelsEvents.Errors["NotHigher"]
	args, err := e.Inputs.Pack([32]byte{}, big.NewInt(7), big.NewInt(6))
	if err != nil {
		t.Fatal(err)
	}
	data := hexutil.Encode(append(e.ID.Bytes()[:4], args...))
	refuse := func(code int, data string) *conn {
		return answering(t, fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"error":{"code":%d,"message":"execution reverted","data":%s}}`, code, data))
	}
	_, err = refuse(3, `"`+data+`"`).estimate(t.Context(), message{})
	var revert *RevertError
	if !errors.Is(err, ErrNotHigher) || errors.Is(err, ErrZeroStake) || !errors.As(err, &revert) || argument[*big.Int](revert, "settled").Uint64() != 7 {
		t.Errorf("got %v, want %v", err, ErrNotHigher)
	}
	for _, nothing := range []string{`null`, `"0x"`, `"0x01"`, `{"a":1}`, `"0x` + strings.Repeat("ab", 40) + `"`} {
		_, err := refuse(3, nothing).ethCall(t.Context(), message{}, "latest")
		if !errors.As(err, &revert) || revert.Name != "" {
			t.Errorf("data %s: got %v, want a revert without a name", nothing, err)
		}
	}
	if _, err := refuse(-32000, `null`).estimate(t.Context(), message{}); errors.As(err, &revert) {
		t.Errorf("got %v, want no revert", err)
	}
}

// Answers that are well formed but not about what was asked.
func TestConnRefusesAnswersToOtherQuestions(t *testing.T) {
	f := newFakeChain()
	for range 5 {
		f.extend(2)
	}
	c := newConn(f, time.Minute)
	ctx, head := t.Context(), f.canon[3].head
	q := filter{Addresses: []common.Address{testChannels}, Topics: [][]common.Hash{nil, {{1}}}}
	tx := types.NewTx(&types.DynamicFeeTx{})
	other := func(of *fakeBlock) any { return append([]types.Log{}, of.logs...) }
	tests := []struct {
		name  string
		lie   any
		call  func() error
		truth bool
	}{
		{"block by number", headJSON(f.canon[2].head), func() error { _, err := c.byNumber(ctx, 3); return err }, true},
		{"block by hash", headJSON(f.canon[2].head), func() error { _, err := c.byHash(ctx, head.Hash); return err }, true},
		{"logs of a block", other(f.canon[2]), func() error { _, err := c.logsOf(ctx, q, head); return err }, true},
		{"logs of a block's sibling", lieAboutLog(f.canon[3].logs[:1], func(l *types.Log) { l.BlockHash = common.Hash{9} }), func() error { _, err := c.logsOf(ctx, q, head); return err }, true},
		{"logs of a range", other(f.canon[5]), func() error { _, err := c.logsIn(ctx, q, 2, 4); return err }, true},
		{"logs of a topic", other(f.canon[3]), func() error {
			_, err := c.logsOf(ctx, filter{Addresses: q.Addresses, Topics: [][]common.Hash{nil, {{2}}}}, head)
			return err
		}, false},
		{"logs of a missing topic", other(f.canon[3]), func() error {
			_, err := c.logsOf(ctx, filter{Addresses: q.Addresses, Topics: [][]common.Hash{nil, nil, nil, {{2}}}}, head)
			return err
		}, false},
		{"receipt", &types.Receipt{TxHash: common.Hash{1}, BlockNumber: common.Big1, Logs: []*types.Log{}}, func() error { _, err := c.receipt(ctx, common.Hash{2}); return err }, false},
		{"receipt with another's log", &types.Receipt{TxHash: common.Hash{2}, BlockNumber: common.Big1, Logs: []*types.Log{{TxHash: common.Hash{1}, Topics: []common.Hash{}}}}, func() error { _, err := c.receipt(ctx, common.Hash{2}); return err }, false},
		{"sent transaction", common.Hash{1}, func() error { return c.send(ctx, tx) }, false},
	}
	for _, tt := range tests {
		f.fault = func(string, any) (any, error) { return tt.lie, nil }
		f.other = func(string, []any) (any, error) { return tt.lie, nil }
		if err := tt.call(); !errors.Is(err, ErrAnswer) {
			t.Errorf("%s: got %v, want %v", tt.name, err, ErrAnswer)
		}
		f.fault = nil
		if err := tt.call(); tt.truth && err != nil {
			t.Errorf("%s: got %v from the honest node", tt.name, err)
		}
	}
}

func TestLogsInHalvesWhatTheNodeRefuses(t *testing.T) {
	f := newFakeChain()
	for range 333 {
		f.extend(1)
	}
	logs, err := newConn(f, time.Minute).logsIn(t.Context(), filter{Addresses: []common.Address{testChannels}}, 0, 333)
	if err != nil || len(logs) != 333 {
		t.Errorf("got %d logs, %v; want 333", len(logs), err)
	}
	f.fault = func(string, any) (any, error) { return nil, refusal{code: -32000, text: "no"} }
	if _, err := newConn(f, time.Minute).logsIn(t.Context(), filter{}, 0, 333); !isRefusal(err) {
		t.Errorf("refused throughout: got %v", err)
	}
}
