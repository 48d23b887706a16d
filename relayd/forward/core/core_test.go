package core

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/pion/stun"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/meter"
)

const (
	second  = Instant(time.Second)
	payload = 1500
)

var (
	relayIP = netip.MustParseAddr("198.41.0.4")
	epoch   = time.Unix(1_700_000_000, 0)
)

func newRelay(edit ...func(*Config)) *Relay {
	c := Config{Epoch: epoch, RelayIP: relayIP, Payload: payload, Policy: &admission.Policy{RelayIP: relayIP, Own: []netip.Addr{relayIP}}}
	for _, f := range edit {
		f(&c)
	}
	r := New(c)
	r.Listen(netip.AddrPortFrom(relayIP, 3478))
	return r
}

func peerAt(i int, port uint16) Peer { return PeerFrom([4]byte{8, 8, 8, byte(i)}, port) }

// record is a sink that keeps what it sends.
type record struct {
	packets  []string
	messages []Message
	fail     func(*Message, *Segment) (meter.Reason, bool)
}

func (r *record) Send(b *Batch, from, to int) {
	for i := from; i < to; i++ {
		if m := b.Message(i); m.Count > 0 {
			r.messages = append(r.messages, *m)
		}
	}
	var scratch []byte
	b.Each(from, to, func(m *Message, s *Segment) {
		if r.fail != nil {
			if reason, failed := r.fail(m, s); failed {
				b.Failed(m, s, reason)
				return
			}
		}
		r.packets = append(r.packets, string(s.Join(&scratch)))
		b.SentOne(m)
	})
}

// allocation returns one with a permission for the peers 8.8.8.1 to 8.8.8.3, and a channel
// 0x4001 to the first's port 1.
func (r *Relay) allocation(t testing.TB, port uint16, m *meter.Meter) (*Allocation, *record, *record) {
	t.Helper()
	up, down := new(record), new(record)
	a := &Allocation{
		Relay: r, Relayed: PeerFrom(relayIP.As4(), port), Session: "s", Meter: m, Side: meter.A,
		ToPeer: up, ToClient: down,
	}
	b, err := a.Bindings().Permit([]Peer{peerAt(1, 0), peerAt(2, 0), peerAt(3, 0)}, 0, 10)
	if err == nil {
		b, err = b.Bind(0x4001, peerAt(1, 1), 0, 10)
	}
	if err != nil {
		t.Fatal(err)
	}
	a.SetBindings(b)
	r.Enter(a)
	return a, up, down
}

func unlimited() *meter.Meter {
	m := meter.New(nil)
	m.Grant(meter.Unlimited)
	return m
}

func channelData(number uint16, data []byte) []byte {
	b := binary.BigEndian.AppendUint16(nil, number)
	return append(binary.BigEndian.AppendUint16(b, uint16(len(data))), data...)
}

type xorPeer Peer

func (p xorPeer) AddTo(m *stun.Message) error {
	ip := Peer(p).IP()
	return stun.XORMappedAddress{IP: ip[:], Port: int(Peer(p).Port())}.AddToAs(m, stun.AttrXORPeerAddress)
}

func send(peer Peer, data []byte) []byte {
	m := stun.MustBuild(stun.TransactionID, stun.NewType(stun.MethodSend, stun.ClassIndication), xorPeer(peer),
		stun.RawAttribute{Type: stun.AttrData, Value: data})
	return m.Raw
}

// decode returns the data of a packet to a client, and its peer or channel.
func decode(t testing.TB, packet []byte) (data []byte, peer Peer, number uint16) {
	t.Helper()
	if packet[0] >= 0x40 {
		n := int(binary.BigEndian.Uint16(packet[2:]))
		if len(packet) != 4+n && len(packet) != 4+(n+3)&^3 {
			t.Fatalf("ChannelData of %d bytes says %d", len(packet), n)
		}
		return packet[4 : 4+n], 0, binary.BigEndian.Uint16(packet)
	}
	m := &stun.Message{Raw: bytes.Clone(packet)}
	if err := m.Decode(); err != nil {
		t.Fatal(err)
	}
	data, err := m.Get(stun.AttrData)
	if err != nil || m.Type != stun.NewType(stun.MethodData, stun.ClassIndication) {
		t.Fatalf("got %v, %v; want a Data indication", m, err)
	}
	var x stun.XORMappedAddress
	if err := x.GetFromAs(m, stun.AttrXORPeerAddress); err != nil {
		t.Fatal(err)
	}
	return data, PeerFrom([4]byte(x.IP.To4()), uint16(x.Port)), 0
}

