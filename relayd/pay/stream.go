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
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	// outboxSize bounds the messages that wait for one payer; a payer that does not read
	// loses its stream, never the relay's time.
	outboxSize = 64
	// writeTimeout bounds one message.
	writeTimeout = 10 * time.Second
	// greetTimeout bounds the wait for a stream's first messages, before it has named a
	// channel or shown a token.
	greetTimeout = 10 * time.Second
	// maxStrikes is how often a stream that has no channel may ask for what it does not
	// get: each may have cost a call to the chain's RPC.
	maxStrikes = 8
)

func (s *Service) listen() {
	s.cfg.Host.SetStreamHandler(protocol.ID(wire.PayProtocol), s.handle(s.servePayer))
	s.cfg.Host.SetStreamHandler(protocol.ID(wire.AckProtocol), s.handle(s.serveEndpoint))
}

func (s *Service) unlisten() {
	s.cfg.Host.RemoveStreamHandler(protocol.ID(wire.PayProtocol))
	s.cfg.Host.RemoveStreamHandler(protocol.ID(wire.AckProtocol))
}

// handle runs a stream's handler until it returns or the service stops.
func (s *Service) handle(serve func(network.Stream) error) network.StreamHandler {
	return func(stream network.Stream) {
		started := s.spawn(func() {
			stop := context.AfterFunc(s.ctx, func() { stream.SetReadDeadline(time.Now()) })
			defer stop()
			defer s.cfg.Host.ConnManager().Unprotect(stream.Conn().RemotePeer(), stream.ID())
			if err := serve(stream); err != nil && !errors.Is(err, io.EOF) && s.ctx.Err() == nil {
				s.log.Debug("stream", "protocol", stream.Protocol(), "peer", stream.Conn().RemotePeer(), "err", err)
			}
			stream.Close() // no Reset: it would take back what was just said
		})
		if !started {
			stream.Reset()
		}
	}
}

// payerStream is one payer's stream. Its reader is the handler's goroutine, its writer
// one more.
type payerStream struct {
	svc    *Service
	stream network.Stream
	signer common.Address // whose key the peer has shown; zero: nobody's
	out    chan wire.PayReply
	quit   chan struct{} // closed when the reader has ended
	actor  *actor        // set by UseChannel; of the reader's goroutine
}

func (s *Service) servePayer(stream network.Stream) error {
	signer, err := s.cfg.PeerAddress(stream.Conn().RemotePeer())
	if err != nil { // another kind of key: enough to ask for a quote
		signer = common.Address{}
	}
	ps := &payerStream{svc: s, stream: stream, signer: signer, out: make(chan wire.PayReply, outboxSize), quit: make(chan struct{})}
	var writer sync.WaitGroup
	writer.Go(ps.write)
	err = ps.read()
	if ps.actor != nil {
		ps.actor.do(s.ctx, func() error { ps.actor.leave(ps); return nil })
	}
	close(ps.quit)
	writer.Wait()
	return err
}

// write sends what is queued until the reader has ended and the queue is empty.
func (ps *payerStream) write() {
	for {
		select {
		case m := <-ps.out:
			if !ps.put(m) {
				return
			}
		case <-ps.quit:
			late := time.Now().Add(writeTimeout) // whoever reads slowly does not hold up Close
			for len(ps.out) > 0 && time.Now().Before(late) && ps.put(<-ps.out) {
			}
			return
		}
	}
}

func (ps *payerStream) put(m wire.PayReply) bool {
	err := ps.svc.tell(ps.stream, m)
	if err != nil {
		ps.svc.log.Debug("pay stream", "peer", ps.stream.Conn().RemotePeer(), "err", err)
		ps.stream.Reset() // ends the reader
	}
	return err == nil
}

// send queues a message; a payer that does not read is cut off.
func (ps *payerStream) send(m wire.PayReply) {
	select {
	case ps.out <- m:
	default:
		ps.stream.Reset()
	}
}

