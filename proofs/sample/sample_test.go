package sample_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/sample"
)

func sampler(t testing.TB, key byte, oneIn uint32) *sample.Sampler {
	t.Helper()
	s, err := sample.New([sample.KeySize]byte{key}, oneIn)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRate(t *testing.T) {
	for _, oneIn := range []uint32{0, sample.MaxOneIn + 1, 1 << 31} {
		if _, err := sample.New([sample.KeySize]byte{}, oneIn); !errors.Is(err, sample.ErrRate) {
			t.Errorf("one in %d: got %v, want ErrRate", oneIn, err)
		}
	}
}

// seals are a relay's view of n packets.
func seals(n int) [][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([][]byte, n)
	for i := range out {
		out[i] = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, random.Uint64()), random.Uint64())
	}
	return out
}

func chosen(s *sample.Sampler, seals [][]byte) []bool {
	out := make([]bool, len(seals))
	for i, seal := range seals {
		out[i] = s.Choose(uint64(i), slices.Clone(seal))
	}
	return out
}

// Who sees every packet but has another key knows no more of the choice than chance: what
// it guesses hits no more of the sampled packets than of all.
func TestChoiceNeedsTheKey(t *testing.T) {
	const n, oneIn = 200_000, 16
	packets := seals(n)
	ours, guess := chosen(sampler(t, 1, oneIn), packets), chosen(sampler(t, 2, oneIn), packets)
	var sampled, hit, guessed int
	for i := range packets {
		if ours[i] {
			sampled++
		}
		if guess[i] {
			guessed++
		}
		if ours[i] && guess[i] {
			hit++
		}
	}
	// The bounds are five standard deviations of the binomials; the packets are fixed.
	for _, c := range []struct {
		what           string
		got, want, dev int
	}{{"sampled", sampled, n / oneIn, 5 * 109}, {"guessed", guessed, n / oneIn, 5 * 109}, {"both", hit, n / oneIn / oneIn, 5 * 28}} {
		if c.got < c.want-c.dev || c.got > c.want+c.dev {
			t.Errorf("%s: got %d, want about %d", c.what, c.got, c.want)
		}
	}
}

// The choice, and the tag, hang on every bit of the seal: a packet that was changed is
// another.
func TestChangedPacketHasAnotherTag(t *testing.T) {
	s := sampler(t, 1, 1)
	seal := seals(1)[0]
	tag := slices.Clone(seal)
	s.Choose(0, tag)
	for bit := range 8 * sample.TagSize {
		other := slices.Clone(seal)
		other[bit/8] ^= 1 << (bit % 8)
		s.Choose(0, other)
		if slices.Equal(tag, other) {
			t.Errorf("bit %d: the same tag", bit)
		}
	}
}

// Nothing is sampled beyond the bound of the counter.
func TestCounterIsBounded(t *testing.T) {
	s := sampler(t, 1, 1)
	for _, c := range []struct {
		counter uint64
		want    bool
	}{{0, true}, {sample.PerDirection - 1, true}, {sample.PerDirection, false}, {1 << 63, false}} {
		if got := s.Choose(c.counter, make([]byte, sample.TagSize)); got != c.want {
			t.Errorf("counter %d: got %t, want %t", c.counter, got, c.want)
		}
	}
}

func leafOf(n uint32) sample.Leaf {
	return sample.NewLeaf(ack.A, n, make([]byte, sample.TagSize))
}

// A peer that makes packets to be sampled cannot make an end remember without bound.
func TestLogIsBounded(t *testing.T) {
	var g sample.Log
	for i := range uint32(sample.MaxLeaves) {
		g.Sent(leafOf(i))
	}
	before := g.Roots().Hash()
	g.Sent(leafOf(1))
	g.Received(leafOf(1))
	if got := g.Evidence(); got.Len() != sample.MaxLeaves || got.Hash() != before || g.Roots().Hash() != before {
		t.Errorf("got %d leaves, want %d and no other evidence", got.Len(), sample.MaxLeaves)
	}
	over := sample.Evidence{Sent: make([]sample.Leaf, sample.MaxLeaves), Received: make([]sample.Leaf, 1)}
	if err := over.Check(ack.A); !errors.Is(err, sample.ErrTooMany) {
		t.Errorf("got %v, want ErrTooMany", err)
	}
}

