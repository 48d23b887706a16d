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

// closing is one wait for a consent.
type closing struct {
	done   chan struct{}
	result Closing
	err    error
}

func (c *closing) finish(result Closing, err error) {
	c.result, c.err = result, err
	close(c.done)
}

// AskClose asks the relay to consent to closing the channel now. Its sessions end, and
// once all that was forwarded is under a receipt the consent comes. It returns
// ErrNoCloser, a *RefusedError, what the Payer ended with, or ctx's error.
func (p *Payer) AskClose(ctx context.Context) (Closing, error) {
	if p.cfg.Terms.Closer == (common.Address{}) {
		return Closing{}, ErrNoCloser
	}
	var wait *closing
	if err := p.do(ctx, func() error {
		if p.closing == nil {
			p.closing = &closing{done: make(chan struct{})}
		}
		wait = p.closing
		return p.send(wire.AskClose{ChannelID: p.id})
	}); err != nil {
		return Closing{}, err
	}
	select {
	case <-wait.done:
		return wait.result, wait.err
	case <-ctx.Done():
		return Closing{}, context.Cause(ctx)
	}
}

// consented takes the relay's consent, which must be good for what was receipted.
func (p *Payer) consented(m wire.Consent) error {
	if p.closing == nil {
		return nil // said again
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
	p.closing.finish(Closing{p.newest, m.CloseConsent, m.Signature}, nil)
	p.closing = nil
	return nil
}
