package forwarding

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Sizes in bytes of the parts of the layout.
const (
	balanceSize = typeddata.AmountSize + 8 + common.HashLength // cumAmount, logSize, logRoot
	receiptSize = balanceSize + typeddata.SignatureSize + 2 + 8
	rowSize     = 8 + typeddata.AmountSize
	authSize    = 8 + 2*common.AddressLength + 3*typeddata.AmountSize + 8 + typeddata.SignatureSize
	ackSize     = 4*8 + common.HashLength + typeddata.SignatureSize
	offerSize   = balanceSize + common.HashLength + typeddata.SignatureSize
	offersSize  = common.HashLength + 2*offerSize

	// MaxRows is the most rows of a table that the layout can say.
	MaxRows = math.MaxUint16
)

// The first byte of a proof.
const (
	withoutReceipt = 0x00
	withReceipt    = 0x01
)

// Bytes returns what settleWithProof takes. It writes each acknowledgement of a named key,
// be it zero, and none of the others; more than MaxRows rows are the caller's bug.
func (p Proof) Bytes() []byte {
	b := []byte{withoutReceipt}
	if p.Receipt != nil {
		b = p.Receipt.append([]byte{withReceipt})
	}
	for _, s := range p.Sessions {
		b = s.append(b)
	}
	return b
}

func (r Receipted) append(b []byte) []byte {
	if len(r.Table.Rows) > MaxRows {
		panic(fmt.Sprintf("forwarding: internal error: %d rows in a table, want at most %d", len(r.Table.Rows), MaxRows))
	}
	b = appendAmount(b, r.CumAmount)
	b = binary.BigEndian.AppendUint64(b, r.LogSize)
	b = append(b, r.LogRoot[:]...)
	b = append(b, r.Signature[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(r.Table.Rows)))
	b = binary.BigEndian.AppendUint64(b, r.Table.Floor)
	for _, row := range r.Table.Rows {
		b = binary.BigEndian.AppendUint64(b, row.SessionID)
		b = appendAmount(b, row.Paid)
	}
	return b
}

func (s Session) append(b []byte) []byte {
	a := s.Authorization
	b = binary.BigEndian.AppendUint64(b, a.SessionID)
	b = append(b, a.KeyA[:]...)
	b = append(b, a.KeyB[:]...)
	b = appendAmount(b, a.Tariff.PerGiB)
	b = appendAmount(b, a.Tariff.Flat)
	b = appendAmount(b, a.Tariff.Max)
	b = binary.BigEndian.AppendUint64(b, a.AckDeadline)
	b = append(b, s.Signature[:]...)
	for side, key := range s.keys() {
		if key != (common.Address{}) {
			b = appendAck(b, s.Acks[side])
		}
	}
	return b
}

func appendAck(b []byte, a ack.Signed) []byte {
	for _, n := range []uint64{a.SentBytes, a.RecvBytes, a.SentPackets, a.RecvPackets} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = append(b, a.Evidence[:]...)
	return append(b, a.Signature[:]...)
}

func appendAmount(b []byte, a typeddata.Amount) []byte {
	v := a.Bytes()
	return append(b, v[:]...)
}

// Parse reads the proof of the channel with these terms: the inverse of Bytes. It returns
// ErrLayout. It looks at the layout only; Judge and Verify apply the rules.
func Parse(d typeddata.Domain, t receipt.ChannelTerms, b []byte) (Proof, error) {
	p, _, err := parse(d, t, b)
	if err != nil {
		return Proof{}, err
	}
	return p, nil
}

// parse returns with an error what stands before the fault, and the bytes of the session
// that the fault is in.
func parse(d typeddata.Domain, t receipt.ChannelTerms, b []byte) (p Proof, rest []byte, err error) {
	p.Terms = t
	r := &reader{b: b}
	switch has := r.take(1)[0]; {
	case has == withReceipt:
		got := r.receipted()
		if r.short {
			return p, nil, fmt.Errorf("%w: truncated in the receipt", ErrLayout)
		}
		p.Receipt = &got
	case r.short || has != withoutReceipt:
		return p, nil, fmt.Errorf("%w: receipt: got %d, want %d or %d", ErrLayout, has, withoutReceipt, withReceipt)
	}
	for id := t.ID(d); len(r.b) > 0; {
		rest = r.b
		s := r.session().of(id)
		if r.short {
			return p, rest, fmt.Errorf("%w: truncated in session %d", ErrLayout, s.Authorization.SessionID)
		}
		p.Sessions = append(p.Sessions, s)
	}
	return p, nil, nil
}

// of returns the session with all that names it in what was signed.
func (s Session) of(channelID common.Hash) Session {
	s.Authorization.ChannelID = channelID
	for side, key := range s.keys() {
		a := &s.Acks[side]
		if key == (common.Address{}) {
			*a = ack.Signed{}
			continue
		}
		a.ChannelID, a.SessionID, a.Side = channelID, s.Authorization.SessionID, ack.Side(side)
	}
	return s
}

// keys returns the ack keys by side.
func (s Session) keys() [2]common.Address {
	return [2]common.Address{s.Authorization.KeyA, s.Authorization.KeyB}
}

// reader reads fixed sizes. What is beyond the end is zero, and short says so.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if r.short = r.short || len(r.b) < n; r.short {
		r.b = nil
		return make([]byte, n)
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) u16() uint16             { return binary.BigEndian.Uint16(r.take(2)) }
func (r *reader) u64() uint64             { return binary.BigEndian.Uint64(r.take(8)) }
func (r *reader) hash() common.Hash       { return common.Hash(r.take(common.HashLength)) }
func (r *reader) address() common.Address { return common.Address(r.take(common.AddressLength)) }

func (r *reader) signature() typeddata.Signature {
	return typeddata.Signature(r.take(typeddata.SignatureSize))
}

func (r *reader) amount() typeddata.Amount {
	a, err := typeddata.AmountFromBytes(r.take(typeddata.AmountSize))
	if err != nil {
		panic("forwarding: internal error: " + err.Error())
	}
	return a
}

func (r *reader) receipted() (v Receipted) {
	v.CumAmount, v.LogSize, v.LogRoot, v.Signature = r.amount(), r.u64(), r.hash(), r.signature()
	rows := r.u16()
	v.Table.Floor = r.u64()
	if len(r.b) < int(rows)*rowSize {
		r.short = true
		return v
	}
	for range rows {
		v.Table.Rows = append(v.Table.Rows, receipt.Row{SessionID: r.u64(), Paid: r.amount()})
	}
	return v
}

func (r *reader) session() (s Session) {
	a := &s.Authorization
	a.SessionID, a.KeyA, a.KeyB = r.u64(), r.address(), r.address()
	a.Tariff.PerGiB, a.Tariff.Flat, a.Tariff.Max = r.amount(), r.amount(), r.amount()
	a.AckDeadline, s.Signature = r.u64(), r.signature()
	for side, key := range s.keys() {
		if key != (common.Address{}) {
			s.Acks[side] = r.ack()
		}
	}
	return s
}

func (r *reader) ack() (a ack.Signed) {
	a.SentBytes, a.RecvBytes, a.SentPackets, a.RecvPackets = r.u64(), r.u64(), r.u64(), r.u64()
	a.Evidence, a.Signature = r.hash(), r.signature()
	return a
}
