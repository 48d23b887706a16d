package channel

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Effect is something that the edge must do, in the order given.
type Effect interface{ effect() }

// Store makes its parts durable, all or nothing, before any later effect.
type Store struct {
	Terms         *Terms
	Authorization *Authorization
	Leaves        []Leaf
	Acks          []ack.Signed // those that Leaves name
	// Kept are acknowledgements that no record names yet: what a forwarding proof rests on
	// if the payer signs nothing more. The newest of each session and side counts.
	Kept    []ack.Signed
	Offer   *StoredOffer
	Receipt *SignedReceipt
	Consent *receipt.CloseConsent
}

// merged makes one Store of those of a step, in the place of the first. Only a part that is in
// both keeps two apart.
func merged(effects []Effect) []Effect {
	first := -1
	var out []Effect
	for _, e := range effects {
		st, is := e.(Store)
		if is && first >= 0 {
			if all, ok := out[first].(Store).and(st); ok {
				out[first] = all
				continue
			}
		}
		if is {
			first = len(out)
		}
		out = append(out, e)
	}
	return out
}

// and returns the parts of two Stores in one, unless one is in both.
func (st Store) and(more Store) (Store, bool) {
	ok := join(&st.Terms, more.Terms) && join(&st.Authorization, more.Authorization) && join(&st.Offer, more.Offer) &&
		join(&st.Receipt, more.Receipt) && join(&st.Consent, more.Consent) &&
		joinAll(&st.Leaves, more.Leaves) && joinAll(&st.Acks, more.Acks) && joinAll(&st.Kept, more.Kept)
	return st, ok
}

func join[T any](one **T, other *T) bool {
	if *one == nil {
		*one = other
		return true
	}
	return other == nil
}

func joinAll[T any](some *[]T, others []T) bool {
	if len(*some) == 0 {
		*some = others
		return true
	}
	return len(others) == 0
}

// Terms is what a relay agreed to when it began to serve a channel.
type Terms struct {
	Channel receipt.ChannelTerms
	Quote   receipt.Quote
}

// Leaf is a record and its index in the batch log.
type Leaf struct {
	Index  uint64
	Record record.Record
}

// StoredOffer is the newest Offer with the state behind its hashes. Signing is
// deterministic (RFC 6979), so the signature need not be kept.
type StoredOffer struct {
	Offer receipt.Offer
	Table receipt.Table
	Below typeddata.Amount
	Range []common.Hash // compact range of the log
}

// SendOffer signs the Offer with the node key and sends it to the payer, if it is there.
type SendOffer struct{ Offer SignedOffer }

// SendConsent signs the consent as the channel's closer and sends it.
type SendConsent struct{ Consent receipt.CloseConsent }

// SendReceipt sends the receipt to the relay; the payer's edge signs it.
type SendReceipt struct{ Receipt receipt.Receipt }

// StartSession issues credentials for a session.
type StartSession struct{ Authorization Authorization }

// EndSession ends a session's allocations and credentials.
type EndSession struct {
	SessionID uint64
	Reason    EndReason
}

// Grant lets a session's meter pass this many more payload bytes.
type Grant struct {
	SessionID uint64
	Bytes     uint64
}

func (Store) effect()        {}
func (SendOffer) effect()    {}
func (SendConsent) effect()  {}
func (SendReceipt) effect()  {}
func (StartSession) effect() {}
func (EndSession) effect()   {}
func (Grant) effect()        {}

// EndReason says why a session ended.
type EndReason uint8

// The reasons; the values are those on the wire.
const (
	EndByPayer   EndReason = 1 // the payer asked
	EndClosing   EndReason = 2 // the channel closes
	EndMaxAmount EndReason = 3 // the uncapped price reached maxAmount
	EndUnpaid    EndReason = 4 // no receipt within the grace time
	EndDispute   EndReason = 5 // the payer refused an Offer
	EndExpired   EndReason = 6 // its credentials expired
	EndShutdown  EndReason = 7 // the relay stops
)

var endReasons = [...]string{"", "by-payer", "closing", "max-amount", "unpaid", "dispute", "expired", "shutdown"}

// String returns the reason's name.
func (r EndReason) String() string {
	if r > 0 && int(r) < len(endReasons) {
		return endReasons[r]
	}
	return fmt.Sprintf("unknown-%d", uint8(r))
}
