package receipt_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var devnet = typeddata.Domain{ChainID: vectors.Devnet.ChainID, Contract: vectors.Devnet.VerifyingContract}

func TestTermsCheck(t *testing.T) {
	good := receipt.ChannelTerms{Payer: addressA, Signer: addressB, Payee: addressC, OpenBy: 1<<40 - 1, Salt: 1<<56 - 1}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*receipt.ChannelTerms){
		"zero signer": func(c *receipt.ChannelTerms) { c.Signer = common.Address{} },
		"zero payee":  func(c *receipt.ChannelTerms) { c.Payee = common.Address{} },
		"openBy":      func(c *receipt.ChannelTerms) { c.OpenBy++ },
		"salt":        func(c *receipt.ChannelTerms) { c.Salt++ },
	} {
		bad := good
		change(&bad)
		if err := bad.Check(); !errors.Is(err, receipt.ErrTerms) {
			t.Errorf("%s: got %v, want %v", name, err, receipt.ErrTerms)
		}
	}
}

func TestOfferIsNoReceipt(t *testing.T) {
	o := receipt.Offer{ChannelID: hash1, CumAmount: n(1), State: receipt.State{LogSize: 1}}
	if o.Digest(devnet) == o.Receipt().Digest(devnet) {
		t.Error("one signature would serve both")
	}
}

// model is a table kept as a map: slow, and obviously right.
type model struct {
	floor uint64
	paid  map[uint64]uint64
}

func TestTableAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, table := model{paid: map[uint64]uint64{}}, receipt.Table{}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			before, hash := table, table.Hash()
			id := rapid.Uint64Range(m.floor, m.floor+12).Draw(t, "session")
			if rapid.IntRange(0, 9).Draw(t, "raise floor") == 0 {
				m.floor = id
				table = table.WithFloor(id)
				for s := range m.paid {
					if s < id {
						delete(m.paid, s)
					}
				}
			} else {
				paid := rapid.Uint64Range(0, 3).Draw(t, "paid")
				if table = table.With(id, n(paid)); paid == 0 {
					delete(m.paid, id)
				} else {
					m.paid[id] = paid
				}
			}
			if before.Hash() != hash {
				t.Fatal("a step changed the table before it")
			}
			m.compare(t, table)
		}
	})
}

func (m model) compare(t *rapid.T, table receipt.Table) {
	if err := table.Check(); err != nil {
		t.Fatalf("%+v: %v", table, err)
	}
	if table.Floor != m.floor || len(table.Rows) != len(m.paid) {
		t.Fatalf("got %+v, want %+v", table, m)
	}
	var sum uint64
	for id := m.floor; id <= m.floor+24; id++ {
		sum += m.paid[id]
		if got := table.Paid(id); got != n(m.paid[id]) {
			t.Fatalf("session %d: got %s, want %d", id, got, m.paid[id])
		}
	}
	if got, err := table.Sum(); err != nil || got != n(sum) {
		t.Fatalf("sum: got %s, %v, want %d", got, err, sum)
	}
}

func TestFloorNeverFalls(t *testing.T) {
	table := receipt.Table{}.With(7, n(1)).WithFloor(5)
	if got := table.WithFloor(3); got.Floor != 5 || got.Hash() != table.Hash() {
		t.Errorf("got %+v, want %+v", got, table)
	}
}

func TestTableSumOverflows(t *testing.T) {
	table := receipt.Table{}.With(1, typeddata.MaxAmount()).With(2, n(1))
	if got, err := table.Sum(); !errors.Is(err, typeddata.ErrAmountRange) || !got.IsZero() {
		t.Errorf("got %s, %v, want %v", got, err, typeddata.ErrAmountRange)
	}
}

// The hash must tell any two tables apart: it is all that a receipt says of them.
func TestTableHashTellsTablesApart(t *testing.T) {
	base := receipt.Table{Floor: 3}.With(4, n(1)).With(5, n(2))
	for name, other := range map[string]receipt.Table{
		"floor":   base.WithFloor(4),
		"session": base.With(5, n(0)).With(6, n(2)),
		"paid":    base.With(5, n(3)),
		"row":     base.With(5, n(0)),
	} {
		if other.Hash() == base.Hash() {
			t.Errorf("%s: same hash", name)
		}
	}
}

// One turn of the payment protocol on the relay verifies one Receipt.
func BenchmarkReceiptVerify(b *testing.B) {
	r := receipt.Receipt{ChannelID: hash1, CumAmount: n(123_456_789), State: receipt.State{LogSize: 7, LogRoot: hash2, SessionsHash: hash3}}
	key, err := crypto.ToECDSA(vectors.Key[:])
	if err != nil {
		b.Fatal(err)
	}
	sig, err := typeddata.Sign(key, r.Digest(devnet))
	if err != nil {
		b.Fatal(err)
	}
	who := crypto.PubkeyToAddress(key.PublicKey)
	b.ReportAllocs()
	for b.Loop() {
		if err := typeddata.Verify(r.Digest(devnet), sig, who); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReceiptDigest(b *testing.B) {
	r := receipt.Receipt{ChannelID: hash1, CumAmount: n(123_456_789), State: receipt.State{LogSize: 7, LogRoot: hash2, SessionsHash: hash3}}
	b.ReportAllocs()
	for b.Loop() {
		r.Digest(devnet)
	}
}

func BenchmarkTableHash(b *testing.B) {
	for _, rows := range []int{1, 100} {
		var table receipt.Table
		for id := range rows {
			table = table.With(uint64(id), n(uint64(id)+1))
		}
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				table.Hash()
			}
		})
	}
}
