package turn

import (
	"crypto/rand"
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"
)

// bindTries is how many ports are tried before the range is taken for full.
const bindTries = 64

// reservationLifetime is how long a reserved port waits for its allocation, RFC
// 8656 section 7.2.
const reservationLifetime = 30 * time.Second

var errPorts = errors.New("turn: no port of the range will do")

var errReserved = errors.New("turn: credential has all the reservations it may have")

// bindRelayed binds a port of the relay's range, an even one on request, and on
// request the one above it too.
func (r *Relay) bindRelayed(even, withNext bool) (conn, next *net.UDPConn, err error) {
	err = errPorts
	for range bindTries {
		port := r.randomPort()
		if even {
			port &^= 1
		}
		if port < r.config.MinPort || withNext && port >= r.config.MaxPort {
			continue
		}
		if conn, err = r.bindPort(port); err != nil {
			continue
		}
		if !withNext {
			return conn, nil, nil
		}
		if next, err = r.bindPort(port + 1); err == nil {
			return conn, next, nil
		}
		conn.Close()
	}
	return nil, nil, fmt.Errorf("turn: no free port in %d tries of %d to %d: %w", bindTries, r.config.MinPort, r.config.MaxPort, err)
}

// randomPort draws a port that strangers cannot guess (RFC 8656 section 7.2).
func (r *Relay) randomPort() uint16 {
	return r.config.MinPort + uint16(mrand.IntN(int(r.config.MaxPort-r.config.MinPort)+1))
}

func (r *Relay) bindPort(port uint16) (*net.UDPConn, error) {
	return net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(r.config.RelayIP, port)))
}

// token is the value of RESERVATION-TOKEN.
type token [8]byte

// reservations are the sockets that wait for the Allocate with their token.
type reservations struct {
	mu      sync.Mutex
	byToken map[token]reservation
}

type reservation struct {
	username string
	conn     *net.UDPConn
	expiry   *time.Timer
}

func newReservations() *reservations {
	return &reservations{byToken: make(map[token]reservation)}
}

// put reserves conn for a user who has fewer than most reservations.
func (s *reservations) put(conn *net.UDPConn, username string, most int) (token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	own := 0
	for _, other := range s.byToken {
		if other.username == username {
			own++
		}
	}
	if own >= most {
		return token{}, errReserved
	}
	var t token
	rand.Read(t[:])
	s.byToken[t] = reservation{username, conn, time.AfterFunc(reservationLifetime, func() {
		if conn, ok := s.take(t, username); ok {
			conn.Close()
		}
	})}
	return t, nil
}

// take returns the socket that a user has reserved, once.
func (s *reservations) take(t token, username string) (*net.UDPConn, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	reserved, ok := s.byToken[t]
	if !ok || reserved.username != username {
		return nil, false
	}
	delete(s.byToken, t)
	reserved.expiry.Stop()
	return reserved.conn, true
}

// close gives all reserved ports back.
func (s *reservations) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, reserved := range s.byToken {
		reserved.expiry.Stop()
		reserved.conn.Close()
	}
	clear(s.byToken)
}
