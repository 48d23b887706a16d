package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// newHost is a libp2p host that has a key for identity, or none of its own.
func newHost(t *testing.T, key *keys.Key, options ...libp2p.Option) host.Host {
	t.Helper()
	if key != nil {
		id, err := keys.Identity(key)
		if err != nil {
			t.Fatal(err)
		}
		options = append(options, libp2p.Identity(id))
	}
	h, err := libp2p.New(append(options, libp2p.DisableRelay())...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// openStream opens a stream of a protocol to the stage's relay.
func (s *stage) openStream(ctx context.Context, h host.Host, proto protocol.ID) (network.Stream, error) {
	id, err := keys.PeerID(s.node)
	if err != nil {
		return nil, err
	}
	at, err := multiaddr.NewMultiaddr(fmt.Sprintf("/ip4/%s/tcp/%d", s.relay.ListenIP, s.relay.Libp2pPort))
	if err != nil {
		return nil, err
	}
	if err := h.Connect(ctx, peer.AddrInfo{ID: id, Addrs: []multiaddr.Multiaddr{at}}); err != nil {
		return nil, err
	}
	return h.NewStream(ctx, id, proto)
}

// cheat is a payer that says what a test wants, on a channel of its own.
type cheat struct {
	*testing.T
	stage  *stage
	quote  receipt.Quote
	ch     client.Channel
	stream network.Stream
	heard  chan wire.PayReply
	ended  chan struct{} // closed by SessionEnded
	reason channel.EndReason
}

func newCheat(t *testing.T, s *stage) *cheat {
	t.Helper()
	c := s.newClient(t, s.payer)
	offer, err := c.Pick(t.Context(), s.node.Address())
	if err != nil {
		t.Fatal(err)
	}
	ch, err := c.OpenChannel(t.Context(), offer, offer.Quote.CreditCap)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := s.openStream(t.Context(), newHost(t, s.payer, libp2p.NoListenAddrs), wire.PayProtocol)
	if err != nil {
		t.Fatal(err)
	}
	cheat := &cheat{
		T: t, stage: s, quote: offer.Quote, ch: ch, stream: stream,
		heard: make(chan wire.PayReply, 256), ended: make(chan struct{}),
	}
	go cheat.listen()
	return cheat
}

// listen hears the relay until the stream ends.
func (c *cheat) listen() {
	defer close(c.heard)
	for r := bufio.NewReader(c.stream); ; {
		m, err := wire.ReadPayReply(r)
		if err != nil {
			return
		}
		if end, ok := m.(wire.SessionEnded); ok {
			c.reason = end.Reason
			close(c.ended)
		}
		c.heard <- m
	}
}

func (c *cheat) say(m wire.PayRequest) {
	c.Helper()
	if err := wire.Write(c.stream, m); err != nil {
		c.Fatal(err)
	}
}

// hear waits for the relay's next message of a kind.
func hear[M wire.PayReply](c *cheat) M {
	c.Helper()
	over := time.After(limit)
	for {
		select {
		case m, ok := <-c.heard:
			if !ok {
				c.Fatal("the relay ended the stream")
			}
			if m, ok := m.(M); ok {
				return m
			}
		case <-over:
			c.Fatalf("no %T within %s", *new(M), limit)
		}
	}
}

func (c *cheat) sign(k *keys.Key, digest common.Hash) typeddata.Signature {
	c.Helper()
	sig, err := k.SignDigest(c.Context(), digest)
	if err != nil {
		c.Fatal(err)
	}
	return sig
}

// authorization is one for a session that the relay counts.
func (c *cheat) authorization(tariff price.Tariff) channel.Authorization {
	now := time.Now()
	a := channel.Authorization{RelayCounted: true, SessionAuthorization: receipt.SessionAuthorization{
		ChannelID: c.ch.ID, SessionID: uint64(now.UnixMilli()) << 20, Tariff: tariff, AckDeadline: uint64(now.Add(7 * 24 * time.Hour).Unix()),
	}}
	a.Signature = c.sign(c.stage.payer, a.Digest(c.stage.client.Domain()))
	return a
}

// A payer that does not sign gets the first credit and no more, whatever it says instead;
// each lie is refused by its name. What it signs late is taken, and nothing was lost.
func TestPayerCheats(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.relay.Grace = 500 * time.Millisecond
	s.register(t)
	relay := s.start(t)
	c := newCheat(t, s)
	domain := s.client.Domain()

	c.say(wire.UseChannel{Terms: c.ch.Terms})
	hear[wire.ChannelReady](c)
	c.say(wire.Authorize{Authorization: c.authorization(price.Tariff{PerGiB: amount(1), Max: c.quote.CreditCap})})
	if got := hear[wire.Error](c); got.Code != wire.CodeWrongPrice {
		t.Errorf("another price: got %v", got)
	}
	c.say(wire.Authorize{Authorization: c.authorization(price.Tariff{PerGiB: c.quote.PricePerGiB, Flat: c.quote.FlatPrice, Max: typeddata.MaxAmount()})})
	session := hear[wire.Session](c)
	flooded := make(chan struct{})
	go func() {
		defer close(flooded)
		flood(t, client.ICEServer{URLs: session.A.URIs, Username: session.A.Username, Credential: session.A.Password}, c.ended)
	}()

	first := hear[wire.Offer](c).Receipt()
	signed := func(r receipt.Receipt, k *keys.Key, d typeddata.Domain) wire.Receipt {
		return wire.Receipt{Receipt: r, Signature: c.sign(k, r.Digest(d))}
	}
	otherChain, otherContract, otherChannel, less := domain, domain, first, first
	otherChain.ChainID++
	otherContract.Contract[0]++
	otherChannel.ChannelID[0]++
	less.CumAmount = less.CumAmount.SubFloor(amount(1))
	for name, lie := range map[string]struct {
		says wire.PayRequest
		want wire.Code
	}{
		"another chain":    {signed(first, s.payer, otherChain), wire.CodeBadSignature},
		"another contract": {signed(first, s.payer, otherContract), wire.CodeBadSignature},
		"another key":      {signed(first, s.operator, domain), wire.CodeBadSignature},
		"another channel":  {signed(otherChannel, s.payer, domain), wire.CodeUnknownChannel},
		"less":             {signed(less, s.payer, domain), wire.CodeWrongAmount},
		"another session":  {wire.Count{SessionID: 1, Counts: ack.Counts{SentBytes: math.MaxUint64}}, wire.CodeUnknownSession},
	} {
		c.say(lie.says)
		if got := hear[wire.Error](c); got.Code != lie.want {
			t.Errorf("%s: got %v, want %s", name, got, lie.want)
		}
	}
	<-flooded // the session is over
	if c.reason != channel.EndUnpaid {
		t.Errorf("the session ended: %s, want it unpaid", c.reason)
	}
	st := channelStatus(t, relay, c.ch.ID)
	if c.quote.W0.Less(st.MaxUnpaid) || st.MaxUnpaid.IsZero() || !st.Receipted.IsZero() || st.Sessions != 0 {
		t.Errorf("unpaid %s, receipted %s, want at most %s and nothing", st.MaxUnpaid, st.Receipted, c.quote.W0)
	}

	c.say(signed(first, s.payer, domain))
	last := hear[wire.Offer](c).Receipt()
	c.say(signed(last, s.payer, domain))
	c.say(signed(first, s.payer, domain))
	if got := hear[wire.Error](c); got.Code != wire.CodeStale {
		t.Errorf("an old receipt: got %v", got)
	}
	c.say(wire.AskClose{ChannelID: c.ch.ID})
	if got := hear[wire.Consent](c); got.AtLeast != last.CumAmount {
		t.Errorf("consent to %s, want %s", got.AtLeast, last.CumAmount)
	}
	// All that was ever unpaid is paid; the last bytes may have been read from the meter since.
	if got := channelStatus(t, relay, c.ch.ID); got.Receipted != last.CumAmount || got.Receipted != got.MaxUnpaid || !got.Unpaid.IsZero() {
		t.Errorf("receipted %s, unpaid %s, want %s and nothing", got.Receipted, got.Unpaid, got.MaxUnpaid)
	}

	c.stream.Write([]byte{3, 0xff, 0xff, 0xff})
	if got := hear[wire.Error](c); got.Code != wire.CodeMalformed {
		t.Errorf("garbage: got %v", got)
	}
	for range c.heard { // until the relay ends the stream
	}
}

// liar is a man in the middle who has the relay's node key: it passes everything on
// between payers and the relay, but for Offers, which it may change and sign anew.
type liar struct {
	stage *stage
	front host.Host
	// lie changes an Offer, from the second on, and reports whether there was what to change.
	lie    func(m *liar, o *channel.SignedOffer) bool
	paying sync.WaitGroup // streams on which the payer still speaks
	mute   atomic.Bool    // keeps receipts from the relay from now on

	mu       sync.Mutex
	leaves   []common.Hash // of the channel's log, as told truly
	offers   int
	lied     bool
	refusals []wire.Refuse
	receipts int // after the lie
}

func newLiar(t *testing.T, s *stage, lie func(*liar, *channel.SignedOffer) bool) *liar {
	t.Helper()
	m := &liar{stage: s, lie: lie, front: newHost(t, s.node, libp2p.ListenAddrStrings("/ip4/127.0.0.1/tcp/0"))}
	payer, guest := newHost(t, s.payer, libp2p.NoListenAddrs), newHost(t, nil, libp2p.NoListenAddrs)
	m.pass(wire.MeetProtocol, guest, copyAll, copyAll)
	m.pass(wire.AckProtocol, guest, copyAll, copyAll)
	m.pass(wire.PayProtocol, payer, m.requests, m.replies)
	return m
}

// address is where payers find it.
func (m *liar) address() string {
	return fmt.Sprintf("%s/p2p/%s", m.front.Network().ListenAddresses()[0], m.front.ID())
}

// pass passes streams of a protocol on, through a host.
func (m *liar) pass(proto protocol.ID, through host.Host, up, down func(io.Writer, io.Reader)) {
	m.front.SetStreamHandler(proto, func(in network.Stream) {
		out, err := m.stage.openStream(context.Background(), through, proto)
		if err != nil {
			in.Reset()
			return
		}
		go func() { up(out, in); out.CloseWrite() }()
		down(in, out)
		in.CloseWrite()
	})
}

func copyAll(w io.Writer, r io.Reader) { io.Copy(w, r) }

func (m *liar) requests(w io.Writer, r io.Reader) {
	m.paying.Add(1)
	defer m.paying.Done()
	for in := bufio.NewReader(r); ; {
		q, err := wire.ReadPayRequest(in)
		if err != nil {
			return
		}
		m.mu.Lock()
		switch q := q.(type) {
		case wire.Refuse:
			m.refusals = append(m.refusals, q)
		case wire.Receipt:
			if m.lied {
				m.receipts++
			}
		}
		m.mu.Unlock()
		if use, ok := q.(wire.UseChannel); ok && m.mute.Load() {
			use.Receipt = wire.Receipt{}
			q = use
		}
		if _, ok := q.(wire.Receipt); ok && m.mute.Load() {
			continue
		}
		if wire.Write(w, q) != nil {
			return
		}
	}
}

func (m *liar) replies(w io.Writer, r io.Reader) {
	for in := bufio.NewReader(r); ; {
		reply, err := wire.ReadPayReply(in)
		if err != nil {
			return
		}
		if o, ok := reply.(wire.Offer); ok {
			m.offer(&o.SignedOffer)
			reply = o
		}
		if wire.Write(w, reply) != nil {
			return
		}
	}
}

// offer changes an Offer, once a receipt stands before it.
func (m *liar) offer(o *channel.SignedOffer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.leaves = m.leaves[:o.State.LogSize-uint64(len(o.Records))]
	if m.offers++; m.offers > 1 && m.lie(m, o) {
		m.lied = true
		o.Signature, _ = m.stage.node.SignDigest(context.Background(), o.Digest(m.stage.client.Domain()))
	}
	for _, r := range o.Records {
		m.leaves = append(m.leaves, r.LeafHash())
	}
}

// rebuild makes an Offer's log of leaves and its own records.
func rebuild(o *channel.SignedOffer, leaves []common.Hash) {
	log := batchlog.Log{}.Append(leaves...)
	for _, r := range o.Records {
		log = log.Append(r.LeafHash())
	}
	o.State.LogRoot = log.Root()
}

// A relay that lies about what it carried is left at once: what it says is refused by its
// name, and nothing that it says is signed any more.
func TestRelayLies(t *testing.T) {
	t.Parallel()
	thief, err := keys.Generate()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		lie  func(m *liar, o *channel.SignedOffer) bool
		want channel.RefuseCode
	}{
		"overstates": {func(_ *liar, o *channel.SignedOffer) bool {
			o.CumAmount = o.CumAmount.AddCap(amount(1))
			return true
		}, channel.RefuseSum},
		"overprices": {func(m *liar, o *channel.SignedOffer) bool {
			r := &o.Records[len(o.Records)-1]
			r.Paid = r.Paid.AddCap(amount(1))
			o.CumAmount = o.CumAmount.AddCap(amount(1))
			o.Table = o.Table.With(r.SessionID, r.Paid)
			o.State.SessionsHash = o.Table.Hash()
			rebuild(o, m.leaves)
			return true
		}, channel.RefuseOverPrice},
		"acknowledges in the endpoint's place": {func(m *liar, o *channel.SignedOffer) bool {
			if len(o.Acks) == 0 {
				return false
			}
			d := m.stage.client.Domain()
			forged, err := ack.Sign(o.Acks[len(o.Acks)-1].DeliveryAck, d, thief.ECDSA())
			if err != nil {
				panic(err)
			}
			o.Acks = []ack.Signed{forged}
			o.Records[len(o.Records)-1].AckB = forged.Hash(d)
			rebuild(o, m.leaves)
			return true
		}, channel.RefuseAckBad},
		"swaps the endpoint's key": {func(m *liar, o *channel.SignedOffer) bool {
			if len(o.Authorizations) == 0 {
				return false
			}
			for i := range o.Authorizations {
				o.Authorizations[i].KeyB = thief.Address()
			}
			r := &o.Records[len(o.Records)-1]
			r.AuthHash = o.Authorizations[len(o.Authorizations)-1].Hash(m.stage.client.Domain(), o.Authorizations[len(o.Authorizations)-1].Signature)
			rebuild(o, m.leaves)
			return true
		}, channel.RefuseUnknownSession},
		"rewrites its log": {func(m *liar, o *channel.SignedOffer) bool {
			leaves := append([]common.Hash{{1}}, m.leaves[1:]...)
			rebuild(o, leaves)
			return true
		}, channel.RefuseBadLog},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.register(t)
			s.start(t)
			m := newLiar(t, s, c.lie)
			payer := s.newClient(t, s.payer)
			a, b := session(t, payer, listenAt(t, s.newClient(t, nil), m.address()), client.DialOptions{})
			go reflect(b)
			left := make(chan error, 1)
			go func() { // until the session is over
				for buf := make([]byte, 2048); ; {
					if _, _, err := a.ReadFrom(buf); err != nil {
						left <- err
						return
					}
				}
			}()
			var err error
			over := time.After(limit)
			for tick := time.NewTicker(time.Millisecond); err == nil; {
				select {
				case err = <-left:
				case <-tick.C:
					a.WriteTo(make([]byte, 1000), a.Peer())
				case <-over:
					t.Fatal("the payer stays")
				}
			}
			refusal, ok := channel.AsRefusal(err)
			if !ok || !errors.Is(err, pay.ErrLied) || refusal.Code != c.want {
				t.Errorf("got %v, want it left for %s", err, c.want)
			}
			b.Close()
			if err := a.Close(); !errors.Is(err, client.ErrUnsettled) {
				t.Errorf("close: got %v, want ErrUnsettled", err)
			}
			m.paying.Wait()
			m.mu.Lock()
			defer m.mu.Unlock()
			if len(m.refusals) != 1 || m.refusals[0].Code != c.want || m.receipts != 0 {
				t.Errorf("the payer said %+v and signed %d receipts, want one refusal and none", m.refusals, m.receipts)
			}
		})
	}
}
