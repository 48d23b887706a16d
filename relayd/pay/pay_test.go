package pay

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p"
	libp2pcrypto "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/meter"
)

// memory is a ledger that keeps what was committed, or fails.
type memory struct {
	mu      sync.Mutex
	data    map[string][]byte
	commits int
	fail    error
	failOn  func([]Write) (persisted bool, err error) // nil: on nothing
}

func (m *memory) Commit(_ context.Context, writes []Write) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	persisted := m.fail == nil
	if persisted && m.failOn != nil {
		persisted, m.fail = m.failOn(writes)
	}
	if !persisted {
		return m.fail
	}
	m.commits++
	for _, w := range writes {
		m.data[string(w.Key)] = bytes.Clone(w.Value)
	}
	return m.fail
}

func (m *memory) Get(key []byte) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return bytes.Clone(m.data[string(key)]), nil
}

func (m *memory) Iterate(prefix []byte, each func(k, v []byte) error) error {
	m.mu.Lock()
	data := maps.Clone(m.data)
	m.mu.Unlock()
	for _, k := range slices.Sorted(maps.Keys(data)) {
		if bytes.HasPrefix([]byte(k), prefix) {
			if err := each([]byte(k), data[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *memory) breakDown(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = err
}

// fixedChain shows one view of every channel, settled by receipts but for what a proof has
// settled.
type fixedChain struct {
	asked, explained atomic.Int64

	mu     sync.Mutex
	view   channel.ChainView
	proven bool
	shown  typeddata.Amount // the receipt in the proof
}

func (c *fixedChain) View(context.Context, common.Hash, receipt.ChannelTerms) (channel.ChainView, error) {
	c.asked.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.view, nil
}

func (c *fixedChain) Receipted(context.Context, common.Hash, receipt.ChannelTerms) (typeddata.Amount, error) {
	c.explained.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.proven {
		return c.shown, nil
	}
	return c.view.Settled, nil
}

func (*fixedChain) HeadTime() uint64 { return 1_700_000_000 }

// prove settles by a proof with a receipt.
func (c *fixedChain) prove(settled, receipted typeddata.Amount) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.view.Settled, c.shown, c.proven = settled, receipted, true
}

type allocations struct {
	mu    sync.Mutex
	ended []string
}

func (a *allocations) End(s string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ended = append(a.ended, s)
}

type signer struct{ key *ecdsa.PrivateKey }

func (s signer) Address() common.Address { return crypto.PubkeyToAddress(s.key.PublicKey) }
func (s signer) SignDigest(_ context.Context, d common.Hash) (typeddata.Signature, error) {
	return typeddata.Sign(s.key, d)
}

func keyOf(seed byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(bytes.Repeat([]byte{seed}, 32))
	if err != nil {
		panic(err)
	}
	return k
}

func address(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

var (
	testDomain = typeddata.Domain{ChainID: 1337, Contract: common.Address{0xc0}}
	nodeKey    = keyOf(1)
	payerKey   = keyOf(2)
	ackKey     = keyOf(3)
	payeeAddr  = common.Address{0x9a}
)

const (
	gib      = 1 << 30
	kib      = 1 << 10
	creditKB = 64 // first credit, KiB at a price of 1 unit a byte
)

var testTariff = Tariff{
	Payee: payeeAddr, CreditCap: typeddata.NewAmount(256 * kib), W0: typeddata.NewAmount(creditKB * kib),
	PricePerGiB: typeddata.NewAmount(gib), EpsPermille: 20,
}

// world is a service on a libp2p host of its own.
type world struct {
	*testing.T
	svc    *Service
	ledger *memory
	alloc  *allocations
	chain  *fixedChain
	host   host.Host
}

func newHost(t *testing.T, k *ecdsa.PrivateKey, listen ...string) host.Host {
	t.Helper()
	id, err := libp2pcrypto.UnmarshalSecp256k1PrivateKey(crypto.FromECDSA(k))
	if err != nil {
		t.Fatal(err)
	}
	h, err := libp2p.New(libp2p.Identity(id), libp2p.ListenAddrStrings(listen...), libp2p.DisableRelay())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

func peerAddress(id peer.ID) (common.Address, error) {
	pub, err := id.ExtractPublicKey()
	if err != nil {
		return common.Address{}, err
	}
	raw, err := pub.Raw()
	if err != nil {
		return common.Address{}, err
	}
	k, err := crypto.DecompressPubkey(raw)
	if err != nil {
		return common.Address{}, err
	}
	return crypto.PubkeyToAddress(*k), nil
}

func newWorld(t *testing.T, l *memory, change ...func(*Config)) *world {
	t.Helper()
	return newWorldAt(t, l, channel.ChainView{Deposit: typeddata.NewAmount(1 << 40), Final: true}, change...)
}

// newWorldAt is newWorld on a chain that shows one view of every channel.
func newWorldAt(t *testing.T, l *memory, view channel.ChainView, change ...func(*Config)) *world {
	t.Helper()
	w := &world{T: t, ledger: l, alloc: &allocations{}, chain: &fixedChain{view: view}, host: newHost(t, nodeKey, "/ip4/127.0.0.1/tcp/0")}
	cfg := Config{
		Host: w.host, NodeKey: signer{nodeKey}, PeerAddress: peerAddress,
		Deployment: channel.Deployment{Domain: testDomain, ClosingPeriod: 120}, Tariff: testTariff,
		URIs: []string{"turn:127.0.0.1:1?transport=udp"}, Realm: "portage",
		QuoteLifetime: time.Minute, SessionLifetime: time.Hour, Linger: time.Hour, Grace: time.Hour,
		Ledger: l, Allocations: w.alloc,
		Chain: w.chain,
	}
	for _, f := range change {
		f(&cfg)
	}
	svc, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.svc = svc
	t.Cleanup(svc.Close)
	return w
}

func newLedger() *memory { return &memory{data: map[string][]byte{}} }

// line is one stream to the relay.
type line struct {
	*testing.T
	stream network.Stream
	read   *bufio.Reader
}

func (w *world) dial(k *ecdsa.PrivateKey, proto string) *line {
	w.Helper()
	return w.dialFrom(newHost(w.T, k), proto)
}

func (w *world) dialFrom(h host.Host, proto string) *line {
	w.Helper()
	if err := h.Connect(w.Context(), peer.AddrInfo{ID: w.host.ID(), Addrs: w.host.Addrs()}); err != nil {
		w.Fatal(err)
	}
	s, err := h.NewStream(w.Context(), w.host.ID(), protocol.ID(proto))
	if err != nil {
		w.Fatal(err)
	}
	s.SetDeadline(time.Now().Add(time.Minute))
	return &line{w.T, s, bufio.NewReader(s)}
}

func (l *line) say(m wire.Message) {
	l.Helper()
	if err := wire.Write(l.stream, m); err != nil {
		l.Fatal(err)
	}
}

// hear reads replies until one of type M.
func hear[M wire.PayReply](l *line) M {
	l.Helper()
	for {
		m, err := wire.ReadPayReply(l.read)
		if err != nil {
			l.Fatalf("waiting for %T: %v", *new(M), err)
		}
		if got, ok := m.(M); ok {
			return got
		}
		if e, ok := m.(wire.Error); ok {
			l.Fatalf("waiting for %T: %v", *new(M), e)
		}
	}
}

func (l *line) refused(code wire.Code) {
	l.Helper()
	for {
		m, err := wire.ReadPayReply(l.read)
		if err != nil {
			l.Fatalf("waiting for %s: %v", code, err)
		}
		if e, ok := m.(wire.Error); ok {
			if e.Code != code {
				l.Fatalf("got %v, want %s", e, code)
			}
			return
		}
	}
}

var testTerms = receipt.ChannelTerms{
	Payer: address(payerKey), Signer: address(payerKey), Payee: payeeAddr, Closer: address(nodeKey),
	CreditCap: testTariff.CreditCap, OpenBy: 1_700_000_100, Salt: 1,
}

var channelID = testTerms.ID(testDomain)

func authorization(id uint64) channel.Authorization {
	a := channel.Authorization{
		SessionAuthorization: receipt.SessionAuthorization{
			ChannelID: channelID, SessionID: id, KeyB: address(ackKey),
			Tariff:      price.Tariff{PerGiB: testTariff.PricePerGiB, Max: typeddata.NewAmount(1 << 30)},
			AckDeadline: 1_700_000_000 + 120 + 2*channel.AckMarginSeconds,
		},
		PayerIsA: true,
	}
	return signed(a, payerKey)
}

func signed(a channel.Authorization, k *ecdsa.PrivateKey) channel.Authorization {
	sig, err := typeddata.Sign(k, a.Digest(testDomain))
	if err != nil {
		panic(err)
	}
	a.Signature = sig
	return a
}

// session opens the channel and a session on it.
func (w *world) session(id uint64) (*line, wire.Session) {
	w.Helper()
	l := w.dial(payerKey, wire.PayProtocol)
	l.say(wire.UseChannel{Terms: testTerms})
	hear[wire.ChannelReady](l)
	l.say(wire.Authorize{Authorization: authorization(id)})
	return l, hear[wire.Session](l)
}

func (w *world) meter(s wire.Session) *meter.Meter {
	w.Helper()
	sess, _, ok := w.svc.Lookup(s.A.Username)
	if !ok {
		w.Fatal("the credentials are unknown")
	}
	return sess.Meter
}

// forward passes as many bytes as the meter lets through, at most n.
func forward(m *meter.Meter, n int) (passed int) {
	const packet = kib
	for ; passed+packet <= n && m.Take(meter.AB, packet); passed += packet {
		m.Sent(meter.AB, packet)
	}
	return passed
}

func deliveryAck(id uint64, bytes int, k *ecdsa.PrivateKey) ack.Signed {
	a, err := ack.Sign(ack.DeliveryAck{
		ChannelID: channelID, SessionID: id, Side: ack.B, Counts: ack.Counts{RecvBytes: uint64(bytes), RecvPackets: 1},
	}, testDomain, k)
	if err != nil {
		panic(err)
	}
	return a
}

func (w *world) acknowledge(s wire.Session) *line {
	w.Helper()
	return w.acknowledgeFrom(newHost(w.T, keyOf(9)), s)
}

func (w *world) acknowledgeFrom(h host.Host, s wire.Session) *line {
	w.Helper()
	l := w.dialFrom(h, wire.AckProtocol)
	l.say(wire.AckHello{ChannelID: channelID, SessionID: s.SessionID, AckToken: s.B.AckToken})
	m, err := wire.ReadAckReply(l.read)
	if _, ok := m.(wire.AckOK); err != nil || !ok {
		w.Fatalf("got %v, %v, want AckOK", m, err)
	}
	return l
}

func sign(r receipt.Receipt, d typeddata.Domain, k *ecdsa.PrivateKey) wire.Receipt {
	sig, err := typeddata.Sign(k, r.Digest(d))
	if err != nil {
		panic(err)
	}
	return wire.Receipt{Receipt: r, Signature: sig}
}

func (w *world) status() Channel {
	w.Helper()
	all, err := w.svc.Channels(w.Context())
	if err != nil || len(all) != 1 {
		w.Fatalf("got %d channels, %v, want 1", len(all), err)
	}
	return all[0]
}

// A turn: bytes flow up to the credit and stop; the receiver's acknowledgement brings an
// Offer for what arrived; its receipt brings twice the credit.
func TestTurn(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	m := w.meter(s)
	if got := forward(m, 10*creditKB*kib); got != creditKB*kib {
		t.Fatalf("without a receipt %d bytes passed, want %d", got, creditKB*kib)
	}
	acks := w.acknowledge(s)
	acks.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib, ackKey)})
	o := hear[wire.Offer](l)
	if want := typeddata.NewAmount(creditKB * kib); o.CumAmount != want {
		t.Fatalf("offered %s, want %s", o.CumAmount, want)
	}
	if err := typeddata.Verify(o.Digest(testDomain), o.Signature, address(nodeKey)); err != nil {
		t.Fatal(err)
	}
	if got := forward(m, gib); got != 0 {
		t.Fatalf("%d bytes passed on an unanswered offer", got)
	}
	l.say(sign(o.Receipt(), testDomain, payerKey))
	w.until(func() bool { return w.status().Receipt.CumAmount == o.CumAmount })
	if got := forward(m, gib); got != 2*creditKB*kib {
		t.Fatalf("after the receipt %d bytes passed, want %d", got, 2*creditKB*kib)
	}
}

// until waits for something that the service does on another goroutine: it looks again
// whenever the channel has done something, which Channels waits for.
func (w *world) until(ok func() bool) {
	w.Helper()
	for !ok() {
		if w.Context().Err() != nil {
			w.Fatal("gave up")
		}
	}
}

// What a payer sends that is no receipt for the newest Offer is refused by name, the
// session stays at its credit, and the receipt that is held stays.
func TestBadReceiptsAreRefused(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	forward(w.meter(s), creditKB*kib)
	acks := w.acknowledge(s)
	acks.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	first := hear[wire.Offer](l)
	l.say(sign(first.Receipt(), testDomain, payerKey))
	acks.say(wire.Acknowledge{Signed: deliveryAck(5, 20*kib, ackKey)})
	o := hear[wire.Offer](l)
	forward(w.meter(s), gib)

	elsewhere := o.Receipt()
	elsewhere.ChannelID = common.Hash{1}
	less := o.Receipt()
	less.CumAmount = typeddata.NewAmount(1)
	more := o.Receipt()
	more.CumAmount = typeddata.MaxAmount()
	zero := o.Receipt()
	zero.State.LogSize = 1
	for _, tt := range []struct {
		name string
		r    wire.Receipt
		code wire.Code
	}{
		{"another key", sign(o.Receipt(), testDomain, keyOf(77)), wire.CodeBadSignature},
		{"garbage", wire.Receipt{Receipt: o.Receipt(), Signature: typeddata.Signature{1}}, wire.CodeBadSignature},
		{"another chain", sign(o.Receipt(), typeddata.Domain{ChainID: 1, Contract: testDomain.Contract}, payerKey), wire.CodeBadSignature},
		{"another contract", sign(o.Receipt(), typeddata.Domain{ChainID: 1337}, payerKey), wire.CodeBadSignature},
		{"another channel", sign(elsewhere, testDomain, payerKey), wire.CodeUnknownChannel},
		{"less", sign(less, testDomain, payerKey), wire.CodeWrongAmount},
		{"2^96-1", sign(more, testDomain, payerKey), wire.CodeWrongAmount},
		{"an older log", sign(zero, testDomain, payerKey), wire.CodeStale},
	} {
		l.say(tt.r)
		t.Log(tt.name)
		l.refused(tt.code)
		if got := w.status().Receipt.CumAmount; got != first.CumAmount {
			t.Fatalf("%s: the relay holds %s, want %s", tt.name, got, first.CumAmount)
		}
		if got := forward(w.meter(s), gib); got != 0 {
			t.Fatalf("%s: %d bytes passed", tt.name, got)
		}
	}
	l.say(sign(first.Receipt(), testDomain, payerKey)) // an old one again: nothing happens
	l.say(sign(o.Receipt(), testDomain, payerKey))
	w.until(func() bool { return w.status().Receipt.CumAmount == o.CumAmount })
}

func TestStrangersAreRefused(t *testing.T) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)

	stranger := w.dial(keyOf(50), wire.PayProtocol)
	stranger.say(wire.Authorize{Authorization: authorization(6)})
	stranger.refused(wire.CodeUnexpected)
	stranger.say(wire.UseChannel{Terms: testTerms})
	stranger.refused(wire.CodeUnauthenticated)

	dear := testTerms
	dear.CreditCap = typeddata.NewAmount(1 << 50)
	l := w.dial(payerKey, wire.PayProtocol)
	l.say(wire.UseChannel{Terms: dear})
	l.refused(wire.CodeWrongTerms)

	for name, hello := range map[string]wire.AckHello{
		"a guessed token":        {ChannelID: channelID, SessionID: 5, AckToken: make([]byte, 32)},
		"another session":        {ChannelID: channelID, SessionID: 6, AckToken: s.B.AckToken},
		"another channel's name": {ChannelID: common.Hash{1}, SessionID: 5, AckToken: s.B.AckToken},
	} {
		a := w.dial(keyOf(51), wire.AckProtocol)
		a.say(hello)
		m, err := wire.ReadAckReply(a.read)
		if e, ok := m.(wire.AckError); err != nil || !ok || e.Code != wire.CodeUnauthenticated {
			t.Errorf("%s: got %v, %v, want %s", name, m, err, wire.CodeUnauthenticated)
		}
	}
}

