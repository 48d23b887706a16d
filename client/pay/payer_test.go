package pay_test

import (
	"bufio"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// What was acknowledged and counted is paid, the session is closed under a receipt, and
// the consent to close is good for it.
func TestPayAndClose(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		s, keyB := authorize(t, p)
		if err := s.SendCounts(t.Context(), ack.Counts{SentBytes: 5000, RecvBytes: 700}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // else the counts may come late, and in an Offer of their own
		r.forward(t, s, keyB, 5000, 700)
		synctest.Wait()
		r.forward(t, s, keyB, 9000, 700)
		synctest.Wait()
		pr := s.Progress()
		if want := s.Auth.Tariff.Amount(9700); pr.Paid != want || p.Receipt().CumAmount != want {
			t.Errorf("paid %s, receipt %s, want %s", pr.Paid, p.Receipt().CumAmount, want)
		}
		if pr.Offers != 2 || pr.Batches != 2 || pr.Acks != 2 {
			t.Errorf("progress: %+v", pr)
		}
		if c := said[wire.Count](r); len(c) != 1 || c[0].SentBytes != 0 || c[0].RecvBytes != 700 {
			t.Errorf("counts: %+v: only what arrived here is ours to count", c)
		}
		if err := s.End(t.Context()); err != nil {
			t.Fatal(err)
		}
		var ended *pay.EndedError
		if !errors.As(s.Err(), &ended) || ended.Reason != channel.EndByPayer || !s.Settled() {
			t.Errorf("ended: %v, settled %v", s.Err(), s.Settled())
		}
		c, err := p.AskClose(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.Receipt.Receipt != r.status().Receipt.Receipt || c.Consent.AtLeast != c.Receipt.CumAmount {
			t.Errorf("closing: %+v", c)
		}
		if err := typeddata.Verify(c.Receipt.Digest(domain), c.Receipt.Signature, r.signer.Address()); err != nil {
			t.Errorf("receipt: %v", err)
		}
	})
}

// What the relay asks of a session reaches its end; of one that is over, nobody.
func TestAsked(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		s, _ := authorize(t, p)
		if s.Every() != 1<<16 || len(s.Asked()) != 0 {
			t.Errorf("every %d, %d asked, want 65536 and none", s.Every(), len(s.Asked()))
		}
		r.do(func() {
			r.say(wire.Ask{SessionID: 12345, Every: 1})
			r.say(wire.Ask{SessionID: s.ID(), Every: 1 << 15})
		})
		synctest.Wait()
		<-s.Asked()
		if s.Every() != 1<<15 || p.Err() != nil {
			t.Errorf("every %d, want 32768; %v", s.Every(), p.Err())
		}
	})
}

