package scenario

import (
	_ "embed"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/testnet/deploy"
)

// addingChannels is the bytecode of a PaymentChannels that adds what is shown to what is settled,
// in place of keeping the higher: contracts/scripts/variant.mjs.
//
//go:embed adding_channels.hex
var addingChannels string

// A relay keeps every receipt and every acknowledgement, and shows the contract all that can be
// made of them. Each by itself is genuine.
var replayedProofs = scenario{
	name:    "replayed-proofs",
	about:   "a relay shows old receipts and new ones, and proofs that repeat and overlap each other",
	defence: "the contract keeps a maximum, and each proof begins at a receipt",
	params: func(undefended bool) deploy.Params {
		p := stageParams
		if undefended {
			p.Channels = common.FromHex(addingChannels[:len(addingChannels)-1])
		}
		return p
	},
	play: func(s *stage) {
		r := s.relay()
		p := s.payer()
		f := r.rogue(p.key, nil)
		s.bound(Payer, typeddata.Amount{}, "what its endpoints acknowledged, at the price that it authorized, and once")

		l := s.listen(f.at())
		a, b := s.connect(p, l, client.DialOptions{})
		c, d := s.connect(p, l, client.DialOptions{})
		check(s.carry(a, b, 512<<10))
		check(s.carry(c, d, 384<<10))
		s.hangUp(a, b)
		e, g := s.connect(p, l, client.DialOptions{})
		check(s.carry(e, g, 256<<10))
		s.hangUp(c, d)
		s.hangUp(e, g)
		due := got(a, b).AddCap(got(c, d)).AddCap(got(e, g))
		s.say("three sessions, two at a time, are receipted; %s is due", due)

		s.replay(f, a.Channel())
		paid := s.paid(p.key, a.Channel())
		s.lost(Payer, paid, due, "it paid %s for what is worth %s", paid, due)
	},
}

// replay takes all that a relay's archive is good for to the chain, and then once more.
func (s *stage) replay(f *rogueRelay, ch client.Channel) {
	ids, receipts := f.archive()
	oldest, newest := &receipts[0], &receipts[len(receipts)-1]
	replays := []struct {
		what  string
		proof forwarding.Proof
	}{
		{"an old receipt", f.proof(ch.Terms, oldest)},
		{"all sessions without a receipt", f.proof(ch.Terms, nil, ids...)},
		{"the first session alone", f.proof(ch.Terms, nil, ids[0])},
		{"two sessions", f.proof(ch.Terms, nil, ids[0], ids[1])},
		{"two that overlap with them", f.proof(ch.Terms, nil, ids[1], ids[2])},
		{"all sessions on an old receipt", f.proof(ch.Terms, oldest, ids...)},
		{"all sessions on one half-way", f.proof(ch.Terms, &receipts[len(receipts)/2], ids...)},
		{"all sessions on the newest receipt", f.proof(ch.Terms, newest, ids...)},
	}
	by := s.account(f.operator)
	for range 2 {
		for _, r := range replays {
			s.say("the relay shows %s: settled %s", r.what, get(by.SettleWithProof(s.ctx, r.proof)).Event.Settled)
		}
		for _, r := range receipts {
			get(by.Settle(s.ctx, ch.Terms.Payee, chain.Sign(r.Of(ch.ID), r.Signature)))
		}
		s.say("and its %d receipts, from the oldest on", len(receipts))
	}
}

// archive lists the sessions that a front has acknowledgements of, and the receipts.
func (f *rogueRelay) archive() (ids []uint64, receipts []forwarding.Receipted) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := range f.acks {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, slices.Clone(f.signed)
}

// proof assembles a forwarding proof of what passed a front: a receipt, if any, and those of these
// sessions that are not dead by it. Their receivers are the only ones with a key.
func (f *rogueRelay) proof(terms receipt.ChannelTerms, r *forwarding.Receipted, ids ...uint64) forwarding.Proof {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := forwarding.Proof{Terms: terms, Receipt: r}
	for _, id := range ids {
		if r != nil && id < r.Table.Floor {
			continue
		}
		a := f.auths[id]
		s := forwarding.Session{Authorization: a.SessionAuthorization, Signature: a.Signature}
		s.Acks[ack.B] = f.acks[id]
		p.Sessions = append(p.Sessions, s)
	}
	return p
}
