package pay_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var domain = typeddata.Domain{ChainID: 1337, Contract: common.HexToAddress("0xcc")}

// key is a key in memory.
type key struct{ *ecdsa.PrivateKey }

func newKey(t testing.TB) key {
	t.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key{k}
}

func (k key) Address() common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func (k key) SignDigest(_ context.Context, digest common.Hash) (typeddata.Signature, error) {
	return typeddata.Sign(k.PrivateKey, digest)
}

func (k key) sign(digest common.Hash) typeddata.Signature {
	sig, err := typeddata.Sign(k.PrivateKey, digest)
	if err != nil {
		panic(err)
	}
	return sig
}

// stream is one end of a stream in memory, half of it for each direction.
type stream struct{ r, w net.Conn }

func pipe() (a, b stream) {
	r1, w1 := net.Pipe()
	r2, w2 := net.Pipe()
	return stream{r1, w2}, stream{r2, w1}
}

func (s stream) Read(p []byte) (int, error)         { return s.r.Read(p) }
func (s stream) Write(p []byte) (int, error)        { return s.w.Write(p) }
func (s stream) CloseWrite() error                  { return s.w.Close() }
func (s stream) Close() error                       { return errors.Join(s.r.Close(), s.w.Close()) }
func (s stream) Reset() error                       { return s.Close() }
func (s stream) SetReadDeadline(t time.Time) error  { return s.r.SetReadDeadline(t) }
func (s stream) SetWriteDeadline(t time.Time) error { return s.w.SetWriteDeadline(t) }

// relay is a relay whose machine is honest, and which says what a test makes of it.
type relay struct {
	key, signer key
	deployment  channel.Deployment
	quote       receipt.Quote
	terms       receipt.ChannelTerms

	// What it says instead; nil: the truth.
	offer   func(*channel.SignedOffer)              // before it is signed
	signed  func(*channel.SignedOffer)              // after it is signed
	ready   func(*wire.ChannelReady)                // before the quote is signed
	consent func(*wire.Consent)                     // after it is signed
	answer  func(m wire.PayRequest) []wire.PayReply // instead of the machine; nil: ask it
	mute    func(wire.PayReply) bool                // what is lost

	mu       sync.Mutex
	payee    channel.Payee
	out      chan wire.PayReply
	conn     stream
	heard    []wire.PayRequest
	sessions map[uint64]channel.Authorization
	down     bool
	group    sync.WaitGroup
}

func newRelay(t testing.TB) *relay {
	t.Helper()
	r := &relay{key: newKey(t), signer: newKey(t), sessions: map[uint64]channel.Authorization{}}
	r.deployment = channel.Deployment{Domain: domain, ClosingPeriod: 120}
	r.quote = receipt.Quote{
		Payee: common.HexToAddress("0xbeef"), Closer: r.key.Address(), NodeKey: r.key.Address(),
		CreditCap: amount(1 << 22), W0: amount(1 << 16), PricePerGiB: amount(1 << 30), FlatPrice: amount(10), EpsPermille: 20, Expiry: 1 << 40,
	}
	r.terms = receipt.ChannelTerms{
		Payer: r.signer.Address(), Signer: r.signer.Address(), Payee: r.quote.Payee, Closer: r.quote.Closer,
		CreditCap: r.quote.CreditCap, OpenBy: 1 << 30, Salt: 7,
	}
	r.payee, _ = channel.NewPayee(channel.PayeeConfig{Deployment: r.deployment, Terms: r.terms, Quote: r.quote, LingerMs: 1000}, now(), salt())
	r.step(channel.ChainSeen{View: channel.ChainView{Deposit: amount(1 << 26), Final: true}})
	return r
}

func amount(n uint64) typeddata.Amount { return typeddata.NewAmount(n) }

func salt() (s [record.SaltSize]byte) { rand.Read(s[:]); return s }

