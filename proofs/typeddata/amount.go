package typeddata

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"

	"github.com/holiman/uint256"
)

// AmountSize is the wire size of an Amount in bytes: 96 bits, big-endian.
const AmountSize = 12

// ErrAmountRange says that a number does not fit an unsigned 96-bit amount.
var ErrAmountRange = errors.New("typeddata: amount out of range (0 to 2^96-1)")

// Amount is a quantity of token base units (wei-like), 0 ≤ Amount < 2^96, the
// contract's uint96. The zero value is zero. Arithmetic is checked: it never wraps.
type Amount struct{ hi, lo uint64 } // hi × 2^64 + lo

// maxHi is the high word of 2^96-1.
const maxHi = 1<<32 - 1

// NewAmount returns n base units.
func NewAmount(n uint64) Amount { return Amount{lo: n} }

// MaxAmount returns 2^96-1 base units, the largest amount.
func MaxAmount() Amount { return Amount{maxHi, math.MaxUint64} }

// AmountFromInt converts a 256-bit integer. It returns ErrAmountRange from 2^96 on.
func AmountFromInt(v *uint256.Int) (Amount, error) {
	if v.BitLen() > 96 {
		return Amount{}, fmt.Errorf("%w: got %s", ErrAmountRange, v.Dec())
	}
	return Amount{v[1], v[0]}, nil
}

// AmountFromBig converts a big integer. It returns ErrAmountRange for nil, a
// negative number and from 2^96 on.
func AmountFromBig(b *big.Int) (Amount, error) {
	if b == nil || b.Sign() < 0 || b.BitLen() > 96 {
		return Amount{}, fmt.Errorf("%w: got %v", ErrAmountRange, b)
	}
	var v uint256.Int
	v.SetFromBig(b)
	return Amount{v[1], v[0]}, nil
}

// AmountFromBytes reads exactly AmountSize big-endian bytes.
func AmountFromBytes(b []byte) (Amount, error) {
	if len(b) != AmountSize {
		return Amount{}, fmt.Errorf("%w: got %d bytes, want %d", ErrAmountRange, len(b), AmountSize)
	}
	return Amount{uint64(binary.BigEndian.Uint32(b)), binary.BigEndian.Uint64(b[4:])}, nil
}

// ParseAmount reads decimal base units: digits only, no sign, no leading zero.
func ParseAmount(s string) (Amount, error) {
	v, err := uint256.FromDecimal(s)
	if err != nil || v.Dec() != s {
		return Amount{}, fmt.Errorf("%w: got %q, want decimal base units", ErrAmountRange, s)
	}
	return AmountFromInt(v)
}

// Bytes returns the 12 big-endian bytes of the amount.
func (a Amount) Bytes() (b [AmountSize]byte) {
	binary.BigEndian.PutUint32(b[:], uint32(a.hi))
	binary.BigEndian.PutUint64(b[4:], a.lo)
	return b
}

// Int returns a copy as a 256-bit integer, for arithmetic wider than 96 bits.
func (a Amount) Int() *uint256.Int { return &uint256.Int{a.lo, a.hi} }

// Big returns a copy as a big integer, for contract bindings.
func (a Amount) Big() *big.Int { return a.Int().ToBig() }

// String returns decimal base units.
func (a Amount) String() string { return a.Int().Dec() }

// MarshalText implements encoding.TextMarshaler with decimal base units (a JSON
// number would lose digits in many readers).
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseAmount.
func (a *Amount) UnmarshalText(b []byte) error {
	v, err := ParseAmount(string(b))
	if err == nil {
		*a = v
	}
	return err
}

// IsZero reports whether the amount is zero.
func (a Amount) IsZero() bool { return a == Amount{} }

// Cmp returns -1, 0 or +1 as a is less than, equal to or greater than b.
func (a Amount) Cmp(b Amount) int {
	if c := cmp.Compare(a.hi, b.hi); c != 0 {
		return c
	}
	return cmp.Compare(a.lo, b.lo)
}

// Less reports whether a < b.
func (a Amount) Less(b Amount) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

// Add returns a+b, or ErrAmountRange.
func (a Amount) Add(b Amount) (Amount, error) {
	s := a.add(b)
	if s.hi > maxHi {
		return Amount{}, fmt.Errorf("%w: got %s", ErrAmountRange, s)
	}
	return s, nil
}

// add returns a+b, which may be no amount: 97 bits.
func (a Amount) add(b Amount) Amount {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return Amount{hi, lo}
}

// Sub returns a-b, or ErrAmountRange if b > a.
func (a Amount) Sub(b Amount) (Amount, error) {
	if a.Less(b) {
		return Amount{}, fmt.Errorf("%w: %s - %s is negative", ErrAmountRange, a, b)
	}
	return a.SubFloor(b), nil
}

// SubFloor returns max(0, a-b).
func (a Amount) SubFloor(b Amount) Amount {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, borrow := bits.Sub64(a.hi, b.hi, borrow)
	if borrow != 0 {
		return Amount{}
	}
	return Amount{hi, lo}
}

// AddCap returns min(a+b, 2^96-1): for limits, never for what is owed.
func (a Amount) AddCap(b Amount) Amount { return a.add(b).Min(MaxAmount()) }

// Min returns the lesser of a and b.
func (a Amount) Min(b Amount) Amount {
	if b.Less(a) {
		return b
	}
	return a
}

// Max returns the greater of a and b.
func (a Amount) Max(b Amount) Amount {
	if a.Less(b) {
		return b
	}
	return a
}

// Part returns floor(a × num / den). It panics if den is zero or num greater: a part is
// never more than the whole.
func (a Amount) Part(num, den uint64) Amount {
	if num > den || den == 0 {
		panic(fmt.Sprintf("typeddata: internal error: %d/%d of an amount", num, den))
	}
	// a × num has 160 bits, and its highest 64 are less than num.
	c0, p0 := bits.Mul64(a.lo, num)
	c1, p1 := bits.Mul64(a.hi, num)
	p1, carry := bits.Add64(p1, c0, 0)
	hi, rest := bits.Div64(c1+carry, p1, den)
	lo, _ := bits.Div64(rest, p0, den)
	return Amount{hi, lo}
}

// Sum adds up to 2^32 amounts exactly, in 128 bits, so that each can be taken out of it
// again. The zero value is the sum of none.
type Sum struct{ of Amount } // which may be no amount

// Plus returns the sum with a.
func (s Sum) Plus(a Amount) Sum { return Sum{s.of.add(a)} }

// Minus returns the sum without a, which must be in it.
func (s Sum) Minus(a Amount) Sum {
	if s.of.Less(a) {
		panic("typeddata: internal error: an amount that is not in the sum")
	}
	return Sum{s.of.SubFloor(a)}
}

// Cap returns min(sum, 2^96-1): for limits, never for what is owed.
func (s Sum) Cap() Amount { return s.of.Min(MaxAmount()) }
