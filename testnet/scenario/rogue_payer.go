package scenario

import (
	"bufio"
	"context"
	"crypto/ecdh"
	"errors"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/endpoint"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/traverse"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// host is a libp2p host with a key for identity, or a random one.
func (s *stage) host(k *keys.Key, options ...libp2p.Option) host.Host {
	if k != nil {
		options = append(options, libp2p.Identity(get(keys.Identity(k))))
	}
	h := get(libp2p.New(append(options, libp2p.DisableRelay())...))
	s.later(func() { h.Close() })
	return h
}

// stream opens a stream of a protocol to a relay.
func stream(ctx context.Context, h host.Host, at peer.AddrInfo, proto protocol.ID) (network.Stream, error) {
	if err := h.Connect(ctx, at); err != nil {
		return nil, err
	}
	return h.NewStream(ctx, at.ID, proto)
}

// roguePayer speaks the wire protocol by hand, on a channel of its own. It signs of the
// relay's Offers what its policy says, and looks at nothing else.
type roguePayer struct {
	stage   *stage
	key     *keys.Key
	at      peer.AddrInfo // whom it takes for the relay
	quote   receipt.Quote
	channel client.Channel
	guest   host.Host
	stream  network.Stream
	sign    func(o wire.Offer) bool // of the reading goroutine

	stopped atomic.Bool        // it has left an Offer unsigned
	answers chan wire.PayReply // to what it asks
	mu      sync.Mutex         // of the following
	last    uint64             // session id
	newest  wire.Receipt
	offers  []wire.Offer
	ended   map[uint64]chan struct{} // sessions
	closed  map[uint64]bool          // sessions whose close record is receipted
}

// signsAll and signsNone are policies of roguePayers.
func signsAll(wire.Offer) bool  { return true }
func signsNone(wire.Offer) bool { return false }

// roguePayer opens a channel with a deposit for a relay, and announces it to whoever is at
// the address.
func (s *stage) roguePayer(r *relay, at peer.AddrInfo, deposit typeddata.Amount, sign func(wire.Offer) bool) *roguePayer {
	return s.roguePayerWith(s.key(purse), r, at, deposit, sign)
}

func (s *stage) roguePayerWith(key *keys.Key, r *relay, at peer.AddrInfo, deposit typeddata.Amount, sign func(wire.Offer) bool) *roguePayer {
	p := &roguePayer{stage: s, key: key, at: at, sign: sign, guest: s.host(nil, libp2p.NoListenAddrs)}
	c := s.client(p.key)
	offer := get(c.Pick(s.ctx, r.node.Address()))
	p.quote = offer.Quote
	p.channel = get(c.OpenChannel(s.ctx, offer, deposit))
	p.announce()
	return p
}

// another is the same payer once more: another device with the same key and channel.
func (p *roguePayer) another() *roguePayer {
	q := &roguePayer{stage: p.stage, key: p.key, at: p.at, quote: p.quote, channel: p.channel, guest: p.guest, sign: p.sign, last: p.last}
	q.announce()
	return q
}

// announce opens the pay stream and waits until the relay serves the channel.
func (p *roguePayer) announce() {
	p.answers, p.ended, p.closed = make(chan wire.PayReply, 64), map[uint64]chan struct{}{}, map[uint64]bool{}
	p.stream = get(stream(p.stage.ctx, p.stage.host(p.key, libp2p.NoListenAddrs), p.at, wire.PayProtocol))
	go p.listen()
	p.stage.until("the relay serves the rogue payer's channel", func() bool {
		p.say(wire.UseChannel{Terms: p.channel.Terms})
		_, ready := p.answer().(wire.ChannelReady)
		return ready
	})
}

// listen hears the relay until the stream ends.
func (p *roguePayer) listen() {
	defer close(p.answers)
	for r := bufio.NewReader(p.stream); ; {
		m, err := wire.ReadPayReply(r)
		if err != nil {
			return
		}
		switch m := m.(type) {
		case wire.Offer:
			p.offered(m)
		case wire.SessionEnded:
			p.mu.Lock()
			if over := p.ended[m.SessionID]; over != nil {
				close(over)
				delete(p.ended, m.SessionID)
			}
			p.mu.Unlock()
		default:
			p.answers <- m
		}
	}
}

// offered signs an Offer, or does not.
func (p *roguePayer) offered(o wire.Offer) {
	p.mu.Lock()
	p.offers = append(p.offers, o)
	p.mu.Unlock()
	if !p.sign(o) {
		p.stopped.Store(true)
		return
	}
	r := wire.Receipt{Receipt: o.Receipt()}
	r.Signature, _ = p.key.SignDigest(context.Background(), r.Digest(p.stage.chain.Domain())) // a key in memory signs
	p.mu.Lock()
	p.newest = r
	for _, rec := range o.Records {
		if rec.Type == record.Close {
			p.closed[rec.SessionID] = true
		}
	}
	p.mu.Unlock()
	wire.Write(p.stream, r) // or the stream is over
}

// silent reports whether it has left an Offer unsigned.
func (p *roguePayer) silent() bool { return p.stopped.Load() }

// receipt is the newest that it signed.
func (p *roguePayer) receipt() wire.Receipt {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.newest
}

// leave ends the pay stream.
func (p *roguePayer) leave() { p.stream.Reset() }

func (p *roguePayer) say(m wire.PayRequest) { check(wire.Write(p.stream, m)) }

// answer waits for what the relay answers to a question.
func (p *roguePayer) answer() wire.PayReply {
	select {
	case m, ok := <-p.answers:
		if !ok {
			check(errors.New("the relay ended the rogue payer's stream"))
		}
		return m
	case <-p.stage.ctx.Done():
		check(context.Cause(p.stage.ctx))
		return nil
	}
}

// session is one that a relay began for a rogue payer.
type session struct {
	wire.Session
	auth  channel.Authorization
	ended <-chan struct{}
}

// authorize has the relay begin a session; what it needs beside keys, flags and maximum is
// filled in.
func (p *roguePayer) authorize(a channel.Authorization) session {
	s := p.stage
	head := get(s.chain.Head(s.ctx))
	now := channel.Time{Ms: uint64(time.Now().UnixMilli()), Head: head.Time}
	p.last = channel.NewSessionID(now, rand.Uint32(), p.last)
	if a.Tariff.Max.IsZero() {
		a.Tariff.Max = p.channel.Deposit
	}
	a.ChannelID, a.SessionID = p.channel.ID, p.last
	a.Tariff = price.Tariff{PerGiB: p.quote.PricePerGiB, Flat: p.quote.FlatPrice, Max: a.Tariff.Max}
	a.AckDeadline = head.Time + s.chain.ClosingPeriod() + 2*channel.AckMarginSeconds
	a.Signature = get(p.key.SignDigest(s.ctx, a.Digest(s.chain.Domain())))
	over := make(chan struct{})
	p.mu.Lock()
	p.ended[a.SessionID] = over
	p.mu.Unlock()
	p.say(wire.Authorize{Authorization: a})
	switch m := p.answer().(type) {
	case wire.Session:
		return session{m, a, over}
	case wire.Error:
		check(m)
	}
	check(errors.New("no answer to an authorization"))
	return session{}
}

// conn is an end of a session that was made by hand.
type conn struct {
	*endpoint.Conn
	session session
}

// dial joins a listener as the shipped client does, with this payer's way of paying.
func (p *roguePayer) dial(invitation string) conn {
	s := p.stage
	inv := get(meet.Decode(invitation))
	m := get(meet.Join(s.ctx, get(stream(s.ctx, p.guest, p.at, wire.MeetProtocol)), inv))
	defer m.Close()
	ready := get(m.Ready())
	sess := p.authorize(channel.Authorization{
		SessionAuthorization: receipt.SessionAuthorization{KeyB: ready.KeyB}, PayerIsA: true, AddressAndPortFiltering: true,
	})
	path := s.allocate(sess.A)
	d := s.chain.Domain()
	addressB := get(m.Propose(meet.Session{
		ChainID: d.ChainID, Channels: d.Contract, ChannelID: p.channel.ID, SessionID: sess.SessionID,
		KeyB: ready.KeyB, URIs: sess.B.URIs, Username: sess.B.Username, Password: sess.B.Password,
		Realm: sess.B.Realm, AckToken: sess.B.AckToken, AddressA: path.RelayedAddr(),
	}))
	peerB := net.UDPAddrFromAddrPort(addressB)
	check(path.BindChannel(s.ctx, peerB))
	e := get(endpoint.Initiate(s.ctx, path, peerB, endpoint.Config{
		Session:    endpoint.Session{ChannelID: p.channel.ID, SessionID: sess.SessionID, KeyB: ready.KeyB},
		PSK:        ready.PSK,
		PeerStatic: get(ecdh.X25519().NewPublicKey(ready.Static[:])), Log: s.log,
	}))
	s.later(func() { e.Close() })
	return conn{e, sess}
}

// connectRogue makes a session with a rogue payer for A.
func (s *stage) connectRogue(p *roguePayer, l *client.Listener) (a conn, b *client.Conn) {
	accepted := make(chan *client.Conn, 1)
	go func() {
		c, _ := l.Accept(s.ctx) // else dialling fails as well
		accepted <- c
	}()
	a = p.dial(l.Invitation())
	if b = <-accepted; b == nil {
		check(errors.New("the listener accepted nothing"))
	}
	return a, b
}

// allocate makes an allocation with a session's credentials.
func (s *stage) allocate(c wire.Credentials) *traverse.Relayed {
	r := get(traverse.Allocate(s.ctx, traverse.Config{URI: c.URIs[0], Username: c.Username, Password: c.Password, Realm: c.Realm, Log: s.log}))
	s.later(func() { r.Close() })
	return r
}

// settle takes the newest receipt of a channel to the chain in the payee's favour, as
// anybody may.
func (s *stage) settle(by *keys.Key, payee common.Address, r wire.Receipt) {
	if r.IsZero() || r.CumAmount.IsZero() {
		return
	}
	get(s.account(by).Settle(s.ctx, payee, chain.Sign(r.Receipt, r.Signature)))
}
