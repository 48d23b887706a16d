package forwarding_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/transparency-dev/merkle/rfc6962"

	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// leaves are those of a log whose record differs from the honest one's from index on.
func leaves(size, fork int) []common.Hash {
	out := make([]common.Hash, size)
	for i := range out {
		out[i] = common.Hash(rfc6962.DefaultHasher.HashLeaf(fmt.Appendf(nil, "record %d, forked %t", i, i >= fork)))
	}
	return out
}

func offer(cum uint64, log []common.Hash) forwarding.SignedOffer {
	o := receipt.Offer{
		ChannelID: terms.ID(devnet), CumAmount: n(cum),
		State: receipt.State{LogSize: uint64(len(log)), LogRoot: batchlog.Log{}.Append(log...).Root(), SessionsHash: common.Hash{9}},
	}
	return forwarding.SignedOffer{Offer: o, Signature: sign(nodeKey, o.Digest(devnet))}
}

func equivocate(t testing.TB, a, b forwarding.SignedOffer, logA, logB []common.Hash) forwarding.Equivocation {
	t.Helper()
	e, err := forwarding.Equivocate([2]forwarding.SignedOffer{a, b}, [2][]common.Hash{logA, logB})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// convicts checks that the bytes say what the equivocation does, and whom they convict.
func convicts(t testing.TB, e forwarding.Equivocation) {
	t.Helper()
	got, err := forwarding.ParseEquivocation(e.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if again := got.Bytes(); !bytes.Equal(again, e.Bytes()) {
		t.Fatalf("got %x, want %x", again, e.Bytes())
	}
	for _, e := range []forwarding.Equivocation{e, got} {
		if who, err := e.Judge(devnet); err != nil || who != address(nodeKey) {
			t.Fatalf("got %s, %v, want %s", who, err, address(nodeKey))
		}
	}
}

func TestSameSize(t *testing.T) {
	log := leaves(5, 5)
	for name, b := range map[string]forwarding.SignedOffer{
		"another amount": offer(101, log),
		"another log":    offer(100, leaves(5, 4)),
	} {
		t.Run(name, func(t *testing.T) {
			e := equivocate(t, offer(100, log), b, nil, nil)
			convicts(t, e)
			if len(e.Bytes()) != 328 {
				t.Errorf("got %d bytes, want 328", len(e.Bytes()))
			}
		})
	}
}

// All forks of small logs convict, whichever Offer came first; no two Offers of one log do.
func TestAllSmallLogs(t *testing.T) {
	for second := 2; second <= 9; second++ {
		for first := 1; first < second; first++ {
			for fork := 0; fork <= first; fork++ {
				logA, logB := leaves(first, first), leaves(second, fork)
				a, b := offer(1, logA), offer(2, logB)
				e, err := forwarding.Equivocate([2]forwarding.SignedOffer{b, a}, [2][]common.Hash{logB, logA})
				if fork == first {
					if !errors.Is(err, forwarding.ErrNoContradiction) {
						t.Fatalf("%d in %d: got %v, want %v", first, second, err, forwarding.ErrNoContradiction)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				if e.Inclusion.Index != uint64(fork) {
					t.Fatalf("index: got %d, want %d", e.Inclusion.Index, fork)
				}
				convicts(t, e)
			}
		}
	}
}

// tree returns every node hash of a log, leaves included.
func tree(log []common.Hash) []common.Hash {
	if len(log) == 1 {
		return log
	}
	k := split(log)
	nodes := slices.Concat(tree(log[:k]), tree(log[k:]))
	return append(nodes, batchlog.Log{}.Append(log...).Root())
}

// Whatever nodes of an honest relay's one log are put where, nothing convicts it.
func TestHonestLogIsNeverConvicted(t *testing.T) {
	whole := leaves(5, 5)
	nodes := tree(whole)
	for second := uint64(1); second <= 5; second++ {
		for first := uint64(1); first <= second; first++ {
			a, b := offer(first, whole[:first]), offer(second, whole[:second])
			e := forwarding.Equivocation{
				ChannelID: a.ChannelID, Offers: [2]receipt.Offer{a.Offer, b.Offer},
				Signatures: [2]typeddata.Signature{a.Signature, b.Signature},
			}
			if _, err := e.Judge(devnet); !errors.Is(err, forwarding.ErrNoContradiction) {
				t.Fatalf("%d in %d: got %v", first, second, err)
			}
			for index := range first {
				path, err := batchlog.Inclusion(whole[:first], index)
				must(err)
				for _, leaf := range nodes {
					for _, sibling := range nodes {
						for cut := range 3 {
							var forged []common.Hash
							if cut > 0 {
								forged = append(forged, sibling)
							}
							if cut > 1 {
								forged = append(forged, sibling)
							}
							e.Inclusion = &forwarding.Inclusion{
								Index: index, Leaves: [2]common.Hash{whole[index], leaf}, Paths: [2][]common.Hash{path, forged},
							}
							if who, err := e.Judge(devnet); err == nil {
								t.Fatalf("index %d, %d in %d: convicted %s", index, first, second, who)
							}
						}
					}
				}
			}
		}
	}
}

func TestEquivocationRules(t *testing.T) {
	log, fork := leaves(3, 3), leaves(6, 1)
	base := func() forwarding.Equivocation {
		return equivocate(t, offer(1, log), offer(2, fork), log, fork)
	}
	stranger := offer(2, fork)
	stranger.Signature = sign(key("outside"), stranger.Digest(devnet))
	for name, c := range map[string]struct {
		change func(*forwarding.Equivocation)
		want   error
	}{
		"nobody's signature":               {func(e *forwarding.Equivocation) { e.Signatures[0] = typeddata.Signature{} }, forwarding.ErrNodeKey},
		"two keys":                         {func(e *forwarding.Equivocation) { e.Signatures[1] = stranger.Signature }, forwarding.ErrNodeKey},
		"another channel":                  {func(e *forwarding.Equivocation) { e.ChannelID[0] ^= 1 }, forwarding.ErrNodeKey},
		"another amount":                   {func(e *forwarding.Equivocation) { e.Offers[1].CumAmount = n(3) }, forwarding.ErrNodeKey},
		"different sizes and no inclusion": {func(e *forwarding.Equivocation) { e.Inclusion = nil }, forwarding.ErrNoContradiction},
		"the same offer twice": {func(e *forwarding.Equivocation) {
			e.Inclusion, e.Offers[1], e.Signatures[1] = nil, e.Offers[0], e.Signatures[0]
		}, forwarding.ErrNoContradiction},
		"the same leaf": {func(e *forwarding.Equivocation) { e.Inclusion.Leaves[1] = e.Inclusion.Leaves[0] }, forwarding.ErrNoContradiction},
		"another leaf":  {func(e *forwarding.Equivocation) { e.Inclusion.Leaves[1][0] ^= 1 }, forwarding.ErrInclusion},
		"another index": {func(e *forwarding.Equivocation) { e.Inclusion.Index++ }, forwarding.ErrInclusion},
		"another node":  {func(e *forwarding.Equivocation) { e.Inclusion.Paths[0][0][0] ^= 1 }, forwarding.ErrInclusion},
		"a node less":   {func(e *forwarding.Equivocation) { e.Inclusion.Paths[0] = e.Inclusion.Paths[0][1:] }, forwarding.ErrInclusion},
	} {
		e := base()
		c.change(&e)
		if who, err := e.Judge(devnet); !errors.Is(err, c.want) || who != (common.Address{}) {
			t.Errorf("%s: got %s, %v, want %v", name, who, err, c.want)
		}
	}
	other := devnet
	other.ChainID++
	if _, err := base().Judge(other); !errors.Is(err, forwarding.ErrNodeKey) && err != nil {
		t.Errorf("another chain: got %v", err)
	} else if err == nil {
		t.Error("another chain's offers convict")
	}
}

// The first of two faults in bytes is the one that is told.
func TestEquivocationBytes(t *testing.T) {
	log, fork := leaves(3, 3), leaves(6, 1)
	bytesOf := func(change func(*forwarding.Equivocation)) []byte {
		e := equivocate(t, offer(1, log), offer(2, fork), log, fork)
		change(&e)
		return e.Bytes()
	}
	unsigned := bytesOf(func(e *forwarding.Equivocation) { e.Signatures[1] = typeddata.Signature{} })
	oneLeaf := bytesOf(func(e *forwarding.Equivocation) { e.Inclusion.Leaves[1] = e.Inclusion.Leaves[0] })
	swapped := bytesOf(func(e *forwarding.Equivocation) {
		e.Offers[0], e.Offers[1] = e.Offers[1], e.Offers[0]
		e.Signatures[0], e.Signatures[1] = e.Signatures[1], e.Signatures[0]
	})
	whole := bytesOf(func(*forwarding.Equivocation) {})
	const offers, paths = 328, 328 + 8 + 64
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"convicts":                          {whole, nil},
		"truncated in the offers":           {unsigned[:offers-1], forwarding.ErrLayout},
		"not signed, and truncated":         {unsigned[:offers+1], forwarding.ErrNodeKey},
		"truncated behind the offers":       {whole[:offers+1], forwarding.ErrLayout},
		"two sizes":                         {whole[:offers], forwarding.ErrNoContradiction},
		"two sizes, the wrong way round":    {swapped[:offers], forwarding.ErrNoContradiction},
		"the wrong way round":               {swapped, forwarding.ErrLayout},
		"one leaf, and truncated before it": {oneLeaf[:paths-1], forwarding.ErrLayout},
		"one leaf, and truncated paths":     {oneLeaf[:len(oneLeaf)-1], forwarding.ErrNoContradiction},
		"truncated paths":                   {whole[:len(whole)-1], forwarding.ErrLayout},
		"a byte too many":                   {append(whole[:len(whole):len(whole)], 0), forwarding.ErrLayout},
	} {
		if _, err := forwarding.JudgeEquivocation(devnet, c.b); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestEquivocateRefuses(t *testing.T) {
	log, fork := leaves(3, 3), leaves(6, 1)
	elsewhere := offer(2, fork)
	elsewhere.ChannelID[0] ^= 1
	for name, c := range map[string]struct {
		a, b       forwarding.SignedOffer
		logA, logB []common.Hash
		want       error
	}{
		"two channels":     {offer(1, log), elsewhere, log, fork, forwarding.ErrNoContradiction},
		"one offer":        {offer(1, log), offer(1, log), log, log, forwarding.ErrNoContradiction},
		"too few leaves":   {offer(1, log), offer(2, fork), log, fork[:5], forwarding.ErrInclusion},
		"the wrong leaves": {offer(1, log), offer(2, fork), fork[:3], fork, forwarding.ErrInclusion},
	} {
		_, err := forwarding.Equivocate([2]forwarding.SignedOffer{c.a, c.b}, [2][]common.Hash{c.logA, c.logB})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	// Leaves beyond the Offers are no harm.
	convicts(t, equivocate(t, offer(1, log), offer(2, fork), leaves(9, 9)[:3], append(fork, common.Hash{1})))
}

func TestEquivocationTruncatedAndFlipped(t *testing.T) {
	log, fork := leaves(3, 3), leaves(6, 1)
	e := equivocate(t, offer(1, log), offer(2, fork), log, fork)
	b := e.Bytes()
	for i := range b {
		got, err := forwarding.ParseEquivocation(b[:i])
		if (err == nil) != (i == 328) || err != nil && !errors.Is(err, forwarding.ErrLayout) {
			t.Fatalf("%d of %d bytes: got %v", i, len(b), err)
		}
		if _, err := got.Judge(devnet); err == nil {
			t.Fatalf("%d of %d bytes convict", i, len(b))
		}
	}
	if _, err := forwarding.ParseEquivocation(append(b, 0)); !errors.Is(err, forwarding.ErrLayout) {
		t.Errorf("a byte too many: got %v", err)
	}
	for i := range b {
		b[i] ^= 0x10
		got, err := forwarding.ParseEquivocation(b)
		if err == nil {
			_, err = got.Judge(devnet)
		}
		if err == nil {
			t.Fatalf("byte %d flipped: convicts", i)
		}
		b[i] ^= 0x10
	}
	// Sizes the wrong way round, and an index beyond the first log.
	e.Offers[0], e.Offers[1] = e.Offers[1], e.Offers[0]
	if _, err := forwarding.ParseEquivocation(e.Bytes()); !errors.Is(err, forwarding.ErrLayout) {
		t.Errorf("the larger log first: got %v", err)
	}
	e.Offers[0], e.Offers[1] = e.Offers[1], e.Offers[0]
	e.Inclusion.Index = 3
	if _, err := forwarding.ParseEquivocation(e.Bytes()); !errors.Is(err, forwarding.ErrLayout) {
		t.Errorf("an index beyond the first log: got %v", err)
	}
}

func FuzzParseEquivocation(f *testing.F) {
	log, fork := leaves(3, 3), leaves(6, 1)
	e := equivocate(f, offer(1, log), offer(2, fork), log, fork)
	f.Add(e.Bytes())
	f.Add(equivocate(f, offer(1, log), offer(2, log), nil, nil).Bytes())
	e.Offers[0].State.LogSize, e.Offers[1].State.LogSize, e.Inclusion.Index = math.MaxUint64, math.MaxUint64, math.MaxUint64-1
	f.Add(e.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := forwarding.ParseEquivocation(b)
		switch {
		case err != nil && !errors.Is(err, forwarding.ErrLayout) && !errors.Is(err, forwarding.ErrNoContradiction):
			t.Fatalf("got %v", err)
		case err == nil && !bytes.Equal(e.Bytes(), b):
			t.Fatalf("%x reads back as %x", b, e.Bytes())
		}
		if _, judged := e.Judge(devnet); err != nil && judged == nil {
			t.Fatal("what is malformed convicts")
		}
	})
}
