package turn

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/forward"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/stuncheck"
)

func attr(typ stun.AttrType, value ...byte) stun.Setter {
	return stun.RawAttribute{Type: typ, Value: value}
}

var outside = netip.MustParseAddrPort("198.41.0.4:53")

// The flaws of pion/turn v2.1.6 that this package answers for, and what RFC 8656
// wants instead.

func TestPionFlawEmptyPeerAddress(t *testing.T) { // CVE-2026-54909
	l := newLab(t)
	for _, network := range []string{"udp", "tcp"} {
		c := l.dial(network, "alice").greet().allocate()
		c.write(c.build(stun.MethodSend, stun.ClassIndication, attr(stun.AttrData, 1, 2, 3, 4), attr(stun.AttrXORPeerAddress)))
		wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0))) // still there
	}
	if got := l.Counters().Discarded; got != 2 {
		t.Errorf("%d packets discarded, want 2", got)
	}
}

func TestPionFlawAnotherUsersAllocation(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	p := newPeer(t)
	c.user = "mallory" // a valid credential, on alice's 5-tuple
	wantCode(t, c.request(stun.MethodRefresh, lifetime(600)), 441)
	wantCode(t, c.request(stun.MethodRefresh, lifetime(0)), 441)
	wantCode(t, c.permit(p.addr), 441)
	wantCode(t, c.bind(0x4000, p.addr), 441)
	c.user = "alice"
	c.send(p.addr, "no permission yet")
	wantSuccess(t, c.permit(p.addr))
	c.send(p.addr, "alice's")
	p.wantData("alice's")
}

func TestPionFlawUnlimitedPermissions(t *testing.T) {
	l := newLab(t)
	l.users.set("few", Grant{Session: "few", Meter: unlimited(), MaxPermissions: 3})
	c := l.allocated("few")
	at := func(i int) netip.AddrPort {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 41, 0, byte(i)}), 53)
	}
	wantCode(t, c.permit(at(0), at(1), at(2), at(3)), 508) // all or none
	wantSuccess(t, c.permit(at(0), at(1)))
	wantSuccess(t, c.permit(at(0), at(1))) // a refresh needs no room
	wantSuccess(t, c.bind(0x4000, at(2)))
	wantCode(t, c.permit(at(3)), 508)
	wantCode(t, c.bind(0x4001, at(3)), 508)
	wantSuccess(t, c.bind(0x4000, at(2)))

	// By default there is a limit too.
	c = l.allocated("mallory")
	var i int
	for i = range 256 {
		if m := c.permit(at(i)); codeOf(m) == 508 {
			break
		} else {
			wantSuccess(t, m)
		}
	}
	if want := DefaultLimits().Permissions; i != want {
		t.Errorf("%d permissions, want %d", i, want)
	}
}

func TestPionFlawUnknownAttributes(t *testing.T) {
	c := newLab(t).client("alice")
	for name, test := range map[string]struct {
		setters []stun.Setter
		want    stun.ErrorCode
		unknown []stun.AttrType
	}{
		"IPv6":           {[]stun.Setter{attr(stun.AttrRequestedAddressFamily, 2, 0, 0, 0)}, 440, nil},
		"no family":      {[]stun.Setter{attr(stun.AttrRequestedAddressFamily, 7, 0, 0, 0)}, 440, nil},
		"mandatory":      {[]stun.Setter{attr(0x7001, 1), attr(0x0002)}, 420, []stun.AttrType{0x7001, 0x0002}},
		"DONT-FRAGMENT":  {[]stun.Setter{attr(stun.AttrDontFragment)}, 420, []stun.AttrType{stun.AttrDontFragment}},
		"lifetime, 3":    {[]stun.Setter{attr(stun.AttrLifetime, 0, 0, 1)}, 400, nil},
		"two lifetimes":  {[]stun.Setter{lifetime(600), lifetime(700)}, 400, nil},
		"CONNECTION-ID":  {[]stun.Setter{attr(stun.AttrConnectionID, 0, 0, 0, 1)}, 420, []stun.AttrType{stun.AttrConnectionID}},
		"integrity-sha2": {[]stun.Setter{attr(stun.AttrMessageIntegritySHA256, make([]byte, 32)...)}, 420, []stun.AttrType{stun.AttrMessageIntegritySHA256}},
	} {
		t.Run(name, func(t *testing.T) {
			m := c.request(stun.MethodAllocate, append(test.setters, transport(protocolUDP))...)
			wantCode(t, m, test.want)
			var unknown stun.UnknownAttributes
			if err := unknown.GetFrom(m); (err == nil) != (test.unknown != nil) {
				t.Fatalf("UNKNOWN-ATTRIBUTES: %v", err)
			}
			if got, want := fmt.Sprint(unknown), fmt.Sprint(stun.UnknownAttributes(test.unknown)); got != want {
				t.Errorf("unknown %v, want %v", got, want)
			}
		})
	}
	// Without a credential the challenge comes first, whatever else is wrong.
	wantCode(t, c.exchange(c.build(stun.MethodAllocate, stun.ClassRequest, attr(0x7001, 1))), 401)
}

