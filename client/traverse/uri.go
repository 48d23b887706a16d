package traverse

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/pion/stun"
)

var (
	// ErrURI says that a text is not a TURN URI of RFC 7065.
	ErrURI = errors.New("traverse: not a TURN URI")
	// ErrTransport says that a TURN URI asks for a transport other than UDP and TCP.
	ErrTransport = errors.New("traverse: transport not supported")
)

// URI is where a relay listens: turn:host:port?transport=udp.
type URI struct {
	Host string // name or IP address, without brackets
	Port uint16
	TCP  bool // else UDP
}

// ParseURI reads a TURN URI (RFC 7065); without a port it means 3478, without a transport
// UDP. It returns ErrURI, or ErrTransport for turns: (TLS and DTLS).
func ParseURI(s string) (URI, error) {
	u, err := stun.ParseURI(s)
	if err != nil {
		return URI{}, fmt.Errorf("%w: %q: %w", ErrURI, s, err)
	}
	switch {
	case u.Scheme == stun.SchemeTypeTURNS:
		return URI{}, fmt.Errorf("%w: %q", ErrTransport, s)
	case u.Scheme != stun.SchemeTypeTURN:
		return URI{}, fmt.Errorf("%w: %q: scheme: got %s, want turn", ErrURI, s, u.Scheme)
	case u.Port < 1 || u.Port > 65535:
		return URI{}, fmt.Errorf("%w: %q: port: got %d, want 1 to 65535", ErrURI, s, u.Port)
	case !isHost(u.Host):
		return URI{}, fmt.Errorf("%w: %q: host: got %q", ErrURI, s, u.Host)
	}
	return URI{u.Host, uint16(u.Port), u.Proto == stun.ProtoTypeTCP}, nil
}

// isHost reports whether s is an IP address or made as a host name is. Whether it exists
// is the resolver's to say.
func isHost(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		letter := r|0x20 >= 'a' && r|0x20 <= 'z'
		return !letter && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	})
}

// String returns the URI in full; ParseURI reads it back.
func (u URI) String() string {
	return fmt.Sprintf("turn:%s?transport=%s", u.address(), u.network())
}

func (u URI) address() string { return net.JoinHostPort(u.Host, strconv.Itoa(int(u.Port))) }

func (u URI) network() string {
	if u.TCP {
		return "tcp"
	}
	return "udp"
}
