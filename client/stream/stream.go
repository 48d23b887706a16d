// Package stream is one reliable byte stream between two endpoints: QUIC (RFC 9000) over
// any net.PacketConn, such as a client.Conn.
//
// Who the ends are is the affair of the layer below, which authenticates every packet
// (client/endpoint). QUIC's certificates are made for one connection and not checked.
package stream

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go"
)

const (
	// alpn is the application protocol (RFC 7301).
	alpn = "portage-stream/1"
	// packetSize fits client/endpoint.MaxPayload; there is no discovery of more.
	packetSize = 1200
	// idle is how long an end that says nothing counts as there.
	idle      = 30 * time.Second
	keepAlive = 10 * time.Second
	// parting is how long either end waits for the other's part in the end. By then both
	// have read everything.
	parting = 5 * time.Second

	done    = quic.ApplicationErrorCode(0) // the end that closes has read everything
	aborted = quic.ApplicationErrorCode(1)
)

// ErrUnread says that a stream was closed before the other end had read everything.
var ErrUnread = errors.New("stream: closed before the other end had read everything")

// Stream is a reliable byte stream. Reads end with io.EOF once the other end has closed
// its side for writing. Safe for one reader and one writer at a time.
//
// An end that has read io.EOF says so, with an empty unidirectional stream: so Close knows
// when nothing can be lost any more. QUIC repeats what it says until it arrives, but only
// while its connection lasts, and its closing packet is sent once. So the end that dialled,
// once it has heard the other and needs nothing more, says a second word; the other end
// closes when it has heard that, and the end that dialled after it. Whoever dialled may
// take the path away with it: then it is the last to need it.
type Stream struct {
	transport *quic.Transport
	listener  *quic.Listener // nil: this end dialled
	conn      *quic.Conn
	stream    *quic.Stream

	read, wrote atomic.Bool   // io.EOF was read; CloseWrite was called
	heard       chan struct{} // closed when the other end has read io.EOF
	bye         chan struct{} // closed when the other end, which dialled, needs nothing more
}

func config() *quic.Config {
	return &quic.Config{
		InitialPacketSize: packetSize, DisablePathMTUDiscovery: true,
		MaxIdleTimeout: idle, KeepAlivePeriod: keepAlive,
	}
}

func newStream(pc net.PacketConn) *Stream {
	return &Stream{transport: &quic.Transport{Conn: pc}, heard: make(chan struct{}), bye: make(chan struct{})}
}

// Dial opens a stream to peer over pc, which the Stream has for itself until it is closed
// and does not close.
func Dial(ctx context.Context, pc net.PacketConn, peer net.Addr) (*Stream, error) {
	s := newStream(pc)
	var err error
	s.conn, err = s.transport.Dial(ctx, peer, &tls.Config{NextProtos: []string{alpn}, InsecureSkipVerify: true}, config())
	if err == nil {
		s.stream, err = s.conn.OpenStreamSync(ctx)
	}
	if err == nil {
		_, err = s.stream.Write([]byte{0}) // a stream shows at the other end with its first byte
	}
	return s.ready(err, "dial")
}

// Accept waits for the stream that the other end opens over pc; see Dial.
func Accept(ctx context.Context, pc net.PacketConn) (*Stream, error) {
	cert, err := certificate()
	if err != nil {
		return nil, err
	}
	s := newStream(pc)
	s.listener, err = s.transport.Listen(&tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{alpn}}, config())
	if err == nil {
		s.conn, err = s.listener.Accept(ctx)
	}
	if err == nil {
		s.stream, err = s.conn.AcceptStream(ctx)
	}
	if err == nil {
		_, err = io.ReadFull(s.stream, make([]byte, 1))
	}
	return s.ready(err, "accept")
}

func (s *Stream) ready(err error, what string) (*Stream, error) {
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("stream: %s: %w", what, err)
	}
	go s.hear() // ends with the connection
	return s, nil
}

// hear hears the other end's words.
func (s *Stream) hear() {
	for _, word := range []chan struct{}{s.heard, s.bye} {
		if _, err := s.conn.AcceptUniStream(s.conn.Context()); err != nil {
			return
		}
		close(word)
	}
}

// Read implements io.Reader. Where the other end has closed without CloseWrite it returns
// io.ErrUnexpectedEOF.
func (s *Stream) Read(b []byte) (int, error) {
	n, err := s.stream.Read(b)
	var closed *quic.ApplicationError
	switch {
	case err == io.EOF && !s.read.Swap(true):
		s.say()
	case errors.As(err, &closed) && closed.Remote:
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// say says a word: first that everything was read, then that nothing more is needed.
func (s *Stream) say() {
	if u, err := s.conn.OpenUniStream(); err == nil {
		u.Close() // the stream's end is the message
	}
}

// Write implements io.Writer.
func (s *Stream) Write(b []byte) (int, error) { return s.stream.Write(b) }

// CloseWrite says that no more is written: the other end reads io.EOF after the rest.
func (s *Stream) CloseWrite() error {
	s.wrote.Store(true)
	return s.stream.Close()
}

// Abort ends the stream at once; what was not read yet is lost.
func (s *Stream) Abort() { s.conn.CloseWithError(aborted, "") }

// Close ends the stream. After CloseWrite it waits until the other end has read everything,
// however slow it is, and returns ErrUnread if it goes away before; Abort ends the wait.
func (s *Stream) Close() error {
	err := s.finish()
	if s.listener != nil {
		s.listener.Close()
	}
	return errors.Join(err, s.transport.Close())
}

func (s *Stream) finish() error {
	switch {
	case s.conn == nil:
		return nil
	case s.wrote.Load():
		if err := s.wait(); err != nil {
			s.Abort()
			return err
		}
		if s.read.Load() {
			s.part()
		}
	}
	if !s.read.Load() {
		s.Abort()
		return nil
	}
	return s.conn.CloseWithError(done, "")
}

// wait waits until the other end has read everything, or is gone.
func (s *Stream) wait() error {
	select {
	case <-s.heard:
		return nil
	case <-s.conn.Context().Done():
	}
	var closed *quic.ApplicationError
	if errors.As(context.Cause(s.conn.Context()), &closed) && closed.ErrorCode == done {
		return nil
	}
	select {
	case <-s.heard: // too
		return nil
	default:
		return ErrUnread
	}
}

// part has the end that accepted close first, once both ends need nothing more.
func (s *Stream) part() {
	timer := time.NewTimer(parting)
	defer timer.Stop()
	if s.listener == nil {
		s.say()
	}
	select {
	case <-s.bye: // said by ends that dialled
	case <-s.conn.Context().Done():
	case <-timer.C:
	}
}

func certificate() (tls.Certificate, error) {
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("stream: %w", err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, pub, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}
