package stuncheck

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/pion/logging"
	"github.com/pion/stun"
	"github.com/pion/turn/v2"
)

// pipe is a net.PacketConn in memory: what pion reads from it is in, one packet
// after the other, and call returns what it answers.
type pipe struct {
	in     chan []byte
	idle   chan struct{}
	once   sync.Once
	closed chan struct{}
	answer []byte // owned by pion's read loop between in and idle
	began  bool
}

func newPipe() *pipe {
	return &pipe{in: make(chan []byte), idle: make(chan struct{}), closed: make(chan struct{})}
}

var pipeAddr = &net.UDPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 3478}

func (p *pipe) ReadFrom(b []byte) (int, net.Addr, error) {
	if p.began {
		p.idle <- struct{}{}
	}
	p.began = true
	select {
	case packet := <-p.in:
		return copy(b, packet), pipeAddr, nil
	case <-p.closed:
		return 0, nil, net.ErrClosed
	}
}

func (p *pipe) WriteTo(b []byte, _ net.Addr) (int, error) {
	p.answer = append([]byte(nil), b...)
	return len(b), nil
}

func (p *pipe) Close() error                     { p.once.Do(func() { close(p.closed) }); return nil }
func (p *pipe) LocalAddr() net.Addr              { return pipeAddr }
func (p *pipe) SetDeadline(time.Time) error      { return nil }
func (p *pipe) SetReadDeadline(time.Time) error  { return nil }
func (p *pipe) SetWriteDeadline(time.Time) error { return nil }

// call lets pion handle one packet to the end.
func (p *pipe) call(b []byte) []byte {
	p.answer = nil
	p.in <- b
	<-p.idle
	return p.answer
}

// relays gives pion relayed transport addresses in memory.
type relays struct{}

func (relays) Validate() error { return nil }
func (relays) AllocatePacketConn(string, int) (net.PacketConn, net.Addr, error) {
	return newPipe(), pipeAddr, nil
}
func (relays) AllocateConn(string, int) (net.Conn, net.Addr, error) { return nil, nil, io.EOF }

// quiet drops pion's log.
func quiet() logging.LoggerFactory {
	f := logging.NewDefaultLoggerFactory()
	f.Writer, f.DefaultLogLevel = io.Discard, logging.LogLevelDisabled
	return f
}

// FuzzPionSurvives hands everything that passes the check without a fault to a
// real pion relay that has an allocation, authenticated like a client's request:
// it must survive. Without the check, a Send indication with an empty
// XOR-PEER-ADDRESS ends it (CVE-2026-54909).
func FuzzPionSurvives(f *testing.F) {
	conn := newPipe()
	server, err := turn.NewServer(turn.ServerConfig{
		Realm:             "portage",
		AuthHandler:       func(string, string, net.Addr) ([]byte, bool) { return key, true },
		PacketConnConfigs: []turn.PacketConnConfig{{PacketConn: conn, RelayAddressGenerator: relays{}}},
		LoggerFactory:     quiet(),
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { server.Close() })
	var challenge stun.Message
	if err := stun.Decode(conn.call(build(f, stun.MethodAllocate, stun.ClassRequest, udp)), &challenge); err != nil {
		f.Fatal(err)
	}
	var nonce stun.Nonce
	if err := nonce.GetFrom(&challenge); err != nil {
		f.Fatal(err)
	}
	signed := func(t testing.TB, typ uint16, attributes []byte) []byte {
		var mt stun.MessageType
		mt.ReadValue(typ)
		m, err := stun.Build(stun.NewTransactionIDSetter(id), mt)
		if err != nil {
			t.Fatal(err)
		}
		m.Raw = append(m.Raw, attributes...)
		m.Length = uint32(len(attributes))
		m.WriteLength()
		if mt.Class != stun.ClassRequest || m.Decode() != nil {
			return m.Raw // as it stands: what ends in the fault is what hurts
		}
		for _, s := range []stun.Setter{stun.NewUsername("u"), stun.NewRealm("portage"), nonce, key} {
			if err := s.AddTo(m); err != nil { // the fuzzer put a FINGERPRINT before it
				return m.Raw
			}
		}
		return m.Raw
	}
	for _, seed := range []struct {
		typ uint16
		b   []byte
	}{
		{0x0003, build(f, 0, 0, udp)}, {0x0003, build(f, 0, 0, udp, raw(stun.AttrLifetime, 0, 0, 0, 0))},
		{0x0004, build(f, 0, 0, raw(stun.AttrLifetime, 0, 0, 2, 88))},
		{0x0008, build(f, 0, 0, peer("192.0.2.1:80"), peer("[2001:db8::1]:1"))},
		{0x0009, build(f, 0, 0, raw(stun.AttrChannelNumber, 0x40, 0, 0, 0), peer("192.0.2.1:80"))},
		{0x0016, build(f, 0, 0, peer("192.0.2.1:80"), data)},
		{0x0016, build(f, 0, 0, data, raw(stun.AttrXORPeerAddress))}, // CVE-2026-54909
		{0x0001, nil},
	} {
		attributes := seed.b
		if len(attributes) >= HeaderLen {
			attributes = attributes[HeaderLen:]
		}
		f.Add(seed.typ, attributes)
	}
	if answer := conn.call(signed(f, 0x0003, build(f, 0, 0, udp)[HeaderLen:])); len(answer) < 2 || answer[0] != 1 || answer[1] != 3 {
		f.Fatalf("no allocation: % x", answer)
	}
	f.Fuzz(func(t *testing.T, typ uint16, attributes []byte) {
		if len(attributes) > 1000 {
			return // pion reads 1,600 bytes at most
		}
		b := signed(t, typ, attributes)
		var p Packet
		if p.Parse(b) == nil && p.Fault.Code == 0 {
			conn.call(b)
		}
		if server.AllocationCount() == 0 { // the fuzzer has deleted it
			conn.call(signed(t, 0x0003, build(t, 0, 0, udp)[HeaderLen:]))
		}
	})
}
