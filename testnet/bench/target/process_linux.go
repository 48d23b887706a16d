// Package target runs what is measured: relays and forwarders, each as a process of its
// own on the core that all of them share in turn.
package target

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// ErrProcess says that a process did not start, or ended by itself.
var ErrProcess = errors.New("target: process")

// Process is a process on one core.
type Process struct {
	cmd   *exec.Cmd
	clock int32 // its processor time, for clock_gettime
	tail  *tail
	lines chan string // of its output; closed at its end
	over  chan struct{}
}

// Start starts a command on a core. It ends with this process.
func Start(core int, env []string, argv ...string) (*Process, error) {
	p := &Process{cmd: exec.Command(argv[0], argv[1:]...), tail: new(tail), lines: make(chan string, 64), over: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stderr = p.tail
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = onCore(core, p.cmd.Start)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrProcess, argv[0], err)
	}
	p.clock = int32(^p.cmd.Process.Pid<<3 | 2) // CPUCLOCK_SCHED of include/linux/posix-timers_types.h
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			select {
			case p.lines <- s.Text():
			default: // nobody reads on
			}
		}
		close(p.lines)
		p.cmd.Wait() //nolint:errcheck // stopped, or Check tells
		close(p.over)
	}()
	return p, nil
}

// onCore runs f on a thread that may run on one core only: what it starts inherits that.
func onCore(core int, f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // for good: Pdeathsig goes by the thread that started
		var set unix.CPUSet
		set.Set(core)
		err := unix.SchedSetaffinity(0, &set)
		if err == nil {
			err = f()
		}
		done <- err
		select {}
	}()
	return <-done
}

// Line waits for a line of output that begins with a prefix, and returns the rest. It
// returns ErrProcess if the process ends first.
func (p *Process) Line(prefix string, timeout time.Duration) (string, error) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		select {
		case l, ok := <-p.lines:
			if !ok {
				<-p.over
				return "", p.Check()
			}
			if rest, is := strings.CutPrefix(l, prefix); is {
				return strings.TrimSpace(rest), nil
			}
		case <-timer.C:
			return "", fmt.Errorf("%w: %s: no line %q within %s\n%s", ErrProcess, p.cmd.Path, prefix, timeout, p.tail)
		}
	}
}

// Check returns ErrProcess if the process has ended.
func (p *Process) Check() error {
	select {
	case <-p.over:
		return fmt.Errorf("%w: %s ended: %v\n%s", ErrProcess, p.cmd.Path, p.cmd.ProcessState, p.tail)
	default:
		return nil
	}
}

// Said returns the end of what the process wrote to its standard error.
func (p *Process) Said() string { return p.tail.String() }

// Stop ends the process: first it is asked to.
func (p *Process) Stop() {
	p.cmd.Process.Signal(syscall.SIGTERM) //nolint:errcheck // it may have ended
	select {
	case <-p.over:
	case <-time.After(10 * time.Second):
		p.cmd.Process.Kill() //nolint:errcheck
		<-p.over
	}
}

// CPU returns the processor time that the process has used, user and system together, to
// the nanosecond: all its threads, those that have ended too.
func (p *Process) CPU() (time.Duration, error) {
	var ts unix.Timespec
	if err := unix.ClockGettime(p.clock, &ts); err != nil {
		return 0, fmt.Errorf("%w: processor time of %s: %w", ErrProcess, p.cmd.Path, err)
	}
	return time.Duration(ts.Nano()), nil
}

// Resident returns the memory of the process that is in RAM, bytes. What the kernel holds
// for its sockets is not in it.
func (p *Process) Resident() (uint64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrProcess, err)
	}
	return parseResident(b)
}

func parseResident(status []byte) (uint64, error) {
	_, rest, ok := bytes.Cut(status, []byte("\nVmRSS:"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	kib, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(string(line)), " kB"), 10, 64)
	if !ok || err != nil {
		return 0, fmt.Errorf("%w: no VmRSS in %q", ErrProcess, line)
	}
	return kib << 10, nil
}

// Softirq returns the processor time of a core's ksoftirqd. A packet over loopback is
// delivered in softirq on its sender's core, most times within the sender's own system
// call, so that it counts as the sender's; what is put off for load is this thread's. On
// the core of the process that is measured it is that process's.
func Softirq(core int) (time.Duration, error) {
	pid, err := ksoftirqd(core)
	if err != nil {
		return 0, err
	}
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/schedstat", pid))
	if err != nil {
		return 0, fmt.Errorf("target: ksoftirqd/%d: %w", core, err)
	}
	return parseSchedstat(b)
}

// parseSchedstat returns the time on the core of /proc/PID/schedstat.
func parseSchedstat(b []byte) (time.Duration, error) {
	first, _, _ := strings.Cut(string(b), " ")
	ns, err := strconv.ParseInt(first, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("target: schedstat %q: %w", b, err)
	}
	return time.Duration(ns), nil
}

var threads sync.Map // core to pid of its ksoftirqd

func ksoftirqd(core int) (int, error) {
	if pid, ok := threads.Load(core); ok {
		return pid.(int), nil
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0, err
	}
	want := fmt.Sprintf("ksoftirqd/%d\n", core)
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid)); err == nil && string(name) == want {
			threads.Store(core, pid)
			return pid, nil
		}
	}
	return 0, fmt.Errorf("target: no thread %q", want)
}

// tail keeps the end of what is written to it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailLen = 4 << 10

// Write implements io.Writer.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, b...)
	if len(t.b) > tailLen {
		t.b = append([]byte(nil), t.b[len(t.b)-tailLen:]...)
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}

var _ io.Writer = (*tail)(nil)
