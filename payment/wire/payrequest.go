package wire

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// PayRequest is a message from payer to relay: GetQuote, UseChannel, Authorize, Count,
// Receipt, Refuse, EndSession or AskClose.
type PayRequest interface {
	Message
	payRequest()
}

// GetQuote asks for a Quote.
type GetQuote struct{}

// UseChannel announces a channel by its terms, or resumes it. The relay looks on chain
// and answers with ChannelReady or Error.
type UseChannel struct {
	Terms   receipt.ChannelTerms
	Receipt Receipt // the newest that the payer remembers, for a relay that lost it; or none
}

// Authorize opens a session; the relay answers with Session or Error.
type Authorize struct{ channel.Authorization }

// Count tells the payer's own counts as seen from side A, for the directions that it
// counts itself (basis 2): SentBytes are those that it knows to have arrived at B,
// RecvBytes those that arrived at A. Cumulative: the newest replaces all before it.
type Count struct {
	SessionID uint64
	ack.Counts
}

// Receipt is a receipt with its signature; answers an Offer.
type Receipt struct {
	receipt.Receipt
	Signature typeddata.Signature // by the channel's signer
}

// IsZero reports whether there is no receipt.
func (r Receipt) IsZero() bool { return r.Signature.IsZero() }

// Refuse says that the payer does not sign the Offer over LogSize records.
type Refuse struct {
	Code           channel.RefuseCode
	Text           string
	LogSize        uint64
	SessionID      uint64 // the session it is about, or zero
	RecvAB, RecvBA uint64 // the most payload bytes that the payer accepts
}

// EndSession ends a session; the relay answers with SessionEnded.
type EndSession struct{ SessionID uint64 }

// AskClose asks for a Consent.
type AskClose struct{ ChannelID common.Hash }

func (GetQuote) payRequest()   {}
func (UseChannel) payRequest() {}
func (Authorize) payRequest()  {}
func (Count) payRequest()      {}
func (Receipt) payRequest()    {}
func (Refuse) payRequest()     {}
func (EndSession) payRequest() {}
func (AskClose) payRequest()   {}

func (GetQuote) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_GetQuote{GetQuote: &pb.GetQuote{}}}
}

func (m UseChannel) envelope() proto.Message {
	p := &pb.UseChannel{Terms: termsPB(m.Terms)}
	if !m.Receipt.IsZero() {
		p.Receipt = m.Receipt.pb()
	}
	return &pb.PayRequest{Message: &pb.PayRequest_UseChannel{UseChannel: p}}
}

func (m Authorize) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_Authorize{Authorize: m.pb()}}
}

func (m Count) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_Count{Count: &pb.Count{
		SessionId: m.SessionID,
		SentBytes: m.SentBytes, RecvBytes: m.RecvBytes,
		SentPackets: m.SentPackets, RecvPackets: m.RecvPackets,
	}}}
}

func (m Receipt) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_Receipt{Receipt: m.pb()}}
}

func (m Refuse) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_Refuse{Refuse: &pb.Refuse{
		Code: pb.RefuseCode(m.Code), Text: m.Text,
		LogSize: m.LogSize, SessionId: m.SessionID,
		RecvAb: m.RecvAB, RecvBa: m.RecvBA,
	}}}
}

func (m EndSession) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_EndSession{EndSession: &pb.EndSession{SessionId: m.SessionID}}}
}

func (m AskClose) envelope() proto.Message {
	return &pb.PayRequest{Message: &pb.PayRequest_AskClose{AskClose: &pb.AskClose{ChannelId: m.ChannelID[:]}}}
}

func (d *decoder) payRequest(p *pb.PayRequest) any {
	switch m := p.Message.(type) {
	case *pb.PayRequest_GetQuote:
		return GetQuote{}
	case *pb.PayRequest_UseChannel:
		u := UseChannel{Terms: d.terms(m.UseChannel.GetTerms())}
		if p := m.UseChannel.GetReceipt(); p != nil {
			u.Receipt = d.receipt(p)
		}
		return u
	case *pb.PayRequest_Authorize:
		return Authorize{d.authorization("authorization", m.Authorize.GetAuthorization())}
	case *pb.PayRequest_Count:
		return d.countMessage(m.Count)
	case *pb.PayRequest_Receipt:
		return d.receipt(m.Receipt)
	case *pb.PayRequest_Refuse:
		return d.refuse(m.Refuse)
	case *pb.PayRequest_EndSession:
		return EndSession{m.EndSession.GetSessionId()}
	case *pb.PayRequest_AskClose:
		return AskClose{d.hash("channel_id", m.AskClose.GetChannelId())}
	}
	return nil
}

func termsPB(t receipt.ChannelTerms) *pb.ChannelTerms {
	return &pb.ChannelTerms{
		Payer: t.Payer[:], Signer: t.Signer[:], Payee: t.Payee[:], Closer: t.Closer[:],
		CreditCap: amountBytes(t.CreditCap), OpenBy: t.OpenBy, Salt: t.Salt,
	}
}

func (d *decoder) terms(p *pb.ChannelTerms) receipt.ChannelTerms {
	t := receipt.ChannelTerms{
		Payer:     d.address("terms.payer", p.GetPayer()),
		Signer:    d.address("terms.signer", p.GetSigner()),
		Payee:     d.address("terms.payee", p.GetPayee()),
		Closer:    d.address("terms.closer", p.GetCloser()),
		CreditCap: d.amount("terms.credit_cap", p.GetCreditCap()),
		OpenBy:    p.GetOpenBy(),
		Salt:      p.GetSalt(),
	}
	d.fail("terms", t.Check())
	return t
}

