// Package sample is sampled evidence: which packets of a session both endpoints take down,
// how an acknowledgement commits to them, and what two ends' samples say of loss and of
// change (docs/protocol.md, section 5.4). It is about diagnosis, never about money, and
// pure.
//
// # Choice
//
// The endpoints share a key that nobody else has. A packet's seal is its authentication
// tag, the last 16 bytes: a hash of all of the packet, keyed by what seals it. Then
//
//	tag     = AES-256(key, seal)
//	sampled = first 8 bytes of tag mod oneIn = 0, and counter < oneIn × PerDirection
//
// A relay sees every seal. Which of them are sampled is for it as good as drawn by lot, so
// it cannot carry those packets better than others.
//
// # Leaf
//
// 21 bytes, big-endian:
//
//	0      1              5         21
//	+------+--------------+---------+
//	| dir  | length (u32) | tag     |
//	+------+--------------+---------+
//
//	dir     0: A→B, 1: B→A
//	length  octets of the relayed datagram, the end-to-end layer's own included
//
// # Evidence
//
//	evidence = SHA-256(0x02 ‖ rootSent ‖ rootReceived)
//
// of RFC 9162 trees over the leaves that one end sent, and those that it received, each in
// that end's order. Packets may overtake each other, so two ends' leaves are compared as
// multisets.
package sample

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/transparency-dev/merkle/rfc6962"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
)

// Constants of the protocol.
const (
	// TagSize of a seal and of a leaf's tag, bytes: an AES block.
	TagSize = aes.BlockSize
	// KeySize of the key, bytes: AES-256.
	KeySize = 32
	// LeafSize of a leaf, bytes.
	LeafSize = 1 + 4 + TagSize
	// MaxOneIn bounds the rate: one packet in at most so many.
	MaxOneIn = 1 << 16
	// PerDirection is how many packets of a direction are sampled in the mean, at most:
	// those with a counter of oneIn × PerDirection or more are not. At one in 256 that is
	// after 8.4 million packets, 11 GB of full ones.
	PerDirection = 1 << 15
	// MaxLeaves of one end of a session, both directions: twice the mean. Only an end that
	// makes packets to be sampled gets there; what comes then is not taken down.
	MaxLeaves = 4 * PerDirection

	// evidencePrefix begins what is hashed: 0x00 and 0x01 are those of RFC 9162.
	evidencePrefix = 0x02
)

// DefaultOneIn is the rate that a program offers if nobody says otherwise.
const DefaultOneIn = 256

var (
	// ErrRate says that nobody samples one packet in so many.
	ErrRate = errors.New("sample: rate out of range")
	// ErrDirection says that a leaf stands among those of the other direction.
	ErrDirection = errors.New("sample: leaf of the wrong direction")
	// ErrTooMany says that an end has more than MaxLeaves.
	ErrTooMany = errors.New("sample: too many leaves")
)

// CheckRate returns ErrRate unless a packet in oneIn may be sampled: 1 to MaxOneIn.
func CheckRate(oneIn uint32) error {
	if oneIn < 1 || oneIn > MaxOneIn {
		return fmt.Errorf("%w: got one in %d, want one in 1 to %d", ErrRate, oneIn, MaxOneIn)
	}
	return nil
}

// Sampler chooses packets. Safe for concurrent use.
type Sampler struct {
	block cipher.Block
	oneIn uint64
}

// New returns what chooses one packet in oneIn by a key. It returns ErrRate.
func New(key [KeySize]byte, oneIn uint32) (*Sampler, error) {
	if err := CheckRate(oneIn); err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic("sample: internal error: aes: " + err.Error())
	}
	return &Sampler{block, uint64(oneIn)}, nil
}

// Choose turns a packet's seal into its tag, in place, and reports whether the packet is
// sampled. counter is that of its direction. seal has TagSize bytes.
func (s *Sampler) Choose(counter uint64, seal []byte) bool {
	if counter >= s.oneIn*PerDirection {
		return false
	}
	s.block.Encrypt(seal, seal)
	return binary.BigEndian.Uint64(seal)%s.oneIn == 0
}

