package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

func exportCommand() *cobra.Command {
	var bundle, redact string
	c := &cobra.Command{
		Use:   "export --bundle FILE",
		Short: "Write an audit bundle of the ledger of a relay that is not running",
		Long: `export writes an audit bundle of all channels in the ledger, which "portage audit" checks.
The relay must not be running. The node key signs its Offers again, the same as before.

--redact all leaves out what the records of sessions say, --redact 123,456 those of some.`,
		Args: cobra.NoArgs,
	}
	o := configured(c)
	c.Flags().StringVar(&bundle, "bundle", "", "`file` to write")
	c.Flags().StringVar(&redact, "redact", "", "`sessions` whose records to leave out: all, or ids with commas between")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if bundle == "" {
			return fmt.Errorf("%w: --bundle must be set", config.ErrOption)
		}
		out, err := redacted(redact)
		if err != nil {
			return err
		}
		if _, err := os.Stat(o.config.DataDir); err != nil {
			return fmt.Errorf("no ledger: %w", err) // and do not begin one
		}
		node, err := o.nodeKey()
		if err != nil {
			return err
		}
		f, err := os.Create(bundle)
		if err != nil {
			return err
		}
		n, err := relayd.ExportBundle(c.Context(), o.config, node, f, out, o.log())
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(bundle)
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "%d channels in %s\n", n, bundle)
		return nil
	}
	return c
}

// redacted reads --redact; nil: no session.
func redacted(sessions string) (func(uint64) bool, error) {
	switch sessions {
	case "":
		return nil, nil
	case "all":
		return func(uint64) bool { return true }, nil
	}
	var ids []uint64
	for s := range strings.SplitSeq(sessions, ",") {
		id, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("--redact: got %q, want all, or session ids with commas between", sessions)
		}
		ids = append(ids, id)
	}
	return func(id uint64) bool { return slices.Contains(ids, id) }, nil
}
