package channel

import (
	"cmp"
	"slices"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Proof returns what settles the channel if its payer signs nothing more: the newest
// receipt, and each session whose newest acknowledgements prove more than is receipted.
// A relay claims nothing that its meter did not pass: a session whose forwarded bytes are
// receipted is left out, whatever its endpoints say.
func (p Payee) Proof() forwarding.Proof {
	proof := newProof(p.cfg.Terms, p.receipt)
	for _, s := range p.sessions {
		passed := s.auth.Tariff.Amount(s.sent[0] + s.sent[1])
		if p.receipt.Table.Paid(s.id()).Less(passed) {
			prove(&proof, *s.auth, *s.acks)
		}
	}
	return proof
}

// Proof returns the same from what is stored, also where that does not make a machine any
// more: each part stands on its own signatures, and what does not verify is left out.
func (st Stored) Proof(d Deployment) forwarding.Proof {
	var newest SignedReceipt
	if st.Receipt != nil {
		if _, err := checkReceipt(d, st.Terms, *st.Receipt); err == nil {
			newest = *st.Receipt
		}
	}
	proof := newProof(st.Terms.Channel, newest)
	for _, s := range st.Sessions {
		if s.verify(d.Domain, st.Terms.Channel) == nil {
			prove(&proof, s.Authorization, s.acks())
		}
	}
	slices.SortFunc(proof.Sessions, func(a, b forwarding.Session) int {
		return cmp.Compare(a.Authorization.SessionID, b.Authorization.SessionID)
	})
	return proof
}

func newProof(t receipt.ChannelTerms, r SignedReceipt) forwarding.Proof {
	proof := forwarding.Proof{Terms: t}
	if !r.IsZero() {
		proof.Receipt = &forwarding.Receipted{
			CumAmount: r.CumAmount, LogSize: r.State.LogSize, LogRoot: r.State.LogRoot,
			Table: r.Table, Signature: r.Signature,
		}
	}
	return proof
}

// prove adds a session, if its acknowledgements prove more than is receipted and it is
// not dead. That they prove anything takes those of every key that it names.
func prove(p *forwarding.Proof, a Authorization, acks words) {
	var table receipt.Table
	if p.Receipt != nil {
		table = p.Receipt.Table
	}
	if s := provable(a, acks); a.SessionID >= table.Floor && table.Paid(a.SessionID).Less(s.Amount(0)) {
		p.Sessions = append(p.Sessions, s)
	}
}

func provable(a Authorization, acks words) forwarding.Session {
	return forwarding.Session{Authorization: a.SessionAuthorization, Signature: a.Signature, Acks: acks}
}

// verify checks what is stored of a session by its signatures.
func (s StoredSession) verify(d typeddata.Domain, t receipt.ChannelTerms) error {
	a := s.Authorization
	if id := t.ID(d); a.ChannelID != id {
		return wrongChannel(a.ChannelID, id)
	}
	if err := typeddata.Verify(a.Digest(d), a.Signature, t.Signer); err != nil {
		return err
	}
	for side, newest := range s.acks() {
		if newest.IsZero() {
			continue
		}
		if err := newest.Verify(d, a.ChannelID, a.SessionID, ack.Side(side), a.Key(ack.Side(side))); err != nil {
			return err
		}
	}
	return nil
}
