//go:build unix

package relayd

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"io"
	"log/slog"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/meter"
	"github.com/portage-relay/portage/relayd/pay"
)

// The relay's share of a turn, on one core, with a real ledger: many channels with a
// session each, whose turns are at the same point at the same time. What payers and
// endpoints do is not in the time: their messages wait ready in the buffers of their streams, and
// the time ends when the relay has dealt with all of them and is at each stream's next
// message, of which there is none.
//
//	BenchmarkTurns     two acknowledgements, the Offer that they bring, and its Receipt
//	BenchmarkReceipts  the Receipt alone: verified, durable, and its credit granted
//	BenchmarkWords     an acknowledgement and a count, where nothing needs credit: those
//	                   of the 48 sessions of a channel come together
//
// What a stream costs below the message (Noise, yamux, the socket) is not in it either.
func BenchmarkTurns(b *testing.B)    { benchmarkTurns(b, true) }
func BenchmarkReceipts(b *testing.B) { benchmarkTurns(b, false) }

// channelsAtOnce is how many channels take a turn at once: no more are announced at once.
const channelsAtOnce = 400

func benchmarkTurns(b *testing.B, acks bool) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	m := newMarketplace(b)
	payers := make([]*benchPayer, channelsAtOnce)
	for i := range payers {
		payers[i] = m.payer(b, uint64(i))
	}
	each := func(of []*benchPayer, f func(p *benchPayer)) {
		for _, p := range of {
			f(p)
		}
	}
	b.StopTimer()
	b.ResetTimer()
	var cpu time.Duration
	timed := func(is bool, f func()) {
		if !is {
			f()
			return
		}
		b.StartTimer()
		cpu -= processorTime(b)
		f()
		cpu += processorTime(b)
		b.StopTimer()
	}
	for left := b.N; left > 0; left -= channelsAtOnce {
		of := payers[:min(left, channelsAtOnce)]
		each(of, func(p *benchPayer) { p.carry(b) })
		timed(acks, func() {
			each(of, (*benchPayer).acknowledge)
			m.host.handled.Wait()
			each(of, (*benchPayer).offered)
		})
		each(of, func(p *benchPayer) { p.sign(b) })
		timed(true, func() {
			each(of, (*benchPayer).receipt)
			m.host.handled.Wait()
		})
	}
	unit := "receipts/s"
	if acks {
		unit = "turns/s"
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), unit)
	b.ReportMetric(float64(cpu.Microseconds())/float64(b.N), "cpu-µs/op")
	b.ReportMetric(0, "ns/op")
}

// sessionsAtOnce share a channel in BenchmarkWords.
const sessionsAtOnce = 48

func BenchmarkWords(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	m := newMarketplace(b)
	p := m.payer(b, 1)
	ends := make([]*benchEnd, sessionsAtOnce)
	for i := range ends {
		ends[i] = p.end(b)
	}
	b.StopTimer()
	b.ResetTimer()
	var cpu time.Duration
	for left := b.N; left > 0; left -= len(ends) {
		of := ends[:min(left, len(ends))]
		for _, e := range of {
			e.carry(b)
		}
		b.StartTimer()
		cpu -= processorTime(b)
		for _, e := range of {
			p.pay.say(e.count)
			e.acks.say(e.word)
		}
		m.host.handled.Wait()
		if _, err := m.service.Channels(b.Context()); err != nil { // takes what was gathered
			b.Fatal(err)
		}
		cpu += processorTime(b)
		b.StopTimer()
	}
	b.ReportMetric(float64(cpu.Microseconds())/float64(b.N), "cpu-µs/op")
	b.ReportMetric(0, "ns/op")
}

// benchEnd is a session of which the payer is end A, and its end B.
type benchEnd struct {
	p           *benchPayer
	session     wire.Session
	meter       *meter.Meter
	key         *ecdsa.PrivateKey
	acks        *memoryStream
	sent        uint64 // payload bytes, each way
	word, count []byte
}