// Every lie in an Offer is refused with its code, in words that the relay can read, and
// is not signed. The ones that no honest relay tells end everything.
func TestLies(t *testing.T) {
	last := func(o *channel.SignedOffer) *record.Record { return &o.Records[len(o.Records)-1] }
	other := newKey(t)
	for name, c := range map[string]struct {
		offer, signed func(r *relay, o *channel.SignedOffer)
		want          channel.RefuseCode
		honest        bool // the payer stays
	}{
		"another channel":     {offer: func(_ *relay, o *channel.SignedOffer) { o.ChannelID[0] ^= 1 }, want: channel.RefuseChannel},
		"another's signature": {signed: func(_ *relay, o *channel.SignedOffer) { o.Signature = other.sign(o.Digest(domain)) }, want: channel.RefuseSignature},
		"a changed root":      {offer: func(_ *relay, o *channel.SignedOffer) { o.State.LogRoot[0] ^= 1 }, want: channel.RefuseBadLog},
		"a record too few":    {offer: func(_ *relay, o *channel.SignedOffer) { o.Records = o.Records[1:] }, want: channel.RefuseBadLog},
		"another eps":         {offer: func(_ *relay, o *channel.SignedOffer) { last(o).EpsPermille = 255; rebuild(o) }, want: channel.RefuseBadLog},
		"another session":     {offer: func(_ *relay, o *channel.SignedOffer) { last(o).SessionID++; rebuild(o) }, want: channel.RefuseUnknownSession},
		"no acknowledgement":  {offer: func(_ *relay, o *channel.SignedOffer) { o.Acks = nil }, want: channel.RefuseAckMissing},
		"a forged one": {offer: func(_ *relay, o *channel.SignedOffer) {
			a, _ := ack.Sign(o.Acks[0].DeliveryAck, domain, other.PrivateKey)
			o.Acks[0] = a
			last(o).AckB = a.Hash(domain)
			rebuild(o)
		}, want: channel.RefuseAckBad},
		"its own count": {offer: func(_ *relay, o *channel.SignedOffer) {
			last(o).BasisBA, last(o).RecvBA = record.RelayCounted, last(o).SentBA
			rebuild(o)
		}, want: channel.RefuseBasis, honest: true},
		"too many bytes acknowledged": {offer: func(_ *relay, o *channel.SignedOffer) { last(o).RecvAB++; last(o).SentAB++; rebuild(o) }, want: channel.RefuseOverCount, honest: true},
		"too many bytes counted":      {offer: func(_ *relay, o *channel.SignedOffer) { last(o).RecvBA++; last(o).SentBA++; rebuild(o) }, want: channel.RefuseOverCount, honest: true},
		"too much money":              {offer: func(_ *relay, o *channel.SignedOffer) { last(o).Paid = last(o).Paid.AddCap(amount(1)); rebuild(o) }, want: channel.RefuseOverPrice},
		"a table of its own":          {offer: func(_ *relay, o *channel.SignedOffer) { o.Table = o.Table.With(o.Table.Rows[0].SessionID, amount(1)) }, want: channel.RefuseTable},
		"a floor in the future":       {offer: func(_ *relay, o *channel.SignedOffer) { o.Table.Floor = 1 << 63; o.Table.Rows = nil }, want: channel.RefuseTable},
		"a larger sum":                {offer: func(_ *relay, o *channel.SignedOffer) { o.CumAmount = o.CumAmount.AddCap(amount(1)) }, want: channel.RefuseSum},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p := attach(t, r)
				defer p.Close()
				s, keyB := authorize(t, p)
				lies := 1
				r.do(func() {
					r.offer = func(o *channel.SignedOffer) {
						if c.offer != nil && lies > 0 {
							c.offer(r, o)
						}
					}
					r.signed = func(o *channel.SignedOffer) {
						if c.signed != nil && lies > 0 {
							c.signed(r, o)
						}
						lies--
					}
				})
				if err := s.SendCounts(t.Context(), ack.Counts{RecvBytes: 100}); err != nil {
					t.Fatal(err)
				}
				synctest.Wait() // nothing was forwarded: no Offer yet
				r.forward(t, s, keyB, 5000, 200)
				synctest.Wait()
				refusals := said[wire.Refuse](r)
				if len(refusals) == 0 || refusals[0].Code != c.want || refusals[0].Text == "" {
					t.Fatalf("refusals: %v, want %s first", refusals, c.want)
				}
				for _, signed := range said[wire.Receipt](r) {
					if signed.State.LogSize <= refusals[0].LogSize {
						t.Errorf("signed %+v", signed)
					}
				}
				if c.honest {
					if p.Err() != nil {
						t.Errorf("the payer left: %v", p.Err())
					}
					return
				}
				refusal, ok := channel.AsRefusal(p.Err())
				if !errors.Is(p.Err(), pay.ErrLied) || !ok || refusal.Code != c.want {
					t.Errorf("payer: got %v, want ErrLied for %s", p.Err(), c.want)
				}
				if !errors.Is(s.Err(), pay.ErrLied) {
					t.Errorf("session: got %v, want ErrLied", s.Err())
				}
			})
		})
	}
}

// A payer that is an endpoint signs for no more than it sent, whatever receiver and relay
// say together.
func TestSent(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		var sent atomic.Uint64
		sent.Store(5000)
		p, keyB := attach(t, r), newKey(t)
		defer p.Close()
		s, err := p.Authorize(t.Context(), pay.Request{KeyB: keyB.Address(), MaxAmount: amount(1 << 24), PayerIsA: true, Sent: sent.Load})
		if err != nil {
			t.Fatal(err)
		}
		r.forward(t, s, keyB, 5000, 0)
		synctest.Wait()
		if got := s.Progress().Newest.RecvAB; got != 5000 {
			t.Fatalf("receipted %d bytes, want all that was sent", got)
		}
		sent.Store(6000)
		r.forward(t, s, keyB, 6001, 0) // B and the relay agree on one byte too many
		synctest.Wait()
		if got := s.Progress().Newest.RecvAB; got != 5000 {
			t.Errorf("receipted %d bytes of %d sent", got, sent.Load())
		}
		refused := said[wire.Refuse](r)
		if len(refused) != 1 || refused[0].Code != channel.RefuseOverCount || refused[0].RecvAB != 6000 {
			t.Errorf("got %+v, want one refusal that accepts 6000 bytes", refused)
		}
	})
}

