// Package meet lets two endpoints find each other through a relay: one listens under a
// token, the other joins, and a few opaque messages pass between them (docs/protocol.md,
// section 10). It is free, and bounded in every way.
package meet

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/portage-relay/portage/payment/wire"
)

// Limits of the rendezvous.
const (
	MaxListeners        = 4096             // on the relay
	MaxListenersPerPeer = 4                // of one libp2p peer
	MaxListenersPerNet  = 64               // of one IPv4 /24 or IPv6 /48
	MaxWait             = 24 * time.Hour   // of a listener
	MaxMessages         = 64               // each way in one meeting
	MaxMeeting          = 60 * time.Second // from joining on
	greetTimeout        = 10 * time.Second
	writeTimeout        = 10 * time.Second
)

// Service is the rendezvous of one relay.
type Service struct {
	host   host.Host
	log    *slog.Logger
	ctx    context.Context
	cancel context.CancelFunc
	group  sync.WaitGroup

	mu        sync.Mutex
	closed    bool
	listeners map[wire.MeetToken]*party
	perPeer   map[peer.ID]int
	perNet    map[netip.Prefix]int
}

// party is one endpoint's stream.
type party struct {
	stream network.Stream
	read   *bufio.Reader
	joined chan *party   // to a listener: who joined
	over   chan struct{} // closed when a meeting, or the wait for one, is over
}

// New begins to serve meetings on a libp2p host.
func New(h host.Host, log *slog.Logger) *Service {
	s := &Service{host: h, log: log, listeners: map[wire.MeetToken]*party{}, perPeer: map[peer.ID]int{}, perNet: map[netip.Prefix]int{}}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	h.SetStreamHandler(protocol.ID(wire.MeetProtocol), s.handle)
	return s
}

// Close ends every meeting and waits.
func (s *Service) Close() {
	s.host.RemoveStreamHandler(protocol.ID(wire.MeetProtocol))
	s.cancel()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.group.Wait()
}

func (s *Service) handle(stream network.Stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		stream.Reset()
		return
	}
	s.group.Go(func() {
		stop := context.AfterFunc(s.ctx, func() { stream.Reset() })
		defer stop()
		if err := s.serve(&party{stream: stream, read: bufio.NewReader(stream), joined: make(chan *party, 1), over: make(chan struct{})}); err != nil {
			s.log.Debug("meet", "peer", stream.Conn().RemotePeer(), "err", err)
		}
		stream.Close()
	})
}

func (s *Service) serve(p *party) error {
	p.stream.SetReadDeadline(time.Now().Add(greetTimeout))
	first, err := wire.ReadMeetMessage(p.read)
	if err != nil {
		return err
	}
	p.stream.SetReadDeadline(time.Time{}) // from here on the wait and the meeting are bounded
	switch m := first.(type) {
	case wire.MeetListen:
		return s.listen(p, m.Token)
	case wire.MeetJoin:
		return s.join(p, m.Token)
	}
	return p.refuse(wire.CodeUnexpected, "listen or join first")
}

// listen waits until somebody joins or the listener goes away, then carries its messages.
func (s *Service) listen(p *party, token wire.MeetToken) error {
	if code := s.register(p, token); code != 0 {
		return p.refuse(code, "cannot listen under this token")
	}
	defer close(p.over)
	defer s.unregister(p, token)
	if err := p.send(wire.MeetOK{}); err != nil {
		return err
	}
	gone := make(chan error, 1)
	s.group.Go(func() { // a listener that says something before it is joined, or hangs up
		_, err := p.read.Peek(1)
		gone <- err
	})
	wait := time.NewTimer(MaxWait)
	defer wait.Stop()
	select {
	case <-wait.C:
		return p.refuse(wire.CodeOverLimit, "nobody joined in time; listen again")
	case other := <-p.joined:
		<-gone // its first byte is there, for carry to read, or it hung up
		return carry(p, other)
	case err := <-gone:
		select {
		case other := <-p.joined: // both at once
			return carry(p, other)
		default:
		}
		if err == nil {
			err = p.refuse(wire.CodeUnexpected, "wait for the other endpoint to speak first")
		}
		return err
	}
}

// join meets the listener, which gets to know it by its first message.
func (s *Service) join(p *party, token wire.MeetToken) error {
	s.mu.Lock()
	listener := s.listeners[token]
	delete(s.listeners, token) // one joiner a listener
	s.mu.Unlock()
	if listener == nil {
		return p.refuse(wire.CodeNobody, "nobody listens under this token")
	}
	end := time.Now().Add(MaxMeeting)
	p.stream.SetDeadline(end)
	listener.stream.SetDeadline(end)
	if err := p.send(wire.MeetOK{}); err != nil {
		listener.stream.Reset()
		return err
	}
	listener.joined <- p
	err := carry(p, listener)
	select {
	case <-listener.over:
	case <-s.ctx.Done():
	}
	return err
}

// carry copies one party's messages to the other until it ends.
func carry(from, to *party) error {
	for n := 0; ; n++ {
		m, err := wire.ReadMeetMessage(from.read)
		if err != nil {
			to.stream.CloseWrite()
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		data, ok := m.(wire.MeetData)
		if n == MaxMessages {
			defer to.stream.Reset()
			return from.refuse(wire.CodeOverLimit, "too many messages")
		}
		if !ok {
			defer to.stream.Reset() // after the answer: its end would close this stream
			return from.refuse(wire.CodeUnexpected, "only data passes between endpoints")
		}
		if err := to.forward(data); err != nil {
			from.stream.Reset()
			return err
		}
	}
}

func (s *Service) register(p *party, token wire.MeetToken) wire.Code {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := p.stream.Conn().RemotePeer()
	switch {
	case s.listeners[token] != nil:
		return wire.CodeTaken
	case len(s.listeners) >= MaxListeners:
		return wire.CodeBusy
	case s.perPeer[id] >= MaxListenersPerPeer, s.perNet[p.net()] >= MaxListenersPerNet:
		return wire.CodeOverLimit
	}
	s.listeners[token] = p
	s.perPeer[id]++
	s.perNet[p.net()]++
	return 0
}

func (s *Service) unregister(p *party, token wire.MeetToken) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listeners[token] == p {
		delete(s.listeners, token)
	}
	id := p.stream.Conn().RemotePeer()
	if s.perPeer[id]--; s.perPeer[id] == 0 {
		delete(s.perPeer, id)
	}
	if s.perNet[p.net()]--; s.perNet[p.net()] == 0 {
		delete(s.perNet, p.net())
	}
}

// net returns the network that a party's connection comes from; loopback and unknown
// addresses count as one network each.
func (p *party) net() netip.Prefix {
	a, err := manet.ToNetAddr(p.stream.Conn().RemoteMultiaddr())
	if err != nil {
		return netip.Prefix{}
	}
	ap, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	addr, bits := ap.Addr().Unmap(), 48
	if addr.Is4() {
		bits = 24
	}
	prefix, err := addr.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

func (p *party) send(m wire.MeetMessage) error {
	p.stream.SetWriteDeadline(time.Now().Add(writeTimeout))
	return wire.Write(p.stream, m)
}

// forward sends within the meeting's deadline.
func (p *party) forward(m wire.MeetData) error { return wire.Write(p.stream, m) }

func (p *party) refuse(code wire.Code, text string) error {
	return p.send(wire.MeetError{Code: code, Text: text})
}
