package pay

import (
	"bytes"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// served is a ledger after a channel with three sessions, one after the other; the last
// one's Offer is not receipted. After each step of the machine, see is told of it.
func served(t *testing.T, l *memory, see func(channel.Payee)) {
	t.Helper()
	now := channel.Time{Ms: 1_700_000_000_000, Head: 1_700_000_000}
	terms := receipt.ChannelTerms{Payer: address(payerKey), Signer: address(payerKey), Payee: payeeAddr, Closer: address(nodeKey), CreditCap: testTariff.CreditCap, OpenBy: 1_800_000_000}
	quote := receipt.Quote{Payee: payeeAddr, Closer: address(nodeKey), NodeKey: address(nodeKey), CreditCap: testTariff.CreditCap, W0: testTariff.W0, PricePerGiB: testTariff.PricePerGiB, EpsPermille: 20}
	id := terms.ID(testDomain)
	cfg := channel.PayeeConfig{Deployment: channel.Deployment{Domain: testDomain, ClosingPeriod: 60}, Terms: terms, Quote: quote, LingerMs: 1}
	var offer receipt.Offer
	perform := func(effects []channel.Effect) {
		for _, e := range effects {
			switch e := e.(type) {
			case channel.Store:
				writes, err := encode(id, e)
				if err == nil {
					err = l.Commit(t.Context(), writes)
				}
				if err != nil {
					t.Fatal(err)
				}
			case channel.SendOffer:
				offer = e.Offer.Offer
			}
		}
	}
	p, effects := channel.NewPayee(cfg, now, [record.SaltSize]byte{1})
	perform(effects)
	step := func(e channel.PayeeEvent) {
		t.Helper()
		now.Ms += 100
		next, effects, err := p.Step(e, now)
		if err != nil {
			t.Fatal(err)
		}
		p = next
		perform(effects)
		see(p)
	}
	sign := func(digest common.Hash) typeddata.Signature {
		s, err := typeddata.Sign(payerKey, digest)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	step(channel.ChainSeen{View: channel.ChainView{Deposit: typeddata.NewAmount(1 << 40), Final: true}})
	authorize := func(session uint64) {
		a := receipt.SessionAuthorization{ChannelID: id, SessionID: session, KeyB: address(ackKey), AckDeadline: now.Head + 1_000_000,
			Tariff: price.Tariff{PerGiB: quote.PricePerGiB, Max: typeddata.NewAmount(1 << 30)}}
		step(channel.Authorized{Authorization: channel.Authorization{SessionAuthorization: a, Signature: sign(a.Digest(testDomain))}})
	}
	deliver := func(session, bytes uint64) {
		step(channel.Metered{SessionID: session, AB: bytes})
		signed, err := ack.Sign(ack.DeliveryAck{ChannelID: id, SessionID: session, Side: ack.B, Counts: ack.Counts{RecvBytes: bytes}}, testDomain, ackKey)
		if err != nil {
			t.Fatal(err)
		}
		step(channel.Acked{Ack: signed})
	}
	bill := func(n, i uint64) {
		step(channel.Bill{Salt: func() [record.SaltSize]byte { return [record.SaltSize]byte{byte(n), byte(i)} }})
	}
	for n := range uint64(3) {
		authorize(n + 1)
		for i := range uint64(2) {
			deliver(n+1, (i+1)*1000)
			if i == 1 {
				step(channel.Ended{SessionID: n + 1, Reason: channel.EndByPayer})
			}
			bill(n, i)
			if n < 2 || i == 0 {
				step(channel.Receipted{Receipt: offer.Receipt(), Signature: sign(offer.Receipt().Digest(testDomain))})
			}
		}
	}
	// What is acknowledged while the last Offer waits is in no record.
	authorize(4)
	for i := range uint64(2) {
		deliver(4, (i+1)*500)
		now.Ms += channel.KeepAfterMs
		bill(4, i)
	}
}

func exported(t *testing.T, e Exporter) audit.Report {
	t.Helper()
	var out bytes.Buffer
	w, err := audit.NewWriter(&out)
	if err == nil {
		_, err = e.Write(t.Context(), w)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Verify(t.Context(), &out, audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestExport(t *testing.T) {
	l := newLedger()
	served(t, l, func(channel.Payee) {})
	left := map[common.Hash]error{}
	e := Exporter{Ledger: l, Domain: testDomain, NodeKey: signer{nodeKey}, Left: func(id common.Hash, why error) { left[id] = why }}
	r := exported(t, e)
	if len(r.Channels) != 1 || r.Channels[0].Verdict != audit.Sound {
		t.Fatalf("got %+v", r)
	}
	c := r.Channels[0]
	if c.Records != 7 || c.Offers != 6 || c.Receipts != 5 || c.Sessions != 3 || c.Money.Offered != typeddata.NewAmount(6000) || c.Money.Receipted != typeddata.NewAmount(5000) {
		t.Errorf("got %+v", c)
	}
	e.Redact = func(id uint64) bool { return id == 2 }
	if r := exported(t, e); len(r.Channels) != 1 || r.Channels[0].Verdict != audit.Partial || r.Channels[0].Redacted != 2 || r.Channels[0].Money != c.Money {
		t.Errorf("redacted: got %+v, %v", r.Channels[0], r.Channels[0].Fault)
	}
	e.NodeKey = signer{ackKey}
	if r := exported(t, e); len(r.Channels) != 0 || len(left) != 1 {
		t.Errorf("another node key: got %+v, %v", r, left)
	}
	for _, why := range left {
		if !errors.Is(why, errOtherKey) {
			t.Errorf("got %v", why)
		}
	}
}
