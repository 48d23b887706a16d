package endpoint_test

import (
	"bytes"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/testnet/lossy"
)

// sampled is a session whose ends take down one packet in oneIn, over a path with faults
// from A to B.
func sampled(t *testing.T, oneIn uint32, n int, faults ...lossy.Fault) (w *world, a, b *endpoint.Conn) {
	w = newWorld(t)
	w.a.SampleOneIn, w.b.SampleOneIn = oneIn, oneIn
	path := lossy.Wrap(w.endA, 1)
	a, b = w.connect(t, path, w.endB)
	*path = *lossy.Wrap(w.endA, 1, faults...) // the handshake went well
	for i := range n {
		write(t, a, []byte{byte(i)})
		write(t, b, make([]byte, i%endpoint.MaxPayload))
	}
	drain(t, a)
	drain(t, b)
	return w, a, b
}

// Both ends take down the same packets, and their acknowledgements commit to them.
func TestSampling(t *testing.T) {
	for _, oneIn := range []uint32{1, 4} {
		synctest.Test(t, func(t *testing.T) {
			w, a, b := sampled(t, oneIn, 600)
			countsA, evidenceA := a.Sampled()
			_, evidenceB := b.Sampled()
			for _, c := range []sample.Comparison{sample.Compare(evidenceA.Sent, evidenceB.Received), sample.Compare(evidenceB.Sent, evidenceA.Received)} {
				if c.Missing != 0 || c.Foreign != 0 || c.Sent < 600/uint64(oneIn)/2 {
					t.Errorf("one in %d: got %+v, want nothing lost", oneIn, c)
				}
			}
			// All sealed packets are there at one in 1: all that count but the handshake's two.
			if got := uint64(evidenceA.Len()); oneIn == 1 && got != countsA.SentPackets+countsA.RecvPackets-2 {
				t.Errorf("A took down %d packets of %+v", got, countsA)
			}
			if err := errors.Join(evidenceA.Check(ack.A), evidenceB.Check(ack.B), a.Flush(t.Context()), b.Flush(t.Context())); err != nil {
				t.Error(err)
			}
			if got, want := w.sinkA.newest().Evidence, evidenceA.Hash(); got != want {
				t.Errorf("A acknowledged %s, want %s", got, want)
			}
			if got, want := w.sinkB.newest().Evidence, evidenceB.Hash(); got != want {
				t.Errorf("B acknowledged %s, want %s", got, want)
			}
		})
	}
}

// On a bad path what is missing is what did not pass: what was changed does not pass
// either, so nothing is foreign; repeats and packets out of order change nothing.
func TestSamplingShowsLoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 2000
		_, a, b := sampled(t, 1, n, faults()...)
		_, evidenceA := a.Sampled()
		countsB, evidenceB := b.Sampled()
		c := sample.Compare(evidenceA.Sent, evidenceB.Received)
		passed := countsB.RecvPackets - 1 // but the init
		if c.Received != passed || c.Missing != c.Sent-passed || c.Foreign != 0 || c.Missing < n/20 {
			t.Errorf("got %+v, %d passed", c, passed)
		}
		if back := sample.Compare(evidenceB.Sent, evidenceA.Received); back.Missing != 0 || back.Foreign != 0 {
			t.Errorf("the way without faults: got %+v", back)
		}
	})
}

// An end that does not sample commits to nothing.
func TestNotSampling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, a, b := sampled(t, 0, 50)
		if err := errors.Join(a.Flush(t.Context()), b.Flush(t.Context())); err != nil {
			t.Error(err)
		}
		_, evidence := b.Sampled()
		if got := w.sinkB.newest(); got.Evidence != (common.Hash{}) || got.RecvPackets < 50 || evidence.Len() != 0 {
			t.Errorf("got %+v and %d leaves", got, evidence.Len())
		}
	})
}

// Each handshake has another key: what was sampled once tells nothing about another session.
func TestSamplingKeyIsFresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tags [2][]byte
		for i := range tags {
			_, a, _ := sampled(t, 1, 20)
			_, e := a.Sampled()
			for _, l := range e.Sent {
				tags[i] = append(tags[i], l[5:]...)
			}
		}
		if len(tags[0]) == 0 || bytes.Equal(tags[0], tags[1]) {
			t.Error("two sessions have the same tags")
		}
	})
}

func TestSamplingRate(t *testing.T) {
	w := newWorld(t)
	w.a.SampleOneIn = sample.MaxOneIn + 1
	if _, err := endpoint.Initiate(t.Context(), w.endA, w.endB.LocalAddr(), w.a); !errors.Is(err, endpoint.ErrConfig) {
		t.Errorf("got %v, want ErrConfig", err)
	}
}
