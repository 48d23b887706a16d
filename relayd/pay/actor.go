package pay

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	// gatherFor is how long words wait for others, so that those of a channel are one step.
	gatherFor = 200 * time.Millisecond
	// lowEvery bounds how often a channel is woken because meters run low or refuse packets.
	lowEvery = 10 * time.Millisecond
	// inboxSize bounds what waits for one channel; senders wait behind it.
	inboxSize = 64
	// maxHeard bounds the words that wait.
	maxHeard = 256

	// Records and authorizations are kept for ever, so what a channel may write has to be
	// worth something or take time. As long as all sessions have enough left to pass, what
	// is new must be worth a restShare of the credit, or have waited for billWithin. Else
	// it must be worth an urgentShare of a live session's part of the credit, or the last
	// Offer be a lull ago. Sessions begin no faster than one each sessionEvery,
	// sessionBurst at once.
	restShare    = 8
	billWithin   = 30 * time.Second
	urgentShare  = 32
	lull         = time.Second
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

	low chan struct{} // cap 1: a meter has run low or refused a packet

	// Of the actor's goroutine:
	payee    channel.Payee
	stepped  bool           // since the channel was looked after
	status   channel.Status // of payee, when it was
	sessions map[uint64]*Session
	heard    words        // that the machine does not know yet
	since    time.Time    // when the first of them came
	payer    *payerStream // the newest; nil: not connected
	// unbilled is when the oldest word came that no Offer has taken up, zero if there is
	// none; where the relay itself counts, time is the word.
	unbilled time.Time
	billed   time.Time // when it was last tried
	rested   bool      // whatever was new was billed, and nothing has happened since
	quiet    time.Time // until when low is not looked at
	proposed bool      // all that was new was offered in this step
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
		ctx: ctx, stop: stop, svc: s, id: p.ID(), terms: p.Terms().Channel, payee: p, inbox: make(chan func(), inboxSize), low: make(chan struct{}, 1),
		sessions: map[uint64]*Session{}, begins: rate.NewLimiter(rate.Every(sessionEvery), sessionBurst),
		looks: rate.NewLimiter(looksRate, looksBurst),
	}
	s.group.Go(a.run)
	return a
}

func (a *actor) run() {
	timer := time.NewTimer(0)
	timer.Stop()
	defer timer.Stop()
	for a.ctx.Err() == nil {
		now := time.Now()
		if at := a.next(now); at.IsZero() {
			timer.Stop()
		} else {
			timer.Reset(at.Sub(now))
		}
		low := a.low
		if now.Before(a.quiet) {
			low = nil
		}
		work := a.look
		select {
		case <-a.ctx.Done():
		case work = <-a.inbox:
		case <-low:
			work = a.ranLow
		case <-timer.C:
		}
		if a.ctx.Err() == nil { // nothing is said once it is stopped, whatever was ready first
			work()
			a.lookAfter()
		}
	}
	a.shutdown()
}

// next returns when something is to be done although nothing happens, zero if never: a
// relay has many channels on which nothing happens, and they cost nothing.
func (a *actor) next(now time.Time) time.Time {
	at := sooner(a.billAt(), a.endAt())
	if now.Before(a.quiet) { // a meter may wake it meanwhile
		at = sooner(at, a.quiet)
	}
	return at
}

// billAt returns when to bill, zero if nothing waits for it.
func (a *actor) billAt() (at time.Time) {
	if !a.unbilled.IsZero() && !a.status.Waiting {
		at = a.unbilled.Add(billWithin)
		if a.urgent() && !a.rested {
			at = sooner(at, a.offered.Add(lull))
		}
	}
	if ms, is := a.payee.Due(); is {
		at = sooner(at, time.UnixMilli(int64(ms)))
	}
	if !at.IsZero() && at.Before(a.billed.Add(gatherFor)) {
		at = a.billed.Add(gatherFor)
	}
	if len(a.heard) > 0 {
		at = sooner(at, a.since.Add(gatherFor))
	}
	return at
}

