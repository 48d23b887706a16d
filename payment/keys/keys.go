// Package keys holds Portage's secp256k1 keys: Web3 Secret Storage v3 keystores on disk, the
// passwords that open them, the seam for an external signer, and the identity that a node key has
// in libp2p.
//
// One key is one Ethereum address. A node key is a libp2p identity as well ([Identity], [PeerAddress]),
// so that the registry entry of a relay and its peer ID prove each other.
package keys

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrBadPrivateKey says that a text is not the 32-byte hex form of a secp256k1 private key.
var ErrBadPrivateKey = errors.New("keys: not a secp256k1 private key in hex")

// Signer signs for one address. A local [Key] is one; an external signer (a hardware wallet, Clef,
// a key management service) is another, which is why both methods take a context and may fail.
// Implementations are safe for concurrent use.
type Signer interface {
	// Address is the account that the signatures recover to.
	Address() common.Address
	// SignDigest signs a 32-byte digest (of EIP-712 typed data) as a low-s ERC-2098 signature.
	SignDigest(ctx context.Context, digest common.Hash) (typeddata.Signature, error)
	// SignTx returns tx signed for chainID; tx itself is unchanged.
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
}

// Key is a secp256k1 private key in memory. It prints as its address, never as its secret.
type Key struct {
	private *ecdsa.PrivateKey
	address common.Address
}

var _ Signer = (*Key)(nil)

// Generate makes a new key from the system's randomness.
func Generate() (*Key, error) {
	private, err := crypto.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("keys: generate: %w", err)
	}
	return FromECDSA(private), nil
}

// FromECDSA wraps a private key on curve secp256k1, as [crypto.ToECDSA] and [crypto.GenerateKey] return it.
func FromECDSA(private *ecdsa.PrivateKey) *Key {
	if private.Curve != crypto.S256() {
		panic("keys: internal error: private key on another curve than secp256k1")
	}
	return &Key{private: private, address: crypto.PubkeyToAddress(private.PublicKey)}
}

// ParseHex reads a private key from 64 hex digits, with or without 0x and surrounding white space.
// The error never holds the text.
func ParseHex(text string) (*Key, error) {
	private, err := crypto.HexToECDSA(strings.TrimPrefix(strings.TrimSpace(text), "0x"))
	if err != nil {
		return nil, ErrBadPrivateKey
	}
	return FromECDSA(private), nil
}

// Address implements [Signer].
func (k *Key) Address() common.Address { return k.address }

// ECDSA returns the private key itself, for libraries that need it. It must not be changed.
func (k *Key) ECDSA() *ecdsa.PrivateKey { return k.private }

// String returns the checksummed address.
func (k *Key) String() string { return k.address.Hex() }

// GoString keeps %#v from printing the secret.
func (k *Key) GoString() string { return "keys.Key(" + k.String() + ")" }

// Format keeps every other verb from printing the secret.
func (k *Key) Format(f fmt.State, verb rune) {
	if verb == 'v' && f.Flag('#') {
		fmt.Fprint(f, k.GoString())
		return
	}
	fmt.Fprint(f, k.String())
}

// SignDigest implements [Signer].
func (k *Key) SignDigest(_ context.Context, digest common.Hash) (typeddata.Signature, error) {
	return typeddata.Sign(k.private, digest)
}

// SignTx implements [Signer].
func (k *Key) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	signed, err := types.SignTx(tx, types.LatestSignerForChainID(chainID), k.private)
	if err != nil {
		return nil, fmt.Errorf("keys: sign transaction: %w", err)
	}
	return signed, nil
}
