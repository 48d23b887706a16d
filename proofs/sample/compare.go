package sample

import (
	"encoding/json"
	"math"
)

// Comparison is what the samples of both ends say of one direction. Counts of samples;
// they add up over sessions.
type Comparison struct {
	Sent     uint64 // that the sender has
	Received uint64 // that the receiver has
	Missing  uint64 // of Sent, that the receiver does not have: lost, or changed
	Foreign  uint64 // of Received, that the sender does not have: changed
}

// Compare compares what one end sent with what the other received, as multisets.
func Compare(sent, received []Leaf) Comparison {
	left := make(map[Leaf]int, len(sent))
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
	return Comparison{
		Sent: uint64(len(sent)), Received: uint64(len(received)),
		Missing: uint64(len(sent) - matched), Foreign: uint64(len(received) - matched),
	}
}

// Add returns the sum of two comparisons.
func (c Comparison) Add(o Comparison) Comparison {
	return Comparison{c.Sent + o.Sent, c.Received + o.Received, c.Missing + o.Missing, c.Foreign + o.Foreign}
}

// Loss returns the share of packets that did not arrive as they were sent.
func (c Comparison) Loss() Rate { return wilson(c.Missing, c.Sent) }

// Change returns the share of what arrived that was never sent so. A changed packet has
// another tag and is sampled, or not, by that: as often as any other.
func (c Comparison) Change() Rate { return wilson(c.Foreign, c.Received) }

// MarshalJSON implements json.Marshaler, with the rates.
func (c Comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Sent     uint64 `json:"sent"`
		Received uint64 `json:"received"`
		Missing  uint64 `json:"missing"`
		Foreign  uint64 `json:"foreign"`
		Loss     Rate   `json:"loss"`
		Change   Rate   `json:"change"`
	}{c.Sent, c.Received, c.Missing, c.Foreign, c.Loss(), c.Change()})
}

// Rate is a share of packets, estimated from samples, with its 95 % confidence interval.
type Rate struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// z is the 0.975 quantile of the normal distribution: 95 % confidence, both sides.
const z = 1.959963984540054

// wilson is Wilson's score interval (Wilson 1927; recommended by Brown, Cai, DasGupta:
// Interval Estimation for a Binomial Proportion, Statistical Science 16, 2001): it holds
// for few samples and for rates near 0, where loss is. No samples say nothing: 0 to 1.
//
// Example: of 100 none is missing: 0, interval 0 to 3.7 %. Of 1,000 ten are: 1 %,
// interval 0.54 to 1.83 %.
func wilson(hits, of uint64) Rate {
	if of == 0 {
		return Rate{0, 0, 1}
	}
	n := float64(of)
	p := float64(hits) / n
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	r := Rate{p, mid - half, mid + half}
	if hits == 0 { // exactly, without rounding
		r.Low = 0
	}
	if hits == of {
		r.High = 1
	}
	return r
}