// An acknowledgement that the session's key did not sign ends the stream and bills nothing.
func TestForgedAcknowledgement(t *testing.T) {
	w := newWorld(t, newLedger())
	_, s := w.session(5)
	forward(w.meter(s), creditKB*kib)
	a := w.acknowledge(s)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib, keyOf(60))})
	m, err := wire.ReadAckReply(a.read)
	if e, ok := m.(wire.AckError); err != nil || !ok || e.Code != wire.CodeBadSignature {
		t.Fatalf("got %v, %v, want %s", m, err, wire.CodeBadSignature)
	}
	if st := w.status(); st.Waiting {
		t.Fatal("a forged acknowledgement brought an offer")
	}
}

// What cannot be made durable is not served on: the Offer does not leave, and the whole
// service stops with the cause.
func TestLedgerFailureStopsTheService(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	m := w.meter(s)
	forward(m, creditKB*kib/2)
	a := w.acknowledge(s)
	full := errors.New("no space left on device")
	w.ledger.breakDown(full)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib/2, ackKey)})
	<-w.svc.Done()
	if err := w.svc.Err(); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	for {
		reply, err := wire.ReadPayReply(l.read)
		if err != nil {
			break
		}
		if o, ok := reply.(wire.Offer); ok {
			t.Fatalf("an offer of %s left that is not durable", o.CumAmount)
		}
	}
	w.svc.Close()
	if got := forward(m, gib); got != 0 {
		t.Errorf("%d bytes passed afterwards", got)
	}
}

