// Package channel holds the two machines of a payment channel: Payee (the relay's side:
// sessions, credit, records, Offers) and Payer (verify, then sign Receipts). They are
// pure: Step takes an event and the time and returns the next machine, the effects to
// perform, and an error. A step that errs changes nothing.
//
// # Order of effects
//
// The edge performs effects in the order given. A Store is DURABLE (synced) BEFORE any
// later effect of the same step is performed, and the next step waits for it. So what an
// Offer, a consent or a grant of credit rests on is on disk before anybody relies on it.
//
//	Payee: Store leaf, salt, Offer     DURABLE before SendOffer
//	       Store Receipt, State, table DURABLE before Grant (service on its strength)
//	       Store CloseConsent          DURABLE before SendConsent
//
// All that a step stores is one Store, where its first would be: what is durable sooner is
// durable before all that rests on it. So a receipt and the Offer that follows it (see
// Together) cost one sync, and neither a grant nor the Offer leaves before both are on disk.
//
// Acknowledgements that wait for a receipt of what is offered already are stored too, so
// that a forwarding proof (see [Payee.Proof]) outlives the process.
//
// See docs/protocol.md, sections 6 to 9.
package channel

import (
	"errors"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Limits of the protocol.
const (
	// MaxPending is the most records that may wait for a receipt.
	MaxPending = 256
	// MaxSessions is the most sessions of one channel that may still be billed.
	MaxSessions = 64
	// MaxRows is the most rows of a session table: sessions that were paid, from the
	// oldest that may still be billed on.
	MaxRows = 1024
	// MaxAheadMs bounds how far a session id may lie ahead of the relay's clock and
	// the chain's head: else one fast clock kills the channel through the floor.
	MaxAheadMs = 10 * 60 * 1000
	// AckMarginSeconds is how long after head time + closing period an ackDeadline must lie.
	AckMarginSeconds = 24 * 60 * 60

	// LossAfterMs is how long after it was forwarded a packet is taken for lost, unless it
	// is acknowledged: many round trips, and the interval of acknowledgements.
	LossAfterMs = 2000

	// KeepAfterMs is how long acknowledgements of a live session may wait for a record
	// before they are made durable by themselves.
	KeepAfterMs = 500

	sessionRandBits = 20
)

// Errors of both machines. Every refused event wraps one of them.
var (
	ErrUnknownSession = errors.New("channel: unknown session")
	ErrSessionID      = errors.New("channel: session id not above the last, or too far ahead")
	ErrWrongChannel   = errors.New("channel: message for another channel")
	ErrPrice          = errors.New("channel: price is not the quoted one")
	ErrAckDeadline    = errors.New("channel: ackDeadline too early")
	ErrKeyNotZero     = errors.New("channel: the payer's own side must have no ack key")
	ErrClosing        = errors.New("channel: closing or closed")
	ErrDeposit        = errors.New("channel: deposit does not cover the credit")
	ErrTooMany        = errors.New("channel: too many sessions or records at a time")
	ErrStale          = errors.New("channel: older than what is already held")
	ErrMismatch       = errors.New("channel: receipt is not the newest offer's")
	ErrBackwards      = errors.New("channel: counter or amount went backwards")
)

// Time is when a step happens.
type Time struct {
	Ms   uint64 // wall clock, Unix milliseconds
	Head uint64 // timestamp of the chain's head block, Unix seconds; deadlines go by it
}

// NewSessionID returns max(unixMs<<20 | rand, last+1): ordered, safe for two devices and
// after a crash. Only the low 20 bits of rand are used.
func NewSessionID(now Time, rand uint32, last uint64) uint64 {
	return max(now.Ms<<sessionRandBits|uint64(rand&(1<<sessionRandBits-1)), last+1)
}

// Deployment is where a channel lives.
type Deployment struct {
	Domain        typeddata.Domain
	ClosingPeriod uint64 // T, seconds
}

// Authorization is a session authorization with its signature and what the payer asks
// for beside it.
type Authorization struct {
	receipt.SessionAuthorization
	Signature typeddata.Signature
	// RelayCounted permits basis 3 for a direction whose receiver has no key.
	RelayCounted bool
	// PayerIsA says that endpoint A is the payer itself.
	PayerIsA bool
	// AddressAndPortFiltering admits to the relayed address only addresses and ports
	// that the endpoint itself sent to (RFC 4787, section 5).
	AddressAndPortFiltering bool
}

// Key returns the ack key that the authorization names for a side.
func (a Authorization) Key(s ack.Side) common.Address {
	if s == ack.A {
		return a.KeyA
	}
	return a.KeyB
}

// SignedOffer is a relay's Offer with what the payer needs to check it.
type SignedOffer struct {
	receipt.Offer
	Signature      typeddata.Signature
	Records        []record.Record // those after the newest receipt's log, in order
	Acks           []ack.Signed    // those that the records name
	Authorizations []Authorization // of the sessions in Records
	Table          receipt.Table
	Below          typeddata.Amount // what sessions under the floor have paid
}

// SignedReceipt is a receipt with its signature and what stands behind its hashes. A
// zero Signature stands for "no receipt yet".
type SignedReceipt struct {
	receipt.Receipt
	Signature typeddata.Signature
	Table     receipt.Table
	Below     typeddata.Amount // what sessions under the table's floor have paid
	Range     []common.Hash    // compact range of the log
}

// IsZero reports whether there is no receipt.
func (r SignedReceipt) IsZero() bool { return r.Signature.IsZero() }

// directions of a session, in the record's order: A→B, B→A.
var directions = [2]struct{ sender, receiver ack.Side }{{ack.A, ack.B}, {ack.B, ack.A}}

// dirTo returns the direction whose receiver is this side.
func dirTo(s ack.Side) int { return int(s.Other()) }

// tableAfter folds the newest record of each session into a table, raises its floor and
// returns it with what sessions under the floor have paid.
func tableAfter(t receipt.Table, below typeddata.Amount, records []record.Record, floor uint64) (receipt.Table, typeddata.Amount, error) {
	for _, r := range records {
		if r.Type != record.Open {
			t = t.With(r.SessionID, r.Paid)
		}
	}
	kept := t.WithFloor(max(floor, t.Floor))
	for _, row := range t.Rows[:len(t.Rows)-len(kept.Rows)] {
		var err error
		if below, err = below.Add(row.Paid); err != nil {
			return t, below, err
		}
	}
	return kept, below, nil
}

// lastOf returns the highest session id that a table proves to have been authorized:
// only such ids have a row or become the floor.
func lastOf(t receipt.Table) uint64 {
	if n := len(t.Rows); n > 0 {
		return t.Rows[n-1].SessionID
	}
	return t.Floor
}

// total returns cumAmount: what all sessions of a table and those under its floor paid.
func total(t receipt.Table, below typeddata.Amount) (typeddata.Amount, error) {
	sum, err := t.Sum()
	if err != nil {
		return sum, err
	}
	return sum.Add(below)
}

// billed returns what one direction of a session may bill, in bytes, and on what basis.
func billed(a Authorization, acks words, counted ack.Counts, dir int, sent uint64) (uint64, record.Basis) {
	d := directions[dir]
	senderNamed := a.Key(d.sender) != (common.Address{})
	switch {
	case a.Key(d.receiver) != (common.Address{}) && senderNamed:
		return min(acks[d.receiver].RecvBytes, acks[d.sender].SentBytes, sent), record.BothSigned
	case a.Key(d.receiver) != (common.Address{}):
		return min(acks[d.receiver].RecvBytes, sent), record.ReceiverSigned
	case a.RelayCounted:
		return sent, record.RelayCounted
	}
	return min(countedFor(counted, dir), sent), record.PayerCounted
}

// countedFor returns the payer's own count of what arrived in a direction. Its counts are
// as seen from side A: sent is what it knows to have arrived at B, recv what arrived at A.
func countedFor(c ack.Counts, dir int) uint64 {
	if directions[dir].receiver == ack.A {
		return c.RecvBytes
	}
	return c.SentBytes
}

// epsOf returns a quote's loss allowance as records state it, per mille: their one byte
// holds at most 255.
func epsOf(q receipt.Quote) uint8 { return uint8(min(q.EpsPermille, math.MaxUint8)) }

// tariffOf returns the quote's prices with a session's own maximum.
func tariffOf(q receipt.Quote, most typeddata.Amount) price.Tariff {
	return price.Tariff{PerGiB: q.PricePerGiB, Flat: q.FlatPrice, Max: most}
}

func wrongChannel(got, want common.Hash) error {
	return fmt.Errorf("%w: got %s, want %s", ErrWrongChannel, got, want)
}
