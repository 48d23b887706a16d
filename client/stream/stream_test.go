package stream

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"testing"
	"time"
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
	pa, pb := socket(), socket()
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
