package watchtower

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	questions = 16 // asked of one RPC at once
	maxPause  = 30 * time.Second
	sweeps    = 8 // times in a closing period that every slot is read, in case events are withheld
)

// watcher knows what one RPC says of the channels that are held. It has a goroutine of its
// own, so that an RPC that hangs holds nobody else up.
type watcher struct {
	chain  Chain
	period uint64 // T, seconds
	pause  time.Duration
	log    *slog.Logger
	hear   func(News)    // applies it
	fail   func(error)   // starts over
	tell   func()        // that slots were read
	wake   chan struct{} // something is stale

	asking chan struct{} // holds one while slots are read
	late   atomic.Bool   // its head is far behind another RPC's, as told

	mu    sync.Mutex
	head  Head
	swept uint64 // head time, Unix seconds
	err   error  // of the last look
	anew  bool   // the next news are the first of a follower
	known map[common.Hash]*view
}

// view is what the RPC says of one channel.
type view struct {
	terms     receipt.ChannelTerms
	slot      forwarding.Channel
	announced uint64 // closeAt by events, Unix seconds; 0: none
	read      bool   // slot was read
	at        uint64 // number of the head before it was
	stale     bool   // to be read again
}

func newWatcher(c Chain, cfg Config) *watcher {
	return &watcher{
		chain: c, period: cfg.Policy.ClosingPeriod, pause: cfg.Poll, log: cfg.Log,
		wake: make(chan struct{}, 1), asking: make(chan struct{}, 1), known: map[common.Hash]*view{},
	}
}

// watch adds a channel.
func (w *watcher) watch(id common.Hash, t receipt.ChannelTerms) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known[id] == nil {
		w.known[id] = &view{terms: t, stale: true}
		w.poke()
	}
}

func (w *watcher) forget(id common.Hash) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.known, id)
}

func (w *watcher) poke() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// run follows the chain until the context ends.
func (w *watcher) run(ctx context.Context) {
	var follower sync.WaitGroup
	defer follower.Wait()
	follower.Go(func() { w.follow(ctx) })
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.wake:
		}
		if w.read(ctx, nil) > 0 {
			sleep(ctx, w.pause)
			w.poke()
		}
		w.tell()
	}
}

func (w *watcher) follow(ctx context.Context) {
	pause := w.pause
	for ctx.Err() == nil {
		news, err := w.chain.Next(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			w.log.Error("the RPC fails, or contradicts itself; beginning anew at its head", "rpc", w.chain.Name(), "err", err, "again_in", pause)
			w.fail(err)
			w.poke()
			sleep(ctx, pause)
			pause = min(2*pause, maxPause)
			continue
		}
		pause = w.pause
		w.hear(news)
		w.poke()
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// startOver forgets what events said.
func (w *watcher) startOver(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err, w.anew = err, true
	for _, v := range w.known {
		v.announced = 0
	}
}

func (w *watcher) apply(n News) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.head, w.err = n.Head, nil
	if w.anew {
		w.anew = false
		for _, v := range w.known {
			v.stale = true // what happened before these news, none tell
		}
	}
	for _, id := range n.Reverted {
		if v := w.known[id]; v != nil {
			v.announced = 0
		}
	}
	for id, at := range n.Closing {
		if v := w.known[id]; v != nil {
			v.announced = at
		}
	}
	for _, id := range n.Touched {
		if v := w.known[id]; v != nil {
			v.stale = true
		}
	}
	if w.swept == 0 {
		w.swept = n.Head.Time // nothing was read before
	}
	if n.Head.Time-min(n.Head.Time, w.swept) >= w.period/sweeps {
		w.swept = n.Head.Time
		for _, v := range w.known {
			v.stale = true
		}
	}
}

// lookUp asks for the head, where nobody follows.
func (w *watcher) lookUp(ctx context.Context) error {
	head, err := w.chain.Head(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err = err; err == nil {
		w.head = head
	}
	return err
}

// read reads the slots that are stale and, of ids, those that were not read at this head.
// It returns how many it could not read.
func (w *watcher) read(ctx context.Context, ids []common.Hash) int {
	select {
	case w.asking <- struct{}{}:
	case <-ctx.Done():
		return len(ids)
	}
	defer func() { <-w.asking }()
	todo, at := w.begin(ids)
	var group errgroup.Group
	group.SetLimit(questions)
	var mu sync.Mutex
	failed := 0
	for id, t := range todo {
		group.Go(func() error {
			slot, err := w.chain.Slot(ctx, id, t)
			if w.end(id, slot, at, err); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed++
			}
			return nil
		})
	}
	_ = group.Wait()
	return failed
}

// begin returns what there is to read, and marks it as read: what is touched meanwhile is
// stale again.
func (w *watcher) begin(ids []common.Hash) (map[common.Hash]receipt.ChannelTerms, uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	todo := map[common.Hash]receipt.ChannelTerms{}
	if w.head.Number == 0 {
		return todo, 0 // what is read before the news begin may be outdated when they do
	}
	for id, v := range w.known {
		if v.stale {
			todo[id] = v.terms
		}
	}
	for _, id := range ids {
		if v := w.known[id]; v != nil && (!v.read || v.at < w.head.Number) {
			todo[id] = v.terms
		}
	}
	for id := range todo {
		w.known[id].stale = false
	}
	return todo, w.head.Number
}

func (w *watcher) end(id common.Hash, slot forwarding.Channel, at uint64, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.known[id]
	if v == nil {
		return
	}
	if err != nil {
		v.stale, w.err = true, err
		return
	}
	v.slot, v.read, v.at = slot, true, at
}

// spoil has slots read again.
func (w *watcher) spoil(ids []common.Hash) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.poke()
	for _, id := range ids {
		if v := w.known[id]; v != nil {
			v.stale = true
		}
	}
}

// view returns what the RPC says; ok is false while it has said nothing. Of a channel that
// it announced to close and whose slot it does not tell, the most is taken to be owed.
func (w *watcher) view(id common.Hash) (out plan.View, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.known[id]
	if v == nil || w.head.Number == 0 || !v.read && v.announced == 0 {
		return plan.View{}, false
	}
	slot := v.slot
	if !v.read {
		slot.Deposit = typeddata.MaxAmount()
	}
	return plan.View{Slot: slot, Announced: v.announced, Now: w.head.Time}, true
}

func (w *watcher) state() (Head, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.head, w.err
}
