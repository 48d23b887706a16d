package audit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit/pb"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
)

// The ends are compared be their samples in one bundle or in two, with a history or alone.
func TestCompare(t *testing.T) {
	w := evident(t)
	both := &Compared{2, sample.Comparison{Sent: 1100, Received: 1099, Missing: 2, Foreign: 1}, sample.Comparison{Sent: 1, Received: 1}}
	whole := written(t, w.evidentSection(ack.A, ack.B))
	a, b := written(t, w.evidentSection(ack.A)), written(t, w.samplesSection(ack.B))
	for name, c := range map[string]struct {
		bundles [][]byte
		want    *Compared
	}{
		"in one":               {[][]byte{whole}, both},
		"in two":               {[][]byte{a, b}, both},
		"the other way":        {[][]byte{b, a}, both},
		"both in both":         {[][]byte{whole, whole, b}, both},
		"among others":         {[][]byte{bundle(t, nil, story(t, 5)), b, bundle(t, nil, story(t, 6)), a}, both},
		"one end":              {[][]byte{a}, nil},
		"none":                 {[][]byte{bundle(t, nil, story(t, 5))}, nil},
		"the other is cut off": {[][]byte{a, b[:len(b)/4]}, nil},
		"the other is nothing": {[][]byte{a, nil}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Compare(t.Context(), len(c.bundles), opener(c.bundles...))
			if err != nil {
				t.Fatal(err)
			}
			switch g := got[w.terms.ID(domain)]; {
			case c.want == nil:
				if len(got) != 0 {
					t.Errorf("got %+v, want nothing", g)
				}
			case g == nil || *g != *c.want || len(got) != 1:
				t.Errorf("got %+v, want %+v", g, c.want)
			}
		})
	}
	gone := errors.New("gone")
	if _, err := Compare(t.Context(), 1, func(int) (io.ReadCloser, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("got %v, want the opener's error", err)
	}
}

// Of two that one end gave, that which says more counts.
func TestNewerSamplesCount(t *testing.T) {
	w := evident(t)
	older := evident(t)
	for id, ends := range older.evidence {
		cut := *ends[ack.B]
		cut.Received = cut.Received[:len(cut.Received)/2]
		older.evidence[id] = [2]*sample.Evidence{ends[ack.A], &cut}
	}
	section := func(w *world, packets uint64) []byte {
		return written(t, func(b *Writer) error {
			s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
			for _, id := range sessions(w) {
				e := w.sampled(id, ack.B)
				e.Ack.RecvPackets += packets
				e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, w.keys[id][ack.B])
				err = errors.Join(err, s.Sampled(e))
			}
			return err
		})
	}
	a, before, after := written(t, w.evidentSection(ack.A)), section(older, 0), section(w, 7)
	for _, order := range [][][]byte{{a, before, after}, {a, after, before}, {after, before, a}} {
		got, err := Compare(t.Context(), 3, opener(order...))
		if err != nil || got[w.terms.ID(domain)].AB.Missing != 2 {
			t.Errorf("got %+v, %v, want the newer samples", got[w.terms.ID(domain)], err)
		}
	}
}

