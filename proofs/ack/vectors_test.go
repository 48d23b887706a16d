package ack_test

import (
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type ackFile struct {
	About        string               `json:"about"`
	Types        apitypes.Types       `json:"types"`
	Domain       vectors.Domain       `json:"domain"`
	PrivateKey   common.Hash          `json:"privateKey"`
	Acks         []vectors.Message    `json:"acks"`
	Acknowledged []acknowledgedVector `json:"acknowledged"`
}

type ackJSON struct {
	ChannelID   common.Hash `json:"channelId"`
	SessionID   uint64      `json:"sessionId,string"`
	Side        uint8       `json:"side,string"`
	SentBytes   uint64      `json:"sentBytes,string"`
	RecvBytes   uint64      `json:"recvBytes,string"`
	SentPackets uint64      `json:"sentPackets,string"`
	RecvPackets uint64      `json:"recvPackets,string"`
	Evidence    common.Hash `json:"evidence"`
}

func (j ackJSON) ack() ack.DeliveryAck {
	return ack.DeliveryAck{
		ChannelID: j.ChannelID, SessionID: j.SessionID, Side: ack.Side(j.Side),
		Counts:   ack.Counts{SentBytes: j.SentBytes, RecvBytes: j.RecvBytes, SentPackets: j.SentPackets, RecvPackets: j.RecvPackets},
		Evidence: j.Evidence,
	}
}

// acknowledgedVector has zero counts for an endpoint that has not acknowledged.
type acknowledgedVector struct {
	Comment string         `json:"comment"`
	KeyA    common.Address `json:"keyA"`
	KeyB    common.Address `json:"keyB"`
	SentA   uint64         `json:"sentA,string"`
	RecvA   uint64         `json:"recvA,string"`
	SentB   uint64         `json:"sentB,string"`
	RecvB   uint64         `json:"recvB,string"`
	AB      directionJSON  `json:"ab"`
	BA      directionJSON  `json:"ba"`
}

type directionJSON struct {
	Bytes uint64       `json:"bytes,string"`
	Basis record.Basis `json:"basis"`
}

func TestVectorsAcks(t *testing.T) {
	file := vectors.Load(t, "acks.json", deriveAcks)
	d := typeddata.Domain{ChainID: file.Domain.ChainID, Contract: file.Domain.VerifyingContract}
	key, err := crypto.ToECDSA(file.PrivateKey[:])
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range file.Acks {
		var j ackJSON
		if err := vectors.Decode(v.Message, &j); err != nil {
			t.Fatal(err)
		}
		a := j.ack()
		if got := a.Digest(d); got != v.Digest {
			t.Errorf("%s: digest: got %s, want %s", v.Comment, got, v.Digest)
		}
		signed := ack.Signed{DeliveryAck: a, Signature: typeddata.Signature(v.Signature)}
		if got := signed.Hash(d); got != v.Hash {
			t.Errorf("%s: hash: got %s, want %s", v.Comment, got, v.Hash)
		}
		if a.Side > ack.B {
			continue // any uint8 has a digest; only A and B sign
		}
		if err := signed.Verify(d, a.ChannelID, a.SessionID, a.Side, crypto.PubkeyToAddress(key.PublicKey)); err != nil {
			t.Errorf("%s: %v", v.Comment, err)
		}
	}
	for _, v := range file.Acknowledged {
		ab, ba := ack.Acknowledged(v.KeyA, v.KeyB,
			ack.Counts{SentBytes: v.SentA, RecvBytes: v.RecvA}, ack.Counts{SentBytes: v.SentB, RecvBytes: v.RecvB})
		if ab != ack.Direction(v.AB) || ba != ack.Direction(v.BA) {
			t.Errorf("%s: got %+v, %+v, want %+v, %+v", v.Comment, ab, ba, v.AB, v.BA)
		}
	}
}

var (
	channelID = common.HexToHash("0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")
	evidence  = common.HexToHash("0x2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40")
	keyA      = common.HexToAddress("0xa1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4")
	keyB      = common.HexToAddress("0xb1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4")
	none      = common.Address{}
	types     = apitypes.Types{"DeliveryAck": {
		{Name: "channelId", Type: "bytes32"}, {Name: "sessionId", Type: "uint64"}, {Name: "side", Type: "uint8"},
		{Name: "sentBytes", Type: "uint64"}, {Name: "recvBytes", Type: "uint64"},
		{Name: "sentPackets", Type: "uint64"}, {Name: "recvPackets", Type: "uint64"}, {Name: "evidence", Type: "bytes32"},
	}}
)

func deriveAcks() ackFile {
	file := ackFile{
		About: "EIP-712 DeliveryAck: JSON as eth_signTypedData_v4 takes it, with typeHash, hashStruct and digest. signature: the digest " +
			"signed by privateKey. hash: SHA-256(digest ‖ signature), a record's ackA or ackB. acknowledged: two sides' newest " +
			"acknowledgements (zero counts: none) to acknowledged bytes and basis (0 both signed, 1 receiver signed, 2 no proof).",
		Types: types, Domain: vectors.Devnet, PrivateKey: vectors.Key,
	}
	for _, v := range []struct {
		comment string
		ack     ackJSON
	}{
		{"A", ackJSON{channelID, 1_800_000_000_000 << 20, 0, 4_194_304, 65_000, 3_500, 900, common.Hash{}}},
		{"B, with evidence", ackJSON{channelID, 1_800_000_000_000 << 20, 1, 65_536, 4_190_000, 901, 3_490, evidence}},
		{"all zero", ackJSON{}},
		{"every bit set (a side that does not exist)", ackJSON{common.MaxHash, math.MaxUint64, math.MaxUint8,
			math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64, common.MaxHash}},
	} {
		file.Acks = append(file.Acks, vectors.Derive(vectors.Devnet, types, "DeliveryAck", v.comment, v.ack))
	}
	// Worked out by hand.
	file.Acknowledged = []acknowledgedVector{
		{"both keys", keyA, keyB, 1_000, 70, 50, 900, directionJSON{900, 0}, directionJSON{50, 0}},
		{"both keys, nothing lost", keyA, keyB, 1_000, 50, 50, 1_000, directionJSON{1_000, 0}, directionJSON{50, 0}},
		{"both keys, A has not acknowledged", keyA, keyB, 0, 0, 50, 900, directionJSON{0, 0}, directionJSON{0, 0}},
		{"both keys, B has not acknowledged", keyA, keyB, 1_000, 70, 0, 0, directionJSON{0, 0}, directionJSON{0, 0}},
		{"only B's key", none, keyB, 1_000, 70, 50, 900, directionJSON{900, 1}, directionJSON{0, 2}},
		{"only A's key", keyA, none, 1_000, 70, 50, 900, directionJSON{0, 2}, directionJSON{70, 1}},
		{"only B's key, B has not acknowledged", none, keyB, 0, 0, 0, 0, directionJSON{0, 1}, directionJSON{0, 2}},
		{"no keys", none, none, 1_000, 70, 50, 900, directionJSON{0, 2}, directionJSON{0, 2}},
		{"the largest counts", keyA, keyB, math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64,
			directionJSON{math.MaxUint64, 0}, directionJSON{math.MaxUint64, 0}},
	}
	return file
}
