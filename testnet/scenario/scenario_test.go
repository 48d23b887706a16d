package scenario

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"slices"
	"testing"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Each bound holds with all defences in place, and breaks when the one that the scenario is
// about is taken away: so a bound that holds says something.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for _, sc := range all {
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			play(t, sc, "defended", false)
			play(t, sc, "without: "+sc.defence, true)
		})
	}
}

func play(t *testing.T, sc scenario, name string, undefended bool) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		g, err := ownGround(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer g.close()
		cfg := Config{Tell: t.Output()}
		if os.Getenv("SCENARIO_LOG") != "" {
			cfg.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
		}
		r, err := sc.run(t.Context(), cfg, g, undefended)
		if err != nil {
			t.Fatal(err)
		}
		if r.BoundHeld == undefended {
			t.Errorf("bound held: %t; lost %v, bounds %v", r.BoundHeld, r.Loss, r.Bound)
		}
		if len(r.Gas) == 0 {
			t.Error("no gas was measured")
		}
	})
}

// The verdict is that of the numbers: a loss above its bound, or one that was never told,
// breaks it.
func TestVerdict(t *testing.T) {
	one, two := typeddata.NewAmount(1), typeddata.NewAmount(2)
	for name, c := range map[string]struct {
		honest      []Party
		loss, bound map[Party]typeddata.Amount
		want        bool
	}{
		"nobody is honest": {nil, nil, nil, false},
		"at the bound":     {[]Party{Relay}, map[Party]typeddata.Amount{Relay: one}, map[Party]typeddata.Amount{Relay: one}, true},
		"above it":         {[]Party{Relay}, map[Party]typeddata.Amount{Relay: two}, map[Party]typeddata.Amount{Relay: one}, false},
		"not told":         {[]Party{Relay}, nil, map[Party]typeddata.Amount{Relay: two}, false},
		"one of two": {[]Party{Relay, Payer}, map[Party]typeddata.Amount{Relay: one, Payer: two},
			map[Party]typeddata.Amount{Relay: one, Payer: one}, false},
	} {
		if got := (Result{Honest: c.honest, Loss: c.loss, Bound: c.bound}).holds(); got != c.want {
			t.Errorf("%s: got %t, want %t", name, got, c.want)
		}
	}
}

// A name that is unknown is refused before anything happens; results are an array of
// objects with amounts as decimal text.
func TestRun(t *testing.T) {
	t.Parallel()
	cfg := Config{Tell: io.Discard}
	if results, err := Run(t.Context(), cfg, "honest", "nonsense"); !errors.Is(err, ErrUnknown) || results != nil {
		t.Errorf("got %v, %v, want %v and nothing", results, err, ErrUnknown)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(over, cfg, "honest"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	b, err := json.Marshal([]Result{{
		Name: "x", Honest: []Party{Payer}, Loss: map[Party]typeddata.Amount{Payer: {}},
		Bound: map[Party]typeddata.Amount{Payer: typeddata.MaxAmount()}, BoundHeld: true, Gas: map[string]uint64{"open": 7},
	}})
	const want = `[{"name":"x","honest":["payer"],"loss":{"payer":"0"},"bound":{"payer":"79228162514264337593543950335"},"bound_held":true,"gas":{"open":7}}]`
	if err != nil || string(b) != want {
		t.Errorf("got %s, %v, want %s", b, err, want)
	}
}

// Names are distinct, and each scenario says what it is about and what defends.
func TestNames(t *testing.T) {
	names := Names()
	slices.Sort(names)
	if n := len(slices.Compact(names)); n != len(all) {
		t.Errorf("%d names for %d scenarios", n, len(all))
	}
	for _, sc := range all {
		if About(sc.name) == "" || sc.defence == "" {
			t.Errorf("%s: about %q, defence %q", sc.name, About(sc.name), sc.defence)
		}
	}
}
