package turn

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/pion/stun"
	pion "github.com/pion/turn/v2"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
)

// dropped returns how many packets of a direction were dropped for a reason.
func dropped(m *meter.Meter, d meter.Direction, reason meter.Reason) uint64 {
	return m.Snapshot()[d].Dropped[reason].Packets
}

// wantForwarded fails unless exactly these payload bytes were billed.
func wantForwarded(t testing.TB, m *meter.Meter, ab, ba uint64) {
	t.Helper()
	eventually(t, fmt.Sprintf("%d and %d bytes forwarded: %+v", ab, ba, m.Snapshot()), func() bool {
		c := m.Snapshot()
		return c[meter.AB].Forwarded.Bytes == ab && c[meter.BA].Forwarded.Bytes == ba
	})
}

// Data goes both ways, by indication and by channel, over UDP and TCP, with
// lengths that need every kind of padding, and every byte is counted once.
func TestData(t *testing.T) {
	for _, network := range []string{"udp", "tcp"} {
		t.Run(network, func(t *testing.T) {
			l := newLab(t)
			c := l.dial(network, "alice").greet().allocate()
			p := newPeer(t)
			wantSuccess(t, c.permit(p.addr))
			var bytes, back uint64
			for _, n := range []int{0, 1, 2, 3, 4, 5, 1200, DefaultLimits().Payload} {
				data := strings.Repeat("x", n)
				c.send(p.addr, data)
				if from := p.wantData(data); from != c.relayed {
					t.Fatalf("from %v, want the relayed address %v", from, c.relayed)
				}
				p.send(c.relayed, data)
				got, from, number := c.receive()
				if got != data || from != p.addr || number != 0 {
					t.Fatalf("got %d bytes from %v on %#x", len(got), from, number)
				}
				bytes += uint64(n)
			}
			wantSuccess(t, c.bind(0x4abc, p.addr))
			for _, n := range []int{0, 1, 2, 3, 4, 5, 1200, DefaultLimits().Payload} {
				data := strings.Repeat("y", n)
				c.sendChannel(0x4abc, data)
				p.wantData(data)
				p.send(c.relayed, data)
				if got, _, number := c.receive(); got != data || number != 0x4abc {
					t.Fatalf("got %d bytes on %#x", len(got), number)
				}
				p.send(c.relayed, data)
				want := 4 + n // no padding over UDP
				if network == "tcp" {
					want = 4 + (n+3)&^3
				}
				if got := len(c.read()); got != want {
					t.Fatalf("ChannelData of %d bytes for %d bytes of data, want %d", got, n, want)
				}
				bytes += uint64(n)
				back += uint64(n)
			}
			wantForwarded(t, l.meter, bytes, bytes+back)
			if got := l.meter.Snapshot()[meter.AB].Forwarded.Packets; got != 16 {
				t.Errorf("%d packets, want 16", got)
			}
		})
	}
}

// A packet from A to B inside the relay is counted once, where it comes in, also
// under a policy that keeps clients off the relay's other ports.
func TestBothEndsOnOneRelay(t *testing.T) {
	for name, edit := range map[string]func(*Config){"devnet": func(*Config) {}, "strict": strict} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, edit)
			a, b := l.allocated("alice"), l.dial("tcp", "bob").greet().allocate()
			wantSuccess(t, a.bind(0x4000, b.relayed))
			wantSuccess(t, b.permit(a.relayed))
			a.sendChannel(0x4000, "hello")
			if got, from, _ := b.receive(); got != "hello" || from != a.relayed {
				t.Fatalf("b got %q from %v", got, from)
			}
			b.send(a.relayed, "hi")
			if got, _, number := a.receive(); got != "hi" || number != 0x4000 {
				t.Fatalf("a got %q on %#x", got, number)
			}
			wantForwarded(t, l.meter, 5, 2)
			c := l.meter.Snapshot()
			if c[meter.AB].In().Packets != 1 || c[meter.BA].In().Packets != 1 {
				t.Errorf("counted more than once: %+v", c)
			}
		})
	}
}

