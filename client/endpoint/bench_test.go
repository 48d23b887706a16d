package endpoint

import (
	"net"
	"os"
	"testing"
	"time"

	"github.com/portage-relay/portage/proofs/sample"
)

// still is a path that takes everything and repeats one datagram for ever.
type still struct {
	net.PacketConn
	addr net.Addr
	next func(p []byte) int
}

func (s *still) WriteTo(p []byte, _ net.Addr) (int, error) { return len(p), nil }
func (s *still) ReadFrom(p []byte) (int, net.Addr, error) {
	n := s.next(p)
	if n == 0 {
		return 0, nil, os.ErrDeadlineExceeded
	}
	return n, s.addr, nil
}
func (s *still) SetReadDeadline(time.Time) error { return nil }

// benchConns samples one packet in oneIn; 0: none.
func benchConns(t testing.TB, oneIn uint32) (sender, receiver *Conn) {
	s := testSession
	s.SampleOneIn = oneIn
	a, b := testKeys(t, newSecrets(s, testPSK, static(t, 0x55).PublicKey()))
	addr := &net.UDPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 1}
	sender, receiver = newConn(&still{addr: addr}, addr, Config{}), newConn(nil, addr, Config{})
	sender.keys, receiver.keys = a, b
	payload, n, counter := make([]byte, 1200), nonce{}, uint64(0)
	receiver.pc = &still{addr: addr, next: func(p []byte) int {
		counter++
		return len(a.seal(p[:0], &n, Header{TypeData, counter}, payload))
	}}
	return sender, receiver
}

// bothWays runs a benchmark without sampling, and at the default rate.
func bothWays(b *testing.B, run func(b *testing.B, sender, receiver *Conn)) {
	for name, oneIn := range map[string]uint32{"plain": 0, "sampling": sample.DefaultOneIn} {
		b.Run(name, func(b *testing.B) {
			sender, receiver := benchConns(b, oneIn)
			b.SetBytes(1200)
			b.ReportAllocs()
			run(b, sender, receiver)
		})
	}
}

func BenchmarkWriteTo(b *testing.B) {
	payload := make([]byte, 1200)
	bothWays(b, func(b *testing.B, sender, _ *Conn) {
		for b.Loop() {
			sender.WriteTo(payload, sender.peer)
		}
	})
}

// BenchmarkReadFrom includes sealing what is read.
func BenchmarkReadFrom(b *testing.B) {
	buf := make([]byte, 1500)
	bothWays(b, func(b *testing.B, _, receiver *Conn) {
		for b.Loop() {
			receiver.ReadFrom(buf)
		}
	})
}

// BenchmarkForgedInit is what a stranger's handshake packet costs a responder.
func BenchmarkForgedInit(b *testing.B) {
	s := testSecrets(b)
	r := testResponder(b, s)
	packet := testInitiator(b, s, 1).packet
	packet[len(packet)-1]++
	b.ReportAllocs()
	for b.Loop() {
		r.answer(packet)
	}
}
