package channel

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// PayerConfig is what never changes while a payer uses a channel.
type PayerConfig struct {
	Deployment
	Terms receipt.ChannelTerms
	Quote receipt.Quote
}

// Payer is the payer's side of one channel. It is a value: Step returns the next one. It
// needs no disk: ResumePayer makes it from what the relay hands back, and the payer's own
// signature on it.
type Payer struct {
	cfg      PayerConfig
	id       common.Hash
	log      batchlog.Log // under the newest receipt
	receipt  SignedReceipt
	seen     receipt.Offer // the newest Offer with a good signature
	sessions []payerSession
	last     uint64
}

type payerSession struct {
	auth    Authorization
	hash    common.Hash
	counted ack.Counts // own, as seen from side A
	bounded bool       // by sent: the payer's own end is A
	sent    uint64     // payload bytes that it has given to the path
}

// ResumePayer makes the machine from the relay's word: the newest receipt (zero on a new
// channel) with its table and range, and the highest session id. Nothing is taken on
// trust but that no newer receipt exists; an older one can only lower what is paid. A
// receipt that an earlier machine signed must not reach the relay after it handed these
// out: the relay reads the channel's newest stream only.
//
// It returns typeddata.ErrSigner, ErrWrongChannel, ErrMismatch or ErrSessionID.
func ResumePayer(cfg PayerConfig, r SignedReceipt, last uint64, now Time) (Payer, error) {
	p := Payer{cfg: cfg, id: cfg.Terms.ID(cfg.Domain), last: last}
	if last>>sessionRandBits > max(now.Ms, now.Head*1000)+MaxAheadMs {
		return Payer{}, fmt.Errorf("%w: the relay claims session %d", ErrSessionID, last)
	}
	if r.IsZero() {
		return p, nil
	}
	if r.ChannelID != p.id {
		return Payer{}, wrongChannel(r.ChannelID, p.id)
	}
	if err := typeddata.Verify(r.Digest(cfg.Domain), r.Signature, cfg.Terms.Signer); err != nil {
		return Payer{}, fmt.Errorf("the relay's copy of my receipt: %w", err)
	}
	log, err := batchlog.Restore(r.State.LogSize, r.Range)
	if err != nil {
		return Payer{}, err
	}
	if err := checkTable(r.Table, r.Below, r.CumAmount, r.State.SessionsHash); err != nil {
		return Payer{}, err
	}
	if log.Root() != r.State.LogRoot {
		return Payer{}, fmt.Errorf("%w: log root: got %s, signed %s", ErrMismatch, log.Root(), r.State.LogRoot)
	}
	p.log, p.receipt, p.last = log, r, max(last, lastOf(r.Table))
	return p, nil
}

// Remembering returns the machine with what an earlier one of the channel knew beside what
// the relay hands back: its sessions with their flags and own counts, and the newest Offer.
func (p Payer) Remembering(old Payer) Payer {
	if old.id != p.id {
		panic("channel: internal error: memory of another channel")
	}
	p.sessions = slices.Clone(p.sessions)
	for _, s := range old.sessions {
		if s.auth.SessionID >= p.receipt.Table.Floor {
			p.sessions = append(p.sessions, s)
		}
	}
	p.last = max(p.last, old.last)
	if p.seen.State.LogSize < old.seen.State.LogSize {
		p.seen = old.seen
	}
	return p
}

// ID returns the channelId.
func (p Payer) ID() common.Hash { return p.id }

// Receipt returns the newest receipt, zero if there is none. Its Signature is zero where
// this machine made it: the edge signs, and always the same (RFC 6979).
func (p Payer) Receipt() SignedReceipt { return p.receipt }

// LastSession returns the highest session id known.
func (p Payer) LastSession() uint64 { return p.last }

// Paid returns what the newest receipt pays for a session, in base units.
func (p Payer) Paid(sessionID uint64) typeddata.Amount { return p.receipt.Table.Paid(sessionID) }

// PayerEvent is something that happens to a Payer.
type PayerEvent interface {
	payer(p *Payer) ([]Effect, error)
}

// Step performs one event. After an error the machine is unchanged but for what it saw,
// and there is no effect. An error that is a *Refusal is for the relay to hear.
func (p Payer) Step(ev PayerEvent) (Payer, []Effect, error) {
	next := p
	next.sessions = slices.Clone(p.sessions)
	effects, err := ev.payer(&next)
	if err != nil {
		p.seen = next.seen
		return p, nil, err
	}
	return next, effects, nil
}

