package pay

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/time/rate"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/meter"
)

const (
	// tick is how often a channel with sessions is metered and billed without a cause.
	tick = 200 * time.Millisecond
	// inboxSize bounds what waits for one channel; senders wait behind it.
	inboxSize = 64

	// Records and authorizations are kept for ever, so what a channel may write has to be
	// worth something or take time: within lull of an Offer only what is worth a leastShare
	// of a live session's part of the credit is offered anew, and sessions begin no faster
	// than one each sessionEvery, sessionBurst at once.
	lull         = time.Second
	leastShare   = 32
	sessionEvery = time.Second
	sessionBurst = 256
)

// errStopped says that the service is stopping or has failed.
var errStopped = errors.New("pay: the relay is stopping")

// actor owns one channel: its goroutine alone steps the machine and performs effects.
type actor struct {
	svc   *Service
	id    common.Hash
	terms receipt.ChannelTerms
	inbox chan func()
	ctx   context.Context // ends with the service, or when the channel is frozen
	stop  context.CancelFunc
	asked atomic.Uint64 // times that the chain was asked
	looks *rate.Limiter // that the payer has made

	// Of the actor's goroutine:
	payee    channel.Payee
	sessions map[uint64]*Session
	heard    []heard      // that the machine does not know yet
	left     uint64       // bytes that all meters might pass at the last look
	moved    time.Time    // when anything happened last, as still sees it
	payer    *payerStream // the newest; nil: not connected
	// waiting is since when an Offer or the credit waits for a receipt, zero if it does not;
	// receipted is the log size of the receipt that there was then.
	waiting   time.Time
	offered   time.Time     // when the newest Offer was made
	begins    *rate.Limiter // of sessions
	receipted uint64
	seen      uint64 // of asked, the one whose answer was taken
	// settled is what was settled then, and shown what receipts that were shown for it are over.
	settled, shown typeddata.Amount
}

func (s *Service) newActor(p channel.Payee) *actor {
	ctx, stop := context.WithCancel(s.ctx)
	a := &actor{
		ctx: ctx, stop: stop, svc: s, id: p.ID(), terms: p.Terms().Channel, payee: p, inbox: make(chan func(), inboxSize),
		sessions: map[uint64]*Session{}, begins: rate.NewLimiter(rate.Every(sessionEvery), sessionBurst),
		looks: rate.NewLimiter(looksRate, looksBurst),
	}
	s.group.Go(a.run)
	return a
}

func (a *actor) run() {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for a.ctx.Err() == nil {
		work := func() {}
		select {
		case <-a.ctx.Done():
		case work = <-a.inbox:
		case <-ticker.C:
			work = a.tick
		}
		if a.ctx.Err() == nil { // nothing is said once it is stopped, whatever was ready first
			work()
		}
	}
	a.shutdown()
}

// tick meters, bills and enforces, where anything can have come of it: a relay has many
// channels on which nothing happens.
func (a *actor) tick() {
	if a.busy() && !a.still() {
		a.bill()
		a.enforce()
	}
}

func (a *actor) busy() bool { return a.payee.Open() > 0 }

// still reports whether nothing moves and no time is awaited: all sessions are live, no byte
// passed, nothing was heard and no effect performed since stillAfter, and no receipt is due.
func (a *actor) still() bool {
	var left uint64
	for _, s := range a.sessions {
		if s.over() || time.Now().After(s.Expiry) {
			return false
		}
		left += s.Meter.Left()
	}
	if left != a.left || len(a.heard) > 0 || len(a.sessions) != a.payee.Open() {
		a.left, a.moved = left, time.Now()
	}
	return a.waiting.IsZero() && time.Since(a.moved) > stillAfter
}

// do runs f on the actor's goroutine and waits for it.
func (a *actor) do(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	select {
	case a.inbox <- func() { done <- f() }:
	case <-ctx.Done():
		return ctx.Err()
	case <-a.ctx.Done():
		return errStopped
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-a.ctx.Done():
		return errStopped
	}
}

// step moves the machine and performs its effects in order. If the ledger fails the whole
// service stops: nothing may be served on what is not durable.
func (a *actor) step(ev channel.PayeeEvent) error {
	if len(a.heard) > 0 { // it was said before
		a.meterAll()
	}
	next, effects, err := a.payee.Step(ev, a.svc.now())
	if err != nil {
		return err
	}
	a.payee = next
	for _, e := range effects {
		if err := a.perform(e); err != nil {
			return err
		}
	}
	return nil
}

