package pay_test

import (
	"bufio"
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
)

// ackRelay is the other end of ack streams.
type ackRelay struct {
	mu     sync.Mutex
	conn   stream
	opened int
	heard  []wire.AckRequest
	greet  wire.AckReply // nil: AckOK
	down   bool
	group  sync.WaitGroup
}

func (r *ackRelay) open(context.Context) (pay.Stream, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.down {
		return nil, errDown
	}
	r.opened++
	theirs, ours := pipe()
	r.conn = ours
	r.group.Go(func() {
		defer ours.Close()
		reader := bufio.NewReader(ours)
		for {
			m, err := wire.ReadAckRequest(reader)
			if err != nil {
				return
			}
			r.mu.Lock()
			r.heard = append(r.heard, m)
			reply := r.greet
			r.mu.Unlock()
			if _, hello := m.(wire.AckHello); !hello {
				continue
			}
			if reply == nil {
				reply = wire.AckOK{}
			}
			if wire.Write(ours, reply) != nil {
				return
			}
		}
	})
	return theirs, nil
}

func (r *ackRelay) do(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
}

func signedAck(t *testing.T, k key, recv uint64) ack.Signed {
	t.Helper()
	a, err := ack.Sign(ack.DeliveryAck{ChannelID: common.Hash{1}, SessionID: 2, Side: ack.B, Counts: ack.Counts{RecvBytes: recv}}, domain, k.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func ackBubble(t *testing.T, test func(t *testing.T, r *ackRelay, a *pay.AckStream, k key)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := new(ackRelay)
		a := pay.NewAckStream(r.open, common.Hash{1}, 2, []byte("sixteen bytes or more"))
		test(t, r, a, newKey(t))
		a.Close()
		r.group.Wait()
	})
}

// Acknowledgements follow a hello, on one stream; a broken one is opened anew.
func TestAckStream(t *testing.T) {
	ackBubble(t, func(t *testing.T, r *ackRelay, a *pay.AckStream, k key) {
		for i := range 3 {
			if err := a.SendAck(t.Context(), signedAck(t, k, uint64(i))); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		r.do(func() {
			if len(r.heard) != 4 || r.opened != 1 {
				t.Errorf("%d messages on %d streams, want 4 on 1", len(r.heard), r.opened)
			}
			if h, ok := r.heard[0].(wire.AckHello); !ok || h.ChannelID != (common.Hash{1}) || h.SessionID != 2 || string(h.AckToken) != "sixteen bytes or more" {
				t.Errorf("hello: %+v", r.heard[0])
			}
			r.conn.Close()
			r.down = true
		})
		synctest.Wait()
		if err := a.SendAck(t.Context(), signedAck(t, k, 4)); !errors.Is(err, errDown) {
			t.Errorf("while the relay is down: got %v", err)
		}
		r.do(func() { r.down = false })
		if err := a.SendAck(t.Context(), signedAck(t, k, 5)); err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error("close: ", err)
		}
		if err := a.SendAck(t.Context(), signedAck(t, k, 6)); !errors.Is(err, pay.ErrClosed) {
			t.Errorf("after Close: got %v, want ErrClosed", err)
		}
		r.group.Wait()
		if last, ok := r.heard[len(r.heard)-1].(wire.Acknowledge); !ok || last.RecvBytes != 5 {
			t.Errorf("last: %+v, want the newest", r.heard[len(r.heard)-1])
		}
	})
}

// Whoever acknowledges is told of a stream that broke, as the newest may be lost with it; not
// of one that the relay refused.
func TestAckStreamLost(t *testing.T) {
	for name, tt := range map[string]struct {
		last wire.AckReply
		lost int
	}{
		"broken":  {wire.AckAsk{Every: 1 << 15}, 1},
		"refused": {wire.AckError{Code: wire.CodeUnknownSession, Text: "over"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			ackBubble(t, func(t *testing.T, r *ackRelay, a *pay.AckStream, k key) {
				if err := a.SendAck(t.Context(), signedAck(t, k, 1)); err != nil || len(a.Lost()) != 0 {
					t.Fatalf("%v, lost %d before the stream ended", err, len(a.Lost()))
				}
				r.do(func() { wire.Write(r.conn, tt.last); r.conn.Close() })
				synctest.Wait()
				if got := len(a.Lost()); got != tt.lost {
					t.Errorf("lost %d, want %d", got, tt.lost)
				}
			})
		})
	}
}