// Authorize notes a session that the payer is about to authorize, signed.
type Authorize struct{ Authorization }

func (e Authorize) payer(p *Payer) ([]Effect, error) {
	if e.ChannelID != p.id {
		return nil, wrongChannel(e.ChannelID, p.id)
	}
	if e.SessionID <= p.last {
		return nil, fmt.Errorf("%w: got %d, last %d", ErrSessionID, e.SessionID, p.last)
	}
	p.last = e.SessionID
	p.sessions = append(p.sessions, p.own(e.Authorization))
	return nil, nil
}

func (p *Payer) own(a Authorization) payerSession {
	return payerSession{auth: a, hash: a.SessionAuthorization.Hash(p.cfg.Domain, a.Signature)}
}

// payer notes the payer's own count, as seen from side A: what its software received, or
// what its transport's acknowledgements say.
func (e Counted) payer(p *Payer) ([]Effect, error) {
	i := slices.IndexFunc(p.sessions, func(s payerSession) bool { return s.auth.SessionID == e.SessionID })
	if i < 0 {
		return nil, fmt.Errorf("%w: %d", ErrUnknownSession, e.SessionID)
	}
	if err := e.Counts.Covers(p.sessions[i].counted); err != nil {
		return nil, err
	}
	p.sessions[i].counted = e.Counts
	return nil, nil
}

// Sent is how many payload bytes the payer's own end, endpoint A, has given to the path
// so far. From the first one on, B cannot have received more, whatever it and the relay
// say together. The edge tells it before each Offer.
type Sent struct {
	SessionID uint64
	Bytes     uint64
}

func (e Sent) payer(p *Payer) ([]Effect, error) {
	i := slices.IndexFunc(p.sessions, func(s payerSession) bool { return s.auth.SessionID == e.SessionID })
	if i < 0 {
		return nil, fmt.Errorf("%w: %d", ErrUnknownSession, e.SessionID)
	}
	s := &p.sessions[i]
	s.bounded, s.sent = true, max(s.sent, e.Bytes)
	return nil, nil
}

// RefuseCode says why an Offer is not signed; the values are those on the wire.
type RefuseCode uint8

// The reasons, in the order in which they are checked.
const (
	RefuseChannel        RefuseCode = 1  // another channel
	RefuseSignature      RefuseCode = 2  // not the node key's
	RefuseEquivocation   RefuseCode = 3  // another Offer with this log size exists
	RefuseStale          RefuseCode = 4  // does not extend the receipt's log
	RefuseBadLog         RefuseCode = 5  // records and root do not fit, or a record is out of place
	RefuseUnknownSession RefuseCode = 6  // not authorized by this payer
	RefuseAckMissing     RefuseCode = 7  // basis 0 or 1 without its acknowledgements
	RefuseAckBad         RefuseCode = 8  // an acknowledgement does not verify
	RefuseBasis          RefuseCode = 9  // a basis that the session does not permit
	RefuseOverCount      RefuseCode = 10 // more bytes than acknowledged or counted
	RefuseOverPrice      RefuseCode = 11 // paid exceeds f
	RefuseBackwards      RefuseCode = 12 // paid fell below a receipt
	RefuseTable          RefuseCode = 13 // table or floor is not what the records give
	RefuseSum            RefuseCode = 14 // cumAmount is not the sum, or falls
)

var refuseNames = [...]string{"", "channel", "signature", "equivocation", "stale", "bad-log", "unknown-session",
	"ack-missing", "ack-bad", "basis", "over-count", "over-price", "backwards", "table", "sum"}

// String returns the code's name.
func (c RefuseCode) String() string {
	if c > 0 && int(c) < len(refuseNames) {
		return refuseNames[c]
	}
	return fmt.Sprintf("unknown-%d", uint8(c))
}

// Refusal is why an Offer is not signed, and what the payer would accept.
type Refusal struct {
	Code      RefuseCode
	LogSize   uint64 // of the Offer
	SessionID uint64 // 0: not about one session
	// RecvAB and RecvBA are the most bytes that the payer accepts for the session.
	RecvAB, RecvBA uint64
	Err            error
}

