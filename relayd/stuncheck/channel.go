package stuncheck

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ChannelData, RFC 8656 section 12.4: channel number u16 | length u16 | data.
// Over TCP the data is padded to a multiple of 4 bytes, over UDP it may be.
//
// The numbers are those of RFC 5766 section 11. RFC 8656 section 12 has clients
// take them from 0x4000 to 0x4FFF only, so that the first byte leaves room for
// other protocols on the client's port; but clients of its predecessor draw from
// all of them (coturn's turnutils_uclient does), and no number means anything else.
const (
	ChannelHeaderLen = 4
	channelMin       = 0x4000
	channelMax       = 0x7FFF
)

// ErrChannelData means that a packet is no well-formed ChannelData.
var ErrChannelData = errors.New("stuncheck: malformed ChannelData")

// ErrFrame means that a stream holds neither STUN nor ChannelData.
var ErrFrame = errors.New("stuncheck: neither STUN nor ChannelData")

// IsChannel reports whether n is a channel number that a client may bind.
func IsChannel(n uint16) bool {
	return n >= channelMin && n <= channelMax
}

// LooksLikeChannelData tells ChannelData from STUN, by the first two bits.
func LooksLikeChannelData(b []byte) bool {
	return len(b) > 0 && b[0]>>6 == 1
}

// ParseChannelData returns the channel number and the data, which points into b.
func ParseChannelData(b []byte) (number uint16, data []byte, err error) {
	if len(b) < ChannelHeaderLen {
		return 0, nil, fmt.Errorf("%w: %d bytes", ErrChannelData, len(b))
	}
	number = binary.BigEndian.Uint16(b)
	n, rest := int(binary.BigEndian.Uint16(b[2:])), b[ChannelHeaderLen:]
	if !IsChannel(number) {
		return 0, nil, fmt.Errorf("%w: number %#04x", ErrChannelData, number)
	}
	if len(rest) < n || len(rest) > padded(n) {
		return 0, nil, fmt.Errorf("%w: got length %d, %d bytes", ErrChannelData, n, len(rest))
	}
	return number, rest[:n], nil
}

// FrameLen returns how many bytes of a TCP stream belong to the packet that
// begins with head (RFC 8656 section 3.7 and 12.5), at most 65,555. After
// ErrFrame nothing more can be read from the stream.
func FrameLen(head [4]byte) (int, error) {
	first, n := binary.BigEndian.Uint16(head[:]), int(binary.BigEndian.Uint16(head[2:]))
	switch {
	case first&typeZeroBits == 0 && n%4 == 0:
		return HeaderLen + n, nil
	case IsChannel(first):
		return ChannelHeaderLen + padded(n), nil
	}
	return 0, fmt.Errorf("%w: %#04x, length %d", ErrFrame, first, n)
}
