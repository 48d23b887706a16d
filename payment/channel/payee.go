package channel

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// PayeeConfig is what never changes while a relay serves a channel.
type PayeeConfig struct {
	Deployment
	Terms    receipt.ChannelTerms
	Quote    receipt.Quote
	LingerMs uint64 // how long an ended session waits for its last acknowledgements
}

// ChainView is what the chain says of a channel, at the head that Time names.
type ChainView struct {
	Deposit, Settled typeddata.Amount
	CloseAt          uint64 // Unix seconds; 0: open
	Final            bool   // opened in a final block
}

// Payee is the relay's side of one channel. It is a value: Step returns the next one.
//
// Money, in base units: served is the uncapped price of all bytes ever forwarded, and
//
//	unpaid = served - receipt - writtenOff
//
// where writtenOff is the price of what was forwarded in good time for an acknowledgement
// that does not have it, and never more than eps × receipt. Bytes are granted to sessions so that unpaid, with every granted
// byte used, never exceeds the credit.
type Payee struct {
	cfg    *PayeeConfig // which never changes
	id     common.Hash
	chain  ChainView
	credit typeddata.Amount

	log     batchlog.Log
	table   receipt.Table
	below   typeddata.Amount
	pending []record.Record // in the log, not yet under a receipt
	offer   receipt.Offer   // the newest; LogSize 0: none yet
	receipt SignedReceipt

	sessions []*payeeSession // by id; shared with earlier machines until an event changes one, see own
	owned    bool            // within an event: sessions is its own list
	stale    []*payeeSession // that an event has changed since the last sumUp
	sums     sums            // of sessions, as of that
	last     uint64          // the highest session id ever authorized
	retired  balance         // of sessions that are over
	peak     typeddata.Amount

	writtenOff typeddata.Amount // loss; never more than eps of what was paid
	storedMs   uint64           // when acknowledgements were stored last
	unkept     bool             // some came since keep looked

	closing   bool // the payer asked to close: no new session
	consented bool // the last act is done
}

// balance sums sessions, in uncapped prices.
type balance struct{ served, lost typeddata.Amount }

// sums are kept of all sessions that are not over, rather than taken in every step. Sums are exact, so
// that what a session adds can be taken out when it changes.
type sums struct {
	served, lost typeddata.Sum // see balance
	held         typeddata.Sum // served, as if every byte that is granted were used
	unused       typeddata.Sum // what live sessions were granted and have not used
	live         int
}

// part is what one session adds to the sums, and what it is to be billed, in base units.
type part struct {
	served, lost, held, unused typeddata.Amount
	live                       int // 1 or 0
	paid                       typeddata.Amount
}

func (s sums) with(p part) sums {
	return sums{s.served.Plus(p.served), s.lost.Plus(p.lost), s.held.Plus(p.held), s.unused.Plus(p.unused), s.live + p.live}
}

func (s sums) without(p part) sums {
	return sums{s.served.Minus(p.served), s.lost.Minus(p.lost), s.held.Minus(p.held), s.unused.Minus(p.unused), s.live - p.live}
}

// mark is a reading of a session's meter: payload bytes forwarded by direction.
type mark struct {
	ms   uint64
	sent [2]uint64
}

// words are an endpoint pair's acknowledgements, by side. They never change: newer ones are
// other words.
type words [2]ack.Signed

var noWords = new(words)

type payeeSession struct {
	auth    *Authorization // which never changes
	hash    common.Hash
	startMs uint64
	acks    *words
	counted ack.Counts    // by the payer, as seen from side A
	sent    [2]uint64     // forwarded payload bytes by direction
	marks   []mark        // readings of the meter, oldest first; the first is LossAfterMs old or more
	lost    [2]uint64     // payload bytes that the newest word should have and does not
	granted uint64        // payload bytes of both directions that the meter may pass in all
	newest  record.Record // zero: none yet
	named   *words        // the acknowledgements that newest names
	durable *words        // the newest that are stored
	endedMs uint64        // 0: live
	closed  bool          // its close record is in the log
	// unmetered: restored after a restart, so what was forwarded since the newest record
	// is known by acknowledgements only.
	unmetered bool

	part    part // in the machine's sums
	stale   bool // it is not that any more
	changed bool // within a step
}

func (s *payeeSession) id() uint64 { return s.auth.SessionID }

func (s *payeeSession) served() typeddata.Amount {
	return s.auth.Tariff.Uncapped(s.sent[0] + s.sent[1])
}

// sum returns what the session adds to the sums now.
func (s *payeeSession) sum() part {
	t := s.auth.Tariff
	p := part{served: s.served(), lost: s.lostAmount(), paid: t.Amount(s.billed(0) + s.billed(1)).Max(s.newest.Paid)}
	granted := t.Uncapped(s.granted)
	p.held = p.served.Max(granted)
	if s.endedMs == 0 {
		p.live, p.unused = 1, granted.SubFloor(p.served)
	}
	return p
}