// Error implements error.
func (r *Refusal) Error() string {
	return fmt.Sprintf("channel: offer refused (%s): %v", r.Code, r.Err)
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// Offered is the relay's Offer. The checks run in the order of docs/protocol.md,
// section 9; the first that fails is returned as a *Refusal.
type Offered struct{ Offer SignedOffer }

func (e Offered) payer(p *Payer) ([]Effect, error) {
	o := e.Offer
	if r := p.authentic(o); r != nil {
		r.LogSize = o.State.LogSize
		return nil, r
	}
	if o.Offer == receipt.Offer(p.receipt.Receipt) {
		return []Effect{SendReceipt{p.receipt.Receipt}}, nil // it was lost; say it again
	}
	log, r := p.verify(o)
	if r != nil {
		r.LogSize = o.State.LogSize
		return nil, r
	}
	p.log = log
	p.receipt = SignedReceipt{Receipt: o.Receipt(), Table: o.Table, Below: o.Below, Range: log.Range()}
	p.sessions = slices.DeleteFunc(p.sessions, func(s payerSession) bool { return s.auth.SessionID < o.Table.Floor })
	return []Effect{SendReceipt{p.receipt.Receipt}}, nil
}

func refuse(code RefuseCode, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Err: fmt.Errorf(format, args...)}
}

// authentic checks who says it, and that it is not a second history.
func (p *Payer) authentic(o SignedOffer) *Refusal {
	if o.ChannelID != p.id {
		return refuse(RefuseChannel, "%w", wrongChannel(o.ChannelID, p.id))
	}
	if err := typeddata.Verify(o.Digest(p.cfg.Domain), o.Signature, p.cfg.Quote.NodeKey); err != nil {
		return refuse(RefuseSignature, "%w", err)
	}
	for _, old := range []receipt.Offer{p.seen, receipt.Offer(p.receipt.Receipt)} {
		if old.State.LogSize == o.State.LogSize && old.State.LogSize != 0 && old != o.Offer {
			return refuse(RefuseEquivocation, "two offers for log size %d: %s and %s", o.State.LogSize, old.CumAmount, o.CumAmount)
		}
	}
	if o.State.LogSize > p.seen.State.LogSize {
		p.seen = o.Offer
	}
	return nil
}

// verify checks records, sessions, table and sum; it returns the log under the Offer.
func (p *Payer) verify(o SignedOffer) (batchlog.Log, *Refusal) {
	log, r := p.extend(o)
	if r != nil {
		return log, r
	}
	acks := make(map[common.Hash]ack.Signed, len(o.Acks))
	for _, a := range o.Acks {
		acks[a.Hash(p.cfg.Domain)] = a
	}
	newest := make(map[uint64]int, len(o.Records))
	for i, rec := range o.Records {
		newest[rec.SessionID] = i
	}
	for i, rec := range o.Records { // in order, so that the first fault is the one named
		if rec.Type == record.Open {
			continue
		}
		if last := newest[rec.SessionID]; last != i && o.Records[last].Type != record.Adjustment {
			return log, refuse(RefuseBadLog, "record %d: superseded, but not by an adjustment", i)
		}
		if r := p.session(o, acks, rec, newest[rec.SessionID] == i); r != nil {
			return log, r
		}
	}
	return log, p.sums(o)
}

// extend checks that the records take the receipt's log to the Offer's.
func (p *Payer) extend(o SignedOffer) (batchlog.Log, *Refusal) {
	if o.State.LogSize <= p.log.Size() {
		return p.log, refuse(RefuseStale, "log size: got %d, want more than %d", o.State.LogSize, p.log.Size())
	}
	if len(o.Records) > MaxPending || p.log.Size()+uint64(len(o.Records)) != o.State.LogSize {
		return p.log, refuse(RefuseBadLog, "%d records lead from %d to %d", len(o.Records), p.log.Size(), o.State.LogSize)
	}
	log := p.log
	for i, rec := range o.Records {
		first := log.Size() == 0
		if first != (rec.Type == record.Open) {
			return p.log, refuse(RefuseBadLog, "record %d: an open record stands first and only there", i)
		}
		if first && (rec.AuthHash != p.id || rec.NodeKey() != p.cfg.Quote.NodeKey) {
			return p.log, refuse(RefuseBadLog, "open record names channel %s and node key %s", rec.AuthHash, rec.NodeKey())
		}
		if !first && rec.EpsPermille != epsOf(p.cfg.Quote) {
			return p.log, refuse(RefuseBadLog, "record %d: eps: got %d per mille, quoted %d", i, rec.EpsPermille, epsOf(p.cfg.Quote))
		}
		if _, err := record.Parse(rec.Bytes()); err != nil {
			return p.log, refuse(RefuseBadLog, "record %d: %w", i, err)
		}
		log = log.Append(rec.LeafHash())
	}
	if log.Root() != o.State.LogRoot {
		return p.log, refuse(RefuseBadLog, "log root: got %s, want %s", o.State.LogRoot, log.Root())
	}
	return log, nil
}

