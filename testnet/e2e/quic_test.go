package e2e

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	mrand "math/rand/v2"
	"testing"
	"time"

	"github.com/quic-go/quic-go"

	"github.com/portage-relay/portage/client"
)

const fileSize = 16 << 20 // four times the creditCap of a devnet's relay

func quicConfig() *quic.Config {
	return &quic.Config{InitialPacketSize: 1200, MaxIdleTimeout: 30 * time.Second}
}

func serverTLS(t *testing.T) *tls.Config {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(1)}, &x509.Certificate{}, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: private}}, NextProtos: []string{"e2e"}}
}

func content(size int64) io.Reader { return io.LimitReader(mrand.NewChaCha8([32]byte{7}), size) }

// receive accepts one QUIC stream and returns the SHA-256 of what comes.
func receive(ctx context.Context, b *client.Conn, cfg *tls.Config) ([]byte, error) {
	l, err := quic.Listen(b, cfg, quicConfig())
	if err != nil {
		return nil, err
	}
	defer l.Close()
	conn, err := l.Accept(ctx)
	if err != nil {
		return nil, err
	}
	s, err := conn.AcceptStream(ctx)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, s); err != nil {
		return nil, err
	}
	s.Write([]byte{1})
	s.Close()
	<-conn.Context().Done() // the sender has the answer
	return h.Sum(nil), nil
}

// send sends content over one QUIC stream and waits for the answer.
func send(ctx context.Context, a *client.Conn, content io.Reader) error {
	tr := &quic.Transport{Conn: a}
	defer tr.Close()
	conn, err := tr.Dial(ctx, a.Peer(), &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"e2e"}}, quicConfig())
	if err != nil {
		return err
	}
	defer conn.CloseWithError(0, "")
	s, err := conn.OpenStreamSync(ctx)
	if err != nil {
		return err
	}
	if _, err := io.Copy(s, content); err != nil {
		return err
	}
	s.Close()
	_, err = io.ReadFull(s, make([]byte, 1))
	return err
}

// transfer sends a file of size bytes over QUIC from a to b and checks what arrives.
func transfer(t *testing.T, a, b *client.Conn, size int64) {
	t.Helper()
	transferFrom(t, a, b, size, content(size))
}

// transferFrom is transfer where the content is read from elsewhere.
func transferFrom(t *testing.T, a, b *client.Conn, size int64, from io.Reader) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	type result struct {
		sum []byte
		err error
	}
	received := make(chan result, 1)
	cfg := serverTLS(t)
	go func() {
		sum, err := receive(ctx, b, cfg)
		received <- result{sum, err}
	}()
	start := time.Now()
	if err := send(ctx, a, from); err != nil {
		t.Fatal("send: ", err)
	}
	t.Logf("%d bytes in %s", size, time.Since(start))
	got := <-received
	h := sha256.New()
	io.Copy(h, content(size))
	if got.err != nil || string(got.sum) != string(h.Sum(nil)) {
		t.Fatalf("received %x, %v, want %x", got.sum, got.err, h.Sum(nil))
	}
}

// A file over QUIC, far larger than the credit: acknowledgements and receipts keep the
// window open, and what was received is what is paid.
func TestFileOverQUIC(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	a, b := session(t, w.payer(t), w.listen(t, 0), client.DialOptions{})
	transfer(t, a, b, fileSize)
	b.Close()
	if err := a.Close(); err != nil {
		t.Fatal("close: ", err)
	}
	p := a.Progress()
	t.Logf("%+v", p)
	if p.RecvAB < fileSize || p.RecvAB != b.Counts().RecvBytes || p.RecvBA != a.Counts().RecvBytes {
		t.Errorf("billed %d and %d bytes; B received %d of at least %d, A %d", p.RecvAB, p.RecvBA, b.Counts().RecvBytes, fileSize, a.Counts().RecvBytes)
	}
	if want := a.Channel().Terms.CreditCap; p.Paid.Less(want) || p.Receipts < 4 {
		t.Errorf("paid %s in %d receipts: the window was never used", p.Paid, p.Receipts)
	}
}
