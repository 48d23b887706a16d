package traverse

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"

	"github.com/pion/stun"
)

// Sizes in bytes.
const (
	stunHeader    = 20
	channelHeader = 4
	maxMessage    = 1<<16 + stunHeader // more than any message, on a stream or in a datagram
)

// Channel numbers (RFC 8656 section 12).
const (
	firstChannel = 0x4000
	lastChannel  = 0x4fff
)

const cookie = 0x2112a442 // RFC 8489 section 5

const udpTransport = 17 // IANA protocol number, in REQUESTED-TRANSPORT

func isChannelData(b []byte) bool { return len(b) >= channelHeader && b[0]&0xf0 == 0x40 }

// appendChannelData appends a ChannelData message (RFC 8656 section 12.4). On a stream it
// is padded to a multiple of four.
func appendChannelData(b []byte, number uint16, data []byte, stream bool) []byte {
	b = binary.BigEndian.AppendUint16(b, number)
	b = binary.BigEndian.AppendUint16(b, uint16(len(data)))
	b = append(b, data...)
	if stream {
		b = append(b, make([]byte, -len(data)&3)...)
	}
	return b
}

// parseChannelData returns number and data of a ChannelData message, or false. Padding
// may follow.
func parseChannelData(b []byte) (uint16, []byte, bool) {
	number, n := binary.BigEndian.Uint16(b), int(binary.BigEndian.Uint16(b[2:]))
	if n > len(b)-channelHeader {
		return 0, nil, false
	}
	return number, b[channelHeader : channelHeader+n], true
}

func requestedTransport() stun.Setter {
	return stun.RawAttribute{Type: stun.AttrRequestedTransport, Value: []byte{udpTransport, 0, 0, 0}}
}

func channelNumber(n uint16) stun.Setter {
	return stun.RawAttribute{Type: stun.AttrChannelNumber, Value: []byte{byte(n >> 8), byte(n), 0, 0}}
}

// lifetime is LIFETIME, in whole seconds (RFC 8656 section 18.2).
func lifetime(d time.Duration) stun.Setter {
	seconds := binary.BigEndian.AppendUint32(nil, uint32(d/time.Second))
	return stun.RawAttribute{Type: stun.AttrLifetime, Value: seconds}
}

func getLifetime(m *stun.Message) (time.Duration, error) {
	v, err := m.Get(stun.AttrLifetime)
	if err != nil || len(v) != 4 {
		return 0, fmt.Errorf("%w: LIFETIME: %d bytes, %v", ErrResponse, len(v), err)
	}
	return time.Duration(binary.BigEndian.Uint32(v)) * time.Second, nil
}

// peerAddress is XOR-PEER-ADDRESS.
type peerAddress netip.AddrPort

func (p peerAddress) AddTo(m *stun.Message) error {
	addr := netip.AddrPort(p)
	return stun.XORMappedAddress{IP: addr.Addr().AsSlice(), Port: int(addr.Port())}.AddToAs(m, stun.AttrXORPeerAddress)
}

// getAddress reads an XOR-…-ADDRESS (RFC 8489 section 14.2). pion's own reader panics on
// one that is empty.
func getAddress(m *stun.Message, t stun.AttrType) (netip.AddrPort, error) {
	const v4, v6 = 1, 2 // families
	v, err := m.Get(t)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("%w: %v: %w", ErrResponse, t, err)
	}
	if !(len(v) == 8 && v[1] == v4) && !(len(v) == 20 && v[1] == v6) {
		return netip.AddrPort{}, fmt.Errorf("%w: %v: got %x", ErrResponse, t, v)
	}
	key := append(binary.BigEndian.AppendUint32(nil, cookie), m.TransactionID[:]...)
	ip := make([]byte, len(v)-4)
	for i := range ip {
		ip[i] = v[4+i] ^ key[i]
	}
	addr, _ := netip.AddrFromSlice(ip)
	return netip.AddrPortFrom(addr.Unmap(), binary.BigEndian.Uint16(v[2:])^cookie>>16), nil
}

// stream is a TCP connection that reads one whole message at a time (RFC 8656 section
// 12.5).
type stream struct {
	net.Conn
	buffered *bufio.Reader
}

// Read fills b, which has room for maxMessage, with the next message and its padding. It
// returns ErrFraming for what is no message: the stream cannot be followed further.
func (s stream) Read(b []byte) (int, error) {
	if _, err := io.ReadFull(s.buffered, b[:channelHeader]); err != nil {
		return 0, err
	}
	rest := int(binary.BigEndian.Uint16(b[2:]))
	switch {
	case isChannelData(b[:channelHeader]):
		rest = (rest + 3) &^ 3
	case b[0]&0xc0 == 0 && rest&3 == 0:
		rest += stunHeader - channelHeader
	default:
		return 0, fmt.Errorf("%w: begins %x", ErrFraming, b[:channelHeader])
	}
	n, err := io.ReadFull(s.buffered, b[channelHeader:channelHeader+rest])
	if err == io.EOF {
		err = io.ErrUnexpectedEOF // the stream ends within a message
	}
	return channelHeader + n, err
}
