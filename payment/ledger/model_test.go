package ledger

import (
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
		key := []byte(fmt.Sprint("key", rapid.IntRange(0, 12).Draw(t, "key")))
		if rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
			b.Delete(key)
			continue
		}
		m.serial++
		b.Put(key, fmt.Appendf(nil, "%d%0*d", m.serial, rapid.IntRange(0, 300).Draw(t, "len"), 0))
	}
	return b
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

func FuzzModel(f *testing.F) {
	for seed := range uint64(8) {
		course := make([]byte, 4<<10)
		rand.NewChaCha8([32]byte{byte(seed)}).Read(course)
		f.Add(course)
	}
	f.Fuzz(rapid.MakeFuzz(runModel))
}
