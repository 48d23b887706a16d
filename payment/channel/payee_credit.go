package channel

import (
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
)

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

// Part returns the payload bytes that one live session's equal part of the credit buys,
// beyond the flat price.
func (p Payee) Part() uint64 {
	part := p.limit().Part(1, uint64(max(p.sums.live, 1)))
	return price.Tariff{PerGiB: p.cfg.Quote.PricePerGiB}.BytesWithin(part)
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
