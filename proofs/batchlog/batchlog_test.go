package batchlog_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/batchlog"
)

const sizes = 70 // past 64, where the tree gets another level

func TestRootAndRangeAgainstTwin(t *testing.T) {
	all := leaves(sizes)
	l := batchlog.Log{}
	for n := range sizes + 1 {
		if l.Size() != uint64(n) || l.Root() != mth(all[:n]) || !slices.Equal(l.Range(), peaks(all[:n])) {
			t.Fatalf("size %d: got %d, %s, %s", n, l.Size(), l.Root(), l.Range())
		}
		if n < sizes {
			l = l.Append(all[n])
		}
	}
}

func TestInclusionAgainstTwin(t *testing.T) {
	all := leaves(sizes)
	for n := 1; n <= sizes; n++ {
		d, root := all[:n], mth(all[:n])
		for m := range n {
			p, err := batchlog.Inclusion(d, uint64(m))
			if err != nil || !slices.Equal(p, path(m, d)) {
				t.Fatalf("%d in %d: got %s, %v, want %s", m, n, p, err, path(m, d))
			}
			if err := batchlog.VerifyInclusion(uint64(m), uint64(n), d[m], p, root); err != nil {
				t.Fatalf("%d in %d: %v", m, n, err)
			}
		}
	}
}

func TestConsistencyAgainstTwin(t *testing.T) {
	all := leaves(sizes)
	for n := 1; n <= sizes; n++ {
		d := all[:n]
		for m := 1; m <= n; m++ {
			p, err := batchlog.Consistency(d, uint64(m))
			if err != nil || !slices.Equal(p, consistency(m, d)) {
				t.Fatalf("%d to %d: got %s, %v, want %s", m, n, p, err, consistency(m, d))
			}
			if err := batchlog.VerifyConsistency(uint64(m), uint64(n), p, mth(d[:m]), mth(d)); err != nil {
				t.Fatalf("%d to %d: %v", m, n, err)
			}
		}
	}
}

// altered returns every way to change a path: each hash, one hash less, one more, two
// in another order.
func altered(p []common.Hash) map[string][]common.Hash {
	out := map[string][]common.Hash{"a hash more": append(slices.Clone(p), common.Hash{1})}
	for i := range p {
		changed := slices.Clone(p)
		changed[i][31] ^= 1
		out[fmt.Sprintf("hash %d changed", i)] = changed
		out[fmt.Sprintf("hash %d missing", i)] = slices.Delete(slices.Clone(p), i, i+1)
		if i > 0 {
			swapped := slices.Clone(p)
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			out[fmt.Sprintf("hash %d before its turn", i)] = swapped
		}
	}
	return out
}

func TestAlteredInclusionFails(t *testing.T) {
	all := leaves(sizes)
	for n := 1; n <= sizes; n++ {
		d, root := all[:n], mth(all[:n])
		for m := range n {
			p := path(m, d)
			fails := func(what string, err error) {
				t.Helper()
				if !errors.Is(err, batchlog.ErrProof) {
					t.Fatalf("%d in %d: %s: got %v, want %v", m, n, what, err, batchlog.ErrProof)
				}
			}
			for what, q := range altered(p) {
				fails(what, batchlog.VerifyInclusion(uint64(m), uint64(n), d[m], q, root))
			}
			fails("another leaf", batchlog.VerifyInclusion(uint64(m), uint64(n), common.Hash{}, p, root))
			fails("another root", batchlog.VerifyInclusion(uint64(m), uint64(n), d[m], p, common.Hash{}))
			fails("index beyond", batchlog.VerifyInclusion(uint64(n), uint64(n), d[m], p, root))
			for other := range n {
				if other != m {
					fails("another index", batchlog.VerifyInclusion(uint64(other), uint64(n), d[m], p, root))
				}
			}
		}
	}
}

