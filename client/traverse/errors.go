package traverse

import (
	"errors"
	"fmt"

	"github.com/pion/stun"
)

var (
	// ErrResponse says that a relay's response is not what RFC 8656 asks for.
	ErrResponse = errors.New("traverse: malformed response")
	// ErrRealm says that a relay asks for credentials of another realm than ours are for.
	ErrRealm = errors.New("traverse: credentials are for another realm")
	// ErrNoAnswer says that a relay did not answer a request.
	ErrNoAnswer = errors.New("traverse: relay does not answer")
	// ErrExpired says that an allocation ended because it could not be refreshed.
	ErrExpired = errors.New("traverse: allocation expired")
	// ErrFraming says that a TCP stream from a relay is not STUN and ChannelData.
	ErrFraming = errors.New("traverse: malformed stream")
	// ErrAddress says that a peer's address has no IP address and port.
	ErrAddress = errors.New("traverse: not an IP address and port")
	// ErrTooLong says that a datagram is longer than TURN can carry.
	ErrTooLong = errors.New("traverse: datagram too long")
	// ErrChannels says that an allocation's channel numbers are used up.
	ErrChannels = errors.New("traverse: no channel number left")
)

// Code is an error code of STUN or TURN. It is an error, for errors.Is.
type Code int

// The codes that a relay may give, with their meaning for us (RFC 8489 section 14.8, RFC
// 8656 section 19).
const (
	TryAlternate         Code = 300 // go to another relay
	BadRequest           Code = 400
	Unauthorized         Code = 401 // credentials are wrong or have ended
	Forbidden            Code = 403 // the relay's policy refuses this peer, or us
	UnknownAttribute     Code = 420
	AllocationMismatch   Code = 437 // no allocation here, or one already
	StaleNonce           Code = 438 // repeatedly: one is answered silently
	FamilyNotSupported   Code = 440
	WrongCredentials     Code = 441 // the allocation is another user's
	TransportUnsupported Code = 442
	FamilyMismatch       Code = 443 // peer's address family is not the allocation's
	QuotaReached         Code = 486 // too many allocations of this user
	ServerError          Code = 500
	InsufficientCapacity Code = 508 // the relay is full, or has no such channel left
)

// Error returns the number.
func (c Code) Error() string { return fmt.Sprintf("TURN error %d", int(c)) }

// Error is a relay's refusal. errors.Is finds its Code.
type Error struct {
	Method string // what was refused: "Allocate", "Refresh" …
	Code   Code
	Reason string // the relay's words: hostile text, quoted where it is shown
}

func (e *Error) Error() string {
	return fmt.Sprintf("traverse: %s refused: %v %q", e.Method, e.Code, e.Reason)
}

// Unwrap returns the code.
func (e *Error) Unwrap() error { return e.Code }

// refusal returns the error in an error response.
func refusal(res *stun.Message) error {
	var attr stun.ErrorCodeAttribute
	if err := attr.GetFrom(res); err != nil {
		return fmt.Errorf("%w: ERROR-CODE: %w", ErrResponse, err)
	}
	return &Error{res.Type.Method.String(), Code(attr.Code), string(attr.Reason)}
}
