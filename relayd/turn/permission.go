package turn

import (
	"encoding/binary"
	"net/netip"

	"github.com/pion/stun"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// createPermission follows RFC 8656 section 10.2: all permissions or none.
func (r *Relay) createPermission(q *request) ([]byte, error) {
	a, err := r.allocation(q)
	if err != nil {
		return nil, err
	}
	if err := r.checkPeers(q.Peers); err != nil {
		return nil, err
	}
	next, err := a.data.Bindings().Permit(peersOf(q.Peers), r.core.Now(q.now), a.maxBindings())
	if err != nil {
		return nil, refuse(stun.CodeInsufficientCapacity)
	}
	peers := make([]stun.Setter, len(q.Peers))
	for i, p := range q.Peers {
		peers[i] = peerAddress(p)
	}
	if err := r.agree(a, stun.MethodCreatePermission, peers...); err != nil {
		return nil, err
	}
	a.data.SetBindings(next)
	return q.success(), nil
}

// channelBind follows RFC 8656 section 12.2. That a number and a peer stay with
// each other is pion's to check.
func (r *Relay) channelBind(q *request) ([]byte, error) {
	a, err := r.allocation(q)
	if err != nil {
		return nil, err
	}
	if err := r.checkPeers(q.Peers); err != nil {
		return nil, err
	}
	next, err := a.data.Bindings().Bind(q.Channel, peersOf(q.Peers)[0], r.core.Now(q.now), a.maxBindings())
	if err != nil {
		return nil, refuse(stun.CodeInsufficientCapacity)
	}
	if err := r.agree(a, stun.MethodChannelBind, channelNumber(q.Channel), peerAddress(q.Peers[0])); err != nil {
		return nil, err
	}
	a.data.SetBindings(next)
	return q.success(), nil
}

// checkPeers refuses peers that the policy does not permit, in any notation,
// before it looks whether they are of the allocation's address family.
func (r *Relay) checkPeers(peers []netip.AddrPort) error {
	for _, p := range peers {
		if !r.config.Policy.Permit(p.Addr()) {
			return refuse(stun.CodeForbidden)
		}
		if !p.Addr().Is4() {
			return refuse(stun.CodePeerAddrFamilyMismatch)
		}
	}
	return nil
}

// peersOf returns peers that have passed checkPeers as packets know them.
func peersOf(addrs []netip.AddrPort) []core.Peer {
	peers := make([]core.Peer, len(addrs))
	for i, a := range addrs {
		peers[i], _ = core.PeerOf(a)
	}
	return peers
}

func channelNumber(n uint16) stun.Setter {
	return stun.RawAttribute{Type: stun.AttrChannelNumber, Value: binary.BigEndian.AppendUint32(nil, uint32(n)<<16)}
}
