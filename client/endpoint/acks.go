package endpoint

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ackTimeout is how long one delivery may take: longer than any round trip, short enough
// that a broken stream is tried anew within the relay's patience.
const ackTimeout = 5 * time.Second

// ErrAck says that an acknowledgement was not delivered. A newer one will be.
var ErrAck = errors.New("endpoint: acknowledgement not delivered")

// AckSink takes an endpoint's acknowledgements to the relay. SendAck is never called twice
// at once, and each acknowledgement covers all before it, so one that is lost needs no
// repeat. An error, or ctx's end, makes the endpoint come again with its newest. It must
// return when ctx ends.
type AckSink interface {
	SendAck(ctx context.Context, a ack.Signed) error
	Asker
}

// CountSink takes the payer's own counts to where it pays: nobody signs them, as nobody
// but the payer believes them. It is told by the same policy as an AckSink, under the
// same rules.
type CountSink interface {
	SendCounts(ctx context.Context, c ack.Counts) error
	Asker
}

// Asker hands on when the relay wants to be told. It is safe for concurrent use.
type Asker interface {
	// Every returns after how many octets the relay wants to be told again, as it said
	// last; 0: it has not said.
	Every() uint64
	// Asked receives when the relay wants to be told now what it has not been told. Several
	// that nobody received yet are one. Every is the newest by then.
	Asked() <-chan struct{}
	// Lost receives when the newest word may have been lost on its way although it was
	// taken. It may be nil, if whoever takes words repeats the newest by itself.
	Lost() <-chan struct{}
}

// Acks is what an endpoint needs to acknowledge.
type Acks struct {
	Domain typeddata.Domain
	Side   ack.Side
	// Key is the session's ack key, fresh for each session. Its address is the
	// session's KeyA or KeyB, by Side.
	Key  *ecdsa.PrivateKey
	Sink AckSink
}

// check returns ErrConfig for a key that is not the session's.
func (a *Acks) check(s Session) error {
	if a == nil {
		return nil
	}
	if a.Side > ack.B || a.Key == nil || a.Sink == nil {
		return fmt.Errorf("%w: acks: side, key or sink missing", ErrConfig)
	}
	want := [...]common.Address{ack.A: s.KeyA, ack.B: s.KeyB}[a.Side]
	if got := crypto.PubkeyToAddress(a.Key.PublicKey); got != want {
		return fmt.Errorf("%w: ack key of %s: got %s, want %s", ErrConfig, a.Side, got, want)
	}
	return nil
}

// flush asks the acknowledging goroutine for one delivery now.
type flush struct {
	ctx  context.Context
	done chan error // cap 1
}

// acknowledge runs until ctx ends. It alone signs and delivers, so acknowledgements leave
// in the order of their counts.
func (c *Conn) acknowledge(ctx context.Context) {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	for {
		timer.Stop()
		if wait, pending := c.ackDue(); pending {
			timer.Reset(wait)
		}
		select {
		case <-ctx.Done():
			return
		case <-c.wake:
		case <-c.asker.Asked():
			c.noteAsked()
		case <-c.asker.Lost():
			c.noteLost()
		case <-timer.C:
			if err := c.sendAck(ctx); err != nil && ctx.Err() == nil {
				c.log.Warn("will acknowledge again", "err", err)
			}
		case f := <-c.flush:
			f.done <- c.sendAck(f.ctx)
		}
	}
}

func (c *Conn) ackDue() (wait time.Duration, pending bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.policy.Every(c.asker.Every())
	return c.policy.Due(c.tally.total(), time.Now())
}

func (c *Conn) noteAsked() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.policy.Asked()
}

func (c *Conn) noteLost() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.policy.Lost(time.Now())
}

// said is a snapshot of what an endpoint acknowledges.
type said struct {
	ack.Counts
	evidence sample.Roots // of an end that samples
}

func (c *Conn) say() said {
	c.mu.Lock()
	defer c.mu.Unlock()
	return said{c.tally.counts, c.tally.samples.Roots()}
}

// sendAck signs a snapshot of the counts and delivers it.
func (c *Conn) sendAck(ctx context.Context) error {
	now := c.say()
	err := c.deliver(ctx, now)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.policy.Failed(time.Now())
		return fmt.Errorf("%w: %w", ErrAck, err)
	}
	c.policy.Delivered(now.SentBytes+now.RecvBytes, c.tally.total(), time.Now())
	return nil
}

func (c *Conn) deliver(ctx context.Context, s said) error {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	return c.report(ctx, s)
}

// report returns what delivers this end's counts, nil if nobody wants them, and who asks
// for them.
func (c Config) report() (func(context.Context, said) error, Asker) {
	switch {
	case c.Acks != nil:
		return func(ctx context.Context, s said) error { return c.Acks.send(ctx, c.Session, s) }, c.Acks.Sink
	case c.Counts != nil:
		return func(ctx context.Context, s said) error { return c.Counts.SendCounts(ctx, s.Counts) }, c.Counts
	}
	return nil, nil
}

// send signs what an endpoint says and delivers it.
func (a *Acks) send(ctx context.Context, s Session, now said) error {
	d := ack.DeliveryAck{ChannelID: s.ChannelID, SessionID: s.SessionID, Side: a.Side, Counts: now.Counts}
	if s.SampleOneIn != 0 {
		d.Evidence = now.evidence.Hash()
	}
	signed, err := ack.Sign(d, a.Domain, a.Key)
	if err != nil {
		return err
	}
	return a.Sink.SendAck(ctx, signed)
}

// noteGrowth tells the acknowledging goroutine, if there is one, what it may have to act
// on. c.mu is held.
func (c *Conn) noteGrowth() {
	if c.report == nil || !c.policy.Grew(c.tally.total(), time.Now) {
		return
	}
	select {
	case c.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Flush delivers an acknowledgement of all that has passed, now: what an endpoint owes
// the relay before it closes; with Counts, the counts. It returns ErrAck if the sink
// failed, net.ErrClosed after Close, and ctx's error. Without either it does nothing.
func (c *Conn) Flush(ctx context.Context) error {
	if c.report == nil {
		return nil
	}
	f := flush{ctx, make(chan error, 1)}
	select {
	case c.flush <- f:
		return <-f.done // sendAck keeps to ctx
	case <-ctx.Done():
		return ctx.Err()
	case <-c.closing.Done():
		return net.ErrClosed
	}
}
