package endpoint_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/lossy"
)

var domain = typeddata.Domain{ChainID: 1337, Contract: common.HexToAddress("0xcc")}

// sink keeps the acknowledgements that it does not refuse.
type sink struct {
	mu     sync.Mutex
	refuse int // so many first
	acks   []ack.Signed
	at     []time.Time
	sent   chan<- ack.Signed // the next one too; nil: nobody waits
	asker
}

// asker is a relay that says when to tell it; the zero value says nothing.
type asker struct {
	every atomic.Uint64
	asked chan struct{}
	lost  chan struct{}
}

func (a *asker) Every() uint64          { return a.every.Load() }
func (a *asker) Asked() <-chan struct{} { return a.asked }
func (a *asker) Lost() <-chan struct{}  { return a.lost }

func (s *sink) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.acks)
}

func (s *sink) SendAck(_ context.Context, a ack.Signed) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse > 0 {
		s.refuse--
		return errors.New("stream reset")
	}
	s.acks, s.at = append(s.acks, a), append(s.at, time.Now())
	if s.sent != nil {
		s.sent <- a
		s.sent = nil
	}
	return nil
}

// next waits for an acknowledgement.
func (s *sink) next() ack.Signed {
	sent := make(chan ack.Signed, 1)
	s.mu.Lock()
	s.sent = sent
	s.mu.Unlock()
	return <-sent
}

func (s *sink) newest() ack.Signed {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.acks) == 0 {
		return ack.Signed{}
	}
	return s.acks[len(s.acks)-1]
}

// world is a session about to begin: A initiates, B accepts, both acknowledge.
type world struct {
	a, b         endpoint.Config
	endA, endB   *lossy.End
	sinkA, sinkB *sink
}

func newWorld(t testing.TB) *world {
	t.Helper()
	newKey := func() (*ecdsa.PrivateKey, common.Address) {
		key, err := crypto.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		return key, crypto.PubkeyToAddress(key.PublicKey)
	}
	keyA, addrA := newKey()
	keyB, addrB := newKey()
	static, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	common := endpoint.Config{
		Session: endpoint.Session{ChannelID: common.HexToHash("0xc0"), SessionID: 7, KeyA: addrA, KeyB: addrB},
		PSK:     [32]byte{1},
	}
	w := &world{a: common, b: common, sinkA: &sink{}, sinkB: &sink{}}
	w.endA, w.endB = lossy.Pipe()
	w.a.PeerStatic, w.b.Static = static.PublicKey(), static
	w.a.Acks = &endpoint.Acks{Domain: domain, Side: ack.A, Key: keyA, Sink: w.sinkA}
	w.b.Acks = &endpoint.Acks{Domain: domain, Side: ack.B, Key: keyB, Sink: w.sinkB}
	return w
}

// connect makes the handshake over the two paths, or fails after five minutes.
func (w *world) connect(t testing.TB, pathA, pathB net.PacketConn) (a, b *endpoint.Conn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	type result struct {
		c   *endpoint.Conn
		err error
	}
	accepted := make(chan result, 1)
	go func() {
		c, err := endpoint.Accept(ctx, pathB, w.b)
		accepted <- result{c, err}
	}()
	a, err := endpoint.Initiate(ctx, pathA, w.endB.LocalAddr(), w.a)
	if err != nil {
		t.Fatal("initiate:", err)
	}
	// An initiator answers a repeated response only while somebody reads.
	reading := make(chan error, 1)
	go func() {
		_, _, err := a.ReadFrom(nil)
		reading <- err
	}()
	r := <-accepted
	if r.err != nil {
		t.Fatal("accept:", r.err)
	}
	a.SetReadDeadline(time.Unix(1, 0))
	if err := <-reading; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("read during the handshake:", err)
	}
	a.SetReadDeadline(time.Time{})
	t.Cleanup(func() { a.Close(); r.c.Close() })
	return a, r.c
}

