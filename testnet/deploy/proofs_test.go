package deploy

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// sign signs a digest with the key of a role.
func (w *world) sign(t *testing.T, role string, digest common.Hash) typeddata.Signature {
	t.Helper()
	sig, err := testKey(t, role).SignDigest(t.Context(), digest)
	if err != nil {
		t.Fatal(err)
	}
	return sig
}

// proof is one of a session whose end B acknowledged so many bytes, at a base unit a byte, beyond a receipt.
func (w *world) proof(t *testing.T, terms receipt.ChannelTerms, cum, bytes uint64) forwarding.Proof {
	t.Helper()
	d := w.client.Domain()
	id := terms.ID(d)
	r := forwarding.Receipted{CumAmount: amount(cum), LogSize: 2}
	r.Signature = w.sign(t, "signer", r.Of(id).Digest(d))
	a := receipt.SessionAuthorization{
		ChannelID: id, SessionID: 7, KeyB: testKey(t, "endpoint B").Address(), AckDeadline: 1 << 39,
		Tariff: price.Tariff{PerGiB: amount(1 << 30), Max: amount(1_000_000)},
	}
	s := forwarding.Session{Authorization: a, Signature: w.sign(t, "signer", a.Digest(d))}
	s.Acks[ack.B].DeliveryAck = ack.DeliveryAck{ChannelID: id, SessionID: 7, Side: ack.B, Counts: ack.Counts{RecvBytes: bytes}}
	s.Acks[ack.B].Signature = w.sign(t, "endpoint B", s.Acks[ack.B].Digest(d))
	return forwarding.Proof{Terms: terms, Receipt: &r, Sessions: []forwarding.Session{s}}
}

func TestSettleWithProof(t *testing.T) { onEach(t, testSettleWithProof) }

func testSettleWithProof(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "stranger")
	ctx, terms, stranger := t.Context(), w.terms(t, 1), w.account(t, "stranger")
	d := w.client.Domain()
	id := terms.ID(d)
	if _, err := w.account(t, "payer").Open(ctx, terms, amount(5000)); err != nil {
		t.Fatal(err)
	}
	event := func(settled, receipted uint64) chain.SettledWithProof {
		return chain.SettledWithProof{ChannelID: id, Payee: terms.Payee, Settled: amount(settled), Receipted: amount(receipted)}
	}

	proof := w.proof(t, terms, 700, 250)
	done, err := stranger.SettleWithProof(ctx, proof)
	want(t, "prove", done, err, false, event(950, 700))
	done, err = stranger.SettleWithProof(ctx, proof)
	want(t, "prove again", done, err, true, event(950, 700))
	done, err = stranger.SettleWithProof(ctx, forwarding.Proof{Terms: terms, Sessions: proof.Sessions})
	want(t, "prove without the receipt", done, err, true, event(950, 0))
	beyond := w.proof(t, terms, 700, 100_000)
	done, err = stranger.SettleWithProof(ctx, beyond)
	want(t, "prove more than creditCap", done, err, false, event(1700, 700))

	faults := map[error]func(p *forwarding.Proof){
		chain.ErrBadReceipt: func(p *forwarding.Proof) { p.Receipt.CumAmount = amount(5000) },
		chain.ErrBadTable: func(p *forwarding.Proof) {
			w.table(t, p, receipt.Table{Floor: 9, Rows: []receipt.Row{{SessionID: 8, Paid: amount(1)}}})
		},
		chain.ErrBadSession:       func(p *forwarding.Proof) { w.table(t, p, receipt.Table{Floor: 8}) },
		chain.ErrBadAuthorization: func(p *forwarding.Proof) { p.Sessions[0].Authorization.AckDeadline++ },
		chain.ErrBadAck:           func(p *forwarding.Proof) { p.Sessions[0].Acks[ack.B].RecvBytes++ },
		chain.ErrNoSuchChannel:    func(p *forwarding.Proof) { p.Terms.Salt++ },
	}
	for fault, spoil := range faults {
		p := w.proof(t, terms, 2000, 250)
		spoil(&p)
		done, err := stranger.SettleWithProof(ctx, p)
		wantErr(t, fault.Error(), done, err, fault)
	}

	if got := w.tokens(t, terms.Payee); got != 1700 {
		t.Errorf("the payee has %d tokens, want 1700", got)
	}
	state, past, err := w.client.History(ctx, id, terms.Signer, terms.Payee)
	if err != nil || state.Settled != amount(1700) || len(past) != 3 || past[2].Event != chain.Event(event(1700, 700)) {
		t.Errorf("history: got %+v, %+v, %v", state, past, err)
	}
}

// table puts another table into a proof, and has its receipt signed anew.
func (w *world) table(t *testing.T, p *forwarding.Proof, table receipt.Table) {
	t.Helper()
	d := w.client.Domain()
	p.Receipt.Table = table
	p.Receipt.Signature = w.sign(t, "signer", p.Receipt.Of(p.Terms.ID(d)).Digest(d))
}