func (a *actor) perform(e channel.Effect) error {
	a.moved = time.Now()
	switch e := e.(type) {
	case channel.Store:
		if err := a.svc.store(a.id, e); err != nil {
			a.svc.fail(fmt.Errorf("ledger: %w", err))
			return errStopped
		}
	case channel.SendOffer:
		return a.sendOffer(e.Offer)
	case channel.SendConsent:
		return a.sendConsent(e.Consent)
	case channel.StartSession:
		a.start(e.Authorization)
	case channel.EndSession:
		a.end(e.SessionID, e.Reason)
	case channel.Grant:
		if s := a.sessions[e.SessionID]; s != nil {
			s.Meter.Grant(e.Bytes)
			s.enough = s.Meter.Left() / 2
		}
	default:
		panic(fmt.Sprintf("pay: internal error: effect %T", e))
	}
	return nil
}

func (a *actor) start(auth channel.Authorization) {
	s := newSession(auth, a.svc.cfg.SessionLifetime)
	a.sessions[s.ID()] = s
	a.svc.sessions.add(s)
	a.svc.group.Go(func() { a.watch(s) })
	a.svc.log.Info("session started", "session", s.Key(), "maxAmount", auth.Tariff.Max)
}

// watch wakes the actor when a session's meter runs low.
func (a *actor) watch(s *Session) {
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-s.Ended():
			return
		case <-s.Meter.C():
			a.do(a.ctx, func() error {
				a.bill()
				a.starve(s)
				return nil
			})
		}
	}
}

// starve tells the machine of packets that the meter refused since the last time.
func (a *actor) starve(s *Session) {
	if dropped(s.Meter) == s.refused {
		return
	}
	s.refused = dropped(s.Meter)
	if err := a.step(channel.Starved{SessionID: s.ID()}); err != nil {
		a.svc.log.Debug("starved", "session", s.Key(), "err", err)
	}
}

func dropped(m *meter.Meter) uint64 {
	c := m.Snapshot()
	return c[meter.AB].Dropped[meter.Credit].Packets + c[meter.BA].Dropped[meter.Credit].Packets
}

// end stops a session's allocations and takes back what its meter may still pass. Its
// acknowledgements come in until the machine forgets it.
func (a *actor) end(id uint64, why channel.EndReason) {
	s := a.sessions[id]
	if s == nil || s.over() {
		return
	}
	s.finish()
	a.svc.sessions.endAllocations(s)
	a.svc.cfg.Allocations.End(s.Key())
	left := s.Meter.Reclaim()
	a.svc.log.Info("session ended", "session", s.Key(), "reason", why)
	a.later(func() {
		a.step(channel.Reclaimed{SessionID: id, Bytes: left})
		a.bill()
	})
	if a.payer != nil {
		a.payer.sessionEnded(id, why)
	}
}

// later runs f on the actor's goroutine after the step that is under way.
func (a *actor) later(f func()) {
	select {
	case a.inbox <- f:
	default: // the inbox is full
		a.svc.group.Go(func() { a.do(a.ctx, func() error { f(); return nil }) }) // counted: the actor runs
	}
}

// authorize begins a session.
func (a *actor) authorize(auth channel.Authorization) (*Session, error) {
	if !a.begins.Allow() {
		return nil, errTooFast
	}
	a.meterAll()
	var back []channel.Reclaimed
	for id, s := range a.sessions {
		if !s.over() {
			back = append(back, channel.Reclaimed{SessionID: id, Bytes: s.Meter.Reclaim()})
		}
	}
	if err := a.step(channel.Authorized{Authorization: auth, Reclaimed: back}); err != nil {
		for _, r := range back {
			a.sessions[r.SessionID].Meter.Grant(r.Bytes)
		}
		return nil, err
	}
	return a.sessions[auth.SessionID], nil
}

// heard is an acknowledgement or a count, and whom to tell if it is refused.
type heard struct {
	event  channel.PayeeEvent
	refuse func(error)
}

// stillAfter is more than anything waits that comes of what happened: the lull, and the
// machine's waits for loss (LossAfterMs) and for acknowledgements to keep (KeepAfterMs).
const stillAfter = 5 * time.Second

// maxHeard bounds what waits for the next tick.
const maxHeard = 256

// hear takes an acknowledgement or a count of a session. As long as the session has enough
// left to pass, it waits for the next tick, so that those of all sessions are one step and
// one batch.
func (a *actor) hear(sessionID uint64, ev channel.PayeeEvent, refuse func(error)) {
	a.heard = append(a.heard, heard{ev, refuse})
	s := a.sessions[sessionID]
	if s == nil || s.over() || s.Meter.Left() <= s.enough || len(a.heard) >= maxHeard {
		a.bill()
	}
}

// meterAll reads every meter into the machine, and then what was heard.
func (a *actor) meterAll() {
	if err := a.together(); err != nil && !errors.Is(err, errStopped) {
		a.svc.log.Error("metering", "channel", a.id, "err", err)
	}
}

