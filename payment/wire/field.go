package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// decoder converts protobuf fields to our types. It keeps the first error, which names
// the field; what it returns after one means nothing.
type decoder struct {
	err    error
	within [2]string // the fields that enclose those that are read now
	depth  int       // how many
}

func (d *decoder) fail(field string, err error) {
	if d.err == nil && err != nil {
		d.err = fmt.Errorf("%s: %w", strings.Join(append(d.within[:d.depth:d.depth], field), "."), err)
	}
}

// enter says that the fields that follow are those of one message in another, until leave.
func (d *decoder) enter(field string) { d.within[d.depth], d.depth = field, d.depth+1 }
func (d *decoder) leave()             { d.depth-- }

// size reports whether a length is within bounds, and fails if not.
func (d *decoder) size(field string, got, least, most int) bool {
	switch {
	case got >= least && got <= most:
		return true
	case least == most:
		d.fail(field, fmt.Errorf("got %d bytes, want %d", got, least))
	default:
		d.fail(field, fmt.Errorf("got %d bytes, want %d to %d", got, least, most))
	}
	return false
}

// list splits a field of entries of one size, at most most of them.
func (d *decoder) list(field string, b []byte, size, most int) iter.Seq[[]byte] {
	switch {
	case len(b)%size != 0:
		d.fail(field, fmt.Errorf("got %d bytes, want entries of %d", len(b), size))
	case len(b)/size > most:
		d.fail(field, fmt.Errorf("got %d entries, want at most %d", len(b)/size, most))
	default:
		return slices.Chunk(b, size)
	}
	return func(func([]byte) bool) {}
}

func (d *decoder) address(field string, b []byte) common.Address {
	if !d.size(field, len(b), common.AddressLength, common.AddressLength) {
		return common.Address{}
	}
	return common.Address(b)
}

func (d *decoder) hash(field string, b []byte) common.Hash {
	if !d.size(field, len(b), common.HashLength, common.HashLength) {
		return common.Hash{}
	}
	return common.Hash(b)
}

func (d *decoder) amount(field string, b []byte) typeddata.Amount {
	a, err := typeddata.AmountFromBytes(b)
	d.fail(field, err)
	return a
}

var errNoSignature = errors.New("no signature")

// signature refuses the zero signature too: in Go it stands for "none", so the message
// would be an unsigned one.
func (d *decoder) signature(field string, b []byte) typeddata.Signature {
	s, err := typeddata.SignatureFromBytes(b)
	if err == nil && s.IsZero() {
		err = errNoSignature
	}
	d.fail(field, err)
	return s
}

func (d *decoder) text(field, s string, most int) string {
	d.size(field, len(s), 0, most)
	return s
}

func (d *decoder) uint16(field string, n uint32) uint16 {
	if n > math.MaxUint16 {
		d.fail(field, fmt.Errorf("got %d, want at most %d", n, math.MaxUint16))
	}
	return uint16(n)
}

const (
	floorSize = 8
	rowSize   = 8 + typeddata.AmountSize
)

// table reads the bytes that State.SessionsHash is the hash of:
// floor u64 ‖ (session id u64 ‖ paid u96)*, big-endian.
func (d *decoder) table(field string, b []byte) receipt.Table {
	if !d.size(field, len(b), floorSize, floorSize+MaxRows*rowSize) {
		return receipt.Table{}
	}
	t := receipt.Table{Floor: binary.BigEndian.Uint64(b)}
	for row := range d.list(field, b[floorSize:], rowSize, MaxRows) {
		t.Rows = append(t.Rows, receipt.Row{
			SessionID: binary.BigEndian.Uint64(row),
			Paid:      d.amount(field, row[8:]),
		})
	}
	d.fail(field, t.Check())
	return t
}

func tableBytes(t receipt.Table) []byte {
	b := make([]byte, 0, floorSize+len(t.Rows)*rowSize)
	b = binary.BigEndian.AppendUint64(b, t.Floor)
	for _, r := range t.Rows {
		b = binary.BigEndian.AppendUint64(b, r.SessionID)
		b = append(b, amountBytes(r.Paid)...)
	}
	return b
}

func amountBytes(a typeddata.Amount) []byte {
	b := a.Bytes()
	return b[:]
}

// Clip makes any string fit for a text field: valid UTF-8 of at most MaxText bytes.
func Clip(s string) string {
	if len(s) > MaxText {
		s = s[:MaxText]
	}
	return strings.ToValidUTF8(s, "")
}
