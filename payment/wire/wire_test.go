package wire

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/crypto"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// readAs reads a message of the envelope that m travels in.
func readAs(m Message, r Reader) (Message, error) {
	switch m.(type) {
	case PayRequest:
		return ReadPayRequest(r)
	case PayReply:
		return ReadPayReply(r)
	case AckRequest:
		return ReadAckRequest(r)
	case AckReply:
		return ReadAckReply(r)
	case MeetMessage:
		return ReadMeetMessage(r)
	}
	panic(fmt.Sprintf("%T travels nowhere", m))
}

// written returns the bytes of a message as Write writes them.
func written(t interface{ Fatalf(string, ...any) }, m Message) []byte {
	var b bytes.Buffer
	if err := Write(&b, m); err != nil {
		t.Fatalf("Write(%T): %v", m, err)
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := gen{t}.message()
		got, err := readAs(m, bytes.NewReader(written(t, m)))
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Fatalf("got %+v, %v, want %+v", got, err, m)
		}
	})
}

// A stream hands out bytes as it likes, and one message is not read into the next.
func TestReadsPartialReads(t *testing.T) {
	readers := map[string]func(io.Reader) io.Reader{
		"whole":      func(r io.Reader) io.Reader { return r },
		"one byte":   iotest.OneByteReader,
		"half":       iotest.HalfReader,
		"with error": iotest.DataErrReader,
	}
	for name, partial := range readers {
		t.Run(name, func(t *testing.T) {
			for _, m := range append(longest(), samples...) {
				b := written(t, m)
				r := bufio.NewReaderSize(partial(bytes.NewReader(append(b, b...))), 16)
				for range 2 {
					if got, err := readAs(m, r); err != nil || !reflect.DeepEqual(got, m) {
						t.Fatalf("got %+v, %v, want %+v", got, err, m)
					}
				}
				if got, err := readAs(m, r); err != io.EOF {
					t.Errorf("%T: at the end got %v, %v, want io.EOF", m, got, err)
				}
			}
		})
	}
}

func TestEveryTruncationFails(t *testing.T) {
	for _, m := range samples {
		b := written(t, m)
		for n := range b {
			want := io.ErrUnexpectedEOF
			if n == 0 {
				want = io.EOF
			}
			if got, err := readAs(m, bufio.NewReader(bytes.NewReader(b[:n]))); err != want {
				t.Errorf("%T: %d of %d bytes: got %v, %v, want %v", m, n, len(b), got, err, want)
			}
		}
	}
}

// Truncated within its envelope, a message is malformed: the stream did not end.
func TestEveryTruncatedBodyFails(t *testing.T) {
	for _, m := range samples {
		body, err := proto.Marshal(m.envelope())
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n < len(body); n++ {
			if got, err := readAs(m, bytes.NewReader(frame(body[:n]))); !errors.Is(err, ErrMalformed) {
				t.Errorf("%T: %d of %d bytes: got %v, %v, want %v", m, n, len(body), got, err, ErrMalformed)
			}
		}
	}
}

func frame(body []byte) []byte { return protowire.AppendBytes(nil, body) }

func TestReaderErrorPasses(t *testing.T) {
	broken := errors.New("reset")
	b := written(t, sampleQuote)
	for n := range b {
		r := bufio.NewReader(io.MultiReader(bytes.NewReader(b[:n]), iotest.ErrReader(broken)))
		if _, err := ReadPayReply(r); !errors.Is(err, broken) {
			t.Errorf("after %d bytes: got %v, want %v", n, err, broken)
		}
	}
}

