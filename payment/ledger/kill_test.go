package ledger

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

const childDir = "LEDGER_TEST_CHILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		commitForEver(dir)
	}
	os.Exit(m.Run())
}

// commitForEver commits from several goroutines and prints each key that was
// acknowledged, until the process is killed.
func commitForEver(dir string) {
	l, err := Open(dir, small)
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	start := l.Seq()
	var print sync.Mutex
	var wg sync.WaitGroup
	for c := range 8 {
		wg.Go(func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%d/%d/%d", start, c, i)
				err := l.Commit(bg, put(key, strings.Repeat(key, 9), fmt.Sprintf("last of %d", c), key))
				print.Lock()
				if err != nil {
					fmt.Println("error:", err)
					os.Exit(1)
				}
				fmt.Println(key)
				print.Unlock()
			}
		})
	}
	wg.Wait()
}

// A process that commits is killed at any moment, several times on one
// ledger; every commit that it was told of is there.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	var acked []string
	for round := range 4 {
		acked = append(acked, runAndKill(t, dir, 150+130*round)...)
		l := mustOpen(t, dir, small)
		for _, key := range acked {
			if got, err := l.Get([]byte(key)); err != nil || string(got) != strings.Repeat(key, 9) {
				t.Fatalf("round %d: get %q: got %q, %v", round, key, got, err)
			}
		}
		if _, err := l.Check(bg); err != nil {
			t.Fatalf("round %d: check: %v", round, err)
		}
		l.Close()
	}
}

// runAndKill lets a child commit until it was told n times of success, and
// returns all keys that it was told of.
func runAndKill(t *testing.T, dir string, n int) (acked []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // the child is dead, and this is all that it said
		}
		if strings.HasPrefix(line, "error") {
			t.Fatal(line)
		}
		if acked = append(acked, strings.TrimSuffix(line, "\n")); len(acked) == n {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || len(acked) < n {
		t.Fatalf("child ended with %v after %d commits, want it killed after %d", err, len(acked), n)
	}
	return acked
}
