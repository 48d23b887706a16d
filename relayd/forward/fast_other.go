//go:build !linux

package forward

import (
	"errors"
	"net/netip"
)

// newFast returns an error: only Linux has the fast path's system calls.
func newFast(*Plane, []netip.AddrPort) (path, []netip.AddrPort, error) {
	return nil, nil, errors.ErrUnsupported
}
