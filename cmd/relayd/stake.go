package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

// operatorFlags name the operator's key, which is not the node key.
type operatorFlags struct {
	*options
	keystore, passwordFile string
}

func operated(c *cobra.Command) *operatorFlags {
	o := &operatorFlags{options: configured(c)}
	c.Flags().StringVar(&o.keystore, "operator-keystore", "", "file of the operator's key, which stakes and is paid back")
	c.Flags().StringVar(&o.passwordFile, "operator-password-file", "", "file with its password; else PORTAGE_OPERATOR_PASSWORD, else a prompt")
	return o
}

// with runs f as the operator. The payee is the operator unless set.
func (o *operatorFlags) with(c *cobra.Command, f func(*relayd.Operator) error) error {
	if o.keystore == "" {
		return fmt.Errorf("%w: --operator-keystore must be set", config.ErrOption)
	}
	operator, err := keyfile.Open(o.keystore, o.passwordFile, "PORTAGE_OPERATOR_PASSWORD")
	if err != nil {
		return err
	}
	node, err := o.nodeKey()
	if err != nil {
		return err
	}
	op, err := relayd.NewOperator(c.Context(), o.config, operator, node, o.log())
	if err != nil {
		return err
	}
	defer op.Close()
	return f(op)
}

func registerCommand() *cobra.Command {
	var stake typeddata.Amount
	var lifetime time.Duration
	c := &cobra.Command{
		Use:   "register",
		Short: "Stake for the relay and publish its descriptor",
		Args:  cobra.NoArgs,
	}
	o := operated(c)
	c.Flags().TextVar(&stake, "stake", typeddata.Amount{}, "stake, base units")
	c.Flags().DurationVar(&lifetime, "descriptor-lifetime", 30*24*time.Hour, "until when the descriptor holds, from now")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			done, err := op.Register(c.Context(), stake, lifetime)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "registered %s for %s with %s staked\n", done.Event.NodeKey, done.Event.Operator, done.Event.Stake)
			return nil
		})
	}
	return c
}

func publishCommand() *cobra.Command {
	var lifetime time.Duration
	c := &cobra.Command{
		Use:   "publish",
		Short: "Publish the relay's descriptor anew (addresses, prices, expiry)",
		Args:  cobra.NoArgs,
	}
	o := operated(c)
	c.Flags().DurationVar(&lifetime, "descriptor-lifetime", 30*24*time.Hour, "until when the descriptor holds, from now")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			done, err := op.Publish(c.Context(), lifetime)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "published descriptor %d of %s\n", done.Event.Number, done.Event.Operator)
			return nil
		})
	}
	return c
}

func rotateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rotate",
		Short: "Make the key of --keystore the relay's node key",
		Args:  cobra.NoArgs,
	}
	o := operated(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			done, err := op.Rotate(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "node key %s in place of %s; publish its descriptor with: relayd publish\n", done.Event.NewNodeKey, done.Event.OldNodeKey)
			return nil
		})
	}
	return c
}

func addStakeCommand() *cobra.Command {
	var amount typeddata.Amount
	c := &cobra.Command{
		Use:   "add-stake",
		Short: "Add to the relay's stake",
		Args:  cobra.NoArgs,
	}
	o := operated(c)
	c.Flags().TextVar(&amount, "amount", typeddata.Amount{}, "base units to add")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			done, err := op.AddStake(c.Context(), amount)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s staked\n", done.Event.Stake)
			return nil
		})
	}
	return c
}

func unstakeCommand() *cobra.Command {
	c := &cobra.Command{Use: "unstake", Short: "Take the stake out, after the unbonding period"}
	begin := &cobra.Command{Use: "begin", Short: "End the relay's standing and start the unbonding period", Args: cobra.NoArgs}
	o := operated(begin)
	begin.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			done, err := op.BeginUnstaking(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "unbonded at %s\n", time.Unix(int64(done.Event.UnbondedAt), 0).UTC().Format(time.RFC3339))
			return nil
		})
	}
	finish := &cobra.Command{Use: "finish", Short: "Pay the stake out", Args: cobra.NoArgs}
	f := operated(finish)
	finish.RunE = func(c *cobra.Command, _ []string) error {
		return f.with(c, func(op *relayd.Operator) error {
			done, err := op.FinishUnstaking(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s paid out\n", done.Event.Stake)
			return nil
		})
	}
	c.AddCommand(begin, finish)
	return c
}
