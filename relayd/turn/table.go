package turn

import (
	"errors"
	"maps"
	"net/netip"
	"slices"
	"sync"

	"github.com/portage-relay/portage/relayd/meter"
)

// Errors of table.add, and the answer to each.
var (
	errQuota    = errors.New("turn: credential has all the allocations it may have") // 486
	errCapacity = errors.New("turn: relay has all the allocations it may have")      // 508
)

// tuple is the 5-tuple of a client (RFC 8656 section 2.2).
type tuple struct {
	network       network
	local, remote netip.AddrPort
}

type network uint8

const (
	udp network = iota
	tcp
)

// table holds the live allocations.
type table struct {
	most, perCredential int

	mu        sync.RWMutex
	closed    bool
	byTuple   map[tuple]*allocation
	byRelayed map[netip.AddrPort]*allocation
	bySession map[string][]*allocation // few each
}

func newTable(limits Limits) *table {
	return &table{
		most: limits.Allocations, perCredential: limits.PerCredential,
		byTuple:   make(map[tuple]*allocation),
		byRelayed: make(map[netip.AddrPort]*allocation),
		bySession: make(map[string][]*allocation),
	}
}

// add enters an allocation whose tuple is free, and decides its side if the
// grant leaves that open. It returns errQuota or errCapacity.
func (t *table) add(a *allocation) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	session := t.bySession[a.grant.Session]
	var own int
	sideA := false
	for _, other := range session {
		if other.username == a.username {
			own++
			a.data.User = other.data.User
		}
		sideA = sideA || other.side == meter.A
	}
	switch {
	case own >= t.quota(a.grant):
		return errQuota
	case t.closed || len(t.byTuple) >= t.most:
		return errCapacity
	}
	if a.side == meter.Either {
		a.side = meter.A
		if sideA {
			a.side = meter.B
		}
	}
	a.data.Side = a.side
	t.bySession[a.grant.Session] = append(session, a)
	t.byTuple[a.tuple], t.byRelayed[a.relayed] = a, a
	return nil
}

// quota is how many allocations a grant allows. A credential that is for both
// ends is for stock clients: browsers allocate for each of their interfaces and
// transports, and coturn's client once for a look around.
func (t *table) quota(g *Grant) int {
	switch {
	case g.MaxAllocations > 0:
		return g.MaxAllocations
	case g.Side == meter.Either:
		return 4 * t.perCredential
	}
	return t.perCredential
}

// remove takes an allocation out, if it is in.
func (t *table) remove(a *allocation) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byTuple[a.tuple] != a {
		return
	}
	delete(t.byTuple, a.tuple)
	delete(t.byRelayed, a.relayed)
	session := slices.DeleteFunc(t.bySession[a.grant.Session], func(other *allocation) bool { return other == a })
	if t.bySession[a.grant.Session] = session; len(session) == 0 {
		delete(t.bySession, a.grant.Session)
	}
}

// get returns the allocation of a client's 5-tuple, or nil.
func (t *table) get(client tuple) *allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.byTuple[client]
}

// relayed returns the allocation with a relayed transport address, or nil.
func (t *table) relayed(addr netip.AddrPort) *allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.byRelayed[addr]
}

// ofSession returns a session's allocations.
func (t *table) ofSession(session string) []*allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.bySession[session])
}

func (t *table) len() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.byTuple)
}

// close returns all allocations; from now on add refuses.
func (t *table) close() []*allocation {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	return slices.Collect(maps.Values(t.byTuple))
}
