package turn

import (
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"net"
	"net/netip"
	"time"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/forward/core"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/stuncheck"
)

// client is the way back to a client.
type client interface {
	// write sends one packet; the bytes are the caller's again afterwards.
	write(packet []byte) error
	// hold keeps the client's connection open, if it has one, while it has an
	// allocation; without one it ends after Limits.Idle.
	hold(allocated bool)
}

// source is where packets come from, with what it takes to read them without
// an allocation of memory. One goroutine uses it.
type source struct {
	tuple  tuple
	key    core.Key      // of a UDP client
	sink   core.Sink     // its way; nil: client's write
	client func() client // made only for requests: packets of data need none
	packet stuncheck.Packet
	batch  *core.Batch // made with the first packet of data
}

// serve takes a UDP client's packet that is no data.
func (r *Relay) serve(from core.Source, packet []byte) {
	_ = r.receive(&source{ // counted as discarded
		tuple: tuple{udp, from.Local, from.Remote}, key: from.Key, sink: from.ToClient,
		client: func() client { return udpClient{from.Write} },
	}, packet)
}

// udpClient is a client behind a UDP listener of the plane.
type udpClient struct{ send func([]byte) error }

func (c udpClient) write(packet []byte) error { return c.send(packet) }
func (udpClient) hold(bool)                   {}

// receive takes one packet from a client. An error says why it was discarded.
func (r *Relay) receive(s *source, b []byte) error {
	var err error
	if core.KindOf(b) == core.Data {
		err = r.data(s, b)
	} else if err = s.packet.Parse(b); err == nil && s.packet.Class == stun.ClassRequest {
		r.request(s)
	}
	if err != nil {
		r.counters.discarded.Add(1)
	}
	return err
}

// data forwards a packet of a client whose packets the plane does not see.
func (r *Relay) data(s *source, b []byte) error {
	a := r.table.get(s.tuple)
	if a == nil {
		return core.ErrNoAllocation
	}
	if s.batch == nil {
		s.batch = r.core.NewBatch(1, mrand.Uint64())
	}
	s.batch.Begin(r.core.Now(time.Now()))
	defer s.batch.Flush()
	return s.batch.FromClient(a.data, b)
}

// oversize counts a packet that is too long to be looked at.
func (r *Relay) oversize(s *source, n int) error {
	r.counters.discarded.Add(1)
	a := r.table.get(s.tuple)
	if a == nil {
		return core.ErrNoAllocation
	}
	a.grant.Meter.Drop(a.side.Out(), meter.Oversize, n)
	return nil
}

// request is a checked request on the way to its answer.
type request struct {
	*source
	*stuncheck.Packet
	now      time.Time
	username string // set once the request is authentic
	grant    *Grant // as username
}

// refusal is an error response with further attributes.
type refusal struct {
	code       stun.ErrorCode
	attributes []stun.Setter
}

func (e *refusal) Error() string { return fmt.Sprintf("turn: refused with %d", e.code) }

func refuse(code stun.ErrorCode, attributes ...stun.Setter) error {
	return &refusal{code, attributes}
}

// request answers a request. An unauthenticated one is answered only while its
// source prefix has a token left, with about as many bytes as it has itself.
func (r *Relay) request(s *source) {
	q := &request{source: s, Packet: &s.packet, now: time.Now()}
	answer, err := r.answer(q)
	if q.grant == nil && !r.strangers.Allow(q.tuple.remote.Addr(), q.now) {
		r.counters.limited.Add(1)
		return
	}
	if err != nil {
		answer = r.refuse(q, err)
	} else {
		r.counters.answered.Add(1)
	}
	if err := q.client().write(answer); err != nil && !errors.Is(err, net.ErrClosed) {
		r.config.Log.Debug("cannot answer", "client", q.tuple.remote, "err", err)
	}
}

// answer returns the success response to a request, or a refusal.
func (r *Relay) answer(q *request) ([]byte, error) {
	if q.Method != stun.MethodBinding {
		if err := r.authenticate(q); err != nil {
			return nil, err
		}
	}
	switch q.Fault.Code {
	case 0:
	case stun.CodeUnknownAttribute:
		return nil, refuse(q.Fault.Code, stun.UnknownAttributes(q.Fault.Unknown))
	default:
		return nil, refuse(q.Fault.Code)
	}
	switch q.Method {
	case stun.MethodAllocate:
		return r.allocate(q)
	case stun.MethodRefresh:
		return r.refresh(q)
	case stun.MethodCreatePermission:
		return r.createPermission(q)
	case stun.MethodChannelBind:
		return r.channelBind(q)
	}
	return q.success(mapped(q.tuple.remote)), nil
}