func now() channel.Time {
	ms := uint64(time.Now().UnixMilli())
	return channel.Time{Ms: ms, Head: ms / 1000}
}

func clock(context.Context) (channel.Time, error) { return now(), nil }

// config is that of a payer of this relay.
func (r *relay) config() pay.Config {
	return pay.Config{Deployment: r.deployment, Terms: r.terms, NodeKey: r.key.Address(), Signer: r.signer, Clock: clock, Open: r.open}
}

var errDown = errors.New("connection refused")

func (r *relay) open(context.Context) (pay.Stream, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.down {
		return nil, errDown
	}
	theirs, ours := pipe()
	out := make(chan wire.PayReply, 100)
	r.out, r.conn = out, ours
	gone := make(chan struct{})
	r.group.Go(func() { // reads
		defer close(gone)
		reader := bufio.NewReader(ours)
		for {
			m, err := wire.ReadPayRequest(reader)
			if err != nil {
				return
			}
			r.mu.Lock()
			r.heard = append(r.heard, m)
			r.handle(m)
			r.mu.Unlock()
		}
	})
	r.group.Go(func() { // writes
		defer ours.Close()
		for {
			select {
			case m := <-out:
				if wire.Write(ours, m) != nil {
					return
				}
			case <-gone:
				return
			}
		}
	})
	return theirs, nil
}

// cut breaks the stream.
func (r *relay) cut() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.conn.Close()
}

func (r *relay) say(m wire.PayReply) {
	if r.mute == nil || !r.mute(m) {
		r.out <- m
	}
}

// do runs f as the relay.
func (r *relay) do(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
}

func (r *relay) status() channel.Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.payee.Status()
}

func (r *relay) handle(m wire.PayRequest) {
	if r.answer != nil {
		if replies := r.answer(m); replies != nil {
			for _, reply := range replies {
				r.say(reply)
			}
			return
		}
	}
	switch m := m.(type) {
	case wire.GetQuote:
		r.say(wire.Quote{Quote: r.quote, Signature: r.key.sign(r.quote.Digest(domain))})
	case wire.UseChannel:
		st := r.payee.Status()
		ready := wire.ChannelReady{ChannelID: r.payee.ID(), Chain: st.Chain, Quote: wire.Quote{Quote: r.quote}, Receipt: st.Receipt, LastSessionID: st.LastSession, Credit: st.Credit}
		if r.ready != nil {
			r.ready(&ready)
		}
		if ready.Quote.Signature.IsZero() {
			ready.Quote.Signature = r.key.sign(ready.Quote.Quote.Digest(domain))
		}
		r.say(ready)
		r.step(channel.Resend{})
	case wire.Authorize:
		r.sessions[m.SessionID] = m.Authorization
		r.reply(m.SessionID, channel.Authorized{Authorization: m.Authorization})
	case wire.Count:
		r.reply(m.SessionID, channel.Counted{SessionID: m.SessionID, Counts: m.Counts})
	case wire.Receipt:
		r.reply(0, channel.Receipted{Receipt: m.Receipt, Signature: m.Signature})
	case wire.Refuse:
		r.reply(0, channel.Refused{LogSize: m.LogSize, SessionID: m.SessionID, RecvAB: m.RecvAB, RecvBA: m.RecvBA, Salt: salt()})
	case wire.EndSession:
		r.reply(m.SessionID, channel.Ended{SessionID: m.SessionID, Reason: channel.EndByPayer})
	case wire.AskClose:
		r.reply(0, channel.CloseAsked{})
	}
}

// reply steps and bills, or tells the error.
func (r *relay) reply(session uint64, ev channel.PayeeEvent) {
	if err := r.step(ev); err != nil {
		r.say(wire.Error{Code: wire.CodeUnknownSession, Text: err.Error(), SessionID: session})
		return
	}
	r.step(channel.Bill{Salt: salt})
}