// Every bound holds its longest message; a length beyond it is refused before a byte
// of the body is asked for.
func TestBounds(t *testing.T) {
	for _, m := range longest() {
		written(t, m)
	}
	for _, m := range []Message{GetQuote{}, sampleQuote, AckHello{}, AckOK{}, MeetOK{}} {
		most := uint64(bound(m.envelope()))
		for _, size := range []uint64{most + 1, 1 << 31, math.MaxUint64} {
			r := bytes.NewReader(append(protowire.AppendVarint(nil, size), "body"...))
			if _, err := readAs(m, r); !errors.Is(err, ErrTooLarge) {
				t.Errorf("%T: size %d: got %v, want %v", m, size, err, ErrTooLarge)
			}
			if r.Len() != len("body") {
				t.Errorf("%T: size %d: read %d bytes of the body", m, size, len("body")-r.Len())
			}
		}
		r := bytes.NewReader(protowire.AppendVarint(nil, most))
		if _, err := readAs(m, r); err != io.ErrUnexpectedEOF {
			t.Errorf("%T: size %d: got %v, want %v", m, most, err, io.ErrUnexpectedEOF)
		}
	}
}

func TestOverlongLength(t *testing.T) {
	b := bytes.Repeat([]byte{0xff}, 20)
	if _, err := ReadPayRequest(bytes.NewReader(b)); !errors.Is(err, ErrMalformed) {
		t.Errorf("got %v, want %v", err, ErrMalformed)
	}
}

// A later version may add fields, which are ignored, and messages, after which the
// stream goes on.
func TestForwardCompatibility(t *testing.T) {
	const later = 1000
	for _, m := range samples {
		body, err := proto.Marshal(m.envelope())
		if err != nil {
			t.Fatal(err)
		}
		field := protowire.AppendVarint(protowire.AppendTag(nil, later, protowire.VarintType), 1)
		got, err := readAs(m, bytes.NewReader(frame(append(body, field...))))
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("unknown field: got %+v, %v, want %+v", got, err, m)
		}
		r := bytes.NewReader(append(append(frame(field), frame(nil)...), written(t, m)...))
		for range 2 {
			if got, err := readAs(m, r); !errors.Is(err, ErrUnknown) {
				t.Errorf("unknown message: got %v, %v, want %v", got, err, ErrUnknown)
			}
		}
		if got, err := readAs(m, r); err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("after it: got %+v, %v, want %+v", got, err, m)
		}
	}
}

// elastic names the bytes fields that have no fixed size.
var elastic = map[protoreflect.Name]bool{"ack_token": true, "payload": true}

// maybe names the fields that may be empty: lists, and what a ledger need not hold.
var maybe = map[protoreflect.FullName]bool{
	"portage.v1.Offer.records": true, "portage.v1.Offer.acks": true, "portage.v1.Offer.authorizations": true,
	"portage.v1.Consent.signature": true,
}

// Every field of a fixed size is refused with a byte more, a byte less and none, and
// every text when it is too long; the error names message and field.
func TestEveryFieldIsChecked(t *testing.T) {
	for _, m := range samples {
		testFields(t, m, m.envelope())
	}
	for _, v := range storables {
		testFields(t, v, v.stored())
	}
}

func testFields(t *testing.T, v any, envelope proto.Message) {
	eachField(envelope.ProtoReflect(), func(owner protoreflect.Message, f protoreflect.FieldDescriptor) {
		for _, bad := range badValues(owner, f) {
			good := owner.Get(f)
			owner.Set(f, bad)
			got, err := decode(envelope)
			if !errors.Is(err, ErrMalformed) || !names(err, v, f) {
				t.Errorf("%T: %s = %v: got %v, %v, want %v and the field's name", v, f.Name(), bad, got, err, ErrMalformed)
			}
			owner.Set(f, good)
		}
	})
}

func names(err error, v any, f protoreflect.FieldDescriptor) bool {
	return strings.Contains(err.Error(), fmt.Sprintf("%T", v)) && strings.Contains(err.Error(), string(f.Name()))
}

func eachField(m protoreflect.Message, visit func(protoreflect.Message, protoreflect.FieldDescriptor)) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Kind() == protoreflect.MessageKind:
			eachField(v.Message(), visit)
		default:
			visit(m, f)
		}
		return true
	})
}