// A relay that is killed comes back with the receipt on whose strength it served, and
// repeats the Offer that nobody answered.
func TestRestart(t *testing.T) {
	l := newLedger()
	w := newWorld(t, l)
	payer, s := w.session(5)
	forward(w.meter(s), creditKB*kib)
	a := w.acknowledge(s)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	first := hear[wire.Offer](payer)
	payer.say(sign(first.Receipt(), testDomain, payerKey))
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 30*kib, ackKey)})
	second := hear[wire.Offer](payer)

	kept := &memory{data: maps.Clone(l.data)} // killed here
	w.svc.Close()
	after := newWorld(t, kept)
	if got := after.status().Receipt; got.Receipt != first.Receipt() {
		t.Fatalf("after the restart the relay holds %s, want %s", got.CumAmount, first.CumAmount)
	}
	again := after.dial(payerKey, wire.PayProtocol)
	again.say(wire.UseChannel{Terms: testTerms})
	ready := hear[wire.ChannelReady](again)
	if ready.Receipt.Receipt != first.Receipt() || ready.LastSessionID != 5 {
		t.Fatalf("ready with %s and session %d, want %s and 5", ready.Receipt.CumAmount, ready.LastSessionID, first.CumAmount)
	}
	if o := hear[wire.Offer](again); o.SignedOffer.Offer != second.SignedOffer.Offer {
		t.Fatalf("the offer after the restart is %+v, want %+v", o.Offer, second.Offer)
	}
	again.say(sign(second.Receipt(), testDomain, payerKey))
	after.until(func() bool { return after.status().Receipt.Receipt == second.Receipt() })
	again.say(wire.Authorize{Authorization: authorization(5)})
	again.refused(wire.CodeSessionID)
}

