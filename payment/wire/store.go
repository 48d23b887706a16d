package wire

import (
	"fmt"

	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Storable is what payment/channel keeps in its ledger: StoredTerms, Authorize, Offer
// (with the records and acks that the party wants to keep beside it), StoredReceipt,
// Acknowledge or Consent.
type Storable interface {
	stored() *pb.Stored
}

// StoredTerms are a channel's terms with the quote that they followed.
type StoredTerms struct {
	Terms receipt.ChannelTerms
	Quote Quote // or none
}

// StoredReceipt is a receipt with the session table that it is over.
type StoredReceipt struct {
	Receipt    Receipt
	Table      receipt.Table
	BelowFloor typeddata.Amount // paid by the sessions under the floor
}

// Marshal returns the bytes to store. It returns ErrTooLarge or ErrMalformed for what
// Unmarshal would refuse.
func Marshal(v Storable) ([]byte, error) {
	p := v.stored()
	if _, err := decode(p); err != nil {
		return nil, err
	}
	return marshal(p)
}

// Unmarshal reads what Marshal wrote, with the checks of the Read functions. It returns
// ErrTooLarge, ErrMalformed (also for a Storable of another type) or ErrUnknown.
func Unmarshal[T Storable](b []byte) (T, error) {
	var none T
	if len(b) > MaxStored {
		return none, tooLarge(uint64(len(b)), MaxStored)
	}
	p := new(pb.Stored)
	if err := ignoreUnknown.Unmarshal(b, p); err != nil {
		return none, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	v, err := decode(p)
	if err != nil {
		return none, err
	}
	t, ok := v.(T)
	if !ok {
		return none, fmt.Errorf("%w: got %T, want %T", ErrMalformed, v, none)
	}
	return t, nil
}

func (v StoredTerms) stored() *pb.Stored {
	p := &pb.StoredTerms{Terms: termsPB(v.Terms)}
	if !v.Quote.IsZero() {
		p.Quote = v.Quote.pb()
	}
	return &pb.Stored{Message: &pb.Stored_Terms{Terms: p}}
}

func (m Authorize) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Authorization{Authorization: m.pb()}}
}

func (m Offer) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Offer{Offer: m.pb()}}
}

func (v StoredReceipt) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Receipt{Receipt: &pb.StoredReceipt{
		Receipt: v.Receipt.pb(), Table: tableBytes(v.Table), BelowFloor: amountBytes(v.BelowFloor),
	}}}
}

func (m Acknowledge) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Acknowledge{Acknowledge: m.pb()}}
}

func (m Consent) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Consent{Consent: m.pb()}}
}

func (d *decoder) stored(p *pb.Stored) any {
	switch m := p.Message.(type) {
	case *pb.Stored_Terms:
		return d.storedTerms(m.Terms)
	case *pb.Stored_Authorization:
		return d.authorize(m.Authorization)
	case *pb.Stored_Offer:
		return d.offer(m.Offer)
	case *pb.Stored_Receipt:
		return d.storedReceipt(m.Receipt)
	case *pb.Stored_Acknowledge:
		return Acknowledge{d.ack("ack", m.Acknowledge.GetAck())}
	case *pb.Stored_Consent:
		return d.consent(m.Consent)
	}
	return nil
}

func (d *decoder) storedTerms(p *pb.StoredTerms) StoredTerms {
	v := StoredTerms{Terms: d.terms(p.GetTerms())}
	if p.GetQuote() != nil {
		v.Quote = d.quote(p.GetQuote())
	}
	return v
}

func (d *decoder) storedReceipt(p *pb.StoredReceipt) StoredReceipt {
	return StoredReceipt{
		Receipt:    d.receipt(p.GetReceipt()),
		Table:      d.table("table", p.GetTable()),
		BelowFloor: d.amount("below_floor", p.GetBelowFloor()),
	}
}
