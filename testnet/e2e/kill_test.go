package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/stream"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
)

const (
	// kills is how often the relay is killed, each time at another point.
	kills = 6
	// killWithin bounds where: payload bytes of a session, more than the creditCap.
	killWithin = 5 << 20
)

// pump sends datagrams from a to b until b has received total bytes, then calls reached
// and returns. each is called before every datagram.
func pump(t *testing.T, a, b *client.Conn, total uint64, each, reached func()) {
	t.Helper()
	const window = 32 // datagrams under way
	room, done := make(chan struct{}, window), make(chan struct{})
	for range window {
		room <- struct{}{}
	}
	go func() {
		defer close(done)
		buf := make([]byte, 2048)
		for got := uint64(0); got < total; {
			n, _, err := b.ReadFrom(buf)
			if err != nil {
				t.Error("read: ", err)
				return
			}
			got += uint64(n)
			select {
			case room <- struct{}{}:
			default:
			}
		}
		reached()
	}()
	lost := time.NewTicker(20 * time.Millisecond) // what the relay dropped for credit is sent anew
	defer lost.Stop()
	over := time.After(limit)
	for packet := make([]byte, 1000); ; {
		select {
		case <-done:
			return
		case <-over:
			b.SetReadDeadline(time.Unix(1, 0))
			<-done
			t.Fatalf("%d bytes not through within %s", total, limit)
		case <-room:
		case <-lost.C:
		}
		each()
		if _, err := a.WriteTo(packet, a.Peer()); err != nil {
			b.SetReadDeadline(time.Unix(1, 0))
			<-done
			t.Fatal("write: ", err)
		}
	}
}

// durable follows a payer's progress to what its relay must have on disk: an Offer comes
// only once the receipt before it is there.
type durable struct {
	receipts   uint64
	last, sure typeddata.Amount
}

func (d *durable) see(p client.Progress) {
	if p.Receipts > d.receipts {
		d.receipts, d.sure = p.Receipts, d.last
	}
	d.last = p.Paid
}

