package audit

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Sampled is what one end of a session sampled. It stands alone: the payer named the end
// in the authorization, and the end committed to the leaves in the acknowledgement.
type Sampled struct {
	Endpoint
	Evidence sample.Evidence
}

// evidenceChunk is how many leaves an entry of Evidence has; the last of an end has fewer.
const evidenceChunk = 1024

var (
	errChunks    = errors.New("evidence is not in its one form")
	errEndpoints = errors.New("ends of sessions are not in order")
)

// chunks splits evidence into entries: sent before received, all but the last full.
func chunks(e sample.Evidence) []Evidence {
	var out []Evidence
	for e.Len() > 0 {
		sent := min(len(e.Sent), evidenceChunk)
		received := min(len(e.Received), evidenceChunk-sent)
		out = append(out, Evidence{sample.Evidence{Sent: e.Sent[:sent], Received: e.Received[:received]}})
		e.Sent, e.Received = e.Sent[sent:], e.Received[received:]
	}
	return out
}

// join adds a chunk.
func join(e *sample.Evidence, chunk Evidence) error {
	if chunk.Len() == 0 || chunk.Len() > evidenceChunk || e.Len()%evidenceChunk != 0 || len(chunk.Sent) > 0 && len(e.Received) > 0 {
		return errChunks
	}
	e.Sent, e.Received = append(e.Sent, chunk.Sent...), append(e.Received, chunk.Received...)
	if e.Len() > sample.MaxLeaves {
		return errChunks
	}
	return nil
}

// before reports whether one end stands before another of the same channel.
func (e Endpoint) before(o Endpoint) bool {
	return cmp.Or(cmp.Compare(e.Ack.SessionID, o.Ack.SessionID), cmp.Compare(e.Ack.Side, o.Ack.Side)) < 0
}

// Sampled reads what the next end of a session sampled. It returns io.EOF after the
// section's last. The section must have been read to its Tail.
func (s *Scanner) Sampled() (Sampled, error) {
	at := s.at
	e, ok := take[Endpoint](s)
	if !ok {
		return Sampled{}, io.EOF
	}
	if s.end != nil && !s.end.before(e) {
		return Sampled{}, malformed("entry %d: %w", at, errEndpoints)
	}
	s.end = &e
	out := Sampled{Endpoint: e}
	for {
		chunk, ok := take[Evidence](s)
		if !ok {
			return out, nil
		}
		if err := join(&out.Evidence, chunk); err != nil {
			return out, malformed("entry %d: %w", s.at-1, err)
		}
	}
}

