// Package admission decides whom a relay serves: to which peer addresses it
// sends, and how often it answers a stranger.
package admission

import (
	"net/netip"
	"slices"
)

// Class says what an address is for. Only Public addresses are peers; all
// others would make the relay a way into networks that trust it.
type Class uint8

const (
	Public Class = iota
	Unspecified
	Loopback
	Private
	LinkLocal
	CarrierGrade
	Multicast
	Broadcast
	Documentation
	Benchmarking
	Reserved // everything else that is not globally reachable unicast
)

// String returns the class in one lower-case word.
func (c Class) String() string {
	return [...]string{
		"public", "unspecified", "loopback", "private", "link-local", "carrier-grade",
		"multicast", "broadcast", "documentation", "benchmarking", "reserved",
	}[c]
}

// special lists the blocks that are not globally reachable, most specific
// first: IANA's IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
var special = []struct {
	prefix netip.Prefix
	class  Class
}{
	{netip.MustParsePrefix("0.0.0.0/8"), Unspecified}, // "this network", RFC 791: reaches the host itself
	{netip.MustParsePrefix("10.0.0.0/8"), Private},    // RFC 1918
	{netip.MustParsePrefix("100.64.0.0/10"), CarrierGrade},
	{netip.MustParsePrefix("127.0.0.0/8"), Loopback},
	{netip.MustParsePrefix("169.254.0.0/16"), LinkLocal},
	{netip.MustParsePrefix("172.16.0.0/12"), Private},
	{netip.MustParsePrefix("192.0.0.0/24"), Reserved}, // IETF protocol assignments, DS-Lite
	{netip.MustParsePrefix("192.0.2.0/24"), Documentation},
	{netip.MustParsePrefix("192.88.99.0/24"), Reserved}, // 6to4 relay anycast, RFC 7526
	{netip.MustParsePrefix("192.168.0.0/16"), Private},
	{netip.MustParsePrefix("198.18.0.0/15"), Benchmarking},
	{netip.MustParsePrefix("198.51.100.0/24"), Documentation},
	{netip.MustParsePrefix("203.0.113.0/24"), Documentation},
	{netip.MustParsePrefix("224.0.0.0/4"), Multicast},
	{netip.MustParsePrefix("255.255.255.255/32"), Broadcast},
	{netip.MustParsePrefix("240.0.0.0/4"), Reserved},

	{netip.MustParsePrefix("::/128"), Unspecified},
	{netip.MustParsePrefix("::1/128"), Loopback},
	{netip.MustParsePrefix("64:ff9b:1::/48"), Private}, // local-use translation, RFC 8215
	{netip.MustParsePrefix("2001:2::/48"), Benchmarking},
	{netip.MustParsePrefix("2001:db8::/32"), Documentation},
	{netip.MustParsePrefix("2001::/23"), Reserved}, // IETF protocol assignments; Teredo is judged before
	{netip.MustParsePrefix("3fff::/20"), Documentation},
	{netip.MustParsePrefix("fc00::/7"), Private},    // unique local, RFC 4193
	{netip.MustParsePrefix("fec0::/10"), Private},   // site-local, RFC 3879
	{netip.MustParsePrefix("fe80::/10"), LinkLocal}, //
	{netip.MustParsePrefix("ff00::/8"), Multicast},  //
}

// globalUnicast is the only IPv6 block that IANA has given out for it.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// Classify says what an address is for, in every notation: an IPv6 address that
// carries IPv4 addresses is of the first class among them that is not Public.
func Classify(addr netip.Addr) Class {
	addr = canonical(addr)
	if v4 := embedded(addr); len(v4) > 0 {
		for _, a := range v4 {
			if c := Classify(a); c != Public {
				return c
			}
		}
		return Public
	}
	for _, s := range special {
		if s.prefix.Contains(addr) {
			return s.class
		}
	}
	if addr.Is4() || globalUnicast.Contains(addr) {
		return Public
	}
	return Reserved
}