// endAt returns when sessions are to be ended, zero if none lives.
func (a *actor) endAt() (at time.Time) {
	if a.status.Live == 0 {
		return at
	}
	for _, s := range a.sessions {
		if !s.over() {
			at = sooner(at, s.Expiry)
		}
	}
	if !a.waiting.IsZero() {
		at = sooner(at, a.waiting.Add(a.svc.cfg.Grace))
	}
	return at
}

// sooner returns the earlier of two instants; zero is never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// look does what was to be done by now.
func (a *actor) look() {
	now := time.Now()
	if at := a.billAt(); !at.IsZero() && !now.Before(at) {
		a.bill()
	}
	if at := a.endAt(); !at.IsZero() && !now.Before(at) {
		a.enforce(now)
	}
}

// lookAfter follows what the machine has done.
func (a *actor) lookAfter() {
	if !a.stepped {
		return
	}
	a.stepped = false
	a.status = a.payee.Status()
	a.noteOverdue()
	for id, s := range a.sessions {
		if s.over() && !a.payee.Has(id) { // its last receipt is in
			a.svc.sessions.remove(s)
			delete(a.sessions, id)
		}
	}
}

// urgent reports whether a session has not much left to pass, or has ended.
func (a *actor) urgent() bool {
	for _, s := range a.sessions {
		if s.Meter.Low() || s.over() {
			return true
		}
	}
	return false
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
		a.take()
	}
	next, effects, err := a.payee.Step(ev, a.svc.now())
	if err != nil {
		return err
	}
	a.payee, a.stepped = next, true
	for _, e := range effects {
		if err := a.perform(e); err != nil {
			return err
		}
	}
	return nil
}

func (a *actor) perform(e channel.Effect) error {
	switch e := e.(type) {
	case channel.Store:
		a.proposed = a.proposed || slices.ContainsFunc(e.Leaves, isTraffic)
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
		}
	default:
		panic(fmt.Sprintf("pay: internal error: effect %T", e))
	}
	return nil
}

func (a *actor) start(auth channel.Authorization) {
	s := newSession(auth, a.svc.cfg.SessionLifetime, a.low)
	a.sessions[s.ID()] = s
	a.svc.sessions.add(s)
	a.noteBilled()
	a.svc.log.Info("session started", "session", s.Key(), "maxAmount", auth.Tariff.Max)
}

// ranLow bills what sessions need that have not much left, or had packets refused, and asks
// their ends.
func (a *actor) ranLow() {
	a.quiet, a.rested = time.Now().Add(lowEvery), false
	var low []*Session
	for _, s := range a.sessions {
		if s.Meter.Woke() && !s.over() {
			s.unread = true
			low = append(low, s)
		}
	}
	if len(low) == 0 {
		return
	}
	a.bill()
	for _, s := range low {
		a.ask(s, a.starve(s))
	}
}

