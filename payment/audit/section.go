package audit

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// SectionWriter writes the section of one channel, batch by batch, in the one order that
// there is. It states each authorization and acknowledgement once.
type SectionWriter struct {
	w      *Writer
	stated *stated
	table  receipt.Table
	redact func(sessionID uint64) bool
	end    *Endpoint // the newest
}

// Channel begins a section. Those of a bundle are to be written in the order of their
// channels' ids. base is the receipt from which on the history is known, zero from the
// channel's first record on, with the node key that answers it. redact says which
// sessions' records are to be left out but for their leaf hashes; nil: none.
func (b *Writer) Channel(c Channel, base channel.SignedReceipt, nodeKey common.Address, redact func(sessionID uint64) bool) (*SectionWriter, error) {
	if redact == nil {
		redact = func(uint64) bool { return false }
	}
	s := &SectionWriter{w: b, stated: newStated(c.Domain), redact: redact}
	if err := b.Write(c); err != nil || base.IsZero() {
		return s, err
	}
	s.table, s.stated.size = base.Table, base.State.LogSize
	return s, b.Write(Base{
		NodeKey: nodeKey, CumAmount: base.CumAmount, LogSize: base.State.LogSize,
		Table: base.Table, Range: base.Range, Signature: base.Signature,
	})
}

// Resume goes on with a history that was written before, which has one section and no
// End: it returns a writer of further batches to w, and after how many bytes of r they
// belong. It returns an error of Scanner.
func Resume(r io.Reader, w io.Writer) (*SectionWriter, int64, error) {
	from, err := NewHistoryScanner(r)
	if err != nil {
		return nil, 0, err
	}
	at, err := from.Section()
	if err != nil {
		return nil, 0, err
	}
	s := &SectionWriter{w: &Writer{w: w, sum: sha256.New()}, redact: func(uint64) bool { return false }}
	if at.Base != nil {
		s.table = at.Base.Table
	}
	for end := from.from; ; end = from.from {
		s.stated = from.section.clone() // a batch that is cut off states nothing
		b, err := from.Batch()
		if errors.Is(err, io.EOF) || err == nil && b.Receipted == nil {
			return s, end, nil
		}
		if err != nil {
			return nil, 0, err
		}
		if s.table, _, err = derive(s.table, typeddata.Amount{}, b.Items, b.Offer.Redacted, b.Offer.Floor); err != nil {
			return nil, 0, err
		}
	}
}

// Size returns how many records of the log the section has.
func (s *SectionWriter) Size() uint64 { return s.stated.size }

// Batch writes an Offer with its records, which go on where the last batch ended, and the
// signature of the receipt for it; zero: there is none, and no other batch may follow. It
// returns ErrHistory for an Offer that does not go on there or lacks something that its
// records name, or an error of Writer.
func (s *SectionWriter) Batch(o channel.SignedOffer, signature typeddata.Signature) error {
	if got := o.State.LogSize - uint64(len(o.Records)); got != s.stated.size || len(o.Records) == 0 {
		return fmt.Errorf("%w: an offer over records %d to %d, want them from %d on", ErrHistory, got, o.State.LogSize, s.stated.size)
	}
	items, err := s.items(o)
	if err != nil {
		return err
	}
	return s.write(items, o.Offer, o.Signature, o.Table, signature)
}

// write writes items that were stated, and the Offer over them with its table.
func (s *SectionWriter) write(items []Item, o receipt.Offer, by typeddata.Signature, table receipt.Table, signature typeddata.Signature) error {
	derived, _, err := derive(s.table, typeddata.Amount{}, items, nil, table.Floor)
	if err != nil {
		return err
	}
	for _, i := range items {
		if err := s.item(i); err != nil {
			return err
		}
	}
	s.table = table
	s.stated.forget(table.Floor)
	if err := s.w.Write(Offer{o.CumAmount, o.State, table.Floor, unexplained(derived, table), by}); err != nil {
		return err
	}
	if signature.IsZero() {
		return nil
	}
	return s.w.Write(Receipt{signature})
}

// items puts before each record what it names and none before it named.
func (s *SectionWriter) items(o channel.SignedOffer) ([]Item, error) {
	acks := make(map[common.Hash]*ack.Signed, len(o.Acks))
	for i, a := range o.Acks {
		acks[a.Hash(s.stated.domain)] = &o.Acks[i]
	}
	items := make([]Item, len(o.Records))
	for i := range o.Records {
		r := o.Records[i]
		if r.Type != record.Open && s.redact(r.SessionID) {
			items[i].Leaf = r.LeafHash()
			s.stated.size++
			continue
		}
		items[i].Record = &r
		known := s.stated.sessions[r.SessionID]
		if r.Type != record.Open && known.auth == (common.Hash{}) {
			items[i].Authorization = authorizationOf(o, r.SessionID)
		}
		for side, name := range [2]common.Hash{r.AckA, r.AckB} {
			if r.Type != record.Open && name != known.acks[side] {
				items[i].Acks[side] = acks[name]
			}
		}
		if err := s.stated.state(items[i]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrHistory, err)
		}
	}
	return items, nil
}