func badValues(owner protoreflect.Message, f protoreflect.FieldDescriptor) []protoreflect.Value {
	switch {
	case f.IsList(): // turn_uris
		return nil
	case f.Kind() == protoreflect.StringKind:
		return []protoreflect.Value{protoreflect.ValueOfString(strings.Repeat("x", MaxText+1))}
	case f.Kind() == protoreflect.EnumKind:
		return []protoreflect.Value{protoreflect.ValueOfEnum(0)}
	case f.Kind() != protoreflect.BytesKind || elastic[f.Name()]:
		return nil
	}
	b := owner.Get(f).Bytes()
	bad := [][]byte{append(bytes.Clone(b), 0), b[:len(b)-1]}
	if !maybe[f.FullName()] {
		bad = append(bad, nil)
	}
	var values []protoreflect.Value
	for _, b := range bad {
		values = append(values, protoreflect.ValueOfBytes(b))
	}
	return values
}

func TestRefused(t *testing.T) {
	with := func(change func(p *pb.Offer)) *pb.PayReply {
		p := sampleOffer.pb()
		change(p)
		return &pb.PayReply{Message: &pb.PayReply_Offer{Offer: p}}
	}
	ready := func(change func(p *pb.ChannelReady)) *pb.PayReply {
		p := sampleReady.envelope().(*pb.PayReply)
		change(p.GetChannelReady())
		return p
	}
	session := func(change func(c *pb.Credentials)) *pb.PayReply {
		p := sampleSession.envelope().(*pb.PayReply)
		change(p.GetSession().GetB())
		return p
	}
	unsorted := receipt.Table{Rows: []receipt.Row{{SessionID: 2, Paid: typeddata.NewAmount(1)}, {SessionID: 2, Paid: typeddata.NewAmount(1)}}}
	terms := termsPB(sampleTerms)
	terms.Signer = make([]byte, 20)
	quote := sampleQuote.pb()
	quote.EpsPermille = 1 << 16
	tests := []struct {
		name     string
		envelope proto.Message
		cause    error
		field    string
	}{
		{"no authorization", &pb.PayRequest{Message: &pb.PayRequest_Authorize{Authorize: &pb.Authorize{}}}, nil, "authorization"},
		{"unsigned authorization", with(func(p *pb.Offer) { clear(p.Authorizations[124:188]) }), errNoSignature, "offer.authorizations"},
		{"unknown flag", with(func(p *pb.Offer) { p.Authorizations[188] |= 8 }), nil, "offer.authorizations"},
		{"zero signer", &pb.PayRequest{Message: &pb.PayRequest_UseChannel{UseChannel: &pb.UseChannel{Terms: terms}}}, receipt.ErrTerms, "terms"},
		{"eps", &pb.PayReply{Message: &pb.PayReply_Quote{Quote: quote}}, nil, "quote.eps_permille"},
		{"no state", with(func(p *pb.Offer) { p.State = nil }), nil, "offer.state.log_root"},
		{"zero signature", with(func(p *pb.Offer) { p.Signature = make([]byte, 64) }), errNoSignature, "offer.signature"},
		{"record of no version", with(func(p *pb.Offer) { p.Records = make([]byte, record.Size) }), record.ErrField, "offer.records"},
		{"too many records", with(func(p *pb.Offer) { p.Records = bytes.Repeat(sampleRecord.Bytes(), MaxRecords+1) }), nil, "offer.records"},
		{"side", with(func(p *pb.Offer) { p.Acks[40] = 2 }), ack.ErrSide, "offer.acks"},
		{"unsigned ack", with(func(p *pb.Offer) { clear(p.Acks[105:]) }), errNoSignature, "offer.acks"},
		{"too many acks", with(func(p *pb.Offer) { p.Acks = bytes.Repeat(p.Acks, MaxAcks+1) }), nil, "offer.acks"},
		{"too many authorizations", with(func(p *pb.Offer) {
			p.Authorizations = bytes.Repeat(p.Authorizations, MaxAuthorizations+1)
		}), nil, "offer.authorizations"},
		{"unsorted table", with(func(p *pb.Offer) { p.Table = tableBytes(unsorted) }), receipt.ErrTable, "offer.table"},
		{"too many sessions", with(func(p *pb.Offer) { p.Table = make([]byte, 8+20*(MaxRows+1)) }), nil, "offer.table"},
		{"part of a row", with(func(p *pb.Offer) { p.Table = p.Table[:8+20+10] }), nil, "offer.table"},
		{"unsigned consent", &pb.PayReply{Message: &pb.PayReply_Consent{Consent: &pb.Consent{
			ChannelId: make([]byte, 32), AtLeast: make([]byte, 12),
		}}}, nil, "consent.signature"},
		{"range of another size", ready(func(p *pb.ChannelReady) { p.Receipt.Receipt.State.LogSize = 4 }), batchlog.ErrRange, "log_range"},
		{"too many hashes", ready(func(p *pb.ChannelReady) { p.Receipt.LogRange = make([]byte, 32*(MaxLogRange+1)) }), nil, "log_range"},
		{"unsigned receipt", ready(func(p *pb.ChannelReady) { p.Receipt.Receipt.Signature = nil }), nil, "receipt.signature"},
		{"too many URIs", session(func(c *pb.Credentials) { c.TurnUris = make([]string, MaxURIs+1) }), nil, "b.turn_uris"},
		{"long URI", session(func(c *pb.Credentials) { c.TurnUris = []string{strings.Repeat("x", MaxURI+1)} }), nil, "b.turn_uris"},
		{"short ack token", session(func(c *pb.Credentials) { c.AckToken = make([]byte, MinAckToken-1) }), nil, "b.ack_token"},
		{"long ack token", session(func(c *pb.Credentials) { c.AckToken = make([]byte, MaxAckToken+1) }), nil, "b.ack_token"},
		{"no credentials", &pb.PayReply{Message: &pb.PayReply_Session{Session: &pb.Session{}}}, nil, "a.ack_token"},
		{"code of 9 bits", &pb.PayRequest{Message: &pb.PayRequest_Refuse{Refuse: &pb.Refuse{Code: 256}}}, nil, "code"},
		{"reason of 9 bits", &pb.PayReply{Message: &pb.PayReply_SessionEnded{SessionEnded: &pb.SessionEnded{Reason: 256}}}, nil, "reason"},
		{"long payload", &pb.Meet{Message: &pb.Meet_Data{Data: &pb.MeetData{Payload: make([]byte, MaxPayload+1)}}}, nil, "payload"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := decode(tt.envelope)
			if !errors.Is(err, ErrMalformed) || (tt.cause != nil && !errors.Is(err, tt.cause)) {
				t.Fatalf("got %v, %v, want %v and %v", got, err, ErrMalformed, tt.cause)
			}
			if !strings.Contains(err.Error(), " "+tt.field+": ") {
				t.Errorf("got %q, want it to name %s", err, tt.field)
			}
		})
	}
}

