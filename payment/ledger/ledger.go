package ledger

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"github.com/syndtr/goleveldb/leveldb"
	lerrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// Bounds of what a ledger accepts, in bytes.
const (
	MaxKey   = 1 << 10 // 1 to MaxKey
	MaxValue = 1 << 20 // 0 to MaxValue
	MaxBatch = 4 << 20 // of one Batch, where a change counts its value, twice its key, and 64
)

// DefaultWriteBuffer is how many bytes of commits goleveldb holds in memory
// before it writes them out as a table.
const DefaultWriteBuffer = 8 << 20

var (
	// ErrNotFound says that the ledger, which is whole as far as this key shows, has no such key.
	ErrNotFound = errors.New("ledger: no such key")
	// ErrClosed says that the ledger was closed.
	ErrClosed = errors.New("ledger: closed")
	// ErrLocked says that another process, or another Open of this one, holds the directory.
	ErrLocked = errors.New("ledger: in use by another process")
	// ErrVersion says that the directory is in a format of another version of this package.
	ErrVersion = errors.New("ledger: unknown format version")
	// ErrSize says that a key, a value or a batch is out of bounds; nothing was written.
	ErrSize = errors.New("ledger: size out of bounds")
	// ErrFailed says that a write or sync failed and the ledger refuses all
	// further ones. It wraps the first cause. The commits that were under way
	// may or may not be there when the ledger is opened again.
	ErrFailed = errors.New("ledger: stopped by a failed write until reopened")
	// ErrInDoubt says that the caller gave up waiting: its commit may or may not become durable.
	ErrInDoubt = errors.New("ledger: commit in doubt")
	// ErrCorrupt says that stored bytes are not what was written.
	ErrCorrupt = errors.New("ledger: stored bytes do not verify")
	// ErrHole says that something that was committed is not there.
	ErrHole = errors.New("ledger: committed data is missing")
	// ErrEmptyWithAnchor says that the database is gone or was reset, though
	// the anchor knows of commits. It comes with ErrHole.
	ErrEmptyWithAnchor = errors.New("ledger: database is empty, anchor is not")
)

// Options tune a ledger. The zero Options are the defaults.
type Options struct {
	// Anchor is the path of the anchor file, by default "anchor" in the
	// ledger's directory. On another disk it also gives away a directory that
	// was restored from a backup.
	Anchor string
	// WriteBuffer is in bytes; 0 means DefaultWriteBuffer.
	WriteBuffer int
	// Log receives what an operator should know; nil means slog.Default().
	Log *slog.Logger
	// recent is how many keys, and how many groups of keys, make a map of those written last full.
	recent int
}

