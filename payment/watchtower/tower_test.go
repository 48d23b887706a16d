package watchtower

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
)

// Acknowledgements are worth a settleWithProof where they are worth its gas; the receipt
// goes where they are not, and where the contract refuses them.
func TestMoves(t *testing.T) {
	refused := func(forwarding.Proof) (Settlement, error) { return Settlement{}, ErrRefused }
	for name, c := range map[string]struct {
		proof forwarding.Proof
		prove func(forwarding.Proof) (Settlement, error)
		want  uint64
		moves []plan.Move
	}{
		"a receipt":                 {proof(1, 500), nil, 500, []plan.Move{plan.Settle}},
		"acknowledgements too":      {proof(1, 500, 7), nil, 600, []plan.Move{plan.Prove}},
		"acknowledgements alone":    {proof(1, 0, 7), nil, 100, []plan.Move{plan.Prove}},
		"refused acknowledgements":  {proof(1, 500, 7), refused, 500, []plan.Move{plan.Prove, plan.Prove, plan.Prove, plan.Settle}},
		"beyond the deposit's rest": {proof(1, 990, 7), nil, 990, []plan.Move{plan.Settle}},
	} {
		t.Run(name, func(t *testing.T) {
			chain := newFakeChain()
			chain.set(1, 1000, 0, now+3600)
			chain.prove = c.prove
			tower := newTower(t, nil, chain)
			write(t, filepath.Join(tower.cfg.Dirs[0], "x.proof"), export(c.proof))
			for range maxAnswers { // Once gives an RPC two turns
				if err := tower.Once(t.Context()); err == nil {
					break
				} else if !errors.Is(err, ErrDue) {
					t.Fatal(err)
				}
			}
			if got := chain.settled(1); got != n(c.want) || !slices.Equal(chain.moves, c.moves) {
				t.Errorf("settled %s by %v, want %d by %v", got, chain.moves, c.want, c.moves)
			}
		})
	}
}

// What an RPC refuses is not sent through it for ever, and one that fails is not asked alone.
func TestAnotherRPC(t *testing.T) {
	for name, answer := range map[string]error{
		"fails":   errDown,
		"refuses": fmt.Errorf("%w: no such channel", ErrRefused),
	} {
		t.Run(name, func(t *testing.T) {
			bad, good := newFakeChain(), newFakeChain()
			for _, chain := range []*fakeChain{bad, good} {
				chain.set(1, 1000, 0, now+3600)
			}
			bad.settle = func([]forwarding.Proof) ([]Settlement, error) { return nil, answer }
			tower := newTower(t, nil, bad, good)
			write(t, filepath.Join(tower.cfg.Dirs[0], "x.proof"), export(proof(1, 500)))
			_ = tower.Once(t.Context()) // bad goes on saying that nothing is settled
			if got := good.settled(1); got != n(500) {
				t.Errorf("settled %s", got)
			}
			for range 10 {
				_ = tower.Once(t.Context())
			}
			if len(good.moves) != 1 {
				t.Errorf("%d moves through the good one, want 1", len(good.moves))
			}
			if errors.Is(answer, ErrRefused) && len(bad.moves) > maxAnswers {
				t.Errorf("%d moves through the bad one, want at most %d", len(bad.moves), maxAnswers)
			}
		})
	}
}

// A reorg, or an RPC that says so again and again, has a move made anew, and not for ever.
func TestUndone(t *testing.T) {
	chain := newFakeChain()
	chain.set(1, 1000, 0, now+3600)
	chain.settle = func(proofs []forwarding.Proof) ([]Settlement, error) {
		return []Settlement{{ChannelID: proofs[0].Terms.ID(domain), Settled: n(500)}}, nil // and the slot never says so
	}
	tower := newTower(t, nil, chain)
	write(t, filepath.Join(tower.cfg.Dirs[0], "x.proof"), export(proof(1, 500)))
	for range 10 {
		_ = tower.Once(t.Context())
		tower.hear(0, News{Head: chain.head, Reverted: []common.Hash{terms(1).ID(domain)}})
	}
	if len(chain.moves) != maxAnswers {
		t.Errorf("made %d times, want %d", len(chain.moves), maxAnswers)
	}
}

// The more urgent takes over from what is on its way with lower fees.
func TestUrgencyGivesUpARound(t *testing.T) {
	chain := newFakeChain()
	chain.set(1, 1000, 0, now+3600)
	tower := newTower(t, nil, chain)
	write(t, filepath.Join(tower.cfg.Dirs[0], "x.proof"), export(proof(1, 500)))
	if err := tower.scan(); err != nil {
		t.Fatal(err)
	}
	tower.hear(0, News{Head: chain.head})
	tower.watchers[0].read(t.Context(), nil)
	due := tower.due(time.Time{})
	if count(due) != 1 || due[0][0].Stage != plan.Calm {
		t.Fatalf("got %+v", due)
	}
	round, f := tower.takeOff(t.Context(), 0, due[0])
	if due := tower.due(time.Time{}); count(due) != 0 || round.Err() != nil {
		t.Fatalf("while it is on its way: got %+v, %v", due, round.Err())
	}
	chain.head.Time += 3000
	tower.hear(0, News{Head: chain.head})
	if tower.due(time.Time{}); !errors.Is(round.Err(), context.Canceled) {
		t.Error("with 600 s left, it goes on at the fees of the calm stage")
	}
	tower.land(f)
	if due := tower.due(time.Time{}); count(due) != 1 || due[0][0].Stage != plan.Last {
		t.Errorf("got %+v", due)
	}
}

// What becomes due while a round hangs goes through another RPC, and waits while it does not.
func TestHangingRPC(t *testing.T) {
	first, second := newFakeChain(), newFakeChain()
	tower := newTower(t, nil, first, second)
	for salt := range uint64(2) {
		write(t, filepath.Join(tower.cfg.Dirs[0], fmt.Sprint(salt, ".proof")), export(proof(salt, 500)))
	}
	if err := tower.scan(); err != nil {
		t.Fatal(err)
	}
	look := func(salt uint64) [][]item {
		for i, chain := range []*fakeChain{first, second} {
			chain.set(salt, 1000, 0, now+3600)
			tower.hear(i, News{Head: chain.head, Touched: []common.Hash{terms(salt).ID(domain)}})
			tower.watchers[i].read(t.Context(), nil)
		}
		return tower.due(time.Time{})
	}
	due := look(0)
	if len(due[0]) != 1 {
		t.Fatalf("got %+v", due)
	}
	tower.takeOff(t.Context(), 0, due[0])
	second.head.Number += hangBlocks - 1
	if due := look(1); count(due) != 0 {
		t.Errorf("before it hangs: got %+v", due)
	}
	second.head.Number++
	if due := look(1); len(due[1]) != 1 || due[1][0].id != terms(1).ID(domain) {
		t.Errorf("while it hangs: got %+v", due)
	}
}
