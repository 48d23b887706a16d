package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	// closeTimeout bounds Close: the relay's wait for the last acknowledgements, and the
	// last receipt.
	closeTimeout = 20 * time.Second
	// flushTimeout bounds the last word on what was received.
	flushTimeout = 5 * time.Second
	// uriTimeout is how long one of a relay's TURN URIs may take before the next is tried.
	uriTimeout = 5 * time.Second
)

// ErrUnsettled says that a Conn was closed before the relay had all of its receipts. The
// relay keeps what it holds; the payer signs the rest when it is back.
var ErrUnsettled = errors.New("client: closed before everything was receipted")

// Conn is one end of a relayed session: a net.PacketConn with one address, Peer. What is
// read from it, the other end sent. Nothing is received, counted or acknowledged while
// nobody reads. Safe for concurrent use.
type Conn struct {
	*endpoint.Conn
	path    *traverse.Relayed
	session *pay.Session   // nil: the other end pays
	channel Channel        // that pays, if this end does
	acks    *pay.AckStream // nil: this end pays

	sampling *sampling // nil: nothing is sampled

	watching sync.WaitGroup
	closing  chan struct{} // closed by Close
	once     sync.Once
	closeErr error

	mu  sync.Mutex
	err error // why the session ended before Close
}

// newConn takes over the parts of an end. Watching ends with Close.
func newConn(c *Conn) *Conn {
	c.closing = make(chan struct{})
	c.watching.Go(c.watch)
	return c
}

// watch ends the reads of a session that forwards no more, with the reason.
func (c *Conn) watch() {
	var ended <-chan struct{}
	if c.session != nil {
		ended = c.session.Ended()
	}
	select {
	case <-ended:
		c.fail(c.session.Err())
	case <-c.path.Done():
		c.fail(c.path.Err())
	case <-c.closing:
	}
}

func (c *Conn) fail(err error) {
	c.mu.Lock()
	c.err = err
	c.mu.Unlock()
	c.path.Close()
}

// Err returns why the session ended by itself: a *pay.EndedError by the relay, what the
// payment stream ended with, or what the allocation did; nil while it lives, and after
// Close.
func (c *Conn) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// ReadFrom implements net.PacketConn. Once the session has ended by itself it returns Err.
func (c *Conn) ReadFrom(p []byte) (int, net.Addr, error) {
	n, from, err := c.Conn.ReadFrom(p)
	return n, from, c.why(err)
}

// WriteTo implements net.PacketConn; see endpoint.Conn. Once the session has ended by
// itself it returns Err.
func (c *Conn) WriteTo(p []byte, to net.Addr) (int, error) {
	n, err := c.Conn.WriteTo(p, to)
	return n, c.why(err)
}

// why explains an error by the session's end.
func (c *Conn) why(err error) error {
	if err == nil {
		return nil
	}
	if end := c.Err(); end != nil {
		return end
	}
	return err
}

// Channel returns the channel that pays; zero where the other end does.
func (c *Conn) Channel() Channel { return c.channel }

// SessionID returns the session's id, zero where the other end pays.
func (c *Conn) SessionID() uint64 {
	if c.session == nil {
		return 0
	}
	return c.session.ID()
}

// SampleOneIn returns how many packets one is sampled of for evidence, as both ends agreed;
// zero: none is.
func (c *Conn) SampleOneIn() uint32 { return c.sampling.rate() }

// Progress is how far a session is. What is billed is zero where the other end pays.
type Progress struct {
	Counts   ack.Counts        // octets and packets that passed at this end
	Rejected endpoint.Rejected // what arrived and did not pass: billed to nobody
	Billed
}

// Billed is what a session's receipted records say. Bytes are payload bytes by direction,
// this end being A.
type Billed struct {
	SentAB, RecvAB, SentBA, RecvBA uint64
	BasisAB, BasisBA               record.Basis
	Batches, Receipts, Acks        uint64           // records, receipts and acknowledgements behind them
	Paid                           typeddata.Amount // base units, receipted
	// Unpaid is the price of what this end sent or received and has not paid for, base
	// units; zero once the session is settled. What was lost on the way is in it till then.
	Unpaid    typeddata.Amount
	MaxAmount typeddata.Amount
}

// Progress returns how far the session is.
func (c *Conn) Progress() Progress {
	p := Progress{Counts: c.Counts(), Rejected: c.Rejected()}
	if c.session != nil {
		p.Billed = billed(c.session)
		if c.session.Settled() {
			return p
		}
		passed := max(p.Counts.SentBytes+p.Counts.RecvBytes, p.RecvAB+p.RecvBA)
		p.Unpaid = c.session.Auth.Tariff.Uncapped(passed).SubFloor(p.Paid)
	}
	return p
}

func billed(s *pay.Session) Billed {
	pr := s.Progress()
	r := pr.Newest
	return Billed{
		SentAB: r.SentAB, RecvAB: r.RecvAB, SentBA: r.SentBA, RecvBA: r.RecvBA, BasisAB: r.BasisAB, BasisBA: r.BasisBA,
		Batches: pr.Batches, Receipts: pr.Offers, Acks: pr.Acks, Paid: pr.Paid, MaxAmount: s.Auth.Tariff.Max,
	}
}

// Paid returns what was receipted for the session, base units.
func (c *Conn) Paid() typeddata.Amount { return c.Progress().Paid }

// Close says a last word on what was received, ends the session where this end pays, and
// waits until its last record is receipted. It returns ErrUnsettled if that takes too
// long. The payer should be the last to close: the session ends for both.
func (c *Conn) Close() error {
	c.once.Do(func() {
		close(c.closing)
		c.watching.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		c.lastWord(ctx)
		if c.session != nil {
			if err := c.session.End(ctx); err != nil {
				c.closeErr = fmt.Errorf("%w: %w", ErrUnsettled, err)
			}
		}
		if c.acks != nil {
			c.closeErr = c.acks.Close()
		}
		c.sampling.give(ctx, c.Conn)
		c.Conn.Close() // the allocation may have ended with the session
	})
	return c.closeErr
}

// lastWord flushes acknowledgements or counts.
func (c *Conn) lastWord(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	c.Flush(ctx) // what is not said is not billed
}

// allocate makes an allocation with the first of a relay's TURN URIs that works.
func (c *Client) allocate(ctx context.Context, uris []string, username, password, realm string) (*traverse.Relayed, error) {
	errs := []error{ErrNoRelay}
	for _, uri := range uris {
		r, err := allocateAt(ctx, traverse.Config{
			URI: uri, Username: username, Password: password, Realm: realm, Dial: c.cfg.DialRelay, Log: c.log,
		})
		if err == nil {
			return r, nil
		}
		if ctx.Err() != nil {
			return nil, err
		}
		errs = append(errs, fmt.Errorf("%s: %w", uri, err))
	}
	return nil, fmt.Errorf("client: no TURN allocation: %w", errors.Join(errs...))
}

func allocateAt(ctx context.Context, cfg traverse.Config) (*traverse.Relayed, error) {
	ctx, cancel := context.WithTimeout(ctx, uriTimeout)
	defer cancel()
	return traverse.Allocate(ctx, cfg)
}