// marked reports whether the newest mark says this already: another would say no more.
func (s *payeeSession) marked(sent [2]uint64) bool {
	n := len(s.marks)
	return n > 0 && s.sent == sent && s.marks[n-1].sent == sent
}

// metered notes a reading of the meter, and keeps marks far enough apart to be few.
func (s *payeeSession) metered(sent [2]uint64, now Time) {
	s.sent = sent
	if n := len(s.marks); n > 0 && now.Ms < s.marks[n-1].ms+LossAfterMs/8 {
		return
	}
	marks := append(slices.Clone(s.marks), mark{now.Ms, sent})
	for len(marks) > 1 && marks[1].ms+LossAfterMs <= now.Ms {
		marks = marks[1:]
	}
	s.marks = marks
}

// arrived notes a newer word on how many bytes arrived in a direction. What was sent
// LossAfterMs before, and is still missing, is taken for lost: each estimate is fresh, so
// a late packet mends it.
func (s *payeeSession) arrived(dir int, bytes uint64, now Time) {
	if s.unmetered { // no more than the meter can have passed, whatever an endpoint says
		most := s.auth.Tariff.BytesWithin(s.auth.Tariff.Max)
		s.sent[dir] = max(s.sent[dir], min(bytes, most-min(most, s.sent[1-dir])))
	}
	s.lost[dir] = 0
	for _, m := range s.marks {
		if m.ms+LossAfterMs <= now.Ms {
			s.lost[dir] = m.sent[dir] - min(m.sent[dir], bytes)
		}
	}
}

// lostAmount returns the uncapped price of what is taken for lost; of everything that is
// not billed, once the session's last record is written.
func (s *payeeSession) lostAmount() typeddata.Amount {
	all := s.sent[0] + s.sent[1]
	kept := all - s.lost[0] - s.lost[1]
	if s.closed {
		kept = s.newest.RecvAB + s.newest.RecvBA
	}
	if kept == all {
		return typeddata.Amount{}
	}
	return s.served().SubFloor(s.auth.Tariff.Uncapped(kept))
}

// NewPayee returns the machine of a channel that the relay begins to serve, and the
// writes that make it known after a restart.
func NewPayee(cfg PayeeConfig, now Time, salt [record.SaltSize]byte) (Payee, []Effect) {
	p := Payee{cfg: &cfg, id: cfg.Terms.ID(cfg.Domain), credit: cfg.Quote.W0}
	open := record.NewOpen(p.id, cfg.Quote.NodeKey, now.Ms, salt)
	p.log = p.log.Append(open.LeafHash())
	p.pending = []record.Record{open}
	return p, []Effect{Store{Terms: &Terms{cfg.Terms, cfg.Quote}, Leaves: []Leaf{{0, open}}}}
}

// ID returns the channelId.
func (p Payee) ID() common.Hash { return p.id }

// Terms returns the channel's terms and the quote that they followed.
func (p Payee) Terms() Terms { return Terms{p.cfg.Terms, p.cfg.Quote} }

// Status is what a payer without memory needs to go on, and what an operator looks at.
type Status struct {
	Chain       ChainView
	Receipt     SignedReceipt
	LastSession uint64
	Credit      typeddata.Amount
	Unpaid      typeddata.Amount
	MaxUnpaid   typeddata.Amount // the highest unpaid amount since the relay started
	Live        int              // sessions that may forward
	Open        int              // sessions that may still be billed, live ones included
	Waiting     bool             // an Offer waits for its receipt
	Consented   bool
}

// Status returns the channel's status.
func (p Payee) Status() Status {
	return Status{
		Chain: p.chain, Receipt: p.receipt, LastSession: p.last,
		Credit: p.limit(), Unpaid: p.unpaid(), MaxUnpaid: p.peak, Live: p.sums.live, Consented: p.consented,
		Open: len(p.sessions), Waiting: p.offer.State.LogSize > p.receipt.State.LogSize,
	}
}

// Part returns the payload bytes that one live session's equal part of the credit buys,
// beyond the flat price.
func (p Payee) Part() uint64 {
	part := p.limit().Part(1, uint64(max(p.sums.live, 1)))
	return price.Tariff{PerGiB: p.cfg.Quote.PricePerGiB}.BytesWithin(part)
}

// Due returns the instant, wall time in ms, from which on Bill does something although
// nothing happens before: it stores acknowledgements, or closes an ended session. It
// reports false if there is none.
func (p Payee) Due() (ms uint64, is bool) {
	if p.consented {
		return 0, false
	}
	at := uint64(math.MaxUint64)
	if p.unkept {
		at = p.storedMs + KeepAfterMs
	}
	waiting := p.offer.State.LogSize > p.receipt.State.LogSize // nothing is billed before its receipt
	for _, s := range p.sessions {
		switch {
		case s.endedMs == 0:
		case p.unkept && s.acks != s.durable:
			at = min(at, s.endedMs)
		case !s.closed && !waiting:
			at = min(at, s.endedMs+p.cfg.LingerMs)
		}
	}
	return at, at != math.MaxUint64
}

