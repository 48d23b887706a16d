package forwarding_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type forwardingFile struct {
	About         string         `json:"about"`
	Domain        vectors.Domain `json:"domain"`
	Terms         termsJSON      `json:"terms"`
	ChannelID     common.Hash    `json:"channelId"`
	Proofs        []proofVector  `json:"proofs"`
	Equivocations []slashVector  `json:"equivocations"`
}

type termsJSON struct {
	Payer     common.Address   `json:"payer"`
	Signer    common.Address   `json:"signer"`
	Payee     common.Address   `json:"payee"`
	Closer    common.Address   `json:"closer"`
	CreditCap typeddata.Amount `json:"creditCap"`
	OpenBy    uint64           `json:"openBy,string"`
	Salt      uint64           `json:"salt,string"`
}

// proofVector has either what settleWithProof makes of the slot, or the error it reverts with.
type proofVector struct {
	Comment string           `json:"comment"`
	Deposit typeddata.Amount `json:"deposit"`
	Settled typeddata.Amount `json:"settled"`
	Now     uint64           `json:"now,string"`
	Proof   hexutil.Bytes    `json:"proof"`
	After   typeddata.Amount `json:"after"`
	Error   string           `json:"error,omitempty"`
}

// slashVector has either the node key that slash convicts, or the error it reverts with.
type slashVector struct {
	Comment string         `json:"comment"`
	Proof   hexutil.Bytes  `json:"proof"`
	NodeKey common.Address `json:"nodeKey,omitzero"`
	Error   string         `json:"error,omitempty"`
}

// errorsByName are ours for the contracts' custom errors.
var errorsByName = map[string]error{
	"BadProof": forwarding.ErrLayout, "BadReceipt": forwarding.ErrReceipt, "BadTable": forwarding.ErrTable,
	"BadSession": forwarding.ErrOrder, "BadAuthorization": forwarding.ErrAuthorization, "BadAck": forwarding.ErrAck,
	"NotHigher": forwarding.ErrNotHigher, "NotOneKey": forwarding.ErrNodeKey, "NotSameSize": forwarding.ErrNoContradiction,
	"SameOffer": forwarding.ErrNoContradiction, "SameLeaf": forwarding.ErrNoContradiction, "BadIndex": forwarding.ErrLayout,
	"NotIncluded": forwarding.ErrInclusion,
}

func TestVectorsForwarding(t *testing.T) {
	file := vectors.Load(t, "forwarding.json", deriveForwarding)
	d := typeddata.Domain{ChainID: file.Domain.ChainID, Contract: file.Domain.VerifyingContract}
	of := receipt.ChannelTerms(file.Terms)
	if got := of.ID(d); got != file.ChannelID {
		t.Errorf("channelId: got %s, want %s", got, file.ChannelID)
	}
	for _, v := range file.Proofs {
		slot := forwarding.Channel{Deposit: v.Deposit, Settled: v.Settled}
		got, err := forwarding.JudgeBytes(d, of, slot, v.Now, v.Proof)
		if !errors.Is(err, errorsByName[v.Error]) || got != v.After {
			t.Errorf("%s: got %s, %v, want %s, %q", v.Comment, got, err, v.After, v.Error)
		}
	}
	for _, v := range file.Equivocations {
		e, err := forwarding.ParseEquivocation(v.Proof)
		var got common.Address
		if err == nil {
			got, err = e.Judge(d)
		}
		if !errors.Is(err, errorsByName[v.Error]) || got != v.NodeKey {
			t.Errorf("%s: got %s, %v, want %s, %q", v.Comment, got, err, v.NodeKey, v.Error)
		}
	}
}

func deriveForwarding() forwardingFile {
	return forwardingFile{
		About: "Forwarding proofs as settleWithProof takes them, on a channel of terms, and equivocations as slash takes them. " +
			"after: what is settled then. nodeKey: who is convicted. error: the contract's, instead.",
		Domain: vectors.Devnet, Terms: termsJSON(terms), ChannelID: terms.ID(devnet),
		Proofs: deriveProofs(), Equivocations: deriveEquivocations(),
	}
}

