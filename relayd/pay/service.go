// Package pay is the relay's side of the payment protocol: one goroutine a channel
// drives a channel.Payee, and libp2p streams carry its messages. What the machine wants
// stored is durable before anything that rests on it leaves.
//
// The ledger, the chain, the allocations and the node key are seen through interfaces
// that this package declares.
package pay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/peer"
	"golang.org/x/time/rate"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Signer is the node key.
type Signer interface {
	Address() common.Address
	SignDigest(ctx context.Context, digest common.Hash) (typeddata.Signature, error)
}

// Write sets a key, or deletes it where Value is nil.
type Write struct{ Key, Value []byte }

// Ledger keeps what the relay must not lose. Commit is all or nothing and synced when it
// returns; after it failed once, every later Commit fails. Get returns nil, nil for a key
// that is not there. Slices belong to the caller. Safe for concurrent use.
type Ledger interface {
	Commit(ctx context.Context, writes []Write) error
	Get(key []byte) ([]byte, error)
	Iterate(prefix []byte, each func(key, value []byte) error) error
}

// Chain is what the relay must know of the chain. Safe for concurrent use.
type Chain interface {
	// View returns the state of a channel: the final deposit where the opening is final,
	// else the newest; Settled and CloseAt at the newest head.
	View(ctx context.Context, id common.Hash, terms receipt.ChannelTerms) (channel.ChainView, error)
	// Receipted returns the highest amount of a receipt that settled the channel, by itself or
	// in a forwarding proof.
	Receipted(ctx context.Context, id common.Hash, terms receipt.ChannelTerms) (typeddata.Amount, error)
	// HeadTime returns the newest head's timestamp, Unix seconds.
	HeadTime() uint64
}

// Allocations ends what a session has allocated at the TURN front.
type Allocations interface {
	End(sessionKey string)
}

// Tariff is what the relay asks at present; Quote fills in the rest.
type Tariff struct {
	Payee                  common.Address
	CreditCap, W0          typeddata.Amount // base units
	PricePerGiB, FlatPrice typeddata.Amount // base units
	EpsPermille            uint16
}

// Config of a Service. Every field is needed but Log.
type Config struct {
	Host            host.Host
	NodeKey         Signer
	PeerAddress     func(peer.ID) (common.Address, error) // of the key that a peer ID carries
	Deployment      channel.Deployment
	Tariff          Tariff
	URIs            []string      // TURN URIs (RFC 7065) handed to endpoints
	Realm           string        // of the TURN front
	QuoteLifetime   time.Duration // a quote's expiry from now
	SessionLifetime time.Duration // credentials' expiry from the authorization
	Linger          time.Duration // how long an ended session waits for acknowledgements
	Grace           time.Duration // how long a receipt may be overdue
	Ledger          Ledger
	Chain           Chain
	Allocations     Allocations
	Log             *slog.Logger
}

// How often the chain's RPC is asked because somebody named a channel: per second, and at
// once. A payer that waits for its deposit to count asks twice a second.
const (
	strangersRate, strangersBurst = 50, 500 // in all, for channels that are not served
	looksRate, looksBurst         = 4, 16   // for each channel that is
)

// ErrTariff says that a tariff contradicts itself.
var ErrTariff = errors.New("pay: tariff")

func (t Tariff) check() error {
	switch {
	case t.Payee == common.Address{}:
		return fmt.Errorf("%w: no payee", ErrTariff)
	case t.W0.Less(t.FlatPrice):
		return fmt.Errorf("%w: w0 %s is less than the flat price %s: no session could begin", ErrTariff, t.W0, t.FlatPrice)
	case t.CreditCap.Less(t.W0):
		return fmt.Errorf("%w: creditCap %s is less than w0 %s", ErrTariff, t.CreditCap, t.W0)
	case t.EpsPermille > 255:
		return fmt.Errorf("%w: eps %d per mille does not fit a record (255)", ErrTariff, t.EpsPermille)
	}
	return nil
}

