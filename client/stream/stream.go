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
	"time"

	"github.com/quic-go/quic-go"
)

const (
	// alpn is the application protocol (RFC 7301).
	alpn = "portage-stream/1"
	// packetSize fits client/endpoint.MaxPayload; there is no discovery of more.
	packetSize = 1200
	idle       = 30 * time.Second
	keepAlive  = 10 * time.Second

	done = quic.ApplicationErrorCode(0)
)

// Stream is a reliable byte stream. Reads end with io.EOF once the other end has closed
// its side for writing. Safe for one reader and one writer at a time.
type Stream struct {
	transport *quic.Transport
	listener  *quic.Listener // nil: this end dialled
	conn      *quic.Conn
	stream    *quic.Stream
}

func config() *quic.Config {
	return &quic.Config{
		InitialPacketSize: packetSize, DisablePathMTUDiscovery: true,
		MaxIdleTimeout: idle, KeepAlivePeriod: keepAlive,
	}
}

// Dial opens a stream to peer over pc, which the Stream has for itself until it is closed
// and does not close.
func Dial(ctx context.Context, pc net.PacketConn, peer net.Addr) (*Stream, error) {
	s := &Stream{transport: &quic.Transport{Conn: pc}}
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
	s := &Stream{transport: &quic.Transport{Conn: pc}}
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
	return s, nil
}

// Read implements io.Reader. The other end's Close without CloseWrite reads as
// io.ErrUnexpectedEOF.
func (s *Stream) Read(b []byte) (int, error) {
	n, err := s.stream.Read(b)
	var closed *quic.ApplicationError
	if errors.As(err, &closed) && closed.ErrorCode == done {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// Write implements io.Writer.
func (s *Stream) Write(b []byte) (int, error) { return s.stream.Write(b) }

// CloseWrite says that no more is written: the other end reads io.EOF after the rest.
func (s *Stream) CloseWrite() error { return s.stream.Close() }

// Wait returns when the other end has closed, or the connection is gone.
func (s *Stream) Wait() { <-s.conn.Context().Done() }

// Close ends the stream at once. What the other end has not read may be lost: it should
// have answered, or Wait should have returned.
func (s *Stream) Close() error {
	if s.conn != nil {
		s.conn.CloseWithError(done, "")
	}
	if s.listener != nil {
		s.listener.Close()
	}
	return s.transport.Close()
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
