package demo

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/big"
	mrand "math/rand/v2"
	"net"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go"
)

// protocol is the ALPN of the demonstration's file transfer (RFC 7301).
const protocol = "portage-demo"

// quicConfig keeps packets within what a relayed path carries.
func quicConfig() *quic.Config {
	return &quic.Config{
		InitialPacketSize:       1200,
		DisablePathMTUDiscovery: true,
		MaxIdleTimeout:          30 * time.Second,
		KeepAlivePeriod:         5 * time.Second,
	}
}

// content is the file: size pseudo-random bytes that a seed gives again.
func content(seed [32]byte, size int64) io.Reader {
	return io.LimitReader(mrand.NewChaCha8(seed), size)
}

// sendFile sends a file over QUIC from a to the endpoint at peer, and returns the
// SHA-256 that the other end says it received, and its own.
func sendFile(ctx context.Context, a net.PacketConn, peer net.Addr, cert tls.Certificate, seed [32]byte, size int64, sent *atomic.Int64) (theirs, ours [32]byte, err error) {
	tr := &quic.Transport{Conn: a}
	defer tr.Close()
	conn, err := tr.Dial(ctx, peer, clientTLS(cert), quicConfig())
	if err != nil {
		return theirs, ours, fmt.Errorf("dial: %w", err)
	}
	defer conn.CloseWithError(0, "")
	s, err := conn.OpenStreamSync(ctx)
	if err != nil {
		return theirs, ours, fmt.Errorf("stream: %w", err)
	}
	h := sha256.New()
	if _, err := io.Copy(s, io.TeeReader(content(seed, size), io.MultiWriter(h, counter{sent}))); err != nil {
		return theirs, ours, fmt.Errorf("send: %w", err)
	}
	if err := s.Close(); err != nil {
		return theirs, ours, fmt.Errorf("send: %w", err)
	}
	if _, err := io.ReadFull(s, theirs[:]); err != nil {
		return theirs, ours, fmt.Errorf("answer: %w", err)
	}
	return theirs, sum(h), nil
}

// receiveFile receives one file on b and answers with its SHA-256.
func receiveFile(ctx context.Context, b net.PacketConn, cert tls.Certificate, received *atomic.Int64) (int64, error) {
	tr := &quic.Transport{Conn: b}
	defer tr.Close()
	l, err := tr.Listen(serverTLS(cert), quicConfig())
	if err != nil {
		return 0, fmt.Errorf("listen: %w", err)
	}
	defer l.Close()
	conn, err := l.Accept(ctx)
	if err != nil {
		return 0, fmt.Errorf("accept: %w", err)
	}
	s, err := conn.AcceptStream(ctx)
	if err != nil {
		return 0, fmt.Errorf("stream: %w", err)
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(h, counter{received}), s)
	if err != nil {
		return n, fmt.Errorf("receive: %w", err)
	}
	digest := sum(h)
	if _, err := s.Write(digest[:]); err != nil {
		return n, fmt.Errorf("answer: %w", err)
	}
	if err := s.Close(); err != nil {
		return n, fmt.Errorf("answer: %w", err)
	}
	<-conn.Context().Done() // the sender has the answer and closes
	return n, nil
}

func sum(h hash.Hash) [32]byte { return [32]byte(h.Sum(nil)) }

// counter counts what is written to it.
type counter struct{ n *atomic.Int64 }

// Write implements io.Writer.
func (c counter) Write(b []byte) (int, error) {
	c.n.Add(int64(len(b)))
	return len(b), nil
}

// certificate makes a certificate that the two ends know from each other: who they are
// is the end-to-end layer's affair.
func certificate() (tls.Certificate, error) {
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{protocol},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, pub, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

func serverTLS(cert tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{protocol}}
}

var errCertificate = errors.New("demo: not the other end's certificate")

func clientTLS(cert tls.Certificate) *tls.Config {
	return &tls.Config{
		NextProtos: []string{protocol}, ServerName: protocol,
		InsecureSkipVerify: true, // the one certificate is pinned below
		VerifyPeerCertificate: func(raw [][]byte, _ [][]*x509.Certificate) error {
			if len(raw) != 1 || string(raw[0]) != string(cert.Certificate[0]) {
				return errCertificate
			}
			return nil
		},
	}
}
