package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// The first byte of a goleveldb key says what the entry is. Entries of one kind
// lie together, so that a record and its witness share a block only in tables
// of a few KiB.
const (
	tagCommit  = 0x01
	tagRecord  = 0x02
	tagWitness = 0x03
)

// The first byte of what is hashed, so that no hash serves for two things.
const (
	hashRecord = 0x11
	hashCommit = 0x12
	hashSlot   = 0x13
)

const (
	digestLen  = 16
	witnessLen = 8 + digestLen
	entryLen   = 4*8 + digestLen + 2*sha256.Size
)

// digest binds a value to its key and its commit: SHA-256 cut to 16 bytes,
// against faults and not against someone who writes to the disk.
type digest [digestLen]byte

func digestOf(key []byte, seq uint64, value []byte) digest {
	b := append(make([]byte, 0, usual), hashRecord) // on the stack, if it is enough
	b = binary.BigEndian.AppendUint64(b, seq)
	b = binary.BigEndian.AppendUint16(b, uint16(len(key)))
	full := sha256.Sum256(append(append(b, key...), value...))
	return digest(full[:digestLen])
}

// usual is more than most keys with their values have, in bytes.
const usual = 1 << 10

// sum is the sum modulo 2^128 of the digests of all live records. Adding what
// a commit wrote and subtracting what it replaced keeps it current, and no
// record can be missing, stale or surplus without changing it.
type sum struct{ hi, lo uint64 }

func (s sum) add(d digest) sum {
	lo, carry := bits.Add64(s.lo, binary.BigEndian.Uint64(d[8:]), 0)
	hi, _ := bits.Add64(s.hi, binary.BigEndian.Uint64(d[:8]), carry)
	return sum{hi, lo}
}

func (s sum) sub(d digest) sum {
	lo, borrow := bits.Sub64(s.lo, binary.BigEndian.Uint64(d[8:]), 0)
	hi, _ := bits.Sub64(s.hi, binary.BigEndian.Uint64(d[:8]), borrow)
	return sum{hi, lo}
}

// witness says which commit wrote a key last, and what.
type witness struct {
	seq    uint64 // 0 if the key has no value
	digest digest
}

func (w witness) append(b []byte) []byte {
	return append(binary.BigEndian.AppendUint64(b, w.seq), w.digest[:]...)
}

func parseWitness(b []byte) (w witness, rest []byte, ok bool) {
	if len(b) < witnessLen {
		return w, nil, false
	}
	w.seq = binary.BigEndian.Uint64(b)
	copy(w.digest[:], b[8:])
	return w, b[witnessLen:], w.seq > 0
}

// entry is one commit of the chain.
type entry struct {
	seq     uint64 // 1, 2, 3, …
	oldest  uint64 // the oldest commit whose entry is kept
	written uint64 // bytes of all commits up to this one
	live    uint64 // keys that have a value after this commit
	sum     sum    // of their digests
	prev    [sha256.Size]byte
	hash    [sha256.Size]byte
}

func entryKey(seq uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{tagCommit}, seq)
}

// seal encodes the entry and sets its hash.
func (e *entry) seal() []byte {
	b := make([]byte, 0, entryLen)
	for _, n := range [...]uint64{e.seq, e.oldest, e.written, e.live, e.sum.hi, e.sum.lo} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = append(b, e.prev[:]...)
	e.hash = taggedHash(hashCommit, b)
	return append(b, e.hash[:]...)
}

func parseEntry(key, value []byte) (e entry, ok bool) {
	if len(value) != entryLen {
		return e, false
	}
	for i, n := range [...]*uint64{&e.seq, &e.oldest, &e.written, &e.live, &e.sum.hi, &e.sum.lo} {
		*n = binary.BigEndian.Uint64(value[8*i:])
	}
	body := value[:entryLen-sha256.Size]
	copy(e.prev[:], body[len(body)-sha256.Size:])
	copy(e.hash[:], value[len(body):])
	return e, e.hash == taggedHash(hashCommit, body) && bytes.Equal(key, entryKey(e.seq))
}

func taggedHash(tag byte, b []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte{tag})
	h.Write(b)
	return [sha256.Size]byte(h.Sum(nil))
}

// reader is a goleveldb database or a snapshot of one.
type reader interface {
	Get(key []byte, ro *opt.ReadOptions) ([]byte, error)
	NewIterator(slice *util.Range, ro *opt.ReadOptions) iterator.Iterator
}

