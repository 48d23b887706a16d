package turn

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the long-term key of RFC 8489
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/forward"
	"github.com/portage-relay/portage/relayd/meter"
)

var loopback = netip.MustParseAddr("127.0.0.1")

// plane is the data plane that labs have.
var plane forward.Config

// TestMain runs every test on every path.
func TestMain(m *testing.M) {
	paths := []forward.Config{{Path: forward.Portable}}
	if runtime.GOOS == "linux" {
		paths = append(paths, forward.Config{Path: forward.Fast}, forward.Config{Path: forward.Fast, Shards: 3})
	}
	for _, plane = range paths {
		if code := m.Run(); code != 0 {
			fmt.Printf("FAIL on the path %+v\n", plane)
			os.Exit(code)
		}
	}
}

// patience is how long a test waits for what must happen.
const patience = time.Minute

// users are Credentials in memory. The password of every user is "secret".
type users struct {
	mu     sync.RWMutex
	grants map[string]*Grant
}

func (u *users) Lookup(username string) (*Grant, bool) {
	u.mu.RLock()
	defer u.mu.RUnlock()
	g, ok := u.grants[username]
	return g, ok
}

func (u *users) set(username string, g Grant) {
	u.mu.Lock()
	defer u.mu.Unlock()
	g.Key = keyOf(username)
	u.grants[username] = &g
}

func (u *users) remove(username string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.grants, username)
}

func keyOf(username string) [16]byte {
	return md5.Sum([]byte(username + ":" + Realm + ":secret")) //nolint:gosec
}

// unlimited returns a meter that lets everything through.
func unlimited() *meter.Meter {
	m := meter.New(nil)
	m.Grant(meter.Unlimited)
	return m
}

// lab is a relay on loopback with users alice (side A) and bob (side B) of
// session "s", whose meter is unlimited, and mallory of session "m".
type lab struct {
	*Relay
	t     testing.TB
	users *users
	meter *meter.Meter
}

func newLab(t testing.TB, edit ...func(*Config)) *lab {
	t.Helper()
	u := &users{grants: make(map[string]*Grant)}
	l := &lab{t: t, users: u, meter: unlimited()}
	u.set("alice", Grant{Session: "s", Side: meter.A, Meter: l.meter})
	u.set("bob", Grant{Session: "s", Side: meter.B, Meter: l.meter})
	u.set("mallory", Grant{Session: "m", Side: meter.A, Meter: unlimited()})
	config := Config{
		UDP:         []netip.AddrPort{netip.AddrPortFrom(loopback, 0)},
		TCP:         []netip.AddrPort{netip.AddrPortFrom(loopback, 0)},
		RelayIP:     loopback,
		Policy:      admission.Policy{AllowLoopback: true},
		Credentials: u,
		Plane:       forward.New(plane),
		Limits:      DefaultLimits(),
	}
	for _, f := range edit {
		f(&config)
	}
	r, err := Listen(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	l.Relay = r
	return l
}

// strict gives a lab the production peer policy.
func strict(c *Config) { c.Policy = admission.Policy{} }

func (l *lab) udpAddr() netip.AddrPort { udp, _ := l.Addrs(); return udp[0] }
func (l *lab) tcpAddr() netip.AddrPort { _, tcp := l.Addrs(); return tcp[0] }

// rawClient is a TURN client that sends exactly what a test wants.
type rawClient struct {
	t       testing.TB
	conn    net.Conn
	stream  bool
	user    string
	nonce   stun.Nonce
	relayed netip.AddrPort
}

// dial returns a client of the relay over network "udp" or "tcp".
func (l *lab) dial(network, user string) *rawClient {
	l.t.Helper()
	addr := l.udpAddr()
	if network == "tcp" {
		addr = l.tcpAddr()
	}
	conn, err := net.Dial(network, addr.String())
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(patience))
	return &rawClient{t: l.t, conn: conn, stream: network == "tcp", user: user}
}

// client returns a client over UDP that has a nonce.
func (l *lab) client(user string) *rawClient {
	l.t.Helper()
	return l.dial("udp", user).greet()
}