func (ps *payerStream) read() error {
	r := bufio.NewReader(ps.stream)
	ps.stream.SetReadDeadline(time.Now().Add(greetTimeout))
	strikes := 0 // refused messages
	for {
		m, err := wire.ReadPayRequest(r)
		if errors.Is(err, wire.ErrUnknown) {
			ps.send(wire.Error{Code: wire.CodeUnexpected, Text: "unknown message"})
			continue
		}
		if err != nil {
			if errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooLarge) {
				ps.send(wire.Error{Code: wire.CodeMalformed, Text: wire.Clip(err.Error())})
			}
			return err
		}
		if err := ps.serve(m); err != nil {
			if errors.Is(err, errStopped) || ps.svc.ctx.Err() != nil {
				return err
			}
			ps.refuse(m, err)
			strikes++
			if errors.Is(err, errReplaced) || (ps.actor == nil && strikes == maxStrikes) {
				return nil // it has been told: end the stream without a reset, which could overtake that
			}
		}
	}
}

// refuse tells the payer why one of its messages counts nothing.
func (ps *payerStream) refuse(m wire.PayRequest, err error) {
	ps.send(wire.Error{Code: code(err), Text: wire.Clip(err.Error()), SessionID: sessionOf(m)})
}

// serve answers one message. What it returns is told to the payer; the stream goes on.
func (ps *payerStream) serve(m wire.PayRequest) error {
	switch m := m.(type) {
	case wire.GetQuote:
		return ps.quote()
	case wire.UseChannel:
		return ps.use(m)
	}
	if ps.actor == nil {
		return errNoChannel
	}
	a := ps.actor
	return a.do(ps.svc.ctx, func() error {
		if a.payer != ps { // what it still says is out of date
			return errReplaced
		}
		switch m := m.(type) {
		case wire.Authorize:
			return a.serveAuthorize(m.Authorization)
		case wire.Count:
			a.hear(word{
				session: m.SessionID, voice: voicePayer, counts: m.Counts,
				event:  channel.Counted{SessionID: m.SessionID, Counts: m.Counts},
				refuse: func(err error) { ps.refuse(m, err) },
			})
			return nil
		case wire.Receipt:
			return a.tellAndBill(channel.Receipted{Receipt: m.Receipt, Signature: m.Signature})
		case wire.Refuse:
			return a.refused(m)
		case wire.EndSession:
			return a.step(channel.Ended{SessionID: m.SessionID, Reason: channel.EndByPayer})
		case wire.AskClose:
			return a.serveClose(m.ChannelID)
		}
		return fmt.Errorf("%w: %T", errUnexpected, m)
	})
}

// refused takes a payer's refusal. Only one of the newest Offer is worth a line in the log.
func (a *actor) refused(m wire.Refuse) error {
	err := a.step(channel.Refused{LogSize: m.LogSize, SessionID: m.SessionID, RecvAB: m.RecvAB, RecvBA: m.RecvBA, Salt: salt()})
	if err == nil {
		a.svc.log.Warn("offer refused", "channel", a.id, "code", m.Code, "session", m.SessionID, "text", m.Text)
	}
	return err
}

func (ps *payerStream) quote() error {
	q, err := ps.svc.signedQuote()
	if err == nil {
		ps.send(q)
	}
	return err
}

// use binds the stream to a channel. Whoever speaks for a channel has its signer's key.
func (ps *payerStream) use(m wire.UseChannel) error {
	t := m.Terms
	if t.Signer != ps.signer {
		return fmt.Errorf("%w: the peer's key is %s, the channel's signer %s", errNotSigner, ps.signer, t.Signer)
	}
	if ps.actor != nil && ps.actor.id != t.ID(ps.svc.cfg.Deployment.Domain) {
		return errOneChannel
	}
	if err := ps.svc.takeBack(ps.svc.ctx, t, m.Receipt); err != nil {
		return err
	}
	a, err := ps.svc.actor(ps.svc.ctx, t)
	if err != nil {
		return err
	}
	if err := ps.svc.stay(ps.stream); err != nil {
		return err
	}
	ps.actor = a
	return a.do(ps.svc.ctx, func() error { return a.join(ps) })
}

// join makes a stream the channel's newest, and tells it all that a payer without memory
// needs.
func (a *actor) join(ps *payerStream) error {
	if a.payer != nil && a.payer != ps {
		a.payer.stream.Reset()
	}
	a.payer = ps
	quote := a.payee.Terms().Quote
	sig, err := a.svc.sign(quote.Digest(a.svc.cfg.Deployment.Domain))
	if err != nil {
		return err
	}
	st := a.payee.Status()
	ps.send(wire.ChannelReady{
		ChannelID: a.id, Chain: st.Chain, Quote: wire.Quote{Quote: quote, Signature: sig},
		Receipt: st.Receipt, LastSessionID: st.LastSession, Credit: st.Credit,
	})
	for _, s := range a.sessions { // what was asked of the stream before is lost
		s.speakers[voicePayer].wait = 0
		a.ask(s, true)
	}
	return a.step(channel.Resend{})
}

