// Package typeddata holds what every signed message of Portage shares: the EIP-712
// domain and struct encoding, 64-byte ERC-2098 signatures with low s (EIP-2), and
// amounts of 96 bits. It is pure.
//
//	digest = keccak256(0x19 0x01 ‖ domainSeparator ‖ hashStruct(message))
package typeddata

import (
	"crypto/ecdsa"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Name and Version of the EIP-712 domain of every message.
const (
	Name    = "Portage"
	Version = "1"
)

var (
	domainType  = NewType("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
	nameHash    = crypto.Keccak256Hash([]byte(Name))
	versionHash = crypto.Keccak256Hash([]byte(Version))
)

// SignatureSize is the size of a Signature in bytes.
const SignatureSize = 64

var (
	// ErrSignature says that bytes are nobody's signature (length, range, high s, no
	// public key).
	ErrSignature = errors.New("typeddata: malformed signature")
	// ErrSigner says that a signature is well formed and somebody else's.
	ErrSigner = errors.New("typeddata: signed by another key")
)

// Domain binds a message to one deployment: a chain and its PaymentChannels contract.
type Domain struct {
	ChainID  uint64
	Contract common.Address
}

// Separator returns the EIP-712 domain separator.
func (d Domain) Separator() common.Hash {
	return domainType.Struct().
		Hash(nameHash).
		Hash(versionHash).
		Uint64(d.ChainID).
		Address(d.Contract).
		Sum()
}

// Digest returns the 32 bytes that are signed for a message with this hashStruct.
func (d Domain) Digest(hashStruct common.Hash) common.Hash {
	separator := d.Separator()
	b := append(make([]byte, 0, 2+2*common.HashLength), 0x19, 0x01)
	return crypto.Keccak256Hash(append(append(b, separator[:]...), hashStruct[:]...))
}

// Type is an EIP-712 typeHash.
type Type struct{ hash common.Hash }

// NewType hashes a full encodeType string, referenced types included.
func NewType(encodeType string) Type { return Type{crypto.Keccak256Hash([]byte(encodeType))} }

// Hash returns the typeHash.
func (t Type) Hash() common.Hash { return t.hash }

// Struct begins the encoding of a struct of this type.
func (t Type) Struct() *Struct { return new(Struct).word(t.hash[:]) }

// maxWords is the most words that a message of Portage has (Quote: typeHash and nine
// members).
const maxWords = 10

// Struct encodes the members of an EIP-712 struct in order, one 32-byte word each.
type Struct struct {
	enc  [32 * maxWords]byte
	size int // of enc, so far
}

// Address appends an address member.
func (s *Struct) Address(a common.Address) *Struct { return s.word(a[:]) }

// Hash appends a bytes32 member, or the hashStruct of a nested struct.
func (s *Struct) Hash(h common.Hash) *Struct { return s.word(h[:]) }

// Amount appends a uint96 member.
func (s *Struct) Amount(a Amount) *Struct { b := a.Bytes(); return s.word(b[:]) }

// Uint64 appends a member of any unsigned type up to uint64 (and a uint256 that fits).
func (s *Struct) Uint64(n uint64) *Struct {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	return s.word(b[:])
}

// Sum returns hashStruct.
func (s *Struct) Sum() common.Hash { return crypto.Keccak256Hash(s.enc[:s.size]) }

func (s *Struct) word(b []byte) *Struct {
	s.size += 32
	copy(s.enc[s.size-len(b):s.size], b)
	return s
}

// Signature is an ERC-2098 compact signature: r (32) ‖ yParity<<255 | s (32), low s.
type Signature [SignatureSize]byte

// Sign signs a digest.
func Sign(key *ecdsa.PrivateKey, digest common.Hash) (Signature, error) {
	full, err := crypto.Sign(digest[:], key)
	if err != nil {
		return Signature{}, fmt.Errorf("typeddata: sign: %w", err)
	}
	return Compact(full)
}

// Compact converts a 65-byte r‖s‖v signature (v 0, 1, 27 or 28), as other signers
// write it. It returns ErrSignature for another length or v, for r or s out of range,
// and for high s.
func Compact(full []byte) (Signature, error) {
	if len(full) != crypto.SignatureLength {
		return Signature{}, fmt.Errorf("%w: got %d bytes, want %d", ErrSignature, len(full), crypto.SignatureLength)
	}
	v := full[64]
	if v >= 27 {
		v -= 27
	}
	if err := checkRange(full, v); err != nil {
		return Signature{}, err
	}
	sig := Signature(full[:SignatureSize])
	sig[32] |= v << 7
	return sig, nil
}

// SignatureFromBytes reads exactly SignatureSize bytes; whether they verify is
// Recover's to say.
func SignatureFromBytes(b []byte) (Signature, error) {
	if len(b) != SignatureSize {
		return Signature{}, fmt.Errorf("%w: got %d bytes, want %d", ErrSignature, len(b), SignatureSize)
	}
	return Signature(b), nil
}

// IsZero reports whether the signature is all zero, which stands for "none".
func (s Signature) IsZero() bool { return s == Signature{} }

// R returns the first word, as contract calls take it.
func (s Signature) R() [32]byte { return [32]byte(s[:32]) }

// VS returns the second word: yParity<<255 | s.
func (s Signature) VS() [32]byte { return [32]byte(s[32:]) }

// MarshalText implements encoding.TextMarshaler: 0x and 128 hex digits.
func (s Signature) MarshalText() ([]byte, error) {
	return []byte("0x" + hex.EncodeToString(s[:])), nil
}

// UnmarshalText implements encoding.TextUnmarshaler: it reads what MarshalText writes,
// digits of either case.
func (s *Signature) UnmarshalText(b []byte) error {
	if want := 2 + 2*SignatureSize; len(b) != want || string(b[:2]) != "0x" {
		return fmt.Errorf("%w: got %d characters, want 0x and %d hex digits", ErrSignature, len(b), want-2)
	}
	var v Signature
	if _, err := hex.Decode(v[:], b[2:]); err != nil {
		return fmt.Errorf("%w: %w", ErrSignature, err)
	}
	*s = v
	return nil
}

// Recover returns the signer's address. It returns ErrSignature where the contract
// refuses: r or s zero or not below the curve's order n, s above n/2 (EIP-2), or no
// public key (ecrecover's zero result).
func Recover(digest common.Hash, sig Signature) (common.Address, error) {
	pub, err := recoverPoint(digest, sig)
	if err != nil {
		return common.Address{}, err
	}
	return common.BytesToAddress(crypto.Keccak256(pub[1:])[12:]), nil
}

// RecoverPublicKey returns the signer's public key, of which an address is only the hash:
// a peer ID is made of it. It returns ErrSignature as Recover does.
func RecoverPublicKey(digest common.Hash, sig Signature) (*ecdsa.PublicKey, error) {
	pub, err := recoverPoint(digest, sig)
	if err != nil {
		return nil, err
	}
	key, err := crypto.UnmarshalPubkey(pub)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	return key, nil
}

// recoverPoint returns the signer's public key, uncompressed (65 bytes).
func recoverPoint(digest common.Hash, sig Signature) ([]byte, error) {
	var full [crypto.SignatureLength]byte
	copy(full[:], sig[:])
	full[64] = sig[32] >> 7
	full[32] &= 0x7f
	if err := checkRange(full[:], full[64]); err != nil {
		return nil, err
	}
	pub, err := crypto.Ecrecover(digest[:], full[:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	return pub, nil
}

// checkRange returns ErrSignature unless 0 < r < n and 0 < s ≤ n/2 in r ‖ s, and v is a
// parity.
func checkRange(rs []byte, v byte) error {
	r, s := new(big.Int).SetBytes(rs[:32]), new(big.Int).SetBytes(rs[32:64])
	if !crypto.ValidateSignatureValues(v, r, s, true) {
		return fmt.Errorf("%w: r, s or v out of range", ErrSignature)
	}
	return nil
}

// Verify checks that want signed the digest. It returns ErrSignature or ErrSigner;
// the zero address never verifies.
func Verify(digest common.Hash, sig Signature, want common.Address) error {
	got, err := Recover(digest, sig)
	if err != nil {
		return err
	}
	if got != want || want == (common.Address{}) {
		return fmt.Errorf("%w: got %s, want %s", ErrSigner, got, want)
	}
	return nil
}
