package measure

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSummarize(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   Summary
	}{
		{nil, Summary{}},
		{[]float64{3}, Summary{3, 3, 3, 1}},
		{[]float64{9, 1, 2}, Summary{2, 1, 9, 3}},
		{[]float64{4, 1, 3, 2}, Summary{2.5, 1, 4, 4}},
	} {
		if got := Summarize(c.values); got != c.want {
			t.Errorf("%v: got %+v, want %+v", c.values, got, c.want)
		}
	}
}

// A round that is slow for both does not change the ratio.
func TestRatioIsByRound(t *testing.T) {
	a, b := []float64{1, 10, 2, 0}, []float64{2, 20, 4, 5}
	if got, want := Ratio(a, b), (Summary{0.5, 0.5, 0.5, 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A hiccup of one round in one of the two changes nothing.
func TestRatioOfMedians(t *testing.T) {
	a, b := []float64{2, 2, 90, 4}, []float64{70, 6, 6, 6}
	if got, want := OfMedians(a, b), (Summary{0.5, 1.0 / 3, 15, 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := OfMedians(a, nil); got != (Summary{}) {
		t.Errorf("to nothing: got %+v, want none", got)
	}
}

func TestWorst(t *testing.T) {
	if got := Worst(Summary{Median: 1}, Summary{Median: 3}, Summary{Median: 2}); got.Median != 3 {
		t.Errorf("got %v, want 3", got.Median)
	}
}

// Quantiles are those of the sorted durations, to within 1/32, at every size.
func TestQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		durations := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 200).Draw(t, "durations")
		q := rapid.Float64Range(0, 1).Draw(t, "q")
		var h Histogram
		for _, d := range durations {
			h.Add(time.Duration(d))
		}
		slices.Sort(durations)
		rank := 0
		for rank < len(durations)-1 && float64(rank+1) < q*float64(len(durations)) {
			rank++
		}
		want := durations[rank]
		if got := int64(h.Quantile(q)); got < want || got > want+want/32 {
			t.Fatalf("quantile %v of %v: got %d, want %d to %d", q, durations, got, want, want+want/32)
		}
		if h.Count() != uint64(len(durations)) {
			t.Fatalf("count: got %d, want %d", h.Count(), len(durations))
		}
	})
}

func TestNegativeAndEmpty(t *testing.T) {
	var h Histogram
	if h.Quantile(0.5) != 0 {
		t.Error("quantile of nothing")
	}
	h.Add(-time.Second)
	if got := h.Quantile(1); got != 0 || h.Count() != 1 {
		t.Errorf("got %v of %d, want 0 of 1", got, h.Count())
	}
}

// Search comes as near to what holds as its steps allow, and never names a rate that did not.
func TestSearch(t *testing.T) {
	for range 100 {
		limit := 1e3 * (1 + 99*rand.Float64())
		got := Search(1e3, 1e5, 12, func(rate float64) bool { return rate <= limit })
		if got > limit || got < limit*0.997 {
			t.Errorf("got %v, want just below %v", got, limit)
		}
	}
	if got := Search(1, 2, 5, func(float64) bool { return false }); got != 0 {
		t.Errorf("got %v, want 0 where nothing holds", got)
	}
}