// A relay cannot have a payer forget what it sent by hanging up until it gives up: the next
// one remembers.
func TestRemembers(t *testing.T) {
	for name, remembers := range map[string]bool{"the one before is known": true, "all is forgotten": false} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p, keyB := attach(t, r), newKey(t)
				s, err := p.Authorize(t.Context(), pay.Request{KeyB: keyB.Address(), MaxAmount: amount(1 << 24), PayerIsA: true, Sent: func() uint64 { return 6000 }})
				if err != nil {
					t.Fatal(err)
				}
				r.forward(t, s, keyB, 5000, 0)
				synctest.Wait()
				p.Close()
				cfg := r.config()
				if remembers {
					cfg.Before = p
				}
				again, err := pay.Attach(t.Context(), cfg)
				if err != nil {
					t.Fatal(err)
				}
				defer again.Close()
				paid := again.Receipt().CumAmount
				r.forward(t, s, keyB, 6001, 0)
				synctest.Wait()
				if got := again.Receipt().CumAmount; paid.Less(got) == remembers {
					t.Errorf("receipted %s after %s", got, paid)
				}
			})
		})
	}
}

// Two different Offers over one log are two histories: the payer leaves, whichever it
// signed first.
func TestEquivocation(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		s, keyB := authorize(t, p)
		r.do(func() {
			r.signed = func(o *channel.SignedOffer) {
				second := *o
				second.CumAmount = second.CumAmount.SubFloor(amount(1))
				second.Signature = r.key.sign(second.Digest(domain))
				r.signed = nil
				r.out <- wire.Offer{SignedOffer: *o}
				*o = second
			}
		})
		r.forward(t, s, keyB, 5000, 0)
		<-p.Done()
		refusal, ok := channel.AsRefusal(p.Err())
		if !ok || refusal.Code != channel.RefuseEquivocation {
			t.Fatalf("got %v, want equivocation", p.Err())
		}
		if n := len(said[wire.Receipt](r)); n != 1 {
			t.Errorf("signed %d receipts, want the first alone", n)
		}
	})
}

// A relay that keeps sending Offers which cannot be signed, for reasons that might be
// honest once, is left at last.
func TestEndlessRefusals(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		s, keyB := authorize(t, p)
		r.forward(t, s, keyB, 5000, 0)
		synctest.Wait()
		if n := len(said[wire.Receipt](r)); n != 1 {
			t.Fatalf("signed %d receipts, want 1", n)
		}
		r.do(func() {
			r.answer = func(m wire.PayRequest) []wire.PayReply {
				old := channel.SignedOffer{Records: []record.Record{record.NewOpen(p.ID(), r.key.Address(), 1, salt())}}
				rebuild(&old)
				old.ChannelID = p.ID()
				old.Signature = r.key.sign(old.Digest(domain))
				return []wire.PayReply{wire.Offer{SignedOffer: old}}
			}
			r.handle(wire.GetQuote{}) // the first; each refusal gets another
		})
		<-p.Done()
		refusal, ok := channel.AsRefusal(p.Err())
		if !errors.Is(p.Err(), pay.ErrLied) || !ok || refusal.Code != channel.RefuseStale {
			t.Errorf("got %v, want ErrLied for staleness", p.Err())
		}
		if n := len(said[wire.Receipt](r)); n != 1 {
			t.Errorf("signed %d receipts, want no other", n)
		}
	})
}

