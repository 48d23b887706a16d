//go:build !linux

package turn

import "net"

// forceBuffers does nothing: only Linux lets a process go beyond its limits.
func forceBuffers(*net.UDPConn) {}
