package audit

import (
	"bytes"
	"testing"

	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func tariff(q receipt.Quote) price.Tariff {
	return price.Tariff{PerGiB: q.PricePerGiB, Flat: q.FlatPrice, Max: typeddata.NewAmount(1 << 45)}
}

func audited(t testing.TB, b []byte, o Options) Report {
	t.Helper()
	r, err := Verify(t.Context(), bytes.NewReader(b), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestHonestBundleIsSound(t *testing.T) {
	w := story(t, 1)
	r := audited(t, bundle(t, nil, w), Options{})
	if !r.Good() || len(r.Channels) != 1 || r.Channels[0].Verdict != Sound {
		t.Fatalf("got %+v, %v", r, r.Channels[0].Fault)
	}
	c := r.Channels[0]
	last := w.offers[len(w.offers)-1]
	if c.Money.Receipted != last.CumAmount || c.Records != last.State.LogSize || c.Sessions != 3 {
		t.Errorf("got %+v", c)
	}
	if !c.Bytes.Balances() || c.Bytes.Lost == 0 || c.Bytes.Refused != 900 || c.Bytes.Outstanding != 0 {
		t.Errorf("bytes: %+v", c.Bytes)
	}
}
