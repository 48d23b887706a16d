package explore

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// A bug is a machine, or a rule of the contract, with one fault put in; and what the search
// must find it by.
type bug struct {
	name  string
	in    string // the world
	put   func(*Machines)
	finds string
}

var bugs = []bug{
	// The relay's order of effects.
	{"an Offer leaves before it is stored", "named", payee(storesLate(func(s channel.Store) bool { return s.Offer != nil })), "INV-PE-3"},
	{"credit counts a receipt before it is durable", "named", payee(storesLate(func(s channel.Store) bool { return s.Receipt != nil })), "INV-PE-3"},
	{"a session starts before its authorization is durable", "named", payee(storesLate(func(s channel.Store) bool { return s.Authorization != nil })), "INV-PE-3"},
	{"a consent leaves before it is durable", "consent", payee(storesLate(func(s channel.Store) bool { return s.Consent != nil })), "INV-PE-3"},

	// What the relay stores, and finds again.
	{"a restart forgets the newest Offer", "hostile and down", restore(func(st *channel.Stored) {
		st.Offer = nil
		if r := st.Receipt; r == nil {
			st.Leaves = st.Leaves[:1]
		} else {
			st.Leaves = nil
			st.Offer = &channel.StoredOffer{Offer: receipt.Offer(r.Receipt), Table: r.Table, Below: r.Below, Range: r.Range}
		}
		for i := range st.Sessions {
			st.Sessions[i].Newest = record.Record{}
		}
	}), "INV-PE-1"},
	{"a restart forgets the consent", "consent", restore(func(st *channel.Stored) { st.Consent = nil }), "INV-PE-10"},
	{"a restart forgets its sessions", "two sessions", restore(func(st *channel.Stored) { st.Sessions = nil }), "INV-PE-11"},
	{"receipts are not stored", "broken stream", payee(stores(func(s *channel.Store) { s.Receipt = nil })), "INV-PE-3"},
	{"acknowledgements are not stored with the records that name them", "named", payee(stores(func(s *channel.Store) { s.Acks = nil })), "INV-PE-15"},
	{"acknowledgements that no record names are not kept", "named", payee(stores(func(s *channel.Store) { s.Kept = nil })), "INV-PE-15"},

	{"an Offer is not said again", "broken stream", payee(func(_ channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		if _, again := ev.(channel.Resend); again {
			return nil, nil
		}
		return effects, err
	}), "recovery: what was served is billed and receipted"},

	// The relay's credit, and what it takes.
	{"what is not acknowledged is written off without bound", "loss", payee(grants(func(p channel.Payee, ev channel.PayeeEvent) (uint64, uint64) {
		if a, ok := ev.(channel.Acked); ok {
			return a.Ack.SessionID, a.Ack.SentBytes
		}
		return 0, 0
	})), "INV-PE-4"},
	{"a receipt for nothing buys credit", "two sessions", payee(grants(func(p channel.Payee, ev channel.PayeeEvent) (uint64, uint64) {
		r, ok := ev.(channel.Receipted)
		if !ok || !r.Receipt.CumAmount.IsZero() {
			return 0, 0
		}
		return p.Status().LastSession, 3 * PacketBytes
	})), "INV-PE-4"},
	{"a session's bytes are granted twice", "named", payee(func(_ channel.Payee, _ channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		for _, e := range effects {
			if g, ok := e.(channel.Grant); ok {
				effects = append(effects, g)
			}
		}
		return effects, err
	}), "INV-PE-4"},
	{"a meter runs on when its session ends", "named", payee(without[channel.EndSession]), "INV-PE-3"},
	{"any receipt is taken that the signer signed", "hostile and down", payee(func(_ channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		if r, ok := ev.(channel.Receipted); ok && errors.Is(err, channel.ErrMismatch) {
			return []channel.Effect{channel.Store{Receipt: &channel.SignedReceipt{Receipt: r.Receipt, Signature: r.Signature}}}, nil
		}
		return effects, err
	}), "INV-PE-8"},
	{"a counter may go backwards", "loss", payee(func(_ channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		if errors.Is(err, ack.ErrBackwards) {
			return effects, nil
		}
		return effects, err
	}), "INV-PE-15"},

	{"a session that ends twice is a surprise", "named", payee(func(next channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		if _, ends := ev.(channel.Ended); ends && err == nil && effects == nil {
			panic("a session ends twice")
		}
		return effects, err
	}), "no panic"},

	// The payer's checks: it signs what it should refuse.
	{"the payer signs without acknowledgements", "hostile relay", signs(channel.RefuseAckMissing), "INV-PY-2"},
	{"the payer does not check the basis", "hostile relay", signs(channel.RefuseBasis), "INV-PY-1"},
	{"the payer does not check the counts", "hostile relay", signs(channel.RefuseOverCount), "INV-PY-2"},
	{"the payer does not check the price", "hostile relay", signs(channel.RefuseOverPrice), "INV-PY-1"},
	{"the payer does not check the table", "hostile relay", signs(channel.RefuseTable), "payer's bound"},
	{"the payer does not check the sum", "hostile relay", signs(channel.RefuseSum), "INV-PY-1"},
	{"the payer does not check the log", "hostile relay", signs(channel.RefuseBadLog), "INV-PY-5"},
	{"the payer trusts that its Offers are well made", "hostile relay", func(m *Machines) {
		step := m.Payer
		m.Payer = func(p channel.Payer, ev channel.PayerEvent) (channel.Payer, []channel.Effect, error) {
			next, effects, err := step(p, ev)
			if r, ok := channel.AsRefusal(err); ok && r.Code == channel.RefuseBadLog {
				panic(r)
			}
			return next, effects, err
		}
	}, "no panic"},
	{"the payer signs old Offers", "hostile relay", signs(channel.RefuseStale), "INV-PY-4"},

	// The contract's rules.
	{"settling takes no maximum", "hostile relay", func(m *Machines) {
		m.Settled = func(_, deposit, amount typeddata.Amount) typeddata.Amount { return deposit.Min(amount) }
	}, "INV-CH-2"},
	{"a proof adds to what is settled, not to its receipt", "hostile relay", proofs(func(ch forwarding.Channel, p forwarding.Proof, worth typeddata.Amount) typeddata.Amount {
		if p.Receipt == nil {
			return ch.Settled.AddCap(worth)
		}
		return ch.Settled.AddCap(worth.SubFloor(p.Receipt.CumAmount))
	}), "payer's bound"},
	{"a proof is not held to creditCap", "collusion", proofs(func(_ forwarding.Channel, p forwarding.Proof, worth typeddata.Amount) typeddata.Amount {
		for _, s := range p.Sessions {
			worth = worth.Max(s.Amount(0))
		}
		return worth
	}), "INV-CH-14"},
	{"a proof is refused while the channel closes", "closing", func(m *Machines) {
		real := m.Proved
		m.Proved = func(d typeddata.Domain, ch forwarding.Channel, now uint64, p forwarding.Proof) (typeddata.Amount, error) {
			if ch.CloseAt != 0 {
				return typeddata.Amount{}, forwarding.ErrClosed
			}
			return real(d, ch, now, p)
		}
	}, "INV-CH-15"},
}

