package explore

import (
	"fmt"
	"slices"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
)

// move is one thing that may happen next.
type move struct {
	verb verb
	arg  uint32 // a message, a session and direction or side, a lie
	die  uint8  // the point at which the relay dies while it does it; 0: it lives
}

type verb uint8

const (
	deliver verb = iota + 1 // a message to the relay
	bill
	reclaim
	giveUp
	see
	dies
	restart
	starve
	hear // a message to the payer
	authorize
	count
	askEnd
	askClose
	forget
	resume
	reconnect
	packet // a packet passes the relay and arrives
	lose   // a packet passes the relay and is lost
	acknowledge
	tick
	finalize
	settle
	prove
	closes
	closeNow
	closeByConsent
	withdraw
	say     // a hostile payer, anything
	signOff // a hostile payer, an Offer unread
	refuse  // a hostile payer, an Offer unread
	lie     // a hostile relay, an Offer
	cash    // a hostile relay, any receipt
	dispute // a hostile relay, any receipt and what endpoints sign
)

// mask names parts of a State.
type mask uint16

const (
	onRelay mask = 1 << iota
	onDisk
	onPayer
	onSigned
	onTruth
	onChain
	onTick
)

// parts are those that a move reads or writes. The network is not among them: a message
// that a move is about is its argument, and what it sends is added afterwards.
var parts = [...]mask{
	deliver: onRelay | onDisk | onTick, bill: onRelay | onDisk | onTick, reclaim: onRelay | onDisk | onTick,
	giveUp: onRelay | onDisk | onTick, see: onRelay | onDisk | onChain | onTick, dies: onRelay | onDisk, starve: onRelay | onDisk | onTick,
	restart: onRelay | onDisk | onTruth | onChain | onTick,
	hear:    onPayer | onSigned, authorize: onPayer | onTruth | onTick, count: onPayer | onTruth, askEnd: onPayer | onTruth, askClose: onPayer,
	forget: onPayer, resume: onRelay | onDisk | onPayer | onSigned | onTick, reconnect: onRelay | onDisk | onPayer | onTick,
	packet: onRelay | onTruth, lose: onRelay | onTruth, acknowledge: onTruth, tick: 0, finalize: onChain,
	settle: onDisk | onChain | onTick, prove: onRelay | onDisk | onChain | onTick, closes: onPayer | onChain | onTick, closeNow: onRelay | onDisk | onChain | onTick,
	closeByConsent: onPayer | onDisk | onChain | onTick, withdraw: onChain | onTick,
	say: onTruth, signOff: onSigned, refuse: onTruth, lie: onPayer, cash: onDisk | onSigned | onChain | onTick, dispute: onDisk | onSigned | onTruth | onChain | onTick,
}

// only returns the state with every part but these left out.
func (s State) only(m mask) (t State) { return t.with(s, m) }

// with returns the state with these parts taken from another.
func (s State) with(t State, m mask) State {
	for _, p := range []struct {
		on   mask
		part *uint32
		from uint32
	}{
		{onRelay, &s.relay, t.relay}, {onDisk, &s.disk, t.disk}, {onPayer, &s.payer, t.payer}, {onSigned, &s.signed, t.signed},
		{onTruth, &s.truth, t.truth}, {onChain, &s.chain, t.chain},
	} {
		if m&p.on != 0 {
			*p.part = p.from
		}
	}
	if m&onTick != 0 {
		s.tick = t.tick
	}
	return s
}

// pair packs a session and a direction or side into an argument.
func pair(session, of int) uint32 { return uint32(session<<1 | of) }

func unpair(arg uint32) (session, of int) { return int(arg >> 1), int(arg & 1) }

// next calls visit with every state that one move leads to. Moves that change nothing are
// left out.
func (w *world) next(s State, visit func(move, State, *Fault)) {
	for _, m := range w.possible(s) {
		a := w.try(s, m, visit)
		for die := uint8(1); die < a.points && int(s.relayDeaths) < w.RelayDeaths; die++ {
			w.try(s, move{m.verb, m.arg, die}, visit)
		}
	}
}