func (r *relay) step(ev channel.PayeeEvent) error {
	next, effects, err := r.payee.Step(ev, now())
	if err != nil {
		return err
	}
	r.payee = next
	for _, e := range effects {
		switch e := e.(type) {
		case channel.SendOffer:
			r.sendOffer(e.Offer)
		case channel.SendConsent:
			c := wire.Consent{CloseConsent: e.Consent, Signature: r.key.sign(e.Consent.Digest(domain))}
			if r.consent != nil {
				r.consent(&c)
			}
			r.say(c)
		case channel.StartSession:
			creds := wire.Credentials{URIs: []string{"turn:192.0.2.1"}, Username: "u", Password: "p", Realm: "r", AckToken: make([]byte, 32)}
			r.say(wire.Session{SessionID: e.Authorization.SessionID, A: creds, B: creds, Expiry: 1 << 40, Every: 1 << 16})
		case channel.EndSession:
			r.say(wire.SessionEnded{SessionID: e.SessionID, Reason: e.Reason})
		}
	}
	return nil
}

func (r *relay) sendOffer(o channel.SignedOffer) {
	if r.offer != nil {
		r.offer(&o)
	}
	o.Signature = r.key.sign(o.Digest(domain))
	if r.signed != nil {
		r.signed(&o)
	}
	r.say(wire.Offer{SignedOffer: o})
}

// forward passes payload bytes of a session, all in all, and has B acknowledge those of
// A→B.
func (r *relay) forward(t *testing.T, s *pay.Session, keyB key, ab, ba uint64) {
	t.Helper()
	r.do(func() {
		a, err := ack.Sign(ack.DeliveryAck{ChannelID: s.Auth.ChannelID, SessionID: s.ID(), Side: ack.B, Counts: ack.Counts{RecvBytes: ab}}, domain, keyB.PrivateKey)
		if err != nil {
			t.Fatal(err)
		}
		for _, ev := range []channel.PayeeEvent{
			channel.Metered{SessionID: s.ID(), AB: ab, BA: ba}, channel.Acked{Ack: a}, channel.Bill{Salt: salt},
		} {
			if err := r.step(ev); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// said returns the messages of one kind that the payer sent.
func said[M wire.PayRequest](r *relay) (out []M) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.heard {
		if m, ok := m.(M); ok {
			out = append(out, m)
		}
	}
	return out
}

// rebuild makes an Offer that begins its log consistent again after its records were
// changed.
func rebuild(o *channel.SignedOffer) {
	var log batchlog.Log
	table := receipt.Table{Floor: o.Table.Floor}
	for _, rec := range o.Records {
		log = log.Append(rec.LeafHash())
		if rec.Type != record.Open {
			table = table.With(rec.SessionID, rec.Paid)
		}
	}
	sum, err := table.Sum()
	if err != nil {
		panic(err)
	}
	o.Table, o.CumAmount = table, sum
	o.State = receipt.State{LogSize: log.Size(), LogRoot: log.Root(), SessionsHash: table.Hash()}
}

// attach attaches a payer, which is closed at the end.
func attach(t *testing.T, r *relay) *pay.Payer {
	t.Helper()
	p, err := pay.Attach(t.Context(), r.config())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// authorize begins a session whose payer is A, and B acknowledges.
func authorize(t *testing.T, p *pay.Payer) (*pay.Session, key) {
	t.Helper()
	keyB := newKey(t)
	s, err := p.Authorize(t.Context(), pay.Request{KeyB: keyB.Address(), MaxAmount: amount(1 << 24), PayerIsA: true})
	if err != nil {
		t.Fatal(err)
	}
	return s, keyB
}

// bubble runs a test in fake time; it fails if a goroutine is left over.
func bubble(t *testing.T, test func(t *testing.T, r *relay)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRelay(t)
		test(t, r)
		r.do(func() {
			if r.conn.r != nil {
				r.conn.Close()
			}
		})
		r.group.Wait()
	})
}
