package bench

import (
	"fmt"
	"os"
	"strings"

	"github.com/portage-relay/portage/testnet/bench/measure"
	"github.com/portage-relay/portage/testnet/bench/target"
)

func newResult(cfg Config) Result {
	return Result{
		Machine: machine(), Plan: cfg.Plan,
		Coturn:  strings.Join(target.CoturnArgs(address(Coturn), "DIR"), " "),
		Figures: map[string]map[string]map[string]Figure{}, Ratios: map[string]float64{}, Spread: map[string]measure.Summary{},
	}
}

// machine reads what kind of machine this is; what the system does not tell stays empty.
func machine() Machine {
	var m Machine
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		m.CPU, m.Cores = cpus(string(b))
	}
	if b, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.Kernel, _, _ = strings.Cut(strings.TrimSpace(string(b)), "-")
	}
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		fmt.Sscan(string(b), &m.Load) //nolint:errcheck // 0 then
	}
	return m
}

// cpus returns the model of the processors and how many there are: this process is on one.
func cpus(cpuinfo string) (model string, n int) {
	for line := range strings.Lines(cpuinfo) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			n++
		}
	}
	return model, n
}
