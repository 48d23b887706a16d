package ledger

import (
	"bytes"
	"testing"
)

// What parses is exactly what was encoded: one changed bit anywhere is refused.
func TestEncodingsRefuseChanges(t *testing.T) {
	e := entry{seq: 7, oldest: 3, written: 1000, live: 5, sum: sum{1, 2}, prev: [32]byte{9}}
	p := position{gen: 2, seq: 7, hash: [32]byte{8}}
	for name, test := range map[string]struct {
		bytes []byte
		parse func([]byte) bool
	}{
		"entry": {e.seal(), func(b []byte) bool { got, ok := parseEntry(entryKey(7), b); return ok && got == e }},
		"slot":  {p.encode(), func(b []byte) bool { got, err := parseSlot(b); return err == nil && got == p }},
	} {
		if !test.parse(test.bytes) {
			t.Fatalf("%s: does not come back", name)
		}
		for bit := range len(test.bytes) * 8 {
			b := bytes.Clone(test.bytes)
			b[bit/8] ^= 1 << (bit % 8)
			if test.parse(b) {
				t.Errorf("%s: accepts a change of bit %d", name, bit)
			}
		}
	}
	if _, ok := parseEntry(entryKey(8), e.seal()); ok {
		t.Error("entry: accepted in another's place")
	}
}

func TestSumForgetsWhatIsReplaced(t *testing.T) {
	x, y := digestOf([]byte("x"), 1, []byte("1")), digest{15: 1}
	full := digest(bytes.Repeat([]byte{0xff}, digestLen))
	if got := (sum{}).add(full).add(y).add(x).sub(full).sub(x); got != (sum{0, 1}) {
		t.Errorf("got %v, want {0 1}", got)
	}
}

func FuzzParse(f *testing.F) {
	e := entry{seq: 7, oldest: 3}
	p := position{gen: 2, seq: 7}
	f.Add(entryKey(7), e.seal())
	f.Add([]byte("key"), p.encode())
	f.Add([]byte("key"), witness{seq: 1}.append(nil))
	f.Fuzz(func(t *testing.T, key, value []byte) {
		if e, ok := parseEntry(key, value); ok && !bytes.Equal(e.seal(), value) {
			t.Error("entry has two encodings")
		}
		if w, rest, ok := parseWitness(value); ok && !bytes.Equal(append(w.append(nil), rest...), value) {
			t.Error("witness has two encodings")
		}
		if len(value) == slotLen {
			if p, err := parseSlot(value); err == nil && !bytes.Equal(p.encode()[:22+32], value[:22+32]) {
				t.Error("slot has two encodings")
			}
		}
		pair{record: value, witness: value}.judge(key)
	})
}
