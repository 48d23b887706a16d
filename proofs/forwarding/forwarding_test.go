package forwarding_test

import (
	"bytes"
	"crypto/ecdsa"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	gib      = 1 << 30
	now      = 1_800_000_000
	deadline = now + 100_000
)

var (
	devnet    = typeddata.Domain{ChainID: vectors.Devnet.ChainID, Contract: vectors.Devnet.VerifyingContract}
	signerKey = key("signer")
	ackKeys   = [2]*ecdsa.PrivateKey{key("endpoint A"), key("endpoint B")}
	nodeKey   = key("node")
	terms     = receipt.ChannelTerms{
		Payer:     common.HexToAddress("0xa1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4"),
		Signer:    address(signerKey),
		Payee:     common.HexToAddress("0xc1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4"),
		Closer:    address(nodeKey),
		CreditCap: n(4_000_000), OpenBy: 1_800_000_000, Salt: 0x0123456789abcd,
	}
	open = forwarding.Channel{Deposit: n(10_000_000)}
	n    = typeddata.NewAmount
)

func key(name string) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(crypto.Keccak256([]byte(name)))
	must(err)
	return k
}

func address(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func sign(k *ecdsa.PrivateKey, digest common.Hash) typeddata.Signature {
	sig, err := typeddata.Sign(k, digest)
	must(err)
	return sig
}

// receipted is a receipt of cum over a table.
func receipted(t receipt.ChannelTerms, cum uint64, floor uint64, rows ...receipt.Row) *forwarding.Receipted {
	r := &forwarding.Receipted{
		CumAmount: n(cum), LogSize: 7, LogRoot: common.Hash{1, 2, 3},
		Table: receipt.Table{Floor: floor, Rows: rows},
	}
	r.Signature = sign(signerKey, r.Of(t.ID(devnet)).Digest(devnet))
	return r
}

func row(id, paid uint64) receipt.Row { return receipt.Row{SessionID: id, Paid: n(paid)} }

// session is one whose named ends have acknowledged what both counted alike.
func session(t receipt.ChannelTerms, id uint64, keyed [2]bool, ab, ba uint64) forwarding.Session {
	a := receipt.SessionAuthorization{
		ChannelID: t.ID(devnet), SessionID: id, AckDeadline: deadline,
		Tariff: price.Tariff{PerGiB: n(1_000_000), Flat: n(10), Max: n(5_000_000)},
	}
	counts := [2]ack.Counts{{SentBytes: ab, RecvBytes: ba}, {SentBytes: ba, RecvBytes: ab}}
	var s forwarding.Session
	for side, to := range []*common.Address{&a.KeyA, &a.KeyB} {
		if !keyed[side] {
			continue
		}
		*to = address(ackKeys[side])
		var err error
		s.Acks[side], err = ack.Sign(ack.DeliveryAck{
			ChannelID: a.ChannelID, SessionID: id, Side: ack.Side(side), Counts: counts[side],
			Evidence: common.Hash{byte(id), byte(side)},
		}, devnet, ackKeys[side])
		must(err)
	}
	s.Authorization = a
	s.Signature = sign(signerKey, a.Digest(devnet))
	return s
}

var both, onlyA, onlyB, neither = [2]bool{true, true}, [2]bool{true, false}, [2]bool{false, true}, [2]bool{}

// plain is the example of the package's documentation, and a session of either end alone.
func plain() forwarding.Proof {
	return forwarding.Proof{
		Terms:   terms,
		Receipt: receipted(terms, 2_500_000, 5, row(6, 1_000), row(7, 500_010)),
		Sessions: []forwarding.Session{
			session(terms, 7, both, gib, gib/2),
		},
	}
}

func settled(t *testing.T, p forwarding.Proof, ch forwarding.Channel) uint64 {
	t.Helper()
	a, err := p.Judge(devnet, ch, now)
	if err != nil {
		t.Fatal(err)
	}
	return a.Big().Uint64()
}

func TestExampleOfTheDocumentation(t *testing.T) {
	p := plain()
	if got := settled(t, p, open); got != 3_500_000 {
		t.Errorf("got %d, want 3,500,000", got)
	}
	p.Receipt = nil
	if got := settled(t, p, open); got != 1_500_010 {
		t.Errorf("without the receipt: got %d, want 1,500,010", got)
	}
}

func TestRoundTrip(t *testing.T) {
	for name, p := range map[string]forwarding.Proof{
		"plain":        plain(),
		"nothing":      {Terms: terms},
		"receipt only": {Terms: terms, Receipt: receipted(terms, 9, 0)},
		"all kinds": {Terms: terms, Sessions: []forwarding.Session{
			session(terms, 1, neither, 1, 2), session(terms, 2, onlyA, 1, 2),
			session(terms, 3, onlyB, 1, 2), session(terms, math.MaxUint64, both, 1, 2),
		}},
	} {
		b := p.Bytes()
		got, err := forwarding.Parse(devnet, terms, b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if again := got.Bytes(); !bytes.Equal(again, b) {
			t.Errorf("%s: got %x, want %x", name, again, b)
		}
		if err := got.Verify(devnet); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