func authorizationOf(o channel.SignedOffer, sessionID uint64) *wire.SignedAuthorization {
	for _, a := range o.Authorizations {
		if a.SessionID == sessionID {
			return &wire.SignedAuthorization{SessionAuthorization: a.SessionAuthorization, Signature: a.Signature}
		}
	}
	return nil
}

func (s *SectionWriter) item(i Item) error {
	if i.Record == nil {
		return s.w.Write(Leaf{i.Leaf})
	}
	if i.Authorization != nil {
		if err := s.w.Write(Authorization{*i.Authorization}); err != nil {
			return err
		}
	}
	for _, a := range i.Acks {
		if a == nil {
			continue
		}
		if err := s.w.Write(Ack{*a}); err != nil {
			return err
		}
	}
	return s.w.Write(Record{*i.Record})
}

// Signed is what a payer signed for: an Offer that was verified, with all that it rests
// on, and the signature of the receipt for it.
type Signed struct {
	Channel
	NodeKey common.Address
	Before  channel.SignedReceipt // the receipt that the Offer goes on from; zero: none
	Offer   channel.SignedOffer
	Receipt typeddata.Signature
}

// Copy copies the section that a Scanner stands at to w, without the records and samples of
// the sessions that are to be redacted, and returns what more can be written to. It returns
// an error of Scanner or Writer.
func Copy(w *Writer, from *Scanner, section Section, redact func(sessionID uint64) bool) (*SectionWriter, error) {
	base, nodeKey := channel.SignedReceipt{}, common.Address{}
	if b := section.Base; b != nil {
		base, nodeKey = b.receipt(section.ID()), b.NodeKey
	}
	s, err := w.Channel(section.Channel, base, nodeKey, redact)
	if err != nil {
		return s, err
	}
	for {
		b, err := from.Batch()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = s.copy(b, section.ID())
		}
		if err != nil {
			return s, err
		}
	}
	t, err := from.Tail()
	if err == nil {
		err = s.Tail(t)
	}
	if err == nil {
		err = s.copySampled(from)
	}
	return s, err
}

// CopySampled copies what ends of sessions sampled of the section of the same channel that
// a Scanner stands at, and nothing else of it. Errors as of Copy.
func (s *SectionWriter) CopySampled(from *Scanner) error {
	if err := history(from); err != nil {
		return err
	}
	return s.copySampled(from)
}

func (s *SectionWriter) copySampled(from *Scanner) error {
	for {
		e, err := from.Sampled()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = s.Sampled(e)
		}
		if err != nil {
			return err
		}
	}
}

func (s *SectionWriter) copy(b Batch, id common.Hash) error {
	table, _, err := derive(s.table, typeddata.Amount{}, b.Items, b.Offer.Redacted, b.Offer.Floor)
	if err != nil {
		return err
	}
	for i, item := range b.Items {
		switch r := item.Record; {
		case r == nil || r.Type != record.Open && s.redact(r.SessionID):
			b.Items[i] = Item{Leaf: item.Leaf}
			s.stated.size++
		default:
			if err := s.stated.state(item); err != nil {
				return err
			}
		}
	}
	var signature typeddata.Signature
	if b.Receipted != nil {
		signature = b.Receipted.Signature
	}
	return s.write(b.Items, b.Offer.offer(id), b.Offer.Signature, table, signature)
}

// offer returns the Offer that was signed.
func (o Offer) offer(id common.Hash) receipt.Offer {
	return receipt.Offer{ChannelID: id, CumAmount: o.CumAmount, State: o.State}
}

// receipt returns the receipt of a channel that a Base is, with the root that its range
// has; zero for a range of another size.
func (b Base) receipt(id common.Hash) channel.SignedReceipt {
	var root common.Hash
	if log, err := batchlog.Restore(b.LogSize, b.Range); err == nil {
		root = log.Root()
	}
	return channel.SignedReceipt{
		Receipt: receipt.Receipt{ChannelID: id, CumAmount: b.CumAmount, State: receipt.State{
			LogSize: b.LogSize, LogRoot: root, SessionsHash: b.Table.Hash(),
		}},
		Signature: b.Signature, Table: b.Table, Range: b.Range,
	}
}

// Tail ends the section with what is there of it.
func (s *SectionWriter) Tail(t Tail) error {
	if t.Consent != nil {
		if err := s.w.Write(*t.Consent); err != nil {
			return err
		}
	}
	if t.Registration != nil {
		return s.w.Write(*t.Registration)
	}
	return nil
}
