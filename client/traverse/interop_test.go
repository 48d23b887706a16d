package traverse

import (
	"bytes"
	"errors"
	"io"
	"net"
	"syscall"
	"testing"

	"github.com/pion/logging"
	"github.com/pion/stun"
	"github.com/pion/turn/v2"
)

// pionRelay starts pion's own TURN server on loopback, on UDP and TCP with one port.
func pionRelay(t *testing.T, permit turn.PermissionHandler) (*turn.Server, string) {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.ListenPacket("udp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	addresses := &turn.RelayAddressGeneratorStatic{RelayAddress: net.IPv4(127, 0, 0, 1), Address: "127.0.0.1"}
	server, err := turn.NewServer(turn.ServerConfig{
		Realm: testRealm,
		AuthHandler: func(user, realm string, _ net.Addr) ([]byte, bool) {
			return turn.GenerateAuthKey(user, realm, testConfig.Password), user == testConfig.Username
		},
		PacketConnConfigs: []turn.PacketConnConfig{{PacketConn: conn, RelayAddressGenerator: addresses, PermissionHandler: permit}},
		ListenerConfigs:   []turn.ListenerConfig{{Listener: listener, RelayAddressGenerator: addresses, PermissionHandler: permit}},
		LoggerFactory:     &logging.DefaultLoggerFactory{Writer: io.Discard},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server, listener.Addr().String()
}

func at(relay, transport string) Config {
	cfg := testConfig
	cfg.URI = "turn:" + relay + "?transport=" + transport
	return cfg
}

// Two allocations on pion's server talk, as Send indications and on channels, over UDP and
// TCP; Close leaves none behind.
func TestPionServer(t *testing.T) {
	for _, transport := range []string{"udp", "tcp"} {
		t.Run(transport, func(t *testing.T) {
			server, relay := pionRelay(t, nil)
			a, err := Allocate(t.Context(), at(relay, transport))
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			b, err := Allocate(t.Context(), at(relay, "udp"))
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			if n := server.AllocationCount(); n != 2 {
				t.Fatalf("%d allocations, want 2", n)
			}
			for _, err := range []error{
				a.CreatePermission(t.Context(), b.LocalAddr()),
				b.CreatePermission(t.Context(), a.LocalAddr()),
			} {
				if err != nil {
					t.Fatal(err)
				}
			}
			exchange(t, a, b)
			if err := a.BindChannel(t.Context(), b.LocalAddr()); err != nil {
				t.Fatal(err)
			}
			exchange(t, a, b)
			if err := b.BindChannel(t.Context(), a.LocalAddr()); err != nil {
				t.Fatal(err)
			}
			exchange(t, a, b)
			if err := errors.Join(a.Close(), b.Close()); err != nil {
				t.Error(err)
			}
			if n := server.AllocationCount(); n != 0 {
				t.Errorf("%d allocations after Close, want 0", n)
			}
		})
	}
}

// exchange sends datagrams of all residues mod 4 both ways, one at a time. None is shorter
// than 5 octets: pion's server sits on a shorter one on TCP until more comes.
func exchange(t *testing.T, a, b *Relayed) {
	t.Helper()
	buf := make([]byte, 2000)
	for _, size := range []int{5, 6, 7, 8, 1385} {
		for _, way := range [][2]*Relayed{{a, b}, {b, a}} {
			want := bytes.Repeat([]byte{byte(size)}, size)
			if n, err := way[0].WriteTo(want, way[1].LocalAddr()); n != size || err != nil {
				t.Fatal(n, err)
			}
			n, from, err := way[1].ReadFrom(buf)
			if !bytes.Equal(buf[:n], want) || from.String() != way[0].LocalAddr().String() || err != nil {
				t.Fatalf("%d octets: got %d from %v, %v", size, n, from, err)
			}
		}
	}
}

func TestPionServerRefuses(t *testing.T) {
	_, relay := pionRelay(t, func(net.Addr, net.IP) bool { return false })
	r, err := Allocate(t.Context(), at(relay, "udp"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	// pion refuses without an ERROR-CODE.
	if err := r.CreatePermission(t.Context(), bob); !errors.Is(err, ErrResponse) {
		t.Errorf("permission: got %v, want ErrResponse", err)
	}
	for name, change := range map[string]func(c *Config){
		"password": func(c *Config) { c.Password = "guess" },
		"user":     func(c *Config) { c.Username = "mallory" },
	} {
		cfg := at(relay, "udp")
		change(&cfg)
		refused := (*Error)(nil)
		if _, err := Allocate(t.Context(), cfg); !errors.As(err, &refused) {
			t.Errorf("wrong %s: got %v, want an *Error", name, err)
		}
	}
}

// Where nothing listens Allocate says so at once.
func TestNobodyThere(t *testing.T) {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free := conn.LocalAddr().String()
	conn.Close()
	for _, transport := range []string{"udp", "tcp"} {
		if _, err := Allocate(t.Context(), at(free, transport)); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("%s: got %v, want ECONNREFUSED", transport, err)
		}
	}
}

// A relay that is away for a while, so that the kernel reports its port unreachable, costs
// datagrams and not the allocation.
func TestStrayICMP(t *testing.T) {
	server, relay := pionRelay(t, nil)
	r, err := Allocate(t.Context(), at(relay, "udp"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.abandon(net.ErrClosed) // nobody is left to answer Close
	server.Close()
	for range 10 {
		if _, err := r.WriteTo([]byte("into the dark"), bob); err != nil {
			t.Fatal(err)
		}
	}
	back, err := net.ListenPacket("udp4", relay)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	for range 2 { // a pending ICMP error takes the place of one datagram
		if _, err := r.WriteTo([]byte("hello"), bob); err != nil {
			t.Fatal(err)
		}
	}
	buf := make([]byte, 100)
	_, client, err := back.ReadFrom(buf)
	if err != nil {
		t.Fatal(err)
	}
	back.WriteTo(indicate(xor(stun.AttrXORPeerAddress, relayedAt), raw(stun.AttrData, 'o', 'k')), client)
	if n, _, err := r.ReadFrom(buf); string(buf[:n]) != "ok" || err != nil {
		t.Errorf("got %q, %v", buf[:n], err)
	}
}
