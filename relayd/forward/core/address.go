package core

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// Instant is a time in nanoseconds since the relay's epoch, of a clock that never
// goes back.
type Instant int64

// Peer is the IPv4 transport address of a peer: relayed transport addresses are IPv4,
// and so is all that they meet.
//
//	0 u16 | IPv4 address u32 | port u16
type Peer uint64

// PeerOf returns the Peer of an address; false if that is not IPv4.
func PeerOf(a netip.AddrPort) (Peer, bool) {
	if !a.Addr().Is4() {
		return 0, false
	}
	ip := a.Addr().As4()
	return PeerFrom(ip, a.Port()), true
}

// PeerFrom returns the Peer with an address and a port.
func PeerFrom(ip [4]byte, port uint16) Peer {
	return Peer(ip[0])<<40 | Peer(ip[1])<<32 | Peer(ip[2])<<24 | Peer(ip[3])<<16 | Peer(port)
}

// Port returns the peer's port.
func (p Peer) Port() uint16 { return uint16(p) }

// IP returns the peer's address.
func (p Peer) IP() [4]byte {
	return [4]byte{byte(p >> 40), byte(p >> 32), byte(p >> 24), byte(p >> 16)}
}

// AddrPort returns the peer as it is used elsewhere.
func (p Peer) AddrPort() netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4(p.IP()), p.Port())
}

// address is the peer's address alone, which permissions go by.
func (p Peer) address() uint32 { return uint32(p >> 16) }

// Key tells UDP clients apart: where one sends from, and to which listener. An IPv4
// address is in it as IPv4-mapped.
type Key struct {
	High, Low uint64 // the address
	Port      uint16
	Listener  uint16
}

// KeyOf returns the key of a client's address at a listener.
func KeyOf(remote netip.AddrPort, listener uint16) Key {
	ip := remote.Addr().As16()
	return KeyFrom(ip, remote.Port(), listener)
}

// KeyFrom returns the key of a client's IPv6 or IPv4-mapped address at a listener.
func KeyFrom(ip [16]byte, port, listener uint16) Key {
	return Key{
		High: binary.BigEndian.Uint64(ip[:]), Low: binary.BigEndian.Uint64(ip[8:]),
		Port: port, Listener: listener,
	}
}

// Key4 returns the key of a client's IPv4 address at a listener.
func Key4(ip [4]byte, port, listener uint16) Key {
	return Key{Low: 0xffff<<32 | uint64(PeerFrom(ip, 0)>>16), Port: port, Listener: listener}
}

// IP returns the address, an IPv4 one as IPv4-mapped.
func (k Key) IP() (ip [16]byte) {
	binary.BigEndian.PutUint64(ip[:], k.High)
	binary.BigEndian.PutUint64(ip[8:], k.Low)
	return ip
}

// AddrPort returns the client's address, IPv4 as IPv4.
func (k Key) AddrPort() netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom16(k.IP()).Unmap(), k.Port)
}

// IP4 returns the last four bytes of the address: an IPv4 client's.
func (k Key) IP4() [4]byte { return Peer(k.Low << 16).IP() }

// Secret keys a hash, so that nobody outside can choose addresses that collide.
type Secret [3]uint64

// hash mixes a key.
func (s *Secret) hash(k Key) uint64 {
	hi, lo := bits.Mul64(k.High^s[0], k.Low^s[1])
	hi, lo = bits.Mul64(hi^lo^s[2], uint64(k.Port)<<16^uint64(k.Listener)^s[1])
	return hi ^ lo
}
