// Package forwarding holds what a dispute is settled by on chain: the forwarding proof of
// settleWithProof (delivered, but unsigned) and the equivocation of slash (two
// histories), with the bytes that the contracts read and the verdict that they reach. It
// is pure. See docs/disputes.md, and docs/protocol.md, section 15.
//
// # Forwarding proof, the bytes that settleWithProof takes beside payer and packed terms
//
// All integers are big-endian and nothing is padded.
//
//	has a receipt  1          0: none, and sessions follow at once; 1: as follows
//	  cumAmount    12
//	  logSize      8
//	  logRoot      32
//	  r ‖ vs       64         Receipt, by the channel's signer
//	  rows         2          number of rows of the session table
//	  floor        8
//	  row          20 each    sessionId 8 ‖ paid 12; ids strictly increasing, none below floor, none paid 0
//	session        to the end, ids strictly increasing, none below floor
//	  sessionId    8
//	  keyA         20
//	  keyB         20
//	  pricePerGiB  12
//	  flatPrice    12
//	  maxAmount    12
//	  ackDeadline  8
//	  r ‖ vs       64         SessionAuthorization, by the channel's signer
//	  acknowledgement, of A then of B, only of a side whose key is not zero:
//	    sentBytes    8
//	    recvBytes    8
//	    sentPackets  8
//	    recvPackets  8
//	    evidence     32
//	    r ‖ vs       64       DeliveryAck, by the side's key
//
// # Equivocation, the bytes that slash takes
//
//	channelId      32
//	Offer          148 each, two, logSize of the first not above that of the second:
//	  cumAmount    12
//	  logSize      8
//	  logRoot      32
//	  sessionsHash 32
//	  r ‖ vs       64         Offer, both by one node key
//	by inclusion, and only if it is not by the same logSize:
//	  index        8          below the first logSize
//	  leaf         32 each, two: SHA-256(0x00 ‖ record) in either log
//	  path         32 each    RFC 9162, section 2.1.3: of the first log, then of the second;
//	                          index and logSize say how many
//
// # Rules of a forwarding proof, in this order
//
//  1. The slot is live (ErrNoChannel) and not closed: closeAt is 0 or ahead of now (ErrClosed).
//  2. The receipt is whole (ErrLayout) and the channel's signer signed it (ErrReceipt). None
//     is cumAmount 0 over an empty table with floor 0.
//  3. The table's ids strictly increase, none is below its floor and none has paid 0
//     (ErrTable).
//  4. Each session in turn: its authorization is whole (ErrLayout); its id is above the one
//     before and not below the floor (ErrOrder); the signer signed the authorization
//     (ErrAuthorization); of A, then of B, if the key is not zero: the acknowledgement is
//     whole (ErrLayout) and the key signed it (ErrAck).
//  5. A session is worth f of its tariff (package price) for the bytes that ack.Acknowledged
//     gives, without payer-counted ones, and 0 if now ≥ ackDeadline. What exceeds the
//     session's row in the table, 0 without one, is added up: Σ.
//  6. settled' = max(settled, min(deposit, cumAmount + min(creditCap, Σ))) must exceed
//     settled (ErrNotHigher).
//
// A session whose named end has not acknowledged is worth nothing and has no place in a
// proof: its bytes would be the lesser of some and none.
//
// Example: creditCap 4,000,000, deposit 10,000,000, settled 0; 1,000,000 base units a GiB,
// a flat price of 10. The newest receipt is of 2,500,000, and its table says that session 7
// has paid 500,010. Its ends have acknowledged 2^30 bytes of one direction since, and 2^29
// of the other, so f = 10 + 1,500,000 and Σ = 1,000,000: settled' = 3,500,000. The same proof
// without the receipt settles 1,500,010, which is less.
//
// # Rules of an equivocation, in this order
//
//  1. The Offers are whole (ErrLayout).
//  2. One key, not zero, signed both (ErrNodeKey). It is the node key.
//  3. Without inclusion: the logSizes are equal and the digests differ (ErrNoContradiction).
//  4. With it: the leaves are whole, the first logSize is not above the second, and the
//     index is below the first (ErrLayout); the leaves differ (ErrNoContradiction); the
//     paths are whole and nothing follows (ErrLayout); both lead to their Offer's root
//     (ErrInclusion).
//
// Hashes of leaves are enough. Index and size fix the length of a path, so what passes for a
// leaf of an honest log is a leaf, never an inner node; and an append-only log has one leaf
// at an index.
package forwarding

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// What is wrong with a forwarding proof, in the order of the rules.
var (
	// ErrLayout says that bytes are no proof, or no equivocation.
	ErrLayout = errors.New("forwarding: malformed bytes")
	// ErrNoChannel says that there is no such channel.
	ErrNoChannel = errors.New("forwarding: no such channel")
	// ErrClosed says that the closing period is over.
	ErrClosed = errors.New("forwarding: channel is closed")
	// ErrReceipt says that the channel's signer did not sign the receipt.
	ErrReceipt = errors.New("forwarding: receipt")
	// ErrTable says that rows are out of order or below the floor, or have paid 0.
	ErrTable = errors.New("forwarding: malformed session table")
	// ErrOrder says that a session is out of order or below the floor.
	ErrOrder = errors.New("forwarding: session out of order")
	// ErrAuthorization says that the channel's signer did not authorize a session.
	ErrAuthorization = errors.New("forwarding: authorization")
	// ErrAck says that a named key did not sign its side's acknowledgement.
	ErrAck = errors.New("forwarding: acknowledgement")
	// ErrNotHigher says that as much was settled before.
	ErrNotHigher = errors.New("forwarding: nothing more to settle")
)

