package pay

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Exporter writes a ledger's channels to an audit bundle. What the node key signed once
// it signs again, the same: no Offer is made up, each is that of a Receipt or the newest
// that is stored.
type Exporter struct {
	Ledger       Ledger
	Domain       typeddata.Domain
	NodeKey      Signer
	Registration *audit.Registration // nil: not told
	Redact       func(sessionID uint64) bool
	// Left is told of each channel that is left out, and why.
	Left func(id common.Hash, why error)
}

var (
	errOtherKey   = errors.New("pay: served under another node key: name the keystore of that one")
	errNoReceipts = errors.New("pay: its receipts were not kept: it was served before histories were")
)

// Write writes the sections of all channels and returns how many. It returns an error of
// the ledger, the node key or the Writer, or channel.ErrStored.
func (e Exporter) Write(ctx context.Context, w *audit.Writer) (int, error) {
	ids, err := channelsIn(e.Ledger)
	written := 0
	for _, id := range ids {
		if err != nil {
			return written, err
		}
		var h *past
		if h, err = e.past(id); err == nil && h != nil {
			written++
			err = e.section(ctx, w, h)
		}
		if err != nil {
			err = fmt.Errorf("channel %s: %w", id, err)
		}
	}
	return written, err
}

// Proofs gives the forwarding proof of every channel that has one worth anything to put,
// and returns how many. It needs no node key.
func (e Exporter) Proofs(put func(forwarding.Proof) error) (int, error) {
	ids, err := channelsIn(e.Ledger)
	if err != nil {
		return 0, err
	}
	s := Service{cfg: Config{Ledger: e.Ledger, Deployment: channel.Deployment{Domain: e.Domain}}}
	given := 0
	for _, id := range ids {
		p, err := s.storedProof(id)
		if err == nil && p.Terms.ID(e.Domain) != id {
			err = fmt.Errorf("%w: its terms are those of %s (another chain or contract?)", channel.ErrStored, p.Terms.ID(e.Domain))
		}
		if err == nil && !p.Amount(0).IsZero() {
			given++
			err = put(p)
		}
		if err != nil {
			return given, fmt.Errorf("channel %s: %w", id, err)
		}
	}
	return given, nil
}

// past is what the ledger tells of a channel's history, but for its records.
type past struct {
	id       common.Hash
	head     channel.Stored
	receipts []wire.Receipt
	sessions []uint64 // ids, ascending
}

// past reads a channel's history. It returns nil for one that there is nothing to tell of.
func (e Exporter) past(id common.Hash) (*past, error) {
	h := &past{id: id}
	s := Service{cfg: Config{Ledger: e.Ledger}}
	if err := s.loadHead(id, &h.head); err != nil {
		return nil, err
	}
	if got := h.head.Terms.Channel.ID(e.Domain); got != id {
		return nil, fmt.Errorf("%w: its terms are those of %s (another chain or contract?)", channel.ErrStored, got)
	}
	err := e.Ledger.Iterate(key(id, kindPast), func(_, v []byte) error {
		r, err := wire.Unmarshal[wire.Receipt](v)
		h.receipts = append(h.receipts, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	prefix := key(id, kindSession)
	err = e.Ledger.Iterate(prefix, func(k, _ []byte) error {
		if len(k) == len(prefix)+9 && k[len(k)-1] == partAuthorization {
			h.sessions = append(h.sessions, binary.BigEndian.Uint64(k[len(prefix):]))
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case h.head.Terms.Quote.NodeKey != e.NodeKey.Address():
		e.Left(id, errOtherKey)
		return nil, nil
	case h.head.Receipt != nil && len(h.receipts) == 0:
		e.Left(id, errNoReceipts)
		return nil, nil
	case h.head.Offer == nil:
		return nil, nil // nothing was offered
	}
	return h, nil
}

func (e Exporter) section(ctx context.Context, w *audit.Writer, h *past) error {
	s, err := w.Channel(audit.Channel{Domain: e.Domain, Terms: h.head.Terms.Channel}, channel.SignedReceipt{}, common.Address{}, e.Redact)
	if err != nil {
		return err
	}
	var table receipt.Table
	for _, r := range h.receipts {
		if table, err = e.batch(ctx, s, h, table, receipt.Offer(r.Receipt), r.Signature); err != nil {
			return err
		}
	}
	if o := h.head.Offer.Offer; o.State.LogSize > s.Size() {
		if _, err = e.batch(ctx, s, h, table, o, typeddata.Signature{}); err != nil {
			return err
		}
	}
	t := audit.Tail{Registration: e.Registration}
	if c := h.head.Consent; c != nil {
		sig, err := e.NodeKey.SignDigest(ctx, c.Digest(e.Domain))
		if err != nil {
			return err
		}
		t.Consent = &audit.Consent{AtLeast: c.AtLeast, Signature: sig}
	}
	return s.Tail(t)
}

// batch writes the records from where the section is to an Offer, and returns its table.
func (e Exporter) batch(ctx context.Context, s *audit.SectionWriter, h *past, table receipt.Table, o receipt.Offer, signature typeddata.Signature) (receipt.Table, error) {
	out := channel.SignedOffer{Offer: o}
	for i := s.Size(); i < o.State.LogSize; i++ {
		if err := e.record(h.id, i, &out); err != nil {
			return table, err
		}
	}
	var err error
	if out.Table, err = h.tableOf(table, out.Records, o.State.SessionsHash); err != nil {
		return table, err
	}
	if out.Signature, err = e.NodeKey.SignDigest(ctx, o.Digest(e.Domain)); err != nil {
		return table, err
	}
	return out.Table, s.Batch(out, signature)
}

// record adds a record with what it names.
func (e Exporter) record(id common.Hash, index uint64, out *channel.SignedOffer) error {
	b, err := e.Ledger.Get(key(id, kindLeaf, numbered(index)...))
	if err != nil {
		return err
	}
	r, err := record.Parse(b)
	if err != nil {
		return fmt.Errorf("%w: record %d: %w", channel.ErrStored, index, err)
	}
	out.Records = append(out.Records, r)
	if r.Type == record.Open {
		return nil
	}
	for _, side := range []ack.Side{ack.A, ack.B} {
		a, err := get[wire.Acknowledge](e.Ledger, key(id, kindNamed, numbered(index, side.String()[0])...))
		if err != nil {
			return err
		}
		if a != nil {
			out.Acks = append(out.Acks, a.Signed)
		}
	}
	a, err := get[wire.Authorize](e.Ledger, key(id, kindSession, numbered(r.SessionID, partAuthorization)...))
	if err != nil || a == nil {
		return errors.Join(err, fmt.Errorf("%w: authorization of session %d", channel.ErrStored, r.SessionID))
	}
	out.Authorizations = append(out.Authorizations, a.Authorization)
	return nil
}

// tableOf returns the table after records that has this hash. Its floor is the one before,
// or the id of a session.
func (h *past) tableOf(before receipt.Table, records []record.Record, hash common.Hash) (receipt.Table, error) {
	table := before
	for _, r := range records {
		if r.Type != record.Open {
			table = table.With(r.SessionID, r.Paid)
		}
	}
	if table.Hash() == hash {
		return table, nil
	}
	for _, id := range h.sessions {
		if id <= before.Floor {
			continue
		}
		if t := table.WithFloor(id); t.Hash() == hash {
			return t, nil
		}
	}
	return table, fmt.Errorf("%w: no session table of hash %s", channel.ErrStored, hash)
}