// Open returns how many sessions may still be billed.
func (p Payee) Open() int { return len(p.sessions) }

// Has reports whether a session may still be billed.
func (p Payee) Has(sessionID uint64) bool {
	_, err := p.find(sessionID)
	return err == nil
}

// PayeeEvent is something that happens to a Payee.
type PayeeEvent interface {
	payee(p *Payee, now Time) ([]Effect, error)
}

// Step performs one event. After an error the machine is unchanged and there is no effect.
func (p Payee) Step(ev PayeeEvent, now Time) (Payee, []Effect, error) {
	next := p
	effects, err := ev.payee(&next, now)
	if err != nil {
		return p, nil, err
	}
	next.account()
	effects = append(merged(effects), next.grant()...)
	next.release()
	return next, effects, nil
}

// account brings the sums up to date, and what follows of them.
func (p *Payee) account() {
	p.sumUp()
	p.writeOff(p.balance().lost)
	if p.chain != (ChainView{}) { // before it is known no receipt counts, and nothing is granted
		p.peak = p.peak.Max(p.unpaid())
	}
}

// sumUp brings the sums up to date.
func (p *Payee) sumUp() {
	for _, s := range p.stale {
		p.sum(s)
		s.stale = false
	}
	p.stale = nil
}

// sum brings the sums up to date for one session.
func (p *Payee) sum(s *payeeSession) {
	was := s.part
	s.part = s.sum()
	p.sums = p.sums.without(was).with(s.part)
}

// release ends a step: later ones share what it owned.
func (p *Payee) release() {
	if !p.owned {
		return
	}
	p.owned = false
	for _, s := range p.sessions {
		if s.changed {
			s.changed = false
		}
	}
}

// ChainSeen tells what the chain says of the channel now.
type ChainSeen struct{ View ChainView }

func (e ChainSeen) payee(p *Payee, now Time) ([]Effect, error) {
	if p.chain.Final && !e.View.Final { // what was final stays so; what came since is not
		e.View.Final, e.View.Deposit = true, e.View.Deposit.Min(p.chain.Deposit)
	}
	p.chain = e.View
	if e.View.CloseAt == 0 {
		return nil, nil
	}
	return p.endAll(now, EndClosing), nil
}

// Authorized is the payer's authorization of a new session. The edge reclaims every
// meter of the channel just before and tells how much, so that the credit is split anew;
// if the session is refused it grants the same again.
type Authorized struct {
	Authorization
	Reclaimed []Reclaimed
}

func (e Authorized) payee(p *Payee, now Time) ([]Effect, error) {
	if err := p.admit(e.Authorization, now); err != nil {
		return nil, err
	}
	for _, r := range e.Reclaimed {
		if _, err := r.payee(p, now); err != nil {
			return nil, err
		}
	}
	auth := e.Authorization
	p.add(&payeeSession{
		auth: &auth, startMs: now.Ms, hash: auth.Hash(p.cfg.Domain, auth.Signature),
		acks: noWords, named: noWords, durable: noWords,
	})
	p.last = auth.SessionID
	return []Effect{Store{Authorization: &auth}, StartSession{auth}}, nil
}

// admit checks an authorization in the order of docs/protocol.md, section 6.
func (p *Payee) admit(a Authorization, now Time) error {
	q, t := p.cfg.Quote, p.cfg.Terms
	switch {
	case a.ChannelID != p.id:
		return wrongChannel(a.ChannelID, p.id)
	case p.closing || p.consented || p.chain.CloseAt != 0:
		return ErrClosing
	case p.chain.Deposit.SubFloor(p.receipt.CumAmount).Less(q.W0):
		return fmt.Errorf("%w: %s deposited, %s receipted, first credit %s", ErrDeposit, p.chain.Deposit, p.receipt.CumAmount, q.W0)
	case len(p.sessions) >= MaxSessions || len(p.table.Rows)+len(p.sessions) >= MaxRows:
		return fmt.Errorf("%w: %d sessions, %d rows in the table", ErrTooMany, len(p.sessions), len(p.table.Rows))
	case a.SessionID <= p.last || a.SessionID < p.table.Floor:
		return fmt.Errorf("%w: got %d, last %d, floor %d", ErrSessionID, a.SessionID, p.last, p.table.Floor)
	case a.SessionID>>sessionRandBits > max(now.Ms, now.Head*1000)+MaxAheadMs:
		return fmt.Errorf("%w: got %d, which is ahead of clock and chain", ErrSessionID, a.SessionID)
	case a.Tariff != tariffOf(q, a.Tariff.Max):
		return fmt.Errorf("%w: got %s/GiB and %s flat, want %s and %s", ErrPrice, a.Tariff.PerGiB, a.Tariff.Flat, q.PricePerGiB, q.FlatPrice)
	case a.AckDeadline < now.Head+p.cfg.ClosingPeriod+AckMarginSeconds:
		return fmt.Errorf("%w: got %d, want at least %d", ErrAckDeadline, a.AckDeadline, now.Head+p.cfg.ClosingPeriod+AckMarginSeconds)
	case a.PayerIsA && a.KeyA != (common.Address{}):
		return fmt.Errorf("%w: got %s", ErrKeyNotZero, a.KeyA)
	}
	return typeddata.Verify(a.Digest(p.cfg.Domain), a.Signature, t.Signer)
}

