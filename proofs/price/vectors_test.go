package price_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type priceFile struct {
	About  string         `json:"about"`
	Prices []priceVector  `json:"prices"`
	Within []withinVector `json:"within"`
}

type priceVector struct {
	Comment     string           `json:"comment"`
	PricePerGiB typeddata.Amount `json:"pricePerGiB"`
	FlatPrice   typeddata.Amount `json:"flatPrice"`
	MaxAmount   typeddata.Amount `json:"maxAmount"`
	Bytes       uint64           `json:"bytes,string"`
	Uncapped    typeddata.Amount `json:"uncapped"`
	Amount      typeddata.Amount `json:"amount"`
}

type withinVector struct {
	Comment     string           `json:"comment"`
	PricePerGiB typeddata.Amount `json:"pricePerGiB"`
	FlatPrice   typeddata.Amount `json:"flatPrice"`
	Amount      typeddata.Amount `json:"amount"`
	Bytes       uint64           `json:"bytes,string"`
}

func TestVectorsPrices(t *testing.T) {
	file := vectors.Load(t, "prices.json", derivePrices)
	for _, v := range file.Prices {
		tariff := price.Tariff{PerGiB: v.PricePerGiB, Flat: v.FlatPrice, Max: v.MaxAmount}
		if got := tariff.Uncapped(v.Bytes); got != v.Uncapped {
			t.Errorf("%s: uncapped: got %s, want %s", v.Comment, got, v.Uncapped)
		}
		if got := tariff.Amount(v.Bytes); got != v.Amount {
			t.Errorf("%s: got %s, want %s", v.Comment, got, v.Amount)
		}
	}
	for _, v := range file.Within {
		tariff := price.Tariff{PerGiB: v.PricePerGiB, Flat: v.FlatPrice}
		if got := tariff.BytesWithin(v.Amount); got != v.Bytes {
			t.Errorf("%s: got %d, want %d", v.Comment, got, v.Bytes)
		}
	}
}

const gib = 1 << 30

func derivePrices() priceFile {
	n, most := typeddata.NewAmount, typeddata.MaxAmount()
	file := priceFile{About: "f = min(maxAmount, (bytes > 0 ? flatPrice : 0) + floor(pricePerGiB × bytes / 2^30)). " +
		"uncapped: without maxAmount, and 2^96-1 where it is more. within: the most bytes whose uncapped price is at most amount."}
	for _, v := range []priceVector{
		{Comment: "nothing costs nothing", PricePerGiB: most, FlatPrice: most, MaxAmount: most},
		{Comment: "the flat price comes with the first byte", PricePerGiB: n(1_000_000), FlatPrice: n(10), MaxAmount: most, Bytes: 1},
		{Comment: "rounded down: 1.49", PricePerGiB: n(1_000_000), MaxAmount: most, Bytes: 1_600},
		{Comment: "rounded down: 2.98", PricePerGiB: n(1_000_000), MaxAmount: most, Bytes: 3_200},
		{Comment: "rounded down: 4.47", PricePerGiB: n(1_000_000), MaxAmount: most, Bytes: 4_800},
		{Comment: "one GiB less a byte", PricePerGiB: n(1_000_000), MaxAmount: most, Bytes: gib - 1},
		{Comment: "one GiB", PricePerGiB: n(1_000_000), MaxAmount: most, Bytes: gib},
		{Comment: "one GiB and a byte", PricePerGiB: n(gib), MaxAmount: most, Bytes: gib + 1},
		{Comment: "at maxAmount", PricePerGiB: n(gib), FlatPrice: n(10), MaxAmount: n(110), Bytes: 100},
		{Comment: "above maxAmount", PricePerGiB: n(gib), FlatPrice: n(10), MaxAmount: n(110), Bytes: 101},
		{Comment: "maxAmount below the flat price", PricePerGiB: n(gib), FlatPrice: n(10), MaxAmount: n(5), Bytes: 1},
		{Comment: "free", MaxAmount: most, Bytes: math.MaxUint64},
		{Comment: "price × bytes does not fit 64 bits", PricePerGiB: n(1e18), MaxAmount: most, Bytes: 1e12},
		{Comment: "just below 2^96", PricePerGiB: most, MaxAmount: most, Bytes: gib},
		{Comment: "2^96 by the flat price", PricePerGiB: most, FlatPrice: n(1), MaxAmount: most, Bytes: gib},
		{Comment: "above 2^96 by one byte", PricePerGiB: most, MaxAmount: most, Bytes: gib + 1},
		{Comment: "the largest of everything", PricePerGiB: most, FlatPrice: most, MaxAmount: most, Bytes: math.MaxUint64},
		{Comment: "the largest, capped", PricePerGiB: most, FlatPrice: most, MaxAmount: n(7), Bytes: math.MaxUint64},
	} {
		f := exact(v.PricePerGiB.Big(), v.FlatPrice.Big(), v.Bytes)
		v.Uncapped = amount(least(f, max96))
		v.Amount = amount(least(f, v.MaxAmount.Big()))
		file.Prices = append(file.Prices, v)
	}
	// Worked out by hand.
	file.Within = []withinVector{
		{"less than the flat price", n(gib), n(10), n(9), 0},
		{"the flat price only", n(gib), n(10), n(10), 0},
		{"the flat price only, and bytes that round to nothing", n(1_000_000), n(10), n(10), 1_073},
		{"one unit a byte", n(gib), n(10), n(110), 100},
		{"three bytes for two units: floor(4 × 2/3) = 2", n(gib * 2 / 3), n(0), n(2), 4},
		{"free of charge by the byte", n(0), n(10), n(10), math.MaxUint64},
		{"free", n(0), n(0), n(0), math.MaxUint64},
		{"more than 64 bits of bytes", n(1), n(0), most, math.MaxUint64},
		{"the dearest", most, n(0), most, gib},
	}
	return file
}

var max96 = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 96), big.NewInt(1))

// exact is the formula without any cap.
func exact(perGiB, flat *big.Int, bytes uint64) *big.Int {
	if bytes == 0 {
		return new(big.Int)
	}
	f := new(big.Int).Mul(perGiB, new(big.Int).SetUint64(bytes))
	return f.Div(f, big.NewInt(gib)).Add(f, flat)
}

func least(x, y *big.Int) *big.Int {
	if x.Cmp(y) < 0 {
		return x
	}
	return y
}

func amount(v *big.Int) typeddata.Amount {
	a, err := typeddata.AmountFromBig(v)
	if err != nil {
		panic(err)
	}
	return a
}
