// Package batchlog is the append-only RFC 9162 (RFC 6962) log of a channel's records:
// SHA-256, leaves under 0x00, nodes under 0x01. The tree arithmetic is
// transparency-dev/merkle's. It is pure.
package batchlog

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
)

var (
	// ErrRange says that no log has this size and compact range.
	ErrRange = errors.New("batchlog: malformed compact range")
	// ErrIndex says that an index or size lies outside the log.
	ErrIndex = errors.New("batchlog: index out of range")
	// ErrProof says that a proof does not verify.
	ErrProof = errors.New("batchlog: proof does not verify")
)

// MaxSize is the most records that Restore allows, so that no size ever wraps.
const MaxSize = 1 << 63

var factory = compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}

// EmptyRoot is the root of a log without records: SHA-256 of nothing.
func EmptyRoot() common.Hash { return common.Hash(rfc6962.DefaultHasher.EmptyRoot()) }

// Log is what a party must keep to go on with a log: its size and one hash for each bit
// set in it (the compact range: the roots of the perfect subtrees, largest first). The
// zero value is an empty log. It is a value: Append returns a new one, so a step that
// fails leaves the old log as it was.
type Log struct {
	size  uint64
	peaks []common.Hash
}

// Restore returns the log with this size and compact range. It returns ErrRange for a
// wrong number of hashes and above MaxSize. Any hashes are some log's: the caller
// compares Root with one that it trusts.
func Restore(size uint64, peaks []common.Hash) (Log, error) {
	if size > MaxSize {
		return Log{}, fmt.Errorf("%w: size: got %d, want at most %d", ErrRange, size, uint64(MaxSize))
	}
	if _, err := factory.NewRange(0, size, raw(peaks)); err != nil {
		return Log{}, fmt.Errorf("%w: %w", ErrRange, err)
	}
	return Log{size, append([]common.Hash(nil), peaks...)}, nil
}

// Size returns the number of records.
func (l Log) Size() uint64 { return l.size }

// Range returns a copy of the compact range.
func (l Log) Range() []common.Hash { return append([]common.Hash(nil), l.peaks...) }

// Append returns the log with these leaf hashes after its own.
func (l Log) Append(leaves ...common.Hash) Log {
	r := l.compact()
	for _, h := range leaves {
		if err := r.Append(h[:], nil); err != nil {
			panic("batchlog: internal error: " + err.Error())
		}
	}
	return Log{r.End(), hashes(r.Hashes())}
}

// Root returns the Merkle tree hash.
func (l Log) Root() common.Hash {
	if l.size == 0 {
		return EmptyRoot()
	}
	root, err := l.compact().GetRootHash(nil)
	if err != nil {
		panic("batchlog: internal error: " + err.Error())
	}
	return common.Hash(root)
}

func (l Log) compact() *compact.Range {
	r, err := factory.NewRange(0, l.size, raw(l.peaks))
	if err != nil {
		panic("batchlog: internal error: " + err.Error())
	}
	return r
}

// Inclusion returns the RFC 9162 proof that leaves[index] is in the log of these
// leaves, lowest node first. It returns ErrIndex.
func Inclusion(leaves []common.Hash, index uint64) ([]common.Hash, error) {
	nodes, err := proof.Inclusion(index, uint64(len(leaves)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrIndex, err)
	}
	return fetch(leaves, nodes)
}

// Consistency returns the RFC 9162 proof that the log of the first size leaves is a
// prefix of the log of all. It returns ErrIndex.
func Consistency(leaves []common.Hash, size uint64) ([]common.Hash, error) {
	nodes, err := proof.Consistency(size, uint64(len(leaves)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrIndex, err)
	}
	return fetch(leaves, nodes)
}

// VerifyInclusion checks that leaf is the hash at index in the log of this size and
// root (RFC 9162, section 2.1.3.2). It returns ErrProof.
func VerifyInclusion(index, size uint64, leaf common.Hash, path []common.Hash, root common.Hash) error {
	return proofError(proof.VerifyInclusion(rfc6962.DefaultHasher, index, size, leaf[:], raw(path), root[:]))
}

// VerifyConsistency checks that the log of size1 and root1 is a prefix of that of size2
// and root2 (RFC 9162, section 2.1.4.2). It returns ErrProof. The empty log is a prefix
// of every log.
func VerifyConsistency(size1, size2 uint64, path []common.Hash, root1, root2 common.Hash) error {
	if size1 == 0 && root1 != EmptyRoot() {
		return fmt.Errorf("%w: root of the empty log: got %s", ErrProof, root1)
	}
	return proofError(proof.VerifyConsistency(rfc6962.DefaultHasher, size1, size2, raw(path), root1[:], root2[:]))
}

func proofError(err error) error {
	var mismatch proof.RootMismatchError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &mismatch):
		return fmt.Errorf("%w: root: got %x, want %x", ErrProof, mismatch.CalculatedRoot, mismatch.ExpectedRoot)
	}
	return fmt.Errorf("%w: %w", ErrProof, err)
}

func fetch(leaves []common.Hash, nodes proof.Nodes) ([]common.Hash, error) {
	got := make([][]byte, 0, len(nodes.IDs))
	for _, id := range nodes.IDs {
		begin, end := id.Coverage()
		root := Log{}.Append(leaves[begin:end]...).Root()
		got = append(got, root[:])
	}
	path, err := nodes.Rehash(got, rfc6962.DefaultHasher.HashChildren)
	if err != nil {
		panic("batchlog: internal error: " + err.Error())
	}
	return hashes(path), nil
}

func raw(hs []common.Hash) [][]byte {
	out := make([][]byte, len(hs))
	for i := range hs {
		out[i] = hs[i][:]
	}
	return out
}

func hashes(bs [][]byte) []common.Hash {
	out := make([]common.Hash, len(bs))
	for i := range bs {
		out[i] = common.Hash(bs[i])
	}
	return out
}
