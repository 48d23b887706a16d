package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/stream"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func listenCommand() *cobra.Command {
	var relay, address string
	c := &cobra.Command{
		Use:   "listen",
		Short: "Print an invitation, then connect stdin and stdout to whoever joins with it",
		Long: `listen waits at a relay and prints an invitation, a secret, to stderr. Whoever runs
"portage connect" with it pays; this end needs no key and no tokens. Data goes from stdin
to the other end, and from there to stdout. What is sampled with --evidence is kept for
"portage export".`,
		Args: cobra.NoArgs,
	}
	n := networked(c)
	evidenced(c, &n.evidence)
	c.Flags().StringVar(&relay, "relay", "", "node key of the relay to wait at; else the best of the registry")
	c.Flags().StringVar(&address, "relay-address", "", "multiaddr of the relay, /p2p/… included: then no chain is needed")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if address == "" {
			return n.with(c.Context(), false, func(cl *client.Client) error {
				at, err := listenAt(c.Context(), cl, relay)
				if err != nil {
					return err
				}
				return listen(c, cl, at, n.evidence)
			})
		}
		at, err := peer.AddrInfoFromString(address)
		if err != nil {
			return fmt.Errorf("--relay-address: %w", err)
		}
		cfg := client.Config{Log: n.log()}
		if err := n.keep(&cfg, false); err != nil {
			return err
		}
		cl, err := client.New(cfg)
		if err != nil {
			return err
		}
		defer cl.Close()
		return listen(c, cl, *at, n.evidence)
	}
	return c
}

// listenAt finds the relay of a node key; none: the client picks.
func listenAt(ctx context.Context, cl *client.Client, nodeKey string) (peer.AddrInfo, error) {
	if nodeKey == "" {
		return peer.AddrInfo{}, nil
	}
	if !common.IsHexAddress(nodeKey) {
		return peer.AddrInfo{}, fmt.Errorf("--relay: got %q, want the address of a node key", nodeKey)
	}
	o, err := cl.Pick(ctx, common.HexToAddress(nodeKey))
	return o.Peer, err
}

func listen(c *cobra.Command, cl *client.Client, at peer.AddrInfo, evidence uint32) error {
	l, err := cl.Listen(c.Context(), client.ListenOptions{Relay: at, Evidence: evidence})
	if err != nil {
		return err
	}
	defer l.Close()
	fmt.Fprintf(c.ErrOrStderr(), "%s\n", l.Invitation())
	conn, err := l.Accept(c.Context())
	if err != nil {
		return err
	}
	tellEvidence(c, conn, evidence)
	s, err := stream.Accept(c.Context(), conn)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	return errors.Join(carry(c, s), conn.Close())
}

func connectCommand() *cobra.Command {
	var f client.Funding
	c := &cobra.Command{
		Use:   "connect INVITATION",
		Short: "Connect stdin and stdout to the end that made an invitation, and pay the relay",
		Args:  cobra.ExactArgs(1),
	}
	n := networked(c)
	funded(c, &f)
	evidenced(c, &n.evidence)
	c.RunE = func(c *cobra.Command, args []string) error {
		return n.with(c.Context(), true, func(cl *client.Client) error {
			conn, err := cl.Dial(c.Context(), args[0], client.DialOptions{Funding: f, Evidence: n.evidence})
			if err != nil {
				return err
			}
			tellEvidence(c, conn, n.evidence)
			s, err := stream.Dial(c.Context(), conn, conn.Peer())
			if err != nil {
				return errors.Join(err, conn.Close())
			}
			err = errors.Join(carry(c, s), conn.Close())
			p := conn.Progress()
			fmt.Fprintf(c.ErrOrStderr(), "paid %s base units for %d bytes on channel %s\n", p.Paid, p.RecvAB+p.RecvBA, conn.Channel().ID)
			return err
		})
	}
	return c
}

// tellEvidence says what came of the wish to sample.
func tellEvidence(c *cobra.Command, conn *client.Conn, wish uint32) {
	switch oneIn := conn.SampleOneIn(); {
	case oneIn > 0:
		fmt.Fprintf(c.ErrOrStderr(), "one packet in %d is sampled, at both ends\n", oneIn)
	case wish > 0:
		fmt.Fprintln(c.ErrOrStderr(), "nothing is sampled: the other end does not want to (--evidence)")
	}
}

// funded adds the options that say what may be spent.
func funded(c *cobra.Command, f *client.Funding) {
	c.Flags().TextVar(&f.MaxAmount, "max-amount", typeddata.Amount{}, "the most that the session may cost, `amount` in base units; 0: what its channel holds")
	c.Flags().TextVar(&f.Deposit, "deposit", typeddata.Amount{}, "deposit of a channel that has to be opened, `amount` in base units; 0: 16 times the relay's creditCap, or --max-amount")
	c.Flags().TextVar(&f.TopUp, "top-up", typeddata.Amount{}, "add this `amount` of base units to a channel that holds too little; 0: open another")
}

// carry copies both ways until both ends have said all and heard all.
func carry(c *cobra.Command, s *stream.Stream) error {
	stop := context.AfterFunc(c.Context(), s.Abort)
	defer stop()
	out := make(chan error, 1)
	go func() {
		_, err := io.Copy(s, c.InOrStdin())
		out <- errors.Join(err, s.CloseWrite())
	}()
	if _, err := io.Copy(c.OutOrStdout(), s); err != nil {
		s.Abort() // and do not wait for stdin
		return errors.Join(err, s.Close())
	}
	return errors.Join(<-out, s.Close())
}
