package audit

import (
	"bytes"
	"io"
	"testing"

	"github.com/portage-relay/portage/proofs/record"
)

func opener(bundles ...[]byte) Opener {
	return func(i int) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(bundles[i])), nil }
}

// fork is a history that agrees with story up to its third Offer, and says another thing
// there, in one Offer over one record more if longer is set.
func fork(t *testing.T, longer bool) *world {
	w := story(t, 1)
	w.offers, w.receipts, w.consent = w.offers[:4], w.receipts[:4], nil
	o := &w.offers[3]
	o.Records = append([]record.Record(nil), o.Records...)
	o.Records[0].Salt[0] ^= 1
	if longer {
		second := o.Records[0]
		second.Type = record.Adjustment
		o.Records = append(o.Records, second)
		o.State.LogSize++
	}
	resign(w)
	return w
}

func TestTwoHistories(t *testing.T) {
	honest := bundle(t, nil, story(t, 1))
	for name, c := range map[string]struct {
		other     []byte
		found     int
		inclusion bool
	}{
		"the same":            {honest, 0, false},
		"redacted":            {bundle(t, func(uint64) bool { return true }, story(t, 1)), 0, false},
		"from a base":         {written(t, story(t, 1).laterSection), 0, false},
		"another channel":     {bundle(t, nil, story(t, 2)), 0, false},
		"the same size":       {bundle(t, nil, fork(t, false)), 1, false},
		"another size":        {bundle(t, nil, fork(t, true)), 1, true},
		"redacted and forked": {bundle(t, func(uint64) bool { return true }, fork(t, true)), 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Histories(t.Context(), 2, opener(honest, c.other))
			if err != nil || len(got) != c.found {
				t.Fatalf("got %v, %v, want %d", got, err, c.found)
			}
			for _, h := range got {
				if h.NodeKey != addressOf(keyOf(2)) || (h.Equivocation.Inclusion != nil) != c.inclusion {
					t.Errorf("got %+v", h)
				}
			}
		})
	}
}
