package audit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Item is one leaf of the batch log with what stands before it.
type Item struct {
	Leaf          common.Hash
	Record        *record.Record            // nil: redacted
	Authorization *wire.SignedAuthorization // of its session, where it is the first
	Acks          [2]*ack.Signed            // by side, those that no record before named
}

// Batch is the items that one Offer covers, and the receipt for it.
type Batch struct {
	First     uint64 // index of its first item in the log
	Items     []Item
	Offer     Offer
	Receipted *Receipt // nil: none
	Entry     uint64   // of the Offer in the bundle, counted from 0
}

// Tail is what follows a section's batches.
type Tail struct {
	Consent      *Consent
	Registration *Registration
}

// Scanner reads a bundle section by section and batch by batch. It demands the one order
// that there is for a history; signatures and sums are its caller's to check.
type Scanner struct {
	r    *Reader
	next Entry // looked at, not taken; nil: none
	err  error // of the look
	at   uint64

	section *stated
	id      common.Hash
	waiting bool      // the newest Offer has no receipt
	end     *Endpoint // the newest of the section

	from int64 // where next begins, in bytes
	open bool  // a history that is being written: it has no End
}

// NewScanner begins with the bundle's first line. Errors as NewReader.
func NewScanner(r io.Reader) (*Scanner, error) {
	b, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	s := &Scanner{r: b}
	s.look()
	return s, nil
}

// NewHistoryScanner is NewScanner for a history that is being written: it has no End, and
// what is cut off, down to the last whole batch, is left out.
func NewHistoryScanner(r io.Reader) (*Scanner, error) {
	s, err := NewScanner(r)
	if err == nil {
		s.open = true
		s.unfinished()
	}
	return s, err
}

func (s *Scanner) look() {
	s.at, s.from = s.r.Entries(), s.r.Offset()
	s.next, s.err = s.r.Next()
	s.unfinished()
}

func (s *Scanner) unfinished() {
	if s.open && errors.Is(s.err, ErrTruncated) {
		s.err = io.EOF
	}
}

// take returns the next entry if it is of a kind.
func take[E Entry](s *Scanner) (e E, ok bool) {
	if e, ok = s.next.(E); ok {
		s.look()
	}
	return e, ok
}

// Offset returns how many bytes were read.
func (s *Scanner) Offset() int64 { return s.r.Offset() }

// Entries returns how many entries were read.
func (s *Scanner) Entries() uint64 { return s.r.Entries() }

// Section is the beginning of a channel's section.
type Section struct {
	Channel
	Base *Base // nil: the section tells the channel's whole history
}

// Section reads the beginning of the next section. It returns io.EOF at the bundle's end,
// or an error of Reader. The section before must have been read to its Tail.
func (s *Scanner) Section() (Section, error) {
	if s.err != nil {
		return Section{}, s.err
	}
	c, ok := take[Channel](s)
	if !ok {
		return Section{}, s.misplaced("a channel")
	}
	id := c.ID()
	if s.section != nil && bytes.Compare(id[:], s.id[:]) <= 0 {
		return Section{}, malformed("entry %d: channel %s does not stand after %s", s.at, id, s.id)
	}
	s.id, s.section, s.waiting, s.end = id, newStated(c.Domain), false, nil
	out := Section{Channel: c}
	if b, ok := take[Base](s); ok {
		out.Base = &b
		s.section.size = b.LogSize
	}
	return out, nil
}

func (s *Scanner) misplaced(want string) error {
	if s.err != nil {
		return s.ended()
	}
	return malformed("entry %d: %T in place of %s", s.at, s.next, want)
}

// ended is why nothing follows where something has to.
func (s *Scanner) ended() error {
	if errors.Is(s.err, io.EOF) && !s.open {
		return malformed("its End stands within a section")
	}
	return s.err
}

// Batch reads the section's next batch. It returns io.EOF after the last.
func (s *Scanner) Batch() (Batch, error) {
	b := Batch{First: s.section.size}
	for len(b.Items) <= MaxItems {
		if o, ok := take[Offer](s); ok && len(b.Items) > 0 {
			return s.offered(b, o)
		} else if ok {
			return b, malformed("entry %d: an offer over no record", s.at-1)
		}
		switch s.next.(type) {
		case Authorization, Ack, Record, Leaf:
		default:
			if len(b.Items) == 0 && s.mayEnd(b.First) {
				return b, io.EOF
			}
			return b, s.misplaced("a record")
		}
		if s.waiting {
			return b, malformed("entry %d: records after an offer without its receipt", s.at)
		}
		item, err := s.item()
		if err != nil {
			return b, err
		}
		b.Items = append(b.Items, item)
	}
	return b, malformed("entry %d: more than %d records of one offer", s.at, MaxItems)
}

// mayEnd reports whether the batches of a section may end after a log of this size: a
// history has one batch at least; where there is none, something was sampled.
func (s *Scanner) mayEnd(size uint64) bool {
	if _, sampled := s.next.(Endpoint); sampled {
		return true
	}
	return size > 0 && (s.err == nil || errors.Is(s.err, io.EOF))
}

