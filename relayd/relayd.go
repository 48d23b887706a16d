// Package relayd is the relay daemon: it wires the TURN front, the payment streams, the
// rendezvous, the ledger, settling and the chain, and holds no logic of its own.
//
//	peers ◄──► forward ◄──► TURN clients      payers, endpoints (libp2p)
//	              │                                   │
//	            turn ── meters, sessions ──► pay ◄────┤ meet
//	              ▲                           │
//	          admission                    ledger ── settle ──► chain
package relayd

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/host"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/relayd/admin"
	"github.com/portage-relay/portage/relayd/admission"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/relayd/forward"
	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meet"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/pay"
	"github.com/portage-relay/portage/relayd/proofdir"
	"github.com/portage-relay/portage/relayd/settle"
	"github.com/portage-relay/portage/relayd/turn"
)

var (
	// ErrLedgerLost says that the chain knows the node key and the ledger does not: what
	// was signed with it is forgotten, and a second history of it is what stake is
	// slashed for.
	ErrLedgerLost = errors.New("relayd: the node key is registered, but this ledger has never served with it")
	// ErrRepaired says that the ledger was repaired since the node key began to serve.
	ErrRepaired = errors.New("relayd: the ledger was repaired since this node key began to serve")
)

// shutdownTimeout bounds the last settlement.
const shutdownTimeout = 30 * time.Second

// Relay is a running relay.
type Relay struct {
	cfg    config.Config
	node   *keys.Key
	log    *slog.Logger
	ledger *ledger.Ledger
	client *chain.Client
	view   *view
	host   host.Host
	plane  *forward.Plane
	turn   *turn.Relay
	pay    *pay.Service
	issued *issued
	meet   *meet.Service
	settle *settle.Service
	proofs *proofdir.Service // nil: none are exported
	admin  *admin.Server

	wake   chan struct{}
	cancel context.CancelCauseFunc
	ctx    context.Context
	group  sync.WaitGroup
}

// Start starts a relay with its node key. It returns config.ErrOption, ErrLedgerLost,
// ErrRepaired, or what a part could not do.
func Start(ctx context.Context, cfg config.Config, node *keys.Key, log *slog.Logger) (*Relay, error) {
	if err := cfg.Check(); err != nil {
		return nil, err
	}
	r := &Relay{cfg: cfg, node: node, log: log, issued: new(issued), wake: make(chan struct{}, 1)}
	r.ctx, r.cancel = context.WithCancelCause(context.Background())
	for _, start := range []func(context.Context) error{
		r.startChain, r.startLedger, r.startHost, r.startTURN, r.startPay, r.startSettle, r.startProofs, r.startAdmin,
	} {
		if err := start(ctx); err != nil {
			r.stop()
			return nil, err
		}
	}
	return r, nil
}

func (r *Relay) startChain(ctx context.Context) error {
	c := r.cfg
	client, err := chain.Dial(ctx, c.RPC, chain.Config{
		ChainID: c.ChainID, Channels: c.Channels, Registry: c.Registry, FromBlock: c.FromBlock,
		Confirmations: c.Confirmations, Poll: c.Poll, Log: r.log,
	})
	if err != nil {
		return err
	}
	r.client = client
	r.view = &view{client: client, account: client.Account(r.node, chain.AccountConfig{}), log: r.log}
	head, err := client.Head(ctx)
	if err != nil {
		return err
	}
	r.view.head.Store(head.Time)
	return nil
}

// startLedger opens the ledger and makes sure that it is the one this node key has
// always served with.
func (r *Relay) startLedger(ctx context.Context) error {
	l, err := openLedger(r.cfg, r.log)
	if err != nil {
		return err
	}
	r.ledger = l
	return claim(ctx, l, r.client, r.node.Address())
}

// openLedger opens the ledger, and says what to do about a damaged one.
func openLedger(cfg config.Config, log *slog.Logger) (*ledger.Ledger, error) {
	l, err := ledger.Open(cfg.DataDir, ledger.Options{Anchor: cfg.Anchor, Log: log})
	for _, damage := range []error{ledger.ErrCorrupt, ledger.ErrHole, ledger.ErrEmptyWithAnchor} {
		if errors.Is(err, damage) {
			return nil, fmt.Errorf("%w; put no backup in its place: see relayd ledger repair --help", err)
		}
	}
	return l, err
}