func TestPionFlawUnknownUser(t *testing.T) {
	c := newLab(t).client("nobody")
	m := c.request(stun.MethodAllocate, transport(protocolUDP))
	wantCode(t, m, 401)
	for _, attr := range []stun.AttrType{stun.AttrNonce, stun.AttrRealm} {
		if !m.Contains(attr) {
			t.Errorf("no %v in the challenge", attr)
		}
	}
	if m.Contains(stun.AttrMessageIntegrity) {
		t.Error("a stranger's answer is signed")
	}
}

func TestPionFlawNoAllocation(t *testing.T) {
	c := newLab(t).client("alice")
	wantCode(t, c.request(stun.MethodRefresh, lifetime(600)), 437)
	wantCode(t, c.request(stun.MethodRefresh, lifetime(0)), 437)
	wantCode(t, c.permit(outside), 437)
	wantCode(t, c.bind(0x4000, outside), 437)
}

func TestPionFlawPeersInsideTheNetwork(t *testing.T) {
	l := newLab(t, strict, func(c *Config) { c.Policy.Own = []netip.Addr{netip.MustParseAddr("198.41.0.9")} })
	c := l.allocated("alice")
	for _, ip := range []string{
		"0.0.0.0", "127.0.0.2", "127.255.255.255", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254",
		"100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1",
		"::", "::1", "fe80::1", "fd00::1", "ff02::1", "2001:db8::1",
		"::ffff:0.0.0.0", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::1",
		"198.41.0.9", "64:ff9b::198.41.0.9", // the relay's machine
	} {
		peer := netip.AddrPortFrom(netip.MustParseAddr(ip), 80)
		want := stun.ErrorCode(403)
		if ip == "::ffff:127.0.0.1" { // RelayIP is permitted, for its relayed addresses, as IPv4
			want = 443
		}
		// As pion encodes it, IPv4-mapped is IPv4: write it in 16 bytes.
		set := peerAttribute(peer)
		wantCode(t, c.request(stun.MethodCreatePermission, set), want)
		wantCode(t, c.request(stun.MethodCreatePermission, peerAddress(outside), set), want)
		wantCode(t, c.request(stun.MethodChannelBind, channelNumber(0x4000), set), want)
	}
	wantCode(t, c.request(stun.MethodCreatePermission, peerAttribute(netip.MustParseAddrPort("[2606:4700::1111]:53"))), 443)
	if a := l.table.relayed(c.relayed); permissionsOf(a) != 0 {
		t.Errorf("a refused request left %d permissions", permissionsOf(a))
	}
	wantSuccess(t, c.permit(outside))
}

// peerAttribute is XOR-PEER-ADDRESS in the family that the address is written in.
type peerAttribute netip.AddrPort

func (p peerAttribute) AddTo(m *stun.Message) error {
	ap := netip.AddrPort(p)
	mask := append([]byte{0x21, 0x12, 0xa4, 0x42}, m.TransactionID[:]...)
	ip, family := ap.Addr().AsSlice(), byte(familyIPv4)
	if ap.Addr().Is6() {
		family = familyIPv6
	}
	value := []byte{0, family, byte(ap.Port()>>8) ^ mask[0], byte(ap.Port()) ^ mask[1]}
	for i := range ip {
		value = append(value, ip[i]^mask[i])
	}
	m.Add(stun.AttrXORPeerAddress, value)
	return nil
}

// Authentication, RFC 8489 section 9.2.

