package chain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

const (
	byHashWindow = 64      // so many newest blocks are read one by one, each by its hash
	rangeStep    = 100_000 // blocks of one range on the way to them
	maxTail      = 1 << 14 // blocks that are not final yet: two days at 12 s
	maxBackoff   = 30 * time.Second

	finalityLooks = 3 // so often in a row a final block must be seen replaced: a node may err once
)

// ErrFinality says that a block which counted as final is not on the chain any more: more
// confirmations are needed, or this is another chain. What was built on it has to be looked at by a human.
var ErrFinality = errors.New("chain: a final block was replaced")

// Cursor names the newest final block whose events have been delivered. The zero cursor is before the deployment.
type Cursor struct {
	Number uint64
	Hash   common.Hash
}

// Block is a block with events of the deployment.
type Block struct {
	Number uint64
	Hash   common.Hash
	Logs   []Log // in order
}

// Update is a step of the chain. What it says has to be applied in this order, as one.
type Update struct {
	Removed []Block // delivered before, and no longer on the chain: newest first
	Added   []Block // oldest first
	Head    Head    // all events up to it are delivered
	Final   Cursor  // nothing up to it will ever be removed
}

// Follower delivers the events of a deployment, each once, in order, and takes back those that a reorg undoes.
//
// It polls: over plain HTTP, through load balancers whose nodes are not at one height, across restarts of
// the RPC. Near the head it reads each block's events by the block's hash, so that a reorg cannot mix two blocks,
// and walks by parent hashes, so that it cannot miss one. An answer that does not fit leaves everything as it
// was, and is asked for again, with growing pauses.
//
// To go on after a restart, keep Update.Final, once the update is applied, DURABLE with it, and start from there:
// everything above is delivered again, so what is not final is to be held in memory, or applied so that twice is
// once. A Follower is for one goroutine; Health alone is for all.
type Follower struct {
	c       *Client
	window  uint64        // byHashWindow
	base    Cursor        // newest final block delivered
	tail    []followed    // all blocks above it, oldest first
	head    Head          // as last delivered
	backoff time.Duration // before the next look; zero: the last one went well
	broken  int           // how often in a row a final block was seen replaced
	health  atomic.Pointer[error]
}

// followed is a block that is delivered but not final.
type followed struct {
	Head
	logs []Log
}

// Follow starts at a cursor.
func (c *Client) Follow(from Cursor) *Follower {
	if from == (Cursor{}) && c.cfg.FromBlock > 0 {
		from.Number = c.cfg.FromBlock - 1
	}
	return &Follower{c: c, window: byHashWindow, base: from}
}

// Health returns what went wrong when the RPC was last asked, nil if nothing did.
func (f *Follower) Health() error {
	if err := f.health.Load(); err != nil {
		return *err
	}
	return nil
}

// Next waits for the next update. It returns ErrFinality, after which the follower is of no use any more, or what the
// context says; RPC failures are waited out.
func (f *Follower) Next(ctx context.Context) (Update, error) {
	for {
		u, changed, err := f.poll(ctx)
		if ctx.Err() != nil {
			return Update{}, ctx.Err()
		}
		if f.note(err); f.broken >= finalityLooks {
			return Update{}, err
		}
		if changed && err == nil {
			return u, nil
		}
		if err := sleep(ctx, max(f.backoff, f.c.cfg.Poll)); err != nil {
			return Update{}, err
		}
	}
}

// note keeps the outcome of a look, and sets the pause before the next one.
func (f *Follower) note(err error) {
	if err == nil {
		f.backoff, f.broken = 0, 0
		f.health.Store(nil)
		return
	}
	if f.broken++; !errors.Is(err, ErrFinality) {
		f.broken = 0
	}
	f.backoff = min(max(2*f.backoff, f.c.cfg.Poll), maxBackoff)
	f.health.Store(&err)
	f.c.cfg.Log.Warn("following the chain", "err", err, "again_in", f.backoff)
}

