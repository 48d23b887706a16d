package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/syndtr/goleveldb/leveldb"
	lerrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/table"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// tagFound is where salvage puts what it finds: after the tag the key of the
// damaged database, as value goleveldb's sequence number, one byte that is 1
// for a value and 0 for a deletion, and the value.
const tagFound = 0x7f

// salvage reads the tables and journals of a generation, without its manifest,
// and keeps of each key the newest version whose block verifies. (goleveldb's
// own Recover is no help: a table that it has to rebuild is sorted by the wrong
// comparer and makes it panic later.) A deletion that goleveldb has dropped for
// good no longer hides an older version in a table that was waiting to be
// removed; the sum then shows that there is one value too many.
func (m *mender) salvage(d disk, gen uint32) error {
	stor, err := d.database(gen)
	if errors.Is(err, errNoDatabase) {
		return nil
	}
	if err != nil {
		return err
	}
	defer stor.Close()
	fds, err := stor.List(storage.TypeTable | storage.TypeJournal)
	if err != nil {
		return err
	}
	for _, fd := range fds {
		if err := m.salvageFile(guarded{stor}, fd); err != nil && !lerrors.IsCorrupted(err) {
			return fmt.Errorf("ledger: salvage of %v: %w", fd, err)
		}
	}
	return nil
}

func (m *mender) salvageFile(stor storage.Storage, fd storage.FileDesc) error {
	r, err := stor.Open(fd)
	if err != nil {
		return err
	}
	defer r.Close()
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if fd.Type == storage.TypeTable {
		return m.salvageTable(zeroing{r}, size, fd)
	}
	return m.salvageJournal(io.NewSectionReader(zeroing{r}, 0, size))
}

// salvageTable takes all entries of the blocks that verify.
func (m *mender) salvageTable(r io.ReaderAt, size int64, fd storage.FileDesc) error {
	tr, err := table.NewReader(r, size, fd, nil, nil, &opt.Options{Strict: lenient &^ opt.StrictReader})
	if err != nil {
		return err
	}
	it := tr.NewIterator(nil, nil)
	defer it.Release()
	for it.Next() {
		// An internal key ends in 8 bytes, little-endian: number << 8 | kind.
		n := len(it.Key()) - 8
		if n < 1 {
			continue
		}
		tail := binary.LittleEndian.Uint64(it.Key()[n:])
		if err := m.found(it.Key()[:n], tail>>8, byte(tail), it.Value()); err != nil {
			return err
		}
	}
	return it.Error()
}

// salvageJournal takes all batches whose chunks verify.
func (m *mender) salvageJournal(r io.Reader) error {
	for jr := journal.NewReader(r, nil, false, true); ; {
		chunks, err := jr.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		// A batch begins with 12 bytes, little-endian: number of its first change, count.
		b, err := io.ReadAll(chunks)
		var batch leveldb.Batch
		if err != nil || len(b) < 12 || batch.Load(b[12:]) != nil {
			continue
		}
		replay := replay{m: m, number: binary.LittleEndian.Uint64(b)}
		if err := errors.Join(batch.Replay(&replay), replay.err); err != nil {
			return err
		}
	}
}

// replay takes the changes of one batch.
type replay struct {
	m      *mender
	number uint64 // of the next change
	err    error
}

func (r *replay) Put(key, value []byte) { r.take(key, 1, value) }

func (r *replay) Delete(key []byte) { r.take(key, 0, nil) }

func (r *replay) take(key []byte, kind byte, value []byte) {
	r.err = errors.Join(r.err, r.m.found(key, r.number, kind, value))
	r.number++
}

// found keeps a version of a key unless a newer one is known.
func (m *mender) found(key []byte, number uint64, kind byte, value []byte) error {
	at := tagged(tagFound, key)
	known, err := getOrNil(m.db, at)
	if err != nil || known != nil && binary.BigEndian.Uint64(known) > number {
		return err
	}
	v := binary.BigEndian.AppendUint64(make([]byte, 0, 9+len(value)), number)
	return dbError(m.db.Put(at, append(append(v, kind), value...), nil))
}

// promote puts the versions that were found in the places of the new database.
func (m *mender) promote() error {
	it := m.db.NewIterator(util.BytesPrefix([]byte{tagFound}), nil)
	defer it.Release()
	for it.Next() {
		if v := it.Value(); v[8] == 1 {
			m.batch.Put(it.Key()[1:], v[9:])
		}
		m.batch.Delete(it.Key())
		if err := m.flushIfFull(); err != nil {
			return err
		}
	}
	return errors.Join(dbError(it.Error()), m.flush())
}

// zeroing reads zeros, which do not verify, where the disk gives an error.
type zeroing struct{ io.ReaderAt }

func (z zeroing) ReadAt(b []byte, off int64) (int, error) {
	n, err := z.ReaderAt.ReadAt(b, off)
	if err == nil || errors.Is(err, io.EOF) {
		return n, err
	}
	clear(b)
	return len(b), nil
}