// offer is one that a node key signed over a log.
func (w *world) offer(t *testing.T, node string, cum uint64, leaves []common.Hash) forwarding.SignedOffer {
	t.Helper()
	o := receipt.Offer{ChannelID: common.Hash{7}, CumAmount: amount(cum), State: receipt.State{
		LogSize: uint64(len(leaves)), LogRoot: batchlog.Log{}.Append(leaves...).Root(),
	}}
	return forwarding.SignedOffer{Offer: o, Signature: w.sign(t, node, o.Digest(w.client.Domain()))}
}

func equivocate(t *testing.T, offers [2]forwarding.SignedOffer, logs [2][]common.Hash) forwarding.Equivocation {
	t.Helper()
	e, err := forwarding.Equivocate(offers, logs)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestSlash(t *testing.T) { onEach(t, testSlash) }

func testSlash(t *testing.T, url string) {
	w := newWorldOf(t, url, Params{MinStake: amount(100), SlashAmount: amount(60)}, "operator", "reporter", "stranger")
	ctx, operator, reporter, stranger := t.Context(), w.account(t, "operator"), w.account(t, "reporter"), w.account(t, "stranger")
	if got := w.client.SlashAmount(); got != amount(60) {
		t.Errorf("got a slash amount of %s, want 60", got)
	}
	one, two := common.Hash{1}, common.Hash{2}
	short, long := []common.Hash{one, one}, []common.Hash{one, two, two}
	sameSize := func(node string) forwarding.Equivocation {
		return equivocate(t, [2]forwarding.SignedOffer{w.offer(t, node, 5, short), w.offer(t, node, 6, short)}, [2][]common.Hash{})
	}
	inclusion := equivocate(t, [2]forwarding.SignedOffer{w.offer(t, "node2", 5, short), w.offer(t, "node2", 6, long)}, [2][]common.Hash{short, long})

	unknown, err := reporter.Slash(ctx, sameSize("node"))
	wantErr(t, "of nobody's key", unknown, err, chain.ErrUnknownNodeKey)
	if _, err := operator.Register(ctx, testKey(t, "node"), amount(200), []byte("relay")); err != nil {
		t.Fatal(err)
	}
	event := func(node string) chain.Slashed {
		return chain.Slashed{Operator: operator.Address(), NodeKey: testKey(t, node).Address(), Reporter: reporter.Address(), Burnt: amount(57), Reward: amount(3)}
	}
	done, err := reporter.Slash(ctx, sameSize("node"))
	want(t, "same size", done, err, false, event("node"))
	done, err = stranger.Slash(ctx, sameSize("node"))
	want(t, "again, by another", done, err, true, event("node"))

	if _, err := operator.RotateNodeKey(ctx, testKey(t, "node2")); err != nil {
		t.Fatal(err)
	}
	done, err = reporter.Slash(ctx, inclusion)
	want(t, "inclusion", done, err, false, event("node2"))
	if _, err := operator.RotateNodeKey(ctx, testKey(t, "node3")); err != nil {
		t.Fatal(err)
	}

	faults := map[error]func(e *forwarding.Equivocation){
		chain.ErrBadProof:    func(e *forwarding.Equivocation) { e.Inclusion.Paths[0] = append(e.Inclusion.Paths[0], one) },
		chain.ErrBadIndex:    func(e *forwarding.Equivocation) { e.Inclusion.Index = 2 },
		chain.ErrNotOneKey:   func(e *forwarding.Equivocation) { e.Offers[0].CumAmount = amount(4) },
		chain.ErrNotSameSize: func(e *forwarding.Equivocation) { e.Inclusion = nil },
		chain.ErrSameLeaf:    func(e *forwarding.Equivocation) { e.Inclusion.Leaves[1] = e.Inclusion.Leaves[0] },
		chain.ErrNotIncluded: func(e *forwarding.Equivocation) { e.Inclusion.Leaves[1] = common.Hash{3} },
		chain.ErrSameOffer: func(e *forwarding.Equivocation) {
			e.Offers[1], e.Signatures[1], e.Inclusion = e.Offers[0], e.Signatures[0], nil
		},
	}
	for fault, spoil := range faults {
		e := equivocate(t, [2]forwarding.SignedOffer{w.offer(t, "node3", 5, short), w.offer(t, "node3", 6, long)}, [2][]common.Hash{short, long})
		spoil(&e)
		done, err := reporter.Slash(ctx, e)
		wantErr(t, fault.Error(), done, err, fault)
	}

	for node, burnt := range map[string]uint64{"node": 57, "node2": 57, "node3": 0, "stranger": 0} {
		status, err := w.client.NodeKey(ctx, testKey(t, node).Address())
		if err != nil || status.Burnt != amount(burnt) || status.Slashed() != (burnt > 0) {
			t.Errorf("%s: got %+v, %v; want %d burnt", node, status, err, burnt)
		}
	}
	if relay, err := w.client.Relay(ctx, operator.Address()); err != nil || relay.Stake != amount(80) || relay.Staked {
		t.Errorf("got relay %+v, %v; want a stake of 80, too little to count", relay, err)
	}
	for account, want := range map[*chain.Account]uint64{reporter: fundedTokens + 6, stranger: fundedTokens} {
		if got := w.tokens(t, account.Address()); got != want {
			t.Errorf("%s has %d tokens, want %d", account.Address(), got, want)
		}
	}
}
