//go:build !linux

package forward

import "net"

// forceBuffers does nothing: only Linux lets a process go beyond its limits.
func forceBuffers(*net.UDPConn) {}
