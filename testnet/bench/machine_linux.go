package bench

import (
	"fmt"
	"os"
	"runtime"
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
	m := Machine{Cores: runtime.NumCPU()}
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		m.CPU = cpuModel(string(b))
	}
	if b, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.Kernel, _, _ = strings.Cut(strings.TrimSpace(string(b)), "-")
	}
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		fmt.Sscan(string(b), &m.Load) //nolint:errcheck // 0 then
	}
	return m
}

func cpuModel(cpuinfo string) string {
	for line := range strings.Lines(cpuinfo) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
