package endpoint

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.zx2c4.com/wireguard/replay"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
)

// MaxPackets is how many packets one key seals: 2^32, about 5.8 TB of full ones. With the
// bound of RFC 9001 appendix B.1 for packets of at most 2^11 bytes (2^7 blocks), an
// attacker's advantage stays under (2^32 · 2^7)² / 2^129 = 2^-51. (NIST SP 800-38D section
// 8.3 has the same number, for random nonces; ours count.) Forgeries need no limit: the
// RFC's bound of 2^57 tries is out of any flood's reach.
const MaxPackets = 1 << 32

var (
	// ErrExhausted says that a key has sealed MaxPackets: the session is over.
	ErrExhausted = errors.New("endpoint: session key exhausted")
	// ErrTag says that a packet does not authenticate: from a stranger, of another
	// session, or changed on its way.
	ErrTag = errors.New("endpoint: packet does not authenticate")
	// ErrReplay says that a packet was seen before, or is too old to tell.
	ErrReplay = errors.New("endpoint: packet replayed or too old")
)

// nonce is that of Noise's AESGCM (Noise section 12.4): 32 zero bits ‖ counter.
type nonce [12]byte

func (n *nonce) set(counter uint64) []byte {
	binary.BigEndian.PutUint64(n[4:], counter)
	return n[:]
}

// scratch is space for one packet: a local array would escape to the heap.
type scratch struct {
	nonce nonce
	tag   [sample.TagSize]byte
}

// choose reports whether a packet that is sealed, of this counter, is sampled; its tag is
// then in x.tag. To be called before the packet is opened in place.
func (k *keys) choose(x *scratch, counter uint64, packet []byte) bool {
	if k.sampler == nil || len(packet) < Overhead {
		return false
	}
	copy(x.tag[:], packet[len(packet)-TagSize:])
	return k.sampler.Choose(counter, x.tag[:])
}

// seal appends a sealed packet to dst. n is scratch space: a local array would escape to
// the heap.
func (k *keys) seal(dst []byte, n *nonce, h Header, payload []byte) []byte {
	start := len(dst)
	dst = h.Append(dst)
	return k.send.Seal(dst, n.set(h.Counter), payload, dst[start:])
}

// open authenticates a packet and decrypts it in place. It returns ErrShort, ErrType or
// ErrTag, and has then destroyed the packet. Whether it is a replay is tally's to say.
func (k *keys) open(n *nonce, packet []byte) (Header, []byte, error) {
	h, body, err := Parse(packet)
	if err != nil {
		return Header{}, nil, err
	}
	if !h.isSealed() {
		return Header{}, nil, fmt.Errorf("%w: handshake after the handshake", ErrType)
	}
	payload, err := k.recv.Open(body[:0], n.set(h.Counter), body, packet[:HeaderSize])
	if err != nil {
		return Header{}, nil, ErrTag
	}
	return h, payload, nil
}

// Rejected counts what reached the socket and did not pass: strangers' packets, damaged
// ones, repeats. Octets of the datagrams, as for ack.Counts. Never billed.
type Rejected struct{ Bytes, Packets uint64 }

func (r *Rejected) add(size int) {
	r.Bytes += uint64(size)
	r.Packets++
}

// tally is the bookkeeping of one end of a session. The zero value is ready to use. Not
// safe for concurrent use.
type tally struct {
	counts   ack.Counts
	rejected Rejected
	next     uint64 // counter of the next packet that is sealed
	seen     replay.Filter
	samples  sample.Log
}

// reserve returns the counter for a sealed packet of size octets and counts it as sent.
func (t *tally) reserve(size int) (uint64, error) {
	if t.next == MaxPackets {
		return 0, fmt.Errorf("%w: after %d packets", ErrExhausted, t.next)
	}
	t.next++
	t.sent(size)
	return t.next - 1, nil
}

func (t *tally) sent(size int) {
	t.counts.SentBytes += uint64(size)
	t.counts.SentPackets++
}

// admit counts an authenticated packet as received. It returns ErrReplay, and counts
// nothing, if its counter was seen or lies behind the window.
func (t *tally) admit(counter uint64, size int) error {
	if !t.seen.ValidateCounter(counter, MaxPackets) {
		return ErrReplay
	}
	t.received(size)
	return nil
}

func (t *tally) received(size int) {
	t.counts.RecvBytes += uint64(size)
	t.counts.RecvPackets++
}

// total is what grows with every octet of either direction.
func (t *tally) total() uint64 { return t.counts.SentBytes + t.counts.RecvBytes }
