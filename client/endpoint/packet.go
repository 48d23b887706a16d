// Package endpoint is an endpoint of a session: a net.PacketConn over a relayed path
// with a thin end-to-end layer of our own, and the delivery acknowledgements for what
// passed through it.
//
// # Packets
//
// Every packet on the path has the same outline, big-endian:
//
//	0      1               9                       n-16        n
//	+------+---------------+-----------------------+-----------+
//	| type | counter (u64) | body                  | tag (16)  |
//	+------+---------------+-----------------------+-----------+
//
//	type      counter             body                     tag
//	init      attempt             Noise message 1 (48)     HMAC-SHA256, cut to 16
//	response  attempt, repeated   Noise message 2 (48)     HMAC-SHA256, cut to 16
//	data      0, 1, 2 …           ciphertext of a datagram AES-256-GCM
//	confirm   the same sequence   empty                    AES-256-GCM
//
// Types lie in 4–15, which RFC 9443 leaves free, so that later a direct path can share a
// socket with STUN, TURN, DTLS, RTP and QUIC.
//
// # Handshake
//
// Noise_NKpsk0_25519_AESGCM_SHA256 with empty payloads: the initiator knows the
// responder's static key and a secret (psk), both from an invitation that came another
// way than over the relay. A Noise message is an ephemeral key (32) and a tag (16). The
// prologue binds protocol name, channel, session, both ack keys, the rate of sampling and the
// attempt, so if a relay told one side another key, no handshake ends.
//
//	initiator                             responder
//	    | init(attempt) ----------------------> |  checks the HMAC, then Noise
//	    | <------------------ response(attempt) |  has keys, does not use them yet
//	    | confirm, or any data ---------------> |  knows that both have the keys
//	    | <------------------------------- data |
//
// The initiator repeats init, and the responder its response, with back-off until the
// next packet of the other arrives; an initiator that has finished answers a repeated
// response with confirm. The attempt is the initiator's clock (Unix nanoseconds): a
// greater one replaces an unfinished handshake, the same bytes get the same answer, a
// lesser one gets none. So a responder keeps one handshake, whatever is replayed to it.
//
// The HMAC's key comes from psk, the responder's static key and the prologue. It is there
// so that a stranger's flood costs the responder one hash a packet and no curve
// arithmetic; what authenticates is Noise.
//
// # Transport
//
// Data packets are Noise transport messages with explicit nonces (Noise section 11.4):
// nonce = 4 zero bytes ‖ counter, associated data = type ‖ counter. A window of 8,128
// packets (RFC 6479) refuses what was seen. There is no rekey: MaxPackets bounds what one
// key may seal, and a session that reaches it ends with ErrExhausted; a new session is a
// new handshake.
//
// # Counting
//
// A datagram that passed (authenticated, first time) counts whole, all octets above, as
// the relay counts it. Handshake packets count too, when they are accepted. What does not
// pass counts nothing and is reported as rejected. Sent counts every packet that was
// given to the path, repeats included, before it leaves: what one end received is never
// more than the other sent, and without loss it is equal.
//
// # Sampling
//
// Where both ends have agreed to (Session.SampleOneIn), each takes down a few of the sealed
// packets that it sent and of those that passed, and its acknowledgements commit to them
// (package sample). A packet's seal is its GCM tag. The key is HKDF-SHA256 of both transport
// keys, the initiator's first, with the Noise handshake's hash as salt.
package endpoint

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Type is the first byte of a packet.
type Type byte

// The packet types. 0x0a to 0x0f are kept for path control (probes, candidates), sealed
// like data: an endpoint that does not know one counts the packet and ignores it.
const (
	TypeInit     Type = 0x04
	TypeResponse Type = 0x05
	TypeData     Type = 0x08
	TypeConfirm  Type = 0x09

	lastSealed Type = 0x0f
)

// Sizes in bytes.
const (
	HeaderSize = 1 + 8
	TagSize    = 16
	// Overhead is what the layer adds to each datagram.
	Overhead = HeaderSize + TagSize
	// HandshakeSize is the size of init and response: equal, so that a forged source
	// address gains a flood nothing.
	HandshakeSize = HeaderSize + noiseSize + TagSize

	noiseSize = 32 + 16 // an ephemeral key and a tag
)

// A datagram must fit, with all that is wrapped around it, in the packets of common
// access links.
const (
	linkMTU     = 1500 - 8                  // Ethernet carrying PPPoE (RFC 2516)
	ipHeaders   = 40 + 8                    // IPv6 and UDP
	turnHeaders = 20 + (4 + 20) + 4 + 3 + 8 // Send indication to an IPv6 peer, padding, FINGERPRINT

	// MaxDatagram is the most octets of one packet of this layer.
	MaxDatagram = linkMTU - ipHeaders - turnHeaders
	// MaxPayload is the most octets of one datagram of the application: 1,360. QUIC
	// needs 1,200 (RFC 9000 section 14).
	MaxPayload = MaxDatagram - Overhead
)

var (
	// ErrShort says that bytes are too few for a packet of their type.
	ErrShort = errors.New("endpoint: packet too short")
	// ErrType says that a packet's type is none that is expected.
	ErrType = errors.New("endpoint: unexpected packet type")
)

// Header is the clear part of a packet: authenticated, not secret.
type Header struct {
	Type    Type
	Counter uint64
}

// LooksLike reports whether b may be a packet of this layer and not one of STUN, TURN,
// DTLS, RTP or QUIC (RFC 9443). It says nothing about where b is from.
func LooksLike(b []byte) bool {
	return len(b) >= Overhead && Type(b[0]) >= TypeInit && Type(b[0]) <= lastSealed
}

// Append appends the header's HeaderSize bytes to b.
func (h Header) Append(b []byte) []byte {
	return binary.BigEndian.AppendUint64(append(b, byte(h.Type)), h.Counter)
}

// Parse splits a packet into header and the rest: body and tag, still unverified, which
// share b's memory. It returns ErrShort or ErrType.
func Parse(b []byte) (Header, []byte, error) {
	if len(b) < Overhead {
		return Header{}, nil, fmt.Errorf("%w: got %d bytes, want at least %d", ErrShort, len(b), Overhead)
	}
	h := Header{Type(b[0]), binary.BigEndian.Uint64(b[1:HeaderSize])}
	switch {
	case h.isHandshake() && len(b) != HandshakeSize:
		return Header{}, nil, fmt.Errorf("%w: handshake: got %d bytes, want %d", ErrShort, len(b), HandshakeSize)
	case !h.isHandshake() && !h.isSealed():
		return Header{}, nil, fmt.Errorf("%w: got %#02x", ErrType, byte(h.Type))
	}
	return h, b[HeaderSize:], nil
}

func (h Header) isHandshake() bool { return h.Type == TypeInit || h.Type == TypeResponse }
func (h Header) isSealed() bool    { return h.Type >= TypeData && h.Type <= lastSealed }
