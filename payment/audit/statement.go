package audit

import (
	"crypto/sha256"
	"math"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/batchlog"
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

// all returns the points with the newest.
func (s *series) all() []Point {
	if n := len(s.points); n == 0 || s.points[n-1] != s.last && s.last.Ms != 0 {
		return append(s.points, s.last)
	}
	return s.points
}

// Samples compares what both ends of sessions sampled, where both gave their leaves.
type Samples struct {
	Leaves  uint64 `json:"leaves"`  // that verified against their acknowledgements
	Sent    uint64 `json:"sent"`    // samples of a sender whose receiver's are here too
	Missing uint64 `json:"missing"` // of them, that the receiver does not have
	Foreign uint64 `json:"foreign"` // that a receiver has and the sender does not: changed on the way
}

// compare compares two ends' samples of one direction as multisets.
func (s *Samples) compare(sent, received []EvidenceLeaf) {
	left := make(map[EvidenceLeaf]int, len(sent))
	for _, l := range sent {
		left[l]++
	}
	matched := 0
	for _, l := range received {
		if left[l] > 0 {
			left[l]--
			matched++
		}
	}
	s.Sent += uint64(len(sent))
	s.Missing += uint64(len(sent) - matched)
	s.Foreign += uint64(len(received) - matched)
}

// Rate is an estimate with its 95 % confidence interval (Wilson's score).
type Rate struct{ Estimate, Low, High float64 }

// Loss returns the share of packets that did not arrive as they were sent, and Changed
// that of packets that arrived as others. Zero samples say nothing: 0 to 1.
func (s Samples) Loss() Rate { return wilson(s.Missing, s.Sent) }

// Changed returns the share of packets that were changed on the way.
func (s Samples) Changed() Rate { return wilson(min(s.Foreign, s.Sent), s.Sent) }

func wilson(hits, of uint64) Rate {
	if of == 0 {
		return Rate{0, 0, 1}
	}
	const z = 1.959963984540054
	n := float64(of)
	p := float64(hits) / n
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return Rate{p, max(0, mid-half), min(1, mid+half)}
}

// hash returns SHA-256(0x02 ‖ rootSent ‖ rootRecv), which an acknowledgement commits to.
func (e Evidence) hash() common.Hash {
	sent, received := rootOf(e.Sent), rootOf(e.Received)
	return sha256.Sum256(append(append([]byte{0x02}, sent[:]...), received[:]...))
}

func rootOf(leaves []EvidenceLeaf) common.Hash {
	var log batchlog.Log
	for _, l := range leaves {
		log = log.Append(sha256.Sum256(append([]byte{0x00}, l[:]...)))
	}
	return log.Root()
}
