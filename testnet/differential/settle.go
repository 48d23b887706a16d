package differential

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm/runtime"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	settleVerdicts   = []string{accepted, "BadSignature", "NoSuchChannel", "ChannelClosed", "NotHigher"}
	consentVerdicts  = []string{accepted, "NoSuchChannel", "ChannelClosed", "BadSignature", "BadConsent", "ConsentNotMet"}
	registerVerdicts = []string{accepted, "NodeKeyTaken", "BadNodeKeySignature"}
	// rowVerdicts are the outcomes of a row, by their number, and the one error.
	rowVerdicts = []string{"Settled", "NoSuchChannel", "Closed", "NotHigher", "BadRows"}
)

// inner is the hash of a log's inner node.
func inner(left, right common.Hash) common.Hash {
	return sha256.Sum256(append(append([]byte{0x01}, left[:]...), right[:]...))
}

// signedReceipt is a receipt as the contract takes it.
type signedReceipt struct {
	receipt.Receipt
	sig typeddata.Signature
}

// receipt makes a receipt of a channel, mostly a good one.
func (w *world) receipt(r *rand.Rand, t receipt.ChannelTerms) signedReceipt {
	v := signedReceipt{Receipt: receipt.Receipt{
		ChannelID: t.ID(w.domain), CumAmount: amount(r),
		State: receipt.State{LogSize: number(r), LogRoot: hash(r), SessionsHash: hash(r)},
	}}
	v.sig = w.sign(r, t.Signer, v.Digest(w.domain))
	switch r.IntN(80) {
	case 0:
		v.CumAmount = amount(r)
	case 1:
		v.State.LogSize++
	case 2:
		v.ChannelID = hash(r)
	case 3:
		v.sig = typeddata.Signature(append(hash(r).Bytes(), hash(r).Bytes()...))
	case 4:
		v.sig = w.sign(r, t.Signer, receipt.Offer(v.Receipt).Digest(w.domain))
	}
	return v
}

func (v signedReceipt) pack() bindings.SignedReceipt {
	return bindings.SignedReceipt{CumAmount: v.CumAmount.Big(), StateHash: v.State.Hash(), R: v.sig.R(), Vs: v.sig.VS()}
}

func (v signedReceipt) row() []byte {
	b, amount, state := append([]byte(nil), v.ChannelID[:]...), v.CumAmount.Bytes(), v.State.Hash()
	return append(append(append(b, amount[:]...), state[:]...), v.sig[:]...)
}

func closed(ch forwarding.Channel, now uint64) bool { return ch.CloseAt != 0 && ch.CloseAt <= now }

// settle shows a receipt to settle, and to the rules of protocol.md, section 3.3.
func (w *world) settle(r *rand.Rand) (solidity, golang []Verdict, err error) {
	now := uint64(start) + r.Uint64N(10)
	t, ch := w.terms(r), channel(r, now)
	v := w.receipt(r, t)
	golang = []Verdict{w.settleBy(v, t, ch, now)}

	s := slotOf(w.domain, t)
	w.put(s, ch)
	out, err := w.call(stranger(r), w.domain.Contract, now, w.channelsABI.PackSettle(v.ChannelID, t.Payee, v.pack()))
	got, err := w.channelsVerdict(out, err, s, t.Payee)
	return []Verdict{got}, golang, err
}

func (w *world) settleBy(v signedReceipt, t receipt.ChannelTerms, ch forwarding.Channel, now uint64) Verdict {
	by, err := typeddata.Recover(v.Digest(w.domain), v.sig)
	after := ch
	after.Settled = v.CumAmount.Min(ch.Deposit).Max(ch.Settled)
	switch {
	case err != nil:
		return refused("BadSignature")
	case v.ChannelID != t.ID(w.domain), by != t.Signer, ch.Deposit.IsZero():
		return refused("NoSuchChannel")
	case closed(ch, now):
		return refused("ChannelClosed")
	case after.Settled == ch.Settled:
		return refused("NotHigher")
	}
	return Verdict{accepted, settledDetail(after, after.Settled.SubFloor(ch.Settled).Big())}
}

