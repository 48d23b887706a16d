package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/syndtr/goleveldb/leveldb"
)

// toDamage makes a ledger with tables and with one journal, which holds its newest commits.
func toDamage(t *testing.T) (*memDisk, twin) {
	t.Helper()
	disk := newMemDisk()
	_, want, err := runScript(t, disk)
	if err != nil {
		t.Fatal(err)
	}
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	for i := range lateLen {
		mustCommit(t, l, late(i))
		want = want.apply(late(i))
	}
	l.Close()
	return disk, want
}

const lateLen = 3

// late continues script.
func late(i int) Batch {
	return put(fmt.Sprintf("record %d", scriptLen-1-i), "again", fmt.Sprintf("newest %d", i), "value")
}

// wantAllOrError asserts the promise: whatever happened to the files, each way
// to read gives exactly what was committed, or an error that says that it does
// not. It tells whether Open or Check found something.
func wantAllOrError(t *testing.T, disk *memDisk, want twin) (found error) {
	t.Helper()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		wantTyped(t, err)
		return err
	}
	defer l.Close()
	if got, err := content(l); err != nil {
		wantTyped(t, err)
		found = err
	} else if !got.equal(want) {
		t.Errorf("iterate: got %d keys without an error, want %d", len(got), len(want))
	}
	for k, v := range want {
		if got, err := l.Get([]byte(k)); err != nil {
			wantTyped(t, err)
			found = err
		} else if string(got) != v {
			t.Errorf("get %q: got %q, want %q", k, got, v)
		}
	}
	_, err = l.Check(bg)
	if err != nil {
		wantTyped(t, err)
	} else if found != nil {
		t.Errorf("check passed, but reading gave %v", found)
	}
	return errors.Join(found, err)
}

func wantTyped(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrHole) {
		t.Errorf("got error %v, want ErrCorrupt or ErrHole", err)
	}
}

// One flipped bit, at every few bytes of every file.
func TestFlippedBit(t *testing.T) {
	disk, want := toDamage(t)
	used := map[string]bool{}
	for _, name := range disk.names() {
		found, flips := 0, 0
		size := len(disk.files[name].data)
		for at := 0; at < size; at += 1 + size/400 {
			d := disk.clone()
			d.files[name].data[at] ^= 1 << (at % 8)
			if wantAllOrError(t, d, want) != nil {
				found++
			}
			if flips++; t.Failed() {
				t.Fatalf("%s: bit %d of byte %d", name, at%8, at)
			}
		}
		t.Logf("%-22s %6d bytes, %3d flips, %3d found, the others did no harm", name, size, flips, found)
		used[path.Ext(name)] = used[path.Ext(name)] || found > flips*8/10
	}
	if !used[".log"] || !used[".ldb"] {
		t.Error("no journal or no table of which most flips were found: the test shows nothing")
	}
}

// The footer of a table has no checksum: every bit of it.
func TestFlippedBitInFooter(t *testing.T) {
	disk, want := toDamage(t)
	for _, name := range disk.names() {
		for bit := 0; path.Ext(name) == ".ldb" && bit < 8*footerLen; bit++ {
			d := disk.clone()
			data := d.files[name].data
			data[len(data)-footerLen+bit/8] ^= 1 << (bit % 8)
			if wantAllOrError(t, d, want); t.Failed() {
				t.Fatalf("%s: bit %d of the footer", name, bit)
			}
		}
	}
}

// Handles in a footer that ask for more bytes than there are, which goleveldb
// would allocate, or overflow.
func TestWildFooter(t *testing.T) {
	disk, want := toDamage(t)
	for _, length := range []uint64{1 << 20, 1<<32 - 1, 1<<63 - 1, 1<<64 - 1} {
		for _, handle := range []int{0, 1} {
			d := disk.clone()
			for _, name := range d.names() {
				if path.Ext(name) == ".ldb" {
					footer := d.files[name].data[len(d.files[name].data)-footerLen:]
					wild := binary.AppendUvarint([]byte{0, 10}[:2*handle], 0)
					copy(footer, binary.AppendUvarint(wild, length))
				}
			}
			if wantAllOrError(t, d, want) == nil {
				t.Errorf("nobody noticed a block of %d bytes", length)
			}
		}
	}
}

