package audit

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/audit/pb"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Entry is one entry of a bundle: a Channel, Base, Authorization, Ack, Record, Leaf,
// Offer, Receipt, Consent, Registration, Endpoint, Evidence or End.
type Entry interface{ entry() *pb.Entry }

// Channel begins the section of one channel.
type Channel struct {
	Domain typeddata.Domain
	Terms  receipt.ChannelTerms
}

// ID returns the channelId.
func (c Channel) ID() common.Hash { return c.Terms.ID(c.Domain) }

// Base is the receipt from which on a section tells. Its sessionsHash and logRoot are
// those of Table and Range.
type Base struct {
	NodeKey   common.Address
	CumAmount typeddata.Amount
	LogSize   uint64
	Table     receipt.Table
	Range     []common.Hash
	Signature typeddata.Signature // of the Receipt, by the channel's signer
}

// The signed messages as they stand in a bundle.
type (
	// Authorization stands before the first record of its session.
	Authorization struct{ wire.SignedAuthorization }
	// Ack stands before the first record that names it.
	Ack struct{ ack.Signed }
	// Record is a record of the batch log.
	Record struct{ record.Record }
	// Leaf is the leaf hash of a record that is redacted.
	Leaf struct{ Hash common.Hash }
)

// Offer is the relay's bill over the records since the Offer before.
type Offer struct {
	CumAmount typeddata.Amount
	State     receipt.State
	Floor     uint64        // of the session table behind State.SessionsHash
	Redacted  []receipt.Row // rows that only redacted records explain, by id
	Signature typeddata.Signature
}

// Receipt is the payer's for the Offer before.
type Receipt struct{ Signature typeddata.Signature }

// Consent is the relay's consent to closing.
type Consent struct {
	AtLeast   typeddata.Amount
	Signature typeddata.Signature
}

// Registration says which operator registered the node key, and where.
type Registration struct {
	receipt.NodeKeyRegistration
	Signature typeddata.Signature // by the node key
}

// Endpoint begins what one end of a session sampled. Its acknowledgement need not be one
// that a record names.
type Endpoint struct {
	Authorization wire.SignedAuthorization
	Ack           ack.Signed // by the key that the authorization names; A's, if it names none, by the signer
}

// Evidence is leaves that the acknowledgement of the Endpoint before commits to.
type Evidence struct{ sample.Evidence }

// End ends a bundle.
type End struct {
	Entries uint64
	SHA256  common.Hash
}

func (e Channel) entry() *pb.Entry {
	t := e.Terms
	return &pb.Entry{Entry: &pb.Entry_Channel{Channel: &pb.Channel{
		ChainId: e.Domain.ChainID, Contract: e.Domain.Contract[:], Payer: t.Payer[:], Signer: t.Signer[:], Payee: t.Payee[:],
		Closer: t.Closer[:], CreditCap: amountBytes(t.CreditCap), OpenBy: t.OpenBy, Salt: t.Salt,
	}}}
}

func (e Base) entry() *pb.Entry {
	table := binary.BigEndian.AppendUint64(nil, e.Table.Floor)
	var path []byte
	for _, h := range e.Range {
		path = append(path, h[:]...)
	}
	return &pb.Entry{Entry: &pb.Entry_Base{Base: &pb.Base{
		NodeKey: e.NodeKey[:], CumAmount: amountBytes(e.CumAmount), LogSize: e.LogSize,
		Table: append(table, rowBytes(e.Table.Rows)...), LogRange: path, Signature: e.Signature[:],
	}}}
}

func (e Authorization) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Authorization{Authorization: wire.AppendAuthorization(nil, e.SignedAuthorization)}}
}

func (e Ack) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Ack{Ack: wire.AppendAck(nil, e.Signed)}}
}

func (e Record) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Record{Record: e.Bytes()}}
}

func (e Leaf) entry() *pb.Entry { return &pb.Entry{Entry: &pb.Entry_Leaf{Leaf: e.Hash[:]}} }

func (e Offer) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Offer{Offer: &pb.Offer{
		CumAmount: amountBytes(e.CumAmount), LogSize: e.State.LogSize, LogRoot: e.State.LogRoot[:],
		SessionsHash: e.State.SessionsHash[:], Floor: e.Floor, RedactedRows: rowBytes(e.Redacted), Signature: e.Signature[:],
	}}}
}

func (e Receipt) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Receipt{Receipt: &pb.Receipt{Signature: e.Signature[:]}}}
}

func (e Consent) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Consent{Consent: &pb.Consent{AtLeast: amountBytes(e.AtLeast), Signature: e.Signature[:]}}}
}

func (e Registration) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Registration{Registration: &pb.Registration{
		Registry: e.Registry[:], Operator: e.Operator[:], Signature: e.Signature[:],
	}}}
}