// What was returned stays as it was while more is taken down.
func TestEvidenceIsASnapshot(t *testing.T) {
	var g sample.Log
	for i := range uint32(3) {
		g.Sent(leafOf(i))
	}
	e, h := g.Evidence(), g.Roots().Hash()
	g.Sent(leafOf(100))
	_ = append(e.Sent, leafOf(7)) // nor does who has it change what is taken down
	if got := g.Evidence().Hash(); got != g.Roots().Hash() {
		t.Errorf("what was taken down changed: got %s, want %s", got, g.Roots().Hash())
	}
	for i := range uint32(40) {
		g.Received(leafOf(i))
	}
	if e.Hash() != h {
		t.Error("the snapshot is not one")
	}
}

func TestDirection(t *testing.T) {
	of := func(s ack.Side) []sample.Leaf { return []sample.Leaf{sample.NewLeaf(s, 1, make([]byte, 16))} }
	for name, c := range map[string]struct {
		end  ack.Side
		e    sample.Evidence
		good bool
	}{
		"A":              {ack.A, sample.Evidence{Sent: of(ack.A), Received: of(ack.B)}, true},
		"B":              {ack.B, sample.Evidence{Sent: of(ack.B), Received: of(ack.A)}, true},
		"A's by B":       {ack.B, sample.Evidence{Sent: of(ack.A)}, false},
		"own received":   {ack.A, sample.Evidence{Received: of(ack.A)}, false},
		"a third's":      {ack.A, sample.Evidence{Sent: of(2)}, false},
		"a third's back": {ack.A, sample.Evidence{Received: of(255)}, false},
	} {
		if err := c.e.Check(c.end); (err == nil) != c.good || err != nil && !errors.Is(err, sample.ErrDirection) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

var anyLeaves = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sample.Leaf {
	// Few different ones, so that they repeat.
	return sample.NewLeaf(ack.Side(rapid.IntRange(0, 1).Draw(t, "from")), uint32(rapid.IntRange(0, 5).Draw(t, "length")), make([]byte, 16))
}), 0, 40)

// Comparing is what sorting and walking along both gives; order does not matter.
func TestCompareProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sent, received := anyLeaves.Draw(t, "sent"), anyLeaves.Draw(t, "received")
		got := sample.Compare(sent, received)
		if shuffled := sample.Compare(rapid.Permutation(sent).Draw(t, "sent'"), rapid.Permutation(received).Draw(t, "received'")); shuffled != got {
			t.Fatalf("another order: got %+v, want %+v", shuffled, got)
		}
		if want := walked(sent, received); got != want {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		if got.Sent-got.Missing != got.Received-got.Foreign {
			t.Fatalf("matched differ: %+v", got)
		}
		for _, r := range []sample.Rate{got.Loss(), got.Change()} {
			if !(0 <= r.Low && r.Low <= r.Estimate && r.Estimate <= r.High && r.High <= 1) {
				t.Fatalf("rate out of order: %+v", r)
			}
		}
	})
}

// walked is the slow twin of Compare.
func walked(sent, received []sample.Leaf) sample.Comparison {
	c := sample.Comparison{Sent: uint64(len(sent)), Received: uint64(len(received))}
	rest := slices.Clone(received)
	for _, l := range sent {
		if i := slices.Index(rest, l); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			c.Missing++
		}
	}
	c.Foreign = uint64(len(rest))
	return c
}

// Losing some and changing others shows as exactly that, whatever is reordered.
func TestLossAndChangeAreSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "packets")
		var sent, received []sample.Leaf
		var lost, changed uint64
		for i := range n {
			l := leafOf(uint32(i))
			sent = append(sent, l)
			switch rapid.IntRange(0, 9).Draw(t, "fate") {
			case 0:
				lost++
			case 1:
				changed++
				l[20] ^= 1
				fallthrough
			default:
				received = append(received, l)
			}
		}
		received = rapid.Permutation(received).Draw(t, "arrived")
		c := sample.Compare(sent, received)
		if c.Missing != lost+changed || c.Foreign != changed {
			t.Fatalf("got %+v, want %d lost and %d changed", c, lost, changed)
		}
	})
}