// What a relay says of a channel is checked before anything is signed.
func TestAttachChecks(t *testing.T) {
	other := newKey(t)
	for name, c := range map[string]struct {
		ready  func(*wire.ChannelReady)
		answer wire.PayReply
		want   error
	}{
		"the truth":          {},
		"another channel":    {ready: func(m *wire.ChannelReady) { m.ChannelID[0] ^= 1 }, want: pay.ErrLied},
		"another payee":      {ready: func(m *wire.ChannelReady) { m.Quote.Payee[0] ^= 1 }, want: pay.ErrLied},
		"another creditCap":  {ready: func(m *wire.ChannelReady) { m.Quote.CreditCap = amount(1) }, want: pay.ErrLied},
		"another node key":   {ready: func(m *wire.ChannelReady) { m.Quote.NodeKey = other.Address() }, want: pay.ErrLied},
		"another's quote":    {ready: func(m *wire.ChannelReady) { m.Quote.Signature = other.sign(m.Quote.Quote.Digest(domain)) }, want: pay.ErrLied},
		"too dear":           {ready: func(m *wire.ChannelReady) { m.Quote.PricePerGiB = amount(1<<30 + 1) }, want: market.ErrTooDear},
		"too dear to begin":  {ready: func(m *wire.ChannelReady) { m.Quote.FlatPrice = amount(11) }, want: market.ErrTooDear},
		"a clock far ahead":  {ready: func(m *wire.ChannelReady) { m.LastSessionID = 1 << 63 }, want: channel.ErrSessionID},
		"a receipt not mine": {ready: func(m *wire.ChannelReady) { m.Receipt = forged(m.ChannelID, other) }, want: typeddata.ErrSigner},
		"another message":    {answer: wire.SessionEnded{SessionID: 1, Reason: 1}, want: pay.ErrLied},
		"a refusal":          {answer: wire.Error{Code: wire.CodeWrongTerms, Text: "no"}, want: new(pay.RefusedError)},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				r.ready = c.ready
				if c.answer != nil {
					r.answer = func(wire.PayRequest) []wire.PayReply { return []wire.PayReply{c.answer} }
				}
				cfg := r.config()
				cfg.Caps = market.Caps{PricePerGiB: amount(1 << 30), FlatPrice: amount(10)}
				p, err := pay.Attach(t.Context(), cfg)
				if err == nil {
					p.Close()
				}
				if refused := (*pay.RefusedError)(nil); errors.As(c.want, &refused) && errors.As(err, &refused) {
					return
				}
				if !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			})
		})
	}
}

// forged is a receipt over an empty log that somebody else signed.
func forged(id common.Hash, by key) channel.SignedReceipt {
	var o channel.SignedOffer
	o.ChannelID = id
	o.Records = []record.Record{record.NewOpen(id, by.Address(), 1, salt())}
	rebuild(&o)
	return channel.SignedReceipt{Receipt: o.Receipt(), Signature: by.sign(o.Receipt().Digest(domain)), Table: o.Table, Range: []common.Hash{o.State.LogRoot}}
}

// Bytes that are no message end the stream as a lie.
func TestGarbage(t *testing.T) {
	for name, garbage := range map[string][]byte{
		"an endless length": {0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
		"a wrong field":     {3, 0x0a, 1, 0xff},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRelay(t)
				open := func(context.Context) (pay.Stream, error) {
					theirs, ours := pipe()
					r.group.Go(func() {
						wire.ReadPayRequest(bufio.NewReader(ours))
						ours.Write(garbage)
						ours.Close()
					})
					return theirs, nil
				}
				if _, _, err := pay.GetQuote(t.Context(), open, r.key.Address(), domain); !errors.Is(err, pay.ErrLied) {
					t.Errorf("got %v, want ErrLied", err)
				}
				r.group.Wait()
			})
		})
	}
}

// A relay sees a channel's opening late: it is asked again, for a while.
func TestWaitsForTheOpening(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		tries := 0
		unknown := []wire.PayReply{wire.Error{Code: wire.CodeUnknownChannel, Text: "not open"}}
		r.answer = func(wire.PayRequest) []wire.PayReply {
			if tries++; tries < 5 {
				return unknown
			}
			r.answer = nil
			return nil
		}
		p, err := pay.Attach(t.Context(), r.config())
		if err != nil {
			t.Fatal(err)
		}
		p.Close()
		r.do(func() { r.answer = func(wire.PayRequest) []wire.PayReply { return unknown } })
		start := time.Now()
		_, err = pay.Attach(t.Context(), r.config())
		var refused *pay.RefusedError
		if !errors.As(err, &refused) || refused.Code != wire.CodeUnknownChannel || !strings.Contains(err.Error(), "same chain") {
			t.Errorf("got %v, want unknown-channel and advice", err)
		}
		if waited := time.Since(start); waited < 30*time.Second || waited > 2*time.Minute {
			t.Errorf("gave up after %s", waited)
		}
	})
}

