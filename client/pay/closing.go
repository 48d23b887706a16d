package pay

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Closing is what closeNow needs on chain.
type Closing struct {
	Receipt   channel.SignedReceipt // the newest; zero: none was ever signed
	Consent   receipt.CloseConsent
	Signature typeddata.Signature // by the channel's closer
}

// asking is one wait for a consent.
type asking struct {
	done   chan struct{}
	result Closing
	err    error
}

// AskClose asks the relay to consent to closing the channel now. Its sessions end, and
// once all that was forwarded is under a receipt the consent comes. It returns
// ErrNoCloser, ErrAway, a *RefusedError, what the Payer ended with, or ctx's error.
func (p *Payer) AskClose(ctx context.Context) (Closing, error) {
	if p.cfg.Terms.Closer == (common.Address{}) {
		return Closing{}, ErrNoCloser
	}
	a := &asking{done: make(chan struct{})}
	err := p.do(ctx, func() error {
		p.asking[a] = struct{}{}
		return p.send(wire.AskClose{ChannelID: p.id})
	})
	if err == nil {
		select {
		case <-a.done:
			return a.result, a.err
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
	}
	p.do(p.ctx, func() error { delete(p.asking, a); return nil }) // it is not asked again
	return Closing{}, err
}

// answerClose gives everybody who asks to close the result.
func (p *Payer) answerClose(result Closing, err error) {
	for a := range p.asking {
		a.result, a.err = result, err
		close(a.done)
	}
	clear(p.asking)
}

// consented takes the relay's consent, which must be good for what was receipted.
func (p *Payer) consented(m wire.Consent) error {
	if len(p.asking) == 0 {
		return nil // said again, or nobody asks any more
	}
	if m.ChannelID != p.id {
		return lie("consent: channel: got %s, want %s", m.ChannelID, p.id)
	}
	if err := typeddata.Verify(m.Digest(p.cfg.Deployment.Domain), m.Signature, p.cfg.Terms.Closer); err != nil {
		return &LieError{fmt.Errorf("consent: %w", err)}
	}
	if p.newest.CumAmount.Less(m.AtLeast) {
		return lie("consent: at least %s, receipted %s", m.AtLeast, p.newest.CumAmount)
	}
	p.keepConsent(m.CloseConsent, m.Signature)
	p.answerClose(Closing{p.newest, m.CloseConsent, m.Signature}, nil)
	return nil
}