// slotOf returns a slot with data, and where it is.
func slotOf(data []byte) (slot []byte, at int) {
	slot = make([]byte, Headroom+len(data)+Tailroom)
	copy(slot[Headroom:], data)
	return slot, Headroom
}

func (b *Batch) fromPeerCopy(a *Allocation, peer Peer, data []byte, size int) {
	slot, at := slotOf(data)
	b.FromPeer(a, peer, slot, at, len(data), size)
}

// Packets of one size to one place become one message, whatever else comes in between.
func TestTrains(t *testing.T) {
	r := newRelay()
	a, up, _ := r.allocation(t, 50000, unlimited())
	o, other, _ := r.allocation(t, 50001, unlimited())
	b := r.NewBatch(64, 1)
	for i, n := range []int{100, 100, 40, 100, 100, 100, 101, 0, 0, 5} {
		if err := b.FromClient(a, channelData(0x4001, bytes.Repeat([]byte{byte(i)}, n))); err != nil {
			t.Fatal(err)
		}
		if err := b.FromClient(o, send(peerAt(2, 7), []byte("x"))); err != nil {
			t.Fatal(err)
		}
	}
	b.Flush()
	shape := func(r *record) (s string) {
		for _, m := range r.messages {
			s += fmt.Sprintf("%d×%d ", m.Count, m.Size)
		}
		return s
	}
	// A shorter packet ends a train, a longer one cannot join it, and an empty one is alone.
	if got, want := shape(up), "3×100 3×100 1×101 1×0 1×0 1×5 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := shape(other), "10×1 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for i, p := range up.packets {
		if len(p) > 0 && p[0] != byte(i) {
			t.Errorf("packet %d came as number %d", p[0], i)
		}
	}
}

func TestTrainsAreBounded(t *testing.T) {
	r := newRelay()
	a, up, _ := r.allocation(t, 50000, unlimited())
	b := r.NewBatch(500, 1)
	for range 130 {
		b.FromClient(a, channelData(0x4001, []byte("x")))
	}
	for range 100 {
		b.FromClient(a, channelData(0x4001, make([]byte, 1500)))
	}
	b.Flush()
	for _, m := range up.messages {
		if m.Count > 64 || int(m.Count)*m.Size > 65507 {
			t.Errorf("%d packets of %d bytes in one message", m.Count, m.Size)
		}
	}
	if len(up.packets) != 230 {
		t.Errorf("%d packets, want 230", len(up.packets))
	}
}

// What peers send reaches the client as it was, by channel or indication, over datagrams
// or a stream, alone or in trains of any size.
func TestToClient(t *testing.T) {
	for _, stream := range []bool{false, true} {
		for _, peer := range []Peer{peerAt(1, 1), peerAt(2, 9)} {
			r := newRelay()
			a, _, down := r.allocation(t, 50000, unlimited())
			a.Stream = stream
			b := r.NewBatch(64, 1)
			var want []string
			for size := 1; size < 40; size++ {
				for n := 0; n < 90; n += 7 {
					data := make([]byte, n)
					for i := range data {
						data[i] = byte(n + i)
					}
					b.fromPeerCopy(a, peer, data, size)
					if n == 0 {
						want = append(want, "")
					}
					for part := range slices.Chunk(data, size) {
						want = append(want, string(part))
					}
				}
			}
			b.Flush()
			if len(down.packets) != len(want) {
				t.Fatalf("%d packets, want %d", len(down.packets), len(want))
			}
			for i, p := range down.packets {
				data, from, number := decode(t, []byte(p))
				if string(data) != want[i] || number == 0 && from != peer || (number == 0x4001) != (peer == peerAt(1, 1)) {
					t.Fatalf("packet %d: %q from %v on %#x, want %q", i, data, from.AddrPort(), number, want[i])
				}
				if stream && len(p)%4 != 0 || !stream && number != 0 && len(p) != 4+len(data) {
					t.Errorf("packet %d of %d bytes is padded wrongly", i, len(p))
				}
			}
		}
	}
}

