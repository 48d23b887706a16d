package endpoint_test

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/testnet/lossy"
)

// check verifies each acknowledgement as a relay does: signature, and never backwards.
func (s *sink) check(t *testing.T, cfg endpoint.Config, side ack.Side) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	key := cfg.KeyA
	if side == ack.B {
		key = cfg.KeyB
	}
	var last ack.Counts
	for i, a := range s.acks {
		if err := a.Verify(domain, cfg.ChannelID, cfg.SessionID, side, key); err != nil {
			t.Errorf("acknowledgement %d: %v", i, err)
		}
		if err := a.Covers(last); err != nil {
			t.Errorf("acknowledgement %d: %v", i, err)
		}
		last = a.Counts
	}
}

// As long as traffic flows, neither end has more unsaid than the relay wants, 16 KiB if it
// says nothing; soon after, nothing.
func TestAcksKeepUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a, b := w.connect(t, lossy.Wrap(w.endA, 5, lossy.Drop(0.1)), w.endB)
		unsaid := func(c *endpoint.Conn, s *sink) uint64 {
			now, last := c.Counts(), s.newest()
			return now.SentBytes + now.RecvBytes - last.SentBytes - last.RecvBytes
		}
		buf := make([]byte, endpoint.MaxPayload)
		for range 1000 {
			write(t, a, make([]byte, 1000))
			b.SetReadDeadline(time.Now().Add(time.Millisecond))
			b.ReadFrom(buf) // or lost
			synctest.Wait() // the acknowledging goroutines are done
			for name, end := range map[string]struct {
				c *endpoint.Conn
				s *sink
			}{"A": {a, w.sinkA}, "B": {b, w.sinkB}} {
				if u := unsaid(end.c, end.s); u >= 16<<10 {
					t.Fatalf("%s: %d octets unsaid", name, u)
				}
			}
		}
		drain(t, b) // a second passes
		for name, end := range map[string]struct {
			c *endpoint.Conn
			s *sink
		}{"A": {a, w.sinkA}, "B": {b, w.sinkB}} {
			if u := unsaid(end.c, end.s); u != 0 {
				t.Errorf("%s: %d octets unsaid a second after the last", name, u)
			}
		}
		w.sinkA.check(t, w.a, ack.A)
		w.sinkB.check(t, w.b, ack.B)
		if n := w.sinkB.count(); n > 70 {
			t.Errorf("%d acknowledgements for 1 MB: too many", n)
		}
		ab, _ := ack.Acknowledged(w.a.KeyA, w.a.KeyB, w.sinkA.newest().Counts, w.sinkB.newest().Counts)
		if got := b.Counts().RecvBytes; ab.Bytes != got {
			t.Errorf("acknowledged A→B: %d, B received %d", ab.Bytes, got)
		}
	})
}

// A sink that fails is tried again, later each time, with the newest counts.
func TestAcksAgainAfterFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sinkB.refuse = 3
		a, b := w.connect(t, w.endA, w.endB)
		start := time.Now()
		write(t, a, []byte("one"))
		drain(t, b)
		write(t, a, []byte("two"))
		drain(t, b)
		if got := w.sinkB.newest().Counts; got != b.Counts() {
			t.Errorf("newest %+v, want %+v", got, b.Counts())
		}
		// Due after 200 ms, then tried after 100, 200 and 400 ms more.
		if got, want := w.sinkB.at[0].Sub(start), 900*time.Millisecond; got != want {
			t.Errorf("first delivered after %v, want %v", got, want)
		}
		w.sinkB.check(t, w.b, ack.B)
	})
}

// The relay says after how much it wants to be told; what it asks for it gets at once.
func TestAcksAsTheRelayWants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sinkB.asked = make(chan struct{}, 1)
		a, b := w.connect(t, w.endA, w.endB)
		buf := make([]byte, endpoint.MaxPayload)
		pass := func(packets int) {
			for range packets {
				write(t, a, make([]byte, 1000))
				b.ReadFrom(buf)
				synctest.Wait()
			}
		}
		w.sinkB.every.Store(256 << 10)
		pass(200)
		if n := w.sinkB.count(); n != 0 {
			t.Fatalf("%d acknowledgements, want none of 200 kB", n)
		}
		w.sinkB.asked <- struct{}{}
		synctest.Wait()
		if got := w.sinkB.newest().Counts; got != b.Counts() {
			t.Errorf("asked: %+v, want %+v", got, b.Counts())
		}
		pass(300)
		if n := w.sinkB.count(); n != 2 {
			t.Errorf("%d acknowledgements, want one more after 256 KiB", n)
		}
		rest := time.Now()
		if got := w.sinkB.next(); got.Counts != b.Counts() {
			t.Errorf("the rest: %+v, want %+v", got.Counts, b.Counts())
		}
		if got, want := time.Since(rest), 30*time.Second; got != want {
			t.Errorf("the rest was said after %v, want %v", got, want)
		}
	})
}