// Sampled writes what an end of a session sampled, after the Tail, in the order of session
// ids, A before B. What is to be redacted it leaves out. It returns ErrFormat for what a
// Scanner would refuse, or the error of the io.Writer.
func (s *SectionWriter) Sampled(e Sampled) error {
	if s.redact(e.Ack.SessionID) {
		return nil
	}
	if s.end != nil && !s.end.before(e.Endpoint) {
		return malformed("%w", errEndpoints)
	}
	if e.Evidence.Len() > sample.MaxLeaves {
		return malformed("%w", errChunks)
	}
	s.end = &e.Endpoint
	if err := s.w.Write(e.Endpoint); err != nil {
		return err
	}
	for _, chunk := range chunks(e.Evidence) {
		if err := s.w.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}

// Verify checks what an end of one of the channel's sessions sampled: who it is, and that
// it committed to these leaves. It returns a *Fault.
func (e Sampled) Verify(c Channel) error {
	if f := e.verify(c); f != nil {
		return f
	}
	return nil
}

func (e Sampled) verify(c Channel) *Fault {
	f := e.check(c)
	if f != nil {
		f.Session = e.Ack.SessionID
	}
	return f
}

func (e Sampled) check(c Channel) *Fault {
	id, a := c.ID(), e.Authorization
	if f := authorized(c, a); f != nil {
		return f
	}
	key := a.KeyB
	if e.Ack.Side == ack.A {
		if key = a.KeyA; key == (common.Address{}) { // the payer's own end
			key = c.Terms.Signer
		}
	}
	if err := e.Ack.Verify(c.Domain, id, a.SessionID, e.Ack.Side, key); err != nil {
		return fault("endpoint.ack", "%w", err)
	}
	field := "evidence of " + e.Ack.Side.String()
	if err := e.Evidence.Check(e.Ack.Side); err != nil {
		return fault(field, "%w", err)
	}
	return hashFault(field, e.Evidence.Hash(), e.Ack.Evidence)
}

// authorized checks that the channel's signer authorized a session of it.
func authorized(c Channel, a wire.SignedAuthorization) *Fault {
	if id := c.ID(); a.ChannelID != id {
		return want("authorization.channelId", a.ChannelID, id)
	}
	if err := typeddata.Verify(a.Digest(c.Domain), a.Signature, c.Terms.Signer); err != nil {
		return fault("authorization.signature", "%w", err)
	}
	return nil
}

// Samples is what a bundle has of what ends of a channel's sessions sampled.
type Samples struct {
	Ends   uint64 `json:"ends"`   // of sessions, that are sound
	Leaves uint64 `json:"leaves"` // of them
	// Compared is what they say with those of the other ends; nil: none is here, or nobody
	// compared.
	Compared *Compared `json:"compared,omitempty"`
}

// Compared is what both ends' samples of a channel's sessions say, by direction.
type Compared struct {
	Sessions uint64            `json:"sessions"` // whose ends' samples are both here
	AB       sample.Comparison `json:"ab"`
	BA       sample.Comparison `json:"ba"`
}

// Compare compares what the two ends of each session sampled, be they in one bundle or in
// two of n, by channel. It reads the bundles side by side and remembers the leaves of one
// session. Ends that are not sound are passed over, as is what cannot be read on: they are
// Verify's to name. Of two that one end gave, that which says more counts. It returns an
// error of open or of the context.
func Compare(ctx context.Context, n int, open Opener) (map[common.Hash]*Compared, error) {
	var at []*ends
	for i := range n {
		f, err := open(i)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		e := &ends{ctx: ctx}
		if e.s, err = NewScanner(f); err == nil {
			err = e.advance()
		}
		if err == nil {
			at = append(at, e)
		} else if err := passedOver(err); err != nil {
			return nil, err
		}
	}
	out := map[common.Hash]*Compared{}
	for len(at) > 0 {
		first := at[0]
		for _, e := range at[1:] {
			if e.compare(first) < 0 {
				first = e
			}
		}
		id, session := first.id, first.now.Ack.SessionID
		var both [2]*Sampled
		for i := 0; i < len(at); {
			more, err := at[i].take(id, session, &both)
			if err != nil {
				return nil, err
			}
			if more {
				i++
			} else {
				at = append(at[:i], at[i+1:]...)
			}
		}
		if a, b := both[ack.A], both[ack.B]; a != nil && b != nil {
			c := out[id]
			if c == nil {
				c = &Compared{}
				out[id] = c
			}
			c.Sessions++
			c.AB = c.AB.Add(sample.Compare(a.Evidence.Sent, b.Evidence.Received))
			c.BA = c.BA.Add(sample.Compare(b.Evidence.Sent, a.Evidence.Received))
		}
	}
	return out, nil
}

// passedOver returns nil for the end of a bundle, or of what can be read of it.
func passedOver(err error) error {
	if errors.Is(err, io.EOF) || isProblem(err) {
		return nil
	}
	return err
}

// ends walks over the sound ends of a bundle, in order.
type ends struct {
	ctx     context.Context
	s       *Scanner
	channel *Channel // nil: before the first section
	id      common.Hash
	now     Sampled
}

func (e *ends) compare(o *ends) int {
	return cmp.Or(bytes.Compare(e.id[:], o.id[:]), cmp.Compare(e.now.Ack.SessionID, o.now.Ack.SessionID))
}

// advance goes to the next end. It returns io.EOF, an error of Scanner, or the context's.
func (e *ends) advance() error {
	for {
		for e.channel != nil {
			now, err := e.s.Sampled()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil {
				err = e.ctx.Err()
			}
			if err != nil {
				return err
			}
			if now.verify(*e.channel) == nil {
				e.now = now
				return nil
			}
		}
		at, err := e.s.Section()
		if err == nil {
			err = history(e.s)
		}
		if err != nil {
			return err
		}
		e.channel, e.id = &at.Channel, at.ID()
	}
}

// take takes the ends of a session and goes beyond it. It reports whether there is more.
func (e *ends) take(id common.Hash, session uint64, both *[2]*Sampled) (more bool, err error) {
	for e.id == id && e.now.Ack.SessionID == session {
		now := e.now
		if old := both[now.Ack.Side]; old == nil || now.Ack.Covers(old.Ack.Counts) == nil {
			both[now.Ack.Side] = &now
		}
		if err := e.advance(); err != nil {
			return false, passedOver(err)
		}
	}
	return true, nil
}
