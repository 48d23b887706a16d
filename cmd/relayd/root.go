package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/relayd/config"
)

// options are a command's configuration and where it may come from.
type options struct {
	config  config.Config
	file    string
	verbose bool
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "relayd",
		Short: "Relay traffic for pay: the Portage relay daemon and its operator's tool",
		Long: `relayd relays traffic (TURN over UDP and TCP) for clients that pay by the byte.

Every option can also stand in a JSON file (--config) under its own name, or in the
environment: --price-per-gib is PORTAGE_RELAYD_PRICE_PER_GIB. A flag beats the
environment, the environment beats the file.`,
		SilenceUsage: true, SilenceErrors: true,
	}
	c.AddCommand(runCommand(), keyCommand(), registerCommand(), publishCommand(), rotateCommand(),
		addStakeCommand(), unstakeCommand(), statusCommand(), ledgerCommand())
	return c
}

// configured gives a command all the options of a relay.
func configured(c *cobra.Command) *options {
	o := &options{config: config.Default()}
	flags := o.config.Flags()
	c.Flags().AddGoFlagSet(flags)
	c.Flags().StringVar(&o.file, "config", "", "JSON file of options")
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "log more")
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		var file []byte
		if o.file != "" {
			var err error
			if file, err = os.ReadFile(o.file); err != nil {
				return err
			}
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Changed {
				flags.Set(f.Name, f.Value.String())
			}
		})
		return config.Apply(flags, os.LookupEnv, file)
	}
	return o
}

func (o *options) log() *slog.Logger {
	level := slog.LevelInfo
	if o.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// nodeKey opens the node key of the configuration.
func (o *options) nodeKey() (*keys.Key, error) {
	if o.config.Keystore == "" {
		return nil, fmt.Errorf("%w: --keystore must be set; make a node key with: relayd key new", config.ErrOption)
	}
	return openKey(o.config.Keystore, o.config.PasswordFile, "PORTAGE_PASSWORD")
}

// openKey opens a keystore with the password of a file, the environment, or a prompt.
func openKey(path, passwordFile, env string) (*keys.Key, error) {
	k, err := keys.Store{}.LoadFile(path, password(passwordFile, env, "Password of "+path+": "))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, keys.ErrNotFound) {
		return nil, fmt.Errorf("%w; make one with: relayd key new", err)
	}
	return k, err
}

func password(file, env, prompt string) keys.Password {
	if file != "" {
		return keys.PasswordFile(file)
	}
	if _, ok := os.LookupEnv(env); ok {
		return keys.PasswordEnv(env)
	}
	return keys.PasswordPrompt(ask, prompt)
}

// ask reads a password from the terminal, unseen.
func ask(prompt string) (string, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return "", fmt.Errorf("%w: give --password-file or PORTAGE_PASSWORD where there is no terminal", keys.ErrNoPassword)
	}
	fmt.Fprint(os.Stderr, prompt)
	b, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(os.Stderr)
	return string(b), err
}
