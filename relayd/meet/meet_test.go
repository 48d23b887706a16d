package meet

import (
	"bufio"
	"bytes"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/portage-relay/portage/payment/wire"
)

type world struct {
	*testing.T
	svc   *Service
	relay host.Host
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, relay: newHost(t, libp2p.ListenAddrStrings("/ip4/127.0.0.1/tcp/0"))}
	w.svc = New(w.relay, slog.New(slog.DiscardHandler))
	t.Cleanup(w.svc.Close)
	return w
}

func newHost(t *testing.T, o libp2p.Option) host.Host {
	t.Helper()
	h, err := libp2p.New(o, libp2p.DisableRelay())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// end is one endpoint's stream.
type end struct {
	*testing.T
	stream network.Stream
	read   *bufio.Reader
}

func (w *world) end(h host.Host) *end {
	w.Helper()
	if h == nil {
		h = newHost(w.T, libp2p.NoListenAddrs)
	}
	if err := h.Connect(w.Context(), peer.AddrInfo{ID: w.relay.ID(), Addrs: w.relay.Addrs()}); err != nil {
		w.Fatal(err)
	}
	s, err := h.NewStream(w.Context(), w.relay.ID(), protocol.ID(wire.MeetProtocol))
	if err != nil {
		w.Fatal(err)
	}
	s.SetDeadline(time.Now().Add(time.Minute))
	return &end{w.T, s, bufio.NewReader(s)}
}

func (e *end) say(m wire.MeetMessage) {
	e.Helper()
	if err := wire.Write(e.stream, m); err != nil {
		e.Fatal(err)
	}
}

func (e *end) hear() wire.MeetMessage {
	e.Helper()
	m, err := wire.ReadMeetMessage(e.read)
	if err != nil {
		e.Fatal(err)
	}
	return m
}

func (e *end) ok() *end {
	e.Helper()
	if m := e.hear(); m != (wire.MeetOK{}) {
		e.Fatalf("got %v, want MeetOK", m)
	}
	return e
}

func (e *end) refused(code wire.Code) {
	e.Helper()
	m := e.hear()
	if err, ok := m.(wire.MeetError); !ok || err.Code != code {
		e.Fatalf("got %v, want %s", m, code)
	}
}

// ended waits until the relay has ended the stream.
func (e *end) ended() {
	e.Helper()
	for {
		if _, err := wire.ReadMeetMessage(e.read); err != nil {
			return
		}
	}
}

func (w *world) listen(h host.Host, token wire.MeetToken) *end {
	w.Helper()
	e := w.end(h)
	e.say(wire.MeetListen{Token: token})
	return e
}

func (w *world) join(token wire.MeetToken) *end {
	w.Helper()
	e := w.end(nil)
	e.say(wire.MeetJoin{Token: token})
	return e
}

// Two ends meet under a token and hear each other, in order and to the byte, until one
// hangs up; then the token is free again.
func TestMeeting(t *testing.T) {
	w := newWorld(t)
	token := wire.MeetToken{1}
	for range 2 {
		b := w.listen(nil, token).ok()
		a := w.join(token).ok()
		for i := range byte(5) {
			ask, answer := bytes.Repeat([]byte{i}, 100), bytes.Repeat([]byte{i}, wire.MaxPayload)
			a.say(wire.MeetData{Payload: ask})
			if m, ok := b.hear().(wire.MeetData); !ok || !bytes.Equal(m.Payload, ask) {
				t.Fatalf("B got %v", m)
			}
			b.say(wire.MeetData{Payload: answer})
			if m, ok := a.hear().(wire.MeetData); !ok || !bytes.Equal(m.Payload, answer) {
				t.Fatalf("A got %v", m)
			}
		}
		a.stream.CloseWrite()
		if _, err := wire.ReadMeetMessage(b.read); err != io.EOF {
			t.Fatalf("B got %v after A hung up, want %v", err, io.EOF)
		}
		b.stream.Close()
		a.ended()
	}
}

func TestRefused(t *testing.T) {
	w := newWorld(t)
	w.join(wire.MeetToken{9}).refused(wire.CodeNobody)

	w.listen(nil, wire.MeetToken{2}).ok()
	w.listen(nil, wire.MeetToken{2}).refused(wire.CodeTaken)

	first := w.end(nil)
	first.say(wire.MeetData{Payload: []byte("x")})
	first.refused(wire.CodeUnexpected)

	early := w.listen(nil, wire.MeetToken{3}).ok()
	early.say(wire.MeetData{Payload: []byte("x")})
	early.refused(wire.CodeUnexpected)
	w.join(wire.MeetToken{3}).refused(wire.CodeNobody)

	h := newHost(t, libp2p.NoListenAddrs)
	for i := range MaxListenersPerPeer {
		w.listen(h, wire.MeetToken{4, byte(i)}).ok()
	}
	w.listen(h, wire.MeetToken{5}).refused(wire.CodeOverLimit)
}

// One network cannot take all the places: nor can it by many identities.
func TestListenersPerNet(t *testing.T) {
	w := newWorld(t)
	for i := range MaxListenersPerNet {
		var h host.Host
		if i%MaxListenersPerPeer == 0 {
			h = newHost(t, libp2p.NoListenAddrs)
		}
		w.listen(h, wire.MeetToken{6, byte(i)}).ok()
	}
	w.listen(nil, wire.MeetToken{7}).refused(wire.CodeOverLimit)
}

// A listener that hangs up leaves its place.
func TestListenerGone(t *testing.T) {
	w := newWorld(t)
	b := w.listen(nil, wire.MeetToken{8}).ok()
	b.stream.Reset()
	for {
		a := w.join(wire.MeetToken{8})
		if m, ok := a.hear().(wire.MeetError); ok && m.Code == wire.CodeNobody {
			return
		}
		a.stream.Reset() // it joined before the relay saw B go
	}
}

// A meeting is not a way to carry traffic for free.
func TestTooManyMessages(t *testing.T) {
	w := newWorld(t)
	b := w.listen(nil, wire.MeetToken{10}).ok()
	a := w.join(wire.MeetToken{10}).ok()
	for range MaxMessages {
		a.say(wire.MeetData{Payload: []byte("x")})
		b.hear()
	}
	a.say(wire.MeetData{Payload: []byte("one too many")})
	a.refused(wire.CodeOverLimit)
	b.ended()
}

// Close ends waits and meetings.
func TestClose(t *testing.T) {
	w := newWorld(t)
	waiting := w.listen(nil, wire.MeetToken{11}).ok()
	b := w.listen(nil, wire.MeetToken{12}).ok()
	a := w.join(wire.MeetToken{12}).ok()
	w.svc.Close()
	waiting.ended()
	a.ended()
	b.ended()
}
