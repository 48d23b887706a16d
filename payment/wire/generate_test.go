package wire

import (
	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// gen draws messages of every kind with any content that is allowed.
type gen struct{ *rapid.T }

func (g gen) message() Message {
	all := []func() Message{
		func() Message { return GetQuote{} },
		func() Message { return UseChannel{Terms: g.terms()} },
		func() Message { return UseChannel{g.terms(), g.receipt()} },
		func() Message { return g.authorize() },
		func() Message { return Count{g.uint(), g.counts()} },
		func() Message { return g.receipt() },
		func() Message {
			return Refuse{channel.RefuseCode(g.reason()), g.text(MaxText), g.uint(), g.uint(), g.uint(), g.uint()}
		},
		func() Message { return EndSession{g.uint()} },
		func() Message { return AskClose{g.hash()} },
		func() Message { return g.quote() },
		func() Message { return g.channelReady() },
		func() Message { return Session{g.uint(), g.credentials(), g.credentials(), g.uint(), g.uint()} },
		func() Message { return Ask{g.uint(), g.uint()} },
		func() Message { return g.offer() },
		func() Message { return SessionEnded{g.uint(), channel.EndReason(g.reason()), g.text(MaxText)} },
		func() Message { return g.consent() },
		func() Message { return Error{Code(g.number()), g.text(MaxText), g.uint()} },
		func() Message { return AckHello{g.hash(), g.uint(), g.bytes(MinAckToken, MaxAckToken)} },
		func() Message { return Acknowledge{g.ack()} },
		func() Message { return AckOK{g.uint()} },
		func() Message { return AckAsk{g.uint()} },
		func() Message { return AckError{Code(g.number()), g.text(MaxText)} },
		func() Message { return MeetListen{MeetToken(g.hash())} },
		func() Message { return MeetJoin{MeetToken(g.hash())} },
		func() Message { return MeetOK{} },
		func() Message { return MeetError{Code(g.number()), g.text(MaxText)} },
		func() Message { return MeetData{g.bytes(1, MaxPayload)} },
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(g.T, "kind")]()
}

func (g gen) storable() Storable {
	all := []func() Storable{
		func() Storable { return StoredTerms{g.terms(), g.quote().Quote} },
		func() Storable { return g.authorize() },
		func() Storable {
			r := g.signedReceipt()
			return StoredOffer{receipt.Offer(r.Receipt), r.Table, r.Below, r.Range}
		},
		func() Storable { return StoredReceipt(g.signedReceipt()) },
		func() Storable { return g.receipt() },
		func() Storable { return Acknowledge{g.ack()} },
		func() Storable { return g.consent() },
		func() Storable { return Consent{CloseConsent: g.consent().CloseConsent} },
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(g.T, "kind")]()
}

func (g gen) bytes(least, most int) []byte {
	return rapid.SliceOfN(rapid.Byte(), least, most).Draw(g.T, "bytes")
}

func (g gen) text(most int) string { return rapid.StringN(-1, -1, most).Draw(g.T, "text") }
func (g gen) uint() uint64         { return rapid.Uint64().Draw(g.T, "uint") }
func (g gen) bool() bool           { return rapid.Bool().Draw(g.T, "bool") }
func (g gen) number() uint32       { return rapid.Uint32Min(1).Draw(g.T, "number") }
func (g gen) reason() uint8        { return rapid.Uint8Min(1).Draw(g.T, "reason") }
func (g gen) hash() common.Hash    { return common.Hash(g.bytes(32, 32)) }

func (g gen) address() common.Address { return common.Address(g.bytes(20, 20)) }

func (g gen) amount() typeddata.Amount {
	a, err := typeddata.AmountFromBytes(g.bytes(typeddata.AmountSize, typeddata.AmountSize))
	if err != nil {
		panic(err)
	}
	return a
}

func (g gen) signature() typeddata.Signature {
	s := typeddata.Signature(g.bytes(typeddata.SignatureSize, typeddata.SignatureSize))
	s[0] |= 1 // not "none"
	return s
}

func (g gen) terms() receipt.ChannelTerms {
	t := receipt.ChannelTerms{
		Payer: g.address(), Signer: g.address(), Payee: g.address(), Closer: g.address(),
		CreditCap: g.amount(), OpenBy: g.uint() & receipt.MaxOpenBy, Salt: g.uint() & receipt.MaxSalt,
	}
	t.Signer[0] |= 1
	t.Payee[0] |= 1
	return t
}

func (g gen) quote() Quote {
	return Quote{receipt.Quote{
		Payee: g.address(), Closer: g.address(), NodeKey: g.address(),
		CreditCap: g.amount(), W0: g.amount(), PricePerGiB: g.amount(), FlatPrice: g.amount(),
		EpsPermille: uint16(g.number()), Expiry: g.uint(),
	}, g.signature()}
}

func (g gen) authorize() Authorize {
	return Authorize{channel.Authorization{SessionAuthorization: receipt.SessionAuthorization{
		ChannelID: g.hash(), SessionID: g.uint(), KeyA: g.address(), KeyB: g.address(),
		Tariff: price.Tariff{PerGiB: g.amount(), Flat: g.amount(), Max: g.amount()}, AckDeadline: g.uint(),
	}, Signature: g.signature(), RelayCounted: g.bool(), PayerIsA: g.bool(), AddressAndPortFiltering: g.bool()}}
}

func (g gen) counts() ack.Counts {
	return ack.Counts{SentBytes: g.uint(), RecvBytes: g.uint(), SentPackets: g.uint(), RecvPackets: g.uint()}
}

func (g gen) state() receipt.State {
	return receipt.State{LogSize: g.uint(), LogRoot: g.hash(), SessionsHash: g.hash()}
}

func (g gen) receipt() Receipt {
	return Receipt{receipt.Receipt{ChannelID: g.hash(), CumAmount: g.amount(), State: g.state()}, g.signature()}
}

func (g gen) consent() Consent {
	return Consent{receipt.CloseConsent{ChannelID: g.hash(), AtLeast: g.amount()}, g.signature()}
}

func (g gen) table() receipt.Table {
	t := receipt.Table{Floor: g.uint()}
	for id := t.Floor; id != 0 && len(t.Rows) < 4 && g.bool(); id++ {
		t = t.With(id, g.amount())
	}
	return t
}

func (g gen) ack() ack.Signed {
	side := ack.Side(rapid.IntRange(0, 1).Draw(g.T, "side"))
	return ack.Signed{
		DeliveryAck: ack.DeliveryAck{
			ChannelID: g.hash(), SessionID: g.uint(), Side: side, Counts: g.counts(), Evidence: g.hash(),
		},
		Signature: g.signature(),
	}
}

func (g gen) record() record.Record {
	r := record.Record{
		Type:    record.Type(rapid.IntRange(2, 4).Draw(g.T, "type")),
		BasisAB: record.Basis(rapid.IntRange(0, 3).Draw(g.T, "basis")),
		BasisBA: record.Basis(rapid.IntRange(0, 3).Draw(g.T, "basis")),
		SentAB:  g.uint() >> 1, RecvAB: g.uint() >> 1, SentBA: g.uint() >> 1, RecvBA: g.uint() >> 1,
		EpsPermille: uint8(g.number()), SessionID: g.uint(), StartMs: g.uint() >> 1, Paid: g.amount(),
		AuthHash: g.hash(), AckA: g.hash(), AckB: g.hash(),
		Salt: [record.SaltSize]byte(g.bytes(record.SaltSize, record.SaltSize)),
	}
	r.EndMs = r.StartMs + g.uint()>>1
	return r
}

func (g gen) offer() Offer {
	o := Offer{channel.SignedOffer{
		Offer: receipt.Offer{ChannelID: g.hash(), CumAmount: g.amount(), State: g.state()}, Signature: g.signature(),
		Table: g.table(), Below: g.amount(),
	}}
	for len(o.Records) < 4 && g.bool() {
		o.Records = append(o.Records, g.record())
	}
	for len(o.Acks) < 4 && g.bool() {
		o.Acks = append(o.Acks, g.ack())
	}
	for len(o.Authorizations) < 3 && g.bool() {
		o.Authorizations = append(o.Authorizations, g.authorize().Authorization)
	}
	return o
}

func (g gen) channelReady() ChannelReady {
	m := ChannelReady{
		ChannelID: g.hash(),
		Chain:     channel.ChainView{Deposit: g.amount(), Settled: g.amount(), CloseAt: g.uint(), Final: g.bool()},
		Quote:     g.quote(), LastSessionID: g.uint(), Credit: g.amount(),
	}
	if g.bool() {
		m.Receipt = g.signedReceipt()
	}
	return m
}

func (g gen) signedReceipt() channel.SignedReceipt {
	var log batchlog.Log
	for range rapid.IntRange(0, 9).Draw(g.T, "log size") {
		log = log.Append(g.hash())
	}
	r := g.receipt()
	r.State.LogSize = log.Size()
	return channel.SignedReceipt{
		Receipt: r.Receipt, Signature: r.Signature, Table: g.table(), Below: g.amount(), Range: log.Range(),
	}
}

func (g gen) credentials() Credentials {
	c := Credentials{
		Username: g.text(MaxUsername), Password: g.text(MaxPassword), Realm: g.text(MaxRealm),
		AckToken: g.bytes(MinAckToken, MaxAckToken),
	}
	for len(c.URIs) < MaxURIs && g.bool() {
		c.URIs = append(c.URIs, g.text(MaxURI))
	}
	return c
}
