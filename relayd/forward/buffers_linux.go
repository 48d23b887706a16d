package forward

import (
	"net"

	"golang.org/x/sys/unix"
)

// forceBuffers goes beyond net.core.rmem_max and wmem_max, where the process may
// (CAP_NET_ADMIN): they are 208 KiB by default, and cut larger sizes silently.
func forceBuffers(conn *net.UDPConn) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, socketBuffer)
		_ = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_SNDBUFFORCE, socketBuffer)
	})
}
