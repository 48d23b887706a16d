package core

import (
	"net/netip"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestBindings(t *testing.T) {
	const now = 1000 * second
	p, q := peerAt(1, 1), peerAt(1, 2)
	empty := &Bindings{}
	b, err := empty.Bind(0x4000, p, now, 1)
	if err != nil {
		t.Fatal(err)
	}
	if empty.Permitted(p, now) {
		t.Error("Bind changed its receiver")
	}
	if _, err := b.Bind(0x4001, q, now, 1); err != ErrRoom {
		t.Errorf("a second channel where one may be: %v", err)
	}
	if _, err := b.Permit([]Peer{p, peerAt(2, 1)}, now, 1); err != ErrRoom {
		t.Errorf("a second permission where one may be: %v", err)
	}
	check := func(b *Bindings, after Instant, permitted, bound bool) {
		t.Helper()
		at := now + after
		if got := b.Permitted(p, at); got != permitted {
			t.Errorf("after %v: permitted %v", after, got)
		}
		if got, ok := b.Peer(0x4000, at); ok != bound || bound && got != p {
			t.Errorf("after %v: peer %v, %v", after, got, ok)
		}
		if got, ok := b.Number(p, at); ok != bound || bound && got != 0x4000 {
			t.Errorf("after %v: number %v, %v", after, got, ok)
		}
	}
	check(b, 0, true, true)
	check(b, Instant(PermissionLifetime)-1, true, true)
	check(b, Instant(PermissionLifetime), false, true)
	check(b, Instant(ChannelLifetime)-1, false, true)
	check(b, Instant(ChannelLifetime), false, false)
	// After its end the number may be bound to another peer, and the peer to another number.
	b, err = b.Bind(0x4000, q, now+Instant(ChannelLifetime), 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := b.Number(p, now+Instant(ChannelLifetime)); ok {
		t.Error("the old peer still has a number")
	}
}

// Bindings say what plain maps say.
func TestBindingsAgreeWithMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, now := &Bindings{}, Instant(0)
		permissions, peers := map[[4]byte]Instant{}, map[uint16]Peer{}
		expiry, numbers := map[uint16]Instant{}, map[Peer]uint16{}
		peer := rapid.Custom(func(t *rapid.T) Peer {
			return peerAt(rapid.IntRange(0, 3).Draw(t, "address"), uint16(rapid.IntRange(1, 2).Draw(t, "port")))
		})
		number := rapid.Uint16Range(0x4000, 0x4003)
		t.Repeat(map[string]func(*rapid.T){
			"later": func(t *rapid.T) { now += Instant(rapid.Int64Range(0, int64(400*second)).Draw(t, "by")) },
			"permit": func(t *rapid.T) {
				p := rapid.SliceOfN(peer, 1, 3).Draw(t, "peers")
				next, err := b.Permit(p, now, 100)
				if err != nil {
					t.Fatal(err)
				}
				b = next
				for _, p := range p {
					permissions[p.IP()] = now + Instant(PermissionLifetime)
				}
			},
			"bind": func(t *rapid.T) {
				n, p := number.Draw(t, "number"), peer.Draw(t, "peer")
				next, err := b.Bind(n, p, now, 100)
				if err != nil {
					t.Fatal(err)
				}
				b = next
				permissions[p.IP()] = now + Instant(PermissionLifetime)
				delete(numbers, peers[n])
				if old, ok := numbers[p]; ok {
					delete(peers, old)
				}
				peers[n], numbers[p], expiry[n] = p, n, now+Instant(ChannelLifetime)
			},
			"": func(t *rapid.T) {
				for i := range 4 {
					for port := uint16(1); port <= 2; port++ {
						p := peerAt(i, port)
						if got, want := b.Permitted(p, now), now < permissions[p.IP()]; got != want {
							t.Fatalf("permitted %v, want %v", got, want)
						}
						n, bound := numbers[p]
						bound = bound && now < expiry[n]
						if got, ok := b.Number(p, now); ok != bound || ok && got != n {
							t.Fatalf("%v has number %#x, %v; want %#x, %v", p.AddrPort(), got, ok, n, bound)
						}
					}
				}
				for n := uint16(0x4000); n < 0x4004; n++ {
					p, bound := peers[n]
					bound = bound && now < expiry[n]
					if got, ok := b.Peer(n, now); ok != bound || ok && got != p {
						t.Fatalf("%#x leads to %v, %v; want %v, %v", n, got.AddrPort(), ok, p.AddrPort(), bound)
					}
				}
			},
		})
	})
}

func TestTableAgreesWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := NewTable(rapid.IntRange(0, 8).Draw(t, "size"), Secret{1, 2, 3})
		twin := map[Key]*Allocation{}
		key := rapid.Custom(func(t *rapid.T) Key {
			return Key{Low: rapid.Uint64Range(0, 5).Draw(t, "address"), Port: rapid.Uint16Range(0, 3).Draw(t, "port")}
		})
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				k := key.Draw(t, "key")
				if twin[k] == nil {
					twin[k] = &Allocation{Key: k}
					table.Add(twin[k])
				}
			},
			"remove": func(t *rapid.T) {
				k := key.Draw(t, "key")
				if a := twin[k]; a != nil {
					table.Remove(a)
					table.Remove(a)
					delete(twin, k)
				}
				table.Remove(&Allocation{Key: k})
			},
			"": func(t *rapid.T) {
				for low := range uint64(6) {
					for port := range uint16(4) {
						if k := (Key{Low: low, Port: port}); table.Get(k) != twin[k] {
							t.Fatalf("%+v leads to another allocation", k)
						}
					}
				}
			},
		})
	})
}

// Readers find what stays, while others come and go behind the same buckets.
func TestTableWhileItChanges(t *testing.T) {
	table := NewTable(2, Secret{1, 2, 3})
	var stays []*Allocation
	for i := range 20 {
		stays = append(stays, &Allocation{Key: Key{Low: uint64(i), Listener: 1}})
		table.Add(stays[i])
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				for _, a := range stays {
					if table.Get(a.Key) != a {
						t.Errorf("%+v is not found", a.Key)
						return
					}
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for i := range 20_000 {
		a := &Allocation{Key: Key{Low: uint64(i % 30)}}
		table.Add(a)
		table.Remove(a)
	}
	close(stop)
	readers.Wait()
}

func TestAddresses(t *testing.T) {
	for _, text := range []string{"0.0.0.0:0", "1.2.3.4:5", "255.254.253.252:65535"} {
		a := netip.MustParseAddrPort(text)
		p, ok := PeerOf(a)
		if !ok || p.AddrPort() != a || p.Port() != a.Port() || p.IP() != a.Addr().As4() {
			t.Errorf("%v became %v", a, p.AddrPort())
		}
		k := KeyOf(a, 3)
		if k.AddrPort() != a || k.IP4() != a.Addr().As4() || k.Listener != 3 {
			t.Errorf("%v became %v", a, k.AddrPort())
		}
		if mapped := netip.AddrPortFrom(netip.AddrFrom16(a.Addr().As16()), a.Port()); KeyOf(mapped, 3) != k || Key4(a.Addr().As4(), a.Port(), 3) != k {
			t.Errorf("%v has two keys", a)
		}
	}
	six := netip.MustParseAddrPort("[2001:db8::1]:7")
	if _, ok := PeerOf(six); ok {
		t.Error("an IPv6 peer")
	}
	if KeyOf(six, 0).AddrPort() != six {
		t.Errorf("%v became %v", six, KeyOf(six, 0).AddrPort())
	}
}

// A bucket admits what a plain count of tokens admits.
func TestBucketAgreesWithACount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		burst := rapid.IntRange(0, 1000).Draw(t, "burst")
		b := NewBucket(Rate{Burst: burst, PerSecond: 1000}) // a byte each ms
		now, last, tokens := Instant(0), Instant(0), burst
		for range rapid.IntRange(1, 50).Draw(t, "takes") {
			now += Instant(rapid.Int64Range(0, 300).Draw(t, "ms")) * second / 1000
			tokens = min(burst, tokens+int((now-last)/(second/1000)))
			last = now
			n := rapid.IntRange(0, 400).Draw(t, "bytes")
			if got, want := b.Take(n, now), n <= tokens; got != want {
				t.Fatalf("take %d of %d at %d: %v", n, tokens, now, got)
			}
			if n <= tokens {
				tokens -= n
			}
			if n <= tokens && n > 0 && rapid.Bool().Draw(t, "back") {
				b.Take(n, now)
				b.Put(n)
			}
		}
	})
	if b := NewBucket(Rate{}); b != nil || !b.Take(1<<60, 0) {
		t.Error("no limit limits")
	}
}
