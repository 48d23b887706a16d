package wire

import (
	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/ack"
)

// AckRequest is a message from an acknowledging endpoint to the relay: AckHello, once
// and first, or Acknowledge.
type AckRequest interface {
	Message
	ackRequest()
}

// AckReply is a message from the relay to an acknowledging endpoint, the answer to
// AckHello: AckOK or AckError. AckError may come later too, and ends the stream.
type AckReply interface {
	Message
	ackReply()
}

// AckHello says whose acknowledgements follow.
type AckHello struct {
	ChannelID common.Hash
	SessionID uint64
	AckToken  []byte // of the endpoint's Credentials
}

// Acknowledge is a signed delivery acknowledgement.
type Acknowledge struct{ ack.Signed }

// AckOK accepts an AckHello.
type AckOK struct{}

// AckError refuses; on the endpoint's side it is an error to return.
type AckError struct {
	Code Code
	Text string
}

// Error implements error.
func (e AckError) Error() string { return refusal(e.Code, e.Text) }

func (AckHello) ackRequest()    {}
func (Acknowledge) ackRequest() {}
func (AckOK) ackReply()         {}
func (AckError) ackReply()      {}

func (m AckHello) envelope() proto.Message {
	return &pb.AckRequest{Message: &pb.AckRequest_Hello{Hello: &pb.AckHello{
		ChannelId: m.ChannelID[:], SessionId: m.SessionID, AckToken: m.AckToken,
	}}}
}

func (m Acknowledge) envelope() proto.Message {
	return &pb.AckRequest{Message: &pb.AckRequest_Ack{Ack: ackPB(m.Signed)}}
}

func (AckOK) envelope() proto.Message {
	return &pb.AckReply{Message: &pb.AckReply_Ok{Ok: &pb.AckOK{}}}
}

func (e AckError) envelope() proto.Message {
	return &pb.AckReply{Message: &pb.AckReply_Error{Error: &pb.AckError{Code: pb.Code(e.Code), Text: e.Text}}}
}

func (d *decoder) ackRequest(p *pb.AckRequest) any {
	switch m := p.Message.(type) {
	case *pb.AckRequest_Hello:
		return d.ackHello(m.Hello)
	case *pb.AckRequest_Ack:
		return Acknowledge{d.ack("ack", m.Ack)}
	}
	return nil
}

func (d *decoder) ackReply(p *pb.AckReply) any {
	switch m := p.Message.(type) {
	case *pb.AckReply_Ok:
		return AckOK{}
	case *pb.AckReply_Error:
		return AckError{
			Code: Code(d.number("code", int32(m.Error.GetCode()))),
			Text: d.text("text", m.Error.GetText(), MaxText),
		}
	}
	return nil
}

func (d *decoder) ackHello(p *pb.AckHello) AckHello {
	d.size("ack_token", len(p.GetAckToken()), MinAckToken, MaxAckToken)
	return AckHello{
		ChannelID: d.hash("channel_id", p.GetChannelId()),
		SessionID: p.GetSessionId(),
		AckToken:  p.GetAckToken(),
	}
}

func ackPB(a ack.Signed) *pb.SignedAck {
	return &pb.SignedAck{
		ChannelId: a.ChannelID[:], SessionId: a.SessionID, Side: uint32(a.Side),
		SentBytes: a.SentBytes, RecvBytes: a.RecvBytes,
		SentPackets: a.SentPackets, RecvPackets: a.RecvPackets,
		Evidence: a.Evidence[:], Signature: a.Signature[:],
	}
}

func (d *decoder) ack(field string, p *pb.SignedAck) ack.Signed {
	return ack.Signed{
		DeliveryAck: ack.DeliveryAck{
			ChannelID: d.hash(field+".channel_id", p.GetChannelId()),
			SessionID: p.GetSessionId(),
			Side:      ack.Side(d.uint(field+".side", p.GetSide(), uint32(ack.B))),
			Counts: ack.Counts{
				SentBytes: p.GetSentBytes(), RecvBytes: p.GetRecvBytes(),
				SentPackets: p.GetSentPackets(), RecvPackets: p.GetRecvPackets(),
			},
			Evidence: d.hash(field+".evidence", p.GetEvidence()),
		},
		Signature: d.signature(field+".signature", p.GetSignature()),
	}
}
