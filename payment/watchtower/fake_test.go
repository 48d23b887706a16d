package watchtower

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const now = 1_800_000_000

var (
	n       = typeddata.NewAmount
	domain  = typeddata.Domain{ChainID: 1337, Contract: common.Address{0xcc}}
	signer  = key("signer")
	ackKey  = key("endpoint")
	errDown = errors.New("down")
)

func key(name string) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(crypto.Keccak256([]byte(name)))
	if err != nil {
		panic(err)
	}
	return k
}

func sign(k *ecdsa.PrivateKey, digest common.Hash) typeddata.Signature {
	sig, err := typeddata.Sign(k, digest)
	if err != nil {
		panic(err)
	}
	return sig
}

func terms(salt uint64) receipt.ChannelTerms {
	return receipt.ChannelTerms{
		Payer: common.Address{1}, Signer: crypto.PubkeyToAddress(signer.PublicKey), Payee: common.Address{2},
		CreditCap: n(1000), OpenBy: now, Salt: salt,
	}
}

// proof is of a receipt, and of sessions worth 100 each until now + 1000.
func proof(salt, cum uint64, sessions ...uint64) forwarding.Proof {
	p := forwarding.Proof{Terms: terms(salt)}
	id := p.Terms.ID(domain)
	if cum > 0 {
		p.Receipt = &forwarding.Receipted{CumAmount: n(cum)}
		p.Receipt.Signature = sign(signer, p.Receipt.Of(id).Digest(domain))
	}
	for _, session := range sessions {
		a := receipt.SessionAuthorization{
			ChannelID: id, SessionID: session, KeyB: crypto.PubkeyToAddress(ackKey.PublicKey),
			Tariff: price.Tariff{Flat: n(100), Max: n(100)}, AckDeadline: now + 1000,
		}
		acked, err := ack.Sign(ack.DeliveryAck{ChannelID: id, SessionID: session, Side: ack.B, Counts: ack.Counts{RecvBytes: 1}}, domain, ackKey)
		if err != nil {
			panic(err)
		}
		p.Sessions = append(p.Sessions, forwarding.Session{Authorization: a, Signature: sign(signer, a.Digest(domain)), Acks: [2]ack.Signed{ack.B: acked}})
	}
	return p
}

func export(p forwarding.Proof) []byte {
	b, err := forwarding.Export{Domain: domain, Proof: p}.Bytes()
	if err != nil {
		panic(err)
	}
	return b
}

// fakeChain is a chain of slots that somebody writes.
type fakeChain struct {
	mu    sync.Mutex
	head  Head
	slots map[common.Hash]forwarding.Channel
	down  bool
	news  chan News

	// What moves return; nil: they settle.
	settle func([]forwarding.Proof) ([]Settlement, error)
	prove  func(forwarding.Proof) (Settlement, error)
	moves  []plan.Move
}

func newFakeChain() *fakeChain {
	return &fakeChain{head: Head{Number: 7, Time: now}, slots: map[common.Hash]forwarding.Channel{}, news: make(chan News)}
}

func (f *fakeChain) Name() string { return "fake" }

func (f *fakeChain) Head(context.Context) (Head, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return Head{}, errDown
	}
	return f.head, nil
}

func (f *fakeChain) Next(ctx context.Context) (News, error) {
	select {
	case n := <-f.news:
		return n, nil
	case <-ctx.Done():
		return News{}, ctx.Err()
	}
}

func (f *fakeChain) Slot(_ context.Context, id common.Hash, _ receipt.ChannelTerms) (forwarding.Channel, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return forwarding.Channel{}, errDown
	}
	return f.slots[id], nil
}

func (f *fakeChain) Settle(_ context.Context, _ plan.Stage, _ common.Address, proofs []forwarding.Proof) (out []Settlement, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.moves = append(f.moves, plan.Settle)
	if f.settle != nil {
		return f.settle(proofs)
	}
	for _, p := range proofs {
		out = append(out, f.pay(p.Terms.ID(domain), p.Receipt.CumAmount))
	}
	return out, nil
}

func (f *fakeChain) Prove(_ context.Context, _ plan.Stage, p forwarding.Proof) (Settlement, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.moves = append(f.moves, plan.Prove)
	if f.prove != nil {
		return f.prove(p)
	}
	return f.pay(p.Terms.ID(domain), p.Amount(f.head.Time)), nil
}

func (f *fakeChain) pay(id common.Hash, amount typeddata.Amount) Settlement {
	slot := f.slots[id]
	slot.Settled = slot.Settled.Max(amount.Min(slot.Deposit))
	f.slots[id] = slot
	return Settlement{ChannelID: id, Settled: slot.Settled, Tx: common.Hash{1}}
}

// set writes a slot.
func (f *fakeChain) set(salt, deposit, settled, closeAt uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.slots[terms(salt).ID(domain)] = forwarding.Channel{Deposit: n(deposit), Settled: n(settled), CloseAt: closeAt}
}

func (f *fakeChain) settled(salt uint64) typeddata.Amount {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.slots[terms(salt).ID(domain)].Settled
}

func newTower(t *testing.T, change func(*Config), chains ...Chain) *Tower {
	t.Helper()
	cfg := Config{
		Dirs: []string{t.TempDir()}, Domain: domain, Chains: chains,
		Policy: plan.Policy{Least: n(10), LeastProof: n(50), ClosingPeriod: 3600, AckMargin: 900},
	}
	if change != nil {
		change(&cfg)
	}
	tower, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return tower
}
