//go:build !race

package ledger

// These tests are not for the race detector: where a compaction fails, goleveldb
// closes a channel that another goroutine of its own sends on, and recovers
// from the panic. The ordinary paths are for it.

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path"
	"testing"
)

// Every single change of the disk fails once, in every way; then the process
// ends orderly or the power is cut, and everything acknowledged must be there.
func TestEveryWriteFailsOnce(t *testing.T) {
	for at := range countChanges(t) {
		for _, how := range failures {
			testFailure(t, faults{at: at + 1, how: how})
		}
	}
}

// From each change on, the disk stays full, or the power is off.
func TestEveryWriteIsTheLast(t *testing.T) {
	for at := range countChanges(t) {
		testFailure(t, faults{at: at + 1, how: failures[at%len(failures)], sticky: true})
	}
}

func countChanges(t *testing.T) int {
	disk := newMemDisk()
	disk.faults = &faults{}
	if _, _, err := runScript(t, disk); err != nil {
		t.Fatal(err)
	}
	return disk.faults.count
}

func testFailure(t *testing.T, f faults) {
	t.Run(fmt.Sprintf("%d-%s", f.at, f.how), func(t *testing.T) {
		t.Parallel()
		disk := newMemDisk()
		disk.faults = &f
		acked, maybe, err := runScript(t, disk)
		if err != nil && !errors.Is(err, errFault) {
			t.Fatalf("got %v, want the injected fault", err)
		}
		disk.faults = nil
		wantOneOf(t, disk.crash(rand.New(rand.NewPCG(uint64(f.at), 1))), acked, maybe)
		wantOneOf(t, disk, acked, maybe)
	})
}

// Every change of the disk fails in turn while a ledger is being repaired, and
// the power is cut; then the repair is run again and succeeds.
func TestRepairCrashes(t *testing.T) {
	disk, want := toDamage(t)
	for _, name := range disk.names() {
		if path.Ext(name) == ".log" {
			disk.files[name].data[len(disk.files[name].data)/2] ^= 1
		}
	}
	for at := 1; ; at++ {
		d := disk.clone()
		d.faults = &faults{at: at, how: failures[at%len(failures)], sticky: true}
		_, err := repair(bg, d, small.withDefaults())
		if d.faults.hits == 0 {
			if at < 10 {
				t.Errorf("repair changed the disk %d times only", at)
			}
			break
		}
		if err != nil && !errors.Is(err, errFault) {
			t.Fatalf("change %d: got %v, want the injected fault", at, err)
		}
		d = d.crash(rand.New(rand.NewPCG(uint64(at), 0)))
		if l, err := open(d, small.withDefaults()); err == nil { // the new generation was already named
			l.Close()
			continue
		}
		if _, err := repair(bg, d, small.withDefaults()); err != nil {
			t.Fatalf("change %d: second repair: %v", at, err)
		}
		l, err := open(d, small.withDefaults())
		if err != nil {
			t.Fatalf("change %d: %v", at, err)
		}
		if rep, err := l.Check(bg); err != nil || rep.Keys == 0 || rep.Keys > uint64(len(want)) {
			t.Errorf("change %d: %+v, %v", at, rep, err)
		}
		l.Close()
	}
}
