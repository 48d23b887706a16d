// Package wire holds the messages of the payment protocol: what they are in Go, how
// they stand in protobuf, and how they are read and written. It is pure but for the
// io.Reader and io.Writer that it is given. See docs/protocol.md, section 10, and pb/portage.proto.
//
// Three libp2p streams carry them. On each, every message is one envelope (a oneof)
// after its length as a varint:
//
//	/portage/pay/1    payer → relay     PayRequest
//	                  relay → payer     PayReply
//	/portage/ack/1    endpoint → relay  AckRequest
//	                  relay → endpoint  AckReply
//	/portage/meet/1   both ways         MeetMessage
//
// What a Read function returns has passed every check that needs no state: sizes,
// counts, ranges, the layouts of records, acknowledgements and tables. Signatures are present and of the
// right size; whether they verify is the reader's to ask. Fields that we do not know are
// ignored, so that a later version may add some; a message that we do not know is
// refused. Write applies the same checks: it writes nothing that Read would refuse.
package wire

//go:generate go run ./internal/gen pb/portage.proto

import (
	"errors"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protodelim"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire/pb"
)

// The libp2p protocol ids of the streams.
const (
	PayProtocol  = "/portage/pay/1"
	AckProtocol  = "/portage/ack/1"
	MeetProtocol = "/portage/meet/1"
)

// Bounds of one envelope in bytes, its length prefix not counted. Nothing longer is
// read, and no more is ever allocated for one. Each holds the longest message of its
// kind and leaves some room for fields of a later version.
const (
	// MaxPayRequest: the longest is a Refuse with its text, about 1.1 KiB. A relay
	// reads these from anybody.
	MaxPayRequest = 2 << 10
	// MaxPayReply: the longest is an Offer, about 163 KiB: MaxRecords of 184 bytes,
	// MaxAcks of 169, MaxAuthorizations of 189 and MaxRows of 20.
	MaxPayReply = 176 << 10
	// MaxAckRequest: the longest is an Acknowledge, about 180 bytes.
	MaxAckRequest = 512
	// MaxAckReply: the longest is an AckError with its text.
	MaxAckReply = 2 << 10
	// MaxMeetMessage: the longest is a MeetData.
	MaxMeetMessage = MaxPayload + 64
	// MaxStored: the longest is a StoredReceipt, about 23 KiB.
	MaxStored = 32 << 10
)

// Bounds of fields.
const (
	// MaxText of a text, in bytes; see Clip.
	MaxText = 1 << 10
	// MaxRecords of an Offer: all that may wait for a receipt.
	MaxRecords = channel.MaxPending
	// MaxAcks of an Offer: a record names two.
	MaxAcks = 2 * MaxRecords
	// MaxAuthorizations of an Offer.
	MaxAuthorizations = channel.MaxSessions
	// MaxRows of a session table.
	MaxRows = channel.MaxRows
	// MaxLogRange is the number of hashes in the compact range of 2^63-1 records; a
	// log has 2^63 at most, which are one hash.
	MaxLogRange = 63
	// MaxURIs for the TURN service of a session, and MaxURI bytes for each.
	MaxURIs = 8
	MaxURI  = 256
	// MaxUsername and MaxRealm in bytes (RFC 8489, sections 14.3 and 14.9).
	MaxUsername = 508
	MaxRealm    = 763
	// MaxPassword in bytes: ours.
	MaxPassword = 256
	// MinAckToken is 128 bits, what cannot be guessed; MaxAckToken, both in bytes.
	MinAckToken = 16
	MaxAckToken = 64
	// TokenSize of a meeting token in bytes.
	TokenSize = 32
	// MaxPayload of a MeetData in bytes: a handshake message and addresses.
	MaxPayload = 4 << 10
)

var (
	// ErrTooLarge says that an envelope exceeds the bound of its kind. The stream is
	// of no use after it.
	ErrTooLarge = errors.New("wire: message too large")
	// ErrMalformed says that a message breaks a rule, and names message and field.
	ErrMalformed = errors.New("wire: malformed message")
	// ErrUnknown says that an envelope holds no message that we know. The stream is
	// at the next envelope.
	ErrUnknown = errors.New("wire: unknown message")
)

// Message is a message of any stream: a PayRequest, PayReply, AckRequest, AckReply or
// MeetMessage.
type Message interface {
	// envelope returns the protobuf envelope of the message's stream and direction
	// with the message in it.
	envelope() proto.Message
}

// Reader is what messages are read from. A *bufio.Reader is one; it must not be made
// anew between two messages, for it may hold the beginning of the next.
type Reader interface {
	io.Reader
	io.ByteReader
}

