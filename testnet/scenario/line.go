package scenario

import (
	"io"
	"net"
	"net/url"
	"sync"
)

// line is a relay's line to its chain, which can be cut: as if its machine had lost power,
// for all that the chain sees of it.
type line struct {
	listener net.Listener
	to       string // host:port of the RPC

	mu    sync.Mutex // of the following
	down  bool
	conns map[net.Conn]bool
}

// line lays one to the stage's chain.
func (s *stage) line() *line {
	at := get(url.Parse(s.ground.url))
	l := &line{listener: get(net.Listen("tcp", "127.0.0.1:0")), to: at.Host, conns: map[net.Conn]bool{}}
	s.later(func() { l.listener.Close(); l.cut() })
	go l.serve()
	return l
}

// url is where the RPC is at this end of the line.
func (l *line) url() string { return "http://" + l.listener.Addr().String() }

func (l *line) serve() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.to)
		if err != nil || !l.join(near, far) {
			near.Close()
		}
	}
}

// join passes bytes both ways, unless the line is cut.
func (l *line) join(near, far net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.down {
		far.Close()
		return false
	}
	l.conns[near], l.conns[far] = true, true
	go pipe(near, far)
	go pipe(far, near)
	return true
}

func pipe(to, from net.Conn) {
	io.Copy(to, from)
	to.Close()
}

// cut ends all connections, and those to come.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = true
	for c := range l.conns {
		c.Close()
	}
	clear(l.conns)
}

// mend undoes a cut.
func (l *line) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = false
}
