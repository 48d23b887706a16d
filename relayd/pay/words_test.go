package pay

import (
	"errors"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
)

// Words of one step: acknowledgements newest first, and of the payer's counts of a session
// the newest alone.
func TestWords(t *testing.T) {
	var ws words
	add := func(session uint64, v voice, recv, sent uint64) error {
		c := ack.Counts{RecvBytes: recv, SentBytes: sent}
		w := word{session: session, voice: v, counts: c}
		if v == voicePayer {
			w.event = channel.Counted{SessionID: session, Counts: c}
		} else {
			w.event = channel.Acked{Ack: ack.Signed{DeliveryAck: ack.DeliveryAck{SessionID: session, Side: ack.Side(v), Counts: c}}}
		}
		return ws.add(w)
	}
	for _, err := range []error{
		add(1, voiceB, 10, 0), add(1, voicePayer, 5, 5), add(1, voiceA, 7, 0), add(2, voiceB, 1, 0), add(1, voiceB, 20, 0),
		add(1, voiceB, 15, 0), add(1, voicePayer, 9, 5), add(2, voicePayer, 1, 1),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := add(1, voicePayer, 10, 4); !errors.Is(err, ack.ErrBackwards) {
		t.Errorf("a count that falls: got %v", err)
	}
	type said struct {
		session uint64
		voice   voice
		recv    uint64
	}
	want := []said{
		{2, voicePayer, 1}, {1, voiceB, 15}, {1, voiceB, 20}, {2, voiceB, 1}, {1, voiceA, 7}, {1, voicePayer, 9}, {1, voiceB, 10},
	}
	got := ws.take()
	if len(got) != len(want) || len(ws) != 0 {
		t.Fatalf("%d words, %d left, want %d and none", len(got), len(ws), len(want))
	}
	for i, w := range got {
		if s := (said{w.session, w.voice, w.counts.RecvBytes}); s != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, s, want[i])
		}
		if c, ok := w.event.(channel.Counted); ok && c.Counts != w.counts {
			t.Errorf("%d: the event says %+v, the word %+v", i, c.Counts, w.counts)
		}
	}
}
