package endpoint

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
)

// A handshake packet is repeated after repeatFirst, then after twice as long each time, at
// most every repeatMost. A repeat too many costs 73 octets; waiting costs the user.
const (
	repeatFirst = 250 * time.Millisecond
	repeatMost  = 4 * time.Second
)

// ErrConfig says that a Config cannot work.
var ErrConfig = errors.New("endpoint: invalid config")

// Config is what an endpoint brings to a session. Session and PSK are the same at both
// ends.
type Config struct {
	Session
	// PSK is the invitation's secret: 32 random bytes, for this session only.
	PSK [32]byte
	// Static is the responder's own X25519 key, for Accept.
	Static *ecdh.PrivateKey
	// PeerStatic is the responder's X25519 key, for Initiate.
	PeerStatic *ecdh.PublicKey
	// Acks is nil for an endpoint that signs nothing: the payer's.
	Acks *Acks
	// Counts is told what passed at an endpoint without Acks. It may be nil.
	Counts CountSink
	// Log is nil for none.
	Log *slog.Logger
}

func (c Config) check(hasStatic bool) error {
	switch {
	case !hasStatic:
		return fmt.Errorf("%w: no X25519 static key", ErrConfig)
	case c.PSK == [32]byte{}:
		return fmt.Errorf("%w: no psk", ErrConfig)
	case c.SampleOneIn != 0 && sample.CheckRate(c.SampleOneIn) != nil:
		return fmt.Errorf("%w: %w", ErrConfig, sample.CheckRate(c.SampleOneIn))
	case c.Acks != nil && c.Counts != nil:
		return fmt.Errorf("%w: acks and counts: an endpoint tells its counts once", ErrConfig)
	}
	return c.Acks.check(c.Session)
}

// side is which end this is: the payer signs nothing, and is A.
func (c Config) side() ack.Side {
	if c.Acks == nil {
		return ack.A
	}
	return c.Acks.Side
}

func (c Config) logger() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}

// Initiate makes the handshake over pc with the responder at peer. It tries until ctx
// ends. It returns ErrConfig, an error of the path, or ctx's. On success the Conn owns pc;
// on failure pc is the caller's, without a read deadline, and the session may be tried
// again.
func Initiate(ctx context.Context, pc net.PacketConn, peer net.Addr, cfg Config) (*Conn, error) {
	if err := cfg.check(cfg.PeerStatic != nil && cfg.PeerStatic.Curve() == ecdh.X25519()); err != nil {
		return nil, err
	}
	s := newSecrets(cfg.Session, cfg.PSK, cfg.PeerStatic)
	machine, err := newInitiator(s, uint64(time.Now().UnixNano()), rand.Reader)
	if err != nil {
		return nil, err
	}
	path := follow(ctx, pc)
	defer path.leave()
	c := newConn(pc, peer, cfg)
	for repeat := true; ; {
		if repeat {
			if err := c.sendHandshake(machine.packet, peer); err != nil {
				return nil, err
			}
			path.schedule()
		}
		packet, _, err := path.read()
		if repeat = errors.Is(err, errRepeat); repeat {
			continue
		}
		if err != nil {
			return nil, err
		}
		if c.keys, err = machine.accept(packet); err != nil {
			c.tally.rejected.add(len(packet))
			continue
		}
		c.tally.received(len(packet))
		c.response = bytes.Clone(packet)
		c.confirm()
		c.start()
		return c, nil
	}
}

