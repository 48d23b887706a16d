package pay

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Request is what a session is to be. Prices are those of the channel's quote.
type Request struct {
	KeyA, KeyB              common.Address   // ack keys; zero: none
	MaxAmount               typeddata.Amount // base units
	PayerIsA                bool
	RelayCounted            bool // permits basis 3
	AddressAndPortFiltering bool
	// Sent returns how many payload bytes the payer's own end, endpoint A, has given to the
	// path so far: no more of A→B is signed for. It is safe for concurrent use; nil: the
	// payer is no endpoint.
	Sent func() uint64
}

// EndedError says why the relay ended a session.
type EndedError struct {
	Reason  channel.EndReason
	Refusal *channel.Refusal // of an Offer about it, if there was one
}

// Error implements error.
func (e *EndedError) Error() string {
	if e.Refusal != nil {
		return fmt.Sprintf("pay: the session ended (%s): %v", e.Reason, e.Refusal)
	}
	return fmt.Sprintf("pay: the session ended (%s)%s", e.Reason, endAdvice[e.Reason])
}

var endAdvice = map[channel.EndReason]string{
	channel.EndMaxAmount: ": its budget is used up",
	channel.EndUnpaid:    ": the relay got no receipt in time",
	channel.EndExpired:   ": its credentials expired; begin a new one",
	channel.EndShutdown:  ": the relay stopped; begin a new one, here or elsewhere",
}

// Progress is what a session's receipted records say, and how they came. Bytes are
// payload bytes by direction, cumulative.
type Progress struct {
	Newest  record.Record    // zero: none yet
	Paid    typeddata.Amount // base units
	Offers  uint64           // receipted Offers that had a record of the session
	Batches uint64           // receipted records
	Acks    uint64           // acknowledgements that came with them
}

// Session is an authorized session.
type Session struct {
	wire.Session // credentials
	Auth         channel.Authorization

	payer  *Payer
	sent   func() uint64 // as in Request
	asks   *asks
	ended  chan struct{} // closed when it forwards no more
	closed chan struct{} // closed when its last record is under a receipt

	mu       sync.Mutex // of the following
	progress Progress
	err      error // why it ended

	// Of the payer's goroutine:
	answered chan error // cap 1; nil once used
	counted  ack.Counts
	ending   bool // asked to end
	refusal  *channel.Refusal
}

// Authorize signs a session and waits until the relay has begun it. It returns a
// *RefusedError, ErrAway, what the Payer ended with, or ctx's error.
func (p *Payer) Authorize(ctx context.Context, r Request) (*Session, error) {
	now, err := p.cfg.Clock(ctx)
	if err != nil {
		return nil, err
	}
	answered := make(chan error, 1)
	s := &Session{payer: p, sent: r.Sent, asks: newAsks(), ended: make(chan struct{}), closed: make(chan struct{}), answered: answered}
	giveUp := func() { p.do(p.ctx, func() error { s.askEnd(); return nil }) } // the relay may have begun it
	stop := context.AfterFunc(ctx, giveUp)
	err = p.do(ctx, func() error { return p.authorize(s, r, now) })
	if err == nil {
		select {
		case err = <-answered:
		case <-ctx.Done():
		}
	}
	stopped := stop()
	switch {
	case !stopped:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, err
	case ctx.Err() != nil: // so near that giveUp had not begun, and will not
		giveUp()
		return nil, context.Cause(ctx)
	}
	return s, nil
}

func (p *Payer) authorize(s *Session, r Request, now channel.Time) error {
	if p.link == nil {
		return ErrAway
	}
	s.Auth = channel.Authorization{
		SessionAuthorization: p.machine.NewAuthorization(now, random32(), r.KeyA, r.KeyB, r.MaxAmount),
		RelayCounted:         r.RelayCounted, PayerIsA: r.PayerIsA, AddressAndPortFiltering: r.AddressAndPortFiltering,
	}
	var err error
	if s.Auth.Signature, err = p.cfg.Signer.SignDigest(p.ctx, s.Auth.Digest(p.cfg.Deployment.Domain)); err != nil {
		return fmt.Errorf("pay: sign authorization: %w", err)
	}
	next, _, err := p.machine.Step(channel.Authorize{Authorization: s.Auth})
	if err != nil {
		return err
	}
	p.machine = next
	p.sessions[s.ID()] = s
	if err := p.noteSent(s); err != nil {
		return err
	}
	return p.send(wire.Authorize{Authorization: s.Auth})
}

// noteSent tells the machine what the payer's own end has sent. It counts before a packet
// leaves, so what an Offer truly says of it is never more.
func (p *Payer) noteSent(s *Session) error {
	if s.sent == nil {
		return nil
	}
	next, _, err := p.machine.Step(channel.Sent{SessionID: s.ID(), Bytes: s.sent()})
	if errors.Is(err, channel.ErrUnknownSession) { // below the floor: nothing more is signed for it
		return nil
	}
	p.machine = next
	return err
}