// try makes a move. What it does to the parts that it depends on is asked once.
func (w *world) try(s State, m move, visit func(move, State, *Fault)) answer {
	q := question{s.only(parts[m.verb]), m}
	a, ok := w.known[q]
	if !ok {
		a = w.answer(q.of, m)
		w.known[q] = a
	}
	if a.no && a.fault == nil {
		return a
	}
	t := s.with(a.state, parts[m.verb])
	t.net = w.with(s.net, a)
	switch {
	case m.verb == tick:
		t.tick++
	case m.verb == forget:
		t.payerDeaths++
	case m.verb == reconnect:
		t.breaks++
	case m.verb == dies || m.die != 0:
		t.relayDeaths++
	case m.verb == lie:
		t.lies++
	}
	if t != s || a.fault != nil {
		visit(m, t, a.fault)
	}
	return a
}

// possible lists the moves that may be made in a state.
func (w *world) possible(s State) []move {
	c := w.chains.at(s.chain)
	if c.ended {
		return nil
	}
	r, p, t := w.relays.at(s.relay), w.payers.at(s.payer), w.truths.at(s.truth)
	var moves []move
	add := func(v verb, arg uint32) { moves = append(moves, move{verb: v, arg: arg}) }
	for _, id := range *w.nets.at(s.net) {
		switch m := w.messages.at(id); {
		case m.toRelay != nil && r.up:
			add(deliver, id)
		case m.toRelay == nil && p.up && !w.HostilePayer:
			add(hear, id)
		}
	}
	if r.up {
		w.ofRelay(s, *r, *c, add)
	} else {
		add(restart, 0)
	}
	if p.up {
		w.ofPayer(s, t, add)
		if r.up && int(s.breaks) < w.Breaks {
			add(reconnect, 0)
		}
	} else if r.up {
		for i := range 1 + 2*min(w.Lies, 1)*len(*w.ledgers.at(s.signed)) {
			add(resume, uint32(i))
		}
	}
	w.ofPackets(*r, t, add)
	if int(s.tick)+1 < len(w.Instants) && !w.watched(s, *r, *c) {
		add(tick, 0)
	}
	if !c.final {
		add(finalize, 0)
	}
	if w.Chain {
		w.ofChain(s, add)
	}
	return moves
}

// watched says that time cannot pass yet: somebody who may settle for the relay, itself or
// a watchtower, acts before closeAt.
func (w *world) watched(s State, r relay, c chain) bool {
	next := w.at(State{tick: s.tick + 1})
	return c.closeAt != 0 && !c.closed(w.at(s)) && c.closed(next) && c.settled.Less(w.owed(&r, w.disks.at(s.disk)).Min(c.deposit))
}

func (w *world) ofRelay(s State, r relay, c chain, add func(verb, uint32)) {
	add(bill, 0)
	st := r.payee.Status()
	if slices.ContainsFunc(r.meters, func(m meter) bool { return m.owing }) {
		add(reclaim, 0)
	}
	if st.Waiting && st.Live > 0 {
		add(giveUp, 0)
	}
	if st.Chain != c.view() {
		add(see, 0)
	}
	if int(s.relayDeaths) < w.RelayDeaths {
		add(dies, 0)
	}
	for i, kind := range w.Sessions {
		if kind.Most != 0 {
			add(starve, uint32(i))
		}
	}
	if int(s.lies) < w.Lies {
		for _, id := range *w.nets.at(s.net) {
			if w.messages.at(id).toPayer == nil {
				continue
			}
			for k := range lies {
				add(lie, id*uint32(len(lies))+uint32(k))
			}
		}
	}
	if w.Lies > 0 && w.Chain {
		for i := range *w.ledgers.at(s.signed) {
			add(cash, uint32(i))
		}
		for i := range 2 * (1 + len(*w.ledgers.at(s.signed))) {
			if i&1 == 0 || w.Collusion {
				add(dispute, uint32(i))
			}
		}
	}
}

