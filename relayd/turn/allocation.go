package turn

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/stun"
	"golang.org/x/time/rate"

	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/stuncheck"
)

// headroom is what a client's packet may have before the data: a Send indication's
// headers and one address.
const headroom = stuncheck.HeaderLen + 12 + 4

// allocation is one relayed transport address and its client, as requests know it.
//
// Its bindings and response change in the goroutine that serves the requests of the
// client's 5-tuple, one at a time.
type allocation struct {
	relay     *Relay
	id        uint64 // names the allocation to pion
	tuple     tuple
	client    client
	username  string
	grant     *Grant
	side      meter.Side
	relayed   netip.AddrPort
	data      *core.Allocation // as packets know it
	expiry    *time.Timer      // closes it
	response  response
	requested bool // pion has had a request for it; guarded by control.mu
	released  bool // pion hears of it no more; guarded by control.mu

	ending sync.Once
	ended  atomic.Bool

	mu       sync.Mutex
	conn     *net.UDPConn // the relayed socket, until it is the plane's
	attached bool         // it is
}

// response is the success response to an Allocate, for its retransmissions.
type response struct {
	id  [stun.TransactionIDSize]byte
	raw []byte
}

func (r *Relay) newAllocation(q *request, conn *net.UDPConn) *allocation {
	a := &allocation{
		relay:    r,
		id:       r.ids.Add(1),
		tuple:    q.tuple,
		client:   q.client(),
		username: q.username,
		grant:    q.grant,
		side:     q.grant.Side,
		conn:     conn,
		relayed:  addrPort(conn.LocalAddr()),
	}
	a.data = r.newData(a, q)
	a.expiry = time.AfterFunc(defaultLifetime, a.close)
	return a
}

// newData returns what packets need to know of an allocation.
func (r *Relay) newData(a *allocation, q *request) *core.Allocation {
	limits := r.config.Limits
	relayed, _ := core.PeerOf(a.relayed)
	data := &core.Allocation{
		Relay: r.core, Key: q.key, Relayed: relayed, Session: a.grant.Session, Meter: a.grant.Meter,
		Stream: q.tuple.network == tcp, ToClient: q.sink,
		User: core.NewBucket(limits.UserRate), Rate: core.NewBucket(limits.AllocationRate),
	}
	if data.ToClient == nil {
		data.ToClient = &clientSink{client: a.client}
	}
	if a.grant.Filter == ByAddressAndPort {
		u := limits.Unsolicited
		data.Strangers = &strangers{relay: r.core, limiter: rate.NewLimiter(rate.Limit(u.PerSecond), u.Burst)}
	}
	return data
}

// attach lets packets pass, unless the allocation has ended.
func (a *allocation) attach() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended.Load() {
		return refuse(stun.CodeAllocMismatch)
	}
	err := a.relay.config.Plane.Attach(a.data, a.conn)
	a.attached = err == nil
	return err
}

// close ends the allocation: when it returns, no packet passes any more.
func (a *allocation) close() {
	a.ending.Do(func() {
		a.expiry.Stop()
		a.relay.table.remove(a)
		a.ended.Store(true)
		a.detach()
		a.client.hold(false)
		a.relay.control.release(a)
	})
}

func (a *allocation) detach() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.attached {
		a.relay.config.Plane.Detach(a.data)
		return
	}
	a.conn.Close()
}

// live lets the allocation end in so many seconds from now, unless it has ended.
func (a *allocation) live(seconds uint32) {
	a.expiry.Reset(time.Duration(seconds) * time.Second)
}

func (a *allocation) maxBindings() int {
	if a.grant.MaxPermissions > 0 {
		return a.grant.MaxPermissions
	}
	return a.relay.config.Limits.Permissions
}

// strangers is the allowance for unsolicited bytes.
type strangers struct {
	relay   *core.Relay
	limiter *rate.Limiter
}

// Allow implements core.Allowance.
func (s *strangers) Allow(n int, now core.Instant) bool {
	return s.limiter.AllowN(s.relay.Time(now), n)
}

// clientSink is the way to a client that has a way of its own.
type clientSink struct {
	client  client
	scratch []byte
}

// Send implements core.Sink.
func (c *clientSink) Send(b *core.Batch, from, to int) {
	b.Each(from, to, func(m *core.Message, s *core.Segment) {
		switch err := c.client.write(s.Join(&c.scratch)); {
		case err == nil:
			b.SentOne(m)
		case errors.Is(err, net.ErrClosed):
			b.Failed(m, s, meter.Closed)
		default:
			b.Failed(m, s, meter.Failed)
		}
	})
}
