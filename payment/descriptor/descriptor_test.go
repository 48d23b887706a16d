package descriptor

import (
	"bytes"
	"crypto/ecdsa"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/typeddata"
)

var domain = typeddata.Domain{ChainID: 1337, Contract: common.Address{1}}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sample(k *ecdsa.PrivateKey) Descriptor {
	return Descriptor{
		Number: 3, Expiry: 1_900_000_000, NodeKey: crypto.PubkeyToAddress(k.PublicKey),
		Multiaddrs: []string{"/ip4/192.0.2.1/tcp/4001"}, TURN: []string{"turn:192.0.2.1:3478?transport=udp"},
		STUN: []string{"stun:192.0.2.1:3478"}, PricePerGiB: typeddata.NewAmount(5), FlatPrice: typeddata.NewAmount(1),
		Region: "eu-west", CapacityMbps: 1000,
	}
}

func TestSignedDescriptorReadsBack(t *testing.T) {
	k := newKey(t)
	b, err := SignWith(sample(k), domain, k)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(b, domain)
	if err != nil || !reflect.DeepEqual(got, sample(k)) {
		t.Fatalf("got %+v, %v, want %+v", got, err, sample(k))
	}
	if _, key, err := ParseWithKey(b, domain); err != nil || !key.Equal(&k.PublicKey) {
		t.Errorf("got key %v, %v, want the node key's %v", key, err, k.PublicKey)
	}
}

// Every flipped bit is refused: what a client reads is what the node key signed.
func TestEveryFlippedBitIsRefused(t *testing.T) {
	k := newKey(t)
	b, err := SignWith(sample(k), domain, k)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		for bit := range 8 {
			bad := bytes.Clone(b)
			bad[i] ^= 1 << bit
			if got, err := Parse(bad, domain); err == nil && !reflect.DeepEqual(got, sample(k)) {
				t.Fatalf("byte %d bit %d: accepted as %+v", i, bit, got)
			}
		}
	}
	for n := range b {
		if _, err := Parse(b[:n], domain); err == nil {
			t.Fatalf("the first %d of %d bytes were accepted", n, len(b))
		}
	}
}

func TestRefused(t *testing.T) {
	k := newKey(t)
	for name, change := range map[string]func(*Descriptor){
		"too many multiaddrs": func(d *Descriptor) { d.Multiaddrs = make([]string, maxAddrs+1) },
		"too many TURN URIs":  func(d *Descriptor) { d.TURN = make([]string, maxURIs+1) },
		"too many STUN URIs":  func(d *Descriptor) { d.STUN = make([]string, maxURIs+1) },
		"long URI":            func(d *Descriptor) { d.TURN = []string{strings.Repeat("x", maxText+1)} },
		"long region":         func(d *Descriptor) { d.Region = strings.Repeat("x", maxRegion+1) },
		"not UTF-8":           func(d *Descriptor) { d.Region = "\xff" },
		"too large": func(d *Descriptor) {
			for range maxAddrs {
				d.Multiaddrs = append(d.Multiaddrs[:0:0], append(d.Multiaddrs, strings.Repeat("x", maxText))...)
			}
			d.Multiaddrs = d.Multiaddrs[:maxAddrs]
			d.TURN = []string{strings.Repeat("x", maxText)}
		},
	} {
		d := sample(k)
		change(&d)
		if _, err := SignWith(d, domain, k); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: got %v, want %v", name, err, ErrMalformed)
		}
	}
	b, err := SignWith(sample(k), domain, k)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(b, typeddata.Domain{ChainID: 1, Contract: domain.Contract}); !errors.Is(err, typeddata.ErrSigner) {
		t.Errorf("another chain: got %v, want %v", err, typeddata.ErrSigner)
	}
	if _, err := Parse(make([]byte, MaxSize+1), domain); !errors.Is(err, ErrMalformed) {
		t.Errorf("too long: got %v, want %v", err, ErrMalformed)
	}
}

func FuzzParse(f *testing.F) {
	k := newKey(f)
	b, err := SignWith(sample(k), domain, k)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, err := Parse(b, domain); err == nil && d.check() != nil {
			t.Fatalf("accepted %+v", d)
		}
	})
}
