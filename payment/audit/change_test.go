package audit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/portage-relay/portage/payment/audit/pb"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// parts splits a bundle into its entries' messages, without the End.
func parts(t testing.TB, b []byte) []*pb.Entry {
	t.Helper()
	r, err := NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var out []*pb.Entry
	for {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.entry())
	}
}

// assemble writes messages, be they allowed or not, with a good End.
func assemble(t testing.TB, entries []*pb.Entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		raw, err := marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.put(append(protowire.AppendVarint(nil, uint64(len(raw))), raw...)); err != nil {
			t.Fatal(err)
		}
		w.written++
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rich are bundles with every kind of entry between them: a channel with what ends sampled,
// such samples alone, one told from a base on, one with redacted records, and one told in full.
func rich(t testing.TB) [][]byte {
	t.Helper()
	evident, later := evident(t), story(t, 100)
	hidden := story(t, 200)
	return [][]byte{
		written(t, evident.evidentSection(ack.A, ack.B)), written(t, evident.samplesSection(ack.B)), written(t, later.laterSection),
		bundle(t, func(id uint64) bool { return id != hidden.last }, hidden), bundle(t, nil, story(t, 300)),
	}
}

func written(t testing.TB, section func(*Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	b, err := NewWriter(&out)
	if err == nil {
		err = section(b)
	}
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rejects fails the test if a changed bundle passes.
func rejects(t *testing.T, what string, b []byte) {
	t.Helper()
	r, err := Verify(t.Context(), bytes.NewReader(b), Options{})
	if err == nil && r.Good() {
		t.Errorf("%s: accepted", what)
	}
}

// Every field of every entry is changed, each byte of its bytes (of a table's, of one in
// seven), with a checksum that is good: each change is found.
func TestEveryChangeIsFound(t *testing.T) {
	kinds := map[string]int{}
	for n, good := range rich(t) {
		if r := audited(t, good, Options{}); !r.Good() {
			t.Fatalf("bundle %d: %v %s", n, r.Channels[0].Fault, r.Problem)
		}
		entries, seen := parts(t, good), map[string]int{}
		for i, e := range entries {
			leaf, name := message(e)
			if seen[name]++; seen[name] > 2 {
				continue // of each kind in each bundle, two
			}
			for change := range changes(leaf) {
				kinds[name]++
				changed := slices.Clone(entries)
				changed[i] = proto.CloneOf(e)
				to, _ := message(changed[i])
				change.apply(to)
				rejects(t, fmt.Sprintf("bundle %d: entry %d: %s.%s", n, i, name, change.name), assemble(t, changed))
			}
		}
	}
	for _, f := range fields(new(pb.Entry).ProtoReflect().Descriptor()) {
		if name := string(f.Name()); kinds[name] == 0 && name != "end" {
			t.Errorf("no change of %s was tried", name)
		}
	}
}

func fields(d protoreflect.MessageDescriptor) (out []protoreflect.FieldDescriptor) {
	for i := range d.Fields().Len() {
		out = append(out, d.Fields().Get(i))
	}
	return out
}

// message returns the message that holds an entry's fields: itself where the entry is bytes.
func message(e *pb.Entry) (protoreflect.Message, string) {
	m := e.ProtoReflect()
	f := m.WhichOneof(m.Descriptor().Oneofs().Get(0))
	if f.Kind() == protoreflect.MessageKind {
		return m.Mutable(f).Message(), string(f.Name())
	}
	return m, string(f.Name())
}

type change struct {
	name  string
	apply func(protoreflect.Message)
}

// changes yields changes to each field of a message: each byte of bytes, lengths, numbers.
func changes(m protoreflect.Message) func(func(change) bool) {
	return func(yield func(change) bool) {
		for _, f := range fields(m.Descriptor()) {
			if f.ContainingOneof() != nil && !m.Has(f) {
				continue
			}
			var values []protoreflect.Value
			switch old := m.Get(f); f.Kind() {
			case protoreflect.BytesKind:
				step := 1
				if len(old.Bytes()) > 200 { // tables and evidence
					step = 7 * (1 + len(old.Bytes())/2000)
				}
				for i := 0; i < len(old.Bytes()); i += step {
					b := slices.Clone(old.Bytes())
					b[i] ^= 1 << (i % 8)
					values = append(values, protoreflect.ValueOfBytes(b))
				}
				values = append(values, protoreflect.ValueOfBytes(append(slices.Clone(old.Bytes()), 1)),
					protoreflect.ValueOfBytes(append(slices.Clone(old.Bytes()), make([]byte, 20)...)))
				if n := len(old.Bytes()); n > 0 {
					values = append(values, protoreflect.ValueOfBytes(old.Bytes()[:n-1]), protoreflect.ValueOfBytes(nil))
				}
			case protoreflect.Uint64Kind:
				for _, n := range []uint64{old.Uint() + 1, old.Uint() - 1, 0, 1 << 63} {
					if n != old.Uint() {
						values = append(values, protoreflect.ValueOfUint64(n))
					}
				}
			case protoreflect.Uint32Kind:
				for _, n := range []uint32{uint32(old.Uint()) ^ 1, 7} {
					values = append(values, protoreflect.ValueOfUint32(n))
				}
			default:
				panic(f.Kind().String())
			}
			for i, v := range values {
				c := change{fmt.Sprintf("%s[%d]", f.Name(), i), func(m protoreflect.Message) { m.Set(f, v) }}
				if !yield(c) {
					return
				}
			}
		}
	}
}

// Entries that are swapped, doubled or dropped are found, but for what may be left out at
// the end of a section: there the report says less.
func TestOrderIsFixed(t *testing.T) {
	entries := parts(t, bundle(t, nil, story(t, 1)))
	for i := range entries {
		doubled := slices.Insert(slices.Clone(entries), i, entries[i])
		rejects(t, fmt.Sprintf("entry %d doubled", i), assemble(t, doubled))
		if i+1 < len(entries) {
			swapped := slices.Clone(entries)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			rejects(t, fmt.Sprintf("entries %d and %d swapped", i, i+1), assemble(t, swapped))
		}
		if n := len(entries) - i; n > 2 { // consent and registration are left out unnoticed
			rejects(t, fmt.Sprintf("entry %d dropped", i), assemble(t, slices.Delete(slices.Clone(entries), i, i+1)))
		}
	}
	for i := range entries {
		for j := i % 5; j < len(entries); j += 5 {
			moved := slices.Insert(slices.Delete(slices.Clone(entries), i, i+1), j, entries[i])
			if i != j {
				rejects(t, fmt.Sprintf("entry %d moved to %d", i, j), assemble(t, moved))
			}
		}
	}
}

// An unknown field is refused, at the top and inside.
func TestUnknownFieldIsRefused(t *testing.T) {
	for i, e := range parts(t, bundle(t, nil, story(t, 1))) {
		unknown := protowire.AppendVarint(protowire.AppendTag(nil, 99, protowire.VarintType), 1)
		for _, inside := range []bool{false, true} {
			changed := proto.CloneOf(e)
			m := changed.ProtoReflect()
			if inside {
				m, _ = message(changed)
			}
			m.SetUnknown(unknown)
			raw, err := proto.Marshal(changed)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := decode(raw); !errors.Is(err, ErrFormat) {
				t.Errorf("entry %d: got %v, want ErrFormat", i, err)
			}
		}
	}
}

func TestEveryTruncationIsFound(t *testing.T) {
	good := bundle(t, nil, story(t, 1))
	for n := 0; n < len(good); n += 3 {
		r := audited(t, good[:n], Options{})
		if r.Problem == "" || r.Good() {
			t.Fatalf("%d of %d bytes: %+v", n, len(good), r)
		}
	}
	// What was read says whose it is, and how far it goes.
	if c := audited(t, good[:len(good)-200], Options{}).Channels[0]; c.NodeKey != addressOf(keyOf(2)) || c.Money.Receipted.IsZero() || c.Money.Offered.Less(c.Money.Receipted) {
		t.Errorf("cut off near its end: got %+v", c)
	}
	if r := audited(t, append(slices.Clone(good), 0), Options{}); r.Good() {
		t.Error("a byte after the end: accepted")
	}
}

func TestRandomBytesAreFound(t *testing.T) {
	all := rich(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		b := slices.Clone(all[random.IntN(len(all))])
		for range 1 + random.IntN(4) {
			b[random.IntN(len(b))] ^= byte(1 + random.IntN(255))
		}
		rejects(t, "random bytes", b)
	}
}

// Records that are in order for themselves, but not by the rules.
func TestRules(t *testing.T) {
	// A relay that bills one unit too much signs it all properly.
	w := story(t, 1)
	n := len(w.offers) - 1
	o := &w.offers[n]
	r := &o.Records[len(o.Records)-1]
	r.Paid, _ = r.Paid.Add(typeddata.NewAmount(1))
	resign(w)
	report := audited(t, bundle(t, nil, w), Options{})
	f := report.Channels[0].Fault
	if f == nil || f.Field != "paid" || f.Record == nil || *f.Record != o.State.LogSize-1 || f.Session != r.SessionID {
		t.Errorf("one unit too much: got %v", f)
	}
	// One that tells a byte more than was acknowledged.
	w = story(t, 1)
	o = &w.offers[len(w.offers)-1]
	r = &o.Records[len(o.Records)-1]
	r.RecvAB++
	resign(w)
	if f := audited(t, bundle(t, nil, w), Options{}).Channels[0].Fault; f == nil || f.Field != "recvAB" {
		t.Errorf("one byte too much: got %v", f)
	}
}

// resign has relay and payer sign the newest Offer as its records are now.
func resign(w *world) {
	n := len(w.offers) - 1
	before, o := w.offers[n-1], &w.offers[n]
	log := logOf(w.offers[:n])
	for _, r := range o.Records {
		log = log.Append(r.LeafHash())
		if before.Table.Paid(r.SessionID) != r.Paid {
			o.Table = o.Table.With(r.SessionID, r.Paid)
		}
	}
	sum, _ := o.Table.Sum()
	o.CumAmount, _ = sum.Add(o.Below)
	o.State.LogRoot, o.State.SessionsHash = log.Root(), o.Table.Hash()
	o.Signature = sign(w.node, o.Digest(domain))
	w.receipts[n] = sign(w.signer, o.Receipt().Digest(domain))
}
