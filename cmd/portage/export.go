package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/client/history"
	"github.com/portage-relay/portage/cmd/internal/bundlefile"
)

// historyDir is where payers keep what they sign: .portage/history at home, or
// PORTAGE_HISTORY.
func historyDir() string {
	if dir, ok := os.LookupEnv("PORTAGE_HISTORY"); ok {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".portage", "history")
}

func exportCommand() *cobra.Command {
	var dir, redact string
	c := &cobra.Command{
		Use:   "export FILE [CHANNEL...]",
		Short: "Write an audit bundle of what this payer signed",
		Long: `export writes an audit bundle of the payer's channels, of all if none is named, from the
history that the paying commands keep, with what was sampled (--evidence); of an end that
does not pay, the latter alone. "portage audit" checks it. No chain and no key is needed.

--redact all leaves out what the records of the sessions say, and what was sampled, --redact 123,456 those of
some: their leaf hashes, the session table and the sums stay.`,
		Args: cobra.MinimumNArgs(1),
	}
	c.Flags().StringVar(&dir, "history", historyDir(), "`directory` of the history")
	c.Flags().StringVar(&redact, "redact", "", "`sessions` whose records to leave out: all, or ids with commas between")
	c.RunE = func(c *cobra.Command, args []string) error {
		out, err := bundlefile.Redacted(redact)
		if err != nil {
			return err
		}
		var channels []common.Hash
		for _, arg := range args[1:] {
			var id common.Hash
			if err := id.UnmarshalText([]byte(arg)); err != nil {
				return fmt.Errorf("got %q, want a channel id: %w", arg, err)
			}
			channels = append(channels, id)
		}
		if _, err := os.Stat(dir); err != nil {
			return fmt.Errorf("no history: %w", err)
		}
		d, err := history.Open(dir)
		if err != nil {
			return err
		}
		n, err := bundlefile.Write(args[0], func(w io.Writer) (int, error) { return d.Bundle(w, channels, out) })
		if err == nil {
			fmt.Fprintf(c.OutOrStdout(), "%d channels in %s\n", n, args[0])
		}
		return err
	}
	return c
}
