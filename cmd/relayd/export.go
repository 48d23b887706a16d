package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/bundlefile"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

func exportCommand() *cobra.Command {
	var bundle, redact, proofs string
	c := &cobra.Command{
		Use:   "export [--bundle FILE] [--proofs DIR]",
		Short: "Write an audit bundle, or proofs for a watchtower, of a relay that is not running",
		Long: `export writes what the ledger holds of all channels. The relay must not be running.

--bundle FILE is an audit bundle, which "portage audit" checks. The node key signs its
Offers again, the same as before. --redact all leaves out what the records of sessions
say, --redact 123,456 those of some.

--proofs DIR gets a file for each channel with what settles it, for "portage watch": the
newest receipt, and what endpoints acknowledged beyond it. No key is needed. A relay that
runs keeps such a directory itself (--proof-dir of run).`,
		Args: cobra.NoArgs,
	}
	o := configured(c)
	c.Flags().StringVar(&bundle, "bundle", "", "`file` to write")
	c.Flags().StringVar(&proofs, "proofs", "", "`directory` to write proofs into")
	c.Flags().StringVar(&redact, "redact", "", "`sessions` whose records to leave out: all, or ids with commas between")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if bundle == "" && proofs == "" {
			return fmt.Errorf("%w: --bundle or --proofs must be set", config.ErrOption)
		}
		out, err := bundlefile.Redacted(redact)
		if err != nil {
			return err
		}
		if _, err := os.Stat(o.config.DataDir); err != nil {
			return fmt.Errorf("no ledger: %w", err) // and do not begin one
		}
		if bundle != "" {
			if err := exportBundle(c, o, bundle, out); err != nil {
				return err
			}
		}
		if proofs == "" {
			return nil
		}
		n, err := relayd.ExportProofs(c.Context(), o.config, proofs, o.log())
		if err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "%d proofs in %s\n", n, proofs)
		return nil
	}
	return c
}

func exportBundle(c *cobra.Command, o *options, file string, redact func(uint64) bool) error {
	node, err := o.nodeKey()
	if err != nil {
		return err
	}
	n, err := bundlefile.Write(file, func(w io.Writer) (int, error) {
		return relayd.ExportBundle(c.Context(), o.config, node, w, redact, o.log())
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "%d channels in %s\n", n, file)
	return nil
}