// Between two sessions on one relay each pays for what it is sent.
func TestTwoSessionsOnOneRelay(t *testing.T) {
	l := newLab(t)
	other := unlimited()
	l.users.set("mallory", Grant{Session: "m", Side: meter.A, Meter: other})
	a, m := l.allocated("alice"), l.allocated("mallory")
	wantSuccess(t, a.permit(m.relayed))
	wantSuccess(t, m.permit(a.relayed))
	a.send(m.relayed, "hello")
	m.wantData("hello")
	wantForwarded(t, l.meter, 5, 0)
	wantForwarded(t, other, 0, 5)
}

func TestNothingPassesBeyondTheCredit(t *testing.T) {
	l := newLab(t)
	wake := make(chan struct{}, 1)
	credit := meter.New(wake)
	l.users.set("alice", Grant{Session: "s", Side: meter.A, Meter: credit})
	c, p := l.allocated("alice"), newPeer(t)
	wantSuccess(t, c.permit(p.addr))
	c.send(p.addr, "x") // nothing granted yet
	<-wake
	credit.Grant(10)
	c.send(p.addr, "123456")
	p.wantData("123456")
	<-wake                     // more than half is used up
	p.send(c.relayed, "12345") // 11
	<-wake
	p.send(c.relayed, "1234") // 10
	c.wantData("1234")
	c.send(p.addr, "")
	<-wake
	wantForwarded(t, credit, 6, 4)
	if ab, ba := dropped(credit, meter.AB, meter.Credit), dropped(credit, meter.BA, meter.Credit); ab != 2 || ba != 1 {
		t.Errorf("%d and %d packets dropped for credit, want 2 and 1", ab, ba)
	}
	credit.Grant(3) // paid: it goes on
	c.send(p.addr, "abc")
	p.wantData("abc")
}

func TestDropsAreCountedByReason(t *testing.T) {
	l := newLab(t, strict)
	c, p := l.allocated("alice"), newPeer(t)
	long := strings.Repeat("x", DefaultLimits().Payload+1)
	unused := netip.AddrPortFrom(loopback, 9)
	wantSuccess(t, c.permit(unused)) // RelayIP: permitted for relayed addresses

	c.send(outside, "no permission")
	c.sendChannel(0x4000, "no channel")
	c.send(c.relayed, long)
	c.send(unused, "not a relayed address")
	c.send(l.udpAddr(), "a listener of the relay")
	c.send(p.addr, "a service of the machine")
	for reason, want := range map[meter.Reason]uint64{meter.Permission: 2, meter.Oversize: 1, meter.Policy: 3} {
		eventually(t, fmt.Sprintf("%d drops for %v: %+v", want, reason, l.meter.Snapshot()[meter.AB]), func() bool {
			return dropped(l.meter, meter.AB, reason) == want
		})
	}

	d := newLab(t).allocatedWith(t)
	stranger := newPeer(t)
	stranger.send(d.relayed, "no permission")
	eventually(t, "a drop for permission", func() bool { return dropped(d.meter, meter.BA, meter.Permission) == 1 })
	wantSuccess(t, d.permit(stranger.addr))
	stranger.send(d.relayed, long)
	eventually(t, "a drop for oversize", func() bool { return dropped(d.meter, meter.BA, meter.Oversize) == 1 })
	wantForwarded(t, d.meter, 0, 0)
}

// metered is a client with the meter of its session.
type metered struct {
	*rawClient
	meter *meter.Meter
}

func (l *lab) allocatedWith(t testing.TB) metered {
	t.Helper()
	return metered{l.allocated("alice"), l.meter}
}

