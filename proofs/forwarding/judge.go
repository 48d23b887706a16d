package forwarding

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Judge returns what settleWithProof makes of the proof: the channel's new settled amount,
// base units, or the error of the first rule that fails. now is head time, Unix seconds.
// Identifiers that the bytes do not hold (channelId in an authorization; channelId,
// sessionId and side in an acknowledgement) are taken to be the right ones.
func (p Proof) Judge(d typeddata.Domain, ch Channel, now uint64) (typeddata.Amount, error) {
	if err := ch.live(now); err != nil {
		return typeddata.Amount{}, err
	}
	if err := p.Verify(d); err != nil {
		return typeddata.Amount{}, err
	}
	settled := p.Amount(now).Min(ch.Deposit)
	if !ch.Settled.Less(settled) {
		return typeddata.Amount{}, fmt.Errorf("%w: got %s, settled is %s", ErrNotHigher, settled, ch.Settled)
	}
	return settled, nil
}

// JudgeBytes is settleWithProof: Judge of bytes as they come. A fault in the layout counts
// where the contract meets it, after all that stands before it.
func JudgeBytes(d typeddata.Domain, t receipt.ChannelTerms, ch Channel, now uint64, b []byte) (typeddata.Amount, error) {
	p, rest, malformed := parse(d, t, b)
	settled, err := p.Judge(d, ch, now)
	if malformed == nil || err != nil && !errors.Is(err, ErrNotHigher) {
		return settled, err
	}
	if err := p.verifyRest(d, rest); err != nil {
		return typeddata.Amount{}, err
	}
	return typeddata.Amount{}, malformed
}

// verifyRest applies the rules to what there is of a session that breaks off.
func (p Proof) verifyRest(d typeddata.Domain, rest []byte) error {
	if len(rest) < authSize {
		return nil
	}
	acks := (len(rest) - authSize) / ackSize
	rest = append(rest[:len(rest):len(rest)], make([]byte, 2*ackSize)...)
	p.Sessions = append(p.Sessions[:len(p.Sessions):len(p.Sessions)], (&reader{b: rest}).session())
	return p.verifySession(d, p.Terms.ID(d), len(p.Sessions)-1, acks)
}

func (ch Channel) live(now uint64) error {
	if ch.Deposit.IsZero() {
		return ErrNoChannel
	}
	if ch.CloseAt != 0 && ch.CloseAt <= now {
		return fmt.Errorf("%w: since %d, now is %d", ErrClosed, ch.CloseAt, now)
	}
	return nil
}

// Verify applies the rules that need no chain: every signature and every order.
func (p Proof) Verify(d typeddata.Domain) error {
	id := p.Terms.ID(d)
	if err := p.verifyReceipt(d, id); err != nil {
		return err
	}
	for i := range p.Sessions {
		if err := p.verifySession(d, id, i, 2); err != nil {
			return err
		}
	}
	return nil
}

// verifySession looks at no more than that many acknowledgements.
func (p Proof) verifySession(d typeddata.Domain, id common.Hash, i, acks int) error {
	s := p.Sessions[i]
	if got := s.Authorization.SessionID; got < p.table().Floor || i > 0 && got <= p.Sessions[i-1].Authorization.SessionID {
		return fmt.Errorf("%w: %d", ErrOrder, got)
	}
	return s.of(id).verify(d, p.Terms.Signer, acks)
}

func (p Proof) verifyReceipt(d typeddata.Domain, id common.Hash) error {
	if p.Receipt == nil {
		return nil
	}
	if err := typeddata.Verify(p.Receipt.Of(id).Digest(d), p.Receipt.Signature, p.Terms.Signer); err != nil {
		return fmt.Errorf("%w: %w", ErrReceipt, err)
	}
	if err := p.Receipt.Table.Check(); err != nil {
		return fmt.Errorf("%w: %w", ErrTable, err)
	}
	return nil
}

// Of returns the receipt of the channel with this id.
func (r Receipted) Of(channelID common.Hash) receipt.Receipt {
	return receipt.Receipt{
		ChannelID: channelID, CumAmount: r.CumAmount,
		State: receipt.State{LogSize: r.LogSize, LogRoot: r.LogRoot, SessionsHash: r.Table.Hash()},
	}
}

func (s Session) verify(d typeddata.Domain, signer common.Address, acks int) error {
	a := s.Authorization
	if err := typeddata.Verify(a.Digest(d), s.Signature, signer); err != nil {
		return fmt.Errorf("%w: session %d: %w", ErrAuthorization, a.SessionID, err)
	}
	for side, key := range s.keys() {
		if key == (common.Address{}) {
			continue
		}
		if acks--; acks < 0 {
			return nil
		}
		if err := typeddata.Verify(s.Acks[side].Digest(d), s.Acks[side].Signature, key); err != nil {
			return fmt.Errorf("%w: session %d, side %s: %w", ErrAck, a.SessionID, ack.Side(side), err)
		}
	}
	return nil
}

// Amount returns cumAmount + min(creditCap, Σ), base units, and 2^96-1 where no amount
// can say it: what the proof is worth at head time now, Unix seconds, before the deposit
// bounds it. Signatures and order are not looked at.
func (p Proof) Amount(now uint64) typeddata.Amount {
	var sum typeddata.Amount // exact below the creditCap, which is all that counts
	for _, s := range p.Sessions {
		f := s.Amount(now)
		sum = sum.AddCap(f.SubFloor(p.table().Paid(s.Authorization.SessionID)))
	}
	return p.Receipted().AddCap(sum.Min(p.Terms.CreditCap))
}

// Amount returns f: what the session's acknowledgements are worth at head time now, Unix
// seconds, whatever was paid.
func (s Session) Amount(now uint64) typeddata.Amount {
	a := s.Authorization
	if now >= a.AckDeadline {
		return typeddata.Amount{}
	}
	ab, ba := ack.Acknowledged(a.KeyA, a.KeyB, s.Acks[ack.A].Counts, s.Acks[ack.B].Counts)
	return a.Tariff.AmountOf(signedBytes(ab), signedBytes(ba))
}

// signedBytes are a direction's bytes, if anybody signed for them.
func signedBytes(dir ack.Direction) uint64 {
	if dir.Basis > record.ReceiverSigned {
		return 0
	}
	return dir.Bytes
}

func (p Proof) table() receipt.Table {
	if p.Receipt == nil {
		return receipt.Table{}
	}
	return p.Receipt.Table
}

// Receipted returns cumAmount, base units: what the proof's receipt is worth, 0 without one.
func (p Proof) Receipted() typeddata.Amount {
	if p.Receipt == nil {
		return typeddata.Amount{}
	}
	return p.Receipt.CumAmount
}
