package turn

import (
	"errors"
	"maps"
	"net/netip"
	"time"
)

// Lifetimes of bindings, RFC 8656 section 9 and 12: pion's are the same.
const (
	permissionLifetime = 5 * time.Minute
	channelLifetime    = 10 * time.Minute
)

// errRoom means that an allocation has as many bindings as it may have.
var errRoom = errors.New("turn: no room for another permission or channel")

// bindings is what the data path knows of an allocation's permissions and
// channels. It is immutable: an allocation replaces it as a whole after pion
// has agreed to a change, and packets read it without a lock. As it counts from
// before pion does, its entries never outlive pion's.
type bindings struct {
	permissions map[netip.Addr]time.Time // to expiry
	channels    map[uint16]channel
	numbers     map[netip.AddrPort]uint16 // peer to channel number
}

type channel struct {
	peer   netip.AddrPort
	expiry time.Time
}

// permitted reports whether the peer address has a permission.
func (b *bindings) permitted(peer netip.Addr, now time.Time) bool {
	return now.Before(b.permissions[peer])
}

// peer returns the peer that a channel is bound to.
func (b *bindings) peer(number uint16, now time.Time) (netip.AddrPort, bool) {
	c, ok := b.channels[number]
	return c.peer, ok && now.Before(c.expiry)
}

// number returns the channel that a peer is bound to.
func (b *bindings) number(peer netip.AddrPort, now time.Time) (uint16, bool) {
	n, ok := b.numbers[peer]
	return n, ok && now.Before(b.channels[n].expiry)
}

// permit returns b with permissions for peers, installed or refreshed, or
// errRoom if that were more than most.
func (b *bindings) permit(peers []netip.AddrPort, now time.Time, most int) (*bindings, error) {
	next := b.fresh(now)
	for _, p := range peers {
		next.permissions[p.Addr()] = now.Add(permissionLifetime)
		if len(next.permissions) > most {
			return nil, errRoom
		}
	}
	return next, nil
}

// bind returns b with a channel, bound or refreshed, and the permission that
// comes with it (RFC 8656 section 12), or errRoom if that were more than most.
// Whether the channel may be bound at all is pion's to say.
func (b *bindings) bind(number uint16, peer netip.AddrPort, now time.Time, most int) (*bindings, error) {
	next, err := b.permit([]netip.AddrPort{peer}, now, most)
	if err != nil {
		return nil, err
	}
	delete(next.numbers, next.channels[number].peer)
	delete(next.channels, next.numbers[peer])
	next.channels[number], next.numbers[peer] = channel{peer, now.Add(channelLifetime)}, number
	if len(next.channels) > most {
		return nil, errRoom
	}
	return next, nil
}

// fresh returns a copy of b without what has expired.
func (b *bindings) fresh(now time.Time) *bindings {
	next := &bindings{
		permissions: make(map[netip.Addr]time.Time, len(b.permissions)+1),
		channels:    make(map[uint16]channel, len(b.channels)+1),
		numbers:     make(map[netip.AddrPort]uint16, len(b.numbers)+1),
	}
	maps.Copy(next.permissions, b.permissions)
	maps.DeleteFunc(next.permissions, func(_ netip.Addr, expiry time.Time) bool { return !now.Before(expiry) })
	for number, c := range b.channels {
		if now.Before(c.expiry) {
			next.channels[number], next.numbers[c.peer] = c, number
		}
	}
	return next
}
