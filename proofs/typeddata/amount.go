package typeddata

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/holiman/uint256"
)

// AmountSize is the wire size of an Amount in bytes: 96 bits, big-endian.
const AmountSize = 12

// ErrAmountRange says that a number does not fit an unsigned 96-bit amount.
var ErrAmountRange = errors.New("typeddata: amount out of range (0 to 2^96-1)")

// Amount is a quantity of token base units (wei-like), 0 ≤ Amount < 2^96, the
// contract's uint96. The zero value is zero. Arithmetic is checked: it never wraps.
type Amount struct{ v uint256.Int }

// NewAmount returns n base units.
func NewAmount(n uint64) Amount {
	var a Amount
	a.v.SetUint64(n)
	return a
}

// MaxAmount returns 2^96-1 base units, the largest amount.
func MaxAmount() Amount {
	var a Amount
	a.v.SetUint64(1)
	a.v.Lsh(&a.v, 96).SubUint64(&a.v, 1)
	return a
}

// AmountFromInt converts a 256-bit integer. It returns ErrAmountRange from 2^96 on.
func AmountFromInt(v *uint256.Int) (Amount, error) {
	if v.BitLen() > 96 {
		return Amount{}, fmt.Errorf("%w: got %s", ErrAmountRange, v.Dec())
	}
	return Amount{*v}, nil
}

// AmountFromBig converts a big integer. It returns ErrAmountRange for nil, a
// negative number and from 2^96 on.
func AmountFromBig(b *big.Int) (Amount, error) {
	if b == nil || b.Sign() < 0 || b.BitLen() > 96 {
		return Amount{}, fmt.Errorf("%w: got %v", ErrAmountRange, b)
	}
	var a Amount
	a.v.SetFromBig(b)
	return a, nil
}

// AmountFromBytes reads exactly AmountSize big-endian bytes.
func AmountFromBytes(b []byte) (Amount, error) {
	if len(b) != AmountSize {
		return Amount{}, fmt.Errorf("%w: got %d bytes, want %d", ErrAmountRange, len(b), AmountSize)
	}
	var a Amount
	a.v.SetBytes(b)
	return a, nil
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
func (a Amount) Bytes() [AmountSize]byte {
	w := a.v.Bytes32()
	return [AmountSize]byte(w[32-AmountSize:])
}

// Int returns a copy as a 256-bit integer, for arithmetic wider than 96 bits.
func (a Amount) Int() *uint256.Int { return a.v.Clone() }

// Big returns a copy as a big integer, for contract bindings.
func (a Amount) Big() *big.Int { return a.v.ToBig() }

// String returns decimal base units.
func (a Amount) String() string { return a.v.Dec() }

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
func (a Amount) IsZero() bool { return a.v.IsZero() }

// Cmp returns -1, 0 or +1 as a is less than, equal to or greater than b.
func (a Amount) Cmp(b Amount) int { return a.v.Cmp(&b.v) }

// Less reports whether a < b.
func (a Amount) Less(b Amount) bool { return a.v.Lt(&b.v) }

// Add returns a+b, or ErrAmountRange.
func (a Amount) Add(b Amount) (Amount, error) {
	var s uint256.Int
	return AmountFromInt(s.Add(&a.v, &b.v))
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
	if a.Less(b) {
		return Amount{}
	}
	var d uint256.Int
	d.Sub(&a.v, &b.v)
	return Amount{d}
}

// AddCap returns min(a+b, 2^96-1): for limits, never for what is owed.
func (a Amount) AddCap(b Amount) Amount {
	s, err := a.Add(b)
	if err != nil {
		return MaxAmount()
	}
	return s
}

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