// end begins a session on the payer's channel.
func (p *benchPayer) end(b *testing.B) *benchEnd {
	key, err := crypto.GenerateKey()
	e := &benchEnd{p: p, key: must(b, key, err)}
	p.last = channel.NewSessionID(channel.Time{Ms: uint64(time.Now().UnixMilli())}, 0, p.last)
	e.session = p.authorize(b, channel.Authorization{PayerIsA: true}, p.last, common.Address{}, crypto.PubkeyToAddress(e.key.PublicKey))
	e.meter = p.m.meter(b, e.session)
	e.acks = p.acknowledger(b, e.session, ack.B)
	return e
}

// carry lets a little flow each way, and has both ends speak of it.
func (e *benchEnd) carry(b *testing.B) {
	const packet = 4 // so little that no session runs low
	for _, d := range []meter.Direction{meter.AB, meter.BA} {
		if !e.meter.Take(d, packet) {
			b.Fatal("the credit is used up")
		}
		e.meter.Sent(d, packet)
	}
	e.sent += packet
	c := ack.Counts{RecvBytes: e.sent, RecvPackets: e.sent / packet}
	signed, err := ack.Sign(ack.DeliveryAck{ChannelID: e.p.id, SessionID: e.session.SessionID, Side: ack.B, Counts: c}, e.p.m.deployed.Domain, e.key)
	e.word = message(b, wire.Acknowledge{Signed: must(b, signed, err)})
	e.count = message(b, wire.Count{SessionID: e.session.SessionID, Counts: c})
}

