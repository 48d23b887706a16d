// Package onchain puts payment/chain behind a watchtower: it wires, and holds no logic but
// that a transaction is sent to every RPC at once.
package onchain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrNoRPC says that none of the RPCs answers.
var ErrNoRPC = errors.New("onchain: no RPC answers")

// Endpoint is an RPC.
type Endpoint struct {
	Name string
	Dial func(ctx context.Context) (chain.Caller, error) // called until it succeeds
}

// URLs are the endpoints at these URLs. Their names hold no password, query or path, in
// which providers put keys.
func URLs(urls []string) ([]Endpoint, error) {
	var out []Endpoint
	for i, text := range urls {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" {
			return nil, fmt.Errorf("%w: %q", chain.ErrURL, text)
		}
		out = append(out, Endpoint{
			Name: fmt.Sprintf("%d:%s", i, u.Host),
			Dial: func(ctx context.Context) (chain.Caller, error) { return chain.Connect(ctx, text) },
		})
	}
	return out, nil
}

// Fees bound what moves cost in the last stage; in the calm one a quarter, in the pressed
// one half.
type Fees struct {
	MaxFee *big.Int // wei per gas; nil: chain.DefaultMaxFee
	MaxTip *big.Int // wei per gas, of that; nil: chain.DefaultMaxTip
	// ReplaceAfter is when a transaction is sent anew if no block comes; zero:
	// chain.DefaultReplaceAfter.
	ReplaceAfter time.Duration
}

// account is the configuration of the account that sends in a stage.
func (f Fees) account(s plan.Stage) chain.AccountConfig {
	share := func(v *big.Int, or int64) *big.Int {
		if v == nil {
			v = big.NewInt(or)
		}
		return new(big.Int).Rsh(v, uint(plan.Last-s))
	}
	return chain.AccountConfig{
		MaxFee: share(f.MaxFee, chain.DefaultMaxFee), MaxTip: share(f.MaxTip, chain.DefaultMaxTip),
		ReplaceBlocks: uint64(plan.Last-s) + 1, ReplaceAfter: f.ReplaceAfter,
	}
}

// Chains are RPCs of one deployment, with one account.
type Chains struct {
	all    []*rpcChain
	client *chain.Client // of the first that answered
}

// Connect connects to the RPCs. Those that do not answer yet are tried again whenever they
// are needed. It returns ErrNoRPC if none does, and an error of chain.New if one serves
// another deployment.
func Connect(ctx context.Context, endpoints []Endpoint, cfg chain.Config, key chain.Signer, fees Fees) (*Chains, error) {
	cs := &Chains{}
	for _, e := range endpoints {
		cs.all = append(cs.all, &rpcChain{endpoint: e, cfg: cfg, key: key, fees: fees, peers: cs})
	}
	errs := []error{ErrNoRPC}
	for _, c := range cs.all {
		client, err := c.connected(ctx)
		if isWrong(err) {
			cs.Close()
			return nil, fmt.Errorf("%s: %w", c.Name(), err)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", c.Name(), err))
		} else if cs.client == nil {
			cs.client = client
		}
	}
	if cs.client == nil {
		return nil, errors.Join(errs...)
	}
	return cs, nil
}

// isWrong reports errors that waiting does not mend.
func isWrong(err error) bool {
	for _, wrong := range []error{chain.ErrURL, chain.ErrChainID, chain.ErrNoContract, chain.ErrWrongContract} {
		if errors.Is(err, wrong) {
			return true
		}
	}
	return false
}

// Close closes all connections.
func (cs *Chains) Close() {
	for _, c := range cs.all {
		c.close()
	}
}

// Address is the account that pays for gas.
func (cs *Chains) Address() common.Address { return cs.all[0].key.Address() }

// Client is that of the first RPC that answered.
func (cs *Chains) Client() *chain.Client { return cs.client }

// Chains are what a watchtower watches.
func (cs *Chains) Chains() (out []watchtower.Chain) {
	for _, c := range cs.all {
		out = append(out, c)
	}
	return out
}

// rpcChain is a watchtower.Chain.
type rpcChain struct {
	endpoint Endpoint
	cfg      chain.Config
	key      chain.Signer
	fees     Fees
	peers    *Chains

	follower *chain.Follower // of the goroutine that calls Next

	mu       sync.Mutex
	caller   chain.Caller
	client   *chain.Client
	accounts [plan.Last + 1]*chain.Account
}

// connected returns the client, and connects if there is none yet.
func (c *rpcChain) connected(ctx context.Context) (*chain.Client, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.client != nil {
		return c.client, nil
	}
	caller, err := c.endpoint.Dial(ctx)
	if err != nil {
		return nil, err
	}
	client, err := chain.New(ctx, broadcaster{caller, c}, c.cfg)
	if err != nil {
		caller.Close()
		return nil, err
	}
	c.caller, c.client = caller, client
	return client, nil
}

func (c *rpcChain) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.caller != nil {
		c.caller.Close()
	}
}