// Where a torn end makes Open read leniently, it takes nothing on trust: here
// the chain of commits is whole, and yet a key is gone with its witness.
func TestTornEndHidesNothing(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, l, put("a", "1", "b", "2"))
	var b leveldb.Batch
	b.Delete(tagged(tagRecord, []byte("a")))
	b.Delete(tagged(tagWitness, []byte("a")))
	if err := l.db.Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	l.Close()
	for _, name := range disk.names() {
		if path.Ext(name) == ".log" {
			disk.files[name].data = append(disk.files[name].data, make([]byte, 100)...)
		}
	}
	_, err = open(disk, small.withDefaults())
	wantErr(t, err, ErrHole)
}

// Every file cut short, emptied, extended or deleted.
func TestCutAndDeletedFiles(t *testing.T) {
	disk, want := toDamage(t)
	for _, name := range disk.names() {
		size := len(disk.files[name].data)
		for at := 0; at < size; at += 1 + size/150 {
			d := disk.clone()
			d.files[name].data = d.files[name].data[:at]
			if wantAllOrError(t, d, want); t.Failed() {
				t.Fatalf("%s: cut from %d to %d bytes", name, size, at)
			}
		}
		for _, more := range []string{"\x00", strings.Repeat("\x00", 600), strings.Repeat("x", 600)} {
			d := disk.clone()
			d.files[name].data = append(d.files[name].data, more...)
			if wantAllOrError(t, d, want); t.Failed() {
				t.Fatalf("%s: extended by %d bytes", name, len(more))
			}
		}
		d := disk.clone()
		delete(d.files, name)
		err := wantAllOrError(t, d, want)
		if err == nil && !strings.HasSuffix(name, ".bak") && path.Ext(name) != ".ldb" { // goleveldb may not have got to removing a table
			t.Errorf("nobody missed %s", name)
		}
	}
}

// What a power cut leaves of a write that was never acknowledged does not stop
// a ledger, though goleveldb in strict mode refuses it.
func TestTornEndIsDropped(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	want := twin{"a": "1", "b": "2"}
	mustCommit(t, l, put("a", "1", "b", "2"))
	before := disk.clone()
	mustCommit(t, l, put("a", "3", "c", "4"))
	l.Close()
	var log string
	for _, name := range disk.names() {
		if path.Ext(name) == ".log" {
			log = name
		}
	}
	whole := disk.files[log].data
	for cut := len(before.files[log].data); cut <= len(whole); cut++ {
		for _, end := range []string{"", "\x00\x00\x00", strings.Repeat("\x00", len(whole)-cut)} {
			d := before.clone()
			d.files[log].data = append(slices.Clone(whole[:cut]), end...)
			l, err := open(d, small.withDefaults())
			if err != nil {
				t.Fatalf("cut at %d, %d zeros: %v", cut, len(end), err)
			}
			if cut == len(whole) {
				want = twin{"a": "3", "b": "2", "c": "4"}
			}
			wantContent(t, l, want)
			l.Close()
		}
	}
}

// What others measured on goleveldb alone: a deleted journal opens as an
// empty, or older, database. Here it is a hole with a name.
func TestDeletedJournalNamesTheHole(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, Options{Log: small.Log}.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		mustCommit(t, l, script(i))
	}
	l.Close()
	for _, name := range disk.names() {
		if path.Ext(name) == ".log" {
			delete(disk.files, name)
		}
	}
	_, err = open(disk, small.withDefaults())
	wantErr(t, err, ErrEmptyWithAnchor)
	wantErr(t, err, ErrHole)
	if !strings.Contains(err.Error(), "commits 1 to 20") {
		t.Errorf("got %q, want it to name commits 1 to 20", err)
	}
}

func TestDeletedDatabase(t *testing.T) {
	disk, _ := toDamage(t)
	for _, all := range []bool{true, false} {
		d := disk.clone()
		for _, name := range d.names() {
			if strings.HasPrefix(name, "db-") {
				delete(d.files, name)
			}
		}
		if !all {
			d.files["db-1/LOG"] = &memFile{}
		}
		_, err := open(d, small.withDefaults())
		wantErr(t, err, ErrEmptyWithAnchor)
	}
}

