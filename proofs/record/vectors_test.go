package record_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type recordFile struct {
	About   string          `json:"about"`
	Records []recordVector  `json:"records"`
	Refused []refusedVector `json:"refused"`
}

type recordVector struct {
	Comment   string           `json:"comment"`
	Type      uint8            `json:"type"`
	BasisAB   uint8            `json:"basisAB"`
	BasisBA   uint8            `json:"basisBA"`
	Eps       uint8            `json:"epsPermille"`
	SessionID uint64           `json:"sessionId,string"`
	StartMs   uint64           `json:"startMs,string"`
	EndMs     uint64           `json:"endMs,string"`
	SentAB    uint64           `json:"sentAB,string"`
	RecvAB    uint64           `json:"recvAB,string"`
	SentBA    uint64           `json:"sentBA,string"`
	RecvBA    uint64           `json:"recvBA,string"`
	Paid      typeddata.Amount `json:"paid"`
	AuthHash  common.Hash      `json:"authHash"`
	AckA      common.Hash      `json:"ackA"`
	AckB      common.Hash      `json:"ackB"`
	Salt      hexutil.Bytes    `json:"salt"`
	Bytes     hexutil.Bytes    `json:"bytes"`
	LeafHash  common.Hash      `json:"leafHash"`
}

type refusedVector struct {
	Comment string        `json:"comment"`
	Error   string        `json:"error"`
	Bytes   hexutil.Bytes `json:"bytes"`
}

func (v recordVector) record() record.Record {
	return record.Record{
		Type: record.Type(v.Type), BasisAB: record.Basis(v.BasisAB), BasisBA: record.Basis(v.BasisBA), EpsPermille: v.Eps,
		SessionID: v.SessionID, StartMs: v.StartMs, EndMs: v.EndMs,
		SentAB: v.SentAB, RecvAB: v.RecvAB, SentBA: v.SentBA, RecvBA: v.RecvBA,
		Paid: v.Paid, AuthHash: v.AuthHash, AckA: v.AckA, AckB: v.AckB, Salt: [record.SaltSize]byte(v.Salt),
	}
}

func TestVectorsRecords(t *testing.T) {
	file := vectors.Load(t, "records.json", deriveRecords)
	for _, v := range file.Records {
		if got := v.record().Bytes(); !bytes.Equal(got, v.Bytes) {
			t.Errorf("%s: got %x, want %s", v.Comment, got, v.Bytes)
		}
		if got := v.record().LeafHash(); got != v.LeafHash {
			t.Errorf("%s: leaf hash: got %s, want %s", v.Comment, got, v.LeafHash)
		}
		if got, err := record.Parse(v.Bytes); err != nil || got != v.record() {
			t.Errorf("%s: got %+v, %v", v.Comment, got, err)
		}
	}
	for _, v := range file.Refused {
		want := map[string]error{"size": record.ErrSize, "field": record.ErrField}[v.Error]
		if got, err := record.Parse(v.Bytes); !errors.Is(err, want) || got != (record.Record{}) {
			t.Errorf("%s: got %v, want %v", v.Comment, err, want)
		}
	}
}

