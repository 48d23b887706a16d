package sample_test

import (
	"bytes"
	"crypto/aes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/sample"
)

type sampleFile struct {
	About    string           `json:"about"`
	Key      hexutil.Bytes    `json:"key"`
	Packets  []packetVector   `json:"packets"`
	Evidence []evidenceVector `json:"evidence"`
	Compared []comparedVector `json:"compared"`
}

type packetVector struct {
	OneIn   uint32        `json:"oneIn"`
	Counter uint64        `json:"counter,string"`
	From    uint8         `json:"from"`
	Length  uint32        `json:"length"`
	Seal    hexutil.Bytes `json:"seal"`
	Sampled bool          `json:"sampled"`
	Leaf    hexutil.Bytes `json:"leaf,omitempty"`
}

type evidenceVector struct {
	Sent     []hexutil.Bytes `json:"sent"`
	Received []hexutil.Bytes `json:"received"`
	Evidence common.Hash     `json:"evidence"`
}

type comparedVector struct {
	Sent     []hexutil.Bytes `json:"sent"`
	Received []hexutil.Bytes `json:"received"`
	Missing  uint64          `json:"missing"`
	Foreign  uint64          `json:"foreign"`
	Loss     [3]string       `json:"loss"` // estimate, low, high: five decimals
	Change   [3]string       `json:"change"`
}

func TestVectorsSamples(t *testing.T) {
	file := vectors.Load(t, "samples.json", deriveSamples)
	for i, v := range file.Packets {
		s, err := sample.New([sample.KeySize]byte(file.Key), v.OneIn)
		if err != nil {
			t.Fatal(err)
		}
		tag := bytes.Clone(v.Seal)
		sampled := s.Choose(v.Counter, tag)
		if sampled != v.Sampled {
			t.Errorf("packet %d: sampled %t, want %t", i, sampled, v.Sampled)
		}
		if l := sample.NewLeaf(ack.Side(v.From), v.Length, tag); sampled && !bytes.Equal(l[:], v.Leaf) {
			t.Errorf("packet %d: got leaf %x, want %s", i, l, v.Leaf)
		}
	}
	for i, v := range file.Evidence {
		e := sample.Evidence{Sent: leaves(v.Sent), Received: leaves(v.Received)}
		var log sample.Log
		for _, l := range e.Sent {
			log.Sent(l)
		}
		for _, l := range e.Received {
			log.Received(l)
		}
		if e.Hash() != v.Evidence || log.Roots().Hash() != v.Evidence {
			t.Errorf("evidence %d: got %s, as it goes %s, want %s", i, e.Hash(), log.Roots().Hash(), v.Evidence)
		}
	}
	for i, v := range file.Compared {
		c := sample.Compare(leaves(v.Sent), leaves(v.Received))
		if c.Missing != v.Missing || c.Foreign != v.Foreign || told(c.Loss()) != v.Loss || told(c.Change()) != v.Change {
			t.Errorf("comparison %d: got %+v, %v, %v, want %+v", i, c, told(c.Loss()), told(c.Change()), v)
		}
	}
}

func leaves(raw []hexutil.Bytes) (out []sample.Leaf) {
	for _, b := range raw {
		out = append(out, sample.Leaf(b))
	}
	return out
}

func told(r sample.Rate) [3]string {
	return [3]string{fmt.Sprintf("%.5f", r.Estimate), fmt.Sprintf("%.5f", r.Low), fmt.Sprintf("%.5f", r.High)}
}

