package watchtower

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
)

const (
	recheck = 5 * time.Second // for RPCs to tell slots again, just before sending
	atOnce  = 16              // transactions on their way: what a pool takes of one account for certain

	// hangBlocks is after how many blocks a round counts as hanging: what becomes due
	// meanwhile goes through another RPC.
	hangBlocks = 5
)

// item is something due.
type item struct {
	plan.Decision
	id common.Hash
}

// flight is a round on its way through one chain. t.mu guards it.
type flight struct {
	chain  int
	stage  plan.Stage
	ids    map[common.Hash]bool
	heads  []uint64 // numbers, by Chain, when it took off
	cancel context.CancelFunc
}

// due returns what is, by the chain to send it through, the most urgent first. What is on
// its way is not among it, and is given up where it has become more urgent: fees depend on
// it. now is wall time; zero: nobody else is waited for.
func (t *Tower) due(now time.Time) [][]item {
	out := make([][]item, len(t.watchers))
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts.due = 0
	for id, c := range t.channels {
		d, chains, ok := t.decide(id, c, now)
		if !ok {
			continue
		}
		if f := t.flightOf(id); f != nil {
			t.counts.due++
			if d.Stage > f.stage {
				f.cancel()
			}
			continue
		}
		d, via := t.route(id, c, d, chains)
		if len(via) > 0 {
			t.counts.due++
		}
		if chain, ok := t.free(c, via); ok {
			out[chain] = append(out[chain], item{d, id})
		}
	}
	for _, items := range out {
		slices.SortFunc(items, func(a, b item) int {
			return cmp.Or(cmp.Compare(a.Left, b.Left), b.Owed.Cmp(a.Owed), bytes.Compare(a.id[:], b.id[:]))
		})
	}
	return out
}

func count(due [][]item) (n int) {
	for _, items := range due {
		n += len(items)
	}
	return n
}

// decide returns what to do about a channel, and what chains the decision's views are of.
// t.mu is held.
func (t *Tower) decide(id common.Hash, c *channel, now time.Time) (plan.Decision, []int, bool) {
	views, chains := t.views(id)
	d := t.cfg.Policy.Decide(c.proofs, views)
	if d.Move == plan.Wait {
		c.since, c.tries = time.Time{}, 0
		return d, nil, false
	}
	if c.since.IsZero() {
		c.since = now
	}
	wait := plan.Delay(t.cfg.Address, c.terms.Payee, t.cfg.Stagger)
	return d, chains, now.IsZero() || d.Stage > plan.Calm || now.Sub(c.since) >= wait
}

// route returns what to send, and the chains by which it is due and that have not answered
// yet. Where a forwarding proof is refused, the receipt may not be. t.mu is held.
func (t *Tower) route(id common.Hash, c *channel, d plan.Decision, chains []int) (plan.Decision, []int) {
	via := c.unanswered(d, chains)
	if len(via) == 0 && d.Move == plan.Prove && slices.ContainsFunc(chains, func(i int) bool { return c.refused[i] >= maxAnswers }) {
		views, _ := t.views(id)
		d = t.cfg.Policy.WithoutProofs().Decide(c.proofs, views)
		via = c.unanswered(d, chains)
	}
	return d, via
}

func (c *channel) unanswered(d plan.Decision, chains []int) (via []int) {
	for _, v := range d.Views {
		if !c.over(chains[v], d) {
			via = append(via, chains[v])
		}
	}
	return via
}

// free chooses a chain, another after each failure. One that has a round on its way is
// waited for, unless it hangs. t.mu is held.
func (t *Tower) free(c *channel, via []int) (int, bool) {
	for i := range via {
		chain := via[(c.tries+i)%len(via)]
		if t.flights[chain] == nil {
			return chain, true
		}
		if !t.hangs(t.flights[chain]) {
			break
		}
	}
	return 0, false
}

// hangs reports whether another RPC has seen blocks enough since a flight took off.
func (t *Tower) hangs(f *flight) bool {
	for i, w := range t.watchers {
		if head, _ := w.state(); i != f.chain && head.Number >= f.heads[i]+hangBlocks {
			return true
		}
	}
	return false
}

func (t *Tower) flightOf(id common.Hash) *flight {
	for _, f := range t.flights {
		if f != nil && f.ids[id] {
			return f
		}
	}
	return nil
}

