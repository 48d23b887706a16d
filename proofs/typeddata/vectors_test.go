package typeddata_test

import (
	"bytes"
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type domainFile struct {
	About      string         `json:"about"`
	EncodeType string         `json:"encodeType"`
	TypeHash   common.Hash    `json:"typeHash"`
	Domains    []domainVector `json:"domains"`
}

type domainVector struct {
	vectors.Domain
	Separator common.Hash `json:"separator"`
}

func TestVectorsDomains(t *testing.T) {
	file := vectors.Load(t, "domains.json", deriveDomains)
	if got := typeddata.NewType(file.EncodeType).Hash(); got != file.TypeHash {
		t.Errorf("typeHash: got %s, want %s", got, file.TypeHash)
	}
	for _, v := range file.Domains {
		if v.Name != typeddata.Name || v.Version != typeddata.Version {
			t.Errorf("name and version: got %q %q", v.Name, v.Version)
		}
		d := typeddata.Domain{ChainID: v.ChainID, Contract: v.VerifyingContract}
		if got := d.Separator(); got != v.Separator {
			t.Errorf("chain %d: separator: got %s, want %s", v.ChainID, got, v.Separator)
		}
	}
}

func deriveDomains() domainFile {
	file := domainFile{About: "EIP-712 domain separators: Portage's domain on some chains and contracts."}
	for _, d := range []vectors.Domain{
		vectors.Devnet,
		{Name: "Portage", Version: "1", ChainID: 1, VerifyingContract: vectors.Devnet.VerifyingContract},
		{Name: "Portage", Version: "1", ChainID: 1337, VerifyingContract: common.HexToAddress("0x01")},
		{Name: "Portage", Version: "1", ChainID: 1<<64 - 1, VerifyingContract: common.MaxAddress},
	} {
		encodeType, typeHash, separator := vectors.Separator(d)
		file.EncodeType, file.TypeHash = encodeType, typeHash
		file.Domains = append(file.Domains, domainVector{d, separator})
	}
	return file
}

type signatureFile struct {
	About      string            `json:"about"`
	Signed     []signatureVector `json:"signed"`
	Recovered  []signatureVector `json:"recovered"`
	OtherKey   []signatureVector `json:"otherKey"`
	Refused    []signatureVector `json:"refused"`
	RefusedVRS []refusedVRS      `json:"refused65"`
}

type signatureVector struct {
	Comment    string          `json:"comment"`
	PrivateKey *common.Hash    `json:"privateKey,omitempty"`
	Digest     common.Hash     `json:"digest"`
	Signature  hexutil.Bytes   `json:"signature"`
	Signer     *common.Address `json:"signer,omitempty"`
}

type refusedVRS struct {
	Comment   string        `json:"comment"`
	Signature hexutil.Bytes `json:"signature"`
}

func TestVectorsSignatures(t *testing.T) {
	file := vectors.Load(t, "signatures.json", deriveSignatures)
	for _, v := range file.Signed {
		key, err := crypto.ToECDSA(v.PrivateKey[:])
		if err != nil {
			t.Fatal(err)
		}
		sig, err := typeddata.Sign(key, v.Digest)
		if err != nil || !bytes.Equal(sig[:], v.Signature) {
			t.Errorf("%s: sign: got %x, %v, want %s", v.Comment, sig, err, v.Signature)
		}
	}
	for _, v := range slices.Concat(file.Signed, file.Recovered) {
		if err := typeddata.Verify(v.Digest, typeddata.Signature(v.Signature), *v.Signer); err != nil {
			t.Errorf("%s: %v", v.Comment, err)
		}
	}
	for _, v := range file.OtherKey {
		if err := typeddata.Verify(v.Digest, typeddata.Signature(v.Signature), *v.Signer); !errors.Is(err, typeddata.ErrSigner) {
			t.Errorf("%s: got %v, want %v", v.Comment, err, typeddata.ErrSigner)
		}
	}
	for _, v := range file.Refused {
		if got, err := typeddata.Recover(v.Digest, typeddata.Signature(v.Signature)); !errors.Is(err, typeddata.ErrSignature) {
			t.Errorf("%s: got %s, %v, want %v", v.Comment, got, err, typeddata.ErrSignature)
		}
	}
	for _, v := range file.RefusedVRS {
		if got, err := typeddata.Compact(v.Signature); !errors.Is(err, typeddata.ErrSignature) {
			t.Errorf("%s: got %x, %v, want %v", v.Comment, got, err, typeddata.ErrSignature)
		}
	}
}

var (
	curveN   = secp256k1.Params().N
	halfN    = new(big.Int).Rsh(curveN, 1)
	digest1  = common.HexToHash("0x1111111111111111111111111111111111111111111111111111111111111111")
	digest2  = common.HexToHash("0xfedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210")
	otherKey = common.HexToHash("0x00000000000000000000000000000000000000000000000000000000000000a1")
)

func deriveSignatures() signatureFile {
	good := vectors.Sign(vectors.Key, digest1)
	signer := address(vectors.Key)
	r, s, v := new(big.Int).SetBytes(good[:32]), new(big.Int).SetBytes(good[32:]), good[32]>>7
	s.SetBit(s, 255, 0)
	one, nMinusS := big.NewInt(1), new(big.Int).Sub(curveN, s)
	pointless := big.NewInt(5) // x = 5 is on no point of the curve
	most := new(big.Int).Sub(new(big.Int).Lsh(one, 256), one)

	file := signatureFile{About: "ERC-2098 signatures: r (32 bytes) ‖ yParity<<255 | s (32 bytes). signed: RFC 6979 nonces. " +
		"recovered: not made by signing, but accepted. otherKey: well formed, not by signer. refused: no signer. " +
		"refused65: r ‖ s ‖ v as other software writes it, refused on conversion."}
	for _, key := range []common.Hash{vectors.Key, otherKey} {
		for _, digest := range []common.Hash{digest1, digest2} {
			who := address(key)
			file.Signed = append(file.Signed, signatureVector{"signed", &key, digest, vectors.Sign(key, digest), &who})
		}
	}
	file.Recovered = []signatureVector{
		recovered("largest s, n/2", digest1, r, halfN, v),
		recovered("smallest s, 1", digest1, r, one, v),
		recovered("smallest r, 1", digest1, one, s, 0),
	}
	file.OtherKey = []signatureVector{
		{"wrong parity", nil, digest1, compact(r, s, v^1), &signer},
		{"another digest", nil, digest2, good, &signer},
		{"zero signer", nil, digest1, good, &common.Address{}},
	}
	refuse := func(comment string, digest common.Hash, sig hexutil.Bytes) {
		file.Refused = append(file.Refused, signatureVector{comment, nil, digest, sig, nil})
	}
	refuse("nothing", digest1, make([]byte, 64))
	refuse("r = 0", digest1, compact(new(big.Int), s, v))
	refuse("r = n", digest1, compact(curveN, s, v))
	refuse("r = n + 1", digest1, compact(new(big.Int).Add(curveN, one), s, v))
	refuse("r = 2^256 - 1", digest1, compact(most, s, v))
	refuse("r is on no point", digest1, compact(pointless, s, v))
	refuse("s = 0, yParity 0", digest1, compact(r, new(big.Int), 0))
	refuse("s = 0, yParity 1", digest1, compact(r, new(big.Int), 1))
	refuse("s = n/2 + 1", digest1, compact(r, new(big.Int).Add(halfN, one), v))
	refuse("s = 2^255 - 1", digest1, compact(r, new(big.Int).Rsh(most, 1), v))
	refuse("recovers the point at infinity", infinityDigest(r), compact(r, s, v))

	word := func(x *big.Int) []byte { return x.FillBytes(make([]byte, 32)) }
	vrs := func(comment string, parts ...[]byte) {
		file.RefusedVRS = append(file.RefusedVRS, refusedVRS{comment, slices.Concat(parts...)})
	}
	vrs("64 bytes", word(r), word(s))
	vrs("66 bytes", word(r), word(s), []byte{v, 0})
	vrs("v = 2", word(r), word(s), []byte{2})
	vrs("v = 29", word(r), word(s), []byte{29})
	vrs("v = 37 (EIP-155)", word(r), word(s), []byte{37})
	vrs("n - s: the same key with the other parity, but high", word(r), word(nMinusS), []byte{v ^ 1})
	vrs("s = n/2 + 1", word(r), word(new(big.Int).Add(halfN, one)), []byte{v})
	vrs("s = 0", word(r), make([]byte, 32), []byte{v})
	vrs("r = n", word(curveN), word(s), []byte{v})
	return file
}

func compact(r, s *big.Int, v byte) hexutil.Bytes {
	sig := make([]byte, 64)
	r.FillBytes(sig[:32])
	s.FillBytes(sig[32:])
	sig[32] |= v << 7
	return sig
}

// recovered asks decred's secp256k1 who signed.
func recovered(comment string, digest common.Hash, r, s *big.Int, v byte) signatureVector {
	sig := compact(r, s, v)
	full := slices.Concat([]byte{27 + v}, r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32)))
	pub, _, err := ecdsa.RecoverCompact(full, digest[:])
	if err != nil {
		panic(comment + ": " + err.Error())
	}
	who := keyAddress(pub)
	return signatureVector{comment, nil, digest, sig, &who}
}

// infinityDigest returns the z for which r⁻¹(sR − zG) is the point at infinity, which
// needs the discrete logarithm k of R = kG: k = s⁻¹(z₁ + r·key) for a signature of z₁
// by a known key, so z = s·k = z₁ + r·key. A low-s signature may have been negated, and
// R with it: then the parity says so and the formula holds all the same.
func infinityDigest(r *big.Int) common.Hash {
	z := new(big.Int).Mul(r, vectors.Key.Big())
	z.Add(z, digest1.Big()).Mod(z, curveN)
	return common.BigToHash(z)
}

func address(key common.Hash) common.Address {
	return keyAddress(secp256k1.PrivKeyFromBytes(key[:]).PubKey())
}

func keyAddress(pub *secp256k1.PublicKey) common.Address {
	return common.BytesToAddress(crypto.Keccak256(pub.SerializeUncompressed()[1:])[12:])
}
