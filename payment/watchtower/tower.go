package watchtower

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Defaults of Config; DefaultPatience is the longest.
const (
	DefaultPoll        = 2 * time.Second
	DefaultPatience    = 10 * time.Minute
	DefaultGrace       = time.Minute
	DefaultStatus      = time.Minute
	DefaultMaxChannels = 100_000

	breath = 100 * time.Millisecond // between looks at what is due
)

// Config is a watchtower.
type Config struct {
	Dirs   []string // of export files; the first also takes what is pushed
	Domain typeddata.Domain
	Chains []Chain // at least one, of one deployment; in the order of trust
	Policy plan.Policy
	// Address tells this tower from others: see plan.Delay.
	Address common.Address
	// Stagger is the longest that a payee's channels wait, by wall time, while there is
	// plenty of head time: others may settle them meanwhile. Zero: no wait.
	Stagger time.Duration

	Poll        time.Duration // between looks at the directories; zero: DefaultPoll
	Patience    time.Duration // with one RPC that does not get a move mined; zero: T/16, at most DefaultPatience
	Grace       time.Duration // for RPCs to agree before it is told; zero: DefaultGrace
	Status      time.Duration // between reports of it; zero: DefaultStatus
	MaxChannels int           // zero: DefaultMaxChannels

	Log  *slog.Logger // nil is silent
	Tell func(Report) // nil: nobody listens; called by one goroutine at a time
}

func (c Config) withDefaults() Config {
	for _, d := range []struct {
		of *time.Duration
		is time.Duration
	}{{&c.Poll, DefaultPoll}, {&c.Patience, min(DefaultPatience, time.Duration(c.Policy.ClosingPeriod)*time.Second/16)}, {&c.Grace, DefaultGrace}, {&c.Status, DefaultStatus}} {
		if *d.of <= 0 {
			*d.of = d.is
		}
	}
	if c.MaxChannels <= 0 {
		c.MaxChannels = DefaultMaxChannels
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

// Tower is a watchtower.
type Tower struct {
	cfg      Config
	watchers []*watcher
	wake     chan struct{} // something may be due
	checking chan struct{} // holds one while a pushed proof is checked

	disk  sync.Mutex // of the store; taken before mu
	store *store

	telling sync.Mutex // of cfg.Tell; taken last

	mu       sync.Mutex
	channels map[common.Hash]*channel
	flights  []*flight // by Chain; nil: none
	counts   counts
}

// New makes a watchtower. It reads nothing yet.
func New(cfg Config) (*Tower, error) {
	cfg = cfg.withDefaults()
	if len(cfg.Dirs) == 0 || len(cfg.Chains) == 0 {
		return nil, fmt.Errorf("watchtower: %d directories and %d RPCs, want at least one each", len(cfg.Dirs), len(cfg.Chains))
	}
	t := &Tower{
		cfg: cfg, wake: make(chan struct{}, 1), checking: make(chan struct{}, 1), channels: map[common.Hash]*channel{},
		store: newStore(cfg.Dirs, cfg.Domain, cfg.Log), counts: counts{transactions: map[common.Hash]bool{}},
	}
	for i, c := range cfg.Chains {
		w := newWatcher(c, cfg)
		w.hear, w.fail, w.tell = func(n News) { t.hear(i, n) }, func(err error) { t.startOver(i, err) }, t.poke
		t.watchers = append(t.watchers, w)
	}
	t.flights = make([]*flight, len(t.watchers))
	return t, nil
}

// hear takes one chain's news in, at once for all channels, so that those closed in one
// block become due together. What was sent, a reorg may have undone.
func (t *Tower) hear(chain int, n News) {
	t.mu.Lock()
	t.watchers[chain].apply(n)
	for _, id := range n.Reverted {
		if c := t.channels[id]; c != nil {
			c.undo(chain)
		}
	}
	t.mu.Unlock()
	t.poke()
}

// startOver forgets what a chain's events told: its follower begins anew.
func (t *Tower) startOver(chain int, err error) {
	t.mu.Lock()
	t.watchers[chain].startOver(err)
	for _, c := range t.channels {
		c.undo(chain)
	}
	t.mu.Unlock()
	t.poke()
}

func (t *Tower) poke() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// Run watches until the context ends.
func (t *Tower) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	if err := t.scan(); err != nil {
		return err
	}
	for _, w := range t.watchers {
		all.Go(func() { w.run(ctx) })
	}
	all.Go(func() { t.send(ctx) })
	poll, status := time.NewTicker(t.cfg.Poll), time.NewTicker(t.cfg.Status)
	defer poll.Stop()
	defer status.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-status.C:
			t.tell(t.statusReport())
		case <-poll.C:
			if err := t.scan(); err != nil {
				t.cfg.Log.Error("reading proofs", "err", err)
			}
			t.poke() // time passes
		}
	}
}

