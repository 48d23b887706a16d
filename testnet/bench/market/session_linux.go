package market

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/testnet/bench/load"
)

const (
	// lookEvery is how often it is looked at whether a word is due.
	lookEvery = 50 * time.Millisecond
	// spread is over how long the first words of sessions are spread that begin together:
	// as long as the policy of endpoints lets a first octet wait, so that at any time as many
	// speak as in the long run.
	spread = 30 * time.Second
)

// Session is a paid session of the benchmark: end A is the payer, which counts what it
// receives, and end B signs for what arrives there. Both speak when endpoints do.
type Session struct {
	*pay.Session
	key    *keys.Key
	stream *pay.AckStream

	tallies  []*load.Tally // of its allocations
	policies [2]endpoint.Policy
	earlier  [2]time.Duration // that the next first octet is taken to have come
}

// Grow authorizes sessions until there are n, as many on a channel as it may have.
func (m *Market) Grow(ctx context.Context, n int) error {
	have := len(m.sessions)
	if n <= have {
		return nil
	}
	if err := m.grow(ctx, channelOf(n-1)+1); err != nil {
		return err
	}
	m.sessions = append(m.sessions, make([]*Session, n-have)...)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(32)
	for i := have; i < n; i++ {
		group.Go(func() (err error) {
			m.sessions[i], err = m.authorize(ctx, m.channels[channelOf(i)])
			return err
		})
	}
	return group.Wait()
}

// perChannel is how many sessions share a channel: fewer than may (channel.MaxSessions), as
// a libp2p host takes no more than 64 streams of a protocol from one peer.
const perChannel = 48

// channelOf returns a session's channel. The first session, which is the only one under
// load where there is but one allocation, has one of its own.
func channelOf(session int) int {
	if session == 0 {
		return 0
	}
	return 1 + (session-1)/perChannel
}

func (m *Market) authorize(ctx context.Context, c *payChannel) (*Session, error) {
	key, err := keys.Generate()
	if err != nil {
		return nil, err
	}
	s, err := c.payer.Authorize(ctx, pay.Request{KeyB: key.Address(), MaxAmount: maxAmount, PayerIsA: true, AddressAndPortFiltering: true})
	if err != nil {
		return nil, fmt.Errorf("market: authorize: %w", err)
	}
	stream := pay.NewAckStream(m.opener(c, wire.AckProtocol), s.Auth.ChannelID, s.ID(), s.B.AckToken)
	return &Session{Session: s, key: key, stream: stream}, nil
}

// Credential returns end A's TURN credential of a session.
func (m *Market) Credential(session int) load.Credential {
	a := m.sessions[session].A
	return load.Credential{Username: a.Username, Password: a.Password, Realm: a.Realm}
}

// Err returns why a session ended, nil if all are alive.
func (m *Market) Err() error {
	for i, s := range m.sessions {
		if err := s.Err(); err != nil {
			return fmt.Errorf("market: session %d: %w", i, err)
		}
	}
	return nil
}

// Acknowledge lets the endpoints of all sessions acknowledge what the tallies say, so many
// allocations each, until the context ends.
func (m *Market) Acknowledge(ctx context.Context, tallies []load.Tally, each int) {
	for i, s := range m.sessions {
		s.tallies = nil
		for a := i * each; a < min((i+1)*each, len(tallies)); a++ {
			s.tallies = append(s.tallies, &tallies[a])
		}
		earlier := spread * time.Duration(i) / time.Duration(len(m.sessions))
		s.earlier = [2]time.Duration{earlier, earlier}
	}
	ctx, m.stopAcks = context.WithCancel(ctx)
	m.acks.Go(func() error { return m.acknowledge(ctx) })
}

// Stop ends Acknowledge, and tells what went wrong in it.
func (m *Market) Stop() error {
	if m.stopAcks == nil {
		return nil
	}
	m.stopAcks()
	m.stopAcks = nil
	if err := m.acks.Wait(); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// spokenWithin bounds Spoken.
const spokenWithin = time.Minute

// Spoken waits until every session's endpoint has a stream on which the relay has answered.
func (m *Market) Spoken(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, spokenWithin)
	defer cancel()
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for _, s := range m.sessions {
		for s.stream.Every() == 0 {
			select {
			case <-ctx.Done():
				return fmt.Errorf("market: session %d has not acknowledged: %w", s.ID(), ctx.Err())
			case <-ticker.C:
			}
		}
	}
	return nil
}

func (m *Market) acknowledge(ctx context.Context) error {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
		if err := m.tellAll(ctx); err != nil {
			return err
		}
	}
}

// openWords is how many streams open at once.
const openWords = 32

// tellAll sends what is due. A first word opens a stream, which takes some round trips.
func (m *Market) tellAll(ctx context.Context) error {
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(openWords)
	for _, s := range m.sessions {
		if s.stream.Every() == 0 {
			group.Go(func() error { return m.tell(groupCtx, s) })
			continue
		}
		if err := m.tell(ctx, s); err != nil {
			return errors.Join(err, group.Wait())
		}
	}
	return group.Wait()
}

// counts returns what arrived at both ends, end A's first.
func (s *Session) counts() (a, b ack.Counts) {
	for _, t := range s.tallies {
		b.RecvBytes += t.Bytes[0].Load()
		b.RecvPackets += t.Packets[0].Load()
		a.RecvBytes += t.Bytes[1].Load()
		a.RecvPackets += t.Packets[1].Load()
	}
	return a, b
}

// tell sends each end's word, if it is due.
func (m *Market) tell(ctx context.Context, s *Session) error {
	a, b := s.counts()
	passed := a.RecvBytes + b.RecvBytes // at each end, but for what is lost
	if s.due(ack.A, s.Session, passed) {
		if err := s.SendCounts(ctx, a); err != nil {
			return err
		}
		s.policies[ack.A].Delivered(passed, passed, time.Now())
	}
	if !s.due(ack.B, s.stream, passed) {
		return nil
	}
	signed, err := ack.Sign(ack.DeliveryAck{ChannelID: s.Auth.ChannelID, SessionID: s.ID(), Side: ack.B, Counts: b}, m.client.Domain(), s.key.ECDSA())
	if err != nil {
		return err
	}
	err = s.stream.SendAck(ctx, signed)
	var refused *pay.RefusedError
	switch {
	case err == nil:
		atomic.AddUint64(&m.Acks, 1)
		s.policies[ack.B].Delivered(passed, passed, time.Now())
	case errors.As(err, &refused) || ctx.Err() != nil:
		return err
	default: // the next one opens a new stream, and covers this one
		atomic.AddUint64(&m.Lost, 1)
		s.policies[ack.B].Failed(time.Now())
	}
	return nil
}

// due reports whether an end's word is due.
func (s *Session) due(side ack.Side, relay endpoint.Asker, passed uint64) bool {
	p, now := &s.policies[side], time.Now()
	select {
	case <-relay.Asked():
		p.Asked()
	default:
	}
	p.Every(relay.Every())
	p.Grew(passed, func() time.Time { return now.Add(-s.earlier[side]) })
	wait, pending := p.Due(passed, now)
	is := pending && wait <= 0
	if is && relay.Every() != 0 { // else it is the word with which the stream begins
		s.earlier[side] = 0
	}
	return is
}

// Receipts returns how many Offers were receipted in all, by their channels' log sizes'
// newest receipts: the number of sessions' receipted records.
func (m *Market) Receipts() (records, offers uint64) {
	for _, s := range m.sessions {
		p := s.Progress()
		records += p.Batches
		offers += p.Offers
	}
	return records, offers
}