func deriveProofs() []proofVector {
	change := func(f func(*forwarding.Proof)) forwarding.Proof {
		p := plain()
		f(&p)
		return p
	}
	with := func(s ...forwarding.Session) forwarding.Proof { return forwarding.Proof{Terms: terms, Sessions: s} }
	vs := []proofVector{
		valid("the example of the specification", plain(), 10_000_000, 0, now),
		valid("the same without the receipt", change(func(p *forwarding.Proof) { p.Receipt = nil }), 10_000_000, 0, now),
		valid("the receipt alone", forwarding.Proof{Terms: terms, Receipt: plain().Receipt}, 10_000_000, 2_499_999, now),
		valid("no more than the deposit", plain(), 3_000_000, 1, now),
		valid("no more than creditCap beyond the receipt", with(session(terms, 8, both, 3*gib, gib), session(terms, 9, both, gib, 0)), 10_000_000, 0, now),
		valid("no more than maxAmount for a session", with(session(terms, 8, both, 9*gib, 0)), 10_000_000, 0, now),
		valid("one second before ackDeadline", plain(), 10_000_000, 0, deadline-1),
		valid("at ackDeadline sessions count 0", plain(), 10_000_000, 0, deadline),
		valid("A alone has a key: only what it received", with(session(terms, 8, onlyA, gib, gib/4)), 10_000_000, 0, now),
		valid("B alone has a key: only what it received", with(session(terms, 8, onlyB, gib, gib/4)), 10_000_000, 0, now),
		valid("a session without keys proves nothing", with(session(terms, 7, neither, gib, gib), session(terms, 8, both, 1, 0)), 10_000_000, 0, now),
		valid("rounded down, for the session and not for each direction", with(session(terms, 8, both, 1073, 1073)), 10_000_000, 0, now),
		valid("surplus of the table in one session offsets no other",
			forwarding.Proof{Terms: terms, Receipt: receipted(terms, 2_500_000, 5, row(6, 1_500_000), row(7, 500_010)),
				Sessions: []forwarding.Session{session(terms, 6, both, gib, 0), session(terms, 7, both, gib, 0)}}, 10_000_000, 0, now),
	}
	b := vs[0].Proof
	refuse := func(comment, why string, proof []byte) {
		vs = append(vs, proofVector{Comment: comment, Deposit: n(10_000_000), Now: now, Proof: proof, Error: why})
	}
	refuse("empty", "BadProof", nil)
	refuse("neither 0 nor 1", "BadProof", []byte{2})
	refuse("a byte short", "BadProof", b[:len(b)-1])
	refuse("a byte too many", "BadProof", append(slices.Clone(b), 0))
	refuse("another cumAmount", "BadReceipt", flipped(b, 12))
	refuse("another row", "BadReceipt", flipped(b, 127+8+19))
	refuse("rows out of order", "BadTable", layout(change(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 5, row(7, 1), row(6, 1)) })))
	refuse("a row below the floor", "BadTable", layout(change(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 7, row(6, 1), row(7, 1)) })))
	refuse("a session below the floor", "BadSession", layout(change(func(p *forwarding.Proof) { p.Receipt = receipted(terms, 9, 8) })))
	refuse("a session twice", "BadSession", layout(with(session(terms, 8, both, 1, 1), session(terms, 8, both, 1, 1))))
	refuse("another price", "BadAuthorization", flipped(b, 127+40+8+20+20+11))
	refuse("another count", "BadAck", flipped(b, 127+40+156+7))
	refuse("nothing to settle", "NotHigher", []byte{0})
	vs = append(vs, proofVector{Comment: "settled before", Deposit: n(10_000_000), Settled: n(3_500_000), Now: now, Proof: b, Error: "NotHigher"})
	return vs
}

func deriveEquivocations() []slashVector {
	log, fork := leaves(7, 7), leaves(11, 3)
	pair := func(a, b forwarding.SignedOffer) forwarding.Equivocation {
		return forwarding.Equivocation{ChannelID: terms.ID(devnet), Offers: [2]receipt.Offer{a.Offer, b.Offer},
			Signatures: [2]typeddata.Signature{a.Signature, b.Signature}}
	}
	included := func(index uint64, a, b []common.Hash) forwarding.Equivocation {
		e := pair(offer(1, a), offer(2, b))
		e.Inclusion = &forwarding.Inclusion{
			Index: index, Leaves: [2]common.Hash{a[index], b[index]}, Paths: [2][]common.Hash{pathOf(a, index), pathOf(b, index)},
		}
		return e
	}
	same, other := slashLayout(pair(offer(1, log), offer(2, log))), slashLayout(included(3, log, fork))
	stranger := offer(2, log)
	stranger.Signature = sign(signerKey, stranger.Digest(devnet))
	key := address(nodeKey)
	return []slashVector{
		{"two amounts for one logSize", same, key, ""},
		{"two leaves at index 3 of logs of 7 and 11", other, key, ""},
		{"the last leaf of the first log", slashLayout(included(6, log, fork)), key, ""},
		{"a byte short", same[:len(same)-1], common.Address{}, "BadProof"},
		{"a path's node short", other[:len(other)-32], common.Address{}, "BadProof"},
		{"two keys", slashLayout(pair(offer(1, log), stranger)), common.Address{}, "NotOneKey"},
		{"one Offer twice", slashLayout(pair(offer(1, log), offer(1, log))), common.Address{}, "SameOffer"},
		{"an honest log grows", slashLayout(pair(offer(1, log), offer(2, leaves(11, 11)))), common.Address{}, "NotSameSize"},
		{"one leaf twice", slashLayout(included(2, log, fork)), common.Address{}, "SameLeaf"},
		{"another leaf", flipped(other, 328+8+31), common.Address{}, "NotIncluded"},
		{"another node", flipped(other, len(other)-1), common.Address{}, "NotIncluded"},
	}
}

