package turn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/stuncheck"
)

// Lifetimes of an allocation, RFC 8656 section 3.2. The longest is to be about an
// hour; pion, which gets pionMargin more, takes a full hour for a mistake.
const (
	defaultLifetime = 10 * time.Minute
	maxLifetime     = 59 * time.Minute
)

// pionMargin is how much longer an allocation lives in pion, seconds: its own
// timers could end one in the middle of a request, so ours come first.
const pionMargin = 30

// Values of attributes, RFC 8656 section 18.
const (
	protocolUDP = 17
	familyIPv4  = 1
	familyIPv6  = 2
)

// allocate follows RFC 8656 section 7.2.
func (r *Relay) allocate(q *request) ([]byte, error) {
	if a := r.table.get(q.tuple); a != nil {
		return a.again(q)
	}
	if err := checkAllocate(q.Packet); err != nil {
		return nil, err
	}
	conn, token, err := r.relaySocket(q)
	if err != nil {
		return nil, err
	}
	a := r.newAllocation(q, conn)
	attributes, err := r.establish(a, q)
	if err != nil {
		a.close()
		return nil, err
	}
	if token != nil {
		attributes = append(attributes, token)
	}
	a.response = response{q.ID, q.success(attributes...)}
	r.config.Log.Debug("allocated", "client", q.tuple.remote, "relayed", a.relayed, "session", a.grant.Session, "side", a.side.String())
	return a.response.raw, nil
}

// again answers an Allocate on a 5-tuple that has an allocation: a retransmission
// gets the response that may have been lost, anything else 437.
func (a *allocation) again(q *request) ([]byte, error) {
	if a.username != q.username || a.response.id != q.ID {
		return nil, refuse(stun.CodeAllocMismatch)
	}
	return a.response.raw, nil
}

// checkAllocate takes the steps of RFC 8656 section 7.2 that need the request
// alone, in their order.
func checkAllocate(p *stuncheck.Packet) error {
	requested, additional := p.Has(stun.AttrRequestedAddressFamily), p.Has(stuncheck.AttrAdditionalAddressFamily)
	evenPort, token := p.Has(stun.AttrEvenPort), p.Has(stun.AttrReservationToken)
	switch {
	case p.Transport != protocolUDP:
		return refuse(stun.CodeUnsupportedTransProto)
	case token && (evenPort || requested || additional),
		requested && additional,
		additional && (p.AdditionalFamily != familyIPv6 || evenPort && p.ReserveNext):
		return refuse(stun.CodeBadRequest)
	case requested && p.Family != familyIPv4:
		return refuse(stun.CodeAddrFamilyNotSupported)
	}
	return nil
}

// establish enters an allocation in the table and in pion, and returns the
// attributes of the success response. Afterwards or on error the allocation may
// be closed at any time.
func (r *Relay) establish(a *allocation, q *request) ([]stun.Setter, error) {
	a.client.hold(true)
	switch err := r.table.add(a); {
	case errors.Is(err, errQuota):
		return nil, refuse(stun.CodeAllocQuotaReached)
	case err != nil:
		return nil, refuse(stun.CodeInsufficientCapacity)
	}
	if _, ok := r.config.Credentials.Lookup(q.username); !ok { // its session ended while we were at it
		q.grant = nil
		return nil, r.challenge(q, stun.CodeUnauthorized)
	}
	seconds := lifetimeOf(q.Packet)
	code, err := r.control.do(a, stun.MethodAllocate, lifetime(seconds+pionMargin), transport(protocolUDP))
	switch {
	case err != nil:
		return nil, fmt.Errorf("turn: allocate: %w", err)
	case code != 0:
		return nil, refuse(code)
	}
	if err := a.attach(); err != nil {
		return nil, err
	}
	a.live(seconds)
	attributes := []stun.Setter{
		address{stun.AttrXORRelayedAddress, a.relayed}, lifetime(seconds), mapped(q.tuple.remote)}
	if q.Has(stuncheck.AttrAdditionalAddressFamily) {
		attributes = append(attributes, addressError{familyIPv6, stun.CodeAddrFamilyNotSupported})
	}
	return attributes, nil
}

