// Package market chooses among relays. It is pure: what a relay says of itself, what the
// registry says of it and what was measured are arguments.
//
// A relay is left out for a reason (Caps.CheckRelay), and the rest are ordered by what a
// reference session costs, made dearer by distance:
//
//	cost = f(1 GiB) · (1 + RTT/RTT0)
//
// It is the place of the full rank, price/(1-loss) · (1+RTT/RTT0) / q over a draw in
// proportion to stake: loss and the posterior q of good sessions are further factors of
// Measured.cost, and the draw comes between CheckRelay and Rank.
package market

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/payment/descriptor"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// RTT0 is the round trip that makes a relay count as twice as dear.
const RTT0 = 100 * time.Millisecond

// reference is the size of the session that prices are compared by, in bytes.
const reference = 1 << 30

// Why a relay is left out.
var (
	ErrNotStaked    = errors.New("market: not staked")
	ErrUnbonding    = errors.New("market: taking its stake out")
	ErrNoDescriptor = errors.New("market: no valid descriptor")
	ErrOutdated     = errors.New("market: descriptor or quote has expired")
	ErrOtherKey     = errors.New("market: descriptor of another node key")
	ErrTooDear      = errors.New("market: too dear")
)

// Relay is a relay as the registry and its own descriptor tell it.
type Relay struct {
	Operator   common.Address
	NodeKey    common.Address   // active
	Stake      typeddata.Amount // base units
	Staked     bool             // clients may count on the stake
	UnbondedAt uint64           // Unix seconds of head time; zero: not unbonding
	// Descriptor is the newest, its signature checked; nil: none.
	Descriptor *descriptor.Descriptor
}

// Caps are the most that a payer agrees to, in base units; zero is no cap.
type Caps struct {
	PricePerGiB, FlatPrice typeddata.Amount
}

// Check returns ErrTooDear for prices above the caps.
func (c Caps) Check(perGiB, flat typeddata.Amount) error {
	switch {
	case !c.PricePerGiB.IsZero() && c.PricePerGiB.Less(perGiB):
		return fmt.Errorf("%w: asks %s a GiB, the limit is %s", ErrTooDear, perGiB, c.PricePerGiB)
	case !c.FlatPrice.IsZero() && c.FlatPrice.Less(flat):
		return fmt.Errorf("%w: asks %s flat, the limit is %s", ErrTooDear, flat, c.FlatPrice)
	}
	return nil
}

// CheckRelay returns why a relay is not to be used, nil if it may be. now is in Unix seconds.
func (c Caps) CheckRelay(r Relay, now uint64) error {
	switch {
	case r.UnbondedAt != 0:
		return ErrUnbonding
	case !r.Staked || r.NodeKey == common.Address{}:
		return ErrNotStaked
	case r.Descriptor == nil:
		return ErrNoDescriptor
	case r.Descriptor.NodeKey != r.NodeKey:
		return fmt.Errorf("%w: got %s, want %s", ErrOtherKey, r.Descriptor.NodeKey, r.NodeKey)
	case r.Descriptor.Expiry <= now:
		return fmt.Errorf("%w: at %d, it is %d", ErrOutdated, r.Descriptor.Expiry, now)
	}
	return c.Check(r.Descriptor.PricePerGiB, r.Descriptor.FlatPrice)
}

// LeftOut is a relay that is not to be used, and why.
type LeftOut struct {
	Relay
	Why error
}

// Measured is a relay that answered: its binding quote and how far it is.
type Measured struct {
	Relay
	Quote receipt.Quote // signature checked
	RTT   time.Duration
}

// Rank orders relays, best first: by cost, then nearest, then node key, so that equal
// input gives equal output. Quotes above the caps, of another node key or expired are
// left out.
func (c Caps) Rank(relays []Measured, now uint64) []Measured {
	var out []Measured
	for _, m := range relays {
		if c.CheckQuote(m.Quote, m.NodeKey, now) == nil {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Measured) int {
		return cmp.Or(a.cost().Cmp(b.cost()), cmp.Compare(a.RTT, b.RTT), bytes.Compare(a.NodeKey[:], b.NodeKey[:]))
	})
	return out
}

// CheckQuote returns why a quote is not to be used for a new channel. Whether its
// signature verifies was asked before.
func (c Caps) CheckQuote(q receipt.Quote, nodeKey common.Address, now uint64) error {
	switch {
	case q.NodeKey != nodeKey:
		return fmt.Errorf("%w: quote of %s, want %s", ErrOtherKey, q.NodeKey, nodeKey)
	case q.Expiry <= now:
		return fmt.Errorf("%w: at %d, it is %d", ErrOutdated, q.Expiry, now)
	}
	return c.Check(q.PricePerGiB, q.FlatPrice)
}

// cost returns f(reference) · (RTT0 + RTT), in base units times nanoseconds: 96 and 63
// bits.
func (m Measured) cost() *uint256.Int {
	f := price.Tariff{PerGiB: m.Quote.PricePerGiB, Flat: m.Quote.FlatPrice, Max: typeddata.MaxAmount()}.Amount(reference)
	distance := min(uint64(max(m.RTT, 0)), math.MaxInt64-uint64(RTT0)) + uint64(RTT0)
	return new(uint256.Int).Mul(f.Int(), uint256.NewInt(distance))
}