// pair is the record and the witness of one key as they are stored; either may be nil.
type pair struct{ record, witness []byte }

func (p pair) absent() bool { return p.record == nil && p.witness == nil }

func tagged(tag byte, key []byte) []byte { return append([]byte{tag}, key...) }

func readPair(r reader, key []byte) (p pair, err error) {
	if p.record, err = getOrNil(r, tagged(tagRecord, key)); err != nil {
		return p, err
	}
	p.witness, err = getOrNil(r, tagged(tagWitness, key))
	return p, err
}

func getOrNil(r reader, key []byte) ([]byte, error) {
	b, err := r.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, nil
	}
	return b, dbError(err)
}

// A Fault is what is wrong with a key.
type Fault string

const (
	Sound       Fault = ""
	Missing     Fault = "missing"     // its value is gone
	Damaged     Fault = "damaged"     // its value does not verify, so is as good as gone
	Stale       Fault = "stale"       // an older value is there, the newest is gone
	Unwitnessed Fault = "unwitnessed" // a value verifies, but nothing shows that it is the newest
)

// judge verifies a pair. The record, as far as it verifies, is returned with the fault.
func (p pair) judge(key []byte) (rec witness, value []byte, f Fault) {
	if p.record == nil {
		return rec, nil, Missing
	}
	rec, value, ok := parseWitness(p.record)
	if !ok || rec.digest != digestOf(key, rec.seq, value) {
		return witness{}, nil, Damaged
	}
	wit, rest, ok := parseWitness(p.witness)
	switch {
	case !ok || len(rest) > 0 || wit.seq < rec.seq || wit.seq == rec.seq && wit.digest != rec.digest:
		return rec, value, Unwitnessed
	case wit.seq > rec.seq:
		return rec, value, Stale
	}
	return rec, value, Sound
}

// value returns a copy of the value of a pair that is there.
func (p pair) value(key []byte) ([]byte, error) {
	_, value, f := p.judge(key)
	if f != Sound {
		return nil, f.err(key)
	}
	return append([]byte{}, value...), nil
}

// err gives a fault its type: what is not there is a hole.
func (f Fault) err(key []byte) error {
	kind := ErrCorrupt
	if f == Missing || f == Stale {
		kind = ErrHole
	}
	return fmt.Errorf("%w: value of key %x is %s", kind, key, f)
}

// walk visits the pairs of all keys with the prefix that are not before from, in order.
// What visit is given is valid until it returns.
func walk(r reader, prefix, from []byte, visit func(key []byte, p pair) error) error {
	rec, wit := newCursor(r, tagRecord, prefix, from), newCursor(r, tagWitness, prefix, from)
	defer rec.it.Release()
	defer wit.it.Release()
	err := errors.Join(rec.next(), wit.next())
	for err == nil && (rec.ok || wit.ok) {
		order := rec.compare(wit)
		key, p := rec.key, pair{}
		if order <= 0 {
			p.record = rec.value
		}
		if order >= 0 {
			key, p.witness = wit.key, wit.value
		}
		if err := visit(key, p); err != nil {
			return err
		}
		if order <= 0 {
			err = rec.next()
		}
		if order >= 0 {
			err = errors.Join(err, wit.next())
		}
	}
	return err
}

// cursor walks the entries of one tag.
type cursor struct {
	it         iterator.Iterator
	key, value []byte // of the current entry, without tag
	ok         bool   // false at the end
}

func newCursor(r reader, tag byte, prefix, from []byte) *cursor {
	keys := util.BytesPrefix(tagged(tag, prefix))
	if start := tagged(tag, from); bytes.Compare(keys.Start, start) < 0 {
		keys.Start = start
	}
	return &cursor{it: r.NewIterator(keys, &opt.ReadOptions{DontFillCache: true})}
}

func (c *cursor) next() error {
	if c.ok = c.it.Next(); c.ok {
		c.key, c.value = c.it.Key()[1:], c.it.Value()
	}
	return dbError(c.it.Error())
}

// compare orders two cursors by key; one at its end comes last.
func (c *cursor) compare(d *cursor) int {
	switch {
	case !d.ok:
		return -1
	case !c.ok:
		return 1
	}
	return bytes.Compare(c.key, d.key)
}