// leave forgets a stream. Sessions go on until their credit or the grace time is over.
func (a *actor) leave(ps *payerStream) {
	if a.payer == ps {
		a.payer = nil
	}
}

func (a *actor) serveAuthorize(auth channel.Authorization) error {
	s, err := a.authorize(auth)
	if err != nil {
		return err
	}
	if a.payer != nil {
		m, payer := a.svc.session(s), &s.speakers[voicePayer]
		m.Every = a.every()
		payer.every = m.Every
		a.payer.send(m)
	}
	return nil
}

func (s *Service) session(sess *Session) wire.Session {
	m := wire.Session{SessionID: sess.ID(), Expiry: uint64(sess.Expiry.Unix())}
	for side, c := range []*wire.Credentials{&m.A, &m.B} {
		a := sess.Access[side]
		*c = wire.Credentials{URIs: s.cfg.URIs, Username: a.Username, Password: a.Password, Realm: s.cfg.Realm, AckToken: a.AckToken}
	}
	return m
}

func (a *actor) serveClose(id common.Hash) error {
	if id != a.id {
		return fmt.Errorf("%w: got %s, want %s", channel.ErrWrongChannel, id, a.id)
	}
	if err := a.step(channel.CloseAsked{}); err != nil {
		return err
	}
	a.bill() // after the last reading of the sessions that it ended
	return nil
}

func (a *actor) sendConsent(c receipt.CloseConsent) error {
	sig, err := a.svc.sign(c.Digest(a.svc.cfg.Deployment.Domain))
	if err != nil {
		return err
	}
	if a.payer != nil {
		a.payer.send(wire.Consent{CloseConsent: c, Signature: sig})
	}
	return nil
}

func (ps *payerStream) offer(o channel.SignedOffer) { ps.send(wire.Offer{SignedOffer: o}) }

func (ps *payerStream) sessionEnded(id uint64, why channel.EndReason) {
	ps.send(wire.SessionEnded{SessionID: id, Reason: why, Text: why.String()})
}

// serveEndpoint takes one endpoint's acknowledgements, from the endpoint itself: the
// other end cannot withhold them.
func (s *Service) serveEndpoint(stream network.Stream) error {
	r := bufio.NewReader(stream)
	stream.SetReadDeadline(time.Now().Add(greetTimeout))
	first, err := wire.ReadAckRequest(r)
	if err != nil {
		return err
	}
	as := &ackStream{svc: s, stream: stream}
	hello, ok := first.(wire.AckHello)
	if !ok {
		return as.refuse(wire.CodeUnexpected, "AckHello comes first")
	}
	if as.side, ok = s.sessions.tokenSide(hello.ChannelID, hello.SessionID, hello.AckToken); !ok {
		return as.refuse(wire.CodeUnauthenticated, "no session has this token")
	}
	if err := s.stay(stream); err != nil {
		return err
	}
	s.mu.Lock()
	a := s.actors[hello.ChannelID]
	s.mu.Unlock()
	if a == nil {
		return as.refuse(code(errNoChannel), errNoChannel.Error())
	}
	if err := a.greet(hello.SessionID, as); errors.Is(err, channel.ErrUnknownSession) {
		return as.refuse(code(err), err.Error())
	} else if err != nil {
		return err
	}
	defer a.forget(hello.SessionID, as)
	return as.read(r, a, hello)
}

// read takes acknowledgements until the stream ends, or one is no good.
func (s *ackStream) read(r wire.Reader, a *actor, hello wire.AckHello) error {
	refused := make(chan error, 1) // why an acknowledgement is no good; the first ends the stream
	refuse := func(err error) {
		if errors.Is(err, ack.ErrBackwards) { // a newer one came before it
			return
		}
		select {
		case refused <- err:
			s.stream.SetReadDeadline(time.Now())
		default:
		}
	}
	for {
		m, err := wire.ReadAckRequest(r)
		if err != nil {
			select {
			case err := <-refused:
				return s.refuse(code(err), err.Error())
			default:
				return err
			}
		}
		acknowledge, ok := m.(wire.Acknowledge)
		if !ok {
			return s.refuse(wire.CodeUnexpected, "only acknowledgements follow AckHello")
		}
		if err := a.acknowledge(hello, s.side, acknowledge.Signed, refuse); err != nil {
			return s.refuse(code(err), err.Error())
		}
	}
}