func (e Endpoint) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Endpoint{Endpoint: &pb.Endpoint{
		Authorization: wire.AppendAuthorization(nil, e.Authorization), Ack: wire.AppendAck(nil, e.Ack),
	}}}
}

func (e Evidence) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_Evidence{Evidence: &pb.Evidence{Sent: leafBytes(e.Sent), Received: leafBytes(e.Received)}}}
}

func (e End) entry() *pb.Entry {
	return &pb.Entry{Entry: &pb.Entry_End{End: &pb.End{Entries: e.Entries, Sha256: e.SHA256[:]}}}
}

func amountBytes(a typeddata.Amount) []byte {
	b := a.Bytes()
	return b[:]
}

func rowBytes(rows []receipt.Row) []byte {
	var b []byte
	for _, r := range rows {
		b = binary.BigEndian.AppendUint64(b, r.SessionID)
		b = append(b, amountBytes(r.Paid)...)
	}
	return b
}

func leafBytes(leaves []sample.Leaf) []byte {
	var b []byte
	for _, l := range leaves {
		b = append(b, l[:]...)
	}
	return b
}

// encode returns an entry's bytes, without their length. It returns ErrFormat for what
// decode would refuse.
func encode(e Entry) ([]byte, error) {
	p := e.entry()
	if _, err := decodeMessage(p); err != nil {
		return nil, err
	}
	b, err := marshal(p)
	if err == nil && len(b) > MaxEntry {
		err = malformed("an entry of %d bytes, want at most %d", len(b), MaxEntry)
	}
	return b, err
}

// marshal is deterministic for our messages: they have no maps and no unknown fields.
func marshal(p *pb.Entry) ([]byte, error) {
	return proto.MarshalOptions{Deterministic: true}.Marshal(p)
}

// decode reads an entry's bytes, which must be those that encode returns. It returns
// ErrFormat.
func decode(b []byte) (Entry, error) {
	p := new(pb.Entry)
	if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(b, p); err != nil {
		return nil, malformed("%w", err)
	}
	e, err := decodeMessage(p)
	if err != nil {
		return nil, err
	}
	if again, err := marshal(p); err != nil || string(again) != string(b) {
		return nil, malformed("%T: not in its one form", e)
	}
	return e, nil
}

func decodeMessage(p *pb.Entry) (Entry, error) {
	d := new(decoder)
	e := d.entry(p)
	switch {
	case e == nil:
		return nil, malformed("an unknown kind of entry")
	case d.err != nil:
		return nil, malformed("%T: %w", e, d.err)
	}
	return e, nil
}

// decoder converts fields; it keeps the first error, which names the field.
type decoder struct{ err error }

func (d *decoder) fail(field string, err error) {
	if d.err == nil && err != nil {
		d.err = fmt.Errorf("%s: %w", field, err)
	}
}

func (d *decoder) entry(p *pb.Entry) Entry {
	switch m := p.Entry.(type) {
	case *pb.Entry_Channel:
		return d.channel(m.Channel)
	case *pb.Entry_Base:
		return d.base(m.Base)
	case *pb.Entry_Authorization:
		a, err := wire.ParseAuthorization(m.Authorization)
		d.fail("authorization", err)
		return Authorization{a}
	case *pb.Entry_Ack:
		a, err := wire.ParseAck(m.Ack)
		d.fail("ack", err)
		return Ack{a}
	case *pb.Entry_Record:
		r, err := record.Parse(m.Record)
		d.fail("record", err)
		return Record{r}
	case *pb.Entry_Leaf:
		return Leaf{d.hash("leaf", m.Leaf)}
	case *pb.Entry_Offer:
		return d.offer(m.Offer)
	case *pb.Entry_Receipt:
		return Receipt{d.signature("signature", m.Receipt.GetSignature())}
	case *pb.Entry_Consent:
		return Consent{d.amount("at_least", m.Consent.GetAtLeast()), d.signature("signature", m.Consent.GetSignature())}
	case *pb.Entry_Registration:
		return d.registration(m.Registration)
	case *pb.Entry_Endpoint:
		return d.endpoint(m.Endpoint)
	case *pb.Entry_Evidence:
		return Evidence{sample.Evidence{Sent: d.leaves("sent", m.Evidence.GetSent()), Received: d.leaves("received", m.Evidence.GetReceived())}}
	case *pb.Entry_End:
		return End{m.End.GetEntries(), d.hash("sha256", m.End.GetSha256())}
	}
	return nil
}

