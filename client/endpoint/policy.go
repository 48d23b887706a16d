package endpoint

import (
	"time"

	"github.com/portage-relay/portage/proofs/ack"
)

// When to tell the relay (an acknowledgement, or the payer's counts). "Octets" are those
// of both directions: both use up the credit that an acknowledgement renews, and what a
// named sender says caps what its receiver says.
const (
	// firstDelay is how long a first octet waits as long as the relay has said nothing: it
	// cannot ask an end that it has not heard of.
	firstDelay = 200 * time.Millisecond
	// delay is how long a first octet waits if no more come, once the relay can ask. It
	// bounds how long the tail of a burst stands unpaid.
	delay = 30 * time.Second

	// What the relay asks for is said at most askBurst times at once, and then once each
	// askEvery.
	askEvery = 100 * time.Millisecond
	askBurst = 10
)

// After a failed delivery the next waits, doubling from retryFirst to retryMost.
const (
	retryFirst = 100 * time.Millisecond
	retryMost  = 3200 * time.Millisecond
)

// Policy says when an end has to tell the relay what passed. It knows octets and instants,
// no clock. The zero value is ready to use; it is not safe for concurrent use.
type Policy struct {
	every     uint64        // octets after which the relay wants to be told; 0: it has not said
	told      uint64        // octets in the newest delivered word
	since     time.Time     // first octet after it; zero: none yet
	asked     bool          // the relay wants to be told what it has not been told
	rested    time.Time     // when askBurst answers in a row are free again
	notBefore time.Time     // of the next try, after a failed one
	backoff   time.Duration // before the try after that
}

// Every notes after how many octets the relay wants to be told again; 0 changes nothing.
func (p *Policy) Every(octets uint64) {
	if octets != 0 {
		p.every = octets
	}
}

// Asked notes that the relay wants to be told now. If there is nothing new, it is as soon
// as there is.
func (p *Policy) Asked() { p.asked = true }

// Lost notes that the newest word may not have arrived: it is due again as if the relay had
// asked, even if nothing is new.
func (p *Policy) Lost(now time.Time) {
	if p.told > 0 && p.since.IsZero() {
		p.since = now
	}
	p.asked = true
}

// threshold is how many octets beyond those told make a word due at once.
func (p *Policy) threshold() uint64 { return max(p.every, ack.LeastEvery) }

// Grew notes that total octets have passed. It reports whether the instant at which a word
// is due has thereby moved.
func (p *Policy) Grew(total uint64, now func() time.Time) bool {
	if total > p.told && p.since.IsZero() {
		p.since = now()
		return true
	}
	return total-p.told >= p.threshold()
}

// Due returns how long until a word is due, at most 0 if it is now, and false if there is
// nothing to tell.
func (p *Policy) Due(total uint64, now time.Time) (time.Duration, bool) {
	if p.since.IsZero() {
		return 0, false
	}
	at := p.since.Add(p.patience())
	if p.asked {
		at = earlier(at, p.rested.Add(-(askBurst-1)*askEvery))
	}
	if total-p.told >= p.threshold() {
		at = p.since
	}
	return later(at, p.notBefore).Sub(now), true
}

// patience is how long a first octet waits for others.
func (p *Policy) patience() time.Duration {
	if p.every == 0 {
		return firstDelay
	}
	return delay
}

// Delivered notes that a word on told octets has arrived; total have passed meanwhile.
func (p *Policy) Delivered(told, total uint64, now time.Time) {
	next := Policy{every: p.every, told: told, rested: p.rested}
	if p.asked {
		next.rested = later(p.rested, now).Add(askEvery)
	}
	if total > told {
		next.since = now
	}
	*p = next
}

// Failed notes that a delivery failed.
func (p *Policy) Failed(now time.Time) {
	p.backoff = min(max(2*p.backoff, retryFirst), retryMost)
	p.notBefore = now.Add(p.backoff)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
