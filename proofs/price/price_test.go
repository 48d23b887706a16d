package price_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// drawAmount draws an amount, every bit length equally often.
func drawAmount(t *rapid.T, name string) typeddata.Amount {
	bits := rapid.IntRange(0, 96).Draw(t, name+" bits")
	v := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 12, 12).Draw(t, name))
	return amount(v.Rsh(v, uint(96-bits)))
}

func drawBytes(t *rapid.T, name string) uint64 {
	return rapid.Uint64().Draw(t, name) >> rapid.IntRange(0, 63).Draw(t, name+" shift")
}

func drawTariff(t *rapid.T) price.Tariff {
	return price.Tariff{PerGiB: drawAmount(t, "perGiB"), Flat: drawAmount(t, "flat"), Max: drawAmount(t, "max")}
}

func TestAmountIsTheFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tariff, bytes := drawTariff(t), drawBytes(t, "bytes")
		f := exact(tariff.PerGiB.Big(), tariff.Flat.Big(), bytes)
		if got, want := tariff.Uncapped(bytes), least(f, max96); got.Big().Cmp(want) != 0 {
			t.Fatalf("uncapped: got %s, want %s", got, want)
		}
		if got, want := tariff.Amount(bytes), least(f, tariff.Max.Big()); got.Big().Cmp(want) != 0 {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

// More bytes never cost less, so a newer acknowledgement never lowers a bill.
func TestAmountIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tariff, x, y := drawTariff(t), drawBytes(t, "x"), drawBytes(t, "y")
		x, y = min(x, y), max(x, y)
		if tariff.Amount(y).Less(tariff.Amount(x)) || tariff.Uncapped(y).Less(tariff.Uncapped(x)) {
			t.Fatalf("%d bytes cost less than %d", y, x)
		}
	})
}

func TestBytesWithinIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tariff, a := drawTariff(t), drawAmount(t, "amount")
		price := func(bytes uint64) *big.Int { return exact(tariff.PerGiB.Big(), tariff.Flat.Big(), bytes) }
		within := tariff.BytesWithin(a)
		if price(within).Cmp(a.Big()) > 0 {
			t.Fatalf("%d bytes cost %s, above %s", within, price(within), a)
		}
		if within < math.MaxUint64 && price(within+1).Cmp(a.Big()) <= 0 {
			t.Fatalf("%d bytes cost %s too, within %s", within+1, price(within+1), a)
		}
	})
}

func BenchmarkAmount(b *testing.B) {
	tariff := price.Tariff{PerGiB: typeddata.NewAmount(1_000_000), Flat: typeddata.NewAmount(10), Max: typeddata.MaxAmount()}
	b.ReportAllocs()
	for b.Loop() {
		tariff.Amount(123_456_789_012)
	}
}