// valid derives what a proof settles with math/big, and its bytes with layout.
func valid(comment string, p forwarding.Proof, deposit, settled uint64, at uint64) proofVector {
	sum := new(big.Int)
	for _, s := range p.Sessions {
		f := worth(s, at)
		if p.Receipt != nil {
			for _, r := range p.Receipt.Table.Rows {
				if r.SessionID == s.Authorization.SessionID {
					f.Sub(f, r.Paid.Big())
				}
			}
		}
		if f.Sign() > 0 {
			sum.Add(sum, f)
		}
	}
	if c := p.Terms.CreditCap.Big(); sum.Cmp(c) > 0 {
		sum.Set(c)
	}
	if p.Receipt != nil {
		sum.Add(sum, p.Receipt.CumAmount.Big())
	}
	return proofVector{
		Comment: comment, Deposit: n(deposit), Settled: n(settled), Now: at, Proof: layout(p), After: n(min(deposit, sum.Uint64())),
	}
}

func worth(s forwarding.Session, at uint64) *big.Int {
	f, a, b := new(big.Int), s.Acks[ack.A], s.Acks[ack.B]
	add := func(received, sent uint64, bounded bool) {
		if bounded {
			received = min(received, sent)
		}
		f.Add(f, new(big.Int).SetUint64(received))
	}
	add(b.RecvBytes, a.SentBytes, !a.IsZero())
	add(a.RecvBytes, b.SentBytes, !b.IsZero())
	tariff := s.Authorization.Tariff
	if f.Sign() == 0 || at >= s.Authorization.AckDeadline {
		return new(big.Int)
	}
	f.Div(f.Mul(f, tariff.PerGiB.Big()), big.NewInt(gib))
	if f.Add(f, tariff.Flat.Big()); f.Cmp(tariff.Max.Big()) > 0 {
		return tariff.Max.Big()
	}
	return f
}

// layout writes a proof a second time, as hex digits.
func layout(p forwarding.Proof) []byte {
	text := "00"
	if r := p.Receipt; r != nil {
		text = fmt.Sprintf("01%024x%016x%x%x%04x%016x", r.CumAmount.Big(), r.LogSize, r.LogRoot, r.Signature, len(r.Table.Rows), r.Table.Floor)
		for _, row := range r.Table.Rows {
			text += fmt.Sprintf("%016x%024x", row.SessionID, row.Paid.Big())
		}
	}
	for _, s := range p.Sessions {
		a := s.Authorization
		text += fmt.Sprintf("%016x%x%x%024x%024x%024x%016x%x", a.SessionID, a.KeyA, a.KeyB,
			a.Tariff.PerGiB.Big(), a.Tariff.Flat.Big(), a.Tariff.Max.Big(), a.AckDeadline, s.Signature)
		for _, k := range s.Acks {
			if !k.IsZero() {
				text += fmt.Sprintf("%016x%016x%016x%016x%x%x", k.SentBytes, k.RecvBytes, k.SentPackets, k.RecvPackets, k.Evidence, k.Signature)
			}
		}
	}
	return unhex(text)
}

// slashLayout writes an equivocation a second time, as hex digits.
func slashLayout(e forwarding.Equivocation) []byte {
	text := fmt.Sprintf("%x", e.ChannelID)
	for i, o := range e.Offers {
		text += fmt.Sprintf("%024x%016x%x%x%x", o.CumAmount.Big(), o.State.LogSize, o.State.LogRoot, o.State.SessionsHash, e.Signatures[i])
	}
	if in := e.Inclusion; in != nil {
		text += fmt.Sprintf("%016x%x%x", in.Index, in.Leaves[0], in.Leaves[1])
		for _, path := range in.Paths {
			for _, node := range path {
				text += fmt.Sprintf("%x", node)
			}
		}
	}
	return unhex(text)
}

// pathOf is PATH of RFC 9162, section 2.1.3.1, as it stands there.
func pathOf(log []common.Hash, index uint64) []common.Hash {
	if len(log) == 1 {
		return nil
	}
	if k := split(log); index < k {
		return append(pathOf(log[:k], index), rootOf(log[k:]))
	} else {
		return append(pathOf(log[k:], index-k), rootOf(log[:k]))
	}
}

// rootOf is MTH of section 2.1.1, of leaf hashes.
func rootOf(log []common.Hash) common.Hash {
	if len(log) == 1 {
		return log[0]
	}
	k := split(log)
	left, right := rootOf(log[:k]), rootOf(log[k:])
	return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
}

// split returns the largest power of two below the number of leaves.
func split(log []common.Hash) uint64 {
	k := uint64(1)
	for 2*k < uint64(len(log)) {
		k *= 2
	}
	return k
}

func unhex(text string) []byte {
	b, err := hex.DecodeString(text)
	must(err)
	return b
}

// flipped returns a copy with one bit of the byte at pos changed.
func flipped(b []byte, pos int) []byte {
	c := slices.Clone(b)
	c[pos] ^= 1
	return c
}
