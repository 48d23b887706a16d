// Package price turns bytes into money by the one formula of the protocol
// (docs/protocol.md, section 6). It is pure, and integers only.
//
//	f = min(maxAmount, (bytes > 0 ? flatPrice : 0) + floor(pricePerGiB × bytes / 2^30))
//
// bytes is cumulative over both directions of a session. Differences are taken after
// rounding, never per batch: at 1,000,000 base units per GiB, 1,600 bytes cost
// floor(1.49) = 1 and 3,200 bytes floor(2.98) = 2, so the second 1,600 bytes cost 1;
// 4,800 bytes cost floor(4.47) = 4, so the third cost 2.
package price

import (
	"math"

	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/proofs/typeddata"
)

const gibShift = 30 // 2^30 bytes are one GiB

// Tariff is what a session authorization fixes about money, in base units.
type Tariff struct {
	PerGiB typeddata.Amount // pricePerGiB: base units per 2^30 payload bytes
	Flat   typeddata.Amount // flatPrice: once, with the first byte
	Max    typeddata.Amount // maxAmount: the session never costs more
}

// Amount returns f: what the payer owes for bytes in all.
func (t Tariff) Amount(bytes uint64) typeddata.Amount {
	return t.AmountOf(bytes, 0)
}

// AmountOf returns f for the bytes of both directions, whose sum may take 65 bits.
func (t Tariff) AmountOf(ab, ba uint64) typeddata.Amount {
	bytes := uint256.NewInt(ab)
	return t.uncapped(bytes.AddUint64(bytes, ba)).Min(t.Max)
}

// Uncapped returns f without maxAmount, and 2^96-1 where no amount can say it. Credit
// is measured by it: f is flat beyond maxAmount, and traffic must not run free there.
func (t Tariff) Uncapped(bytes uint64) typeddata.Amount {
	return t.uncapped(uint256.NewInt(bytes))
}

func (t Tariff) uncapped(bytes *uint256.Int) typeddata.Amount {
	if bytes.IsZero() {
		return typeddata.Amount{}
	}
	// Below 2^161 + 2^96: 256 bits hold it.
	v := new(uint256.Int).Mul(t.PerGiB.Int(), bytes)
	v.Rsh(v, gibShift).Add(v, t.Flat.Int())
	a, err := typeddata.AmountFromInt(v)
	if err != nil {
		return typeddata.MaxAmount()
	}
	return a
}

// BytesWithin returns the largest number of bytes whose uncapped price is at most a,
// and MaxUint64 where nothing bounds it. A price beyond 2^96-1 is above every a.
func (t Tariff) BytesWithin(a typeddata.Amount) uint64 {
	if a.Less(t.Flat) {
		return 0
	}
	if t.PerGiB.IsZero() {
		return math.MaxUint64
	}
	// floor(p·b / 2^30) ≤ left  ⇔  p·b < (left+1)·2^30
	v := a.SubFloor(t.Flat).Int()
	v.AddUint64(v, 1).Lsh(v, gibShift).SubUint64(v, 1)
	v.Div(v, t.PerGiB.Int())
	if !v.IsUint64() {
		return math.MaxUint64
	}
	return v.Uint64()
}