// On a devnet peers and relays share loopback: the relay's listeners are closed
// to its clients all the same.
func TestListenersAreNoPeers(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	wantSuccess(t, c.permit(l.udpAddr()))
	c.send(l.udpAddr(), "to myself")
	eventually(t, "a drop for policy", func() bool { return dropped(l.meter, meter.AB, meter.Policy) == 1 })

	l = newLab(t, func(c *Config) { c.UDP[0] = netip.MustParseAddrPort("0.0.0.0:0") })
	port := l.udpAddr().Port()
	conn, err := net.Dial("udp4", netip.AddrPortFrom(loopback, port).String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetReadDeadline(time.Now().Add(patience))
	c = (&rawClient{t: t, conn: conn, user: "alice"}).greet().allocate()
	to := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.7"), port)
	wantSuccess(t, c.permit(to))
	c.send(to, "to myself")
	eventually(t, "a drop for policy", func() bool { return dropped(l.meter, meter.AB, meter.Policy) == 1 })
}

// With ByAddressAndPort, what strangers send from a permitted address is never
// billed, and reaches the client within the allowance only.
func TestUnsolicited(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Unsolicited = Allowance{Burst: 10} })
	l.users.set("alice", Grant{Session: "s", Side: meter.A, Meter: l.meter, Filter: ByAddressAndPort})
	c, friend, stranger := l.allocated("alice"), newPeer(t), newPeer(t)
	wantSuccess(t, c.permit(friend.addr)) // the same address as stranger's

	stranger.send(c.relayed, "12345678")
	c.wantData("12345678")
	stranger.send(c.relayed, "123") // beyond the burst of 10
	eventually(t, "a drop as unsolicited", func() bool { return dropped(l.meter, meter.BA, meter.Unsolicited) == 1 })
	friend.send(c.relayed, "123") // not sent to yet: a stranger as well
	eventually(t, "a drop as unsolicited", func() bool { return dropped(l.meter, meter.BA, meter.Unsolicited) == 2 })
	c.send(friend.addr, "hello")
	friend.wantData("hello")
	friend.send(c.relayed, "hello back")
	c.wantData("hello back")
	wantForwarded(t, l.meter, 5, 10)
	if got, want := l.meter.Snapshot()[meter.BA].Unbilled, (meter.Flow{Bytes: 8, Packets: 1}); got != want {
		t.Errorf("unbilled %v, want %v", got, want)
	}

	// The session's other allocation is no stranger.
	b := l.allocated("bob")
	wantSuccess(t, b.permit(c.relayed))
	b.send(c.relayed, strings.Repeat("b", 1000))
	c.wantData(strings.Repeat("b", 1000))
}

func TestUnsolicitedNone(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Unsolicited = Allowance{} })
	l.users.set("alice", Grant{Session: "s", Side: meter.A, Meter: l.meter, Filter: ByAddressAndPort})
	c, stranger := l.allocated("alice"), newPeer(t)
	wantSuccess(t, c.permit(stranger.addr))
	stranger.send(c.relayed, "")
	stranger.send(c.relayed, "x")
	eventually(t, "two drops as unsolicited", func() bool { return dropped(l.meter, meter.BA, meter.Unsolicited) == 2 })
}

func TestEndSessionLeavesOthersAlone(t *testing.T) {
	l := newLab(t)
	a, b, m, p := l.allocated("alice"), l.allocated("bob"), l.allocated("mallory"), newPeer(t)
	wantSuccess(t, m.permit(p.addr))
	ended := l.table.relayed(a.relayed)
	l.EndSession("s")
	l.EndSession("no such session")
	if ended.expiry.Stop() {
		t.Error("the timer of an ended allocation runs on")
	}
	if got := l.Counters().Allocations; got != 1 {
		t.Fatalf("%d allocations, want mallory's", got)
	}
	wantCode(t, a.request(stun.MethodRefresh), 437)
	wantCode(t, b.request(stun.MethodRefresh), 437)
	m.send(p.addr, "still here")
	p.wantData("still here")
	a.allocate() // the credential lives on, as nobody took it away
	eventually(t, "pion has forgotten the ended ones", func() bool { return l.control.server.AllocationCount() == 2 })
}

func TestExpiry(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	a := l.table.relayed(c.relayed)
	for range 2 {
		if !a.expiry.Stop() {
			t.Fatal("the allocation would live for ever")
		}
		wantSuccess(t, c.request(stun.MethodRefresh))
	}
	a.live(0)
	eventually(t, "the allocation's end", func() bool {
		return l.Counters().Allocations == 0 && l.control.server.AllocationCount() == 0
	})
	wantCode(t, c.request(stun.MethodRefresh), 437)
	c.allocate()
}

// An allocation that ends while its requests are with pion takes nobody along.
func TestEndsInTheMiddleOfRequests(t *testing.T) {
	l := newLab(t)
	for i := range 50 {
		c := l.dial([]string{"udp", "tcp"}[i%2], "alice").greet().allocate()
		for n := range 8 {
			c.write(c.signed(stun.MethodChannelBind, channelNumber(0x4000+uint16(n)),
				peerAddress(netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 41, 0, byte(n)}), 1))))
		}
		l.EndSession("s")
		eventually(t, "the allocation's end", func() bool { return l.control.server.AllocationCount() == 0 })
	}
}