// session checks a record: its bytes and its amount only where it is the newest of its
// session, as an adjustment is there because what it corrects was refused.
func (p *Payer) session(o SignedOffer, acks map[common.Hash]ack.Signed, rec record.Record, newest bool) *Refusal {
	s, err := p.lookup(o, rec.SessionID)
	if err == nil && rec.AuthHash != s.hash {
		err = fmt.Errorf("%w: the record names another authorization of %d", ErrUnknownSession, rec.SessionID)
	}
	if err != nil {
		return &Refusal{Code: RefuseUnknownSession, SessionID: rec.SessionID, Err: err}
	}
	p.last = max(p.last, rec.SessionID) // its own signature says so, whatever the relay claimed
	var most [2]uint64
	named, r := p.acksOf(acks, s, rec)
	if r == nil && newest {
		r = p.accepts(s, named, rec, &most)
	}
	if r != nil {
		r.SessionID, r.RecvAB, r.RecvBA = rec.SessionID, most[0], most[1]
	}
	return r
}

// lookup finds a session among its own, or adopts one that it signed and forgot. What
// the relay says beside the signature (that it may count itself) is not adopted. Below
// the floor a session is dead: what it was paid is in cumAmount, and a table without its
// row would let it be paid once more.
func (p *Payer) lookup(o SignedOffer, id uint64) (payerSession, error) {
	if floor := p.receipt.Table.Floor; id < floor {
		return payerSession{}, fmt.Errorf("%w: %d is below the floor %d", ErrUnknownSession, id, floor)
	}
	for _, s := range p.sessions {
		if s.auth.SessionID == id {
			return s, nil
		}
	}
	for _, a := range o.Authorizations {
		if a.SessionID != id || a.ChannelID != p.id {
			continue
		}
		if err := typeddata.Verify(a.Digest(p.cfg.Domain), a.Signature, p.cfg.Terms.Signer); err != nil {
			return payerSession{}, fmt.Errorf("authorization of session %d: %w", id, err)
		}
		return p.own(Authorization{SessionAuthorization: a.SessionAuthorization, Signature: a.Signature}), nil
	}
	return payerSession{}, fmt.Errorf("%w: %d", ErrUnknownSession, id)
}

// accepts checks a record against acknowledgements, own counts and price; most is set
// to the bytes that it accepts by direction.
func (p *Payer) accepts(s payerSession, acks [2]ack.Signed, rec record.Record, most *[2]uint64) *Refusal {
	got := [2]uint64{rec.RecvAB, rec.RecvBA}
	basis := [2]record.Basis{rec.BasisAB, rec.BasisBA}
	var want [2]record.Basis
	for dir := range directions {
		most[dir], want[dir] = billed(s.auth, acks, s.counted, dir, [2]uint64{rec.SentAB, rec.SentBA}[dir])
		if s.bounded && directions[dir].sender == ack.A {
			most[dir] = min(most[dir], s.sent)
		}
	}
	for dir := range directions {
		if basis[dir] != want[dir] {
			return refuse(RefuseBasis, "direction %d: got %s, want %s", dir, basis[dir], want[dir])
		}
		if got[dir] > most[dir] {
			return refuse(RefuseOverCount, "direction %d: got %d bytes, want at most %d", dir, got[dir], most[dir])
		}
	}
	// What is receipted stays, also where a payer that forgot its counts accepts fewer bytes.
	f, paid := s.auth.Tariff.Amount(rec.RecvAB+rec.RecvBA), p.receipt.Table.Paid(rec.SessionID)
	if f.Max(paid).Less(rec.Paid) {
		return refuse(RefuseOverPrice, "session %d: got %s, f is %s, receipted %s", rec.SessionID, rec.Paid, f, paid)
	}
	if rec.Paid.Less(paid) {
		return refuse(RefuseBackwards, "session %d: got %s, receipted %s", rec.SessionID, rec.Paid, paid)
	}
	return nil
}

