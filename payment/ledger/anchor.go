package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

const (
	formatVersion = 1

	slotLen    = 512  // a disk sector: written whole or not at all, on most disks
	slotStride = 4096 // the slots lie in different pages and physical sectors
	anchorLen  = slotStride + slotLen
)

var slotMagic = [8]byte{'P', 'R', 'T', 'G', 'L', 'D', 'G', 'R'}

// position is what the anchor says: which database is the live one, and its newest commit.
type position struct {
	gen  uint32
	seq  uint64
	hash [sha256.Size]byte
}

// anchor is the file outside goleveldb that knows which commits there were. Of
// its two slots the newer counts and the other is the next to be written, so a
// torn write costs nothing.
type anchor struct {
	position
	file anchorFile
	next int64 // offset of the slot to be written next
}

// encode gives the bytes of a slot.
func (p position) encode() []byte {
	b := append(make([]byte, 0, slotLen), slotMagic[:]...)
	b = binary.BigEndian.AppendUint16(b, formatVersion)
	b = binary.BigEndian.AppendUint32(b, p.gen)
	b = binary.BigEndian.AppendUint64(b, p.seq)
	b = append(b, p.hash[:]...)
	b = append(b, make([]byte, slotLen-sha256.Size-len(b))...)
	check := taggedHash(hashSlot, b)
	return append(b, check[:]...)
}

// parseSlot returns ErrCorrupt for a slot that does not verify. Magic, version
// and check are in these places in every version of the format.
func parseSlot(b []byte) (p position, err error) {
	b = b[:slotLen]
	body := b[:slotLen-sha256.Size]
	check := taggedHash(hashSlot, body)
	if !bytes.HasPrefix(b, slotMagic[:]) || !bytes.Equal(check[:], b[len(body):]) {
		return p, fmt.Errorf("%w: anchor slot", ErrCorrupt)
	}
	if v := binary.BigEndian.Uint16(b[8:]); v != formatVersion {
		return p, fmt.Errorf("%w: got %d, want %d", ErrVersion, v, formatVersion)
	}
	p.gen = binary.BigEndian.Uint32(b[10:])
	p.seq = binary.BigEndian.Uint64(b[14:])
	copy(p.hash[:], b[22:])
	return p, nil
}

// newer orders positions; a repaired database comes after what it was made of.
func (p position) newer(q position) bool {
	return p.gen > q.gen || p.gen == q.gen && p.seq > q.seq
}

// openAnchor reads the anchor. Errors: errNoAnchor, ErrVersion, and ErrCorrupt if no slot verifies.
func openAnchor(d disk) (*anchor, error) {
	f, err := d.anchor()
	if err != nil {
		return nil, err
	}
	a, err := readAnchor(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return a, nil
}

func readAnchor(f anchorFile) (*anchor, error) {
	b := make([]byte, anchorLen)
	if _, err := f.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("ledger: anchor: %w", err)
	}
	first, err1 := parseSlot(b)
	second, err2 := parseSlot(b[slotStride:])
	switch {
	case errors.Is(err1, ErrVersion):
		return nil, err1
	case errors.Is(err2, ErrVersion):
		return nil, err2
	case err1 != nil && err2 != nil:
		return nil, err1
	case err2 != nil || err1 == nil && first.newer(second):
		return &anchor{position: first, file: f, next: slotStride}, nil
	}
	return &anchor{position: second, file: f, next: 0}, nil
}

// createAnchor makes an anchor file that says p.
func createAnchor(d disk, p position) (*anchor, error) {
	b := append(p.encode(), make([]byte, anchorLen-slotLen)...)
	if err := d.createAnchor(b); err != nil {
		return nil, err
	}
	return openAnchor(d)
}

// advance moves the anchor to commit e, durably.
func (a *anchor) advance(e entry) error {
	return a.move(position{gen: a.gen, seq: e.seq, hash: e.hash})
}

// move writes the slot that is not the newest. If we crash in it, the newest one still counts.
func (a *anchor) move(p position) error {
	if _, err := a.file.WriteAt(p.encode(), a.next); err != nil {
		return fmt.Errorf("ledger: anchor: %w", err)
	}
	if err := a.file.Sync(); err != nil {
		return fmt.Errorf("ledger: anchor: %w", err)
	}
	a.position, a.next = p, slotStride-a.next
	return nil
}

func (a *anchor) close() error { return a.file.Close() }
