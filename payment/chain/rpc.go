package chain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

// maxAnswer bounds one answer of the RPC, in bytes.
const maxAnswer = 32 << 20

// What can be wrong with an RPC or its answers. Answers that the node itself refuses (an unknown
// method, a range too wide) stay the rpc.Error that they are; reverts are [*RevertError].
var (
	// ErrURL says that an RPC URL is not http(s):// or ws(s)://.
	ErrURL = errors.New("chain: not an RPC URL")
	// ErrUnreachable says that nothing answered in time, or that the RPC is overloaded. Trying again may help.
	ErrUnreachable = errors.New("chain: RPC unreachable")
	// ErrNotRPC says that something answered that does not speak JSON-RPC.
	ErrNotRPC = errors.New("chain: not a JSON-RPC endpoint")
	// ErrAnswer says that an answer is malformed, too large, or contradicts another one.
	ErrAnswer = errors.New("chain: bad answer from RPC")
	// ErrNotFound says that the RPC knows no such block, transaction or receipt (any more, or yet).
	ErrNotFound = errors.New("chain: not found")
)

// Caller is what the package needs of an RPC connection: [*rpc.Client] is one. It is safe for
// concurrent use.
type Caller interface {
	CallContext(ctx context.Context, result any, method string, args ...any) error
	Close()
}

// conn asks an RPC and checks what it answers as far as one answer can be checked alone.
type conn struct {
	rpc     Caller
	timeout time.Duration // of one call
}

// Head names a block. Deadlines go by Time, Unix seconds.
type Head struct {
	Number       uint64
	Hash, Parent common.Hash
	Time         uint64
}

// block is a head and what fees are set by.
type block struct {
	Head
	baseFee *big.Int // wei per gas
}

// Connect returns a connection to the RPC at url whose answers are bounded in size. HTTP connects only when first
// used. It returns ErrURL or ErrUnreachable.
func Connect(ctx context.Context, text string) (Caller, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrURL, err)
	}
	switch u.Scheme {
	case "http", "https", "ws", "wss":
	default:
		return nil, fmt.Errorf("%w: %q: want http://, https://, ws:// or wss://", ErrURL, text)
	}
	client, err := rpc.DialOptions(ctx, text,
		rpc.WithHTTPClient(&http.Client{Transport: boundedTransport{http.DefaultTransport}}),
		rpc.WithWebsocketMessageSizeLimit(maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, u.Redacted(), err)
	}
	return client, nil
}

// boundedTransport cuts every answer off at maxAnswer.
type boundedTransport struct{ next http.RoundTripper }

func (t boundedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, maxAnswer)
	}
	return answer, err
}

// call asks once, within the timeout, and decodes the answer into out. It returns ErrNotFound for null.
func (c *conn) call(ctx context.Context, out any, method string, args ...any) error {
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	var answer json.RawMessage
	if err := c.rpc.CallContext(limited, &answer, method, args...); err != nil {
		return fmt.Errorf("chain: %s: %w", method, classify(ctx, err))
	}
	if len(answer) == 0 || string(answer) == "null" {
		return fmt.Errorf("%w: %s", ErrNotFound, method)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrAnswer, method, err)
	}
	return nil
}

// classify gives a failed call its type.
func classify(ctx context.Context, err error) error {
	var (
		refused rpc.Error
		status  rpc.HTTPError
		syntax  *json.SyntaxError
		large   *http.MaxBytesError
	)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &refused):
		return err
	case errors.As(err, &status):
		if status.StatusCode == http.StatusTooManyRequests || status.StatusCode >= 500 {
			return fmt.Errorf("%w: %s", ErrUnreachable, status.Status)
		}
		return fmt.Errorf("%w: %s", ErrNotRPC, status.Status)
	case errors.As(err, &large):
		return fmt.Errorf("%w: %w", ErrAnswer, err)
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, rpc.ErrNoResult):
		return fmt.Errorf("%w: %w", ErrNotRPC, err)
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}

// isRefusal reports whether the node itself answered with an error: asking again would not help.
func isRefusal(err error) bool {
	var refused rpc.Error
	return errors.As(err, &refused)
}

func (c *conn) chainID(ctx context.Context) (uint64, error) {
	var id hexutil.Uint64
	err := c.call(ctx, &id, "eth_chainId")
	return uint64(id), err
}

type blockJSON struct {
	Number  *hexutil.Uint64 `json:"number"`
	Hash    *common.Hash    `json:"hash"`
	Parent  *common.Hash    `json:"parentHash"`
	Time    *hexutil.Uint64 `json:"timestamp"`
	BaseFee *hexutil.Big    `json:"baseFeePerGas"`
}

