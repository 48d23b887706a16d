// Package scenario stages the attacks that Portage answers, one by one, on a real chain.
// Honest parties run the shipped code: the relay daemon, the client, the endpoints, the
// watchtower. Attackers are really modified: payers that speak the wire protocol by hand,
// relays with a man in the middle who has their node key, endpoints that sign what they
// like. Each scenario says beforehand, from quotes and terms, what an honest party can
// lose at most, lets the attack happen, and then reads what was lost from token balances
// and independent counts of bytes.
//
// One scenario is one file that reads like its story:
//
//	scenario.go     what a scenario is, the list of all, running them
//	ground.go       the chain that they happen on
//	stage.go        one scenario under way: narration, bounds, losses
//	honest_*.go     honest relays and clients
//	rogue_*.go      attackers: payer, relay, endpoint, flooding
package scenario

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
	"github.com/portage-relay/portage/testnet/devnet"
)

// timeout bounds one scenario.
const timeout = 2 * time.Minute

var (
	// ErrUnknown says that no scenario has a name.
	ErrUnknown = errors.New("scenario: unknown")
	// ErrBroken says that an honest party lost more than its bound.
	ErrBroken = errors.New("scenario: a bound is broken")
)

// Party is somebody who is honest in a scenario.
type Party string

// The parties.
const (
	Payer   Party = "payer"
	Relay   Party = "relay"
	Auditor Party = "auditor" // whoever relies on stake: payers who choose by it
)

// Result is what became of one scenario. Amounts are base units of the token.
type Result struct {
	Name      string                     `json:"name"`
	Honest    []Party                    `json:"honest"`
	Loss      map[Party]typeddata.Amount `json:"loss"`       // read afterwards
	Bound     map[Party]typeddata.Amount `json:"bound"`      // computed beforehand
	BoundHeld bool                       `json:"bound_held"` // no loss is above its bound
	Gas       map[string]uint64          `json:"gas"`        // of the dearest transaction of each contract function
}

// holds reaches the verdict.
func (r Result) holds() bool {
	for _, p := range r.Honest {
		if loss, told := r.Loss[p]; !told || r.Bound[p].Less(loss) {
			return false
		}
	}
	return len(r.Honest) > 0
}

// scenario is one story.
type scenario struct {
	name string
	// about says in one sentence who does what.
	about string
	// defence names what bounds the loss; a stage without it must break the bound.
	defence string
	// jumps is set where head time is moved, which only an own chain allows.
	jumps bool
	// params are the contracts' parameters where they are not those of every stage.
	params func(undefended bool) deploy.Params
	play   func(s *stage)
}

// all scenarios, in the order in which they are told.
var all = []scenario{
	honest, payerStopsSigning, payerClosesWhileRelayIsDown, unsignedDelivery, replayedProofs,
	endpointColludesWithPayer, endpointColludesWithRelay, relayOverstates, relayFloodsReceiver, strangerFloodsReceiver,
	relaySwapsEndpointKey, twoHistoriesSameSize, twoHistoriesByInclusion, payerLosesDisk, relayLosesDisk,
	twoPayerDevices, sybilPayers, selfDealingRelay, unbondEscape, closedChannelInBatch, tokenRefuses,
}

// Names lists all scenarios.
func Names() []string {
	var names []string
	for _, sc := range all {
		names = append(names, sc.name)
	}
	return names
}

// About says in one sentence what happens in a scenario, empty for one that there is not.
func About(name string) string {
	sc, _ := find(name)
	return sc.about
}

func find(name string) (scenario, error) {
	i := slices.IndexFunc(all, func(sc scenario) bool { return sc.name == name })
	if i < 0 {
		return scenario{}, fmt.Errorf("%w: %q", ErrUnknown, name)
	}
	return all[i], nil
}

// Config of a run.
type Config struct {
	Net  *devnet.File // a devnet that is up, whose chain and first account are used; nil: own chains
	Tell io.Writer    // narration
	Log  *slog.Logger // of honest parties
}

// Run stages scenarios one after the other. With ErrBroken the results are complete. It
// returns ErrUnknown before anything happens, and else what a stage could not do.
func Run(ctx context.Context, cfg Config, names ...string) ([]Result, error) {
	var list []scenario
	for _, name := range names {
		sc, err := find(name)
		if err != nil {
			return nil, err
		}
		list = append(list, sc)
	}
	results := []Result{}
	var broken []string
	for _, sc := range list {
		r, err := runOne(ctx, cfg, sc)
		if err != nil {
			return results, fmt.Errorf("scenario: %s: %w", sc.name, err)
		}
		results = append(results, r)
		if !r.BoundHeld {
			broken = append(broken, sc.name)
		}
	}
	if len(broken) > 0 {
		return results, fmt.Errorf("%w: %v", ErrBroken, broken)
	}
	return results, nil
}

// runOne stages a scenario on the devnet's chain, or on one of its own.
func runOne(ctx context.Context, cfg Config, sc scenario) (Result, error) {
	g, err := newGround(ctx, cfg, sc.jumps)
	if err != nil {
		return Result{}, err
	}
	defer g.close()
	return sc.run(ctx, cfg, g, false)
}

// run plays the scenario; undefended without its defence, which is the tests' to do.
func (sc scenario) run(ctx context.Context, cfg Config, g *ground, undefended bool) (r Result, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("not done within %s", timeout))
	defer cancel()
	dir, err := os.MkdirTemp("", "portage-scenario-")
	if err != nil {
		return Result{}, err
	}
	defer os.RemoveAll(dir)
	s := newStage(ctx, cfg, g, dir, undefended)
	s.result.Name = sc.name
	fmt.Fprintf(s.tell, "\n%s: %s\n", sc.name, sc.about)
	defer s.clear()
	defer func() {
		if e := recover(); e != nil {
			f, ok := e.(failure)
			if !ok {
				panic(e)
			}
			err = f.err
			if ctx.Err() != nil {
				err = fmt.Errorf("%w: %w", context.Cause(ctx), err)
			}
		}
	}()
	params := stageParams
	if sc.params != nil {
		params = sc.params(undefended)
	}
	s.deploy(params)
	sc.play(s)
	return s.end(), nil
}

// failure carries an error of a story to run. A story is a sequence of steps, none of
// which makes sense once one has failed.
type failure struct{ err error }

// check ends the story on an error.
func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

// get returns v, or ends the story on an error.
func get[T any](v T, err error) T {
	check(err)
	return v
}