// What else is wrong with an equivocation, in the order of the rules.
var (
	// ErrNodeKey says that the Offers are not both signed by one key.
	ErrNodeKey = errors.New("forwarding: offers are not of one node key")
	// ErrNoContradiction says that one log may well have both Offers.
	ErrNoContradiction = errors.New("forwarding: offers do not contradict each other")
	// ErrInclusion says that a leaf is not shown to be in an Offer's log.
	ErrInclusion = errors.New("forwarding: inclusion proof")
)

// Proof is a forwarding proof: what a channel's signer signed, and what endpoints
// acknowledged beyond it.
type Proof struct {
	Terms    receipt.ChannelTerms
	Receipt  *Receipted // nil: none was ever signed
	Sessions []Session  // ids strictly increasing; may be empty
}

// Receipted is the newest receipt with the table behind its State.
type Receipted struct {
	CumAmount typeddata.Amount
	LogSize   uint64
	LogRoot   common.Hash
	Table     receipt.Table
	Signature typeddata.Signature // of the Receipt, by the channel's signer
}

// Session is what is proved of one session.
type Session struct {
	Authorization receipt.SessionAuthorization
	Signature     typeddata.Signature // by the channel's signer
	// Acks are the newest acknowledgements by side; that of a side without a key is zero,
	// and that of a side with a key is not.
	Acks [2]ack.Signed
}

// Channel is a channel's slot.
type Channel struct {
	Deposit, Settled typeddata.Amount // base units
	CloseAt          uint64           // Unix seconds; 0: not closing
}

// Equivocation is a pair of Offers of one node key on one channel that an append-only log
// never yields. Offers[0].State.LogSize ≤ Offers[1].State.LogSize.
type Equivocation struct {
	ChannelID  common.Hash
	Offers     [2]receipt.Offer
	Signatures [2]typeddata.Signature
	// Inclusion is nil where both Offers have the same logSize.
	Inclusion *Inclusion
}

// Inclusion shows two leaves at one index of the two logs.
type Inclusion struct {
	Index  uint64
	Leaves [2]common.Hash
	Paths  [2][]common.Hash // lowest node first
}
