package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// relayRow is a relay that answered, as the command prints it; amounts are base units.
type relayRow struct {
	NodeKey     common.Address   `json:"node_key"`
	Operator    common.Address   `json:"operator"`
	Stake       typeddata.Amount `json:"stake"`
	PricePerGiB typeddata.Amount `json:"price_per_gib"`
	FlatPrice   typeddata.Amount `json:"flat_price"`
	RTTMs       float64          `json:"rtt_ms"`
	Region      string           `json:"region"` // the relay's own words
}

func relaysCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "relays",
		Short: "List the staked relays that answer, the best first",
		Args:  cobra.NoArgs,
	}
	n := networked(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return n.with(c.Context(), false, func(cl *client.Client) error {
			offers, err := cl.Quotes(c.Context())
			if err != nil {
				return err
			}
			rows := []relayRow{}
			for _, o := range offers {
				r := relayRow{
					NodeKey: o.NodeKey, Operator: o.Operator, Stake: o.Stake,
					PricePerGiB: o.Quote.PricePerGiB, FlatPrice: o.Quote.FlatPrice, RTTMs: float64(o.RTT) / float64(time.Millisecond),
				}
				if o.Descriptor != nil {
					r.Region = o.Descriptor.Region
				}
				rows = append(rows, r)
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(rows)
			}
			for _, r := range rows {
				fmt.Fprintf(c.OutOrStdout(), "%s  %s/GiB  %s flat  %.1f ms  stake %s  %q\n", r.NodeKey, r.PricePerGiB, r.FlatPrice, r.RTTMs, r.Stake, r.Region)
			}
			return nil
		})
	}
	return c
}
