package explore

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// disk is what the relay's ledger holds, and for the invariants what the relay ever said.
type disk struct {
	leaves   []channel.Leaf
	offer    *channel.StoredOffer
	receipt  *channel.SignedReceipt
	consent  *receipt.CloseConsent
	sessions []channel.StoredSession

	said      []said           // every Offer that left, in order
	credit    typeddata.Amount // what the rules of slow start allow
	most      typeddata.Amount // the highest credit so far
	forgotten typeddata.Amount // the most, in price, that was forwarded and is unknown after a restart
}

// said is an Offer that left the relay, with the log under it.
type said struct {
	offer  forwarding.SignedOffer
	leaves []common.Hash
}

// process is the relay's edge while it handles one event: relayd/pay without its sockets.
type process struct {
	w     *world
	now   channel.Time
	relay relay
	disk  disk

	sent   []uint32
	points uint8 // after each thing that the outside can see
	dieAt  uint8 // 0: it lives
	fault  *Fault
	err    error // why the machine refused the event
}

func (w *world) process(now channel.Time, r relay, d disk) *process {
	r.meters = slices.Clone(r.meters)
	return &process{w: w, now: now, relay: r, disk: d}
}

func (p *process) dead() bool { return p.dieAt != 0 && p.points == p.dieAt }

func (p *process) broken(id, format string, args ...any) {
	if p.fault == nil {
		p.fault = faultf(id, format, args...)
	}
}

// seen counts one more point at which the relay may die. Between two of them only its own
// memory changes, which dies with it.
func (p *process) seen() { p.points++ }

// step moves the machine and performs what it returns, in order.
func (p *process) step(ev channel.PayeeEvent) error {
	if p.dead() {
		return nil
	}
	before := p.relay.payee.Status()
	next, effects, err := p.payee(ev)
	if err != nil {
		if len(effects) > 0 {
			p.broken("INV-PY-7", "%T: an error and effects", ev)
		}
		return err
	}
	if before.Consented && !next.Status().Consented {
		p.broken("INV-PE-10", "%T takes a consent back", ev)
	}
	p.relay.payee = next
	p.perform(next, effects)
	return nil
}

// payee asks the machine. A panic is a broken promise like any other.
func (p *process) payee(ev channel.PayeeEvent) (next channel.Payee, effects []channel.Effect, err error) {
	next, err = p.relay.payee, errPanic
	if why := panics(func() { next, effects, err = p.w.Machines.Payee(p.relay.payee, ev, p.now) }); why != nil {
		p.broken("no panic", "the relay, on %T: %v", ev, why)
	}
	return next, effects, err
}

var errPanic = errors.New("explore: the machine panicked")

func panics(f func()) (why any) {
	defer func() { why = recover() }()
	f()
	return nil
}

func (p *process) perform(next channel.Payee, effects []channel.Effect) {
	p.relay.payee = next
	for _, e := range effects {
		if p.dead() {
			return
		}
		if _, store := e.(channel.Store); !store && p.disk.consent != nil {
			if _, ok := e.(channel.SendConsent); !ok {
				p.broken("INV-PE-10", "%T after the consent", e)
			}
		}
		p.effect(e)
	}
}

func (p *process) effect(e channel.Effect) {
	switch e := e.(type) {
	case channel.Store:
		p.store(e)
		p.seen()
	case channel.SendOffer:
		p.sendOffer(e.Offer)
		p.seen()
	case channel.SendConsent:
		p.sendConsent(e.Consent)
		p.seen()
	case channel.StartSession:
		if p.disk.session(e.Authorization.SessionID) < 0 {
			p.broken("INV-PE-3", "a session starts before its authorization is durable")
		}
		p.relay.meters = append(p.relay.meters, meter{id: e.Authorization.SessionID, live: true})
	case channel.EndSession:
		if m := p.meter(e.SessionID); m != nil {
			m.live, m.owing = false, true
		}
	case channel.Grant:
		if p.disk.cumAmount() != p.relay.payee.Status().Receipt.CumAmount {
			p.broken("INV-PE-3", "bytes are granted on a receipt that is not durable")
		}
		if m := p.meter(e.SessionID); m != nil {
			m.left += e.Bytes
		}
	}
}