// claim notes in a ledger that a node key serves with it, before the chain knows the key.
// A key that is registered and not noted has served with a ledger that is lost.
func claim(ctx context.Context, l *ledger.Ledger, client *chain.Client, node common.Address) error {
	note := append([]byte{'k'}, node.Bytes()...)
	now := binary.BigEndian.AppendUint32(nil, l.Generation())
	noted, err := l.Get(note)
	switch {
	case err == nil && bytes.Equal(noted, now):
		return nil
	case err == nil:
		return fmt.Errorf("%w: %s; settle and close its channels, and rotate the node key (relayd rotate)", ErrRepaired, node)
	case !errors.Is(err, ledger.ErrNotFound):
		return err
	}
	status, err := client.NodeKey(ctx, node)
	if err != nil {
		return err
	}
	if status.Registered() {
		return fmt.Errorf("%w: %s; name the directory of its own, never a backup, or rotate the node key (relayd rotate)", ErrLedgerLost, node)
	}
	var b ledger.Batch
	b.Put(note, now)
	return l.Commit(ctx, b)
}

func (r *Relay) startTURN(context.Context) error {
	at := netip.AddrPortFrom(r.cfg.ListenIP, uint16(r.cfg.TURNPort))
	r.plane = forward.New(forward.Config{Path: forward.Path(r.cfg.Forward), Shards: int(r.cfg.Shards), Hold: r.cfg.Hold, Log: r.log})
	t, err := turn.Listen(turn.Config{
		UDP: []netip.AddrPort{at}, TCP: []netip.AddrPort{at}, RelayIP: r.cfg.ListenIP,
		Policy:      admission.Policy{AllowLoopback: r.cfg.AllowLoopback, Allow: r.cfg.Allow},
		Credentials: r.issued, Plane: r.plane, Limits: limits(r.cfg), Log: r.log,
	})
	r.turn = t
	return err
}

// limits are the front's limits, with the operator's rates.
func limits(c config.Config) turn.Limits {
	l := turn.DefaultLimits()
	l.AllocationRate, l.UserRate, l.RelayRate = core.Mbps(c.AllocationRate), core.Mbps(c.UserRate), core.Mbps(c.RelayRate)
	return l
}

func (r *Relay) startPay(context.Context) error {
	p, err := pay.New(pay.Config{
		Host: r.host, NodeKey: r.node, PeerAddress: keys.PeerAddress,
		Deployment: channel.Deployment{Domain: r.client.Domain(), ClosingPeriod: r.client.ClosingPeriod()},
		Tariff: pay.Tariff{
			Payee: r.cfg.Payee, CreditCap: r.cfg.CreditCap, W0: r.cfg.W0,
			PricePerGiB: r.cfg.PricePerGiB, FlatPrice: r.cfg.FlatPrice, EpsPermille: uint16(r.cfg.EpsPermille),
		},
		URIs: r.TURN(), Realm: turn.Realm,
		QuoteLifetime: r.cfg.QuoteLifetime, SessionLifetime: r.cfg.SessionLifetime, Linger: r.cfg.Linger, Grace: r.cfg.Grace,
		Ledger: book{r.ledger}, Chain: r.view, Allocations: allocations{r.turn}, Log: r.log,
	})
	if err != nil {
		return err
	}
	r.pay = p
	r.issued.by.Store(p)
	r.meet = meet.New(r.host, r.log)
	r.group.Go(func() { // the relay stops with what it is owed
		<-p.Done()
		r.cancel(p.Err())
	})
	return nil
}

func (r *Relay) startSettle(ctx context.Context) error {
	if err := r.pay.Refresh(ctx, common.Hash{}); err != nil {
		return err
	}
	final, err := r.client.Final(ctx)
	if err != nil {
		return err
	}
	half := r.client.ClosingPeriod() / 2
	worth := plan.Policy{
		Least: r.cfg.SettleLeast, LeastProof: r.cfg.SettleLeastProof,
		ClosingPeriod: r.client.ClosingPeriod(), AckMargin: half, // before a watchtower's
	}
	r.settle = &settle.Service{
		Policy: settle.Policy{Worth: worth, Amount: r.cfg.SettleAmount, Age: time.Duration(half) * time.Second, MaxGasPrice: r.cfg.MaxGasPrice},
		Source: channels{r.pay}, Chain: r.view, Log: r.log,
	}
	r.group.Go(func() { r.settle.Run(r.ctx, r.wake) })
	r.group.Go(func() {
		if err := r.follow(r.ctx, chain.Cursor{Number: final.Number, Hash: final.Hash}); err != nil && r.ctx.Err() == nil {
			r.cancel(err)
		}
	})
	return nil
}

func (r *Relay) startProofs(context.Context) error {
	if r.cfg.ProofDir == "" {
		return nil
	}
	dir, err := proofdir.Open(r.cfg.ProofDir, r.client.Domain())
	if err != nil {
		return err
	}
	r.proofs = &proofdir.Service{Dir: dir, Source: channels{r.pay}, Log: r.log}
	r.group.Go(func() { r.proofs.Run(r.ctx) })
	return nil
}

func (r *Relay) startAdmin(context.Context) error {
	if r.cfg.Admin == "" {
		return nil
	}
	a, err := admin.Listen(r.cfg.Admin, r)
	r.admin = a
	return err
}