// Every bug is found, by the sentence that it breaks, with a trace that ends in it.
func TestBugsAreFound(t *testing.T) {
	for _, b := range bugs {
		t.Run(b.name, func(t *testing.T) {
			w := worldNamed(t, b.in)
			w.Machines = real()
			b.put(&w.Machines)
			r := Explore(w, 400_000)
			if len(r.Violations) == 0 {
				t.Fatalf("not found in %d states (all: %t), want %s", r.States, r.Complete, b.finds)
			}
			v := r.Violations[0]
			if v.ID != b.finds || len(v.Trace) == 0 {
				t.Errorf("got %s, want %s after some moves", v, b.finds)
			}
			t.Logf("%d states\n%s", r.States, v)
		})
	}
}

func worldNamed(t *testing.T, name string) World {
	t.Helper()
	all := Worlds()
	i := slices.IndexFunc(all, func(w World) bool { return w.Name == name })
	if i < 0 {
		t.Fatalf("no world %q", name)
	}
	return all[i]
}

// change is what becomes of a step's effects and error.
type change func(next channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error)

// payee changes what the relay's machine returns.
func payee(by change) func(*Machines) {
	return func(m *Machines) {
		step := m.Payee
		m.Payee = func(p channel.Payee, ev channel.PayeeEvent, now channel.Time) (channel.Payee, []channel.Effect, error) {
			next, effects, err := step(p, ev, now)
			effects, err = by(next, ev, slices.Clone(effects), err)
			return next, effects, err
		}
	}
}