// The credit ends at the byte, in the middle of a train as well.
func TestCreditEndsInATrain(t *testing.T) {
	r := newRelay()
	m := meter.New(nil)
	m.Grant(1050)
	a, up, down := r.allocation(t, 50000, m)
	b := r.NewBatch(64, 1)
	for range 12 {
		b.FromClient(a, channelData(0x4001, make([]byte, 100)))
	}
	b.FromClient(a, channelData(0x4001, make([]byte, 50)))
	b.FromClient(a, channelData(0x4001, nil))
	b.Flush()
	got := m.Snapshot()[meter.AB]
	if got.Forwarded != (meter.Flow{Bytes: 1050, Packets: 11}) || got.Dropped[meter.Credit] != (meter.Flow{Bytes: 200, Packets: 3}) {
		t.Errorf("got %+v", got)
	}
	if len(up.packets) != 11 || m.Reclaim() != 0 {
		t.Errorf("%d packets sent, want 11", len(up.packets))
	}
	b.fromPeerCopy(a, peerAt(1, 1), make([]byte, 500), 100)
	b.Flush()
	if got := m.Snapshot()[meter.BA].Dropped[meter.Credit]; got.Packets != 5 || len(down.packets) != 0 {
		t.Errorf("%d of 5 packets without credit dropped", got.Packets)
	}
}

// Whatever comes, in whatever vectors, and whatever the kernel and the limits do to it:
// what entered is what was forwarded, unbilled, or dropped for a reason; what was
// forwarded is what the sinks sent; and not a byte more than was granted.
func TestEverythingIsCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := func(name string) Rate {
			if rapid.Bool().Draw(t, name) {
				return Rate{}
			}
			return Rate{Burst: rapid.IntRange(0, 3000).Draw(t, name+" burst"), PerSecond: 1000}
		}
		r := newRelay(func(c *Config) { c.Rate = rate("relay") })
		var sent meter.Flow // billed, by the sinks
		failing := func(m *Message, s *Segment) (meter.Reason, bool) {
			if rapid.IntRange(0, 9).Draw(t, "fails") == 0 {
				return meter.Queue, true
			}
			if m.kind == billed {
				sent = sent.Plus(meter.Flow{Bytes: uint64(s.payload), Packets: 1})
			}
			return 0, false
		}
		m, granted := meter.New(nil), uint64(0)
		var all []*Allocation
		for i := range 2 {
			a := &Allocation{
				Relay: r, Relayed: PeerFrom(relayIP.As4(), uint16(50000+i)), Session: "s", Meter: m, Side: meter.Side(i),
				ToPeer: &record{fail: failing}, ToClient: &record{fail: failing},
				User: NewBucket(rate("user")), Rate: NewBucket(rate("allocation")),
			}
			if rapid.Bool().Draw(t, "filter") {
				a.Strangers = NewBucket(Rate{Burst: 1000, PerSecond: 10})
			}
			b, _ := a.Bindings().Permit([]Peer{peerAt(1, 0), peerAt(2, 0), PeerFrom(relayIP.As4(), 0)}, 0, 10)
			b, _ = b.Bind(0x4001, peerAt(1, 1), 0, 10)
			a.SetBindings(b)
			r.Enter(a)
			all = append(all, a)
		}
		b := r.NewBatch(rapid.IntRange(1, 40).Draw(t, "packets"), 1)
		var entered [2]meter.Flow
		enter := func(d meter.Direction, n int) {
			entered[d] = entered[d].Plus(meter.Flow{Bytes: uint64(n), Packets: 1})
		}
		size := rapid.SampledFrom([]int{0, 1, 3, 100, 100, 100, payload, payload + 1})
		peer := rapid.SampledFrom([]Peer{peerAt(1, 1), peerAt(1, 1), peerAt(2, 5), peerAt(4, 1), PeerFrom(relayIP.As4(), 1)})
		now := Instant(0)
		t.Repeat(map[string]func(*rapid.T){
			"grant": func(t *rapid.T) {
				n := rapid.Uint64Range(0, 5000).Draw(t, "bytes")
				m.Grant(n)
				granted += n
			},
			"channel": func(t *rapid.T) {
				a, n := rapid.SampledFrom(all).Draw(t, "allocation"), size.Draw(t, "size")
				number := rapid.SampledFrom([]uint16{0x4001, 0x4001, 0x4002}).Draw(t, "channel")
				for range rapid.IntRange(1, 5).Draw(t, "repeat") {
					if err := b.FromClient(a, channelData(number, make([]byte, n))); err != nil {
						t.Fatal(err)
					}
					enter(a.Side.Out(), n)
				}
			},
			"send": func(t *rapid.T) {
				a, n := rapid.SampledFrom(all).Draw(t, "allocation"), size.Draw(t, "size")
				if err := b.FromClient(a, send(peer.Draw(t, "peer"), make([]byte, n))); err != nil {
					t.Fatal(err)
				}
				enter(a.Side.Out(), n)
			},
			"malformed": func(t *rapid.T) {
				if err := b.FromClient(all[0], []byte{0x40, 1, 0, 9, 'x'}); err == nil {
					t.Fatal("accepted")
				}
			},
			"peer": func(t *rapid.T) {
				a, n, count := rapid.SampledFrom(all).Draw(t, "allocation"), size.Draw(t, "size"), rapid.IntRange(1, 5).Draw(t, "count")
				from := peer.Draw(t, "peer")
				if n == 0 {
					count = 1
				}
				b.fromPeerCopy(a, from, make([]byte, n*count), n)
				for range count {
					enter(a.Side.In(), n)
				}
			},
			"internal": func(t *rapid.T) { // counted where it came in
				b.fromPeerCopy(all[0], all[1].Relayed, make([]byte, 300), 100)
			},
			"flush": func(t *rapid.T) {
				now += Instant(rapid.Int64Range(0, int64(second)).Draw(t, "later"))
				b.Flush()
				b.Begin(now)
			},
		})
		b.Flush()
		c := m.Snapshot()
		for d := range c {
			if c[d].In() != entered[d] {
				t.Fatalf("%v: %+v in, but counted %+v", meter.Direction(d), entered[d], c[d])
			}
		}
		forwarded := c[0].Forwarded.Plus(c[1].Forwarded)
		if forwarded != sent {
			t.Fatalf("forwarded %+v, sent %+v", forwarded, sent)
		}
		if left := m.Reclaim(); left+forwarded.Bytes != granted {
			t.Fatalf("granted %d, forwarded %d, left %d", granted, forwarded.Bytes, left)
		}
		if total := r.Totals(); total.In() != entered[0].Plus(entered[1]) {
			t.Fatalf("the relay's totals are %+v, want %+v", total.In(), entered[0].Plus(entered[1]))
		}
	})
}

