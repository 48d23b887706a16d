// Package descriptor is what a relay says of itself: where it is, what it asks, until
// when. Relays publish it in the registry's events, signed by the node key; clients
// choose by it. It is pure.
//
// The bytes are a protobuf SignedDescriptor (payment/wire/pb/portage.proto): the content
// as it was signed, and the signature over the EIP-712 message
//
//	Descriptor(bytes content)
//
// so no second encoding of the same content can exist.
package descriptor

import (
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Bounds in bytes and entries.
const (
	MaxSize   = 4 << 10 // of a signed descriptor
	maxAddrs  = 16
	maxURIs   = 8
	maxText   = 256
	maxRegion = 64
)

var descriptorType = typeddata.NewType("Descriptor(bytes content)")

// ErrMalformed says that bytes are no descriptor, or that a field is out of bounds.
var ErrMalformed = errors.New("descriptor: malformed")

// Descriptor is a relay's description of itself. The prices are what it asked when it
// signed; a Quote binds, a descriptor informs.
type Descriptor struct {
	Number       uint64 // grows with each descriptor
	Expiry       uint64 // Unix seconds
	NodeKey      common.Address
	Multiaddrs   []string // of the libp2p host, without peer ID
	TURN, STUN   []string // URIs (RFC 7065, RFC 7064)
	PricePerGiB  typeddata.Amount
	FlatPrice    typeddata.Amount
	Region       string // free text
	CapacityMbps uint32 // 10^6 bits per second; 0: not told
}

// Digest returns the EIP-712 digest that the node key signs for these content bytes.
func Digest(d typeddata.Domain, content []byte) common.Hash {
	return d.Digest(descriptorType.Struct().Hash(crypto.Keccak256Hash(content)).Sum())
}

// Sign returns the signed descriptor's bytes. It returns ErrMalformed for what Parse
// would refuse.
func Sign(v Descriptor, d typeddata.Domain, sign func(digest common.Hash) (typeddata.Signature, error)) ([]byte, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	content, err := proto.MarshalOptions{Deterministic: true}.Marshal(v.pb())
	if err != nil { // text that is not UTF-8
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	sig, err := sign(Digest(d, content))
	if err != nil {
		return nil, fmt.Errorf("descriptor: %w", err)
	}
	b, err := proto.Marshal(&pb.SignedDescriptor{Content: content, Signature: sig[:]})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if len(b) > MaxSize {
		return nil, fmt.Errorf("%w: got %d bytes, want at most %d", ErrMalformed, len(b), MaxSize)
	}
	return b, nil
}

// SignWith is Sign with a key in memory.
func SignWith(v Descriptor, d typeddata.Domain, key *ecdsa.PrivateKey) ([]byte, error) {
	return Sign(v, d, func(digest common.Hash) (typeddata.Signature, error) { return typeddata.Sign(key, digest) })
}

// Parse reads a signed descriptor and checks that the node key it names signed it.
// Whether that key is registered, and the descriptor fresh, is the caller's to ask. It
// returns ErrMalformed or an error of typeddata.Verify.
func Parse(b []byte, d typeddata.Domain) (Descriptor, error) {
	v, _, err := ParseWithKey(b, d)
	return v, err
}

// ParseWithKey is Parse and the node key's public key, recovered from the signature: the
// relay's peer ID is made of it, of which the descriptor itself has only the address.
func ParseWithKey(b []byte, d typeddata.Domain) (Descriptor, *ecdsa.PublicKey, error) {
	if len(b) > MaxSize {
		return Descriptor{}, nil, fmt.Errorf("%w: got %d bytes, want at most %d", ErrMalformed, len(b), MaxSize)
	}
	var signed pb.SignedDescriptor
	var content pb.Descriptor
	if err := errors.Join(proto.Unmarshal(b, &signed), proto.Unmarshal(signed.GetContent(), &content)); err != nil {
		return Descriptor{}, nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	v, err := fromPB(&content)
	if err != nil {
		return Descriptor{}, nil, err
	}
	sig, err := typeddata.SignatureFromBytes(signed.GetSignature())
	if err != nil {
		return Descriptor{}, nil, err
	}
	digest := Digest(d, signed.GetContent())
	if err := typeddata.Verify(digest, sig, v.NodeKey); err != nil {
		return v, nil, err
	}
	key, err := typeddata.RecoverPublicKey(digest, sig)
	return v, key, err
}

func (v Descriptor) pb() *pb.Descriptor {
	price, flat := v.PricePerGiB.Bytes(), v.FlatPrice.Bytes()
	return &pb.Descriptor{
		Number: v.Number, Expiry: v.Expiry, NodeKey: v.NodeKey[:],
		Multiaddrs: v.Multiaddrs, TurnUris: v.TURN, StunUris: v.STUN,
		PricePerGib: price[:], FlatPrice: flat[:], Region: v.Region, CapacityMbps: v.CapacityMbps,
	}
}

func fromPB(p *pb.Descriptor) (Descriptor, error) {
	v := Descriptor{
		Number: p.GetNumber(), Expiry: p.GetExpiry(), Multiaddrs: p.GetMultiaddrs(),
		TURN: p.GetTurnUris(), STUN: p.GetStunUris(), Region: p.GetRegion(), CapacityMbps: p.GetCapacityMbps(),
	}
	if len(p.GetNodeKey()) != common.AddressLength {
		return v, fmt.Errorf("%w: node key: got %d bytes, want %d", ErrMalformed, len(p.GetNodeKey()), common.AddressLength)
	}
	v.NodeKey = common.Address(p.GetNodeKey())
	var err error
	if v.PricePerGiB, err = typeddata.AmountFromBytes(p.GetPricePerGib()); err != nil {
		return v, fmt.Errorf("%w: price per GiB: %w", ErrMalformed, err)
	}
	if v.FlatPrice, err = typeddata.AmountFromBytes(p.GetFlatPrice()); err != nil {
		return v, fmt.Errorf("%w: flat price: %w", ErrMalformed, err)
	}
	return v, v.check()
}

func (v Descriptor) check() error {
	for _, l := range []struct {
		name string
		list []string
		most int
	}{{"multiaddrs", v.Multiaddrs, maxAddrs}, {"TURN URIs", v.TURN, maxURIs}, {"STUN URIs", v.STUN, maxURIs}} {
		if len(l.list) > l.most {
			return fmt.Errorf("%w: %s: got %d, want at most %d", ErrMalformed, l.name, len(l.list), l.most)
		}
		for _, s := range l.list {
			if len(s) > maxText {
				return fmt.Errorf("%w: %s: got %d bytes, want at most %d", ErrMalformed, l.name, len(s), maxText)
			}
		}
	}
	if len(v.Region) > maxRegion {
		return fmt.Errorf("%w: region: got %d bytes, want at most %d", ErrMalformed, len(v.Region), maxRegion)
	}
	return nil
}