func (w *world) ofPayer(s State, t *truth, add func(verb, uint32)) {
	if len(t.sessions) < len(w.Sessions) {
		add(authorize, 0)
	}
	for i := range t.sessions {
		add(askEnd, uint32(i))
		if !w.HostilePayer && (w.endpointKey(i, ack.A) == nil || w.endpointKey(i, ack.B) == nil) && !w.Sessions[i].RelayCounted {
			add(count, uint32(i))
		}
	}
	if w.Consent {
		add(askClose, 0)
	}
	if int(s.payerDeaths) < w.PayerDeaths {
		add(forget, 0)
	}
	if w.HostilePayer {
		w.ofHostile(s, t, add)
	}
}

func (w *world) ofHostile(s State, t *truth, add func(verb, uint32)) {
	for i := range len(t.sessions) * len(sayings) {
		add(say, uint32(i))
	}
	for _, id := range *w.nets.at(s.net) {
		if w.messages.at(id).toPayer == nil {
			continue
		}
		add(signOff, id<<1)
		add(signOff, id<<1|1)
		for i := range t.sessions {
			add(refuse, id<<2|uint32(i))
		}
	}
}

func (w *world) ofPackets(r relay, t *truth, add func(verb, uint32)) {
	for i, f := range t.sessions {
		for dir := range f.forwarded {
			if r.up && f.forwarded[dir] < uint64(w.Sessions[i].Packets[dir]*PacketBytes) {
				add(packet, pair(i, dir))
				if w.Loss {
					add(lose, pair(i, dir))
				}
			}
			if !w.HostilePayer && w.endpointKey(i, ack.Side(dir)) != nil && f.counts(ack.Side(dir)) != (ack.Counts{}) {
				add(acknowledge, pair(i, dir))
			}
		}
	}
}

func (w *world) ofChain(s State, add func(verb, uint32)) {
	add(settle, 0)
	add(prove, byLedger)
	if w.relays.at(s.relay).up {
		add(prove, byRelay)
		add(closeNow, 0)
	}
	if w.at(s).Head+uint64(closingPeriod.Seconds()) <= w.at(State{tick: uint8(len(w.Instants) - 1)}).Head {
		add(closes, 0)
	}
	add(closeByConsent, 0)
	add(withdraw, 0)
}

// answer makes a move on the parts that it depends on.
func (w *world) answer(s State, m move) answer {
	if m.verb <= starve {
		return w.ofProcess(s, m)
	}
	now := w.at(s)
	switch m.verb {
	case hear:
		return w.heard(s, *w.messages.at(m.arg))
	case authorize:
		return w.authorize(s, now)
	case count:
		return w.count(s, int(m.arg))
	case askEnd:
		id := w.truths.at(s.truth).sessions[m.arg].auth.SessionID
		return answer{state: s, sent: []uint32{w.word(channel.Ended{SessionID: id, Reason: channel.EndByPayer})}}
	case askClose:
		return answer{state: s, sent: []uint32{w.word(channel.CloseAsked{})}}
	case forget:
		s.payer = w.payers.id(payer{})
		return answer{state: s}
	case resume:
		return w.resumed(s, m.arg, now)
	case reconnect:
		return w.reconnect(s, now)
	case packet, lose:
		return w.forward(s, m)
	case acknowledge:
		i, side := unpair(m.arg)
		f := w.truths.at(s.truth).sessions[i]
		a := w.signAck(f, i, ack.Side(side), f.counts(ack.Side(side)))
		return answer{state: s, sent: []uint32{w.messages.id(message{toRelay: channel.Acked{Ack: a}})}}
	case tick:
		return answer{state: s}
	case say:
		return w.says(s, m.arg)
	case signOff:
		return w.signs(s, *w.messages.at(m.arg >> 1).toPayer, m.arg&1 == 1)
	case refuse:
		id, size := w.truths.at(s.truth).sessions[m.arg&3].auth.SessionID, w.messages.at(m.arg>>2).toPayer.State.LogSize
		return answer{state: s, sent: []uint32{w.word(channel.Refused{LogSize: size, SessionID: id})}}
	case lie:
		return w.lied(s, m.arg)
	}
	return w.onChain(s, m, now)
}

