package scenario

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// payer is the shipped client with a key of its own.
type payer struct {
	*client.Client
	stage *stage
	key   *keys.Key
}

// payer makes a client that has tokens.
func (s *stage) payer() *payer {
	k := s.key(purse)
	return &payer{s.client(k), s, k}
}

// client is a client of this stage's contracts with a key, or one that only listens.
func (s *stage) client(k *keys.Key, change ...func(*client.Config)) *client.Client {
	cfg := client.Config{Key: k, Log: s.log}
	if k != nil {
		cfg.Chain = s.chain
	}
	for _, f := range change {
		f(&cfg)
	}
	c := get(client.New(cfg))
	s.later(c.Close)
	return c
}

// paid is what a key's purse has paid to payees: all that is neither in it nor still in its
// channels, from which it gets back what is not settled.
func (s *stage) paid(k *keys.Key, channels ...client.Channel) typeddata.Amount {
	left := s.tokens(k.Address())
	for _, ch := range channels {
		now := get(s.chain.Channel(s.ctx, ch.ID, ch.Terms.Signer, ch.Terms.Payee))
		left = left.AddCap(now.Deposit.SubFloor(now.Settled))
	}
	return purse.SubFloor(left)
}

// listen begins to listen at a relay; the listener needs neither key nor chain.
func (s *stage) listen(at peer.AddrInfo, change ...func(*client.Config)) *client.Listener {
	l := get(s.client(nil, change...).Listen(s.ctx, client.ListenOptions{Relay: at}))
	s.later(func() { l.Close() })
	return l
}

// connect makes a session; p pays.
func (s *stage) connect(p *payer, l *client.Listener, opt client.DialOptions) (a, b *client.Conn) {
	accepted := make(chan *client.Conn, 1)
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	go func() {
		conn, _ := l.Accept(ctx) // else dialling fails as well
		accepted <- conn
	}()
	a = get(p.Dial(ctx, l.Invitation(), opt))
	if b = <-accepted; b == nil {
		check(errors.New("the listener accepted nothing"))
	}
	return a, b
}

// end is either end of a session.
type end interface {
	net.PacketConn
	Peer() net.Addr
	Counts() ack.Counts
}

// packetSize is an application's datagram, bytes.
const packetSize = 1200

// carry sends from a until b has got so many bytes, or the session ends for a.
func (s *stage) carry(a, b end, bytes uint64) error { return s.carryUntil(a, b, bytes, nil) }

// carryUntil also ends when stop is closed.
func (s *stage) carryUntil(a, b end, bytes uint64, stop <-chan struct{}) error {
	const window = 32 // datagrams under way
	room, arrived := make(chan struct{}, window), make(chan struct{})
	for range window {
		room <- struct{}{}
	}
	go func() {
		defer close(arrived)
		buf := make([]byte, 2048)
		for got := uint64(0); got < bytes; {
			n, _, err := b.ReadFrom(buf)
			if err != nil {
				return
			}
			got += uint64(n)
			select {
			case room <- struct{}{}:
			default:
			}
		}
	}()
	defer func() {
		b.SetReadDeadline(time.Unix(1, 0))
		<-arrived
		b.SetReadDeadline(time.Time{})
	}()
	lost := time.NewTicker(20 * time.Millisecond) // what the relay dropped for credit is sent anew
	defer lost.Stop()
	for packet := make([]byte, packetSize); ; {
		select {
		case <-arrived:
			return nil
		case <-stop:
			return nil
		case <-s.ctx.Done():
			return context.Cause(s.ctx)
		case <-room:
		case <-lost.C:
		}
		if _, err := a.WriteTo(packet, a.Peer()); err != nil {
			return err
		}
	}
}

// got is the price of all octets that passed at both ends of a session by their own counts:
// what the payer owes for it.
func got(a, b end) typeddata.Amount { return worth(a.Counts().RecvBytes + b.Counts().RecvBytes) }

// hangUp closes a session, the payer's end last.
func (s *stage) hangUp(a, b *client.Conn) {
	b.Close()
	check(a.Close())
}

// close ends a channel by the relay's consent.
func (p *payer) close(id common.Hash) client.CloseResult {
	done := get(p.CloseChannel(p.stage.ctx, id))
	if done.Closed == nil {
		check(fmt.Errorf("the relay did not consent: %w", done.Why))
	}
	return done
}

// giveUp closes a channel without the relay's consent: with time, which passes.
func (s *stage) giveUp(p *payer, ch client.Channel) {
	get(p.CloseChannel(s.ctx, ch.ID))
	s.advance(time.Duration(s.chain.ClosingPeriod()) * time.Second)
	if done := get(p.CloseChannel(s.ctx, ch.ID)); done.Closed == nil {
		check(errors.New("the channel is not closed after its time"))
	}
}
