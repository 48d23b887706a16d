// Command run compares Go and Solidity at length: see package differential. It prints how
// often each verdict came up, writes a report, and fails if the sides ever disagreed or a
// verdict never came up.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/portage-relay/portage/testnet/differential"
)

func main() {
	cases := flag.Int("cases", 250_000, "how many cases to compare")
	seed := flag.Uint64("seed", rand.Uint64(), "makes the same cases again")
	out := flag.String("out", "", "file for the report, JSON")
	flag.Parse()
	if err := run(*cases, *seed, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(cases int, seed uint64, out string) error {
	report, err := differential.Run(cases, seed)
	if err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(report.Verdicts)) {
		for _, verdict := range slices.Sorted(maps.Keys(report.Verdicts[kind])) {
			fmt.Printf("%-22s %-20s %9d\n", kind, verdict, report.Verdicts[kind][verdict])
		}
	}
	for _, d := range report.Disagreements {
		fmt.Println(d)
	}
	for _, u := range report.Unreached {
		fmt.Println("not reached: " + u)
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
	fmt.Printf("%d cases of seed %d in %.0f s: %d disagreements, %d verdicts not reached\n",
		report.Cases, report.Seed, report.Seconds, len(report.Disagreements), len(report.Unreached))
	if !report.OK() {
		return fmt.Errorf("the sides disagree, or not everything was tried")
	}
	return nil
}
