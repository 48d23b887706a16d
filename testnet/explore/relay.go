package explore

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
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
	size   uint64
	digest common.Hash
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
	next, effects, err := p.w.Machines.Payee(p.relay.payee, ev, p.now)
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

func (p *process) meter(id uint64) *meter {
	i := slices.IndexFunc(p.relay.meters, func(m meter) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return &p.relay.meters[i]
}

func (p *process) send(m message) { p.sent = append(p.sent, p.w.messages.id(m)) }

func (p *process) sendOffer(o channel.SignedOffer) {
	d := p.w.d.Domain
	if p.disk.offer == nil || p.disk.offer.Offer != o.Offer {
		p.broken("INV-PE-3", "an Offer leaves before it is durable")
	}
	p.remember(o)
	o.Signature = sign(nodeKey, o.Digest(d))
	p.send(message{toPayer: &o, stream: true})
}

// remember holds the relay to one history: any two of its Offers that contradict each
// other would cost its stake.
func (p *process) remember(o channel.SignedOffer) {
	s := said{size: o.State.LogSize, digest: o.Digest(p.w.d.Domain)}
	for _, l := range p.disk.leaves[:min(len(p.disk.leaves), int(s.size)-len(o.Records))] {
		s.leaves = append(s.leaves, l.Record.LeafHash())
	}
	for _, r := range o.Records {
		s.leaves = append(s.leaves, r.LeafHash())
	}
	for _, old := range p.disk.said {
		n := min(len(old.leaves), len(s.leaves))
		switch {
		case old.digest == s.digest:
			return
		case old.size == s.size:
			p.broken("INV-PE-1", "two Offers for log size %d", s.size)
		case !slices.Equal(old.leaves[:n], s.leaves[:n]):
			p.broken("INV-PE-2", "the log of %d records does not extend that of %d", s.size, old.size)
		}
	}
	p.disk.said = append(slices.Clip(p.disk.said), s)
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
	if p.err != nil && !p.w.HostilePayer && p.w.Lies == 0 && !expected(p.err) {
		p.broken("honest parties agree", "%T: %v", ev, p.err)
	}
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
		id := s.Authorization.SessionID
		pending := slices.ContainsFunc(st.Leaves, func(l channel.Leaf) bool { return l.Record.SessionID == id })
		if s.Newest.Type != record.Close || pending {
			sum = sum.SubFloor(d.newest().Table.Paid(id)).AddCap(s.Authorization.Tariff.Uncapped(s.Newest.RecvAB + s.Newest.RecvBA))
		}
	}
	return sum
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
