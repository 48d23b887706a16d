package wire

import (
	"fmt"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire/pb"
)

// Storable is what a party keeps of a channel in its ledger: StoredTerms, Authorize,
// StoredOffer, StoredReceipt, Acknowledge, Consent (signed or not), or Receipt (that a
// payer handed back).
type Storable interface {
	stored() *pb.Stored
}

// StoredTerms, StoredOffer and StoredReceipt are payment/channel's types as they are
// stored.
type (
	StoredTerms   channel.Terms
	StoredOffer   channel.StoredOffer
	StoredReceipt channel.SignedReceipt
)

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
	q := Quote{Quote: v.Quote}.pb()
	q.Signature = nil
	return &pb.Stored{Message: &pb.Stored_Terms{Terms: &pb.StoredTerms{Terms: termsPB(v.Channel), Quote: q}}}
}

func (m Authorize) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Authorization{Authorization: m.pb()}}
}

func (v StoredOffer) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Offer{Offer: &pb.StoredOffer{
		ChannelId: v.Offer.ChannelID[:], CumAmount: amountBytes(v.Offer.CumAmount), State: statePB(v.Offer.State),
		Table: tableBytes(v.Table), BelowFloor: amountBytes(v.Below), LogRange: rangeBytes(v.Range),
	}}}
}

func (v StoredReceipt) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Receipt{Receipt: v.pb()}}
}

func (v StoredReceipt) pb() *pb.StoredReceipt {
	return &pb.StoredReceipt{
		Receipt: Receipt{v.Receipt, v.Signature}.pb(),
		Table:   tableBytes(v.Table), BelowFloor: amountBytes(v.Below), LogRange: rangeBytes(v.Range),
	}
}

func (r Receipt) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Returned{Returned: r.pb()}}
}

func (m Acknowledge) stored() *pb.Stored {
	return &pb.Stored{Message: &pb.Stored_Acknowledge{Acknowledge: m.pb()}}
}

func (m Consent) stored() *pb.Stored {
	p := m.pb()
	if m.Signature.IsZero() {
		p.Signature = nil
	}
	return &pb.Stored{Message: &pb.Stored_Consent{Consent: p}}
}

func (d *decoder) stored(p *pb.Stored) any {
	switch m := p.Message.(type) {
	case *pb.Stored_Terms:
		return d.storedTerms(m.Terms)
	case *pb.Stored_Authorization:
		return Authorize{d.authorization("authorization", m.Authorization.GetAuthorization())}
	case *pb.Stored_Offer:
		return d.storedOffer(m.Offer)
	case *pb.Stored_Receipt:
		return d.storedReceipt(m.Receipt)
	case *pb.Stored_Returned:
		return d.receipt(m.Returned)
	case *pb.Stored_Acknowledge:
		return Acknowledge{d.ack("ack", m.Acknowledge.GetAck())}
	case *pb.Stored_Consent:
		return d.storedConsent(m.Consent)
	}
	return nil
}

func (d *decoder) storedTerms(p *pb.StoredTerms) StoredTerms {
	return StoredTerms{Channel: d.terms(p.GetTerms()), Quote: d.quoteTerms(p.GetQuote())}
}

func (d *decoder) storedOffer(p *pb.StoredOffer) StoredOffer {
	return StoredOffer{
		Offer: d.balance("offer", p),
		Table: d.table("offer.table", p.GetTable()),
		Below: d.amount("offer.below_floor", p.GetBelowFloor()),
		Range: d.logRange("offer.log_range", p.GetState().GetLogSize(), p.GetLogRange()),
	}
}

func (d *decoder) storedReceipt(p *pb.StoredReceipt) StoredReceipt {
	r := d.receipt(p.GetReceipt())
	return StoredReceipt{
		Receipt: r.Receipt, Signature: r.Signature,
		Table: d.table("table", p.GetTable()),
		Below: d.amount("below_floor", p.GetBelowFloor()),
		Range: d.logRange("log_range", r.State.LogSize, p.GetLogRange()),
	}
}

func (d *decoder) storedConsent(p *pb.Consent) Consent {
	c := Consent{CloseConsent: d.consent(p)}
	if len(p.GetSignature()) > 0 {
		c.Signature = d.signature("consent.signature", p.GetSignature())
	}
	return c
}
