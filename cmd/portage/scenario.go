package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/testnet/devnet"
	"github.com/portage-relay/portage/testnet/scenario"
)

// everything stands for all scenarios.
const everything = "all"

func scenarioCommand() *cobra.Command {
	var dir string
	var asJSON, verbose bool
	c := &cobra.Command{
		Use:   "scenario NAME...|all",
		Short: "Stage attacks on a real chain, and show what the honest lose",
		Long: `scenario stages attacks, one after the other. Honest parties run the shipped code, attackers
a really modified one. What an honest party can lose at most is said beforehand; what it
lost is read afterwards from token balances and counts of bytes. The exit status is 0 only
if every bound held. Narration goes to stderr.

Each stage puts contracts of its own on a chain: on that of a devnet (--devnet), or on one
that is begun for it, as always where time has to pass.

The scenarios:
` + scenarios(),
		Args:      cobra.MinimumNArgs(1),
		ValidArgs: append(scenario.Names(), everything),
	}
	c.Flags().StringVar(&dir, "devnet", "", "directory of a devnet that is up, whose chain is used")
	c.Flags().BoolVar(&asJSON, "json", false, "print the results as one JSON array, last")
	c.Flags().BoolVarP(&verbose, "verbose", "v", false, "log what the honest parties do")
	c.RunE = func(c *cobra.Command, names []string) error {
		cfg := scenario.Config{Tell: c.ErrOrStderr()}
		if dir != "" {
			f, err := devnet.Read(dir)
			if err != nil {
				return err
			}
			cfg.Net = &f
		}
		if verbose {
			cfg.Log = slog.New(slog.NewTextHandler(c.ErrOrStderr(), nil))
		}
		if slices.Contains(names, everything) {
			names = scenario.Names()
		}
		results, err := scenario.Run(c.Context(), cfg, names...) // with an error, those before it
		if errors.Is(err, scenario.ErrUnknown) {
			return err
		}
		return errors.Join(printResults(c.OutOrStdout(), results, asJSON), err)
	}
	return c
}

// scenarios lists them for the help.
func scenarios() string {
	var b strings.Builder
	for _, name := range scenario.Names() {
		fmt.Fprintf(&b, "  %s\n      %s\n", name, scenario.About(name))
	}
	return b.String()
}

func printResults(w io.Writer, results []scenario.Result, asJSON bool) error {
	if asJSON {
		b, err := json.Marshal(results)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(w, string(b))
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "scenario\thonest\tlost\tat most\tbound held")
	for _, r := range results {
		for _, p := range r.Honest {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%t\n", r.Name, p, r.Loss[p], r.Bound[p], r.BoundHeld)
		}
	}
	return t.Flush()
}
