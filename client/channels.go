package client

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	// DepositCaps is how many times the relay's creditCap a new channel holds, where
	// nothing else is asked for.
	DepositCaps = 16
	// openWithin bounds how long an opening may take until it is mined, in seconds of
	// head time; the closing period bounds it too.
	openWithin = 10 * 60
	// topUpWait is how long a relay may take to count on what was added to a deposit, and
	// lookEvery how often it is asked.
	topUpWait = time.Minute
	lookEvery = 500 * time.Millisecond
	// closeWait is how long a relay may take to consent to closing.
	closeWait = time.Minute
)

// MoveKind is the contract's function that a move calls.
type MoveKind string

// The moves of a payer.
const (
	MoveOpen     MoveKind = "open"
	MoveTopUp    MoveKind = "topUp"
	MoveCloseNow MoveKind = "closeNow"
	MoveClose    MoveKind = "close"
	MoveWithdraw MoveKind = "withdraw"
)

// Move is a move that was made on chain.
type Move struct {
	Kind    MoveKind
	Channel common.Hash
	Mined   chain.Mined // zero where it turned out to have been made before
}

func (c *Client) moved(kind MoveKind, id common.Hash, m chain.Mined) {
	c.log.Info("move", "kind", kind, "channel", id, "tx", m.Tx, "gas", m.GasUsed)
	if c.cfg.Moved != nil {
		c.cfg.Moved(Move{kind, id, m})
	}
}

// Channel is one of the payer's channels as the chain tells it.
type Channel struct {
	ID    common.Hash
	Terms receipt.ChannelTerms
	Block uint64 // in which it was opened; zero where it was just opened
	chain.ChannelState
}

// Channels returns every channel that this payer ever opened, oldest first: from the
// chain, by the key alone. One that does not Exist has ended.
func (c *Client) Channels(ctx context.Context) ([]Channel, error) {
	if err := c.canPay(); err != nil {
		return nil, err
	}
	opened, err := c.cfg.Chain.ChannelsOf(ctx, c.account.Address())
	if err != nil {
		return nil, err
	}
	channels := make([]Channel, len(opened))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, o := range opened {
		channels[i] = Channel{ID: o.ChannelID, Terms: o.Terms, Block: o.Block}
		group.Go(func() error { return c.refresh(ctx, &channels[i]) })
	}
	return channels, group.Wait()
}

// refresh reads a channel's state anew.
func (c *Client) refresh(ctx context.Context, ch *Channel) (err error) {
	ch.ChannelState, err = c.cfg.Chain.Channel(ctx, ch.ID, ch.Terms.Signer, ch.Terms.Payee)
	return err
}

// Channel returns one of the payer's channels. It returns ErrUnknownChannel.
func (c *Client) Channel(ctx context.Context, id common.Hash) (Channel, error) {
	all, err := c.Channels(ctx)
	if err != nil {
		return Channel{}, err
	}
	if i := slices.IndexFunc(all, func(ch Channel) bool { return ch.ID == id }); i >= 0 {
		return all[i], nil
	}
	return Channel{}, fmt.Errorf("%w: %s", ErrUnknownChannel, id)
}

// Funding says what a session may cost and how its channel is paid for, in base units.
type Funding struct {
	// MaxAmount is the most that the session may cost; zero: what its channel holds.
	MaxAmount typeddata.Amount
	// Deposit is for a channel that has to be opened; zero: DepositCaps × creditCap, or
	// MaxAmount if that is more.
	Deposit typeddata.Amount
	// TopUp is added to a channel that holds too little; zero: a new channel is opened.
	TopUp typeddata.Amount
}

// need is what a channel must hold for it.
func (f Funding) need(q receipt.Quote) typeddata.Amount { return f.MaxAmount.Max(q.W0) }

// deposit is what a new channel is to hold.
func (f Funding) deposit(q receipt.Quote) typeddata.Amount {
	if !f.Deposit.IsZero() {
		return f.Deposit
	}
	caps, err := typeddata.AmountFromInt(new(uint256.Int).Mul(q.CreditCap.Int(), uint256.NewInt(DepositCaps)))
	if err != nil {
		caps = q.CreditCap
	}
	return caps.Max(f.need(q))
}