// From its release on, pion gets no request for an allocation, though it may not
// have forgotten it yet.
func TestReleaseKeepsRequestsFromPion(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	l.control.release(l.table.relayed(c.relayed))
	wantCode(t, c.request(stun.MethodRefresh), 437)
	wantCode(t, c.permit(outside), 437)
}

// A nonce of pion's that has gone stale is replaced without the client's notice.
func TestControlRenewsItsNonce(t *testing.T) {
	l := newLab(t)
	c := l.allocated("alice")
	l.control.mu.Lock()
	l.control.nonce = stun.NewNonce(strings.Repeat("0", 80))
	l.control.mu.Unlock()
	wantSuccess(t, c.request(stun.MethodRefresh))
}

func TestCloseEndsEverything(t *testing.T) {
	l := newLab(t)
	u, c := l.allocated("alice", attr(stun.AttrEvenPort, 0x80)), l.dial("tcp", "bob").greet().allocate()
	l.Close()
	l.Close()
	if _, err := c.tryRead(); err == nil {
		t.Error("the TCP connection is still open")
	}
	for _, addr := range []netip.AddrPort{u.relayed, c.relayed, netip.AddrPortFrom(loopback, u.relayed.Port()+1), l.udpAddr()} {
		conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(addr))
		if err != nil {
			t.Errorf("%v is still in use: %v", addr, err)
			continue
		}
		conn.Close()
	}
}

// TCP, RFC 8656 section 3.7.

func TestTCPStream(t *testing.T) {
	l := newLab(t)
	c, p := l.dial("tcp", "alice").greet().allocate(), newPeer(t)
	wantSuccess(t, c.bind(0x4000, p.addr))
	// Byte by byte, then many packets in one write.
	for _, b := range []byte("\x40\x00\x00\x05hello\x00\x00\x00") {
		c.write([]byte{b})
	}
	p.wantData("hello")
	var packets []byte
	for i := range 50 {
		packets = binary.BigEndian.AppendUint32(packets, 0x40000004)
		packets = binary.BigEndian.AppendUint32(packets, uint32(i))
	}
	c.write(packets)
	for i := range 50 {
		p.wantData(string(binary.BigEndian.AppendUint32(nil, uint32(i))))
	}
	// What is too long is passed over, and the stream goes on.
	c.sendChannel(0x4000, strings.Repeat("x", 60_001))
	c.sendChannel(0x4000, strings.Repeat("y", DefaultLimits().Payload+1))
	c.sendChannel(0x4000, "after")
	p.wantData("after")
	if got := dropped(l.meter, meter.AB, meter.Oversize); got != 2 {
		t.Errorf("%d packets dropped as oversize, want 2", got)
	}
}

func TestTCPGarbageEndsTheConnection(t *testing.T) {
	l := newLab(t)
	for _, garbage := range []string{
		"GET / HTTP/1.1\r\n\r\n" + strings.Repeat("x", 20_000),
		"\x16\x03\x01\x00" + strings.Repeat("\x00", 300), // TLS
		"\x80\x00\x00\x00",
		"\x00\x01\x00\x00" + strings.Repeat("\x00", 16), // no magic cookie
	} {
		c := l.dial("tcp", "")
		c.conn.Write([]byte(garbage))
		if _, err := c.tryRead(); err == nil {
			t.Errorf("%.12q was answered", garbage)
		} else if ne, ok := err.(net.Error); ok && ne.Timeout() {
			t.Errorf("%.12q left the connection open", garbage)
		}
	}
}

func TestTCPCloseEndsTheAllocation(t *testing.T) {
	l := newLab(t)
	c := l.dial("tcp", "alice").greet().allocate()
	c.conn.Close()
	eventually(t, "the allocation's end", func() bool {
		n := l.Counters()
		return n.Allocations == 0 && n.Connections == 0 && l.control.server.AllocationCount() == 0
	})
}

