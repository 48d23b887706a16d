package keys

import (
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	libp2p "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/crypto/pb"
	"github.com/libp2p/go-libp2p/core/peer"
)

// ErrNotSecp256k1Peer says that a peer ID does not carry a secp256k1 public key, so that no
// Ethereum address belongs to it.
var ErrNotSecp256k1Peer = errors.New("keys: peer ID carries no secp256k1 public key")

// Identity returns k as the libp2p private key with the same public key.
func Identity(k *Key) (libp2p.PrivKey, error) {
	identity, err := libp2p.UnmarshalSecp256k1PrivateKey(crypto.FromECDSA(k.private))
	if err != nil {
		return nil, fmt.Errorf("keys: libp2p identity of %s: %w", k, err)
	}
	return identity, nil
}

// PeerID returns the libp2p peer ID of k.
func PeerID(k *Key) (peer.ID, error) {
	identity, err := Identity(k)
	if err != nil {
		return "", err
	}
	id, err := peer.IDFromPrivateKey(identity)
	if err != nil {
		return "", fmt.Errorf("keys: peer ID of %s: %w", k, err)
	}
	return id, nil
}

// PeerAddress returns the Ethereum address of the public key inside id. A secp256k1 peer ID is its
// public key in an identity multihash (libp2p specification, peer-ids), so nothing has to be looked up.
func PeerAddress(id peer.ID) (common.Address, error) {
	public, err := id.ExtractPublicKey()
	if err != nil {
		return common.Address{}, fmt.Errorf("%w: %w", ErrNotSecp256k1Peer, err)
	}
	if public.Type() != pb.KeyType_Secp256k1 {
		return common.Address{}, fmt.Errorf("%w: got %s", ErrNotSecp256k1Peer, public.Type())
	}
	compressed, err := public.Raw()
	if err != nil {
		return common.Address{}, fmt.Errorf("%w: %w", ErrNotSecp256k1Peer, err)
	}
	point, err := crypto.DecompressPubkey(compressed)
	if err != nil {
		return common.Address{}, fmt.Errorf("%w: %w", ErrNotSecp256k1Peer, err)
	}
	return crypto.PubkeyToAddress(*point), nil
}

// PeerIDOf returns the libp2p peer ID of whoever has this public key on curve secp256k1.
func PeerIDOf(public *ecdsa.PublicKey) (peer.ID, error) {
	key, err := libp2p.UnmarshalSecp256k1PublicKey(crypto.CompressPubkey(public))
	if err != nil {
		return "", fmt.Errorf("keys: peer ID: %w", err)
	}
	id, err := peer.IDFromPublicKey(key)
	if err != nil {
		return "", fmt.Errorf("keys: peer ID: %w", err)
	}
	return id, nil
}
