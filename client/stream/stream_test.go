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
	a.Close()
	b.Wait()
}

// An end that goes away without a word is not an end of file.
func TestCloseIsNoEOF(t *testing.T) {
	a, b := pair(t)
	a.Close()
	if _, err := io.ReadAll(b); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("got %v, want %v", err, io.ErrUnexpectedEOF)
	}
}
