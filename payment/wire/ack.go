package wire

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"google.golang.org/protobuf/proto"

	"github.com/portage-relay/portage/payment/wire/pb"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// AckRequest is a message from an acknowledging endpoint to the relay: AckHello, once
// and first, or Acknowledge.
type AckRequest interface {
	Message
	ackRequest()
}

// AckReply is a message from the relay to an acknowledging endpoint, the answer to
// AckHello: AckOK or AckError. AckAsk may come later, and AckError, which ends the stream.
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
type AckOK struct {
	Every uint64 // as in AckAsk
}

// AckAsk asks for an acknowledgement now, of what has not been acknowledged, and from now
// on whenever Every payload bytes passed at the endpoint, both directions together.
type AckAsk struct {
	Every uint64
}

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
func (AckAsk) ackReply()        {}
func (AckError) ackReply()      {}

func (m AckHello) envelope() proto.Message {
	return &pb.AckRequest{Message: &pb.AckRequest_Hello{Hello: &pb.AckHello{
		ChannelId: m.ChannelID[:], SessionId: m.SessionID, AckToken: m.AckToken,
	}}}
}

func (m Acknowledge) envelope() proto.Message {
	return &pb.AckRequest{Message: &pb.AckRequest_Acknowledge{Acknowledge: m.pb()}}
}

func (m AckOK) envelope() proto.Message {
	return &pb.AckReply{Message: &pb.AckReply_Ok{Ok: &pb.AckOK{Every: m.Every}}}
}

func (m AckAsk) envelope() proto.Message {
	return &pb.AckReply{Message: &pb.AckReply_Ask{Ask: &pb.AckAsk{Every: m.Every}}}
}

func (e AckError) envelope() proto.Message {
	return &pb.AckReply{Message: &pb.AckReply_Error{Error: &pb.AckError{Code: pb.Code(e.Code), Text: e.Text}}}
}

func (d *decoder) ackRequest(p *pb.AckRequest) any {
	switch m := p.Message.(type) {
	case *pb.AckRequest_Hello:
		return d.ackHello(m.Hello)
	case *pb.AckRequest_Acknowledge:
		return Acknowledge{d.ack("ack", m.Acknowledge.GetAck())}
	}
	return nil
}

func (d *decoder) ackReply(p *pb.AckReply) any {
	switch m := p.Message.(type) {
	case *pb.AckReply_Ok:
		return AckOK{Every: m.Ok.GetEvery()}
	case *pb.AckReply_Ask:
		return AckAsk{Every: m.Ask.GetEvery()}
	case *pb.AckReply_Error:
		return AckError{
			Code: d.code("code", m.Error.GetCode()),
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

func (m Acknowledge) pb() *pb.Acknowledge {
	return &pb.Acknowledge{Ack: appendAck(nil, m.Signed)}
}

// ackSize is that of a signed acknowledgement in bytes, big-endian:
//
//	  0  channelId   32
//	 32  sessionId   u64
//	 40  side        u8    0: A, 1: B
//	 41  sentBytes   u64   payload bytes, cumulative
//	 49  recvBytes   u64
//	 57  sentPackets u64
//	 65  recvPackets u64
//	 73  evidence    32
//	105  signature   64
//	169
const ackSize = common.HashLength + 8 + 1 + 4*8 + common.HashLength + typeddata.SignatureSize

func appendAck(b []byte, a ack.Signed) []byte {
	b = append(b, a.ChannelID[:]...)
	b = binary.BigEndian.AppendUint64(b, a.SessionID)
	b = append(b, byte(a.Side))
	for _, n := range []uint64{a.SentBytes, a.RecvBytes, a.SentPackets, a.RecvPackets} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = append(b, a.Evidence[:]...)
	return append(b, a.Signature[:]...)
}

func (d *decoder) ack(field string, b []byte) ack.Signed {
	if !d.size(field, len(b), ackSize, ackSize) {
		return ack.Signed{}
	}
	u64 := func(at int) uint64 { return binary.BigEndian.Uint64(b[at:]) }
	if side := ack.Side(b[40]); side > ack.B {
		d.fail(field, fmt.Errorf("%w: got %d", ack.ErrSide, side))
	}
	return ack.Signed{
		DeliveryAck: ack.DeliveryAck{
			ChannelID: common.Hash(b[:32]),
			SessionID: u64(32),
			Side:      ack.Side(b[40]),
			Counts:    ack.Counts{SentBytes: u64(41), RecvBytes: u64(49), SentPackets: u64(57), RecvPackets: u64(65)},
			Evidence:  common.Hash(b[73:105]),
		},
		Signature: d.signature(field, b[105:]),
	}
}
