package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// maxRows bounds one settleMany: geth's pool takes transactions of at most 128 KiB, and 800 rows of 140 bytes
// need about 10 million gas.
const maxRows = 800

// Done is a move that was made: the event that tells it, and the transaction.
//
// Moves are idempotent. One that turns out to have been made before (by a transaction that this
// process lost sight of, or by somebody else, where anybody may) is not an error: Already is
// set, Mined is zero, and the event tells what is so.
type Done[E Event] struct {
	Event   E
	Already bool
	Mined
}

// SignedReceipt is what the contract pays on: of the State only its hash.
type SignedReceipt struct {
	ChannelID common.Hash
	CumAmount typeddata.Amount
	StateHash common.Hash
	Signature typeddata.Signature
}

// Sign joins a receipt and its signature.
func Sign(r receipt.Receipt, sig typeddata.Signature) SignedReceipt {
	return SignedReceipt{r.ChannelID, r.CumAmount, r.State.Hash(), sig}
}

func (r SignedReceipt) pack() bindings.SignedReceipt {
	return bindings.SignedReceipt{CumAmount: r.CumAmount.Big(), StateHash: r.StateHash, R: r.Signature.R(), Vs: r.Signature.VS()}
}

// row is the receipt as settleMany takes it: channelId 32 ‖ cumAmount 12 ‖ stateHash 32 ‖ r 32 ‖ vs 32.
func (r SignedReceipt) row() []byte {
	amount := r.CumAmount.Bytes()
	b := append(r.ChannelID.Bytes(), amount[:]...)
	b = append(b, r.StateHash[:]...)
	return append(b, r.Signature[:]...)
}

// SignedConsent is a CloseConsent of a channel named elsewhere.
type SignedConsent struct {
	AtLeast   typeddata.Amount
	Signature typeddata.Signature
}

// Open opens a channel of the account, which must be the payer of the terms, pulling the deposit with a
// permit where that is needed and possible.
func (a *Account) Open(ctx context.Context, terms receipt.ChannelTerms, deposit typeddata.Amount) (Done[Opened], error) {
	packed, err := a.packOwnTerms(terms, deposit)
	if err != nil {
		return Done[Opened]{}, err
	}
	if done, err := a.alreadyOpen(ctx, terms); done.Already || err != nil {
		return done, err
	}
	permit, err := a.allow(ctx, a.c.cfg.Channels, deposit)
	if err != nil {
		return Done[Opened]{}, err
	}
	input := channelsABI.PackOpen(packed)
	if permit != nil {
		input = channelsABI.PackOpenWithPermit(packed, *permit)
	}
	id := terms.ID(a.c.domain)
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e Opened) bool { return e.ChannelID == id })
	if errors.Is(err, ErrChannelExists) {
		if before, lookErr := a.alreadyOpen(ctx, terms); before.Already || lookErr != nil {
			return before, lookErr
		}
	}
	return done, a.pulled(ctx, deposit, err)
}

// alreadyOpen tells of the channel if it exists.
func (a *Account) alreadyOpen(ctx context.Context, terms receipt.ChannelTerms) (Done[Opened], error) {
	id := terms.ID(a.c.domain)
	state, err := a.c.Channel(ctx, id, terms.Signer, terms.Payee)
	if err != nil || !state.Exists() {
		return Done[Opened]{}, err
	}
	event, err := a.c.findOpened(ctx, id)
	return Done[Opened]{Event: event, Already: err == nil}, err
}

// Opening is one channel of OpenMany.
type Opening struct {
	Terms   receipt.ChannelTerms
	Deposit typeddata.Amount
}

