package keys

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	libp2p "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Key, address and peer ID of the private keys 1 and 2. The peer IDs are those of their compressed
// points (SEC 2: G and 2G) in base58 of 0x00 0x25 ‖ protobuf{1: Secp256k1, 2: point}.
var vectors = []struct{ key, address, peer string }{
	{"0000000000000000000000000000000000000000000000000000000000000001", "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", "16Uiu2HAm3cuhhRL2msUuLF62KRSfneFDx94RsuouyW25Ho42cFMq"},
	{"0000000000000000000000000000000000000000000000000000000000000002", "0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF", "16Uiu2HAm8kegYGp6XeybmZAuNcnLosyjsRwZ44yLgfEuqLqYL9zt"},
}

func mustParse(t *testing.T, text string) *Key {
	t.Helper()
	key, err := ParseHex(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestIdentityBothWays(t *testing.T) {
	for _, v := range vectors {
		key := mustParse(t, v.key)
		id, err := PeerID(key)
		if err != nil {
			t.Fatal(err)
		}
		if id.String() != v.peer {
			t.Errorf("peer ID of %s: got %s, want %s", v.key, id, v.peer)
		}
		if of, err := PeerIDOf(&key.ECDSA().PublicKey); err != nil || of != id {
			t.Errorf("peer ID of the public key of %s: got %s, %v, want %s", v.key, of, err, id)
		}
		decoded, err := peer.Decode(v.peer)
		if err != nil {
			t.Fatal(err)
		}
		address, err := PeerAddress(decoded)
		if err != nil || address.Hex() != v.address || key.Address() != address {
			t.Errorf("address of %s: got %s, %v; want %s", v.peer, address, err, v.address)
		}
	}
}

func TestIdentitySignsForItsPeerID(t *testing.T) {
	key := mustParse(t, vectors[0].key)
	identity, err := Identity(key)
	if err != nil {
		t.Fatal(err)
	}
	id, err := PeerID(key)
	if err != nil {
		t.Fatal(err)
	}
	sig, err := identity.Sign([]byte("handshake"))
	if err != nil {
		t.Fatal(err)
	}
	public, err := id.ExtractPublicKey()
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := public.Verify([]byte("handshake"), sig); !ok || err != nil {
		t.Errorf("got %v, %v; want a signature by the peer ID's key", ok, err)
	}
}

func TestPeerAddressRefuses(t *testing.T) {
	_, ed25519, err := libp2p.GenerateEd25519Key(strings.NewReader(strings.Repeat("seed", 64)))
	if err != nil {
		t.Fatal(err)
	}
	other, err := peer.IDFromPublicKey(ed25519)
	if err != nil {
		t.Fatal(err)
	}
	hashed, err := peer.Decode("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N") // an RSA key's hash
	if err != nil {
		t.Fatal(err)
	}
	valid, err := PeerID(mustParse(t, vectors[0].key))
	if err != nil {
		t.Fatal(err)
	}
	for name, id := range map[string]peer.ID{"empty": "", "ed25519": other, "hashed": hashed, "truncated": valid[:len(valid)-1], "no multihash": "\xff\xff"} {
		if _, err := PeerAddress(id); !errors.Is(err, ErrNotSecp256k1Peer) {
			t.Errorf("%s: got %v, want %v", name, err, ErrNotSecp256k1Peer)
		}
	}
}

func FuzzPeerAddress(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x00\x25\x08\x02\x12\x21\x02aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))
	f.Fuzz(func(t *testing.T, id []byte) {
		if _, err := PeerAddress(peer.ID(id)); err != nil && !errors.Is(err, ErrNotSecp256k1Peer) {
			t.Fatal(err)
		}
	})
}

func TestParseHex(t *testing.T) {
	for _, text := range []string{vectors[0].key, "0x" + vectors[0].key, " " + vectors[0].key + "\n"} {
		if key, err := ParseHex(text); err != nil || key.Address().Hex() != vectors[0].address {
			t.Errorf("%q: got %v, %v", text, key, err)
		}
	}
	order := crypto.S256().Params().N.Text(16)
	for _, text := range []string{"", "0x", "1", strings.Repeat("0", 64), strings.Repeat("g", 64), vectors[0].key + "00", order} {
		if _, err := ParseHex(text); !errors.Is(err, ErrBadPrivateKey) || text != "" && strings.Contains(err.Error(), text) && len(text) > 2 {
			t.Errorf("%q: got %v, want %v without the text", text, err, ErrBadPrivateKey)
		}
	}
}

func TestKeyNeverPrintsItsSecret(t *testing.T) {
	key := mustParse(t, "c0ffee0000000000000000000000000000000000000000000000000000c0ffee")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		for _, arg := range []any{key, struct{ K *Key }{key}} {
			if got := strings.ToLower(fmt.Sprintf(verb, arg)); strings.Contains(got, "c0ffee") || strings.Contains(got, new(big.Int).SetBytes(crypto.FromECDSA(key.private)).String()) {
				t.Errorf("%s prints %s", verb, got)
			}
		}
	}
}

func TestKeySigns(t *testing.T) {
	key := mustParse(t, vectors[1].key)
	digest := common.Hash{1, 2, 3}
	sig, err := key.SignDigest(t.Context(), digest)
	if err != nil {
		t.Fatal(err)
	}
	if err := typeddata.Verify(digest, sig, key.Address()); err != nil {
		t.Error(err)
	}
	chainID := big.NewInt(1337)
	tx, err := key.SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{ChainID: chainID, Gas: 21000}), chainID)
	if err != nil {
		t.Fatal(err)
	}
	if from, err := types.Sender(types.LatestSignerForChainID(chainID), tx); err != nil || from != key.Address() {
		t.Errorf("got sender %s, %v; want %s", from, err, key)
	}
}
