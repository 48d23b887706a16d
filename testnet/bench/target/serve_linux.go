package target

import (
	"crypto/md5" //nolint:gosec // the long-term key of RFC 8489
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	pion "github.com/pion/turn/v2"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/relayd/forward"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/turn"
)

// What the servers of this process are called, see Serve.
const (
	ServePortage = "portage-off"   // relayd's TURN front, every session's meter unlimited
	ServeShards  = "portage-off-2" // with two shards
	ServePion    = "pion"
	ServeBare    = "bare"     // recvmmsg and sendmmsg
	ServeTrains  = "bare-gso" // and UDP_GRO and UDP_SEGMENT
)

// Serve runs a server at an address until the process ends. Ready is called when it
// listens.
func Serve(name string, at netip.AddrPort, ready func()) error {
	switch name {
	case ServePortage:
		return servePortage(at, 1, ready)
	case ServeShards:
		return servePortage(at, 2, ready)
	case ServePion:
		return servePion(at, ready)
	case ServeBare, ServeTrains:
		return serveBare(at, name == ServeTrains, ready)
	}
	return fmt.Errorf("target: got server %q, want %s, %s, %s, %s or %s", name, ServePortage, ServeShards, ServePion, ServeBare, ServeTrains)
}

const (
	// Realm and Password are those of every user of the servers here and of coturn.
	Realm, Password = "bench", "bench"
	userPrefix      = "user-"
	maxUsers        = 1 << 14
)

// User is the user of a session.
func User(session int) string { return userPrefix + strconv.Itoa(session) }

func keyOf(username string) [16]byte {
	return md5.Sum([]byte(username + ":" + Realm + ":" + Password)) //nolint:gosec
}

// unlimited are grants without a limit, one for each user's session.
type unlimited []turn.Grant

func newUnlimited() unlimited {
	u := make(unlimited, maxUsers)
	for i := range u {
		m := meter.New(nil)
		m.Grant(meter.Unlimited)
		u[i] = turn.Grant{
			Key: keyOf(User(i)), Session: User(i), Side: meter.A, Meter: m, MaxAllocations: 16,
			Filter: turn.ByAddressAndPort, // as client.Dial has it
		}
	}
	return u
}

// Lookup implements turn.Credentials.
func (u unlimited) Lookup(username string) (*turn.Grant, bool) {
	i, err := strconv.Atoi(strings.TrimPrefix(username, userPrefix))
	if err != nil || i < 0 || i >= len(u) {
		return nil, false
	}
	return &u[i], true
}

func servePortage(at netip.AddrPort, shards int, ready func()) error {
	r, err := turn.Listen(turn.Config{
		UDP: []netip.AddrPort{at}, TCP: []netip.AddrPort{at}, RelayIP: at.Addr(), Realm: Realm,
		Policy: admission.Policy{AllowLoopback: true}, Credentials: newUnlimited(),
		Plane: forward.New(forward.Config{Shards: shards, Hold: config.Default().Hold}), // as relayd
	})
	if err != nil {
		return err
	}
	defer r.Close()
	ready()
	select {}
}

// relaySockets is pion's static generator with socket buffers as large as everybody's.
type relaySockets struct {
	pion.RelayAddressGeneratorStatic
}

// AllocatePacketConn implements pion.RelayAddressGenerator.
func (g *relaySockets) AllocatePacketConn(network string, port int) (net.PacketConn, net.Addr, error) {
	conn, addr, err := g.RelayAddressGeneratorStatic.AllocatePacketConn(network, port)
	if err == nil {
		err = roomy(conn)
	}
	return conn, addr, err
}

// buffer is every server's socket buffer where it can be set, bytes.
const buffer = 4 << 20

func roomy(conn net.PacketConn) error {
	u := conn.(*net.UDPConn)
	if err := u.SetReadBuffer(buffer); err != nil {
		return err
	}
	return u.SetWriteBuffer(buffer)
}

// servePion serves as the simple UDP server among pion/turn's own examples does.
func servePion(at netip.AddrPort, ready func()) error {
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(at))
	if err != nil {
		return err
	}
	if err := roomy(conn); err != nil {
		return err
	}
	ip := at.Addr().String()
	s, err := pion.NewServer(pion.ServerConfig{
		Realm: Realm,
		AuthHandler: func(username, _ string, _ net.Addr) ([]byte, bool) {
			key := keyOf(username)
			return key[:], true
		},
		PacketConnConfigs: []pion.PacketConnConfig{{
			PacketConn:            conn,
			RelayAddressGenerator: &relaySockets{pion.RelayAddressGeneratorStatic{RelayAddress: net.ParseIP(ip), Address: ip}},
		}},
	})
	if err != nil {
		return err
	}
	defer s.Close()
	ready()
	select {}
}
