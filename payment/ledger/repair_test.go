package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRepairLeavesASoundLedgerAlone(t *testing.T) {
	dir := t.TempDir()
	l := mustOpen(t, dir, small)
	mustCommit(t, l, put("a", "1"))
	l.Close()
	rep, err := Repair(bg, dir, small)
	if err != nil || rep.Err() != nil || rep.Keys != 1 {
		t.Fatalf("got %+v, %v", rep, err)
	}
	l = mustOpen(t, dir, small)
	if l.Generation() != 1 {
		t.Errorf("got generation %d, want 1", l.Generation())
	}
	wantContent(t, l, twin{"a": "1"})
}

func TestRepairNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Repair(bg, dir, small); err == nil {
		t.Error("repaired an empty directory")
	}
	if _, err := Repair(bg, filepath.Join(dir, "none"), small); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want %v", err, os.ErrNotExist)
	}
}

// Whatever is broken, Repair keeps values that were committed once, names what
// is not the newest, and leaves a ledger that is sound and goes on.
func TestRepair(t *testing.T) {
	disk, want := toDamage(t)
	history := map[string][]string{}
	remember := func(b Batch) {
		for _, o := range b.ops {
			history[string(o.key)] = append(history[string(o.key)], string(o.value))
		}
	}
	for i := range scriptLen {
		remember(script(i))
	}
	for i := range lateLen {
		remember(late(i))
	}
	for _, name := range disk.names() {
		size := len(disk.files[name].data)
		for n := range 12 {
			d := disk.clone()
			switch at := size * n / 12; {
			case n == 0:
				delete(d.files, name)
			case n%2 == 0:
				d.files[name].data = d.files[name].data[:at]
			default:
				d.files[name].data[at] ^= 0x10
			}
			t.Run(fmt.Sprintf("%s-%d", path.Base(name), n), func(t *testing.T) {
				before := d.clone()
				rep, err := repair(bg, d, small.withDefaults())
				if err != nil {
					t.Fatal(err)
				}
				for name, f := range before.files {
					if after := d.files[name]; name != "anchor" && !strings.HasPrefix(name, "scratch") && (after == nil || string(after.data) != string(f.data)) {
						t.Errorf("repair changed %s", name)
					}
				}
				wantRepaired(t, d, rep, want, history)
			})
		}
	}
}

// wantRepaired asserts that a repaired ledger is sound, and whole unless the report says otherwise.
func wantRepaired(t *testing.T, d *memDisk, rep Report, want twin, history map[string][]string) {
	t.Helper()
	l, err := open(d, small.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got, err := content(l)
	if err != nil {
		t.Fatal(err)
	}
	wantContent(t, l, got)
	seq := l.Seq()
	mustCommit(t, l, put("after", "repair"))
	wantContent(t, l, got.apply(put("after", "repair")))
	if rep.Err() == nil && !got.equal(want) {
		t.Errorf("report says that nothing is lost; got %d keys, want %d", len(got), len(want))
	}
	if rep.Err() != nil && l.Generation() != 2 || seq < rep.Anchored || l.Generation() == 2 && seq == rep.Anchored {
		t.Errorf("got generation %d, commit %d, report %+v", l.Generation(), l.Seq(), rep)
	}
	for k, v := range got {
		if !slices.Contains(history[k], v) {
			t.Errorf("%q was never %q", k, v)
		}
	}
}

// Without manifest, CURRENT or anchor everything is still there, deletions
// too; and with the anchor it can be proved.
func TestRepairWithoutLoss(t *testing.T) {
	for _, lost := range []string{"MANIFEST", "CURRENT", "anchor"} {
		disk := newMemDisk()
		l, err := open(disk, Options{Log: small.Log}.withDefaults())
		if err != nil {
			t.Fatal(err)
		}
		want := twin{}
		for i := range scriptLen {
			mustCommit(t, l, script(i))
			want = want.apply(script(i))
		}
		l.Close()
		for _, name := range disk.names() {
			if strings.Contains(name, lost) {
				delete(disk.files, name)
			}
		}
		_, err = open(disk, small.withDefaults())
		wantErr(t, err, ErrCorrupt)
		rep, err := repair(bg, disk, small.withDefaults())
		if proved := rep.Err() == nil; err != nil || proved != (lost != "anchor") || !rep.Balanced {
			t.Errorf("%s: got %+v, %v, %v", lost, rep, rep.Err(), err)
		}
		if l, err = open(disk, small.withDefaults()); err != nil {
			t.Fatal(err)
		}
		wantContent(t, l, want)
		l.Close()
	}
}

// What a lost block of a table held is named key by key.
func TestRepairNamesLostKeys(t *testing.T) {
	disk := newMemDisk()
	l, err := open(disk, Options{Log: small.Log}.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	want := twin{}
	for i := range 300 {
		b := put(fmt.Sprintf("key %03d", i), strings.Repeat(fmt.Sprint(i), 30))
		want = want.apply(b)
		mustCommit(t, l, b)
	}
	l.Close()
	if l, err = open(disk, Options{Log: small.Log}.withDefaults()); err != nil { // the journal becomes a table
		t.Fatal(err)
	}
	l.Close()
	lostAny := false
	for _, name := range disk.names() {
		if path.Ext(name) != ".ldb" {
			continue
		}
		for at := 500; at < len(disk.files[name].data)-3000; at += 4500 {
			d := disk.clone()
			d.files[name].data[at] ^= 1
			rep, err := repair(bg, d, small.withDefaults())
			if err != nil {
				t.Fatal(err)
			}
			l, err := open(d, small.withDefaults())
			if err != nil {
				t.Fatal(err)
			}
			got, err := content(l)
			if err != nil {
				t.Fatal(err)
			}
			l.Close()
			named := map[string]Fault{}
			for _, damage := range rep.Damage {
				named[string(damage.Key)] = damage.Fault
			}
			for k := range want {
				if _, there := got[k]; !there {
					lostAny = true
					if named[k] != Missing {
						t.Errorf("%s, byte %d: %q is gone, report says %q", name, at, k, named[k])
					}
				}
			}
		}
	}
	if !lostAny {
		t.Error("no damage lost a key; the test shows nothing")
	}
}

func TestRepairOnDisk(t *testing.T) {
	disk, _ := toDamage(t)
	dir := t.TempDir()
	for _, name := range disk.names() {
		if path.Ext(name) == ".log" {
			delete(disk.files, name)
		}
	}
	disk.store(t, dir)
	_, err := Open(dir, small)
	wantErr(t, err, ErrHole)
	rep, err := Repair(bg, dir, small)
	if err != nil || !slices.Equal(rep.Holes, []Span{{scriptLen + 1, scriptLen + lateLen}}) || rep.Anchored != scriptLen+lateLen {
		t.Fatalf("got %+v, %v", rep, err)
	}
	l := mustOpen(t, dir, small)
	if got, err := l.Check(bg); err != nil || got.Keys != rep.Keys {
		t.Errorf("got %+v, %v, want %d keys", got, err, rep.Keys)
	}
	text, err := os.ReadFile(filepath.Join(dir, "repair-2.json"))
	var kept Report
	if err != nil || json.Unmarshal(text, &kept) != nil || !slices.Equal(kept.Holes, rep.Holes) {
		t.Errorf("kept report %s, %v, want %+v", text, err, rep)
	}
}
