package wire

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// PayReply is a message from relay to payer: Quote, ChannelReady, Session, Ask, Offer,
// SessionEnded, Consent or Error.
type PayReply interface {
	Message
	payReply()
}

// Quote is a relay's terms with their signature.
type Quote struct {
	receipt.Quote
	Signature typeddata.Signature // by the node key
}

// ChannelReady is what the relay knows of a channel: all that a payer without memory
// needs.
type ChannelReady struct {
	ChannelID     common.Hash
	Chain         channel.ChainView
	Quote         Quote                 // the one that the channel is served by
	Receipt       channel.SignedReceipt // the newest, or none
	LastSessionID uint64                // the highest authorized, or zero
	Credit        typeddata.Amount      // what may be unpaid now
}

// Credentials are one side's access to a session. They are random, and die with it.
type Credentials struct {
	URIs     []string // of the TURN service (RFC 7065)
	Username string
	Password string
	Realm    string
	AckToken []byte // for AckHello
}

// Session says that a session began.
type Session struct {
	SessionID uint64
	A, B      Credentials
	Expiry    uint64 // Unix seconds
	Every     uint64 // as in Ask
}

// Ask asks for a Count now, of what has not been told, and from now on whenever Every
// payload bytes passed at the payer's end, both directions together.
type Ask struct {
	SessionID uint64
	Every     uint64
}

// Offer is the relay's bill with all that it rests on.
type Offer struct{ channel.SignedOffer }

// SessionEnded says that a session ended.
type SessionEnded struct {
	SessionID uint64
	Reason    channel.EndReason
	Text      string
}

// Consent is a close consent with its signature.
type Consent struct {
	receipt.CloseConsent
	Signature typeddata.Signature // by the channel's closer
}

// Error is the relay's refusal; on the payer's side it is an error to return.
type Error struct {
	Code      Code
	Text      string
	SessionID uint64 // the session it is about, or zero
}

// Error implements error. The text is a stranger's, hence quoted.
func (e Error) Error() string { return refusal(e.Code, e.Text) }

func refusal(c Code, text string) string { return fmt.Sprintf("wire: relay refused: %s %q", c, text) }

func (Quote) payReply()        {}
func (ChannelReady) payReply() {}
func (Session) payReply()      {}
func (Ask) payReply()          {}
func (Offer) payReply()        {}
func (SessionEnded) payReply() {}
func (Consent) payReply()      {}
func (Error) payReply()        {}

func (m Quote) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Quote{Quote: m.pb()}}
}

func (m ChannelReady) envelope() proto.Message {
	ready := &pb.ChannelReady{
		ChannelId: m.ChannelID[:],
		Deposit:   amountBytes(m.Chain.Deposit), Settled: amountBytes(m.Chain.Settled),
		CloseAt: m.Chain.CloseAt, Final: m.Chain.Final,
		Quote:         m.Quote.pb(),
		LastSessionId: m.LastSessionID,
		Credit:        amountBytes(m.Credit),
	}
	if !m.Receipt.IsZero() {
		ready.Receipt = StoredReceipt(m.Receipt).pb()
	}
	return &pb.PayReply{Message: &pb.PayReply_ChannelReady{ChannelReady: ready}}
}

func (m Session) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Session{Session: &pb.Session{
		SessionId: m.SessionID, A: m.A.pb(), B: m.B.pb(), Expiry: m.Expiry, Every: m.Every,
	}}}
}

func (m Ask) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Ask{Ask: &pb.Ask{SessionId: m.SessionID, Every: m.Every}}}
}

func (m Offer) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Offer{Offer: m.pb()}}
}

func (m SessionEnded) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_SessionEnded{SessionEnded: &pb.SessionEnded{
		SessionId: m.SessionID, Reason: pb.EndReason(m.Reason), Text: m.Text,
	}}}
}

func (m Consent) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Consent{Consent: m.pb()}}
}

func (e Error) envelope() proto.Message {
	return &pb.PayReply{Message: &pb.PayReply_Error{Error: &pb.Error{
		Code: pb.Code(e.Code), Text: e.Text, SessionId: e.SessionID,
	}}}
}

