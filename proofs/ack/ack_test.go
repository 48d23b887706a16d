package ack_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	devnet  = typeddata.Domain{ChainID: vectors.Devnet.ChainID, Contract: vectors.Devnet.VerifyingContract}
	session = uint64(7)
)

func signed(t testing.TB, side ack.Side) (ack.Signed, common.Address) {
	t.Helper()
	key, err := crypto.ToECDSA(vectors.Key[:])
	if err != nil {
		t.Fatal(err)
	}
	s, err := ack.Sign(ack.DeliveryAck{
		ChannelID: channelID, SessionID: session, Side: side,
		Counts: ack.Counts{SentBytes: 1_000, RecvBytes: 70, SentPackets: 2, RecvPackets: 1},
	}, devnet, key)
	if err != nil {
		t.Fatal(err)
	}
	return s, crypto.PubkeyToAddress(key.PublicKey)
}

func TestVerify(t *testing.T) {
	s, who := signed(t, ack.B)
	if err := s.Verify(devnet, channelID, session, ack.B, who); err != nil {
		t.Fatal(err)
	}
	otherChain, otherContract := devnet, devnet
	otherChain.ChainID++
	otherContract.Contract[0] ^= 1
	forged, unsigned, badSide := s, s, s
	forged.RecvBytes++
	unsigned.Signature = typeddata.Signature{}
	badSide.Side = 2
	for name, c := range map[string]struct {
		got, want error
	}{
		"another channel":  {s.Verify(devnet, common.Hash{}, session, ack.B, who), ack.ErrOther},
		"another session":  {s.Verify(devnet, channelID, session+1, ack.B, who), ack.ErrOther},
		"the other side":   {s.Verify(devnet, channelID, session, ack.A, who), ack.ErrOther},
		"no side":          {badSide.Verify(devnet, channelID, session, 2, who), ack.ErrSide},
		"another key":      {s.Verify(devnet, channelID, session, ack.B, keyA), typeddata.ErrSigner},
		"no key":           {s.Verify(devnet, channelID, session, ack.B, none), typeddata.ErrSigner},
		"another chain":    {s.Verify(otherChain, channelID, session, ack.B, who), typeddata.ErrSigner},
		"another contract": {s.Verify(otherContract, channelID, session, ack.B, who), typeddata.ErrSigner},
		"a byte more":      {forged.Verify(devnet, channelID, session, ack.B, who), typeddata.ErrSigner},
		"no signature":     {unsigned.Verify(devnet, channelID, session, ack.B, who), typeddata.ErrSignature},
		"none at all":      {(ack.Signed{}).Verify(devnet, common.Hash{}, 0, ack.A, who), typeddata.ErrSignature},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.got, c.want)
		}
	}
}

func TestSignRefusesNoSide(t *testing.T) {
	key, err := crypto.ToECDSA(vectors.Key[:])
	if err != nil {
		t.Fatal(err)
	}
	if s, err := ack.Sign(ack.DeliveryAck{Side: 2}, devnet, key); !errors.Is(err, ack.ErrSide) || !s.IsZero() {
		t.Errorf("got %+v, %v, want %v", s, err, ack.ErrSide)
	}
}

func TestNone(t *testing.T) {
	var s ack.Signed
	if !s.IsZero() || s.Hash(devnet) != (common.Hash{}) {
		t.Errorf("none has hash %s", s.Hash(devnet))
	}
	if some, _ := signed(t, ack.A); some.IsZero() || some.Hash(devnet) == (common.Hash{}) {
		t.Error("an acknowledgement counts as none")
	}
}

func TestCovers(t *testing.T) {
	old := ack.Counts{SentBytes: 4, RecvBytes: 3, SentPackets: 2, RecvPackets: 1}
	if err := old.Covers(old); err != nil {
		t.Error(err)
	}
	for name, lower := range map[string]func(*ack.Counts){
		"sentBytes":   func(c *ack.Counts) { c.SentBytes-- },
		"recvBytes":   func(c *ack.Counts) { c.RecvBytes-- },
		"sentPackets": func(c *ack.Counts) { c.SentPackets-- },
		"recvPackets": func(c *ack.Counts) { c.RecvPackets-- },
	} {
		c := ack.Counts{SentBytes: 9, RecvBytes: 9, SentPackets: 9, RecvPackets: 9}
		if err := c.Covers(old); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		c = old
		lower(&c)
		if err := c.Covers(old); !errors.Is(err, ack.ErrBackwards) {
			t.Errorf("%s: got %v, want %v", name, err, ack.ErrBackwards)
		}
		if err := old.Covers(c); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSide(t *testing.T) {
	if ack.A.Other() != ack.B || ack.B.Other() != ack.A {
		t.Error("Other")
	}
	if ack.A.String() != "A" || ack.B.String() != "B" || ack.Side(2).String() != "Side(2)" {
		t.Error("String")
	}
}

func drawCounts(t *rapid.T, name string) ack.Counts {
	return ack.Counts{SentBytes: rapid.Uint64().Draw(t, name+" sent"), RecvBytes: rapid.Uint64().Draw(t, name+" received")}
}

// What an endpoint says of its own cannot raise what it is billed for beyond what the
// other named end says, and the two directions never mix.
func TestAcknowledgedIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawCounts(t, "A"), drawCounts(t, "B")
		keys := rapid.SampledFrom([][2]common.Address{{none, none}, {keyA, none}, {none, keyB}, {keyA, keyB}}).Draw(t, "keys")
		ab, ba := ack.Acknowledged(keys[0], keys[1], a, b)
		if ab.Bytes > b.RecvBytes || ba.Bytes > a.RecvBytes {
			t.Fatalf("more than was received: %+v %+v", ab, ba)
		}
		if (keys[0] != none && ab.Bytes > a.SentBytes) || (keys[1] != none && ba.Bytes > b.SentBytes) {
			t.Fatalf("more than was sent: %+v %+v", ab, ba)
		}
		if mirrorBA, mirrorAB := ack.Acknowledged(keys[1], keys[0], b, a); mirrorAB != ab || mirrorBA != ba {
			t.Fatalf("A and B are not alike: %+v %+v", ab, ba)
		}
		// An unnamed sender's word counts for nothing.
		a.SentBytes, b.SentBytes = b.SentBytes, a.SentBytes
		if again, _ := ack.Acknowledged(none, keys[1], a, b); keys[0] == none && again != ab {
			t.Fatalf("an unnamed sender changed %+v to %+v", ab, again)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	s, who := signed(b, ack.B)
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Verify(devnet, channelID, session, ack.B, who); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHash(b *testing.B) {
	s, _ := signed(b, ack.B)
	b.ReportAllocs()
	for b.Loop() {
		s.Hash(devnet)
	}
}