// account returns the account that sends in a stage.
func (c *rpcChain) account(ctx context.Context, s plan.Stage) (*chain.Account, error) {
	client, err := c.connected(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.accounts[s] == nil {
		c.accounts[s] = client.Account(c.key, c.fees.account(s))
	}
	return c.accounts[s], nil
}

// Name implements watchtower.Chain.
func (c *rpcChain) Name() string { return c.endpoint.Name }

// Head implements watchtower.Chain.
func (c *rpcChain) Head(ctx context.Context) (watchtower.Head, error) {
	client, err := c.connected(ctx)
	if err != nil {
		return watchtower.Head{}, err
	}
	head, err := client.Head(ctx)
	return watchtower.Head{Number: head.Number, Time: head.Time}, err
}

// Slot implements watchtower.Chain.
func (c *rpcChain) Slot(ctx context.Context, id common.Hash, t receipt.ChannelTerms) (forwarding.Channel, error) {
	client, err := c.connected(ctx)
	if err != nil {
		return forwarding.Channel{}, err
	}
	s, err := client.Channel(ctx, id, t.Signer, t.Payee)
	return forwarding.Channel{Deposit: s.Deposit, Settled: s.Settled, CloseAt: s.CloseAt}, err
}

// Next implements watchtower.Chain. It begins at the newest final block.
func (c *rpcChain) Next(ctx context.Context) (watchtower.News, error) {
	if c.follower == nil {
		client, err := c.connected(ctx)
		if err != nil {
			return watchtower.News{}, err
		}
		final, err := client.Final(ctx)
		if err != nil {
			return watchtower.News{}, err
		}
		c.follower = client.Follow(chain.Cursor{Number: final.Number, Hash: final.Hash})
	}
	u, err := c.follower.Next(ctx)
	if err != nil {
		c.follower = nil
		return watchtower.News{}, err
	}
	return newsOf(u), nil
}

// newsOf is what an update means for a watchtower.
func newsOf(u chain.Update) watchtower.News {
	n := watchtower.News{Head: watchtower.Head{Number: u.Head.Number, Time: u.Head.Time}, Closing: map[common.Hash]uint64{}}
	for _, b := range u.Removed {
		for _, l := range b.Logs {
			n.Reverted = append(n.Reverted, channelsOf(l.Event)...)
		}
	}
	n.Touched = append(n.Touched, n.Reverted...)
	for _, b := range u.Added {
		for _, l := range b.Logs {
			n.Touched = append(n.Touched, channelsOf(l.Event)...)
			if e, ok := l.Event.(chain.Closing); ok {
				n.Closing[e.ChannelID] = e.CloseAt
			}
		}
	}
	return n
}

// channelsOf are the channels that an event is about.
func channelsOf(e chain.Event) []common.Hash {
	switch e := e.(type) {
	case chain.Opened:
		return []common.Hash{e.ChannelID}
	case chain.ToppedUp:
		return []common.Hash{e.ChannelID}
	case chain.Settled:
		return []common.Hash{e.ChannelID}
	case chain.SettledWithProof:
		return []common.Hash{e.ChannelID}
	case chain.Closing:
		return []common.Hash{e.ChannelID}
	case chain.Closed:
		return []common.Hash{e.ChannelID}
	case chain.SettledMany:
		ids := make([]common.Hash, len(e.Rows))
		for i, row := range e.Rows {
			ids[i] = row.ChannelID
		}
		return ids
	}
	return nil
}

// Settle implements watchtower.Chain.
func (c *rpcChain) Settle(ctx context.Context, s plan.Stage, payee common.Address, proofs []forwarding.Proof) ([]watchtower.Settlement, error) {
	account, err := c.account(ctx, s)
	if err != nil {
		return nil, err
	}
	rows := make([]chain.SignedReceipt, len(proofs))
	for i, p := range proofs {
		rows[i] = chain.Sign(p.Receipt.Of(p.Terms.ID(c.peers.client.Domain())), p.Receipt.Signature)
	}
	if len(rows) == 1 {
		done, err := account.Settle(ctx, payee, rows[0])
		if err != nil {
			return nil, refusal(err)
		}
		return []watchtower.Settlement{settlement(done.Event.ChannelID, done.Event.Settled, done.Already, done.Mined)}, nil
	}
	all, err := account.SettleMany(ctx, payee, rows)
	var out []watchtower.Settlement
	for _, done := range all {
		for _, row := range done.Event.Rows {
			one := settlement(row.ChannelID, row.Settled, row.Outcome == chain.RowNotHigher, done.Mined)
			one.Err = rowError(row.Outcome)
			out = append(out, one)
		}
	}
	return out, refusal(err)
}

// Prove implements watchtower.Chain.
func (c *rpcChain) Prove(ctx context.Context, s plan.Stage, p forwarding.Proof) (watchtower.Settlement, error) {
	account, err := c.account(ctx, s)
	if err != nil {
		return watchtower.Settlement{}, err
	}
	done, err := account.SettleWithProof(ctx, p)
	if err != nil {
		return watchtower.Settlement{}, refusal(err)
	}
	return settlement(done.Event.ChannelID, done.Event.Settled, done.Already, done.Mined), nil
}

func settlement(id common.Hash, settled typeddata.Amount, already bool, m chain.Mined) watchtower.Settlement {
	return watchtower.Settlement{ChannelID: id, Settled: settled, Already: already, Tx: m.Tx, Gas: m.GasUsed}
}

func rowError(o chain.RowOutcome) error {
	switch o {
	case chain.RowClosed:
		return fmt.Errorf("%w: closed", watchtower.ErrRefused)
	case chain.RowNoSuchChannel:
		return fmt.Errorf("%w: no such channel", watchtower.ErrRefused)
	}
	return nil
}

// refusal tells a revert from what may pass.
func refusal(err error) error {
	var revert *chain.RevertError
	if errors.As(err, &revert) {
		return fmt.Errorf("%w: %w", watchtower.ErrRefused, err)
	}
	return err
}
