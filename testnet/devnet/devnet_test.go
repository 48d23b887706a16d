package devnet

import (
	"log/slog"
	"net/netip"
	"testing"
	"time"

	"github.com/portage-relay/portage/payment/chain"
)

// A devnet comes up with staked relays whose descriptors a client can read from the
// chain alone, goes down, and goes on where it was.
func TestUpAndOn(t *testing.T) {
	cfg := Config{Dir: t.TempDir(), Listen: netip.MustParseAddr("127.0.0.1"), Relays: 2, Log: slog.New(slog.DiscardHandler)}
	var before File
	for round := range 2 {
		n, err := Up(t.Context(), cfg)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		f, err := Read(cfg.Dir)
		if err != nil {
			t.Fatal(err)
		}
		c := f.Config()
		c.Poll = 10 * time.Millisecond
		client, err := chain.Dial(t.Context(), f.RPC, c)
		if err != nil {
			t.Fatal(err)
		}
		relays, err := client.Relays(t.Context())
		if err != nil || len(relays) != 2 {
			t.Fatalf("got %d relays, %v, want 2", len(relays), err)
		}
		for i, r := range relays {
			if !r.Staked || r.NodeKey != f.Relays[i].NodeKey || len(r.Descriptor) == 0 || r.DescriptorNumber != uint64(round+1) {
				t.Errorf("round %d: relay %d: got %+v, want it staked, with descriptor %d and node key %s", round, i, r, round+1, f.Relays[i].NodeKey)
			}
		}
		if round == 1 && (f.Channels != before.Channels || f.Accounts[0] != before.Accounts[0]) {
			t.Errorf("after a restart: got %v, want the contracts and accounts of before: %v", f, before)
		}
		before = f
		client.Close()
		n.Close()
	}
}