// A database of another day, whole in itself, beside the anchor of today; and
// the database of another ledger.
func TestOtherDatabase(t *testing.T) {
	old := newMemDisk()
	l, err := open(old, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	for i := range scriptLen / 2 {
		mustCommit(t, l, script(i))
	}
	l.Close()
	other := newMemDisk()
	if l, err = open(other, small.withDefaults()); err != nil {
		t.Fatal(err)
	}
	for i := range scriptLen + lateLen + 1 {
		mustCommit(t, l, put("other", fmt.Sprint(i)))
	}
	l.Close()
	today, _ := toDamage(t)
	for name, test := range map[string]struct {
		disk *memDisk
		want error
	}{"older": {old, ErrHole}, "other": {other, ErrCorrupt}} {
		test.disk.files["anchor"] = today.files["anchor"]
		if _, err := open(test.disk, small.withDefaults()); !errors.Is(err, test.want) {
			t.Errorf("%s database: got %v, want %v", name, err, test.want)
		}
	}
	// The anchor of another day: the database is ahead of it by linked commits.
	again := newMemDisk()
	l, err = open(again, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, l, script(0))
	anchor := slices.Clone(again.files["anchor"].data)
	want := twin{}.apply(script(0))
	for i := 1; i < scriptLen; i++ {
		mustCommit(t, l, script(i))
		want = want.apply(script(i))
	}
	l.Close()
	again.files["anchor"].data = anchor
	if l, err = open(again, small.withDefaults()); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	wantContent(t, l, want)
	if rep, err := l.Check(bg); err != nil || rep.Anchored != scriptLen {
		t.Errorf("anchor is at %d (%v), want it caught up with %d", rep.Anchored, err, scriptLen)
	}
}

// The anchor knows the last two commits, so that one slot may be lost.
func TestAnchorAlternates(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for seq := range uint64(5) {
		mustCommit(t, l, put("a", fmt.Sprint(seq)))
		b := disk.files["anchor"].synced
		first, err1 := parseSlot(b)
		second, err2 := parseSlot(b[slotStride:])
		if err := errors.Join(err1, err2); err != nil || first.seq+second.seq != 2*seq+1 || max(first.seq, second.seq) != seq+1 {
			t.Errorf("after commit %d: slots at %d and %d, %v", seq+1, first.seq, second.seq, err)
		}
	}
}

// A crash before the anchor moved, and then damage to the one entry that the
// anchor does not vouch for: the next commit must not build on it.
func TestDamagedEntryAheadOfAnchor(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, l, put("a", "1"))
	anchor := slices.Clone(disk.files["anchor"].data)
	mustCommit(t, l, put("a", "2"))
	if err := l.db.Put(entryKey(2), make([]byte, entryLen), nil); err != nil {
		t.Fatal(err)
	}
	l.Close()
	disk.files["anchor"].data = anchor
	_, err = open(disk, small.withDefaults())
	wantErr(t, err, ErrHole)
}

