package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// channelRow is a channel as the commands print it; amounts are base units.
type channelRow struct {
	ID        common.Hash       `json:"id"`
	Payee     common.Address    `json:"payee"`
	State     string            `json:"state"` // open, closing, ended
	Deposit   typeddata.Amount  `json:"deposit"`
	Settled   typeddata.Amount  `json:"settled"`
	CloseAt   uint64            `json:"close_at,omitempty"` // Unix seconds
	Receipted *typeddata.Amount `json:"receipted,omitempty"`
	Sessions  *int              `json:"sessions,omitempty"` // in the newest receipt's table
	Problem   string            `json:"problem,omitempty"`
}

func rowOf(ch client.Channel) channelRow {
	r := channelRow{ID: ch.ID, Payee: ch.Terms.Payee, Deposit: ch.Deposit, Settled: ch.Settled, State: "ended"}
	switch {
	case ch.Open():
		r.State = "open"
	case ch.Exists():
		r.State, r.CloseAt = "closing", ch.CloseAt
	}
	return r
}

func (r channelRow) print(w io.Writer) {
	fmt.Fprintf(w, "%s  %s", r.ID, r.State)
	if r.State != "ended" {
		fmt.Fprintf(w, "  deposit %s  settled %s", r.Deposit, r.Settled)
	}
	if r.Receipted != nil {
		fmt.Fprintf(w, "  receipted %s", *r.Receipted)
	}
	if r.CloseAt != 0 {
		fmt.Fprintf(w, "  withdrawable from %s", time.Unix(int64(r.CloseAt), 0).UTC().Format(time.RFC3339))
	}
	if r.Problem != "" {
		fmt.Fprintf(w, "  (%s)", r.Problem)
	}
	fmt.Fprintln(w)
}

// printRows prints channels to the command's output; that there are none, to its errors.
func printRows(c *cobra.Command, rows []channelRow, asJSON bool) error {
	w := c.OutOrStdout()
	if asJSON {
		return json.NewEncoder(w).Encode(rows)
	}
	if len(rows) == 0 {
		fmt.Fprintln(c.ErrOrStderr(), "no channels")
	}
	for _, r := range rows {
		r.print(w)
	}
	return nil
}

func channelsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "channels",
		Short: "List the payer's channels, from the chain",
		Args:  cobra.NoArgs,
	}
	n := networked(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return n.with(c.Context(), true, func(cl *client.Client) error {
			channels, err := cl.Channels(c.Context())
			if err != nil {
				return err
			}
			rows := []channelRow{}
			for _, ch := range channels {
				rows = append(rows, rowOf(ch))
			}
			return printRows(c, rows, asJSON)
		})
	}
	return c
}

func recoverCommand() *cobra.Command {
	var asJSON bool
	var key string
	c := &cobra.Command{
		Use:   "recover --key KEYSTORE",
		Short: "Find everything again with nothing but the key",
		Long: `recover finds the payer's channels in the chain's events, and takes from each relay the
newest receipt, its session table and its log's compact range back. It checks its own
signature and every hash: a relay can withhold a receipt, which can only lower what is
paid, and cannot invent one.`,
		Args: cobra.NoArgs,
	}
	n := networked(c)
	c.Flags().StringVar(&key, "key", "", "file of the payer's key; the same as --keystore")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if key != "" {
			n.keystore = key
		}
		return n.with(c.Context(), true, func(cl *client.Client) error {
			recovered, err := cl.Recover(c.Context())
			if err != nil {
				return err
			}
			rows := []channelRow{}
			for _, r := range recovered {
				row := rowOf(r.Channel)
				if !r.Receipt.IsZero() {
					sessions := len(r.Receipt.Table.Rows)
					row.Receipted, row.Sessions = &r.Receipt.CumAmount, &sessions
				}
				if r.Err != nil && r.Channel.Exists() {
					row.Problem = r.Err.Error()
				}
				rows = append(rows, row)
			}
			return printRows(c, rows, asJSON)
		})
	}
	return c
}

func closeCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "close CHANNEL",
		Short: "Close a channel and get the rest of its deposit back",
		Long: `close asks the relay to consent, and then closes at once: what was receipted is settled
and the rest comes back. If the relay does not consent, the closing period begins, and
the same command afterwards withdraws.`,
		Args: cobra.ExactArgs(1),
	}
	n := networked(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		var id common.Hash
		if err := id.UnmarshalText([]byte(args[0])); err != nil {
			return fmt.Errorf("got %q, want a channel id as \"portage channels\" prints it: %w", args[0], err)
		}
		return n.with(c.Context(), true, func(cl *client.Client) error {
			r, err := cl.CloseChannel(c.Context(), id)
			if err != nil {
				return err
			}
			out := c.OutOrStdout()
			if r.Closed != nil {
				fmt.Fprintf(out, "closed %s: %s to the relay in all, %s back to the payer\n", id, r.Closed.Settled, r.Closed.Refund)
				return nil
			}
			if r.Why != nil {
				fmt.Fprintf(c.ErrOrStderr(), "the relay did not consent: %v\n", r.Why)
			}
			fmt.Fprintf(out, "closing %s: close it again after %s\n", id, time.Unix(int64(r.CloseAt), 0).UTC().Format(time.RFC3339))
			return nil
		})
	}
	return c
}