func (s *Scanner) offered(b Batch, o Offer) (Batch, error) {
	b.Offer, b.Entry = o, s.at-1
	s.section.forget(o.Floor)
	if r, ok := take[Receipt](s); ok {
		b.Receipted = &r
	}
	s.waiting = b.Receipted == nil
	if len(s.section.sessions) > MaxSessions {
		return b, malformed("more than %d sessions at or above the floor", MaxSessions)
	}
	return b, nil
}

// item reads a record with what stands before it, or a leaf.
func (s *Scanner) item() (Item, error) {
	if l, ok := take[Leaf](s); ok {
		s.section.size++
		return Item{Leaf: l.Hash}, nil
	}
	var item Item
	if a, ok := take[Authorization](s); ok {
		item.Authorization = &a.SignedAuthorization
	}
	for _, side := range []ack.Side{ack.A, ack.B} {
		if a, ok := s.next.(Ack); ok && a.Side == side {
			item.Acks[side] = &a.Signed
			s.look()
		}
	}
	at := s.at
	r, ok := take[Record](s)
	if !ok {
		return item, s.misplaced("a record")
	}
	item.Record, item.Leaf = &r.Record, r.LeafHash()
	if err := s.section.state(item); err != nil {
		return item, fmt.Errorf("entry %d: %w", at, err)
	}
	return item, nil
}

// Tail reads what follows the section's batches.
func (s *Scanner) Tail() (Tail, error) {
	var t Tail
	at := s.at
	if c, ok := take[Consent](s); ok {
		t.Consent = &c
	}
	if t.Consent != nil && s.waiting {
		return t, malformed("entry %d: a consent after an offer without its receipt", at)
	}
	if r, ok := take[Registration](s); ok {
		t.Registration = &r
	}
	return t, nil
}

// stated is what a section has stated of its sessions: what a record may name without
// stating it again. Reader and writer forget alike.
type stated struct {
	domain   typeddata.Domain
	size     uint64 // of the log
	sessions map[uint64]statement
}

type statement struct {
	auth common.Hash
	acks [2]common.Hash
}

func newStated(d typeddata.Domain) *stated {
	return &stated{domain: d, sessions: map[uint64]statement{}}
}

func (s *stated) clone() *stated {
	return &stated{s.domain, s.size, maps.Clone(s.sessions)}
}

// state notes a record. It returns ErrFormat unless what stands before it is exactly what
// it names and no record before named.
func (s *stated) state(item Item) error {
	r := *item.Record
	s.size++
	if r.Type == record.Open {
		if item.Authorization != nil || item.Acks != [2]*ack.Signed{} {
			return malformed("record %d: an open record names nothing", s.size-1)
		}
		return nil
	}
	known, ok := s.sessions[r.SessionID]
	switch a := item.Authorization; {
	case a != nil && ok:
		return malformed("record %d: session %d: a second authorization", s.size-1, r.SessionID)
	case a != nil && (a.SessionID != r.SessionID || a.Hash(s.domain, a.Signature) != r.AuthHash):
		return malformed("record %d: session %d: authHash does not name the authorization", s.size-1, r.SessionID)
	case a == nil && (!ok || known.auth != r.AuthHash):
		return malformed("record %d: session %d: authHash names none that is here", s.size-1, r.SessionID)
	}
	known.auth = r.AuthHash
	for side, name := range [2]common.Hash{r.AckA, r.AckB} {
		switch a := item.Acks[side]; {
		case a != nil && (a.Hash(s.domain) != name || name == known.acks[side]):
			return malformed("record %d: session %d: ack%s does not name the acknowledgement before it", s.size-1, r.SessionID, ack.Side(side))
		case a == nil && name != (common.Hash{}) && name != known.acks[side]:
			return malformed("record %d: session %d: ack%s names none that is here", s.size-1, r.SessionID, ack.Side(side))
		}
		if name != (common.Hash{}) {
			known.acks[side] = name
		}
	}
	s.sessions[r.SessionID] = known
	return nil
}

// forget drops the sessions below the floor: nothing more can be paid for them.
func (s *stated) forget(floor uint64) {
	for id := range s.sessions {
		if id < floor {
			delete(s.sessions, id)
		}
	}
}

// derive returns the table and what is paid below its floor after the visible records of a
// batch and rows that only redacted ones explain.
func derive(t receipt.Table, below typeddata.Amount, items []Item, redacted []receipt.Row, floor uint64) (receipt.Table, typeddata.Amount, error) {
	for _, i := range items {
		if i.Record != nil && i.Record.Type != record.Open {
			t = t.With(i.Record.SessionID, i.Record.Paid)
		}
	}
	for _, r := range redacted {
		t = t.With(r.SessionID, r.Paid)
	}
	kept := t.WithFloor(floor)
	for _, row := range t.Rows[:len(t.Rows)-len(kept.Rows)] {
		var err error
		if below, err = below.Add(row.Paid); err != nil {
			return t, below, err
		}
	}
	return kept, below, nil
}

// unexplained returns the rows of the table want that the table got does not have so.
func unexplained(got, want receipt.Table) []receipt.Row {
	var rows []receipt.Row
	for _, r := range want.Rows {
		if got.Paid(r.SessionID) != r.Paid {
			rows = append(rows, r)
		}
	}
	return slices.Clip(rows)
}
