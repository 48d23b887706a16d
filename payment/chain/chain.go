// Package chain is Portage's eye and hand on an EVM chain: views of the channels and the registry,
// an event follower that survives reorgs and bad RPCs, and a transaction manager with one method for
// each move of the contracts.
//
// An RPC is not trusted beyond what has to be: answers are bounded in size and time, and checked
// against one another and against what can be computed. What remains is that it may be silent or
// invent a chain; whoever can, watches through two.
//
// All deadlines go by head time, the timestamp of the newest block: never by the local clock.
package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Defaults of Config.
const (
	DefaultTimeout = 15 * time.Second
	DefaultPoll    = 2 * time.Second
)

var (
	// ErrChainID says that the RPC serves another chain than expected.
	ErrChainID = errors.New("chain: wrong chain id")
	// ErrNoContract says that there is no code at a contract's address: not deployed there, or another chain.
	ErrNoContract = errors.New("chain: no contract at address")
	// ErrWrongContract says that a contract is not what its address was given for.
	ErrWrongContract = errors.New("chain: wrong contract")
)

// Config says which deployment, and how patient to be.
type Config struct {
	ChainID   uint64         // expected; zero takes what the RPC says
	Channels  common.Address // PaymentChannels
	Registry  common.Address // RelayRegistry of these channels
	FromBlock uint64         // no event of the deployment is older; zero looks from block 0

	// Confirmations after which a block counts as final: 1 is as soon as it is the head, 2 when one
	// block is on top of it. Zero goes by the chain's finalized tag, as it should on public chains.
	Confirmations uint64

	Timeout time.Duration // of one call; zero: DefaultTimeout
	Poll    time.Duration // between looks at the chain; zero: DefaultPoll
	Log     *slog.Logger  // nil is silent
}

// Client talks to one deployment through one RPC. Its methods are safe for concurrent use. Besides the
// errors they name, they return ErrUnreachable, ErrNotRPC, ErrAnswer, and what the context says.
type Client struct {
	conn   *conn
	cfg    Config
	domain typeddata.Domain
	token  common.Address

	closingPeriod, unbondingPeriod uint64 // seconds
	minStake, slashAmount          typeddata.Amount
}

// Dial connects to the RPC at url and checks the deployment; see [New]. It returns ErrURL,
// ErrUnreachable or ErrNotRPC where nothing is to be talked to.
func Dial(ctx context.Context, url string, cfg Config) (*Client, error) {
	caller, err := Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	c, err := New(ctx, caller, cfg)
	if err != nil {
		caller.Close()
		return nil, err
	}
	return c, nil
}

