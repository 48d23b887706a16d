package pay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
)

// Config of a Payer. Every field is needed but Before, Caps, History and Log.
type Config struct {
	Deployment channel.Deployment
	Terms      receipt.ChannelTerms
	NodeKey    common.Address // the relay's: the key of its peer ID
	Signer     Signer         // Terms.Signer
	Clock      Clock
	Open       Opener
	Caps       market.Caps  // on the prices that the channel is served by
	History    History      // nil: none is kept
	Before     *Payer       // of this channel, and over: what it knew is not forgotten; nil: none
	Log        *slog.Logger // nil: none
}

// Payer uses one channel at its relay. One goroutine steps the machine; it lives until
// Close, or until the relay lies or is lost. Safe for concurrent use.
type Payer struct {
	cfg   Config
	id    common.Hash
	log   *slog.Logger
	quote receipt.Quote

	inbox chan func()
	back  chan attached // at most one is under way
	ctx   context.Context
	stop  context.CancelCauseFunc
	over  chan struct{} // closed when run has returned
	group sync.WaitGroup

	mu     sync.Mutex // of newest, which run's goroutine writes
	newest channel.SignedReceipt

	// Of run's goroutine:
	machine  channel.Payer
	link     *link // nil: away
	sessions map[uint64]*Session
	refusals int // in a row
	asking   map[*asking]struct{}
	looking  chan look     // cap 1; nil: nobody looks
	looks    int           // that the link has not answered
	since    time.Time     // of the link
	retry    time.Duration // before it is mended
}

// attached is what an attempt to come back to the relay gave.
type attached struct {
	link  *link
	ready wire.ChannelReady
	err   error
}

