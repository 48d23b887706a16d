package ledger

import (
	"context"
	"fmt"
	"runtime"

	"github.com/syndtr/goleveldb/leveldb/opt"
)

// maxGroup bounds the batches that the writer puts into one commit, in bytes.
const maxGroup = MaxBatch

// Batch is a set of changes that are committed together or not at all. The
// zero Batch is empty and ready. Of two changes of one key the later one counts.
type Batch struct {
	ops  []op
	size int   // of ops
	err  error // of the first change that is out of bounds; Commit returns it
}

type op struct {
	key, value []byte
	remove     bool
}

// Put sets a key to a value; both are copied.
func (b *Batch) Put(key, value []byte) {
	if len(value) > MaxValue {
		b.refuse("value of %d bytes, want at most %d", len(value), MaxValue)
		return
	}
	buf := append(append(make([]byte, 0, len(key)+len(value)), key...), value...)
	b.add(op{key: buf[:len(key):len(key)], value: buf[len(key):]})
}

// Delete removes a key; removing one that is not there is no error.
func (b *Batch) Delete(key []byte) {
	b.add(op{key: append([]byte(nil), key...), remove: true})
}

// Len returns the number of changes.
func (b *Batch) Len() int { return len(b.ops) }

func (b *Batch) add(o op) {
	if len(o.key) == 0 || len(o.key) > MaxKey {
		b.refuse("key of %d bytes, want 1 to %d", len(o.key), MaxKey)
		return
	}
	b.ops = append(b.ops, o)
	if b.size += o.size(); b.size > MaxBatch {
		b.refuse("batch of %d bytes, want at most %d", b.size, MaxBatch)
	}
}

// size is about what a change takes in goleveldb's journal: record and witness.
func (o op) size() int { return 2*len(o.key) + len(o.value) + opOverhead }

const opOverhead = 2*witnessLen + 16

func (b *Batch) refuse(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf("%w: %s", ErrSize, fmt.Sprintf(format, args...))
	}
}

// group is what callers have asked for while the writer was busy. It becomes one commit.
type group struct {
	batches [][]op
	size    int
	done    chan struct{} // closed when err is set
	err     error
}

// Commit makes a batch durable: when it returns nil the batch is on disk,
// synced, and no crash or power cut can take it back. Callers that commit at
// the same time share the sync. Commits of one caller take effect in their order.
//
// Errors: ErrSize and an error of ctx that had ended before: nothing was
// written. ErrFailed, ErrClosed. ErrInDoubt: ctx ended while the batch was
// with the writer; it may or may not become durable.
func (l *Ledger) Commit(ctx context.Context, b Batch) error {
	if b.err != nil {
		return b.err
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ledger: not committed: %w", err)
	}
	if b.Len() == 0 {
		return nil
	}
	g, err := l.enqueue(b)
	if err != nil {
		return err
	}
	select {
	case <-g.done:
		return g.err
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", ErrInDoubt, ctx.Err())
	}
}

// enqueue adds a batch to the group that the writer takes next, or after others.
func (l *Ledger) enqueue(b Batch) (*group, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		return nil, l.stop
	}
	n := len(l.queue)
	if n == 0 || l.queue[n-1].size+b.size > maxGroup {
		l.queue = append(l.queue, &group{done: make(chan struct{})})
		n++
		l.wake.Signal()
	}
	g := l.queue[n-1]
	g.batches = append(g.batches, b.ops)
	g.size += b.size
	return g, nil
}

// write is the writer: it commits group after group until the ledger is closed.
func (l *Ledger) write() {
	defer close(l.stopped)
	for g := l.next(); g != nil; g = l.next() {
		g.err = l.commit(g)
		if g.err != nil {
			l.fail(g)
		}
		close(g.done)
		runtime.Gosched() // so that the callers just woken can be in the next group
	}
}

// next waits for a group. It returns nil when the ledger is closed and all groups are done.
func (l *Ledger) next() *group {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) == 0 && !l.closed {
		l.wake.Wait()
	}
	if len(l.queue) == 0 {
		return nil
	}
	g := l.queue[0]
	l.queue = l.queue[1:]
	return g
}

// fail stops the ledger: the group, all that wait and all that come later get
// the first cause. After a failed write nobody knows what is on disk; only a
// new Open finds out.
func (l *Ledger) fail(g *group) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.opts.Log.Error("ledger: stopped", "newest", l.tip.seq, "cause", g.err)
	g.err = fmt.Errorf("%w: %w", ErrFailed, g.err)
	l.stop = g.err
	for _, waiting := range l.queue {
		waiting.err = g.err
		close(waiting.done)
	}
	l.queue = nil
}

