package forward

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
)

var loopback = netip.MustParseAddr("127.0.0.1")

// patience is how long a test waits for what must happen.
const patience = time.Minute

// onEachPath runs a test on every path that the system has.
func onEachPath(t *testing.T, f func(t *testing.T, c Config)) {
	t.Run("portable", func(t *testing.T) { f(t, Config{Path: Portable}) })
	if runtime.GOOS == "linux" {
		t.Run("fast", func(t *testing.T) { f(t, Config{Path: Fast}) })
		t.Run("fast, 3 shards", func(t *testing.T) { f(t, Config{Path: Fast, Shards: 3}) })
	}
}

// lab is a plane on loopback; what its clients request comes out of sources.
type lab struct {
	*Plane
	t       testing.TB
	relay   *core.Relay
	addr    netip.AddrPort
	sources chan core.Source
}

// openLab returns a lab that does not serve yet.
func openLab(t testing.TB, c Config) *lab {
	t.Helper()
	l := &lab{Plane: New(c), t: t, sources: make(chan core.Source, 100)}
	l.relay = core.New(core.Config{
		Epoch: time.Now(), RelayIP: loopback, Payload: 1500,
		Policy: &admission.Policy{AllowLoopback: true, RelayIP: loopback},
	})
	bound, err := l.Open(l.relay, 1000, []netip.AddrPort{netip.AddrPortFrom(loopback, 0)})
	if err != nil {
		t.Fatal(err)
	}
	l.addr = bound[0]
	l.relay.Listen(bound...)
	return l
}

func newLab(t testing.TB, c Config) *lab {
	t.Helper()
	l := openLab(t, c)
	l.serve()
	return l
}

func (l *lab) serve() {
	l.Serve(func(s core.Source, _ []byte) { l.sources <- s })
	l.t.Cleanup(l.Close)
}

// endpoint is a UDP socket of a client or a peer.
type endpoint struct {
	t testing.TB
	*net.UDPConn
	addr netip.AddrPort
}

func newEndpoint(t testing.TB) *endpoint {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, 0)))
	if err != nil {
		t.Fatal(err)
	}
	setBuffers(conn, New(Config{}).config.Log)
	t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(patience))
	return &endpoint{t, conn, addrPort(conn.LocalAddr())}
}

func (e *endpoint) send(to netip.AddrPort, data []byte) {
	e.t.Helper()
	if _, err := e.WriteToUDPAddrPort(data, to); err != nil {
		e.t.Fatal(err)
	}
}

func (e *endpoint) read() string {
	e.t.Helper()
	buf := make([]byte, 1<<16)
	n, _, err := e.ReadFromUDPAddrPort(buf)
	if err != nil {
		e.t.Fatal(err)
	}
	return string(buf[:n])
}

var bindingRequest = stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw

// client is an endpoint with an allocation and channel 0x4000 to its peer.
type client struct {
	*endpoint
	source     core.Source
	peer       *endpoint
	allocation *core.Allocation
	relayed    netip.AddrPort
	meter      *meter.Meter
}

// introduce sends a request for a new endpoint and returns where it came from.
func (l *lab) introduce() (*endpoint, core.Source) {
	e := newEndpoint(l.t)
	e.send(l.addr, bindingRequest)
	return e, <-l.sources
}

func (l *lab) client() *client {
	l.t.Helper()
	e, s := l.introduce()
	c := &client{endpoint: e, source: s, peer: newEndpoint(l.t), meter: meter.New(nil)}
	c.meter.Grant(meter.Unlimited)
	if err := l.Attach(l.allocation(c)); err != nil {
		l.t.Fatal(err)
	}
	return c
}

// allocation makes the allocation of a client, and its socket.
func (l *lab) allocation(c *client) (*core.Allocation, *net.UDPConn) {
	l.t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, 0)))
	if err != nil {
		l.t.Fatal(err)
	}
	c.relayed = addrPort(conn.LocalAddr())
	relayed, _ := core.PeerOf(c.relayed)
	peer, _ := core.PeerOf(c.peer.addr)
	c.allocation = &core.Allocation{
		Relay: l.relay, Key: c.source.Key, Relayed: relayed, Session: c.addr.String(), Meter: c.meter, ToClient: c.source.ToClient,
	}
	b, err := c.allocation.Bindings().Bind(0x4000, peer, l.now(), 10)
	if err != nil {
		l.t.Fatal(err)
	}
	c.allocation.SetBindings(b)
	return c.allocation, conn
}

// detach ends an allocation, whose port is free then.
func (l *lab) detach(c *client) {
	l.t.Helper()
	l.Detach(c.allocation)
	if l.relay.Relayed(c.relayed.Port()) != nil || l.clients.Get(c.source.Key) != nil {
		l.t.Error("an allocation that has ended is still known")
	}
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(c.relayed))
	if err != nil {
		l.t.Errorf("the port is still taken: %v", err)
		return
	}
	conn.Close()
}

func channelData(data string) []byte {
	b := binary.BigEndian.AppendUint16(nil, 0x4000)
	return append(binary.BigEndian.AppendUint16(b, uint16(len(data))), data...)
}

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

