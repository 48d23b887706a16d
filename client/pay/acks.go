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

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
)

// AckStream carries an endpoint's acknowledgements to the relay, past the other end. A
// broken stream is opened anew for the next one, and only the newest matters. It
// implements endpoint.AckSink.
type AckStream struct {
	open  Opener
	hello wire.AckHello
	asks  *asks
	lost  chan struct{} // cap 1: a stream broke

	mu      sync.Mutex // held while one is sent
	link    *ackLink
	refused error // the relay's last word
	closed  bool
}

// ackLink is one stream with its reader.
type ackLink struct {
	stream Stream
	ended  chan struct{}
	err    error // why, once ended is closed
}

// NewAckStream prepares a stream for one endpoint of a session; the token is that of its
// credentials. It opens with the first acknowledgement.
func NewAckStream(open Opener, channelID common.Hash, sessionID uint64, token []byte) *AckStream {
	return &AckStream{open: open, asks: newAsks(), lost: make(chan struct{}, 1), hello: wire.AckHello{ChannelID: channelID, SessionID: sessionID, AckToken: token}}
}

// SendAck implements endpoint.AckSink. It returns a *RefusedError, and then for ever,
// once the relay refuses: the session is over. It returns ErrClosed after Close.
func (a *AckStream) SendAck(ctx context.Context, s ack.Signed) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.ready(ctx); err != nil {
		return err
	}
	stream := a.link.stream // ctx may end after the link has
	stop := context.AfterFunc(ctx, func() { stream.Reset() })
	defer stop()
	stream.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err := wire.Write(stream, wire.Acknowledge{Signed: s}); err != nil {
		a.drop()
		return fmt.Errorf("pay: acknowledgement: %w", err)
	}
	return nil
}

// Every implements endpoint.AckSink.
func (a *AckStream) Every() uint64 { return a.asks.every.Load() }

// Asked implements endpoint.AckSink.
func (a *AckStream) Asked() <-chan struct{} { return a.asks.asked }

// Lost implements endpoint.AckSink: what was written to a stream that broke may not have
// been read, and until there is another the relay can ask for nothing.
func (a *AckStream) Lost() <-chan struct{} { return a.lost }

// ready makes sure of a stream that has been greeted.
func (a *AckStream) ready(ctx context.Context) error {
	if a.link != nil {
		select {
		case <-a.link.ended:
			a.drop()
		default:
		}
	}
	switch {
	case a.closed:
		return ErrClosed
	case a.refused != nil:
		return a.refused
	case a.link != nil:
		return nil
	}
	l, err := a.greet(ctx)
	a.link = l
	a.keep(err)
	return err
}

// greet opens a stream and shows the token.
func (a *AckStream) greet(ctx context.Context) (*ackLink, error) {
	stream, err := a.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("pay: cannot reach the relay: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { stream.Reset() })
	defer stop()
	stream.SetWriteDeadline(time.Now().Add(writeTimeout))
	stream.SetReadDeadline(time.Now().Add(answerTimeout))
	r := bufio.NewReader(stream)
	if err := wire.Write(stream, a.hello); err != nil {
		stream.Reset()
		return nil, fmt.Errorf("pay: ack stream: %w", err)
	}
	reply, err := readReply(r)
	ok, is := reply.(wire.AckOK)
	if err == nil && !is {
		err = lie("%T in answer to AckHello", reply)
	}
	if err != nil {
		stream.Reset()
		return nil, err
	}
	a.asks.every.Store(ok.Every)
	stream.SetReadDeadline(time.Time{})
	l := &ackLink{stream: stream, ended: make(chan struct{})}
	go func() {
		l.err = a.listen(r)
		close(l.ended)
		a.lose(l.err)
	}()
	return l, nil
}

// lose tells of a stream that ended, but not of one that the relay ended for good.
func (a *AckStream) lose(err error) {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return
	}
	select {
	case a.lost <- struct{}{}:
	default: // nobody has seen the last one yet
	}
}

// listen takes what the relay asks for until the stream ends.
func (a *AckStream) listen(r wire.Reader) error {
	for {
		reply, err := readReply(r)
		if err != nil {
			return err
		}
		m, ok := reply.(wire.AckAsk)
		if !ok {
			return lie("%T out of place", reply)
		}
		a.asks.ask(m.Every)
	}
}

// readReply reads one reply that is known; AckError is an error.
func readReply(r wire.Reader) (wire.AckReply, error) {
	for {
		reply, err := wire.ReadAckReply(r)
		if errors.Is(err, wire.ErrUnknown) {
			continue // of a later version
		}
		if refused, ok := reply.(wire.AckError); err == nil && ok {
			return nil, &RefusedError{Code: refused.Code, Text: refused.Text}
		}
		if err != nil {
			return nil, fmt.Errorf("pay: ack stream: %w", err)
		}
		return reply, nil
	}
}

// drop gives up the stream.
func (a *AckStream) drop() {
	a.link.stream.Reset()
	<-a.link.ended
	a.keep(a.link.err)
	a.link = nil
}

// keep remembers a refusal.
func (a *AckStream) keep(err error) {
	var refused *RefusedError
	if errors.As(err, &refused) {
		a.refused = err
	}
}

// Close ends the stream and waits, for a bounded time, until the relay has read all of
// it: else the last acknowledgement might be lost with the connection.
func (a *AckStream) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.closed = true
	if a.link == nil {
		return nil
	}
	a.link.stream.SetReadDeadline(time.Now().Add(farewell))
	a.link.stream.CloseWrite()
	<-a.link.ended
	err := a.link.err
	a.drop()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