// An older stream is not heard any more: what it says was meant for another state.
func TestNewestStreamSpeaks(t *testing.T) {
	w := newWorld(t, newLedger())
	old, _ := w.session(5)
	newer := w.dial(payerKey, wire.PayProtocol)
	newer.say(wire.UseChannel{Terms: testTerms})
	hear[wire.ChannelReady](newer)
	for {
		if _, err := wire.ReadPayReply(old.read); err != nil {
			break
		}
	}
	newer.say(wire.EndSession{SessionID: 5})
	if e := hear[wire.SessionEnded](newer); e.Reason != channel.EndByPayer {
		t.Fatalf("got %+v", e)
	}
}

// A relay whose ledger was lost, or came from a backup, takes its newest receipt back from
// the payer, settles on it and serves the channel no more; also after a restart.
func TestReceiptHandedBack(t *testing.T) {
	for name, lost := range map[string]bool{"lost": true, "behind": false} {
		t.Run(name, func(t *testing.T) {
			l := newLedger()
			w := newWorld(t, l)
			if !lost {
				w.session(5)
			}
			r := receipt.Receipt{ChannelID: channelID, CumAmount: typeddata.NewAmount(777), State: receipt.State{LogSize: 9}}
			p := w.dial(payerKey, wire.PayProtocol)
			p.say(wire.UseChannel{Terms: testTerms, Receipt: sign(r, testDomain, keyOf(77))})
			p.refused(wire.CodeBadSignature)
			p.say(wire.UseChannel{Terms: testTerms, Receipt: sign(r, testDomain, payerKey)})
			p.refused(wire.CodeClosing)
			if st := w.status(); st.Frozen == nil || st.Receipt.Receipt != r {
				t.Errorf("got %s, frozen: %v, want %s and frozen", st.Receipt.CumAmount, st.Frozen, r.CumAmount)
			}
			w.svc.Close()
			if st := newWorld(t, l).status(); st.Frozen == nil || st.Receipt.Receipt != r {
				t.Errorf("after a restart: got %s, frozen: %v, want %s and frozen", st.Receipt.CumAmount, st.Frozen, r.CumAmount)
			}
		})
	}
}

