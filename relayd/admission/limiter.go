package admission

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Source prefixes, in bits: what one customer of a provider usually has.
const (
	prefixBits4 = 24
	prefixBits6 = 56
)

// maxPrefixes bounds a Limiter's memory: about 100 bytes for each prefix.
const maxPrefixes = 1 << 14

// Limiter is a token bucket for each source prefix (IPv4 /24, IPv6 /56). It
// remembers between maxPrefixes and twice as many; one that it has forgotten
// starts with a full bucket. Its methods may be called at once from any goroutine.
type Limiter struct {
	perSecond rate.Limit
	burst     int

	mu      sync.Mutex
	buckets *Generations[netip.Prefix, *rate.Limiter]
}

// NewLimiter allows each source prefix burst events at once and perSecond events
// a second in the long run.
func NewLimiter(perSecond float64, burst int) *Limiter {
	return &Limiter{
		perSecond: rate.Limit(perSecond),
		burst:     burst,
		buckets:   NewGenerations[netip.Prefix, *rate.Limiter](maxPrefixes),
	}
}

// Allow reports whether source may have one more event now, and counts it.
func (l *Limiter) Allow(source netip.Addr, now time.Time) bool {
	prefix := sourcePrefix(source)
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket, ok := l.buckets.Get(prefix)
	if !ok {
		bucket = rate.NewLimiter(l.perSecond, l.burst)
		l.buckets.Put(prefix, bucket)
	}
	return bucket.AllowN(now, 1)
}

func sourcePrefix(source netip.Addr) netip.Prefix {
	source = canonical(source)
	bits := prefixBits6
	if source.Is4() {
		bits = prefixBits4
	}
	prefix, err := source.Prefix(bits)
	if err != nil { // the zero Addr: all of them share a bucket
		return netip.Prefix{}
	}
	return prefix
}

// Generations is a map of bounded size: it keeps the size keys that were put or
// got last, and at most twice as many, at a constant cost for each operation.
type Generations[K comparable, V any] struct {
	size          int
	current, last map[K]V
}

// NewGenerations returns an empty map of between size and 2·size entries.
func NewGenerations[K comparable, V any](size int) *Generations[K, V] {
	return &Generations[K, V]{size: size, current: make(map[K]V)}
}

// Get returns the value of key and keeps it among the last ones.
func (g *Generations[K, V]) Get(key K) (V, bool) {
	if v, ok := g.current[key]; ok {
		return v, true
	}
	v, ok := g.last[key]
	if ok {
		g.Put(key, v)
	}
	return v, ok
}

// Put sets the value of key.
func (g *Generations[K, V]) Put(key K, v V) {
	if _, ok := g.current[key]; !ok && len(g.current) >= g.size {
		g.last, g.current = g.current, make(map[K]V)
	}
	g.current[key] = v
}