// What the relay says of when to be told reaches the endpoint, from AckOK on; messages of
// later versions do no harm.
func TestAckStreamAsked(t *testing.T) {
	ackBubble(t, func(t *testing.T, r *ackRelay, a *pay.AckStream, k key) {
		r.greet = wire.AckOK{Every: 1 << 16}
		if a.Every() != 0 {
			t.Errorf("every %d before the relay said anything", a.Every())
		}
		if err := a.SendAck(t.Context(), signedAck(t, k, 1)); err != nil {
			t.Fatal(err)
		}
		select {
		case <-a.Asked():
			t.Error("asked, and the relay only greeted")
		default:
		}
		if a.Every() != 1<<16 {
			t.Errorf("every %d, want 65536", a.Every())
		}
		r.do(func() {
			r.conn.Write([]byte{3, 0xfa, 1, 0}) // a field that nobody knows
			wire.Write(r.conn, wire.AckAsk{Every: 1 << 15})
			wire.Write(r.conn, wire.AckAsk{Every: 1 << 14})
		})
		synctest.Wait()
		<-a.Asked()
		if a.Every() != 1<<14 || len(a.Asked()) != 0 {
			t.Errorf("every %d, %d more asked, want the newest and once", a.Every(), len(a.Asked()))
		}
		if err := a.SendAck(t.Context(), signedAck(t, k, 2)); err != nil || r.opened != 1 {
			t.Errorf("%v, %d streams: the stream ended with it", err, r.opened)
		}
	})
}

// A relay that greets without being greeted does not keep to the protocol.
func TestAckStreamOutOfPlace(t *testing.T) {
	ackBubble(t, func(t *testing.T, r *ackRelay, a *pay.AckStream, k key) {
		r.greet = wire.AckAsk{}
		if err := a.SendAck(t.Context(), signedAck(t, k, 1)); !errors.Is(err, pay.ErrLied) {
			t.Errorf("AckAsk first: got %v", err)
		}
		r.greet = nil
		if err := a.SendAck(t.Context(), signedAck(t, k, 1)); err != nil {
			t.Fatal(err)
		}
		r.do(func() { wire.Write(r.conn, wire.AckOK{}) })
		synctest.Wait()
		if err := a.Close(); !errors.Is(err, pay.ErrLied) {
			t.Errorf("AckOK twice: got %v", err)
		}
	})
}

// A refusal is final: the relay is not bothered again.
func TestAckStreamRefused(t *testing.T) {
	for name, at := range map[string]func(r *ackRelay, a *pay.AckStream, s ack.Signed){
		"hello": func(r *ackRelay, _ *pay.AckStream, _ ack.Signed) {
			r.greet = wire.AckError{Code: wire.CodeUnauthenticated, Text: "no"}
		},
		"later": func(r *ackRelay, a *pay.AckStream, s ack.Signed) {
			a.SendAck(context.Background(), s)
			r.do(func() { wire.Write(r.conn, wire.AckError{Code: wire.CodeUnknownSession, Text: "over"}); r.conn.Close() })
			synctest.Wait()
		},
	} {
		t.Run(name, func(t *testing.T) {
			ackBubble(t, func(t *testing.T, r *ackRelay, a *pay.AckStream, k key) {
				at(r, a, signedAck(t, k, 1))
				for range 3 {
					var refused *pay.RefusedError
					if err := a.SendAck(t.Context(), signedAck(t, k, 2)); !errors.As(err, &refused) {
						t.Errorf("got %v, want the refusal", err)
					}
				}
				if r.opened != 1 {
					t.Errorf("opened %d streams, want 1", r.opened)
				}
			})
		})
	}
}

// A relay that does not answer, or does not read, holds nobody longer than ctx.
func TestAckStreamSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, start := newKey(t), time.Now()
		theirs, ours := pipe()
		a := pay.NewAckStream(func(context.Context) (pay.Stream, error) { return theirs, nil }, common.Hash{1}, 2, make([]byte, 16))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := a.SendAck(ctx, signedAck(t, k, 1)); err == nil {
			t.Error("sent to nobody")
		}
		if waited := time.Since(start); waited != time.Second { // fake time
			t.Errorf("waited %s, want 1s", waited)
		}
		ours.Close()
		a.Close()
	})
}