// A receipt that was lost on its way, and is handed back, counts: also at a relay that was
// killed before it had it. Nothing is frozen for it.
func TestReceiptLostOnItsWay(t *testing.T) {
	for name, restart := range map[string]bool{"the stream broke": false, "the relay was killed": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, newLedger())
			l, s := w.session(5)
			forward(w.meter(s), 10*kib)
			w.acknowledge(s).say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
			r := sign(hear[wire.Offer](l).Receipt(), testDomain, payerKey)
			if restart {
				w = newWorld(t, &memory{data: maps.Clone(w.ledger.data)})
			}
			p := w.dial(payerKey, wire.PayProtocol)
			p.say(wire.UseChannel{Terms: testTerms, Receipt: r})
			if ready := hear[wire.ChannelReady](p); ready.Receipt.Receipt != r.Receipt {
				t.Errorf("ready with %s, want %s", ready.Receipt.CumAmount, r.CumAmount)
			}
			if st := w.status(); st.Frozen != nil || st.Receipt.Receipt != r.Receipt {
				t.Errorf("got %s, frozen: %v, want %s", st.Receipt.CumAmount, st.Frozen, r.CumAmount)
			}
		})
	}
}

// One channel whose records are damaged does not keep the relay from the others, and its
// receipt is settled.
func TestDamagedChannelIsFrozen(t *testing.T) {
	l := newLedger()
	w := newWorld(t, l)
	p, s := w.session(5)
	forward(w.meter(s), 10*kib)
	w.acknowledge(s).say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	o := hear[wire.Offer](p)
	p.say(sign(o.Receipt(), testDomain, payerKey))
	w.until(func() bool { return w.status().Receipt.Receipt == o.Receipt() })
	w.svc.Close()
	delete(l.data, string(key(channelID, kindOffer)))
	after := newWorld(t, l)
	if st := after.status(); st.Frozen == nil || st.Receipt.Receipt != o.Receipt() {
		t.Fatalf("got %s, frozen: %v, want %s and frozen", st.Receipt.CumAmount, st.Frozen, o.CumAmount)
	}
	again := after.dial(payerKey, wire.PayProtocol)
	again.say(wire.UseChannel{Terms: testTerms})
	again.refused(wire.CodeClosing)
}