// drain reads all that has arrived, until nothing more comes for a second, and returns it.
func drain(t testing.TB, c *endpoint.Conn) (got [][]byte) {
	t.Helper()
	buf := make([]byte, endpoint.MaxPayload)
	for {
		c.SetReadDeadline(time.Now().Add(time.Second))
		n, from, err := c.ReadFrom(buf)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			c.SetReadDeadline(time.Time{})
			return got
		}
		if err != nil || from.String() != c.Peer().String() {
			t.Fatal(from, err)
		}
		got = append(got, bytes.Clone(buf[:n]))
	}
}

func write(t testing.TB, c *endpoint.Conn, p []byte) {
	t.Helper()
	if n, err := c.WriteTo(p, c.Peer()); n != len(p) || err != nil {
		t.Fatal(n, err)
	}
}

// Without faults both ends count every octet alike, the handshake's too.
func TestCountsEqualWithoutLoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a, b := w.connect(t, w.endA, w.endB)
		for _, size := range []int{0, 1, 1200, endpoint.MaxPayload} {
			write(t, a, make([]byte, size))
			write(t, b, make([]byte, size))
		}
		drain(t, a)
		drain(t, b)
		ca, cb := a.Counts(), b.Counts()
		if ca.SentBytes != cb.RecvBytes || ca.SentPackets != cb.RecvPackets ||
			cb.SentBytes != ca.RecvBytes || cb.SentPackets != ca.RecvPackets {
			t.Errorf("A %+v, B %+v", ca, cb)
		}
		const payload = 1 + 1200 + endpoint.MaxPayload
		want := ack.Counts{
			SentBytes:   endpoint.HandshakeSize + payload + 5*endpoint.Overhead, // init, confirm, four datagrams
			SentPackets: 6,
			RecvBytes:   endpoint.HandshakeSize + payload + 4*endpoint.Overhead,
			RecvPackets: 5,
		}
		if ca != want {
			t.Errorf("A: got %+v, want %+v", ca, want)
		}
		if a.Rejected() != (endpoint.Rejected{}) || b.Rejected() != (endpoint.Rejected{}) {
			t.Errorf("rejected: A %+v, B %+v", a.Rejected(), b.Rejected())
		}
	})
}

// faults is a bad path: about a third of the packets suffer.
func faults() []lossy.Fault {
	return []lossy.Fault{
		lossy.Drop(0.1), lossy.Duplicate(0.1), lossy.Reorder(0.1, 5), lossy.Flip(0.05), lossy.Truncate(0.02),
	}
}

// On a bad path the handshake ends, every datagram is right and comes at most once, and
// no end counts more than the other sent.
func TestBadPath(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { badPath(t, seed) })
		})
	}
}

func badPath(t *testing.T, seed uint64) {
	w := newWorld(t)
	a, b := w.connect(t, lossy.Wrap(w.endA, seed, faults()...), lossy.Wrap(w.endB, ^seed, faults()...))
	const n = 500
	random := mrand.New(mrand.NewPCG(seed, 1))
	for i := range uint64(n) {
		for _, c := range []*endpoint.Conn{a, b} {
			p := make([]byte, 8+random.IntN(endpoint.MaxPayload-8))
			binary.BigEndian.PutUint64(p, i)
			write(t, c, p)
		}
	}
	gotA, gotB := drain(t, a), drain(t, b)
	for name, got := range map[string][][]byte{"A": gotA, "B": gotB} {
		seen := map[uint64]bool{}
		for _, p := range got {
			i := binary.BigEndian.Uint64(p)
			if i >= n || seen[i] {
				t.Fatalf("%s received datagram %d twice or never sent", name, i)
			}
			seen[i] = true
		}
		if len(seen) < n/2 {
			t.Errorf("%s received %d of %d", name, len(seen), n)
		}
	}
	ca, cb := a.Counts(), b.Counts()
	if ca.RecvBytes > cb.SentBytes || ca.RecvPackets > cb.SentPackets ||
		cb.RecvBytes > ca.SentBytes || cb.RecvPackets > ca.SentPackets {
		t.Errorf("received more than was sent: A %+v, B %+v", ca, cb)
	}
	if a.Rejected().Packets == 0 || b.Rejected().Packets == 0 {
		t.Error("nothing was rejected on a bad path")
	}
}