func TestAuthentication(t *testing.T) {
	l := newLab(t)
	c := l.client("alice")
	key := keyOf("alice")
	good := stun.MessageIntegrity(key[:])
	bad := stun.MessageIntegrity("wrong")
	user, realm := stun.NewUsername("alice"), stun.NewRealm(Realm)
	old := stun.NewNonce(l.nonces.nonce(loopback, time.Now().Add(-nonceLifetime-2*time.Second)))
	elsewhere := stun.NewNonce(l.nonces.nonce(netip.MustParseAddr("127.0.0.2"), time.Now()))
	for name, test := range map[string]struct {
		setters []stun.Setter
		want    stun.ErrorCode
	}{
		"nothing":          {nil, 401},
		"all but a key":    {[]stun.Setter{user, realm, c.nonce}, 401},
		"wrong password":   {[]stun.Setter{user, realm, c.nonce, bad}, 401},
		"wrong realm":      {[]stun.Setter{user, stun.NewRealm("else"), c.nonce, good}, 401},
		"no username":      {[]stun.Setter{realm, c.nonce, good}, 400},
		"no realm":         {[]stun.Setter{user, c.nonce, good}, 400},
		"no nonce":         {[]stun.Setter{user, realm, good}, 400},
		"old nonce":        {[]stun.Setter{user, realm, old, good}, 438},
		"another's nonce":  {[]stun.Setter{user, realm, elsewhere, good}, 438},
		"made-up nonce":    {[]stun.Setter{user, realm, stun.NewNonce(strings.Repeat("A", 22)), good}, 438},
		"username after":   {[]stun.Setter{realm, c.nonce, good, user}, 400},
		"long-dead cookie": {[]stun.Setter{user, realm, stun.NewNonce("obMatJos2AAAA"), good}, 438},
	} {
		for _, method := range []stun.Method{stun.MethodAllocate, stun.MethodRefresh, stun.MethodCreatePermission, stun.MethodChannelBind} {
			m := c.exchange(c.build(method, stun.ClassRequest, append([]stun.Setter{transport(protocolUDP)}, test.setters...)...))
			if got := codeOf(m); got != test.want {
				t.Errorf("%s: %v: got %d, want %d", name, method, got, test.want)
			}
			if m.Contains(stun.AttrMessageIntegrity) {
				t.Errorf("%s: an unauthenticated answer is signed", name)
			}
			if challenge := test.want != 400; m.Contains(stun.AttrNonce) != challenge || m.Contains(stun.AttrRealm) != challenge {
				t.Errorf("%s: %v: a challenge has NONCE and REALM, 400 has not: %v", name, method, m)
			}
		}
	}
	if got := l.Counters().Allocations; got != 0 {
		t.Errorf("%d allocations", got)
	}
}

func TestCredentialDiesWithItsSession(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	p := newPeer(t)
	wantSuccess(t, c.permit(p.addr))
	l.users.remove("alice")
	l.EndSession("s")
	if got := l.Counters().Allocations; got != 0 {
		t.Fatalf("%d allocations", got)
	}
	wantCode(t, c.request(stun.MethodRefresh, lifetime(600)), 401)
	wantCode(t, c.request(stun.MethodAllocate, transport(protocolUDP)), 401)
	// Its relayed address is free again.
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(c.relayed))
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

// endingUsers ends a session between the two looks of an Allocate.
type endingUsers struct {
	*users
	end   chan func(session string)
	looks int // by the relay's one goroutine for UDP
}

func (u *endingUsers) Lookup(username string) (*Grant, bool) {
	if u.looks++; u.looks == 2 {
		u.users.remove(username)
		(<-u.end)("s")
	}
	return u.users.Lookup(username)
}

func TestNoAllocationOutlivesASessionThatEndsMeanwhile(t *testing.T) {
	u := &endingUsers{end: make(chan func(string), 1)}
	l := newLab(t, func(c *Config) {
		u.users = c.Credentials.(*users)
		c.Credentials = u
	})
	u.end <- func(string) {} // the session's end has looked for allocations before there was this one
	c := l.client("alice")
	wantCode(t, c.request(stun.MethodAllocate, transport(protocolUDP)), 401)
	if got := l.Counters().Allocations; got != 0 {
		t.Errorf("%d allocations", got)
	}
}

// Allocate, RFC 8656 section 7.2.