func deriveSamples() sampleFile {
	file := sampleFile{
		About: "Sampled evidence. packets: tag = AES-256(key, seal), sampled if the first 8 bytes of it mod oneIn are 0 and counter < oneIn × 32768; " +
			"leaf = from u8 ‖ length u32 ‖ tag. evidence = SHA-256(0x02 ‖ root of sent ‖ root of received), RFC 9162 roots. " +
			"compared: as multisets; loss is missing of sent, change is foreign of received, each estimate, low, high of Wilson's 95 % interval.",
	}
	for i := range 32 {
		file.Key = append(file.Key, byte(i))
	}
	block, err := aes.NewCipher(file.Key)
	if err != nil {
		panic(err)
	}
	// FIPS 197, appendix C.3.
	published := common.FromHex("00112233445566778899aabbccddeeff")
	block.Encrypt(published, published)
	if hex.EncodeToString(published) != "8ea2b7ca516745bfeafc49904b496089" {
		panic("not AES-256")
	}
	var sampled []hexutil.Bytes
	for i := range 24 {
		v := packetVector{OneIn: []uint32{1, 4, 3}[i%3], Counter: uint64(i), From: uint8(i % 2), Length: uint32(25 + 97*i)}
		if i >= 20 { // the last counter that counts, and the first that does not
			v.OneIn, v.Counter = 1, 32768-22+uint64(i)
		}
		seal := sha256.Sum256(fmt.Appendf(nil, "seal %d", i))
		v.Seal = seal[:16]
		tag := make([]byte, 16)
		block.Encrypt(tag, v.Seal)
		first := new(big.Int).SetBytes(tag[:8])
		v.Sampled = new(big.Int).Mod(first, big.NewInt(int64(v.OneIn))).Sign() == 0 && v.Counter < uint64(v.OneIn)*32768
		if v.Sampled {
			v.Leaf = common.FromHex(fmt.Sprintf("%02x%08x%x", v.From, v.Length, tag))
			sampled = append(sampled, v.Leaf)
		}
		file.Packets = append(file.Packets, v)
	}
	for _, n := range [][2]int{{0, 0}, {1, 0}, {0, 2}, {3, 5}, {7, 7}} {
		sent, received := append([]hexutil.Bytes{}, sampled[:n[0]]...), append([]hexutil.Bytes{}, sampled[:n[1]]...)
		file.Evidence = append(file.Evidence, evidenceVector{sent, received, evidence(sent, received)})
	}
	one, two, three := sampled[0], sampled[1], sampled[2]
	file.Compared = []comparedVector{
		// Wilson's interval for 0 of n is 0 to z²/(n + z²), z² = 3.8414588.
		{[]hexutil.Bytes{}, []hexutil.Bytes{}, 0, 0, [3]string{"0.00000", "0.00000", "1.00000"}, [3]string{"0.00000", "0.00000", "1.00000"}},
		{[]hexutil.Bytes{one}, []hexutil.Bytes{one}, 0, 0, [3]string{"0.00000", "0.00000", "0.79345"}, [3]string{"0.00000", "0.00000", "0.79345"}},
		{[]hexutil.Bytes{one, two}, []hexutil.Bytes{two, one}, 0, 0, [3]string{"0.00000", "0.00000", "0.65762"}, [3]string{"0.00000", "0.00000", "0.65762"}},
		{[]hexutil.Bytes{one, one, two}, []hexutil.Bytes{one, three}, 2, 1, [3]string{"0.66667", "0.20766", "0.93851"}, [3]string{"0.50000", "0.09453", "0.90547"}},
	}
	return file
}

// evidence by the recursive definition of RFC 9162, section 2.1.
func evidence(sent, received []hexutil.Bytes) common.Hash {
	return sha256.Sum256(bytes.Join([][]byte{{2}, mth(sent), mth(received)}, nil))
}

func mth(d []hexutil.Bytes) []byte {
	if len(d) == 0 {
		h := sha256.Sum256(nil)
		return h[:]
	}
	if len(d) == 1 {
		h := sha256.Sum256(append([]byte{0}, d[0]...))
		return h[:]
	}
	k := 1
	for 2*k < len(d) {
		k *= 2
	}
	h := sha256.Sum256(bytes.Join([][]byte{{1}, mth(d[:k]), mth(d[k:])}, nil))
	return h[:]
}