// OpenMany opens all channels in one transaction, or none. It is not idempotent: ErrChannelExists says that
// one of them is there.
func (a *Account) OpenMany(ctx context.Context, openings []Opening) ([]Opened, Mined, error) {
	var packed []bindings.PackedTerms
	var sum typeddata.Amount
	for _, o := range openings {
		p, err := a.packOwnTerms(o.Terms, o.Deposit)
		if err != nil {
			return nil, Mined{}, err
		}
		if sum, err = sum.Add(o.Deposit); err != nil {
			return nil, Mined{}, err
		}
		packed = append(packed, p)
	}
	permit, err := a.allow(ctx, a.c.cfg.Channels, sum)
	if err != nil {
		return nil, Mined{}, err
	}
	input := channelsABI.PackOpenMany(packed)
	if permit != nil {
		input = channelsABI.PackOpenManyWithPermit(packed, *permit)
	}
	channels := a.c.cfg.Channels
	mined, err := a.send(ctx, payload{to: &channels, data: input})
	if err != nil {
		return nil, Mined{}, a.pulled(ctx, sum, err)
	}
	opened, err := eventsIn(a.c, mined, func(Opened) bool { return true })
	if err == nil && len(opened) != len(openings) {
		err = fmt.Errorf("%w: transaction %s opened %d channels, want %d", ErrAnswer, mined.Tx, len(opened), len(openings))
	}
	return opened, mined, err
}

func (a *Account) packOwnTerms(terms receipt.ChannelTerms, deposit typeddata.Amount) (bindings.PackedTerms, error) {
	if terms.Payer != a.Address() {
		return bindings.PackedTerms{}, fmt.Errorf("%w: payer: got %s, want the account %s", receipt.ErrTerms, terms.Payer, a.Address())
	}
	return packTerms(terms, deposit)
}

// TopUp adds amount to the deposit of an open channel. It alone is not idempotent: made twice it adds twice.
func (a *Account) TopUp(ctx context.Context, id common.Hash, signer, payee common.Address, amount typeddata.Amount) (Done[ToppedUp], error) {
	permit, err := a.allow(ctx, a.c.cfg.Channels, amount)
	if err != nil {
		return Done[ToppedUp]{}, err
	}
	input := channelsABI.PackTopUp(id, signer, payee, amount.Big())
	if permit != nil {
		input = channelsABI.PackTopUpWithPermit(id, signer, payee, amount.Big(), *permit)
	}
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e ToppedUp) bool { return e.ChannelID == id })
	return done, a.pulled(ctx, amount, err)
}

// Settle pays the payee on a receipt.
func (a *Account) Settle(ctx context.Context, payee common.Address, r SignedReceipt) (Done[Settled], error) {
	input := channelsABI.PackSettle(r.ChannelID, payee, r.pack())
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e Settled) bool { return e.ChannelID == r.ChannelID })
	if errors.Is(err, ErrNotHigher) {
		settled, amountErr := settledBefore(err)
		return Done[Settled]{Event: Settled{r.ChannelID, payee, settled}, Already: true}, amountErr
	}
	return done, err
}

// settledBefore returns how much a refusal by ErrNotHigher says is settled: as much or more.
func settledBefore(refusal error) (typeddata.Amount, error) {
	var revert *RevertError
	errors.As(refusal, &revert)
	return toAmount(argument[*big.Int](revert, "settled"))
}

// SettleWithProof pays the payee on a forwarding proof: the receipt in it, and what endpoints acknowledged beyond that.
// On a channel that has settled as much already Receipted is the proof's.
func (a *Account) SettleWithProof(ctx context.Context, p forwarding.Proof) (Done[SettledWithProof], error) {
	packed, err := packTerms(p.Terms, typeddata.Amount{})
	if err != nil {
		return Done[SettledWithProof]{}, err
	}
	id := p.Terms.ID(a.c.domain)
	input := channelsABI.PackSettleWithProof(p.Terms.Payer, packed, p.Bytes())
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e SettledWithProof) bool { return e.ChannelID == id })
	if errors.Is(err, ErrNotHigher) {
		settled, amountErr := settledBefore(err)
		return Done[SettledWithProof]{Event: SettledWithProof{id, p.Terms.Payee, settled, p.Receipted()}, Already: true}, amountErr
	}
	return done, err
}

// SettleMany settles many channels of one payee, in as few transactions as fit. A row that cannot be
// settled is skipped; the events say what became of each, in order. On an error it returns what was done.
func (a *Account) SettleMany(ctx context.Context, payee common.Address, receipts []SignedReceipt) ([]Done[SettledMany], error) {
	chunks := split(receipts, maxRows)
	parts := make([][]Done[SettledMany], len(chunks))
	var group errgroup.Group
	for i, chunk := range chunks {
		group.Go(func() (err error) {
			parts[i], err = a.settleChunk(ctx, payee, chunk)
			return err
		})
	}
	err := group.Wait()
	var done []Done[SettledMany]
	for _, part := range parts {
		done = append(done, part...)
	}
	return done, err
}