func TestAllocateTwice(t *testing.T) {
	c := newLab(t).client("alice")
	packet := c.signed(stun.MethodAllocate, transport(protocolUDP))
	first := c.exchange(packet)
	wantSuccess(t, first)
	if again := c.exchange(packet); string(again.Raw) != string(first.Raw) {
		t.Errorf("a retransmission got\n%v\nnot\n%v", again, first)
	}
	wantCode(t, c.request(stun.MethodAllocate, transport(protocolUDP)), 437)
	c.user = "mallory"
	wantCode(t, c.request(stun.MethodAllocate, transport(protocolUDP), sameTransaction(first)), 437)
	c.user = "alice"
	wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0)))
	wantCode(t, c.request(stun.MethodRefresh, lifetime(0)), 437)
	wantSuccess(t, c.request(stun.MethodAllocate, transport(protocolUDP)))
}

// sameTransaction gives a request the transaction ID of another one.
func sameTransaction(m *stun.Message) stun.Setter {
	return stun.NewTransactionIDSetter(m.TransactionID)
}

func TestQuota(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Allocations, c.Limits.PerCredential = 4, 1 })
	l.users.set("either", Grant{Session: "e", Side: meter.Either, Meter: unlimited(), MaxAllocations: 2})
	first := l.allocated("either")
	second := l.allocated("either")
	if a, b := l.table.relayed(first.relayed).side, l.table.relayed(second.relayed).side; a != meter.A || b != meter.B {
		t.Errorf("sides %v and %v, want A and B", a, b)
	}
	wantCode(t, l.client("either").request(stun.MethodAllocate, transport(protocolUDP)), 486)
	wantSuccess(t, first.request(stun.MethodRefresh, lifetime(0)))
	third := l.allocated("either")
	if a := l.table.relayed(third.relayed).side; a != meter.A {
		t.Errorf("side %v, want A again", a)
	}
	l.allocated("alice")
	wantCode(t, l.client("alice").request(stun.MethodAllocate, transport(protocolUDP)), 486)
	l.allocated("bob")
	wantCode(t, l.client("mallory").request(stun.MethodAllocate, transport(protocolUDP)), 508) // the relay is full
}

// A stock pair shares one credential, and each of its clients may allocate more
// than once: the quota of a credential for either end is larger.
func TestQuotaOfStockClients(t *testing.T) {
	l := newLab(t)
	l.users.set("either", Grant{Session: "e", Side: meter.Either, Meter: unlimited()})
	for user, want := range map[string]int{"alice": 4, "either": 16} {
		for range want {
			l.allocated(user)
		}
		wantCode(t, l.client(user).request(stun.MethodAllocate, transport(protocolUDP)), 486)
	}
}

func TestAllocateAttributes(t *testing.T) {
	family, additional := stun.AttrRequestedAddressFamily, stuncheck.AttrAdditionalAddressFamily
	token := attr(stun.AttrReservationToken, 1, 2, 3, 4, 5, 6, 7, 8)
	even, pair := attr(stun.AttrEvenPort, 0), attr(stun.AttrEvenPort, 0x80)
	tcp := transport(6)
	udp := transport(protocolUDP)
	l := newLab(t)
	for name, test := range map[string]struct {
		setters []stun.Setter
		want    stun.ErrorCode
	}{
		"no transport":           {nil, 400},
		"TCP":                    {[]stun.Setter{tcp}, 442},
		"IPv4":                   {[]stun.Setter{udp, attr(family, 1, 0, 0, 0)}, 0},
		"token and even port":    {[]stun.Setter{udp, token, even}, 400},
		"token and family":       {[]stun.Setter{udp, token, attr(family, 1, 0, 0, 0)}, 400},
		"unknown token":          {[]stun.Setter{udp, token}, 508},
		"both families":          {[]stun.Setter{udp, attr(family, 1, 0, 0, 0), attr(additional, 2, 0, 0, 0)}, 400},
		"additional IPv4":        {[]stun.Setter{udp, attr(additional, 1, 0, 0, 0)}, 400},
		"additional, pair":       {[]stun.Setter{udp, attr(additional, 2, 0, 0, 0), pair}, 400},
		"additional IPv6":        {[]stun.Setter{udp, attr(additional, 2, 0, 0, 0)}, 0},
		"comprehension-optional": {[]stun.Setter{udp, attr(0x8fff, 1, 2, 3), stun.NewSoftware("test")}, 0},
	} {
		c := l.client("alice")
		m := c.request(stun.MethodAllocate, test.setters...)
		if got := codeOf(m); got != test.want {
			t.Errorf("%s: got %d, want %d", name, got, test.want)
		}
		if test.want != 0 {
			continue
		}
		if name == "additional IPv6" {
			if v, err := m.Get(stuncheck.AttrAddressErrorCode); err != nil || string(v) != "\x02\x00\x04\x28" {
				t.Errorf("ADDRESS-ERROR-CODE % x, %v; want IPv6, 440", v, err)
			}
		}
		wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0)))
	}
}

