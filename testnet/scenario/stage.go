package scenario

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"path/filepath"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
)

// stageParams are the periods of a stage's contracts: hours, for on a shared chain head time runs
// ahead by a second with each block that another scenario makes.
var stageParams = deploy.Params{ClosingPeriod: 3600, UnbondingPeriod: 3 * 3600, UnbondingMargin: 3600, MinStake: minStake}

// What everybody's terms and purses are, in base units and wei. Tokens have 18 decimals.
var (
	perGiB    = get(typeddata.ParseAmount("50000000000000000"))
	firstSize = uint64(64 << 10)  // bytes that w0 is worth
	creditIs  = uint64(512 << 10) // bytes that creditCap is worth
	w0        = worth(firstSize)
	creditCap = worth(creditIs)
	unit      = typeddata.NewAmount(1)

	purse = worth(256 << 20)
	stake = get(typeddata.ParseAmount("1000000000000000000"))
	// minStake is also what a slash takes.
	minStake = get(typeddata.ParseAmount("400000000000000000"))
	wei      = big.NewInt(1e16) // gas for hundreds of transactions
)

// worth returns the price of payload bytes.
func worth(bytes uint64) typeddata.Amount { return price.Tariff{PerGiB: perGiB}.Uncapped(bytes) }

// stage is a scenario under way.
type stage struct {
	ctx        context.Context
	tell       io.Writer
	log        *slog.Logger
	ground     *ground
	dir        string // temporary
	undefended bool
	began      time.Time

	chain     *chain.Client // knows the contracts of this stage
	contracts deploy.Contracts
	relays    int // started so far
	result    Result
	cleanup   []func()
}

func newStage(ctx context.Context, cfg Config, g *ground, dir string, undefended bool) *stage {
	s := &stage{
		ctx: ctx, tell: cfg.Tell, log: cfg.Log, ground: g, dir: dir, undefended: undefended, began: time.Now(),
		result: Result{Honest: []Party{}, Loss: map[Party]typeddata.Amount{}, Bound: map[Party]typeddata.Amount{}},
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	return s
}

// deploy puts token and contracts on the chain that nobody else uses.
func (s *stage) deploy(params deploy.Params) {
	s.contracts = get(deploy.Deploy(s.ctx, s.ground.client, s.ground.treasury, params))
	cfg := s.contracts.Config()
	cfg.Confirmations, cfg.Poll = 1, poll
	s.chain = get(chain.Dial(s.ctx, s.ground.url, cfg))
	s.later(s.chain.Close)
}

// later has f done when the scenario is over, the last one first.
func (s *stage) later(f func()) { s.cleanup = append(s.cleanup, f) }

func (s *stage) clear() {
	for _, f := range slices.Backward(s.cleanup) {
		f()
	}
}

// say narrates.
func (s *stage) say(format string, args ...any) {
	fmt.Fprintf(s.tell, "%6.2fs  %s\n", time.Since(s.began).Seconds(), fmt.Sprintf(format, args...))
}

// bound says, before the attack, what an honest party can lose at most and why.
func (s *stage) bound(p Party, most typeddata.Amount, why string, args ...any) {
	s.result.Honest = append(s.result.Honest, p)
	s.result.Bound[p] = most
	s.say("the %s can lose at most %s: %s", p, most, fmt.Sprintf(why, args...))
}

// lost says, after the attack, what was due to an honest party and what it got.
func (s *stage) lost(p Party, due, got typeddata.Amount, what string, args ...any) {
	loss := due.SubFloor(got)
	s.result.Loss[p] = loss
	s.say("the %s lost %s, of at most %s: %s", p, loss, s.result.Bound[p], fmt.Sprintf(what, args...))
}

// end reads the gas and reaches the verdict.
func (s *stage) end() Result {
	s.result.Gas = get(s.gas())
	s.result.BoundHeld = s.result.holds()
	if s.result.BoundHeld {
		s.say("the bound held")
	} else {
		s.say("THE BOUND IS BROKEN")
	}
	return s.result
}

// key makes a key that has wei, and tokens if any are asked for.
func (s *stage) key(tokens typeddata.Amount) *keys.Key {
	k := get(keys.Generate())
	get(s.ground.account.Transfer(s.ctx, k.Address(), wei))
	if !tokens.IsZero() {
		get(s.ground.account.Call(s.ctx, s.contracts.Token, bindings.NewDevToken().PackMint(k.Address(), tokens.Big())))
	}
	return k
}

// account is a key's account on this stage's contracts.
func (s *stage) account(k *keys.Key) *chain.Account { return s.chain.Account(k, chain.AccountConfig{}) }

// tokens reads a token balance.
func (s *stage) tokens(owner common.Address) typeddata.Amount {
	return get(typeddata.AmountFromInt(get(s.chain.TokenBalance(s.ctx, owner))))
}

// advance moves head time.
func (s *stage) advance(d time.Duration) { check(s.ground.advance(s.ctx, d)) }

// until polls for a condition, and ends the story if it does not come about in time.
func (s *stage) until(what string, holds func() bool) {
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for !holds() {
		select {
		case <-ticker.C:
		case <-s.ctx.Done():
			check(fmt.Errorf("waiting until %s: %w", what, context.Cause(s.ctx)))
		}
	}
}

// await waits for something to be closed.
func (s *stage) await(c <-chan struct{}) {
	select {
	case <-c:
	case <-s.ctx.Done():
		check(context.Cause(s.ctx))
	}
}

// path is a name in the stage's directory.
func (s *stage) path(name string) string { return filepath.Join(s.dir, name) }