// canonical is the address without zone, and as IPv4 where it is IPv4-mapped.
func canonical(addr netip.Addr) netip.Addr {
	return addr.WithZone("").Unmap()
}

var (
	translated = netip.MustParsePrefix("64:ff9b::/96") // NAT64, RFC 6052
	sixToFour  = netip.MustParsePrefix("2002::/16")    // RFC 3056
	teredo     = netip.MustParsePrefix("2001::/32")    // RFC 4380
)

// embedded returns the IPv4 addresses to which a gateway would send what goes
// to addr, none where addr carries none.
func embedded(addr netip.Addr) []netip.Addr {
	if !addr.Is6() {
		return nil
	}
	b := addr.As16()
	at := func(i int) netip.Addr { return netip.AddrFrom4([4]byte(b[i : i+4])) }
	switch {
	case translated.Contains(addr):
		return []netip.Addr{at(12)}
	case sixToFour.Contains(addr):
		return []netip.Addr{at(2)}
	case teredo.Contains(addr): // RFC 4380 section 4: the client's address is inverted
		client := netip.AddrFrom4([4]byte{^b[12], ^b[13], ^b[14], ^b[15]})
		return []netip.Addr{at(4), client}
	case b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe: // ISATAP, RFC 5214 section 6.1
		return []netip.Addr{at(12)}
	}
	return nil
}

// Policy says to which peers a relay sends. It denies by default: the zero
// Policy admits public addresses only.
type Policy struct {
	// AllowLoopback admits 127.0.0.0/8 and ::1, for a devnet on one machine.
	AllowLoopback bool
	// Allow lists further blocks to admit, whatever their class.
	Allow []netip.Prefix
	// RelayIP is the address of the relay's relayed transport addresses.
	RelayIP netip.Addr
	// Own lists all other addresses of this machine; they are never peers.
	Own []netip.Addr
}

// Permit reports whether a client may have a permission (RFC 8656 section 9)
// for peer. As permissions know no ports, it permits RelayIP, on which two
// clients of this relay meet; every packet must pass Deliver too.
func (p *Policy) Permit(peer netip.Addr) bool {
	peer = canonical(peer)
	switch {
	case p.allows(peer) || peer == p.RelayIP:
		return true
	case p.own(peer):
		return false
	}
	return Classify(peer) == Public
}

// Local says what a transport address is at this relay.
type Local uint8

const (
	Other     Local = iota // not in use by the relay
	Relayed                // the relayed transport address of a live allocation
	Listening              // where the relay listens for clients
)

// Deliver reports whether a packet may go to peer, which has a permission. The
// relay's own ports are closed to its clients, but for relayed transport
// addresses: a service behind one of them would take the packet for local.
func (p *Policy) Deliver(peer netip.Addr, local Local) bool {
	peer = canonical(peer)
	switch {
	case local == Listening:
		return false
	case p.allows(peer):
		return true
	case peer == p.RelayIP || p.own(peer):
		return local == Relayed
	}
	return true
}

// allows reports whether the operator has admitted addr explicitly.
func (p *Policy) allows(addr netip.Addr) bool {
	if p.AllowLoopback && addr.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(p.Allow, func(b netip.Prefix) bool { return b.Contains(addr) })
}

// IsOwn reports whether addr is an address of this machine.
func (p *Policy) IsOwn(addr netip.Addr) bool {
	return addr.IsLoopback() || addr == p.RelayIP || slices.Contains(p.Own, addr)
}

// own reports whether addr is or carries an address of this machine.
func (p *Policy) own(addr netip.Addr) bool {
	if slices.Contains(p.Own, addr) {
		return true
	}
	return slices.ContainsFunc(embedded(addr), func(a netip.Addr) bool {
		return a == p.RelayIP || slices.Contains(p.Own, a)
	})
}
