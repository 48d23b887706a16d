package core

import (
	"math"
	"sync/atomic"
	"time"
)

// Rate is a token bucket's: what may pass at once and in the long run.
type Rate struct {
	Burst     int     // bytes
	PerSecond float64 // bytes; 0: no limit at all
}

// Mbps returns the Rate of so many 10^6 bits per second, with a burst of a quarter of a
// second, and no limit for 0.
func Mbps(n uint) Rate {
	perSecond := float64(n) * 1e6 / 8
	return Rate{Burst: max(int(perSecond/4), 1<<16), PerSecond: perSecond}
}

// Bucket is a token bucket in one word: the time at which it will be full again, in
// nanoseconds (the generic cell rate algorithm). A nil Bucket lets everything pass. Any
// goroutine may use it.
type Bucket struct {
	perByte float64 // ns
	burst   int64   // ns
	full    atomic.Int64
}

// NewBucket returns a full bucket, nil where there is no limit.
func NewBucket(r Rate) *Bucket {
	if r.PerSecond <= 0 {
		return nil
	}
	b := &Bucket{perByte: float64(time.Second) / r.PerSecond}
	b.burst = nanoseconds(b.perByte, r.Burst)
	b.full.Store(math.MinInt64)
	return b
}

// nanoseconds is n bytes' worth of time, at most a hundred years.
func nanoseconds(perByte float64, n int) int64 {
	return int64(min(perByte*float64(n), float64(100*365*24*time.Hour)))
}

// Take takes n bytes out, if they are in.
func (b *Bucket) Take(n int, now Instant) bool {
	if b == nil {
		return true
	}
	cost := nanoseconds(b.perByte, n)
	for {
		was := b.full.Load()
		full := max(was, int64(now)) + cost
		if full-int64(now) > b.burst {
			return false
		}
		if b.full.CompareAndSwap(was, full) {
			return true
		}
	}
}

// Allow implements Allowance.
func (b *Bucket) Allow(n int, now Instant) bool { return b.Take(n, now) }

// Put puts n bytes back that were taken and not used.
func (b *Bucket) Put(n int) {
	if b != nil {
		b.full.Add(-nanoseconds(b.perByte, n))
	}
}