// statusOf asks a relay's process for a channel.
func statusOf(t *testing.T, p *process, id common.Hash) relayd.ChannelStatus {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.out.find(t, "status "), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var s relayd.Status
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Channels {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("the relay does not know channel %s", id)
	return relayd.ChannelStatus{}
}

// soundLedger has relayd check the ledger of a relay that was killed.
func (s *stage) soundLedger(t *testing.T) {
	t.Helper()
	status, out, text := run(t, "relayd", "ledger", "check", s.relay.DataDir)
	if status != 0 {
		t.Fatalf("ledger check: exit status %d: %s%s", status, out, text)
	}
	var r ledger.Report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if err := r.Err(); err != nil {
		t.Fatal("ledger check: ", err)
	}
}

// The relay is killed at any moment, again and again: its ledger is sound, it has every
// receipt on whose strength it served, the payer goes on with the same channel, and what
// was receipted is settled, without the payer.
func TestRelayKilled(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.register(t)
	before := s.balances(t)
	random := rand.New(rand.NewPCG(1, 0))
	c := s.newClient(t, s.payer)
	relay := s.relayd(t)
	var ch client.Channel
	var paid typeddata.Amount // by all sessions
	for round := range kills {
		l := s.listen(t)
		a, b := session(t, c, l, client.DialOptions{})
		if round == 0 {
			ch = a.Channel()
		} else if a.Channel().ID != ch.ID {
			t.Errorf("round %d: on channel %s, want %s", round, a.Channel().ID, ch.ID)
		}
		var sure durable
		at := random.Uint64N(killWithin)
		pump(t, a, b, at, func() { sure.see(a.Progress()) }, relay.kill)
		l.Close()
		s.soundLedger(t)
		relay = s.relayd(t)
		got := statusOf(t, relay, ch.ID).Receipted
		t.Logf("round %d: killed after %d bytes; receipt over %s", round, at, got)
		if want := paid.AddCap(sure.sure); got.Less(want) {
			t.Errorf("round %d: the relay has a receipt over %s, and served on one over %s", round, got, want)
		}
		if err := b.Close(); err != nil {
			t.Logf("round %d: close B: %v", round, err)
		}
		if err := a.Close(); err != nil {
			t.Errorf("round %d: close A: %v", round, err)
		}
		paid = paid.AddCap(a.Paid())
		if got := statusOf(t, relay, ch.ID).Receipted; got != paid {
			t.Errorf("round %d: the relay has a receipt over %s, the payer signed %s", round, got, paid)
		}
	}
	c.Close()
	relay.kill()
	s.soundLedger(t)
	s.relayd(t, "--settle-least=1", "--settle-amount=1")
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	s.settled(ctx, t, ch, paid)

	again := s.newClient(t, s.payer)
	result, err := again.CloseChannel(t.Context(), ch.ID)
	if err != nil || result.Closed == nil || result.Closed.Settled != paid {
		t.Fatalf("close: %+v, %v, want %s settled", result, err, paid)
	}
	s.conserved(t, before, paid)
}

// network are the options of portage that say where this stage is and who pays.
func (s *stage) network(t *testing.T) []string {
	t.Helper()
	return []string{
		"--rpc=" + s.chain.URL(), "--channels=" + s.contracts.Channels.Hex(), "--registry=" + s.contracts.Registry.Hex(),
		"--confirmations=1", "--keystore=" + s.keystore(t, s.payer), "--password-file=" + s.passwordFile(),
	}
}

// portage runs a command of the payer to its end.
func (s *stage) portage(t *testing.T, args ...string) (status int, out, err string) {
	t.Helper()
	return run(t, "portage", append(args, s.network(t)...)...)
}

// channels runs a command that prints channels.
func (s *stage) channels(t *testing.T, command string) (rows []channelRow) {
	t.Helper()
	status, out, text := s.portage(t, command, "--json")
	if status != 0 {
		t.Fatalf("portage %s: exit status %d: %s", command, status, text)
	}
	if err := json.Unmarshal([]byte(out), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// channelRow is what portage prints of a channel.
type channelRow struct {
	ID        common.Hash       `json:"id"`
	State     string            `json:"state"`
	Deposit   typeddata.Amount  `json:"deposit"`
	Settled   typeddata.Amount  `json:"settled"`
	Receipted *typeddata.Amount `json:"receipted"`
	Sessions  *int              `json:"sessions"`
	Problem   string            `json:"problem"`
}

// The payer is killed while it sends and while it receives. With nothing but its key it
// finds channel and receipt again, goes on, closes, and gets the rest back.
func TestPayerKilled(t *testing.T) {
	t.Parallel()
	for name, carry := range map[string]func(payer *process, b *stream.Stream) error{
		"sending": func(payer *process, b *stream.Stream) error {
			go io.Copy(payer.in, content(killWithin))
			_, err := io.CopyN(io.Discard, b, killWithin/2)
			return err
		},
		"receiving": func(_ *process, b *stream.Stream) error {
			_, err := io.CopyN(b, content(killWithin), killWithin/2)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.register(t)
			s.start(t)
			before := s.balances(t)
			l := s.listen(t)
			connect := append([]string{"connect", l.Invitation()}, s.network(t)...)

			killed := launch(t, "portage", connect...)
			b := accept(t, l)
			if err := carry(killed, b.Stream); err != nil {
				t.Fatal("transfer: ", err)
			}
			killed.kill()
			b.Abort()
			b.conn.Close() // in vain, maybe: the session is over

			rows := s.channels(t, "recover")
			if len(rows) != 1 || rows[0].State != "open" || rows[0].Problem != "" || rows[0].Receipted == nil || rows[0].Receipted.IsZero() {
				t.Fatalf("recovered %+v", rows)
			}
			const word = "after the crash"
			again := launch(t, "portage", connect...)
			io.WriteString(again.in, word)
			again.in.Close()
			b = accept(t, l)
			if got, err := io.ReadAll(b); err != nil || string(got) != word {
				t.Errorf("got %q, %v", got, err)
			}
			if err := errors.Join(b.CloseWrite(), b.Close(), b.conn.Close()); err != nil {
				t.Error("close B: ", err)
			}
			if status := again.wait(t); status != 0 {
				t.Errorf("connect: exit status %d", status)
			}
			recovered := rows[0]
			if rows = s.channels(t, "recover"); len(rows) != 1 || rows[0].ID != recovered.ID || !recovered.Receipted.Less(*rows[0].Receipted) {
				t.Fatalf("after another session: %+v, want the channel of %+v, paid more", rows, recovered)
			}
			status, out, text := s.portage(t, "close", rows[0].ID.Hex())
			paid := settledIn(out) // what was acknowledged last is receipted at the end
			if want := fmt.Sprintf("closed %s: %s to the relay in all, %s back to the payer\n", rows[0].ID, paid, rows[0].Deposit.SubFloor(paid)); status != 0 || out != want {
				t.Errorf("close: exit status %d: %q, want %q: %s", status, out, want, text)
			}
			if paid.Less(*rows[0].Receipted) {
				t.Errorf("close: %s to the relay in all, receipted %s", paid, rows[0].Receipted)
			}
			s.conserved(t, before, paid)
		})
	}
}

// settledIn reads what the relay has got from what portage close prints; zero: it says
// something else.
func settledIn(out string) (a typeddata.Amount) {
	_, rest, _ := strings.Cut(out, ": ")
	amount, _, _ := strings.Cut(rest, " to the relay in all")
	a, _ = typeddata.ParseAmount(amount)
	return a
}

// accepted is B's end of a stream that portage made.
type accepted struct {
	*stream.Stream
	conn *client.Conn
}

func accept(t *testing.T, l *client.Listener) accepted {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	conn, err := l.Accept(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, err := stream.Accept(ctx, conn)
	if err != nil {
		t.Fatal(err)
	}
	context.AfterFunc(ctx, s.Abort)
	return accepted{s, conn}
}
