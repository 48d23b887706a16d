package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/testnet/demo"
	"github.com/portage-relay/portage/testnet/devnet"
	"github.com/portage-relay/portage/testnet/lossy"
)

// demoSize is twice what the relay gives credit for: bytes.
const demoSize = 8 << 20

// The demonstration, on a devnet that was used before, and what its users read of the
// result.
func TestStory(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	a, b := session(t, w.payer(t), w.listen(t, 0), client.DialOptions{})
	echo(t, a, b, 20, 1000)
	b.Close()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	tell(t, w.net.File(), t.Output())
}

// The demonstration is right about its own money while another pays the same relay: with
// a channel that was there before, and ends meanwhile, and with one that stays.
func TestStoryAmongOthers(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	c, l := w.payer(t), w.listen(t, 0)
	pay := func() client.Channel {
		a, b := session(t, c, l, client.DialOptions{})
		echo(t, a, b, 20, 1000)
		b.Close()
		if err := a.Close(); err != nil {
			t.Error("close A: ", err)
		}
		return a.Channel()
	}
	first := pay()
	others := func() {
		if got, err := c.CloseChannel(t.Context(), first.ID); err != nil || got.Closed == nil || got.Closed.Settled.IsZero() {
			t.Errorf("the other's channel: got %+v, %v, want it closed and paid", got, err)
		}
		if got := pay(); got.ID == first.ID {
			t.Error("the other pays with a channel that has ended")
		}
	}
	tell(t, w.net.File(), &interjection{at: []byte("B listens"), do: others, next: t.Output()})
}

// interjection does something, once, before a line that has at is written.
type interjection struct {
	at   []byte
	do   func()
	next io.Writer
}

func (i *interjection) Write(b []byte) (int, error) {
	if do := i.do; do != nil && bytes.Contains(b, i.at) {
		i.do = nil
		do()
	}
	return i.next.Write(b)
}

// tell runs the demonstration on a devnet and checks what it promises.
func tell(t *testing.T, f devnet.File, out io.Writer) {
	t.Helper()
	r, err := demo.Run(t.Context(), demo.Config{Net: f, Size: demoSize, Tell: out})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"file_sha256_ok", "payload_bytes", "acked_bytes", "payer_counted_bytes", "paid_bytes",
		"unsolicited_bytes_reached_endpoint", "unsolicited_bytes_billed", "batches", "receipts", "acks",
		"max_unpaid_amount", "credit_amount", "paid_amount", "refund_amount", "deposit_amount",
		"conserved", "gas", "wall_s",
	} {
		if _, ok := fields[name]; !ok {
			t.Errorf("the JSON lacks %q", name)
		}
	}
	if !r.FileSHA256OK || !r.Conserved || r.StrangerBill != 0 || r.AckedBytes < demoSize || r.PaidBytes != r.AckedBytes+r.CountedBytes || r.PaidBytes > r.PayloadBytes {
		t.Errorf("result: %s", text)
	}
	if r.Credit.Less(r.MaxUnpaid.Amount) || r.MaxUnpaid.IsZero() || r.Deposit.Amount != r.Paid.AddCap(r.Refund.Amount) {
		t.Errorf("money: %s", text)
	}
	if r.Receipts == 0 || r.Batches < r.Receipts || r.Acks == 0 || r.Gas["open"] == 0 || r.Gas["closeNow"] == 0 {
		t.Errorf("counts: %s", text)
	}
}

// badLink makes one packet in fifty fail to arrive, in each direction, some arrive late,
// and some twice.
func badLink() []lossy.Fault {
	return []lossy.Fault{lossy.Drop(0.02), lossy.Reorder(0.02, 16), lossy.Duplicate(0.02)}
}

// Loss, reordering and duplicates between both endpoints and the relay: the file is
// whole, what B received is what is paid, to the byte, and no more is ever unpaid than
// the credit.
func TestBadLink(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	var seed atomic.Uint64
	bad := func(cfg *client.Config) {
		cfg.DialRelay = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return lossy.WrapConn(conn, seed.Add(1), badLink), nil
		}
	}
	c := w.payer(t, bad)
	offer, err := c.Pick(t.Context(), w.net.File().Relays[0].NodeKey)
	if err != nil {
		t.Fatal(err)
	}
	a, b := session(t, c, w.listen(t, 0, bad), client.DialOptions{})
	transfer(t, a, b, 4<<20)
	if err := b.Close(); err != nil {
		t.Error("close B: ", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal("close A: ", err)
	}
	p := a.Progress()
	if p.RecvAB != b.Counts().RecvBytes || p.RecvBA != a.Counts().RecvBytes {
		t.Errorf("billed %d and %d bytes; B received %d, A %d", p.RecvAB, p.RecvBA, b.Counts().RecvBytes, a.Counts().RecvBytes)
	}
	if p.SentAB <= p.RecvAB || a.Counts().SentBytes <= p.RecvAB {
		t.Errorf("A sent %d bytes, the relay forwarded %d, B received %d: nothing was lost", a.Counts().SentBytes, p.SentAB, p.RecvAB)
	}
	ch := a.Channel()
	tariff := price.Tariff{PerGiB: offer.Quote.PricePerGiB, Flat: offer.Quote.FlatPrice, Max: p.MaxAmount}
	if want := tariff.Amount(p.RecvAB + p.RecvBA); p.Paid != want {
		t.Errorf("paid %s, want %s", p.Paid, want)
	}
	st := channelStatus(t, w.net.Relays()[0], ch.ID)
	if ch.Terms.CreditCap.Less(st.MaxUnpaid) || st.MaxUnpaid.IsZero() || st.Receipted != p.Paid {
		t.Errorf("the relay holds a receipt over %s, unpaid were %s of %s; paid was %s", st.Receipted, st.MaxUnpaid, ch.Terms.CreditCap, p.Paid)
	}
}
