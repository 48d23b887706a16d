package e2e

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/turn/v2"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func amount(n uint64) typeddata.Amount { return typeddata.NewAmount(n) }

// One channel serves session after session, those at the same time too, and a client that
// has lost everything but the key.
func TestChannelIsReused(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	l := w.listen(t, 0)
	first := w.payer(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var group sync.WaitGroup
	pairs := make([][2]*client.Conn, 3)
	for i := range pairs {
		group.Go(func() {
			a, err := first.Dial(ctx, l.Invitation(), client.DialOptions{})
			// The relay lets one joiner in at a time.
			for refused := (*pay.RefusedError)(nil); errors.As(err, &refused) && refused.Code == wire.CodeNobody; {
				a, err = first.Dial(ctx, l.Invitation(), client.DialOptions{})
			}
			if err != nil {
				t.Error("dial: ", err)
				return
			}
			pairs[i][0] = a
			ping(t, a, 20, 1000)
		})
		group.Go(func() {
			b, err := l.Accept(ctx)
			if err != nil {
				t.Error("accept: ", err)
				return
			}
			pairs[i][1] = b
			go reflect(b)
		})
	}
	if group.Wait(); t.Failed() {
		return
	}
	for _, p := range pairs {
		p[1].Close()
	}
	for _, p := range pairs {
		group.Go(func() {
			if err := p[0].Close(); err != nil {
				t.Error("close: ", err)
			}
		})
	}
	group.Wait()
	id := pairs[0][0].Channel().ID
	want := typeddata.Amount{}
	for _, p := range pairs {
		if p[0].Channel().ID != id || p[0].Paid().IsZero() {
			t.Errorf("a session on %s that paid %s, want all on %s", p[0].Channel().ID, p[0].Paid(), id)
		}
		want = want.AddCap(p[0].Paid())
	}
	first.Close()

	second := w.payer(t)
	found, err := second.Recover(t.Context())
	if err != nil || len(found) != 1 || found[0].Err != nil || found[0].ID != id || found[0].Receipt.CumAmount != want {
		t.Fatalf("recovered %+v, %v, want %s with a receipt over %s", found, err, id, want)
	}
	a, b := session(t, second, l, client.DialOptions{})
	echo(t, a, b, 20, 1000)
	b.Close()
	if err := a.Close(); err != nil {
		t.Error("close: ", err)
	}
	result, err := second.CloseChannel(t.Context(), id)
	if err != nil || result.Closed == nil || result.Closed.Settled != want.AddCap(a.Paid()) {
		t.Errorf("close: %+v, %v, want %s settled", result, err, want.AddCap(a.Paid()))
	}
	if result, err := second.CloseChannel(t.Context(), id); err != nil || result.Closed == nil {
		t.Errorf("closed again: %+v, %v, want what became of it", result, err)
	}
	if want := []client.MoveKind{client.MoveOpen, client.MoveCloseNow}; !slices.Equal(w.moves, want) {
		t.Errorf("moves: got %v, want %v", w.moves, want)
	}
}

// A channel that holds too little is topped up where that is asked for, else another is
// opened.
func TestFunding(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	l, c := w.listen(t, 0), w.payer(t)
	offer, err := c.Pick(t.Context(), w.net.File().Relays[0].NodeKey)
	if err != nil {
		t.Fatal(err)
	}
	w0 := offer.Quote.W0
	small, err := c.OpenChannel(t.Context(), offer, w0)
	if err != nil {
		t.Fatal(err)
	}
	most := w0.AddCap(w0)
	dial := func(f client.Funding) client.Channel {
		t.Helper()
		a, b := session(t, c, l, client.DialOptions{Funding: f})
		b.Close()
		if err := a.Close(); err != nil {
			t.Error("close: ", err)
		}
		if got := a.Progress().MaxAmount; got != f.MaxAmount {
			t.Errorf("the session may cost %s, want %s", got, f.MaxAmount)
		}
		return a.Channel()
	}
	if ch := dial(client.Funding{MaxAmount: w0.SubFloor(amount(1))}); ch.ID != small.ID {
		t.Errorf("enough: used %s, want %s", ch.ID, small.ID)
	}
	if ch := dial(client.Funding{MaxAmount: most, TopUp: amount(1)}); ch.ID != small.ID || ch.Deposit.Less(most) {
		t.Errorf("topped up: used %s with %s, want %s with %s", ch.ID, ch.Deposit, small.ID, most)
	}
	if ch := dial(client.Funding{MaxAmount: most.AddCap(most), Deposit: most.AddCap(most)}); ch.ID == small.ID || ch.Deposit != most.AddCap(most) {
		t.Errorf("too little: used %s with %s, want another", ch.ID, ch.Deposit)
	}
	if want := []client.MoveKind{client.MoveOpen, client.MoveTopUp, client.MoveOpen}; !slices.Equal(w.moves, want) {
		t.Errorf("moves: got %v, want %v", w.moves, want)
	}
	if _, err := c.TopUp(t.Context(), small.ID, amount(5)); err != nil {
		t.Error("top up: ", err)
	}
	if _, err := c.TopUp(t.Context(), [32]byte{1}, amount(5)); !errors.Is(err, client.ErrUnknownChannel) {
		t.Errorf("top up of another's channel: %v", err)
	}
}

// A payer that was killed, and with it all it knew but the key, goes on with the channel:
// what its old session was acknowledged is paid, what only it had counted is not, and the
// channel closes at once.
func TestPayerForgets(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	l := w.listen(t, 0)
	first := w.payer(t)
	a, b := session(t, first, l, client.DialOptions{})
	echo(t, a, b, 50, 1000)
	first.Close() // and nobody closes the session
	second := w.payer(t)
	again, other := session(t, second, l, client.DialOptions{})
	if again.Channel().ID != a.Channel().ID || again.SessionID() <= a.SessionID() {
		t.Errorf("session %d on %s after %d on %s", again.SessionID(), again.Channel().ID, a.SessionID(), a.Channel().ID)
	}
	echo(t, again, other, 50, 1000)
	other.Close()
	if err := again.Close(); err != nil {
		t.Error("close: ", err)
	}
	b.Close()
	result, err := second.CloseChannel(t.Context(), again.Channel().ID)
	if err != nil || result.Closed == nil || result.Why != nil {
		t.Fatalf("close channel: %+v, %v", result, err)
	}
	if least := again.Paid().AddCap(a.Paid()); result.Closed.Settled.Less(least) {
		t.Errorf("settled %s, want at least %s", result.Closed.Settled, least)
	}
}

// Without the relay a channel closes with time, and nobody's help is needed.
func TestCloseWithoutTheRelay(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	c := w.payer(t)
	offer, err := c.Pick(t.Context(), w.net.File().Relays[0].NodeKey)
	if err != nil {
		t.Fatal(err)
	}
	before := w.tokens(t, w.key.Address())
	ch, err := c.OpenChannel(t.Context(), offer, amount(1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	w.net.Relays()[0].Close()
	result, err := c.CloseChannel(t.Context(), ch.ID)
	if err != nil || result.Closed != nil || result.CloseAt == 0 || result.Why == nil {
		t.Fatalf("got %+v, %v, want it closing", result, err)
	}
	if again, err := c.CloseChannel(t.Context(), ch.ID); err != nil || again.Closed != nil || again.CloseAt != result.CloseAt {
		t.Errorf("again: %+v, %v, want it still closing", again, err)
	}
	if err := w.net.Chain().AdjustTime(time.Duration(w.chain.ClosingPeriod()) * time.Second); err != nil {
		t.Fatal(err)
	}
	result, err = c.CloseChannel(t.Context(), ch.ID)
	if err != nil || result.Closed == nil || result.Closed.Refund != ch.Deposit {
		t.Fatalf("got %+v, %v, want all of %s back", result, err, ch.Deposit)
	}
	if after := w.tokens(t, w.key.Address()); after != before {
		t.Errorf("payer has %s, want %s", after, before)
	}
}

// What cannot be done is said before money moves.
func TestDialRefused(t *testing.T) {
	t.Parallel()
	w := up(t, 2)
	l := w.listen(t, 0)
	inv, err := meet.Decode(l.Invitation())
	if err != nil {
		t.Fatal(err)
	}
	changed := func(change func(*meet.Invitation)) string {
		i := inv
		change(&i)
		text, err := i.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	stranger, err := keys.Generate()
	if err != nil {
		t.Fatal(err)
	}
	strangerID, err := keys.PeerID(stranger)
	if err != nil {
		t.Fatal(err)
	}
	dear := market.Caps{PricePerGiB: amount(1)}
	for name, c := range map[string]struct {
		invitation string
		cfg        client.Config
		want       error
	}{
		"no invitation":    {"portage1", client.Config{Chain: w.chain, Key: w.key}, meet.ErrInvitation},
		"another chain":    {changed(func(i *meet.Invitation) { i.ChainID = 1 }), client.Config{Chain: w.chain, Key: w.key}, client.ErrOtherNetwork},
		"another registry": {changed(func(i *meet.Invitation) { i.Registry[0]++ }), client.Config{Chain: w.chain, Key: w.key}, client.ErrOtherNetwork},
		"no stake":         {changed(func(i *meet.Invitation) { i.Relay = strangerID }), client.Config{Chain: w.chain, Key: w.key}, market.ErrNotStaked},
		"too dear":         {l.Invitation(), client.Config{Chain: w.chain, Key: w.key, Caps: dear}, market.ErrTooDear},
		"no key":           {l.Invitation(), client.Config{Chain: w.chain}, client.ErrNoKey},
		"no chain":         {l.Invitation(), client.Config{Key: w.key}, client.ErrNoChain},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := client.New(c.cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			if _, err := p.Dial(t.Context(), c.invitation, client.DialOptions{}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if channels, err := w.payer(t).Channels(t.Context()); err != nil || len(channels) != 0 {
		t.Errorf("got %v, %v, want no channel", channels, err)
	}
	nobody := changed(func(i *meet.Invitation) { i.PSK[0]++ })
	var refused *pay.RefusedError
	if _, err := w.payer(t).Dial(t.Context(), nobody, client.DialOptions{}); !errors.As(err, &refused) || refused.Code != wire.CodeNobody || !strings.Contains(err.Error(), "new one") {
		t.Errorf("nobody listens: got %v, want advice", err)
	}
}

// Both relays are offered, the nearer or cheaper first, and caps leave out the dear.
func TestQuotes(t *testing.T) {
	t.Parallel()
	w := up(t, 2)
	c := w.payer(t)
	offers, err := c.Quotes(t.Context())
	if err != nil || len(offers) != 2 {
		t.Fatalf("got %v, %v, want 2 offers", offers, err)
	}
	for _, o := range offers {
		if o.Quote.NodeKey != o.NodeKey || o.RTT <= 0 || o.Peer.ID == "" {
			t.Errorf("offer %+v", o)
		}
	}
	none, err := client.New(client.Config{Chain: w.chain, Caps: market.Caps{PricePerGiB: amount(1)}})
	if err != nil {
		t.Fatal(err)
	}
	defer none.Close()
	if _, out, err := none.Relays(t.Context()); err != nil || len(out) != 2 || !errors.Is(out[0].Why, market.ErrTooDear) {
		t.Errorf("left out %v, %v, want both as too dear", out, err)
	}
	if _, err := none.Pick(t.Context(), [20]byte{}); !errors.Is(err, client.ErrNoRelay) {
		t.Errorf("got %v, want ErrNoRelay", err)
	}
	w.net.Relays()[0].Close()
	if offers, err := c.Quotes(t.Context()); err != nil || len(offers) != 1 || offers[0].NodeKey != w.net.File().Relays[1].NodeKey {
		t.Errorf("one relay down: got %v, %v, want the other", offers, err)
	}
}

// A stock TURN client's session is paid by the relay's count, up to its budget.
func TestICE(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	c := w.payer(t)
	if _, err := c.ICEServers(t.Context(), client.ICEOptions{}); !errors.Is(err, client.ErrNotPermitted) {
		t.Errorf("not permitted: got %v", err)
	}
	if _, err := c.ICEServers(t.Context(), client.ICEOptions{RelayCounted: true}); !errors.Is(err, client.ErrNoBudget) {
		t.Errorf("no budget: got %v", err)
	}
	offer, err := c.Pick(t.Context(), [20]byte{})
	if err != nil {
		t.Fatal(err)
	}
	budget := offer.Quote.W0.AddCap(offer.Quote.W0).AddCap(offer.Quote.W0) // 192 KiB
	ice, err := c.ICEServers(t.Context(), client.ICEOptions{Funding: client.Funding{MaxAmount: budget}, RelayCounted: true, TTL: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	server := ice.Server()
	if server.TTL < 3500 || server.TTL > 3600 || len(server.URLs) == 0 {
		t.Errorf("server %+v", server)
	}
	flood(t, server, ice.Done())
	var ended *pay.EndedError
	if !errors.As(ice.Err(), &ended) || ended.Reason != channel.EndMaxAmount {
		t.Errorf("got %v, want it to end with its budget", ice.Err())
	}
	p := ice.Progress()
	if p.BasisAB.String() != "relay-counted" || budget.Less(p.Paid) || p.Paid.Less(offer.Quote.W0) || p.RecvAB+p.RecvBA == 0 {
		t.Errorf("progress %+v, budget %s", p, budget)
	}
	short, err := c.ICEServers(t.Context(), client.ICEOptions{Funding: client.Funding{MaxAmount: budget}, RelayCounted: true, TTL: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	<-short.Done()
	if short.Err() != nil {
		t.Errorf("after its time: got %v", short.Err())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelled, err := c.ICEServers(ctx, client.ICEOptions{Funding: client.Funding{MaxAmount: budget}, RelayCounted: true})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-cancelled.Done()
	if cancelled.Err() != nil {
		t.Errorf("after ctx: got %v", cancelled.Err())
	}
}

// flood sends through a relay, from one allocation of pion's client to another of the
// same credentials, until the session is over.
func flood(t *testing.T, server client.ICEServer, over <-chan struct{}) {
	t.Helper()
	var host string
	var port int
	uri, _, _ := strings.Cut(strings.TrimPrefix(server.URLs[0], "turn:"), "?")
	if _, err := fmt.Sscanf(strings.Replace(uri, ":", " ", 1), "%s %d", &host, &port); err != nil {
		t.Fatal(err)
	}
	allocate := func() net.PacketConn {
		socket, err := net.ListenPacket("udp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		c, err := turn.NewClient(&turn.ClientConfig{
			TURNServerAddr: net.JoinHostPort(host, fmt.Sprint(port)), Conn: socket, Username: server.Username, Password: server.Credential,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Listen(); err != nil {
			t.Fatal(err)
		}
		relayed, err := c.Allocate()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { relayed.Close(); c.Close(); socket.Close() })
		return relayed
	}
	one, two := allocate(), allocate()
	if _, err := two.WriteTo([]byte("permit"), one.LocalAddr()); err != nil {
		t.Fatal(err)
	}
	for {
		select {
		case <-over:
			return
		default:
		}
		one.WriteTo(make([]byte, 1000), two.LocalAddr())
		two.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		two.ReadFrom(make([]byte, 1500)) // or not: the credit is used up, until the next receipt
	}
}
