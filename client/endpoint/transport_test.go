package endpoint

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/ack"
)

func testKeys(t testing.TB, s secrets) (a, b *keys) {
	t.Helper()
	i, r := testInitiator(t, s, 1), testResponder(t, s)
	b, err := r.answer(i.packet)
	if err != nil {
		t.Fatal(err)
	}
	if a, err = i.accept(r.response); err != nil {
		t.Fatal(err)
	}
	return a, b
}

// Nothing but the packet itself passes.
func TestOpenRefuses(t *testing.T) {
	a, b := testKeys(t, testSecrets(t))
	var n nonce
	packet := a.seal(nil, &n, Header{TypeData, 5}, []byte("payload"))
	open := func(p []byte) error { _, _, err := b.open(&n, bytes.Clone(p)); return err }

	for bit := range len(packet) * 8 {
		forged := bytes.Clone(packet)
		forged[bit/8] ^= 1 << (bit % 8)
		if err := open(forged); !errors.Is(err, ErrTag) && !errors.Is(err, ErrType) && !errors.Is(err, ErrShort) {
			t.Errorf("bit %d flipped: got %v", bit, err)
		}
	}
	for size := range len(packet) {
		want := ErrTag
		if size < Overhead {
			want = ErrShort
		}
		if err := open(packet[:size]); !errors.Is(err, want) {
			t.Errorf("cut to %d bytes: got %v, want %v", size, err, want)
		}
	}
	if err := open(append(bytes.Clone(packet), 0)); !errors.Is(err, ErrTag) {
		t.Errorf("extended: got %v, want ErrTag", err)
	}
	other, _ := testKeys(t, newSecrets(Session{SessionID: 2}, testPSK, static(t, 0x55).PublicKey()))
	if err := open(other.seal(nil, &n, Header{TypeData, 5}, []byte("payload"))); !errors.Is(err, ErrTag) {
		t.Errorf("of another session: got %v, want ErrTag", err)
	}
	again, _ := testKeys(t, testSecrets(t))
	if err := open(again.seal(nil, &n, Header{TypeData, 5}, []byte("payload"))); !errors.Is(err, ErrTag) {
		t.Errorf("of another handshake in the session: got %v, want ErrTag", err)
	}
	if err := open(testInitiator(t, testSecrets(t), 1).packet); !errors.Is(err, ErrType) {
		t.Errorf("init: got %v, want ErrType", err)
	}
	if err := open(packet); err != nil {
		t.Errorf("the packet itself: %v", err)
	}
}

func TestReserveExhausted(t *testing.T) {
	tl := tally{next: MaxPackets - 1}
	if n, err := tl.reserve(25); n != MaxPackets-1 || err != nil {
		t.Fatalf("the last packet: got %d, %v", n, err)
	}
	if _, err := tl.reserve(25); !errors.Is(err, ErrExhausted) {
		t.Fatalf("one more: got %v, want ErrExhausted", err)
	}
	if want := (ack.Counts{SentBytes: 25, SentPackets: 1}); tl.counts != want {
		t.Errorf("got %+v, want %+v", tl.counts, want)
	}
	if err := tl.admit(MaxPackets, 25); !errors.Is(err, ErrReplay) {
		t.Errorf("a counter beyond the limit: got %v, want ErrReplay", err)
	}
}

// Whatever arrives in whatever order, each counter is admitted at most once, and always
// if it is new and not behind the window of the package doc.
func TestAdmit(t *testing.T) {
	const window = 8128
	rapid.Check(t, func(t *rapid.T) {
		var tl tally
		seen := map[uint64]bool{}
		newest := uint64(0)
		near := rapid.Uint64Range(0, 3*window)
		for _, counter := range rapid.SliceOfN(near, 1, 200).Draw(t, "counters") {
			err := tl.admit(counter, 100)
			if seen[counter] && err == nil {
				t.Fatalf("%d admitted twice", counter)
			}
			if !seen[counter] && newest < counter+window && err != nil {
				t.Fatalf("%d, new, refused after %d: %v", counter, newest, err)
			}
			if err == nil {
				seen[counter] = true
				newest = max(newest, counter)
			}
		}
		if n := uint64(len(seen)); tl.counts != (ack.Counts{RecvBytes: 100 * n, RecvPackets: n}) {
			t.Fatalf("%d admitted, counted %+v", n, tl.counts)
		}
	})
}

// Nothing that a stranger sends passes anywhere, or panics.
func FuzzStranger(f *testing.F) {
	s := testSecrets(f)
	i, r := testInitiator(f, s, 1), testResponder(f, s)
	k, err := r.answer(i.packet)
	if err != nil {
		f.Fatal(err)
	}
	flip := func(p []byte) []byte { p = bytes.Clone(p); p[len(p)/2] ^= 1; return p }
	f.Add(flip(i.packet))
	f.Add(flip(r.response))
	f.Add(flip(k.seal(nil, new(nonce), Header{TypeData, 0}, []byte("hello"))))
	f.Fuzz(func(t *testing.T, packet []byte) {
		if bytes.Equal(packet, i.packet) || bytes.Equal(packet, r.response) {
			return
		}
		if _, err := r.answer(packet); err == nil {
			t.Error("init accepted")
		}
		if _, err := i.accept(packet); err == nil {
			t.Error("response accepted")
		}
		if _, _, err := k.open(new(nonce), bytes.Clone(packet)); err == nil {
			t.Error("packet opened")
		}
	})
}