// settleMany shows rows of a few channels to settleMany, and to the rules of section 3.4.
func (w *world) settleMany(r *rand.Rand) (solidity, golang []Verdict, err error) {
	now, payee := uint64(start)+r.Uint64N(10), stranger(r)
	terms, slots := make([]receipt.ChannelTerms, 3), map[common.Hash]forwarding.Channel{}
	for i := range terms {
		terms[i] = w.terms(r)
		terms[i].Payee = payee
		ch := channel(r, now)
		ch.Deposit = ch.Deposit.Min(amount(r).Max(typeddata.NewAmount(1))) // the hoard covers a few
		ch.Settled = ch.Settled.Min(ch.Deposit)
		slots[slotOf(w.domain, terms[i]).key] = ch
		w.put(slotOf(w.domain, terms[i]), ch)
	}
	var rows []signedReceipt
	var calldata []byte
	for range r.IntN(6) {
		rows = append(rows, w.receipt(r, terms[r.IntN(len(terms))]))
		calldata = append(calldata, rows[len(rows)-1].row()...)
	}
	malformed := len(rows) == 0
	if one(r, 20) {
		calldata, malformed = append(calldata, make([]byte, 1+r.IntN(139))...), true
	}
	if malformed {
		golang = []Verdict{refused("BadRows")}
	} else {
		golang = w.rowsBy(rows, slots, payee, now)
	}

	out, reverted := w.call(stranger(r), w.domain.Contract, now, w.channelsABI.PackSettleMany(payee, calldata))
	if reverted != nil {
		name, err := errorName(channelsABI, out)
		return []Verdict{refused(name)}, golang, err
	}
	solidity, err = w.rows(payee)
	return solidity, golang, err
}

// rowsBy gives the outcome of each row, and last of all what the payee has.
func (w *world) rowsBy(rows []signedReceipt, slots map[common.Hash]forwarding.Channel, payee common.Address, now uint64) (all []Verdict) {
	total := new(big.Int)
	for _, v := range rows {
		by, err := typeddata.Recover(v.Digest(w.domain), v.sig)
		key := receipt.SlotKey(v.ChannelID, by, payee)
		ch := slots[key]
		settled := v.CumAmount.Min(ch.Deposit).Max(ch.Settled)
		outcome := "Settled"
		switch {
		case err != nil, ch.Deposit.IsZero():
			outcome, settled = "NoSuchChannel", typeddata.Amount{} // not looked at
		case closed(ch, now):
			outcome, settled = "Closed", ch.Settled
		case settled == ch.Settled:
			outcome = "NotHigher"
		}
		if outcome == "Settled" {
			total.Add(total, settled.SubFloor(ch.Settled).Big())
			ch.Settled = settled
			slots[key] = ch
		}
		all = append(all, Verdict{outcome, fmt.Sprintf("%s settled %s", v.ChannelID, settled)})
	}
	all[len(all)-1].Detail += fmt.Sprintf(", payee %s", total)
	return all
}

