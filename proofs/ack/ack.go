// Package ack holds delivery acknowledgements: what an endpoint says, under its own
// session key, that it sent and received. It is pure. See docs/protocol.md, section 5.
package ack

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// LeastEvery payload bytes of both directions are passed between two acknowledgements, unless the
// relay asks or half a minute is over: a signature costs about 50 µs, and no relay may have an
// end sign for each packet. It is a quarter of a first credit of 64 KiB (docs/protocol.md, section 5.2).
const LeastEvery = 16 << 10

var ackType = typeddata.NewType("DeliveryAck(bytes32 channelId,uint64 sessionId,uint8 side,uint64 sentBytes,uint64 recvBytes,uint64 sentPackets,uint64 recvPackets,bytes32 evidence)")

var (
	// ErrSide says that a side is neither A nor B.
	ErrSide = errors.New("ack: side out of range")
	// ErrOther says that an acknowledgement is for another channel, session or side.
	ErrOther = errors.New("ack: for another session")
	// ErrBackwards says that a counter is less than in an earlier acknowledgement.
	ErrBackwards = errors.New("ack: counter went backwards")
)

// Side names an endpoint of a session.
type Side uint8

// The two sides; the values are those of the signed uint8.
const (
	A Side = 0
	B Side = 1
)

// String returns "A" or "B".
func (s Side) String() string {
	switch s {
	case A:
		return "A"
	case B:
		return "B"
	}
	return fmt.Sprintf("Side(%d)", uint8(s))
}

// Other returns the opposite side.
func (s Side) Other() Side { return s ^ 1 }

// Counts are what one endpoint sent and received since the session began: payload
// bytes (the octets of the relayed datagrams) and packets. Cumulative.
type Counts struct {
	SentBytes, RecvBytes     uint64
	SentPackets, RecvPackets uint64
}

// Covers returns ErrBackwards if a counter of c is less than in old, which the same
// endpoint signed before.
func (c Counts) Covers(old Counts) error {
	if c.SentBytes < old.SentBytes || c.RecvBytes < old.RecvBytes ||
		c.SentPackets < old.SentPackets || c.RecvPackets < old.RecvPackets {
		return fmt.Errorf("%w: got %+v after %+v", ErrBackwards, c, old)
	}
	return nil
}

// DeliveryAck is an endpoint's statement. It is cumulative: the newest replaces all
// before it, so lost and reordered ones need no rule.
type DeliveryAck struct {
	ChannelID common.Hash
	SessionID uint64
	Side      Side
	Counts
	// Evidence commits to sampled packets, or is zero. Never about money.
	Evidence common.Hash
}

// Digest returns the EIP-712 digest.
func (a DeliveryAck) Digest(d typeddata.Domain) common.Hash {
	return d.Digest(ackType.Struct().
		Hash(a.ChannelID).
		Uint64(a.SessionID).
		Uint64(uint64(a.Side)).
		Uint64(a.SentBytes).
		Uint64(a.RecvBytes).
		Uint64(a.SentPackets).
		Uint64(a.RecvPackets).
		Hash(a.Evidence).
		Sum())
}

// Signed is an acknowledgement with its signature. The zero value stands for "none".
type Signed struct {
	DeliveryAck
	Signature typeddata.Signature
}

// Sign signs an acknowledgement with a session's ack key.
func Sign(a DeliveryAck, d typeddata.Domain, key *ecdsa.PrivateKey) (Signed, error) {
	if a.Side > B {
		return Signed{}, fmt.Errorf("%w: got %d", ErrSide, a.Side)
	}
	sig, err := typeddata.Sign(key, a.Digest(d))
	return Signed{a, sig}, err
}

// IsZero reports whether there is no acknowledgement.
func (s Signed) IsZero() bool { return s.Signature.IsZero() }

// Hash returns SHA-256(digest ‖ signature), by which a record names an
// acknowledgement, and the zero hash for "none".
func (s Signed) Hash(d typeddata.Domain) common.Hash {
	if s.IsZero() {
		return common.Hash{}
	}
	digest := s.Digest(d)
	return sha256.Sum256(append(digest[:], s.Signature[:]...))
}

// Verify checks side, session and signature in this order. It returns ErrSide,
// ErrOther, or an error of typeddata.Verify.
func (s Signed) Verify(d typeddata.Domain, channelID common.Hash, sessionID uint64, side Side, key common.Address) error {
	if s.Side > B {
		return fmt.Errorf("%w: got %d", ErrSide, s.Side)
	}
	if s.ChannelID != channelID || s.SessionID != sessionID || s.Side != side {
		return fmt.Errorf("%w: got %s/%d/%s, want %s/%d/%s", ErrOther,
			s.ChannelID, s.SessionID, s.Side, channelID, sessionID, side)
	}
	return typeddata.Verify(s.Digest(d), s.Signature, key)
}

// Direction is what acknowledgements prove about one direction of a session.
type Direction struct {
	Bytes uint64 // acknowledged payload bytes, cumulative
	// Basis is BothSigned or ReceiverSigned; PayerCounted where the receiver has no
	// key and nothing is proved: the best basis that is left.
	Basis record.Basis
}

// Acknowledged returns what a session's newest acknowledgements prove in each
// direction: the receiver's received bytes, but no more than the sender says it sent if
// the sender has a key. keyA and keyB are the authorization's, zero for none; a and b
// are zero while there is no acknowledgement, so a named sender that has not
// acknowledged allows nothing.
//
// Example: A sent 1,000 bytes and received 70; B sent 50 and received 900.
//
//	keys   A→B                    B→A
//	both   900 both-signed        50 both-signed (A cannot have got 70 of 50)
//	B      900 receiver-signed    0 payer-counted
func Acknowledged(keyA, keyB common.Address, a, b Counts) (ab, ba Direction) {
	return acknowledged(keyA, keyB, a, b), acknowledged(keyB, keyA, b, a)
}

func acknowledged(senderKey, receiverKey common.Address, sender, receiver Counts) Direction {
	switch none := (common.Address{}); {
	case receiverKey == none:
		return Direction{0, record.PayerCounted}
	case senderKey == none:
		return Direction{receiver.RecvBytes, record.ReceiverSigned}
	}
	return Direction{min(receiver.RecvBytes, sender.SentBytes), record.BothSigned}
}
