package forwarding_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Each rule by itself, and that the earlier of two faults is the one that is told.
func TestRules(t *testing.T) {
	forge := func(change func(*forwarding.Proof)) forwarding.Proof {
		p := plain()
		change(&p)
		return p
	}
	outside := key("outside")
	for name, c := range map[string]struct {
		proof forwarding.Proof
		ch    forwarding.Channel
		now   uint64
		want  error
	}{
		"no channel":         {plain(), forwarding.Channel{}, now, forwarding.ErrNoChannel},
		"a tombstone":        {plain(), forwarding.Channel{CloseAt: now - 1}, now, forwarding.ErrNoChannel},
		"closed this second": {plain(), forwarding.Channel{Deposit: n(1), CloseAt: now}, now, forwarding.ErrClosed},
		"closed, and a bad receipt": {forge(func(p *forwarding.Proof) { p.Receipt.CumAmount = n(1) }),
			forwarding.Channel{Deposit: n(1), CloseAt: now - 1}, now, forwarding.ErrClosed},
		"a receipt of more":         {forge(func(p *forwarding.Proof) { p.Receipt.CumAmount = n(2_500_001) }), open, now, forwarding.ErrReceipt},
		"a row of less":             {forge(func(p *forwarding.Proof) { p.Receipt.Table.Rows[1].Paid = n(0) }), open, now, forwarding.ErrReceipt},
		"a lower floor":             {forge(func(p *forwarding.Proof) { p.Receipt.Table.Floor = 0 }), open, now, forwarding.ErrReceipt},
		"another channel's receipt": {forge(func(p *forwarding.Proof) { p.Terms.Salt++ }), open, now, forwarding.ErrReceipt},
		"a receipt that nobody signed": {forge(func(p *forwarding.Proof) { p.Receipt.Signature = typeddata.Signature{} }),
			open, now, forwarding.ErrReceipt},
		"an Offer for a receipt": {forge(func(p *forwarding.Proof) {
			o := receipt.Offer(p.Receipt.Of(terms.ID(devnet)))
			p.Receipt.Signature = sign(signerKey, o.Digest(devnet))
		}), open, now, forwarding.ErrReceipt},
		"rows out of order": {forge(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 5, row(7, 1), row(6, 1)) }),
			open, now, forwarding.ErrTable},
		"a row twice": {forge(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 5, row(7, 1), row(7, 2)) }),
			open, now, forwarding.ErrTable},
		"a row below the floor": {forge(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 7, row(6, 1), row(7, 1)) }),
			open, now, forwarding.ErrTable},
		"a row that paid nothing": {forge(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 5, row(7, 0)) }),
			open, now, forwarding.ErrTable},
		"a session below the floor": {forge(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 8) }), open, now, forwarding.ErrOrder},
		"a session twice": {forge(func(p *forwarding.Proof) { p.Sessions = append(p.Sessions, p.Sessions[0]) }),
			open, now, forwarding.ErrOrder},
		"sessions out of order": {forge(func(p *forwarding.Proof) {
			p.Sessions = append(p.Sessions, session(terms, 6, both, gib, 0))
		}), open, now, forwarding.ErrOrder},
		"a higher price": {forge(func(p *forwarding.Proof) { p.Sessions[0].Authorization.Tariff.PerGiB = n(1_000_001) }),
			open, now, forwarding.ErrAuthorization},
		"a later deadline": {forge(func(p *forwarding.Proof) { p.Sessions[0].Authorization.AckDeadline++ }),
			open, now, forwarding.ErrAuthorization},
		"an authorization by another": {forge(func(p *forwarding.Proof) {
			p.Sessions[0].Signature = sign(outside, p.Sessions[0].Authorization.Digest(devnet))
		}), open, now, forwarding.ErrAuthorization},
		"an end replaced": {forge(func(p *forwarding.Proof) { p.Sessions[0].Authorization.KeyB = address(outside) }),
			open, now, forwarding.ErrAuthorization},
		"an end left out": {forge(func(p *forwarding.Proof) { p.Sessions[0].Authorization.KeyA = common.Address{} }),
			open, now, forwarding.ErrAuthorization},
		"a byte more":    {forge(func(p *forwarding.Proof) { p.Sessions[0].Acks[ack.B].RecvBytes++ }), open, now, forwarding.ErrAck},
		"other evidence": {forge(func(p *forwarding.Proof) { p.Sessions[0].Acks[ack.A].Evidence[0] ^= 1 }), open, now, forwarding.ErrAck},
		"no acknowledgement of A": {forge(func(p *forwarding.Proof) { p.Sessions[0].Acks[ack.A] = ack.Signed{} }),
			open, now, forwarding.ErrAck},
		"the sides exchanged": {forge(func(p *forwarding.Proof) {
			a := &p.Sessions[0].Acks
			a[0], a[1] = a[1], a[0]
		}), open, now, forwarding.ErrAck},
		"a bad acknowledgement after the deadline": {forge(func(p *forwarding.Proof) { p.Sessions[0].Acks[ack.B].RecvBytes++ }),
			open, deadline, forwarding.ErrAck},
		"settled before":     {plain(), forwarding.Channel{Deposit: n(10_000_000), Settled: n(3_500_000)}, now, forwarding.ErrNotHigher},
		"the deposit is all": {plain(), forwarding.Channel{Deposit: n(9), Settled: n(9)}, now, forwarding.ErrNotHigher},
		"nothing":            {forwarding.Proof{Terms: terms}, open, now, forwarding.ErrNotHigher},
		"after the deadline": {forwarding.Proof{Terms: terms, Sessions: []forwarding.Session{session(terms, 7, both, gib, 0)}},
			open, deadline, forwarding.ErrNotHigher},
		"a zero signer": {forwarding.Proof{Terms: receipt.ChannelTerms{Payee: terms.Payee},
			Receipt: &forwarding.Receipted{CumAmount: n(1)}}, open, now, forwarding.ErrReceipt},
	} {
		if got, err := c.proof.Judge(devnet, c.ch, c.now); !errors.Is(err, c.want) || !got.IsZero() {
			t.Errorf("%s: got %s, %v, want %v", name, got, err, c.want)
		}
		b := c.proof.Bytes()
		if _, err := forwarding.JudgeBytes(devnet, c.proof.Terms, c.ch, c.now, b); !errors.Is(err, c.want) {
			t.Errorf("%s, as bytes: got %v, want %v", name, err, c.want)
		}
		if c.want == forwarding.ErrNotHigher {
			continue
		}
		// A fault in the layout comes after it.
		if _, err := forwarding.JudgeBytes(devnet, c.proof.Terms, c.ch, c.now, append(b, 0)); !errors.Is(err, c.want) {
			t.Errorf("%s, with a byte too many: got %v, want %v", name, err, c.want)
		}
	}
}

