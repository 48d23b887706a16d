// Package receipt holds the signed messages about money: ChannelTerms,
// SessionAuthorization, State, Offer, Receipt, CloseConsent, Quote and
// NodeKeyRegistration. One EIP-712 type a role, so no signature serves two. It is pure.
// See docs/protocol.md, sections 3 to 8.
package receipt

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	stateMembers = "State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)"

	// MaxOpenBy and MaxSalt bound the contract's uint40 and uint56.
	MaxOpenBy = 1<<40 - 1
	MaxSalt   = 1<<56 - 1
)

var (
	termsType        = typeddata.NewType("ChannelTerms(address payer,address signer,address payee,address closer,uint96 creditCap,uint40 openBy,uint56 salt)")
	authType         = typeddata.NewType("SessionAuthorization(bytes32 channelId,uint64 sessionId,address keyA,address keyB,uint96 pricePerGiB,uint96 flatPrice,uint96 maxAmount,uint64 ackDeadline)")
	stateType        = typeddata.NewType(stateMembers)
	offerType        = typeddata.NewType("Offer(bytes32 channelId,uint96 cumAmount,State state)" + stateMembers)
	receiptType      = typeddata.NewType("Receipt(bytes32 channelId,uint96 cumAmount,State state)" + stateMembers)
	consentType      = typeddata.NewType("CloseConsent(bytes32 channelId,uint96 atLeast)")
	quoteType        = typeddata.NewType("Quote(address payee,address closer,address nodeKey,uint96 creditCap,uint96 w0,uint96 pricePerGiB,uint96 flatPrice,uint16 epsPermille,uint64 expiry)")
	registrationType = typeddata.NewType("NodeKeyRegistration(address registry,address operator)")
)

// ErrTerms says that channel terms cannot be those of a channel.
var ErrTerms = errors.New("receipt: malformed channel terms")

// ChannelTerms are what a channel is; their digest is its id, so the id binds chain,
// contract and every term.
type ChannelTerms struct {
	Payer     common.Address
	Signer    common.Address // signs authorizations and receipts
	Payee     common.Address
	Closer    common.Address   // may consent to closing; zero: nobody
	CreditCap typeddata.Amount // base units: the most that can be taken without a receipt
	OpenBy    uint64           // Unix seconds, below 2^40: no opening after it
	Salt      uint64           // below 2^56
}

// Check returns ErrTerms for a zero signer or payee, or a field out of range.
func (t ChannelTerms) Check() error {
	switch {
	case t.Signer == common.Address{}:
		return fmt.Errorf("%w: zero signer", ErrTerms)
	case t.Payee == common.Address{}:
		return fmt.Errorf("%w: zero payee", ErrTerms)
	case t.OpenBy > MaxOpenBy:
		return fmt.Errorf("%w: openBy: got %d, want at most %d", ErrTerms, t.OpenBy, uint64(MaxOpenBy))
	case t.Salt > MaxSalt:
		return fmt.Errorf("%w: salt: got %d, want at most %d", ErrTerms, t.Salt, uint64(MaxSalt))
	}
	return nil
}

// ID returns the channelId: the EIP-712 digest of the terms. Terms that do not pass
// Check are no channel's, and their id is nothing's.
func (t ChannelTerms) ID(d typeddata.Domain) common.Hash {
	return d.Digest(termsType.Struct().
		Address(t.Payer).
		Address(t.Signer).
		Address(t.Payee).
		Address(t.Closer).
		Amount(t.CreditCap).
		Uint64(t.OpenBy).
		Uint64(t.Salt).
		Sum())
}

// SlotKey returns the key of a channel in the contract's one mapping:
// keccak256(channelId ‖ signer ‖ payee), 32 bytes each, so a receipt that another key
// signed, or that is settled to another payee, hits an empty slot.
func SlotKey(channelID common.Hash, signer, payee common.Address) common.Hash {
	return crypto.Keccak256Hash(channelID[:],
		common.LeftPadBytes(signer[:], 32), common.LeftPadBytes(payee[:], 32))
}

// SessionAuthorization is the signer's permission to bill one session. One per id, for
// ever.
type SessionAuthorization struct {
	ChannelID   common.Hash
	SessionID   uint64
	KeyA, KeyB  common.Address // the endpoints' ack keys; zero: none
	Tariff      price.Tariff   // pricePerGiB, flatPrice, maxAmount
	AckDeadline uint64         // Unix seconds of head time: no forwarding proof after it
}

