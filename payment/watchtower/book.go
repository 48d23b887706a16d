package watchtower

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// channel is what the tower knows of a channel beside what the RPCs say. t.mu guards it.
type channel struct {
	terms  receipt.ChannelTerms
	proofs plan.Proofs

	since   time.Time       // when it became due, by wall time; zero: it is not
	tries   int             // that failed: the next goes through the next RPC
	sent    map[int]attempt // the newest, by Chain
	refused map[int]int     // how often settleWithProof was, by Chain
	crossed time.Time       // since when RPCs contradict each other; zero: they do not
	told    bool            // that they do
	lost    typeddata.Amount
}

// attempt is a move that a chain has answered.
type attempt struct {
	target  typeddata.Amount
	stage   plan.Stage
	mined   int  // how often it was
	refused int  // how often it was, by an estimate or in a block
	undone  bool // a reorg may have undone it
}

// maxAnswers is how often a chain is asked to make a move that it has refused, or undone,
// before it is left at that: each may cost gas.
const maxAnswers = 3

// over reports whether there is nothing more to be had from a chain for a decision: the
// same or more was mined, as it said, or was refused often enough. Whatever another RPC
// says, it is not sent again through this one, unless time becomes shorter.
func (c *channel) over(chain int, d plan.Decision) bool {
	if d.Move == plan.Prove && c.refused[chain] >= maxAnswers {
		return true
	}
	a := c.sent[chain]
	if a.target.Less(d.Target) || a.stage < d.Stage {
		return false
	}
	return a.mined > 0 && !a.undone || a.mined+a.refused >= maxAnswers
}

// answered takes note of how a chain answered a move.
func (c *channel) answered(chain int, d plan.Decision, s plan.Stage, err error) {
	a := c.sent[chain]
	if a.target != d.Target || a.stage != s {
		a = attempt{target: d.Target, stage: s}
	}
	switch {
	case err == nil:
		a.mined, a.undone = a.mined+1, false
		c.sent[chain] = a
		return
	case !errors.Is(err, ErrRefused): // it may be mined yet, or never was sent
	case d.Move == plan.Prove:
		c.refused[chain]++
	default:
		a.refused++
		c.sent[chain] = a
	}
	c.tries++
}

func (c *channel) undo(chain int) {
	if a, ok := c.sent[chain]; ok {
		a.undone = true
		c.sent[chain] = a
	}
}

// hold takes in a verified proof that is worth it. t.disk is held.
func (t *Tower) hold(h plan.Held) error {
	id := h.Proof.Terms.ID(t.cfg.Domain)
	proofs, err := t.with(id, h)
	if err != nil {
		return err
	}
	t.take(id, h, proofs)
	return nil
}

// take makes proofs, with h among them, those that are held, and removes strangers' that no
// longer are from the disk. t.disk is held.
func (t *Tower) take(id common.Hash, h plan.Held, proofs plan.Proofs) {
	for _, old := range t.replace(id, h, proofs) {
		t.store.drop(old.Proof)
	}
	for _, w := range t.watchers {
		w.watch(id, h.Proof.Terms)
	}
}

// with returns what would be held of a channel with one more proof. t.disk is held.
func (t *Tower) with(id common.Hash, h plan.Held) (plan.Proofs, error) {
	now := t.latest()
	if held, known := t.held(id); known || t.room() {
		return held.With(h, now)
	}
	if t.prune(); t.room() {
		return plan.Proofs(nil).With(h, now)
	}
	return nil, fmt.Errorf("%w: %d", ErrFull, t.cfg.MaxChannels)
}

func (t *Tower) held(id common.Hash) (plan.Proofs, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.channels[id]; c != nil {
		return c.proofs, true
	}
	return nil, false
}

func (t *Tower) room() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.channels) < t.cfg.MaxChannels
}

// replace sets what is held of a channel, and returns the strangers' proofs that no longer
// are.
func (t *Tower) replace(id common.Hash, h plan.Held, proofs plan.Proofs) (gone plan.Proofs) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.channels[id]
	if c == nil {
		c = &channel{terms: h.Proof.Terms, sent: map[int]attempt{}}
		t.channels[id] = c
	}
	for _, old := range c.proofs {
		kept := slices.ContainsFunc(proofs, func(p plan.Held) bool { return p.Own == old.Own && slices.Equal(p.Proof.Bytes(), old.Proof.Bytes()) })
		if !kept && !old.Own {
			gone = append(gone, old)
		}
	}
	c.proofs, c.refused = proofs, map[int]int{}
	return gone
}

// prune forgets channels that have ended, as every RPC says, and can never be opened
// again. t.disk is held.
func (t *Tower) prune() {
	for id, c := range t.ended() {
		for _, h := range c.proofs {
			if !h.Own {
				t.store.drop(h.Proof)
			}
		}
		for _, w := range t.watchers {
			w.forget(id)
		}
		t.mu.Lock()
		delete(t.channels, id)
		t.mu.Unlock()
	}
}

func (t *Tower) ended() map[common.Hash]*channel {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := map[common.Hash]*channel{}
	for id, c := range t.channels {
		views, _ := t.views(id)
		alive := func(v plan.View) bool { return !v.Slot.Deposit.IsZero() || v.Now < c.terms.OpenBy }
		if len(views) == len(t.watchers) && !slices.ContainsFunc(views, alive) {
			out[id] = c
		}
	}
	return out
}

// views returns what the RPCs say that say anything, and which they are.
func (t *Tower) views(id common.Hash) (views []plan.View, chains []int) {
	for i, w := range t.watchers {
		if v, ok := w.view(id); ok {
			views, chains = append(views, v), append(chains, i)
		}
	}
	return views, chains
}

// latest is the newest head time that an RPC tells, Unix seconds; zero before the first.
func (t *Tower) latest() (now uint64) {
	for _, w := range t.watchers {
		head, _ := w.state()
		now = max(now, head.Time)
	}
	return now
}