// A session that breaks off in its acknowledgements is judged by what there is of it.
func TestBreaksOff(t *testing.T) {
	const auth, acked = 156, 128 // bytes of an authorization and of an acknowledgement
	forge := func(change func(*forwarding.Session)) forwarding.Proof {
		p := forwarding.Proof{Terms: terms, Sessions: []forwarding.Session{session(terms, 7, both, gib, 0), session(terms, 8, both, gib, 0)}}
		change(&p.Sessions[1])
		return p
	}
	order := forge(func(s *forwarding.Session) { s.Authorization.SessionID = 7 })
	price := forge(func(s *forwarding.Session) { s.Authorization.Tariff.PerGiB = n(9) })
	first := forge(func(s *forwarding.Session) { s.Acks[ack.A].SentBytes++ })
	second := forge(func(s *forwarding.Session) { s.Acks[ack.B].RecvBytes++ })
	for name, c := range map[string]struct {
		proof forwarding.Proof
		less  int // than the whole proof, bytes
		want  error
	}{
		"before the end of the authorization": {order, 2*acked + 1, forwarding.ErrLayout},
		"out of order":                        {order, 2 * acked, forwarding.ErrOrder},
		"not authorized":                      {price, 2 * acked, forwarding.ErrAuthorization},
		"in A's acknowledgement":              {first, acked + 1, forwarding.ErrLayout},
		"after A's acknowledgement":           {first, acked, forwarding.ErrAck},
		"in B's acknowledgement":              {second, 1, forwarding.ErrLayout},
		"after B's acknowledgement":           {second, 0, forwarding.ErrAck},
	} {
		b := c.proof.Bytes()
		if want := 1 + 2*(auth+2*acked); len(b) != want {
			t.Fatalf("got %d bytes, want %d", len(b), want)
		}
		if _, err := forwarding.JudgeBytes(devnet, terms, open, now, b[:len(b)-c.less]); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestSettles(t *testing.T) {
	of := func(sessions ...forwarding.Session) forwarding.Proof {
		return forwarding.Proof{Terms: terms, Sessions: sessions}
	}
	without := func(s forwarding.Session, ch func(*receipt.SessionAuthorization)) forwarding.Session {
		ch(&s.Authorization)
		s.Signature = sign(signerKey, s.Authorization.Digest(devnet))
		return s
	}
	for name, c := range map[string]struct {
		proof forwarding.Proof
		ch    forwarding.Channel
		want  uint64
	}{
		"a receipt alone":            {forwarding.Proof{Terms: terms, Receipt: receipted(terms, 77, 0)}, open, 77},
		"both ends":                  {of(session(terms, 1, both, gib, gib)), open, 2_000_010},
		"A alone pays what A got":    {of(session(terms, 1, onlyA, gib, gib/4)), open, 250_010},
		"B alone pays what B got":    {of(session(terms, 1, onlyB, gib, gib/4)), open, 1_000_010},
		"two sessions":               {of(session(terms, 1, onlyA, 0, gib), session(terms, 2, onlyB, gib, 0)), open, 2_000_020},
		"maxAmount":                  {of(without(session(terms, 1, both, gib, gib), func(a *receipt.SessionAuthorization) { a.Tariff.Max = n(3) })), open, 3},
		"creditCap":                  {of(session(terms, 1, both, 4*gib, 4*gib), session(terms, 2, both, gib, 0)), open, 4_000_000},
		"the deposit":                {of(session(terms, 1, both, gib, 0)), forwarding.Channel{Deposit: n(5)}, 5},
		"the last second of closing": {of(session(terms, 1, both, gib, 0)), forwarding.Channel{Deposit: n(5), CloseAt: now + 1}, 5},
		"a session that paid its f":  {forwarding.Proof{Terms: terms, Receipt: receipted(terms, 2_000_010, 0, row(1, 2_000_010)), Sessions: []forwarding.Session{session(terms, 1, both, gib, gib)}}, open, 2_000_010},
		"surplus offsets no other": {forwarding.Proof{Terms: terms, Receipt: receipted(terms, 3_000_000, 0, row(1, 3_000_000)),
			Sessions: []forwarding.Session{session(terms, 1, both, gib, 0), session(terms, 2, both, gib, 0)}}, open, 4_000_010},
		"a deadline that passed beside one that did not": {of(
			without(session(terms, 1, both, gib, 0), func(a *receipt.SessionAuthorization) { a.AckDeadline = now }),
			without(session(terms, 2, both, gib, 0), func(a *receipt.SessionAuthorization) { a.AckDeadline = now + 1 })), open, 1_000_010},
	} {
		if got := settled(t, c.proof, c.ch); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

// 65 bits of bytes at the dearest price do not wrap.
func TestMostOfEverything(t *testing.T) {
	most := typeddata.MaxAmount()
	rich := terms
	rich.CreditCap = most
	s := session(rich, 1, both, math.MaxUint64, math.MaxUint64)
	s.Authorization.Tariff.PerGiB, s.Authorization.Tariff.Flat, s.Authorization.Tariff.Max = most, most, most
	s.Signature = sign(signerKey, s.Authorization.Digest(devnet))
	p := forwarding.Proof{Terms: rich, Receipt: receipted(rich, math.MaxUint64, 0), Sessions: []forwarding.Session{s}}
	got, err := p.Judge(devnet, forwarding.Channel{Deposit: most}, now)
	if err != nil || got != most {
		t.Errorf("got %s, %v, want %s", got, err, most)
	}
	// 2^65 - 2 bytes at one base unit a GiB are 2^35 - 1, rounded down; 2^64 - 2 would be 2^34 - 1.
	s.Authorization.Tariff.PerGiB, s.Authorization.Tariff.Flat = n(1), n(0)
	if got := s.Amount(now); got != n(1<<35-1) {
		t.Errorf("got %s, want %d", got, 1<<35-1)
	}
}

// boundaries are where a proof may end.
func boundaries(p forwarding.Proof) []int {
	ends := []int{len(forwarding.Proof{Terms: p.Terms, Receipt: p.Receipt}.Bytes())}
	for i := range p.Sessions {
		ends = append(ends, len(forwarding.Proof{Terms: p.Terms, Receipt: p.Receipt, Sessions: p.Sessions[:i+1]}.Bytes()))
	}
	return ends
}

func TestEveryTruncation(t *testing.T) {
	p := plain()
	p.Sessions = append(p.Sessions, session(terms, 8, onlyB, 1, 1), session(terms, 9, neither, 1, 1))
	b, ends := p.Bytes(), boundaries(p)
	for i := range b {
		_, err := forwarding.Parse(devnet, terms, b[:i])
		_, judged := forwarding.JudgeBytes(devnet, terms, open, now, b[:i])
		whole := slices.Contains(ends, i)
		if whole != (err == nil) || whole != (judged == nil) {
			t.Fatalf("%d of %d bytes: got %v and %v", i, len(b), err, judged)
		}
		if !whole && (!errors.Is(err, forwarding.ErrLayout) || !errors.Is(judged, forwarding.ErrLayout)) {
			t.Fatalf("%d of %d bytes: got %v and %v, want %v", i, len(b), err, judged, forwarding.ErrLayout)
		}
	}
}

// No byte is without a signature.
func TestEveryFlippedByte(t *testing.T) {
	b := plain().Bytes()
	for i := range b {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			b[i] ^= flip
			if got, err := forwarding.JudgeBytes(devnet, terms, open, now, b); err == nil {
				t.Fatalf("byte %d ^ %#x: settles %s", i, flip, got)
			}
			b[i] ^= flip
		}
	}
}

// drawWorld is a payer that signs honestly, and relay and ends that do what they want.
type world struct {
	receipts []*forwarding.Receipted // each at least the one before
	sessions []forwarding.Session
}

func drawWorld(t *rapid.T) (w world) {
	paid := map[uint64]uint64{}
	var cum, floor uint64
	for range rapid.IntRange(0, 4).Draw(t, "receipts") {
		id, more := rapid.Uint64Range(max(1, floor), 6).Draw(t, "paid session"), rapid.Uint64Range(0, 3_000_000).Draw(t, "more")
		paid[id] += more
		cum += more
		floor = rapid.Uint64Range(floor, 3).Draw(t, "floor")
		var rows []receipt.Row
		for id := max(1, floor); id <= 6; id++ {
			if paid[id] > 0 {
				rows = append(rows, row(id, paid[id]))
			}
		}
		w.receipts = append(w.receipts, receipted(terms, cum, floor, rows...))
	}
	for id := uint64(1); id <= 6; id++ {
		keyed := [2]bool{rapid.Bool().Draw(t, "A"), rapid.Bool().Draw(t, "B")}
		w.sessions = append(w.sessions, session(terms, id, keyed, rapid.Uint64Range(0, 4*gib).Draw(t, "ab"), rapid.Uint64Range(0, gib).Draw(t, "ba")))
	}
	return w
}

// Whatever is proved, in any order and as often as anybody likes, what is settled stays
// within some signed receipt and one creditCap, and within the deposit.
func TestNoProofTakesMoreThanAReceiptAndTheCreditCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ch := forwarding.Channel{Deposit: n(rapid.Uint64Range(1, 20_000_000).Draw(t, "deposit"))}
		var most typeddata.Amount
		for _, r := range w.receipts {
			most = most.Max(r.CumAmount)
		}
		most = most.AddCap(terms.CreditCap)
		for range rapid.IntRange(1, 6).Draw(t, "proofs") {
			p := forwarding.Proof{Terms: terms}
			if i := rapid.IntRange(0, len(w.receipts)).Draw(t, "receipt"); i > 0 {
				p.Receipt = w.receipts[i-1]
			}
			for _, s := range w.sessions {
				if rapid.Bool().Draw(t, "in") {
					p.Sessions = append(p.Sessions, s)
				}
			}
			settled, err := p.Judge(devnet, ch, now)
			if err != nil {
				continue
			}
			if !ch.Settled.Less(settled) || ch.Deposit.Less(settled) || most.Less(settled) {
				t.Fatalf("settled %s after %s, deposit %s, bound %s", settled, ch.Settled, ch.Deposit, most)
			}
			ch.Settled = settled
		}
	})
}