// authenticate follows RFC 8489 section 9.2.4.
func (r *Relay) authenticate(q *request) error {
	switch {
	case !q.HasIntegrity():
		return r.challenge(q, stun.CodeUnauthorized)
	case !q.Has(stun.AttrUsername) || !q.Has(stun.AttrRealm) || !q.Has(stun.AttrNonce):
		return refuse(stun.CodeBadRequest)
	case !r.nonces.valid(q.Nonce, q.tuple.remote.Addr(), q.now):
		return r.challenge(q, stun.CodeStaleNonce)
	}
	username := string(q.Username)
	grant, ok := r.config.Credentials.Lookup(username)
	if !ok || string(q.Realm) != r.config.Realm || !q.Authentic(grant.Key[:]) {
		return r.challenge(q, stun.CodeUnauthorized)
	}
	q.username, q.grant = username, grant
	return nil
}

// challenge refuses with what a client needs to try again. It is the answer to
// any stranger, and short.
func (r *Relay) challenge(q *request, code stun.ErrorCode) error {
	return refuse(code, stun.NewRealm(r.config.Realm), stun.NewNonce(r.nonces.nonce(q.tuple.remote.Addr(), q.now)))
}

// allocation returns the allocation of the request's 5-tuple, which must be its
// user's: RFC 8656 section 5.
func (r *Relay) allocation(q *request) (*allocation, error) {
	a := r.table.get(q.tuple)
	switch {
	case a == nil:
		return nil, refuse(stun.CodeAllocMismatch)
	case a.username != q.username:
		return nil, refuse(stun.CodeWrongCredentials)
	}
	return a, nil
}

// refuse returns the error response for what answer returned.
func (r *Relay) refuse(q *request, err error) []byte {
	var e *refusal
	if !errors.As(err, &e) {
		r.config.Log.Warn("request failed", "method", q.Method.String(), "client", q.tuple.remote, "err", err)
		e = &refusal{code: stun.CodeServerError}
	}
	counter := &r.counters.refused
	if e.code == stun.CodeUnauthorized || e.code == stun.CodeStaleNonce {
		counter = &r.counters.challenged
	}
	counter.Add(1)
	r.config.Log.Debug("refused", "method", q.Method.String(), "client", q.tuple.remote, "code", int(e.code), "fault", q.Fault.Err)
	return q.respond(stun.ClassErrorResponse, append([]stun.Setter{e.code}, e.attributes...))
}

// success returns the success response to the request.
func (q *request) success(attributes ...stun.Setter) []byte {
	return q.respond(stun.ClassSuccessResponse, attributes)
}

// respond builds a response: with SOFTWARE and MESSAGE-INTEGRITY to a user, and
// FINGERPRINT to whoever uses it.
func (q *request) respond(class stun.MessageClass, attributes []stun.Setter) []byte {
	setters := append([]stun.Setter{stun.NewType(q.Method, class), stun.NewTransactionIDSetter(q.ID)}, attributes...)
	if q.grant != nil {
		setters = append(setters, stun.NewSoftware(software), stun.MessageIntegrity(q.grant.Key[:]))
	}
	if q.Has(stun.AttrFingerprint) {
		setters = append(setters, stun.Fingerprint)
	}
	m, err := stun.Build(setters...)
	if err != nil {
		panic("turn: internal error: " + err.Error())
	}
	return m.Raw
}

// address is an attribute that holds a transport address, XORed.
type address struct {
	attr stun.AttrType
	addr netip.AddrPort
}

// AddTo is of stun.Setter.
func (a address) AddTo(m *stun.Message) error {
	x := stun.XORMappedAddress{IP: a.addr.Addr().AsSlice(), Port: int(a.addr.Port())}
	return x.AddToAs(m, a.attr)
}

func mapped(client netip.AddrPort) stun.Setter { return address{stun.AttrXORMappedAddress, client} }
func peerAddress(p netip.AddrPort) stun.Setter { return address{stun.AttrXORPeerAddress, p} }
