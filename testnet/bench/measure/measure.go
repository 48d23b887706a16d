// Package measure is the arithmetic of the benchmark: summaries of rounds, a histogram of
// latencies, the search for the highest loss-free rate, and the ratios. It is pure.
package measure

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"time"
)

// Summary is what a figure was over the rounds, in the figure's own unit.
type Summary struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	Rounds int     `json:"rounds"`
}

// Summarize returns the summary of the rounds' values; the zero Summary of none.
func Summarize(values []float64) Summary {
	if len(values) == 0 {
		return Summary{}
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return Summary{Median: (sorted[(n-1)/2] + sorted[n/2]) / 2, Min: sorted[0], Max: sorted[n-1], Rounds: n}
}

// Ratio returns the summary of the rounds' own ratios a[i] / b[i], in which what slowed
// the machine down in a round cancels. Rounds that either lacks are left out.
func Ratio(a, b []float64) Summary {
	var ratios []float64
	for i := range min(len(a), len(b)) {
		if a[i] > 0 && b[i] > 0 {
			ratios = append(ratios, a[i]/b[i])
		}
	}
	return Summarize(ratios)
}

// OfMedians returns the ratio of a's median to b's, with a's least and most to the same: for
// what a machine's hiccups decide, which hit one in a round and not the other.
func OfMedians(a, b []float64) Summary {
	all, by := Summarize(a), Summarize(b).Median
	if all.Rounds == 0 || by == 0 {
		return Summary{}
	}
	return Summary{Median: all.Median / by, Min: all.Min / by, Max: all.Max / by, Rounds: min(len(a), len(b))}
}

// Worst returns the summary with the greatest median.
func Worst(s ...Summary) Summary {
	return slices.MaxFunc(s, func(a, b Summary) int { return cmp.Compare(a.Median, b.Median) })
}

// subBuckets is how many buckets each power of two has: a value is told to within 1/32.
const (
	subBits    = 5
	subBuckets = 1 << subBits
)

// Histogram counts durations. The zero value is empty and ready.
type Histogram struct {
	buckets [64 * subBuckets]uint64
	count   uint64
}

// Add counts a duration; a negative one counts as 0.
func (h *Histogram) Add(d time.Duration) {
	h.buckets[bucketOf(uint64(max(d, 0)))]++
	h.count++
}

// Count returns how many durations were counted.
func (h *Histogram) Count() uint64 { return h.count }

// Quantile returns the least duration that a share q (0 to 1) of all does not exceed, to
// within 1/32; 0 of none.
func (h *Histogram) Quantile(q float64) time.Duration {
	rank := max(uint64(math.Ceil(q*float64(h.count))), 1)
	for i, n := range h.buckets {
		if n >= rank {
			return time.Duration(upperOf(i))
		}
		rank -= n
	}
	return 0
}

// bucketOf returns the bucket of a value: below subBuckets its own, then subBuckets for
// each power of two.
func bucketOf(v uint64) int {
	if v < subBuckets {
		return int(v)
	}
	shift := bits.Len64(v) - subBits - 1
	return (shift+1)<<subBits + int(v>>shift) - subBuckets
}

// upperOf returns the greatest value of a bucket.
func upperOf(i int) uint64 {
	if i < subBuckets {
		return uint64(i)
	}
	shift := i>>subBits - 1
	return (uint64(i&(subBuckets-1))+subBuckets+1)<<shift - 1
}

// Search finds the highest rate, between low and high, that holds: it asks holds at rates
// that halve the interval in steps of ratios, and returns the highest that held, 0 if none.
func Search(low, high float64, steps int, holds func(rate float64) bool) float64 {
	best := 0.0
	for range steps {
		rate := math.Sqrt(low * high)
		if holds(rate) {
			best, low = rate, rate
		} else {
			high = rate
		}
	}
	return best
}
