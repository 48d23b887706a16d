package typeddata_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func TestSeparatorBindsChainAndContract(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := vectors.Domain{
			Name: typeddata.Name, Version: typeddata.Version,
			ChainID:           rapid.Uint64().Draw(t, "chainId"),
			VerifyingContract: common.Address(rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "contract")),
		}
		_, _, want := vectors.Separator(d)
		if got := (typeddata.Domain{ChainID: d.ChainID, Contract: d.VerifyingContract}).Separator(); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

func TestSignVerify(t *testing.T) {
	key, other := newKey(t), newKey(t)
	who := crypto.PubkeyToAddress(key.PublicKey)
	rapid.Check(t, func(t *rapid.T) {
		digest := drawHash(t, "digest")
		sig, err := typeddata.Sign(key, digest)
		if err != nil {
			t.Fatal(err)
		}
		if err := typeddata.Verify(digest, sig, who); err != nil {
			t.Fatal(err)
		}
		if err := typeddata.Verify(digest, sig, crypto.PubkeyToAddress(other.PublicKey)); !errors.Is(err, typeddata.ErrSigner) {
			t.Fatalf("other key: got %v", err)
		}
		bit := rapid.IntRange(0, 8*len(sig)-1).Draw(t, "bit")
		sig[bit/8] ^= 1 << (bit % 8)
		if err := typeddata.Verify(digest, sig, who); err == nil {
			t.Fatalf("verifies with bit %d flipped", bit)
		}
	})
}

func TestCompactKeepsTheSigner(t *testing.T) {
	key := newKey(t)
	who := crypto.PubkeyToAddress(key.PublicKey)
	rapid.Check(t, func(t *rapid.T) {
		digest := drawHash(t, "digest")
		full, err := crypto.Sign(digest[:], key)
		if err != nil {
			t.Fatal(err)
		}
		full[64] += rapid.SampledFrom([]byte{0, 27}).Draw(t, "v offset")
		sig, err := typeddata.Compact(full)
		if err != nil {
			t.Fatal(err)
		}
		if err := typeddata.Verify(digest, sig, who); err != nil {
			t.Fatal(err)
		}
	})
}

// contractRecover is the rule of the contract on the chain's own code: low s, then the
// ecrecover precompile, whose zero result is refused.
func contractRecover(digest common.Hash, sig typeddata.Signature) (common.Address, bool) {
	r, vs := sig.R(), sig.VS()
	v := vs[0] >> 7
	vs[0] &= 0x7f
	if new(big.Int).SetBytes(vs[:]).Cmp(halfN) > 0 {
		return common.Address{}, false
	}
	input := make([]byte, 128)
	copy(input, digest[:])
	input[63] = 27 + v
	copy(input[64:], r[:])
	copy(input[96:], vs[:])
	out, err := vm.PrecompiledContractsCancun[common.BytesToAddress([]byte{1})].Run(input)
	if err != nil {
		panic(err)
	}
	who := common.BytesToAddress(out)
	return who, who != common.Address{}
}

func sameAsContract(t interface{ Fatalf(string, ...any) }, digest common.Hash, sig typeddata.Signature) {
	got, err := typeddata.Recover(digest, sig)
	want, ok := contractRecover(digest, sig)
	if got != want || ok != (err == nil) {
		t.Fatalf("digest %s, signature %x: got %s, %v, the contract %s, %t", digest, sig, got, err, want, ok)
	}
	if err != nil && !errors.Is(err, typeddata.ErrSignature) {
		t.Fatalf("got %v, want %v", err, typeddata.ErrSignature)
	}
}

func FuzzRecover(f *testing.F) {
	for _, v := range deriveSignatures().Refused {
		f.Add(v.Digest[:], []byte(v.Signature))
	}
	for _, v := range deriveSignatures().Signed {
		f.Add(v.Digest[:], []byte(v.Signature))
	}
	f.Fuzz(func(t *testing.T, digest, sig []byte) {
		s, err := typeddata.SignatureFromBytes(sig)
		if (err == nil) != (len(sig) == typeddata.SignatureSize) {
			t.Fatalf("%d bytes: %v", len(sig), err)
		}
		sameAsContract(t, common.BytesToHash(digest), s)
	})
}

// The words at the edges of r's and s's ranges meet far more often here than at random.
func TestRecoverAtTheEdges(t *testing.T) {
	var words [][]byte
	for _, x := range []*big.Int{new(big.Int), halfN, curveN, new(big.Int).Lsh(big.NewInt(1), 255)} {
		for d := int64(-2); d <= 2; d++ {
			if w := new(big.Int).Add(x, big.NewInt(d)); w.Sign() >= 0 {
				words = append(words, w.FillBytes(make([]byte, 32)))
			}
		}
	}
	words = append(words, bytes.Repeat([]byte{0xff}, 32))
	for _, r := range words {
		for _, vs := range words {
			for _, parity := range []byte{0, 0x80} {
				sig := typeddata.Signature(append(append([]byte{}, r...), vs...))
				sig[32] ^= parity
				sameAsContract(t, digest1, sig)
			}
		}
	}
}

func TestSignatureText(t *testing.T) {
	sig := typeddata.Signature(vectors.Sign(vectors.Key, digest1))
	text, err := json.Marshal(sig)
	if err != nil {
		t.Fatal(err)
	}
	var back typeddata.Signature
	if err := json.Unmarshal(text, &back); err != nil || back != sig {
		t.Fatalf("got %x, %v, want %x", back, err, sig)
	}
	hex := strings.Trim(string(text), `"`)
	for name, bad := range map[string]string{
		"empty": "", "no prefix": hex[2:], "short": hex[:len(hex)-2], "odd": hex[:len(hex)-1],
		"long": hex + "00", "no hex": hex[:len(hex)-1] + "g", "space": " " + hex[1:],
	} {
		got := back
		if err := got.UnmarshalText([]byte(bad)); !errors.Is(err, typeddata.ErrSignature) || got != back {
			t.Errorf("%s: got %x, %v, want %v and no change", name, got, err, typeddata.ErrSignature)
		}
	}
}

func TestZeroSignature(t *testing.T) {
	if !(typeddata.Signature{}).IsZero() || (typeddata.Signature{63: 1}).IsZero() {
		t.Error("IsZero")
	}
}

func BenchmarkRecover(b *testing.B) {
	sig := typeddata.Signature(vectors.Sign(vectors.Key, digest1))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := typeddata.Recover(digest1, sig); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDomainDigest(b *testing.B) {
	d := typeddata.Domain{ChainID: vectors.Devnet.ChainID, Contract: vectors.Devnet.VerifyingContract}
	b.ReportAllocs()
	for b.Loop() {
		d.Digest(digest1)
	}
}

// The recovered public key is the signer's, and its address is what Recover says.
func TestRecoverPublicKey(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	digest := common.HexToHash("0x01")
	sig, err := typeddata.Sign(key, digest)
	if err != nil {
		t.Fatal(err)
	}
	pub, err := typeddata.RecoverPublicKey(digest, sig)
	if err != nil || !pub.Equal(&key.PublicKey) {
		t.Fatalf("got %v, %v, want %v", pub, err, key.PublicKey)
	}
	if address, err := typeddata.Recover(digest, sig); err != nil || address != crypto.PubkeyToAddress(*pub) {
		t.Errorf("got %s, %v, want %s", address, err, crypto.PubkeyToAddress(*pub))
	}
	if _, err := typeddata.RecoverPublicKey(digest, typeddata.Signature{}); !errors.Is(err, typeddata.ErrSignature) {
		t.Errorf("zero signature: got %v, want ErrSignature", err)
	}
}