// ofProcess has the relay's process handle an event.
func (w *world) ofProcess(s State, m move) answer {
	p := w.process(w.at(s), *w.relays.at(s.relay), *w.disks.at(s.disk))
	p.dieAt = m.die
	switch m.verb {
	case deliver:
		p.deliver(w.messages.at(m.arg).toRelay)
	case bill:
		p.bill()
	case reclaim:
		p.reclaim()
	case giveUp:
		for _, mt := range slices.Clone(p.relay.meters) {
			if mt.live {
				p.step(channel.Ended{SessionID: mt.id, Reason: channel.EndUnpaid})
			}
		}
	case see:
		p.step(channel.ChainSeen{View: w.chains.at(s.chain).view()})
	case starve:
		if int(m.arg) >= len(p.relay.meters) {
			return answer{no: true}
		}
		p.meterAll()
		if int(m.arg) < len(p.relay.meters) && p.relay.meters[m.arg].left < PacketBytes {
			p.step(channel.Starved{SessionID: p.relay.meters[m.arg].id})
		}
	case restart:
		p.restart(*w.truths.at(s.truth), w.chains.at(s.chain).view())
	}
	if m.verb == dies || m.die != 0 {
		p.relay = relay{life: p.relay.life + 1}
	}
	p.relay.told = slices.DeleteFunc(slices.Clone(p.relay.told), func(t word) bool { return p.disk.over(t.id) })
	s.relay, s.disk = w.relays.id(p.relay), w.disks.id(p.disk)
	return answer{state: s, sent: p.sent, points: p.points, fault: p.fault}
}

func (w *world) heard(s State, m message) answer {
	if m.toPayer != nil {
		return w.offered(s, *m.toPayer)
	}
	p := *w.payers.at(s.payer)
	p.consent = m.consent
	s.payer = w.payers.id(p)
	return answer{state: s}
}

// resumed is an honest relay's word for arg 0; else any receipt of the past, and the true
// or no highest session.
func (w *world) resumed(s State, arg uint32, now channel.Time) answer {
	st := w.relays.at(s.relay).payee.Status()
	if arg == 0 {
		a := w.resume(s, st.Receipt, st.LastSession, now)
		if a.fault == nil && !a.no {
			p := w.process(now, *w.relays.at(s.relay), *w.disks.at(s.disk))
			p.step(channel.Resend{})
			a.sent, a.fault = p.sent, p.fault
			a.state.disk = w.disks.id(p.disk)
		}
		return a
	}
	last := st.LastSession * uint64(arg&1)
	return w.resume(s, (*w.ledgers.at(s.signed))[(arg-1)/2], last, now)
}

// reconnect is a payer that comes back on a new stream, and hands back its newest receipt,
// which may have been lost. What was on its way is.
func (w *world) reconnect(s State, now channel.Time) answer {
	p := w.process(now, *w.relays.at(s.relay), *w.disks.at(s.disk))
	if r := w.payers.at(s.payer).machine.Receipt(); r.State.LogSize > 0 {
		p.deliver(w.receipted(r.Receipt))
		if got := p.relay.payee.Status().Receipt.CumAmount; got.Less(r.CumAmount) {
			p.broken("a restart loses no receipt", "the relay has %s receipted, and the payer hands back %s", got, r.CumAmount)
		}
	}
	p.sent = nil
	p.step(channel.Resend{})
	s.relay, s.disk = w.relays.id(p.relay), w.disks.id(p.disk)
	return answer{state: s, sent: p.sent, reset: true, fault: p.fault}
}

