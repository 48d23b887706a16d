package ledger

import (
	"encoding/binary"
	"math"

	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// tailLen is how many bytes at the end of a key count it: keys that differ in nothing else
// are a group, in which a log appends one after the other.
const tailLen = 8

// gap says that no key of a group has a tail above after and up to upto: it takes no look into the
// database to know that such a key is new. The zero gap says nothing.
type gap struct {
	after, upto uint64
	missed      bool // a new key of the group was looked for in the database
}

// gaps remembers the groups that were written last, the newer map first; it is bounded as Ledger.recent is.
type gaps [2]map[string]*gap

// of returns what is known of a key's group, and the key's tail.
func (g *gaps) of(key []byte) (*gap, uint64) {
	if len(key) < tailLen {
		return new(gap), 0
	}
	at := len(key) - tailLen
	tail := binary.BigEndian.Uint64(key[at:])
	known := g[0][string(key[:at])]
	if known == nil {
		if known = g[1][string(key[:at])]; known == nil {
			known = new(gap)
		}
		g[0][string(key[:at])] = known
	}
	return known, tail
}

func (g *gap) holds(tail uint64) bool { return g.after < tail && tail <= g.upto }

// add tells of a key that is written now. All that the commit in the making adds to a group has
// a tail up to after, so that no look into the database, which does not have it yet, misleads.
func (g *gap) add(tail uint64) {
	g.after = max(g.after, tail)
	g.upto = max(g.upto, tail)
}

// miss tells of a key that the database does not have. A group of which it is not the first,
// and that is appended to, is worth a look at what comes next.
func (g *gap) miss(r reader, key []byte, tail uint64) (err error) {
	if !g.missed || tail <= g.upto {
		g.missed = true
		return nil
	}
	g.after = tail
	g.upto, err = absentUpTo(r, key)
	return err
}

// absentUpTo returns up to which tail no key of a group is in the database, from one on that is
// not there.
func absentUpTo(r reader, key []byte) (uint64, error) {
	group := key[:len(key)-tailLen]
	within := util.BytesPrefix(tagged(tagWitness, group))
	it := r.NewIterator(&util.Range{Start: tagged(tagWitness, key), Limit: within.Limit}, &opt.ReadOptions{DontFillCache: true})
	defer it.Release()
	if !it.Next() {
		return math.MaxUint64, dbError(it.Error())
	}
	// It may be longer than the group's keys, or shorter.
	var next [tailLen]byte
	copy(next[:], it.Key()[1+len(group):])
	return binary.BigEndian.Uint64(next[:]) - 1, nil
}