// Service serves payers and endpoints of one relay.
type Service struct {
	cfg      Config
	log      *slog.Logger
	ctx      context.Context
	cancel   context.CancelCauseFunc
	group    sync.WaitGroup
	sessions *directory
	// strangers bounds how often the chain is asked about channels that are not served:
	// anybody can name some, and those that are served must not wait for the RPC.
	strangers *rate.Limiter

	mu     sync.Mutex
	actors map[common.Hash]*actor
	frozen map[common.Hash]*frozen
	quoted wire.Quote // the newest quote
	closed bool
}

// New restores every channel of the ledger and begins to serve streams. It returns
// ErrTariff, channel.ErrStored, or an error of the ledger.
func New(cfg Config) (*Service, error) {
	if err := cfg.Tariff.check(); err != nil {
		return nil, err
	}
	s := &Service{cfg: cfg, log: cfg.Log, sessions: newDirectory(), strangers: rate.NewLimiter(strangersRate, strangersBurst), actors: map[common.Hash]*actor{}, frozen: map[common.Hash]*frozen{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	if err := s.restore(); err != nil {
		s.cancel(err)
		s.group.Wait()
		return nil, err
	}
	s.listen()
	return s, nil
}

// farewell is how long Drain waits for the last receipts of the sessions that it ends.
const farewell = 2 * time.Second

// Drain ends all sessions and waits a moment for their last acknowledgements and receipts.
// No new stream is served; Channels and Refresh still work, so it can be settled then.
func (s *Service) Drain() {
	s.unlisten()
	s.endSessions()
}

// Close drains and stops.
func (s *Service) Close() {
	s.Drain()
	s.cancel(errStopped)
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.group.Wait()
}

// endSessions tells every payer that its sessions end, and returns when everything that
// arrived is receipted, or time is up.
func (s *Service) endSessions() {
	ctx, cancel := context.WithTimeout(s.ctx, farewell)
	defer cancel()
	s.mu.Lock()
	actors := slices.Collect(maps.Values(s.actors))
	s.mu.Unlock()
	var group sync.WaitGroup
	for _, a := range actors {
		group.Go(func() { a.farewell(ctx) })
	}
	group.Wait()
}

// spawn runs f in a goroutine that Close waits for, or reports that it is too late.
func (s *Service) spawn(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.group.Go(f)
	}
	return !s.closed
}

// Done is closed when the service stopped; Err tells why.
func (s *Service) Done() <-chan struct{} { return s.ctx.Done() }

// Err returns nil while the service runs or was closed, else what stopped it.
func (s *Service) Err() error {
	if err := context.Cause(s.ctx); !errors.Is(err, errStopped) {
		return err
	}
	return nil
}

// fail stops everything, loudly: nothing is served on what is not durable.
func (s *Service) fail(err error) {
	s.log.Error("the relay stops", "err", err)
	s.cancel(err)
}

func (s *Service) now() channel.Time {
	return channel.Time{Ms: uint64(time.Now().UnixMilli()), Head: s.cfg.Chain.HeadTime()}
}

// Quote returns the relay's present quote, unsigned.
func (s *Service) Quote() receipt.Quote {
	t := s.cfg.Tariff
	return receipt.Quote{
		Payee: t.Payee, Closer: s.cfg.NodeKey.Address(), NodeKey: s.cfg.NodeKey.Address(),
		CreditCap: t.CreditCap, W0: t.W0, PricePerGiB: t.PricePerGiB, FlatPrice: t.FlatPrice,
		EpsPermille: t.EpsPermille, Expiry: uint64(time.Now().Add(s.cfg.QuoteLifetime).Unix()),
	}
}

// signedQuote returns the present quote. One signature serves many, for half its life.
func (s *Service) signedQuote() (wire.Quote, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if int64(s.quoted.Expiry) > time.Now().Add(s.cfg.QuoteLifetime/2).Unix() {
		return s.quoted, nil
	}
	q := s.Quote()
	sig, err := s.sign(q.Digest(s.cfg.Deployment.Domain))
	if err == nil {
		s.quoted = wire.Quote{Quote: q, Signature: sig}
	}
	return s.quoted, err
}

// Lookup finds the session and side that a TURN username belongs to. It is false once the
// session has ended.
func (s *Service) Lookup(username string) (*Session, ack.Side, bool) {
	return s.sessions.lookup(username)
}

// Channel is the status of one channel, for operators and for settling.
type Channel struct {
	ID    common.Hash
	Terms receipt.ChannelTerms
	channel.Status
	Proof  forwarding.Proof // what settles it if its payer signs nothing more
	Frozen error            // why it is settled and nothing else; nil: it is not
}

// Channels returns the status of every channel that the ledger knows.
func (s *Service) Channels(ctx context.Context) ([]Channel, error) {
	s.mu.Lock()
	actors := slices.Collect(maps.Values(s.actors))
	var out []Channel
	for id, f := range s.frozen {
		out = append(out, Channel{ID: id, Terms: f.terms, Status: channel.Status{Chain: f.view, Receipt: f.receipt}, Proof: f.proof, Frozen: f.why})
	}
	s.mu.Unlock()
	for _, a := range actors {
		c := Channel{ID: a.id, Terms: a.terms}
		err := a.do(ctx, func() error {
			a.readAll()
			c.Status, c.Proof = a.payee.Status(), a.payee.Proof()
			return nil
		})
		switch {
		case err == nil:
			out = append(out, c)
		case ctx.Err() != nil || s.ctx.Err() != nil: // else: frozen just now
			return nil, err
		}
	}
	return out, nil
}

// Refresh asks the chain anew about a channel, or about all with the zero id. Called on
// every event of a channel, and on every head while its deposit is not final.
func (s *Service) Refresh(ctx context.Context, id common.Hash) error {
	s.mu.Lock()
	var errs []error
	var ids []common.Hash
	for known := range s.actors {
		ids = append(ids, known)
	}
	for known := range s.frozen {
		ids = append(ids, known)
	}
	s.mu.Unlock()
	for _, known := range ids {
		if id == (common.Hash{}) || known == id {
			errs = append(errs, s.refreshOne(ctx, known))
		}
	}
	return errors.Join(errs...)
}

func (s *Service) refreshOne(ctx context.Context, id common.Hash) error {
	s.mu.Lock()
	a, f := s.actors[id], s.frozen[id]
	s.mu.Unlock()
	if a != nil {
		if err := s.refresh(ctx, a); !errors.Is(err, ErrFrozen) {
			return err
		}
		return nil // it has what it asked for
	}
	if f == nil {
		return nil
	}
	view, err := s.cfg.Chain.View(ctx, id, f.terms)
	if err != nil {
		return fmt.Errorf("pay: channel %s: %w", id, err)
	}
	s.mu.Lock()
	f.view = view
	s.mu.Unlock()
	return nil
}

// refresh returns ErrFrozen where a receipt was shown to the chain that the ledger has not.
func (s *Service) refresh(ctx context.Context, a *actor) error {
	asked := a.asked.Add(1)
	view, err := s.cfg.Chain.View(ctx, a.id, a.terms)
	if err != nil {
		return fmt.Errorf("pay: channel %s: %w", a.id, err)
	}
	shown, err := s.shown(ctx, a, view.Settled)
	if err == nil {
		err = s.see(ctx, a, asked, view, shown)
	}
	s.mu.Lock()
	f := s.frozen[a.id]
	s.mu.Unlock()
	if f != nil {
		return fmt.Errorf("%w: %w", ErrFrozen, f.why)
	}
	return err
}

// see has an actor take what the chain answered to its asked-th question.
func (s *Service) see(ctx context.Context, a *actor, asked uint64, view channel.ChainView, shown typeddata.Amount) error {
	return a.do(ctx, func() error {
		a.settled, a.shown = view.Settled, shown
		held, proof := a.payee.Status().Receipt, a.payee.Proof()
		if held.CumAmount.Less(shown) { // from here on the actor does nothing more
			why := fmt.Errorf("%w: a receipt over %s is settled, the ledger's is over %s", errBehind, shown, held.CumAmount)
			s.freeze(a.id, &frozen{terms: a.terms, receipt: held, proof: proof, why: why, view: view})
			return nil
		}
		if asked < a.seen { // a slow answer must not undo a close that was seen meanwhile
			return nil
		}
		a.seen = asked
		return a.step(channel.ChainSeen{View: view})
	})
}

// shown returns what receipts that were shown to the chain are over. It is asked for only
// where more is settled than the ledger's receipt is over, most often by a forwarding proof,
// and once for what is settled.
func (s *Service) shown(ctx context.Context, a *actor, settled typeddata.Amount) (shown typeddata.Amount, err error) {
	known := false
	err = a.do(ctx, func() error {
		switch held := a.payee.Status().Receipt.CumAmount; {
		case !held.Less(settled):
			known = true
		case a.settled == settled:
			shown, known = a.shown, true
		}
		return nil
	})
	if err != nil || known {
		return shown, err
	}
	if shown, err = s.cfg.Chain.Receipted(ctx, a.id, a.terms); err != nil {
		err = fmt.Errorf("pay: channel %s: %w", a.id, err)
	}
	return shown, err
}

// actor returns the channel's actor, begun if the relay has not served it before.
func (s *Service) actor(ctx context.Context, terms receipt.ChannelTerms) (*actor, error) {
	id := terms.ID(s.cfg.Deployment.Domain)
	s.mu.Lock()
	a, f := s.actors[id], s.frozen[id]
	s.mu.Unlock()
	switch {
	case f != nil:
		return nil, fmt.Errorf("%w: %w", ErrFrozen, f.why)
	case a != nil && !a.looks.Allow(): // events tell of what changes
		return a, nil
	case a != nil:
		return a, s.refresh(ctx, a)
	}
	if err := s.quotes(terms); err != nil { // before a stranger costs a call to the RPC
		return nil, err
	}
	if !s.strangers.Allow() {
		return nil, errManyNew
	}
	view, err := s.cfg.Chain.View(ctx, id, terms)
	switch {
	case err != nil:
		return nil, err
	case view.Deposit.IsZero():
		return nil, ErrNotOpen
	case view.CloseAt != 0:
		return nil, channel.ErrClosing
	}
	a, err = s.begin(terms, view)
	if err != nil {
		return nil, err
	}
	return a, s.refresh(ctx, a) // events are heard from now on; what came before is asked
}

// Errors of channels that this relay does not serve.
var (
	ErrNotOpen    = errors.New("pay: the channel is not open on chain")
	ErrOtherTerms = errors.New("pay: channel terms are not those quoted")
)

// quotes checks that a channel has the terms that this relay quotes.
func (s *Service) quotes(t receipt.ChannelTerms) error {
	q := s.Quote()
	switch {
	case t.Payee != q.Payee:
		return fmt.Errorf("%w: payee: got %s, want %s", ErrOtherTerms, t.Payee, q.Payee)
	case t.Closer != q.Closer: // it tells apart the relays of one operator, who share the payee
		return fmt.Errorf("%w: closer: got %s, want %s", ErrOtherTerms, t.Closer, q.Closer)
	case t.CreditCap.Cmp(q.CreditCap) != 0:
		return fmt.Errorf("%w: creditCap: got %s, want %s", ErrOtherTerms, t.CreditCap, q.CreditCap)
	}
	return nil
}

func (s *Service) begin(terms receipt.ChannelTerms, view channel.ChainView) (*actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := terms.ID(s.cfg.Deployment.Domain)
	if a := s.actors[id]; a != nil { // another stream was faster
		return a, nil
	}
	if f := s.frozen[id]; f != nil { // or handed a receipt back
		return nil, fmt.Errorf("%w: %w", ErrFrozen, f.why)
	}
	p, effects := channel.NewPayee(s.payeeConfig(terms, s.Quote()), s.now(), salt())
	for _, e := range effects {
		if err := s.store(id, e.(channel.Store)); err != nil {
			s.fail(fmt.Errorf("ledger: %w", err))
			return nil, errStopped
		}
	}
	p, _, err := p.Step(channel.ChainSeen{View: view}, s.now())
	if err != nil {
		return nil, err
	}
	a := s.newActor(p)
	s.actors[id] = a
	return a, nil
}

func (s *Service) payeeConfig(terms receipt.ChannelTerms, q receipt.Quote) channel.PayeeConfig {
	return channel.PayeeConfig{Deployment: s.cfg.Deployment, Terms: terms, Quote: q, LingerMs: uint64(s.cfg.Linger.Milliseconds())}
}
