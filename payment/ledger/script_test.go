package ledger

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
)

// script is a fixed course of commits: overwrites, new keys and deletions,
// enough for goleveldb to write tables and compact them.
func script(i int) Batch {
	b := put(fmt.Sprintf("receipt %d", i%5), fmt.Sprintf("amount %d %s", i, strings.Repeat("x", 150)),
		fmt.Sprintf("record %d", i), fmt.Sprint(i))
	if i%3 == 0 {
		b.Delete([]byte(fmt.Sprintf("record %d", i-6)))
	}
	return b
}

// apply changes the twin as the batch changes a ledger.
func (w twin) apply(b Batch) twin {
	next := maps.Clone(w)
	for _, o := range b.ops {
		if o.remove {
			delete(next, string(o.key))
		} else {
			next[string(o.key)] = string(o.value)
		}
	}
	return next
}

const scriptLen = 50

// runScript opens a ledger on the disk and commits until something fails. It
// returns what was acknowledged, and what there is if the commit in doubt came through.
func runScript(t *testing.T, disk *memDisk) (acked, maybe twin, err error) {
	t.Helper()
	acked = twin{}
	l, err := open(disk, small.withDefaults())
	if err != nil {
		return acked, acked, err
	}
	defer l.Close()
	for i := range scriptLen {
		maybe = acked.apply(script(i))
		if err := l.Commit(bg, script(i)); err != nil {
			if !errors.Is(err, ErrFailed) || !errors.Is(err, errFault) {
				t.Fatalf("commit %d: got %v, want ErrFailed with its cause", i, err)
			}
			if again := l.Commit(bg, put("later", "v")); again == nil || again.Error() != err.Error() {
				t.Fatalf("after %v, next commit: %v", err, again)
			}
			return acked, maybe, err
		}
		acked = maybe
	}
	return acked, acked, l.Close()
}

// wantOneOf asserts that the ledger on the disk opens and holds exactly one of two contents.
func wantOneOf(t *testing.T, disk *memDisk, a, b twin) {
	t.Helper()
	l, err := open(disk, small.withDefaults())
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	defer l.Close()
	got, err := content(l)
	if err != nil {
		t.Fatal(err)
	}
	if !got.equal(a) {
		a = b
	}
	wantContent(t, l, a)
	mustCommit(t, l, put("after", "all"))
	wantContent(t, l, a.apply(put("after", "all")))
}