// More is settled than the ledger knows of: it came from a backup. The payer is told so,
// and not the Offer that the ledger has, which may be a second history.
func TestLedgerBehindTheChainIsFrozen(t *testing.T) {
	w := newWorld(t, newLedger())
	p, s := w.session(5)
	forward(w.meter(s), 10*kib)
	w.acknowledge(s).say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	hear[wire.Offer](p)
	w.svc.Close()
	after := newWorldAt(t, w.ledger, channel.ChainView{Deposit: typeddata.NewAmount(1 << 40), Settled: typeddata.NewAmount(1), Final: true})
	again := after.dial(payerKey, wire.PayProtocol)
	for range 3 {
		again.say(wire.UseChannel{Terms: testTerms})
		if m, err := wire.ReadPayReply(again.read); err != nil || m.(wire.Error).Code != wire.CodeClosing {
			t.Fatalf("got %+v, %v, want %s", m, err, wire.CodeClosing)
		}
	}
	asked := newWorldAt(t, w.ledger, channel.ChainView{Deposit: typeddata.NewAmount(1 << 40), Settled: typeddata.NewAmount(1), Final: true})
	if err := asked.svc.Refresh(t.Context(), common.Hash{}); err != nil {
		t.Errorf("a relay with such a channel does not start: %v", err)
	}
	for _, w := range []*world{after, asked} {
		if st := w.status(); st.Frozen == nil {
			t.Error("the channel is not frozen")
		}
	}
}

// What a channel writes into the ledger for ever must be worth something or take time:
// soon after an Offer a trickle of acknowledgements is no reason for another, not even for
// a session that has nothing left to pass.
func TestTrickleIsNotOffered(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	a := w.acknowledge(s)
	receipted := func(want int) {
		t.Helper()
		o := hear[wire.Offer](l)
		if o.CumAmount != typeddata.NewAmount(uint64(want)) {
			t.Fatalf("offered %s, want %d", o.CumAmount, want)
		}
		l.say(sign(o.Receipt(), testDomain, payerKey))
		w.until(func() bool { return w.status().Receipt.Receipt == o.Receipt() })
		forward(w.meter(s), gib)
	}
	forward(w.meter(s), gib)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	receipted(10 * kib)
	w.change(func(a *actor) { a.offered = time.Now().Add(time.Hour) }) // no lull comes
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib+1, ackKey)})
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 20*kib, ackKey)})
	receipted(20 * kib)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 20*kib+1, ackKey)})
	w.until(func() bool { return w.waits(func(a *actor) bool { return !a.unbilled.IsZero() }) })
	w.change(func(a *actor) { a.offered = time.Now().Add(-lull) })
	receipted(20*kib + 1)
}

// As long as a session has enough left to pass, what is new is offered once it is worth an
// eighth of the credit, or half a minute old.
func TestNothingUrgentIsOfferedLate(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	a := w.acknowledge(s)
	forward(w.meter(s), creditKB*kib/4)
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib/8-1, ackKey)})
	w.until(func() bool { return w.waits(func(a *actor) bool { return !a.unbilled.IsZero() }) })
	if w.status().Waiting {
		t.Fatal("less than an eighth of the credit is offered")
	}
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib/8, ackKey)})
	o := hear[wire.Offer](l)
	if want := typeddata.NewAmount(creditKB * kib / 8); o.CumAmount != want {
		t.Fatalf("offered %s, want %s", o.CumAmount, want)
	}
	l.say(sign(o.Receipt(), testDomain, payerKey))
	a.say(wire.Acknowledge{Signed: deliveryAck(5, creditKB*kib/8+1, ackKey)})
	w.until(func() bool { return w.waits(func(a *actor) bool { return !a.unbilled.IsZero() }) })
	w.change(func(a *actor) { a.unbilled = a.unbilled.Add(-billWithin) })
	if o := hear[wire.Offer](l); o.CumAmount != typeddata.NewAmount(creditKB*kib/8+1) {
		t.Fatalf("after half a minute offered %s", o.CumAmount)
	}
}