// A stream that breaks is mended: the session lives on, what was lost is said again, and
// nothing is signed twice over or counted twice.
func TestComesBack(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		s, keyB := authorize(t, p)
		r.do(func() { r.answer = loseReceipts })
		r.forward(t, s, keyB, 5000, 300)
		synctest.Wait() // signed, and lost on its way
		lost := p.Receipt()
		r.do(func() { r.answer = nil; r.down = true })
		r.cut()
		time.Sleep(time.Second)
		if err := s.SendCounts(t.Context(), ack.Counts{RecvBytes: 300}); !errors.Is(err, pay.ErrAway) {
			t.Errorf("while away: got %v, want ErrAway", err)
		}
		if _, err := p.Authorize(t.Context(), pay.Request{}); !errors.Is(err, pay.ErrAway) {
			t.Errorf("while away: got %v, want ErrAway", err)
		}
		r.do(func() { r.down = false })
		time.Sleep(10 * time.Second)
		used := said[wire.UseChannel](r)
		if first, again := used[0], used[len(used)-1]; !first.Receipt.IsZero() || again.Receipt.Receipt != lost.Receipt || again.Receipt.Signature != lost.Signature {
			t.Errorf("named the channel with receipts over %s and %s, want none and %s", first.Receipt.CumAmount, again.Receipt.CumAmount, lost.CumAmount)
		}
		if got, want := r.status().Receipt.CumAmount, s.Auth.Tariff.Amount(5300); got != want {
			t.Errorf("the relay has a receipt over %s, want %s", got, want)
		}
		if pr := s.Progress(); pr.Offers != 2 || pr.Batches != 2 || s.Err() != nil {
			t.Errorf("progress %+v, session %v", pr, s.Err())
		}
		if err := s.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func loseReceipts(m wire.PayRequest) []wire.PayReply {
	if _, ok := m.(wire.Receipt); ok {
		return []wire.PayReply{}
	}
	return nil
}

// A relay that stays away is given up, and everything that waits ends.
func TestLost(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		s, _ := authorize(t, p)
		r.do(func() { r.down = true })
		r.cut()
		<-p.Done()
		if !errors.Is(p.Err(), pay.ErrLost) || !errors.Is(s.Err(), pay.ErrLost) {
			t.Errorf("payer %v, session %v, want ErrLost", p.Err(), s.Err())
		}
		if err := s.End(t.Context()); !errors.Is(err, pay.ErrLost) {
			t.Errorf("end: %v", err)
		}
		if _, err := p.AskClose(t.Context()); !errors.Is(err, pay.ErrLost) {
			t.Errorf("close: %v", err)
		}
	})
}

// Look asks the relay anew, and the answer is checked as the first one was.
func TestLook(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		r.do(func() { r.step(channel.ChainSeen{View: channel.ChainView{Deposit: amount(77), Final: true}}) })
		if view, err := p.Look(t.Context()); err != nil || view.Deposit != amount(77) {
			t.Errorf("got %+v, %v, want a deposit of 77", view, err)
		}
		r.do(func() { r.ready = func(m *wire.ChannelReady) { m.Quote.Payee[0] ^= 1 } })
		if view, err := p.Look(t.Context()); !errors.Is(err, pay.ErrLied) {
			t.Errorf("got %+v, %v, want ErrLied", view, err)
		}
		<-p.Done()
	})
}

// An answer to a Look that was given up is no lie.
func TestLookGivenUp(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		ctx, giveUp := context.WithCancel(t.Context())
		var late wire.PayReply
		r.do(func() {
			r.mute = func(m wire.PayReply) bool {
				late = m
				giveUp()
				return true
			}
		})
		if _, err := p.Look(ctx); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want %v", err, context.Canceled)
		}
		r.do(func() {
			r.mute = func(wire.PayReply) bool {
				r.mute = nil
				r.say(late)
				return false
			}
		})
		if _, err := p.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := p.Err(); err != nil {
			t.Errorf("gave up: %v", err)
		}
	})
}