// funded is a channel in use and what it still holds.
type funded struct {
	Channel
	payer *pay.Payer
	left  typeddata.Amount // base units that no receipt has spent
	fresh bool             // opened for this session
}

// maxAmount is the most that a session on it may cost.
func (f funded) maxAmount(want typeddata.Amount) typeddata.Amount {
	if want.IsZero() {
		return f.left
	}
	return want.Min(f.left)
}

// fund finds a channel to the relay that holds enough, tops one up, or opens one.
func (c *Client) fund(ctx context.Context, o Offer, f Funding) (funded, error) {
	unlock, err := c.lock(ctx)
	if err != nil {
		return funded{}, err
	}
	defer unlock()
	candidates, err := c.usable(ctx, o)
	if err != nil {
		return funded{}, err
	}
	for _, ch := range candidates {
		use, err := c.reuse(ctx, o, ch, f)
		if !unusable(err) {
			return use, err
		}
		c.log.Info("channel not used", "channel", ch.ID, "err", err)
	}
	ch, err := c.open(ctx, o.Quote, f.deposit(o.Quote))
	if err != nil {
		return funded{}, err
	}
	use, err := c.use(ctx, o, ch)
	use.fresh = true
	return use, err
}

// usable returns the open channels to a relay, fullest first.
func (c *Client) usable(ctx context.Context, o Offer) ([]Channel, error) {
	all, err := c.Channels(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	all = slices.DeleteFunc(all, func(ch Channel) bool {
		t := ch.Terms
		return c.spent[ch.ID] || !ch.Open() || t.Signer != c.cfg.Key.Address() || t.Payee != o.Quote.Payee || t.Closer != o.Quote.Closer
	})
	slices.SortStableFunc(all, func(a, b Channel) int {
		return cmp.Or(b.Deposit.SubFloor(b.Settled).Cmp(a.Deposit.SubFloor(a.Settled)), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return all, nil
}

// errNotSeen says that what was added to a deposit is not final yet for the relay.
var errNotSeen = errors.New("client: the relay does not count on the added deposit yet; try again later")

// errTooLittle says that a channel does not hold enough and is not to be topped up.
var errTooLittle = errors.New("client: the channel holds too little")

// unusable reports whether an error says that a channel is of no use for a session, so
// that another may be.
func unusable(err error) bool {
	var refused *pay.RefusedError
	if errors.As(err, &refused) {
		return slices.Contains([]wire.Code{wire.CodeWrongTerms, wire.CodeClosing, wire.CodeLowDeposit}, refused.Code)
	}
	return errors.Is(err, errTooLittle) || errors.Is(err, market.ErrTooDear)
}

// again reports whether err says that the channel is of no use and another may be, and
// makes sure that it is not tried again. A relay that refuses a channel which was opened
// for it does not get one more.
func (c *Client) again(f funded, err error) bool {
	if !unusable(err) || f.fresh {
		return false
	}
	c.log.Info("channel not used again", "channel", f.ID, "err", err)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.spent[f.ID] = true
	return true
}

// reuse uses a channel that is there, topped up if it has to be.
func (c *Client) reuse(ctx context.Context, o Offer, ch Channel, f Funding) (funded, error) {
	need := f.need(o.Quote)
	if f.TopUp.IsZero() && ch.Deposit.SubFloor(ch.Settled).Less(need) {
		return funded{}, errTooLittle
	}
	use, err := c.use(ctx, o, ch)
	if err != nil || !use.left.Less(need) {
		return use, err
	}
	if f.TopUp.IsZero() {
		return funded{}, fmt.Errorf("%w: %s, want %s", errTooLittle, use.left, need)
	}
	if ch, err = c.topUp(ctx, ch, f.TopUp.Max(need.SubFloor(use.left))); err != nil {
		return funded{}, err
	}
	if err := seen(ctx, use.payer, ch.Deposit); err != nil {
		return funded{}, err
	}
	return c.use(ctx, o, ch)
}

// seen waits until the relay counts on the deposit.
func seen(ctx context.Context, p *pay.Payer, deposit typeddata.Amount) error {
	ctx, cancel := context.WithTimeoutCause(ctx, topUpWait, errNotSeen)
	defer cancel()
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		view, err := p.Look(ctx)
		if err != nil || !view.Deposit.Less(deposit) {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// use attaches to a channel's relay.
func (c *Client) use(ctx context.Context, o Offer, ch Channel) (funded, error) {
	p, err := c.payer(ctx, o.relay(), ch)
	if err != nil {
		return funded{}, err
	}
	spent := p.Receipt().CumAmount.Max(ch.Settled)
	return funded{Channel: ch, payer: p, left: ch.Deposit.SubFloor(spent)}, nil
}

// OpenChannel opens a channel to a relay with this deposit, base units.
func (c *Client) OpenChannel(ctx context.Context, o Offer, deposit typeddata.Amount) (Channel, error) {
	if err := c.canPay(); err != nil {
		return Channel{}, err
	}
	return c.open(ctx, o.Quote, deposit)
}

func (c *Client) open(ctx context.Context, q receipt.Quote, deposit typeddata.Amount) (Channel, error) {
	head, err := c.cfg.Chain.Head(ctx)
	if err != nil {
		return Channel{}, err
	}
	terms := receipt.ChannelTerms{
		Payer: c.account.Address(), Signer: c.cfg.Key.Address(), Payee: q.Payee, Closer: q.Closer, CreditCap: q.CreditCap,
		OpenBy: head.Time + min(c.cfg.Chain.ClosingPeriod(), openWithin)/2, Salt: randomSalt(),
	}
	done, err := c.account.Open(ctx, terms, deposit)
	if err != nil {
		return Channel{}, fmt.Errorf("client: open a channel: %w", err)
	}
	c.moved(MoveOpen, done.Event.ChannelID, done.Mined)
	ch := Channel{ID: done.Event.ChannelID, Terms: terms, Block: done.Block}
	ch.Deposit = done.Event.Deposit
	return ch, nil
}

func randomSalt() uint64 {
	var b [8]byte
	rand.Read(b[1:]) // 56 bits; never fails (crypto/rand)
	return binary.BigEndian.Uint64(b[:])
}

// TopUp adds amount to a channel's deposit, base units.
func (c *Client) TopUp(ctx context.Context, id common.Hash, amount typeddata.Amount) (Channel, error) {
	ch, err := c.Channel(ctx, id)
	if err != nil {
		return Channel{}, err
	}
	return c.topUp(ctx, ch, amount)
}

func (c *Client) topUp(ctx context.Context, ch Channel, amount typeddata.Amount) (Channel, error) {
	done, err := c.account.TopUp(ctx, ch.ID, ch.Terms.Signer, ch.Terms.Payee, amount)
	if err != nil {
		return Channel{}, fmt.Errorf("client: top up %s: %w", ch.ID, err)
	}
	c.moved(MoveTopUp, ch.ID, done.Mined)
	ch.Deposit = done.Event.Deposit
	return ch, nil
}

// CloseResult is what became of closing a channel.
type CloseResult struct {
	// Closed tells settlement and refund; nil: not closed yet.
	Closed *chain.Closed
	// CloseAt is when the rest can be withdrawn, by CloseChannel again: Unix seconds of
	// head time; zero once Closed.
	CloseAt uint64
	// Why is the reason that the relay's consent was not to be had, or of no use; nil if it was.
	Why error
}

// CloseChannel ends a channel and gets the rest of the deposit back. It asks the relay to
// consent and closes at once; where the relay does not, or the contract refuses, it begins
// the closing period, after which CloseChannel again withdraws.
func (c *Client) CloseChannel(ctx context.Context, id common.Hash) (CloseResult, error) {
	ch, err := c.Channel(ctx, id)
	if err != nil {
		return CloseResult{}, err
	}
	switch {
	case !ch.Exists():
		return c.withdraw(ctx, ch) // tells what became of it
	case ch.CloseAt != 0:
		return c.finish(ctx, ch)
	}
	closing, why := c.consent(ctx, ch)
	if why == nil {
		var result CloseResult
		result, why = c.closeNow(ctx, ch, closing)
		var refused *chain.RevertError // a consent that asks for more than was deposited, a payee that the token does not pay
		if !errors.As(why, &refused) {
			return result, why
		}
	}
	if ctx.Err() != nil {
		return CloseResult{}, context.Cause(ctx)
	}
	c.log.Warn("closing with time", "channel", id, "why", why)
	done, err := c.account.CloseChannel(ctx, ch.Terms)
	if err != nil {
		return CloseResult{}, fmt.Errorf("client: close %s: %w", id, err)
	}
	c.moved(MoveClose, id, done.Mined)
	return CloseResult{CloseAt: done.Event.CloseAt, Why: why}, nil
}

// consent gets the relay's consent to closing.
func (c *Client) consent(ctx context.Context, ch Channel) (pay.Closing, error) {
	if ch.Terms.Closer == (common.Address{}) {
		return pay.Closing{}, pay.ErrNoCloser
	}
	ctx, cancel := context.WithTimeout(ctx, closeWait)
	defer cancel()
	relay, err := c.find(ctx, ch.Terms.Closer)
	if err != nil {
		return pay.Closing{}, err
	}
	p, err := c.payer(ctx, relay, ch)
	if err != nil {
		return pay.Closing{}, err
	}
	defer c.detach(p)
	return p.AskClose(ctx)
}

func (c *Client) closeNow(ctx context.Context, ch Channel, closing pay.Closing) (CloseResult, error) {
	var newest *chain.SignedReceipt
	if r := closing.Receipt; !r.IsZero() {
		signed := chain.Sign(r.Receipt, r.Signature)
		newest = &signed
	}
	consent := &chain.SignedConsent{AtLeast: closing.Consent.AtLeast, Signature: closing.Signature}
	done, err := c.account.CloseNow(ctx, ch.Terms, newest, consent)
	if err != nil {
		return CloseResult{}, fmt.Errorf("client: close %s: %w", ch.ID, err)
	}
	c.moved(MoveCloseNow, ch.ID, done.Mined)
	return CloseResult{Closed: &done.Event}, nil
}

// finish withdraws from a closing channel once its time has come.
func (c *Client) finish(ctx context.Context, ch Channel) (CloseResult, error) {
	head, err := c.cfg.Chain.Head(ctx)
	if err != nil {
		return CloseResult{}, err
	}
	if head.Time < ch.CloseAt {
		return CloseResult{CloseAt: ch.CloseAt}, nil
	}
	return c.withdraw(ctx, ch)
}

func (c *Client) withdraw(ctx context.Context, ch Channel) (CloseResult, error) {
	done, err := c.account.Withdraw(ctx, ch.Terms)
	if err != nil {
		return CloseResult{}, fmt.Errorf("client: withdraw from %s: %w", ch.ID, err)
	}
	if !done.Already {
		c.moved(MoveWithdraw, ch.ID, done.Mined)
	}
	return CloseResult{Closed: &done.Event}, nil
}

// Recovered is a channel as chain and relay tell it.
type Recovered struct {
	Channel
	Receipt channel.SignedReceipt // the newest that the relay holds, checked; zero: none
	Err     error                 // why the relay could not be asked; nil for a channel that is not open
}

// Recover finds everything again by the key alone: the payer's channels from the chain,
// and from each open one's relay the newest receipt, checked as if nothing was known.
func (c *Client) Recover(ctx context.Context) ([]Recovered, error) {
	channels, err := c.Channels(ctx)
	if err != nil {
		return nil, err
	}
	recovered := make([]Recovered, len(channels))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, ch := range channels {
		recovered[i].Channel = ch
		if ch.Open() {
			group.Go(func() error {
				recovered[i].Receipt, recovered[i].Err = c.Receipt(ctx, ch)
				return nil
			})
		}
	}
	group.Wait() // none is returned
	return recovered, ctx.Err()
}

// Receipt asks a channel's relay for the newest receipt and checks it.
func (c *Client) Receipt(ctx context.Context, ch Channel) (channel.SignedReceipt, error) {
	if err := c.canPay(); err != nil {
		return channel.SignedReceipt{}, err
	}
	relay, err := c.find(ctx, ch.Terms.Closer)
	if err != nil {
		return channel.SignedReceipt{}, err
	}
	p, err := c.payer(ctx, relay, ch)
	if err != nil {
		return channel.SignedReceipt{}, err
	}
	return p.Receipt(), nil
}