func TestAllocateResponse(t *testing.T) {
	c := newLab(t).client("alice")
	m := c.request(stun.MethodAllocate, transport(protocolUDP))
	wantSuccess(t, m)
	if got, want := addressIn(t, m, stun.AttrXORMappedAddress), addrPort(c.conn.LocalAddr()); got != want {
		t.Errorf("mapped %v, want %v", got, want)
	}
	if got := addressIn(t, m, stun.AttrXORRelayedAddress); got.Addr() != loopback || got.Port() < 49152 {
		t.Errorf("relayed %v", got)
	}
	var s stun.Software
	if err := s.GetFrom(m); err != nil || s.String() != "portage" {
		t.Errorf("SOFTWARE %v, %v", s, err)
	}
	if m.Contains(stun.AttrFingerprint) {
		t.Error("FINGERPRINT to a client that does not use it")
	}
	b := c.signed(stun.MethodRefresh)
	f := &stun.Message{Raw: b}
	if err := f.Decode(); err != nil {
		t.Fatal(err)
	}
	if err := stun.Fingerprint.AddTo(f); err != nil {
		t.Fatal(err)
	}
	if err := stun.Fingerprint.Check(c.exchange(f.Raw)); err != nil {
		t.Errorf("answer to a client that uses FINGERPRINT: %v", err)
	}
}

func TestLifetime(t *testing.T) {
	for _, test := range []struct{ asked, allocate, refresh uint32 }{
		{0, 600, 0}, {1, 600, 600}, {600, 600, 600}, {1800, 1800, 1800}, {3540, 3540, 3540}, {3600, 3540, 3540}, {1<<32 - 1, 3540, 3540},
	} {
		c := newLab(t).client("alice")
		m := c.request(stun.MethodAllocate, transport(protocolUDP), lifetime(test.asked))
		if got := lifetimeIn(t, m); got != test.allocate {
			t.Errorf("Allocate for %d s: got %d, want %d", test.asked, got, test.allocate)
		}
		m = c.request(stun.MethodRefresh, lifetime(test.asked))
		if got := lifetimeIn(t, m); got != test.refresh {
			t.Errorf("Refresh for %d s: got %d, want %d", test.asked, got, test.refresh)
		}
	}
	c := newLab(t).allocated("alice")
	if got := lifetimeIn(t, c.request(stun.MethodRefresh)); got != 600 {
		t.Errorf("Refresh without LIFETIME: got %d, want 600", got)
	}
	wantCode(t, c.request(stun.MethodRefresh, attr(stun.AttrRequestedAddressFamily, 2, 0, 0, 0)), 443)
}

func lifetimeIn(t *testing.T, m *stun.Message) uint32 {
	t.Helper()
	wantSuccess(t, m)
	v, err := m.Get(stun.AttrLifetime)
	if err != nil || len(v) != 4 {
		t.Fatalf("LIFETIME % x, %v", v, err)
	}
	return uint32(v[0])<<24 | uint32(v[1])<<16 | uint32(v[2])<<8 | uint32(v[3])
}

