package ledger

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Report is what Check or Repair found.
type Report struct {
	Anchored uint64   // newest commit that the anchor knows of
	Newest   uint64   // newest commit in the database
	Keys     uint64   // keys with a sound value
	Live     uint64   // keys that the newest commit left with a value
	Holes    []Span   // commits that are missing; any key may have lost its newest value in them
	Damage   []Damage // keys that are not sound, in order
	// Linked says that the commits in the database are those that the anchor
	// knows, or follow them.
	Linked bool
	// Balanced says that the values that verify are, all in all, exactly those
	// that the newest commit left: none is missing, stale or surplus, be it
	// named in Damage or not.
	Balanced bool
}

// Span is a range of commits, both ends included.
type Span struct{ From, To uint64 }

func (s Span) String() string { return fmt.Sprintf("%d to %d", s.From, s.To) }

// Damage is a key and what is wrong with it.
type Damage struct {
	Key   []byte
	Fault Fault
}

// Err returns nil if nothing is wrong, else ErrHole or ErrCorrupt.
func (r Report) Err() error {
	switch {
	case r.Newest == 0 && r.Anchored > 0:
		return emptyWithAnchor(r.Anchored)
	case len(r.Holes) > 0:
		return fmt.Errorf("%w: commits %v, anchor at %d", ErrHole, r.Holes, r.Anchored)
	case !r.Linked:
		return fmt.Errorf("%w: commits up to %d are not a continuation of the anchor's commit %d", ErrCorrupt, r.Newest, r.Anchored)
	case len(r.Damage) > 0:
		return fmt.Errorf("%w (first of %d)", r.Damage[0].Fault.err(r.Damage[0].Key), len(r.Damage))
	case !r.Balanced:
		return fmt.Errorf("%w: %d sound values do not add up to the %d of commit %d", ErrHole, r.Keys, r.Live, r.Newest)
	}
	return nil
}

// Check reads the whole ledger as of one moment and verifies every value
// against its own digest and its witness, all of them together against the
// newest commit, the chain of commits, and the anchor as it is on disk. It
// returns what it found; the error is nil only if nothing is wrong, and
// ErrCorrupt with an incomplete Report if the database cannot be read to its end.
func (l *Ledger) Check(ctx context.Context) (Report, error) {
	if err := l.enter(); err != nil {
		return Report{}, err
	}
	defer l.readers.Done()
	snap, at, err := l.freeze()
	if err != nil {
		return Report{}, err
	}
	defer snap.Release()
	rep, err := survey(ctx, snap, at, nil)
	if err == nil {
		err = rep.Err()
	}
	return rep, err
}

// freeze takes a snapshot and reads the anchor from disk between two commits.
func (l *Ledger) freeze() (*leveldb.Snapshot, position, error) {
	l.turn.Lock()
	defer l.turn.Unlock()
	a, err := readAnchor(l.anchor.file)
	if err != nil {
		return nil, position{}, err
	}
	snap, err := l.db.GetSnapshot()
	return snap, a.position, dbError(err)
}

// survey reads a whole database; its error is one of reading. It hands each
// pair that it has judged to each, if there is one.
func survey(ctx context.Context, r reader, at position, each func(key []byte, rec witness, f Fault) error) (Report, error) {
	c, err := readChain(r, at)
	rep := c.report(at)
	if err != nil {
		return rep, err
	}
	var total sum
	var live uint64
	err = walk(r, nil, nil, func(key []byte, p pair) error {
		rec, _, f := p.judge(key)
		if rec.seq > 0 {
			total, live = total.add(rec.digest), live+1
		}
		rep.note(key, f)
		if each == nil {
			return ctx.Err()
		}
		return errors.Join(ctx.Err(), each(key, rec, f))
	})
	if err != nil {
		return rep, err
	}
	rep.Balanced = len(rep.Holes) == 0 && live == c.tip.live && total == c.tip.sum
	return rep, nil
}

func (r *Report) note(key []byte, f Fault) {
	if f == Sound {
		r.Keys++
		return
	}
	r.Damage = append(r.Damage, Damage{append([]byte(nil), key...), f})
}

// chain is what the commit entries of a database say.
type chain struct {
	tip    entry    // the newest one that verifies
	kept   []uint64 // written of each, from the oldest to tip
	holes  []Span   // commits whose entry is missing, does not verify or is not linked
	first  uint64   // the oldest
	top    uint64   // the newest commit that there is an entry or an anchor of
	linked bool     // the anchor's commit is among them, or is the one before the first
}