// greet takes a nonce from a challenge.
func (c *rawClient) greet() *rawClient {
	c.t.Helper()
	m := c.exchange(c.build(stun.MethodAllocate, stun.ClassRequest, transport(protocolUDP)))
	wantCode(c.t, m, 401)
	if err := c.nonce.GetFrom(m); err != nil {
		c.t.Fatal(err)
	}
	return c
}

// allocated returns a client over UDP with an allocation.
func (l *lab) allocated(user string, extra ...stun.Setter) *rawClient {
	l.t.Helper()
	return l.client(user).allocate(extra...)
}

func (c *rawClient) allocate(extra ...stun.Setter) *rawClient {
	c.t.Helper()
	m := c.request(stun.MethodAllocate, append(extra, transport(protocolUDP))...)
	wantSuccess(c.t, m)
	c.relayed = addressIn(c.t, m, stun.AttrXORRelayedAddress)
	return c
}

func (c *rawClient) build(method stun.Method, class stun.MessageClass, setters ...stun.Setter) []byte {
	c.t.Helper()
	m, err := stun.Build(append([]stun.Setter{stun.TransactionID, stun.NewType(method, class)}, setters...)...)
	if err != nil {
		c.t.Fatal(err)
	}
	return m.Raw
}

// signed builds an authentic request.
func (c *rawClient) signed(method stun.Method, setters ...stun.Setter) []byte {
	c.t.Helper()
	key := keyOf(c.user)
	return c.build(method, stun.ClassRequest, append(append([]stun.Setter{}, setters...),
		stun.NewUsername(c.user), stun.NewRealm(Realm), c.nonce, stun.MessageIntegrity(key[:]))...)
}

// request sends an authentic request and returns the answer, which must be
// authentic itself unless it is a challenge.
func (c *rawClient) request(method stun.Method, setters ...stun.Setter) *stun.Message {
	c.t.Helper()
	m := c.exchange(c.signed(method, setters...))
	if code := codeOf(m); code != 401 && code != 438 {
		key := keyOf(c.user)
		if err := stun.MessageIntegrity(key[:]).Check(m); err != nil {
			c.t.Fatalf("answer %v (%d): %v", m.Type, code, err)
		}
	}
	return m
}

// exchange sends a packet and returns the answer to it.
func (c *rawClient) exchange(packet []byte) *stun.Message {
	c.t.Helper()
	c.write(packet)
	for {
		m := &stun.Message{Raw: c.read()}
		if m.Raw[0] >= 0x40 {
			continue // data that came in between
		}
		if err := m.Decode(); err != nil {
			c.t.Fatal(err)
		}
		if bytes.Equal(m.TransactionID[:], packet[8:20]) {
			return m
		}
	}
}

func (c *rawClient) write(packet []byte) {
	c.t.Helper()
	if _, err := c.conn.Write(packet); err != nil {
		c.t.Fatal(err)
	}
}

// read returns the next packet from the relay.
func (c *rawClient) read() []byte {
	c.t.Helper()
	b, err := c.tryRead()
	if err != nil {
		c.t.Fatal(err)
	}
	return b
}

func (c *rawClient) tryRead() ([]byte, error) {
	buf := make([]byte, 1<<16)
	if !c.stream {
		n, err := c.conn.Read(buf)
		return buf[:n], err
	}
	if _, err := io.ReadFull(c.conn, buf[:4]); err != nil {
		return nil, err
	}
	n := 20 + int(binary.BigEndian.Uint16(buf[2:]))
	if buf[0] >= 0x40 {
		n = 4 + (int(binary.BigEndian.Uint16(buf[2:]))+3)&^3
	}
	_, err := io.ReadFull(c.conn, buf[4:n])
	return buf[:n], err
}

// permit installs a permission.
func (c *rawClient) permit(peers ...netip.AddrPort) *stun.Message {
	c.t.Helper()
	setters := make([]stun.Setter, len(peers))
	for i, p := range peers {
		setters[i] = peerAddress(p)
	}
	return c.request(stun.MethodCreatePermission, setters...)
}

