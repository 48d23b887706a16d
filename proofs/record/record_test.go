package record_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/portage-relay/portage/proofs/record"
)

func TestNewOpen(t *testing.T) {
	file := deriveRecords()
	open := record.NewOpen(channelID, nodeKey, 1_800_000_000_000, [record.SaltSize]byte(salt))
	if !bytes.Equal(open.Bytes(), file.Records[0].Bytes) || open.NodeKey() != nodeKey {
		t.Errorf("got %x, node key %s", open.Bytes(), open.NodeKey())
	}
}

func TestEveryTruncationFails(t *testing.T) {
	for _, v := range deriveRecords().Records {
		for n := range v.Bytes {
			if _, err := record.Parse(v.Bytes[:n]); !errors.Is(err, record.ErrSize) {
				t.Fatalf("%s: %d bytes: got %v, want %v", v.Comment, n, err, record.ErrSize)
			}
		}
	}
}

// Every byte of a record is part of it: another byte is another record, or none.
func TestEveryByteCounts(t *testing.T) {
	for _, v := range deriveRecords().Records {
		for at := range v.Bytes {
			raw := bytes.Clone(v.Bytes)
			raw[at] ^= 1
			if got, err := record.Parse(raw); err == nil && got == v.record() {
				t.Fatalf("%s: byte %d does not matter", v.Comment, at)
			}
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	r := deriveRecords().Records[1]
	if got := r.record().Append([]byte("before")); !bytes.Equal(got, append([]byte("before"), r.Bytes...)) {
		t.Errorf("got %x", got)
	}
}

func TestBasisString(t *testing.T) {
	for b, want := range map[record.Basis]string{
		record.BothSigned: "both-signed", record.ReceiverSigned: "receiver-signed",
		record.PayerCounted: "payer-counted", record.RelayCounted: "relay-counted", 4: "Basis(4)",
	} {
		if got := b.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	file := deriveRecords()
	for _, v := range file.Records {
		f.Add([]byte(v.Bytes))
	}
	for _, v := range file.Refused {
		f.Add([]byte(v.Bytes))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := record.Parse(raw)
		switch {
		case err == nil && !bytes.Equal(r.Bytes(), raw):
			t.Fatalf("accepted %x, writes %x", raw, r.Bytes())
		case err != nil && !errors.Is(err, record.ErrSize) && !errors.Is(err, record.ErrField):
			t.Fatalf("untyped error %v", err)
		}
	})
}

func BenchmarkAppendAndLeafHash(b *testing.B) {
	r := deriveRecords().Records[1].record()
	buf := make([]byte, 0, record.Size)
	b.ReportAllocs()
	for b.Loop() {
		buf = r.Append(buf[:0])
		r.LeafHash()
	}
}

func BenchmarkParse(b *testing.B) {
	raw := deriveRecords().Records[1].Bytes
	b.ReportAllocs()
	for b.Loop() {
		if _, err := record.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
