package endpoint_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/quic-go/quic-go"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/testnet/lossy"
)

func tlsConfig(t testing.TB) *tls.Config {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{
		Certificates:       []tls.Certificate{{Certificate: [][]byte{cert}, PrivateKey: private}},
		NextProtos:         []string{"test"},
		InsecureSkipVerify: true, // the layer below authenticates; here only the transfer matters
	}
}

// receiveOne accepts one QUIC connection on l, returns what its first stream carries, and
// closes the stream, which tells the other end that all is here.
func receiveOne(ctx context.Context, l *quic.Listener) ([]byte, error) {
	conn, err := l.Accept(ctx)
	if err != nil {
		return nil, err
	}
	stream, err := conn.AcceptStream(ctx)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(stream)
	if err != nil {
		return nil, err
	}
	return data, stream.Close()
}

// quic-go, unmodified and without a warning, carries a stream over a bad path. In real
// time: its clock begins with the process and runs backwards in a synctest bubble.
func TestQUIC(t *testing.T) {
	var warnings bytes.Buffer
	defer log.SetOutput(log.Writer())
	log.SetOutput(&warnings)
	w := newWorld(t)
	bad := func(end *lossy.End, seed uint64) net.PacketConn {
		return lossy.Wrap(end, seed, lossy.Drop(0.02), lossy.Reorder(0.02, 4), lossy.Duplicate(0.02), lossy.Flip(0.01))
	}
	a, b := w.connect(t, bad(w.endA, 1), bad(w.endB, 2))
	conf := &quic.Config{InitialPacketSize: endpoint.MaxPayload}
	tlsConf := tlsConfig(t)
	file := make([]byte, 1<<20)
	rand.Read(file)

	type result struct {
		data []byte
		err  error
	}
	received := make(chan result, 1)
	listener, err := quic.Listen(b, tlsConf, conf)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		data, err := receiveOne(t.Context(), listener)
		received <- result{data, err}
	}()
	transport := &quic.Transport{Conn: a}
	defer transport.Close()
	conn, err := transport.Dial(t.Context(), a.Peer(), tlsConf, conf)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := conn.OpenStreamSync(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Write(file); err != nil {
		t.Fatal(err)
	}
	stream.Close()
	if _, err := io.ReadAll(stream); err != nil {
		t.Fatal(err)
	}
	r := <-received
	if r.err != nil || sha256.Sum256(r.data) != sha256.Sum256(file) {
		t.Fatalf("got %d bytes, %v", len(r.data), r.err)
	}
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	ca, acked := a.Counts(), w.sinkB.newest()
	if acked.RecvBytes < uint64(len(file)) || acked.RecvBytes > ca.SentBytes {
		t.Errorf("B acknowledged %d of %d sent, for %d of file", acked.RecvBytes, ca.SentBytes, len(file))
	}
	if warnings.Len() > 0 {
		t.Errorf("quic-go warns: %s", &warnings)
	}
}
