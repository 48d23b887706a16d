// Command run searches all worlds of package explore. It prints a line for each, writes a
// report, and fails on a broken promise, which it tells as a shortest trace, or on fewer
// states than it is to visit in all.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/portage-relay/portage/testnet/explore"
)

func main() {
	states := flag.Int("states", 600_000, "how many states to visit of one world; with the default it takes less than 1 GB")
	least := flag.Int("least", 1_000_000, "how many states to visit in all worlds together")
	out := flag.String("out", "", "file for the report, JSON")
	flag.Parse()
	if err := run(*states, *least, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(states, least int, out string) error {
	var report explore.Report
	for _, w := range explore.Worlds() {
		r := explore.Explore(w, states)
		report.Add(r)
		fmt.Println(r)
		for _, v := range r.Violations {
			fmt.Print(v)
		}
	}
	if out != "" {
		b, err := json.MarshalIndent(report, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(out, append(b, '\n'), 0o644); err != nil {
			return err
		}
	}
	fmt.Println(report)
	switch {
	case report.Violations > 0:
		return fmt.Errorf("%d promises broken", report.Violations)
	case report.States < least:
		return fmt.Errorf("got %d states, want at least %d", report.States, least)
	}
	return nil
}
