package channel

import (
	"fmt"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Text returns all that a machine holds, for tests that compare machines: what it points to
// included.
func (p Payee) Text() string {
	cfg, sessions := *p.cfg, p.sessions
	p.cfg, p.sessions = nil, nil
	text := fmt.Sprintf("%+v\n%+v", cfg, p)
	for _, s := range sessions {
		flat := *s
		flat.auth, flat.acks, flat.named, flat.durable = nil, nil, nil, nil
		text += fmt.Sprintf("\n%+v %+v %+v %+v %+v", flat, *s.auth, *s.acks, *s.named, *s.durable)
	}
	return text
}

// Recount takes all that a machine keeps of its sessions anew, one session after the other, and
// returns an error where that comes to something else.
func (p Payee) Recount() error {
	served, held, lost, unused := p.retired.served, p.retired.served, p.retired.lost, typeddata.Amount{}
	live := 0
	for _, s := range p.sessions {
		t := s.auth.Tariff
		sent, granted := t.Uncapped(s.sent[0]+s.sent[1]), t.Uncapped(s.granted)
		served, held, lost = served.AddCap(sent), held.AddCap(sent.Max(granted)), lost.AddCap(s.lostAmount())
		ab, _ := billed(*s.auth, *s.acks, s.counted, 0, s.sent[0])
		ba, _ := billed(*s.auth, *s.acks, s.counted, 1, s.sent[1])
		if paid := t.Amount(ab + ba).Max(s.newest.Paid); s.part.paid != paid {
			return fmt.Errorf("session %d is due %s, kept: %s", s.id(), paid, s.part.paid)
		}
		if s.stale || s.changed {
			return fmt.Errorf("session %d is left as changed", s.id())
		}
		if s.endedMs != 0 {
			continue
		}
		live++
		unused = unused.AddCap(granted.SubFloor(sent))
		if free := t.BytesWithin(sent.Max(granted).Min(t.Max)); free > s.granted && !p.consented && p.chain.CloseAt == 0 {
			return fmt.Errorf("session %d is granted %d bytes, and %d cost no more", s.id(), s.granted, free)
		}
	}
	got := [...]typeddata.Amount{p.balance().served, p.retired.served.AddCap(p.sums.held.Cap()), p.balance().lost, p.sums.unused.Cap()}
	if want := [...]typeddata.Amount{served, held, lost, unused}; got != want || p.sums.live != live {
		return fmt.Errorf("served, held, lost, unused: kept %s, %d live, want %s, %d", got, p.sums.live, want, live)
	}
	if p.owned || p.stale != nil {
		return fmt.Errorf("a step left its marks: %t, %d", p.owned, len(p.stale))
	}
	return nil
}