// What a reader would refuse is not written, not even in part.
func TestWriteRefuses(t *testing.T) {
	for _, m := range []Message{
		Receipt{}, Offer{}, Quote{}, Consent{}, Acknowledge{}, Error{}, SessionEnded{}, AckHello{}, MeetError{},
		UseChannel{}, Session{}, MeetData{make([]byte, MaxPayload+1)},
		Error{Code: CodeBusy, Text: "\xff"}, Error{Code: CodeBusy, Text: strings.Repeat("x", MaxText+1)},
	} {
		var b bytes.Buffer
		if err := Write(&b, m); !errors.Is(err, ErrMalformed) || b.Len() > 0 {
			t.Errorf("%T: got %v and %d bytes, want %v and none", m, err, b.Len(), ErrMalformed)
		}
	}
}

// Should a field ever be without a bound, the envelope still has one.
func TestMarshalBound(t *testing.T) {
	e := &pb.PayRequest{Message: &pb.PayRequest_Refuse{Refuse: &pb.Refuse{Text: strings.Repeat("x", MaxPayRequest)}}}
	if _, err := marshal(e); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

// One message is one call, so that it leaves as one packet of the stream's muxer.
func TestWriteOnce(t *testing.T) {
	for _, m := range samples {
		var w countWriter
		if err := Write(&w, m); err != nil || w != 1 {
			t.Errorf("%T: got %d calls, %v, want 1", m, w, err)
		}
	}
}

type countWriter int

func (w *countWriter) Write(b []byte) (int, error) { *w++; return len(b), nil }

func TestWriterErrorPasses(t *testing.T) {
	r, w := io.Pipe()
	r.CloseWithError(io.ErrClosedPipe)
	if err := Write(w, GetQuote{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want %v", err, io.ErrClosedPipe)
	}
}

// The table travels as what its hash is over: one layout to specify.
func TestTableIsHashPreimage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := gen{t}.table()
		if got, want := crypto.Keccak256Hash(tableBytes(table)), table.Hash(); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

func TestClip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOfN(rapid.Byte(), 0, 3*MaxText).Draw(t, "text"))
		got := Clip(s)
		if len(got) > MaxText || !utf8.ValidString(got) {
			t.Fatalf("got %q", got)
		}
		written(t, Error{Code: CodeBusy, Text: got})
	})
	if got := Clip(strings.Repeat("x", MaxText-1) + "€"); got != strings.Repeat("x", MaxText-1) {
		t.Errorf("cut within a character: got %q", got[MaxText-1:])
	}
	if got := Clip(strings.Repeat("x", MaxText+1)); got != strings.Repeat("x", MaxText) {
		t.Errorf("got %d bytes, want %d", len(got), MaxText)
	}
	if got := Clip("kein Guthaben: 3 €"); got != "kein Guthaben: 3 €" {
		t.Errorf("got %q", got)
	}
}