// commit makes one group durable.
func (l *Ledger) commit(g *group) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	next, err := l.stage(g.batches)
	if err != nil {
		return err
	}
	// If we crash before or during this write, nothing of the commit counts: a
	// part of it fails goleveldb's checksum and is dropped at Open, being past the anchor.
	if err := l.db.Write(&l.batch, &opt.WriteOptions{Sync: true, NoWriteMerge: true}); err != nil {
		return dbError(err)
	}
	// If we crash here, the commit is durable but nobody was told. Open finds
	// the database one linked commit ahead of the anchor and keeps it.
	if err := l.anchor.advance(next); err != nil {
		return err
	}
	l.tip = next
	return nil
}

// stage fills l.batch with the commit that follows the newest one.
func (l *Ledger) stage(batches [][]op) (entry, error) {
	l.batch.Reset()
	l.forget()
	next := l.tip
	next.seq, next.oldest, next.prev = l.tip.seq+1, max(l.tip.oldest, 1), l.tip.hash
	for _, ops := range batches {
		for _, o := range ops {
			if err := l.apply(&next, o); err != nil {
				return entry{}, err
			}
		}
	}
	next.written += uint64(len(l.batch.Dump()) + entryLen)
	l.prune(&next)
	l.batch.Put(entryKey(next.seq), next.seal())
	return next, nil
}

// apply stages one change and brings sum and live up to date.
func (l *Ledger) apply(next *entry, o op) error {
	gap, tail := l.gaps.of(o.key)
	old, err := l.newest(o.key, gap, tail)
	if err != nil {
		return err
	}
	if old.seq > 0 {
		next.sum = next.sum.sub(old.digest)
		next.live--
	}
	if o.remove {
		l.recent[0][string(o.key)] = witness{}
		l.batch.Delete(l.tagged(tagRecord, o.key))
		l.batch.Delete(l.tagged(tagWitness, o.key))
		return nil
	}
	w := witness{next.seq, digestOf(o.key, next.seq, o.value)}
	next.sum = next.sum.add(w.digest)
	next.live++
	l.recent[0][string(o.key)] = w
	gap.add(tail)
	// The batch copies what it is given.
	l.buf = append(w.append(l.tagged(tagRecord, o.key)), o.value...)
	n := 1 + len(o.key)
	l.batch.Put(l.buf[:n], l.buf[n:])
	l.buf[0] = tagWitness
	l.batch.Put(l.buf[:n], l.buf[n:n+witnessLen])
	return nil
}

// tagged is tagged in the writer's buffer.
func (l *Ledger) tagged(tag byte, key []byte) []byte {
	l.buf = append(append(l.buf[:0], tag), key...)
	return l.buf
}

// newest returns the witness of a key, with seq 0 if it has no value.
func (l *Ledger) newest(key []byte, gap *gap, tail uint64) (witness, error) {
	for _, m := range l.recent {
		if w, ok := m[string(key)]; ok {
			return w, nil
		}
	}
	if gap.holds(tail) {
		return witness{}, nil
	}
	b, err := getOrNil(l.db, l.tagged(tagWitness, key))
	if b == nil && err == nil {
		err = gap.miss(l.db, key, tail)
	}
	if b == nil || err != nil {
		return witness{}, err
	}
	w, rest, ok := parseWitness(b)
	if !ok || len(rest) > 0 {
		return w, fmt.Errorf("%w: witness of key %x", ErrCorrupt, key)
	}
	return w, nil
}

// forget keeps l.recent and l.gaps bounded; between two commits everything is in the database too.
func (l *Ledger) forget() {
	if len(l.recent[0]) >= l.opts.recent {
		l.recent[0], l.recent[1] = l.recent[1], l.recent[0]
		clear(l.recent[0])
	}
	if len(l.gaps[0]) >= l.opts.recent {
		l.gaps[0], l.gaps[1] = l.gaps[1], l.gaps[0]
		clear(l.gaps[0])
	}
}

// prune drops the entries of commits that goleveldb has long moved from its
// journals into tables, so that the chain has bounded size. What they proved
// of the keys they wrote, the sum proves.
func (l *Ledger) prune(next *entry) {
	l.kept = append(l.kept, next.written)
	for l.kept[0]+l.opts.keepBytes() < next.written {
		l.batch.Delete(entryKey(next.oldest))
		next.oldest++
		l.kept = l.kept[1:]
	}
}
