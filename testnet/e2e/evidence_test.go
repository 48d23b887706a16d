package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/history"
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/testnet/lossy"
)

// keeper keeps what an end signs and samples, and makes its bundle.
type keeper struct {
	t *testing.T
	*history.Dir
}

func newKeeper(t *testing.T) keeper {
	t.Helper()
	d, err := history.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return keeper{t, d}
}

func (k keeper) bundle() []byte {
	k.t.Helper()
	var b bytes.Buffer
	if _, err := k.Bundle(&b, nil, nil); err != nil {
		k.t.Fatal(err)
	}
	return b.Bytes()
}

// audited is what an auditor finds in a bundle, which must be in order.
func audited(t *testing.T, bundle []byte) audit.ChannelReport {
	t.Helper()
	r, err := audit.Verify(t.Context(), bytes.NewReader(bundle), audit.Options{})
	if err != nil || !r.Good() || len(r.Channels) != 1 {
		t.Fatalf("got %v, %+v", err, r)
	}
	return r.Channels[0]
}

// listenSampling listens at the world's relay, ready to sample one packet in oneIn.
func (w *world) listenSampling(t *testing.T, oneIn uint32, k keeper, dial func(context.Context, string, string) (net.Conn, error)) *client.Listener {
	t.Helper()
	c, err := client.New(client.Config{Log: logger(), Samples: k, DialRelay: dial})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	f := w.net.File().Relays[0]
	info, err := client.ParseRelay(f.Multiaddrs[0] + "/p2p/" + f.PeerID)
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.Listen(t.Context(), client.ListenOptions{Relay: info, Evidence: oneIn})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// Both ends sample every packet over bad links. Each gives its bundle, and the auditor who
// has both knows how many packets were lost, to the packet; who has one knows nothing.
func TestEvidence(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	var seed atomic.Uint64
	bad := func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return lossy.WrapConn(conn, seed.Add(1), badLink), nil
	}
	payer, listener := newKeeper(t), newKeeper(t)
	c := w.payer(t, func(cfg *client.Config) { cfg.History, cfg.Samples, cfg.DialRelay = payer, payer, bad })
	a, b := session(t, c, w.listenSampling(t, 1, listener, bad), client.DialOptions{Evidence: 1})
	if a.SampleOneIn() != 1 || b.SampleOneIn() != 1 {
		t.Fatalf("A samples one packet in %d, B one in %d", a.SampleOneIn(), b.SampleOneIn())
	}
	transfer(t, a, b, 1<<20)
	if err := b.Close(); err != nil {
		t.Error("close B: ", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal("close A: ", err)
	}
	bundles := [][]byte{payer.bundle(), listener.bundle()}
	if got := audited(t, bundles[0]); got.Verdict != audit.Sound || got.Samples.Ends != 1 {
		t.Errorf("the payer's bundle: got %s, %+v", got.Verdict, got.Samples)
	}
	if got := audited(t, bundles[1]); got.Verdict != audit.Partial || got.Samples.Ends != 1 {
		t.Errorf("the listener's bundle: got %s, %+v", got.Verdict, got.Samples)
	}
	compare := func(bundles ...[]byte) map[common.Hash]*audit.Compared {
		got, err := audit.Compare(t.Context(), len(bundles), func(i int) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(bundles[i])), nil })
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := compare(bundles[0]); len(got) != 0 {
		t.Errorf("one bundle alone: compared %+v", got)
	}
	got := compare(bundles...)[a.Channel().ID]
	if got == nil || got.Sessions != 1 {
		t.Fatalf("both bundles: compared %+v", got)
	}
	// Of a handshake that succeeded, each end counts one packet that it received and none of
	// the other's repeats; these are not sampled.
	if want := b.Counts().RecvPackets - 1; got.AB.Received != want || got.AB.Foreign != 0 || got.AB.Missing != got.AB.Sent-want || got.AB.Missing == 0 {
		t.Errorf("A to B: got %+v, %d passed", got.AB, want)
	}
	if want := a.Counts().RecvPackets - 1; got.BA.Received != want || got.BA.Foreign != 0 || got.BA.Missing != got.BA.Sent-want {
		t.Errorf("B to A: got %+v, %d passed", got.BA, want)
	}
}

// An end samples only if the other wants to as well, and no more than either wants.
func TestEvidenceIsAgreed(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	for _, c := range []struct{ dials, listens, want uint32 }{{0, 16, 0}, {16, 0, 0}, {16, 64, 64}, {64, 16, 64}} {
		// Its payer ends with each: two must not have one key.
		t.Run(fmt.Sprintf("%d and %d", c.dials, c.listens), func(t *testing.T) {
			payer, listener := newKeeper(t), newKeeper(t)
			a, b := session(t, w.payer(t, func(cfg *client.Config) { cfg.History, cfg.Samples = payer, payer }),
				w.listenSampling(t, c.listens, listener, nil), client.DialOptions{Evidence: c.dials})
			echo(t, a, b, 20, 1000)
			b.Close()
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			if a.SampleOneIn() != c.want || b.SampleOneIn() != c.want {
				t.Errorf("A samples one packet in %d, B one in %d, want %d", a.SampleOneIn(), b.SampleOneIn(), c.want)
			}
			wantEnds := uint64(min(c.want, 1))
			if got := audited(t, payer.bundle()).Samples.Ends; got != wantEnds {
				t.Errorf("A gave the samples of %d ends, want %d", got, wantEnds)
			}
		})
	}
	if _, err := w.payer(t).Dial(t.Context(), "", client.DialOptions{Evidence: 1 << 20}); err == nil {
		t.Error("a rate out of range: no error")
	}
}