// readChain reads all commit entries. What is wrong with them is in the chain; an error is one of reading.
func readChain(r reader, at position) (c chain, err error) {
	it := r.NewIterator(util.BytesPrefix([]byte{tagCommit}), nil)
	defer it.Release()
	c.top = at.seq
	for it.Next() {
		if e, ok := parseEntry(it.Key(), it.Value()); ok {
			c.follow(e, at)
		}
		if key := it.Key(); len(key) == 1+8 {
			c.top = max(c.top, binary.BigEndian.Uint64(key[1:]))
		}
	}
	c.finish()
	return c, dbError(it.Error())
}

// follow takes the next entry into the chain.
func (c *chain) follow(e entry, at position) {
	switch {
	case c.tip.seq == 0:
		c.first = e.seq
	case e.seq != c.tip.seq+1:
		c.holes = append(c.holes, Span{c.tip.seq + 1, e.seq - 1})
	case e.prev != c.tip.hash:
		c.holes = append(c.holes, Span{c.tip.seq, c.tip.seq})
	}
	if e.seq == at.seq && e.hash == at.hash || e.seq == at.seq+1 && e.prev == at.hash {
		c.linked = true
	}
	c.tip, c.kept = e, append(c.kept, e.written)
}

// finish completes the holes by those at both ends, and forgets what lies
// before the oldest commit that the newest one still counts on.
func (c *chain) finish() {
	if c.tip.seq == 0 {
		c.linked = c.top == 0
	} else if c.first > c.tip.oldest {
		c.holes = append([]Span{{c.tip.oldest, c.first - 1}}, c.holes...)
	}
	if c.tip.seq < c.top {
		c.holes = append(c.holes, Span{c.tip.seq + 1, c.top})
	}
	c.holes = slices.DeleteFunc(c.holes, func(h Span) bool { return h.To < c.tip.oldest })
	if n := c.tip.seq - c.tip.oldest + 1; uint64(len(c.kept)) > n {
		c.kept = c.kept[uint64(len(c.kept))-n:]
	}
}

func (c chain) report(at position) Report {
	return Report{Anchored: at.seq, Newest: c.tip.seq, Live: c.tip.live, Holes: c.holes, Linked: c.linked}
}

// inspect proves, without writing anything, that the database holds every
// commit up to the anchor's, and says in which mode goleveldb may open it. A
// crash or power cut can leave the last, never acknowledged write torn, which
// strict mode refuses like any damage. Then the whole database is read, and
// only if it is exactly what its newest commit left, with nothing missing up
// to the anchor, lenient mode may drop the torn end.
func inspect(stor storage.Storage, at position, o Options) (chain, opt.Strict, error) {
	c, err := examine(stor, strict, at, o)
	if !errors.Is(err, errRefused) {
		return c, strict, err
	}
	c, lerr := examine(stor, lenient, at, o)
	if lerr != nil {
		return c, lenient, fmt.Errorf("%w; and without what does not verify: %w", err, lerr)
	}
	o.Log.Warn("ledger: dropping what a crash left of an unacknowledged commit", "newest", c.tip.seq, "found", err)
	return c, lenient, nil
}

// errRefused says that goleveldb does not open the database in this mode, because of damage.
var errRefused = fmt.Errorf("%w: goleveldb refuses the database", ErrCorrupt)

// examine reads the chain of a database, and in lenient mode all of it.
func examine(stor storage.Storage, mode opt.Strict, at position, o Options) (c chain, err error) {
	settings := o.leveldb(mode)
	settings.ReadOnly = true
	db, err := leveldb.Open(stor, settings)
	switch {
	case errors.Is(err, os.ErrNotExist) && at.seq > 0:
		return c, emptyWithAnchor(at.seq)
	case errors.Is(dbError(err), ErrCorrupt):
		return c, fmt.Errorf("%w: %w", errRefused, err)
	case err != nil:
		return c, dbError(err)
	}
	defer db.Close()
	if mode == lenient {
		rep, err := survey(context.Background(), db, at, nil)
		if err == nil {
			err = rep.Err()
		}
		if err != nil {
			return c, err
		}
	}
	c, err = readChain(db, at)
	if err != nil {
		return c, err
	}
	rep := c.report(at)
	rep.Balanced = true // of which the chain alone says nothing
	return c, rep.Err()
}
