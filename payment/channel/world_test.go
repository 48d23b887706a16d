package channel_test

import (
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// One base unit pays for one byte in most worlds.
const (
	perByte  = 1 << 30
	lingerMs = 5_000
	startMs  = 1_700_000_000_000
)

var (
	signerKey = newKey("signer")
	nodeKey   = newKey("node key")
	thiefKey  = newKey("somebody else")

	amount = typeddata.NewAmount
)

func newKey(seed string) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(crypto.Keccak256([]byte(seed)))
	if err != nil {
		panic(err)
	}
	return k
}

func addressOf(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func sign(k *ecdsa.PrivateKey, digest common.Hash) typeddata.Signature {
	sig, err := typeddata.Sign(k, digest)
	if err != nil {
		panic(err)
	}
	return sig
}

// world is one channel with all that is around it: a relay with its ledger and meters, a
// payer, endpoints that tell the truth, and a network between them that may lose, repeat
// and reorder. It is an edge for both machines that also knows what really happened, and
// it fails the test as soon as a machine breaks one of its promises.
type world struct {
	t     rapid.TB
	d     channel.Deployment
	terms receipt.ChannelTerms
	quote receipt.Quote
	now   channel.Time
	chain channel.ChainView
	salts uint64

	payee     channel.Payee
	ledger    *ledger
	meters    map[uint64]*meterTwin // of sessions that forward
	later     []func()              // what the relay does after the step that is under way
	points    int                   // at which the relay might have died: before and after each effect
	dieAt     int                   // the point at which it dies
	restarts  int
	credit    typeddata.Amount // what the relay may grant by the rules of slow start
	peak      typeddata.Amount // the highest credit so far
	forgotten typeddata.Amount // the most, in price, that was forwarded and is unknown after a restart

	payer    channel.Payer
	life     int // how often the payer lost its memory
	consent  *receipt.CloseConsent
	refusals []*channel.Refusal

	hostile  bool // payer and endpoints may say anything: only the relay is held to its promises
	sessions map[uint64]*session
	acks     map[common.Hash]ack.Signed // all that endpoints ever signed
	told     newestAcks                 // those that the relay knows of, or has on disk since it died
	net      []message
}

// newestAcks are the newest acknowledgements by session and side.
type newestAcks map[uint64][2]ack.Signed

func (n newestAcks) note(a ack.Signed) {
	both := n[a.SessionID]
	both[a.Side] = a
	n[a.SessionID] = both
}

// session is the truth of one session; arrays are by direction (A→B, B→A).
type session struct {
	auth      channel.Authorization
	keys      [2]*ecdsa.PrivateKey // by side
	life      int                  // of the payer that authorized it
	restarts  int                  // of the relay, when it began
	tried     [2]uint64            // what endpoints sent
	forwarded [2]uint64
	air       [2]uint64 // forwarded and neither arrived nor lost
	got       [2]uint64 // arrived
}

// meterTwin is what relayd/meter does, without its atomics.
type meterTwin struct{ left uint64 }

// message is on its way to one of the two parties.
type message struct {
	toPayee  channel.PayeeEvent
	toPayer  *channel.SignedOffer
	endpoint bool // an endpoint's own stream: it outlives the payer
}

// kind is what a session is like.
type kind struct {
	keyA, keyB, payerIsA, relayCounted bool
	most                               uint64 // maxAmount
}

const plenty = 1 << 40

var (
	bothKeys     = kind{keyA: true, keyB: true, most: plenty}
	onlyB        = kind{keyB: true, payerIsA: true, most: plenty} // our client to our listener
	payerCounted = kind{payerIsA: true, most: plenty}
	relayCounted = kind{relayCounted: true, most: plenty} // a stock TURN client
)

func baseQuote() receipt.Quote {
	return receipt.Quote{
		Payee: common.Address{1}, Closer: addressOf(nodeKey), NodeKey: addressOf(nodeKey),
		CreditCap: amount(8_000), W0: amount(1_000), PricePerGiB: amount(perByte), EpsPermille: 20,
	}
}

func newWorld(t rapid.TB, change ...func(*world)) *world {
	w := &world{
		t: t,
		d: channel.Deployment{Domain: typeddata.Domain{ChainID: 1337, Contract: common.Address{2}}, ClosingPeriod: 3600},
		terms: receipt.ChannelTerms{
			Payer: common.Address{3}, Signer: addressOf(signerKey), Payee: common.Address{1}, Closer: addressOf(nodeKey), Salt: 7,
		},
		quote: baseQuote(),
		now:   channel.Time{Ms: startMs, Head: startMs / 1000},
		chain: channel.ChainView{Deposit: amount(100_000), Final: true},

		ledger: newLedger(), meters: map[uint64]*meterTwin{},
		sessions: map[uint64]*session{}, acks: map[common.Hash]ack.Signed{}, told: newestAcks{},
	}
	for _, f := range change {
		f(w)
	}
	w.terms.CreditCap = w.quote.CreditCap
	w.credit = w.quote.W0
	p, effects := channel.NewPayee(w.payeeConfig(), w.now, w.salt())
	w.payee = p
	for _, e := range effects {
		w.perform(e, p)
	}
	w.must(w.relay(channel.ChainSeen{View: w.chain}))
	w.resume(channel.SignedReceipt{}, 0)
	return w
}

func (w *world) payeeConfig() channel.PayeeConfig {
	return channel.PayeeConfig{Deployment: w.d, Terms: w.terms, Quote: w.quote, LingerMs: lingerMs}
}

func (w *world) payerConfig() channel.PayerConfig {
	return channel.PayerConfig{Deployment: w.d, Terms: w.terms, Quote: w.quote}
}

func (w *world) salt() (s [record.SaltSize]byte) {
	w.salts++
	binary.BigEndian.PutUint64(s[:], w.salts)
	return s
}

func (w *world) must(err error) {
	if err != nil {
		w.t.Helper()
		w.t.Fatalf("unexpected error: %v", err)
	}
}

// ids returns the sessions in order.
func (w *world) ids() []uint64 { return slices.Sorted(maps.Keys(w.sessions)) }

// The relay.

// relay steps the payee and performs the effects in order; it may die between two.
func (w *world) relay(ev channel.PayeeEvent) error {
	before := w.payee.Status()
	next, effects, err := w.payee.Step(ev, w.now)
	if err != nil {
		if len(effects) > 0 {
			w.t.Fatalf("%T: an error and effects", ev)
		}
		return err
	}
	w.must(next.Recount())
	w.checkOrder(effects)
	for _, e := range effects {
		if w.dies() {
			w.crashRelay()
			return nil
		}
		w.perform(e, next)
	}
	w.payee = next
	if a, ok := ev.(channel.Acked); ok {
		w.told.note(a.Ack)
	}
	if before.Consented && !w.payee.Status().Consented {
		w.t.Fatalf("%T took a consent back", ev)
	}
	if w.dies() {
		w.crashRelay()
	}
	for len(w.later) > 0 {
		do := w.later[0]
		w.later = w.later[1:]
		do()
	}
	return nil
}

// checkOrder: what a step makes durable is one Store, before all that it does on the strength of it.
func (w *world) checkOrder(effects []channel.Effect) {
	stores := 0
	for _, e := range effects {
		switch e.(type) {
		case channel.Store:
			if stores++; stores > 1 {
				w.t.Fatalf("two Stores in %T", effects)
			}
		}
	}
}

func (w *world) dies() bool {
	w.points++
	return w.points == w.dieAt
}

// perform is the relay's edge. What an effect rests on must be durable by now.
func (w *world) perform(e channel.Effect, next channel.Payee) {
	if _, ok := e.(channel.Store); !ok && w.ledger.Consent != nil {
		if _, ok := e.(channel.SendConsent); !ok {
			w.t.Fatalf("%T after the consent", e)
		}
	}
	switch e := e.(type) {
	case channel.Store:
		had := w.ledger.cumAmount()
		w.ledger.store(w.t, w.d.Domain, e)
		w.credit = w.credit.AddCap(w.ledger.cumAmount().SubFloor(had).Min(w.credit)).Min(w.quote.CreditCap)
	case channel.SendOffer:
		if w.ledger.Offer == nil || w.ledger.Offer.Offer != e.Offer.Offer {
			w.t.Fatalf("an offer leaves before it is durable")
		}
		o := e.Offer
		o.Signature = sign(nodeKey, o.Digest(w.d.Domain))
		w.net = append(w.net, message{toPayer: &o})
	case channel.SendConsent:
		w.consented(e.Consent)
	case channel.StartSession:
		if w.ledger.sessions[e.Authorization.SessionID] == nil {
			w.t.Fatalf("a session starts before its authorization is durable")
		}
		w.meters[e.Authorization.SessionID] = new(meterTwin)
	case channel.EndSession:
		w.ended(e.SessionID)
	case channel.Grant:
		if w.ledger.cumAmount() != next.Status().Receipt.CumAmount {
			w.t.Fatalf("a grant on a receipt that is not durable")
		}
		w.meters[e.SessionID].left += e.Bytes
		w.checkExposure()
	default:
		w.t.Fatalf("effect %T", e)
	}
}

// ended stops a meter; what it counted and has left is told after the step.
func (w *world) ended(id uint64) {
	m := w.meters[id]
	delete(w.meters, id)
	if m == nil {
		w.t.Fatalf("session %d ended twice", id)
	}
	w.later = append(w.later,
		func() { w.must(w.relay(w.metered(id))) },
		func() { w.must(w.relay(channel.Reclaimed{SessionID: id, Bytes: m.left})) })
}

func (w *world) consented(c receipt.CloseConsent) {
	if w.ledger.Consent == nil || *w.ledger.Consent != c {
		w.t.Fatalf("a consent leaves before it is durable")
	}
	if c.AtLeast != w.ledger.cumAmount() || w.ledger.offered() != w.ledger.receipted() {
		w.t.Fatalf("consent for at least %s over %d records; receipted: %s over %d", c.AtLeast, w.ledger.offered(), w.ledger.cumAmount(), w.ledger.receipted())
	}
	if len(w.meters) > 0 {
		w.t.Fatalf("consent while %d sessions forward", len(w.meters))
	}
	for id, s := range w.ledger.sessions {
		if w.sessions[id] != nil && w.sessions[id].forwarded != [2]uint64{} && s.Newest.Type != record.Close && id >= w.ledger.Offer.Table.Floor {
			w.t.Fatalf("consent while session %d may still be billed", id)
		}
	}
	w.consent = &c
}

// crashRelay kills the relay and starts it again with what its ledger holds. It forgets
// what was forwarded and is in no record's bill.
func (w *world) crashRelay() {
	w.restarts++
	w.credit = w.quote.W0
	w.later = nil
	clear(w.meters)
	st := w.ledger.stored()
	p, err := channel.RestorePayee(w.d, lingerMs, st, w.now)
	if err != nil {
		w.t.Fatalf("restart: %v", err)
	}
	known := w.ledger.cumAmount()
	for _, s := range st.Sessions {
		closed := s.Newest.Type == record.Close && !slices.ContainsFunc(st.Leaves, func(l channel.Leaf) bool { return l.Record.SessionID == s.Newest.SessionID })
		if !closed {
			id := s.Authorization.SessionID
			worth := s.Authorization.Tariff.Uncapped(s.Newest.RecvAB + s.Newest.RecvBA)
			known = known.SubFloor(w.ledger.paid(id)).AddCap(worth.Max(w.sessions[id].proved(w.ledger.acks[id])))
		}
	}
	w.forgotten = w.forgotten.Max(w.served(false).SubFloor(known))
	w.payee, w.told = p, maps.Clone(w.ledger.acks)
	w.judgeProof()
	w.must(w.relay(channel.ChainSeen{View: w.chain}))
	w.must(w.relay(channel.Resend{}))
}

func (w *world) metered(id uint64) channel.Metered {
	f := w.sessions[id].forwarded
	return channel.Metered{SessionID: id, AB: f[0], BA: f[1]}
}

func (w *world) meterAll() {
	for _, id := range w.ids() {
		if w.meters[id] != nil {
			w.must(w.relay(w.metered(id)))
		}
	}
}

// bill reads all meters and makes a batch.
func (w *world) bill() {
	w.meterAll()
	w.must(w.relay(channel.Bill{Salt: w.salt}))
}

// authorized is the relay's answer to an authorization: it takes back what every meter
// may still pass, and grants it again if there is no session.
func (w *world) authorized(a channel.Authorization) error {
	ev := channel.Authorized{Authorization: a}
	for _, id := range w.ids() {
		if m := w.meters[id]; m != nil {
			ev.Reclaimed = append(ev.Reclaimed, channel.Reclaimed{SessionID: id, Bytes: m.left})
			m.left = 0
		}
	}
	err := w.relay(ev)
	if err != nil {
		for _, r := range ev.Reclaimed {
			w.meters[r.SessionID].left = r.Bytes
		}
	}
	return err
}

// served returns the uncapped price of all that was ever forwarded; as if all that is
// granted were used, where granted is set.
func (w *world) served(granted bool) typeddata.Amount {
	var sum typeddata.Amount
	for id, s := range w.sessions {
		bytes := s.forwarded[0] + s.forwarded[1]
		if m := w.meters[id]; granted && m != nil {
			bytes += m.left
		}
		sum = sum.AddCap(s.auth.Tariff.Uncapped(bytes))
	}
	return sum
}

// checkExposure holds the promise to the relay: unpaid ≤ credit + eps × paid, whatever of
// the granted bytes is used, and beyond that only what a restart forgot.
func (w *world) checkExposure() {
	w.peak = w.peak.Max(w.credit)
	paid, most := typeddata.Amount{}, w.quote.W0.Min(w.chain.Deposit)
	if w.chain.Final {
		paid = w.ledger.cumAmount()
		most = w.peak.Min(w.chain.Deposit.SubFloor(paid))
	}
	eps := typeddata.NewAmount(paid.Int().Uint64() * uint64(w.quote.EpsPermille) / 1000)
	bound := paid.AddCap(most).AddCap(eps).AddCap(w.forgotten)
	if served := w.served(true); bound.Less(served) {
		w.t.Fatalf("exposed: served %s; paid %s, credit at most %s, eps %s, forgotten %s", served, paid, most, eps, w.forgotten)
	}
}

// The payer.

func (w *world) resume(r channel.SignedReceipt, last uint64) {
	p, err := channel.ResumePayer(w.payerConfig(), r, last, w.now)
	if err != nil {
		w.t.Fatalf("resume: %v", err)
	}
	w.payer = p
}

// crashPayer kills the payer. Its streams die with it; a new one asks the relay for the
// newest receipt, and a relay with an unanswered offer says it again.
func (w *world) crashPayer() {
	w.life++
	w.net = slices.DeleteFunc(w.net, func(m message) bool { return !m.endpoint })
	st := w.payee.Status()
	w.resume(st.Receipt, st.LastSession)
	w.must(w.relay(channel.Resend{}))
}

// authorize has the payer authorize a session, and sends the authorization.
func (w *world) authorize(k kind) channel.Authorization {
	s := &session{life: w.life, restarts: w.restarts}
	var addrs [2]common.Address
	for side, named := range [2]bool{k.keyA, k.keyB} {
		if named {
			s.keys[side] = newKey(fmt.Sprintf("session %d of %d", len(w.sessions), side))
			addrs[side] = addressOf(s.keys[side])
		}
	}
	w.salts++ // two payers never draw the same
	a := w.payer.NewAuthorization(w.now, uint32(w.salts), addrs[0], addrs[1], amount(k.most))
	s.auth = channel.Authorization{
		SessionAuthorization: a, Signature: sign(signerKey, a.Digest(w.d.Domain)),
		RelayCounted: k.relayCounted, PayerIsA: k.payerIsA,
	}
	p, _, err := w.payer.Step(channel.Authorize{Authorization: s.auth})
	w.must(err)
	w.payer, w.sessions[a.SessionID] = p, s
	w.send(channel.Authorized{Authorization: s.auth})
	return s.auth
}

func (w *world) send(ev channel.PayeeEvent) { w.net = append(w.net, message{toPayee: ev}) }

// offered is the payer's answer to an offer.
func (w *world) offered(o channel.SignedOffer) {
	had := w.payer.Receipt().State.LogSize
	next, effects, err := w.payer.Step(channel.Offered{Offer: o})
	w.payer = next
	for _, e := range effects {
		r := e.(channel.SendReceipt).Receipt
		w.auditReceipt(r, had)
		w.send(channel.Receipted{Receipt: r, Signature: sign(signerKey, r.Digest(w.d.Domain))})
	}
	if r, ok := channel.AsRefusal(err); ok {
		w.refused(r, o)
	} else {
		w.must(err)
	}
}

// refused judges a refusal between two honest parties. Only a late repetition may be
// stale; and only a payer that lost its memory may refuse what nobody signed.
func (w *world) refused(r *channel.Refusal, o channel.SignedOffer) {
	w.refusals = append(w.refusals, r)
	s := w.sessions[r.SessionID]
	switch {
	case w.hostile:
	case r.Code == channel.RefuseStale && o.State.LogSize < w.payer.Receipt().State.LogSize:
	case (r.Code == channel.RefuseOverCount || r.Code == channel.RefuseBasis) && s != nil &&
		s.life < w.life && (s.keys[0] == nil || s.keys[1] == nil):
	default:
		w.t.Fatalf("an honest offer is refused: %v", r)
	}
	w.send(channel.Refused{LogSize: r.LogSize, SessionID: r.SessionID, RecvAB: r.RecvAB, RecvBA: r.RecvBA, Salt: w.salt()})
}

// auditReceipt reads what the payer is about to sign as an auditor would: every byte of
// basis 0 or 1 has acknowledgements that endpoints really signed.
func (w *world) auditReceipt(r receipt.Receipt, had uint64) {
	if r.State.LogSize > uint64(len(w.ledger.leaves)) {
		w.t.Fatalf("receipt over %d records of %d", r.State.LogSize, len(w.ledger.leaves))
	}
	for _, l := range w.ledger.leaves[min(had, r.State.LogSize):r.State.LogSize] {
		w.auditRecord(l.Index, l.Record)
	}
}

func (w *world) auditRecord(index uint64, rec record.Record) {
	a, b := w.acks[rec.AckA], w.acks[rec.AckB]
	for _, d := range []struct {
		basis            record.Basis
		recv             uint64
		receiver, sender ack.Signed
	}{{rec.BasisAB, rec.RecvAB, b, a}, {rec.BasisBA, rec.RecvBA, a, b}} {
		if d.recv > d.receiver.RecvBytes && d.basis <= record.ReceiverSigned || d.recv > d.sender.SentBytes && d.basis == record.BothSigned {
			w.t.Fatalf("signed: record %d: %d bytes %s without acknowledgements", index, d.recv, d.basis)
		}
	}
}

// The endpoints and the network.

// forward sends n bytes in a direction through the relay's meter; whether they arrive is
// the air's to say.
func (w *world) forward(id uint64, dir int, n uint64) bool {
	s, m := w.sessions[id], w.meters[id]
	s.tried[dir] += n
	if m == nil || m.left < n {
		return false
	}
	m.left -= n
	s.forwarded[dir] += n
	s.air[dir] += n
	return true
}

// arrive lets n of the bytes in the air arrive.
func (w *world) arrive(id uint64, dir int, n uint64) {
	s := w.sessions[id]
	n = min(n, s.air[dir])
	s.air[dir] -= n
	s.got[dir] += n
}

// acknowledge sends an endpoint's newest acknowledgement, if it has a key.
func (w *world) acknowledge(id uint64, side ack.Side) {
	s := w.sessions[id]
	if s.keys[side] == nil {
		return
	}
	a := w.signAck(id, side, ack.Counts{SentBytes: s.tried[side], RecvBytes: s.got[side.Other()]})
	w.net = append(w.net, message{toPayee: channel.Acked{Ack: a}, endpoint: true})
}

func (w *world) signAck(id uint64, side ack.Side, c ack.Counts) ack.Signed {
	a, err := ack.Sign(ack.DeliveryAck{ChannelID: w.payee.ID(), SessionID: id, Side: side, Counts: c}, w.d.Domain, w.sessions[id].keys[side])
	w.must(err)
	w.acks[a.Hash(w.d.Domain)] = a
	return a
}

// count tells payer and relay what the payer knows to have arrived, if it still knows the
// session.
func (w *world) count(id uint64) {
	s := w.sessions[id]
	ev := channel.Counted{SessionID: id, Counts: ack.Counts{SentBytes: s.got[0], RecvBytes: s.got[1]}}
	p, _, err := w.payer.Step(ev)
	if errors.Is(err, channel.ErrUnknownSession) {
		return
	}
	w.must(err)
	w.payer = p
	w.send(ev)
}

// take removes a message from the network.
func (w *world) take(i int) message {
	m := w.net[i]
	w.net = slices.Delete(slices.Clone(w.net), i, i+1)
	return m
}

// deliver brings a message to its party. Errors of late, repeated and reordered messages
// are no events.
func (w *world) deliver(m message) {
	if m.toPayer != nil {
		w.offered(*m.toPayer)
		return
	}
	w.meterAll()
	var err error
	if a, ok := m.toPayee.(channel.Authorized); ok {
		err = w.authorized(a.Authorization)
	} else {
		err = w.relay(m.toPayee)
	}
	w.mayErr(m.toPayee, err)
}

func (w *world) mayErr(ev channel.PayeeEvent, err error) {
	switch {
	case w.hostile, err == nil, errors.Is(err, ack.ErrBackwards), errors.Is(err, channel.ErrUnknownSession),
		errors.Is(err, channel.ErrStale), errors.Is(err, channel.ErrSessionID), errors.Is(err, channel.ErrClosing), errors.Is(err, channel.ErrDeposit):
	default:
		w.t.Fatalf("%T: %v", ev, err)
	}
}

// deliverAndBill brings a message to the relay in one step with all that its meters say and with the bill
// that follows.
func (w *world) deliverAndBill(m message) {
	if _, ok := m.toPayee.(channel.Authorized); ok || m.toPayee == nil {
		w.deliver(m)
		return
	}
	var events []channel.PayeeEvent
	for _, id := range w.ids() {
		if w.meters[id] != nil {
			events = append(events, w.metered(id))
		}
	}
	at, refused, restarts := len(events), error(nil), w.restarts
	events = append(events, m.toPayee, channel.Bill{Salt: w.salt})
	w.must(w.relay(channel.Together{Events: events, Failed: func(i int, err error) {
		if i != at {
			w.t.Fatalf("%T: %v", events[i], err)
		}
		refused = err
	}}))
	w.mayErr(m.toPayee, refused)
	if a, ok := m.toPayee.(channel.Acked); ok && refused == nil && w.restarts == restarts {
		w.told.note(a.Ack)
	}
}

// deliverAll delivers in order until nothing is on its way.
func (w *world) deliverAll() {
	for len(w.net) > 0 {
		w.deliver(w.take(0))
	}
}

// open authorizes a session and has it begin.
func (w *world) open(k kind) uint64 {
	a := w.authorize(k)
	w.deliverAll()
	if w.meters[a.SessionID] == nil {
		w.t.Fatalf("session %d did not begin", a.SessionID)
	}
	return a.SessionID
}

// carry forwards n bytes in a direction, all of which arrive.
func (w *world) carry(id uint64, dir int, n uint64) {
	if !w.forward(id, dir, n) {
		w.t.Fatalf("session %d: the meter refuses %d bytes of %d left", id, n, w.meters[id].left)
	}
	w.arrive(id, dir, n)
}

// turn lets endpoints and payer say what arrived, bills it, and has it receipted.
func (w *world) turn() {
	for _, id := range w.ids() {
		w.acknowledge(id, ack.A)
		w.acknowledge(id, ack.B)
		w.count(id)
	}
	w.deliverAll()
	w.bill()
	w.deliverAll()
}

// nextOffer bills and returns the offer, which does not reach the payer.
func (w *world) nextOffer() channel.SignedOffer {
	for _, id := range w.ids() {
		w.acknowledge(id, ack.A)
		w.acknowledge(id, ack.B)
		w.count(id)
	}
	w.deliverAll()
	w.bill()
	if len(w.net) != 1 || w.net[0].toPayer == nil {
		w.t.Fatalf("no offer, but %d messages", len(w.net))
	}
	return *w.take(0).toPayer
}

// ledger adds Stores up, as the relay's disk does, and remembers for good what was said.
type ledger struct {
	channel.Stored
	leaves   []channel.Leaf // all
	logs     []batchlog.Log // by size
	sessions map[uint64]*channel.StoredSession
	acks     newestAcks
	digests  map[uint64]common.Hash // of Offers, by log size
}

func newLedger() *ledger {
	return &ledger{
		logs: make([]batchlog.Log, 1), sessions: map[uint64]*channel.StoredSession{}, acks: newestAcks{}, digests: map[uint64]common.Hash{},
	}
}

func (l *ledger) store(t rapid.TB, d typeddata.Domain, s channel.Store) {
	if s.Terms != nil {
		l.Terms = *s.Terms
	}
	if a := s.Authorization; a != nil {
		if l.sessions[a.SessionID] != nil {
			t.Fatalf("session %d is authorized twice", a.SessionID)
		}
		l.sessions[a.SessionID] = &channel.StoredSession{Authorization: *a}
	}
	for _, leaf := range s.Leaves {
		if leaf.Index != uint64(len(l.leaves)) {
			t.Fatalf("leaf %d is written over %d", leaf.Index, len(l.leaves))
		}
		l.leaves = append(l.leaves, leaf)
		l.logs = append(l.logs, l.logs[leaf.Index].Append(leaf.Record.LeafHash()))
		if leaf.Record.Type != record.Open {
			l.sessions[leaf.Record.SessionID].Newest = leaf.Record
		}
	}
	for _, a := range s.Acks {
		l.sessions[a.SessionID].Acks[a.Side] = a
		l.acks.note(a)
	}
	for _, a := range s.Kept {
		l.sessions[a.SessionID].Kept[a.Side] = a
		l.acks.note(a)
	}
	if s.Offer != nil {
		l.storeOffer(t, d, s.Offer)
	}
	if s.Receipt != nil {
		l.storeReceipt(t, d, s.Receipt)
	}
	if s.Consent != nil {
		l.Consent = s.Consent
	}
}

// storeOffer holds the relay to one Offer for each log size, over the log that it has.
func (l *ledger) storeOffer(t rapid.TB, d typeddata.Domain, o *channel.StoredOffer) {
	size, digest := o.Offer.State.LogSize, o.Offer.Digest(d)
	if old, ok := l.digests[size]; ok && old != digest {
		t.Fatalf("two offers for log size %d", size)
	}
	if size != uint64(len(l.leaves)) || o.Offer.State.LogRoot != l.logs[size].Root() {
		t.Fatalf("offer over %d records; %d are stored", size, len(l.leaves))
	}
	if l.Offer != nil && o.Table.Floor < l.Offer.Table.Floor {
		t.Fatalf("floor falls from %d to %d", l.Offer.Table.Floor, o.Table.Floor)
	}
	l.digests[size], l.Offer = digest, o
}

// storeReceipt holds what the relay settles with: signed, over a prefix of its log.
func (l *ledger) storeReceipt(t rapid.TB, d typeddata.Domain, r *channel.SignedReceipt) {
	size := r.State.LogSize
	switch err := typeddata.Verify(r.Digest(d), r.Signature, addressOf(signerKey)); {
	case err != nil:
		t.Fatalf("receipt: %v", err)
	case size > uint64(len(l.leaves)) || r.State.LogRoot != l.logs[size].Root() || !slices.Equal(r.Range, l.logs[size].Range()):
		t.Fatalf("receipt over %d records is not over a prefix of the log", size)
	case r.Table.Hash() != r.State.SessionsHash || r.Table.Check() != nil:
		t.Fatalf("receipt without its table")
	case r.CumAmount.Less(l.cumAmount()) || size <= l.receipted():
		t.Fatalf("receipt %s over %d after %s over %d", r.CumAmount, size, l.cumAmount(), l.receipted())
	}
	l.Receipt = r
}

// stored returns what a restarted relay reads.
func (l *ledger) stored() channel.Stored {
	st := l.Stored
	st.Leaves = l.leaves[l.receipted():]
	for _, id := range slices.Sorted(maps.Keys(l.sessions)) {
		if l.Offer == nil || id >= l.Offer.Table.Floor {
			st.Sessions = append(st.Sessions, *l.sessions[id])
		}
	}
	return st
}

func (l *ledger) cumAmount() typeddata.Amount {
	if l.Receipt == nil {
		return typeddata.Amount{}
	}
	return l.Receipt.CumAmount
}

func (l *ledger) paid(id uint64) typeddata.Amount {
	if l.Receipt == nil {
		return typeddata.Amount{}
	}
	return l.Receipt.Table.Paid(id)
}

func (l *ledger) receipted() uint64 {
	if l.Receipt == nil {
		return 0
	}
	return l.Receipt.State.LogSize
}

func (l *ledger) offered() uint64 {
	if l.Offer == nil {
		return 0
	}
	return l.Offer.Offer.State.LogSize
}
