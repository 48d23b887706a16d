package pay

import (
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/network"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/relayd/meter"
)

const (
	// everyShare: each voice of a session is to speak whenever the ends passed a quarter of the session's
	// part of the credit, so that a word, an Offer and a receipt are on their way in good time.
	everyShare = 4
	// A voice that does not answer is asked again after askAgain, and then after twice as
	// long each time, up to askAtLast.
	askAgain  = time.Second
	askAtLast = time.Minute
)

// everyOf returns after how many payload bytes the voices of a session are to speak, whose
// part of the credit is this.
func everyOf(part uint64) uint64 { return max(part/everyShare, ack.LeastEvery) }

// speaker is what the relay knows of one voice of a session.
type speaker struct {
	stream *ackStream    // of an acknowledging end, the newest; nil: none is open
	every  uint64        // payload bytes, as it was told last; 0: it was not
	heard  passed        // when its newest word came
	said   passed        // as that word says
	asked  time.Time     // when it was asked last
	wait   time.Duration // from then on, before it is asked again; 0: it has spoken since
}

// mayAsk reports whether the voice has answered, or was given time to.
func (s *speaker) mayAsk(now time.Time) bool { return now.Sub(s.asked) >= s.wait }

// noteAsked notes that it was asked.
func (s *speaker) noteAsked(every uint64, now time.Time) {
	s.every, s.asked = every, now
	s.wait = min(max(2*s.wait, askAgain), askAtLast)
}

// noteHeard notes a word of it that says so much, when the meter had passed so much.
func (s *speaker) noteHeard(p, said passed) { s.heard, s.said, s.wait = p, said, 0 }

// passed are payload bytes that a meter has passed, by direction.
type passed [2]uint64

func (s *Session) passed() passed {
	c := s.Meter.Snapshot()
	return passed{c[meter.AB].Forwarded.Bytes, c[meter.BA].Forwarded.Bytes}
}

// silent reports whether a voice keeps to itself what it will not say soon: bytes that
// its word is needed for. A word is due by itself once every bytes passed at its end,
// unless some were lost, and packets are refused meanwhile.
func (s *Session) silent(v voice, p passed, refused bool, now time.Time) bool {
	sp := &s.speakers[v]
	known := sp.heard
	if refused && now.Sub(sp.asked) >= askAgain { // what was on its way to that end by then may be all that the credit waits for
		known = sp.said
	}
	ab, ba := p[0]-min(p[0], known[0]), p[1]-min(p[1], known[1])
	needed := ab > 0 && s.needs(v, ack.A) || ba > 0 && s.needs(v, ack.B)
	return needed && (refused || ab+ba < sp.every)
}

// needs reports whether a voice has a say in what is billed of the bytes that a side sends
// (docs/protocol.md, section 5.3).
func (s *Session) needs(v voice, sender ack.Side) bool {
	a, receiver := s.Authorization, sender.Other()
	named := a.Key(receiver) != common.Address{}
	switch {
	case v == voicePayer:
		return !named && !a.RelayCounted
	case v == voice(receiver):
		return named
	default:
		return named && a.Key(sender) != common.Address{}
	}
}

// every is that of the channel's sessions at present.
func (a *actor) every() uint64 { return everyOf(a.payee.Part()) }

// spoke notes a word of a session, and tells its voice after how many bytes to speak
// from now on, if that is another by a factor of two.
func (a *actor) spoke(s *Session, w word) {
	v := w.voice
	sp, every := &s.speakers[v], a.every()
	sp.noteHeard(s.passed(), w.passed())
	if sp.every != 0 && (every/2 >= sp.every || every <= sp.every/2) {
		a.askVoice(s, v, every)
	}
}

// ask has the voices of a session that runs low say what they have not said. Refused tells
// that its meter had to refuse packets.
func (a *actor) ask(s *Session, refused bool) {
	if s.over() || !s.Meter.Low() { // or it was granted more meanwhile
		return
	}
	p, every, now := s.passed(), a.every(), time.Now()
	for v := range voice(voices) {
		if s.silent(v, p, refused, now) && s.speakers[v].mayAsk(now) {
			a.askVoice(s, v, every)
		}
	}
}

func (a *actor) askVoice(s *Session, v voice, every uint64) {
	sp, said := &s.speakers[v], false
	switch {
	case v == voicePayer:
		said = a.payer != nil && a.payer.ask(s.ID(), every)
	case sp.stream != nil:
		said = sp.stream.ask(every)
	}
	if said {
		sp.noteAsked(every, time.Now())
	}
}

// ackStream is an endpoint's stream. Its reader is the handler's goroutine.
type ackStream struct {
	svc    *Service
	stream network.Stream
	side   ack.Side
	mu     sync.Mutex // held while something is written
}

// ask writes an AckAsk, or reports that something is being written. It never waits: the
// goroutine that writes is there only for so long.
func (s *ackStream) ask(every uint64) bool {
	if !s.mu.TryLock() {
		return false
	}
	started := s.svc.spawn(func() {
		defer s.mu.Unlock()
		if err := s.svc.tell(s.stream, wire.AckAsk{Every: every}); err != nil {
			s.stream.Reset() // ends the reader
		}
	})
	if !started {
		s.mu.Unlock()
	}
	return started
}

// tell writes a message after what is being written.
func (s *ackStream) tell(m wire.AckReply) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.svc.tell(s.stream, m)
}

func (s *ackStream) refuse(c wire.Code, text string) error {
	return s.tell(wire.AckError{Code: c, Text: wire.Clip(text)})
}

// greet makes a stream its end's newest, and tells it after how many bytes to speak.
func (a *actor) greet(sessionID uint64, s *ackStream) error {
	s.mu.Lock() // nothing is asked before AckOK
	defer s.mu.Unlock()
	var ok wire.AckOK
	err := a.do(a.svc.ctx, func() error {
		session := a.sessions[sessionID]
		if session == nil {
			return channel.ErrUnknownSession
		}
		ok.Every = a.every()
		old := session.speakers[s.side]
		session.speakers[s.side] = speaker{stream: s, every: ok.Every, heard: old.heard, said: old.said}
		return nil
	})
	if err != nil {
		return err
	}
	return a.svc.tell(s.stream, ok)
}

// forget forgets a stream that has ended.
func (a *actor) forget(sessionID uint64, s *ackStream) {
	a.do(a.svc.ctx, func() error {
		if session := a.sessions[sessionID]; session != nil && session.speakers[s.side].stream == s {
			session.speakers[s.side].stream = nil
		}
		return nil
	})
}

// askOutbox is how many messages may wait for a payer that is asked something: a payer that
// reads slowly is not cut off for that.
const askOutbox = outboxSize / 2

// ask queues an Ask, or reports that too much waits already.
func (ps *payerStream) ask(sessionID, every uint64) bool {
	if len(ps.out) >= askOutbox {
		return false
	}
	ps.send(wire.Ask{SessionID: sessionID, Every: every})
	return true
}
