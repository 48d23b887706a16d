package keyfile

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/group"
	"github.com/portage-relay/portage/payment/keys"
)

// Command makes and shows keys. Passwords may stand in the environment variable env.
func Command(env string) *cobra.Command {
	return group.New("key", "Make and look at keys", newCommand(env), showCommand(env))
}

func newCommand(env string) *cobra.Command {
	var dir, file string
	c := &cobra.Command{
		Use:   "new",
		Short: "Make a key in a keystore of its own (Web3 Secret Storage v3)",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			k, path, err := keys.Store{Dir: dir}.Create(Password(file, env, "Password of the new keystore: "))
			if err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), "address ", k.Address())
			fmt.Fprintln(c.OutOrStdout(), "keystore", path)
			return nil
		},
	}
	c.Flags().StringVar(&dir, "dir", "keystore", "directory of keystores")
	c.Flags().StringVar(&file, "password-file", "", "file with the password; else "+env+", else a prompt")
	return c
}

func showCommand(env string) *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "show KEYSTORE",
		Short: "Print the address and libp2p peer ID of a key",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			k, err := Open(args[0], file, env)
			if err != nil {
				return err
			}
			id, err := keys.PeerID(k)
			if err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), "address", k.Address())
			fmt.Fprintln(c.OutOrStdout(), "peer ID", id)
			return nil
		},
	}
	c.Flags().StringVar(&file, "password-file", "", "file with the password; else "+env+", else a prompt")
	return c
}