// A stream that breaks again as soon as it is mended is not tried again without pause.
func TestPushedOff(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() {
			r.answer = func(m wire.PayRequest) []wire.PayReply {
				conn := r.conn
				time.AfterFunc(10*time.Millisecond, func() { conn.Close() })
				return nil
			}
		})
		r.cut()
		time.Sleep(5 * time.Minute)
		if n := len(said[wire.UseChannel](r)); n < 60 || n > 200 {
			t.Errorf("came back %d times in five minutes", n)
		}
		if p.Err() != nil {
			t.Errorf("gave up: %v", p.Err())
		}
	})
}

// A relay that changed its mind while the stream was down is left.
func TestComesBackToAnother(t *testing.T) {
	for name, c := range map[string]struct {
		ready func(r *relay, m *wire.ChannelReady)
		want  error
	}{
		"dearer":       {func(_ *relay, m *wire.ChannelReady) { m.Quote.PricePerGiB = amount(1<<30 + 1) }, pay.ErrLied},
		"another user": {func(r *relay, m *wire.ChannelReady) { m.Receipt = forged(m.ChannelID, r.signer) }, pay.ErrInUse},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p := attach(t, r)
				r.do(func() { r.ready = func(m *wire.ChannelReady) { c.ready(r, m) } })
				r.cut()
				<-p.Done()
				if !errors.Is(p.Err(), c.want) {
					t.Errorf("got %v, want %v", p.Err(), c.want)
				}
			})
		})
	}
}

// A relay that serves the channel no more is not tried again; one that fails is.
func TestComesBackRefused(t *testing.T) {
	for code, lasting := range map[wire.Code]bool{
		wire.CodeClosing: true, wire.CodeWrongTerms: true, wire.CodeUnauthenticated: true,
		wire.CodeBusy: false, wire.CodeUnknownChannel: false, wire.CodeInternal: false,
	} {
		t.Run(code.String(), func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p := attach(t, r)
				defer p.Close()
				s, _ := authorize(t, p)
				r.do(func() {
					r.answer = func(wire.PayRequest) []wire.PayReply { return []wire.PayReply{wire.Error{Code: code, Text: "no"}} }
				})
				r.cut()
				time.Sleep(5 * time.Second)
				if !lasting {
					r.do(func() { r.answer = nil })
					if err := s.End(t.Context()); err != nil {
						t.Errorf("end: %v, want it back", err)
					}
					return
				}
				for _, err := range []error{p.Err(), s.Err()} {
					var refused *pay.RefusedError
					if !errors.As(err, &refused) || refused.Code != code {
						t.Errorf("got %v, want the refusal", err)
					}
				}
				if n := len(said[wire.UseChannel](r)); n != 2 {
					t.Errorf("named the channel %d times, want twice", n)
				}
			})
		})
	}
}

// A payer without memory goes on with what it signed, above every session it began.
func TestForgetful(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		s, keyB := authorize(t, p)
		r.forward(t, s, keyB, 5000, 0)
		synctest.Wait()
		before := p.Receipt()
		p.Close()
		again := attach(t, r)
		defer again.Close()
		if got := again.Receipt(); got.Receipt != before.Receipt || got.Signature != before.Signature {
			t.Errorf("got %+v, want %+v", got, before)
		}
		next, keyB := authorize(t, again)
		if next.ID() <= s.ID() {
			t.Errorf("session %d after %d", next.ID(), s.ID())
		}
		r.forward(t, next, keyB, 1000, 0)
		synctest.Wait()
		if want := before.CumAmount.AddCap(next.Auth.Tariff.Amount(1000)); again.Receipt().CumAmount != want {
			t.Errorf("got %s, want %s", again.Receipt().CumAmount, want)
		}
	})
}

// Refusals reach who asked, with advice.
func TestAuthorizeRefused(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() {
			r.answer = func(m wire.PayRequest) []wire.PayReply {
				a, ok := m.(wire.Authorize)
				if !ok {
					return nil
				}
				return []wire.PayReply{wire.Error{Code: wire.CodeLowDeposit, Text: "\x1b[31m", SessionID: a.SessionID}}
			}
		})
		_, err := p.Authorize(t.Context(), pay.Request{})
		var refused *pay.RefusedError
		if !errors.As(err, &refused) || refused.Code != wire.CodeLowDeposit || !strings.Contains(err.Error(), "top it up") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("got %v, want low-deposit with advice", err)
		}
	})
}

