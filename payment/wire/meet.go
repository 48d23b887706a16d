package wire

import (
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/wire/pb"
)

// MeetMessage is a message of a rendezvous of two endpoints through a relay: MeetListen
// or MeetJoin to the relay, MeetOK or MeetError from it, then MeetData both ways.
type MeetMessage interface {
	Message
	meetMessage()
}

// MeetToken names a rendezvous. It is random, and known to its two endpoints only.
type MeetToken [TokenSize]byte

// MeetListen waits for another endpoint.
type MeetListen struct{ Token MeetToken }

// MeetJoin meets the endpoint that waits.
type MeetJoin struct{ Token MeetToken }

// MeetOK says that the other endpoint is there.
type MeetOK struct{}

// MeetError refuses; on the endpoint's side it is an error to return.
type MeetError struct {
	Code Code
	Text string
}

// Error implements error.
func (e MeetError) Error() string { return refusal(e.Code, e.Text) }

// MeetData carries a payload to the other endpoint, opaque to the relay.
type MeetData struct{ Payload []byte }

func (MeetListen) meetMessage() {}
func (MeetJoin) meetMessage()   {}
func (MeetOK) meetMessage()     {}
func (MeetError) meetMessage()  {}
func (MeetData) meetMessage()   {}

func (m MeetListen) envelope() proto.Message {
	return &pb.Meet{Message: &pb.Meet_Listen{Listen: &pb.MeetListen{Token: m.Token[:]}}}
}

func (m MeetJoin) envelope() proto.Message {
	return &pb.Meet{Message: &pb.Meet_Join{Join: &pb.MeetJoin{Token: m.Token[:]}}}
}

func (MeetOK) envelope() proto.Message {
	return &pb.Meet{Message: &pb.Meet_Ok{Ok: &pb.MeetOK{}}}
}

func (e MeetError) envelope() proto.Message {
	return &pb.Meet{Message: &pb.Meet_Error{Error: &pb.MeetError{Code: pb.Code(e.Code), Text: e.Text}}}
}

func (m MeetData) envelope() proto.Message {
	return &pb.Meet{Message: &pb.Meet_Data{Data: &pb.MeetData{Payload: m.Payload}}}
}

func (d *decoder) meetMessage(p *pb.Meet) any {
	switch m := p.Message.(type) {
	case *pb.Meet_Listen:
		return MeetListen{d.token(m.Listen.GetToken())}
	case *pb.Meet_Join:
		return MeetJoin{d.token(m.Join.GetToken())}
	case *pb.Meet_Ok:
		return MeetOK{}
	case *pb.Meet_Error:
		return MeetError{
			Code: d.code("code", m.Error.GetCode()),
			Text: d.text("text", m.Error.GetText(), MaxText),
		}
	case *pb.Meet_Data:
		d.size("payload", len(m.Data.GetPayload()), 0, MaxPayload)
		return MeetData{m.Data.GetPayload()}
	}
	return nil
}

func (d *decoder) token(b []byte) MeetToken {
	if !d.size("token", len(b), TokenSize, TokenSize) {
		return MeetToken{}
	}
	return MeetToken(b)
}
