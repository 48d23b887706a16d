package target

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portage-relay/portage/testnet/bench/load"
)

// TestMain lets this program be the servers that the tests start.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "serve" {
		err := Serve(os.Args[2], netip.MustParseAddrPort(os.Args[3]), func() { fmt.Println("ready") })
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// TestServersForward: each server forwards every packet of every kind of load, in both
// directions.
func TestServersForward(t *testing.T) {
	for i, name := range []string{ServePortage, ServeShards, ServePion, ServeBare, ServeTrains, "coturn"} {
		t.Run(name, func(t *testing.T) {
			at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 9, byte(i + 1)}), 3478)
			s := load.Server{Addr: at}
			var p *Process
			var err error
			switch name {
			case "coturn":
				p, err = Coturn(0, at, t.TempDir())
				s.Credential = func(int) load.Credential { return Credential(0) }
				if err != nil && os.Getenv("CI") != "true" && strings.Contains(err.Error(), "not installed") {
					t.Skip(err) // make deps
				}
			case ServePortage, ServeShards, ServePion:
				p, err = Own(0, name, at)
				s.Credential = Credential
			default:
				p, err = Own(0, name, at)
			}
			if err != nil {
				t.Fatal(err)
			}
			defer p.Stop()
			g, err := load.NewGround()
			if err != nil {
				t.Fatal(err)
			}
			defer g.Close()
			f := load.NewField(g, s)
			if err := f.Grow(t.Context(), 3); err != nil {
				t.Fatal(err)
			}
			if err := f.First(); err != nil {
				t.Fatal(err)
			}
			before, err := p.CPU()
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []load.Load{
				{Allocations: 1, Payload: 172, Train: 1, Rate: 1000, Duration: 100 * time.Millisecond},
				{Allocations: 3, Payload: 1200, Train: 1, Rate: 1000, Duration: 100 * time.Millisecond},
				{Allocations: 3, Payload: 1200, Train: 16, Rate: 3200, Duration: 100 * time.Millisecond},
			} {
				r, err := f.Run(l, nil)
				if err != nil {
					t.Fatal(err)
				}
				if r.Received != r.Sent || r.Sent == 0 {
					t.Errorf("%+v: received %d of %d", l, r.Received, r.Sent)
				}
			}
			after, err := p.CPU()
			if err != nil || after <= before {
				t.Errorf("processor time: %v after %v, %v", after, before, err)
			}
			if n, err := p.Resident(); err != nil || n < 1<<20 {
				t.Errorf("resident: %d bytes, %v", n, err)
			}
			if err := p.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestCPU: the clock agrees with what the kernel counts in ticks.
func TestCPU(t *testing.T) {
	p, err := Start(0, nil, "sh", "-c", "while :; do :; done")
	if err != nil {
		t.Fatal(err)
	}
	defer p.cmd.Process.Kill() //nolint:errcheck
	const enough = 100 * time.Millisecond
	var cpu time.Duration
	for cpu < enough { // it burns; there is nothing else to wait for
		if cpu, err = p.CPU(); err != nil {
			t.Fatal(err)
		}
	}
	low := ticks(t, p)
	if cpu, err = p.CPU(); err != nil {
		t.Fatal(err)
	}
	high := ticks(t, p)
	const tick = 10 * time.Millisecond
	if cpu < low-2*tick || cpu > high+2*tick {
		t.Errorf("got %v, the kernel counts %v to %v", cpu, low, high)
	}
}

// ticks returns utime and stime of /proc/PID/stat.
func ticks(t *testing.T, p *Process) time.Duration {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	fields := strings.Fields(rest)
	var sum int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return time.Duration(sum) * 10 * time.Millisecond
}

func TestProcessThatEnds(t *testing.T) {
	p, err := Start(0, nil, "sh", "-c", "echo so sorry >&2")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Line("ready", time.Minute); !errors.Is(err, ErrProcess) || !strings.Contains(err.Error(), "so sorry") {
		t.Errorf("got %v, want ErrProcess with what it said", err)
	}
	if _, err := Start(0, nil, "/nonexistent"); !errors.Is(err, ErrProcess) {
		t.Errorf("got %v, want ErrProcess", err)
	}
}

func TestParse(t *testing.T) {
	if n, err := parseResident([]byte("Name:\tx\nVmPeak:\t  99 kB\nVmRSS:\t    1024 kB\nRssAnon:\t 1 kB\n")); n != 1<<20 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	for _, bad := range []string{"", "Name:\tx\n", "Name:\tx\nVmRSS:\tmany kB\n"} {
		if _, err := parseResident([]byte(bad)); !errors.Is(err, ErrProcess) {
			t.Errorf("%q: got %v", bad, err)
		}
	}
	if d, err := parseSchedstat([]byte("123456 789 5\n")); d != 123456 || err != nil {
		t.Errorf("got %d, %v", d, err)
	}
	if _, err := parseSchedstat([]byte("x")); err == nil {
		t.Error("no error")
	}
	if _, err := Softirq(0); err != nil {
		t.Error(err)
	}
}
