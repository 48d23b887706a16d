package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/portage-relay/portage/cmd/internal/keyfile"
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/audit/page"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// errAudit says that something is wrong with a bundle; the report says what.
var errAudit = errors.New("audit: not everything is in order")

// audited is a bundle's file with its report, and what another bundle contradicts.
type audited struct {
	File string `json:"file"`
	audit.Report
	TwoHistories []page.TwoHistories `json:"two_histories,omitempty"`
}

func (a audited) good() bool { return a.Good() && len(a.TwoHistories) == 0 }

func auditCommand() *cobra.Command {
	var asJSON, report bool
	var html, key string
	c := &cobra.Command{
		Use:   "audit BUNDLE...",
		Short: "Check every paid byte of audit bundles, and hold them against the chain",
		Long: `audit checks bundles that payers and relays exported, and trusts neither: signatures, log,
acknowledgements, prices, sums; with --rpc or --devnet also what the chain says of each
channel. It names the first record at fault, and fails if there is one. With several
bundles it looks for two histories of one channel, and with --report has the relay
slashed for them. Where both ends of a session sampled packets, in one bundle or in two, it
tells loss and change.`,
		Args: cobra.MinimumNArgs(1),
	}
	n := networked(c)
	for _, payers := range []string{"keystore", "history", "account", "max-price", "max-flat"} {
		_ = c.Flags().MarkHidden(payers)
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array of reports")
	c.Flags().StringVar(&html, "html", "", "write a report with plots to this `file`")
	c.Flags().BoolVar(&report, "report", false, "submit two histories to the registry, which slashes the relay; needs --key and a chain")
	c.Flags().StringVar(&key, "key", "", "`file` of the key that pays for the gas of --report and gets the reward")
	c.RunE = func(c *cobra.Command, args []string) error {
		if report && (key == "" || n.rpc == "" && n.devnet == "") {
			return fmt.Errorf("%w: --report needs --key and a chain", errFlags)
		}
		reports, err := auditAll(c, n, args)
		if err != nil {
			return err
		}
		pairs, err := histories(c.Context(), reports)
		if err != nil {
			return err
		}
		if err := tellAudit(c.OutOrStdout(), reports, asJSON); err != nil {
			return err
		}
		if html != "" {
			if err := writePage(html, reports); err != nil {
				return err
			}
		}
		if report && len(pairs) > 0 {
			if err := slash(c, n, key, pairs); err != nil {
				return err
			}
		}
		if slices.ContainsFunc(reports, func(r audited) bool { return !r.good() }) {
			return errAudit
		}
		return nil
	}
	return c
}

func auditAll(c *cobra.Command, n *network, files []string) ([]audited, error) {
	var reports []audited
	var eye onChain
	defer eye.close()
	for _, file := range files {
		r, err := auditFile(c, n, &eye, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		reports = append(reports, audited{File: file, Report: r})
	}
	return reports, compareSamples(c.Context(), files, reports)
}

// compareSamples adds to the reports what the samples of both ends say, if there are any.
func compareSamples(ctx context.Context, files []string, reports []audited) error {
	sampled := func(c audit.ChannelReport) bool { return c.Samples.Ends > 0 }
	if !slices.ContainsFunc(reports, func(r audited) bool { return slices.ContainsFunc(r.Channels, sampled) }) {
		return nil
	}
	compared, err := audit.Compare(ctx, len(files), func(i int) (io.ReadCloser, error) { return os.Open(files[i]) })
	for _, r := range reports {
		for i := range r.Channels {
			r.Channels[i].Samples.Compared = compared[r.Channels[i].ID]
		}
	}
	return err
}

func auditFile(c *cobra.Command, n *network, eye *onChain, file string) (audit.Report, error) {
	f, err := os.Open(file)
	if err != nil {
		return audit.Report{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return audit.Report{}, err
	}
	bar := newBar(c.ErrOrStderr(), file, info.Size())
	defer bar.end()
	o := audit.Options{Progress: bar.at}
	if n.rpc != "" || n.devnet != "" {
		eye.network = n
		o.Chain = eye
	}
	return audit.Verify(c.Context(), f, o)
}

func tellAudit(w io.Writer, reports []audited, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(reports)
	}
	for _, r := range reports {
		fmt.Fprintf(w, "%s: %d entries, %d bytes\n", r.File, r.Entries, r.Size)
		for _, c := range r.Channels {
			tellChannel(w, c)
		}
		if r.Problem != "" {
			fmt.Fprintf(w, "  %s\n", r.Problem)
		}
		for _, t := range r.TwoHistories {
			fmt.Fprintf(w, "\n  two histories of channel %s, signed by node key %s, here and in %s:\n    %s\n", t.Channel, t.NodeKey, t.Other, t.What)
		}
	}
	return nil
}

func tellChannel(w io.Writer, c audit.ChannelReport) {
	fmt.Fprintf(w, "\n  channel %s  %s\n", c.ID, c.Verdict)
	if c.Fault != nil {
		fmt.Fprintf(w, "    fault         %v\n", c.Fault)
	}
	if c.HasHistory() {
		tellHistory(w, c)
	}
	tellSamples(w, c.Samples)
	if k := c.Key; k != nil && k.Operator != (common.Address{}) {
		fmt.Fprintf(w, "    registered    by operator %s at %s, active %t, slashed %t\n", k.Operator, k.Registry, k.Active, k.Slashed)
	}
	for _, note := range c.Notes {
		fmt.Fprintf(w, "    note          %s\n", note)
	}
}

func tellHistory(w io.Writer, c audit.ChannelReport) {
	fmt.Fprintf(w, "    node key      %s\n", c.NodeKey)
	fmt.Fprintf(w, "    checked       %d records of %d sessions, %d acknowledgements, %d offers, %d receipts\n", c.Records, c.Sessions, c.Acks, c.Offers, c.Receipts)
	b, m := c.Bytes, c.Money
	fmt.Fprintf(w, "    bytes         %d in = %d billed + %d lost + %d refused + %d outstanding\n", b.In, b.Acknowledged(), b.Lost, b.Refused, b.Outstanding)
	fmt.Fprintf(w, "    billed by     both ends %d, receiver %d, payer's count %d, relay's count %d\n", b.ByBasis[0], b.ByBasis[1], b.ByBasis[2], b.ByBasis[3])
	fmt.Fprintf(w, "    receipted     %s of %s offered\n", m.Receipted, m.Offered)
	if c.OnChain {
		fmt.Fprintf(w, "    on chain      %s deposited = %s settled + %s refunded + %s held\n", m.Deposited, m.Settled, m.Refunded, m.Held)
	}
}

func tellSamples(w io.Writer, s audit.Samples) {
	if s.Ends == 0 {
		return
	}
	fmt.Fprintf(w, "    sampled       %d packets, by ends of sessions: %d\n", s.Leaves, s.Ends)
	if s.Compared == nil {
		fmt.Fprintf(w, "    loss          not known: no session's other end is here\n")
		return
	}
	for _, d := range []struct {
		way string
		sample.Comparison
	}{{"A→B", s.Compared.AB}, {"B→A", s.Compared.BA}} {
		fmt.Fprintf(w, "    loss %s      %s of %d sent; changed %s of %d received\n", d.way, percent(d.Loss()), d.Sent, percent(d.Change()), d.Received)
	}
}

// percent writes a rate with its 95 % confidence interval.
func percent(r sample.Rate) string {
	return fmt.Sprintf("%.3g %% (%.3g to %.3g)", 100*r.Estimate, 100*r.Low, 100*r.High)
}

func writePage(file string, reports []audited) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	var bundles []page.Bundle
	for _, r := range reports {
		bundles = append(bundles, page.Bundle{Name: r.File, Report: r.Report, TwoHistories: r.TwoHistories})
	}
	return errors.Join(page.Write(out, bundles), out.Close())
}

// histories looks for two histories of one channel across bundles, and notes them in the
// reports of both.
func histories(ctx context.Context, reports []audited) ([]audit.TwoHistories, error) {
	pairs, err := audit.Histories(ctx, len(reports), func(i int) (io.ReadCloser, error) { return os.Open(reports[i].File) })
	for _, p := range pairs {
		for i, b := range p.Bundles {
			reports[b].TwoHistories = append(reports[b].TwoHistories, page.TwoHistories{
				Channel: p.Equivocation.ChannelID, NodeKey: p.NodeKey, Other: reports[p.Bundles[1-i]].File, What: p.Describe(),
			})
		}
	}
	return pairs, err
}

// slash reports each node key that two histories convict, once.
func slash(c *cobra.Command, n *network, file string, pairs []audit.TwoHistories) error {
	key, err := keyfile.Open(file, n.password, passwordEnv)
	if err != nil {
		return err
	}
	cfg, err := n.resolve()
	if err != nil {
		return err
	}
	client, err := chain.Dial(c.Context(), n.rpc, cfg)
	if err != nil {
		return err
	}
	defer client.Close()
	account, reported := client.Account(key, chain.AccountConfig{}), map[common.Address]bool{}
	for _, p := range pairs {
		if reported[p.NodeKey] || p.Domain != client.Domain() {
			continue
		}
		reported[p.NodeKey] = true
		done, err := account.Slash(c.Context(), p.Equivocation)
		if err != nil {
			return fmt.Errorf("slash %s: %w", p.NodeKey, err)
		}
		tellSlash(c.ErrOrStderr(), done)
	}
	return nil
}

func tellSlash(w io.Writer, done chain.Done[chain.Slashed]) {
	e := done.Event
	if done.Already {
		fmt.Fprintf(w, "node key %s of operator %s was slashed before, as %s reported\n", e.NodeKey, e.Operator, e.Reporter)
		return
	}
	fmt.Fprintf(w, "slashed node key %s of operator %s: %s burnt, %s rewarded; transaction %s, %d gas\n", e.NodeKey, e.Operator, e.Burnt, e.Reward, done.Tx, done.GasUsed)
}

// bar is a progress bar on a terminal; elsewhere nothing.
type bar struct {
	w     io.Writer
	name  string
	size  int64
	shown int64 // per cent
}

func newBar(w io.Writer, name string, size int64) *bar {
	f, ok := w.(*os.File)
	if !ok || size == 0 {
		return &bar{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &bar{}
	}
	return &bar{w: w, name: name, size: size, shown: -1}
}

func (b *bar) at(read int64) {
	if b.w == nil || read*100/b.size == b.shown {
		return
	}
	b.shown = read * 100 / b.size
	const width = 40
	full := int(read * width / b.size)
	fmt.Fprintf(b.w, "\r%s  [%-*.*s] %3d %%", b.name, width, full, "########################################", b.shown)
}

func (b *bar) end() {
	if b.w != nil {
		fmt.Fprint(b.w, "\r\033[K")
	}
}

// onChain is the chain as an audit sees it. It connects with the first channel, which
// names its contract.
type onChain struct {
	network *network
	client  *chain.Client
}

func (o *onChain) close() {
	if o.client != nil {
		o.client.Close()
	}
}

// Channel implements audit.Chain.
func (o *onChain) Channel(ctx context.Context, c audit.Channel) (audit.OnChain, error) {
	if o.client == nil {
		if err := o.connect(ctx, c.Domain); err != nil {
			return audit.OnChain{}, err
		}
	}
	if d := o.client.Domain(); d != c.Domain {
		return audit.OnChain{}, fmt.Errorf("%w: chain %d, contract %s; this is chain %d, contract %s", audit.ErrOtherChain, c.Domain.ChainID, c.Domain.Contract, d.ChainID, d.Contract)
	}
	slot, past, err := o.client.History(ctx, c.ID(), c.Terms.Signer, c.Terms.Payee)
	if err != nil {
		return audit.OnChain{}, err
	}
	out := audit.OnChain{Deposit: slot.Deposit, Settled: slot.Settled, CloseAt: slot.CloseAt}
	for _, p := range past {
		e, err := eventOf(p.Event)
		if err != nil {
			return out, err
		}
		e.Block, e.Tx = p.Block, p.Tx
		out.Events = append(out.Events, e)
	}
	return out, nil
}

// connect connects to the chain of a bundle: its contract is the bundle's, unless options
// name one; without a registry the channels are looked at, and node keys are not.
func (o *onChain) connect(ctx context.Context, d typeddata.Domain) error {
	n := o.network
	if n.devnet == "" && n.channels == "" {
		n.channels = d.Contract.Hex()
	}
	if n.devnet == "" && n.registry == "" {
		return o.dial(ctx, chain.Config{ChainID: n.chainID, Channels: common.HexToAddress(n.channels), FromBlock: n.from}, chain.NewUndeployed)
	}
	cfg, err := n.resolve()
	if err != nil {
		return err
	}
	return o.dial(ctx, cfg, chain.New)
}

func (o *onChain) dial(ctx context.Context, cfg chain.Config, as func(context.Context, chain.Caller, chain.Config) (*chain.Client, error)) error {
	caller, err := chain.Connect(ctx, o.network.rpc)
	if err != nil {
		return err
	}
	client, err := as(ctx, caller, cfg)
	if err != nil {
		caller.Close()
		return err
	}
	o.close()
	o.client = client
	return nil
}

func eventOf(e chain.Event) (audit.Event, error) {
	switch e := e.(type) {
	case chain.Opened:
		return audit.Event{Kind: audit.KindOpened, Amount: e.Deposit}, nil
	case chain.ToppedUp:
		return audit.Event{Kind: audit.KindToppedUp, Amount: e.Deposit}, nil
	case chain.Settled:
		return audit.Event{Kind: audit.KindSettled, Amount: e.Settled}, nil
	case chain.SettledMany:
		return audit.Event{Kind: audit.KindSettled, Amount: e.Rows[len(e.Rows)-1].Settled}, nil
	case chain.SettledWithProof:
		return audit.Event{Kind: audit.KindSettledWithProof, Amount: e.Settled, Receipted: e.Receipted}, nil
	case chain.Closing:
		return audit.Event{Kind: audit.KindClosing}, nil
	case chain.Closed:
		return audit.Event{Kind: audit.KindClosed, Amount: e.Settled, Refund: e.Refund}, nil
	}
	return audit.Event{}, fmt.Errorf("portage: unknown event %T of a channel", e)
}

// NodeKey implements audit.Chain: by the registry that the auditor named, else by that
// which the bundle names, which must be one of its contract.
func (o *onChain) NodeKey(ctx context.Context, registry, key common.Address) (audit.KeyOnChain, error) {
	switch ours := o.client.Registry(); {
	case ours == (common.Address{}) && registry == ours:
		return audit.KeyOnChain{}, audit.ErrNoRegistry
	case ours == (common.Address{}):
		d := o.client.Domain()
		if err := o.dial(ctx, chain.Config{ChainID: d.ChainID, Channels: d.Contract, Registry: registry, FromBlock: o.network.from}, chain.New); err != nil {
			return audit.KeyOnChain{}, err
		}
	case registry != (common.Address{}) && registry != ours:
		return audit.KeyOnChain{}, fmt.Errorf("%w: the bundle names %s, the auditor %s", audit.ErrNoRegistry, registry, ours)
	}
	s, err := o.client.NodeKey(ctx, key)
	return audit.KeyOnChain{Registry: o.client.Registry(), Operator: s.Relay.Operator, Active: s.Active, Slashed: s.Slashed()}, err
}