func (d *decoder) payReply(p *pb.PayReply) any {
	switch m := p.Message.(type) {
	case *pb.PayReply_Quote:
		return d.quote(m.Quote)
	case *pb.PayReply_ChannelReady:
		return d.channelReady(m.ChannelReady)
	case *pb.PayReply_Session:
		return d.session(m.Session)
	case *pb.PayReply_Ask:
		return Ask{SessionID: m.Ask.GetSessionId(), Every: m.Ask.GetEvery()}
	case *pb.PayReply_Offer:
		return d.offer(m.Offer)
	case *pb.PayReply_SessionEnded:
		return d.sessionEnded(m.SessionEnded)
	case *pb.PayReply_Consent:
		return Consent{d.consent(m.Consent), d.signature("consent.signature", m.Consent.GetSignature())}
	case *pb.PayReply_Error:
		return d.refusal(m.Error)
	}
	return nil
}

func (m Quote) pb() *pb.Quote {
	return &pb.Quote{
		Payee: m.Payee[:], Closer: m.Closer[:], NodeKey: m.NodeKey[:],
		CreditCap: amountBytes(m.CreditCap), W0: amountBytes(m.W0),
		PricePerGib: amountBytes(m.PricePerGiB), FlatPrice: amountBytes(m.FlatPrice),
		EpsPermille: uint32(m.EpsPermille), Expiry: m.Expiry,
		Signature: m.Signature[:],
	}
}

func (d *decoder) quote(p *pb.Quote) Quote {
	return Quote{Quote: d.quoteTerms(p), Signature: d.signature("quote.signature", p.GetSignature())}
}

func (d *decoder) quoteTerms(p *pb.Quote) receipt.Quote {
	return receipt.Quote{
		Payee:       d.address("quote.payee", p.GetPayee()),
		Closer:      d.address("quote.closer", p.GetCloser()),
		NodeKey:     d.address("quote.node_key", p.GetNodeKey()),
		CreditCap:   d.amount("quote.credit_cap", p.GetCreditCap()),
		W0:          d.amount("quote.w0", p.GetW0()),
		PricePerGiB: d.amount("quote.price_per_gib", p.GetPricePerGib()),
		FlatPrice:   d.amount("quote.flat_price", p.GetFlatPrice()),
		EpsPermille: d.uint16("quote.eps_permille", p.GetEpsPermille()),
		Expiry:      p.GetExpiry(),
	}
}

func (d *decoder) channelReady(p *pb.ChannelReady) ChannelReady {
	m := ChannelReady{
		ChannelID: d.hash("channel_id", p.GetChannelId()),
		Chain: channel.ChainView{
			Deposit: d.amount("deposit", p.GetDeposit()),
			Settled: d.amount("settled", p.GetSettled()),
			CloseAt: p.GetCloseAt(),
			Final:   p.GetFinal(),
		},
		Quote:         d.quote(p.GetQuote()),
		LastSessionID: p.GetLastSessionId(),
		Credit:        d.amount("credit", p.GetCredit()),
	}
	if p.GetReceipt() != nil {
		m.Receipt = channel.SignedReceipt(d.storedReceipt(p.GetReceipt()))
	}
	return m
}

// logRange reads a compact range that fits a log of this size.
func (d *decoder) logRange(field string, size uint64, b []byte) []common.Hash {
	var peaks []common.Hash
	for entry := range d.list(field, b, common.HashLength, MaxLogRange) {
		peaks = append(peaks, common.Hash(entry))
	}
	_, err := batchlog.Restore(size, peaks)
	d.fail(field, err)
	return peaks
}

func rangeBytes(peaks []common.Hash) []byte {
	b := make([]byte, 0, len(peaks)*common.HashLength)
	for _, h := range peaks {
		b = append(b, h[:]...)
	}
	return b
}

func (c Credentials) pb() *pb.Credentials {
	return &pb.Credentials{
		TurnUris: c.URIs, Username: c.Username, Password: c.Password,
		Realm: c.Realm, AckToken: c.AckToken,
	}
}