// takeOff makes a round that is about to begin known, with the context it runs in.
func (t *Tower) takeOff(ctx context.Context, chain int, items []item) (context.Context, *flight) {
	ctx, cancel := context.WithCancel(ctx)
	f := &flight{chain: chain, stage: stageOf(items), ids: map[common.Hash]bool{}, cancel: cancel}
	for _, it := range items {
		f.ids[it.id] = true
	}
	for _, w := range t.watchers {
		head, _ := w.state()
		f.heads = append(f.heads, head.Number)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.flights[chain] = f
	return ctx, f
}

func (t *Tower) land(f *flight) {
	f.cancel()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.flights[f.chain] = nil
}

func stageOf(items []item) (s plan.Stage) {
	for _, it := range items {
		s = max(s, it.Stage)
	}
	return s
}

// round sends through one chain what is still due after one more look at the slots.
func (t *Tower) round(ctx context.Context, chain int, items []item) error {
	t.readAgain(ctx, items)
	if items = t.stillDue(chain, items); len(items) == 0 || ctx.Err() != nil {
		return nil
	}
	return t.through(ctx, chain, items)
}

// stillDue decides again, and leaves out what the chain does not say is due.
func (t *Tower) stillDue(chain int, items []item) (out []item) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, it := range items {
		c := t.channels[it.id]
		if c == nil {
			continue // pruned
		}
		policy := t.cfg.Policy
		if it.Move == plan.Settle {
			policy = policy.WithoutProofs()
		}
		views, chains := t.views(it.id)
		d := policy.Decide(c.proofs, views)
		if slices.ContainsFunc(d.Views, func(v int) bool { return chains[v] == chain }) && !c.over(chain, d) {
			out = append(out, item{d, it.id})
		}
	}
	return out
}

// readAgain reads the slots of what is due at every RPC that answers soon.
func (t *Tower) readAgain(ctx context.Context, due []item) {
	ctx, cancel := context.WithTimeout(ctx, recheck)
	defer cancel()
	ids := idsOf(due)
	var all sync.WaitGroup
	for _, w := range t.watchers {
		all.Go(func() { w.read(ctx, ids) })
	}
	all.Wait()
}

func idsOf(items []item) (ids []common.Hash) {
	for _, it := range items {
		ids = append(ids, it.id)
	}
	return ids
}

// through sends through one chain: receipts of a payee together, proofs one by one.
func (t *Tower) through(ctx context.Context, chain int, items []item) error {
	ctx, cancel := context.WithTimeout(ctx, t.cfg.Patience)
	defer cancel()
	stage := stageOf(items)
	rows := map[common.Address][]item{}
	var group errgroup.Group
	group.SetLimit(atOnce)
	var mu sync.Mutex
	var errs []error
	failed := func(err error) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	}
	for _, it := range items {
		if payee := it.Proof.Terms.Payee; it.Move == plan.Settle {
			rows[payee] = append(rows[payee], it)
		}
	}
	for payee, rows := range rows {
		group.Go(func() error { failed(t.settle(ctx, chain, stage, payee, rows)); return nil })
	}
	for _, it := range items {
		if it.Move == plan.Prove {
			group.Go(func() error { failed(t.prove(ctx, chain, stage, it)); return nil })
		}
	}
	_ = group.Wait()
	for _, w := range t.watchers {
		w.spoil(idsOf(items))
	}
	return errors.Join(errs...)
}

// settle settles receipts of one payee.
func (t *Tower) settle(ctx context.Context, chain int, s plan.Stage, payee common.Address, rows []item) error {
	open := map[common.Hash]item{}
	var proofs []forwarding.Proof
	for _, it := range rows {
		open[it.id] = it
		proofs = append(proofs, it.Proof)
	}
	done, err := t.cfg.Chains[chain].Settle(ctx, s, payee, proofs)
	var errs []error
	for _, d := range done {
		if it, ok := open[d.ChannelID]; ok {
			delete(open, d.ChannelID)
			errs = append(errs, t.record(chain, it, s, d, d.Err))
		}
	}
	if err == nil && len(open) > 0 {
		err = fmt.Errorf("watchtower: %d of %d rows not told", len(open), len(rows))
	}
	for _, it := range open {
		_ = t.record(chain, it, s, Settlement{ChannelID: it.id}, err)
	}
	return errors.Join(append(errs, err)...)
}

func (t *Tower) prove(ctx context.Context, chain int, s plan.Stage, it item) error {
	done, err := t.cfg.Chains[chain].Prove(ctx, s, it.Proof)
	return t.record(chain, it, s, done, err)
}

// record takes note of how a move went, and returns err with the channel named.
func (t *Tower) record(chain int, it item, s plan.Stage, done Settlement, err error) error {
	t.mu.Lock()
	c := t.channels[it.id]
	if c == nil { // pruned
		t.mu.Unlock()
		return err
	}
	c.answered(chain, it.Decision, s, err)
	t.counts.add(done, err)
	payee := c.terms.Payee
	t.mu.Unlock()
	t.tell(t.reportOf(chain, it, payee, s, done, err))
	if err != nil {
		return fmt.Errorf("channel %s: %s: %w", it.id, it.Move, err)
	}
	return nil
}
