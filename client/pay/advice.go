package pay

import (
	"fmt"

	"github.com/portage-relay/portage/payment/wire"
)

// RefusedError is a relay's refusal, with what to do about it.
type RefusedError struct {
	Code      wire.Code
	Text      string // the relay's own words
	SessionID uint64 // zero: not about a session
}

// Error implements error. The text is a stranger's, hence quoted.
func (e *RefusedError) Error() string {
	s := fmt.Sprintf("the relay refuses: %s (%q)", e.Code, e.Text)
	if a := advice[e.Code]; a != "" {
		s += ": " + a
	}
	return s
}

func refusedBy(e wire.Error) *RefusedError { return &RefusedError{e.Code, e.Text, e.SessionID} }

// advice says what the user of a client can do.
var advice = map[wire.Code]string{
	wire.CodeInternal:        "it is the relay's fault; try another relay",
	wire.CodeMalformed:       "the versions do not fit; update the client, or try another relay",
	wire.CodeUnexpected:      "the versions do not fit; update the client, or try another relay",
	wire.CodeBusy:            "try again later, or another relay",
	wire.CodeUnauthenticated: "the session is over, or the key is not the channel's signer",
	wire.CodeBadSignature:    "check that the key is the channel's signer, and that chain and contract are the relay's",
	wire.CodeUnknownChannel:  "the relay does not see the channel on its chain; check that both use the same chain, and wait for the opening to be mined",
	wire.CodeWrongTerms:      "the relay has changed its terms since; open a new channel",
	wire.CodeClosing:         "the channel is closing; open a new one",
	wire.CodeLowDeposit:      "the channel's deposit is used up; top it up, or open a new one",
	wire.CodeWrongPrice:      "the relay has changed its price; ask for a new quote",
	wire.CodeSessionID:       "check this computer's clock",
	wire.CodeUnknownSession:  "the session is over; begin a new one",
	wire.CodeAckDeadline:     "the view of the chain lies behind; check the RPC",
	wire.CodeOverLimit:       "end other sessions first, or try another relay",
	wire.CodeNobody:          "nobody listens for this invitation any more; ask for a new one",
	wire.CodeTaken:           "another program listens with this invitation",
}