// split cuts rows into chunks of at most size.
func split(rows []SignedReceipt, size int) (chunks [][]SignedReceipt) {
	for len(rows) > size {
		chunks, rows = append(chunks, rows[:size]), rows[size:]
	}
	if len(rows) > 0 {
		chunks = append(chunks, rows)
	}
	return chunks
}

// settleChunk settles what fits into one transaction, or halves it until it does.
func (a *Account) settleChunk(ctx context.Context, payee common.Address, receipts []SignedReceipt) ([]Done[SettledMany], error) {
	var rows []byte
	for _, r := range receipts {
		rows = append(rows, r.row()...)
	}
	input := channelsABI.PackSettleMany(payee, rows)
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e SettledMany) bool { return len(e.Rows) == len(receipts) })
	if err == nil {
		return []Done[SettledMany]{done}, nil
	}
	if !errors.Is(err, ErrGasLimit) || len(receipts) == 1 {
		return nil, err
	}
	half := len(receipts) / 2
	first, err := a.settleChunk(ctx, payee, receipts[:half])
	if err != nil {
		return first, err
	}
	second, err := a.settleChunk(ctx, payee, receipts[half:])
	return append(first, second...), err
}

// CloseChannel begins to close a channel of the account: receipts count until the event's CloseAt.
func (a *Account) CloseChannel(ctx context.Context, terms receipt.ChannelTerms) (Done[Closing], error) {
	packed, err := a.packOwnTerms(terms, typeddata.Amount{})
	if err != nil {
		return Done[Closing]{}, err
	}
	id := terms.ID(a.c.domain)
	done, err := move(ctx, a, a.c.cfg.Channels, channelsABI.PackClose(packed), func(e Closing) bool { return e.ChannelID == id })
	var revert *RevertError
	if errors.Is(err, ErrChannelClosing) && errors.As(err, &revert) {
		closeAt, timeErr := toSeconds(argument[*big.Int](revert, "closeAt"))
		return Done[Closing]{Event: Closing{id, terms.Payee, closeAt}, Already: true}, timeErr
	}
	return done, err
}

// CloseNow settles the newest receipt, if there is one, and ends the channel. Without a consent the
// account must be the payee.
func (a *Account) CloseNow(ctx context.Context, terms receipt.ChannelTerms, newest *SignedReceipt, consent *SignedConsent) (Done[Closed], error) {
	packed, err := packTerms(terms, typeddata.Amount{})
	if err != nil {
		return Done[Closed]{}, err
	}
	if newest == nil {
		newest = new(SignedReceipt)
	}
	input := channelsABI.PackCloseNow(terms.Payer, packed, newest.pack())
	if consent != nil {
		input = channelsABI.PackCloseNowWithConsent(terms.Payer, packed, newest.pack(), bindings.SignedConsent{
			AtLeast: consent.AtLeast.Big(), R: consent.Signature.R(), Vs: consent.Signature.VS(),
		})
	}
	return a.end(ctx, terms, input)
}

// Withdraw pays what is left of a closed channel back to its payer. Anyone may.
func (a *Account) Withdraw(ctx context.Context, terms receipt.ChannelTerms) (Done[Closed], error) {
	packed, err := packTerms(terms, typeddata.Amount{})
	if err != nil {
		return Done[Closed]{}, err
	}
	return a.end(ctx, terms, channelsABI.PackWithdraw(terms.Payer, packed))
}

// end makes a move that ends a channel. A channel that is not there may have ended before.
func (a *Account) end(ctx context.Context, terms receipt.ChannelTerms, input []byte) (Done[Closed], error) {
	id := terms.ID(a.c.domain)
	done, err := move(ctx, a, a.c.cfg.Channels, input, func(e Closed) bool { return e.ChannelID == id })
	if errors.Is(err, ErrNoSuchChannel) {
		return already(ctx, err, func(ctx context.Context) (Closed, error) { return a.c.findClosed(ctx, id) })
	}
	return done, err
}