func TestSamplesAreVerified(t *testing.T) {
	w := evident(t)
	r := audited(t, written(t, w.evidentSection(ack.A, ack.B)), Options{})
	c := r.Channels[0]
	if c.Verdict != Sound || c.Samples != (Samples{Ends: 4, Leaves: 1100 + 1099 + 2}) {
		t.Errorf("with a history: got %s, %v, %+v", c.Verdict, c.Fault, c.Samples)
	}
	c = audited(t, written(t, w.samplesSection(ack.B)), Options{Chain: told{}}).Channels[0]
	if c.Verdict != Partial || c.Samples.Ends != 2 || c.OnChain || len(c.Notes) != 1 || len(c.Points) != 0 || c.HasHistory() {
		t.Errorf("alone: got %s, %v, %+v", c.Verdict, c.Fault, c)
	}

	first, second := sessions(w)[0], sessions(w)[1]
	stranger := keyOf(77)
	for name, change := range map[string]func(e *Sampled){
		"a leaf is left out":        func(e *Sampled) { e.Evidence.Sent = e.Evidence.Sent[1:] },
		"two leaves are swapped":    func(e *Sampled) { s := e.Evidence.Sent; s[0], s[1] = s[1], s[0] },
		"a leaf more":               func(e *Sampled) { e.Evidence.Sent = append(e.Evidence.Sent, e.Evidence.Sent[0]) },
		"on the other side":         func(e *Sampled) { e.Evidence = sample.Evidence{Received: e.Evidence.Sent} },
		"no leaves":                 func(e *Sampled) { e.Evidence = sample.Evidence{} },
		"signed by a stranger":      func(e *Sampled) { e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, stranger) },
		"signed by the other end":   func(e *Sampled) { e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, w.keys[first][ack.B]) },
		"signed by the payer":       func(e *Sampled) { e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, w.signer) },
		"of another session":        func(e *Sampled) { e.Authorization = w.auths[second] },
		"nobody authorized it":      func(e *Sampled) { e.Authorization.Signature = sign(stranger, e.Authorization.Digest(domain)) },
		"another key is authorized": func(e *Sampled) { e.Authorization.KeyA = addressOf(stranger) },
		"of another channel":        func(e *Sampled) { e.Authorization.ChannelID[0] ^= 1 },
		"it commits to nothing": func(e *Sampled) {
			e.Ack.Evidence = common.Hash{}
			e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, keyOf(3))
		},
		"the other end's and signed": func(e *Sampled) { flip(e); e.Ack, _ = ack.Sign(e.Ack.DeliveryAck, domain, keyOf(3)) },
	} {
		t.Run(name, func(t *testing.T) {
			e := w.sampled(first, ack.A)
			e.Evidence.Sent = slices.Clone(e.Evidence.Sent)
			change(&e)
			b := written(t, func(b *Writer) error {
				s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
				return errors.Join(err, s.Sampled(e))
			})
			c := audited(t, b, Options{}).Channels[0]
			if c.Verdict != Faulty || c.Fault == nil || c.Fault.Session != first && c.Fault.Session != second {
				t.Errorf("got %s, %v", c.Verdict, c.Fault)
			}
			if got, err := Compare(t.Context(), 2, opener(b, written(t, w.samplesSection(ack.B)))); err != nil || len(got) != 0 {
				t.Errorf("compared all the same: %+v, %v", got, err)
			}
		})
	}
	// The payer has no key of its own in a session where it is A: its signer's is it.
	if err := w.sampled(second, ack.A).Verify(w.channel()); err != nil {
		t.Error(err)
	}
	none := w.sampled(second, ack.B)
	none.Authorization.KeyB = common.Address{}
	none.Authorization.Signature = sign(w.signer, none.Authorization.Digest(domain))
	none.Ack, _ = ack.Sign(none.Ack.DeliveryAck, domain, w.signer)
	if err := none.Verify(w.channel()); err == nil {
		t.Error("the payer speaks for an end B without a key")
	}
}

// flip makes leaves the other end's, with the evidence that they have.
func flip(e *Sampled) {
	for i := range e.Evidence.Sent {
		e.Evidence.Sent[i][0] ^= 1
	}
	e.Ack.Evidence = e.Evidence.Hash()
}

