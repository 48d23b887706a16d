package pay

import (
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// History keeps what a payer signs for, so that it can be audited. It is called before
// a receipt leaves. Where it fails the payer goes on: its money does not depend on it.
// Safe for concurrent use.
type History interface {
	Signed(audit.Signed) error
	Consented(c receipt.CloseConsent, signature typeddata.Signature) error
}

func (p *Payer) keep(o channel.SignedOffer, r channel.SignedReceipt) {
	if p.cfg.History == nil {
		return
	}
	err := p.cfg.History.Signed(audit.Signed{
		Channel: audit.Channel{Domain: p.cfg.Deployment.Domain, Terms: p.cfg.Terms}, NodeKey: p.cfg.NodeKey,
		Before: p.newest, Offer: o, Receipt: r.Signature,
	})
	if err != nil {
		p.log.Warn("the history of the channel is not kept on", "err", err)
	}
}

func (p *Payer) keepConsent(c receipt.CloseConsent, signature typeddata.Signature) {
	if p.cfg.History == nil {
		return
	}
	if err := p.cfg.History.Consented(c, signature); err != nil {
		p.log.Warn("the relay's consent is not kept in the history", "err", err)
	}
}
