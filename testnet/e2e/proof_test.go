package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// silence is a stage on which a payer has stopped signing: the other end has received what
// is worth more than was receipted.
type silence struct {
	*stage
	ch     client.Channel
	before balances
	worth  typeddata.Amount // of all that B received and signed for
}

// fallSilent has a payer send, sign for a part, and end its session. sessions says how many
// the relay still forwards for.
func fallSilent(t *testing.T, s *stage, sessions func(client.Channel) int) *silence {
	t.Helper()
	out, left := &silence{stage: s, before: s.balances(t)}, make(chan struct{})
	t.Cleanup(func() { <-left })
	m := newLiar(t, s, func(*liar, *channel.SignedOffer) bool { return false })
	a, b := session(t, s.newClient(t, s.payer), listenAt(t, s.newClient(t, nil), m.address()), client.DialOptions{})
	out.ch = a.Channel()
	pump(t, a, b, 2<<20, func() {}, func() { m.mute.Store(true) }) // its credit has grown
	for range 40 {
		if _, err := a.WriteTo(make([]byte, 1000), a.Peer()); err != nil {
			t.Fatal("write: ", err)
		}
	}
	untilRead(t, a, b, "the last word")
	go func() {
		defer close(left)
		a.Close() // in vain: it signs, and nobody hears of it
	}()
	until(t, "the session has ended", func() bool { return sessions(out.ch) == 0 })
	if err := b.Close(); err != nil { // B acknowledges all that it has received
		t.Error("close B: ", err)
	}
	tariff := price.Tariff{PerGiB: s.relay.PricePerGiB, Max: typeddata.MaxAmount()}
	out.worth = tariff.AmountOf(b.Counts().RecvBytes, 0)
	return out
}

// untilRead sends a word from a to b until b has read it, and all before it.
func untilRead(t *testing.T, a, b *client.Conn, word string) {
	t.Helper()
	read := make(chan error, 1)
	go func() {
		for buf := make([]byte, 2048); ; {
			n, _, err := b.ReadFrom(buf)
			if err != nil || string(buf[:n]) == word {
				read <- err
				return
			}
		}
	}()
	lost, over := time.NewTicker(limit/12), time.After(limit)
	defer lost.Stop()
	for {
		if _, err := a.WriteTo([]byte(word), a.Peer()); err != nil {
			t.Fatal("write: ", err)
		}
		select {
		case err := <-read:
			if err != nil {
				t.Fatal("read: ", err)
			}
			return
		case <-lost.C:
		case <-over:
			t.Fatalf("%q is not through within %s", word, limit)
		}
	}
}

