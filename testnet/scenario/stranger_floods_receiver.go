package scenario

import (
	"net"
	"time"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// strangerSends is how much a stranger throws at a receiver: bytes.
const strangerSends = 1 << 20

// Permissions of TURN know no ports (RFC 8656, section 9), so whoever shares an address with
// the other endpoint's relayed one can send to the receiver.
var strangerFloodsReceiver = scenario{
	name:    "stranger-floods-receiver",
	about:   "a stranger who shares the sender's address floods the receiver's relayed address",
	defence: "sessions ask for filtering by address and port, and nothing unauthenticated is counted",
	play: func(s *stage) {
		r := s.relay()
		s.bound(Payer, typeddata.Amount{}, "of a stranger's packets few are forwarded, and none is acknowledged or billed")
		s.bound(Relay, unit, "strangers do not use up its credit; rounding")
		if s.undefended {
			s.strangerBilled(r)
			return
		}
		p := s.payer()
		a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
		stopped := s.stranger(a.Peer())
		check(s.carry(a, b, 1<<20))
		s.say("the stranger sent %d bytes; %d of them reached the receiver", <-stopped, b.Rejected().Bytes)
		s.hangUp(a, b)
		p.close(a.Channel().ID)
		s.lost(Payer, s.paid(p.key), got(a, b), "it paid %s for what is worth %s", s.paid(p.key), got(a, b))
		s.lost(Relay, got(a, b), r.received(), "it is paid %s", r.received())
	},
}

// stranger floods an address and tells how much it sent.
func (s *stage) stranger(to net.Addr) <-chan uint64 {
	target := get(net.ResolveUDPAddr("udp", to.String()))
	socket := get(net.DialUDP("udp", &net.UDPAddr{IP: target.IP}, target))
	sent := make(chan uint64, 1)
	go func() {
		defer socket.Close()
		pace := time.NewTicker(floodEvery)
		defer pace.Stop()
		n := uint64(0)
		for packet := make([]byte, packetSize); n < strangerSends; {
			<-pace.C
			for range floodBurst {
				k, _ := socket.Write(packet) // a full buffer is the stranger's own trouble
				n += uint64(k)
			}
		}
		sent <- n
	}()
	return sent
}

// strangerBilled is the same without the defence: no filtering, and the relay counts.
func (s *stage) strangerBilled(r *relay) {
	p := s.roguePayer(r, r.at(), worth(64<<20), signsAll)
	sess := p.authorize(channel.Authorization{RelayCounted: true})
	from, to := s.allocate(sess.A), s.allocate(sess.A)
	genuine := s.pour(from, to, firstSize/2)
	<-genuine.over
	due := worth(genuine.arrived.Load())
	<-s.stranger(net.UDPAddrFromAddrPort(to.RelayedAddr()))
	s.until("the stranger's bytes are receipted", func() bool { return due.Less(p.receipt().CumAmount) })
	s.settle(r.operator, r.cfg.Payee, p.receipt())
	s.lost(Payer, s.paid(p.key, p.channel), due, "it paid %s for what is worth %s", s.paid(p.key, p.channel), due)
	s.lost(Relay, due, r.received(), "it is paid %s", r.received())
}