// Done is closed when the relay has stopped by itself; Err tells why.
func (r *Relay) Done() <-chan struct{} { return r.ctx.Done() }

// Err returns what stopped the relay, nil after Close.
func (r *Relay) Err() error {
	if err := context.Cause(r.ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// Close ends all sessions, settles what is owed as far as the policy finds it worth the
// gas, and stops.
func (r *Relay) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	r.pay.Drain()
	err := r.pay.Refresh(ctx, common.Hash{})
	if err == nil {
		err = r.settle.Settle(ctx, time.Now(), settle.Policy{Worth: r.settle.Policy.Worth})
	}
	if err != nil {
		r.log.Warn("the last settlement failed; the ledger keeps what is owed", "err", err)
	}
	r.lastProofs(ctx)
	r.stop()
}

// lastProofs leaves to watchtowers what is owed now that all sessions have ended.
func (r *Relay) lastProofs(ctx context.Context) {
	if r.proofs == nil {
		return
	}
	if err := r.proofs.Sweep(ctx); err != nil {
		r.log.Warn("the last export of proofs failed", "err", err)
	}
}

func (r *Relay) stop() {
	r.cancel(context.Canceled)
	if r.admin != nil {
		r.admin.Close()
	}
	if r.meet != nil {
		r.meet.Close()
	}
	if r.pay != nil {
		r.pay.Close()
	}
	r.group.Wait()
	if r.turn != nil {
		r.turn.Close()
	}
	if r.host != nil {
		r.host.Close()
	}
	if r.ledger != nil {
		if err := r.ledger.Close(); err != nil {
			r.log.Error("closing the ledger", "err", err)
		}
	}
	if r.client != nil {
		r.client.Close()
	}
}

// TURN returns the relay's TURN URIs (RFC 7065), UDP first.
func (r *Relay) TURN() []string {
	var uris []string
	udp, tcp := r.turn.Addrs()
	for _, a := range udp {
		uris = append(uris, fmt.Sprintf("turn:%s?transport=udp", a))
	}
	for _, a := range tcp {
		uris = append(uris, fmt.Sprintf("turn:%s?transport=tcp", a))
	}
	return uris
}

// PeerID returns the relay's libp2p peer ID.
func (r *Relay) PeerID() string { return r.host.ID().String() }

// Multiaddrs returns where the libp2p host listens, without peer ID, TCP first.
func (r *Relay) Multiaddrs() []string {
	var out []string
	for _, a := range r.host.Network().ListenAddresses() {
		out = append(out, a.String())
	}
	slices.Sort(out)
	return out
}

// AdminURL returns the operator's HTTP, empty if there is none.
func (r *Relay) AdminURL() string {
	if r.admin == nil {
		return ""
	}
	return r.admin.URL()
}

// Descriptor returns the relay's signed descriptor, for the operator to publish.
func (r *Relay) Descriptor(number uint64, lifetime time.Duration) ([]byte, error) {
	return describe(r.cfg, r.node, r.client.Domain(), r.Multiaddrs(), r.TURN(), number, lifetime)
}

// issued are the sessions' TURN credentials as the front wants them: none until the
// payment service runs, which needs to know where the front is.
type issued struct{ by atomic.Pointer[pay.Service] }

// Lookup implements turn.Credentials.
func (c *issued) Lookup(username string) (*turn.Grant, bool) {
	p := c.by.Load()
	if p == nil {
		return nil, false
	}
	s, side, ok := p.Lookup(username)
	if !ok {
		return nil, false
	}
	g := &turn.Grant{
		Key:     md5.Sum([]byte(username + ":" + turn.Realm + ":" + s.Access[side].Password)),
		Session: s.Key(), Meter: s.Meter, Side: meter.Side(side),
	}
	if s.Stock() {
		g.Side = meter.Either
	}
	if s.Authorization.AddressAndPortFiltering {
		g.Filter = turn.ByAddressAndPort
	}
	return g, true
}

// allocations ends a session's allocations at the front.
type allocations struct{ *turn.Relay }

// End implements pay.Allocations.
func (a allocations) End(session string) { a.EndSession(session) }

// book is the ledger as relayd/pay wants it.
type book struct{ *ledger.Ledger }

// Commit implements pay.Ledger.
func (b book) Commit(ctx context.Context, writes []pay.Write) error {
	var batch ledger.Batch
	for _, w := range writes {
		if w.Value == nil {
			batch.Delete(w.Key)
			continue
		}
		batch.Put(w.Key, w.Value)
	}
	return b.Ledger.Commit(ctx, batch)
}

// Get implements pay.Ledger.
func (b book) Get(key []byte) ([]byte, error) {
	v, err := b.Ledger.Get(key)
	if errors.Is(err, ledger.ErrNotFound) {
		return nil, nil
	}
	return v, err
}
