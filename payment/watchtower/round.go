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
)

// item is something due, and the chain to send it through.
type item struct {
	plan.Decision
	id    common.Hash
	chain int
}

func stageOf(due []item) (s plan.Stage) {
	for _, it := range due {
		s = max(s, it.Stage)
	}
	return s
}

// due returns what is, the most urgent first. now is wall time; zero: nobody else is
// waited for.
func (t *Tower) due(now time.Time) []item {
	var out []item
	t.mu.Lock()
	for id, c := range t.channels {
		if it, ok := t.decide(id, c, now); ok {
			out = append(out, it)
		}
	}
	t.counts.due = len(out)
	t.mu.Unlock()
	slices.SortFunc(out, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), b.Owed.Cmp(a.Owed), bytes.Compare(a.id[:], b.id[:]))
	})
	return out
}

// decide returns what to do about a channel now, if anything. t.mu is held.
func (t *Tower) decide(id common.Hash, c *channel, now time.Time) (item, bool) {
	views, chains := t.views(id)
	d := t.cfg.Policy.Decide(c.proofs, views)
	if d.Move == plan.Wait {
		c.since, c.tries = time.Time{}, 0
		return item{}, false
	}
	if c.since.IsZero() {
		c.since = now
	}
	wait := plan.Delay(t.cfg.Address, c.terms.Payee, t.cfg.Stagger)
	if !now.IsZero() && d.Stage == plan.Calm && now.Sub(c.since) < wait {
		return item{}, false
	}
	if it, ok := c.route(id, d, chains); ok || d.Move != plan.Prove {
		return it, ok
	}
	// Where the proof is refused, the receipt may not be.
	return c.route(id, t.cfg.Policy.WithoutProofs().Decide(c.proofs, views), chains)
}

// route chooses the chain to send through: one by which it is due and that has not
// answered yet, another after each failure.
func (c *channel) route(id common.Hash, d plan.Decision, chains []int) (item, bool) {
	var via []int
	for _, v := range d.Views {
		if !c.over(chains[v], d) {
			via = append(via, chains[v])
		}
	}
	if len(via) == 0 {
		return item{}, false
	}
	return item{d, id, via[c.tries%len(via)]}, true
}

// round sends what is due, after one more look at the slots.
func (t *Tower) round(ctx context.Context, due []item) error {
	ids := map[common.Hash]bool{}
	for _, it := range due {
		ids[it.id] = true
	}
	t.readAgain(ctx, due)
	byChain := make([][]item, len(t.watchers))
	for _, it := range t.due(time.Time{}) {
		if ids[it.id] {
			byChain[it.chain] = append(byChain[it.chain], it)
		}
	}
	var errs []error
	for chain, items := range byChain { // one after the other: they share an account
		if len(items) > 0 && ctx.Err() == nil {
			errs = append(errs, t.through(ctx, chain, items))
		}
	}
	return errors.Join(errs...)
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
			errs = append(errs, t.record(it, s, d, d.Err))
		}
	}
	if err == nil && len(open) > 0 {
		err = fmt.Errorf("watchtower: %d of %d rows not told", len(open), len(rows))
	}
	for _, it := range open {
		_ = t.record(it, s, Settlement{ChannelID: it.id}, err)
	}
	return errors.Join(append(errs, err)...)
}

func (t *Tower) prove(ctx context.Context, chain int, s plan.Stage, it item) error {
	done, err := t.cfg.Chains[chain].Prove(ctx, s, it.Proof)
	return t.record(it, s, done, err)
}

// record takes note of how a move went, and returns err with the channel named.
func (t *Tower) record(it item, s plan.Stage, done Settlement, err error) error {
	t.mu.Lock()
	c := t.channels[it.id]
	if c == nil { // pruned
		t.mu.Unlock()
		return err
	}
	c.note(it, s, err)
	t.counts.add(done, err)
	payee := c.terms.Payee
	t.mu.Unlock()
	t.tell(t.reportOf(it, payee, s, done, err))
	if err != nil {
		return fmt.Errorf("channel %s: %s: %w", it.id, it.Move, err)
	}
	return nil
}

func (c *channel) note(it item, s plan.Stage, err error) {
	switch a := c.sent[it.chain]; {
	case err == nil:
		c.sent[it.chain] = attempt{target: it.Target, stage: s}
		return
	case !errors.Is(err, ErrRefused): // it may be mined yet, or never was sent
	case it.Move == plan.Prove:
		c.refused[it.chain]++
	case a.target == it.Target && a.stage == s:
		c.sent[it.chain] = attempt{it.Target, s, a.refused + 1}
	default:
		c.sent[it.chain] = attempt{it.Target, s, 1}
	}
	c.tries++
}
