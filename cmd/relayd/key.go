package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/payment/keys"
)

func keyCommand() *cobra.Command {
	c := &cobra.Command{Use: "key", Short: "Make and look at keys"}
	c.AddCommand(keyNewCommand(), keyShowCommand())
	return c
}

func keyNewCommand() *cobra.Command {
	var dir, file string
	c := &cobra.Command{
		Use:   "new",
		Short: "Make a key in a keystore of its own",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			k, path, err := keys.Store{Dir: dir}.Create(keyfile.Password(file, passwordEnv, "Password of the new keystore: "))
			if err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), "address ", k.Address())
			fmt.Fprintln(c.OutOrStdout(), "keystore", path)
			return nil
		},
	}
	c.Flags().StringVar(&dir, "dir", "keystore", "directory of keystores")
	c.Flags().StringVar(&file, "password-file", "", "file with the password; else PORTAGE_PASSWORD, else a prompt")
	return c
}

func keyShowCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "show KEYSTORE",
		Short: "Print the address and peer ID of a key",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			k, err := keyfile.Open(args[0], file, passwordEnv)
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
	c.Flags().StringVar(&file, "password-file", "", "file with the password; else PORTAGE_PASSWORD, else a prompt")
	return c
}
