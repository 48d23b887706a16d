package endpoint

import "time"

// When to acknowledge. "Octets" are those of both directions: both use up the credit that
// an acknowledgement renews, and what a named sender says caps what its receiver says.
const (
	// ackEvery octets are due first: credit begins at w0, which may be worth 64 KiB, and
	// a relay whose payer learns of every quarter of that never stops for want of an ack.
	ackEvery = 16 << 10
	// ackAtMost octets stay unacknowledged, an eighth of a credit grown to 4 MiB. It
	// costs one signature (about 50 µs) each.
	ackAtMost = 512 << 10
	// ackShare: credit at most doubles per receipt, so what is due grows with what was
	// acknowledged, as a quarter of it.
	ackShare = 4
	// ackDelay is how long a first octet waits if no more come. It bounds how long the
	// tail of a burst stands unpaid, and what a stop at the credit's end costs.
	ackDelay = 200 * time.Millisecond
)

// After a failed delivery the next waits, doubling from ackRetry to ackRetryMost.
const (
	ackRetry     = 100 * time.Millisecond
	ackRetryMost = 3200 * time.Millisecond
)

// ackPolicy says when an acknowledgement is due. It knows octets and instants, no clock.
// The zero value is ready to use.
type ackPolicy struct {
	acked     uint64        // octets in the newest delivered acknowledgement
	since     time.Time     // first octet after it; zero: none yet
	notBefore time.Time     // of the next try, after a failed one
	backoff   time.Duration // before the try after that
}

// threshold is how many octets beyond acked make an acknowledgement due at once.
//
// Example: 16 KiB up to 64 KiB acknowledged, 32 KiB at 128 KiB, 512 KiB from 2 MiB on.
func (p *ackPolicy) threshold() uint64 {
	return min(max(p.acked/ackShare, ackEvery), ackAtMost)
}

// grew notes that total octets have passed. It reports whether the instant at which an
// acknowledgement is due has thereby moved.
func (p *ackPolicy) grew(total uint64, now func() time.Time) bool {
	if total > p.acked && p.since.IsZero() {
		p.since = now()
		return true
	}
	return total-p.acked >= p.threshold()
}

// due returns how long until an acknowledgement is due, at most 0 if it is now, and
// false if there is nothing to acknowledge.
func (p *ackPolicy) due(total uint64, now time.Time) (time.Duration, bool) {
	if p.since.IsZero() {
		return 0, false
	}
	at := p.since.Add(ackDelay)
	if total-p.acked >= p.threshold() {
		at = p.since
	}
	if at.Before(p.notBefore) {
		at = p.notBefore
	}
	return at.Sub(now), true
}

// delivered notes that the acknowledgement of acked octets has arrived; total have passed
// meanwhile.
func (p *ackPolicy) delivered(acked, total uint64, now time.Time) {
	*p = ackPolicy{acked: acked}
	if total > acked {
		p.since = now
	}
}

// failed notes that a delivery failed.
func (p *ackPolicy) failed(now time.Time) {
	p.backoff = min(max(2*p.backoff, ackRetry), ackRetryMost)
	p.notBefore = now.Add(p.backoff)
}
