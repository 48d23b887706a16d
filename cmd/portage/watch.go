package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/onchain"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// watchFlags are the options of watch. Durations are wall time but where they say otherwise.
type watchFlags struct {
	proofs           []string
	key              string
	listen           string
	least, leastWith typeddata.Amount
	maxFee, maxTip   uint64
	ackMargin        time.Duration // head time
	stagger          time.Duration
	status           time.Duration
	max              int
	once, asJSON     bool
}

func watchCommand() *cobra.Command {
	o := &watchFlags{}
	c := &cobra.Command{
		Use:   "watch --proofs DIR[,DIR…] --rpc URL[,URL…] --key KEYSTORE",
		Short: "Settle channels before they close, for relays that are down",
		Long: `watch holds the proofs that relays export (relayd's proof-dir), follows the chain, and
when a payer closes a channel, settles what is owed to the relay before the closing period
ends. It needs none of a relay's keys: its own pays gas and nothing else. Several may run
at once. With more than one RPC, what any of them makes due is due.

With --listen it takes proofs by HTTP, from anyone: a proof counts by its signatures.`,
		Args: cobra.NoArgs,
	}
	n := networked(c)
	for _, payers := range []string{"keystore", "max-price", "max-flat"} {
		_ = c.Flags().MarkHidden(payers)
	}
	f := c.Flags()
	f.StringSliceVar(&o.proofs, "proofs", nil, "`directories` of export files (*.proof); the first takes what is pushed")
	f.StringVar(&o.key, "key", "", "`file` of the key that pays for gas (Web3 Secret Storage v3)")
	f.StringVar(&o.listen, "listen", "", "`host:port` that takes PUT /proofs and tells GET /status; empty: none")
	f.TextVar(&o.least, "least", typeddata.NewAmount(100_000_000_000_000), "least that is worth a row of settleMany, `amount` in base units")
	f.TextVar(&o.leastWith, "least-proof", typeddata.NewAmount(150_000_000_000_000), "least that acknowledgements must be worth beyond the receipt for settleWithProof, `amount` in base units")
	f.Uint64Var(&o.maxFee, "max-fee", chain.DefaultMaxFee, "highest fee, wei per gas, when time is nearly over; a quarter of it while there is plenty")
	f.Uint64Var(&o.maxTip, "max-tip", chain.DefaultMaxTip, "highest tip of that, wei per gas")
	f.DurationVar(&o.ackMargin, "ack-margin", 0, "before an ackDeadline, on channels that do not close; 0: an eighth of the closing period")
	f.DurationVar(&o.stagger, "stagger", -1, "longest wait for other watchtowers to go first; -1ns: a sixteenth of the closing period, at most 10m")
	f.DurationVar(&o.status, "status", watchtower.DefaultStatus, "between status lines")
	f.IntVar(&o.max, "max-channels", watchtower.DefaultMaxChannels, "how many channels to hold proofs of")
	f.BoolVar(&o.once, "once", false, "do what is due, and end: for cron")
	f.BoolVar(&o.asJSON, "json", false, "print a JSON object for each event")
	c.RunE = func(c *cobra.Command, _ []string) error { return watch(c, n, o) }
	return c
}

func watch(c *cobra.Command, n *network, o *watchFlags) error {
	if len(o.proofs) == 0 || o.key == "" && n.devnet == "" {
		return fmt.Errorf("%w: --proofs, and --key: one of its own, that holds wei for gas; make it with: portage key new", errFlags)
	}
	n.keystore = o.key
	chains, err := o.connect(c, n)
	if err != nil {
		return err
	}
	defer chains.Close()
	config, err := o.config(chains, n)
	if err != nil {
		return err
	}
	config.Tell = teller(c.OutOrStdout(), o.asJSON)
	tower, err := watchtower.New(config)
	if err != nil {
		return err
	}
	if o.once {
		return tower.Once(c.Context())
	}
	if o.listen == "" {
		return tower.Run(c.Context())
	}
	return o.serve(c, tower)
}

