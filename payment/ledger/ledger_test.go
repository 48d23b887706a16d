package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// small makes goleveldb write tables and compact them after a few dozen commits, and the ledger forget
// what it wrote after a few.
var small = Options{WriteBuffer: 4 << 10, recent: 3, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}

var bg = context.Background()

// twin is what a ledger should hold.
type twin map[string]string

func put(kv ...string) (b Batch) {
	for i := 0; i < len(kv); i += 2 {
		b.Put([]byte(kv[i]), []byte(kv[i+1]))
	}
	return b
}

func mustCommit(t testing.TB, l *Ledger, b Batch) {
	t.Helper()
	if err := l.Commit(bg, b); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

func mustOpen(t testing.TB, dir string, o Options) *Ledger {
	t.Helper()
	l, err := Open(dir, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func wantErr(t testing.TB, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("got error %v, want %v", got, want)
	}
}

// content reads everything through Iterate.
func content(l *Ledger) (twin, error) {
	got := twin{}
	err := l.Iterate(nil, func(k, v []byte) error { got[string(k)] = string(v); return nil })
	return got, err
}

func (w twin) equal(other twin) bool { return maps.Equal(w, other) }

// wantContent asserts that the ledger holds exactly want, by every way to read it.
func wantContent(t testing.TB, l *Ledger, want twin) {
	t.Helper()
	got, err := content(l)
	if err != nil || !got.equal(want) {
		t.Fatalf("iterate: got %d keys, error %v, want %d keys", len(got), err, len(want))
	}
	for k, v := range want {
		if got, err := l.Get([]byte(k)); err != nil || string(got) != v {
			t.Fatalf("get %q: got %q, %v, want %q", k, got, err, v)
		}
	}
	rep, err := l.Check(bg)
	if err != nil || rep.Keys != uint64(len(want)) || !rep.Balanced || !rep.Linked {
		t.Fatalf("check: %+v, %v, want %d keys", rep, err, len(want))
	}
}

func TestReadsWhatWasCommitted(t *testing.T) {
	dir := t.TempDir()
	l := mustOpen(t, dir, small)
	want := twin{}
	for i := range 400 {
		k, v := fmt.Sprint("key", i%37), fmt.Sprint("value", i)
		want[k] = v
		b := put(k, v)
		if i%5 == 0 {
			gone := fmt.Sprint("key", (i+3)%37)
			delete(want, gone)
			b.Delete([]byte(gone))
		}
		mustCommit(t, l, b)
	}
	mustCommit(t, l, put("empty", ""))
	want["empty"] = ""
	mustCommit(t, l, Batch{}) // writes nothing
	wantContent(t, l, want)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = mustOpen(t, dir, small)
	wantContent(t, l, want)
	if l.Seq() != 401 || l.Generation() != 1 {
		t.Errorf("got commit %d of generation %d, want 401 of 1", l.Seq(), l.Generation())
	}
}

func TestLaterChangeOfOneBatchCounts(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	b := put("a", "1", "a", "2", "b", "1")
	b.Delete([]byte("b"))
	b.Put([]byte("c"), []byte("1"))
	b.Delete([]byte("c"))
	b.Put([]byte("c"), []byte("2"))
	mustCommit(t, l, b)
	wantContent(t, l, twin{"a": "2", "c": "2"})
}

func TestIterateFrom(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	mustCommit(t, l, put("a", "1", "b1", "2", "b3", "3", "b5", "4", "c", "5"))
	for from, want := range map[string]string{"": "234", "b": "234", "b1": "234", "b2": "34", "b5": "4", "b6": "", "c": ""} {
		got := ""
		err := l.IterateFrom([]byte("b"), []byte(from), func(_, v []byte) error { got += string(v); return nil })
		if err != nil || got != want {
			t.Errorf("from %q: got %q, %v, want %q", from, got, err, want)
		}
	}
}

func TestIterateByPrefixInOrder(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	mustCommit(t, l, put("b/2", "y", "a", "x", "b/1", "z", "b", "w", "c", "v", "b\xff", "u"))
	var got []string
	err := l.Iterate([]byte("b"), func(k, v []byte) error {
		if _, err := l.Get(k); err != nil {
			return err
		}
		got = append(got, string(k)+"="+string(v))
		return nil
	})
	if want := []string{"b=w", "b/1=z", "b/2=y", "b\xff=u"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	stop := errors.New("enough")
	wantErr(t, l.Iterate(nil, func(k, v []byte) error { return stop }), stop)
}

func TestValuesBelongToTheCaller(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	key, value := []byte("key"), []byte("value")
	var b Batch
	b.Put(key, value)
	key[0], value[0] = 'X', 'X'
	mustCommit(t, l, b)
	got, err := l.Get([]byte("key"))
	if err != nil || string(got) != "value" {
		t.Fatalf("got %q, %v", got, err)
	}
	got[0] = 'X'
	mustCommit(t, l, put("key2", "other"))
	var kept [][]byte
	err = l.Iterate(nil, func(k, v []byte) error { kept = append(kept, k, v); return nil })
	if string(bytes.Join(kept, nil)) != "keyvaluekey2other" || err != nil {
		t.Errorf("kept %q, %v", kept, err)
	}
	kept[1][0] = 'X'
	wantContent(t, l, twin{"key": "value", "key2": "other"})
}

func TestBounds(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	long, big := make([]byte, MaxKey), make([]byte, MaxValue)
	var most Batch
	for i := range 3 {
		most.Put(append([]byte{byte(i)}, long[1:]...), big)
	}
	mustCommit(t, l, most)
	if got, err := l.Get(long); err != nil || len(got) != MaxValue {
		t.Fatalf("got %d bytes, %v", len(got), err)
	}
	for name, fill := range map[string]func(*Batch){
		"no key":           func(b *Batch) { b.Put(nil, big) },
		"long key":         func(b *Batch) { b.Put(append(long, 0), nil) },
		"long value":       func(b *Batch) { b.Put(long, append(big, 0)) },
		"no key to delete": func(b *Batch) { b.Delete(nil) },
		"big batch": func(b *Batch) {
			for range 5 {
				b.Put(long, big)
			}
		},
	} {
		var b Batch
		fill(&b)
		b.Put([]byte("k"), nil)
		if err := l.Commit(bg, b); !errors.Is(err, ErrSize) {
			t.Errorf("%s: got %v, want %v", name, err, ErrSize)
		}
	}
	if _, err := l.Get([]byte("k")); !errors.Is(err, ErrNotFound) {
		t.Errorf("refused batch: got %v, want %v", err, ErrNotFound)
	}
	if l.Seq() != 1 {
		t.Errorf("got commit %d, want 1", l.Seq())
	}
}

func TestClosed(t *testing.T) {
	l := mustOpen(t, t.TempDir(), small)
	for range 2 {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, getErr := l.Get([]byte("k"))
	_, checkErr := l.Check(bg)
	for _, err := range []error{getErr, checkErr, l.Commit(bg, put("k", "v")), l.Iterate(nil, nil)} {
		wantErr(t, err, ErrClosed)
	}
}

func TestCloseFinishesWhatIsUnderWay(t *testing.T) {
	dir := t.TempDir()
	l := mustOpen(t, dir, small)
	acked := make([]bool, 50)
	var wg sync.WaitGroup
	for i := range acked {
		wg.Go(func() {
			err := l.Commit(bg, put(fmt.Sprint(i), "v"))
			acked[i] = err == nil
			if err != nil && !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		})
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	got, err := content(mustOpen(t, dir, small))
	for i := range acked {
		if _, there := got[fmt.Sprint(i)]; err != nil || there != acked[i] {
			t.Errorf("commit %d: acknowledged %t, there %t (%v)", i, acked[i], there, err)
		}
	}
}

func TestCloseWaitsForTheDisk(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	syncing, release := make(chan bool), make(chan bool)
	disk.onSync = func(string) { syncing <- true; <-release }
	committed, closed := make(chan error), make(chan error)
	go func() { committed <- l.Commit(bg, put("a", "1")) }()
	<-syncing // the journal
	go func() { closed <- l.Close() }()
	for l.enter() == nil { // until Close has begun
		l.readers.Done()
	}
	release <- true
	<-syncing // the anchor
	select {
	case err := <-closed:
		t.Errorf("closed during a commit: %v", err)
	default:
	}
	disk.onSync = nil
	release <- true
	if err := errors.Join(<-committed, <-closed); err != nil {
		t.Error(err)
	}
}

// More keys than the ledger remembers the witnesses of.
func TestForgottenWitnesses(t *testing.T) {
	opts := Options{Log: small.Log}.withDefaults()
	l, err := open(newMemDisk(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	want, maxRecent := twin{}, opts.recent
	for round := range 6 {
		var b Batch
		for i := range maxRecent {
			b.Put(fmt.Append(nil, i+round%3*maxRecent), fmt.Append(nil, round))
			want[fmt.Sprint(i+round%3*maxRecent)] = fmt.Sprint(round)
		}
		mustCommit(t, l, b)
	}
	if n := len(l.recent[0]) + len(l.recent[1]); n > 2*maxRecent {
		t.Errorf("remembers %d witnesses, want at most %d", n, 2*maxRecent)
	}
	if n := len(l.gaps[0]) + len(l.gaps[1]); n > 2*maxRecent {
		t.Errorf("remembers %d groups, want at most %d", n, 2*maxRecent)
	}
	wantContent(t, l, want)
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	l := mustOpen(t, dir, small)
	_, err := Open(dir, small)
	wantErr(t, err, ErrLocked)
	_, err = Repair(bg, dir, small)
	wantErr(t, err, ErrLocked)
	l.Close()
	mustOpen(t, dir, small)
}

func TestPrivateFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "newer")
	l := mustOpen(t, dir, small)
	for i := range 300 {
		mustCommit(t, l, put(fmt.Sprint(i%50), "0123456789012345678901234567890123456789"))
	}
	l.Close()
	mustOpen(t, dir, small).Close()
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		info, err2 := e.Info()
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestVersion(t *testing.T) {
	dir := t.TempDir()
	mustOpen(t, dir, small).Close()
	b := position{gen: 1}.encode()
	b[9]++
	check := taggedHash(hashSlot, b[:slotLen-len(slotMagic)*4])
	copy(b[slotLen-len(check):], check[:])
	if err := os.WriteFile(filepath.Join(dir, "anchor"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, small)
	wantErr(t, err, ErrVersion)
	_, err = Repair(bg, dir, small)
	wantErr(t, err, ErrVersion)
}

func TestCallersShareSyncs(t *testing.T) {
	l := mustOpen(t, t.TempDir(), Options{})
	const callers, each = 64, 20
	var wg sync.WaitGroup
	want := twin{}
	for c := range callers {
		for i := range each {
			want[fmt.Sprintf("%d/%d", c, i)] = "v"
		}
		want[fmt.Sprint("last of ", c)] = fmt.Sprint(each - 1)
		wg.Go(func() {
			for i := range each {
				b := put(fmt.Sprintf("%d/%d", c, i), "v", fmt.Sprint("last of ", c), fmt.Sprint(i))
				if err := l.Commit(bg, b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	wantContent(t, l, want)
	if l.Seq() >= callers*each/2 {
		t.Errorf("%d commits took %d syncs", callers*each, l.Seq())
	}
}

func TestContext(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(bg)
	syncing, release := make(chan bool), make(chan bool)
	disk.onSync = func(string) { syncing <- true; <-release }
	go func() {
		<-syncing // the journal
		cancel()
	}()
	err = l.Commit(ctx, put("k", "v"))
	release <- true
	<-syncing // the anchor
	disk.onSync = nil
	release <- true
	wantErr(t, err, ErrInDoubt)
	wantErr(t, err, context.Canceled)
	err = l.Commit(ctx, put("k", "other"))
	wantErr(t, err, context.Canceled)
	if errors.Is(err, ErrInDoubt) {
		t.Error("a batch that was never taken is not in doubt")
	}
	mustCommit(t, l, put("k2", "v"))
	wantContent(t, l, twin{"k": "v", "k2": "v"})
}

// The chain of commits may not grow with the number of commits.
func TestChainIsPruned(t *testing.T) {
	dir := t.TempDir()
	o := small
	l := mustOpen(t, dir, o)
	value := bytes.Repeat([]byte("v"), MaxValue/2)
	for i := range 120 {
		var b Batch
		b.Put([]byte{byte(i % 7)}, value)
		mustCommit(t, l, b)
	}
	kept := uint64(len(l.kept))
	if most := 2 + o.keepBytes()/uint64(len(value)); kept > most || l.tip.oldest != l.tip.seq-kept+1 {
		t.Errorf("kept %d entries from %d to %d, want at most %d", kept, l.tip.oldest, l.tip.seq, most)
	}
	if _, err := l.Check(bg); err != nil {
		t.Error(err)
	}
	l.Close()
	l = mustOpen(t, dir, o)
	mustCommit(t, l, put("k", "v"))
	if _, err := l.Check(bg); err != nil {
		t.Error(err)
	}
}
