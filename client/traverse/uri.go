package traverse

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
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

// Default port (RFC 7065 section 3.2).
const defaultPort = 3478

// ParseURI reads a TURN URI (RFC 7065); without a port it means 3478, without a transport
// UDP. It returns ErrURI, or ErrTransport for turns: (TLS, DTLS) and for transports other
// than udp and tcp. (pion's parser recurses without end on "turn:[::1]x".)
func ParseURI(s string) (URI, error) {
	scheme, rest, _ := strings.Cut(s, ":")
	authority, query, hasQuery := strings.Cut(rest, "?")
	transport, isTransport := strings.CutPrefix(query, "transport=")
	switch scheme = strings.ToLower(scheme); {
	case scheme != "turn" && scheme != "turns":
		return URI{}, fmt.Errorf("%w: %q: scheme: got %q, want turn", ErrURI, s, scheme)
	case hasQuery && !isTransport:
		return URI{}, fmt.Errorf("%w: %q: got ?%s, want ?transport=", ErrURI, s, query)
	case scheme == "turns" || hasQuery && transport != "udp" && transport != "tcp":
		return URI{}, fmt.Errorf("%w: %q", ErrTransport, s)
	}
	host, port, err := splitAuthority(authority)
	if err != nil {
		return URI{}, fmt.Errorf("%w: %q: %w", ErrURI, s, err)
	}
	return URI{host, port, transport == "tcp"}, nil
}

// splitAuthority splits host and port: name, IPv4 address or [IPv6 address], and :port or
// nothing.
func splitAuthority(s string) (string, uint16, error) {
	host, rest := s, ""
	if end := strings.IndexByte(s, ']'); strings.HasPrefix(s, "[") && end > 0 {
		host, rest = s[1:end], s[end+1:]
		if ip, err := netip.ParseAddr(host); err != nil || !ip.Is6() {
			return "", 0, fmt.Errorf("host: got [%s], want an IPv6 address", host)
		}
	} else {
		if colon := strings.IndexByte(s, ':'); colon >= 0 {
			host, rest = s[:colon], s[colon:]
		}
		if !isName(host) {
			return "", 0, fmt.Errorf("host: got %q", host)
		}
	}
	if rest == "" {
		return host, defaultPort, nil
	}
	port, err := strconv.ParseUint(strings.TrimPrefix(rest, ":"), 10, 16)
	if err != nil || port == 0 || rest[0] != ':' {
		return "", 0, fmt.Errorf("port: got %q, want :1 to :65535", rest)
	}
	return host, uint16(port), nil
}

// isName reports whether s is made as host names and IPv4 addresses are. Whether it exists
// is the resolver's to say.
func isName(s string) bool {
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
