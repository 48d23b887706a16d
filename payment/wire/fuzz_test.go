package wire

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// What a reader accepts can be written, and is then read as the same.
func fuzzRead[M Message](f *testing.F, read func(Reader) (M, error)) {
	for _, m := range samples { // not the longest: mutating them is slow
		if _, ok := m.(M); ok {
			f.Add(written(f, m))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := read(bytes.NewReader(b))
		if err != nil {
			checkKind(t, err)
			return
		}
		first := written(t, m)
		again, err := read(bytes.NewReader(first))
		if err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
		if second := written(t, again); !bytes.Equal(first, second) {
			t.Errorf("%+v: got %x, want %x", m, second, first)
		}
	})
}

func checkKind(t *testing.T, err error) {
	for _, kind := range []error{ErrTooLarge, ErrMalformed, ErrUnknown, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, kind) {
			return
		}
	}
	t.Errorf("untyped error: %v", err)
}

func FuzzReadPayRequest(f *testing.F)  { fuzzRead(f, ReadPayRequest) }
func FuzzReadPayReply(f *testing.F)    { fuzzRead(f, ReadPayReply) }
func FuzzReadAckRequest(f *testing.F)  { fuzzRead(f, ReadAckRequest) }
func FuzzReadAckReply(f *testing.F)    { fuzzRead(f, ReadAckReply) }
func FuzzReadMeetMessage(f *testing.F) { fuzzRead(f, ReadMeetMessage) }

func FuzzUnmarshal(f *testing.F) {
	for _, v := range storables {
		b, err := Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := Unmarshal[Storable](b)
		if err != nil {
			checkKind(t, err)
			return
		}
		first, err := Marshal(v)
		if err != nil {
			t.Fatalf("%+v: %v", v, err)
		}
		again, err := Unmarshal[Storable](first)
		if err != nil {
			t.Fatalf("%+v: %v", v, err)
		}
		if second, err := Marshal(again); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%+v: got %x, %v, want %x", v, second, err, first)
		}
	})
}