// New uses a connection that is there, and checks the deployment: chain id, code at the addresses, the
// channels' EIP-712 domain, and that the registry belongs to these channels and their token. It
// returns ErrChainID, ErrNoContract or ErrWrongContract. Close closes the connection.
func New(ctx context.Context, caller Caller, cfg Config) (*Client, error) {
	c, err := NewUndeployed(ctx, caller, cfg)
	if err != nil {
		return nil, err
	}
	if err := c.readDeployment(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// NewUndeployed is New before there are contracts: it checks the chain id alone. Of the client's methods Head, Final,
// Balance and Account are good for something, of an account's Transfer, Call and Deploy.
func NewUndeployed(ctx context.Context, caller Caller, cfg Config) (*Client, error) {
	c := &Client{conn: newConn(caller, cfg.Timeout), cfg: cfg}
	if c.cfg.Poll <= 0 {
		c.cfg.Poll = DefaultPoll
	}
	if c.cfg.Log == nil {
		c.cfg.Log = slog.New(slog.DiscardHandler)
	}
	chainID, err := c.conn.chainID(ctx)
	if err != nil {
		return nil, err
	}
	if cfg.ChainID != 0 && chainID != cfg.ChainID {
		return nil, fmt.Errorf("%w: got %d, want %d", ErrChainID, chainID, cfg.ChainID)
	}
	c.domain = typeddata.Domain{ChainID: chainID, Contract: cfg.Channels}
	return c, nil
}

func newConn(caller Caller, timeout time.Duration) *conn {
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	return &conn{rpc: caller, timeout: timeout}
}

// readDeployment reads what can never change, and holds the contracts against each other.
func (c *Client) readDeployment(ctx context.Context) error {
	for name, address := range map[string]common.Address{"PaymentChannels": c.cfg.Channels, "RelayRegistry": c.cfg.Registry} {
		code, err := c.conn.code(ctx, address)
		if err != nil {
			return err
		}
		if len(code) == 0 {
			return fmt.Errorf("%w: %s at %s on chain %d", ErrNoContract, name, address, c.domain.ChainID)
		}
	}
	if err := c.readChannels(ctx); err != nil {
		return deploymentError("PaymentChannels", c.cfg.Channels, err)
	}
	if err := c.readRegistry(ctx); err != nil {
		return deploymentError("RelayRegistry", c.cfg.Registry, err)
	}
	return nil
}

// deploymentError makes a contract that does not answer as ours would a wrong contract.
func deploymentError(name string, address common.Address, err error) error {
	var revert *RevertError
	if errors.As(err, &revert) || errors.Is(err, errEmptyAnswer) {
		err = fmt.Errorf("%w: %w", ErrWrongContract, err)
	}
	return fmt.Errorf("%s at %s: %w", name, address, err)
}

func (c *Client) readChannels(ctx context.Context) error {
	separator, err := view(ctx, c, c.cfg.Channels, channelsABI.PackDomainSeparator(), channelsABI.UnpackDomainSeparator)
	if err != nil {
		return err
	}
	if want := c.domain.Separator(); separator != want {
		return fmt.Errorf("%w: EIP-712 domain: got %x, want %s", ErrWrongContract, separator, want)
	}
	if c.token, err = view(ctx, c, c.cfg.Channels, channelsABI.PackToken(), channelsABI.UnpackToken); err != nil {
		return err
	}
	c.closingPeriod, err = viewSeconds(ctx, c, c.cfg.Channels, channelsABI.PackClosingPeriod(), channelsABI.UnpackClosingPeriod)
	return err
}

func (c *Client) readRegistry(ctx context.Context) error {
	channels, err := view(ctx, c, c.cfg.Registry, registryABI.PackChannels(), registryABI.UnpackChannels)
	if err != nil {
		return err
	}
	if channels != c.cfg.Channels {
		return fmt.Errorf("%w: belongs to channels %s, want %s", ErrWrongContract, channels, c.cfg.Channels)
	}
	token, err := view(ctx, c, c.cfg.Registry, registryABI.PackToken(), registryABI.UnpackToken)
	if err != nil {
		return err
	}
	if token != c.token {
		return fmt.Errorf("%w: stakes are in token %s, want %s", ErrWrongContract, token, c.token)
	}
	if c.minStake, err = viewAmount(ctx, c, c.cfg.Registry, registryABI.PackMinStake(), registryABI.UnpackMinStake); err != nil {
		return err
	}
	if c.slashAmount, err = viewAmount(ctx, c, c.cfg.Registry, registryABI.PackSlashAmount(), registryABI.UnpackSlashAmount); err != nil {
		return err
	}
	c.unbondingPeriod, err = viewSeconds(ctx, c, c.cfg.Registry, registryABI.PackUnbondingPeriod(), registryABI.UnpackUnbondingPeriod)
	return err
}

// Close closes the connection.
func (c *Client) Close() { c.conn.rpc.Close() }

// Domain is the EIP-712 domain that everything of this deployment is signed in.
func (c *Client) Domain() typeddata.Domain { return c.domain }

// Registry is the RelayRegistry's address.
func (c *Client) Registry() common.Address { return c.cfg.Registry }

// Token is the ERC-20 of deposits and stakes.
func (c *Client) Token() common.Address { return c.token }

// ClosingPeriod is T: for how many seconds of head time receipts count after a close.
func (c *Client) ClosingPeriod() uint64 { return c.closingPeriod }

// UnbondingPeriod is for how many seconds of head time a stake is held after unstaking has begun.
func (c *Client) UnbondingPeriod() uint64 { return c.unbondingPeriod }

// MinStake is the least stake that counts as staked.
func (c *Client) MinStake() typeddata.Amount { return c.minStake }

// SlashAmount is what a slash takes, if the stake has as much: of it 5 % is the reporter's, and the rest burnt.
func (c *Client) SlashAmount() typeddata.Amount { return c.slashAmount }

// Head returns the newest block.
func (c *Client) Head(ctx context.Context) (Head, error) {
	b, err := c.conn.latest(ctx)
	return b.Head, err
}

// Final returns the newest block that counts as final by Config.Confirmations.
func (c *Client) Final(ctx context.Context) (Head, error) {
	if c.cfg.Confirmations == 0 {
		return c.conn.finalized(ctx)
	}
	head, err := c.Head(ctx)
	if err != nil || c.cfg.Confirmations == 1 {
		return head, err
	}
	return c.conn.byNumber(ctx, finalNumber(head.Number, c.cfg.Confirmations))
}

// finalNumber is the newest block with this many confirmations, itself counted.
func finalNumber(head, confirmations uint64) uint64 {
	if head < confirmations-1 {
		return 0
	}
	return head - (confirmations - 1)
}

// errEmptyAnswer says that a call returned nothing where a value was due: the code there has no such function.
var errEmptyAnswer = fmt.Errorf("%w: empty result", ErrAnswer)

// view calls a view function at the head and unpacks its result.
func view[T any](ctx context.Context, c *Client, to common.Address, input []byte, unpack func([]byte) (T, error)) (T, error) {
	return viewAt(ctx, c.conn, to, "latest", input, unpack)
}

// viewAt calls a view function at a block.
func viewAt[T any](ctx context.Context, c *conn, to common.Address, at any, input []byte, unpack func([]byte) (T, error)) (T, error) {
	var none T
	output, err := c.ethCall(ctx, message{To: &to, Data: input}, at)
	if err != nil {
		return none, err
	}
	if len(output) == 0 {
		return none, fmt.Errorf("%w from %s", errEmptyAnswer, to)
	}
	out, err := unpack(output)
	if err != nil {
		return none, fmt.Errorf("%w: result of %s: %w", ErrAnswer, to, err)
	}
	return out, nil
}

func viewAmount(ctx context.Context, c *Client, to common.Address, input []byte, unpack func([]byte) (*big.Int, error)) (typeddata.Amount, error) {
	out, err := view(ctx, c, to, input, unpack)
	if err != nil {
		return typeddata.Amount{}, err
	}
	return toAmount(out)
}

func viewSeconds(ctx context.Context, c *Client, to common.Address, input []byte, unpack func([]byte) (*big.Int, error)) (uint64, error) {
	out, err := view(ctx, c, to, input, unpack)
	if err != nil {
		return 0, err
	}
	return toSeconds(out)
}

// toAmount checks a uint96 of the chain.
func toAmount(v *big.Int) (typeddata.Amount, error) {
	a, err := typeddata.AmountFromBig(v)
	if err != nil {
		return a, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	return a, nil
}

// toSeconds checks a uint40 of the chain: a time or a period.
func toSeconds(v *big.Int) (uint64, error) {
	if v == nil || v.Sign() < 0 || v.BitLen() > 40 {
		return 0, fmt.Errorf("%w: got %v, want 40 bits", ErrAnswer, v)
	}
	return v.Uint64(), nil
}

// blockNumberOf returns the block of a receipt that conn.receipt has checked.
func blockNumberOf(r *types.Receipt) uint64 { return r.BlockNumber.Uint64() }