// forward carries one packet through the session's meter.
func (w *world) forward(s State, m move) answer {
	i, dir := unpair(m.arg)
	t, r := *w.truths.at(s.truth), *w.relays.at(s.relay)
	t.sessions, r.meters = slices.Clone(t.sessions), slices.Clone(r.meters)
	f := &t.sessions[i]
	at := slices.IndexFunc(r.meters, func(mt meter) bool { return mt.id == f.auth.SessionID && mt.live && mt.left >= PacketBytes })
	if at < 0 {
		return answer{no: true}
	}
	r.meters[at].left -= PacketBytes
	r.meters[at].sent[dir] += PacketBytes
	f.forwarded[dir] += PacketBytes
	if m.verb == packet {
		f.got[dir] += PacketBytes
	}
	s.truth, s.relay = w.truths.id(t), w.relays.id(r)
	return answer{state: s}
}

// Who makes a forwarding proof: the relay, or a watchtower of what is durable.
const (
	byRelay uint32 = iota
	byLedger
)

func (w *world) prover(s State, m move) *relay {
	if m.arg == byLedger {
		return &relay{}
	}
	return w.relays.at(s.relay)
}

// onChain makes a transaction.
func (w *world) onChain(s State, m move, now channel.Time) answer {
	c := *w.chains.at(s.chain)
	before := c
	done, fault := false, (*Fault)(nil)
	switch m.verb {
	case finalize:
		c.final, done = true, true
	case settle:
		done = w.settle(&c, now, w.disks.at(s.disk).cumAmount())
	case prove:
		r, d := w.prover(s, m), w.disks.at(s.disk)
		done = w.prove(&c, now, w.proof(r, d))
		if !before.closed(now) {
			fault = w.shortfall(r, d, c)
		}
	case cash:
		done = w.settle(&c, now, (*w.ledgers.at(s.signed))[m.arg].CumAmount)
	case dispute:
		done = w.prove(&c, now, w.disputed(s, int(m.arg)>>1, m.arg&1 == 1))
	case closes:
		if done = c.closeAt == 0; done {
			c.closeAt = now.Head + w.d.ClosingPeriod
		}
	case closeNow: // the relay's own wish, when it serves nobody
		if done = !c.closed(now) && w.relays.at(s.relay).payee.Status().Live == 0; done {
			w.settle(&c, now, w.disks.at(s.disk).cumAmount())
			c.end()
		}
	case closeByConsent:
		p := w.payers.at(s.payer)
		if done = p.consent != nil && !c.closed(now); done {
			w.settle(&c, now, p.machine.Receipt().CumAmount)
			if done = !c.settled.Less(p.consent.AtLeast); done {
				c.end()
			}
		}
	case withdraw:
		if done = c.closed(now); done {
			c.end()
		}
	}
	a := answer{no: !done, state: s, fault: fault}
	if !done {
		return a
	}
	switch owed := w.disks.at(s.disk).cumAmount().Min(c.deposit); {
	case c.settled.Less(before.settled):
		a.fault = faultf("INV-CH-2", "settled falls from %s to %s", before.settled, c.settled)
	case m.verb == closeByConsent && c.paid.Less(owed):
		a.fault = faultf("INV-CH-8", "the channel ends by consent with %s paid of %s", c.paid, owed)
	}
	s.chain = w.chains.id(c)
	a.state = s
	return a
}

// words says what a move is, in the state in which it is made.
func (w *world) words(s State, m move) string {
	text := w.clause(s, m)
	if m.die != 0 {
		text += fmt.Sprintf(", and dies at point %d, after what was stored or sent by then", m.die)
	}
	return text
}