// What ends sampled has one order and one form.
func TestSamplesHaveOneForm(t *testing.T) {
	w := evident(t)
	entries := parts(t, written(t, w.evidentSection(ack.A, ack.B)))
	first := slices.IndexFunc(entries, func(e *pb.Entry) bool { return e.GetEndpoint() != nil })
	for i := first; i < len(entries); i++ {
		for j := first; j < len(entries); j++ {
			if i != j {
				moved := slices.Insert(slices.Delete(slices.Clone(entries), i, i+1), j, entries[i])
				rejects(t, fmt.Sprintf("entry %d moved to %d", i, j), assemble(t, moved))
			}
		}
		rejects(t, fmt.Sprintf("entry %d doubled", i), assemble(t, slices.Insert(slices.Clone(entries), i, entries[i])))
		if entries[i].GetEvidence() != nil {
			rejects(t, fmt.Sprintf("entry %d dropped", i), assemble(t, slices.Delete(slices.Clone(entries), i, i+1)))
		}
	}
	ends := [][]*pb.Entry{}
	for _, e := range entries[first:] {
		if e.GetEndpoint() != nil {
			ends = append(ends, nil)
		}
		ends[len(ends)-1] = append(ends[len(ends)-1], e)
	}
	for i := range ends {
		for j := range ends {
			other := slices.Clone(ends)
			other[i], other[j] = other[j], other[i]
			if i == j {
				other = slices.Insert(other, i, ends[i])
			}
			rejects(t, fmt.Sprintf("ends %d and %d swapped, or doubled", i, j), assemble(t, slices.Concat(entries[:first], slices.Concat(other...))))
		}
	}
	split := slices.Clone(entries)
	chunk := entries[first+1].GetEvidence().GetSent()
	split[first+1] = &pb.Entry{Entry: &pb.Entry_Evidence{Evidence: &pb.Evidence{Sent: chunk[:21]}}}
	rejects(t, "cut elsewhere", assemble(t, slices.Insert(split, first+2, &pb.Entry{Entry: &pb.Entry_Evidence{Evidence: &pb.Evidence{Sent: chunk[21:]}}})))
	rejects(t, "an empty chunk", assemble(t, slices.Insert(slices.Clone(entries), first+1, &pb.Entry{Entry: &pb.Entry_Evidence{Evidence: &pb.Evidence{}}})))

	b, err := NewWriter(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := sessions(w)[1]
	if err := s.Sampled(w.sampled(id, ack.A)); err != nil {
		t.Fatal(err)
	}
	for _, e := range []Sampled{w.sampled(id, ack.A), w.sampled(sessions(w)[0], ack.B)} {
		if err := s.Sampled(e); !errors.Is(err, ErrFormat) {
			t.Errorf("out of order: got %v, want ErrFormat", err)
		}
	}
}

// A copy has the samples, but not those of sessions that it redacts.
func TestSamplesAreCopied(t *testing.T) {
	w := evident(t)
	from := written(t, w.evidentSection(ack.A, ack.B))
	for name, c := range map[string]struct {
		redact func(uint64) bool
		ends   uint64
	}{
		"whole":        {nil, 4},
		"one redacted": {func(id uint64) bool { return id == w.last }, 2},
		"all redacted": {func(uint64) bool { return true }, 0},
	} {
		copied := written(t, func(b *Writer) error {
			s, err := NewScanner(bytes.NewReader(from))
			if err != nil {
				return err
			}
			at, err := s.Section()
			if err != nil {
				return err
			}
			_, err = Copy(b, s, at, c.redact)
			return err
		})
		r := audited(t, copied, Options{})
		if !r.Good() || r.Channels[0].Samples.Ends != c.ends || c.redact == nil && !bytes.Equal(copied, from) {
			t.Errorf("%s: got %+v, %v", name, r.Channels[0].Samples, r.Channels[0].Fault)
		}
	}
}

// A whole end of a session is what a bundle takes.
func TestMostSamples(t *testing.T) {
	e := Sampled{Evidence: sample.Evidence{Sent: make([]sample.Leaf, sample.MaxLeaves)}}
	var joined sample.Evidence
	for _, c := range chunks(e.Evidence) {
		if err := join(&joined, c); err != nil {
			t.Fatal(err)
		}
	}
	if joined.Len() != sample.MaxLeaves {
		t.Errorf("got %d leaves", joined.Len())
	}
	if err := join(&joined, chunks(sample.Evidence{Sent: make([]sample.Leaf, 1)})[0]); !errors.Is(err, errChunks) {
		t.Errorf("one more: got %v, want errChunks", err)
	}
}

func sessions(w *world) []uint64 { return slices.Sorted(maps.Keys(w.evidence)) }

// A payer that signs another authorization for a session, with a key of its own, can make
// up what the other end sampled: where records tell of the session it is found out.
func TestOtherAuthorization(t *testing.T) {
	w := evident(t)
	id := sessions(w)[0]
	forged := w.auths[id]
	forged.KeyB = addressOf(keyOf(66))
	forged.Signature = sign(w.signer, forged.Digest(domain))
	a, b := w.sampled(id, ack.A), w.sampled(id, ack.B)
	a.Authorization, b.Authorization = forged, forged
	b.Evidence.Received = b.Evidence.Received[:100] // "the relay lost it all"
	b.Ack.Evidence = b.Evidence.Hash()
	b.Ack, _ = ack.Sign(b.Ack.DeliveryAck, domain, keyOf(66))
	with := func(history bool, ends ...Sampled) []byte {
		return written(t, func(out *Writer) error {
			s, err := out.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
			if err == nil && history {
				err = w.history(s)
			}
			for _, e := range ends {
				err = errors.Join(err, s.Sampled(e))
			}
			return err
		})
	}
	for side, e := range []Sampled{a, b} {
		if c := audited(t, with(true, e), Options{}).Channels[0]; c.Verdict != Faulty || c.Fault.Field != "endpoint.authorization" || c.Fault.Session != id {
			t.Errorf("side %d: got %s, %v", side, c.Verdict, c.Fault)
		}
	}
	trueA := w.sampled(id, ack.A)
	for name, bundles := range map[string][][]byte{
		"with the history":         {with(true, a, b)},
		"beside the history":       {with(true), with(false, a, b)},
		"before the history":       {with(false, a, b), with(true)},
		"with the other end":       {with(true, trueA), with(false, b)},
		"two ends that disagree":   {with(false, trueA), with(false, b)},
		"the history is cut off":   {with(true)[:2000], with(false, trueA), with(false, b)},
		"among channels of others": {bundle(t, nil, story(t, 5)), with(true), with(false, a, b), bundle(t, nil, story(t, 6))},
	} {
		if got, err := Compare(t.Context(), len(bundles), opener(bundles...)); err != nil || len(got) != 0 {
			t.Errorf("%s: compared %+v, %v", name, got, err)
		}
	}
	if got, err := Compare(t.Context(), 1, opener(with(false, a, b))); err != nil || len(got) != 1 {
		t.Errorf("where no records are nobody knows better: got %+v, %v", got, err)
	}
}

// Ends of sessions that no record tells of are told as such.
func TestUnnamedSamples(t *testing.T) {
	w := evident(t)
	w.evidence[w.session(nil, keyOf(7))] = w.evidence[sessions(w)[1]]
	c := audited(t, written(t, w.evidentSection(ack.A, ack.B)), Options{}).Channels[0]
	if c.Verdict != Sound || c.Samples.Ends != 6 || c.Samples.Unnamed != 2 || len(c.Notes) == 0 {
		t.Errorf("got %s, %v, %+v, %q", c.Verdict, c.Fault, c.Samples, c.Notes)
	}
	var n named
	for i := range uint64(MaxSessions + 1) {
		n.note(i, common.Hash{1})
		n.note(i, common.Hash{2}) // the first that is named counts
	}
	if _, old := n.auth[0]; old || len(n.auth) != MaxSessions || n.auth[MaxSessions] != (common.Hash{1}) {
		t.Errorf("got %d sessions", len(n.auth))
	}
}