// scan takes in what is new in the directories.
func (t *Tower) scan() error {
	t.disk.Lock()
	defer t.disk.Unlock()
	all, err := t.store.scan()
	for _, h := range all {
		err := t.hold(h)
		switch known := errors.Is(err, plan.ErrKnown); {
		case err != nil && !known:
			t.cfg.Log.Error("a proof is not watched", "channel", h.Proof.Terms.ID(t.cfg.Domain), "err", err)
		case known && !h.Own:
			t.store.drop(h.Proof) // left behind by a crash
		}
	}
	if len(all) > 0 {
		t.poke()
	}
	return err
}

// send starts a round through each RPC for what is due, whenever something may be.
func (t *Tower) send(ctx context.Context) {
	var rounds sync.WaitGroup
	defer rounds.Wait()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		}
		t.look(time.Now(), t.cfg.Grace)
		for chain, items := range t.due(time.Now()) {
			if len(items) == 0 {
				continue
			}
			round, f := t.takeOff(ctx, chain, items)
			rounds.Go(func() {
				if err := t.round(round, chain, items); err != nil && ctx.Err() == nil {
					t.cfg.Log.Error("settling failed; it is tried again", "rpc", t.cfg.Chains[chain].Name(), "err", err)
					sleep(ctx, t.cfg.Poll)
				}
				t.land(f)
				t.poke()
			})
		}
		sleep(ctx, min(t.cfg.Poll, breath)) // strangers' pushes wake us, too
	}
}

// Once does what is due, without stagger, and returns when it is settled. It returns
// ErrDue if something could not be.
func (t *Tower) Once(ctx context.Context) error {
	if err := t.scan(); err != nil {
		return err
	}
	heard := 0
	for _, w := range t.watchers {
		if err := w.lookUp(ctx); err != nil {
			t.cfg.Log.Error("the RPC does not answer", "rpc", w.chain.Name(), "err", err)
			continue
		}
		if failed := w.read(ctx, nil); failed > 0 {
			t.cfg.Log.Error("the RPC does not tell of all channels", "rpc", w.chain.Name(), "not_told", failed)
		}
		heard++
	}
	if heard == 0 {
		return fmt.Errorf("%w: no RPC answers", ErrDue)
	}
	t.look(time.Now(), 0)
	err := t.settleAll(ctx)
	t.look(time.Now(), 0)
	t.tell(t.statusReport())
	return err
}

// settleAll makes rounds until nothing is due, or every RPC has had its turn.
func (t *Tower) settleAll(ctx context.Context) error {
	var failed error
	for range 2 * len(t.watchers) {
		due := t.due(time.Time{})
		if count(due) == 0 {
			return nil
		}
		failed = nil
		for chain, items := range due {
			failed = errors.Join(failed, t.round(ctx, chain, items))
		}
		for _, w := range t.watchers {
			if err := w.lookUp(ctx); err == nil {
				w.read(ctx, nil)
			}
		}
	}
	if left := count(t.due(time.Time{})); left > 0 {
		return errors.Join(fmt.Errorf("%w: %d channels", ErrDue, left), failed)
	}
	return nil
}