func (w *world) clause(s State, m move) string {
	i, of := unpair(m.arg)
	way := [2]string{"A to B", "B to A"}[of]
	side := ack.Side(of)
	switch m.verb {
	case deliver:
		return "the relay gets " + w.messages.at(m.arg).String()
	case bill:
		return "the relay bills"
	case reclaim:
		return "the relay takes back what the meters of ended sessions had left"
	case giveUp:
		return "the grace time is over: the relay ends all sessions"
	case see:
		return "the relay sees the chain"
	case dies:
		return "the relay dies"
	case restart:
		return "the relay restarts"
	case starve:
		return fmt.Sprintf("the meter of session %d refuses a packet", m.arg)
	case hear:
		return "the payer gets " + w.messages.at(m.arg).String()
	case authorize:
		return "the payer authorizes its next session"
	case count:
		return fmt.Sprintf("the payer counts session %d", m.arg)
	case askEnd:
		return fmt.Sprintf("the payer ends session %d", m.arg)
	case askClose:
		return "the payer asks to close by consent"
	case forget:
		return "the payer dies, and its memory with it"
	case resume:
		if m.arg > 0 {
			return fmt.Sprintf("the payer resumes from receipt %d, an old one", (m.arg-1)/2)
		}
		return "the payer resumes on a new stream"
	case reconnect:
		return "the payer's stream breaks, and it comes back on another"
	case packet:
		return fmt.Sprintf("a packet of session %d goes from %s", i, way)
	case lose:
		return fmt.Sprintf("a packet of session %d goes from %s, and is lost behind the relay", i, way)
	case acknowledge:
		return fmt.Sprintf("endpoint %s of session %d acknowledges", side, i)
	case tick:
		return fmt.Sprintf("time passes: %s since the beginning", w.Instants[s.tick+1])
	case finalize:
		return "the channel's opening becomes final"
	case settle:
		return "the relay's newest receipt is settled, by itself or by a watchtower"
	case prove:
		if m.arg == byLedger {
			return "a watchtower settles with the forwarding proof that the relay's ledger makes"
		}
		return "the relay settles with its forwarding proof"
	case dispute:
		return "the relay settles with " + w.disputes(m.arg)
	case cash:
		return fmt.Sprintf("the relay settles receipt %d of all that were signed", m.arg)
	case closes:
		return "the payer closes the channel"
	case closeNow:
		return "the relay settles and ends the channel"
	case closeByConsent:
		return "the payer ends the channel with the relay's consent"
	case withdraw:
		return "the closing period is over: the payer withdraws"
	case say:
		return "the payer says " + w.saying(m.arg)
	case signOff:
		if m.arg&1 == 1 {
			return "the payer signs another amount than " + w.messages.at(m.arg>>1).String()
		}
		return "the payer signs unread " + w.messages.at(m.arg>>1).String()
	case refuse:
		return fmt.Sprintf("the payer accepts nothing for session %d of %s", m.arg&3, w.messages.at(m.arg>>2))
	case lie:
		return "the relay makes up an Offer: " + lies[int(m.arg)%len(lies)].name
	}
	return fmt.Sprintf("move %d", m.verb)
}

// String says what a message is.
func (m message) String() string {
	switch {
	case m.consent != nil:
		return fmt.Sprintf("the consent to end with at least %s", m.consent.AtLeast)
	case m.toPayer != nil:
		return fmt.Sprintf("the Offer of %s over %d records", m.toPayer.CumAmount, m.toPayer.State.LogSize)
	}
	switch ev := m.toRelay.(type) {
	case channel.Authorized:
		return fmt.Sprintf("the authorization of session %d", short(ev.SessionID))
	case channel.Acked:
		return fmt.Sprintf("%s's acknowledgement of session %d: %d sent, %d received", ev.Ack.Side, short(ev.Ack.SessionID), ev.Ack.SentBytes, ev.Ack.RecvBytes)
	case channel.Counted:
		return fmt.Sprintf("the payer's count of session %d: %d and %d", short(ev.SessionID), ev.Counts.SentBytes, ev.Counts.RecvBytes)
	case channel.Receipted:
		return fmt.Sprintf("the receipt of %s over %d records", ev.Receipt.CumAmount, ev.Receipt.State.LogSize)
	case channel.Refused:
		return fmt.Sprintf("the refusal of the Offer over %d records, session %d", ev.LogSize, short(ev.SessionID))
	case channel.Ended:
		return fmt.Sprintf("the wish to end session %d", short(ev.SessionID))
	case channel.CloseAsked:
		return "the wish to close"
	}
	return fmt.Sprintf("%T", m.toRelay)
}

// short returns a session's place in the world's list: the random part of its id.
func short(sessionID uint64) uint64 { return sessionID & (1<<20 - 1) }