func (p *process) meter(id uint64) *meter { return p.relay.meter(id) }

func (r *relay) meter(id uint64) *meter {
	i := slices.IndexFunc(r.meters, func(m meter) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return &r.meters[i]
}

func (p *process) send(m message) { p.sent = append(p.sent, p.w.messages.id(m)) }

func (p *process) sendOffer(o channel.SignedOffer) {
	if p.disk.offer == nil || p.disk.offer.Offer != o.Offer {
		p.broken("INV-PE-3", "an Offer leaves before it is durable")
	}
	o.Signature = p.w.sign(nodeKey, o.Digest(p.w.d.Domain))
	p.remember(o)
	p.send(message{toPayer: &o, stream: true})
}

// remember holds the relay to one history: any two of its Offers that contradict each
// other would cost its stake. Whether they do is asked twice: here, and of what would
// convict it.
func (p *process) remember(o channel.SignedOffer) {
	now := said{offer: forwarding.SignedOffer{Offer: o.Offer, Signature: o.Signature}}
	for _, l := range p.disk.leaves[:min(len(p.disk.leaves), int(o.State.LogSize)-len(o.Records))] {
		now.leaves = append(now.leaves, l.Record.LeafHash())
	}
	for _, r := range o.Records {
		now.leaves = append(now.leaves, r.LeafHash())
	}
	for _, old := range p.disk.said {
		if old.offer == now.offer {
			return
		}
		n := min(len(old.leaves), len(now.leaves))
		one := old.offer.State.LogSize != now.offer.State.LogSize
		two := slices.Equal(old.leaves[:n], now.leaves[:n])
		switch slashable := p.slashable(old, now); {
		case !one:
			p.broken("INV-PE-1", "two Offers for log size %d: the relay can be slashed: %t", now.offer.State.LogSize, slashable)
		case !two:
			p.broken("INV-PE-2", "the log of %d records does not extend that of %d: the relay can be slashed: %t", len(now.leaves), len(old.leaves), slashable)
		case slashable:
			p.broken("INV-RG-7", "an honest relay can be slashed for its Offers over %d and %d records", len(old.leaves), len(now.leaves))
		}
	}
	p.disk.said = append(slices.Clip(p.disk.said), now)
}

// slashable says whether two Offers convict the relay.
func (p *process) slashable(a, b said) bool {
	e, err := forwarding.Equivocate([2]forwarding.SignedOffer{a.offer, b.offer}, [2][]common.Hash{a.leaves, b.leaves})
	if err != nil {
		return false
	}
	_, err = e.Judge(p.w.d.Domain)
	return err == nil
}

func (p *process) sendConsent(c receipt.CloseConsent) {
	switch {
	case p.disk.consent == nil || *p.disk.consent != c:
		p.broken("INV-PE-3", "a consent leaves before it is durable")
	case c.AtLeast != p.disk.cumAmount() || p.disk.offered() != p.disk.receipted():
		p.broken("INV-PE-10", "a consent for %s while %s are receipted, over %d of %d records", c.AtLeast, p.disk.cumAmount(), p.disk.receipted(), p.disk.offered())
	case slices.ContainsFunc(p.relay.meters, func(m meter) bool { return m.live }):
		p.broken("INV-PE-10", "a consent while a session forwards")
	}
	p.send(message{consent: &c, stream: true})
}

// meterAll reads every meter into the machine, as the edge does before whatever bills.
func (p *process) meterAll() {
	for _, m := range slices.Clone(p.relay.meters) {
		if err := p.step(channel.Metered{SessionID: m.id, AB: m.sent[0], BA: m.sent[1]}); errors.Is(err, channel.ErrUnknownSession) {
			p.relay.meters = slices.DeleteFunc(p.relay.meters, func(n meter) bool { return n.id == m.id && !n.live && !n.owing })
		}
	}
}

// deliver is the relay's answer to a message.
func (p *process) deliver(ev channel.PayeeEvent) {
	switch ev := ev.(type) {
	case channel.Authorized:
		p.meterAll()
		p.err = p.authorize(ev)
	case channel.Refused:
		ev.Salt = p.salt()
		p.err = p.step(ev)
	case channel.Acked, channel.Counted, channel.Receipted:
		p.meterAll()
		p.err = p.step(ev)
	default:
		p.err = p.step(ev)
	}
	if a, ok := ev.(channel.Acked); ok && p.err == nil {
		p.heard(a.Ack)
	}
	if p.err != nil && !p.w.HostilePayer && p.w.Lies == 0 && !expected(p.err) {
		p.broken("honest parties agree", "%T: %v", ev, p.err)
	}
}

// heard notes an acknowledgement that the machine took.
func (p *process) heard(a ack.Signed) {
	p.relay.told = slices.Clone(p.relay.told)
	i := slices.IndexFunc(p.relay.told, func(t word) bool { return t.id == a.SessionID })
	if i < 0 {
		i, p.relay.told = len(p.relay.told), append(p.relay.told, word{id: a.SessionID})
	}
	p.relay.told[i].acks[a.Side] = a.Counts
}

// authorize takes back what every meter may still pass, and grants it again if there is no
// session.
func (p *process) authorize(ev channel.Authorized) error {
	before := slices.Clone(p.relay.meters)
	for i := range p.relay.meters {
		if m := &p.relay.meters[i]; m.live {
			ev.Reclaimed = append(ev.Reclaimed, channel.Reclaimed{SessionID: m.id, Bytes: m.left})
			m.left = 0
		}
	}
	err := p.step(ev)
	if err != nil {
		p.relay.meters = before
	}
	return err
}

// expected says whether a late, repeated or reordered message may meet this error.
func expected(err error) bool {
	return slices.ContainsFunc([]error{
		ack.ErrBackwards, channel.ErrUnknownSession, channel.ErrStale, channel.ErrSessionID, channel.ErrClosing, channel.ErrDeposit,
	}, func(e error) bool { return errors.Is(err, e) })
}

func (p *process) bill() {
	p.meterAll()
	if p.dead() {
		return
	}
	n := uint64(0)
	err := p.step(channel.Bill{Salt: func() (s [record.SaltSize]byte) {
		s = p.salt()
		binary.BigEndian.PutUint32(s[12:], uint32(n))
		n++
		return s
	}})
	if err != nil {
		p.broken("honest parties agree", "bill: %v", err)
	}
	p.kept()
}

// kept: what endpoints signed of a session that has ended is durable once the relay bills:
// they will not say it again.
func (p *process) kept() {
	if p.dead() || p.disk.consent != nil {
		return
	}
	for _, t := range p.relay.told {
		m, i := p.meter(t.id), p.disk.session(t.id)
		if i < 0 || m != nil && m.live || p.disk.over(t.id) {
			continue
		}
		s := p.disk.sessions[i]
		if got, want := proved(s.Authorization, durable(s)), proved(s.Authorization, t.acks); got.Less(want) {
			p.broken("INV-PE-15", "session %d has ended, and its acknowledgements prove %s, of which %s is durable", t.id, want, got)
		}
	}
}

// salt stands for fresh randomness: no two lives of the process draw the same, and no two
// records of one life.
func (p *process) salt() (s [record.SaltSize]byte) {
	s[0] = p.relay.life + 1
	binary.BigEndian.PutUint32(s[4:], uint32(len(p.disk.leaves)))
	return s
}

// reclaim gives back what the meters of ended sessions had left.
func (p *process) reclaim() {
	for i := range p.relay.meters {
		if m := &p.relay.meters[i]; m.owing {
			left := m.left
			m.left, m.owing = 0, false
			if err := p.step(channel.Reclaimed{SessionID: m.id, Bytes: left}); err != nil && !expected(err) {
				p.broken("honest parties agree", "reclaim: %v", err)
			}
		}
	}
}

// restart makes the machine again from what is durable.
func (p *process) restart(t truth, view channel.ChainView) {
	st := p.disk.stored(p.w)
	payee, err := p.w.Machines.Restore(p.w.d, lingerMs, st, p.now)
	if err != nil {
		p.broken("INV-PE-14", "a restart from what was stored: %v", err)
		return
	}
	p.relay = relay{up: true, life: p.relay.life, payee: payee}
	p.relay.told = p.disk.told()
	p.disk.credit = p.w.quote.W0
	p.disk.forgotten = p.disk.forgotten.Max(served(t, nil).SubFloor(p.disk.known(st)))
	if got := payee.Status().Receipt; got.Receipt != p.disk.newest().Receipt {
		p.broken("a restart loses no receipt", "receipt of %s over %d records after a restart, %s over %d before",
			got.CumAmount, got.State.LogSize, p.disk.cumAmount(), p.disk.receipted())
	}
	p.step(channel.ChainSeen{View: view})
	p.step(channel.Resend{})
}

// served returns the uncapped price of all that was ever forwarded; as if all that live
// meters may pass were used, where meters are given.
func served(t truth, meters []meter) (sum typeddata.Amount) {
	for _, f := range t.sessions {
		bytes := f.forwarded[0] + f.forwarded[1]
		for _, m := range meters {
			if m.live && m.id == f.auth.SessionID {
				bytes += m.left
			}
		}
		sum = sum.AddCap(f.auth.Tariff.Uncapped(bytes))
	}
	return sum
}

// The ledger.

func (p *process) store(s channel.Store) {
	d := &p.disk
	if a := s.Authorization; a != nil {
		if d.session(a.SessionID) >= 0 {
			p.broken("INV-PE-11", "session %d is authorized twice", a.SessionID)
		}
		d.sessions = append(slices.Clip(d.sessions), channel.StoredSession{Authorization: *a})
	}
	d.sessions = slices.Clone(d.sessions)
	for _, l := range s.Leaves {
		d.leaves = append(slices.Clone(d.leaves[:min(l.Index, uint64(len(d.leaves)))]), l)
		if i := d.session(l.Record.SessionID); i >= 0 {
			d.sessions[i].Newest = l.Record
		}
	}
	for _, a := range s.Acks {
		if i := d.session(a.SessionID); i >= 0 {
			d.sessions[i].Acks[a.Side] = a
		}
	}
	for _, a := range s.Kept {
		if i := d.session(a.SessionID); i >= 0 {
			d.sessions[i].Kept[a.Side] = a
		}
	}
	if s.Offer != nil {
		p.storeOffer(s.Offer)
	}
	if s.Receipt != nil {
		p.storeReceipt(s.Receipt)
	}
	if s.Consent != nil {
		d.consent = s.Consent
	}
}

func (p *process) storeOffer(o *channel.StoredOffer) {
	if p.disk.offer != nil && o.Table.Floor < p.disk.offer.Table.Floor {
		p.broken("INV-PE-12", "the floor falls from %d to %d", p.disk.offer.Table.Floor, o.Table.Floor)
	}
	p.disk.offer = o
}

func (p *process) storeReceipt(r *channel.SignedReceipt) {
	d, old := &p.disk, p.disk.newest()
	err := typeddata.Verify(r.Digest(p.w.d.Domain), r.Signature, p.w.terms.Signer)
	switch {
	case err != nil:
		p.broken("INV-PE-8", "a receipt is taken that its signer did not sign: %v", err)
	case d.offer == nil || r.Receipt != d.offer.Offer.Receipt():
		p.broken("INV-PE-8", "a receipt is taken that is not the newest Offer's")
	case r.CumAmount.Less(old.CumAmount) || r.State.LogSize <= old.State.LogSize:
		p.broken("INV-PE-9", "a receipt of %s over %d after one of %s over %d", r.CumAmount, r.State.LogSize, old.CumAmount, old.State.LogSize)
	}
	for _, row := range old.Table.Rows {
		if row.SessionID >= r.Table.Floor && r.Table.Paid(row.SessionID).Less(row.Paid) {
			p.broken("INV-PE-9", "session %d falls from %s to %s", row.SessionID, row.Paid, r.Table.Paid(row.SessionID))
		}
	}
	paid := r.CumAmount.SubFloor(old.CumAmount)
	d.credit = d.credit.AddCap(paid.Min(d.credit)).Min(p.w.quote.CreditCap)
	d.most = d.most.Max(d.credit)
	d.receipt = r
}

// stored returns what a restarted relay reads.
func (d *disk) stored(w *world) channel.Stored {
	st := channel.Stored{
		Terms: channel.Terms{Channel: w.terms, Quote: w.quote}, Leaves: d.leaves[d.receipted():],
		Offer: d.offer, Receipt: d.receipt, Consent: d.consent,
	}
	for _, s := range d.sessions {
		if d.offer == nil || s.Authorization.SessionID >= d.offer.Table.Floor {
			st.Sessions = append(st.Sessions, s)
		}
	}
	return st
}

// known returns the price of what a restarted relay knows that it forwarded: what was
// paid, and for each session that may still be billed what its newest record bills.
func (d *disk) known(st channel.Stored) typeddata.Amount {
	sum := d.cumAmount()
	for _, s := range st.Sessions {
		if id := s.Authorization.SessionID; !d.over(id) {
			worth := s.Authorization.Tariff.Uncapped(s.Newest.RecvAB + s.Newest.RecvBA).Max(proved(s.Authorization, durable(s)))
			sum = sum.SubFloor(d.newest().Table.Paid(id)).AddCap(worth)
		}
	}
	return sum
}

// over says whether a session's close record is receipted: nothing more is billed for it.
func (d *disk) over(id uint64) bool {
	i := d.session(id)
	pending := d.leaves[min(d.receipted(), uint64(len(d.leaves))):]
	return i >= 0 && d.sessions[i].Newest.Type == record.Close &&
		!slices.ContainsFunc(pending, func(l channel.Leaf) bool { return l.Record.SessionID == id })
}

// told returns the newest acknowledgements that are stored, by session.
func (d *disk) told() (told []word) {
	for _, s := range d.sessions {
		if t := (word{s.Authorization.SessionID, durable(s)}); t.acks != [2]ack.Counts{} && !d.over(t.id) {
			told = append(told, t)
		}
	}
	return told
}

// durable returns what the newest acknowledgements that are stored of a session say.
func durable(s channel.StoredSession) (said [2]ack.Counts) {
	for side, a := range s.Acks {
		said[side] = a.Counts
		if k := s.Kept[side]; k.Covers(a.Counts) == nil {
			said[side] = k.Counts
		}
	}
	return said
}

func (d *disk) session(id uint64) int {
	return slices.IndexFunc(d.sessions, func(s channel.StoredSession) bool { return s.Authorization.SessionID == id })
}

func (d *disk) newest() channel.SignedReceipt {
	if d.receipt == nil {
		return channel.SignedReceipt{}
	}
	return *d.receipt
}

func (d *disk) cumAmount() typeddata.Amount { return d.newest().CumAmount }
func (d *disk) receipted() uint64           { return d.newest().State.LogSize }

func (d *disk) offered() uint64 {
	if d.offer == nil {
		return 0
	}
	return d.offer.Offer.State.LogSize
}
