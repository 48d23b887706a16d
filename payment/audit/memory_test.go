package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
)

// generate writes a bundle of one channel of at least size bytes, without keeping it.
func generate(t testing.TB, out io.Writer, size int64) {
	t.Helper()
	counted := &counter{w: out}
	b, err := NewWriter(counted)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, 1)
	s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids []uint64
	for n := 0; counted.n < size; n++ {
		if n%64 == 0 { // sessions come and go
			if len(ids) > 8 {
				w.end(ids[0])
				ids = ids[1:]
			}
			ids = append(ids, w.session(nil, keyOf(byte(3+n/64%200))))
		}
		for _, id := range ids {
			w.move(id, 1000, 0, 0)
		}
		w.settle()
		if err := s.Batch(w.offers[0], w.receipts[0]); err != nil {
			t.Fatal(err)
		}
		w.offers, w.receipts = nil, nil
	}
	if err := errors.Join(s.Tail(Tail{}), b.Close()); err != nil {
		t.Fatal(err)
	}
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// A bundle is audited in memory that does not grow with it: a small one here; the 100 MB of
// `make audit-memory` with PORTAGE_AUDIT_BYTES.
func TestMemoryIsBounded(t *testing.T) {
	size, most := int64(1<<20), uint64(32<<20)
	if text := os.Getenv("PORTAGE_AUDIT_BYTES"); text != "" {
		var err error
		if size, err = strconv.ParseInt(text, 10, 64); err != nil {
			t.Fatal(err)
		}
		most = 64 << 20
	}
	name := filepath.Join(t.TempDir(), "big.bundle")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	generate(t, f, size)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	var peak uint64
	var batches int
	began := time.Now()
	r, err := Verify(t.Context(), f, Options{Progress: func(int64) {
		if batches++; batches%64 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse+m.StackInuse)
		}
	}})
	if err != nil || !r.Good() || r.Channels[0].Verdict != Sound {
		t.Fatalf("got %v, %s, %v", err, r.Problem, r.Channels)
	}
	if peak > most {
		t.Errorf("%d bytes of bundle took %d bytes of heap, want at most %d", r.Size, peak, most)
	}
	wall := time.Since(began).Seconds()
	figures, err := json.Marshal(map[string]any{
		"bundle_bytes": r.Size, "entries": r.Entries, "peak_heap_bytes": peak, "wall_s": wall, "mb_per_s": float64(r.Size) / 1e6 / wall,
	})
	if err != nil {
		t.Fatal(err)
	}
	if out := os.Getenv("PORTAGE_AUDIT_OUT"); out != "" {
		if err := os.WriteFile(out, append(figures, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	var out bytes.Buffer
	generate(b, &out, 1<<18)
	b.SetBytes(int64(out.Len()))
	for b.Loop() {
		if r, err := Verify(b.Context(), bytes.NewReader(out.Bytes()), Options{}); err != nil || !r.Good() {
			b.Fatal(err, r)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(bundle(f, nil, story(f, 1)))
	f.Add(bundle(f, func(uint64) bool { return true }, story(f, 2)))
	f.Add(written(f, evident(f).evidentSection(ack.A, ack.B)))
	f.Add(written(f, evident(f).samplesSection(ack.B)))
	f.Add([]byte(Magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, scan := range []func(io.Reader) (*Scanner, error){NewScanner, NewHistoryScanner} {
			if s, err := scan(bytes.NewReader(b)); err == nil {
				for err == nil {
					if _, err = s.Section(); err == nil {
						err = rest(s)
					}
				}
			}
		}
		r, err := Verify(t.Context(), bytes.NewReader(b), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compare(t.Context(), 2, opener(b, b)); err != nil {
			t.Fatal(err)
		}
		if !r.Good() {
			return
		}
		// What is accepted is exactly what would be written again.
		if got := assemble(t, parts(t, b)); !bytes.Equal(got, b) {
			t.Error("accepted in two forms")
		}
	})
}
