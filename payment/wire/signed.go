package wire

import (
	"fmt"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Sizes of the fixed layouts that other files than a ledger hold too, in bytes.
const (
	AckSize = ackSize
	// AuthorizationSize is without the flags, which nobody signs.
	AuthorizationSize = authorizationSize - 1
)

// AppendAck appends the AckSize bytes of a signed acknowledgement.
func AppendAck(b []byte, a ack.Signed) []byte { return appendAck(b, a) }

// ParseAck reads what AppendAck wrote. It returns ErrMalformed. Whether the signature
// verifies is the caller's to ask.
func ParseAck(b []byte) (ack.Signed, error) {
	d := new(decoder)
	a := d.ack("ack", b)
	return a, d.malformed()
}

// SignedAuthorization is a session authorization with the signature of the channel's
// signer, and nothing that is not signed.
type SignedAuthorization struct {
	receipt.SessionAuthorization
	Signature typeddata.Signature
}

// AppendAuthorization appends the AuthorizationSize bytes of a signed authorization.
func AppendAuthorization(b []byte, a SignedAuthorization) []byte {
	b = appendAuthorization(b, channel.Authorization{SessionAuthorization: a.SessionAuthorization, Signature: a.Signature})
	return b[:len(b)-1]
}

// ParseAuthorization reads what AppendAuthorization wrote. It returns ErrMalformed.
// Whether the signature verifies is the caller's to ask.
func ParseAuthorization(b []byte) (SignedAuthorization, error) {
	d := new(decoder)
	if !d.size("authorization", len(b), AuthorizationSize, AuthorizationSize) {
		return SignedAuthorization{}, d.malformed()
	}
	a := d.authorization("authorization", append(b[:len(b):len(b)], 0))
	return SignedAuthorization{a.SessionAuthorization, a.Signature}, d.malformed()
}

func (d *decoder) malformed() error {
	if d.err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrMalformed, d.err)
}