func (d *decoder) channel(p *pb.Channel) Channel {
	c := Channel{
		Domain: typeddata.Domain{ChainID: p.GetChainId(), Contract: d.address("contract", p.GetContract())},
		Terms: receipt.ChannelTerms{
			Payer: d.address("payer", p.GetPayer()), Signer: d.address("signer", p.GetSigner()),
			Payee: d.address("payee", p.GetPayee()), Closer: d.address("closer", p.GetCloser()),
			CreditCap: d.amount("credit_cap", p.GetCreditCap()), OpenBy: p.GetOpenBy(), Salt: p.GetSalt(),
		},
	}
	d.fail("terms", c.Terms.Check())
	return c
}

func (d *decoder) base(p *pb.Base) Base {
	b := Base{
		NodeKey: d.address("node_key", p.GetNodeKey()), CumAmount: d.amount("cum_amount", p.GetCumAmount()),
		LogSize: p.GetLogSize(), Signature: d.signature("signature", p.GetSignature()),
	}
	if table := p.GetTable(); len(table) < 8 {
		d.fail("table", fmt.Errorf("got %d bytes, want at least 8", len(table)))
	} else {
		b.Table = receipt.Table{Floor: binary.BigEndian.Uint64(table), Rows: d.rows("table", table[8:])}
		d.fail("table", b.Table.Check())
	}
	for _, h := range d.list("log_range", p.GetLogRange(), common.HashLength, wire.MaxLogRange) {
		b.Range = append(b.Range, common.Hash(h))
	}
	return b
}

func (d *decoder) endpoint(p *pb.Endpoint) Endpoint {
	auth, err := wire.ParseAuthorization(p.GetAuthorization())
	d.fail("authorization", err)
	a, err := wire.ParseAck(p.GetAck())
	d.fail("ack", err)
	return Endpoint{auth, a}
}

func (d *decoder) leaves(field string, b []byte) []sample.Leaf {
	var leaves []sample.Leaf
	for _, l := range d.list(field, b, sample.LeafSize, evidenceChunk) {
		leaves = append(leaves, sample.Leaf(l))
	}
	return leaves
}

func (d *decoder) offer(p *pb.Offer) Offer {
	return Offer{
		CumAmount: d.amount("cum_amount", p.GetCumAmount()),
		State: receipt.State{
			LogSize: p.GetLogSize(), LogRoot: d.hash("log_root", p.GetLogRoot()), SessionsHash: d.hash("sessions_hash", p.GetSessionsHash()),
		},
		Floor: p.GetFloor(), Redacted: d.rows("redacted_rows", p.GetRedactedRows()), Signature: d.signature("signature", p.GetSignature()),
	}
}

func (d *decoder) registration(p *pb.Registration) Registration {
	return Registration{
		receipt.NodeKeyRegistration{Registry: d.address("registry", p.GetRegistry()), Operator: d.address("operator", p.GetOperator())},
		d.signature("signature", p.GetSignature()),
	}
}

// rows reads rows whose ids strictly increase.
func (d *decoder) rows(field string, b []byte) []receipt.Row {
	var rows []receipt.Row
	for i, row := range d.list(field, b, 8+typeddata.AmountSize, MaxRows) {
		rows = append(rows, receipt.Row{SessionID: binary.BigEndian.Uint64(row), Paid: d.amount(field, row[8:])})
		if i > 0 && rows[i].SessionID <= rows[i-1].SessionID {
			d.fail(field, fmt.Errorf("row %d: session %d is not above %d before it", i, rows[i].SessionID, rows[i-1].SessionID))
		}
	}
	return rows
}

// list splits a field of entries of one size, at most most of them.
func (d *decoder) list(field string, b []byte, size, most int) [][]byte {
	if len(b)%size != 0 || len(b)/size > most {
		d.fail(field, fmt.Errorf("got %d bytes, want at most %d entries of %d", len(b), most, size))
		return nil
	}
	var parts [][]byte
	for ; len(b) > 0; b = b[size:] {
		parts = append(parts, b[:size])
	}
	return parts
}

func (d *decoder) address(field string, b []byte) (a common.Address) {
	if len(b) != len(a) {
		d.fail(field, fmt.Errorf("got %d bytes, want %d", len(b), len(a)))
		return a
	}
	return common.Address(b)
}

func (d *decoder) hash(field string, b []byte) (h common.Hash) {
	if len(b) != len(h) {
		d.fail(field, fmt.Errorf("got %d bytes, want %d", len(b), len(h)))
		return h
	}
	return common.Hash(b)
}

func (d *decoder) amount(field string, b []byte) typeddata.Amount {
	a, err := typeddata.AmountFromBytes(b)
	d.fail(field, err)
	return a
}

var errNoSignature = errors.New("no signature")

func (d *decoder) signature(field string, b []byte) typeddata.Signature {
	s, err := typeddata.SignatureFromBytes(b)
	if err == nil && s.IsZero() {
		err = errNoSignature
	}
	d.fail(field, err)
	return s
}
