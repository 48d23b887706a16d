package watchtower

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

func (t *Tower) worth(salt uint64) (most typeddata.Amount) {
	held, _ := t.held(terms(salt).ID(domain))
	for _, h := range held {
		most = most.Max(h.Proof.Amount(now))
	}
	return most
}

// hostile are files that are no proof, by what is wrong with them.
func hostile() map[string][]byte {
	good := export(proof(1, 500, 7))
	forged := proof(1, 500)
	forged.Receipt.CumAmount = n(900)
	thief := proof(1, 0, 7)
	thief.Sessions[0].Acks[1].Signature = sign(key("thief"), thief.Sessions[0].Acks[1].Digest(domain))
	elsewhere, _ := forwarding.Export{Domain: typeddata.Domain{ChainID: 1}, Proof: proof(1, 500)}.Bytes()
	return map[string][]byte{
		"empty":                nil,
		"text":                 []byte("hello"),
		"cut off":              good[:len(good)-1],
		"longer":               append(bytes.Clone(good), 0),
		"a bit flipped":        append(append(bytes.Clone(good[:200]), good[200]^1), good[201:]...),
		"too large":            make([]byte, forwarding.MaxExport+1),
		"a forged receipt":     export(forged),
		"a forged ack":         export(thief),
		"for another chain":    elsewhere,
		"of nothing":           export(forwarding.Proof{Terms: terms(1)}),
		"of another's channel": export(forwarding.Proof{Terms: terms(2), Receipt: proof(1, 500).Receipt}),
	}
}

func TestHostileFiles(t *testing.T) {
	for name, b := range hostile() {
		t.Run(name, func(t *testing.T) {
			tower := newTower(t, nil, newFakeChain())
			write(t, filepath.Join(tower.cfg.Dirs[0], "x.proof"), b)
			write(t, filepath.Join(tower.cfg.Dirs[0], "y.proof"), export(proof(3, 100)))
			if err := tower.scan(); err != nil {
				t.Fatal(err)
			}
			if s := tower.Status(); s.Channels != 1 || tower.worth(3) != n(100) {
				t.Errorf("got %d channels, want the good file's alone", s.Channels)
			}
		})
	}
}

// What is read is what is new; a worse file takes nothing away, nor does one that is gone.
func TestFilesChange(t *testing.T) {
	tower := newTower(t, nil, newFakeChain())
	path := filepath.Join(tower.cfg.Dirs[0], "channel.proof")
	for _, step := range []struct {
		name string
		do   func()
		want uint64
	}{
		{"new", func() { write(t, path, export(proof(1, 100))) }, 100},
		{"better", func() { write(t, path, export(proof(1, 300))) }, 300},
		{"worse", func() { write(t, path, export(proof(1, 200))) }, 300},
		{"broken", func() { write(t, path, []byte("x")) }, 300},
		{"gone", func() { os.Remove(path) }, 300},
		{"another file", func() { write(t, path+".proof", export(proof(1, 350, 7))) }, 450},
		{"not a proof's name", func() { write(t, path+".txt", export(proof(1, 900))) }, 450},
		{"a directory", func() { os.Mkdir(filepath.Join(tower.cfg.Dirs[0], "d.proof"), 0o700) }, 450},
	} {
		step.do()
		if err := tower.scan(); err != nil {
			t.Fatal(err)
		}
		if got := tower.worth(1); got != n(step.want) {
			t.Errorf("%s: worth %s, want %d", step.name, got, step.want)
		}
	}
	missing := newTower(t, func(c *Config) { c.Dirs = append(c.Dirs, "nowhere") }, newFakeChain())
	write(t, filepath.Join(missing.cfg.Dirs[0], "channel.proof"), export(proof(1, 100)))
	if err := missing.scan(); !errors.Is(err, os.ErrNotExist) || missing.worth(1) != n(100) {
		t.Errorf("with one directory gone: got %v, worth %s", err, missing.worth(1))
	}
}

func put(t *testing.T, h http.Handler, body []byte) int {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/proofs", bytes.NewReader(body)))
	return w.Code
}