// relaySocket binds the relayed transport address that a request wants, and the
// next one, if it is to be reserved: RFC 8656 section 7.2, RESERVATION-TOKEN and
// EVEN-PORT.
func (r *Relay) relaySocket(q *request) (*net.UDPConn, stun.Setter, error) {
	if q.Has(stun.AttrReservationToken) {
		conn, ok := r.reserved.take(q.ReservationToken, q.username)
		if !ok {
			return nil, nil, refuse(stun.CodeInsufficientCapacity)
		}
		return conn, nil, nil
	}
	even := q.Has(stun.AttrEvenPort)
	conn, next, err := r.bindRelayed(even, even && q.ReserveNext)
	if err != nil {
		r.config.Log.Warn("no relayed transport address", "err", err)
		return nil, nil, refuse(stun.CodeInsufficientCapacity)
	}
	if next == nil {
		return conn, nil, nil
	}
	token, err := r.reserved.put(next, q.username, r.table.quota(q.grant))
	if err != nil {
		conn.Close()
		next.Close()
		return nil, nil, refuse(stun.CodeInsufficientCapacity)
	}
	return conn, stun.RawAttribute{Type: stun.AttrReservationToken, Value: token[:]}, nil
}

// refresh follows RFC 8656 section 8.2.
func (r *Relay) refresh(q *request) ([]byte, error) {
	a, err := r.allocation(q)
	if err != nil {
		return nil, err
	}
	if q.Has(stun.AttrRequestedAddressFamily) && q.Family != familyIPv4 {
		return nil, refuse(stun.CodePeerAddrFamilyMismatch)
	}
	if q.Has(stun.AttrLifetime) && q.Lifetime == 0 {
		a.close()
		return q.success(lifetime(0)), nil
	}
	seconds := lifetimeOf(q.Packet)
	if err := r.agree(a, stun.MethodRefresh, lifetime(seconds+pionMargin)); err != nil {
		return nil, err
	}
	a.live(seconds)
	return q.success(lifetime(seconds)), nil
}

// agree asks pion for a change to an allocation.
func (r *Relay) agree(a *allocation, method stun.Method, attributes ...stun.Setter) error {
	code, err := r.control.do(a, method, attributes...)
	switch {
	case errors.Is(err, errControl): // the allocation's time was over just now
		return refuse(stun.CodeAllocMismatch)
	case err != nil:
		return fmt.Errorf("turn: %v: %w", method, err)
	case code != 0:
		return refuse(code)
	}
	return nil
}

// lifetimeOf returns the lifetime that a request gets, in seconds: what it asks
// for, but no less than the default and no more than the longest (RFC 8656
// section 7.2).
func lifetimeOf(p *stuncheck.Packet) uint32 {
	const least, most = uint32(defaultLifetime / time.Second), uint32(maxLifetime / time.Second)
	return max(least, min(p.Lifetime, most))
}

func lifetime(seconds uint32) stun.Setter {
	return stun.RawAttribute{Type: stun.AttrLifetime, Value: binary.BigEndian.AppendUint32(nil, seconds)}
}

func transport(protocol byte) stun.Setter {
	return stun.RawAttribute{Type: stun.AttrRequestedTransport, Value: []byte{protocol, 0, 0, 0}}
}

// addressError is ADDRESS-ERROR-CODE, RFC 8656 section 18.12.
type addressError struct {
	family byte
	code   stun.ErrorCode
}

// AddTo is of stun.Setter.
func (e addressError) AddTo(m *stun.Message) error {
	m.Add(stuncheck.AttrAddressErrorCode, []byte{e.family, 0, byte(e.code / 100), byte(e.code % 100)})
	return nil
}
