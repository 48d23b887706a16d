package bench

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// ErrBenchmarks says that the output of go test -bench does not hold what it should.
var ErrBenchmarks = errors.New("bench: output of go test -bench")

// benchmarks are the figures that are taken from go test -bench: of a benchmark, a unit.
var benchmarks = []struct{ figure, benchmark, unit string }{
	{"ledger_updates_per_s", "BenchmarkCommit/append/callers=1024", "updates/s"},
	{"receipts_per_s_core", "BenchmarkReceipts", "receipts/s"},
	{"turns_per_s_core", "BenchmarkTurns", "turns/s"},
}

func (r *Result) readBenchmarks(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	found, err := parseBenchmarks(f)
	if err != nil {
		return err
	}
	for _, b := range benchmarks {
		values := found[b.benchmark][b.unit]
		if len(values) == 0 {
			return fmt.Errorf("%w: no %s of %s in %s", ErrBenchmarks, b.unit, b.benchmark, path)
		}
		for _, v := range values {
			r.add(Ledger, b.figure, "", v)
		}
	}
	return nil
}

// parseBenchmarks returns the values of each benchmark by unit, one for each time it ran.
// The number of processors at the end of a name is left out.
func parseBenchmarks(r io.Reader) (map[string]map[string][]float64, error) {
	found := map[string]map[string][]float64{}
	s := bufio.NewScanner(r)
	for s.Scan() {
		fields := strings.Fields(s.Text())
		if len(fields) < 4 || len(fields)%2 != 0 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := fields[0]
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			if _, err := strconv.Atoi(name[i+1:]); err == nil {
				name = name[:i]
			}
		}
		if found[name] == nil {
			found[name] = map[string][]float64{}
		}
		for i := 2; i < len(fields); i += 2 {
			v, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, fmt.Errorf("%w: %q in %q", ErrBenchmarks, fields[i], s.Text())
			}
			unit := fields[i+1]
			found[name][unit] = append(found[name][unit], v)
		}
	}
	return found, s.Err()
}