func random32() uint32 {
	var b [4]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return binary.BigEndian.Uint32(b[:])
}

// started takes a session's credentials.
func (p *Payer) started(m wire.Session) error {
	s := p.sessions[m.SessionID]
	if s == nil || s.answered == nil {
		return lie("session %d, which nobody waits for", m.SessionID)
	}
	s.Session = m
	s.asks.every.Store(m.Every)
	s.answer(nil)
	return nil
}

// ID returns the session id.
func (s *Session) ID() uint64 { return s.Auth.SessionID }

// answer gives Authorize its result, once. It reports whether it was waited for.
func (s *Session) answer(err error) bool {
	if s.answered == nil {
		return false
	}
	s.answered <- err
	s.answered = nil
	s.ending = s.ending || err != nil // should the relay have begun it
	return true
}

// repeat tells the relay again what it may have missed.
func (s *Session) repeat() {
	switch {
	case s.ending:
		s.payer.send(wire.EndSession{SessionID: s.ID()})
	case s.counted != ack.Counts{}:
		s.payer.send(wire.Count{SessionID: s.ID(), Counts: s.counted})
	}
}

// note keeps what a receipted Offer says of the session.
func (s *Session) note(o channel.SignedOffer) {
	s.mu.Lock()
	pr := s.progress
	for _, r := range o.Records {
		if r.SessionID == s.ID() && r.Type != record.Open && r != pr.Newest {
			pr.Newest = r
			pr.Batches++
		}
	}
	if pr.Batches > s.progress.Batches {
		pr.Offers++
		for _, a := range o.Acks {
			if a.SessionID == s.ID() {
				pr.Acks++
			}
		}
	}
	pr.Paid = pr.Newest.Paid
	s.progress = pr
	s.mu.Unlock()
	if pr.Newest.Type == record.Close {
		s.end(&EndedError{Reason: channel.EndShutdown, Refusal: s.refusal}) // if the relay did not say
		s.close()
	}
}

// end notes that the session forwards no more. The first reason stays.
func (s *Session) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
		close(s.ended)
	}
}

// close notes that nothing more will be billed. Of the payer's goroutine.
func (s *Session) close() {
	if !s.Settled() {
		close(s.closed)
	}
}

// Settled reports whether the session's last record is under a receipt.
func (s *Session) Settled() bool {
	select {
	case <-s.closed:
		return true
	default:
		return false
	}
}

// fail ends the session with its payer.
func (s *Session) fail(err error) {
	s.answer(err)
	s.end(err)
}

// SendCounts tells what the payer's own end received: octets that passed its end-to-end
// layer. They are the payer's word for directions whose receiver has no key; what it sent
// is the other end's to acknowledge. It implements endpoint.CountSink.
func (s *Session) SendCounts(ctx context.Context, c ack.Counts) error {
	c.SentBytes, c.SentPackets = 0, 0
	return s.payer.do(ctx, func() error {
		if c == s.counted || s.Settled() {
			return nil
		}
		next, _, err := s.payer.machine.Step(channel.Counted{SessionID: s.ID(), Counts: c})
		if err != nil {
			return err
		}
		s.payer.machine, s.counted = next, c
		return s.payer.send(wire.Count{SessionID: s.ID(), Counts: c})
	})
}

// Every implements endpoint.CountSink.
func (s *Session) Every() uint64 { return s.asks.every.Load() }

// Asked implements endpoint.CountSink.
func (s *Session) Asked() <-chan struct{} { return s.asks.asked }

// Lost implements endpoint.CountSink: the newest counts are repeated when the stream is back.
func (s *Session) Lost() <-chan struct{} { return nil }

// Progress returns what was billed and receipted so far.
func (s *Session) Progress() Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.progress
}

// Ended is closed when the session forwards no more; Err tells why.
func (s *Session) Ended() <-chan struct{} { return s.ended }

// Err returns why the session ended: an *EndedError, or what the Payer ended with; nil
// while it lives.
func (s *Session) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// End asks the relay to end the session and waits until its last record is under a
// receipt. The relay waits a while for the last acknowledgements. It returns what the
// Payer ended with, or ctx's error.
func (s *Session) End(ctx context.Context) error {
	err := s.payer.do(ctx, func() error { s.askEnd(); return nil })
	if err != nil && !s.Settled() {
		return err
	}
	select {
	case <-s.closed:
		return nil
	case <-s.payer.over:
		if s.Settled() {
			return nil
		}
		return s.payer.Err()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// askEnd asks for the session's end, also again when the stream is back.
func (s *Session) askEnd() {
	s.ending = true
	if s.payer.sessions[s.ID()] != s { // never begun, or over
		return
	}
	if err := s.payer.send(wire.EndSession{SessionID: s.ID()}); err != nil && !errors.Is(err, ErrAway) {
		s.payer.log.Warn("end of session not sent", "session", s.ID(), "err", err)
	}
}