// What was not worth an Offer when another session was closed is offered in its time.
func TestWordsOutlastAnOthersClose(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	l.say(wire.Authorize{Authorization: authorization(6)})
	hear[wire.Session](l)
	w.change(func(a *actor) { a.offered = time.Now().Add(time.Hour) }) // no lull comes
	forward(w.meter(s), kib)
	w.acknowledge(s).say(wire.Acknowledge{Signed: deliveryAck(5, kib, ackKey)})
	w.until(func() bool { return w.waits(func(a *actor) bool { return !a.unbilled.IsZero() }) })
	l.say(wire.EndSession{SessionID: 6})
	o := hear[wire.Offer](l)
	if o.CumAmount != (typeddata.Amount{}) {
		t.Fatalf("offered %s with the last record of another", o.CumAmount)
	}
	l.say(sign(o.Receipt(), testDomain, payerKey))
	w.until(func() bool { return w.waits(func(a *actor) bool { return !a.status.Waiting && len(a.sessions) == 1 }) })
	w.change(func(a *actor) {
		if a.unbilled.IsZero() {
			t.Error("nothing is due, and a word is in no Offer")
		}
		a.unbilled = a.unbilled.Add(-billWithin)
	})
	if o := hear[wire.Offer](l); o.CumAmount != typeddata.NewAmount(kib) {
		t.Errorf("offered %s, want %d", o.CumAmount, kib)
	}
}

// What is worth a batch shrinks with the parts that live sessions have of the credit where
// one of them needs it, and with time.
func TestLeast(t *testing.T) {
	credit := typeddata.NewAmount(1 << 20)
	for _, tt := range []struct {
		live              int
		urgent            bool
		offered, unbilled time.Duration
		want              uint64
	}{
		{1, true, 0, 0, 1 << 15}, {64, true, lull - 1, 0, 1 << 9}, {0, true, 0, 0, 1 << 15}, {1, true, lull, 0, 0},
		{1, false, 0, 0, 1 << 17}, {64, false, time.Hour, billWithin - 1, 1 << 17}, {64, false, 0, billWithin, 0},
	} {
		if got := least(channel.Status{Credit: credit, Live: tt.live}, tt.urgent, tt.offered, tt.unbilled); got != typeddata.NewAmount(tt.want) {
			t.Errorf("%+v: got %s", tt, got)
		}
	}
}

// change changes the channel's actor.
func (w *world) change(f func(*actor)) {
	w.Helper()
	a := w.actor()
	if err := a.do(w.Context(), func() error { f(a); return nil }); err != nil {
		w.Fatal(err)
	}
}

// waits tells something of the channel's actor, once it has done what came before.
func (w *world) waits(f func(*actor) bool) (is bool) {
	w.Helper()
	w.change(func(a *actor) { is = f(a) })
	return is
}

func (w *world) actor() *actor {
	w.svc.mu.Lock()
	defer w.svc.mu.Unlock()
	return w.svc.actors[channelID]
}

// Announcing channels costs the chain's RPC only so much, whoever does it.
func TestAnnouncingIsBounded(t *testing.T) {
	w := newWorld(t, newLedger())
	l, _ := w.session(5)
	w.actor().looks.SetLimit(0)
	before := w.chain.asked.Load()
	for range 3 * looksBurst {
		l.say(wire.UseChannel{Terms: testTerms})
		hear[wire.ChannelReady](l) // as it was seen last
	}
	if n := w.chain.asked.Load() - before; n > looksBurst {
		t.Errorf("asked %d times for one channel, want at most %d", n, looksBurst)
	}
	w.svc.strangers.SetBurst(0)
	other := testTerms
	other.Salt++
	p := w.dial(payerKey, wire.PayProtocol)
	p.say(wire.UseChannel{Terms: other})
	p.refused(wire.CodeBusy)
}

// A payer cannot fill the ledger with sessions that carry nothing.
func TestSessionsBeginNoFaster(t *testing.T) {
	w := newWorld(t, newLedger())
	l := w.dial(payerKey, wire.PayProtocol)
	l.say(wire.UseChannel{Terms: testTerms})
	hear[wire.ChannelReady](l)
	a := w.actor()
	if err := a.do(w.Context(), func() error { a.begins.SetBurst(1); a.begins.SetLimit(0); return nil }); err != nil {
		t.Fatal(err)
	}
	l.say(wire.Authorize{Authorization: authorization(5)})
	hear[wire.Session](l)
	l.say(wire.Authorize{Authorization: authorization(6)})
	l.refused(wire.CodeBusy)
}

