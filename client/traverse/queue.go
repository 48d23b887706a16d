package traverse

import (
	"net"
	"os"
	"sync"
	"time"
)

// maxQueue datagrams wait for a reader, about 1.4 MB of full ones; more are dropped, as a
// socket's buffer does.
const maxQueue = 1024

// datagram is what a peer sent, in memory of its own.
type datagram struct {
	data []byte
	from net.Addr
}

var datagrams = sync.Pool{New: func() any { return &datagram{data: make([]byte, 0, 2048)} }}

// queue holds received datagrams until they are read, a deadline passes, or it ends.
type queue struct {
	mu       sync.Mutex
	changed  sync.Cond // of mu
	ring     [maxQueue]*datagram
	head, n  int
	deadline time.Time
	expired  bool // the deadline has passed
	timer    *time.Timer
	err      error // why it ended; nil: it has not
}

func newQueue() *queue {
	q := new(queue)
	q.changed.L = &q.mu
	return q
}

// put appends a copy of data, or drops it if the queue is full or has ended.
func (q *queue) put(data []byte, from net.Addr) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.n == maxQueue || q.err != nil {
		return
	}
	d := datagrams.Get().(*datagram)
	d.data, d.from = append(d.data[:0], data...), from
	q.ring[(q.head+q.n)%maxQueue] = d
	q.n++
	q.changed.Signal()
}

// read copies the oldest datagram to p and drops what does not fit.
func (q *queue) read(p []byte) (int, net.Addr, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		switch {
		case q.err != nil:
			return 0, nil, q.err
		case q.expired:
			return 0, nil, os.ErrDeadlineExceeded
		case q.n > 0:
			d := q.ring[q.head]
			q.ring[q.head], q.head, q.n = nil, (q.head+1)%maxQueue, q.n-1
			n, from := copy(p, d.data), d.from
			datagrams.Put(d)
			return n, from, nil
		}
		q.changed.Wait()
	}
}

// setDeadline sets until when read waits; zero: for ever.
func (q *queue) setDeadline(t time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.timer != nil {
		q.timer.Stop()
	}
	q.deadline, q.expired = t, false
	if !t.IsZero() && q.err == nil {
		q.timer = time.AfterFunc(time.Until(t), func() { q.expire(t) })
	}
}

func (q *queue) expire(t time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.deadline == t {
		q.expired = true
		q.changed.Broadcast()
	}
}

// end makes every read return err. Only the first end counts.
func (q *queue) end(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err != nil {
		return
	}
	q.err = err
	if q.timer != nil {
		q.timer.Stop()
	}
	q.changed.Broadcast()
}