// together reads every meter into the machine, then what was heard, and then tells it of events:
// all in one step. It returns why the first of these events counts nothing.
func (a *actor) together(last ...channel.PayeeEvent) error {
	events := make([]channel.PayeeEvent, 0, len(a.sessions)+len(a.heard)+len(last))
	for id, s := range a.sessions {
		if !a.payee.Has(id) { // its last receipt is in
			a.svc.sessions.remove(s)
			delete(a.sessions, id)
			continue
		}
		c := s.Meter.Snapshot()
		events = append(events, channel.Metered{SessionID: id, AB: c[meter.AB].Forwarded.Bytes, BA: c[meter.BA].Forwarded.Bytes})
	}
	metered, said := len(events), a.heard
	a.heard = nil
	for _, h := range said {
		events = append(events, h.event)
	}
	if events = append(events, last...); len(events) == 0 {
		return nil
	}
	var refused error
	err := a.step(channel.Together{Events: events, Failed: func(i int, err error) {
		switch {
		case i < metered:
			a.svc.log.Error("metering", "channel", a.id, "err", err)
		case i < metered+len(said):
			said[i-metered].refuse(err)
		case refused == nil:
			refused = err
		}
	}})
	if err != nil {
		return err
	}
	return refused
}

// bill makes a batch and offers it, if there is something new and no Offer waits.
func (a *actor) bill() {
	if err := a.together(a.newBill()); err != nil && !errors.Is(err, errStopped) {
		a.svc.log.Error("billing", "channel", a.id, "err", err)
	}
}

// tellAndBill is one step and one durable write for an event and the bill that follows.
func (a *actor) tellAndBill(ev channel.PayeeEvent) error { return a.together(ev, a.newBill()) }

func (a *actor) newBill() channel.Bill {
	return channel.Bill{Salt: salt, Least: least(a.payee.Status(), time.Since(a.offered))}
}

// least is what live sessions must owe anew to be billed, so long after the last Offer.
func least(st channel.Status, since time.Duration) typeddata.Amount {
	if since >= lull {
		return typeddata.Amount{}
	}
	return st.Credit.Part(1, uint64(leastShare*max(st.Live, 1)))
}

func salt() [record.SaltSize]byte { return [record.SaltSize]byte(random(record.SaltSize)) }

// enforce ends sessions whose credentials expired, and all of them when a receipt is
// overdue.
func (a *actor) enforce() {
	st := a.payee.Status()
	overdue := st.Waiting || (!st.Unpaid.IsZero() && st.Credit.Cmp(st.Unpaid) <= 0)
	switch {
	case !overdue:
		a.waiting = time.Time{}
	case a.waiting.IsZero() || st.Receipt.State.LogSize != a.receipted:
		a.waiting, a.receipted = time.Now(), st.Receipt.State.LogSize
	}
	unpaid := overdue && time.Since(a.waiting) > a.svc.cfg.Grace
	for id, s := range a.sessions {
		switch {
		case s.over():
		case unpaid:
			a.step(channel.Ended{SessionID: id, Reason: channel.EndUnpaid})
		case time.Now().After(s.Expiry):
			a.step(channel.Ended{SessionID: id, Reason: channel.EndExpired})
		}
	}
}

func (a *actor) sendOffer(o channel.SignedOffer) error {
	a.offered = time.Now()
	sig, err := a.svc.sign(o.Digest(a.svc.cfg.Deployment.Domain))
	if err != nil {
		return err
	}
	o.Signature = sig
	if a.payer != nil {
		a.payer.offer(o)
	}
	return nil
}

// farewell ends the channel's sessions and waits until they are receipted.
func (a *actor) farewell(ctx context.Context) {
	again := time.NewTicker(tick)
	defer again.Stop()
	for first := true; ; first = false {
		open := false
		err := a.do(ctx, func() error {
			for id, s := range a.sessions {
				if first && !s.over() {
					a.step(channel.Ended{SessionID: id, Reason: channel.EndShutdown})
				}
			}
			a.bill()
			open = a.busy() && a.payer != nil
			return nil
		})
		if err != nil || !open {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// shutdown stops the sessions; what was billed is durable already.
func (a *actor) shutdown() {
	for _, s := range a.sessions {
		if !s.over() {
			s.finish()
			s.Meter.Reclaim()
			a.svc.sessions.remove(s)
			a.svc.cfg.Allocations.End(s.Key())
		}
	}
}

func (s *Service) sign(digest common.Hash) (typeddata.Signature, error) {
	sig, err := s.cfg.NodeKey.SignDigest(s.ctx, digest)
	if err != nil {
		s.fail(fmt.Errorf("node key: %w", err)) // the machines have moved on; nothing may be left out
		return sig, errStopped
	}
	return sig, nil
}
