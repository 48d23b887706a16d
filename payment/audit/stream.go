package audit

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/encoding/protowire"
)

// Reader reads a bundle's entries in order. It checks the form of each, and the checksum
// at the end.
type Reader struct {
	r      *bufio.Reader
	sum    hash.Hash
	read   uint64 // entries
	offset int64  // after the last whole entry, in bytes
	length [3]byte
	buf    []byte
	done   bool
}

// NewReader reads the first line. It returns ErrFormat, ErrTruncated, or the error of r.
func NewReader(r io.Reader) (*Reader, error) {
	b := &Reader{r: bufio.NewReaderSize(r, 64<<10), sum: sha256.New(), offset: int64(len(Magic))}
	magic := make([]byte, len(Magic))
	if _, err := io.ReadFull(b.r, magic); err != nil {
		return nil, truncated(err)
	}
	if string(magic) != Magic {
		return nil, malformed("it begins with %q, want %q", magic, Magic)
	}
	b.sum.Write(magic)
	return b, nil
}

// Next returns the next entry, and io.EOF after an End that is good. It returns ErrFormat,
// ErrTruncated, ErrChecksum, or the error of the io.Reader.
func (b *Reader) Next() (Entry, error) {
	if b.done {
		return nil, io.EOF
	}
	raw, prefix, err := b.next()
	if err != nil {
		return nil, err
	}
	e, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("entry %d: %w", b.read, err)
	}
	b.offset += int64(len(prefix) + len(raw))
	if end, ok := e.(End); ok {
		return nil, b.end(end)
	}
	b.sum.Write(prefix)
	b.sum.Write(raw)
	b.read++
	return e, nil
}

// next returns an entry's bytes and those of its length, good until the next call.
func (b *Reader) next() (raw, prefix []byte, err error) {
	prefix = b.length[:0]
	for {
		c, err := b.r.ReadByte()
		if err != nil {
			return nil, nil, truncated(err)
		}
		if prefix = append(prefix, c); c < 0x80 {
			break
		}
		if len(prefix) == 3 { // MaxEntry has three bytes
			return nil, nil, malformed("entry %d: too long", b.read)
		}
	}
	size, _ := protowire.ConsumeVarint(prefix)
	if size > MaxEntry || protowire.SizeVarint(size) != len(prefix) {
		return nil, nil, malformed("entry %d: length %d in %d bytes", b.read, size, len(prefix))
	}
	if uint64(cap(b.buf)) < size {
		b.buf = make([]byte, MaxEntry)
	}
	raw = b.buf[:size]
	if _, err := io.ReadFull(b.r, raw); err != nil {
		return nil, nil, truncated(err)
	}
	return raw, prefix, nil
}

// end checks the End, and that nothing follows.
func (b *Reader) end(e End) error {
	if got := common.Hash(b.sum.Sum(nil)); e.Entries != b.read || e.SHA256 != got {
		return fmt.Errorf("%w: %d entries of SHA-256 %s, it says %d of %s", ErrChecksum, b.read, got, e.Entries, e.SHA256)
	}
	if _, err := b.r.ReadByte(); !errors.Is(err, io.EOF) {
		return malformed("something follows its end")
	}
	b.done = true
	return io.EOF
}

// Offset returns how many bytes the magic line and the entries read so far take.
func (b *Reader) Offset() int64 { return b.offset }

// Entries returns how many entries were read.
func (b *Reader) Entries() uint64 { return b.read }

func truncated(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTruncated
	}
	return err
}

// Writer writes a bundle's entries. It demands nothing of their order: Section does.
type Writer struct {
	w       io.Writer
	sum     hash.Hash
	written uint64
	buf     []byte
}

// NewWriter writes the first line.
func NewWriter(w io.Writer) (*Writer, error) {
	b := &Writer{w: w, sum: sha256.New()}
	return b, b.put([]byte(Magic))
}

// Write writes an entry, in one call of the io.Writer. It returns ErrFormat for what a
// Reader would refuse, before it writes anything, or the error of the io.Writer.
func (b *Writer) Write(e Entry) error {
	raw, err := encode(e)
	if err != nil {
		return err
	}
	b.buf = append(protowire.AppendVarint(b.buf[:0], uint64(len(raw))), raw...)
	b.written++
	return b.put(b.buf)
}

// Close writes the End. It does not close the io.Writer.
func (b *Writer) Close() error {
	return b.Write(End{b.written, common.Hash(b.sum.Sum(nil))})
}

func (b *Writer) put(raw []byte) error {
	b.sum.Write(raw)
	_, err := b.w.Write(raw)
	return err
}