var (
	channelID = common.HexToHash("0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")
	ackA      = common.HexToHash("0x2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40")
	ackB      = common.HexToHash("0x4142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f60")
	nodeKey   = common.HexToAddress("0xa1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4")
	salt      = common.FromHex("0xf0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
)

// derive writes the layout down a second time, in hex.
func (v recordVector) derive() recordVector {
	text := fmt.Sprintf("01%02x%x%x%02x", v.Type, v.BasisAB, v.BasisBA, v.Eps) +
		fmt.Sprintf("%016x%016x%016x", v.SessionID, v.StartMs, v.EndMs) +
		fmt.Sprintf("%016x%016x%016x%016x", v.SentAB, v.RecvAB, v.SentBA, v.RecvBA) +
		fmt.Sprintf("%024x%x%x%x%x", v.Paid.Big(), v.AuthHash[:], v.AckA[:], v.AckB[:], []byte(v.Salt))
	raw, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	v.Bytes, v.LeafHash = raw, sha256.Sum256(append([]byte{0}, raw...))
	return v
}

func deriveRecords() recordFile {
	file := recordFile{About: "The 184 bytes of batch records, and leafHash = SHA-256(0x00 ‖ bytes). refused: error size or field. " +
		"Types: 1 open, 2 traffic, 3 close, 4 adjustment. Bases: 0 both signed, 1 receiver signed, 2 payer-counted, 3 relay-counted."}
	open := recordVector{
		Comment: "open: names channel and node key", Type: 1, StartMs: 1_800_000_000_000, EndMs: 1_800_000_000_000,
		AuthHash: channelID, AckA: common.HexToHash("0xa1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4"), Salt: salt,
	}.derive()
	traffic := recordVector{
		Comment: "traffic: A→B receiver signed, B→A payer-counted", Type: 2, BasisAB: 1, BasisBA: 2, Eps: 20,
		SessionID: 1_800_000_000_000 << 20, StartMs: 1_800_000_000_001, EndMs: 1_800_000_001_001,
		SentAB: 4_194_304, RecvAB: 4_190_000, SentBA: 65_536, RecvBA: 65_000, Paid: typeddata.NewAmount(3_962),
		AuthHash: channelID, AckB: ackB, Salt: salt,
	}.derive()
	closing, adjustment := traffic, traffic
	closing.Comment, closing.Type, closing.BasisBA, closing.AckA = "close: both signed", 3, 0, ackA
	closing.BasisAB = 0
	adjustment.Comment, adjustment.Type, adjustment.RecvAB, adjustment.Paid = "adjustment", 4, 4_000_000, typeddata.NewAmount(3_700)
	full := recordVector{
		Comment: "the largest of everything", Type: 4, BasisAB: 3, BasisBA: 3, Eps: 255,
		SessionID: math.MaxUint64, StartMs: math.MaxUint64, EndMs: math.MaxUint64,
		SentAB: math.MaxUint64, RecvBA: math.MaxUint64, Paid: typeddata.MaxAmount(),
		AuthHash: common.MaxHash, AckA: common.MaxHash, AckB: common.MaxHash, Salt: bytes.Repeat([]byte{0xff}, record.SaltSize),
	}
	zero := recordVector{Comment: "traffic, all else zero", Type: 2, Salt: make([]byte, record.SaltSize)}
	file.Records = []recordVector{open, traffic, closing.derive(), adjustment.derive(), full.derive(), zero.derive()}

	refuse := func(comment string, from recordVector, at int, b ...byte) {
		raw := slices.Clone(from.Bytes)
		copy(raw[at:], b)
		file.Refused = append(file.Refused, refusedVector{comment, "field", raw})
	}
	refuse("version 0", traffic, 0, 0)
	refuse("version 2", traffic, 0, 2)
	refuse("type 0", traffic, 1, 0)
	refuse("type 5", traffic, 1, 5)
	refuse("basis 4 of A→B", traffic, 2, 0x40)
	refuse("basis 4 of B→A", traffic, 2, 0x04)
	refuse("ends before it starts", traffic, 20, make([]byte, 8)...)
	refuse("sent bytes of both directions above 2^64-1", traffic, 28, bytes.Repeat([]byte{0xff}, 8)...)
	refuse("received bytes of both directions above 2^64-1", traffic, 36, bytes.Repeat([]byte{0xff}, 8)...)
	for _, f := range []struct {
		name string
		at   int
	}{
		{"basis", 2}, {"eps", 3}, {"sessionId", 11}, {"a longer time than an instant", 27}, {"sentAB", 35}, {"recvAB", 43},
		{"sentBA", 51}, {"recvBA", 59}, {"paid", 71}, {"a node key above 20 bytes", 115}, {"ackB", 167},
	} {
		refuse("open with "+f.name, open, f.at, open.Bytes[f.at]+1)
	}
	for _, raw := range [][]byte{nil, traffic.Bytes[:record.Size-1], append(slices.Clone(traffic.Bytes), 0)} {
		file.Refused = append(file.Refused, refusedVector{fmt.Sprintf("%d bytes", len(raw)), "size", raw})
	}
	return file
}
