package main

import (
	"log/slog"
	"net/netip"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/portage-relay/portage/testnet/devnet"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"portage": main})
}

// TestScripts runs testdata/*.txt: what a user types and reads. $DEVNET is the directory
// of a devnet with one relay, which is up.
func TestScripts(t *testing.T) {
	dir := t.TempDir()
	n, err := devnet.Up(t.Context(), devnet.Config{
		Dir: dir, Listen: netip.MustParseAddr("127.0.0.1"), Relays: 1, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	t.Run("all", func(t *testing.T) { // the devnet ends after them
		testscript.Run(t, testscript.Params{
			Dir: "testdata", RequireExplicitExec: true, RequireUniqueNames: true,
			Setup: func(env *testscript.Env) error {
				env.Setenv("DEVNET", dir)
				env.Setenv("HOME", env.WorkDir)
				return nil
			},
		})
	})
}