// Wilson's interval against figures that are published or follow from its definition.
func TestRates(t *testing.T) {
	for _, v := range []struct {
		hits, of uint64
		want     [3]string
	}{
		{0, 100, [3]string{"0.00000", "0.00000", "0.03699"}},
		{10, 1000, [3]string{"0.01000", "0.00544", "0.01831"}},
		{81, 263, [3]string{"0.30798", "0.25529", "0.36621"}}, // Newcombe 1998, method 3: .2553, .3662
		{15, 148, [3]string{"0.10135", "0.06239", "0.16049"}}, // .0624, .1605
		{1, 29, [3]string{"0.03448", "0.00611", "0.17176"}},   // .0061, .1718
		{5, 5, [3]string{"1.00000", "0.56552", "1.00000"}},
	} {
		if got := told((sample.Comparison{Sent: v.of, Missing: v.hits}).Loss()); got != v.want {
			t.Errorf("%d of %d: got %v, want %v", v.hits, v.of, got, v.want)
		}
	}
}

func TestComparisonJSON(t *testing.T) {
	raw, err := json.Marshal(sample.Comparison{Sent: 1, Received: 1}.Add(sample.Comparison{Sent: 1, Missing: 1}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Sent, Received, Missing, Foreign uint64
		Loss, Change                     sample.Rate
	}
	if err := vectors.Decode(raw, &got); err != nil {
		t.Fatal(err)
	}
	if got.Sent != 2 || got.Received != 1 || got.Missing != 1 || got.Foreign != 0 ||
		told(got.Loss) != [3]string{"0.50000", "0.09453", "0.90547"} || told(got.Change) != [3]string{"0.00000", "0.00000", "0.79345"} {
		t.Errorf("got %s", raw)
	}
}

// Evidence commits to every leaf, its place and its side: no two differ and have one hash,
// and what is taken down as it goes commits to the same.
func FuzzEvidence(f *testing.F) {
	for n := range 9 {
		f.Add(make([]byte, n*sample.LeafSize), uint16(n/2))
	}
	f.Fuzz(func(t *testing.T, raw []byte, split uint16) {
		var all []sample.Leaf
		var hexes []hexutil.Bytes
		for ; len(raw) >= sample.LeafSize && len(all) < 600; raw = raw[sample.LeafSize:] {
			all = append(all, sample.Leaf(raw[:sample.LeafSize]))
			hexes = append(hexes, raw[:sample.LeafSize])
		}
		n := min(int(split), len(all))
		e := sample.Evidence{Sent: all[:n], Received: all[n:]}
		var g sample.Log
		for i, l := range all { // interleaved otherwise, yet each in its order
			if i < n {
				g.Sent(l)
			}
		}
		for _, l := range all[n:] {
			g.Received(l)
		}
		want := evidence(hexes[:n], hexes[n:])
		if e.Hash() != want || g.Roots().Hash() != want {
			t.Fatalf("got %s and %s, want %s", e.Hash(), g.Roots().Hash(), want)
		}
		if err := e.Check(ack.A); err == nil {
			for i, l := range all {
				if want := ack.Side(min(1, max(0, i-n+1))); l.From() != want {
					t.Fatalf("leaf %d of %d sent: accepted from %s", i, n, l.From())
				}
			}
		}
		if n > 0 && len(all) > n {
			swapped := sample.Evidence{Sent: e.Received, Received: e.Sent}
			if swapped.Hash() == e.Hash() && !slices.Equal(e.Sent, e.Received) {
				t.Fatal("sides swapped: the same evidence")
			}
		}
	})
}

func BenchmarkChoose(b *testing.B) {
	s := sampler(b, 1, sample.DefaultOneIn)
	seal := make([]byte, sample.TagSize)
	b.ReportAllocs()
	for b.Loop() {
		s.Choose(0, seal)
	}
}
