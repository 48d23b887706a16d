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
//	  row          20 each    sessionId 8 ‖ paid 12; ids strictly increasing, none below floor
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
package forwarding

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
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
