package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// model drives a ledger on a failing, crashing disk beside a map that says
// what it must hold.
type model struct {
	disk   *memDisk
	ledger *Ledger
	want   twin
	doubt  []twin // what it may hold instead, after a commit that failed
	broken bool   // the ledger has failed and must be reopened
	serial int
}

func newModel(t *rapid.T) *model {
	m := &model{disk: newMemDisk(), want: twin{}}
	m.reopen(t)
	return m
}

func (m *model) reopen(t *rapid.T) {
	l, err := open(m.disk, small.withDefaults())
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	m.ledger, m.broken = l, false
	m.settle(t)
}

// settle finds out which of the possible contents the disk holds.
func (m *model) settle(t *rapid.T) {
	got, err := content(m.ledger)
	if err != nil {
		t.Fatalf("iterate: %v", err)
	}
	possible := append([]twin{m.want}, m.doubt...)
	if !slices.ContainsFunc(possible, got.equal) {
		t.Fatalf("got %v, want one of %v", got, possible)
	}
	m.want, m.doubt = got, nil
}

func (m *model) batch(t *rapid.T) (b Batch) {
	for range rapid.IntRange(1, 4).Draw(t, "ops") {
		key := drawKey(t)
		if rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
			b.Delete(key)
			continue
		}
		m.serial++
		b.Put(key, fmt.Appendf(nil, "%d%0*d", m.serial, rapid.IntRange(0, 300).Draw(t, "len"), 0))
	}
	return b
}

// drawKey draws a key that others are like, or one of a log, or one that stands among a log's.
func drawKey(t *rapid.T) []byte {
	n := rapid.IntRange(0, 12).Draw(t, "key")
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0, 1, 2:
		return fmt.Append(nil, "key", n)
	case 3:
		return append([]byte("log"), make([]byte, n)...)
	case 4:
		return append(binary.BigEndian.AppendUint64([]byte("log"), uint64(n)), "more"...)
	}
	return binary.BigEndian.AppendUint64([]byte("log"), uint64(n)<<rapid.SampledFrom([]int{0, 60}).Draw(t, "shift"))
}

func (m *model) Commit(t *rapid.T) {
	b := m.batch(t)
	err := m.ledger.Commit(bg, b)
	switch next := m.want.apply(b); {
	case err == nil && !m.broken:
		m.want = next
	case err == nil:
		t.Fatal("committed after a failure")
	case !errors.Is(err, ErrFailed):
		t.Fatalf("got %v, want ErrFailed", err)
	case !m.broken:
		m.doubt, m.broken = append(m.doubt, next), true
	}
}

// CommitTogether has several callers write keys of their own at once.
func (m *model) CommitTogether(t *rapid.T) {
	if m.broken || m.disk.faults != nil {
		t.Skip()
	}
	var wg sync.WaitGroup
	for c := range rapid.IntRange(2, 6).Draw(t, "callers") {
		m.serial++
		b := put(fmt.Sprint("of caller", c), fmt.Sprint(m.serial))
		m.want = m.want.apply(b)
		wg.Go(func() {
			if err := m.ledger.Commit(bg, b); err != nil {
				t.Errorf("commit: %v", err)
			}
		})
	}
	wg.Wait()
}

func (m *model) Fail(t *rapid.T) {
	if raceDetector { // see fault_test.go
		t.Skip()
	}
	m.setFaults(&faults{
		at:     rapid.IntRange(1, 30).Draw(t, "at"),
		how:    rapid.SampledFrom(failures).Draw(t, "how"),
		sticky: rapid.Bool().Draw(t, "sticky"),
	})
}

func (m *model) setFaults(f *faults) {
	m.disk.mu.Lock()
	defer m.disk.mu.Unlock()
	m.disk.faults = f
}

func (m *model) Reopen(t *rapid.T) {
	m.setFaults(nil)
	m.ledger.Close()
	m.reopen(t)
}

// Crash cuts the power: nothing is written any more, and of what was not
// synced some is lost.
func (m *model) Crash(t *rapid.T) {
	m.setFaults(&faults{at: 1, how: lost, sticky: true})
	m.ledger.Close()
	m.disk = m.disk.crash(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
	m.reopen(t)
}

func (m *model) CheckAndGet(t *rapid.T) {
	if m.broken || m.disk.faults != nil {
		t.Skip()
	}
	if rep, err := m.ledger.Check(bg); err != nil || rep.Keys != uint64(len(m.want)) {
		t.Fatalf("check: %+v, %v, want %d keys", rep, err, len(m.want))
	}
	for i := range 13 {
		key := fmt.Sprint("key", i)
		got, err := m.ledger.Get([]byte(key))
		want, there := m.want[key]
		if there && (err != nil || string(got) != want) || !there && !errors.Is(err, ErrNotFound) {
			t.Fatalf("get %q: got %q, %v, want %q", key, got, err, want)
		}
	}
}

// Check is what rapid calls after each step.
func (m *model) Check(t *rapid.T) {
	if m.broken || m.disk.faults != nil {
		return
	}
	if got, err := content(m.ledger); err != nil || !maps.Equal(got, m.want) {
		t.Fatalf("got %v, %v, want %v", got, err, m.want)
	}
}

func runModel(t *rapid.T) {
	m := newModel(t)
	defer func() { m.ledger.Close() }()
	t.Repeat(rapid.StateMachineActions(m))
}

func TestModel(t *testing.T) { rapid.Check(t, runModel) }

// TestAppended writes a log's keys in any order to a ledger that forgets at once what it wrote, so that it has to
// know by the gaps between them which are new: one that it took for new and was not would be in the sum twice.
func TestAppended(t *testing.T) {
	opts := small.withDefaults()
	opts.recent = 1
	rapid.Check(t, func(t *rapid.T) {
		l, err := open(newMemDisk(), opts)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		want := twin{}
		next := uint64(0)
		for range rapid.IntRange(1, 40).Draw(t, "commits") {
			var b Batch
			for range rapid.IntRange(1, 3).Draw(t, "ops") {
				next = max(next, 4) + uint64(rapid.IntRange(0, 6).Draw(t, "forth")) - 4
				key := binary.BigEndian.AppendUint64([]byte("log"), next)
				switch rapid.IntRange(0, 9).Draw(t, "what") {
				case 0:
					b.Delete(key)
				case 1:
					b.Put(append(key, "more"...), nil)
				default:
					b.Put(key, nil)
				}
			}
			want = want.apply(b)
			if err := l.Commit(bg, b); err != nil {
				t.Fatal(err)
			}
			if rep, err := l.Check(bg); err != nil || rep.Keys != uint64(len(want)) {
				t.Fatalf("check: %+v, %v, want %d keys", rep, err, len(want))
			}
		}
	})
}

func FuzzModel(f *testing.F) {
	for seed := range uint64(8) {
		course := make([]byte, 4<<10)
		rand.NewChaCha8([32]byte{byte(seed)}).Read(course)
		f.Add(course)
	}
	f.Fuzz(rapid.MakeFuzz(runModel))
}