// ReadPayRequest reads the next message from a payer. Like all Read functions it
// returns io.EOF at the end of the stream between two messages, io.ErrUnexpectedEOF
// within one, ErrTooLarge, ErrMalformed, ErrUnknown, or the error of r.
func ReadPayRequest(r Reader) (PayRequest, error) {
	return read[PayRequest](r, new(pb.PayRequest))
}

// ReadPayReply reads a payer's next message from its relay. Errors as ReadPayRequest.
func ReadPayReply(r Reader) (PayReply, error) {
	return read[PayReply](r, new(pb.PayReply))
}

// ReadAckRequest reads the next message from an acknowledging endpoint. Errors as
// ReadPayRequest.
func ReadAckRequest(r Reader) (AckRequest, error) {
	return read[AckRequest](r, new(pb.AckRequest))
}

// ReadAckReply reads an acknowledging endpoint's next message from the relay. Errors
// as ReadPayRequest.
func ReadAckReply(r Reader) (AckReply, error) {
	return read[AckReply](r, new(pb.AckReply))
}

// ReadMeetMessage reads the next message of a meeting. Errors as ReadPayRequest.
func ReadMeetMessage(r Reader) (MeetMessage, error) {
	return read[MeetMessage](r, new(pb.Meet))
}

func read[M Message](r Reader, envelope proto.Message) (M, error) {
	var none M
	err := protodelim.UnmarshalOptions{
		UnmarshalOptions: ignoreUnknown,
		MaxSize:          int64(bound(envelope)),
	}.UnmarshalFrom(r, envelope)
	if err != nil {
		return none, readError(err)
	}
	m, err := decode(envelope)
	if err != nil {
		return none, err
	}
	return m.(M), nil
}

// Unknown fields are not even kept in memory.
var ignoreUnknown = proto.UnmarshalOptions{DiscardUnknown: true}

func readError(err error) error {
	var large *protodelim.SizeTooLargeError
	switch {
	case errors.As(err, &large):
		return tooLarge(large.Size, large.MaxSize)
	case errors.Is(err, proto.Error):
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return err
}

// Write writes a message with its length in one call of w.Write. It returns
// ErrTooLarge or ErrMalformed for a message that a reader would refuse, before it
// writes anything, or the error of w.
func Write(w io.Writer, m Message) error {
	envelope := m.envelope()
	if _, err := decode(envelope); err != nil {
		return err
	}
	b, err := marshal(envelope)
	if err != nil {
		return err
	}
	_, err = w.Write(append(protowire.AppendVarint(nil, uint64(len(b))), b...))
	return err
}

func marshal(envelope proto.Message) ([]byte, error) {
	b, err := proto.Marshal(envelope)
	if err != nil { // text that is not UTF-8
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if size, most := len(b), bound(envelope); size > most {
		return nil, tooLarge(uint64(size), uint64(most))
	}
	return b, nil
}

func tooLarge(size, most uint64) error {
	return fmt.Errorf("%w: got %d bytes, want at most %d", ErrTooLarge, size, most)
}

// bound returns the most bytes that an envelope may have.
func bound(envelope proto.Message) int {
	switch envelope.(type) {
	case *pb.PayRequest:
		return MaxPayRequest
	case *pb.PayReply:
		return MaxPayReply
	case *pb.AckRequest:
		return MaxAckRequest
	case *pb.AckReply:
		return MaxAckReply
	case *pb.Meet:
		return MaxMeetMessage
	case *pb.Stored:
		return MaxStored
	}
	panic(fmt.Sprintf("wire: internal error: no bound for %T", envelope))
}

// decode checks and converts the message in an envelope. It returns ErrUnknown or
// ErrMalformed.
func decode(envelope proto.Message) (any, error) {
	d := new(decoder)
	m := d.message(envelope)
	switch {
	case m == nil:
		return nil, ErrUnknown
	case d.err != nil:
		return nil, fmt.Errorf("%w: %T: %w", ErrMalformed, m, d.err)
	}
	return m, nil
}

func (d *decoder) message(envelope proto.Message) any {
	switch envelope := envelope.(type) {
	case *pb.PayRequest:
		return d.payRequest(envelope)
	case *pb.PayReply:
		return d.payReply(envelope)
	case *pb.AckRequest:
		return d.ackRequest(envelope)
	case *pb.AckReply:
		return d.ackReply(envelope)
	case *pb.Meet:
		return d.meetMessage(envelope)
	case *pb.Stored:
		return d.stored(envelope)
	}
	panic(fmt.Sprintf("wire: internal error: no messages in %T", envelope))
}
