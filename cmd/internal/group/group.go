// Package group makes commands that only hold others.
package group

import "github.com/spf13/cobra"

// New returns a command that holds others. Alone it prints help; with a word that is none
// of theirs it fails, where cobra would print help and succeed.
func New(use, short string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(commands...)
	return c
}
