package audit

import (
	"bytes"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
)

// A history that was cut off anywhere goes on at its last whole batch, and gives the same
// bundle.
func TestResume(t *testing.T) {
	w := story(t, 1)
	want := bundle(t, nil, w)
	var whole bytes.Buffer
	b, err := NewWriter(&whole)
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	begins := whole.Len()
	for i, o := range w.offers {
		if err := s.Batch(o, w.receipts[i]); err != nil {
			t.Fatal(err)
		}
	}
	for cut := begins; cut <= whole.Len(); cut += 7 {
		var file bytes.Buffer
		s, end, err := Resume(bytes.NewReader(whole.Bytes()[:cut]), &file)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		head := whole.Bytes()[:end]
		for i, o := range w.offers {
			if o.State.LogSize > s.Size() {
				if err := s.Batch(o, w.receipts[i]); err != nil {
					t.Fatalf("cut at %d: %v", cut, err)
				}
			}
		}
		if got := append(bytes.Clone(head), file.Bytes()...); !bytes.Equal(got, whole.Bytes()) {
			t.Fatalf("cut at %d: another history", cut)
		}
	}
	if !bytes.HasPrefix(want, whole.Bytes()) {
		t.Error("the history is no prefix of the bundle")
	}
}