// A relay that tells the ends different keys connects nobody.
func TestSwappedKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.a.KeyB = common.HexToAddress("0x666") // the relay's own, to acknowledge for B
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		accepted := make(chan error, 1)
		go func() {
			_, err := endpoint.Accept(ctx, w.endB, w.b)
			accepted <- err
		}()
		if _, err := endpoint.Initiate(ctx, w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("initiate: got %v, want context.DeadlineExceeded", err)
		}
		if err := <-accepted; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("accept: got %v, want context.DeadlineExceeded", err)
		}
		if got := w.sinkB.newest(); !got.IsZero() {
			t.Errorf("B acknowledged %+v", got)
		}
	})
}

// What strangers send before, during and after the handshake changes nothing but the
// count of the rejected.
func TestStrangers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		stranger := &net.UDPAddr{IP: net.IPv4(203, 0, 113, 6), Port: 666}
		random := mrand.New(mrand.NewPCG(6, 6))
		noise := func(end *lossy.End, first byte, size int) {
			p := make([]byte, size)
			for i := range p {
				p[i] = byte(random.Uint32())
			}
			p[0] = first
			end.Inject(p, stranger)
		}
		flood := func() (octets uint64) {
			for _, first := range []byte{4, 5, 8, 9, 15, 0, 64, 200} {
				for _, size := range []int{1, 25, endpoint.HandshakeSize, 1385, 60000} {
					noise(w.endA, first, size)
					noise(w.endB, first, size)
					octets += uint64(size)
				}
			}
			return octets
		}
		octets := flood()
		a, b := w.connect(t, w.endA, w.endB)
		octets += flood()
		write(t, a, []byte("to B"))
		write(t, b, []byte("to A"))
		octets += flood()
		if got := drain(t, b); len(got) != 1 || string(got[0]) != "to B" {
			t.Errorf("B received %q", got)
		}
		if got := drain(t, a); len(got) != 1 || string(got[0]) != "to A" {
			t.Errorf("A received %q", got)
		}
		ca, cb := a.Counts(), b.Counts()
		if ca.SentBytes != cb.RecvBytes || cb.SentBytes != ca.RecvBytes {
			t.Errorf("A %+v, B %+v", ca, cb)
		}
		for name, r := range map[string]endpoint.Rejected{"A": a.Rejected(), "B": b.Rejected()} {
			if r != (endpoint.Rejected{Bytes: octets, Packets: 3 * 40}) {
				t.Errorf("%s rejected %+v, want %d octets", name, r, octets)
			}
		}
	})
}

// A relay sees every packet and can send each again, at any time, to either end.
func TestReplay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		var seen [][]byte
		tap := lossy.Tap(func(p []byte) { seen = append(seen, bytes.Clone(p)) })
		a, b := w.connect(t, lossy.Wrap(w.endA, 0, tap), lossy.Wrap(w.endB, 0, tap))
		for i := range byte(10) {
			write(t, a, []byte{i})
			write(t, b, []byte{i})
		}
		drain(t, a)
		drain(t, b)
		ca, cb := a.Counts(), b.Counts()
		for _, p := range seen {
			w.endA.Inject(p, w.endB.LocalAddr())
			w.endB.Inject(p, w.endA.LocalAddr())
		}
		if got := append(drain(t, a), drain(t, b)...); len(got) != 0 {
			t.Errorf("received again: %x", got)
		}
		if a.Counts() != ca || b.Counts() != cb {
			t.Errorf("counted again: A %+v after %+v, B %+v after %+v", a.Counts(), ca, b.Counts(), cb)
		}
	})
}

