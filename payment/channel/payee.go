package channel

import (
	"fmt"
	"slices"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
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
