// Package e2e tests clients against real relays on a real chain, all in this process:
// what neither client nor relayd can test alone.
package e2e

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/testnet/devnet"
)

// world is a devnet and what its clients moved on chain.
type world struct {
	net   *devnet.Net
	chain *chain.Client
	key   *keys.Key

	mu    sync.Mutex
	moves []client.MoveKind
}

func logger() *slog.Logger {
	if os.Getenv("E2E_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func up(t *testing.T, relays int) *world {
	t.Helper()
	n, err := devnet.Up(t.Context(), devnet.Config{
		Dir: t.TempDir(), Listen: netip.MustParseAddr("127.0.0.1"), Relays: relays, Log: logger(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	f := n.File()
	cfg := f.Config()
	cfg.Poll = 20 * time.Millisecond
	ch, err := chain.Dial(t.Context(), f.RPC, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ch.Close)
	password, err := os.ReadFile(f.PasswordFile)
	if err != nil {
		t.Fatal(err)
	}
	key, err := keys.Store{}.LoadFile(f.Accounts[0].Keystore, keys.PasswordText(string(bytes.TrimSpace(password))))
	if err != nil {
		t.Fatal(err)
	}
	return &world{net: n, chain: ch, key: key}
}

// payer is a client with the world's key, and nothing else.
func (w *world) payer(t *testing.T, change ...func(*client.Config)) *client.Client {
	t.Helper()
	cfg := client.Config{Chain: w.chain, Key: w.key, Log: logger(), Moved: func(m client.Move) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.moves = append(w.moves, m.Kind)
	}}
	for _, f := range change {
		f(&cfg)
	}
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// listen begins to listen at a relay, without key or chain.
func (w *world) listen(t *testing.T, relay int, change ...func(*client.Config)) *client.Listener {
	t.Helper()
	cfg := client.Config{Log: logger()}
	for _, f := range change {
		f(&cfg)
	}
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	f := w.net.File().Relays[relay]
	info, err := client.ParseRelay(f.Multiaddrs[0] + "/p2p/" + f.PeerID)
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.Listen(t.Context(), client.ListenOptions{Relay: info})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// session is an established session: a pays.
func session(t *testing.T, c *client.Client, l *client.Listener, opt client.DialOptions) (a, b *client.Conn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dialed := make(chan error, 1)
	go func() {
		var err error
		if a, err = c.Dial(ctx, l.Invitation(), opt); err != nil {
			cancel() // nobody will come
		}
		dialed <- err
	}()
	b, err := l.Accept(ctx)
	if dialErr := <-dialed; dialErr != nil {
		t.Fatal("dial: ", dialErr)
	}
	if err != nil {
		t.Fatal("accept: ", err)
	}
	return a, b
}

// echo sends count datagrams from a to b and back, one after the other, each until it
// came back.
func echo(t *testing.T, a, b *client.Conn, count, size int) {
	t.Helper()
	var group sync.WaitGroup
	defer group.Wait()
	defer b.SetReadDeadline(time.Unix(1, 0))
	group.Go(func() { reflect(b) })
	ping(t, a, count, size)
}

// reflect sends back what comes, until the read deadline or the end of the session.
func reflect(b *client.Conn) {
	buf := make([]byte, 2048)
	for {
		n, from, err := b.ReadFrom(buf)
		if err != nil {
			return
		}
		b.WriteTo(buf[:n], from)
	}
}

// ping sends count datagrams, each until it came back.
func ping(t *testing.T, a *client.Conn, count, size int) {
	t.Helper()
	buf := make([]byte, 2048)
	for i := range count {
		want := bytes.Repeat([]byte{byte(i)}, size)
		for {
			if _, err := a.WriteTo(want, a.Peer()); err != nil {
				t.Error("write: ", err)
				return
			}
			a.SetReadDeadline(time.Now().Add(time.Second))
			n, _, err := a.ReadFrom(buf)
			if errors.Is(err, os.ErrDeadlineExceeded) {
				continue
			}
			if err != nil {
				t.Error("read: ", err)
				return
			}
			if bytes.Equal(buf[:n], want) {
				break
			}
		}
	}
	a.SetReadDeadline(time.Time{})
}

// The main job: join, pay for what was acknowledged, close, and get the rest back.
func TestSessionIsPaidAndConserved(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	l := w.listen(t, 0)
	c := w.payer(t)
	before := w.tokens(t, w.key.Address())
	a, b := session(t, c, l, client.DialOptions{})
	echo(t, a, b, 200, 1200)
	ch := a.Channel()
	if err := b.Close(); err != nil {
		t.Error("close B: ", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal("close A: ", err)
	}
	p := a.Progress()
	if p.Paid.IsZero() || p.RecvAB < 200*1200 || p.RecvBA < 200*1200 || p.Receipts == 0 || p.Acks == 0 || p.Batches < p.Receipts {
		t.Errorf("progress: %+v", p)
	}
	if p.BasisAB.String() != "receiver-signed" || p.BasisBA.String() != "payer-counted" {
		t.Errorf("basis: got %s and %s", p.BasisAB, p.BasisBA)
	}
	if got := b.Counts().RecvBytes; p.RecvAB != got {
		t.Errorf("billed A→B: %d bytes, B received %d", p.RecvAB, got)
	}
	if got := a.Counts().RecvBytes; p.RecvBA != got {
		t.Errorf("billed B→A: %d bytes, A received %d", p.RecvBA, got)
	}
	result, err := c.CloseChannel(t.Context(), ch.ID)
	if err != nil || result.Closed == nil || result.Why != nil {
		t.Fatalf("close channel: %+v, %v", result, err)
	}
	if result.Closed.Settled != p.Paid || result.Closed.Refund != ch.Deposit.SubFloor(p.Paid) {
		t.Errorf("settled %s, refunded %s, want %s and the rest of %s", result.Closed.Settled, result.Closed.Refund, p.Paid, ch.Deposit)
	}
	if after := w.tokens(t, w.key.Address()); after != before.SubFloor(p.Paid) {
		t.Errorf("payer has %s, want %s less %s", after, before, p.Paid)
	}
	if want := []client.MoveKind{client.MoveOpen, client.MoveCloseNow}; !slices.Equal(w.moves, want) {
		t.Errorf("moves: got %v, want %v", w.moves, want)
	}
}

// channelStatus is what a relay of this process says of a channel.
func channelStatus(t *testing.T, r *relayd.Relay, id common.Hash) relayd.ChannelStatus {
	t.Helper()
	s, err := r.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.(relayd.Status).Channels {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("the relay does not know channel %s", id)
	return relayd.ChannelStatus{}
}

func (w *world) tokens(t *testing.T, of common.Address) typeddata.Amount {
	t.Helper()
	v, err := w.chain.TokenBalance(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	a, err := typeddata.AmountFromInt(v)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