// A path that loses every confirm still connects: the responder's repeats are answered.
func TestConfirmLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		lost := 0
		lose := func(_ *mrand.Rand, p []byte) [][]byte {
			if endpoint.Type(p[0]) == endpoint.TypeConfirm && lost < 3 {
				lost++
				return nil
			}
			return [][]byte{p}
		}
		a, b := w.connect(t, lossy.Wrap(w.endA, 0, lose), w.endB)
		if ca, cb := a.Counts(), b.Counts(); ca.SentPackets != 1+4 || cb.RecvPackets != 2 || cb.SentPackets != 4 || ca.RecvPackets != 1 {
			t.Errorf("A %+v, B %+v", ca, cb)
		}
	})
}

// An attempt that failed does not stand in the way of the next, and its octets are in
// nobody's count.
func TestSecondAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		deaf := lossy.Wrap(w.endB, 0, func(_ *mrand.Rand, p []byte) [][]byte { return nil })
		gone, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		accepting, stop := context.WithCancel(t.Context())
		accepted := make(chan error, 1)
		go func() {
			_, err := endpoint.Accept(accepting, deaf, w.b)
			accepted <- err
		}()
		if _, err := endpoint.Initiate(gone, w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v, want context.DeadlineExceeded", err)
		}
		stop()
		if err := <-accepted; !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want context.Canceled", err)
		}
		a, b := w.connect(t, w.endA, w.endB)
		if ca, cb := a.Counts(), b.Counts(); ca.SentBytes != cb.RecvBytes || cb.SentBytes != ca.RecvBytes {
			t.Errorf("A %+v, B %+v", ca, cb)
		}
	})
}

// The same while the responder goes on waiting.
func TestNewAttemptReplacesUnfinished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		deaf := true
		path := lossy.Wrap(w.endB, 0, func(_ *mrand.Rand, p []byte) [][]byte {
			if deaf {
				return nil
			}
			return [][]byte{p}
		})
		accepted := make(chan *endpoint.Conn, 1)
		go func() {
			b, err := endpoint.Accept(t.Context(), path, w.b)
			if err != nil {
				t.Error(err)
			}
			accepted <- b
		}()
		gone, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if _, err := endpoint.Initiate(gone, w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v, want context.DeadlineExceeded", err)
		}
		synctest.Wait()
		deaf = false
		a, err := endpoint.Initiate(t.Context(), w.endA, w.endB.LocalAddr(), w.a)
		if err != nil {
			t.Fatal(err)
		}
		b := <-accepted
		defer a.Close()
		defer b.Close()
		if ca, cb := a.Counts(), b.Counts(); ca.SentBytes != cb.RecvBytes || cb.SentBytes != ca.RecvBytes {
			t.Errorf("A %+v, B %+v", ca, cb)
		}
	})
}

func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ctx, cancel := context.WithCancelCause(t.Context())
		reason := errors.New("the user went home")
		time.AfterFunc(10*time.Second, func() { cancel(reason) })
		accepted := make(chan error, 1)
		start := time.Now()
		go func() {
			_, err := endpoint.Accept(ctx, w.endA, w.b)
			accepted <- err
		}()
		if _, err := endpoint.Initiate(ctx, w.endB, w.endA.LocalAddr(), func() endpoint.Config {
			c := w.a
			c.PSK[9]++ // so that it does not end
			return c
		}()); !errors.Is(err, reason) {
			t.Errorf("initiate: got %v, want the cause", err)
		}
		if err := <-accepted; !errors.Is(err, reason) {
			t.Errorf("accept: got %v, want the cause", err)
		}
		if took := time.Since(start); took != 10*time.Second {
			t.Errorf("took %v, want 10s", took)
		}
		// The paths are the caller's again.
		w.endA.WriteTo([]byte{1}, w.endB.LocalAddr())
		buf := make([]byte, 100)
		for n := 0; n != 1; {
			var err error
			if n, _, err = w.endB.ReadFrom(buf); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestPathError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		accepted := make(chan error, 1)
		go func() {
			_, err := endpoint.Accept(t.Context(), w.endB, w.b)
			accepted <- err
		}()
		synctest.Wait()
		w.endB.Close()
		if err := <-accepted; !errors.Is(err, net.ErrClosed) {
			t.Errorf("accept: got %v, want net.ErrClosed", err)
		}
		w.endA.Close()
		if _, err := endpoint.Initiate(t.Context(), w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, net.ErrClosed) {
			t.Errorf("initiate: got %v, want net.ErrClosed", err)
		}
	})
}