// Acked is an endpoint's acknowledgement.
type Acked struct{ Ack ack.Signed }

func (e Acked) payee(p *Payee, now Time) ([]Effect, error) {
	s, err := p.session(e.Ack.SessionID)
	if err != nil {
		return nil, err
	}
	if e.Ack.Side > ack.B {
		return nil, fmt.Errorf("%w: got %d", ack.ErrSide, e.Ack.Side)
	}
	if err := e.Ack.Covers(s.acks[e.Ack.Side].Counts); err != nil { // before it costs an ecrecover
		return nil, err
	}
	if err := e.Ack.Verify(p.cfg.Domain, p.id, s.id(), e.Ack.Side, s.auth.Key(e.Ack.Side)); err != nil {
		return nil, err
	}
	acks := *s.acks
	acks[e.Ack.Side] = e.Ack
	s.acks = &acks
	p.unkept = true
	s.arrived(dirTo(e.Ack.Side), e.Ack.RecvBytes, now)
	return nil, nil
}

// Counted is the payer's own count, as seen from side A.
type Counted struct {
	SessionID uint64
	Counts    ack.Counts
}

func (e Counted) payee(p *Payee, now Time) ([]Effect, error) {
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	if err := e.Counts.Covers(s.counted); err != nil {
		return nil, err
	}
	s.counted = e.Counts
	for dir, d := range directions {
		if s.auth.Key(d.receiver) == (common.Address{}) {
			s.arrived(dir, countedFor(e.Counts, dir), now)
		}
	}
	return nil, nil
}

// Metered is a reading of a session's meter: payload bytes forwarded so far.
type Metered struct {
	SessionID uint64
	AB, BA    uint64
}

func (e Metered) payee(p *Payee, now Time) ([]Effect, error) {
	i, err := p.find(e.SessionID)
	if err != nil {
		return nil, err
	}
	s := p.sessions[i]
	if e.AB < s.sent[0] || e.BA < s.sent[1] {
		return nil, fmt.Errorf("%w: meter of session %d: got %d and %d after %d and %d", ErrBackwards, e.SessionID, e.AB, e.BA, s.sent[0], s.sent[1])
	}
	if sent := [2]uint64{e.AB, e.BA}; !s.marked(sent) {
		p.own(i).metered(sent, now)
	}
	return nil, nil
}

// Knows reports whether a reading of a session's meter says nothing, or no more: a late one that
// repeats what was read is still news to the estimate of loss, if that reading was not kept.
func (p Payee) Knows(e Metered) bool {
	i, err := p.find(e.SessionID)
	return err != nil || p.sessions[i].marked([2]uint64{e.AB, e.BA})
}

// Together tells several things in one step, as if they came one by one: but credit is granted
// once, after all of them. One that errs changes nothing and is told to Failed; the others
// count.
type Together struct {
	Events []PayeeEvent
	Failed func(i int, err error)
}

func (e Together) payee(p *Payee, now Time) ([]Effect, error) {
	var effects []Effect
	for i, ev := range e.Events {
		p.sumUp()
		was := *p
		p.owned = false // what was stays as it was, should the event err
		more, err := ev.payee(p, now)
		if err != nil {
			*p = was
			e.Failed(i, err)
			continue
		}
		p.owned = p.owned || was.owned
		effects = append(effects, more...)
	}
	return effects, nil
}

// maxPacket is the most payload bytes of one packet: what the 16-bit length of
// ChannelData can say (RFC 8656, section 12.4).
const maxPacket = 1<<16 - 1

// Starved says that a session's meter refused a packet. Where no more can be granted
// because maxAmount is reached, that ends the session. The edge reads the meter into the
// machine (Metered) just before: a packet that was refused before the last grant says
// nothing.
type Starved struct{ SessionID uint64 }

func (e Starved) payee(p *Payee, now Time) ([]Effect, error) {
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	most := s.auth.Tariff.BytesWithin(s.auth.Tariff.Max)
	if left := s.granted - min(s.granted, s.sent[0]+s.sent[1]); s.granted < most || left >= maxPacket {
		return nil, nil
	}
	return p.end(s, now, EndMaxAmount), nil
}

