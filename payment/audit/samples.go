package audit

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

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

// named is which authorization the records of each session name: of the last MaxSessions
// sessions. A payer that signed another for a session could name a key of its own in it,
// and make up what the other end sampled.
type named struct {
	auth  map[uint64]common.Hash
	order []uint64
}

func (n *named) note(session uint64, auth common.Hash) {
	if n.auth == nil {
		n.auth = map[uint64]common.Hash{}
	}
	if _, ok := n.auth[session]; ok {
		return
	}
	if len(n.order) == MaxSessions {
		delete(n.auth, n.order[0])
		n.order = n.order[1:]
	}
	n.auth[session], n.order = auth, append(n.order, session)
}

// verify checks what an end sampled, and that it is of the session that the records tell
// of. It reports whether they do tell of it.
func (n *named) verify(c Channel, e Sampled) (told bool, f *Fault) {
	if f := e.verify(c); f != nil {
		return false, f
	}
	a := e.Authorization
	want, told := n.auth[a.SessionID]
	if got := a.Hash(c.Domain, a.Signature); told && got != want {
		f = hashFault("endpoint.authorization", got, want)
		f.Session = a.SessionID
	}
	return told, f
}

// Samples is what a bundle has of what ends of a channel's sessions sampled.
type Samples struct {
	Ends   uint64 `json:"ends"`   // of sessions, that are sound
	Leaves uint64 `json:"leaves"` // of them
	// Unnamed is of how many ends no record here tells of the session: that they are its ends
	// rests on the payer's signature alone.
	Unnamed uint64 `json:"unnamed"`
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
// session. Ends that are not sound, or not those of the session that any of the bundles'
// records tell of, are passed over, as is what cannot be read on: they are Verify's to
// name. Of two that one end gave, that which says more counts. It returns an error of open
// or of the context.
func Compare(ctx context.Context, n int, open Opener) (map[common.Hash]*Compared, error) {
	c := comparison{ctx: ctx, out: map[common.Hash]*Compared{}}
	for i := range n {
		f, err := open(i)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		e := &ends{}
		if e.s, err = NewScanner(f); err == nil {
			err = e.section()
		}
		if err == nil {
			c.at = append(c.at, e)
		} else if !over(err) {
			return nil, err
		}
	}
	for len(c.at) > 0 {
		if err := c.channel(); err != nil {
			return nil, err
		}
	}
	return c.out, nil
}

// over reports whether a bundle is at its end, or at that of what can be read of it.
func over(err error) bool { return errors.Is(err, io.EOF) || isProblem(err) }

// ends is a bundle whose ends are compared with those of others.
type ends struct {
	s       *Scanner
	channel Channel
	id      common.Hash
	now     *Sampled // nil: the section has no more
}

// section goes to the next section.
func (e *ends) section() error {
	at, err := e.s.Section()
	e.channel, e.id = at.Channel, at.ID()
	return err
}

// history reads a section's history and notes what it names.
func (e *ends) history(ctx context.Context, n *named) error {
	for {
		b, err := e.s.Batch()
		if errors.Is(err, io.EOF) {
			_, err := e.s.Tail()
			return err
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		for _, i := range b.Items {
			if i.Authorization != nil && authorized(e.channel, *i.Authorization) == nil {
				n.note(i.Authorization.SessionID, i.Record.AuthHash)
			}
		}
	}
}

// advance goes to the section's next end.
func (e *ends) advance() error {
	now, err := e.s.Sampled()
	if e.now = &now; errors.Is(err, io.EOF) {
		e.now, err = nil, nil
	}
	return err
}

// comparison walks over the channels of several bundles.
type comparison struct {
	ctx context.Context
	at  []*ends // that have sections yet
	out map[common.Hash]*Compared
}

// each calls f with each of some bundles, and drops those of all that are over.
func (c *comparison) each(some []*ends, f func(*ends) error) (left []*ends, err error) {
	for _, e := range some {
		switch err := f(e); {
		case err == nil:
			left = append(left, e)
		case over(err):
			c.at = slices.DeleteFunc(c.at, func(other *ends) bool { return other == e })
		default:
			return nil, err
		}
	}
	return left, nil
}

// channel compares the sessions of the first channel, and goes beyond it.
func (c *comparison) channel() error {
	id := slices.MinFunc(c.at, func(a, b *ends) int { return bytes.Compare(a.id[:], b.id[:]) }).id
	here := slices.DeleteFunc(slices.Clone(c.at), func(e *ends) bool { return e.id != id })
	var n named
	here, err := c.each(here, func(e *ends) error { return e.history(c.ctx, &n) })
	if err == nil {
		here, err = c.each(here, (*ends).advance)
	}
	for err == nil {
		with := slices.DeleteFunc(slices.Clone(here), func(e *ends) bool { return e.now == nil })
		if len(with) == 0 {
			break
		}
		if err = c.ctx.Err(); err == nil {
			var gone []*ends
			if gone, err = c.session(with, &n); len(gone) > 0 {
				here = slices.DeleteFunc(here, func(e *ends) bool { return slices.Contains(gone, e) })
			}
		}
	}
	if err == nil {
		_, err = c.each(here, (*ends).section)
	}
	return err
}

// session compares the ends of the first session, and goes beyond it. It returns the
// bundles that are over.
func (c *comparison) session(with []*ends, n *named) (gone []*ends, err error) {
	id := slices.MinFunc(with, func(a, b *ends) int { return cmp.Compare(a.now.Ack.SessionID, b.now.Ack.SessionID) }).now.Ack.SessionID
	var both [2]*Sampled
	for _, e := range with {
		left, err := c.each([]*ends{e}, func(e *ends) error {
			for e.now != nil && e.now.Ack.SessionID == id {
				now := e.now
				if _, f := n.verify(e.channel, *now); f == nil {
					if old := both[now.Ack.Side]; old == nil || now.Ack.Covers(old.Ack.Counts) == nil {
						both[now.Ack.Side] = now
					}
				}
				if err := e.advance(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(left) == 0 {
			gone = append(gone, e)
		}
	}
	if a, b := both[ack.A], both[ack.B]; a != nil && b != nil && a.Authorization == b.Authorization {
		c.add(with[0].id, *a, *b)
	}
	return gone, nil
}

func (c *comparison) add(id common.Hash, a, b Sampled) {
	sum := c.out[id]
	if sum == nil {
		sum = &Compared{}
		c.out[id] = sum
	}
	sum.Sessions++
	sum.AB = sum.AB.Add(sample.Compare(a.Evidence.Sent, b.Evidence.Received))
	sum.BA = sum.BA.Add(sample.Compare(b.Evidence.Sent, a.Evidence.Received))
}