func (o Options) withDefaults() Options {
	if o.WriteBuffer <= 0 {
		o.WriteBuffer = DefaultWriteBuffer
	}
	if o.recent <= 0 {
		o.recent = 1 << 15
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// keepBytes is how many bytes of commits the commit entries reach back: more
// than goleveldb's two journals (one being filled, one being written out as a
// table) can hold, so that a lost journal always leaves a gap between entries.
func (o Options) keepBytes() uint64 { return 4 * uint64(o.WriteBuffer+maxGroup) }

const (
	strict = opt.StrictAll
	// lenient drops journal and manifest chunks that do not verify. It is used
	// only under a proof that what is left is everything (see inspect), and by Repair.
	lenient = opt.StrictAll &^ (opt.StrictManifest | opt.StrictJournal | opt.StrictRecovery)
)

// compactAt is how many tables of new commits goleveldb puts together into those below them, each time
// writing these anew: twice its default, as nobody reads much.
const compactAt = 8

func (o Options) leveldb(mode opt.Strict) *opt.Options {
	return &opt.Options{
		Strict:                       mode,
		WriteBuffer:                  o.WriteBuffer,
		CompactionTableSize:          max(2<<20, o.WriteBuffer/2),
		CompactionTotalSize:          max(10<<20, o.WriteBuffer*4),
		Compression:                  opt.NoCompression, // digests and signatures do not compress
		Filter:                       filter.NewBloomFilter(10),
		CompactionL0Trigger:          compactAt,
		WriteL0SlowdownTrigger:       2 * compactAt,
		WriteL0PauseTrigger:          3 * compactAt,
		DisableSeeksCompaction:       true,
		DisableLargeBatchTransaction: true, // every commit goes through the journal
		DisableBlockCache:            true, // keeps index and filter of each open table in memory instead
		OpenFilesCacheCapacity:       256,
	}
}

// Ledger is an open ledger. Its methods may be called concurrently.
type Ledger struct {
	opts   Options
	disk   disk
	stor   storage.Storage
	db     *leveldb.DB
	anchor *anchor

	mu      sync.Mutex // guards what follows
	wake    *sync.Cond // queue or stop changed
	queue   []*group
	stop    error // why Commit is refused: ErrClosed, ErrFailed, or nil
	closed  bool
	readers sync.WaitGroup // Get, Iterate and Check under way; Add only while !closed

	// The writer holds turn for the length of a commit, Check while it takes
	// its snapshot, so that database and anchor agree in it.
	turn    sync.Mutex
	tip     entry    // newest commit
	kept    []uint64 // written of the commits tip.oldest to tip.seq
	batch   leveldb.Batch
	recent  [2]map[string]witness // of the keys written last, the newer map first
	gaps    gaps
	buf     []byte        // of the entry that is staged
	stopped chan struct{} // closed when the writer has returned
}

// Open opens the ledger in dir and creates it if there is none. It writes
// nothing before it has verified that the database holds every commit up to
// the anchor's. Errors: ErrLocked, ErrVersion, ErrHole, ErrEmptyWithAnchor,
// ErrCorrupt, or what the file system said.
func Open(dir string, o Options) (*Ledger, error) {
	d, err := openDir(dir, o.Anchor)
	if err != nil {
		return nil, err
	}
	l, err := open(d, o.withDefaults())
	if err != nil {
		d.close()
		return nil, fmt.Errorf("%w [%s]", err, dir)
	}
	return l, nil
}

func open(d disk, o Options) (*Ledger, error) {
	a, err := openAnchor(d)
	if errors.Is(err, errNoAnchor) {
		a, err = create(d, o)
	}
	if err != nil {
		return nil, err
	}
	l, err := openDatabase(d, a, o)
	if err != nil {
		a.close()
	}
	return l, err
}

// create starts a ledger where there is none. Every step may be the last one
// before a crash: without anchor and database the next Open starts over, with
// an anchor at commit 0 and no database it goes on from there.
func create(d disk, o Options) (*anchor, error) {
	gens, err := d.databases()
	if err != nil {
		return nil, err
	}
	if len(gens) > 0 {
		return nil, fmt.Errorf("%w: anchor is missing beside database %d", ErrCorrupt, gens[len(gens)-1])
	}
	return createAnchor(d, position{gen: 1})
}

// openDatabase verifies and opens the database that the anchor names.
func openDatabase(d disk, a *anchor, o Options) (*Ledger, error) {
	stor, err := openFiles(d, a.position, o)
	if err != nil {
		return nil, err
	}
	c, mode, err := inspect(stor, a.position, o)
	if err != nil {
		stor.Close()
		return nil, err
	}
	db, err := leveldb.Open(stor, o.leveldb(mode))
	if err != nil {
		stor.Close()
		return nil, dbError(err)
	}
	l := &Ledger{
		opts: o, disk: d, stor: stor, db: db, anchor: a, tip: c.tip, kept: c.kept,
		recent: [2]map[string]witness{{}, {}}, gaps: gaps{{}, {}}, stopped: make(chan struct{}),
	}
	l.wake = sync.NewCond(&l.mu)
	if err := l.catchUp(); err != nil {
		db.Close()
		stor.Close()
		return nil, err
	}
	go l.write()
	return l, nil
}

// openFiles opens the files of the anchor's database, and makes an empty one
// if the anchor says that there was never a commit.
func openFiles(d disk, at position, o Options) (storage.Storage, error) {
	stor, err := d.database(at.gen)
	if errors.Is(err, errNoDatabase) && at.seq == 0 {
		if err := build(d, at.gen, func(s storage.Storage) error { return createDatabase(s, o) }); err != nil {
			return nil, err
		}
		stor, err = d.database(at.gen)
	}
	if errors.Is(err, errNoDatabase) {
		return nil, emptyWithAnchor(at.seq)
	}
	if err != nil {
		return nil, err
	}
	return guarded{stor}, nil
}

func createDatabase(stor storage.Storage, o Options) error {
	db, err := leveldb.Open(stor, o.leveldb(strict))
	if err != nil {
		return dbError(err)
	}
	return db.Close()
}

// build fills a scratch database and publishes it as generation gen. If we
// crash before it is published, the next build discards it.
func build(d disk, gen uint32, fill func(storage.Storage) error) error {
	stor, err := d.scratch()
	if err != nil {
		return err
	}
	err = fill(stor)
	if cerr := stor.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return d.publish(gen)
}

// catchUp moves the anchor to the newest commit, if the last process ended
// between the two syncs of a commit.
func (l *Ledger) catchUp() error {
	if l.tip.seq == l.anchor.seq {
		return nil
	}
	l.opts.Log.Warn("ledger: anchor was behind the database", "anchor", l.anchor.seq, "newest", l.tip.seq)
	return l.anchor.advance(l.tip)
}

// Close finishes the commits under way and closes the ledger. Commits and
// reads that come later fail with ErrClosed. A second Close does nothing.
func (l *Ledger) Close() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil
	}
	l.closed = true
	if l.stop == nil {
		l.stop = ErrClosed
	}
	l.wake.Signal()
	l.mu.Unlock()
	<-l.stopped
	l.readers.Wait()
	return errors.Join(ignoreStop(l.db.Close(), l.stop), l.stor.Close(), l.anchor.close(), l.disk.close())
}