// Accept waits on pc for an initiator's handshake, until ctx ends. The Conn's peer is
// where the packet that ended the handshake came from. Errors and the owner of pc are as
// for Initiate.
func Accept(ctx context.Context, pc net.PacketConn, cfg Config) (*Conn, error) {
	if err := cfg.check(cfg.Static != nil && cfg.Static.Curve() == ecdh.X25519()); err != nil {
		return nil, err
	}
	s := newSecrets(cfg.Session, cfg.PSK, cfg.Static.PublicKey())
	machine := newResponder(s, cfg.Static, rand.Reader)
	path := follow(ctx, pc)
	defer path.leave()
	c := newConn(pc, nil, cfg)
	for {
		packet, from, err := path.read()
		switch {
		case errors.Is(err, errRepeat):
			c.respond(machine.response, c.peer)
			path.schedule()
			continue
		case err != nil:
			return nil, err
		}
		switch h, _, err := Parse(packet); {
		case err == nil && h.Type == TypeInit:
			if c.answer(machine, packet, from) {
				path.restart()
			}
		case err == nil && h.isSealed() && c.keys != nil:
			if h, payload, ok := c.receive(&path.buffer.scratch, packet); ok {
				c.established(h, payload, from)
				return c, nil
			}
		default:
			c.tally.rejected.add(len(packet))
		}
	}
}

// answer handles an init. It reports whether a new attempt has begun.
func (c *Conn) answer(machine *responder, init []byte, from net.Addr) bool {
	k, err := machine.answer(init)
	if err != nil {
		c.tally.rejected.add(len(init))
		return false
	}
	if k == nil { // a repeat: the response may be lost
		c.tally.rejected.add(len(init))
		c.respond(machine.response, from)
		return false
	}
	c.keys, c.peer = k, from
	c.tally = tally{rejected: c.tally.rejected}
	c.tally.received(len(init))
	c.respond(machine.response, from)
	return true
}

// established ends a responder's handshake with the first packet under the new keys.
func (c *Conn) established(h Header, payload []byte, from net.Addr) {
	c.peer = from
	if h.Type == TypeData {
		first := bytes.Clone(payload)
		c.first.Store(&first)
	}
	c.start()
}

// respond sends a response. Where it cannot be sent is the path's affair or a forger's:
// either way the wait goes on.
func (c *Conn) respond(response []byte, to net.Addr) {
	if err := c.sendHandshake(response, to); err != nil {
		c.log.Debug("response not sent", "to", to, "err", err)
	}
}

func (c *Conn) sendHandshake(packet []byte, to net.Addr) error {
	c.tally.sent(len(packet))
	_, err := c.pc.WriteTo(packet, to)
	return err
}

// errRepeat says that it is time to repeat a handshake packet.
var errRepeat = errors.New("endpoint: repeat")

// path reads a net.PacketConn during a handshake: until the next repeat, and until a
// context ends.
type path struct {
	pc     net.PacketConn
	ctx    context.Context
	buffer *inBuffer
	wait   time.Duration // before the last repeat
	leave  func()        // frees pc for another reader
}

func follow(ctx context.Context, pc net.PacketConn) *path {
	p := &path{pc: pc, ctx: ctx, buffer: inBuffers.Get().(*inBuffer)}
	interrupted := make(chan struct{})
	cancel := context.AfterFunc(ctx, func() {
		defer close(interrupted)
		pc.SetReadDeadline(time.Unix(1, 0))
	})
	p.leave = func() {
		if !cancel() {
			<-interrupted
		}
		pc.SetReadDeadline(time.Time{})
		inBuffers.Put(p.buffer)
	}
	return p
}

// restart makes the next repeat due after repeatFirst.
func (p *path) restart() {
	p.wait = 0
	p.schedule()
}

// schedule makes the next repeat due, later than the last.
func (p *path) schedule() {
	p.wait = min(max(2*p.wait, repeatFirst), repeatMost)
	p.pc.SetReadDeadline(time.Now().Add(p.wait))
}

// read returns the next datagram, good until the next read. It returns errRepeat, ctx's
// error, or the path's.
func (p *path) read() ([]byte, net.Addr, error) {
	if p.ctx.Err() == nil { // else schedule may have undone the interruption
		n, from, err := p.pc.ReadFrom(p.buffer.data[:])
		if err == nil {
			return p.buffer.data[:n], from, nil
		}
		if timeout := net.Error(nil); !errors.As(err, &timeout) || !timeout.Timeout() {
			return nil, nil, err
		}
	}
	if p.ctx.Err() != nil {
		return nil, nil, fmt.Errorf("endpoint: handshake: %w", context.Cause(p.ctx))
	}
	return nil, nil, errRepeat
}