// connect connects to the RPCs, with the key that pays for gas.
func (o *watchFlags) connect(c *cobra.Command, n *network) (*onchain.Chains, error) {
	cfg, err := n.resolve()
	if err != nil {
		return nil, err
	}
	cfg.Log = n.log()
	endpoints, err := onchain.URLs(strings.Split(n.rpc, ","))
	if err != nil {
		return nil, err
	}
	key, err := keyfile.Open(n.keystore, n.password, passwordEnv)
	if err != nil {
		return nil, err
	}
	chains, err := onchain.Connect(c.Context(), endpoints, cfg, key, onchain.Fees{
		MaxFee: new(big.Int).SetUint64(o.maxFee), MaxTip: new(big.Int).SetUint64(o.maxTip),
	})
	if err != nil {
		return nil, err
	}
	if wei, err := chains.Client().Balance(c.Context(), key.Address()); err == nil && wei.Sign() == 0 {
		cfg.Log.Error("the key has no wei: nothing can be settled", "account", key.Address())
	}
	return chains, nil
}

func (o *watchFlags) config(chains *onchain.Chains, n *network) (watchtower.Config, error) {
	for _, dir := range o.proofs {
		if info, err := os.Stat(dir); err != nil {
			return watchtower.Config{}, fmt.Errorf("--proofs: %w", err)
		} else if !info.IsDir() {
			return watchtower.Config{}, fmt.Errorf("--proofs: %s is not a directory", dir)
		}
	}
	period := chains.Client().ClosingPeriod()
	margin := uint64(o.ackMargin / time.Second)
	if margin == 0 {
		margin = period / 8
	}
	if o.stagger < 0 {
		o.stagger = min(10*time.Minute, time.Duration(period)*time.Second/16)
	}
	return watchtower.Config{
		Dirs: o.proofs, Domain: chains.Client().Domain(), Chains: chains.Chains(), Address: chains.Address(),
		Policy:  plan.Policy{Least: o.least, LeastProof: o.leastWith, ClosingPeriod: period, AckMargin: margin},
		Stagger: o.stagger, Status: o.status, MaxChannels: o.max, Log: n.log(),
	}, nil
}

// serve runs the tower and its HTTP until the command ends.
func (o *watchFlags) serve(c *cobra.Command, tower *watchtower.Tower) error {
	l, err := net.Listen("tcp", o.listen)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: tower.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, MaxHeaderBytes: 1 << 13,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	fmt.Fprintln(c.ErrOrStderr(), "taking proofs at http://"+l.Addr().String()+"/proofs")
	err = tower.Run(c.Context())
	closing := server.Close()
	if serving := <-served; !errors.Is(serving, http.ErrServerClosed) {
		closing = errors.Join(closing, serving)
	}
	return errors.Join(err, closing)
}

// teller prints reports: as JSON, a line each; else those that are about a channel or an RPC.
func teller(w io.Writer, asJSON bool) func(watchtower.Report) {
	if asJSON {
		lines := json.NewEncoder(w)
		return func(r watchtower.Report) { _ = lines.Encode(r) }
	}
	return func(r watchtower.Report) {
		switch r.Event {
		case watchtower.EventSettled:
			fmt.Fprintf(w, "settled %s: %s in all to %s, by %s (%s)%s\n", r.Channel, r.Settled, r.Payee, r.Move, r.Why, byWhom(r))
		case watchtower.EventFailed:
			fmt.Fprintf(w, "not settled yet %s: %s\n", r.Channel, r.Error)
		case watchtower.EventLost:
			fmt.Fprintf(w, "lost %s: it closed with %s owed to %s\n", r.Channel, r.Owed, r.Payee)
		case watchtower.EventContradiction:
			fmt.Fprintf(w, "RPCs contradict each other about %s: what costs the payee most is believed\n", r.Channel)
		case watchtower.EventBehind:
			fmt.Fprintf(w, "RPC %s is behind, or withholds blocks\n", r.RPC)
		case watchtower.EventStatus:
			s := r.Status
			fmt.Fprintf(w, "watching %d channels, %d closing, %d due; settled %d with %d gas, lost %d\n", s.Channels, s.Closing, s.Due, s.Settled, s.Gas, s.Lost)
		}
	}
}

func byWhom(r watchtower.Report) string {
	if r.Already {
		return "; somebody else was first"
	}
	return fmt.Sprintf("; transaction %s", r.Tx)
}