// Closing by consent: the session ends, what arrived is receipted, and then the relay
// signs that it wants no more than that.
func TestCloseByConsent(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	forward(w.meter(s), 10*kib)
	a := w.acknowledge(s)
	l.say(wire.AskClose{ChannelID: channelID})
	if e := hear[wire.SessionEnded](l); e.SessionID != 5 || e.Reason != channel.EndClosing {
		t.Fatalf("got %+v", e)
	}
	if _, _, ok := w.svc.Lookup(s.A.Username); ok {
		t.Error("the credentials outlive the session")
	}
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	o := hear[wire.Offer](l)
	l.say(sign(o.Receipt(), testDomain, payerKey))
	c := hear[wire.Consent](l)
	if c.AtLeast != typeddata.NewAmount(10*kib) {
		t.Errorf("consent at least %s, want %d", c.AtLeast, 10*kib)
	}
	if err := typeddata.Verify(c.Digest(testDomain), c.Signature, address(nodeKey)); err != nil {
		t.Error(err)
	}
	l.say(wire.Authorize{Authorization: authorization(6)})
	l.refused(wire.CodeClosing)
}

// A stranger that keeps asking for channels that are not there is cut off.
func TestStrangerIsCutOff(t *testing.T) {
	w := newWorld(t, newLedger())
	l := w.dial(keyOf(50), wire.PayProtocol)
	for range maxStrikes {
		l.say(wire.UseChannel{Terms: testTerms})
		l.refused(wire.CodeUnauthenticated)
	}
	if m, err := wire.ReadPayReply(l.read); err == nil {
		t.Fatalf("got %v, want the stream's end", m)
	}
}

// Whoever has a libp2p identity of any kind may ask what relaying costs.
func TestQuoteForAnybody(t *testing.T) {
	w := newWorld(t, newLedger())
	h, err := libp2p.New(libp2p.NoListenAddrs) // Ed25519
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	l := w.dialFrom(h, wire.PayProtocol)
	l.say(wire.GetQuote{})
	q := hear[wire.Quote](l)
	if err := typeddata.Verify(q.Digest(testDomain), q.Signature, address(nodeKey)); err != nil || q.PricePerGiB != testTariff.PricePerGiB {
		t.Fatalf("got %+v, %v", q, err)
	}
	l.say(wire.UseChannel{Terms: testTerms})
	l.refused(wire.CodeUnauthenticated)
}

// A relay that stops says so, and takes the last receipt before it goes.
func TestCloseTakesTheLastReceipt(t *testing.T) {
	ledger := newLedger()
	w := newWorld(t, ledger)
	l, s := w.session(5)
	forward(w.meter(s), 10*kib)
	a := w.acknowledge(s)
	closed := make(chan struct{})
	go func() {
		w.svc.Drain()
		close(closed)
	}()
	if e := hear[wire.SessionEnded](l); e.Reason != channel.EndShutdown {
		t.Errorf("got %+v, want %s", e, channel.EndShutdown)
	}
	a.say(wire.Acknowledge{Signed: deliveryAck(5, 10*kib, ackKey)})
	o := hear[wire.Offer](l)
	l.say(sign(o.Receipt(), testDomain, payerKey))
	<-closed
	if st := w.status(); st.Receipt.Receipt != o.Receipt() {
		t.Errorf("to be settled: %s, want %s", st.Receipt.CumAmount, o.CumAmount)
	}
	w.svc.Close()
	if st := newWorld(t, ledger).status(); st.Receipt.Receipt != o.Receipt() {
		t.Errorf("the ledger holds %s, want %s", st.Receipt.CumAmount, o.CumAmount)
	}
}

// The connections of payers and endpoints are not trimmed for those of strangers.
func TestConnectionsAreProtected(t *testing.T) {
	w := newWorld(t, newLedger())
	l, s := w.session(5)
	a := w.acknowledge(s)
	stranger := w.dial(keyOf(77), wire.PayProtocol)
	stranger.say(wire.GetQuote{})
	hear[wire.Quote](stranger)
	for _, c := range []struct {
		who  string
		line *line
		want bool
	}{{"payer", l, true}, {"endpoint", a, true}, {"stranger", stranger, false}} {
		if got := w.host.ConnManager().IsProtected(c.line.stream.Conn().LocalPeer(), ""); got != c.want {
			t.Errorf("%s: protected: %t, want %t", c.who, got, c.want)
		}
	}
	l.stream.Close()
	w.until(func() bool { return !w.host.ConnManager().IsProtected(l.stream.Conn().LocalPeer(), "") })
}

func TestGarbageEndsTheStream(t *testing.T) {
	w := newWorld(t, newLedger())
	l := w.dial(payerKey, wire.PayProtocol)
	if _, err := l.stream.Write(bytes.Repeat([]byte{0xff}, 4096)); err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := wire.ReadPayReply(l.read); err != nil {
			break
		}
	}
	if _, s := w.session(5); s.SessionID != 5 {
		t.Error("the relay does not serve others any more")
	}
}
