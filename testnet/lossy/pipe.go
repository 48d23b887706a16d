package lossy

import (
	"net"
	"os"
	"sync"
	"time"
)

// Pipe returns the two ends of a link that is perfect: in order, at once, nothing lost,
// never full. What it shall do wrong is added with Wrap. The ends have the addresses
// 192.0.2.1:1 and 192.0.2.2:2 (RFC 5737).
func Pipe() (a, b *End) {
	a, b = newEnd(1), newEnd(2)
	a.other, b.other = b, a
	return a, b
}

// End is one end of a Pipe: a net.PacketConn that has all methods but write deadlines
// (writing never blocks). Safe for concurrent use.
type End struct {
	addr  *net.UDPAddr
	other *End

	mu       sync.Mutex
	changed  sync.Cond // of mu: queue, expired or closed
	queue    []datagram
	deadline time.Time
	expired  bool // the deadline has passed
	timer    *time.Timer
	closed   bool
}

type datagram struct {
	data []byte
	from net.Addr
}

func newEnd(n byte) *End {
	e := &End{addr: &net.UDPAddr{IP: net.IPv4(192, 0, 2, n), Port: int(n)}}
	e.changed.L = &e.mu
	return e
}

// ReadFrom returns the oldest datagram, cut to len(p) as UDP does. Its errors are
// net.ErrClosed and os.ErrDeadlineExceeded.
func (e *End) ReadFrom(p []byte) (int, net.Addr, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for {
		switch {
		case e.closed:
			return 0, nil, net.ErrClosed
		case e.expired:
			return 0, nil, os.ErrDeadlineExceeded
		case len(e.queue) > 0:
			d := e.queue[0]
			e.queue = e.queue[1:]
			return copy(p, d.data), d.from, nil
		}
		e.changed.Wait()
	}
}

// WriteTo gives a copy of p to the other end if addr is its address; a datagram to any
// other address is lost, as it would be on a network.
func (e *End) WriteTo(p []byte, addr net.Addr) (int, error) {
	e.mu.Lock()
	closed := e.closed
	e.mu.Unlock()
	if closed {
		return 0, net.ErrClosed
	}
	if addr.String() == e.other.addr.String() {
		e.other.Inject(p, e.addr)
	}
	return len(p), nil
}

// Inject makes e receive a copy of p as if from had sent it: what a stranger can do.
func (e *End) Inject(p []byte, from net.Addr) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.closed {
		e.queue = append(e.queue, datagram{append([]byte(nil), p...), from})
		e.changed.Signal()
	}
}

// Close closes this end. The other goes on, and hears nothing.
func (e *End) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.queue = nil
	e.stopTimer()
	e.changed.Broadcast()
	return nil
}

// LocalAddr returns the address of this end.
func (e *End) LocalAddr() net.Addr { return e.addr }

// SetDeadline is SetReadDeadline.
func (e *End) SetDeadline(t time.Time) error { return e.SetReadDeadline(t) }

// SetWriteDeadline does nothing: writing never blocks.
func (e *End) SetWriteDeadline(time.Time) error { return nil }

// SetReadDeadline sets until when ReadFrom waits, also those that wait now; the zero
// time is for ever.
func (e *End) SetReadDeadline(t time.Time) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stopTimer()
	e.deadline, e.expired = t, false
	if !t.IsZero() && !e.closed {
		e.timer = time.AfterFunc(time.Until(t), func() { e.expire(t) })
	}
	return nil
}

func (e *End) expire(t time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.deadline == t {
		e.expired = true
		e.changed.Broadcast()
	}
}

func (e *End) stopTimer() {
	if e.timer != nil {
		e.timer.Stop()
	}
}
