package history

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	domain      = typeddata.Domain{ChainID: 1337, Contract: common.Address{1}}
	signer, _   = crypto.ToECDSA(bytes.Repeat([]byte{1}, 32))
	node, _     = crypto.ToECDSA(bytes.Repeat([]byte{2}, 32))
	endpoint, _ = crypto.ToECDSA(bytes.Repeat([]byte{3}, 32))
	nodeKey     = crypto.PubkeyToAddress(node.PublicKey)
)

// signed is a channel's history: one session and n receipts.
func signed(t *testing.T, n int) []audit.Signed {
	t.Helper()
	terms := receipt.ChannelTerms{Signer: crypto.PubkeyToAddress(signer.PublicKey), Payee: common.Address{2}, Closer: nodeKey}
	id := terms.ID(domain)
	must := func(s typeddata.Signature, err error) typeddata.Signature {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	a := receipt.SessionAuthorization{ChannelID: id, SessionID: 5, KeyB: crypto.PubkeyToAddress(endpoint.PublicKey),
		Tariff: price.Tariff{PerGiB: typeddata.NewAmount(1 << 30), Max: typeddata.NewAmount(1 << 40)}}
	auth := channel.Authorization{SessionAuthorization: a, Signature: must(typeddata.Sign(signer, a.Digest(domain)))}
	var log batchlog.Log
	var out []audit.Signed
	var before channel.SignedReceipt
	for i := range n {
		acked, err := ack.Sign(ack.DeliveryAck{ChannelID: id, SessionID: 5, Side: ack.B, Counts: ack.Counts{RecvBytes: uint64(i+1) * 10}}, domain, endpoint)
		if err != nil {
			t.Fatal(err)
		}
		ms := uint64(i)
		r := record.Record{Type: record.Traffic, BasisAB: record.ReceiverSigned, BasisBA: record.PayerCounted, SessionID: 5, StartMs: ms, EndMs: ms + 1,
			SentAB: acked.RecvBytes, RecvAB: acked.RecvBytes, Paid: typeddata.NewAmount(acked.RecvBytes), AuthHash: a.Hash(domain, auth.Signature), AckB: acked.Hash(domain)}
		o := channel.SignedOffer{Acks: []ack.Signed{acked}, Authorizations: []channel.Authorization{auth}, Records: []record.Record{r},
			Table: receipt.Table{Rows: []receipt.Row{{SessionID: 5, Paid: r.Paid}}}}
		if i == 0 {
			o.Records = []record.Record{record.NewOpen(id, nodeKey, 0, [16]byte{}), r}
		}
		for _, r := range o.Records {
			log = log.Append(r.LeafHash())
		}
		o.Offer = receipt.Offer{ChannelID: id, CumAmount: r.Paid, State: receipt.State{LogSize: log.Size(), LogRoot: log.Root(), SessionsHash: o.Table.Hash()}}
		o.Signature = must(typeddata.Sign(node, o.Digest(domain)))
		sig := must(typeddata.Sign(signer, o.Receipt().Digest(domain)))
		out = append(out, audit.Signed{Channel: audit.Channel{Domain: domain, Terms: terms}, NodeKey: nodeKey, Before: before, Offer: o, Receipt: sig})
		before = channel.SignedReceipt{Receipt: o.Receipt(), Signature: sig, Table: o.Table, Range: log.Range()}
	}
	return out
}

func open(t *testing.T, path string) *Dir {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func verdict(t *testing.T, d *Dir) audit.ChannelReport {
	t.Helper()
	var b bytes.Buffer
	if n, err := d.Bundle(&b, nil, nil); err != nil || n != 1 {
		t.Fatalf("got %d channels, %v", n, err)
	}
	r, err := audit.Verify(t.Context(), &b, audit.Options{})
	if err != nil || !r.Good() {
		t.Fatalf("got %v, %+v", err, r)
	}
	return r.Channels[0]
}

// A payer that is started anew goes on with its history, also where the end was cut off.
func TestGoesOn(t *testing.T) {
	path := t.TempDir()
	all := signed(t, 4)
	d := open(t, path)
	for _, s := range all[:2] {
		if err := d.Signed(s); err != nil {
			t.Fatal(err)
		}
	}
	d.Close()
	names, err := filepath.Glob(filepath.Join(path, "*"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	f, err := os.OpenFile(names[0], os.O_WRONLY|os.O_APPEND, 0)
	if err == nil {
		_, err = f.Write([]byte{0xb8, 0x01, 0x2a}) // a record that the crash cut off
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	d = open(t, path)
	for _, s := range all[2:] {
		if err := d.Signed(s); err != nil {
			t.Fatal(err)
		}
	}
	consent := receipt.CloseConsent{ChannelID: all[0].ID(), AtLeast: typeddata.NewAmount(40)}
	sig, err := typeddata.Sign(node, consent.Digest(domain))
	if err == nil {
		err = d.Consented(consent, sig)
	}
	if err != nil {
		t.Fatal(err)
	}
	if c := verdict(t, d); c.Verdict != audit.Sound || c.Receipts != 4 || c.Records != 5 || c.Consented == nil {
		t.Errorf("got %+v", c)
	}
}

// Where records between are not known another file begins, at a receipt.
func TestBeginsAtAReceipt(t *testing.T) {
	d := open(t, t.TempDir())
	all := signed(t, 5)
	for _, i := range []int{0, 2, 3} {
		if err := d.Signed(all[i]); err != nil {
			t.Fatal(err)
		}
	}
	if c := verdict(t, d); c.Verdict != audit.Partial || c.Receipts != 2 || c.From != 3 {
		t.Errorf("got %+v", c)
	}
	if _, err := d.Bundle(&bytes.Buffer{}, []common.Hash{{9}}, nil); !errors.Is(err, ErrNone) {
		t.Errorf("an unknown channel: got %v, want ErrNone", err)
	}
}
