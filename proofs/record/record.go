// Package record is the byte layout of one batch record, the leaf of a channel's batch
// log. It is pure.
//
// A record is Size bytes, big-endian (docs/protocol.md, section 7):
//
//	  0  ver       u8    1
//	  1  type      u8    1 open, 2 traffic, 3 close, 4 adjustment
//	  2  basis     u8    high nibble A→B, low nibble B→A
//	  3  eps       u8    per mille
//	  4  sessionId u64
//	 12  startMs   u64   Unix milliseconds
//	 20  endMs     u64
//	 28  sentAB    u64   payload bytes, cumulative for the session
//	 36  recvAB    u64
//	 44  sentBA    u64
//	 52  recvBA    u64
//	 60  paid      u96   base units, cumulative for the session
//	 72  authHash  32    SHA-256(digest ‖ signature) of the SessionAuthorization
//	104  ackA      32    SHA-256(digest ‖ signature) of A's newest DeliveryAck, or zero
//	136  ackB      32
//	168  salt      16    random: a redacted record cannot be guessed from its leaf hash
//	184
//
// The open record is the log's first and only there: authHash is the channel id, ackA
// the node key (an address, left-padded), startMs and endMs the same instant, salt as
// ever, everything else zero. A close record is the last of its session.
package record

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/transparency-dev/merkle/rfc6962"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Sizes in bytes, and the layout's version.
const (
	Version  = 1
	SaltSize = 16
	Size     = 4 + 7*8 + typeddata.AmountSize + 3*common.HashLength + SaltSize
)

var (
	// ErrSize says that a record is not Size bytes.
	ErrSize = errors.New("record: wrong size")
	// ErrField says that a field holds a value that the layout does not allow.
	ErrField = errors.New("record: field out of range")
)

// Type says what a record is for.
type Type uint8

// The record types.
const (
	Open       Type = 0x01 // names channel and node key; index 0 of a log
	Traffic    Type = 0x02 // a batch
	Close      Type = 0x03 // a session's last batch
	Adjustment Type = 0x04 // lowers what earlier records of the session said
)

// Basis says on whose word the bytes of one direction are billed.
type Basis uint8

// The bases, best first.
const (
	BothSigned     Basis = 0 // sender and receiver signed
	ReceiverSigned Basis = 1
	PayerCounted   Basis = 2
	RelayCounted   Basis = 3 // opt-in; outside the payer's promise
)

var basisNames = [...]string{"both-signed", "receiver-signed", "payer-counted", "relay-counted"}

// String returns the basis in words.
func (b Basis) String() string {
	if int(b) < len(basisNames) {
		return basisNames[b]
	}
	return fmt.Sprintf("Basis(%d)", uint8(b))
}

// Record is one batch record. Counters are cumulative for the session, so the newest
// record of a session says it all; sent is what the relay forwarded, recv what was
// acknowledged and is billed, in payload bytes.
type Record struct {
	Type             Type
	BasisAB, BasisBA Basis
	EpsPermille      uint8
	SessionID        uint64
	StartMs, EndMs   uint64
	SentAB, RecvAB   uint64
	SentBA, RecvBA   uint64
	Paid             typeddata.Amount
	AuthHash         common.Hash
	AckA, AckB       common.Hash
	Salt             [SaltSize]byte
}

// NewOpen returns the first record of a channel's log.
func NewOpen(channelID common.Hash, nodeKey common.Address, ms uint64, salt [SaltSize]byte) Record {
	return Record{
		Type: Open, StartMs: ms, EndMs: ms, AuthHash: channelID,
		AckA: common.BytesToHash(nodeKey[:]), Salt: salt,
	}
}

// NodeKey returns the node key that an open record names.
func (r Record) NodeKey() common.Address { return common.BytesToAddress(r.AckA[:]) }

// Append appends the Size bytes of the record.
func (r Record) Append(b []byte) []byte {
	b = append(b, Version, byte(r.Type), byte(r.BasisAB)<<4|byte(r.BasisBA), r.EpsPermille)
	for _, n := range []uint64{r.SessionID, r.StartMs, r.EndMs, r.SentAB, r.RecvAB, r.SentBA, r.RecvBA} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	paid := r.Paid.Bytes()
	b = append(b, paid[:]...)
	b = append(b, r.AuthHash[:]...)
	b = append(b, r.AckA[:]...)
	b = append(b, r.AckB[:]...)
	return append(b, r.Salt[:]...)
}

// Bytes returns the record's Size bytes.
func (r Record) Bytes() []byte { return r.Append(make([]byte, 0, Size)) }

// LeafHash returns SHA-256(0x00 ‖ record) (RFC 9162, section 2.1.1).
func (r Record) LeafHash() common.Hash {
	b := make([]byte, 1, 1+Size)
	b[0] = rfc6962.RFC6962LeafHashPrefix
	return sha256.Sum256(r.Append(b))
}

// Parse reads exactly one record. It returns ErrSize or ErrField; every byte string
// that it accepts is the Bytes of exactly one Record.
func Parse(b []byte) (Record, error) {
	if len(b) != Size {
		return Record{}, fmt.Errorf("%w: got %d bytes, want %d", ErrSize, len(b), Size)
	}
	u64 := func(at int) uint64 { return binary.BigEndian.Uint64(b[at:]) }
	r := Record{
		Type: Type(b[1]), BasisAB: Basis(b[2] >> 4), BasisBA: Basis(b[2] & 0x0f), EpsPermille: b[3],
		SessionID: u64(4), StartMs: u64(12), EndMs: u64(20),
		SentAB: u64(28), RecvAB: u64(36), SentBA: u64(44), RecvBA: u64(52),
		AuthHash: common.Hash(b[72:104]), AckA: common.Hash(b[104:136]), AckB: common.Hash(b[136:168]),
		Salt: [SaltSize]byte(b[168:]),
	}
	var err error
	if r.Paid, err = typeddata.AmountFromBytes(b[60:72]); err != nil {
		panic("record: internal error: " + err.Error()) // twelve bytes always fit
	}
	if b[0] != Version {
		return Record{}, fmt.Errorf("%w: version: got %d, want %d", ErrField, b[0], Version)
	}
	if err := r.check(); err != nil {
		return Record{}, err
	}
	return r, nil
}

func (r Record) check() error {
	switch {
	case r.Type < Open || r.Type > Adjustment:
		return fmt.Errorf("%w: type: got %d", ErrField, r.Type)
	case r.BasisAB > RelayCounted || r.BasisBA > RelayCounted:
		return fmt.Errorf("%w: basis: got %d and %d", ErrField, r.BasisAB, r.BasisBA)
	case r.EndMs < r.StartMs:
		return fmt.Errorf("%w: endMs: got %d before startMs %d", ErrField, r.EndMs, r.StartMs)
	case r.RecvAB+r.RecvBA < r.RecvAB || r.SentAB+r.SentBA < r.SentAB:
		return fmt.Errorf("%w: bytes of both directions exceed 64 bits", ErrField)
	case r.Type == Open && r != NewOpen(r.AuthHash, r.NodeKey(), r.StartMs, r.Salt):
		return fmt.Errorf("%w: open record with a field that it does not have", ErrField)
	}
	return nil
}
