package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/group"
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

// with runs f as the operator.
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

// operatorCommand is a command that makes one move as the operator and prints what came
// of it.
func operatorCommand(use, short string, move func(context.Context, *relayd.Operator) (string, error)) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs}
	o := operated(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.with(c, func(op *relayd.Operator) error {
			said, err := move(c.Context(), op)
			if err == nil {
				fmt.Fprintln(c.OutOrStdout(), said)
			}
			return err
		})
	}
	return c
}

// descriptorLifetime adds the option of the commands that publish a descriptor.
func descriptorLifetime(c *cobra.Command, lifetime *time.Duration) *cobra.Command {
	c.Flags().DurationVar(lifetime, "descriptor-lifetime", 30*24*time.Hour, "until when the descriptor holds, from now")
	return c
}

func registerCommand() *cobra.Command {
	var stake typeddata.Amount
	var lifetime time.Duration
	c := operatorCommand("register", "Stake for the relay and publish its descriptor",
		func(ctx context.Context, op *relayd.Operator) (string, error) {
			done, err := op.Register(ctx, stake, lifetime)
			return fmt.Sprintf("registered %s for %s with %s staked", done.Event.NodeKey, done.Event.Operator, done.Event.Stake), err
		})
	c.Flags().TextVar(&stake, "stake", typeddata.Amount{}, "stake, `amount` in base units; the registry sets the least")
	return descriptorLifetime(c, &lifetime)
}

func publishCommand() *cobra.Command {
	var lifetime time.Duration
	return descriptorLifetime(operatorCommand("publish", "Publish the relay's descriptor anew (addresses, prices, expiry)",
		func(ctx context.Context, op *relayd.Operator) (string, error) {
			done, err := op.Publish(ctx, lifetime)
			return fmt.Sprintf("published descriptor %d of %s", done.Event.Number, done.Event.Operator), err
		}), &lifetime)
}

func rotateCommand() *cobra.Command {
	return operatorCommand("rotate", "Make the key of --keystore the relay's node key",
		func(ctx context.Context, op *relayd.Operator) (string, error) {
			done, err := op.Rotate(ctx)
			return fmt.Sprintf("node key %s in place of %s; publish its descriptor with: relayd publish", done.Event.NewNodeKey, done.Event.OldNodeKey), err
		})
}

func addStakeCommand() *cobra.Command {
	var amount typeddata.Amount
	c := operatorCommand("add-stake", "Add to the relay's stake",
		func(ctx context.Context, op *relayd.Operator) (string, error) {
			done, err := op.AddStake(ctx, amount)
			return fmt.Sprintf("%s staked", done.Event.Stake), err
		})
	c.Flags().TextVar(&amount, "amount", typeddata.Amount{}, "`amount` of base units to add")
	return c
}

func unstakeCommand() *cobra.Command {
	return group.New("unstake", "Take the stake out, after the unbonding period",
		operatorCommand("begin", "End the relay's standing and start the unbonding period",
			func(ctx context.Context, op *relayd.Operator) (string, error) {
				done, err := op.BeginUnstaking(ctx)
				return "unbonded at " + time.Unix(int64(done.Event.UnbondedAt), 0).UTC().Format(time.RFC3339), err
			}),
		operatorCommand("finish", "Pay the stake out",
			func(ctx context.Context, op *relayd.Operator) (string, error) {
				done, err := op.FinishUnstaking(ctx)
				return fmt.Sprintf("%s paid out", done.Event.Stake), err
			}),
	)
}
