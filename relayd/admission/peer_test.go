package admission

import (
	"fmt"
	"net/netip"
	"testing"
)

var classes = []struct {
	addr string
	want Class
}{
	{"8.8.8.8", Public}, {"1.1.1.1", Public}, {"223.255.255.254", Public}, {"11.0.0.0", Public},
	{"172.15.255.255", Public}, {"172.32.0.0", Public}, {"100.63.255.255", Public}, {"100.128.0.0", Public},
	{"198.17.255.255", Public}, {"198.20.0.0", Public}, {"9.255.255.255", Public}, {"128.0.0.1", Public},
	{"0.0.0.0", Unspecified}, {"0.0.0.1", Unspecified}, {"0.255.255.255", Unspecified},
	{"127.0.0.1", Loopback}, {"127.255.255.255", Loopback},
	{"10.0.0.1", Private}, {"10.255.255.255", Private}, {"172.16.0.1", Private}, {"172.31.255.255", Private}, {"192.168.1.1", Private},
	{"169.254.169.254", LinkLocal},
	{"100.64.0.1", CarrierGrade}, {"100.127.255.255", CarrierGrade},
	{"224.0.0.1", Multicast}, {"239.255.255.255", Multicast},
	{"255.255.255.255", Broadcast},
	{"192.0.2.1", Documentation}, {"198.51.100.1", Documentation}, {"203.0.113.255", Documentation},
	{"198.18.0.1", Benchmarking}, {"198.19.255.255", Benchmarking},
	{"192.0.0.1", Reserved}, {"192.88.99.1", Reserved}, {"240.0.0.1", Reserved}, {"255.255.255.254", Reserved},

	{"2606:4700:4700::1111", Public}, {"2a00:1450:4001::1", Public},
	{"::", Unspecified}, {"::1", Loopback},
	{"fc00::1", Private}, {"fdff::1", Private}, {"fec0::1", Private}, {"64:ff9b:1::808:808", Private},
	{"fe80::1", LinkLocal}, {"fe80::1%eth0", LinkLocal},
	{"ff02::1", Multicast},
	{"2001:db8::1", Documentation}, {"3fff::1", Documentation},
	{"2001:2::1", Benchmarking},
	{"2001:10::1", Reserved}, {"2001:20::1", Reserved}, {"100::1", Reserved}, {"5f00::1", Reserved}, {"4000::1", Reserved},
	{"::127.0.0.1", Reserved}, {"::8.8.8.8", Reserved}, // IPv4-compatible, deprecated by RFC 4291
}

func TestClassify(t *testing.T) {
	for _, c := range classes {
		if got := Classify(netip.MustParseAddr(c.addr)); got != c.want {
			t.Errorf("Classify(%s) = %v, want %v", c.addr, got, c.want)
		}
	}
	if got := Classify(netip.Addr{}); got == Public {
		t.Error("the zero Addr is public")
	}
}

// notations returns the IPv6 forms in which some gateway or socket would take
// an address for the IPv4 address a.
func notations(a netip.Addr) map[string]netip.Addr {
	b := a.As4()
	parse := func(format string, args ...any) netip.Addr { return netip.MustParseAddr(fmt.Sprintf(format, args...)) }
	return map[string]netip.Addr{
		"mapped":        parse("::ffff:%s", a),
		"NAT64":         parse("64:ff9b::%s", a),
		"6to4":          parse("2002:%02x%02x:%02x%02x::1", b[0], b[1], b[2], b[3]),
		"Teredo server": parse("2001:0:%02x%02x:%02x%02x::f7f7:f7f7", b[0], b[1], b[2], b[3]),
		"Teredo client": parse("2001:0:808:808:0:0:%02x%02x:%02x%02x", ^b[0], ^b[1], ^b[2], ^b[3]),
		"ISATAP":        parse("2606:4700::5efe:%s", a),
		"ISATAP global": parse("2606:4700::200:5efe:%s", a),
	}
}

func TestClassifySeesThroughEveryNotation(t *testing.T) {
	for _, c := range classes {
		a := netip.MustParseAddr(c.addr)
		if !a.Is4() {
			continue
		}
		for name, form := range notations(a) {
			if got := Classify(form); got != c.want {
				t.Errorf("%s: Classify(%v) = %v, want %v as %v", name, form, got, c.want, a)
			}
		}
	}
}

