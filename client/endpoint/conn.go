package endpoint

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
)

var (
	// ErrTooLong says that a datagram is longer than MaxPayload.
	ErrTooLong = errors.New("endpoint: datagram too long")
	// ErrPeer says that a datagram is for another address than the peer's.
	ErrPeer = errors.New("endpoint: not the peer's address")
)

// Conn is one end of an established session: a net.PacketConn whose only address is the
// peer's. What ReadFrom returns, the other endpoint sent, in this session, once; it may be
// lost or reordered as on any path. Safe for concurrent use.
//
// Packets are opened by whoever calls ReadFrom: nothing is received, counted or
// acknowledged while nobody reads.
type Conn struct {
	pc      net.PacketConn
	peer    net.Addr
	keys    *keys
	session Session
	side    ack.Side
	report  func(context.Context, said) error // nil: nobody wants this end's counts
	asker   Asker                             // of report; nil with it
	log     *slog.Logger

	// response is what an initiator answers with confirm if it comes again, until it
	// has heard from the responder.
	response []byte
	heard    atomic.Bool
	// first is the payload that ended a responder's handshake; nil once read.
	first atomic.Pointer[[]byte]

	mu     sync.Mutex // of the following
	tally  tally
	policy Policy

	// Of the acknowledging goroutine.
	wake    chan struct{} // cap 1: what is due may have changed
	flush   chan flush
	closing context.Context // ended by Close
	stop    context.CancelFunc
	stopped sync.WaitGroup
}

func newConn(pc net.PacketConn, peer net.Addr, cfg Config) *Conn {
	c := &Conn{
		pc:      pc,
		peer:    peer,
		session: cfg.Session,
		side:    cfg.side(),
		log:     cfg.logger(),
		wake:    make(chan struct{}, 1),
		flush:   make(chan flush),
	}
	c.report, c.asker = cfg.report()
	c.closing, c.stop = context.WithCancel(context.Background())
	return c
}

// start begins to acknowledge: only once the handshake is over, so that an attempt that
// fails has signed nothing.
func (c *Conn) start() {
	if c.report != nil {
		c.stopped.Go(func() { c.acknowledge(c.closing) })
	}
}

// inBuffer holds any datagram, so that rejected ones count whole too.
type inBuffer struct {
	scratch scratch
	data    [1 << 16]byte
}

type outBuffer struct {
	scratch scratch
	data    [MaxDatagram]byte
}

var (
	inBuffers  = sync.Pool{New: func() any { return new(inBuffer) }}
	outBuffers = sync.Pool{New: func() any { return new(outBuffer) }}
)

// ReadFrom waits for the peer's next datagram, and drops its end if it is longer than p.
// Errors are those of the path: net.ErrClosed, os.ErrDeadlineExceeded …; no packet from
// anywhere is an error.
func (c *Conn) ReadFrom(p []byte) (int, net.Addr, error) {
	if c.first.Load() != nil {
		if first := c.first.Swap(nil); first != nil {
			return copy(p, *first), c.peer, nil
		}
	}
	b := inBuffers.Get().(*inBuffer)
	defer inBuffers.Put(b)
	for {
		n, _, err := c.pc.ReadFrom(b.data[:])
		if err != nil {
			return 0, nil, err
		}
		if h, payload, ok := c.receive(&b.scratch, b.data[:n]); ok && h.Type == TypeData {
			return copy(p, payload), c.peer, nil
		}
	}
}

// receive opens and counts one datagram of the path. It reports whether it passed.
func (c *Conn) receive(x *scratch, packet []byte) (Header, []byte, bool) {
	if c.response != nil && !c.heard.Load() && bytes.Equal(packet, c.response) {
		c.confirm()
	}
	size := len(packet)
	sampled := size >= Overhead && c.keys.choose(x, binary.BigEndian.Uint64(packet[1:HeaderSize]), packet)
	h, payload, err := c.keys.open(&x.nonce, packet)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		err = c.tally.admit(h.Counter, len(packet))
	}
	if err != nil {
		c.tally.rejected.add(len(packet))
		return Header{}, nil, false
	}
	if sampled {
		c.tally.samples.Received(sample.NewLeaf(c.side.Other(), uint32(size), x.tag[:]))
	}
	c.heard.Store(true)
	c.noteGrowth()
	return h, payload, true
}

