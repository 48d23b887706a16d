package main

import (
	"fmt"
	"log/slog"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/relayd/config"
)

// passwordEnv holds the password of the node key, or of a new one.
const passwordEnv = "PORTAGE_PASSWORD"

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
	c.AddCommand(runCommand(), keyfile.Command(passwordEnv), registerCommand(), publishCommand(), rotateCommand(),
		addStakeCommand(), unstakeCommand(), statusCommand(), ledgerCommand(), exportCommand())
	return c
}

// configured gives a command all the options of a relay.
func configured(c *cobra.Command) *options {
	o := &options{config: config.Default()}
	flags := o.config.Flags()
	c.Flags().AddGoFlagSet(flags)
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.DefValue == (common.Address{}).String() {
			f.DefValue = "" // not a default: it must be set
		}
	})
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
	return keyfile.Open(o.config.Keystore, o.config.PasswordFile, passwordEnv)
}
