// Package pay is the clients' side of the payment streams: a Payer checks what its relay
// bills and signs for it, an AckStream carries an endpoint's acknowledgements, and
// GetQuote asks for a price.
//
// A relay is not trusted with anything: every message is bounded and checked, nothing is
// signed but what channel.Payer verified, and a relay that lies is left with a *LieError.
// A payer keeps nothing on disk: the relay hands back what the payer signed.
package pay

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	// answerTimeout is how long a relay may take for an answer that needs no more than
	// a look at the chain.
	answerTimeout = 20 * time.Second
	// writeTimeout bounds one message.
	writeTimeout = 10 * time.Second
	// farewell is how long a stream may take to end in good order.
	farewell = 5 * time.Second
	// openWait is how long the opening of a channel may take to be seen by the relay:
	// its view of the chain may lie behind ours.
	openWait = time.Minute
	// patience is how long a lost stream is tried anew before its sessions are given up.
	patience = time.Minute
	// firstRetry and lastRetry bound the growing pauses between tries.
	firstRetry = 100 * time.Millisecond
	lastRetry  = 3 * time.Second
	// steady is how long a stream must have lasted for its loss not to make the pauses
	// grow: two programs with one key would push each other off without pause.
	steady = 10 * time.Second
	// maxRefusals is how many Offers in a row may be refused for reasons that an honest
	// relay can give, before it counts as a lie.
	maxRefusals = 64
)

var (
	// ErrClosed says that the Payer or AckStream was closed.
	ErrClosed = errors.New("pay: closed")
	// ErrLost says that the stream to the relay broke and could not be mended.
	ErrLost = errors.New("pay: lost the relay")
	// ErrAway says that the stream to the relay is broken at the moment.
	ErrAway = errors.New("pay: the relay is not reachable at the moment")
	// ErrLied is what every *LieError is.
	ErrLied = errors.New("pay: the relay does not keep to the protocol")
	// ErrInUse says that another program signed for this channel meanwhile.
	ErrInUse = errors.New("pay: another program uses this channel (each needs its own)")
	// ErrNoCloser says that a channel's terms name nobody who could consent to closing.
	ErrNoCloser = errors.New("pay: the channel's terms name no closer: it can only be closed with time")
)

// LieError says what a relay did that no honest one does. The session was left, and the
// channel is best closed.
type LieError struct{ Err error }

// Error implements error.
func (e *LieError) Error() string { return ErrLied.Error() + ": " + e.Err.Error() }

// Unwrap makes it ErrLied, and its cause: a *channel.Refusal where an Offer was refused.
func (e *LieError) Unwrap() []error { return []error{ErrLied, e.Err} }

func lie(format string, args ...any) error { return &LieError{fmt.Errorf(format, args...)} }

// Stream is a stream to a relay; a libp2p stream is one. CloseWrite ends one way, Close
// and Reset both; in-progress reads and writes return.
type Stream interface {
	io.ReadWriteCloser
	CloseWrite() error
	Reset() error
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
}

// Opener opens a stream to one relay, whose peer ID the transport has proved.
type Opener func(ctx context.Context) (Stream, error)

// Signer is the channel's signer. It is safe for concurrent use.
type Signer interface {
	Address() common.Address
	SignDigest(ctx context.Context, digest common.Hash) (typeddata.Signature, error)
}

// Clock tells the time as machines want it: head time comes from the chain.
type Clock func(ctx context.Context) (channel.Time, error)

// link is one pay stream with its reader.
type link struct {
	stream  Stream
	replies chan wire.PayReply // closed at the end of the stream
	err     error              // why it ended, once replies is closed
	quit    chan struct{}
	once    sync.Once
	reader  sync.WaitGroup
}

// dial opens a stream. The opening ends with ctx.
func dial(ctx context.Context, open Opener) (*link, error) {
	stream, err := open(ctx)
	if err != nil {
		return nil, fmt.Errorf("pay: cannot reach the relay: %w", err)
	}
	l := &link{stream: stream, replies: make(chan wire.PayReply), quit: make(chan struct{})}
	l.reader.Go(l.read)
	return l, nil
}

func (l *link) read() {
	defer close(l.replies)
	r := bufio.NewReader(l.stream)
	for {
		m, err := wire.ReadPayReply(r)
		if errors.Is(err, wire.ErrUnknown) {
			continue // of a later version
		}
		if errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooLarge) {
			err = &LieError{err}
		}
		if err != nil {
			l.err = err
			return
		}
		select {
		case l.replies <- m:
		case <-l.quit:
			l.drain(r)
			return
		}
	}
}

// drain reads on until the relay has seen the end of what was written: a stream that is
// thrown away may lose it.
func (l *link) drain(r io.Reader) {
	l.err = ErrClosed
	io.Copy(io.Discard, r) // ends by the read deadline at the latest
}

// send writes one message.
func (l *link) send(m wire.PayRequest) error {
	l.stream.SetWriteDeadline(time.Now().Add(writeTimeout))
	return wire.Write(l.stream, m)
}

// close ends the stream in good order, as far as the relay takes part, and waits.
func (l *link) close() {
	l.once.Do(func() {
		l.stream.SetReadDeadline(time.Now().Add(farewell))
		l.stream.CloseWrite()
		close(l.quit)
	})
	l.reader.Wait()
	l.stream.Reset()
}

// ask sends m and returns the first reply.
func (l *link) ask(ctx context.Context, m wire.PayRequest) (wire.PayReply, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, answerTimeout, fmt.Errorf("pay: no answer to %T within %s", m, answerTimeout))
	defer cancel()
	if err := l.send(m); err != nil {
		return nil, fmt.Errorf("pay: %w", err)
	}
	select {
	case reply, ok := <-l.replies:
		if !ok {
			return nil, l.ended()
		}
		if refused, is := reply.(wire.Error); is {
			return nil, refusedBy(refused)
		}
		return reply, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// ended says why the replies ended.
func (l *link) ended() error {
	if errors.Is(l.err, io.EOF) {
		return fmt.Errorf("%w: it ended the stream", ErrLost)
	}
	if errors.Is(l.err, ErrLied) {
		return l.err
	}
	return fmt.Errorf("%w: %w", ErrLost, l.err)
}

// pause waits before the next try and returns the pause after it.
func pause(ctx context.Context, d time.Duration) (time.Duration, error) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return min(2*d, lastRetry), nil
	case <-ctx.Done():
		return d, context.Cause(ctx)
	}
}
