package wire

import (
	"errors"
	"fmt"
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
	CodeNotFinal        = Code(pb.Code_CODE_NOT_FINAL)
	CodeClosing         = Code(pb.Code_CODE_CLOSING)
	CodeLowDeposit      = Code(pb.Code_CODE_LOW_DEPOSIT)
	CodeWrongPrice      = Code(pb.Code_CODE_WRONG_PRICE)
	CodeSessionID       = Code(pb.Code_CODE_SESSION_ID)
	CodeUnknownSession  = Code(pb.Code_CODE_UNKNOWN_SESSION)
	CodeAckDeadline     = Code(pb.Code_CODE_ACK_DEADLINE)
	CodeKeyNotZero      = Code(pb.Code_CODE_KEY_NOT_ZERO)
	CodeBasis           = Code(pb.Code_CODE_BASIS)
	CodeOverLimit       = Code(pb.Code_CODE_OVER_LIMIT)
	CodeOverCredit      = Code(pb.Code_CODE_OVER_CREDIT)
	CodeStale           = Code(pb.Code_CODE_STALE)
	CodeWrongAmount     = Code(pb.Code_CODE_WRONG_AMOUNT)
	CodeNobody          = Code(pb.Code_CODE_NOBODY)
	CodeTaken           = Code(pb.Code_CODE_TAKEN)
)

// String returns the code's text name, such as "unknown-channel".
func (c Code) String() string { return name(pb.Code_name, "CODE_", uint32(c)) }

// RefuseCode says why a payer does not sign an Offer. As Code.
type RefuseCode uint32

// The codes of Refuse.
const (
	RefuseInternal        = RefuseCode(pb.RefuseCode_REFUSE_CODE_INTERNAL)
	RefuseBadSignature    = RefuseCode(pb.RefuseCode_REFUSE_CODE_BAD_SIGNATURE)
	RefuseBadLog          = RefuseCode(pb.RefuseCode_REFUSE_CODE_BAD_LOG)
	RefuseBadRecord       = RefuseCode(pb.RefuseCode_REFUSE_CODE_BAD_RECORD)
	RefuseBadSum          = RefuseCode(pb.RefuseCode_REFUSE_CODE_BAD_SUM)
	RefuseTable           = RefuseCode(pb.RefuseCode_REFUSE_CODE_TABLE)
	RefuseFloor           = RefuseCode(pb.RefuseCode_REFUSE_CODE_FLOOR)
	RefuseUnknownSession  = RefuseCode(pb.RefuseCode_REFUSE_CODE_UNKNOWN_SESSION)
	RefuseOverPrice       = RefuseCode(pb.RefuseCode_REFUSE_CODE_OVER_PRICE)
	RefuseAckMissing      = RefuseCode(pb.RefuseCode_REFUSE_CODE_ACK_MISSING)
	RefuseAckBad          = RefuseCode(pb.RefuseCode_REFUSE_CODE_ACK_BAD)
	RefuseOverCount       = RefuseCode(pb.RefuseCode_REFUSE_CODE_OVER_COUNT)
	RefuseBasisNotAllowed = RefuseCode(pb.RefuseCode_REFUSE_CODE_BASIS_NOT_ALLOWED)
	RefuseEps             = RefuseCode(pb.RefuseCode_REFUSE_CODE_EPS)
	RefuseAmountBackwards = RefuseCode(pb.RefuseCode_REFUSE_CODE_AMOUNT_BACKWARDS)
	RefuseOverDeposit     = RefuseCode(pb.RefuseCode_REFUSE_CODE_OVER_DEPOSIT)
	RefuseEquivocation    = RefuseCode(pb.RefuseCode_REFUSE_CODE_EQUIVOCATION)
)

// String returns the code's text name, such as "bad-log".
func (c RefuseCode) String() string { return name(pb.RefuseCode_name, "REFUSE_CODE_", uint32(c)) }

// EndReason says why a session ended. As Code.
type EndReason uint32

// The reasons of SessionEnded.
const (
	EndInternal  = EndReason(pb.EndReason_END_REASON_INTERNAL)
	EndAsked     = EndReason(pb.EndReason_END_REASON_ASKED)
	EndExpired   = EndReason(pb.EndReason_END_REASON_EXPIRED)
	EndMaxAmount = EndReason(pb.EndReason_END_REASON_MAX_AMOUNT)
	EndUnpaid    = EndReason(pb.EndReason_END_REASON_UNPAID)
	EndRefused   = EndReason(pb.EndReason_END_REASON_REFUSED)
	EndIdle      = EndReason(pb.EndReason_END_REASON_IDLE)
	EndClosing   = EndReason(pb.EndReason_END_REASON_CLOSING)
	EndShutdown  = EndReason(pb.EndReason_END_REASON_SHUTDOWN)
)

// String returns the reason's text name, such as "max-amount".
func (r EndReason) String() string { return name(pb.EndReason_name, "END_REASON_", uint32(r)) }

// name derives the text name from that in the .proto, so that a code is defined once.
func name(names map[int32]string, prefix string, n uint32) string {
	s, ok := names[int32(n)]
	if !ok {
		return fmt.Sprintf("unknown-%d", n)
	}
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(s, prefix)), "_", "-")
}

var errNoCode = errors.New("got 0, which is never sent")

// number reads a code or a reason.
func (d *decoder) number(field string, n int32) uint32 {
	if n == 0 {
		d.fail(field, errNoCode)
	}
	return uint32(n)
}