// ignoreStop drops the error that goleveldb repeats at closing after a failure that Commit reported.
func ignoreStop(err, stop error) error {
	if errors.Is(stop, ErrFailed) {
		return nil
	}
	return err
}

// Seq returns the number of the newest durable commit; 0 says that there was
// never one.
func (l *Ledger) Seq() uint64 {
	l.turn.Lock()
	defer l.turn.Unlock()
	return l.tip.seq
}

// Generation returns 1 in a new ledger and a greater number after each Repair
// that rebuilt it. A relay that registered its node key under another
// generation may have lost state, and rotates the key before it serves.
func (l *Ledger) Generation() uint32 { return l.anchor.gen }

// enter registers a reader, so that Close waits for it.
func (l *Ledger) enter() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	l.readers.Add(1)
	return nil
}

// Get returns the newest value of key, which the caller owns. Errors:
// ErrNotFound, ErrHole (the value is gone, or there was a newer one),
// ErrCorrupt, ErrClosed.
func (l *Ledger) Get(key []byte) ([]byte, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.readers.Done()
	snap, err := l.db.GetSnapshot()
	if err != nil {
		return nil, dbError(err)
	}
	defer snap.Release()
	p, err := readPair(snap, key)
	if err != nil {
		return nil, err
	}
	if p.absent() {
		return nil, ErrNotFound
	}
	return p.value(key)
}

// Iterate calls fn for every key with the prefix, in the order of the keys and
// as of one moment; fn owns what it is given and may call Get. It ends at the
// first error of fn, or with ErrHole, ErrCorrupt or ErrClosed.
func (l *Ledger) Iterate(prefix []byte, fn func(key, value []byte) error) error {
	return l.IterateFrom(prefix, nil, fn)
}

// IterateFrom is Iterate without the keys that are before from.
func (l *Ledger) IterateFrom(prefix, from []byte, fn func(key, value []byte) error) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.readers.Done()
	snap, err := l.db.GetSnapshot()
	if err != nil {
		return dbError(err)
	}
	defer snap.Release()
	return walk(snap, prefix, from, func(key []byte, p pair) error {
		value, err := p.value(key)
		if err != nil {
			return err
		}
		return fn(append([]byte(nil), key...), value)
	})
}

func emptyWithAnchor(seq uint64) error {
	return fmt.Errorf("%w: %w: commits 1 to %d", ErrEmptyWithAnchor, ErrHole, seq)
}

// dbError gives an error of goleveldb our type.
func dbError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, leveldb.ErrClosed):
		return ErrClosed
	case lerrors.IsCorrupted(err):
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%w: database: %w", ErrCorrupt, err)
	}
	return fmt.Errorf("ledger: database: %w", err)
}
