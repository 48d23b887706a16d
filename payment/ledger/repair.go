package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Repair makes a ledger that Open refuses usable again, and says what it lost.
// It is for an operator to call, who then asks the counterparties for what is
// missing and rotates the node key: state that was relied on may be gone.
//
// All values that verify are kept, also stale ones: an older receipt is still
// money. The new database is the next generation, beside the damaged one,
// which stays as it is until the operator deletes it; its first commit follows
// all that there ever were. The report also stays, as repair-N.json. A ledger
// with nothing wrong is left alone.
//
// If we crash before the anchor names the new generation, nothing has changed.
func Repair(ctx context.Context, path string, o Options) (Report, error) {
	if _, err := os.Stat(path); err != nil {
		return Report{}, fmt.Errorf("ledger: nothing to repair: %w", err)
	}
	d, err := openDir(path, o.Anchor)
	if err != nil {
		return Report{}, err
	}
	rep, err := repair(ctx, d, o.withDefaults())
	return rep, errors.Join(err, d.close())
}

func repair(ctx context.Context, d disk, o Options) (Report, error) {
	gens, err := d.databases()
	if err != nil {
		return Report{}, err
	}
	at, known, err := lastPosition(d, gens)
	if err != nil {
		return Report{}, err
	}
	if known {
		if rep, err := checkReadOnly(ctx, d, at, o); err == nil && rep.Err() == nil {
			return rep, nil
		}
	}
	gen := at.gen + 1
	if len(gens) > 0 {
		gen = max(gen, gens[len(gens)-1]+1)
	}
	var m mender
	if err := build(d, gen, func(to storage.Storage) error { return m.rebuild(ctx, d, to, at, o) }); err != nil {
		return m.report, err
	}
	m.report.Linked = m.report.Linked && known
	return m.report, conclude(d, m.report, position{gen: gen, seq: m.first.seq, hash: m.first.hash})
}

// lastPosition reads the anchor, and makes do without if it is gone or unreadable.
func lastPosition(d disk, gens []uint32) (at position, known bool, err error) {
	a, err := openAnchor(d)
	if err == nil {
		return a.position, true, a.close()
	}
	if !errors.Is(err, errNoAnchor) && !errors.Is(err, ErrCorrupt) {
		return at, false, err
	}
	if len(gens) == 0 {
		return at, false, fmt.Errorf("ledger: nothing to repair: %w", err)
	}
	return position{gen: gens[len(gens)-1]}, false, nil
}

// checkReadOnly surveys a database as Open would read it.
func checkReadOnly(ctx context.Context, d disk, at position, o Options) (Report, error) {
	stor, err := d.database(at.gen)
	if err != nil {
		return Report{}, err
	}
	defer stor.Close()
	if _, _, err := inspect(guarded{stor}, at, o); err != nil {
		return Report{}, err
	}
	settings := o.leveldb(lenient)
	settings.ReadOnly = true
	db, err := leveldb.Open(guarded{stor}, settings)
	if err != nil {
		return Report{}, dbError(err)
	}
	defer db.Close()
	return survey(ctx, db, at, nil)
}

// conclude keeps the report and makes the new generation the live one.
func conclude(d disk, rep Report, next position) error {
	text, err := json.MarshalIndent(rep, "", "\t")
	if err != nil {
		return err
	}
	if err := d.note(fmt.Sprintf("repair-%d.json", next.gen), text); err != nil {
		return err
	}
	a, err := createAnchor(d, next)
	if err != nil {
		return err
	}
	return a.close()
}

// mender makes a new database of what can be read of a damaged one.
type mender struct {
	report Report
	first  entry // the commit that the new database begins with: the sum of what was kept
	db     *leveldb.DB
	batch  leveldb.Batch
}

// rebuild fills an empty storage with what verifies.
func (m *mender) rebuild(ctx context.Context, d disk, to storage.Storage, at position, o Options) error {
	db, err := leveldb.Open(to, o.leveldb(strict))
	if err != nil {
		return dbError(err)
	}
	m.db = db
	err = m.salvage(d, at.gen)
	if err == nil {
		err = m.promote()
	}
	if err == nil {
		err = m.mend(ctx, at)
	}
	if err == nil {
		err = dbError(db.CompactRange(util.Range{})) // puts all into tables, which are synced
	}
	return errors.Join(err, db.Close())
}

// mend makes witnesses, sum and chain agree with the records that verify.
func (m *mender) mend(ctx context.Context, at position) (err error) {
	snap, err := m.db.GetSnapshot()
	if err != nil {
		return dbError(err)
	}
	defer snap.Release()
	c, err := readChain(snap, at)
	if err != nil {
		return err
	}
	m.first = entry{seq: max(at.seq, c.top), written: c.tip.written, prev: c.tip.hash}
	if at.seq > c.tip.seq {
		m.first.prev = at.hash
	}
	if m.report, err = survey(ctx, snap, at, m.settle); err != nil {
		return err
	}
	m.first.seq++
	m.first.oldest = m.first.seq
	if err := m.dropEntries(snap); err != nil {
		return err
	}
	m.batch.Put(entryKey(m.first.seq), m.first.seal())
	return m.flush()
}

// settle takes one pair into the new database.
func (m *mender) settle(key []byte, rec witness, f Fault) error {
	switch {
	case rec.seq == 0:
		m.batch.Delete(tagged(tagRecord, key))
		m.batch.Delete(tagged(tagWitness, key))
	case f != Sound:
		m.batch.Put(tagged(tagWitness, key), rec.append(nil))
	}
	if rec.seq > 0 {
		m.first.sum, m.first.live = m.first.sum.add(rec.digest), m.first.live+1
		m.first.seq = max(m.first.seq, rec.seq)
	}
	return m.flushIfFull()
}

// dropEntries ends the old chain, which the first commit stands for.
func (m *mender) dropEntries(r reader) error {
	it := r.NewIterator(util.BytesPrefix([]byte{tagCommit}), nil)
	defer it.Release()
	for it.Next() {
		m.batch.Delete(it.Key())
	}
	return dbError(it.Error())
}

func (m *mender) flushIfFull() error {
	if len(m.batch.Dump()) < maxGroup {
		return nil
	}
	return m.flush()
}

func (m *mender) flush() error {
	defer m.batch.Reset()
	return dbError(m.db.Write(&m.batch, nil))
}