func TestConfig(t *testing.T) {
	p256, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(c *endpoint.Config){
		"no static key":    func(c *endpoint.Config) { c.Static, c.PeerStatic = nil, nil },
		"another curve":    func(c *endpoint.Config) { c.Static, c.PeerStatic = p256, p256.PublicKey() },
		"no psk":           func(c *endpoint.Config) { c.PSK = [32]byte{} },
		"another ack key":  func(c *endpoint.Config) { c.KeyA, c.KeyB = c.KeyB, c.KeyA },
		"no ack key":       func(c *endpoint.Config) { acks := *c.Acks; acks.Key = nil; c.Acks = &acks },
		"no sink":          func(c *endpoint.Config) { acks := *c.Acks; acks.Sink = nil; c.Acks = &acks },
		"neither A nor B":  func(c *endpoint.Config) { acks := *c.Acks; acks.Side = 2; c.Acks = &acks },
		"acks and counts":  func(c *endpoint.Config) { c.Counts = new(countSink) },
		"the other's side": func(c *endpoint.Config) { acks := *c.Acks; acks.Side ^= 1; c.Acks = &acks },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			change(&w.a)
			change(&w.b)
			if _, err := endpoint.Initiate(t.Context(), w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, endpoint.ErrConfig) {
				t.Errorf("initiate: got %v, want ErrConfig", err)
			}
			if _, err := endpoint.Accept(t.Context(), w.endB, w.b); !errors.Is(err, endpoint.ErrConfig) {
				t.Errorf("accept: got %v, want ErrConfig", err)
			}
		})
	}
}

func TestPacketConn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a, b := w.connect(t, w.endA, w.endB)
		if _, err := a.WriteTo(nil, w.endA.LocalAddr()); !errors.Is(err, endpoint.ErrPeer) {
			t.Errorf("to another address: got %v, want ErrPeer", err)
		}
		if _, err := a.WriteTo(make([]byte, endpoint.MaxPayload+1), a.Peer()); !errors.Is(err, endpoint.ErrTooLong) {
			t.Errorf("too long: got %v, want ErrTooLong", err)
		}
		before := a.Counts()
		write(t, a, []byte("hello"))
		buf := make([]byte, 3)
		if n, _, err := b.ReadFrom(buf); n != 3 || string(buf) != "hel" || err != nil {
			t.Errorf("short buffer: got %d %q, %v", n, buf, err)
		}
		if got := a.Counts().SentPackets - before.SentPackets; got != 1 {
			t.Errorf("refused datagrams were counted: %d packets for one", got)
		}
		read := make(chan error, 1)
		go func() { _, _, err := b.ReadFrom(buf); read <- err }()
		synctest.Wait()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if err := <-read; !errors.Is(err, net.ErrClosed) {
			t.Errorf("read after Close: got %v, want net.ErrClosed", err)
		}
		if _, err := b.WriteTo(nil, b.Peer()); !errors.Is(err, net.ErrClosed) {
			t.Errorf("write after Close: got %v, want net.ErrClosed", err)
		}
	})
}