// until looks again and again, for as long as anything may take.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for over := time.After(limit); !so(); {
		select {
		case <-time.After(poll):
		case <-over:
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

// close has the payer close the channel by time.
func (s *silence) close(t *testing.T) {
	t.Helper()
	if _, err := s.client.Account(s.payer, chain.AccountConfig{}).CloseChannel(t.Context(), s.ch.Terms); err != nil {
		t.Fatal(err)
	}
}

// paid checks that the payee has what B signed for, by a forwarding proof, and that the
// payer gets all the rest back.
func (s *silence) paid(t *testing.T, receipted typeddata.Amount) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	s.settled(ctx, t, s.ch, s.worth)
	_, past, err := s.client.History(ctx, s.ch.ID, s.ch.Terms.Signer, s.ch.Terms.Payee)
	if err != nil {
		t.Fatal(err)
	}
	want := chain.SettledWithProof{ChannelID: s.ch.ID, Payee: s.ch.Terms.Payee, Settled: s.worth, Receipted: receipted}
	if got := past[len(past)-1].Event; got != chain.Event(want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if !receipted.Less(s.worth) {
		t.Errorf("%s was receipted, and %s is all that was delivered", receipted, s.worth)
	}
	if err := s.chain.AdjustTime(time.Duration(s.client.ClosingPeriod()) * time.Second); err != nil {
		t.Fatal(err)
	}
	if _, err := s.client.Account(s.operator, chain.AccountConfig{}).Withdraw(ctx, s.ch.Terms); err != nil {
		t.Fatal(err)
	}
	s.conserved(t, s.before, s.worth)
}

// A payer stops signing and closes. The relay is paid, by what the other end signed.
func TestPayerStopsSigning(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.relay.SettleLeastProof = amount(1)
	s.register(t)
	relay := s.start(t)
	x := fallSilent(t, s, func(ch client.Channel) int { return channelStatus(t, relay, ch.ID).Sessions })
	until(t, "all that B received is provable", func() bool { return channelStatus(t, relay, x.ch.ID).Provable == x.worth })
	st := channelStatus(t, relay, x.ch.ID)
	if st.CreditCap.Less(x.worth.SubFloor(st.Receipted)) || !st.Settled.IsZero() {
		t.Errorf("%s provable and %s receipted, with a creditCap of %s; %s settled", x.worth, st.Receipted, st.CreditCap, st.Settled)
	}
	x.close(t)
	x.paid(t, st.Receipted)
}

// The relay of such a payer is killed, and the payer closes. What endpoints signed is paid:
// by a watchtower that has the relay's files, or by the relay when it is back.
func TestRelayKilledWhenPayerStopsSigning(t *testing.T) {
	t.Parallel()
	for name, save := range map[string]func(t *testing.T, s *silence){
		"a watchtower": func(t *testing.T, s *silence) {
			s.close(t)
			args := append([]string{"watch", "--proofs=" + s.relay.ProofDir, "--key=" + s.keystore(t, s.operator), "--least-proof=1", "--stagger=0s", "--once", "--json"}, s.network(t)...)
			status, out, text := run(t, "portage", args...)
			var said []watchtower.Report
			for line := range strings.Lines(out) {
				var r watchtower.Report
				if err := json.Unmarshal([]byte(line), &r); err != nil {
					t.Fatal(err)
				}
				if r.Event == watchtower.EventSettled {
					said = append(said, r)
				}
			}
			if status != 0 || len(said) != 1 || said[0].Move != "settleWithProof" {
				t.Errorf("exit status %d: %s%s", status, out, text)
			}
		},
		"the relay": func(t *testing.T, s *silence) {
			s.relayd(t)
			s.close(t)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.relay.SettleLeastProof = amount(1)
			s.relay.ProofDir = filepath.Join(s.dir, "proofs")
			s.register(t)
			relay := s.relayd(t)
			x := fallSilent(t, s, func(ch client.Channel) int { return statusOf(t, relay, ch.ID).Sessions })
			until(t, "all that B received is exported", func() bool { return s.exported(t, s.relay.ProofDir, x.ch).Amount(0) == x.worth })
			receipted := statusOf(t, relay, x.ch.ID).Receipted
			relay.kill()
			s.soundLedger(t)

			again := filepath.Join(s.dir, "again")
			status, out, text := run(t, "relayd", append([]string{"export", "--proofs=" + again}, s.flags()...)...)
			if status != 0 || out != "1 proofs in "+again+"\n" {
				t.Errorf("export: exit status %d: %s%s", status, out, text)
			}
			if running, stopped := s.exported(t, s.relay.ProofDir, x.ch), s.exported(t, again, x.ch); !bytes.Equal(running.Bytes(), stopped.Bytes()) {
				t.Errorf("the ledger proves %s, the relay %s", stopped.Amount(0), running.Amount(0))
			}
			save(t, x)
			x.paid(t, receipted)
		})
	}
}

// exported is the proof in a channel's file; zero: there is none.
func (s *stage) exported(t *testing.T, dir string, ch client.Channel) forwarding.Proof {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, ch.ID.Hex()+".proof"))
	if errors.Is(err, os.ErrNotExist) {
		return forwarding.Proof{}
	}
	if err != nil {
		t.Fatal(err)
	}
	e, err := forwarding.ParseExport(b)
	if err == nil {
		err = e.Proof.Verify(e.Domain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e.Proof
}