// rows reads the same from the log and the token.
func (w *world) rows(payee common.Address) (all []Verdict, err error) {
	for _, l := range w.state.Logs() {
		e, err := w.channelsABI.UnpackSettledManyEvent(l)
		if err != nil {
			continue
		}
		for b := e.Rows; len(b) >= 45; b = b[45:] {
			settled, outcome := amountOf(b[32:44]), rowVerdicts[b[44]]
			if outcome == "NoSuchChannel" {
				settled = typeddata.Amount{}
			}
			all = append(all, Verdict{outcome, fmt.Sprintf("%s settled %s", common.Hash(b[:32]), settled)})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("settleMany logged no rows")
	}
	got, err := w.balance(payee)
	all[len(all)-1].Detail += fmt.Sprintf(", payee %s", got)
	return all, err
}

// consent shows a receipt and a consent to closeNowWithConsent, and to section 3.3.
func (w *world) consent(r *rand.Rand) (solidity, golang []Verdict, err error) {
	now := uint64(start) + r.Uint64N(10)
	t, ch := w.terms(r), channel(r, now)
	v := w.receipt(r, t)
	if one(r, 3) {
		v = signedReceipt{} // none
	}
	c := receipt.CloseConsent{ChannelID: t.ID(w.domain)}
	if !one(r, 3) {
		c.AtLeast = amount(r)
	}
	sig := w.sign(r, t.Closer, c.Digest(w.domain))
	if one(r, 40) {
		c.AtLeast = amount(r)
	}
	golang = []Verdict{w.consentBy(v, c, sig, t, ch, now)}

	s := slotOf(w.domain, t)
	w.put(s, ch)
	call := w.channelsABI.PackCloseNowWithConsent(t.Payer, packTerms(t), v.pack(),
		bindings.SignedConsent{AtLeast: c.AtLeast.Big(), R: sig.R(), Vs: sig.VS()})
	out, err := w.call(stranger(r), w.domain.Contract, now, call)
	got, err := w.endVerdict(out, err, s, t)
	return []Verdict{got}, golang, err
}

func (w *world) consentBy(
	v signedReceipt, c receipt.CloseConsent, sig typeddata.Signature, t receipt.ChannelTerms, ch forwarding.Channel, now uint64,
) Verdict {
	v.ChannelID = t.ID(w.domain)
	settled := v.CumAmount.Min(ch.Deposit).Max(ch.Settled)
	switch {
	case ch.Deposit.IsZero():
		return refused("NoSuchChannel")
	case closed(ch, now):
		return refused("ChannelClosed")
	case !v.CumAmount.IsZero() && typeddata.Verify(v.Digest(w.domain), v.sig, t.Signer) != nil:
		return refused("BadSignature")
	case typeddata.Verify(c.Digest(w.domain), sig, t.Closer) != nil:
		return refused("BadConsent")
	case settled.Less(c.AtLeast):
		return refused("ConsentNotMet")
	}
	ended := forwarding.Channel{}
	if now < t.OpenBy {
		ended.CloseAt = now
	}
	return endDetail(ended, settled.SubFloor(ch.Settled).Big(), ch.Deposit.SubFloor(settled).Big())
}

func (w *world) endVerdict(out []byte, reverted error, s slot, t receipt.ChannelTerms) (Verdict, error) {
	if reverted != nil {
		name, err := errorName(channelsABI, out)
		return refused(name), err
	}
	pay, err := w.balance(t.Payee)
	if err != nil {
		return Verdict{}, err
	}
	refund, err := w.balance(t.Payer)
	return endDetail(w.get(s), pay, refund), err
}

func endDetail(ch forwarding.Channel, pay, refund *big.Int) Verdict {
	return Verdict{accepted, fmt.Sprintf("deposit %s closeAt %d payee %s payer %s", ch.Deposit, ch.CloseAt, pay, refund)}
}

// register shows a node key's signature to rotateNodeKey, and to section 4.1.
func (w *world) register(r *rand.Rand) (solidity, golang []Verdict, err error) {
	key := address(w.key(r))
	n := receipt.NodeKeyRegistration{Registry: w.registry, Operator: operator}
	if one(r, 20) {
		n.Operator = stranger(r)
	}
	sig := w.sign(r, key, n.Digest(w.domain))
	n.Operator = operator
	switch {
	case w.registered(key):
		golang = []Verdict{refused("NodeKeyTaken")}
	case typeddata.Verify(n.Digest(w.domain), sig, key) != nil:
		golang = []Verdict{refused("BadNodeKeySignature")}
	default:
		golang = []Verdict{{accepted, ""}}
	}
	out, reverted := w.call(operator, w.registry, start, w.registryABI.PackRotateNodeKey(key, sig.R(), sig.VS()))
	if reverted == nil {
		return []Verdict{{accepted, ""}}, golang, nil
	}
	name, err := errorName(registryABI, out)
	return []Verdict{refused(name)}, golang, err
}

func (w *world) channelID(r *rand.Rand) (solidity, golang []Verdict, err error) {
	t := w.terms(r)
	t.Signer, t.Closer = stranger(r), stranger(r)
	out, err := w.call(deployer, w.domain.Contract, start, w.channelsABI.PackChannelIdOf(bindings.ChannelTerms{
		Payer: t.Payer, Signer: t.Signer, Payee: t.Payee, Closer: t.Closer, CreditCap: t.CreditCap.Big(),
		OpenBy: new(big.Int).SetUint64(t.OpenBy), Salt: new(big.Int).SetUint64(t.Salt),
	}))
	return []Verdict{{accepted, common.BytesToHash(out).Hex()}}, []Verdict{{accepted, t.ID(w.domain).Hex()}}, err
}

// separator asks for the domain on a chain of any id.
func (w *world) separator(r *rand.Rand) (solidity, golang []Verdict, err error) {
	d := w.domain
	if !one(r, 4) {
		d.ChainID = number(r)
	}
	cfg, renumbered := w.config(deployer, start), *chain
	renumbered.ChainID = new(big.Int).SetUint64(d.ChainID)
	cfg.ChainConfig = &renumbered
	out, _, err := runtime.Call(d.Contract, w.channelsABI.PackDomainSeparator(), cfg)
	return []Verdict{{accepted, common.BytesToHash(out).Hex()}}, []Verdict{{accepted, d.Separator().Hex()}}, err
}