// poll looks once. Nothing of the follower changes if it fails.
func (f *Follower) poll(ctx context.Context) (u Update, changed bool, err error) {
	var tag Head
	if f.c.cfg.Confirmations == 0 {
		// Before the head, so that it is not above it.
		if tag, err = f.c.conn.finalized(ctx); err != nil {
			return u, false, err
		}
	}
	latest, err := f.c.conn.latest(ctx)
	if err != nil {
		return u, false, err
	}
	head := latest.Head
	if head.Number < f.base.Number {
		return u, false, fmt.Errorf("%w: head %d is behind the final block %d", ErrAnswer, head.Number, f.base.Number)
	}
	final := f.finalAt(head, tag)
	if far := min(final, head.Number-min(head.Number, f.window)); far > f.tip() {
		u, err = f.catchUp(ctx, min(far, f.tip()+rangeStep))
		return u, err == nil, err
	}
	return f.step(ctx, head, final, tag)
}

// finalAt is the number of the newest final block, going by confirmations or by the tag's block.
func (f *Follower) finalAt(head, tag Head) uint64 {
	if f.c.cfg.Confirmations == 0 {
		return min(tag.Number, head.Number)
	}
	return finalNumber(head.Number, f.c.cfg.Confirmations)
}

// tip is the number of the newest block delivered.
func (f *Follower) tip() uint64 { return f.base.Number + uint64(len(f.tail)) }

// hashAt returns the hash of a delivered block; zero where the cursor did not say.
func (f *Follower) hashAt(number uint64) (common.Hash, bool) {
	switch {
	case number == f.base.Number:
		return f.base.Hash, true
	case number < f.base.Number || number > f.tip():
		return common.Hash{}, false
	}
	return f.tail[number-f.base.Number-1].Hash, true
}

// catchUp delivers all blocks up to number to, which is final and above the tip: by ranges, as final blocks do not
// change.
func (f *Follower) catchUp(ctx context.Context, to uint64) (Update, error) {
	keep, err := f.canonical(ctx)
	if err != nil {
		return Update{}, err
	}
	from := f.base.Number + uint64(keep) + 1
	logs, err := f.c.conn.logsIn(ctx, f.filter(), from, to)
	if err != nil {
		return Update{}, err
	}
	added, err := f.group(logs)
	if err != nil {
		return Update{}, err
	}
	end, err := f.c.conn.byNumber(ctx, to)
	if err != nil {
		return Update{}, err
	}
	// All that comes is measured by this hash, so it is worth a second look.
	if again, err := f.c.conn.byHash(ctx, end.Hash); err != nil || again != end {
		return Update{}, errors.Join(err, fmt.Errorf("%w: block %d: got %+v, then %+v", ErrAnswer, to, end, again))
	}
	u := Update{Removed: removed(f.tail[keep:]), Added: added, Head: end, Final: Cursor{end.Number, end.Hash}}
	f.base, f.tail, f.head = u.Final, nil, end
	return u, nil
}

// canonical returns how many blocks of the tail are still on the chain.
func (f *Follower) canonical(ctx context.Context) (int, error) {
	for keep := len(f.tail); ; keep-- {
		number := f.base.Number + uint64(keep)
		want, _ := f.hashAt(number)
		if want == (common.Hash{}) {
			return keep, nil
		}
		got, err := f.c.conn.byNumber(ctx, number)
		if err != nil {
			return 0, err
		}
		if got.Hash == want {
			return keep, nil
		}
		if keep == 0 {
			return 0, fmt.Errorf("%w: block %d: got %s, want %s", ErrFinality, number, got.Hash, want)
		}
	}
}