// Attach announces a channel to its relay and takes back from it what the signer signed
// before. It waits a while for the relay to see the channel's opening. It returns a
// *RefusedError, a *LieError, market.ErrTooDear, ErrLost, or an error of Open, Clock or
// the signer's earlier receipt (package channel).
func Attach(ctx context.Context, cfg Config) (*Payer, error) {
	p := &Payer{
		cfg: cfg, id: cfg.Terms.ID(cfg.Deployment.Domain), log: cfg.Log,
		inbox: make(chan func()), back: make(chan attached), over: make(chan struct{}),
		sessions: map[uint64]*Session{}, asking: map[*asking]struct{}{},
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	p.log = p.log.With("channel", p.id)
	l, ready, err := p.attach(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.resume(ctx, ready); err != nil {
		l.close()
		return nil, err
	}
	p.link, p.quote, p.since = l, ready.Quote.Quote, time.Now()
	p.ctx, p.stop = context.WithCancelCause(context.Background())
	go p.run()
	return p, nil
}

// attach opens a stream and has the relay serve the channel on it.
func (p *Payer) attach(ctx context.Context) (*link, wire.ChannelReady, error) {
	ctx, cancel := context.WithTimeout(ctx, openWait)
	defer cancel()
	for wait := firstRetry; ; {
		l, ready, err := p.attachOnce(ctx)
		if !soon(err) {
			return l, ready, err
		}
		p.log.Debug("the relay does not serve the channel yet", "err", err)
		var over error
		if wait, over = pause(ctx, wait); over != nil {
			return nil, wire.ChannelReady{}, fmt.Errorf("%w (%w)", err, over)
		}
	}
}

// soon reports whether a refusal may be over soon.
func soon(err error) bool {
	var refused *RefusedError
	return errors.As(err, &refused) && (refused.Code == wire.CodeUnknownChannel || refused.Code == wire.CodeBusy)
}

func (p *Payer) attachOnce(ctx context.Context) (*link, wire.ChannelReady, error) {
	l, err := dial(ctx, p.cfg.Open)
	if err != nil {
		return nil, wire.ChannelReady{}, err
	}
	reply, err := l.ask(ctx, p.useChannel())
	if err == nil {
		var ready wire.ChannelReady
		if ready, err = p.checkReady(reply); err == nil {
			return l, ready, nil
		}
	}
	l.close()
	return nil, wire.ChannelReady{}, err
}

// useChannel names the channel, and gives the relay back what it may have lost.
func (p *Payer) useChannel() wire.UseChannel {
	newest := p.Receipt()
	return wire.UseChannel{Terms: p.cfg.Terms, Receipt: wire.Receipt{Receipt: newest.Receipt, Signature: newest.Signature}}
}

// checkReady checks all of a ChannelReady but the receipt, which is the machine's to
// check. The quote may have expired: it is the one that the channel is served by.
func (p *Payer) checkReady(reply wire.PayReply) (wire.ChannelReady, error) {
	ready, ok := reply.(wire.ChannelReady)
	if !ok {
		return ready, lie("%T in answer to UseChannel", reply)
	}
	t, q := p.cfg.Terms, ready.Quote
	switch {
	case ready.ChannelID != p.id:
		return ready, lie("channel: got %s, want %s", ready.ChannelID, p.id)
	case q.Payee != t.Payee:
		return ready, lie("quote: payee: got %s, want %s", q.Payee, t.Payee)
	case q.CreditCap != t.CreditCap:
		return ready, lie("quote: creditCap: got %s, want %s", q.CreditCap, t.CreditCap)
	}
	if err := checkQuote(q, p.cfg.NodeKey, p.cfg.Deployment.Domain); err != nil {
		return ready, err
	}
	return ready, p.cfg.Caps.Check(q.PricePerGiB, q.FlatPrice)
}

// resume makes the machine from the relay's word and the signer's own signature.
func (p *Payer) resume(ctx context.Context, ready wire.ChannelReady) error {
	now, err := p.cfg.Clock(ctx)
	if err != nil {
		return err
	}
	as := channel.PayerConfig{Deployment: p.cfg.Deployment, Terms: p.cfg.Terms, Quote: ready.Quote.Quote}
	if p.machine, err = channel.ResumePayer(as, ready.Receipt, ready.LastSessionID, now); err != nil {
		return &LieError{err}
	}
	if b := p.cfg.Before; b != nil {
		<-b.over // and its machine at rest
		for _, s := range b.sessions {
			if err := b.noteSent(s); err != nil {
				return err
			}
		}
		p.machine = p.machine.Remembering(b.machine)
		p.cfg.Before = nil
	}
	p.newest = ready.Receipt
	return nil
}

// run owns the machine until the Payer is over.
func (p *Payer) run() {
	defer close(p.over)
	defer p.leave()
	for p.ctx.Err() == nil {
		var replies chan wire.PayReply
		if p.link != nil {
			replies = p.link.replies
		}
		select {
		case <-p.ctx.Done():
		case do := <-p.inbox:
			do()
		case a := <-p.back:
			p.comeBack(a)
		case m, ok := <-replies:
			if !ok {
				p.goAway()
			} else if err := p.handle(m); err != nil {
				p.stop(err)
			}
		}
	}
}

// leave ends the stream and everything that waits.
func (p *Payer) leave() {
	if p.link != nil {
		p.link.close()
	}
	p.group.Wait()
	for _, s := range p.sessions {
		s.fail(context.Cause(p.ctx))
	}
	p.answerClose(Closing{}, context.Cause(p.ctx))
}

// goAway gives up a broken stream and begins to mend it.
func (p *Payer) goAway() {
	err := p.link.ended()
	p.link.close()
	p.link, p.looks = nil, 0
	if p.looking != nil {
		p.looking <- look{err: ErrAway}
		p.looking = nil
	}
	if errors.Is(err, ErrLied) {
		p.stop(err)
		return
	}
	p.log.Warn("lost the relay; trying to come back", "err", err)
	for _, s := range p.sessions {
		s.answer(ErrAway)
	}
	if p.retry = min(2*p.retry, lastRetry); p.retry == 0 || time.Since(p.since) > steady {
		p.retry = firstRetry
	}
	wait := p.retry
	p.group.Go(func() {
		a := p.reattach(wait)
		select {
		case p.back <- a:
		case <-p.ctx.Done():
			if a.link != nil {
				a.link.close()
			}
		}
	})
}

// lasting reports whether trying again is no use: a relay that lies, serves the channel no
// more, or only at another price.
func lasting(err error) bool {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return !soon(err) && refused.Code != wire.CodeInternal
	}
	return errors.Is(err, ErrLied) || errors.Is(err, market.ErrTooDear)
}

// reattach tries, after a wait, until it is back, refused for good, or out of patience.
func (p *Payer) reattach(wait time.Duration) attached {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	err := ErrAway
	for {
		var over error
		if wait, over = pause(ctx, wait); over != nil {
			return attached{err: fmt.Errorf("%w: %w", ErrLost, err)}
		}
		var l *link
		var ready wire.ChannelReady
		if l, ready, err = p.attach(ctx); err == nil || lasting(err) {
			return attached{l, ready, err}
		}
	}
}

// comeBack goes on over a new stream. The machine stays: the relay may only hold what it
// held before.
func (p *Payer) comeBack(a attached) {
	if a.err != nil {
		p.stop(a.err)
		return
	}
	p.link, p.since = a.link, time.Now()
	quote := a.ready.Quote.Quote
	quote.Expiry = p.quote.Expiry
	switch {
	case a.ready.Receipt.State.LogSize > p.machine.Receipt().State.LogSize:
		p.stop(ErrInUse)
		return
	case quote != p.quote:
		p.stop(lie("the channel's quote changed from %+v to %+v", p.quote, quote))
		return
	}
	p.log.Info("back at the relay")
	for _, s := range p.sessions {
		s.repeat()
	}
	if len(p.asking) > 0 {
		p.send(wire.AskClose{ChannelID: p.id})
	}
}

// send writes a message if there is a stream. One that cannot be written ends the
// stream, which its reader notices.
func (p *Payer) send(m wire.PayRequest) error {
	if p.link == nil {
		return ErrAway
	}
	if err := p.link.send(m); err != nil {
		p.link.stream.Reset()
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return nil
}

// handle takes one message. An error is the end of the Payer.
func (p *Payer) handle(m wire.PayReply) error {
	switch m := m.(type) {
	case wire.Offer:
		return p.offered(m.SignedOffer)
	case wire.Session:
		return p.started(m)
	case wire.Ask:
		if s := p.sessions[m.SessionID]; s != nil { // else it is over
			s.asks.ask(m.Every)
		}
		return nil
	case wire.SessionEnded:
		if s := p.sessions[m.SessionID]; s != nil {
			s.end(&EndedError{Reason: m.Reason, Refusal: s.refusal})
		}
		return nil
	case wire.Consent:
		return p.consented(m)
	case wire.ChannelReady:
		return p.looked(m)
	case wire.Error:
		p.refused(refusedBy(m))
		return nil
	}
	return lie("%T out of place", m)
}

// look is the answer to Look.
type look struct {
	view channel.ChainView
	err  error
}

// Look has the relay look at the channel on chain, and returns what it sees: the deposit
// that it counts on. It returns a *RefusedError, ErrAway, what the Payer ended with, or
// ctx's error.
func (p *Payer) Look(ctx context.Context) (channel.ChainView, error) {
	seen := make(chan look, 1)
	if err := p.do(ctx, func() error {
		if err := p.send(p.useChannel()); err != nil {
			return err
		}
		p.looking = seen // whoever looked before gives up
		p.looks++
		return nil
	}); err != nil {
		return channel.ChainView{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	select {
	case l := <-seen:
		return l.view, l.err
	case <-p.over:
		return channel.ChainView{}, p.Err()
	case <-ctx.Done():
		return channel.ChainView{}, context.Cause(ctx)
	}
}

// looked takes the answer to Look.
func (p *Payer) looked(m wire.ChannelReady) error {
	if p.looks == 0 {
		return lie("%T out of place", m)
	}
	if _, err := p.checkReady(m); err != nil {
		return err
	}
	p.answerLook(look{view: m.Chain})
	return nil
}

// answerLook gives whoever looks the result.
func (p *Payer) answerLook(l look) {
	p.looks--
	if p.looking != nil && p.looks == 0 { // else it is the answer to one that was given up
		p.looking <- l
		p.looking = nil
	}
}

// offered checks an Offer and signs it, or says why not.
func (p *Payer) offered(o channel.SignedOffer) error {
	for _, s := range p.sessions {
		if err := p.noteSent(s); err != nil {
			return err
		}
	}
	fresh := o.State.LogSize > p.machine.Receipt().State.LogSize
	next, effects, err := p.machine.Step(channel.Offered{Offer: o})
	p.machine = next // also after a refusal: it remembers what it saw
	if refusal, ok := channel.AsRefusal(err); ok {
		return p.refuse(refusal)
	}
	if err != nil {
		return err
	}
	for _, e := range effects {
		send, ok := e.(channel.SendReceipt)
		if !ok {
			panic(fmt.Sprintf("pay: internal error: effect %T", e))
		}
		if err := p.sign(send.Receipt, o); err != nil {
			return err
		}
	}
	if fresh { // else its receipt was lost, and said again
		p.refusals = 0
		p.note(o)
	}
	return nil
}

// sign signs what the machine has verified, and sends it. A receipt that does not leave
// is asked for again by the same Offer.
func (p *Payer) sign(r receipt.Receipt, o channel.SignedOffer) error {
	if p.newest.IsZero() || p.newest.Receipt != r {
		sig, err := p.cfg.Signer.SignDigest(p.ctx, r.Digest(p.cfg.Deployment.Domain))
		if err != nil {
			return fmt.Errorf("pay: sign receipt: %w", err)
		}
		signed := p.machine.Receipt()
		signed.Signature = sig
		p.keep(o, signed)
		p.mu.Lock()
		p.newest = signed
		p.mu.Unlock()
	}
	if err := p.send(wire.Receipt{Receipt: r, Signature: p.newest.Signature}); err != nil {
		p.log.Debug("receipt not sent", "err", err)
	}
	return nil
}

// honest are the refusals that an honest relay can cause: it saw more arrive than a payer
// that forgot its counts, or that stopped counting, accepts, or says again what was said.
// It answers them with an adjustment.
var honest = []channel.RefuseCode{channel.RefuseStale, channel.RefuseBasis, channel.RefuseOverCount}

// refuse tells the relay why an Offer is not signed. For a lie it is the last word.
func (p *Payer) refuse(r *channel.Refusal) error {
	p.log.Warn("offer refused", "code", r.Code, "session", r.SessionID, "err", r.Err)
	if err := p.send(wire.Refuse{
		Code: r.Code, Text: wire.Clip(r.Err.Error()), LogSize: r.LogSize,
		SessionID: r.SessionID, RecvAB: r.RecvAB, RecvBA: r.RecvBA,
	}); err != nil {
		p.log.Debug("refusal not sent", "err", err)
	}
	if s := p.sessions[r.SessionID]; s != nil {
		s.refusal = r
	}
	if p.refusals++; p.refusals > maxRefusals || !slices.Contains(honest, r.Code) {
		return &LieError{r}
	}
	return nil
}

// ofReceipts are the codes with which receipts and refusals are refused. Like the refusals
// of AskClose and of a Look they name no session.
var ofReceipts = []wire.Code{wire.CodeStale, wire.CodeWrongAmount, wire.CodeBadSignature}

// refused takes the relay's refusal of something that this payer sent.
func (p *Payer) refused(e *RefusedError) {
	s := p.sessions[e.SessionID]
	switch {
	case s != nil && s.answer(e):
		delete(p.sessions, e.SessionID)
	case s != nil && e.Code == wire.CodeUnknownSession: // it was over before
		s.end(&EndedError{Reason: channel.EndByPayer})
		s.close()
		delete(p.sessions, e.SessionID)
	case e.SessionID == 0 && p.looks > 0 && !slices.Contains(ofReceipts, e.Code):
		p.answerLook(look{err: e})
	case e.SessionID == 0 && len(p.asking) > 0 && !slices.Contains(ofReceipts, e.Code):
		p.answerClose(Closing{}, e)
	default:
		p.log.Warn("the relay refuses", "session", e.SessionID, "err", e)
	}
}

// note keeps what a receipted Offer says of each session.
func (p *Payer) note(o channel.SignedOffer) {
	for _, s := range p.sessions {
		s.note(o)
		if s.Settled() {
			delete(p.sessions, s.ID())
		}
	}
}

// do runs f on run's goroutine and waits for it. If ctx ends first, f may still run.
func (p *Payer) do(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	select {
	case p.inbox <- func() { done <- f() }:
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-p.over:
		return context.Cause(p.ctx)
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-p.over:
		return context.Cause(p.ctx)
	}
}

// ID returns the channelId.
func (p *Payer) ID() common.Hash { return p.id }

// Quote returns the quote that the channel is served by.
func (p *Payer) Quote() receipt.Quote { return p.quote }

// Receipt returns the newest receipt that was signed, zero if none ever was.
func (p *Payer) Receipt() channel.SignedReceipt {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.newest
}

// Done is closed when the Payer is over; Err tells why.
func (p *Payer) Done() <-chan struct{} { return p.over }

// Err returns why the Payer is over: ErrClosed, ErrLost, ErrInUse, a *LieError, the
// *RefusedError or market.ErrTooDear of a relay that serves the channel no more, or the
// signer's error; nil while it is not.
func (p *Payer) Err() error {
	select {
	case <-p.over:
		return context.Cause(p.ctx)
	default:
		return nil
	}
}

// Close ends the stream in good order, and everything that waits with ErrClosed. The
// relay lets live sessions run until its credit is used up or the receipt overdue: end
// them before.
func (p *Payer) Close() {
	p.stop(ErrClosed)
	<-p.over
}
