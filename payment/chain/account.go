package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// MaxGas is the most gas one transaction may use (EIP-7825).
const MaxGas = 1 << 24

// Defaults of AccountConfig, and the constants of the transaction manager.
const (
	DefaultReplaceBlocks = 3
	DefaultReplaceAfter  = time.Minute
	DefaultMaxFee        = 500 * params.GWei // wei per gas
	DefaultMaxTip        = 20 * params.GWei  // wei per gas

	fallbackTip = params.GWei           // where the node suggests none
	leastTip    = 1e6                   // wei per gas: below it, geth's miner by default passes a transaction over
	firstLook   = 25 * time.Millisecond // after sending; the pauses double until they are Config.Poll
	maxRestarts = 3                     // of one move whose nonce somebody else used
	takenLooks  = 5                     // how often a nonce must be seen used before the receipt counts as never coming
)

var (
	// ErrInsufficientFunds says that the account cannot pay for the gas (and value) of a transaction.
	ErrInsufficientFunds = errors.New("chain: insufficient funds for gas")
	// ErrInsufficientTokens says that the account holds less of the token than it is to pay.
	ErrInsufficientTokens = errors.New("chain: insufficient tokens")
	// ErrFeeTooHigh says that the chain's base fee is above what the account may offer.
	ErrFeeTooHigh = errors.New("chain: gas price above the limit")
	// ErrGasLimit says that a transaction would need more than MaxGas.
	ErrGasLimit = errors.New("chain: transaction needs too much gas")
	// ErrNonceTaken says that another program that holds the key keeps using the nonces.
	ErrNonceTaken = errors.New("chain: nonces used by another program")
	// ErrUnconfirmed says that the wait for a transaction was given up: it may be mined yet. Making the
	// same move again is safe.
	ErrUnconfirmed = errors.New("chain: transaction unconfirmed")
	// ErrRefused says that the node refused a transaction.
	ErrRefused = errors.New("chain: transaction refused")
)

// Signer is the key of an account. It is safe for concurrent use; payment/keys has one in memory.
type Signer interface {
	// Address is the account.
	Address() common.Address
	// SignDigest signs an EIP-712 digest (of a token permit).
	SignDigest(ctx context.Context, digest common.Hash) (typeddata.Signature, error)
	// SignTx returns tx signed for chainID.
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
}

// AccountConfig bounds what an account spends and how long it waits. The zero value has the defaults.
type AccountConfig struct {
	Confirmations uint64        // before a move counts as made; zero: 1, as soon as it is mined
	MaxFee        *big.Int      // wei per gas that a transaction offers at most; nil: DefaultMaxFee
	MaxTip        *big.Int      // of that for the block's proposer; nil: DefaultMaxTip
	ReplaceBlocks uint64        // a transaction not mined after so many blocks is replaced; zero: DefaultReplaceBlocks
	ReplaceAfter  time.Duration // or after so long; zero: DefaultReplaceAfter
}

// Account sends the transactions of one key: it gives out nonces, sets EIP-1559 fees, and replaces what
// is not mined, until it is. Its methods are safe for concurrent use.
//
// The key must belong to this process alone. A transaction in the pool that this process did not send (it
// may have, before a restart) is let through; if it blocks the way as long as one that would be replaced,
// its place is taken by an empty transfer. Every move is safe to make again, so nothing of a
// transaction has to be remembered across restarts.
type Account struct {
	c      *Client
	signer Signer
	cfg    AccountConfig

	mu   sync.Mutex      // held while a nonce is given out and its transaction enters the pool
	next uint64          // above every nonce that was given out
	busy map[uint64]bool // nonces whose transactions are waited for
}

// Account returns the account of a key. There should be one for each key.
func (c *Client) Account(signer Signer, cfg AccountConfig) *Account {
	if cfg.Confirmations == 0 {
		cfg.Confirmations = 1
	}
	if cfg.MaxFee == nil {
		cfg.MaxFee = big.NewInt(DefaultMaxFee)
	}
	if cfg.MaxTip == nil {
		cfg.MaxTip = big.NewInt(DefaultMaxTip)
	}
	if cfg.ReplaceBlocks == 0 {
		cfg.ReplaceBlocks = DefaultReplaceBlocks
	}
	if cfg.ReplaceAfter <= 0 {
		cfg.ReplaceAfter = DefaultReplaceAfter
	}
	return &Account{c: c, signer: signer, cfg: cfg, busy: map[uint64]bool{}}
}