func (c *conn) block(ctx context.Context, method string, which any) (block, error) {
	var b blockJSON
	if err := c.call(ctx, &b, method, which, false); err != nil {
		return block{}, err
	}
	if b.Number == nil || b.Hash == nil || b.Parent == nil || b.Time == nil {
		return block{}, fmt.Errorf("%w: %s: block without number, hash, parent hash or timestamp", ErrAnswer, method)
	}
	out := block{Head: Head{uint64(*b.Number), *b.Hash, *b.Parent, uint64(*b.Time)}, baseFee: new(big.Int)}
	if b.BaseFee != nil {
		out.baseFee = b.BaseFee.ToInt()
	}
	return out, nil
}

// latest returns the head.
func (c *conn) latest(ctx context.Context) (block, error) {
	return c.block(ctx, "eth_getBlockByNumber", "latest")
}

// byNumber returns the canonical block of a number.
func (c *conn) byNumber(ctx context.Context, number uint64) (Head, error) {
	b, err := c.block(ctx, "eth_getBlockByNumber", hexutil.Uint64(number))
	if err == nil && b.Number != number {
		return Head{}, fmt.Errorf("%w: got block %d, want %d", ErrAnswer, b.Number, number)
	}
	return b.Head, err
}

// byHash returns a block, canonical or not.
func (c *conn) byHash(ctx context.Context, hash common.Hash) (Head, error) {
	b, err := c.block(ctx, "eth_getBlockByHash", hash)
	if err == nil && b.Hash != hash {
		return Head{}, fmt.Errorf("%w: got block %s, want %s", ErrAnswer, b.Hash, hash)
	}
	return b.Head, err
}

// finalized returns the block of the finalized tag; block 0 where the node has none yet.
func (c *conn) finalized(ctx context.Context) (Head, error) {
	b, err := c.block(ctx, "eth_getBlockByNumber", "finalized")
	if isRefusal(err) || errors.Is(err, ErrNotFound) {
		return c.byNumber(ctx, 0)
	}
	return b.Head, err
}

// filter says which logs are asked for: all topics of a position, or any where it is empty.
type filter struct {
	Addresses []common.Address `json:"address"`
	Topics    [][]common.Hash  `json:"topics,omitempty"`
	BlockHash *common.Hash     `json:"blockHash,omitempty"`
	From      *hexutil.Uint64  `json:"fromBlock,omitempty"`
	To        *hexutil.Uint64  `json:"toBlock,omitempty"`
}

// logsOf returns the logs of one block by its hash, so that no reorg can mix two blocks.
func (c *conn) logsOf(ctx context.Context, f filter, head Head) ([]types.Log, error) {
	f.BlockHash = &head.Hash
	logs, err := c.logs(ctx, f)
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		if l.BlockHash != head.Hash || l.BlockNumber != head.Number {
			return nil, fmt.Errorf("%w: log of block %d %s among those of block %d %s", ErrAnswer, l.BlockNumber, l.BlockHash, head.Number, head.Hash)
		}
	}
	return logs, nil
}

// logsIn returns the logs of the blocks from to to, both included. A range that the node refuses is
// halved until it is a single block.
func (c *conn) logsIn(ctx context.Context, f filter, from, to uint64) ([]types.Log, error) {
	f.From, f.To = (*hexutil.Uint64)(&from), (*hexutil.Uint64)(&to)
	logs, err := c.logs(ctx, f)
	if from < to && (isRefusal(err) || errors.Is(err, ErrAnswer)) {
		middle := from + (to-from)/2
		first, err := c.logsIn(ctx, f, from, middle)
		if err != nil {
			return nil, err
		}
		second, err := c.logsIn(ctx, f, middle+1, to)
		return append(first, second...), err
	}
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		if l.BlockNumber < from || l.BlockNumber > to {
			return nil, fmt.Errorf("%w: log of block %d, want %d to %d", ErrAnswer, l.BlockNumber, from, to)
		}
	}
	return logs, nil
}

// logs returns logs that match f, in order.
func (c *conn) logs(ctx context.Context, f filter) ([]types.Log, error) {
	var logs []types.Log
	if err := c.call(ctx, &logs, "eth_getLogs", f); err != nil {
		return nil, err
	}
	for i, l := range logs {
		if l.Removed || !f.matches(l) {
			return nil, fmt.Errorf("%w: log %d of %s was not asked for", ErrAnswer, i, l.Address)
		}
		if i > 0 && !before(logs[i-1], l) {
			return nil, fmt.Errorf("%w: log %d out of order", ErrAnswer, i)
		}
	}
	return logs, nil
}