// Reclaimed says that a session's meter has given back bytes that it was granted and
// will not pass without a new grant.
type Reclaimed struct {
	SessionID uint64
	Bytes     uint64
}

func (e Reclaimed) payee(p *Payee, _ Time) ([]Effect, error) {
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	if e.Bytes > s.granted {
		panic("channel: internal error: a meter gave back more than it was granted")
	}
	s.granted -= e.Bytes
	return nil, nil
}

// Ended ends a session: no further byte is granted. The edge stops its meter on
// EndSession, and tells the last reading (Metered) and what is left (Reclaimed) before
// the next Bill.
type Ended struct {
	SessionID uint64
	Reason    EndReason
}

func (e Ended) payee(p *Payee, now Time) ([]Effect, error) {
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	return p.end(s, now, e.Reason), nil
}

// Bill makes a batch of what was acknowledged since the newest one, unless an Offer
// waits for its receipt: then it keeps what was acknowledged. Salt makes fresh
// randomness for each record. Records are for ever, so those that are no session's last
// must together bill at least Least more than the ones before them.
type Bill struct {
	Salt  func() [record.SaltSize]byte
	Least typeddata.Amount // base units; zero: whatever is new
}

func (e Bill) payee(p *Payee, now Time) ([]Effect, error) {
	if p.consented {
		return nil, nil
	}
	if p.offer.State.LogSize > p.receipt.State.LogSize {
		return p.keep(now), nil
	}
	var records []record.Record
	for _, d := range p.due(now, e.Least) {
		if len(p.pending)+len(records) == MaxPending {
			break
		}
		s, r := p.own(d.place), d.record
		r.Salt = e.Salt()
		r.AckA, r.AckB = s.acks[ack.A].Hash(p.cfg.Domain), s.acks[ack.B].Hash(p.cfg.Domain)
		s.newest, s.named, s.durable, s.closed = r, s.acks, s.acks, r.Type == record.Close
		records = append(records, r)
	}
	if len(records) == 0 {
		return p.keep(now), nil
	}
	p.storedMs = now.Ms
	return p.propose(records)
}

// keep stores acknowledgements that prove more than what is stored: at once for a session
// that has ended, as its endpoints will not say it again, else every KeepAfterMs.
func (p *Payee) keep(now Time) []Effect {
	if !p.unkept {
		return nil
	}
	var acks []ack.Signed
	early := now.Ms < p.storedMs+KeepAfterMs
	p.unkept = early
	for i := range p.sessions {
		s := p.sessions[i]
		if early && s.endedMs == 0 || s.durable == s.acks || !provable(*s.auth, *s.durable).Amount(0).Less(provable(*s.auth, *s.acks).Amount(0)) {
			continue
		}
		for side, a := range s.acks {
			if a != s.durable[side] {
				acks = append(acks, a)
			}
		}
		p.own(i).durable = s.acks
	}
	if acks == nil {
		return nil
	}
	p.storedMs = now.Ms
	return []Effect{Store{Kept: acks}}
}

// due is the record that a session is due, without salt and acknowledgements.
type due struct {
	place  int // of the session
	record record.Record
}

// due returns what is to be billed, by session.
func (p *Payee) due(now Time, least typeddata.Amount) []due {
	p.sumUp()
	var all []due
	var fresh typeddata.Amount
	for i, s := range p.sessions {
		if s.endedMs == 0 && s.part.paid == s.newest.Paid { // as most are
			continue
		}
		r, is := p.batch(s, now)
		if !is {
			continue
		}
		if all = append(all, due{i, r}); r.Type != record.Close {
			fresh = fresh.AddCap(r.Paid.SubFloor(s.newest.Paid))
		}
	}
	if !fresh.Less(least) {
		return all
	}
	return slices.DeleteFunc(all, func(d due) bool { return d.record.Type != record.Close })
}

// billed returns what a direction may bill, in bytes.
func (s *payeeSession) billed(dir int) uint64 {
	bytes, _ := billed(*s.auth, *s.acks, s.counted, dir, s.sent[dir])
	return bytes
}