// Valid entries in wrong places: what no checksum of a file shows.
func TestSwappedEntries(t *testing.T) {
	key := func(tag byte, k string) []byte { return tagged(tag, []byte(k)) }
	for name, test := range map[string]struct {
		change func(db *leveldb.DB, b *leveldb.Batch)
		want   error // of Check
		get    error // of Get and Iterate, which see one key at a time
	}{
		"two records swapped": {func(db *leveldb.DB, b *leveldb.Batch) {
			x, _ := db.Get(key(tagRecord, "a"), nil)
			y, _ := db.Get(key(tagRecord, "b"), nil)
			b.Put(key(tagRecord, "a"), y)
			b.Put(key(tagRecord, "b"), x)
		}, ErrCorrupt, ErrCorrupt},
		"value changed": {func(db *leveldb.DB, b *leveldb.Batch) {
			x, _ := db.Get(key(tagRecord, "a"), nil)
			b.Put(key(tagRecord, "a"), append(x, '!'))
		}, ErrCorrupt, ErrCorrupt},
		"record lost":  {func(db *leveldb.DB, b *leveldb.Batch) { b.Delete(key(tagRecord, "a")) }, ErrHole, ErrHole},
		"witness lost": {func(db *leveldb.DB, b *leveldb.Batch) { b.Delete(key(tagWitness, "a")) }, ErrCorrupt, ErrCorrupt},
		"both lost": {func(db *leveldb.DB, b *leveldb.Batch) {
			b.Delete(key(tagRecord, "a"))
			b.Delete(key(tagWitness, "a"))
		}, ErrHole, nil},
		"older record": {func(db *leveldb.DB, b *leveldb.Batch) { b.Put(key(tagRecord, "a"), record("a", 1, "old")) }, ErrHole, ErrHole},
		"both older": {func(db *leveldb.DB, b *leveldb.Batch) {
			b.Put(key(tagRecord, "a"), record("a", 1, "old"))
			b.Put(key(tagWitness, "a"), record("a", 1, "old")[:witnessLen])
		}, ErrHole, nil},
		"surplus": {func(db *leveldb.DB, b *leveldb.Batch) {
			b.Put(key(tagRecord, "z"), record("z", 1, "old"))
			b.Put(key(tagWitness, "z"), record("z", 1, "old")[:witnessLen])
		}, ErrHole, nil},
		"commit lost":     {func(db *leveldb.DB, b *leveldb.Batch) { b.Delete(entryKey(2)) }, ErrHole, nil},
		"first lost":      {func(db *leveldb.DB, b *leveldb.Batch) { b.Delete(entryKey(1)) }, ErrHole, nil},
		"newest lost":     {func(db *leveldb.DB, b *leveldb.Batch) { b.Delete(entryKey(3)) }, ErrHole, nil},
		"commit moved":    {func(db *leveldb.DB, b *leveldb.Batch) { e, _ := db.Get(entryKey(1), nil); b.Put(entryKey(2), e) }, ErrHole, nil},
		"commit replaced": {func(db *leveldb.DB, b *leveldb.Batch) { b.Put(entryKey(2), (&entry{seq: 2, oldest: 1}).seal()) }, ErrHole, nil},
		"newest replaced": {func(db *leveldb.DB, b *leveldb.Batch) { b.Put(entryKey(3), (&entry{seq: 3, oldest: 3}).seal()) }, ErrCorrupt, nil},
	} {
		t.Run(name, func(t *testing.T) {
			disk := newMemDisk()
			l, err := open(disk, small.withDefaults())
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range []string{"old", "older", "new"} {
				mustCommit(t, l, put("a", v, "b", v))
			}
			var b leveldb.Batch
			test.change(l.db, &b)
			if err := l.db.Write(&b, nil); err != nil {
				t.Fatal(err)
			}
			_, err = l.Check(bg)
			wantErr(t, err, test.want)
			if test.get != nil {
				_, err = l.Get([]byte("a"))
				wantErr(t, err, test.get)
				wantErr(t, l.Iterate(nil, func(k, v []byte) error { return nil }), test.get)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			// Open does not read every record; but what it lets pass, Check finds.
			if l, err := open(disk, small.withDefaults()); err == nil {
				_, err = l.Check(bg)
				wantErr(t, err, test.want)
				l.Close()
			} else {
				wantErr(t, err, test.want)
			}
		})
	}
}

func record(key string, seq uint64, value string) []byte {
	w := witness{seq, digestOf([]byte(key), seq, []byte(value))}
	return append(w.append(nil), value...)
}

// The same on real files, through the file system that Open uses.
func TestFlippedBitOnDisk(t *testing.T) {
	disk, want := toDamage(t)
	for _, name := range disk.names() {
		size := len(disk.files[name].data)
		for at := size / 9; at < size; at += 1 + size/5 {
			dir := t.TempDir()
			d := disk.clone()
			d.files[name].data[at] ^= 1 << (at % 8)
			d.store(t, dir)
			l, err := Open(dir, small)
			if err != nil {
				wantTyped(t, err)
				continue
			}
			got, err := content(l)
			_, checkErr := l.Check(bg)
			if err == nil && !got.equal(want) || err == nil && checkErr != nil && len(got) != len(want) {
				t.Errorf("%s, byte %d: got %d keys, want %d", name, at, len(got), len(want))
			}
			l.Close()
		}
	}
}

// A refused ledger is left as it is, so that Repair finds all there is.
func TestRefusingWritesNothing(t *testing.T) {
	disk, _ := toDamage(t)
	for _, name := range disk.names() {
		if strings.Contains(name, "CURRENT") {
			continue
		}
		dir := t.TempDir()
		d := disk.clone()
		d.files[name].data = d.files[name].data[:len(d.files[name].data)/2]
		d.store(t, dir)
		l, err := Open(dir, small)
		if err == nil {
			l.Close()
			continue
		}
		after := loadDisk(t, dir)
		for _, name := range d.names() {
			if f := after.files[name]; f == nil || string(f.data) != string(d.files[name].data) {
				t.Errorf("%s was changed by an Open that failed with %v", name, err)
			}
		}
	}
}

func TestUnreadableDirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, small); err == nil {
		t.Error("opened a file as a directory")
	}
}