func before(a, b types.Log) bool {
	return a.BlockNumber < b.BlockNumber || a.BlockNumber == b.BlockNumber && a.BlockHash == b.BlockHash && a.Index < b.Index
}

func (f filter) matches(l types.Log) bool {
	for i, topics := range f.Topics {
		if len(topics) > 0 && (i >= len(l.Topics) || !slices.Contains(topics, l.Topics[i])) {
			return false
		}
	}
	return slices.Contains(f.Addresses, l.Address)
}

// message is the transaction that a call or an estimate is about.
type message struct {
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to,omitempty"`
	Value *hexutil.Big    `json:"value,omitempty"`
	Data  hexutil.Bytes   `json:"input"`
}

// atHash pins a call to a block (EIP-1898).
func atHash(hash common.Hash) any { return map[string]common.Hash{"blockHash": hash} }

// ethCall runs a message without sending it. A revert is a *RevertError.
func (c *conn) ethCall(ctx context.Context, m message, at any) ([]byte, error) {
	var out hexutil.Bytes
	err := c.call(ctx, &out, "eth_call", m, at)
	return out, asRevert(err)
}

// estimate returns the gas that a message needs. A revert is a *RevertError.
func (c *conn) estimate(ctx context.Context, m message) (uint64, error) {
	var gas hexutil.Uint64
	err := c.call(ctx, &gas, "eth_estimateGas", m)
	return uint64(gas), asRevert(err)
}

func (c *conn) code(ctx context.Context, address common.Address) ([]byte, error) {
	var code hexutil.Bytes
	err := c.call(ctx, &code, "eth_getCode", address, "latest")
	return code, err
}

func (c *conn) balance(ctx context.Context, account common.Address) (*big.Int, error) {
	var wei hexutil.Big
	err := c.call(ctx, &wei, "eth_getBalance", account, "latest")
	return wei.ToInt(), err
}

// nonce returns how many transactions of account are mined, or, with "pending", mined and in the pool.
func (c *conn) nonce(ctx context.Context, account common.Address, at string) (uint64, error) {
	var n hexutil.Uint64
	err := c.call(ctx, &n, "eth_getTransactionCount", account, at)
	return uint64(n), err
}

// tip returns the node's suggestion for the priority fee, wei per gas.
func (c *conn) tip(ctx context.Context) (*big.Int, error) {
	var tip hexutil.Big
	err := c.call(ctx, &tip, "eth_maxPriorityFeePerGas")
	return tip.ToInt(), err
}

// send puts a signed transaction into the pool.
func (c *conn) send(ctx context.Context, tx *types.Transaction) error {
	raw, err := tx.MarshalBinary()
	if err != nil {
		panic("chain: internal error: " + err.Error())
	}
	var hash common.Hash
	if err := c.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw)); err != nil {
		return err
	}
	if hash != tx.Hash() {
		return fmt.Errorf("%w: sent %s, got %s", ErrAnswer, tx.Hash(), hash)
	}
	return nil
}

// knows reports whether the node has the transaction, mined or in the pool.
func (c *conn) knows(ctx context.Context, hash common.Hash) (bool, error) {
	var tx struct {
		Hash common.Hash `json:"hash"`
	}
	err := c.call(ctx, &tx, "eth_getTransactionByHash", hash)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return tx.Hash == hash, err
}

// receipt returns the receipt of a mined transaction, or ErrNotFound.
func (c *conn) receipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	r := new(types.Receipt)
	err := c.call(ctx, r, "eth_getTransactionReceipt", hash)
	if err != nil {
		// Some nodes answer with an error while they index; it is not there yet either way.
		if isRefusal(err) && strings.Contains(err.Error(), "index") {
			return nil, fmt.Errorf("%w: %w", ErrNotFound, err)
		}
		return nil, err
	}
	if r.TxHash != hash || r.BlockNumber == nil || !r.BlockNumber.IsUint64() {
		return nil, fmt.Errorf("%w: receipt of %s, want %s, in a block", ErrAnswer, r.TxHash, hash)
	}
	for _, l := range r.Logs {
		if l == nil || l.TxHash != hash || l.BlockHash != r.BlockHash {
			return nil, fmt.Errorf("%w: receipt of %s holds a log of another transaction", ErrAnswer, hash)
		}
	}
	return r, nil
}