// batch returns the record that a session is due, without salt and acknowledgements.
func (p *Payee) batch(s *payeeSession, now Time) (record.Record, bool) {
	r := record.Record{
		Type: record.Traffic, EpsPermille: epsOf(p.cfg.Quote),
		SessionID: s.id(), StartMs: s.startMs, EndMs: max(now.Ms, s.newest.EndMs, s.startMs),
		SentAB: s.sent[0], SentBA: s.sent[1], AuthHash: s.hash, Paid: s.part.paid,
	}
	if s.newest.Type != 0 {
		r.StartMs = s.newest.EndMs
	}
	r.RecvAB, r.BasisAB = billed(*s.auth, *s.acks, s.counted, 0, s.sent[0])
	r.RecvBA, r.BasisBA = billed(*s.auth, *s.acks, s.counted, 1, s.sent[1])
	if s.closed {
		return r, false
	}
	// After a restart sent is no more than what acknowledgements said: it proves nothing.
	all := !s.unmetered && r.RecvAB == r.SentAB && r.RecvBA == r.SentBA
	if s.endedMs != 0 && (all || now.Ms >= s.endedMs+p.cfg.LingerMs) {
		r.Type = record.Close
		return r, true
	}
	return r, r.Paid != s.newest.Paid
}

// propose appends records to the log and offers their sum.
func (p *Payee) propose(records []record.Record) ([]Effect, error) {
	leaves := make([]Leaf, len(records))
	for i, r := range records {
		leaves[i] = Leaf{p.log.Size(), r}
		p.log = p.log.Append(r.LeafHash())
	}
	var err error
	if p.table, p.below, err = tableAfter(p.table, p.below, records, p.floor()); err != nil {
		return nil, err
	}
	cum, err := total(p.table, p.below)
	if err != nil {
		return nil, err
	}
	p.pending = append(slices.Clip(p.pending), records...)
	p.offer = receipt.Offer{ChannelID: p.id, CumAmount: cum, State: receipt.State{
		LogSize: p.log.Size(), LogRoot: p.log.Root(), SessionsHash: p.table.Hash(),
	}}
	return []Effect{
		Store{Leaves: leaves, Acks: p.namedAcks(records), Offer: p.stored()},
		SendOffer{p.signable()},
	}, nil
}

// floor returns the lowest id that can still be paid: that of the first session whose
// close record is not under a receipt.
func (p *Payee) floor() uint64 {
	if len(p.sessions) == 0 {
		return p.table.Floor
	}
	return max(p.sessions[0].id(), p.table.Floor)
}

func (p *Payee) stored() *StoredOffer {
	return &StoredOffer{p.offer, p.table, p.below, p.log.Range()}
}

// signable returns the newest Offer, complete but for the signature.
func (p *Payee) signable() SignedOffer {
	o := SignedOffer{Offer: p.offer, Records: p.pending, Table: p.table, Below: p.below, Acks: p.namedAcks(p.pending)}
	for _, s := range p.sessions {
		if names(p.pending, s.id()) {
			o.Authorizations = append(o.Authorizations, *s.auth)
		}
	}
	return o
}

// namedAcks returns the acknowledgements that the newest record of each session names.
func (p *Payee) namedAcks(records []record.Record) []ack.Signed {
	var acks []ack.Signed
	for _, s := range p.sessions {
		if !names(records, s.id()) {
			continue
		}
		for _, a := range s.named {
			if !a.IsZero() {
				acks = append(acks, a)
			}
		}
	}
	return acks
}

// Resend repeats the newest Offer to a payer that came back; none if it is receipted.
type Resend struct{}

func (Resend) payee(p *Payee, _ Time) ([]Effect, error) {
	if p.offer.State.LogSize <= p.receipt.State.LogSize {
		return nil, nil
	}
	return []Effect{SendOffer{p.signable()}}, nil
}

// Receipted is the payer's receipt for the newest Offer.
type Receipted struct {
	Receipt   receipt.Receipt
	Signature typeddata.Signature
}

func (e Receipted) payee(p *Payee, now Time) ([]Effect, error) {
	switch {
	case e.Receipt.ChannelID != p.id:
		return nil, wrongChannel(e.Receipt.ChannelID, p.id)
	case e.Receipt == p.receipt.Receipt:
		return nil, nil // a repetition
	case e.Receipt.State.LogSize < p.offer.State.LogSize:
		return nil, fmt.Errorf("%w: log size: got %d, want %d", ErrStale, e.Receipt.State.LogSize, p.offer.State.LogSize)
	case e.Receipt != p.offer.Receipt():
		return nil, fmt.Errorf("%w: got %s for log size %d, want %s for %d", ErrMismatch,
			e.Receipt.CumAmount, e.Receipt.State.LogSize, p.offer.CumAmount, p.offer.State.LogSize)
	}
	if err := typeddata.Verify(e.Receipt.Digest(p.cfg.Domain), e.Signature, p.cfg.Terms.Signer); err != nil {
		return nil, err
	}
	p.account() // what is unpaid is at its highest now
	paid := e.Receipt.CumAmount.SubFloor(p.receipt.CumAmount)
	p.receipt = SignedReceipt{e.Receipt, e.Signature, p.table, p.below, p.log.Range()}
	p.pending = nil
	// By what is newly paid, so it at most doubles: receipts for nothing buy no credit.
	p.credit = p.credit.AddCap(paid.Min(p.credit)).Min(p.cfg.Terms.CreditCap)
	p.retire()
	r := p.receipt
	return append([]Effect{Store{Receipt: &r}}, p.finish()...), nil
}

