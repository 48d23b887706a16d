package core

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Lifetimes of bindings, RFC 8656 section 9 and 12: pion's are the same.
const (
	PermissionLifetime = 5 * time.Minute
	ChannelLifetime    = 10 * time.Minute
)

// ErrRoom means that an allocation has as many bindings as it may have.
var ErrRoom = errors.New("core: no room for another permission or channel")

// Bindings is what the data path knows of an allocation's permissions and channels. It
// is immutable: an allocation replaces it as a whole after pion has agreed to a change,
// and packets read it without a lock. As it counts from before pion does, its entries
// never outlive pion's. The zero Bindings are none.
type Bindings struct {
	permissions []permission // by address
	channels    []channel    // by number
	byPeer      []channel    // the same, by peer
}

// permission lets packets pass from and to an address.
type permission struct {
	expiry  Instant
	address uint32
	open    bool // the policy admits all its ports that are not the relay's
}

// channel stands for a peer.
type channel struct {
	peer   Peer
	expiry Instant
	number uint16
	open   bool // as a permission's
}

// Permitted reports whether the peer's address has a permission.
func (b *Bindings) Permitted(peer Peer, now Instant) bool {
	_, ok := b.permitted(peer, now)
	return ok
}

func (b *Bindings) permitted(peer Peer, now Instant) (open, ok bool) {
	i, ok := slices.BinarySearchFunc(b.permissions, peer.address(), byAddress)
	if !ok || now >= b.permissions[i].expiry {
		return false, false
	}
	return b.permissions[i].open, true
}

// Peer returns the peer that a channel is bound to.
func (b *Bindings) Peer(number uint16, now Instant) (Peer, bool) {
	c, ok := b.channel(number, now)
	return c.peer, ok
}

func (b *Bindings) channel(number uint16, now Instant) (channel, bool) {
	i, ok := slices.BinarySearchFunc(b.channels, number, byNumber)
	if !ok || now >= b.channels[i].expiry {
		return channel{}, false
	}
	return b.channels[i], true
}

// Number returns the channel that a peer is bound to.
func (b *Bindings) Number(peer Peer, now Instant) (uint16, bool) {
	i, ok := slices.BinarySearchFunc(b.byPeer, peer, byPeer)
	if !ok || now >= b.byPeer[i].expiry {
		return 0, false
	}
	return b.byPeer[i].number, true
}

// Len returns how many permissions and channels there are, expired ones included.
func (b *Bindings) Len() (permissions, channels int) {
	return len(b.permissions), len(b.channels)
}

func byAddress(p permission, address uint32) int { return cmp.Compare(p.address, address) }
func byNumber(c channel, number uint16) int      { return cmp.Compare(c.number, number) }
func byPeer(c channel, peer Peer) int            { return cmp.Compare(c.peer, peer) }

// Permit returns b with permissions for peers, installed or refreshed, or ErrRoom if
// that were more than most.
func (b *Bindings) Permit(peers []Peer, now Instant, most int) (*Bindings, error) {
	next := b.fresh(now)
	for _, p := range peers {
		entry := permission{address: p.address(), expiry: now + Instant(PermissionLifetime)}
		i, ok := slices.BinarySearchFunc(next.permissions, entry.address, byAddress)
		if ok {
			next.permissions[i] = entry
			continue
		}
		next.permissions = slices.Insert(next.permissions, i, entry)
		if len(next.permissions) > most {
			return nil, ErrRoom
		}
	}
	return next, nil
}

// Bind returns b with a channel, bound or refreshed, and the permission that comes with
// it (RFC 8656 section 12), or ErrRoom if that were more than most. Whether the channel
// may be bound at all is pion's to say.
func (b *Bindings) Bind(number uint16, peer Peer, now Instant, most int) (*Bindings, error) {
	next, err := b.Permit([]Peer{peer}, now, most)
	if err != nil {
		return nil, err
	}
	next.channels = slices.DeleteFunc(next.channels, func(c channel) bool { return c.number == number || c.peer == peer })
	if len(next.channels) >= most {
		return nil, ErrRoom
	}
	i, _ := slices.BinarySearchFunc(next.channels, number, byNumber)
	next.channels = slices.Insert(next.channels, i, channel{peer: peer, expiry: now + Instant(ChannelLifetime), number: number})
	next.byPeer = append(next.byPeer[:0], next.channels...)
	slices.SortFunc(next.byPeer, func(c, d channel) int { return cmp.Compare(c.peer, d.peer) })
	return next, nil
}

// judge notes which entries the policy admits whatever their port.
func (b *Bindings) judge(open func(Peer) bool) {
	for i := range b.permissions {
		b.permissions[i].open = open(Peer(b.permissions[i].address) << 16)
	}
	for i := range b.channels {
		b.channels[i].open = open(b.channels[i].peer)
	}
}

// fresh returns a copy of b without what has expired.
func (b *Bindings) fresh(now Instant) *Bindings {
	one := new(struct { // nearly all have one peer: then all lies together
		Bindings
		permission      [1]permission
		channel, byPeer [1]channel
	})
	next := &one.Bindings
	next.permissions, next.channels, next.byPeer = one.permission[:0], one.channel[:0], one.byPeer[:0]
	for _, p := range b.permissions {
		if now < p.expiry {
			next.permissions = append(next.permissions, p)
		}
	}
	for _, c := range b.channels {
		if now < c.expiry {
			next.channels = append(next.channels, c)
		}
	}
	for _, c := range b.byPeer {
		if now < c.expiry {
			next.byPeer = append(next.byPeer, c)
		}
	}
	return next
}
