// Package load drives a TURN relay, or anything that forwards alike, with UDP load, and
// measures what arrives and when.
//
// It is open loop: every packet has an instant at which it is to be sent, whatever has
// arrived by then, and its latency counts from that instant. A relay that stalls makes all
// the packets late that were to be sent meanwhile, so no omission is coordinated with it.
//
// Clients and peers are sockets of its own on loopback addresses apart from the relay's.
// One locked thread sends and receives by raw system calls, without the Go scheduler in
// between; trains go out by UDP_SEGMENT and are taken in by UDP_GRO.
package load

import (
	"errors"
	"fmt"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"
)

// Peers is how many peer sockets there are: consecutive packets go to different ones.
const Peers = 16

var (
	clientIP = netip.AddrFrom4([4]byte{127, 0, 3, 1})
	peerIP   = netip.AddrFrom4([4]byte{127, 0, 2, 1})
)

// Ground is the generator's own sockets, the same for every relay that is measured.
type Ground struct {
	clients []socket
	peers   []socket
	epoll   int
	kinds   map[int32]bool     // of fd: true for a client's
	tallies map[uint32][]Tally // by run, of all that had some
}

// NewGround opens the peers' sockets.
func NewGround() (*Ground, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	g := &Ground{epoll: epoll, kinds: map[int32]bool{}, tallies: map[uint32][]Tally{}}
	for range Peers {
		s, err := g.open(peerIP)
		if err != nil {
			g.Close()
			return nil, err
		}
		g.peers = append(g.peers, s)
	}
	return g, nil
}

// grow makes sure of n clients.
func (g *Ground) grow(n int) error {
	for len(g.clients) < n {
		s, err := g.open(clientIP)
		if errors.Is(err, unix.EMFILE) {
			return fmt.Errorf("load: client %d: too many open files: raise the limit (ulimit -n): %w", len(g.clients), err)
		}
		if err != nil {
			return err
		}
		g.clients = append(g.clients, s)
		g.kinds[int32(s.fd)] = true
	}
	return nil
}

func (g *Ground) open(ip netip.Addr) (socket, error) {
	s, err := open(ip)
	if err != nil {
		return s, err
	}
	event := unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(s.fd)}
	if err := unix.EpollCtl(g.epoll, unix.EPOLL_CTL_ADD, s.fd, &event); err != nil {
		unix.Close(s.fd)
		return s, os.NewSyscallError("epoll_ctl", err)
	}
	return s, nil
}

// Close closes all sockets.
func (g *Ground) Close() {
	for _, s := range append(g.clients, g.peers...) {
		unix.Close(s.fd)
	}
	unix.Close(g.epoll)
}