// step delivers the blocks between what is known and the head, and what has become final.
func (f *Follower) step(ctx context.Context, head Head, final uint64, tag Head) (Update, bool, error) {
	fresh, err := f.walk(ctx, head)
	if err != nil {
		return Update{}, false, err
	}
	keep := len(f.tail)
	if len(fresh) > 0 {
		keep = int(fresh[0].Number - f.base.Number - 1)
	} else if head.Number < f.tip() {
		return Update{}, false, nil // a node that lags behind
	}
	tail := append(f.tail[:keep:keep], fresh...)
	if len(tail) > maxTail {
		return Update{}, false, fmt.Errorf("%w: no block became final for %d blocks", ErrAnswer, len(tail))
	}
	base, settled, err := f.finalize(tail, final, tag)
	if err != nil {
		return Update{}, false, err
	}
	u := Update{Removed: removed(f.tail[keep:]), Added: added(fresh), Head: head, Final: base}
	changed := head != f.head || base != f.base
	f.base, f.tail, f.head = base, tail[settled:], head
	return u, changed, nil
}

// walk returns the blocks from the newest one that is known up to head, oldest first, with their events.
func (f *Follower) walk(ctx context.Context, head Head) ([]followed, error) {
	var unknown []Head
	for at := head; ; {
		if hash, ok := f.hashAt(at.Number); ok && (hash == at.Hash || hash == common.Hash{}) {
			break
		}
		if at.Number <= f.base.Number {
			return nil, fmt.Errorf("%w: block %d: got %s, want %s", ErrFinality, at.Number, at.Hash, f.base.Hash)
		}
		if len(unknown) >= maxTail {
			return nil, fmt.Errorf("%w: no known block within %d of the head", ErrAnswer, maxTail)
		}
		unknown = append(unknown, at)
		if hash, ok := f.hashAt(at.Number - 1); ok && hash == at.Parent {
			break
		}
		parent, err := f.c.conn.byHash(ctx, at.Parent)
		if err != nil {
			return nil, err
		}
		if parent.Number != at.Number-1 {
			return nil, fmt.Errorf("%w: parent of block %d has number %d", ErrAnswer, at.Number, parent.Number)
		}
		at = parent
	}
	fresh := make([]followed, len(unknown))
	for i, head := range unknown {
		logs, err := f.eventsOf(ctx, head)
		if err != nil {
			return nil, err
		}
		fresh[len(unknown)-1-i] = followed{head, logs}
	}
	return fresh, nil
}

// finalize returns the new base, and how many blocks of tail are up to it.
func (f *Follower) finalize(tail []followed, final uint64, tag Head) (Cursor, int, error) {
	if final <= f.base.Number || len(tail) == 0 {
		return f.base, 0, nil
	}
	n := min(int(final-f.base.Number), len(tail))
	newest := tail[n-1]
	if newest.Number == tag.Number && newest.Hash != tag.Hash {
		return Cursor{}, 0, fmt.Errorf("%w: finalized block %d is %s, but the head is on %s", ErrAnswer, tag.Number, tag.Hash, newest.Hash)
	}
	return Cursor{newest.Number, newest.Hash}, n, nil
}

func (f *Follower) filter() filter {
	return filter{Addresses: []common.Address{f.c.cfg.Channels, f.c.cfg.Registry}}
}

func (f *Follower) eventsOf(ctx context.Context, head Head) ([]Log, error) {
	logs, err := f.c.conn.logsOf(ctx, f.filter(), head)
	if err != nil {
		return nil, err
	}
	blocks, err := f.group(logs)
	if err != nil || len(blocks) == 0 {
		return nil, err
	}
	return blocks[0].Logs, nil
}

// group decodes logs and puts those of one block together.
func (f *Follower) group(logs []types.Log) (out []Block, err error) {
	for i := range logs {
		log, ok, err := f.c.decode(&logs[i])
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Hash != logs[i].BlockHash {
			out = append(out, Block{Number: logs[i].BlockNumber, Hash: logs[i].BlockHash})
		}
		last := &out[len(out)-1]
		last.Logs = append(last.Logs, log)
	}
	return out, nil
}

// added returns the blocks with events.
func added(blocks []followed) (out []Block) {
	for _, b := range blocks {
		if len(b.logs) > 0 {
			out = append(out, Block{b.Number, b.Hash, b.logs})
		}
	}
	return out
}

// removed returns the blocks with events, newest first.
func removed(blocks []followed) (out []Block) {
	out = added(blocks)
	slices.Reverse(out)
	return out
}
