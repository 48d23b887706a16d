package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/group"
	"github.com/portage-relay/portage/payment/ledger"
)

func ledgerCommand() *cobra.Command {
	return group.New("ledger", "Check and repair the ledger of a relay that is not running", ledgerCheckCommand(), ledgerRepairCommand())
}

// anchored adds the option that says where a ledger's anchor is.
func anchored(c *cobra.Command) *string {
	return c.Flags().String("anchor", "", "the ledger's anchor `file`; else in DIR")
}

func ledgerCheckCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "Verify every value, every commit and the anchor",
		Args:  cobra.ExactArgs(1),
	}
	anchor := anchored(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if _, err := os.Stat(cmp.Or(*anchor, filepath.Join(args[0], "anchor"))); err != nil {
			return fmt.Errorf("no ledger, or one that has lost its anchor: %w", err) // and do not begin one
		}
		l, err := ledger.Open(args[0], ledger.Options{Anchor: *anchor})
		if err != nil {
			return err
		}
		defer l.Close()
		r, err := l.Check(c.Context())
		return printReport(c, r, err)
	}
	return c
}

func ledgerRepairCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "repair DIR",
		Short: "Keep what verifies of a damaged ledger, and report what is lost",
		Long: `repair keeps all that verifies of a damaged ledger in a new generation beside the
damaged one, and prints what is missing. What is lost may have been signed: so rotate the
node key afterwards (relayd rotate); payers hand their newest receipts back when they
connect.`,
		Args: cobra.ExactArgs(1),
	}
	anchor := anchored(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		r, err := ledger.Repair(c.Context(), args[0], ledger.Options{Anchor: *anchor})
		return printReport(c, r, err)
	}
	return c
}

func printReport(c *cobra.Command, r ledger.Report, err error) error {
	b, jsonErr := json.MarshalIndent(r, "", "  ")
	if jsonErr != nil {
		return jsonErr
	}
	fmt.Fprintln(c.OutOrStdout(), string(b))
	return err
}