// Digest returns the EIP-712 digest.
func (a SessionAuthorization) Digest(d typeddata.Domain) common.Hash {
	return d.Digest(authType.Struct().
		Hash(a.ChannelID).
		Uint64(a.SessionID).
		Address(a.KeyA).
		Address(a.KeyB).
		Amount(a.Tariff.PerGiB).
		Amount(a.Tariff.Flat).
		Amount(a.Tariff.Max).
		Uint64(a.AckDeadline).
		Sum())
}

// Hash returns SHA-256(digest ‖ signature), by which records name an authorization.
func (a SessionAuthorization) Hash(d typeddata.Domain, sig typeddata.Signature) common.Hash {
	digest := a.Digest(d)
	return sha256.Sum256(append(digest[:], sig[:]...))
}

// State is what a receipt says beside the amount: the log it covers and the session
// table. On chain it is one hash.
type State struct {
	LogSize      uint64
	LogRoot      common.Hash
	SessionsHash common.Hash
}

// Hash returns hashStruct(State), the contract's stateHash.
func (s State) Hash() common.Hash {
	return stateType.Struct().Uint64(s.LogSize).Hash(s.LogRoot).Hash(s.SessionsHash).Sum()
}

// Offer is the relay's bill, signed by its node key.
type Offer struct {
	ChannelID common.Hash
	CumAmount typeddata.Amount // base units, over all sessions since the channel opened
	State     State
}

// Digest returns the EIP-712 digest.
func (o Offer) Digest(d typeddata.Domain) common.Hash {
	return balanceDigest(offerType, d, o.ChannelID, o.CumAmount, o.State.Hash())
}

// Receipt returns the receipt that accepts the offer.
func (o Offer) Receipt() Receipt { return Receipt(o) }

// Receipt is the payer's promise, signed by the channel's signer; the contract pays on
// it. Cumulative: the highest replaces all others.
type Receipt Offer

// Digest returns the EIP-712 digest.
func (r Receipt) Digest(d typeddata.Domain) common.Hash {
	return balanceDigest(receiptType, d, r.ChannelID, r.CumAmount, r.State.Hash())
}

func balanceDigest(t typeddata.Type, d typeddata.Domain, id common.Hash, cum typeddata.Amount, stateHash common.Hash) common.Hash {
	return d.Digest(t.Struct().Hash(id).Amount(cum).Hash(stateHash).Sum())
}

// CloseConsent lets the payer close at once, signed by the channel's closer. It is the
// relay's last act on a channel.
type CloseConsent struct {
	ChannelID common.Hash
	AtLeast   typeddata.Amount // base units that must be settled by then
}

// Digest returns the EIP-712 digest.
func (c CloseConsent) Digest(d typeddata.Domain) common.Hash {
	return d.Digest(consentType.Struct().Hash(c.ChannelID).Amount(c.AtLeast).Sum())
}

// Quote is a relay's terms, signed by its node key.
type Quote struct {
	Payee, Closer, NodeKey common.Address
	CreditCap              typeddata.Amount // base units
	W0                     typeddata.Amount // base units: credit before the first receipt
	PricePerGiB, FlatPrice typeddata.Amount // base units
	EpsPermille            uint16           // loss allowance
	Expiry                 uint64           // Unix seconds
}

// Digest returns the EIP-712 digest.
func (q Quote) Digest(d typeddata.Domain) common.Hash {
	return d.Digest(quoteType.Struct().
		Address(q.Payee).
		Address(q.Closer).
		Address(q.NodeKey).
		Amount(q.CreditCap).
		Amount(q.W0).
		Amount(q.PricePerGiB).
		Amount(q.FlatPrice).
		Uint64(uint64(q.EpsPermille)).
		Uint64(q.Expiry).
		Sum())
}

// NodeKeyRegistration binds a node key to its operator; the node key signs it.
type NodeKeyRegistration struct {
	Registry, Operator common.Address
}

// Digest returns the EIP-712 digest.
func (n NodeKeyRegistration) Digest(d typeddata.Domain) common.Hash {
	return d.Digest(registrationType.Struct().Address(n.Registry).Address(n.Operator).Sum())
}