// A limit lets through what it says, whatever the vector.
func TestRates(t *testing.T) {
	r := newRelay(func(c *Config) { c.Rate = Rate{Burst: 1000, PerSecond: 100} })
	a, up, _ := r.allocation(t, 50000, unlimited())
	o, other, _ := r.allocation(t, 50001, unlimited())
	o.Rate = NewBucket(Rate{Burst: 300, PerSecond: 1})
	b := r.NewBatch(64, 1)
	for range 20 {
		b.FromClient(o, channelData(0x4001, make([]byte, 100)))
		b.FromClient(a, channelData(0x4001, make([]byte, 100)))
	}
	b.Flush()
	if len(other.packets) != 3 || len(up.packets) != 7 {
		t.Errorf("%d packets of the limited one and %d in all, want 3 and 10", len(other.packets), len(other.packets)+len(up.packets))
	}
	if got := a.Meter.Snapshot()[meter.AB].Dropped[meter.Limit].Packets; got != 13 {
		t.Errorf("%d packets dropped for the limit, want 13", got)
	}
	b.Begin(2 * second)
	b.FromClient(a, channelData(0x4001, make([]byte, 100)))
	b.FromClient(a, channelData(0x4001, make([]byte, 100)))
	b.FromClient(a, channelData(0x4001, make([]byte, 100)))
	b.Flush()
	if len(up.packets) != 9 {
		t.Errorf("%d packets, want 2 more after 2 s", len(up.packets))
	}
}

