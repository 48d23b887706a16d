package stream

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"github.com/portage-relay/portage/testnet/lossy"
)

func pair(t *testing.T) (a, b *Stream) {
	t.Helper()
	socket := func() net.PacketConn {
		pc, err := net.ListenPacket("udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { pc.Close() })
		return pc
	}
	return over(t, socket(), socket())
}

// over makes a pair over both ends of a path.
func over(t *testing.T, pa, pb net.PacketConn) (a, b *Stream) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	accepted := make(chan error, 1)
	go func() {
		var err error
		b, err = Accept(ctx, pb)
		accepted <- err
	}()
	a, err := Dial(ctx, pa, pb.LocalAddr())
	if err := errors.Join(err, <-accepted); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close(); b.Close() })
	return a, b
}

// Each end reads what the other wrote, to the byte, and then io.EOF.
func TestBothWays(t *testing.T) {
	a, b := pair(t)
	ask, answer := bytes.Repeat([]byte("question "), 100_000), bytes.Repeat([]byte("answer "), 50_000)
	go func() {
		a.Write(ask)
		a.CloseWrite()
	}()
	if got, err := io.ReadAll(b); err != nil || !bytes.Equal(got, ask) {
		t.Fatalf("got %d bytes, %v, want %d", len(got), err, len(ask))
	}
	go func() {
		b.Write(answer)
		b.CloseWrite()
	}()
	if got, err := io.ReadAll(a); err != nil || !bytes.Equal(got, answer) {
		t.Fatalf("got %d bytes, %v, want %d", len(got), err, len(answer))
	}
	closed := make(chan error, 1)
	go func() { closed <- b.Close() }()
	if err := errors.Join(a.Close(), <-closed); err != nil {
		t.Fatal(err)
	}
}

// Close waits until the other end has read everything, however slow it is.
func TestCloseLosesNothing(t *testing.T) {
	a, b := pair(t)
	const size = 3 << 20
	closed := make(chan error, 1)
	go func() {
		_, err := a.Write(make([]byte, size))
		closed <- errors.Join(err, a.CloseWrite(), a.Close())
	}()
	select {
	case err := <-closed:
		t.Fatalf("Close returned %v before anything was read", err)
	default:
	}
	if got, err := io.ReadAll(b); err != nil || len(got) != size {
		t.Fatalf("got %d bytes, %v, want %d", len(got), err, size)
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
}

// An end that goes away without a word is not an end of file, and the other end's Close
// says that its bytes may not have arrived.
func TestAbortIsNoEOF(t *testing.T) {
	a, b := pair(t)
	b.Write([]byte("unread"))
	b.CloseWrite()
	a.Abort()
	if _, err := io.ReadAll(b); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want %v", err, io.ErrUnexpectedEOF)
	}
	if err := b.Close(); !errors.Is(err, ErrUnread) {
		t.Errorf("got %v, want %v", err, ErrUnread)
	}
}

// Both ends know that both have read everything, though any one packet may be lost, and
// though the end that dialled takes the path away when it has closed.
func TestCloseOverABadLink(t *testing.T) {
	for seed := range uint64(256) {
		synctest.Test(t, func(t *testing.T) {
			pa, pb := lossy.Pipe()
			a, b := over(t, lossy.Wrap(pa, 2*seed, lossy.Drop(0.1)), lossy.Wrap(pb, 2*seed+1, lossy.Drop(0.1)))
			ends := make(chan error, 2)
			for _, s := range []*Stream{a, b} {
				go func() {
					_, err := s.Write([]byte("all"))
					err = errors.Join(err, s.CloseWrite())
					got, readErr := io.ReadAll(s)
					if string(got) != "all" {
						err = errors.Join(err, fmt.Errorf("got %q", got))
					}
					err = errors.Join(err, readErr, s.Close())
					if s == a {
						pa.Close()
					}
					ends <- err
				}()
			}
			if err := errors.Join(<-ends, <-ends); err != nil {
				t.Errorf("seed %d: %v", seed, err)
			}
		})
	}
}

// An end that read everything and has nothing to say does not leave the other in doubt.
func TestCloseByReaderAlone(t *testing.T) {
	a, b := pair(t)
	closed := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(a)
		closed <- errors.Join(err, a.Close())
	}()
	if _, err := b.Write([]byte("all")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.CloseWrite(), b.Close(), <-closed); err != nil {
		t.Error(err)
	}
}
