// Package meet is how two endpoints find each other through a relay that neither trusts:
// an invitation, and a short conversation on a meeting stream, encrypted and
// authenticated by what the invitation holds (docs/protocol.md, section 10).
//
// # Invitation
//
// The listener makes it, and it reaches the joiner some other way than over the relay. It
// is a secret: who has it can join. As text it is "portage1" and base64url (RFC 4648
// section 5, without padding) of, big-endian:
//
//	static    32   the listener's X25519 public key
//	psk       32   random
//	chainId   u64  the relay's; zero: not told
//	registry  20   RelayRegistry; zero: not told
//	peer ID   u8 length ‖ bytes   of the relay
//	addrs     u8 number, each u8 length ‖ bytes   its multiaddrs, without peer ID
//	checksum  4    SHA-256("portage invitation v1" ‖ all before), first bytes
//
// # Conversation
//
// Noise_NKpsk0_25519_AESGCM_SHA256 with the prologue "portage meet v1", the listener as
// responder; each Noise message is one MeetData. Then, as JSON of one member each:
//
//	listener → joiner   {"ready": Ready}      keys that are fresh for this session
//	joiner → listener   {"session": Session}  authorized with them, and A's address
//	listener → joiner   {"address": Address}  B's address
//
// or {"bye": "why"} from either, which ends it.
package meet

import (
	"bytes"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/payment/wire"
)

const (
	// Prefix begins every invitation; the digit is its version.
	Prefix = "portage1"
	// MaxAddrs of the relay in an invitation.
	MaxAddrs = 8

	maxText      = 2 << 10 // characters of an invitation
	checksumSize = 4
	checksumSalt = "portage invitation v1"
	tokenSalt    = "portage meet"
)

// ErrInvitation says that a text is not an invitation, and what is wrong with it.
var ErrInvitation = errors.New("meet: not an invitation")

// Invitation is what the joiner must know. Print it only where the secret belongs.
type Invitation struct {
	Static   [32]byte       // the listener's X25519 public key
	PSK      [32]byte       // not zero
	ChainID  uint64         // zero: not told
	Registry common.Address // zero: not told
	Relay    peer.ID
	Addrs    []multiaddr.Multiaddr // of the relay, without peer ID
}

// Token names the meeting at the relay: SHA-256("portage meet" ‖ psk).
func (i Invitation) Token() wire.MeetToken {
	return sha256.Sum256(append([]byte(tokenSalt), i.PSK[:]...))
}

// Encode returns the text. It returns ErrInvitation for what Decode would refuse.
func (i Invitation) Encode() (string, error) {
	if err := i.check(); err != nil {
		return "", err
	}
	b := append(bytes.Clone(i.Static[:]), i.PSK[:]...)
	b = binary.BigEndian.AppendUint64(b, i.ChainID)
	b = append(b, i.Registry[:]...)
	b = appendShort(b, []byte(i.Relay))
	b = append(b, byte(len(i.Addrs)))
	for _, a := range i.Addrs {
		b = appendShort(b, a.Bytes())
	}
	text := Prefix + base64.RawURLEncoding.EncodeToString(append(b, checksum(b)...))
	if len(text) > maxText {
		return "", fmt.Errorf("%w: got %d characters, want at most %d", ErrInvitation, len(text), maxText)
	}
	return text, nil
}

func checksum(b []byte) []byte {
	sum := sha256.Sum256(append([]byte(checksumSalt), b...))
	return sum[:checksumSize]
}

func appendShort(b, s []byte) []byte { return append(append(b, byte(len(s))), s...) }

func (i Invitation) check() error {
	if i.PSK == [32]byte{} {
		return fmt.Errorf("%w: no psk", ErrInvitation)
	}
	if _, err := ecdh.X25519().NewPublicKey(i.Static[:]); err != nil || i.Static == [32]byte{} {
		return fmt.Errorf("%w: no static key", ErrInvitation)
	}
	if err := i.Relay.Validate(); err != nil || len(i.Relay) > 255 {
		return fmt.Errorf("%w: peer ID %q", ErrInvitation, i.Relay)
	}
	if n := len(i.Addrs); n == 0 || n > MaxAddrs {
		return fmt.Errorf("%w: got %d addresses, want 1 to %d", ErrInvitation, n, MaxAddrs)
	}
	for _, a := range i.Addrs {
		if n := len(a.Bytes()); n == 0 || n > 255 {
			return fmt.Errorf("%w: address of %d bytes", ErrInvitation, n)
		}
		if _, err := a.ValueForProtocol(multiaddr.P_P2P); err == nil {
			return fmt.Errorf("%w: address with a peer ID", ErrInvitation)
		}
	}
	return nil
}

// Decode reads an invitation, surrounding white space allowed. There is one text for each
// invitation. It returns ErrInvitation.
func Decode(text string) (Invitation, error) {
	text = strings.TrimSpace(text)
	encoded, ok := strings.CutPrefix(text, Prefix)
	switch {
	case !ok:
		return Invitation{}, fmt.Errorf("%w: it begins with %q", ErrInvitation, Prefix)
	case len(text) > maxText:
		return Invitation{}, fmt.Errorf("%w: got %d characters, want at most %d", ErrInvitation, len(text), maxText)
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil || strings.ContainsAny(encoded, "\r\n") { // which the decoder skips
		return Invitation{}, fmt.Errorf("%w: not base64url: a part may be missing", ErrInvitation)
	}
	if len(b) < checksumSize || !bytes.Equal(checksum(b[:len(b)-checksumSize]), b[len(b)-checksumSize:]) {
		return Invitation{}, fmt.Errorf("%w: wrong checksum: a part may be missing or mistyped", ErrInvitation)
	}
	return parse(b[:len(b)-checksumSize])
}

// parse reads the bytes before the checksum.
func parse(b []byte) (Invitation, error) {
	r := reader{rest: b}
	i := Invitation{Static: [32]byte(r.take(32)), PSK: [32]byte(r.take(32))}
	i.ChainID = binary.BigEndian.Uint64(r.take(8))
	i.Registry = common.Address(r.take(common.AddressLength))
	i.Relay = peer.ID(r.take(int(r.take(1)[0])))
	for range min(r.take(1)[0], MaxAddrs+1) {
		a, err := multiaddr.NewMultiaddrBytes(r.take(int(r.take(1)[0])))
		if err != nil {
			return Invitation{}, fmt.Errorf("%w: address: %w", ErrInvitation, err)
		}
		i.Addrs = append(i.Addrs, a)
	}
	if r.short || len(r.rest) > 0 {
		return Invitation{}, fmt.Errorf("%w: wrong length", ErrInvitation)
	}
	return i, i.check()
}

// reader takes bytes off; zeros once there are not enough.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if r.short = r.short || n > len(r.rest); r.short {
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