func TestEvenPortAndReservation(t *testing.T) {
	l := newLab(t)
	l.users.set("pair", Grant{Session: "p", Side: meter.A, Meter: unlimited(), MaxAllocations: 2})
	for range 8 {
		c := l.allocated("alice", attr(stun.AttrEvenPort, 0))
		if c.relayed.Port()%2 != 0 {
			t.Fatalf("odd port %d", c.relayed.Port())
		}
		wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0)))
	}
	c := l.client("pair")
	m := c.request(stun.MethodAllocate, transport(protocolUDP), attr(stun.AttrEvenPort, 0x80))
	wantSuccess(t, m)
	port := addressIn(t, m, stun.AttrXORRelayedAddress).Port()
	token, err := m.Get(stun.AttrReservationToken)
	if err != nil || port%2 != 0 {
		t.Fatalf("port %d, token %v", port, err)
	}
	reserved := attr(stun.AttrReservationToken, token...)
	wantCode(t, l.client("bob").request(stun.MethodAllocate, transport(protocolUDP), reserved), 508) // not bob's
	second := l.allocated("pair", reserved)
	if got := second.relayed.Port(); got != port+1 {
		t.Errorf("reserved port %d, want %d", got, port+1)
	}
	wantCode(t, l.client("bob").request(stun.MethodAllocate, transport(protocolUDP), reserved), 508) // used up
}

func TestReservationsAreBounded(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.PerCredential = 1 })
	c := l.client("alice")
	pair := attr(stun.AttrEvenPort, 0x80)
	wantSuccess(t, c.request(stun.MethodAllocate, transport(protocolUDP), pair))
	wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0)))
	wantCode(t, c.request(stun.MethodAllocate, transport(protocolUDP), pair), 508)
	l.reserved.mu.Lock()
	defer l.reserved.mu.Unlock()
	if n := len(l.reserved.byToken); n != 1 {
		t.Errorf("%d reservations", n)
	}
}

func TestPortRange(t *testing.T) {
	even := uint16(61000) // up from here no system binds ports of its own accord
	for ; ; even += 2 {
		if conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, even))); err == nil {
			conn.Close()
			break
		}
	}
	l := newLab(t, func(c *Config) { c.MinPort, c.MaxPort = even, even })
	wantCode(t, l.client("alice").request(stun.MethodAllocate, transport(protocolUDP), attr(stun.AttrEvenPort, 0x80)), 508) // the next is outside
	c := l.allocated("alice")
	if c.relayed.Port() != even {
		t.Errorf("port %d, want %d", c.relayed.Port(), even)
	}
	wantCode(t, l.client("bob").request(stun.MethodAllocate, transport(protocolUDP)), 508)
}

// Channels, RFC 8656 section 12.

func TestChannelRules(t *testing.T) {
	c := newLab(t).allocated("alice")
	other := netip.MustParseAddrPort("198.41.0.4:54")
	wantSuccess(t, c.bind(0x4000, outside))
	wantSuccess(t, c.bind(0x4000, outside))
	wantCode(t, c.bind(0x4000, other), 400)
	wantCode(t, c.bind(0x4001, outside), 400)
	wantSuccess(t, c.bind(0x7fff, other)) // coturn's client draws from 0x4000 to 0x7FFF
	for _, number := range []uint16{0, 0x3fff, 0x8000, 0xffff} {
		wantCode(t, c.bind(number, netip.MustParseAddrPort("198.41.0.5:1")), 400)
	}
}

// What strangers get.

func TestBinding(t *testing.T) {
	l := newLab(t)
	for _, network := range []string{"udp", "tcp"} {
		c := l.dial(network, "")
		m := c.exchange(c.build(stun.MethodBinding, stun.ClassRequest))
		wantSuccess(t, m)
		if got, want := addressIn(t, m, stun.AttrXORMappedAddress), addrPort(c.conn.LocalAddr()); got != want {
			t.Errorf("%s: mapped %v, want %v", network, got, want)
		}
		m = c.exchange(c.build(stun.MethodBinding, stun.ClassRequest, attr(stun.AttrChangeRequest, 0, 0, 0, 6)))
		wantCode(t, m, 420)
		c.write(c.build(stun.MethodBinding, stun.ClassIndication)) // a keep-alive: no answer
		wantSuccess(t, c.exchange(c.build(stun.MethodBinding, stun.ClassRequest)))
	}
}