func TestTCPIdleConnectionsEnd(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Idle = 20 * time.Millisecond })
	quiet := l.dial("tcp", "")
	slow := l.dial("tcp", "")
	slow.write([]byte{0, 1}) // half a header
	for _, c := range []*rawClient{quiet, slow} {
		if _, err := c.tryRead(); err == nil {
			t.Error("an answer to nothing")
		} else if ne, ok := err.(net.Error); ok && ne.Timeout() {
			t.Error("a connection without an allocation stays open")
		}
	}
}

// recorder is a client that notes when its connection is held.
type recorder struct {
	nowhere
	held *[]bool
}

func (r recorder) hold(allocated bool) { *r.held = append(*r.held, allocated) }

// deadline is a connection of which only the read deadline matters.
type deadline struct {
	net.Conn
	at time.Time
}

func (d *deadline) SetReadDeadline(at time.Time) error { d.at = at; return nil }

func TestTCPConnectionOfAnAllocationStays(t *testing.T) {
	l := newLab(t)
	sign := l.client("alice")
	var held []bool
	s := &source{
		tuple:  tuple{tcp, l.tcpAddr(), netip.AddrPortFrom(loopback, 9)},
		client: func() client { return recorder{held: &held} },
	}
	for _, step := range []struct {
		packet []byte
		want   []bool
	}{
		{sign.build(stun.MethodRefresh, stun.ClassRequest), nil},
		{sign.signed(stun.MethodAllocate, transport(protocolUDP)), []bool{true}},
		{sign.signed(stun.MethodRefresh), []bool{true}},
		{sign.signed(stun.MethodRefresh, lifetime(0)), []bool{true, false}},
	} {
		if err := l.receive(s, step.packet); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(held, step.want) {
			t.Fatalf("held %v, want %v", held, step.want)
		}
	}

	d := &deadline{}
	c := &tcpClient{conn: d, idle: time.Hour}
	if c.hold(false); time.Until(d.at) <= 0 {
		t.Errorf("without an allocation the connection ends at %v, want an hour from now", d.at)
	}
	if c.hold(true); !d.at.IsZero() {
		t.Errorf("with an allocation the connection ends at %v", d.at)
	}
}

func TestTCPConnectionsAreBounded(t *testing.T) {
	l := newLab(t, func(c *Config) { c.Limits.Connections, c.Limits.ConnectionsPerIP = 3, 2 })
	first, second := l.dial("tcp", "alice").greet(), l.dial("tcp", "bob").greet()
	if _, err := l.dial("tcp", "").tryRead(); err == nil {
		t.Error("a third connection from one address was served")
	}
	first.conn.Close()
	eventually(t, "the end of the first", func() bool { return l.Counters().Connections == 1 })
	l.dial("tcp", "alice").greet()
	second.allocate()
}

// UDP and TCP clients with the same address and port are two clients.
func TestSamePortOverUDPAndTCP(t *testing.T) {
	l := newLab(t)
	sign := l.client("alice")
	relayed := map[netip.AddrPort]bool{}
	for _, network := range []network{udp, tcp, udp} {
		user := []string{udp: "alice", tcp: "bob"}[network]
		s := &source{
			tuple:  tuple{network, l.udpAddr(), netip.AddrPortFrom(loopback, 9)},
			client: func() client { return nowhere{} },
		}
		sign.user = user
		if err := l.receive(s, sign.signed(stun.MethodAllocate, transport(protocolUDP))); err != nil {
			t.Fatal(err)
		}
		a := l.table.get(s.tuple)
		if a == nil || a.username != user {
			t.Fatalf("%v leads to %+v", s.tuple, a)
		}
		relayed[a.relayed] = true
	}
	if len(relayed) != 2 {
		t.Errorf("%d allocations, want 2", len(relayed))
	}
}

// Stock clients: pion's own.