// What may have been lost with the stream is said again, although nothing is new; and that
// no more often than what the relay asks for.
func TestAcksAgainAfterALoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sinkB.lost = make(chan struct{}, 1)
		w.sinkB.every.Store(256 << 10)
		a, b := w.connect(t, w.endA, w.endB)
		lose := func() {
			w.sinkB.lost <- struct{}{}
			synctest.Wait()
		}
		write(t, a, []byte("one"))
		drain(t, b)
		for range 3 { // the first says what nobody has said
			lose()
		}
		if n := w.sinkB.count(); n != 3 || w.sinkB.newest().Counts != b.Counts() {
			t.Errorf("%d acknowledgements, newest %+v, want 3 and %+v", n, w.sinkB.newest().Counts, b.Counts())
		}
		for range 100 {
			lose()
		}
		if n := w.sinkB.count(); n != 10 {
			t.Errorf("%d acknowledgements at once, want 10", n)
		}
	})
}

// stuck takes no acknowledgement, and hangs until its context ends.
type stuck struct{ *asker }

func (stuck) SendAck(ctx context.Context, _ ack.Signed) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestFlush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a, b := w.connect(t, w.endA, w.endB)
		write(t, a, []byte("tail"))
		if _, _, err := b.ReadFrom(make([]byte, 9)); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := b.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := w.sinkB.newest().Counts; got != b.Counts() || time.Since(start) != 0 {
			t.Errorf("flushed %+v after %v, want %+v at once", got, time.Since(start), b.Counts())
		}
		w.sinkB.refuse = 1
		if err := b.Flush(t.Context()); !errors.Is(err, endpoint.ErrAck) {
			t.Errorf("sink failed: got %v, want ErrAck", err)
		}
		b.Close()
		if err := b.Flush(t.Context()); !errors.Is(err, net.ErrClosed) {
			t.Errorf("closed: got %v, want net.ErrClosed", err)
		}
	})
}

// Neither Flush nor Close waits for a sink that hangs.
func TestStuckSink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.b.Acks.Sink = stuck{new(asker)}
		a, b := w.connect(t, w.endA, w.endB)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		if err := b.Flush(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("Flush: got %v after %v, want the context's error after 1s", err, time.Since(start))
		}
		write(t, a, make([]byte, 1000))
		drain(t, b) // an acknowledgement hangs
		start = time.Now()
		b.Close()
		if took := time.Since(start); took != 0 {
			t.Errorf("Close took %v", took)
		}
	})
}

// The payer's own end signs nothing.
func TestNoAcks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.a.Acks = nil
		a, b := w.connect(t, w.endA, w.endB)
		write(t, a, make([]byte, 1000))
		drain(t, b)
		if err := a.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		if a.Counts().SentBytes != w.sinkB.newest().RecvBytes {
			t.Errorf("A sent %d, B acknowledged %d", a.Counts().SentBytes, w.sinkB.newest().RecvBytes)
		}
	})
}

// countSink keeps the newest counts.
type countSink struct {
	mu     sync.Mutex
	newest ack.Counts
	asker
}

func (s *countSink) SendCounts(_ context.Context, c ack.Counts) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = c
	return nil
}

// A payer's own end is told unsigned counts, in time and on Flush.
func TestCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := new(countSink)
		w.a.Acks, w.a.Counts = nil, s
		w.a.KeyA, w.b.KeyA = common.Address{}, common.Address{}
		a, b := w.connect(t, w.endA, w.endB)
		write(t, b, make([]byte, 1000))
		drain(t, a) // a second passes
		s.mu.Lock()
		if s.newest != a.Counts() || s.newest.RecvBytes < 1000 {
			t.Errorf("told %+v, counted %+v", s.newest, a.Counts())
		}
		s.mu.Unlock()
		write(t, a, make([]byte, 10))
		if err := a.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s.newest != a.Counts() {
			t.Errorf("after Flush: told %+v, counted %+v", s.newest, a.Counts())
		}
	})
}
