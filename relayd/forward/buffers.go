package forward

import (
	"log/slog"
	"net"
)

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