func TestPionClient(t *testing.T) {
	for _, network := range []string{"udp", "tcp"} {
		t.Run(network, func(t *testing.T) {
			l := newLab(t)
			relayed := l.pionClient(t, network, "alice")
			echo := newPeer(t)
			go func() {
				buf := make([]byte, 1<<16)
				for {
					n, from, err := echo.ReadFromUDPAddrPort(buf)
					if err != nil {
						return
					}
					echo.WriteToUDPAddrPort(buf[:n], from)
				}
			}()
			// The first packets go by indication; pion binds a channel meanwhile.
			var bytes uint64
			buf := make([]byte, 1<<16)
			for i := range 200 {
				// pion's TCP client waits for more where a ChannelData has fewer than 9 bytes.
				want := strings.Repeat(string(rune('a'+i%26)), 9+i*7%1400)
				if _, err := relayed.WriteTo([]byte(want), net.UDPAddrFromAddrPort(echo.addr)); err != nil {
					t.Fatal(err)
				}
				relayed.SetReadDeadline(time.Now().Add(patience))
				n, from, err := relayed.ReadFrom(buf)
				if err != nil || string(buf[:n]) != want || addrPort(from) != echo.addr {
					t.Fatalf("packet %d: %d bytes from %v, %v", i, n, from, err)
				}
				bytes += uint64(n)
			}
			wantForwarded(t, l.meter, bytes, bytes)
			if err := relayed.Close(); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the allocation's end", func() bool { return l.Counters().Allocations == 0 })
		})
	}
}

// pionClient returns pion's net.PacketConn of an allocation.
func (l *lab) pionClient(t testing.TB, network, user string) net.PacketConn {
	t.Helper()
	var conn net.PacketConn
	addr := l.udpAddr().String()
	if network == "tcp" {
		addr = l.tcpAddr().String()
		stream, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		conn = pion.NewSTUNConn(stream)
	} else {
		var err error
		if conn, err = net.ListenPacket("udp4", "127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
	}
	c, err := pion.NewClient(&pion.ClientConfig{
		STUNServerAddr: addr, TURNServerAddr: addr, Conn: conn,
		Username: user, Password: "secret", Realm: Realm,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); conn.Close() })
	if err := c.Listen(); err != nil {
		t.Fatal(err)
	}
	relayed, err := c.Allocate()
	if err != nil {
		t.Fatal(err)
	}
	return relayed
}

// Many clients at once come, talk and go; afterwards every byte is accounted for.
func TestManyClients(t *testing.T) {
	const clients, packets = 16, 50
	l := newLab(t)
	var wg sync.WaitGroup
	meters := make([]*meter.Meter, clients)
	for i := range clients {
		user, network := fmt.Sprint("user", i), []string{"udp", "tcp"}[i%2]
		meters[i] = unlimited()
		l.users.set(user, Grant{Session: user, Side: meter.A, Meter: meters[i]})
		c, p := l.dial(network, user), newPeer(t)
		wg.Go(func() {
			c.greet().allocate()
			if m := c.bind(0x4000, p.addr); codeOf(m) != 0 {
				t.Errorf("bind: %d", codeOf(m))
			}
			for n := range packets {
				c.sendChannel(0x4000, strings.Repeat("x", n))
				p.wantData(strings.Repeat("x", n))
			}
			if i%4 == 0 {
				l.EndSession(user)
			} else {
				c.request(stun.MethodRefresh, lifetime(0))
			}
		})
	}
	wg.Wait()
	for i, m := range meters {
		if got, want := m.Snapshot()[meter.AB].Forwarded, (meter.Flow{Bytes: packets * (packets - 1) / 2, Packets: packets}); got != want {
			t.Errorf("client %d: %v, want %v", i, got, want)
		}
	}
	eventually(t, "the end of all", func() bool {
		return l.Counters().Allocations == 0 && l.control.server.AllocationCount() == 0
	})
}

// The copy of the bindings that packets go by and pion's answers agree, whatever
// a client asks for in whatever order.
func TestChannelsAgreeWithPion(t *testing.T) {
	l := newLab(t)
	l.users.set("alice", Grant{Session: "s", Side: meter.A, Meter: l.meter, MaxPermissions: 1000})
	c := l.allocated("alice")
	a := l.table.relayed(c.relayed)
	rng := rand.New(rand.NewPCG(1, 2))
	twin := map[uint16]netip.AddrPort{}
	taken := map[netip.AddrPort]uint16{}
	for range 300 {
		number := 0x4000 + uint16(rng.IntN(8))
		peer := netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 41, 0, byte(rng.IntN(4))}), uint16(1+rng.IntN(3)))
		bound, isBound := twin[number]
		other, isTaken := taken[peer]
		want := stun.ErrorCode(0)
		if isBound && bound != peer || isTaken && other != number {
			want = 400
		} else {
			twin[number], taken[peer] = peer, number
		}
		if got := codeOf(c.bind(number, peer)); got != want {
			t.Fatalf("bind %#x to %v: %d, want %d", number, peer, got, want)
		}
		b, now := a.data.Bindings(), l.core.Now(time.Now())
		if _, channels := b.Len(); channels != len(twin) {
			t.Fatalf("%d channels, want %d", channels, len(twin))
		}
		for number, peer := range twin {
			if got, ok := b.Peer(number, now); !ok || got.AddrPort() != peer || !b.Permitted(got, now) {
				t.Fatalf("channel %#x leads to %v", number, got.AddrPort())
			}
		}
	}
}

