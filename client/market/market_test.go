package market

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/descriptor"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const now = 1000

func amount(n uint64) typeddata.Amount { return typeddata.NewAmount(n) }

// good is a relay that may be used.
func good(key byte) Relay {
	return Relay{
		NodeKey: common.Address{key}, Stake: amount(1), Staked: true,
		Descriptor: &descriptor.Descriptor{NodeKey: common.Address{key}, Expiry: now + 1, PricePerGiB: amount(100), FlatPrice: amount(10)},
	}
}

func TestCheckRelay(t *testing.T) {
	caps := Caps{PricePerGiB: amount(100), FlatPrice: amount(10)}
	for name, c := range map[string]struct {
		change func(*Relay)
		caps   Caps
		want   error
	}{
		"good, at the caps":        {func(*Relay) {}, caps, nil},
		"good, without caps":       {func(r *Relay) { r.Descriptor.PricePerGiB = typeddata.MaxAmount() }, Caps{}, nil},
		"never staked":             {func(r *Relay) { r.Staked = false }, caps, ErrNotStaked},
		"no active key":            {func(r *Relay) { r.NodeKey = common.Address{}; r.Descriptor.NodeKey = common.Address{} }, caps, ErrNotStaked},
		"unbonding":                {func(r *Relay) { r.UnbondedAt = now + 1 }, caps, ErrUnbonding},
		"unbonding, called staked": {func(r *Relay) { r.UnbondedAt = 1; r.Staked = true }, caps, ErrUnbonding},
		"no descriptor":            {func(r *Relay) { r.Descriptor = nil }, caps, ErrNoDescriptor},
		"a rotated key's":          {func(r *Relay) { r.Descriptor.NodeKey[1]++ }, caps, ErrOtherKey},
		"expires now":              {func(r *Relay) { r.Descriptor.Expiry = now }, caps, ErrOutdated},
		"dear":                     {func(r *Relay) { r.Descriptor.PricePerGiB = amount(101) }, caps, ErrTooDear},
		"dear to begin":            {func(r *Relay) { r.Descriptor.FlatPrice = amount(11) }, caps, ErrTooDear},
	} {
		t.Run(name, func(t *testing.T) {
			r := good(1)
			c.change(&r)
			if err := c.caps.CheckRelay(r, now); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func measured(key byte, perGiB, flat uint64, rtt time.Duration) Measured {
	r := good(key)
	return Measured{Relay: r, RTT: rtt, Quote: receipt.Quote{NodeKey: r.NodeKey, PricePerGiB: amount(perGiB), FlatPrice: amount(flat), Expiry: now + 1}}
}

func TestRank(t *testing.T) {
	largest := measured(3, 0, 0, math.MaxInt64)
	largest.Quote.PricePerGiB, largest.Quote.FlatPrice = typeddata.MaxAmount(), typeddata.MaxAmount()
	expired, stranger := measured(1, 1, 0, 0), measured(1, 1, 0, 0)
	expired.Quote.Expiry = now
	stranger.Quote.NodeKey[5]++
	for name, c := range map[string]struct {
		in   []Measured
		caps Caps
		want []byte
	}{
		"nothing":                      {nil, Caps{}, nil},
		"the cheaper":                  {[]Measured{measured(1, 101, 0, 0), measured(2, 100, 0, 0)}, Caps{}, []byte{2, 1}},
		"the flat price counts":        {[]Measured{measured(1, 100, 2, 0), measured(2, 101, 0, 0)}, Caps{}, []byte{2, 1}},
		"the nearer at one price":      {[]Measured{measured(1, 100, 0, 2), measured(2, 100, 0, 1)}, Caps{}, []byte{2, 1}},
		"100 ms are worth the price":   {[]Measured{measured(1, 100, 0, RTT0), measured(2, 201, 0, 0)}, Caps{}, []byte{1, 2}},
		"and not more":                 {[]Measured{measured(1, 100, 0, RTT0), measured(2, 199, 0, 0)}, Caps{}, []byte{2, 1}},
		"free ones by distance":        {[]Measured{measured(1, 0, 0, 5), measured(2, 0, 0, 3)}, Caps{}, []byte{2, 1}},
		"alike by key":                 {[]Measured{measured(2, 1, 0, 1), measured(1, 1, 0, 1)}, Caps{}, []byte{1, 2}},
		"a negative round trip is 0":   {[]Measured{measured(2, 100, 0, -time.Hour), measured(1, 99, 0, 0)}, Caps{}, []byte{1, 2}},
		"the largest numbers are last": {[]Measured{largest, measured(1, 1<<63, 1<<63, time.Hour)}, Caps{}, []byte{1, 3}},
		"not above the caps":           {[]Measured{measured(1, 101, 0, 0), measured(2, 100, 0, 0)}, Caps{PricePerGiB: amount(100)}, []byte{2}},
		"not expired":                  {[]Measured{expired, measured(2, 100, 0, 0)}, Caps{}, []byte{2}},
		"not another key's":            {[]Measured{stranger, measured(2, 100, 0, 0)}, Caps{}, []byte{2}},
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 { // in either order
				var got []byte
				for _, m := range c.caps.Rank(c.in, now) {
					got = append(got, m.NodeKey[0])
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("got %v, want %v", got, c.want)
				}
				slices.Reverse(c.in)
			}
		})
	}
}