// retire moves sessions whose close record is receipted to the retired sums.
func (p *Payee) retire() {
	if !slices.ContainsFunc(p.sessions, func(s *payeeSession) bool { return s.closed }) {
		return
	}
	var open []*payeeSession
	for _, was := range p.sessions {
		if !was.closed {
			open = append(open, was)
			continue
		}
		s := *was
		p.sums = p.sums.without(s.part)
		if s.unmetered { // what the restart lost nobody acknowledged: it is written off
			for dir, billed := range [2]uint64{s.newest.RecvAB, s.newest.RecvBA} {
				s.sent[dir] = max(billed, min(s.sent[dir], s.acks[directions[dir].receiver].RecvBytes))
			}
		}
		p.retired.served = p.retired.served.AddCap(s.served())
		p.retired.lost = p.retired.lost.AddCap(s.lostAmount())
	}
	p.sessions, p.owned = open, true
}

// Refused is the payer's disagreement with the newest Offer: the most that it accepts
// for one session. What no acknowledgement proves is lowered to that, as payer-counted,
// by an appended adjustment record, never below a receipt: so a payer that lost its
// memory, and with it its counts or the leave to count that it gave, loses nothing else.
// The session ends, and is billed to its close by what endpoints sign. What an
// acknowledgement proves is not lowered, and the session ends in dispute.
type Refused struct {
	LogSize, SessionID uint64
	RecvAB, RecvBA     uint64
	Salt               [record.SaltSize]byte
}

func (e Refused) payee(p *Payee, now Time) ([]Effect, error) {
	if e.LogSize != p.offer.State.LogSize || e.LogSize <= p.receipt.State.LogSize {
		return nil, fmt.Errorf("%w: log size: got %d, want %d", ErrStale, e.LogSize, p.offer.State.LogSize)
	}
	s, err := p.session(e.SessionID)
	if err != nil {
		return nil, err
	}
	if !names(p.pending, s.id()) {
		return nil, fmt.Errorf("%w: %d is not in the offer", ErrUnknownSession, s.id())
	}
	r := s.newest
	lower(&r.RecvAB, &r.BasisAB, e.RecvAB)
	lower(&r.RecvBA, &r.BasisBA, e.RecvBA)
	effects := p.end(s, now, EndDispute)
	if r == s.newest || len(p.pending) == MaxPending {
		return effects, nil // the Offer stands, and no other follows without its receipt
	}
	r.Type, r.Salt = record.Adjustment, e.Salt
	r.Paid = s.auth.Tariff.Amount(r.RecvAB + r.RecvBA).Max(p.receipt.Table.Paid(s.id()))
	auth := *s.auth
	auth.RelayCounted = false
	s.newest, s.closed, s.auth = r, false, &auth
	s.counted.SentBytes = min(s.counted.SentBytes, e.RecvAB)
	s.counted.RecvBytes = min(s.counted.RecvBytes, e.RecvBA)
	more, err := p.propose([]record.Record{r})
	return append(effects, more...), err
}

// lower bills a direction by the payer's count, unless an acknowledgement proves it.
func lower(recv *uint64, basis *record.Basis, most uint64) {
	if *basis >= record.PayerCounted {
		*recv, *basis = min(*recv, most), record.PayerCounted
	}
}

// CloseAsked is the payer's wish to close by consent: sessions end, and once all is
// receipted the consent follows.
type CloseAsked struct{}

func (CloseAsked) payee(p *Payee, now Time) ([]Effect, error) {
	p.closing = true
	return append(p.endAll(now, EndClosing), p.finish()...), nil
}

// finish consents to closing when the payer asked and nothing is open any more. It says
// so again if asked again: the consent never changes.
func (p *Payee) finish() []Effect {
	if !p.closing || len(p.sessions) > 0 || p.cfg.Terms.Closer == (common.Address{}) {
		return nil
	}
	c := receipt.CloseConsent{ChannelID: p.id, AtLeast: p.receipt.CumAmount}
	p.consented = true
	return []Effect{Store{Consent: &c}, SendConsent{c}}
}

// end stops a session's grants; Bill closes it once its acknowledgements are in.
func (p *Payee) end(s *payeeSession, now Time, why EndReason) []Effect {
	if s.endedMs != 0 {
		return nil
	}
	s.endedMs = max(now.Ms, 1)
	return []Effect{EndSession{s.id(), why}}
}

func (p *Payee) endAll(now Time, why EndReason) []Effect {
	var effects []Effect
	for i := range p.sessions {
		effects = append(effects, p.end(p.own(i), now, why)...)
	}
	return effects
}

