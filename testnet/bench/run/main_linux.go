// Command run is make bench. With the arguments "serve", a name and an address it is one
// of the servers that are measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/testnet/bench"
	"github.com/portage-relay/portage/testnet/bench/target"
)

func main() {
	run := measure
	if len(os.Args) == 4 && os.Args[1] == "serve" {
		run = serve
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func serve() error {
	at, err := netip.ParseAddrPort(os.Args[3])
	if err != nil {
		return err
	}
	return target.Serve(os.Args[2], at, func() { fmt.Println("ready") })
}

func measure() error {
	short := flag.Bool("short", false, "take minutes, not half an hour")
	relayd := flag.String("relayd", "bin/relayd", "the relay's `binary`")
	out := flag.String("out", "out/bench.json", "`file` for the result")
	ledger := flag.String("ledger", "", "`file` with the output of the ledger's benchmarks")
	flag.Parse()
	cfg := bench.Config{ServerCore: 0, LoadCore: 1, Relayd: *relayd, Plan: bench.Full, Tell: os.Stderr, Benchmarks: *ledger}
	if *short {
		cfg.Plan = bench.Short
	}
	if err := prepare(cfg.LoadCore); err != nil {
		return err
	}
	var err error
	if cfg.Dir, err = bench.Scratch(filepath.Dir(*out)); err != nil {
		return err
	}
	defer os.RemoveAll(cfg.Dir)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	defer stop()
	result, err := bench.Run(ctx, cfg)
	if result == nil {
		return err
	}
	result.Table(os.Stdout)
	return errors.Join(err, result.Write(*out))
}

// files is how many files the generator and each relay may have open: two sockets for
// each allocation.
const files = 1 << 16

// threads share the generator's core: the generator's own, the chain's, the payers'.
const threads = 4

// prepare puts this process on the generator's core, and raises the limit of open files
// as far as it may.
func prepare(core int) error {
	if err := stayOn(core); err != nil {
		return err
	}
	runtime.GOMAXPROCS(threads) // it would follow the affinity
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: files, Max: files}); err == nil {
		return nil
	}
	var limit unix.Rlimit // not privileged: what there is must do
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	limit.Cur = limit.Max
	return unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
}

// stayOn makes sure that all threads of this process are on one core. A thread has the
// affinity of the one that made it, and some are there before main: so the program runs
// anew where it is not so yet.
func stayOn(core int) error {
	var now, want unix.CPUSet
	want.Set(core)
	if err := unix.SchedGetaffinity(0, &now); err != nil {
		return os.NewSyscallError("sched_getaffinity", err)
	}
	if now == want {
		return nil
	}
	runtime.LockOSThread()
	if err := unix.SchedSetaffinity(0, &want); err != nil {
		return os.NewSyscallError("sched_setaffinity", err)
	}
	return os.NewSyscallError("execve", unix.Exec("/proc/self/exe", os.Args, os.Environ()))
}