// What the credit does not cover takes nothing from the limits.
func TestRatesAfterCredit(t *testing.T) {
	r := newRelay(func(c *Config) { c.Rate = Rate{Burst: 300, PerSecond: 1} })
	m := meter.New(nil)
	a, up, _ := r.allocation(t, 50000, m)
	a.User, a.Rate = NewBucket(Rate{Burst: 300, PerSecond: 1}), NewBucket(Rate{Burst: 300, PerSecond: 1})
	b := r.NewBatch(64, 1)
	for _, granted := range []uint64{0, 1000} {
		m.Grant(granted)
		for range 3 {
			b.FromClient(a, channelData(0x4001, make([]byte, 100)))
		}
		b.Flush()
	}
	if got := m.Snapshot()[meter.AB]; got.Dropped[meter.Credit].Packets != 3 || len(up.packets) != 3 {
		t.Errorf("got %+v, want 3 packets dropped for credit and then 3 forwarded", got)
	}
}

// A peer is no stranger once the client has sent to it, and stays known while there are
// not many others.
func TestSolicited(t *testing.T) {
	r := newRelay()
	a, _, down := r.allocation(t, 50000, unlimited())
	a.Strangers = NewBucket(Rate{Burst: 0, PerSecond: 1})
	b := r.NewBatch(64, 1)
	arrives := func(p Peer) bool {
		before := len(down.packets)
		b.fromPeerCopy(a, p, []byte("x"), 1)
		b.Flush()
		return len(down.packets) > before
	}
	contact := func(p Peer) {
		b.FromClient(a, send(p, []byte("x")))
		b.Flush()
	}
	if arrives(peerAt(1, 1)) {
		t.Error("a stranger's packet arrived")
	}
	for i := range uint16(2000) {
		contact(peerAt(2, 1+i))
		contact(peerAt(1, 1))
		if !arrives(peerAt(2, 1+i)) || !arrives(peerAt(1, 1)) || arrives(peerAt(3, 1)) {
			t.Fatalf("after %d others", i)
		}
	}
	if arrives(peerAt(2, 1)) {
		t.Error("a peer is remembered for ever")
	}
	contact(peerAt(2, 1))
	arrives(peerAt(2, 1))
	for i := range uint16(2000) {
		contact(peerAt(3, 1+i))
	}
	if arrives(peerAt(2, 1)) {
		t.Error("a peer that was heard last is remembered for ever")
	}
}

func TestPolicy(t *testing.T) {
	r := newRelay()
	a, up, _ := r.allocation(t, 50000, unlimited())
	other, _, _ := r.allocation(t, 50001, unlimited())
	b, _ := a.Bindings().Permit([]Peer{PeerFrom(relayIP.As4(), 0)}, 0, 10)
	a.SetBindings(b)
	batch := r.NewBatch(8, 1)
	for _, c := range []struct {
		peer Peer
		want bool
	}{
		{peerAt(1, 53), true}, {PeerFrom(relayIP.As4(), 50001), true}, {PeerFrom(relayIP.As4(), 50002), false},
		{PeerFrom(relayIP.As4(), 3478), false}, {peerAt(9, 1), false},
	} {
		before := len(up.packets)
		batch.FromClient(a, send(c.peer, []byte("x")))
		batch.Flush()
		if got := len(up.packets) > before; got != c.want {
			t.Errorf("to %v: %v, want %v", c.peer.AddrPort(), got, c.want)
		}
	}
	r.Leave(other)
	before := len(up.packets)
	batch.FromClient(a, send(other.Relayed, []byte("x")))
	batch.Flush()
	if len(up.packets) > before {
		t.Error("a packet to a relayed address that is gone")
	}
}

func TestKindOf(t *testing.T) {
	for want, packets := range map[Kind][][]byte{
		Data:    {channelData(0x4000, nil), {0x7f}, send(peerAt(1, 1), nil)},
		Request: {stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw},
		Garbage: {nil, {0}, make([]byte, 19), {0x80, 0, 0, 0}, bytes.Repeat([]byte{0xff}, 100)},
	} {
		for _, p := range packets {
			if got := KindOf(p); got != want {
				t.Errorf("KindOf(%x) = %d, want %d", p, got, want)
			}
		}
	}
}