func (m Authorize) pb() *pb.Authorize {
	return &pb.Authorize{Authorization: appendAuthorization(nil, m.Authorization)}
}

// authorizationSize is that of a signed authorization in bytes, big-endian:
//
//	  0  channelId   32
//	 32  sessionId   u64
//	 40  keyA        20
//	 60  keyB        20
//	 80  pricePerGiB u96
//	 92  flatPrice   u96
//	104  maxAmount   u96
//	116  ackDeadline u64   Unix seconds of head time
//	124  signature   64
//	188  flags       u8
//	189
const authorizationSize = common.HashLength + 8 + 2*common.AddressLength +
	3*typeddata.AmountSize + 8 + typeddata.SignatureSize + 1

// The flags of an authorization: what the payer asks for beside what it signs.
const (
	flagRelayCounted = 0x01
	flagPayerIsA     = 0x02
	flagFiltering    = 0x04
)

func appendAuthorization(b []byte, a channel.Authorization) []byte {
	b = append(b, a.ChannelID[:]...)
	b = binary.BigEndian.AppendUint64(b, a.SessionID)
	b = append(b, a.KeyA[:]...)
	b = append(b, a.KeyB[:]...)
	b = append(b, amountBytes(a.Tariff.PerGiB)...)
	b = append(b, amountBytes(a.Tariff.Flat)...)
	b = append(b, amountBytes(a.Tariff.Max)...)
	b = binary.BigEndian.AppendUint64(b, a.AckDeadline)
	b = append(b, a.Signature[:]...)
	return append(b, flag(a.RelayCounted, flagRelayCounted)|
		flag(a.PayerIsA, flagPayerIsA)|flag(a.AddressAndPortFiltering, flagFiltering))
}

func flag(set bool, bit byte) byte {
	if set {
		return bit
	}
	return 0
}

func (d *decoder) authorization(field string, b []byte) channel.Authorization {
	if !d.size(field, len(b), authorizationSize, authorizationSize) {
		return channel.Authorization{}
	}
	flags := b[188]
	if unknown := flags &^ (flagRelayCounted | flagPayerIsA | flagFiltering); unknown != 0 {
		d.fail(field, fmt.Errorf("unknown flags %#02x", unknown))
	}
	return channel.Authorization{
		SessionAuthorization: receipt.SessionAuthorization{
			ChannelID: common.Hash(b[:32]),
			SessionID: binary.BigEndian.Uint64(b[32:]),
			KeyA:      common.Address(b[40:60]),
			KeyB:      common.Address(b[60:80]),
			Tariff: price.Tariff{
				PerGiB: d.amount(field, b[80:92]), Flat: d.amount(field, b[92:104]), Max: d.amount(field, b[104:116]),
			},
			AckDeadline: binary.BigEndian.Uint64(b[116:]),
		},
		Signature:               d.signature(field, b[124:188]),
		RelayCounted:            flags&flagRelayCounted != 0,
		PayerIsA:                flags&flagPayerIsA != 0,
		AddressAndPortFiltering: flags&flagFiltering != 0,
	}
}

func (d *decoder) countMessage(p *pb.Count) Count {
	return Count{p.GetSessionId(), ack.Counts{
		SentBytes: p.GetSentBytes(), RecvBytes: p.GetRecvBytes(),
		SentPackets: p.GetSentPackets(), RecvPackets: p.GetRecvPackets(),
	}}
}

func (m Receipt) pb() *pb.Receipt {
	return &pb.Receipt{
		ChannelId: m.ChannelID[:], CumAmount: amountBytes(m.CumAmount),
		State: statePB(m.State), Signature: m.Signature[:],
	}
}

func (d *decoder) receipt(p *pb.Receipt) Receipt {
	return Receipt{receipt.Receipt(d.balance("receipt", p)), d.signature("receipt.signature", p.GetSignature())}
}

// balance is what offers and receipts say.
type balance interface {
	GetChannelId() []byte
	GetCumAmount() []byte
	GetState() *pb.State
}

func (d *decoder) balance(field string, p balance) receipt.Offer {
	d.enter(field)
	defer d.leave()
	return receipt.Offer{
		ChannelID: d.hash("channel_id", p.GetChannelId()),
		CumAmount: d.amount("cum_amount", p.GetCumAmount()),
		State:     d.state("state", p.GetState()),
	}
}

func statePB(s receipt.State) *pb.State {
	return &pb.State{LogSize: s.LogSize, LogRoot: s.LogRoot[:], SessionsHash: s.SessionsHash[:]}
}

func (d *decoder) state(field string, p *pb.State) receipt.State {
	d.enter(field)
	defer d.leave()
	return receipt.State{
		LogSize:      p.GetLogSize(),
		LogRoot:      d.hash("log_root", p.GetLogRoot()),
		SessionsHash: d.hash("sessions_hash", p.GetSessionsHash()),
	}
}

func (d *decoder) refuse(p *pb.Refuse) Refuse {
	return Refuse{
		Code:    channel.RefuseCode(d.reason("code", int32(p.GetCode()))),
		Text:    d.text("text", p.GetText(), MaxText),
		LogSize: p.GetLogSize(), SessionID: p.GetSessionId(),
		RecvAB: p.GetRecvAb(), RecvBA: p.GetRecvBa(),
	}
}