// FuzzReceive gives arbitrary packets of a client with an allocation to a relay,
// which must survive and stay within its books.
func FuzzReceive(f *testing.F) {
	l := newLab(f, func(c *Config) { c.Policy = admission.Policy{}; c.Limits.Strangers = Allowance{Burst: 1 << 30} })
	s := &source{
		tuple:  tuple{network: udp, local: l.udpAddr(), remote: netip.AddrPortFrom(loopback, 9)},
		client: func() client { return nowhere{} },
	}
	c := l.client("alice")
	if err := l.receive(s, c.signed(stun.MethodAllocate, transport(protocolUDP))); err != nil {
		f.Fatal(err)
	}
	c.relayed = l.table.get(s.tuple).relayed
	for _, b := range [][]byte{
		c.signed(stun.MethodAllocate, transport(protocolUDP)), c.signed(stun.MethodRefresh),
		c.signed(stun.MethodCreatePermission, peerAddress(outside)),
		c.signed(stun.MethodChannelBind, channelNumber(0x4000), peerAddress(outside)),
		c.build(stun.MethodSend, stun.ClassIndication, peerAddress(c.relayed), attr(stun.AttrData, 1)),
		c.build(stun.MethodSend, stun.ClassIndication, attr(stun.AttrData, 1, 2, 3, 4), attr(stun.AttrXORPeerAddress)),
		c.build(stun.MethodBinding, stun.ClassRequest),
		{0x40, 0, 0, 1, 'x'}, {0x40}, {},
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		before := l.meter.Snapshot()[meter.AB].In().Packets
		_ = l.receive(s, b)
		if after := l.meter.Snapshot()[meter.AB].In().Packets; after > before+1 {
			t.Errorf("one packet counted %d times", after-before)
		}
	})
}

// nowhere is a client that cannot be reached.
type nowhere struct{}

func (nowhere) write([]byte) error { return nil }
func (nowhere) hold(bool)          {}

// direct returns a source of packets, with an allocation of alice's and a channel 0x4000
// to a peer, whose packets the test itself takes through the relay.
func (l *lab) direct(t testing.TB) (*source, *rawClient, *peer) {
	s := &source{
		tuple:  tuple{network: udp, local: l.udpAddr(), remote: netip.AddrPortFrom(loopback, 9)},
		client: func() client { return nowhere{} },
	}
	c, p := l.client("alice"), newPeer(t)
	for _, b := range [][]byte{
		c.signed(stun.MethodAllocate, transport(protocolUDP)),
		c.signed(stun.MethodChannelBind, channelNumber(0x4000), peerAddress(p.addr)),
	} {
		if err := l.receive(s, b); err != nil {
			t.Fatal(err)
		}
	}
	return s, c, p
}

