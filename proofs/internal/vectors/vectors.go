// Package vectors is what the tests of proofs share: reading the vector files of
// proofs/testdata strictly, and deriving EIP-712 digests and signatures by
// implementations that are not ours. Only tests import it.
//
// The figures in the files are derived independently of the code under test. To write
// the files anew after a change of the protocol:
//
//	PORTAGE_UPDATE_VECTORS=1 go test ./proofs/... -run TestVectors
package vectors

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// Load reads a vector file. It fails the test unless the file holds, byte for byte,
// what derive gives.
func Load[T any](t testing.TB, name string, derive func() T) T {
	t.Helper()
	path := filepath.Join("..", "testdata", name)
	derived := encode(derive())
	if os.Getenv("PORTAGE_UPDATE_VECTORS") != "" {
		must(os.WriteFile(path, derived, 0o644))
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(raw, derived) {
		t.Fatalf("%s is not what the independent derivation gives: %s", path, firstDifference(raw, derived))
	}
	var file T
	if err := Decode(raw, &file); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return file
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	must(e.Encode(v))
	return b.Bytes()
}

// Decode reads exactly one JSON value and refuses unknown keys.
func Decode(raw []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("vectors: more than one JSON value")
	}
	return nil
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return fmt.Sprintf("line %d: got %s, want %s", i+1, bytes.TrimSpace(g[i]), bytes.TrimSpace(w[i]))
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

// Domain is an EIP-712 domain as the files write it.
type Domain struct {
	Name              string         `json:"name"`
	Version           string         `json:"version"`
	ChainID           uint64         `json:"chainId,string"`
	VerifyingContract common.Address `json:"verifyingContract"`
}

// Devnet is the domain of the vectors that need only one.
var Devnet = Domain{"Portage", "1", 1337, common.HexToAddress("0x5fbdb2315678afecb367f032d93f642f64180aa3")}

var domainFields = []apitypes.Type{
	{Name: "name", Type: "string"}, {Name: "version", Type: "string"},
	{Name: "chainId", Type: "uint256"}, {Name: "verifyingContract", Type: "address"},
}

// Message is one EIP-712 message with everything that is computed from it. Signature is
// by Key; Hash is SHA-256(digest ‖ signature), where something is named by it.
type Message struct {
	Comment     string          `json:"comment"`
	PrimaryType string          `json:"primaryType"`
	EncodeType  string          `json:"encodeType"`
	Message     json.RawMessage `json:"message"`
	TypeHash    common.Hash     `json:"typeHash"`
	HashStruct  common.Hash     `json:"hashStruct"`
	Digest      common.Hash     `json:"digest,omitzero"`
	Signature   hexutil.Bytes   `json:"signature,omitempty"`
	Hash        common.Hash     `json:"hash,omitzero"`
}

// Separator derives a domain separator with go-ethereum's signer/core/apitypes.
func Separator(d Domain) (encodeType string, typeHash, separator common.Hash) {
	td := typedData(d, apitypes.Types{})
	h, err := td.HashStruct("EIP712Domain", td.Domain.Map())
	must(err)
	return string(td.EncodeType("EIP712Domain")), common.Hash(td.TypeHash("EIP712Domain")), common.Hash(h)
}

// Derive computes a Message with go-ethereum's signer/core/apitypes and Sign. The
// message marshals to the JSON that eth_signTypedData_v4 takes.
func Derive(d Domain, types apitypes.Types, primaryType, comment string, message any) Message {
	raw, err := json.Marshal(message)
	must(err)
	var members map[string]any
	must(json.Unmarshal(raw, &members))
	td := typedData(d, types)
	td.PrimaryType, td.Message = primaryType, members
	hashStruct, err := td.HashStruct(primaryType, members)
	must(err)
	digest, _, err := apitypes.TypedDataAndHash(td)
	must(err)
	signature := Sign(Key, common.Hash(digest))
	return Message{
		Comment: comment, PrimaryType: primaryType, EncodeType: string(td.EncodeType(primaryType)), Message: raw,
		TypeHash: common.Hash(td.TypeHash(primaryType)), HashStruct: common.Hash(hashStruct), Digest: common.Hash(digest),
		Signature: signature, Hash: sha256.Sum256(append(bytes.Clone(digest), signature...)),
	}
}

func typedData(d Domain, types apitypes.Types) apitypes.TypedData {
	all := apitypes.Types{"EIP712Domain": domainFields}
	for name, fields := range types {
		all[name] = fields
	}
	chainID := math.HexOrDecimal256(*new(big.Int).SetUint64(d.ChainID))
	return apitypes.TypedData{
		Types: all,
		Domain: apitypes.TypedDataDomain{
			Name: d.Name, Version: d.Version, ChainId: &chainID,
			VerifyingContract: d.VerifyingContract.Hex(),
		},
	}
}

// Key signs the messages of the vectors.
var Key = common.HexToHash("0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")

// Sign makes a 64-byte ERC-2098 signature with decred's pure Go secp256k1 (RFC 6979
// nonces, low s).
func Sign(key, digest common.Hash) hexutil.Bytes {
	full := ecdsa.SignCompact(secp256k1.PrivKeyFromBytes(key[:]), digest[:], false)
	sig := bytes.Clone(full[1:])
	sig[32] |= (full[0] - 27) << 7
	return sig
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