// Address is the account's address.
func (a *Account) Address() common.Address { return a.signer.Address() }

// Mined is a transaction that was mined and did not revert.
type Mined struct {
	Tx       common.Hash
	Block    uint64   // number
	GasUsed  uint64   // all of it: 21,000 and calldata included
	GasPrice *big.Int // wei per gas, as paid
	logs     []*types.Log
	contract common.Address // that it made
}

// payload is what a transaction does; to nil makes a contract.
type payload struct {
	to    *common.Address
	data  []byte
	value *big.Int // wei; nil: none
}

// pending is a transaction on its way: one nonce, and all versions that were sent of it.
type pending struct {
	payload
	nonce    uint64
	gas      uint64
	tip, fee *big.Int             // wei per gas, of the newest version
	sent     []*types.Transaction // newest last
	since    time.Time            // when the newest version was sent
	sinceAt  uint64               // the head's number then
	taken    int                  // how often the nonce was seen used without a receipt of ours
}

// send makes the payload happen, once, and returns when it is confirmed. It returns *RevertError, ErrGasLimit,
// ErrInsufficientFunds, ErrFeeTooHigh, ErrRefused (nothing was sent), ErrNonceTaken, or ErrUnconfirmed.
func (a *Account) send(ctx context.Context, what payload) (Mined, error) {
	for range maxRestarts {
		p, err := a.submit(ctx, what)
		if err != nil {
			return Mined{}, err
		}
		mined, err := a.wait(ctx, p)
		a.release(p.nonce)
		if !errors.Is(err, ErrNonceTaken) {
			return mined, err
		}
		// Ours can never be mined any more, so that sending it anew cannot do it twice.
		a.c.cfg.Log.Warn("nonce used by another program; sending anew", "account", a.Address(), "nonce", p.nonce)
	}
	return Mined{}, fmt.Errorf("%w: %s", ErrNonceTaken, a.Address())
}