// starve tells the machine of packets that the meter refused since the last time, and
// reports whether there were any.
func (a *actor) starve(s *Session) bool {
	n := dropped(s.Meter)
	if n == s.refused {
		return false
	}
	s.refused = n
	if err := a.step(channel.Starved{SessionID: s.ID()}); err != nil {
		a.svc.log.Debug("starved", "session", s.Key(), "err", err)
	}
	return true
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
	a.readAll()
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

// hear takes a word of a session. As long as the session has enough left to pass, it waits
// a little, so that those of all sessions are one step and one batch.
func (a *actor) hear(w word) {
	a.rested = false
	if len(a.heard) == 0 {
		a.since = time.Now()
	}
	if err := a.heard.add(w); err != nil {
		w.refuse(err)
		return
	}
	s := a.sessions[w.session]
	if s != nil {
		s.unread = true
		a.spoke(s, w)
	}
	if s == nil || s.over() || s.Meter.Low() || len(a.heard) >= maxHeard {
		a.bill()
	}
}

// readAll reads every meter into the machine, and what was heard.
func (a *actor) readAll() {
	for _, s := range a.sessions {
		s.unread = true
	}
	a.take()
}

// take tells the machine what was heard.
func (a *actor) take() {
	if err := a.together(); err != nil && !errors.Is(err, errStopped) {
		a.svc.log.Error("metering", "channel", a.id, "err", err)
	}
}

// together tells the machine what was heard, after reading the meters of the sessions that
// it is about, and then of events: all in one step. Meters of sessions that have ended are
// read too, as packets may have been on their way, and those where the relay counts. It
// returns why the first of these events counts nothing.
func (a *actor) together(last ...channel.PayeeEvent) error {
	said := a.heard.take()
	events := make([]channel.PayeeEvent, 0, len(said)+len(last)+2)
	for id, s := range a.sessions {
		if s.unread || s.over() || s.Authorization.RelayCounted {
			s.unread = false
			p := s.passed()
			if m := (channel.Metered{SessionID: id, AB: p[0], BA: p[1]}); !a.payee.Knows(m) {
				events = append(events, m)
			}
		}
	}
	metered := len(events)
	for _, w := range said {
		events = append(events, w.event)
	}
	if events = append(events, last...); len(events) == 0 {
		return nil
	}
	if len(said) > 0 && a.unbilled.IsZero() {
		a.unbilled = a.since
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

// bill makes a batch and offers it, if what is new is worth it and no Offer waits.
func (a *actor) bill() {
	if err := a.tellAndBill(); err != nil && !errors.Is(err, errStopped) {
		a.svc.log.Error("billing", "channel", a.id, "err", err)
	}
}

// tellAndBill is one step and one durable write for events and the bill that follows.
func (a *actor) tellAndBill(events ...channel.PayeeEvent) error {
	now := time.Now()
	least := least(a.payee.Status(), a.urgent(), now.Sub(a.offered), a.unbilledFor(now))
	a.billed, a.proposed = now, false
	err := a.together(append(events, channel.Bill{Salt: salt, Least: least})...)
	a.rested = least.IsZero() && !a.payee.Status().Waiting
	if a.proposed || a.rested { // nothing is left
		a.unbilled = time.Time{}
		a.noteBilled()
	}
	return err
}

// isTraffic reports whether a leaf is no session's last: one that is may be offered while the
// others' words are not worth it.
func isTraffic(l channel.Leaf) bool { return l.Record.Type == record.Traffic }

// noteBilled has time run where the relay itself counts: there is no word to wait for.
func (a *actor) noteBilled() {
	for _, s := range a.sessions {
		if a.unbilled.IsZero() && s.Authorization.RelayCounted && !s.over() {
			a.unbilled = time.Now()
		}
	}
}

func (a *actor) unbilledFor(now time.Time) time.Duration {
	if a.unbilled.IsZero() {
		return 0
	}
	return now.Sub(a.unbilled)
}

// least is what live sessions must owe anew to be billed, so long after the last Offer and
// after the oldest word that none has taken up.
func least(st channel.Status, urgent bool, offered, unbilled time.Duration) typeddata.Amount {
	switch {
	case unbilled >= billWithin || urgent && offered >= lull:
		return typeddata.Amount{}
	case urgent:
		return st.Credit.Part(1, uint64(urgentShare*max(st.Live, 1)))
	}
	return st.Credit.Part(1, restShare)
}

func salt() [record.SaltSize]byte { return [record.SaltSize]byte(random(record.SaltSize)) }

// noteOverdue notes since when a receipt is overdue.
func (a *actor) noteOverdue() {
	st := a.status
	overdue := st.Waiting || (!st.Unpaid.IsZero() && st.Credit.Cmp(st.Unpaid) <= 0)
	switch {
	case !overdue:
		a.waiting = time.Time{}
	case a.waiting.IsZero() || st.Receipt.State.LogSize != a.receipted:
		a.waiting, a.receipted = time.Now(), st.Receipt.State.LogSize
	}
}

// enforce ends sessions whose credentials expired, and all of them when a receipt is
// overdue.
func (a *actor) enforce(now time.Time) {
	unpaid := !a.waiting.IsZero() && now.Sub(a.waiting) >= a.svc.cfg.Grace
	for id, s := range a.sessions {
		switch {
		case s.over():
		case unpaid:
			a.step(channel.Ended{SessionID: id, Reason: channel.EndUnpaid})
		case !now.Before(s.Expiry):
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
	again := time.NewTicker(gatherFor)
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
			open = a.payee.Open() > 0 && a.payer != nil
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
