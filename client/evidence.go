package client

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Samples keeps what this end of a session sampled, so that it can be audited. It is
// called once for each session, when its Conn is closed: what a program that is killed
// had sampled is lost. Safe for concurrent use.
type Samples interface {
	Sampled(audit.Channel, audit.Sampled) error
}

// sampling is what an end needs to give what it sampled; nil: nothing is sampled.
type sampling struct {
	oneIn   uint32
	channel audit.Channel
	auth    wire.SignedAuthorization
	side    ack.Side
	sign    func(context.Context, common.Hash) (typeddata.Signature, error)
	keep    Samples // nil: nobody does
	log     *slog.Logger
}

// agreed returns the rate of two ends' wishes: none unless both want it, and then the
// lower one.
func agreed(a, b uint32) uint32 {
	if a == 0 || b == 0 {
		return 0
	}
	return max(a, b)
}

// wish checks an option.
func wish(oneIn uint32) error {
	if oneIn == 0 {
		return nil
	}
	return sample.CheckRate(oneIn)
}

// sampling is A's part, at a rate: the channel's signer speaks for it, as it has no ack key.
func (c *Client) sampling(oneIn uint32, f funded, s *pay.Session) *sampling {
	if oneIn == 0 {
		return nil
	}
	return &sampling{
		oneIn:   oneIn,
		channel: audit.Channel{Domain: c.cfg.Chain.Domain(), Terms: f.Channel.Terms},
		auth:    wire.SignedAuthorization{SessionAuthorization: s.Auth.SessionAuthorization, Signature: s.Auth.Signature},
		side:    ack.A, sign: c.cfg.Key.SignDigest, keep: c.cfg.Samples, log: c.log,
	}
}

func (s *sampling) rate() uint32 {
	if s == nil {
		return 0
	}
	return s.oneIn
}

// told is what B must know to give what it sampled.
func (s *sampling) told() *meet.Sampling {
	if s == nil {
		return nil
	}
	return &meet.Sampling{OneIn: s.oneIn, Terms: meet.Terms(s.channel.Terms), Authorization: wire.AppendAuthorization(nil, s.auth)}
}

// samplingOf is B's part: what A told must fit the session, or what B sampled would prove
// nothing. wish is the rate that B offered. It returns nil if nothing is to be sampled, or
// meet.ErrMessage.
func (c *Client) samplingOf(s meet.Session, wish uint32, key *ecdsa.PrivateKey) (*sampling, error) {
	told := s.Sampling
	if told == nil {
		return nil, nil
	}
	if wish == 0 || told.OneIn < wish || sample.CheckRate(told.OneIn) != nil {
		return nil, fmt.Errorf("%w: sampling one packet in %d, where one in %d was offered", meet.ErrMessage, told.OneIn, wish)
	}
	channel := audit.Channel{Domain: typeddata.Domain{ChainID: s.ChainID, Contract: s.Channels}, Terms: receipt.ChannelTerms(told.Terms)}
	auth, err := wire.ParseAuthorization(told.Authorization)
	switch {
	case err != nil:
	case channel.ID() != s.ChannelID || auth.ChannelID != s.ChannelID:
		err = errors.New("of another channel")
	case auth.SessionID != s.SessionID || auth.KeyA != s.KeyA || auth.KeyB != s.KeyB:
		err = errors.New("of another session")
	default:
		err = typeddata.Verify(auth.Digest(channel.Domain), auth.Signature, channel.Terms.Signer)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: authorization: %w", meet.ErrMessage, err)
	}
	sign := func(_ context.Context, digest common.Hash) (typeddata.Signature, error) {
		return typeddata.Sign(key, digest)
	}
	return &sampling{oneIn: told.OneIn, channel: channel, auth: auth, side: ack.B, sign: sign, keep: c.cfg.Samples, log: c.log}, nil
}

// give has what an end sampled kept. That it fails costs no money: it is only logged.
func (s *sampling) give(ctx context.Context, e *endpoint.Conn) {
	if s == nil || s.keep == nil {
		return
	}
	counts, evidence := e.Sampled()
	a := ack.DeliveryAck{
		ChannelID: s.auth.ChannelID, SessionID: s.auth.SessionID, Side: s.side, Counts: counts, Evidence: evidence.Hash(),
	}
	signature, err := s.sign(ctx, a.Digest(s.channel.Domain))
	if err == nil {
		err = s.keep.Sampled(s.channel, audit.Sampled{
			Endpoint: audit.Endpoint{Authorization: s.auth, Ack: ack.Signed{DeliveryAck: a, Signature: signature}}, Evidence: evidence,
		})
	}
	if err != nil {
		s.log.Warn("what was sampled is not kept", "session", s.auth.SessionID, "err", err)
	}
}
