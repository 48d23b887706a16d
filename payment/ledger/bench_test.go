//go:build unix

package ledger

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// BenchmarkCommit has many callers commit one update each, over and over:
// a receipt of a channel of its own (overwritten), or a new record (appended).
// It reports durable updates/s, the 99th percentile of the wait for one, and
// the processor time that one takes, goleveldb's compactions included.
func BenchmarkCommit(b *testing.B) {
	for _, kind := range []string{"overwrite", "append"} {
		for _, callers := range []int{1, 64, 1024} {
			b.Run(fmt.Sprintf("%s/callers=%d", kind, callers), func(b *testing.B) {
				benchmarkCommit(b, callers, kind == "append")
			})
		}
	}
}

func benchmarkCommit(b *testing.B, callers int, fresh bool) {
	l, err := Open(b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	waits := make([][]time.Duration, callers)
	value := make([]byte, 184)
	b.ResetTimer()
	cpu := processorTime(b)
	var wg sync.WaitGroup
	for c := range callers {
		n := b.N / callers
		if c < b.N%callers {
			n++
		}
		wg.Go(func() {
			for i := range n {
				key := binary.BigEndian.AppendUint64(make([]byte, 24, 40), uint64(c)*0x9E3779B97F4A7C15)
				if fresh {
					key = binary.BigEndian.AppendUint64(key, uint64(i))
				}
				var batch Batch
				batch.Put(key, value)
				start := time.Now()
				if err := l.Commit(context.Background(), batch); err != nil {
					b.Error(err)
					return
				}
				waits[c] = append(waits[c], time.Since(start))
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	cpu = processorTime(b) - cpu
	all := slices.Concat(waits...)
	slices.Sort(all)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(b.N)/float64(l.Seq()), "updates/sync")
	b.ReportMetric(float64(cpu.Nanoseconds())/1000/float64(b.N), "cpu-µs/update")
	b.ReportMetric(0, "ns/op")
}

// processorTime is what this process has used, user and system.
func processorTime(b *testing.B) time.Duration {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
