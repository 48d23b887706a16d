package admission

import (
	"net/netip"
	"testing"
	"time"
)

func TestLimiterCountsByPrefix(t *testing.T) {
	l, now := NewLimiter(2, 3), time.Unix(1_700_000_000, 0)
	allow := func(addr string, now time.Time) bool { return l.Allow(netip.MustParseAddr(addr), now) }
	for i, addr := range []string{"192.0.2.1", "192.0.2.200", "::ffff:192.0.2.7"} {
		if !allow(addr, now) {
			t.Fatalf("event %d of a burst of 3 refused", i)
		}
	}
	if allow("192.0.2.9", now) {
		t.Fatal("a fourth event of a burst of 3 allowed")
	}
	if !allow("192.0.3.1", now) {
		t.Fatal("another prefix shares the bucket")
	}
	for i, want := range []bool{true, true, false} {
		if got := allow("192.0.2.1", now.Add(time.Second)); got != want {
			t.Fatalf("event %d after a second: %v, want %v", i, got, want)
		}
	}
	for range 3 {
		allow("2001:db8:0:aa01::1", now)
	}
	if allow("2001:db8:0:aaff::1", now) || !allow("2001:db8:0:ab00::1", now) {
		t.Fatal("IPv6 sources are told apart by their first 56 bits")
	}
	l.Allow(netip.Addr{}, now) // must not panic
}

func TestGenerationsIsBoundedAndKeepsTheLast(t *testing.T) {
	const size = 8
	g := NewGenerations[int, int](size)
	for i := range 1000 {
		g.Put(i, i)
		g.Get(0) // in use all the time: never forgotten
		if n := len(g.current) + len(g.last); n > 2*size {
			t.Fatalf("%d entries, want at most %d", n, 2*size)
		}
		for k := max(1, i-size/2+1); k <= i; k++ {
			if v, ok := g.last[k]; !ok && g.current[k] != k {
				t.Fatalf("key %d of the last %d is gone (%d)", k, size/2, v)
			}
		}
	}
	if _, ok := g.Get(0); !ok {
		t.Fatal("a key in use was forgotten")
	}
	if _, ok := g.Get(1); ok {
		t.Fatal("an old key was kept")
	}
}