// Whoever gives up waiting ends the session that the relay may have begun.
func TestAuthorizeGivenUp(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() { r.mute = func(m wire.PayReply) bool { _, ok := m.(wire.Session); return ok } })
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Authorize(ctx, pay.Request{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want DeadlineExceeded", err)
		}
		synctest.Wait()
		if a, e := said[wire.Authorize](r), said[wire.EndSession](r); len(a) != 1 || len(e) != 1 || a[0].SessionID != e[0].SessionID {
			t.Errorf("authorized %v, ended %v", a, e)
		}
	})
}

// Messages out of place end the session.
func TestOutOfPlace(t *testing.T) {
	for name, m := range map[string]wire.PayReply{
		"a session":   wire.Session{SessionID: 9, A: wire.Credentials{AckToken: make([]byte, 16)}, B: wire.Credentials{AckToken: make([]byte, 16)}},
		"a quote":     wire.Quote{Signature: typeddata.Signature{1}},
		"a beginning": wire.ChannelReady{Quote: wire.Quote{Signature: typeddata.Signature{1}}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p := attach(t, r)
				r.do(func() { r.say(m) })
				<-p.Done()
				if !errors.Is(p.Err(), pay.ErrLied) {
					t.Errorf("got %v, want ErrLied", p.Err())
				}
			})
		})
	}
}

// A consent that is not good on chain is a lie, and one that nobody could give is not
// asked for.
func TestConsent(t *testing.T) {
	other := newKey(t)
	for name, change := range map[string]func(*wire.Consent){
		"another channel": func(c *wire.Consent) { c.ChannelID[0] ^= 1; c.Signature = typeddata.Signature{} },
		"another closer":  func(c *wire.Consent) { c.Signature = other.sign(c.Digest(domain)) },
		"for more":        func(c *wire.Consent) { c.AtLeast = amount(1); c.Signature = typeddata.Signature{} },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				p := attach(t, r)
				r.do(func() {
					r.consent = func(c *wire.Consent) {
						if change(c); c.Signature.IsZero() {
							c.Signature = r.key.sign(c.Digest(domain))
						}
					}
				})
				if _, err := p.AskClose(t.Context()); !errors.Is(err, pay.ErrLied) {
					t.Errorf("got %v, want ErrLied", err)
				}
				<-p.Done()
			})
		})
	}
	t.Run("no closer", func(t *testing.T) {
		bubble(t, func(t *testing.T, r *relay) {
			r.terms.Closer = common.Address{}
			r.payee, _ = channel.NewPayee(channel.PayeeConfig{Deployment: r.deployment, Terms: r.terms, Quote: r.quote}, now(), salt())
			p := attach(t, r)
			defer p.Close()
			if _, err := p.AskClose(t.Context()); !errors.Is(err, pay.ErrNoCloser) {
				t.Errorf("got %v, want ErrNoCloser", err)
			}
		})
	})
}

// Only a refusal that can be about closing ends the wait for a consent.
func TestCloseRefused(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() { r.mute = func(m wire.PayReply) bool { _, ok := m.(wire.Consent); return ok } })
		ask := func() chan error {
			got := make(chan error, 1)
			go func() {
				_, err := p.AskClose(t.Context())
				got <- err
			}()
			synctest.Wait()
			return got
		}
		got := ask()
		for _, code := range []wire.Code{wire.CodeStale, wire.CodeWrongAmount, wire.CodeBadSignature} {
			r.do(func() { r.say(wire.Error{Code: code, Text: "a receipt"}) })
		}
		r.do(func() { r.say(wire.Error{Code: wire.CodeInternal, Text: "a session", SessionID: 7}) })
		synctest.Wait()
		select {
		case err := <-got:
			t.Fatalf("got %v for what was no answer", err)
		default:
		}
		r.do(func() { r.mute = nil; r.step(channel.CloseAsked{}) })
		if err := <-got; err != nil {
			t.Errorf("got %v, want the consent", err)
		}
		r.do(func() { r.mute = func(m wire.PayReply) bool { _, ok := m.(wire.Consent); return ok } })
		got = ask()
		r.do(func() { r.say(wire.Error{Code: wire.CodeInternal, Text: "no"}) })
		var refused *pay.RefusedError
		if err := <-got; !errors.As(err, &refused) || refused.Code != wire.CodeInternal {
			t.Errorf("got %v, want the refusal", err)
		}
	})
}