// A refusal is an error to return, and a stranger's text cannot move the cursor.
func TestRefusalsAreErrors(t *testing.T) {
	for _, err := range []error{
		Error{Code: CodeLowDeposit, Text: "\x1b[2J"}, AckError{CodeLowDeposit, "\x1b[2J"}, MeetError{CodeLowDeposit, "\x1b[2J"},
	} {
		if want := `wire: relay refused: low-deposit "\x1b[2J"`; err.Error() != want {
			t.Errorf("got %s, want %s", err, want)
		}
	}
}

func TestStoredRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := gen{t}.storable()
		b, err := Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Unmarshal[Storable](b)
		if err != nil || !reflect.DeepEqual(got, v) {
			t.Fatalf("got %+v, %v, want %+v", got, err, v)
		}
	})
}

func TestStoredRefused(t *testing.T) {
	b, err := Marshal(sampleAuthorize)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Unmarshal[StoredOffer](b); !errors.Is(err, ErrMalformed) {
		t.Errorf("another type: got %v, want %v", err, ErrMalformed)
	}
	for n := 1; n < len(b); n++ {
		if _, err := Unmarshal[Authorize](b[:n]); !errors.Is(err, ErrMalformed) {
			t.Errorf("%d of %d bytes: got %v, want %v", n, len(b), err, ErrMalformed)
		}
	}
	if _, err := Unmarshal[Authorize](nil); !errors.Is(err, ErrUnknown) {
		t.Errorf("nothing: got %v, want %v", err, ErrUnknown)
	}
	if _, err := Unmarshal[Authorize](make([]byte, MaxStored+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too much: got %v, want %v", err, ErrTooLarge)
	}
	for _, v := range []Storable{StoredTerms{}, StoredReceipt{}, Authorize{}} {
		if _, err := Marshal(v); !errors.Is(err, ErrMalformed) {
			t.Errorf("Marshal(%T{}): got %v, want %v", v, err, ErrMalformed)
		}
	}
}