// Anyone may push: only what verifies, is of a channel on chain, and is better, stays.
func TestPush(t *testing.T) {
	chain := newFakeChain()
	chain.set(1, 1000, 0, 0)
	tower := newTower(t, nil, chain)
	h := tower.Handler()
	for name, b := range hostile() {
		want := http.StatusBadRequest
		if name == "too large" {
			want = http.StatusRequestEntityTooLarge
		}
		if got := put(t, h, b); got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
	for _, c := range []struct {
		name string
		body []byte
		want int
	}{
		{"of a channel that is not on chain", export(proof(2, 500)), http.StatusNotFound},
		{"good", export(proof(1, 100)), http.StatusNoContent},
		{"again", export(proof(1, 100)), http.StatusOK},
		{"worse", export(proof(1, 50)), http.StatusOK},
		{"better", export(proof(1, 300, 7)), http.StatusNoContent},
	} {
		if got := put(t, h, c.body); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
	// It is durable, and what it replaced is gone: another process finds the one file.
	files, err := os.ReadDir(tower.cfg.Dirs[0])
	if err != nil || len(files) != 1 {
		t.Errorf("got %v, %v; want one file", files, err)
	}
	again := newTower(t, func(c *Config) { c.Dirs = tower.cfg.Dirs }, chain)
	if err := again.scan(); err != nil || again.worth(1) != n(400) {
		t.Errorf("after a restart: worth %s, %v; want 400", again.worth(1), err)
	}
	// A relay's own file covers it; what strangers brought is not needed any more.
	write(t, filepath.Join(tower.cfg.Dirs[0], "own.proof"), export(proof(1, 300, 7)))
	if err := again.scan(); err != nil || again.worth(1) != n(400) {
		t.Fatalf("worth %s, %v; want 400", again.worth(1), err)
	}
	if files, err := os.ReadDir(tower.cfg.Dirs[0]); err != nil || len(files) != 1 || files[0].Name() != "own.proof" {
		t.Errorf("got %v, %v; want the relay's own file", files, err)
	}
	chain.down = true
	if got := put(t, h, export(proof(1, 301, 7))); got != http.StatusServiceUnavailable {
		t.Errorf("no RPC: got %d", got)
	}
}

// Strangers can fill the tower with channels that exist only, and those that have ended
// make room.
func TestPushIsBounded(t *testing.T) {
	chain := newFakeChain()
	tower := newTower(t, func(c *Config) { c.MaxChannels = 2 }, chain)
	for salt := range uint64(3) {
		chain.set(salt, 1000, 0, 0)
	}
	h := tower.Handler()
	for salt, want := range []int{http.StatusNoContent, http.StatusNoContent, http.StatusInsufficientStorage} {
		if got := put(t, h, export(proof(uint64(salt), 500))); got != want {
			t.Errorf("channel %d: got %d, want %d", salt, got, want)
		}
	}
	chain.set(0, 0, 0, 0)
	if err := tower.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := put(t, h, export(proof(2, 500))); got != http.StatusNoContent {
		t.Errorf("after one has ended: got %d", got)
	}
	if files, err := os.ReadDir(tower.cfg.Dirs[0]); err != nil || len(files) != 2 {
		t.Errorf("got %v, %v; want two files", files, err)
	}
}

func TestLimiter(t *testing.T) {
	h, large := newTower(t, nil, newFakeChain()).Handler(), make([]byte, forwarding.MaxExport)
	units := 1 + len(large)>>10
	for pushed := 0; put(t, h, large) != http.StatusTooManyRequests; pushed += units {
		if pushed > 2*pushBurst {
			t.Fatalf("not limited after %d units at once", pushed)
		}
	}
	l, start := newLimiter(), time.Unix(now, 0)
	for _, c := range []struct {
		from  string
		units int
		after time.Duration
		want  bool
	}{
		{"192.0.2.1:1", pushBurst, 0, true},
		{"192.0.2.200:9", 1, 0, false},
		{"[::ffff:192.0.2.3]:9", 1, 0, false},
		{"192.0.3.1:1", 1, 0, true},
		{"192.0.2.1:1", pushRate, time.Second, true},
		{"192.0.2.1:1", 1, time.Second, false},
		{"[2001:db8::1]:1", pushBurst, 0, true},
		{"[2001:db8::2]:1", 1, 0, false},
		{"nonsense", 1, 0, false},
	} {
		if got := l.allow(c.from, c.units, start.Add(c.after)); got != c.want {
			t.Errorf("%d from %s: got %t", c.units, c.from, got)
		}
	}
}

// No body makes it panic, and none that is not a proof is held.
func FuzzCheck(f *testing.F) {
	for _, b := range hostile() {
		f.Add(b)
	}
	f.Add(export(proof(1, 500, 7, 8)))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := check(b, domain)
		if err != nil {
			return
		}
		if _, err := (plan.Proofs)(nil).With(plan.Held{Proof: e.Proof}, now); err != nil || e.Proof.Verify(domain) != nil {
			t.Fatalf("took %+v, %v", e, err)
		}
	})
}
