package wire

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/portage-relay/portage/payment/wire/pb"
)

// Code says why a relay refuses. Numbers are stable; pb/portage.proto says what each
// means. A number that we do not know is kept: a later version may have added it.
type Code uint32

// The codes of Error, AckError and MeetError.
const (
	CodeInternal        = Code(pb.Code_CODE_INTERNAL)
	CodeMalformed       = Code(pb.Code_CODE_MALFORMED)
	CodeUnexpected      = Code(pb.Code_CODE_UNEXPECTED)
	CodeBusy            = Code(pb.Code_CODE_BUSY)
	CodeUnauthenticated = Code(pb.Code_CODE_UNAUTHENTICATED)
	CodeBadSignature    = Code(pb.Code_CODE_BAD_SIGNATURE)
	CodeUnknownChannel  = Code(pb.Code_CODE_UNKNOWN_CHANNEL)
	CodeWrongTerms      = Code(pb.Code_CODE_WRONG_TERMS)
	CodeClosing         = Code(pb.Code_CODE_CLOSING)
	CodeLowDeposit      = Code(pb.Code_CODE_LOW_DEPOSIT)
	CodeWrongPrice      = Code(pb.Code_CODE_WRONG_PRICE)
	CodeSessionID       = Code(pb.Code_CODE_SESSION_ID)
	CodeUnknownSession  = Code(pb.Code_CODE_UNKNOWN_SESSION)
	CodeAckDeadline     = Code(pb.Code_CODE_ACK_DEADLINE)
	CodeKeyNotZero      = Code(pb.Code_CODE_KEY_NOT_ZERO)
	CodeOverLimit       = Code(pb.Code_CODE_OVER_LIMIT)
	CodeStale           = Code(pb.Code_CODE_STALE)
	CodeWrongAmount     = Code(pb.Code_CODE_WRONG_AMOUNT)
	CodeNobody          = Code(pb.Code_CODE_NOBODY)
	CodeTaken           = Code(pb.Code_CODE_TAKEN)
)

// String returns the code's text name, such as "unknown-channel". It is derived from that
// in the .proto, so that a code is defined once.
func (c Code) String() string {
	name, ok := pb.Code_name[int32(c)]
	if !ok {
		return fmt.Sprintf("unknown-%d", uint32(c))
	}
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "CODE_")), "_", "-")
}

var errNoCode = errors.New("got 0, which is never sent")

func (d *decoder) code(field string, n pb.Code) Code {
	if n == 0 {
		d.fail(field, errNoCode)
	}
	return Code(n)
}

// reason reads a number that payment/channel names, of 8 bits.
func (d *decoder) reason(field string, n int32) uint8 {
	if n < 1 || n > math.MaxUint8 {
		d.fail(field, fmt.Errorf("got %d, want 1 to %d", n, math.MaxUint8))
	}
	return uint8(n)
}