// BenchmarkToPeer is the relay's own share of a packet from a client to a peer,
// system call included; nothing of it may allocate.
func BenchmarkToPeer(b *testing.B) {
	l := newLab(b)
	s, _, _ := l.direct(b)
	packet := append(binary.BigEndian.AppendUint32(nil, 0x4000<<16|1200), make([]byte, 1200)...)
	b.ReportAllocs()
	b.SetBytes(1200)
	for b.Loop() {
		if err := l.receive(s, packet); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDataPathDoesNotAllocate(t *testing.T) {
	l := newLab(t)
	s, c, p := l.direct(t)
	channelData := append(binary.BigEndian.AppendUint32(nil, 0x4000<<16|1200), make([]byte, 1200)...)
	indication := c.build(stun.MethodSend, stun.ClassIndication, peerAddress(p.addr), attr(stun.AttrData, make([]byte, 1200)...))
	for name, packet := range map[string][]byte{"ChannelData": channelData, "Send indication": indication} {
		if got := testing.AllocsPerRun(200, func() { l.receive(s, packet) }); got != 0 {
			t.Errorf("%s: %v allocations per packet, want 0", name, got)
		}
	}
}

// pionState looks into pion's state of an allocation, which it does not export.
type pionState struct{ allocation reflect.Value }

func (l *lab) pionState(t testing.TB, a *allocation) pionState {
	t.Helper()
	open := func(v reflect.Value) reflect.Value {
		return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	manager := open(reflect.ValueOf(l.control.server).Elem().FieldByName("allocationManagers").Index(0))
	lookup := manager.MethodByName("GetAllocation")
	fiveTuple := reflect.New(lookup.Type().In(0).Elem())
	fiveTuple.Elem().FieldByName("SrcAddr").Set(reflect.ValueOf(addressOf(a.id)))
	fiveTuple.Elem().FieldByName("DstAddr").Set(reflect.ValueOf(addressOf(0)))
	found := lookup.Call([]reflect.Value{fiveTuple})[0]
	if found.IsNil() {
		t.Fatal("pion has no such allocation")
	}
	return pionState{found}
}

func (s pionState) permitted(peer netip.AddrPort) bool {
	return !s.allocation.MethodByName("GetPermission").Call([]reflect.Value{reflect.ValueOf(net.UDPAddrFromAddrPort(peer))})[0].IsNil()
}

// channel returns the number that a peer is bound to, 0: none.
func (s pionState) channel(peer netip.AddrPort) uint16 {
	bind := s.allocation.MethodByName("GetChannelByAddr").Call([]reflect.Value{reflect.ValueOf(net.UDPAddrFromAddrPort(peer))})[0]
	if bind.IsNil() {
		return 0
	}
	return uint16(bind.Elem().FieldByName("Number").Uint())
}

// Whatever clients ask for, in whatever order: what packets go by is what pion knows.
func TestBindingsMirrorPion(t *testing.T) {
	l := newLab(t)
	l.users.set("alice", Grant{Session: "s", Side: meter.A, Meter: l.meter, MaxPermissions: 6, MaxAllocations: 1000})
	rapid.Check(t, func(rt *rapid.T) {
		c := l.allocated("alice")
		a := l.table.relayed(c.relayed)
		address := rapid.IntRange(0, 7)
		peer := rapid.Custom(func(rt *rapid.T) netip.AddrPort {
			return netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 41, 0, byte(address.Draw(rt, "address"))}), uint16(rapid.IntRange(1, 2).Draw(rt, "port")))
		})
		rt.Repeat(map[string]func(*rapid.T){
			"permit": func(rt *rapid.T) { c.permit(rapid.SliceOfN(peer, 1, 3).Draw(rt, "peers")...) },
			"bind":   func(rt *rapid.T) { c.bind(rapid.Uint16Range(0x4000, 0x4003).Draw(rt, "number"), peer.Draw(rt, "peer")) },
			"forbidden": func(rt *rapid.T) {
				c.permit(netip.MustParseAddrPort("10.0.0.1:1"), peer.Draw(rt, "peer"))
			},
			"refresh": func(*rapid.T) { wantSuccess(t, c.request(stun.MethodRefresh)) },
			"": func(rt *rapid.T) {
				b, now, pions := a.data.Bindings(), l.core.Now(time.Now()), l.pionState(t, a)
				for i := range 8 {
					for port := uint16(1); port <= 2; port++ {
						addr := netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 41, 0, byte(i)}), port)
						p, _ := core.PeerOf(addr)
						if got, want := b.Permitted(p, now), pions.permitted(addr); got != want {
							rt.Fatalf("%v permitted: %v, by pion %v", addr, got, want)
						}
						number, _ := b.Number(p, now)
						if want := pions.channel(addr); number != want {
							rt.Fatalf("%v has channel %#x, by pion %#x", addr, number, want)
						}
					}
				}
			},
		})
		wantSuccess(t, c.request(stun.MethodRefresh, lifetime(0)))
		c.conn.Close()
	})
}
