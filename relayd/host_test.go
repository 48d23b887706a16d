package relayd

import (
	"fmt"
	"testing"

	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/core/test"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/payment/wire"
)

// Every session that a relay may have can have its streams, and its ends a connection each.
func TestResourcesSuffice(t *testing.T) {
	const sessions = 3000
	r, err := resourcesFor(sessions)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for i := range endsOf * sessions {
		open(t, r, i, fmt.Sprintf("/ip4/10.%d.%d.1/udp/1/quic-v1", i>>8, i&255), wire.AckProtocol, wire.MeetProtocol)
	}
	if _, err := connect(r, "/ip4/10.250.1.1/udp/1/quic-v1"); err == nil {
		t.Errorf("a connection more than %d sessions have ends was let in", sessions)
	}
}

// Clients behind a carrier's NAT share an address, and yet one address cannot take all.
func TestConnectionsOfAnAddress(t *testing.T) {
	r, err := resourcesFor(3000)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for i := range perAddress {
		open(t, r, i, "/ip4/10.0.0.1/udp/1/quic-v1", wire.PayProtocol)
	}
	if _, err := connect(r, "/ip4/10.0.0.1/udp/1/quic-v1"); err == nil {
		t.Errorf("connection %d of an address was let in", perAddress+1)
	}
	open(t, r, perAddress, "/ip4/10.0.0.2/udp/1/quic-v1", wire.PayProtocol)
}

// Strangers are trimmed before they can take the room of those who pay.
func TestStrangersAreTrimmedFirst(t *testing.T) {
	r, err := resourcesFor(3000)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c, err := connectionsFor(3000)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.CheckLimit(r.(connmgr.GetConnLimiter)); err != nil {
		t.Error(err)
	}
}

func connect(r network.ResourceManager, from string) (network.ConnManagementScope, error) {
	return r.OpenConnection(network.DirInbound, false, multiaddr.StringCast(from))
}

// open opens a peer's connection, and a stream of each protocol.
func open(t *testing.T, r network.ResourceManager, i int, from string, protocols ...protocol.ID) {
	t.Helper()
	c, err := connect(r, from)
	if err != nil {
		t.Fatalf("connection %d: %v", i, err)
	}
	var p peer.ID
	if p, err = test.RandPeerID(); err == nil {
		err = c.SetPeer(p)
	}
	for _, id := range protocols {
		var s network.StreamManagementScope
		if err == nil {
			s, err = r.OpenStream(p, network.DirInbound)
		}
		if err == nil {
			err = s.SetProtocol(id)
		}
	}
	if err != nil {
		t.Fatalf("streams of peer %d: %v", i, err)
	}
}