// Register registers the account as a relay operator with a stake, a node key that signs for it, and its
// first descriptor.
func (a *Account) Register(ctx context.Context, node Signer, stake typeddata.Amount, descriptor []byte) (Done[Registered], error) {
	sig, err := a.signRegistration(ctx, node)
	if err != nil {
		return Done[Registered]{}, err
	}
	permit, err := a.allow(ctx, a.c.cfg.Registry, stake)
	if err != nil {
		return Done[Registered]{}, err
	}
	input := registryABI.PackRegister(node.Address(), sig.R(), sig.VS(), stake.Big(), descriptor)
	if permit != nil {
		input = registryABI.PackRegisterWithPermit(node.Address(), sig.R(), sig.VS(), stake.Big(), descriptor, *permit)
	}
	done, err := move(ctx, a, a.c.cfg.Registry, input, func(e Registered) bool { return e.Operator == a.Address() })
	if errors.Is(err, ErrAlreadyStaked) {
		return alreadyRelay(ctx, a, err, func(r Relay) (Registered, bool) {
			return Registered{r.Operator, r.NodeKey, r.Stake}, r.NodeKey == node.Address()
		})
	}
	return done, a.pulled(ctx, stake, err)
}

// signRegistration has the node key sign that it belongs to this operator.
func (a *Account) signRegistration(ctx context.Context, node Signer) (typeddata.Signature, error) {
	statement := receipt.NodeKeyRegistration{Registry: a.c.cfg.Registry, Operator: a.Address()}
	sig, err := node.SignDigest(ctx, statement.Digest(a.c.domain))
	if err != nil {
		return sig, fmt.Errorf("chain: sign node key registration: %w", err)
	}
	return sig, nil
}

// RotateNodeKey replaces the operator's active node key.
func (a *Account) RotateNodeKey(ctx context.Context, node Signer) (Done[NodeKeyRotated], error) {
	sig, err := a.signRegistration(ctx, node)
	if err != nil {
		return Done[NodeKeyRotated]{}, err
	}
	input := registryABI.PackRotateNodeKey(node.Address(), sig.R(), sig.VS())
	done, err := move(ctx, a, a.c.cfg.Registry, input, func(e NodeKeyRotated) bool { return e.NewNodeKey == node.Address() })
	if errors.Is(err, ErrNodeKeyTaken) {
		return alreadyRelay(ctx, a, err, func(r Relay) (NodeKeyRotated, bool) {
			return NodeKeyRotated{Operator: r.Operator, NewNodeKey: r.NodeKey}, r.NodeKey == node.Address()
		})
	}
	return done, err
}

// UpdateDescriptor publishes the operator's next descriptor.
func (a *Account) UpdateDescriptor(ctx context.Context, descriptor []byte) (Done[DescriptorPublished], error) {
	return move(ctx, a, a.c.cfg.Registry, registryABI.PackUpdateDescriptor(descriptor), func(e DescriptorPublished) bool { return e.Operator == a.Address() })
}

// AddStake adds amount to the operator's stake. It is not idempotent: made twice it adds twice.
func (a *Account) AddStake(ctx context.Context, amount typeddata.Amount) (Done[StakeAdded], error) {
	permit, err := a.allow(ctx, a.c.cfg.Registry, amount)
	if err != nil {
		return Done[StakeAdded]{}, err
	}
	input := registryABI.PackAddStake(amount.Big())
	if permit != nil {
		input = registryABI.PackAddStakeWithPermit(amount.Big(), *permit)
	}
	done, err := move(ctx, a, a.c.cfg.Registry, input, func(e StakeAdded) bool { return e.Operator == a.Address() })
	return done, a.pulled(ctx, amount, err)
}

// BeginUnstaking begins to take out the operator's stake; from here it counts as not staked.
func (a *Account) BeginUnstaking(ctx context.Context) (Done[UnstakingBegun], error) {
	done, err := move(ctx, a, a.c.cfg.Registry, registryABI.PackBeginUnstaking(), func(e UnstakingBegun) bool { return e.Operator == a.Address() })
	if errors.Is(err, ErrUnbonding) {
		return alreadyRelay(ctx, a, err, func(r Relay) (UnstakingBegun, bool) {
			return UnstakingBegun{r.Operator, r.UnbondedAt}, r.UnbondedAt > 0
		})
	}
	return done, err
}

