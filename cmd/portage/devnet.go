package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/group"
	"github.com/portage-relay/portage/testnet/demo"
	"github.com/portage-relay/portage/testnet/devnet"
)

func devnetCommand() *cobra.Command {
	return group.New("devnet", "A whole market on this machine, for developers", upCommand(), demoCommand(), scenarioCommand())
}

// devnetFlags say what devnet to bring up.
type devnetFlags struct {
	config  devnet.Config
	verbose bool
}

func devnetted(c *cobra.Command, relays int) *devnetFlags {
	o := &devnetFlags{}
	o.config.Listen = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	f := c.Flags()
	f.IntVar(&o.config.Relays, "relays", relays, "how many relays")
	f.TextVar(&o.config.Listen, "listen", o.config.Listen, "`IP` address that relays bind and advertise")
	f.BoolVar(&o.config.StrictPeers, "strict-peers", false, "the peer policy of production: no loopback peers")
	f.StringVar(&o.config.RPC, "rpc", "", "use this development chain (anvil, geth --dev) in place of an own one")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "log what the relays do")
	return o
}

// up brings the devnet up in a directory, or in a temporary one that remove removes.
func (o *devnetFlags) up(c *cobra.Command, dir string) (n *devnet.Net, remove func(), err error) {
	remove = func() {}
	if dir == "" {
		if dir, err = os.MkdirTemp("", "portage-devnet-"); err != nil {
			return nil, remove, err
		}
		remove = func() { os.RemoveAll(dir) }
	}
	o.config.Dir = dir
	level := slog.LevelWarn
	if o.verbose {
		level = slog.LevelInfo
	}
	o.config.Log = slog.New(slog.NewTextHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
	n, err = devnet.Up(c.Context(), o.config)
	if err != nil {
		remove()
	}
	return n, remove, err
}

func upCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "up",
		Short: "Bring up a chain, the contracts, funded accounts and staked relays, until interrupted",
		Args:  cobra.NoArgs,
	}
	o := devnetted(c, 3)
	c.Flags().StringVar(&dir, "data-dir", "", "keep the devnet here, and go on with it next time; else it is forgotten")
	c.RunE = func(c *cobra.Command, _ []string) error {
		n, remove, err := o.up(c, dir)
		if err != nil {
			return err
		}
		defer remove()
		defer n.Close()
		printDevnet(c.OutOrStdout(), o.config.Dir, n.File())
		select {
		case <-c.Context().Done():
			return nil
		case <-n.Done():
			return n.Err()
		}
	}
	return c
}

func printDevnet(w io.Writer, dir string, f devnet.File) {
	fmt.Fprintf(w, "chain %d at %s\n", f.ChainID, f.RPC)
	fmt.Fprintf(w, "PaymentChannels %s\nRelayRegistry   %s\ntoken           %s\n", f.Channels, f.Registry, f.Token)
	for i, r := range f.Relays {
		fmt.Fprintf(w, "relay %d  %s  %s  %s\n", i, r.TURN[0], r.PeerID, r.Admin)
	}
	for i, a := range f.Accounts {
		fmt.Fprintf(w, "account %d  %s  %s\n", i, a.Address, a.Keystore)
	}
	fmt.Fprintf(w, "written to %s/devnet.json; use it with --devnet %s\nready: Ctrl-C ends it\n", dir, dir)
}

func demoCommand() *cobra.Command {
	var dir, bundle string
	var asJSON bool
	var size int64
	var evidence uint32
	c := &cobra.Command{
		Use:   "demo",
		Short: "Pay a relay for a file transfer, and show that the money adds up",
		Long: `demo runs the whole story on a devnet: a relay has staked; A opens a channel and
authorizes a session; a file goes over QUIC from A to B, who know only relayed addresses;
B acknowledges, the relay makes batches and offers, A signs receipts; a stranger floods B's
relayed address meanwhile; then the channel is closed and settled on chain. The exit status
is 0 only if all of it holds. Narration goes to stderr.`,
		Args: cobra.NoArgs,
	}
	o := devnetted(c, 1)
	c.Flags().StringVar(&dir, "devnet", "", "directory of a devnet that is up; else one is brought up for the demonstration")
	c.Flags().BoolVar(&asJSON, "json", false, "print the result as one JSON object, last")
	c.Flags().Int64Var(&size, "size", demo.MinSize, "bytes of the file")
	c.Flags().StringVar(&bundle, "bundle", "", "write the payer's audit bundle to this `file`")
	evidenced(c, &evidence)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if size < 1 {
			return fmt.Errorf("--size: got %d, want at least 1", size)
		}
		f, down, err := demoNet(c, o, dir)
		if err != nil {
			return err
		}
		defer down()
		r, err := demo.Run(c.Context(), demo.Config{Net: f, Size: size, Tell: c.ErrOrStderr(), Bundle: bundle, Evidence: evidence})
		if asJSON && (err == nil || errors.Is(err, demo.ErrFailed)) {
			b, jsonErr := json.Marshal(r)
			if jsonErr != nil {
				return jsonErr
			}
			fmt.Fprintln(c.OutOrStdout(), string(b))
		}
		return err
	}
	return c
}

// demoNet reads the devnet that is up, or brings one up.
func demoNet(c *cobra.Command, o *devnetFlags, dir string) (devnet.File, func(), error) {
	if dir != "" {
		f, err := devnet.Read(dir)
		return f, func() {}, err
	}
	n, remove, err := o.up(c, "")
	if err != nil {
		return devnet.File{}, nil, err
	}
	return n.File(), func() { n.Close(); remove() }, nil
}
