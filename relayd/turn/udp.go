package turn

import (
	"errors"
	"net"
	"net/netip"
	"time"
)

// retryDelay is the pause after an error of a listener that may pass, such as
// too many open files.
const retryDelay = 10 * time.Millisecond

// serveUDP takes packets from a listening socket until it is closed.
func (r *Relay) serveUDP(conn *net.UDPConn) {
	buf := make([]byte, 1<<16)
	var remote netip.AddrPort
	s := &source{
		tuple:  tuple{network: udp, local: addrPort(conn.LocalAddr())},
		client: func() client { return udpClient{conn, remote} },
	}
	for {
		n, from, err := conn.ReadFromUDPAddrPort(buf)
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			r.config.Log.Warn("cannot read from clients", "addr", s.tuple.local, "err", err)
			time.Sleep(retryDelay)
			continue
		}
		remote = unmap(from)
		s.tuple.remote = remote
		_ = r.receive(s, buf[:n]) // counted as discarded
	}
}

// udpClient is a client behind a listening UDP socket.
type udpClient struct {
	conn   *net.UDPConn
	remote netip.AddrPort
}

func (c udpClient) write(packet []byte) error {
	_, err := c.conn.WriteToUDPAddrPort(packet, c.remote)
	return err
}

func (udpClient) hold(bool) {}