// A proof never adds more than the bytes acknowledged beyond what was paid are worth.
func TestNoProofAddsMoreThanIsAcknowledged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := forwarding.Proof{Terms: terms}
		if len(w.receipts) > 0 {
			p.Receipt = w.receipts[len(w.receipts)-1]
		}
		var cum, worth uint64
		var table receipt.Table
		if p.Receipt != nil {
			cum, table = p.Receipt.CumAmount.Big().Uint64(), p.Receipt.Table
		}
		for _, s := range w.sessions {
			if s.Authorization.SessionID < table.Floor {
				continue
			}
			p.Sessions = append(p.Sessions, s)
			f, paid := s.Amount(now).Big().Uint64(), table.Paid(s.Authorization.SessionID).Big().Uint64()
			worth += f - min(f, paid)
		}
		if got, want := p.Amount(now), n(cum+min(worth, 4_000_000)); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if err := p.Verify(devnet); err != nil {
			t.Fatal(err)
		}
		if got := p.Amount(deadline); got != n(cum) {
			t.Fatalf("after the deadline: got %s, want %d", got, cum)
		}
	})
}

func FuzzParse(f *testing.F) {
	p := plain()
	p.Sessions = append(p.Sessions, session(terms, 8, onlyA, 1, 1), session(terms, 9, neither, 1, 1))
	f.Add(p.Bytes())
	f.Add(forwarding.Proof{Terms: terms}.Bytes())
	f.Add([]byte{})
	f.Add([]byte{2})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := forwarding.Parse(devnet, terms, b)
		switch {
		case err != nil && !errors.Is(err, forwarding.ErrLayout):
			t.Fatalf("got %v", err)
		case err == nil && string(p.Bytes()) != string(b):
			t.Fatalf("%x reads back as %x", b, p.Bytes())
		case err == nil && open.Deposit.Less(p.Amount(now).Min(open.Deposit)):
			t.Fatal("more than the deposit")
		}
		_, whole := p.Judge(devnet, open, now)
		_, judged := forwarding.JudgeBytes(devnet, terms, open, now, b)
		if err == nil && (whole == nil) != (judged == nil) || err != nil && judged == nil {
			t.Fatalf("judged %v as proof, %v as bytes", whole, judged)
		}
	})
}
