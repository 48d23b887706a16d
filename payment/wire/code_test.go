package wire

import (
	"fmt"
	"testing"

	"github.com/portage-relay/portage/payment/wire/pb"
)

// Numbers and names are what two versions understand each other by: never change one.
func TestCodesAreStable(t *testing.T) {
	t.Run("Code", func(t *testing.T) {
		testCodes(t, pb.Code_name, []Code{
			CodeInternal, CodeMalformed, CodeUnexpected, CodeBusy, CodeUnauthenticated, CodeBadSignature,
			CodeUnknownChannel, CodeWrongTerms, CodeNotFinal, CodeClosing, CodeLowDeposit, CodeWrongPrice,
			CodeSessionID, CodeUnknownSession, CodeAckDeadline, CodeKeyNotZero, CodeBasis, CodeOverLimit,
			CodeOverCredit, CodeStale, CodeWrongAmount, CodeNobody, CodeTaken,
		}, "internal malformed unexpected busy unauthenticated bad-signature unknown-channel wrong-terms not-final "+
			"closing low-deposit wrong-price session-id unknown-session ack-deadline key-not-zero basis over-limit "+
			"over-credit stale wrong-amount nobody taken")
	})
	t.Run("RefuseCode", func(t *testing.T) {
		testCodes(t, pb.RefuseCode_name, []RefuseCode{
			RefuseInternal, RefuseBadSignature, RefuseBadLog, RefuseBadRecord, RefuseBadSum, RefuseTable, RefuseFloor,
			RefuseUnknownSession, RefuseOverPrice, RefuseAckMissing, RefuseAckBad, RefuseOverCount,
			RefuseBasisNotAllowed, RefuseEps, RefuseAmountBackwards, RefuseOverDeposit, RefuseEquivocation,
		}, "internal bad-signature bad-log bad-record bad-sum table floor unknown-session over-price ack-missing ack-bad "+
			"over-count basis-not-allowed eps amount-backwards over-deposit equivocation")
	})
	t.Run("EndReason", func(t *testing.T) {
		testCodes(t, pb.EndReason_name, []EndReason{
			EndInternal, EndAsked, EndExpired, EndMaxAmount, EndUnpaid, EndRefused, EndIdle, EndClosing, EndShutdown,
		}, "internal asked expired max-amount unpaid refused idle closing shutdown")
	})
}

// testCodes checks that codes are all that the .proto has, counted from 1, with these
// names in this order.
func testCodes[C interface {
	~uint32
	fmt.Stringer
}](t *testing.T, names map[int32]string, codes []C, want string) {
	if len(codes) != len(names)-1 { // but the unspecified one
		t.Errorf("got %d codes, the .proto has %d", len(codes), len(names)-1)
	}
	var got string
	for i, c := range codes {
		if uint32(c) != uint32(i+1) {
			t.Errorf("%s: got %d, want %d", c, uint32(c), i+1)
		}
		got += " " + c.String()
	}
	if got != " "+want {
		t.Errorf("got%s, want %s", got, want)
	}
	if got := C(4000000000).String(); got != "unknown-4000000000" {
		t.Errorf("got %s", got)
	}
}
