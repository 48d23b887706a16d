package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/relayd"
)

func runCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "run",
		Short: "Run the relay until interrupted",
		Args:  cobra.NoArgs,
	}
	o := configured(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		node, err := o.nodeKey()
		if err != nil {
			return err
		}
		r, err := relayd.Start(c.Context(), o.config, node, o.log())
		if err != nil {
			return err
		}
		defer r.Close()
		out := c.OutOrStdout()
		fmt.Fprintln(out, "node key", node.Address())
		fmt.Fprintln(out, "peer ID ", r.PeerID())
		for _, a := range r.Multiaddrs() {
			fmt.Fprintf(out, "libp2p   %s/p2p/%s\n", a, r.PeerID())
		}
		for _, uri := range r.TURN() {
			fmt.Fprintln(out, "TURN    ", uri)
		}
		if url := r.AdminURL(); url != "" {
			fmt.Fprintln(out, "status  ", url+"/status")
		}
		fmt.Fprintln(out, "ready")
		select {
		case <-c.Context().Done():
			return nil
		case <-r.Done():
			return r.Err()
		}
	}
	return c
}
