package wire

import (
	"fmt"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire/pb"
)

// Numbers and names are what two versions understand each other by: never change one.
func TestCodesAreStable(t *testing.T) {
	t.Run("Code", func(t *testing.T) {
		testCodes(t, pb.Code_name, []Code{
			CodeInternal, CodeMalformed, CodeUnexpected, CodeBusy, CodeUnauthenticated, CodeBadSignature,
			CodeUnknownChannel, CodeWrongTerms, CodeClosing, CodeLowDeposit, CodeWrongPrice,
			CodeSessionID, CodeUnknownSession, CodeAckDeadline, CodeKeyNotZero, CodeOverLimit,
			CodeStale, CodeWrongAmount, CodeNobody, CodeTaken,
		}, "internal malformed unexpected busy unauthenticated bad-signature unknown-channel wrong-terms "+
			"closing low-deposit wrong-price session-id unknown-session ack-deadline key-not-zero over-limit "+
			"stale wrong-amount nobody taken")
	})
	t.Run("RefuseCode", func(t *testing.T) {
		testCodes(t, pb.RefuseCode_name, []channel.RefuseCode{
			channel.RefuseChannel, channel.RefuseSignature, channel.RefuseEquivocation, channel.RefuseStale,
			channel.RefuseBadLog, channel.RefuseUnknownSession, channel.RefuseAckMissing, channel.RefuseAckBad,
			channel.RefuseBasis, channel.RefuseOverCount, channel.RefuseOverPrice, channel.RefuseBackwards,
			channel.RefuseTable, channel.RefuseSum,
		}, "channel signature equivocation stale bad-log unknown-session ack-missing ack-bad basis over-count "+
			"over-price backwards table sum")
	})
	t.Run("EndReason", func(t *testing.T) {
		testCodes(t, pb.EndReason_name, []channel.EndReason{
			channel.EndByPayer, channel.EndClosing, channel.EndMaxAmount, channel.EndUnpaid, channel.EndDispute,
			channel.EndExpired, channel.EndShutdown,
		}, "by-payer closing max-amount unpaid dispute expired shutdown")
	})
}

// testCodes checks that codes are all that the .proto has, counted from 1, with these
// names in this order.
func testCodes[C interface {
	~uint8 | ~uint32
	fmt.Stringer
}](t *testing.T, names map[int32]string, codes []C, want string) {
	t.Helper()
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
	if got := C(200).String(); got != "unknown-200" {
		t.Errorf("got %s", got)
	}
}