// Leaf is one sampled packet.
type Leaf [LeafSize]byte

// NewLeaf returns the leaf of a packet that the endpoint from sent: length is in octets,
// tag has TagSize bytes.
func NewLeaf(from ack.Side, length uint32, tag []byte) (l Leaf) {
	l[0] = byte(from)
	binary.BigEndian.PutUint32(l[1:], length)
	copy(l[5:], tag)
	return l
}

// From returns the side that the leaf names as the packet's sender; above B: none.
func (l Leaf) From() ack.Side { return ack.Side(l[0]) }

// Hash returns SHA-256(0x00 ‖ leaf).
func (l Leaf) Hash() common.Hash { return common.Hash(rfc6962.DefaultHasher.HashLeaf(l[:])) }

// Evidence is what one end of a session sampled, in its order.
type Evidence struct{ Sent, Received []Leaf }

// Len returns how many leaves there are.
func (e Evidence) Len() int { return len(e.Sent) + len(e.Received) }

// Check returns ErrTooMany, or ErrDirection for a leaf that the end did not send, or
// receive, from where it stands.
func (e Evidence) Check(end ack.Side) error {
	if n := e.Len(); n > MaxLeaves {
		return fmt.Errorf("%w: got %d, want at most %d", ErrTooMany, n, MaxLeaves)
	}
	for _, of := range []struct {
		what   string
		from   ack.Side
		leaves []Leaf
	}{{"sent", end, e.Sent}, {"received", end.Other(), e.Received}} {
		for i, l := range of.leaves {
			if l.From() != of.from {
				return fmt.Errorf("%w: %s leaf %d of %s: got one from %s", ErrDirection, of.what, i, end, l.From())
			}
		}
	}
	return nil
}

// Hash returns what an acknowledgement commits to.
func (e Evidence) Hash() common.Hash {
	return Roots{logOf(e.Sent), logOf(e.Received)}.Hash()
}

func logOf(leaves []Leaf) batchlog.Log {
	hashes := make([]common.Hash, len(leaves))
	for i, l := range leaves {
		hashes[i] = l.Hash()
	}
	return batchlog.Log{}.Append(hashes...)
}

// Roots commit to evidence. They are a value, and keep no leaves.
type Roots struct{ sent, received batchlog.Log }

// Hash returns SHA-256(0x02 ‖ rootSent ‖ rootReceived).
func (r Roots) Hash() common.Hash {
	sent, received := r.sent.Root(), r.received.Root()
	return sha256.Sum256(append(append([]byte{evidencePrefix}, sent[:]...), received[:]...))
}

// Log takes down what one end samples as it goes. The zero value is ready to use.
type Log struct {
	evidence Evidence
	roots    Roots
}

// Sent takes down a packet that was sent. Beyond MaxLeaves it does nothing.
func (g *Log) Sent(l Leaf) {
	if g.evidence.Len() < MaxLeaves {
		g.evidence.Sent, g.roots.sent = append(g.evidence.Sent, l), g.roots.sent.Append(l.Hash())
	}
}

// Received takes down a packet that was received. Beyond MaxLeaves it does nothing.
func (g *Log) Received(l Leaf) {
	if g.evidence.Len() < MaxLeaves {
		g.evidence.Received, g.roots.received = append(g.evidence.Received, l), g.roots.received.Append(l.Hash())
	}
}

// Roots commit to what was taken down so far.
func (g *Log) Roots() Roots { return g.roots }

// Evidence returns what was taken down so far; it is not to be changed, and grows no more.
func (g *Log) Evidence() Evidence {
	s, r := g.evidence.Sent, g.evidence.Received
	return Evidence{s[:len(s):len(s)], r[:len(r):len(r)]}
}
