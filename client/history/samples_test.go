package history

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
)

// sampledBy is what an end of the session of signed sampled: one packet from A.
func sampledBy(t *testing.T, side ack.Side) (audit.Channel, audit.Sampled) {
	t.Helper()
	all := signed(t, 1)
	auth := all[0].Offer.Authorizations[0]
	leaf, key := []sample.Leaf{sample.NewLeaf(ack.A, 100, make([]byte, sample.TagSize))}, signer
	e := sample.Evidence{Sent: leaf}
	if side == ack.B {
		e, key = sample.Evidence{Received: leaf}, endpoint
	}
	a, err := ack.Sign(ack.DeliveryAck{ChannelID: all[0].ID(), SessionID: 5, Side: side, Evidence: e.Hash()}, domain, key)
	if err != nil {
		t.Fatal(err)
	}
	return all[0].Channel, audit.Sampled{
		Endpoint: audit.Endpoint{Authorization: wire.SignedAuthorization{SessionAuthorization: auth.SessionAuthorization, Signature: auth.Signature}, Ack: a}, Evidence: e,
	}
}

func bundleOf(t *testing.T, d *Dir, redact func(uint64) bool) (bundle []byte, channels int) {
	t.Helper()
	var b bytes.Buffer
	n, err := d.Bundle(&b, nil, redact)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), n
}

// The bundle has what the ends sampled behind the history; a listener's has it alone.
func TestSamplesAreInTheBundle(t *testing.T) {
	payer, listener := open(t, t.TempDir()), open(t, t.TempDir())
	for _, s := range signed(t, 2) {
		if err := payer.Signed(s); err != nil {
			t.Fatal(err)
		}
	}
	for _, side := range []ack.Side{ack.B, ack.A} {
		if err := payer.Sampled(sampledBy(t, side)); err != nil {
			t.Fatal(err)
		}
	}
	if err := listener.Sampled(sampledBy(t, ack.B)); err != nil {
		t.Fatal(err)
	}
	if c := verdict(t, payer); c.Verdict != audit.Sound || c.Samples.Ends != 2 {
		t.Errorf("payer: got %s, %+v", c.Verdict, c.Samples)
	}
	if c := verdict(t, listener); c.Verdict != audit.Partial || c.Samples.Ends != 1 || c.Records != 0 {
		t.Errorf("listener: got %s, %+v", c.Verdict, c.Samples)
	}
	bundle, _ := bundleOf(t, payer, nil)
	got, err := audit.Compare(t.Context(), 1, func(int) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(bundle)), nil })
	if id := signed(t, 1)[0].ID(); err != nil || got[id] == nil || got[id].AB.Sent != 1 || got[id].AB.Missing != 0 {
		t.Errorf("compared: got %+v, %v", got[id], err)
	}
}

// What a redacted session's ends sampled is left out; a channel of which nothing is left
// too.
func TestRedactedSamples(t *testing.T) {
	all := func(uint64) bool { return true }
	d := open(t, t.TempDir())
	if err := d.Sampled(sampledBy(t, ack.B)); err != nil {
		t.Fatal(err)
	}
	b, n := bundleOf(t, d, all)
	if r, err := audit.Verify(t.Context(), bytes.NewReader(b), audit.Options{}); err != nil || !r.Good() || n != 0 || len(r.Channels) != 0 {
		t.Errorf("got %d channels, %+v, %v", n, r, err)
	}
	for _, s := range signed(t, 2) {
		if err := d.Signed(s); err != nil {
			t.Fatal(err)
		}
	}
	b, n = bundleOf(t, d, all)
	if r, err := audit.Verify(t.Context(), bytes.NewReader(b), audit.Options{}); err != nil || !r.Good() || n != 1 || r.Channels[0].Samples.Ends != 0 {
		t.Errorf("with a history: got %d channels, %+v, %v", n, r, err)
	}
}

// A file of samples that is damaged is an error that names it; others' files are not looked at.
func TestDamagedSamples(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	c, e := sampledBy(t, ack.B)
	if err := d.Sampled(c, e); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.samples", "ab.5.B.samples", sampleName{common.Hash{1}, 5, ack.A}.String() + "~", "sampling-1"} {
		if err := os.WriteFile(filepath.Join(path, name), []byte("nothing"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, n := bundleOf(t, d, nil); n != 1 {
		t.Errorf("got %d channels", n)
	}
	name := sampleName{c.ID(), 5, ack.B}.String()
	if err := os.Truncate(filepath.Join(path, name), 100); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Bundle(io.Discard, nil, nil); err == nil || !bytes.Contains([]byte(err.Error()), []byte(name)) {
		t.Errorf("got %v, want an error that names %s", err, name)
	}
}
