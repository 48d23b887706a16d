package turn

import (
	"bufio"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/portage-relay/portage/relayd/stuncheck"
)

// writeTimeout is how long a TCP client may take to accept one packet; then its
// connection ends. Packets for it wait in its relayed address's socket meanwhile.
const writeTimeout = 10 * time.Second

// maxRequest is the longest STUN packet over TCP, bytes. The longest USERNAME,
// REALM and NONCE together take 2,050.
const maxRequest = 4096

// retryDelay is the pause after an error of a listener that may pass, such as
// too many open files.
const retryDelay = 10 * time.Millisecond

// serveTCP accepts connections until the listener is closed.
func (r *Relay) serveTCP(l *net.TCPListener) {
	local := addrPort(l.Addr())
	for {
		conn, err := l.AcceptTCP()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			r.config.Log.Warn("cannot accept clients", "addr", local, "err", err)
			time.Sleep(retryDelay)
			continue
		}
		remote := addrPort(conn.RemoteAddr())
		if !r.conns.add(conn, remote.Addr()) {
			conn.Close()
			continue
		}
		r.running.Go(func() {
			defer r.conns.remove(conn, remote.Addr())
			r.serveConn(conn, tuple{tcp, local, remote})
		})
	}
}

// serveConn takes packets from one connection; its end is the end of the
// client's allocation (RFC 8656 section 3.7).
func (r *Relay) serveConn(conn *net.TCPConn, t tuple) {
	c := &tcpClient{conn: conn, idle: r.config.Limits.Idle}
	c.hold(false)
	err := r.readConn(conn, &source{tuple: t, client: func() client { return c }})
	conn.Close()
	if a := r.table.get(t); a != nil {
		a.close()
	}
	r.config.Log.Debug("connection ended", "client", t.remote, "err", err)
}

// readConn splits a connection into packets. A client's packet that is too long
// is passed over; a stranger's, and what is neither STUN nor ChannelData, ends
// the connection.
func (r *Relay) readConn(conn net.Conn, s *source) error {
	longest := max(maxRequest, headroom+r.config.Limits.Payload+3)
	stream := bufio.NewReaderSize(conn, longest)
	for {
		head, err := stream.Peek(stuncheck.ChannelHeaderLen)
		if err != nil {
			return err
		}
		n, err := stuncheck.FrameLen([stuncheck.ChannelHeaderLen]byte(head))
		if err != nil {
			return err
		}
		if n > longest {
			err = r.oversize(s, n-stuncheck.ChannelHeaderLen)
		} else {
			err = r.receivePeeked(stream, s, n)
		}
		if err != nil {
			return err
		}
		if _, err := stream.Discard(n); err != nil {
			return err
		}
	}
}

// receivePeeked takes the next n bytes of a stream as a packet. It returns an
// error only where the stream cannot go on.
func (r *Relay) receivePeeked(stream *bufio.Reader, s *source, n int) error {
	packet, err := stream.Peek(n)
	if err != nil {
		return err
	}
	if err := r.receive(s, packet); errors.Is(err, stuncheck.ErrCookie) {
		return err
	}
	return nil
}

// tcpClient is a client behind a TCP connection.
type tcpClient struct {
	conn net.Conn
	idle time.Duration
	mu   sync.Mutex // one packet after the other
}

func (c *tcpClient) write(packet []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err == nil {
		_, err = c.conn.Write(packet)
	}
	if err != nil {
		c.conn.Close() // half a packet may be on its way
	}
	return err
}

// hold gives a connection without an allocation until c.idle from now, however
// slowly it sends.
func (c *tcpClient) hold(allocated bool) {
	var end time.Time
	if !allocated {
		end = time.Now().Add(c.idle)
	}
	_ = c.conn.SetReadDeadline(end) // fails on a closed connection only
}

// connections counts and closes TCP connections.
type connections struct {
	most, mostPerIP int

	mu     sync.Mutex
	closed bool
	all    map[*net.TCPConn]struct{}
	perIP  map[netip.Addr]int
}

func newConnections(most, mostPerIP int) *connections {
	return &connections{
		most:      most,
		mostPerIP: mostPerIP,
		all:       make(map[*net.TCPConn]struct{}),
		perIP:     make(map[netip.Addr]int),
	}
}

// add enters a connection, or returns false if there is no room for it.
func (c *connections) add(conn *net.TCPConn, ip netip.Addr) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.all) >= c.most || c.perIP[ip] >= c.mostPerIP {
		return false
	}
	c.all[conn] = struct{}{}
	c.perIP[ip]++
	return true
}

func (c *connections) remove(conn *net.TCPConn, ip netip.Addr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.all, conn)
	if c.perIP[ip]--; c.perIP[ip] == 0 {
		delete(c.perIP, ip)
	}
}

func (c *connections) len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.all)
}

// close closes all connections; from now on add refuses.
func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for conn := range c.all {
		conn.Close()
	}
}
