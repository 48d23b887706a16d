package batchlog_test

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
)

// The recursive definitions of RFC 9162, section 2.1, word for word: slow, and
// obviously right.

// mth is the Merkle tree hash over leaf hashes.
func mth(d []common.Hash) common.Hash {
	switch n := len(d); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return d[0]
	default:
		k := split(n)
		return node(mth(d[:k]), mth(d[k:]))
	}
}

// path is the inclusion proof PATH(m, D_n).
func path(m int, d []common.Hash) []common.Hash {
	n := len(d)
	if n == 1 {
		return nil
	}
	if k := split(n); m < k {
		return append(path(m, d[:k]), mth(d[k:]))
	} else {
		return append(path(m-k, d[k:]), mth(d[:k]))
	}
}

// consistency is the consistency proof PROOF(m, D_n), 0 < m ≤ n.
func consistency(m int, d []common.Hash) []common.Hash { return subproof(m, d, true) }

func subproof(m int, d []common.Hash, complete bool) []common.Hash {
	n := len(d)
	switch k := split(n); {
	case m == n && complete:
		return nil
	case m == n:
		return []common.Hash{mth(d)}
	case m <= k:
		return append(subproof(m, d[:k], complete), mth(d[k:]))
	default:
		return append(subproof(m-k, d[k:], false), mth(d[:k]))
	}
}

// peaks is the compact range: the roots of the perfect subtrees, largest first.
func peaks(d []common.Hash) []common.Hash {
	if len(d) == 0 {
		return nil
	}
	k := 1
	for 2*k <= len(d) {
		k *= 2
	}
	return append([]common.Hash{mth(d[:k])}, peaks(d[k:])...)
}

// split is the largest power of two below n.
func split(n int) int {
	k := 1
	for 2*k < n {
		k *= 2
	}
	return k
}

func node(left, right common.Hash) common.Hash {
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func leaf(input []byte) common.Hash { return sha256.Sum256(append([]byte{0}, input...)) }

// leaves returns n different leaf hashes.
func leaves(n int) []common.Hash {
	out := make([]common.Hash, n)
	for i := range out {
		out[i] = leaf(binary.BigEndian.AppendUint64(nil, uint64(i)))
	}
	return out
}