// What nobody waits for any more is not asked again when the relay is back.
func TestCloseGivenUp(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() { r.mute = func(m wire.PayReply) bool { _, ok := m.(wire.Consent); return ok } })
		stays, leaves := make(chan error, 1), make(chan error, 1)
		ctx, cancel := context.WithCancel(t.Context())
		for ctx, got := range map[context.Context]chan error{t.Context(): stays, ctx: leaves} {
			go func() {
				_, err := p.AskClose(ctx)
				got <- err
			}()
		}
		synctest.Wait()
		cancel()
		if err := <-leaves; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		r.do(func() { r.mute = nil })
		r.cut() // and the one that stays is asked again
		if err := <-stays; err != nil {
			t.Errorf("got %v, want the consent", err)
		}
		if n := len(said[wire.AskClose](r)); n != 3 {
			t.Errorf("asked %d times, want 3", n)
		}
		r.do(func() { r.down = true })
		r.cut()
		synctest.Wait()
		if _, err := p.AskClose(t.Context()); !errors.Is(err, pay.ErrAway) {
			t.Errorf("while away: got %v, want ErrAway", err)
		}
		r.do(func() { r.down = false })
		time.Sleep(10 * time.Second)
		if n := len(said[wire.AskClose](r)); n != 3 {
			t.Errorf("asked %d times, want no more than 3: nobody waits", n)
		}
	})
}

// A relay that refuses a Look, or is lost meanwhile, does not keep it waiting.
func TestLookRefused(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		p := attach(t, r)
		defer p.Close()
		r.do(func() {
			r.answer = func(wire.PayRequest) []wire.PayReply {
				return []wire.PayReply{wire.Error{Code: wire.CodeStale, Text: "a receipt"}, wire.Error{Code: wire.CodeClosing, Text: "no"}}
			}
		})
		var refused *pay.RefusedError
		if view, err := p.Look(t.Context()); !errors.As(err, &refused) || refused.Code != wire.CodeClosing {
			t.Errorf("got %+v, %v, want the refusal", view, err)
		}
		r.do(func() { r.answer = func(wire.PayRequest) []wire.PayReply { r.conn.Close(); return []wire.PayReply{} } })
		if view, err := p.Look(t.Context()); !errors.Is(err, pay.ErrAway) {
			t.Errorf("got %+v, %v, want ErrAway", view, err)
		}
	})
}

// A relay that does not answer does not keep anybody waiting for ever.
func TestSilence(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		r.mute = func(wire.PayReply) bool { return true }
		if _, err := pay.Attach(t.Context(), r.config()); err == nil {
			t.Error("attached to a silent relay")
		}
		if _, _, err := pay.GetQuote(t.Context(), r.open, r.key.Address(), domain); err == nil {
			t.Error("a quote of a silent relay")
		}
	})
}

func TestGetQuote(t *testing.T) {
	other := newKey(t)
	for name, c := range map[string]struct {
		by, about key
		want      error
	}{
		"the relay's":     {},
		"another's":       {by: other, want: pay.ErrLied},
		"about another's": {about: other, want: pay.ErrLied},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				q, by := r.quote, r.key
				if c.by.PrivateKey != nil {
					by = c.by
				}
				if c.about.PrivateKey != nil {
					q.NodeKey = c.about.Address()
				}
				r.answer = func(wire.PayRequest) []wire.PayReply {
					return []wire.PayReply{wire.Quote{Quote: q, Signature: by.sign(q.Digest(domain))}}
				}
				got, rtt, err := pay.GetQuote(t.Context(), r.open, r.key.Address(), domain)
				if !errors.Is(err, c.want) || err == nil && (got != r.quote || rtt < 0) {
					t.Errorf("got %+v, %s, %v, want %v", got, rtt, err, c.want)
				}
			})
		})
	}
}
