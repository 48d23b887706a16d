package client

import (
	"crypto/ecdsa"
	"fmt"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/payment/descriptor"
	"github.com/portage-relay/portage/payment/keys"
)

// addrInfo returns where a descriptor's relay is. The peer ID is that of the key which
// signed the descriptor; addresses that cannot be read are left out.
func addrInfo(d descriptor.Descriptor, key *ecdsa.PublicKey) (peer.AddrInfo, error) {
	id, err := keys.PeerIDOf(key)
	if err != nil {
		return peer.AddrInfo{}, err
	}
	info := peer.AddrInfo{ID: id}
	for _, text := range d.Multiaddrs {
		if a, err := multiaddr.NewMultiaddr(text); err == nil {
			info.Addrs = append(info.Addrs, a)
		}
	}
	if len(info.Addrs) == 0 {
		return peer.AddrInfo{}, fmt.Errorf("%w: %s has no address", ErrNoRelay, d.NodeKey)
	}
	return info, nil
}
