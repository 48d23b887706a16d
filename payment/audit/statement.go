package audit

import (
	"math"
	"math/bits"

	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Bytes are payload bytes of a channel's visible records, both directions. It balances:
//
//	In = ByBasis (all four) + Lost + Refused + Outstanding
type Bytes struct {
	In          uint64    `json:"in"`          // that the relay forwarded
	ByBasis     [4]uint64 `json:"by_basis"`    // billed: both signed, receiver signed, payer-counted, relay-counted
	Lost        uint64    `json:"lost"`        // not acknowledged when their session was closed
	Refused     uint64    `json:"refused"`     // that the payer did not accept, by adjustments
	Outstanding uint64    `json:"outstanding"` // not acknowledged yet, of sessions that are not closed
}

// Acknowledged returns all that is billed.
func (b Bytes) Acknowledged() uint64 {
	return b.ByBasis[0] + b.ByBasis[1] + b.ByBasis[2] + b.ByBasis[3]
}

// Balances reports whether every byte is in exactly one place.
func (b Bytes) Balances() bool {
	return b.In == b.Acknowledged()+b.Lost+b.Refused+b.Outstanding
}

// bytesOf returns what the newest record of a session says.
func bytesOf(r record.Record, refused [2]uint64) Bytes {
	var b Bytes
	for i, d := range directionsOf(r) {
		b.In += d.sent
		b.ByBasis[d.basis] += d.recv
		rest := d.sent - min(d.sent, d.recv)
		back := min(rest, refused[i])
		b.Refused += back
		if rest -= back; r.Type == record.Close {
			b.Lost += rest
		} else {
			b.Outstanding += rest
		}
	}
	return b
}

// replace takes a session's old figures out and puts new ones in. It reports whether the
// sum fits 64 bits; all the others are at most In.
func (b *Bytes) replace(old, now Bytes) bool {
	sum, carry := bits.Add64(b.In-old.In, now.In, 0)
	if carry != 0 {
		return false
	}
	b.In = sum
	for i := range b.ByBasis {
		b.ByBasis[i] += now.ByBasis[i] - old.ByBasis[i]
	}
	b.Lost += now.Lost - old.Lost
	b.Refused += now.Refused - old.Refused
	b.Outstanding += now.Outstanding - old.Outstanding
	return true
}

// Add returns the sum of two statements, at most 2^64-1 each.
func (b Bytes) Add(c Bytes) Bytes {
	if !b.replace(Bytes{}, c) {
		return Bytes{In: math.MaxUint64}
	}
	return b
}

// Money is a channel's money in base units. With the chain, it balances:
//
//	Deposited = Settled + Refunded + Held
type Money struct {
	Offered   typeddata.Amount `json:"offered"`   // by the newest Offer
	Receipted typeddata.Amount `json:"receipted"` // by the newest Receipt
	Deposited typeddata.Amount `json:"deposited"` // the rest is the chain's word; zero without
	Settled   typeddata.Amount `json:"settled"`
	ByProof   typeddata.Amount `json:"settled_by_proof"` // of it, beyond any receipt
	Refunded  typeddata.Amount `json:"refunded"`
	Held      typeddata.Amount `json:"held"` // by the contract
}

// Owed returns what receipts let the payee settle still.
func (m Money) Owed() typeddata.Amount { return m.Receipted.Min(m.Deposited).SubFloor(m.Settled) }

// Point is a channel's figures at one time, cumulative.
type Point struct {
	Ms      uint64           `json:"ms"` // Unix milliseconds
	Sent    uint64           `json:"sent"`
	Billed  uint64           `json:"billed"`
	Lost    uint64           `json:"lost"` // not acknowledged: Lost and Outstanding
	Offered typeddata.Amount `json:"offered"`
}

// maxPoints of a channel's series are kept: what a plot can show.
const maxPoints = 256

// series keeps points of a long history, thinned out evenly.
type series struct {
	points []Point
	every  int // so many points become one
	skip   int
	last   Point
}

func (s *series) start(ms uint64) { s.points = append(s.points, Point{Ms: ms}) }

func (s *series) add(p Point) {
	if p.Ms < s.last.Ms { // clocks may go back, plots do not
		p.Ms = s.last.Ms
	}
	s.last = p
	if s.skip++; s.skip < s.every {
		return
	}
	s.skip = 0
	if s.points = append(s.points, p); len(s.points) < maxPoints {
		return
	}
	kept := s.points[:0]
	for i := 0; i < len(s.points); i += 2 {
		kept = append(kept, s.points[i])
	}
	s.points, s.every = kept, max(1, s.every)*2
}

// all returns the points with the newest; none, where nothing was told.
func (s *series) all() []Point {
	if n := len(s.points); s.last.Ms != 0 && (n == 0 || s.points[n-1] != s.last) {
		return append(s.points, s.last)
	}
	return s.points
}
