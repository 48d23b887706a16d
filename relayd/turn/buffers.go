package turn

import (
	"log/slog"
	"net"
)

// socketBuffer is the size that is asked of the kernel for both buffers of every
// UDP socket, bytes: without it a burst at line rate is lost before it can be
// forwarded.
const socketBuffer = 4 << 20

// setBuffers enlarges a socket's buffers as far as the system allows.
func setBuffers(conn *net.UDPConn, log *slog.Logger) {
	err := conn.SetReadBuffer(socketBuffer)
	if err == nil {
		err = conn.SetWriteBuffer(socketBuffer)
	}
	if err != nil {
		log.Debug("small socket buffers", "addr", conn.LocalAddr(), "err", err)
	}
	forceBuffers(conn)
}
