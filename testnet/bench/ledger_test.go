package bench

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const output = `goos: linux
BenchmarkCommit/append/callers=1024-2   	  108235	        15.51 cpu-µs/update	     33318 updates/s
BenchmarkCommit/append/callers=1024-2   	  108235	        15.51 cpu-µs/update	     40000 updates/s
BenchmarkReceipts    	   1000	     20000 receipts/s
BenchmarkTurns    	   1000	     5000 turns/s
PASS
`

func TestParseBenchmarks(t *testing.T) {
	got, err := parseBenchmarks(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string][]float64{
		"BenchmarkCommit/append/callers=1024": {"cpu-µs/update": {15.51, 15.51}, "updates/s": {33318, 40000}},
		"BenchmarkReceipts":                   {"receipts/s": {20000}},
		"BenchmarkTurns":                      {"turns/s": {5000}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := parseBenchmarks(strings.NewReader("BenchmarkX 1 many things/s\n")); !errors.Is(err, ErrBenchmarks) {
		t.Errorf("got %v", err)
	}
}

func TestReadBenchmarks(t *testing.T) {
	r := Result{Figures: map[string]map[string]map[string]Figure{}}
	path := filepath.Join(t.TempDir(), "out")
	for text, want := range map[string]error{output: nil, "PASS\n": ErrBenchmarks} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := r.readBenchmarks(path); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	if got := r.median(Ledger, "ledger_updates_per_s", ""); got != 36659 {
		t.Errorf("got %v, want the median 36659", got)
	}
}