func TestBothWays(t *testing.T) {
	onEachPath(t, func(t *testing.T, c Config) {
		l := newLab(t, c)
		a, b := l.client(), l.client()
		for i, n := range []int{0, 1, 3, 172, 1200, 1500} {
			data := strings.Repeat(string(rune('a'+i)), n)
			for _, x := range []*client{a, b} {
				x.send(l.addr, channelData(data))
				if got := x.peer.read(); got != data {
					t.Fatalf("peer got %q, want %q", got, data)
				}
				x.peer.send(x.relayed, []byte(data))
				if got := x.read(); got != string(channelData(data)) {
					t.Fatalf("client got %q, want %q on its channel", got, data)
				}
			}
		}
		if err := a.source.Write([]byte("an answer")); err != nil || a.read() != "an answer" {
			t.Errorf("no answer: %v", err)
		}
		eventually(t, "all counted", func() bool {
			s := l.Status()
			return s.Forwarded.Packets == 24 && s.Forwarded.Bytes == 4*(1+3+172+1200+1500)
		})
		l.detach(a)
		b.send(l.addr, channelData("still here"))
		if got := b.peer.read(); got != "still here" {
			t.Errorf("got %q", got)
		}
		l.detach(b)
	})
}

func TestDiscarded(t *testing.T) {
	onEachPath(t, func(t *testing.T, c Config) {
		l := newLab(t, c)
		a := l.client()
		stranger := newEndpoint(t)
		stranger.send(l.addr, channelData("no allocation"))
		stranger.send(l.addr, []byte("\xff neither STUN nor ChannelData"))
		stranger.send(l.addr, nil)
		a.send(l.addr, channelData("too long")[:8])
		eventually(t, "four discarded", func() bool { return l.Discarded() == 4 })
		l.Detach(a.allocation)
		a.send(l.addr, channelData("after the end"))
		eventually(t, "five discarded", func() bool { return l.Discarded() == 5 })
		if in := a.meter.Snapshot()[meter.AB].In(); in.Packets != 0 {
			t.Errorf("%+v counted", in)
		}
	})
}

// While the control plane is at a request, data passes, and requests wait, as many as
// there is room for.
func TestRequestsDoNotHoldUpData(t *testing.T) {
	onEachPath(t, func(t *testing.T, c Config) {
		l := openLab(t, c)
		hold := make(chan struct{})
		first := make(chan core.Source, 2*requestQueue)
		l.Serve(func(s core.Source, _ []byte) { first <- s; <-hold })
		t.Cleanup(l.Close)
		e := newEndpoint(t)
		e.send(l.addr, bindingRequest)
		a := &client{endpoint: e, source: <-first, peer: newEndpoint(t), meter: meter.New(nil)}
		a.meter.Grant(meter.Unlimited)
		if err := l.Attach(l.allocation(a)); err != nil {
			t.Fatal(err)
		}
		for range requestQueue + 10 {
			e.send(l.addr, bindingRequest)
		}
		e.send(l.addr, channelData("passes"))
		if got := a.peer.read(); got != "passes" {
			t.Errorf("got %q", got)
		}
		eventually(t, "ten requests too many", func() bool { return l.Status().QueueFull == 10 })
		close(hold)
		l.Detach(a.allocation)
	})
}

// Allocations come and go while packets fly, over all shards; no socket is left over, and
// every packet that entered is counted once.
func TestComeAndGo(t *testing.T) {
	onEachPath(t, func(t *testing.T, c Config) {
		l := newLab(t, c)
		var clients []*client
		for range 8 {
			clients = append(clients, l.client())
		}
		var wg sync.WaitGroup
		for i, x := range clients {
			wg.Go(func() {
				for n := range 300 {
					x.WriteToUDPAddrPort(channelData(fmt.Sprint(n)), l.addr)
					x.peer.WriteToUDPAddrPort([]byte(fmt.Sprint(n)), x.relayed)
					if n == 100 && i%2 == 0 {
						l.Detach(x.allocation)
					}
				}
			})
		}
		wg.Wait()
		for i, x := range clients {
			if i%2 == 1 {
				eventually(t, "all of the rest", func() bool {
					s := x.meter.Snapshot()
					return s[meter.AB].In().Packets == 300 && s[meter.BA].In().Packets == 300
				})
				l.Detach(x.allocation)
			}
		}
	})
}

func TestPaths(t *testing.T) {
	for _, c := range []Config{{Path: "slow"}, {Path: "FAST"}} {
		p := New(c)
		if _, err := p.Open(nil, 1, nil); !errors.Is(err, ErrPath) {
			t.Errorf("%q: %v, want %v", c.Path, err, ErrPath)
		}
	}
	taken := newEndpoint(t)
	onEachPath(t, func(t *testing.T, c Config) {
		if _, err := New(c).Open(core.New(core.Config{}), 1, []netip.AddrPort{taken.addr}); !errors.Is(err, ErrListen) {
			t.Errorf("%v, want %v", err, ErrListen)
		}
	})
	l := newLab(t, Config{})
	want := Portable
	if runtime.GOOS == "linux" {
		want = Fast
	}
	if got := l.Status().Path; got != want {
		t.Errorf("auto is %s here, want %s", got, want)
	}
}