// stay takes the deadline off a stream that has greeted, and keeps its connection from
// being trimmed for those of strangers, who may open as many as they like. The deadline that stopping sets
// (handle) may have been taken off with it: then it is time to go.
func (s *Service) stay(stream network.Stream) error {
	s.cfg.Host.ConnManager().Protect(stream.Conn().RemotePeer(), stream.ID())
	stream.SetReadDeadline(time.Time{})
	if s.ctx.Err() != nil {
		return errStopped
	}
	return nil
}

// acknowledge takes an acknowledgement from another goroutine. Whether it counts is known
// later: refuse is told if not.
func (a *actor) acknowledge(hello wire.AckHello, side ack.Side, signed ack.Signed, refuse func(error)) error {
	if signed.ChannelID != hello.ChannelID || signed.SessionID != hello.SessionID || signed.Side != side {
		return fmt.Errorf("%w: the token is that of %d, side %s", ack.ErrOther, hello.SessionID, side)
	}
	return a.do(a.svc.ctx, func() error {
		a.hear(word{session: signed.SessionID, voice: voice(side), counts: signed.Counts, event: channel.Acked{Ack: signed}, refuse: refuse})
		return nil
	})
}

func (s *Service) tell(stream network.Stream, m wire.Message) error {
	stream.SetWriteDeadline(time.Now().Add(writeTimeout))
	return wire.Write(stream, m)
}

var (
	errNoChannel  = errors.New("pay: name the channel first (UseChannel)")
	errOneChannel = errors.New("pay: one channel a stream")
	errNotSigner  = errors.New("pay: not the channel's signer")
	errUnexpected = errors.New("pay: unexpected message")
	errReplaced   = errors.New("pay: a newer stream speaks for this channel")
	errManyNew    = errors.New("pay: too many channels are announced at the moment")
	errTooFast    = errors.New("pay: sessions of this channel begin too fast")
)

// codes maps what can go wrong to what the payer is told.
var codes = []struct {
	err  error
	code wire.Code
}{
	{errNoChannel, wire.CodeUnexpected},
	{errOneChannel, wire.CodeUnexpected},
	{errUnexpected, wire.CodeUnexpected},
	{errNotSigner, wire.CodeUnauthenticated},
	{ErrNotOpen, wire.CodeUnknownChannel},
	{ErrOtherTerms, wire.CodeWrongTerms},
	{ErrFrozen, wire.CodeClosing},
	{errReplaced, wire.CodeStale},
	{errTooFast, wire.CodeBusy},
	{errManyNew, wire.CodeBusy},
	{channel.ErrUnknownSession, wire.CodeUnknownSession},
	{channel.ErrSessionID, wire.CodeSessionID},
	{channel.ErrWrongChannel, wire.CodeUnknownChannel},
	{channel.ErrPrice, wire.CodeWrongPrice},
	{channel.ErrAckDeadline, wire.CodeAckDeadline},
	{channel.ErrKeyNotZero, wire.CodeKeyNotZero},
	{channel.ErrClosing, wire.CodeClosing},
	{channel.ErrDeposit, wire.CodeLowDeposit},
	{channel.ErrTooMany, wire.CodeOverLimit},
	{channel.ErrStale, wire.CodeStale},
	{channel.ErrMismatch, wire.CodeWrongAmount},
	{channel.ErrBackwards, wire.CodeStale},
	{ack.ErrOther, wire.CodeUnknownSession},
	{ack.ErrBackwards, wire.CodeStale},
	{typeddata.ErrSignature, wire.CodeBadSignature},
	{typeddata.ErrSigner, wire.CodeBadSignature},
}

func code(err error) wire.Code {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return wire.CodeInternal
}

func sessionOf(m wire.PayRequest) uint64 {
	switch m := m.(type) {
	case wire.Authorize:
		return m.SessionID
	case wire.Count:
		return m.SessionID
	case wire.EndSession:
		return m.SessionID
	}
	return 0
}