func TestNothingAllocates(t *testing.T) {
	r := newRelay()
	a, _, _ := r.allocation(t, 50000, unlimited())
	a.ToPeer, a.ToClient = discard{}, discard{}
	a.Strangers = NewBucket(Rate{Burst: 1000, PerSecond: 1000})
	b := r.NewBatch(64, 1)
	one, indication := channelData(0x4001, make([]byte, 1200)), send(peerAt(2, 2), make([]byte, 1200))
	slot, at := slotOf(make([]byte, 16*1200))
	for name, f := range map[string]func(){
		"ChannelData":     func() { b.FromClient(a, one) },
		"Send indication": func() { b.FromClient(a, indication) },
		"train out": func() {
			for range 16 {
				b.FromClient(a, one)
			}
		},
		"channel":      func() { b.FromPeer(a, peerAt(1, 1), slot, at, 1200, 1200) },
		"indication":   func() { b.FromPeer(a, peerAt(2, 2), slot, at, 1200, 1200) },
		"train in":     func() { b.FromPeer(a, peerAt(1, 1), slot, at, 16*1200, 1200) },
		"strangers":    func() { b.FromPeer(a, peerAt(3, 2), slot, at, 16*1200, 1200) },
		"unpermitted":  func() { b.FromPeer(a, peerAt(7, 2), slot, at, 16*1200, 1200) },
		"no such peer": func() { b.FromClient(a, channelData4002) },
	} {
		if got := testing.AllocsPerRun(100, func() { f(); b.Flush() }); got != 0 {
			t.Errorf("%s: %v allocations, want 0", name, got)
		}
	}
}

var channelData4002 = channelData(0x4002, make([]byte, 100))

// discard is a sink that takes everything.
type discard struct{}

func (discard) Send(b *Batch, from, to int) {
	for i := from; i < to; i++ {
		b.Sent(b.Message(i))
	}
}

// FuzzFromClient gives arbitrary packets to a batch: nothing panics, one packet counts at
// most once, and what goes out was in it.
func FuzzFromClient(f *testing.F) {
	for _, b := range [][]byte{
		channelData(0x4001, []byte("hello")), send(peerAt(1, 1), []byte("hello")), send(peerAt(9, 9), nil), {0x40}, {},
	} {
		f.Add(b)
	}
	r := newRelay()
	a, up, _ := r.allocation(f, 50000, unlimited())
	b := r.NewBatch(4, 1)
	f.Fuzz(func(t *testing.T, packet []byte) {
		up.packets, up.messages = nil, nil
		before := a.Meter.Snapshot()[meter.AB].In().Packets
		err := error(nil)
		if KindOf(packet) == Data {
			err = b.FromClient(a, packet)
		} else {
			err = errors.New("no data")
		}
		b.Flush()
		counted := a.Meter.Snapshot()[meter.AB].In().Packets - before
		if err != nil && counted != 0 || err == nil && counted != 1 {
			t.Errorf("counted %d times, with error %v", counted, err)
		}
		if len(up.packets) > 0 && !bytes.Contains(packet, []byte(up.packets[0])) {
			t.Errorf("sent %x", up.packets[0])
		}
	})
}

// FuzzFromPeer gives arbitrary trains to a batch: what reaches the client decodes to them.
func FuzzFromPeer(f *testing.F) {
	f.Add([]byte("hello"), uint16(5), true)
	f.Add([]byte("hellohello"), uint16(4), false)
	f.Add([]byte{}, uint16(0), true)
	r := newRelay()
	a, _, down := r.allocation(f, 50000, unlimited())
	b := r.NewBatch(8, 1)
	f.Fuzz(func(t *testing.T, data []byte, size uint16, channel bool) {
		if size == 0 && len(data) > 0 || len(data) > 1<<16 {
			return // no kernel says so
		}
		down.packets, down.messages = nil, nil
		peer := peerAt(2, 3)
		if channel {
			peer = peerAt(1, 1)
		}
		b.fromPeerCopy(a, peer, data, int(size))
		b.Flush()
		var got []byte
		for _, p := range down.packets {
			d, _, _ := decode(t, []byte(p))
			got = append(got, d...)
		}
		if int(size) <= payload && !bytes.Equal(got, data) || int(size) > payload && len(data) > 0 && len(got) > payload {
			t.Errorf("got %x", got)
		}
	})
}