// find returns the place of a session that may still be billed.
func (p *Payee) find(id uint64) (int, error) {
	i := sort.Search(len(p.sessions), func(i int) bool { return p.sessions[i].id() >= id })
	if i == len(p.sessions) || p.sessions[i].id() != id {
		return 0, fmt.Errorf("%w: %d", ErrUnknownSession, id)
	}
	return i, nil
}

// session returns a session to be changed.
func (p *Payee) session(id uint64) (*payeeSession, error) {
	i, err := p.find(id)
	if err != nil {
		return nil, err
	}
	return p.own(i), nil
}

// own replaces the session at a place by a copy that may be changed: the machine before
// this event keeps the other.
func (p *Payee) own(i int) *payeeSession {
	if s := p.sessions[i]; s.stale {
		return s
	}
	p.ownAll()
	s := *p.sessions[i]
	p.sessions[i] = &s
	p.change(&s)
	return &s
}

// ownAll replaces the list of sessions by a copy.
func (p *Payee) ownAll() {
	if !p.owned {
		p.sessions, p.owned = slices.Clone(p.sessions), true
	}
}

// add adds a session after all others.
func (p *Payee) add(s *payeeSession) {
	p.ownAll()
	p.sessions = append(p.sessions, s)
	p.change(s)
}

func (p *Payee) change(s *payeeSession) {
	s.stale, s.changed = true, true
	p.stale = append(p.stale, s)
}

// balance returns what all sessions sum to, those that are over included.
func (p *Payee) balance() balance {
	return balance{p.retired.served.AddCap(p.sums.served.Cap()), p.retired.lost.AddCap(p.sums.lost.Cap())}
}

// writeOff writes off what is taken for lost, as far as eps allows. What is written off
// stays so: bytes were granted on it. A packet that arrives after all is paid as well.
func (p *Payee) writeOff(lost typeddata.Amount) {
	p.writtenOff = p.writtenOff.Max(lost.Min(p.allowance(p.paid())))
}

// unpaid returns served - receipt - written-off loss, at least 0.
func (p *Payee) unpaid() typeddata.Amount { return p.unpaidOf(p.balance().served) }

func (p *Payee) unpaidOf(served typeddata.Amount) typeddata.Amount {
	paid := p.paid()
	return served.SubFloor(paid).SubFloor(p.writtenOff.Min(p.allowance(paid)))
}

// paid returns what counts as paid: the receipt, and nothing before an open channel is
// final (an open that a reorg removes would take the receipts with it).
func (p *Payee) paid() typeddata.Amount {
	if !p.chain.Final && !p.chain.Deposit.IsZero() {
		return typeddata.Amount{}
	}
	return p.receipt.CumAmount
}

// allowance returns floor(eps × paid).
func (p *Payee) allowance(paid typeddata.Amount) typeddata.Amount {
	return paid.Part(uint64(epsOf(p.cfg.Quote)), 1000)
}

// limit returns the credit: w0 until the channel is final, never over creditCap, and
// never more than the deposit still covers.
func (p *Payee) limit() typeddata.Amount {
	credit := p.credit
	if !p.chain.Final {
		credit = p.cfg.Quote.W0
	}
	return credit.Min(p.cfg.Terms.CreditCap).Min(p.chain.Deposit.SubFloor(p.receipt.CumAmount))
}

// grant shares the credit that is free among live sessions, so that each has an equal part
// of what it and those behind it may use without another receipt: what it was granted and
// has not used counts, or one that is silent would gather all of it. One that is at its
// maxAmount, or whose part is less than the flat price, leaves it to those behind. Grants
// only rise here: a meter may have used its grant already.
func (p *Payee) grant() []Effect {
	if p.consented || p.chain.CloseAt != 0 || p.sums.live == 0 {
		return nil
	}
	free := p.limit().SubFloor(p.unpaidOf(p.retired.served.AddCap(p.sums.held.Cap())))
	live, unused := uint64(p.sums.live), p.sums.unused
	var effects []Effect
	for i, s := range p.sessions {
		if s.endedMs != 0 {
			continue
		}
		t, has := s.auth.Tariff, s.part.unused
		part := free.AddCap(unused.Cap()).Part(1, live).SubFloor(has).Min(free)
		live, unused = live-1, unused.Minus(has)
		if part.IsZero() && !s.changed { // the last grant gave all that this part pays
			continue
		}
		held := s.part.held
		if bytes := t.BytesWithin(held.AddCap(part).Min(t.Max)); bytes > s.granted {
			effects = append(effects, Grant{s.id(), bytes - s.granted})
			if !s.changed {
				s = p.own(i)
			}
			s.granted = bytes
			p.sum(s)
			free = free.SubFloor(t.Uncapped(bytes).SubFloor(held))
		}
	}
	p.sumUp()
	return effects
}

func names(records []record.Record, sessionID uint64) bool {
	return slices.ContainsFunc(records, func(r record.Record) bool { return r.SessionID == sessionID })
}