// processorTime is what this process has used, user and system.
func processorTime(b *testing.B) time.Duration {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// marketplace is a payment service whose streams are in memory.
type marketplace struct {
	service  *pay.Service
	host     *memoryHost
	node     *keys.Key
	deployed channel.Deployment
	tariff   pay.Tariff
}

func newMarketplace(b *testing.B) *marketplace {
	node, err := keys.Generate()
	if err != nil {
		b.Fatal(err)
	}
	l, err := ledger.Open(b.TempDir(), ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	m := &marketplace{
		node: node, host: &memoryHost{handlers: map[protocol.ID]network.StreamHandler{}},
		deployed: channel.Deployment{Domain: typeddata.Domain{ChainID: 1, Contract: common.Address{9}}, ClosingPeriod: 3600},
		tariff: pay.Tariff{
			Payee: common.Address{8}, CreditCap: typeddata.NewAmount(1 << 20), W0: typeddata.NewAmount(1 << 20),
			PricePerGiB: typeddata.NewAmount(1 << 30), EpsPermille: 20,
		},
	}
	m.service, err = pay.New(pay.Config{
		Host: m.host, NodeKey: node, Deployment: m.deployed, Tariff: m.tariff,
		PeerAddress: func(id peer.ID) (common.Address, error) { return common.BytesToAddress([]byte(id)), nil },
		URIs:        []string{"turn:127.0.0.1:3478"}, Realm: "bench",
		QuoteLifetime: time.Hour, SessionLifetime: time.Hour, Linger: time.Second, Grace: time.Hour,
		Ledger: book{l}, Chain: openChannels{}, Allocations: noAllocations{}, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(m.service.Close)
	return m
}

// openChannels is a chain on which every channel is open, final, and rich.
type openChannels struct{}

func (openChannels) View(context.Context, common.Hash, receipt.ChannelTerms) (channel.ChainView, error) {
	return channel.ChainView{Deposit: typeddata.NewAmount(1 << 62), Final: true}, nil
}

func (openChannels) Receipted(context.Context, common.Hash, receipt.ChannelTerms) (typeddata.Amount, error) {
	return typeddata.Amount{}, nil
}

func (openChannels) HeadTime() uint64 { return uint64(time.Now().Unix()) }

type noAllocations struct{}

func (noAllocations) End(string) {}

// benchPayer is a payer with one session, and both its endpoints.
type benchPayer struct {
	m       *marketplace
	signer  *ecdsa.PrivateKey
	id      common.Hash
	last    uint64 // session id
	session wire.Session
	meter   *meter.Meter
	pay     *memoryStream
	acks    [2]*memoryStream
	keys    [2]*ecdsa.PrivateKey
	sent    uint64 // payload bytes A→B
	words   [2][]byte
	offer   []byte
	signed  []byte
}

func must[T any](b *testing.B, v T, err error) T {
	if err != nil {
		b.Error(err)
		runtime.Goexit()
	}
	return v
}

// payer opens a channel's streams and begins a session.
func (m *marketplace) payer(b *testing.B, salt uint64) *benchPayer {
	signer, err := crypto.GenerateKey()
	p := &benchPayer{m: m, signer: must(b, signer, err)}
	terms := receipt.ChannelTerms{
		Payer: common.Address{7}, Signer: crypto.PubkeyToAddress(p.signer.PublicKey), Payee: m.tariff.Payee,
		Closer: m.node.Address(), CreditCap: m.tariff.CreditCap, OpenBy: 1, Salt: salt,
	}
	p.id = terms.ID(m.deployed.Domain)
	p.pay = m.host.dial(wire.PayProtocol, terms.Signer)
	p.pay.say(message(b, wire.UseChannel{Terms: terms}))
	heard[wire.ChannelReady](b, p.pay.hear())
	for side := range p.keys {
		key, err := crypto.GenerateKey()
		p.keys[side] = must(b, key, err)
	}
	p.last = channel.NewSessionID(channel.Time{Ms: uint64(time.Now().UnixMilli())}, 0, 0)
	p.session = p.authorize(b, channel.Authorization{}, p.last, crypto.PubkeyToAddress(p.keys[0].PublicKey), crypto.PubkeyToAddress(p.keys[1].PublicKey))
	p.meter = m.meter(b, p.session)
	for side := range p.acks {
		p.acks[side] = p.acknowledger(b, p.session, ack.Side(side))
	}
	return p
}

// authorize begins a session.
func (p *benchPayer) authorize(b *testing.B, a channel.Authorization, id uint64, keyA, keyB common.Address) wire.Session {
	a.SessionAuthorization = receipt.SessionAuthorization{
		ChannelID: p.id, SessionID: id, KeyA: keyA, KeyB: keyB,
		AckDeadline: uint64(time.Now().Unix()) + 10*channel.AckMarginSeconds,
	}
	a.Tariff.PerGiB, a.Tariff.Max = p.m.tariff.PricePerGiB, typeddata.NewAmount(1<<61)
	signature, err := typeddata.Sign(p.signer, a.Digest(p.m.deployed.Domain))
	a.Signature = must(b, signature, err)
	p.pay.say(message(b, wire.Authorize{Authorization: a}))
	return heard[wire.Session](b, p.pay.hear())
}

func (m *marketplace) meter(b *testing.B, s wire.Session) *meter.Meter {
	found, _, ok := m.service.Lookup(s.A.Username)
	if !ok {
		b.Fatal("no session")
	}
	return found.Meter
}

// acknowledger opens an end's ack stream.
func (p *benchPayer) acknowledger(b *testing.B, s wire.Session, side ack.Side) *memoryStream {
	stream := p.m.host.dial(wire.AckProtocol, common.Address{byte(side)})
	token := []wire.Credentials{ack.A: s.A, ack.B: s.B}[side].AckToken
	stream.say(message(b, wire.AckHello{ChannelID: p.id, SessionID: s.SessionID, AckToken: token}))
	if _, err := wire.ReadAckReply(bytes.NewReader(stream.hear())); err != nil {
		b.Fatal(err)
	}
	return stream
}

// carry lets bytes flow until the credit is used up, and both endpoints sign for them.
func (p *benchPayer) carry(b *testing.B) {
	const packet = 1200
	for p.meter.Take(meter.AB, packet) {
		p.meter.Sent(meter.AB, packet)
		p.sent += packet
	}
	for side, counts := range []ack.Counts{{SentBytes: p.sent, SentPackets: p.sent / packet}, {RecvBytes: p.sent, RecvPackets: p.sent / packet}} {
		a := ack.DeliveryAck{ChannelID: p.id, SessionID: p.session.SessionID, Side: ack.Side(side), Counts: counts}
		signed, err := ack.Sign(a, p.m.deployed.Domain, p.keys[side])
		p.words[side] = message(b, wire.Acknowledge{Signed: must(b, signed, err)})
	}
}

// acknowledge sends both acknowledgements, and reads what asked for them.
func (p *benchPayer) acknowledge() {
	for side, word := range p.words {
		for len(p.acks[side].out) > 0 {
			p.acks[side].hear()
		}
		p.acks[side].say(word)
	}
}

// offered waits for the Offer that they bring.
func (p *benchPayer) offered() { p.offer = p.pay.hear() }

func (p *benchPayer) sign(b *testing.B) {
	r := heard[wire.Offer](b, p.offer).Receipt()
	sig, err := typeddata.Sign(p.signer, r.Digest(p.m.deployed.Domain))
	p.signed = message(b, wire.Receipt{Receipt: r, Signature: must(b, sig, err)})
}

func (p *benchPayer) receipt() { p.pay.say(p.signed) }

// message returns a message as it stands on a stream.
func message(b *testing.B, m wire.Message) []byte {
	var buf bytes.Buffer
	if err := wire.Write(&buf, m); err != nil {
		b.Fatal(err)
	}
	return buf.Bytes()
}

// heard decodes what a relay wrote to a payer.
func heard[M wire.PayReply](b *testing.B, said []byte) M {
	reply, err := wire.ReadPayReply(bytes.NewReader(said))
	m, ok := reply.(M)
	if err != nil || !ok {
		b.Fatalf("got %T %+v, %v, want %T", reply, reply, err, m)
	}
	return m
}

// memoryHost hands streams in memory to the handlers that are set on it.
type memoryHost struct {
	host.Host
	handlers map[protocol.ID]network.StreamHandler
	handled  sync.WaitGroup // of messages that a handler was told and is not done with
}

func (h *memoryHost) SetStreamHandler(id protocol.ID, f network.StreamHandler) { h.handlers[id] = f }
func (h *memoryHost) RemoveStreamHandler(id protocol.ID)                       { delete(h.handlers, id) }
func (h *memoryHost) ConnManager() connmgr.ConnManager                         { return connmgr.NullConnMgr{} }

// dial opens a stream from the peer whose key's address this is.
func (h *memoryHost) dial(id protocol.ID, from common.Address) *memoryStream {
	s := &memoryStream{
		host: h, id: id, from: from,
		in: make(chan []byte, waiting), out: make(chan []byte, waiting), closed: make(chan struct{}),
	}
	go h.handlers[id](s)
	return s
}

// memoryStream is the handler's end of a stream, and what waits in its buffers.
type memoryStream struct {
	network.Stream
	host    *memoryHost
	id      protocol.ID
	from    common.Address
	in, out chan []byte
	close   sync.Once
	closed  chan struct{}
	told    bool // a message that is not handled yet; of the handler
}

// waiting is how many messages a stream's buffers hold; nobody reads ahead so far.
const waiting = 8

// say leaves a message for the handler.
func (s *memoryStream) say(message []byte) {
	s.host.handled.Add(1)
	s.in <- message
}

// hear waits for the handler's next message.
func (s *memoryStream) hear() []byte { return <-s.out }

// Read returns one whole message: handlers read into buffers that are larger. To ask for another is to
// be done with the one before.
func (s *memoryStream) Read(p []byte) (int, error) {
	if s.told {
		s.told = false
		s.host.handled.Done()
	}
	message, ok := <-s.in
	if !ok {
		return 0, io.EOF
	}
	s.told = true
	return copy(p, message), nil
}

func (s *memoryStream) Write(p []byte) (int, error) {
	select {
	case s.out <- p:
		return len(p), nil
	case <-s.closed:
		return 0, io.ErrClosedPipe
	}
}

func (s *memoryStream) Reset() error {
	s.close.Do(func() {
		close(s.closed)
		close(s.in) // nobody says anything any more
	})
	return nil
}

func (s *memoryStream) Close() error                      { return s.Reset() }
func (s *memoryStream) SetReadDeadline(t time.Time) error { return s.until(t) }
func (s *memoryStream) SetWriteDeadline(time.Time) error  { return nil }
func (s *memoryStream) ID() string                        { return "memory" }
func (s *memoryStream) Protocol() protocol.ID             { return s.id }
func (s *memoryStream) Conn() network.Conn                { return memoryConn{from: s.from} }

// until ends the reading when the service stops; it waits for nothing else that a handler
// would give up.
func (s *memoryStream) until(t time.Time) error {
	if !t.IsZero() && !t.After(time.Now()) {
		return s.Reset()
	}
	return nil
}

type memoryConn struct {
	network.Conn
	from common.Address
}

func (c memoryConn) RemotePeer() peer.ID { return peer.ID(c.from.Bytes()) }