func TestPermitDeniesByDefault(t *testing.T) {
	p := Policy{RelayIP: netip.MustParseAddr("198.41.0.4")}
	for _, c := range classes {
		if got, want := p.Permit(netip.MustParseAddr(c.addr)), c.want == Public; got != want {
			t.Errorf("Permit(%s) = %v, want %v", c.addr, got, want)
		}
	}
}

func TestPermitExceptions(t *testing.T) {
	p := Policy{
		AllowLoopback: true,
		Allow:         []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")},
	}
	for addr, want := range map[string]bool{
		"127.0.0.1": true, "::1": true, "::ffff:127.0.0.1": true, "10.1.2.3": true, "::ffff:10.1.2.3": true,
		"0.0.0.0": false, "::": false, "::ffff:0.0.0.0": false, "10.2.0.1": false, "192.168.0.1": false,
		"64:ff9b::127.0.0.1": false, "2002:7f00:1::1": false, // a gateway's loopback is not ours
	} {
		if got := p.Permit(netip.MustParseAddr(addr)); got != want {
			t.Errorf("Permit(%s) = %v, want %v", addr, got, want)
		}
	}
}

func TestOwnAddresses(t *testing.T) {
	relay, other := netip.MustParseAddr("198.41.0.4"), netip.MustParseAddr("198.41.0.5")
	p := Policy{RelayIP: relay, Own: []netip.Addr{other}}
	if !p.Permit(relay) {
		t.Error("no permission for the relayed transport addresses of this relay")
	}
	if p.Permit(other) {
		t.Error("a permission for another address of this machine")
	}
	for name, form := range notations(relay) {
		if got, want := p.Permit(form), name == "mapped"; got != want {
			t.Errorf("%s: Permit(%v) = %v, want %v", name, form, got, want)
		}
	}
	for name, form := range notations(other) {
		if p.Permit(form) {
			t.Errorf("%s: Permit(%v), another address of this machine", name, form)
		}
	}
	for _, c := range []struct {
		addr  netip.Addr
		local Local
		want  bool
	}{
		{relay, Relayed, true}, {relay, Other, false}, {relay, Listening, false},
		{other, Other, false}, {other, Listening, false},
		{netip.MustParseAddr("8.8.8.8"), Other, true},
	} {
		if got := p.Deliver(c.addr, c.local); got != c.want {
			t.Errorf("Deliver(%v, %d) = %v, want %v", c.addr, c.local, got, c.want)
		}
	}
}

// On a devnet everything is on one loopback address: peers, relays and their
// listening ports, which stay closed.
func TestOwnLoopback(t *testing.T) {
	lo := netip.MustParseAddr("127.0.0.1")
	open := Policy{AllowLoopback: true, RelayIP: lo, Own: []netip.Addr{lo}}
	strict := Policy{RelayIP: lo, Own: []netip.Addr{lo}}
	for _, c := range []struct {
		local        Local
		open, strict bool
	}{{Other, true, false}, {Relayed, true, true}, {Listening, false, false}} {
		if got := open.Deliver(lo, c.local); got != c.open {
			t.Errorf("open: Deliver(%d) = %v, want %v", c.local, got, c.open)
		}
		if got := strict.Deliver(lo, c.local); got != c.strict {
			t.Errorf("strict: Deliver(%d) = %v, want %v", c.local, got, c.strict)
		}
	}
}

// FuzzClassify checks that no 16 bytes that carry an IPv4 address as IPv4-mapped
// are judged otherwise than the address itself, and that nothing panics.
func FuzzClassify(f *testing.F) {
	for _, c := range classes {
		b := netip.MustParseAddr(c.addr).As16()
		f.Add(b[:])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		addr, ok := netip.AddrFromSlice(b)
		if !ok {
			return
		}
		if addr.Is4() {
			if mapped := netip.AddrFrom16(addr.As16()); Classify(mapped) != Classify(addr) {
				t.Errorf("%v is %v, but %v is %v", addr, Classify(addr), mapped, Classify(mapped))
			}
		}
		p := Policy{}
		if p.Permit(addr) && (addr.IsLoopback() || addr.IsPrivate() || addr.IsMulticast() ||
			addr.IsLinkLocalUnicast() || addr.IsUnspecified()) {
			t.Errorf("Permit(%v)", addr)
		}
	})
}