func (d *decoder) session(p *pb.Session) Session {
	return Session{
		SessionID: p.GetSessionId(),
		A:         d.credentials("a", p.GetA()),
		B:         d.credentials("b", p.GetB()),
		Expiry:    p.GetExpiry(),
		Every:     p.GetEvery(),
	}
}

func (d *decoder) credentials(field string, p *pb.Credentials) Credentials {
	d.enter(field)
	defer d.leave()
	if n := len(p.GetTurnUris()); n > MaxURIs {
		d.fail("turn_uris", fmt.Errorf("got %d, want at most %d", n, MaxURIs))
	}
	for _, uri := range p.GetTurnUris() {
		d.text("turn_uris", uri, MaxURI)
	}
	d.size("ack_token", len(p.GetAckToken()), MinAckToken, MaxAckToken)
	return Credentials{
		URIs:     p.GetTurnUris(),
		Username: d.text("username", p.GetUsername(), MaxUsername),
		Password: d.text("password", p.GetPassword(), MaxPassword),
		Realm:    d.text("realm", p.GetRealm(), MaxRealm),
		AckToken: p.GetAckToken(),
	}
}

func (m Offer) pb() *pb.Offer {
	p := &pb.Offer{
		ChannelId: m.ChannelID[:], CumAmount: amountBytes(m.CumAmount),
		State: statePB(m.State), Signature: m.Signature[:],
		Table: tableBytes(m.Table), BelowFloor: amountBytes(m.Below),
	}
	for _, r := range m.Records {
		p.Records = r.Append(p.Records)
	}
	for _, a := range m.Acks {
		p.Acks = appendAck(p.Acks, a)
	}
	for _, a := range m.Authorizations {
		p.Authorizations = appendAuthorization(p.Authorizations, a)
	}
	return p
}

func (d *decoder) offer(p *pb.Offer) Offer {
	return Offer{channel.SignedOffer{
		Offer:          d.balance("offer", p),
		Signature:      d.signature("offer.signature", p.GetSignature()),
		Records:        d.records("offer.records", p.GetRecords()),
		Acks:           d.acks("offer.acks", p.GetAcks()),
		Authorizations: d.authorizations("offer.authorizations", p.GetAuthorizations()),
		Table:          d.table("offer.table", p.GetTable()),
		Below:          d.amount("offer.below_floor", p.GetBelowFloor()),
	}}
}

func (d *decoder) records(field string, b []byte) []record.Record {
	var records []record.Record
	for entry := range d.list(field, b, record.Size, MaxRecords) {
		r, err := record.Parse(entry)
		d.fail(field, err)
		records = append(records, r)
	}
	return records
}

func (d *decoder) acks(field string, b []byte) []ack.Signed {
	var acks []ack.Signed
	for entry := range d.list(field, b, ackSize, MaxAcks) {
		acks = append(acks, d.ack(field, entry))
	}
	return acks
}

func (d *decoder) authorizations(field string, b []byte) []channel.Authorization {
	var authorizations []channel.Authorization
	for entry := range d.list(field, b, authorizationSize, MaxAuthorizations) {
		authorizations = append(authorizations, d.authorization(field, entry))
	}
	return authorizations
}

func (d *decoder) sessionEnded(p *pb.SessionEnded) SessionEnded {
	return SessionEnded{
		SessionID: p.GetSessionId(),
		Reason:    channel.EndReason(d.reason("reason", int32(p.GetReason()))),
		Text:      d.text("text", p.GetText(), MaxText),
	}
}

func (m Consent) pb() *pb.Consent {
	return &pb.Consent{ChannelId: m.ChannelID[:], AtLeast: amountBytes(m.AtLeast), Signature: m.Signature[:]}
}

func (d *decoder) consent(p *pb.Consent) receipt.CloseConsent {
	return receipt.CloseConsent{
		ChannelID: d.hash("consent.channel_id", p.GetChannelId()),
		AtLeast:   d.amount("consent.at_least", p.GetAtLeast()),
	}
}

func (d *decoder) refusal(p *pb.Error) Error {
	return Error{
		Code:      d.code("code", p.GetCode()),
		Text:      d.text("text", p.GetText(), MaxText),
		SessionID: p.GetSessionId(),
	}
}