func TestAnswersToStrangersAreShort(t *testing.T) {
	const headers, most = 28, 3 // IPv4 and UDP; factor in bytes on the wire
	l := newLab(t)
	c := l.client("alice")
	key := keyOf("alice")
	for _, packet := range [][]byte{
		c.build(stun.MethodBinding, stun.ClassRequest),
		c.build(stun.MethodBinding, stun.ClassRequest, stun.Fingerprint),
		c.build(stun.MethodRefresh, stun.ClassRequest),
		c.build(stun.MethodAllocate, stun.ClassRequest),
		c.build(stun.MethodRefresh, stun.ClassRequest, attr(0x7001)),
		c.build(stun.MethodBinding, stun.ClassRequest, attr(0x7001), attr(0x7002), attr(0x7003), attr(0x7004)),
		c.build(stun.MethodRefresh, stun.ClassRequest, stun.MessageIntegrity(key[:])),
		c.build(stun.MethodRefresh, stun.ClassRequest, stun.NewUsername(""), stun.NewNonce(""), stun.NewRealm(""), stun.MessageIntegrity(key[:])),
	} {
		answer := c.exchange(packet)
		if in, out := len(packet)+headers, len(answer.Raw)+headers; out > most*in {
			t.Errorf("%v: %d bytes answered with %d", answer.Type, in, out)
		}
	}
}

func TestStrangersAreLimited(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Strangers = Allowance{Burst: 3} })
	c := l.client("alice") // the first answer
	for range 2 {
		wantCode(t, c.exchange(c.build(stun.MethodRefresh, stun.ClassRequest)), 401)
	}
	c.write(c.build(stun.MethodRefresh, stun.ClassRequest))
	c.write(c.build(stun.MethodBinding, stun.ClassRequest))
	eventually(t, "two requests without an answer", func() bool { return l.Counters().Limited == 2 })
	c.allocate() // a user is no stranger: the next packet is the answer to this
}

func TestNonce(t *testing.T) {
	k, now := newNonceKey(), time.Unix(1_700_000_000, 0)
	a, b := netip.MustParseAddr("198.41.0.4"), netip.MustParseAddr("198.41.0.5")
	n := []byte(k.nonce(a, now))
	for _, test := range []struct {
		nonce []byte
		addr  netip.Addr
		now   time.Time
		want  bool
	}{
		{n, a, now, true},
		{n, a, now.Add(nonceLifetime), true},
		{n, a, now.Add(nonceLifetime + time.Second), false},
		{n, a, now.Add(-time.Second), false},
		{n, b, now, false},
		{n[:21], a, now, false}, {append(n[:22:22], 'A'), a, now, false}, {nil, a, now, false},
		{[]byte("!!!!!!!!!!!!!!!!!!!!!!"), a, now, false},
	} {
		if got := k.valid(test.nonce, test.addr, test.now); got != test.want {
			t.Errorf("valid(%q, %v, %v) = %v, want %v", test.nonce, test.addr, test.now.Sub(now), got, test.want)
		}
	}
	for i := range n {
		changed := append([]byte(nil), n...)
		changed[i] ^= 1
		if k.valid(changed, a, now) {
			t.Errorf("character %d does not matter", i)
		}
	}
}

func permissionsOf(a *allocation) int {
	n, _ := a.data.Bindings().Len()
	return n
}

func TestConfig(t *testing.T) {
	good := Config{UDP: []netip.AddrPort{netip.AddrPortFrom(loopback, 0)}, RelayIP: loopback, Credentials: &users{}, Plane: forward.New(plane)}
	for name, edit := range map[string]func(*Config){
		"no relay IP":    func(c *Config) { c.RelayIP = netip.Addr{} },
		"IPv6":           func(c *Config) { c.RelayIP = netip.MustParseAddr("2001:db8::1") },
		"any address":    func(c *Config) { c.RelayIP = netip.MustParseAddr("0.0.0.0") },
		"ports":          func(c *Config) { c.MinPort, c.MaxPort = 2000, 1000 },
		"no credentials": func(c *Config) { c.Credentials = nil },
		"no plane":       func(c *Config) { c.Plane = nil },
		"no listener":    func(c *Config) { c.UDP = nil },
		"long realm":     func(c *Config) { c.Realm = strings.Repeat("x", 128) },
		"zero payload":   func(c *Config) { c.Limits = Limits{Allocations: 1} },
		"another's addr": func(c *Config) { c.UDP[0] = netip.MustParseAddrPort("198.41.0.4:0") },
		"another's TCP":  func(c *Config) { c.TCP = []netip.AddrPort{netip.MustParseAddrPort("198.41.0.4:0")} },
	} {
		c := good
		c.UDP = append([]netip.AddrPort(nil), good.UDP...)
		edit(&c)
		if r, err := Listen(c); err == nil {
			r.Close()
			t.Errorf("%s: accepted", name)
		}
	}
}