// bind binds a channel.
func (c *rawClient) bind(number uint16, peer netip.AddrPort) *stun.Message {
	c.t.Helper()
	return c.request(stun.MethodChannelBind, channelNumber(number), peerAddress(peer))
}

// send sends a Send indication.
func (c *rawClient) send(peer netip.AddrPort, data string) {
	c.t.Helper()
	c.write(c.build(stun.MethodSend, stun.ClassIndication, peerAddress(peer),
		stun.RawAttribute{Type: stun.AttrData, Value: []byte(data)}))
}

// sendChannel sends ChannelData, padded.
func (c *rawClient) sendChannel(number uint16, data string) {
	c.t.Helper()
	b := binary.BigEndian.AppendUint16(nil, number)
	b = binary.BigEndian.AppendUint16(b, uint16(len(data)))
	b = append(b, data...)
	c.write(append(b, make([]byte, -len(data)&3)...))
}

// receive returns the data of the next Data indication or ChannelData, and its
// peer or channel number.
func (c *rawClient) receive() (data string, peer netip.AddrPort, number uint16) {
	c.t.Helper()
	b := c.read()
	if b[0] >= 0x40 {
		n := binary.BigEndian.Uint16(b[2:])
		return string(b[4 : 4+n]), netip.AddrPort{}, binary.BigEndian.Uint16(b)
	}
	m := &stun.Message{Raw: b}
	if err := m.Decode(); err != nil {
		c.t.Fatal(err)
	}
	if m.Type != stun.NewType(stun.MethodData, stun.ClassIndication) {
		c.t.Fatalf("got %v, want a Data indication", m)
	}
	value, err := m.Get(stun.AttrData)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(value), addressIn(c.t, m, stun.AttrXORPeerAddress), 0
}

// wantData fails unless the next packet carries data.
func (c *rawClient) wantData(want string) {
	c.t.Helper()
	if got, _, _ := c.receive(); got != want {
		c.t.Fatalf("got data %q, want %q", got, want)
	}
}

func addressIn(t testing.TB, m *stun.Message, attr stun.AttrType) netip.AddrPort {
	t.Helper()
	var x stun.XORMappedAddress
	if err := x.GetFromAs(m, attr); err != nil {
		t.Fatalf("%v: %v", attr, err)
	}
	ip, _ := netip.AddrFromSlice(x.IP)
	return netip.AddrPortFrom(ip, uint16(x.Port))
}

func codeOf(m *stun.Message) stun.ErrorCode {
	var code stun.ErrorCodeAttribute
	if code.GetFrom(m) != nil {
		return 0
	}
	return code.Code
}

func wantCode(t testing.TB, m *stun.Message, want stun.ErrorCode) {
	t.Helper()
	if got := codeOf(m); got != want || m.Type.Class != stun.ClassErrorResponse {
		t.Fatalf("got %v with code %d, want error %d", m.Type, got, want)
	}
}

func wantSuccess(t testing.TB, m *stun.Message) {
	t.Helper()
	if m.Type.Class != stun.ClassSuccessResponse {
		t.Fatalf("got %v with code %d, want success", m.Type, codeOf(m))
	}
}

// peer is a UDP socket outside the relay.
type peer struct {
	t testing.TB
	*net.UDPConn
	addr netip.AddrPort
}

func newPeer(t testing.TB) *peer {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, 0)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(patience))
	return &peer{t, conn, addrPort(conn.LocalAddr())}
}

func (p *peer) send(to netip.AddrPort, data string) {
	p.t.Helper()
	if _, err := p.WriteToUDPAddrPort([]byte(data), to); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) wantData(want string) netip.AddrPort {
	p.t.Helper()
	buf := make([]byte, 1<<16)
	n, from, err := p.ReadFromUDPAddrPort(buf)
	if err != nil {
		p.t.Fatal(err)
	}
	if string(buf[:n]) != want {
		p.t.Fatalf("peer got %q, want %q", buf[:n], want)
	}
	return from
}

// eventually waits until a condition that needs no further input holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); !holds(); <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}
