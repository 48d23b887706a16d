package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/channel"
)

// ErrNotPermitted says that a session would be counted by the relay alone, and that this
// was not permitted.
var ErrNotPermitted = errors.New("client: neither end acknowledges such a session, so the relay alone counts: permit it (RelayCounted)")

// ErrNoBudget says that a session which the relay alone counts has no bound.
var ErrNoBudget = errors.New("client: a relay-counted session needs a budget (MaxAmount)")

// ICEOptions say what a stock client's session may cost.
type ICEOptions struct {
	Funding
	// Relay is the node key of the relay to use; zero: the best.
	Relay common.Address
	// TTL is how long to pay; zero: as long as the relay's credentials last.
	TTL time.Duration
	// RelayCounted permits billing by the relay's count alone (basis 3). Neither end of
	// such a session is ours, so there is no other; MaxAmount bounds it.
	RelayCounted bool
}

// ICEServer is an RTCIceServer of WebRTC, and for how many seconds it is good.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username"`
	Credential string   `json:"credential"`
	TTL        int      `json:"ttl"`
}

// ICESession is a session for other programs' TURN clients, paid until it is over.
type ICESession struct {
	session *pay.Session
	channel Channel
	expiry  time.Time
	cancel  context.CancelCauseFunc
	over    chan struct{}

	mu  sync.Mutex
	err error
}

// errTTL says that a session's time was up.
var errTTL = errors.New("client: time is up")

// ICEServers authorizes a session and pays for it until ctx or the TTL ends, the budget
// is used up, or Close. It returns ErrNotPermitted, ErrNoBudget, ErrNoRelay, or an error
// of market, pay or chain.
func (c *Client) ICEServers(ctx context.Context, opt ICEOptions) (*ICESession, error) {
	switch {
	case !opt.RelayCounted:
		return nil, ErrNotPermitted
	case opt.MaxAmount.IsZero():
		return nil, ErrNoBudget
	}
	if err := c.canPay(); err != nil {
		return nil, err
	}
	offer, err := c.Pick(ctx, opt.Relay)
	if err != nil {
		return nil, err
	}
	for {
		f, err := c.fund(ctx, offer, opt.Funding)
		if err != nil {
			return nil, err
		}
		s, err := f.payer.Authorize(ctx, pay.Request{MaxAmount: f.maxAmount(opt.MaxAmount), RelayCounted: true})
		if err == nil {
			return newICESession(ctx, s, f.Channel, opt.TTL), nil
		}
		if !c.again(f, err) {
			return nil, err
		}
	}
}

// newICESession runs a session until ctx ends or ttl is over, zero being no limit.
func newICESession(ctx context.Context, s *pay.Session, ch Channel, ttl time.Duration) *ICESession {
	i := &ICESession{session: s, channel: ch, expiry: time.Unix(int64(min(s.Expiry, 1<<40)), 0), over: make(chan struct{})}
	if end := time.Now().Add(ttl); ttl > 0 && end.Before(i.expiry) {
		i.expiry = end
	}
	ctx, i.cancel = context.WithCancelCause(ctx)
	go i.run(ctx)
	return i
}

// run ends the session when its time has come.
func (i *ICESession) run(ctx context.Context) {
	defer close(i.over)
	ctx, cancel := context.WithDeadlineCause(ctx, i.expiry, errTTL)
	defer cancel()
	var why error
	select {
	case <-i.session.Ended():
		why = i.session.Err()
	case <-ctx.Done():
	}
	if ended := (*pay.EndedError)(nil); errors.As(why, &ended) && ended.Reason == channel.EndExpired {
		why = nil // the relay's clock was faster
	}
	closing, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := i.session.End(closing); err != nil {
		why = errors.Join(why, fmt.Errorf("%w: %w", ErrUnsettled, err))
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.err = why
}

// Server returns what a TURN client is given.
func (i *ICESession) Server() ICEServer {
	a := i.session.A
	return ICEServer{URLs: a.URIs, Username: a.Username, Credential: a.Password, TTL: int(max(time.Until(i.expiry)/time.Second, 0))}
}

// MarshalJSON writes {"iceServers":[Server]}: an RTCConfiguration.
func (i *ICESession) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string][]ICEServer{"iceServers": {i.Server()}})
}

// Channel returns the channel that pays.
func (i *ICESession) Channel() Channel { return i.channel }

// Progress returns what was billed and receipted so far.
func (i *ICESession) Progress() Billed { return billed(i.session) }

// Done is closed when the session is over and its last record is receipted, or could not
// be.
func (i *ICESession) Done() <-chan struct{} { return i.over }

// Err returns, once Done, why the session ended and if it is settled: nil after TTL, ctx
// or Close; else a *pay.EndedError (channel.EndMaxAmount: the budget is used up), what
// the payment stream ended with, or ErrUnsettled.
func (i *ICESession) Err() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.err
}

// Close ends the session and waits until it is settled, for a bounded time.
func (i *ICESession) Close() error {
	i.cancel(pay.ErrClosed)
	<-i.over
	return i.Err()
}
