package e2e

import (
	"bufio"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portage-relay/portage/testnet/devnet"
)

// The whole story on a chain of another make: Foundry's anvil, funded from its own
// unlocked account.
func TestStoryOnAnvil(t *testing.T) {
	t.Parallel()
	n, err := devnet.Up(t.Context(), devnet.Config{
		Dir: t.TempDir(), RPC: startAnvil(t), Listen: netip.MustParseAddr("127.0.0.1"), Relays: 1, Log: logger(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	tell(t, n.File(), t.Output())
	talk(t, n.File())
}

// startAnvil runs anvil until the test ends, and returns its URL.
func startAnvil(t *testing.T) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), findAnvil(t), "--port", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // the context has killed it
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "Listening on "); ok {
			go func() { // keeps its pipe empty
				for lines.Scan() {
				}
			}()
			return "http://" + address
		}
	}
	t.Fatal("anvil does not say where it listens")
	return ""
}

func findAnvil(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("PORTAGE_ANVIL"); path != "" {
		return path
	}
	found, err := filepath.Glob("../../contracts/node_modules/@foundry-rs/anvil-*/bin/anvil")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		return found[0]
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no anvil: run make contracts-setup, or set PORTAGE_ANVIL")
	}
	t.Skip("left out, for there is no anvil; to have it: make contracts-setup")
	return ""
}