// storesLate has all effects overtake what they rest on.
func storesLate(which func(channel.Store) bool) change {
	return func(_ channel.Payee, _ channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		for i, e := range effects {
			if s, ok := e.(channel.Store); ok && which(s) {
				return append(slices.Delete(effects, i, i+1), s), err
			}
		}
		return effects, err
	}
}

func without[E channel.Effect](_ channel.Payee, _ channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
	return slices.DeleteFunc(effects, func(e channel.Effect) bool { _, is := e.(E); return is }), err
}

// stores changes what is made durable.
func stores(change func(*channel.Store)) change {
	return func(_ channel.Payee, _ channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		for i, e := range effects {
			if s, ok := e.(channel.Store); ok {
				change(&s)
				effects[i] = s
			}
		}
		return effects, err
	}
}

// grants adds a grant of bytes that no credit covers.
func grants(of func(channel.Payee, channel.PayeeEvent) (session, bytes uint64)) change {
	return func(p channel.Payee, ev channel.PayeeEvent, effects []channel.Effect, err error) ([]channel.Effect, error) {
		if session, bytes := of(p, ev); err == nil && bytes > 0 {
			effects = append(effects, channel.Grant{SessionID: session, Bytes: bytes})
		}
		return effects, err
	}
}

// restore changes what a restart reads.
func restore(change func(*channel.Stored)) func(*Machines) {
	return func(m *Machines) {
		real := m.Restore
		m.Restore = func(d channel.Deployment, lingerMs uint64, st channel.Stored, now channel.Time) (channel.Payee, error) {
			st.Sessions = slices.Clone(st.Sessions)
			change(&st)
			return real(d, lingerMs, st, now)
		}
	}
}

// signs has the payer sign what it refuses for one reason.
func signs(despite channel.RefuseCode) func(*Machines) {
	return func(m *Machines) {
		step := m.Payer
		m.Payer = func(p channel.Payer, ev channel.PayerEvent) (channel.Payer, []channel.Effect, error) {
			next, effects, err := step(p, ev)
			if r, ok := channel.AsRefusal(err); ok && r.Code == despite {
				return next, []channel.Effect{channel.SendReceipt{Receipt: ev.(channel.Offered).Offer.Receipt()}}, nil
			}
			return next, effects, err
		}
	}
}

// proofs changes what a forwarding proof settles; worth is what the contract says.
func proofs(rule func(ch forwarding.Channel, p forwarding.Proof, worth typeddata.Amount) typeddata.Amount) func(*Machines) {
	return func(m *Machines) {
		m.Proved = func(d typeddata.Domain, ch forwarding.Channel, now uint64, p forwarding.Proof) (typeddata.Amount, error) {
			worth, err := p.Judge(d, forwarding.Channel{Deposit: ch.Deposit, CloseAt: ch.CloseAt}, now)
			if err != nil {
				return typeddata.Amount{}, err
			}
			to := rule(ch, p, worth).Min(ch.Deposit)
			if !ch.Settled.Less(to) {
				return typeddata.Amount{}, fmt.Errorf("%w: %s", forwarding.ErrNotHigher, to)
			}
			return to, nil
		}
	}
}