func TestAlteredConsistencyFails(t *testing.T) {
	all := leaves(sizes)
	for n := 1; n <= sizes; n++ {
		d, root := all[:n], mth(all[:n])
		for m := 1; m <= n; m++ {
			p, old := consistency(m, d), mth(d[:m])
			fails := func(what string, err error) {
				t.Helper()
				if !errors.Is(err, batchlog.ErrProof) {
					t.Fatalf("%d to %d: %s: got %v, want %v", m, n, what, err, batchlog.ErrProof)
				}
			}
			for what, q := range altered(p) {
				fails(what, batchlog.VerifyConsistency(uint64(m), uint64(n), q, old, root))
			}
			fails("another first root", batchlog.VerifyConsistency(uint64(m), uint64(n), p, common.Hash{}, root))
			fails("another second root", batchlog.VerifyConsistency(uint64(m), uint64(n), p, old, common.Hash{}))
			if m < n {
				fails("backwards", batchlog.VerifyConsistency(uint64(n), uint64(m), p, root, old))
			}
		}
	}
}

func TestEmptyLog(t *testing.T) {
	root := mth(leaves(3))
	if err := batchlog.VerifyConsistency(0, 3, nil, batchlog.EmptyRoot(), root); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"another empty root": batchlog.VerifyConsistency(0, 3, nil, common.Hash{}, root),
		"both empty":         batchlog.VerifyConsistency(0, 0, nil, common.Hash{}, common.Hash{}),
		"a path":             batchlog.VerifyConsistency(0, 3, leaves(1), batchlog.EmptyRoot(), root),
	} {
		if !errors.Is(err, batchlog.ErrProof) {
			t.Errorf("%s: got %v, want %v", what, err, batchlog.ErrProof)
		}
	}
	if p, err := batchlog.Consistency(leaves(3), 0); err != nil || len(p) != 0 {
		t.Errorf("got %s, %v, want no hashes", p, err)
	}
	if (batchlog.Log{}).Root() != batchlog.EmptyRoot() || len((batchlog.Log{}).Range()) != 0 {
		t.Error("the zero value is not the empty log")
	}
}

func TestIndexOutOfRange(t *testing.T) {
	for _, n := range []int{0, 1, 7} {
		_, err1 := batchlog.Inclusion(leaves(n), uint64(n))
		_, err2 := batchlog.Consistency(leaves(n), uint64(n)+1)
		_, err3 := batchlog.Inclusion(leaves(n), math.MaxUint64)
		_, err4 := batchlog.Consistency(leaves(n), math.MaxUint64)
		for i, err := range []error{err1, err2, err3, err4} {
			if !errors.Is(err, batchlog.ErrIndex) {
				t.Errorf("size %d, case %d: got %v, want %v", n, i, err, batchlog.ErrIndex)
			}
		}
	}
}