// WriteTo sends p to the peer. It returns ErrPeer, ErrTooLong, ErrExhausted, or an error
// of the path; the packet counts as sent from when it is given to the path.
func (c *Conn) WriteTo(p []byte, addr net.Addr) (int, error) {
	if addr != c.peer && addr.String() != c.peer.String() {
		return 0, fmt.Errorf("%w: got %v, want %v", ErrPeer, addr, c.peer)
	}
	if len(p) > MaxPayload {
		return 0, fmt.Errorf("%w: got %d bytes, want at most %d", ErrTooLong, len(p), MaxPayload)
	}
	if err := c.send(TypeData, p); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (c *Conn) send(t Type, payload []byte) error {
	c.mu.Lock()
	counter, err := c.tally.reserve(len(payload) + Overhead)
	c.noteGrowth()
	c.mu.Unlock()
	if err != nil {
		return err
	}
	b := outBuffers.Get().(*outBuffer)
	defer outBuffers.Put(b)
	packet := c.keys.seal(b.data[:0], &b.scratch.nonce, Header{t, counter}, payload)
	if c.keys.choose(&b.scratch, counter, packet) {
		leaf := sample.NewLeaf(c.side, uint32(len(packet)), b.scratch.tag[:])
		c.mu.Lock()
		c.tally.samples.Sent(leaf)
		c.mu.Unlock()
	}
	_, err = c.pc.WriteTo(packet, c.peer)
	return err
}

// confirm tells the responder that this end has the keys. One that is lost is asked for
// by the next repeat of the response.
func (c *Conn) confirm() {
	if err := c.send(TypeConfirm, nil); err != nil {
		c.log.Debug("confirm not sent", "err", err)
	}
}

// Counts returns what was sent and received since the session began: a consistent
// snapshot, never less than an earlier one.
func (c *Conn) Counts() ack.Counts {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tally.counts
}

// Sampled returns the counts with what was sampled behind them: what an acknowledgement of
// now says and commits to. Without Session.SampleOneIn nothing was.
func (c *Conn) Sampled() (ack.Counts, sample.Evidence) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tally.counts, c.tally.samples.Evidence()
}

// Rejected returns what arrived and did not pass.
func (c *Conn) Rejected() Rejected {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tally.rejected
}

// Close ends the acknowledgements and closes the path. It sends nothing: see Flush.
func (c *Conn) Close() error {
	c.stop()
	err := c.pc.Close()
	c.stopped.Wait()
	return err
}

// Peer returns the other endpoint's address on the path.
func (c *Conn) Peer() net.Addr { return c.peer }

// LocalAddr returns this end's address on the path.
func (c *Conn) LocalAddr() net.Addr { return c.pc.LocalAddr() }

// SetDeadline sets the path's deadlines.
func (c *Conn) SetDeadline(t time.Time) error { return c.pc.SetDeadline(t) }

// SetReadDeadline sets the path's read deadline.
func (c *Conn) SetReadDeadline(t time.Time) error { return c.pc.SetReadDeadline(t) }

// SetWriteDeadline sets the path's write deadline.
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.pc.SetWriteDeadline(t) }

// SetReadBuffer sets the path's socket buffer, in bytes. A path that has none, such as one
// inside the process, has nothing to set: no error, so that quic-go does not warn.
func (c *Conn) SetReadBuffer(bytes int) error {
	if pc, ok := c.pc.(interface{ SetReadBuffer(int) error }); ok {
		return pc.SetReadBuffer(bytes)
	}
	return nil
}

// SetWriteBuffer is SetReadBuffer for sending.
func (c *Conn) SetWriteBuffer(bytes int) error {
	if pc, ok := c.pc.(interface{ SetWriteBuffer(int) error }); ok {
		return pc.SetWriteBuffer(bytes)
	}
	return nil
}