// submit prices a payload and puts it into the pool.
func (a *Account) submit(ctx context.Context, what payload) (*pending, error) {
	gas, err := a.gas(ctx, what)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	p := &pending{payload: what, gas: gas}
	if err := a.price(ctx, p); err != nil {
		return nil, err
	}
	if err := a.checkFunds(ctx, p); err != nil {
		return nil, err
	}
	for restart := range maxRestarts {
		nonce, err := a.c.conn.nonce(ctx, a.Address(), "pending")
		if err != nil {
			return nil, err
		}
		// With nothing on its way the pool is right, even below next: a reorg may have dropped what was mined.
		if len(a.busy) > 0 || restart > 0 {
			nonce = max(nonce, a.next)
		}
		p.nonce = nonce
		if err = a.broadcast(ctx, p); err == nil {
			a.next, a.busy[nonce] = max(a.next, nonce+1), true
			return p, nil
		}
		again, lookErr := a.c.conn.nonce(ctx, a.Address(), "pending")
		if lookErr != nil || max(again, a.next) <= nonce {
			return nil, err // not for its nonce
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrNonceTaken, a.Address())
}

// gas returns the gas limit of a payload: what it needs and a fifth more, as the state may change until it is mined.
func (a *Account) gas(ctx context.Context, what payload) (uint64, error) {
	need, err := a.c.conn.estimate(ctx, message{From: a.Address(), To: what.to, Value: (*hexutil.Big)(what.value), Data: what.data})
	if err != nil {
		return 0, err
	}
	if need > MaxGas {
		return 0, fmt.Errorf("%w: needs %d, want at most %d", ErrGasLimit, need, MaxGas)
	}
	return min(need+need/5, MaxGas), nil
}

// price sets the fees of p and notes the head: the tip that the node suggests, and twice the base fee, which is
// enough for six full blocks.
func (a *Account) price(ctx context.Context, p *pending) error {
	head, err := a.c.conn.latest(ctx)
	if err != nil {
		return err
	}
	tip, err := a.c.conn.tip(ctx)
	if isRefusal(err) || errors.Is(err, ErrNotFound) {
		tip, err = big.NewInt(fallbackTip), nil
	}
	if err != nil {
		return err
	}
	tip = least(greatest(tip, big.NewInt(leastTip)), a.cfg.MaxTip)
	if now := new(big.Int).Add(head.baseFee, tip); now.Cmp(a.cfg.MaxFee) > 0 {
		return fmt.Errorf("%w: got %s wei, want at most %s", ErrFeeTooHigh, now, a.cfg.MaxFee)
	}
	fee := new(big.Int).Add(new(big.Int).Lsh(head.baseFee, 1), tip)
	p.tip, p.fee = tip, least(fee, a.cfg.MaxFee)
	p.since, p.sinceAt = time.Now(), head.Number
	return nil
}

func least(a, b *big.Int) *big.Int {
	if a.Cmp(b) > 0 {
		return b
	}
	return a
}

func greatest(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

func (a *Account) checkFunds(ctx context.Context, p *pending) error {
	balance, err := a.c.conn.balance(ctx, a.Address())
	if err != nil {
		return err
	}
	need := new(big.Int).Mul(new(big.Int).SetUint64(p.gas), p.fee)
	if p.value != nil {
		need.Add(need, p.value)
	}
	if balance.Cmp(need) < 0 {
		return fmt.Errorf("%w: %s has %s wei, needs %s", ErrInsufficientFunds, a.Address(), balance, need)
	}
	return nil
}

// broadcast signs p as it stands and puts it into the pool. It returns ErrRefused if it is not there; where that
// is not known (no answer), it counts as sent, for wait sends it again.
func (a *Account) broadcast(ctx context.Context, p *pending) error {
	chainID := new(big.Int).SetUint64(a.c.domain.ChainID)
	tx, err := a.signer.SignTx(ctx, types.NewTx(&types.DynamicFeeTx{
		ChainID: chainID, Nonce: p.nonce, Gas: p.gas, GasTipCap: p.tip, GasFeeCap: p.fee,
		To: p.to, Value: p.value, Data: p.data,
	}), chainID)
	if err != nil {
		return fmt.Errorf("chain: sign: %w", err)
	}
	if err := a.push(ctx, tx); err != nil {
		return err
	}
	p.sent = append(p.sent, tx)
	return nil
}

func (a *Account) push(ctx context.Context, tx *types.Transaction) error {
	err := a.c.conn.send(ctx, tx)
	if err == nil {
		return nil
	}
	if !isRefusal(err) {
		a.c.cfg.Log.Warn("no answer to a transaction; will look for it", "tx", tx.Hash(), "err", err)
		return nil
	}
	// "Already known" is a refusal too, and every node words it in its own way.
	if known, lookErr := a.c.conn.knows(ctx, tx.Hash()); lookErr == nil && known {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrRefused, err)
}

func (a *Account) release(nonce uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.busy, nonce)
}

// claim makes nonce busy, unless it is.
func (a *Account) claim(nonce uint64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.busy[nonce] {
		return false
	}
	a.busy[nonce], a.next = true, max(a.next, nonce+1)
	return true
}

// wait returns when a version of p is mined and confirmed. RPC failures are waited out.
func (a *Account) wait(ctx context.Context, p *pending) (Mined, error) {
	for pause := firstLook; ; pause *= 2 {
		mined, err := a.look(ctx, p)
		switch {
		case err == nil && mined != nil:
			return a.finish(ctx, p, mined)
		case errors.Is(err, ErrNonceTaken):
			return Mined{}, err
		case err != nil && ctx.Err() == nil:
			a.c.cfg.Log.Warn("waiting for a transaction", "tx", p.sent[len(p.sent)-1].Hash(), "err", err)
		}
		pause = min(pause, a.c.cfg.Poll)
		if err := sleep(ctx, pause); err != nil {
			return Mined{}, fmt.Errorf("%w: %s: %w", ErrUnconfirmed, p.sent[len(p.sent)-1].Hash(), err)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// look returns the receipt of p if it is confirmed, nil if not yet, and gets things moving if it has been waiting for long.
func (a *Account) look(ctx context.Context, p *pending) (*types.Receipt, error) {
	head, err := a.c.conn.latest(ctx)
	if err != nil {
		return nil, err
	}
	r, err := a.receipt(ctx, p)
	if err == nil {
		p.taken = 0
		if blockNumberOf(r) > finalNumber(head.Number, a.cfg.Confirmations) {
			return nil, nil
		}
		return r, nil
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	mined, err := a.c.conn.nonce(ctx, a.Address(), "latest")
	if err != nil {
		return nil, err
	}
	if mined > p.nonce {
		if p.taken++; p.taken >= takenLooks {
			return nil, fmt.Errorf("%w: nonce %d of %s", ErrNonceTaken, p.nonce, a.Address())
		}
		return nil, nil
	}
	if head.Number < p.sinceAt+a.cfg.ReplaceBlocks && time.Since(p.since) < a.cfg.ReplaceAfter {
		return nil, nil
	}
	return nil, a.unstick(ctx, p, mined)
}

// receipt returns the receipt of whichever version of p was mined, or ErrNotFound.
func (a *Account) receipt(ctx context.Context, p *pending) (*types.Receipt, error) {
	for _, tx := range p.sent {
		r, err := a.c.conn.receipt(ctx, tx.Hash())
		if !errors.Is(err, ErrNotFound) {
			return r, err
		}
	}
	return nil, ErrNotFound
}

// unstick deals with a transaction that is not mined: mined is the nonce that the chain waits for.
func (a *Account) unstick(ctx context.Context, p *pending, mined uint64) error {
	if mined < p.nonce {
		if err := a.fill(ctx, mined); err != nil {
			return err
		}
		p.since = time.Now()
		return a.push(ctx, p.sent[len(p.sent)-1]) // the pool may have lost it
	}
	return a.replace(ctx, p)
}

// replace sends p anew with fees that are an eighth higher, or higher still if the market is; at the limit, it sends
// the same again.
func (a *Account) replace(ctx context.Context, p *pending) error {
	tip, fee := bump(p.tip), bump(p.fee)
	if err := a.price(ctx, p); err != nil && !errors.Is(err, ErrFeeTooHigh) {
		return err
	}
	p.tip, p.fee = greatest(p.tip, tip), greatest(p.fee, fee)
	if p.fee.Cmp(a.cfg.MaxFee) > 0 || p.tip.Cmp(a.cfg.MaxTip) > 0 {
		last := p.sent[len(p.sent)-1]
		p.tip, p.fee, p.since = last.GasTipCap(), last.GasFeeCap(), time.Now()
		return a.push(ctx, last)
	}
	a.c.cfg.Log.Info("replacing a transaction", "nonce", p.nonce, "tip", p.tip, "fee", p.fee)
	return a.broadcast(ctx, p)
}

// bump raises a fee by an eighth, the least that nodes take as a replacement, rounded up.
func bump(fee *big.Int) *big.Int {
	eighth := new(big.Int).Rsh(new(big.Int).Add(fee, big.NewInt(7)), 3)
	return eighth.Add(eighth, fee).Add(eighth, common.Big1)
}

// fill makes the nonce that the chain waits for go away, if no move of this process has it: by an empty transfer to
// the account itself.
func (a *Account) fill(ctx context.Context, nonce uint64) error {
	if !a.claim(nonce) {
		return nil
	}
	defer a.release(nonce)
	self := a.Address()
	p := &pending{payload: payload{to: &self}, nonce: nonce, gas: params.TxGas}
	if err := a.price(ctx, p); err != nil {
		return err
	}
	a.c.cfg.Log.Warn("filling a nonce that blocks the account", "account", self, "nonce", nonce)
	for {
		err := a.broadcast(ctx, p)
		if err == nil {
			break
		}
		if p.tip, p.fee = bump(p.tip), bump(p.fee); p.fee.Cmp(a.cfg.MaxFee) > 0 || p.tip.Cmp(a.cfg.MaxTip) > 0 {
			return err
		}
	}
	if _, err := a.wait(ctx, p); err != nil && !errors.Is(err, ErrNonceTaken) {
		return err
	}
	return nil
}

// finish reads the receipt of a confirmed transaction.
func (a *Account) finish(ctx context.Context, p *pending, r *types.Receipt) (Mined, error) {
	if r.Status != types.ReceiptStatusSuccessful {
		return Mined{}, a.whyReverted(ctx, p, r)
	}
	return Mined{
		Tx: r.TxHash, Block: blockNumberOf(r), GasUsed: r.GasUsed, GasPrice: r.EffectiveGasPrice,
		logs: r.Logs, contract: r.ContractAddress,
	}, nil
}

// whyReverted asks for the reason by calling again in the state that the block left behind.
func (a *Account) whyReverted(ctx context.Context, p *pending, r *types.Receipt) error {
	_, err := a.c.conn.ethCall(ctx, message{From: a.Address(), To: p.to, Value: (*hexutil.Big)(p.value), Data: p.data}, atHash(r.BlockHash))
	var revert *RevertError
	if !errors.As(err, &revert) {
		revert = &RevertError{Data: []byte{}}
	}
	return fmt.Errorf("transaction %s, mined in block %d: %w", r.TxHash, blockNumberOf(r), revert)
}