// acksOf returns the acknowledgements that a record names, verified. Bytes of basis 0 or
// 1 must name theirs.
func (p *Payer) acksOf(from map[common.Hash]ack.Signed, s payerSession, rec record.Record) ([2]ack.Signed, *Refusal) {
	var acks [2]ack.Signed
	needed := needs(rec)
	for i, name := range [2]common.Hash{rec.AckA, rec.AckB} {
		side := ack.Side(i)
		a, ok := from[name]
		switch {
		case name == (common.Hash{}) && !needed[side]:
			continue
		case name == (common.Hash{}) || !ok:
			return acks, refuse(RefuseAckMissing, "session %d: the acknowledgement of %s is not with the record", rec.SessionID, side)
		}
		if err := a.Verify(p.cfg.Domain, p.id, rec.SessionID, side, s.auth.Key(side)); err != nil {
			return acks, refuse(RefuseAckBad, "session %d: %w", rec.SessionID, err)
		}
		acks[side] = a
	}
	return acks, nil
}

// needs returns whose acknowledgements the bytes of a record rest on, by side.
func needs(rec record.Record) (by [2]bool) {
	recv, basis := [2]uint64{rec.RecvAB, rec.RecvBA}, [2]record.Basis{rec.BasisAB, rec.BasisBA}
	for dir, d := range directions {
		signed := recv[dir] > 0 && basis[dir] <= record.ReceiverSigned
		by[d.receiver] = by[d.receiver] || signed
		by[d.sender] = by[d.sender] || signed && basis[dir] == record.BothSigned
	}
	return by
}

// sums checks that the table is what the records make of the receipted one, and that
// cumAmount is its sum.
func (p *Payer) sums(o SignedOffer) *Refusal {
	if o.Table.Floor < p.receipt.Table.Floor || o.Table.Floor > p.last+1 {
		return refuse(RefuseTable, "floor: got %d, was %d, last session %d", o.Table.Floor, p.receipt.Table.Floor, p.last)
	}
	table, below, err := tableAfter(p.receipt.Table, p.receipt.Below, o.Records, o.Table.Floor)
	if err != nil {
		return refuse(RefuseSum, "%w", err)
	}
	if !slices.Equal(table.Rows, o.Table.Rows) || below != o.Below || o.Table.Hash() != o.State.SessionsHash {
		return refuse(RefuseTable, "table is not what the records give")
	}
	if err := checkTable(o.Table, o.Below, o.CumAmount, o.State.SessionsHash); err != nil {
		return refuse(RefuseSum, "%w", err)
	}
	if o.CumAmount.Less(p.receipt.CumAmount) {
		return refuse(RefuseSum, "%w: got %s, receipted %s", ErrBackwards, o.CumAmount, p.receipt.CumAmount)
	}
	return nil
}

func checkTable(t receipt.Table, below, cum typeddata.Amount, hash common.Hash) error {
	if err := t.Check(); err != nil {
		return err
	}
	if t.Hash() != hash {
		return fmt.Errorf("%w: sessionsHash: got %s, want %s", ErrMismatch, hash, t.Hash())
	}
	sum, err := total(t, below)
	if err != nil {
		return err
	}
	if sum != cum {
		return fmt.Errorf("%w: cumAmount: got %s, the table sums to %s", ErrMismatch, cum, sum)
	}
	return nil
}

// NewAuthorization returns an unsigned authorization for the next session, at the quoted
// price, with an acknowledgement deadline that the relay accepts for a day more.
func (p Payer) NewAuthorization(now Time, rand uint32, keyA, keyB common.Address, most typeddata.Amount) receipt.SessionAuthorization {
	q := p.cfg.Quote
	return receipt.SessionAuthorization{
		ChannelID:   p.id,
		SessionID:   NewSessionID(now, rand, p.last),
		KeyA:        keyA,
		KeyB:        keyB,
		Tariff:      price.Tariff{PerGiB: q.PricePerGiB, Flat: q.FlatPrice, Max: most},
		AckDeadline: now.Head + p.cfg.ClosingPeriod + 2*AckMarginSeconds,
	}
}

// AsRefusal returns the refusal in an error, if it is one.
func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}
