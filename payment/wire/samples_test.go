package wire

import (
	"bytes"
	"math"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Fixed messages, one at least of every kind, whose every byte differs from its
// neighbours, so that two fields swapped show.

func hashOf(n byte) (h common.Hash)              { fill(h[:], n); return }
func addressOf(n byte) (a common.Address)        { fill(a[:], n); return }
func signatureOf(n byte) (s typeddata.Signature) { fill(s[:], n); return }

func fill(b []byte, n byte) {
	for i := range b {
		b[i] = n + byte(i)
	}
}

func amountOf(s string) typeddata.Amount {
	a, err := typeddata.ParseAmount(s)
	if err != nil {
		panic(err)
	}
	return a
}

var (
	sampleQuote = Quote{
		Quote: receipt.Quote{
			Payee: addressOf(1), Closer: addressOf(2), NodeKey: addressOf(3),
			CreditCap: typeddata.NewAmount(4096), W0: typeddata.NewAmount(64),
			PricePerGiB: amountOf("1000000000000000000"), FlatPrice: typeddata.NewAmount(7),
			EpsPermille: 20, Expiry: 1800000000,
		},
		Signature: signatureOf(4),
	}
	sampleTerms = receipt.ChannelTerms{
		Payer: addressOf(5), Signer: addressOf(6), Payee: addressOf(1), Closer: addressOf(2),
		CreditCap: typeddata.NewAmount(4096), OpenBy: receipt.MaxOpenBy, Salt: receipt.MaxSalt,
	}
	sampleAuthorize = Authorize{channel.Authorization{
		SessionAuthorization: receipt.SessionAuthorization{
			ChannelID: hashOf(7), SessionID: 1<<62 + 1, KeyB: addressOf(8),
			Tariff: price.Tariff{
				PerGiB: amountOf("1000000000000000000"), Flat: typeddata.NewAmount(7), Max: typeddata.MaxAmount(),
			},
			AckDeadline: 1800000001,
		},
		Signature: signatureOf(9), RelayCounted: true, AddressAndPortFiltering: true,
	}}
	sampleState   = receipt.State{LogSize: 3, LogRoot: hashOf(10), SessionsHash: hashOf(11)}
	sampleReceipt = Receipt{
		Receipt:   receipt.Receipt{ChannelID: hashOf(7), CumAmount: typeddata.NewAmount(300), State: sampleState},
		Signature: signatureOf(12),
	}
	sampleTable = receipt.Table{Floor: 5, Rows: []receipt.Row{
		{SessionID: 5, Paid: typeddata.NewAmount(100)}, {SessionID: 1<<62 + 1, Paid: typeddata.NewAmount(150)},
	}}
	sampleAck = ack.Signed{
		DeliveryAck: ack.DeliveryAck{
			ChannelID: hashOf(7), SessionID: 1<<62 + 1, Side: ack.B,
			Counts:   ack.Counts{SentBytes: 1, RecvBytes: math.MaxUint64, SentPackets: 3, RecvPackets: 4},
			Evidence: hashOf(13),
		},
		Signature: signatureOf(14),
	}
	sampleRecord = record.Record{
		Type: record.Traffic, BasisAB: record.ReceiverSigned, BasisBA: record.PayerCounted, EpsPermille: 20,
		SessionID: 1<<62 + 1, StartMs: 1790000000000, EndMs: 1790000001000,
		SentAB: 5, RecvAB: 6, SentBA: 7, RecvBA: 8, Paid: typeddata.NewAmount(150),
		AuthHash: hashOf(15), AckB: hashOf(16), Salt: [record.SaltSize]byte{17},
	}
	sampleOffer = Offer{channel.SignedOffer{
		Offer:     receipt.Offer{ChannelID: hashOf(7), CumAmount: typeddata.NewAmount(300), State: sampleState},
		Signature: signatureOf(18),
		Records: []record.Record{
			record.NewOpen(hashOf(7), addressOf(3), 1790000000000, [record.SaltSize]byte{19}), sampleRecord,
		},
		Acks:  []ack.Signed{sampleAck},
		Table: sampleTable, Below: typeddata.NewAmount(50),
		Authorizations: []channel.Authorization{sampleAuthorize.Authorization},
	}}
	sampleSigned = channel.SignedReceipt{
		Receipt: sampleReceipt.Receipt, Signature: sampleReceipt.Signature,
		Table: sampleTable, Below: typeddata.NewAmount(50),
		Range: batchlog.Log{}.Append(hashOf(20), hashOf(21), hashOf(22)).Range(),
	}
	sampleReady = ChannelReady{
		ChannelID: hashOf(7),
		Chain: channel.ChainView{
			Deposit: typeddata.NewAmount(1000), Settled: typeddata.NewAmount(200), CloseAt: 1800000002, Final: true,
		},
		Quote: sampleQuote, Receipt: sampleSigned, LastSessionID: 1<<62 + 1, Credit: typeddata.NewAmount(128),
	}
	sampleSession = Session{
		SessionID: 1<<62 + 1, Expiry: 1800000003, Every: 16384,
		A: Credentials{
			URIs:     []string{"turn:192.0.2.1:3478?transport=udp", "turn:[2001:db8::1]:3478?transport=tcp"},
			Username: "a", Password: "secret", Realm: "portage", AckToken: bytes.Repeat([]byte{23}, MinAckToken),
		},
		B: Credentials{Username: "b", Password: "geheim", Realm: "portage", AckToken: bytes.Repeat([]byte{24}, MinAckToken)},
	}
	sampleConsent = Consent{
		CloseConsent: receipt.CloseConsent{ChannelID: hashOf(7), AtLeast: typeddata.NewAmount(300)},
		Signature:    signatureOf(25),
	}
)

var samples = []Message{
	GetQuote{},
	UseChannel{Terms: sampleTerms},
	UseChannel{Terms: sampleTerms, Receipt: sampleReceipt},
	sampleAuthorize,
	Count{SessionID: 9, Counts: ack.Counts{SentBytes: 1, RecvBytes: 2, SentPackets: 3, RecvPackets: 4}},
	sampleReceipt,
	Refuse{Code: channel.RefuseOverCount, Text: "more than arrived", LogSize: 3, SessionID: 9, RecvAB: 1, RecvBA: 2},
	EndSession{SessionID: 9},
	AskClose{ChannelID: hashOf(7)},

	sampleQuote,
	ChannelReady{ChannelID: hashOf(7), Chain: channel.ChainView{Deposit: typeddata.NewAmount(1000)}, Quote: sampleQuote, Credit: typeddata.NewAmount(64)},
	sampleReady,
	sampleSession,
	Ask{SessionID: 9, Every: 32768},
	sampleOffer,
	SessionEnded{SessionID: 9, Reason: channel.EndMaxAmount, Text: "maxAmount reached"},
	sampleConsent,
	Error{Code: CodeLowDeposit, Text: "deposit 1, want 2", SessionID: 9},

	AckHello{ChannelID: hashOf(7), SessionID: 9, AckToken: bytes.Repeat([]byte{24}, MinAckToken)},
	Acknowledge{sampleAck},
	AckOK{},
	AckOK{Every: 16384},
	AckAsk{Every: 32768},
	AckError{Code: CodeUnauthenticated},

	MeetListen{Token: MeetToken(hashOf(26))},
	MeetJoin{Token: MeetToken(hashOf(26))},
	MeetOK{},
	MeetError{Code: CodeNobody, Text: "nobody waits"},
	MeetData{Payload: []byte("noise")},
}

var storables = []Storable{
	StoredTerms{Channel: sampleTerms, Quote: sampleQuote.Quote},
	sampleAuthorize,
	StoredOffer{Offer: sampleOffer.Offer, Table: sampleTable, Below: typeddata.NewAmount(50), Range: sampleSigned.Range},
	StoredReceipt(sampleSigned),
	sampleReceipt,
	Acknowledge{sampleAck},
	sampleConsent,
	Consent{CloseConsent: sampleConsent.CloseConsent},
}

// longest holds the longest message of every envelope.
func longest() []Message {
	text := strings.Repeat("x", MaxText)
	offer := sampleOffer
	offer.CumAmount, offer.State.LogSize = typeddata.MaxAmount(), math.MaxUint64
	offer.Records, offer.Acks, offer.Table = nil, nil, receipt.Table{}
	for range MaxRecords {
		offer.Records = append(offer.Records, sampleRecord)
	}
	for range MaxAcks {
		offer.Acks = append(offer.Acks, sampleAck)
	}
	for i := range uint64(MaxRows) {
		offer.Table = offer.Table.With(i, typeddata.MaxAmount())
	}
	ready := sampleReady
	ready.Receipt.Table, ready.Receipt.State.LogSize, ready.Receipt.Range = offer.Table, math.MaxInt64, fullLog().Range()
	for range MaxAuthorizations - 1 {
		offer.Authorizations = append(offer.Authorizations, sampleAuthorize.Authorization)
	}
	uris := make([]string, MaxURIs)
	for i := range uris {
		uris[i] = strings.Repeat("x", MaxURI)
	}
	c := Credentials{
		URIs: uris, Username: strings.Repeat("x", MaxUsername), Password: strings.Repeat("x", MaxPassword),
		Realm: strings.Repeat("x", MaxRealm), AckToken: make([]byte, MaxAckToken),
	}
	hello := AckHello{hashOf(7), math.MaxUint64, make([]byte, MaxAckToken)}
	return []Message{
		Refuse{math.MaxUint8, text, math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64},
		offer, ready, Session{math.MaxUint64, c, c, math.MaxUint64, math.MaxUint64}, Ask{math.MaxUint64, math.MaxUint64},
		SessionEnded{math.MaxUint64, math.MaxUint8, text}, Error{math.MaxInt32, text, math.MaxUint64},
		hello, Acknowledge{sampleAck}, AckOK{math.MaxUint64}, AckAsk{math.MaxUint64}, AckError{math.MaxInt32, text},
		MeetError{math.MaxInt32, text}, MeetData{make([]byte, MaxPayload)},
	}
}

// fullLog returns a log of 2^63-1 records, whose compact range is the longest.
func fullLog() batchlog.Log {
	log, err := batchlog.Restore(math.MaxInt64, make([]common.Hash, MaxLogRange))
	if err != nil {
		panic(err)
	}
	return log
}