func TestRestoreGoesOn(t *testing.T) {
	all := leaves(sizes)
	for n := range sizes {
		l, err := batchlog.Restore(uint64(n), peaks(all[:n]))
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Append(all[n:]...).Root(); got != mth(all) {
			t.Fatalf("from size %d: got %s, want %s", n, got, mth(all))
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	for _, c := range []struct {
		size   uint64
		hashes int
	}{
		{0, 1}, {1, 0}, {1, 2}, {3, 1}, {3, 3}, {70, 2}, {70, 4},
		{batchlog.MaxSize + 1, 2}, {math.MaxUint64, 64}, {math.MaxUint64, 0},
	} {
		if _, err := batchlog.Restore(c.size, leaves(c.hashes)); !errors.Is(err, batchlog.ErrRange) {
			t.Errorf("size %d, %d hashes: got %v, want %v", c.size, c.hashes, err, batchlog.ErrRange)
		}
	}
}

func TestRestoreAtMaxSize(t *testing.T) {
	for _, size := range []uint64{batchlog.MaxSize - 1, batchlog.MaxSize} {
		l, err := batchlog.Restore(size, leaves(popcount(size)))
		if err != nil {
			t.Fatal(err)
		}
		next := l.Append(leaves(2)...)
		if next.Size() != size+2 || next.Root() == l.Root() || len(next.Range()) != popcount(size+2) {
			t.Errorf("size %d: got size %d, %d hashes", size, next.Size(), len(next.Range()))
		}
	}
}

func popcount(n uint64) (ones int) {
	for ; n > 0; n &= n - 1 {
		ones++
	}
	return ones
}

// A Log is a value: what is made of it, or of what it gave away, leaves it as it was.
func TestLogIsAValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := leaves(40)
		n := rapid.IntRange(0, 20).Draw(t, "size")
		given := peaks(all[:n])
		l, err := batchlog.Restore(uint64(n), given)
		if err != nil {
			t.Fatal(err)
		}
		left := l.Append(all[20 : 20+rapid.IntRange(0, 10).Draw(t, "left")]...)
		leftRoot := left.Root()
		right := l.Append(all[30 : 30+rapid.IntRange(1, 10).Draw(t, "right")]...)
		for _, hashes := range [][]common.Hash{given, l.Range(), left.Range(), right.Range()} {
			for i := range hashes {
				hashes[i] = common.Hash{}
			}
		}
		if l.Size() != uint64(n) || l.Root() != mth(all[:n]) || left.Root() != leftRoot {
			t.Fatalf("size %d: the old log changed", n)
		}
	})
}

func TestInclusionKeepsTheLeaves(t *testing.T) {
	d := leaves(13)
	for m := range d {
		if _, err := batchlog.Inclusion(d, uint64(m)); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(d, leaves(13)) {
		t.Error("the leaves changed")
	}
}

func FuzzVerify(f *testing.F) {
	all := leaves(7)
	f.Add(uint64(3), uint64(7), flatten(path(3, all)))
	f.Add(uint64(3), uint64(7), flatten(consistency(3, all)))
	f.Add(uint64(math.MaxUint64-1), uint64(math.MaxUint64), []byte{})
	f.Add(uint64(1), uint64(math.MaxUint64), make([]byte, 64*32))
	f.Add(uint64(1<<63), uint64(math.MaxUint64), make([]byte, 63*32))
	f.Fuzz(func(t *testing.T, a, b uint64, raw []byte) {
		var p []common.Hash
		for ; len(raw) >= common.HashLength; raw = raw[common.HashLength:] {
			p = append(p, common.Hash(raw[:common.HashLength]))
		}
		root, old := mth(all), mth(all[:3])
		verifies := func(want bool, err error) {
			t.Helper()
			if want != (err == nil) || (err != nil && !errors.Is(err, batchlog.ErrProof)) {
				t.Fatalf("%d, %d, %s: got %v, want it to verify: %t", a, b, p, err, want)
			}
		}
		verifies(a == 3 && slices.Equal(p, path(3, all)), batchlog.VerifyInclusion(a, 7, all[3], p, root))
		verifies(a == 3 && slices.Equal(p, consistency(3, all)), batchlog.VerifyConsistency(a, 7, p, old, root))
		verifies(false, batchlog.VerifyInclusion(a, b, common.Hash{}, p, root))
		verifies(false, batchlog.VerifyConsistency(a, b, p, old, common.Hash{}))
	})
}

func flatten(hashes []common.Hash) []byte {
	var out []byte
	for _, h := range hashes {
		out = append(out, h[:]...)
	}
	return out
}

func BenchmarkAppend(b *testing.B) {
	for _, size := range []int{1, 1 << 20} {
		l, err := batchlog.Restore(uint64(size)-1, leaves(popcount(uint64(size)-1)))
		if err != nil {
			b.Fatal(err)
		}
		h := leaves(1)[0]
		b.Run(fmt.Sprintf("size=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Append(h)
			}
		})
	}
}
