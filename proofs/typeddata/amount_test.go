package typeddata_test

import (
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	two96 = new(big.Int).Lsh(big.NewInt(1), 96)
	max96 = new(big.Int).Sub(two96, big.NewInt(1))
)

// drawBig draws an integer of up to so many bits, every bit length equally often.
func drawBig(t *rapid.T, bits int, name string) *big.Int {
	n := rapid.IntRange(0, bits).Draw(t, name+" bits")
	v := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
	v.Rsh(v, uint(256-n))
	if rapid.Bool().Draw(t, name+" all ones") {
		v.Lsh(big.NewInt(1), uint(n)).Sub(v, big.NewInt(1))
	}
	return v
}

func amount(t *rapid.T, v *big.Int) typeddata.Amount {
	a, err := typeddata.AmountFromBig(v)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAmountArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawBig(t, 96, "x"), drawBig(t, 96, "y")
		a, b := amount(t, x), amount(t, y)

		check := func(op string, got typeddata.Amount, err error, want *big.Int) {
			t.Helper()
			fits := want.Sign() >= 0 && want.Cmp(two96) < 0
			switch {
			case fits && (err != nil || got.Big().Cmp(want) != 0):
				t.Fatalf("%s: got %s, %v, want %s", op, got, err, want)
			case !fits && (!errors.Is(err, typeddata.ErrAmountRange) || !got.IsZero()):
				t.Fatalf("%s: got %s, %v, want zero, %v", op, got, err, typeddata.ErrAmountRange)
			}
		}
		sum, difference := new(big.Int).Add(x, y), new(big.Int).Sub(x, y)
		got, err := a.Add(b)
		check("Add", got, err, sum)
		got, err = a.Sub(b)
		check("Sub", got, err, difference)
		check("SubFloor", a.SubFloor(b), nil, bigMax(difference, new(big.Int)))
		check("AddCap", a.AddCap(b), nil, bigMin(sum, max96))
		check("Min", a.Min(b), nil, bigMin(x, y))
		check("Max", a.Max(b), nil, bigMax(x, y))
		if a.Cmp(b) != x.Cmp(y) || a.Less(b) != (x.Cmp(y) < 0) || a.IsZero() != (x.Sign() == 0) || (a == b) != (x.Cmp(y) == 0) {
			t.Fatalf("order of %s and %s", a, b)
		}
		if a.Big().Cmp(x) != 0 || b.Big().Cmp(y) != 0 {
			t.Fatal("an operand changed")
		}
	})
}

// A part of an amount, and sums whose parts are taken out in another order than they came.
func TestAmountParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawBig(t, 96, "x")
		den := max(drawBig(t, 64, "den").Uint64(), 1)
		num := rapid.Uint64Range(0, den).Draw(t, "num")
		want := new(big.Int).Mul(x, new(big.Int).SetUint64(num))
		want.Div(want, new(big.Int).SetUint64(den))
		if got := amount(t, x).Part(num, den); got.Big().Cmp(want) != 0 {
			t.Fatalf("Part(%d, %d) of %s: got %s, want %s", num, den, x, got, want)
		}
	})
}

func TestSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sum typeddata.Sum
		var in []typeddata.Amount
		want := new(big.Int)
		for range rapid.IntRange(0, 70).Draw(t, "additions") {
			x := drawBig(t, 96, "x")
			in, sum = append(in, amount(t, x)), sum.Plus(amount(t, x))
			want.Add(want, x)
			if got := sum.Cap(); got.Big().Cmp(bigMin(want, max96)) != 0 {
				t.Fatalf("got %s, want %s", got, want)
			}
		}
		for _, a := range rapid.Permutation(in).Draw(t, "taken out") {
			sum = sum.Minus(a)
			want.Sub(want, a.Big())
			if got := sum.Cap(); got.Big().Cmp(bigMin(want, max96)) != 0 {
				t.Fatalf("got %s, want %s", got, want)
			}
		}
	})
}

func TestAmountForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawBig(t, 96, "x")
		a := amount(t, x)
		raw := a.Bytes()
		if new(big.Int).SetBytes(raw[:]).Cmp(x) != 0 || a.String() != x.String() || a.Int().ToBig().Cmp(x) != 0 {
			t.Fatalf("forms of %s: bytes %x, text %s, int %s", x, raw, a, a.Int())
		}
		fromBytes, err1 := typeddata.AmountFromBytes(raw[:])
		fromText, err2 := typeddata.ParseAmount(x.String())
		fromInt, err3 := typeddata.AmountFromInt(uint256.MustFromBig(x))
		if err := errors.Join(err1, err2, err3); err != nil || fromBytes != a || fromText != a || fromInt != a {
			t.Fatalf("back from forms of %s: %s %s %s, %v", x, fromBytes, fromText, fromInt, err)
		}
		var fromJSON typeddata.Amount
		text, err := json.Marshal(a)
		if err != nil || string(text) != `"`+x.String()+`"` || json.Unmarshal(text, &fromJSON) != nil || fromJSON != a {
			t.Fatalf("JSON: %s, %v", text, err)
		}
		if x.IsUint64() && typeddata.NewAmount(x.Uint64()) != a {
			t.Fatalf("NewAmount(%s)", x)
		}
	})
	if typeddata.MaxAmount().Big().Cmp(max96) != 0 {
		t.Errorf("MaxAmount: got %s", typeddata.MaxAmount())
	}
}

func TestAmountCopies(t *testing.T) {
	a := typeddata.NewAmount(7)
	a.Int().SetUint64(1)
	a.Big().SetUint64(2)
	if a != typeddata.NewAmount(7) {
		t.Errorf("got %s: Int or Big gave the amount itself away", a)
	}
}

func TestAmountRange(t *testing.T) {
	errs := map[string]error{}
	_, errs["nil"] = typeddata.AmountFromBig(nil)
	_, errs["-1"] = typeddata.AmountFromBig(big.NewInt(-1))
	_, errs["big 2^96"] = typeddata.AmountFromBig(two96)
	_, errs["big 2^256"] = typeddata.AmountFromBig(new(big.Int).Lsh(two96, 160))
	_, errs["int 2^96"] = typeddata.AmountFromInt(uint256.MustFromBig(two96))
	_, errs["no bytes"] = typeddata.AmountFromBytes(nil)
	_, errs["11 bytes"] = typeddata.AmountFromBytes(make([]byte, 11))
	_, errs["13 bytes"] = typeddata.AmountFromBytes(make([]byte, 13))
	for name, err := range errs {
		if !errors.Is(err, typeddata.ErrAmountRange) {
			t.Errorf("%s: got %v, want %v", name, err, typeddata.ErrAmountRange)
		}
	}
}

func TestUnmarshalKeepsTheOldAmount(t *testing.T) {
	a := typeddata.NewAmount(7)
	if err := a.UnmarshalText([]byte("-1")); !errors.Is(err, typeddata.ErrAmountRange) || a != typeddata.NewAmount(7) {
		t.Errorf("got %s, %v", a, err)
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{
		"0", "1", "79228162514264337593543950335",
		"", "00", "01", "+1", "-1", "-0", " 1", "1 ", "1.0", "1e3", "0x1", "1_000", "１",
		"79228162514264337593543950336", "340282366920938463463374607431768211456",
		"115792089237316195423570985008687907853269984665640564039457584007913129639936",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, ok := new(big.Int).SetString(s, 10)
		want := ok && v.Sign() >= 0 && v.Cmp(two96) < 0 && v.String() == s
		a, err := typeddata.ParseAmount(s)
		if want != (err == nil) || (want && a.String() != s) {
			t.Fatalf("%q: got %s, %v, want accepted: %t", s, a, err, want)
		}
		if err != nil && !errors.Is(err, typeddata.ErrAmountRange) {
			t.Fatalf("got %v, want %v", err, typeddata.ErrAmountRange)
		}
	})
}

func bigMin(x, y *big.Int) *big.Int {
	if x.Cmp(y) < 0 {
		return x
	}
	return y
}

func bigMax(x, y *big.Int) *big.Int {
	if x.Cmp(y) > 0 {
		return x
	}
	return y
}

func drawHash(t *rapid.T, name string) common.Hash {
	return common.Hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}
