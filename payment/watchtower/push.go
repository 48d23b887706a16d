package watchtower

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/time/rate"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
)

// What a source (IPv4 /24, IPv6 /56) may push, in units of one proof or KiB: a relay with
// thousands of channels may bring them all at once, and one of each a second for long.
const (
	pushRate   = 100 // units a second
	pushBurst  = 10_000
	maxSources = 4096
)

// ErrUnreachable says that no RPC tells whether a pushed proof's channel exists.
var ErrUnreachable = errors.New("watchtower: no RPC answers")

// Handler is the tower's HTTP. It has no authentication and needs none: whoever pushes, a
// proof counts by its signatures, and replaces only what it beats.
//
//	PUT /proofs   an export file; 204 once it is durable
//	GET /status   Status, JSON
//	GET /healthz  200 "ok", or 503 if no RPC answers
func (t *Tower) Handler() http.Handler {
	sources := newLimiter()
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /proofs", func(w http.ResponseWriter, r *http.Request) { t.servePush(w, r, sources) })
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(t.Status())
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		for _, rpc := range t.Status().RPCs {
			if rpc.Error == "" && rpc.Head > 0 {
				fmt.Fprintln(w, "ok")
				return
			}
		}
		http.Error(w, ErrUnreachable.Error(), http.StatusServiceUnavailable)
	})
	return mux
}

func (t *Tower) servePush(w http.ResponseWriter, r *http.Request, sources *limiter) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, forwarding.MaxExport))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	if !sources.allow(r.RemoteAddr, 1+len(body)>>10, time.Now()) {
		http.Error(w, "too many proofs from your network; try again later", http.StatusTooManyRequests)
		return
	}
	switch err := t.Push(r.Context(), body); {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		http.Error(w, err.Error(), pushStatus(err))
	}
}

func pushStatus(err error) int {
	for _, s := range []struct {
		err  error
		code int
	}{
		{plan.ErrKnown, http.StatusOK},
		{plan.ErrCrowded, http.StatusConflict},
		{ErrNoChannel, http.StatusNotFound},
		{ErrUnreachable, http.StatusServiceUnavailable},
		{ErrFull, http.StatusInsufficientStorage},
		{errDisk, http.StatusInternalServerError},
	} {
		if errors.Is(err, s.err) {
			return s.code
		}
	}
	return http.StatusBadRequest
}

// errDisk says that a proof could not be made durable.
var errDisk = errors.New("watchtower: not stored")

// Push takes in an export file from a stranger. It is DURABLE when nil is returned. It
// returns why the bytes are no proof, ErrDomain, ErrWorthless, plan.ErrKnown,
// plan.ErrCrowded, ErrNoChannel, ErrUnreachable or ErrFull.
func (t *Tower) Push(ctx context.Context, export []byte) error {
	e, err := t.checkPushed(ctx, export)
	if err != nil {
		return err
	}
	id, h := e.Proof.Terms.ID(t.cfg.Domain), plan.Held{Proof: e.Proof}
	if err := t.exists(ctx, id, h); err != nil {
		return err
	}
	t.disk.Lock()
	defer t.disk.Unlock()
	proofs, err := t.with(id, h)
	if err != nil {
		return err
	}
	if err := t.store.keep(h.Proof); err != nil {
		return fmt.Errorf("%w: %w", errDisk, err)
	}
	t.take(id, h, proofs)
	t.poke()
	return nil
}

// checkPushed is check, for one export at a time: strangers get no more than one core.
func (t *Tower) checkPushed(ctx context.Context, export []byte) (forwarding.Export, error) {
	select {
	case t.checking <- struct{}{}:
	case <-ctx.Done():
		return forwarding.Export{}, ctx.Err()
	}
	defer func() { <-t.checking }()
	return check(export, t.cfg.Domain)
}

// exists returns nil if any RPC knows the channel.
func (t *Tower) exists(ctx context.Context, id common.Hash, h plan.Held) error {
	answered := false
	for _, c := range t.cfg.Chains {
		slot, err := c.Slot(ctx, id, h.Proof.Terms)
		if err == nil && !slot.Deposit.IsZero() {
			return nil
		}
		answered = answered || err == nil
	}
	if !answered {
		return ErrUnreachable
	}
	return fmt.Errorf("%w: %s", ErrNoChannel, id)
}

// limiter is a token bucket for each source. One that it has forgotten has a full one.
type limiter struct {
	mu      sync.Mutex
	buckets map[netip.Prefix]*rate.Limiter
}

func newLimiter() *limiter { return &limiter{buckets: map[netip.Prefix]*rate.Limiter{}} }

func (l *limiter) allow(remote string, units int, now time.Time) bool {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	address, bits := at.Addr().Unmap(), 56
	if address.Is4() {
		bits = 24
	}
	source, err := address.Prefix(bits)
	if err != nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) >= maxSources {
		clear(l.buckets)
	}
	if l.buckets[source] == nil {
		l.buckets[source] = rate.NewLimiter(pushRate, pushBurst)
	}
	return l.buckets[source].AllowN(now, units)
}