// FinishUnstaking pays the operator's stake out, once unbonded.
func (a *Account) FinishUnstaking(ctx context.Context) (Done[UnstakingFinished], error) {
	return move(ctx, a, a.c.cfg.Registry, registryABI.PackFinishUnstaking(), func(e UnstakingFinished) bool { return e.Operator == a.Address() })
}

// Slash has the operator of a node key slashed for two histories; the account gets the reward. Where it was slashed
// before, the event names who reported it.
func (a *Account) Slash(ctx context.Context, e forwarding.Equivocation) (Done[Slashed], error) {
	done, err := move(ctx, a, a.c.cfg.Registry, registryABI.PackSlash(e.Bytes()), func(e Slashed) bool { return e.Reporter == a.Address() })
	var revert *RevertError
	if errors.Is(err, ErrAlreadySlashed) && errors.As(err, &revert) {
		key := argument[common.Address](revert, "nodeKey")
		return already(ctx, err, func(ctx context.Context) (Slashed, error) { return a.c.findSlashed(ctx, key) })
	}
	return done, err
}

// Transfer sends wei.
func (a *Account) Transfer(ctx context.Context, to common.Address, wei *big.Int) (Mined, error) {
	return a.send(ctx, payload{to: &to, value: wei})
}

// Call sends input to a contract that this package knows nothing of.
func (a *Account) Call(ctx context.Context, contract common.Address, input []byte) (Mined, error) {
	return a.send(ctx, payload{to: &contract, data: input})
}

// Deploy makes a contract and returns its address.
func (a *Account) Deploy(ctx context.Context, initCode []byte) (common.Address, Mined, error) {
	mined, err := a.send(ctx, payload{data: initCode})
	if err == nil && mined.contract == (common.Address{}) {
		err = fmt.Errorf("%w: transaction %s made no contract", ErrAnswer, mined.Tx)
	}
	return mined.contract, mined, err
}

// move sends input to a contract of ours and returns the event that tells the move.
func move[E Event](ctx context.Context, a *Account, contract common.Address, input []byte, is func(E) bool) (Done[E], error) {
	mined, err := a.send(ctx, payload{to: &contract, data: input})
	if err != nil {
		return Done[E]{}, err
	}
	events, err := eventsIn(a.c, mined, is)
	if err == nil && len(events) != 1 {
		err = fmt.Errorf("%w: transaction %s has %d events %T, want 1", ErrAnswer, mined.Tx, len(events), *new(E))
	}
	if err != nil {
		return Done[E]{}, err
	}
	return Done[E]{Event: events[0], Mined: mined}, nil
}

// eventsIn returns the events of one kind in a transaction.
func eventsIn[E Event](c *Client, mined Mined, is func(E) bool) (out []E, err error) {
	for _, l := range mined.logs {
		log, ok, err := c.decode(l)
		if err != nil {
			return nil, err
		}
		if event, match := log.Event.(E); ok && match && is(event) {
			out = append(out, event)
		}
	}
	return out, nil
}

// already turns a refusal into a move that was made before, if its event is found.
func already[E Event](ctx context.Context, refusal error, find func(context.Context) (E, error)) (Done[E], error) {
	event, err := find(ctx)
	if errors.Is(err, ErrNotFound) {
		return Done[E]{}, refusal
	}
	return Done[E]{Event: event, Already: true}, err
}

// alreadyRelay turns a refusal into a move that was made before, if the registry's state says so.
func alreadyRelay[E Event](ctx context.Context, a *Account, refusal error, tell func(Relay) (E, bool)) (Done[E], error) {
	relay, err := a.c.Relay(ctx, a.Address())
	if err != nil {
		return Done[E]{}, err
	}
	event, so := tell(relay)
	if !so {
		return Done[E]{}, refusal
	}
	return Done[E]{Event: event, Already: true}, nil
}

// argument returns a value of a contract's error by its name, zero if it has none.
func argument[T any](e *RevertError, name string) (out T) {
	for i, key := range e.keys {
		if key == name && i < len(e.Args) {
			out, _ = e.Args[i].(T)
		}
	}
	return out
}
