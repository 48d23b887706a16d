package chain

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"
)

// testWindow stands for byHashWindow, so that small chains have gaps.
const testWindow = 6

func followWith(c *Client, from Cursor) *Follower {
	f := c.Follow(from)
	f.window = testWindow
	return f
}

// consumer applies updates as a user of the follower would, and checks each.
type consumer struct {
	blocks []Block // delivered and not taken back
	final  Cursor
}

func (c *consumer) apply(t interface{ Fatalf(string, ...any) }, u Update) {
	for _, b := range u.Removed {
		last := len(c.blocks) - 1
		if last < 0 || !reflect.DeepEqual(c.blocks[last], b) {
			t.Fatalf("took back block %d %s, which was not the newest delivered", b.Number, b.Hash)
		}
		if b.Number <= c.final.Number {
			t.Fatalf("took back block %d, final at %d", b.Number, c.final.Number)
		}
		c.blocks = c.blocks[:last]
	}
	for _, b := range u.Added {
		if last := len(c.blocks) - 1; last >= 0 && c.blocks[last].Number >= b.Number || b.Number <= c.final.Number || b.Number > u.Head.Number {
			t.Fatalf("delivered block %d out of order", b.Number)
		}
		c.blocks = append(c.blocks, b)
	}
	if last := len(c.blocks) - 1; last >= 0 && c.blocks[last].Number > u.Head.Number {
		t.Fatalf("head went back to %d below delivered block %d", u.Head.Number, c.blocks[last].Number)
	}
	if u.Final.Number < c.final.Number || u.Final.Number > u.Head.Number {
		t.Fatalf("final went from %d to %d, head %d", c.final.Number, u.Final.Number, u.Head.Number)
	}
	c.final = u.Final
}

// restart forgets what is not final, as after a crash.
func (c *consumer) restart() {
	for len(c.blocks) > 0 && c.blocks[len(c.blocks)-1].Number > c.final.Number {
		c.blocks = c.blocks[:len(c.blocks)-1]
	}
}

// Whatever the chain and the RPC do, the follower delivers only events of blocks that were on the chain, takes back what
// left it, never what was final, and once the RPC behaves has delivered the chain's events, all of them, in order.
func TestFollowerProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newFakeChain()
		confirmations := rapid.SampledFrom([]uint64{0, 1, 2, 5}).Draw(t, "confirmations")
		client := f.client(confirmations)
		follower, seen := followWith(client, Cursor{}), new(consumer)
		ctx := context.Background()
		look := func() {
			u, changed, err := follower.poll(ctx)
			if errors.Is(err, ErrFinality) && f.fault == nil {
				t.Fatalf("got %v", err)
			}
			if changed {
				seen.apply(t, u)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"extend": func(t *rapid.T) {
				for range rapid.SampledFrom([]int{1, 2, 3, 30}).Draw(t, "blocks") {
					f.extend(rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "events"))
				}
			},
			"reorg": func(t *rapid.T) {
				// No deeper than what nobody may have taken for final.
				limit := len(f.canon) - 1 - int(f.finalized)
				if confirmations > 0 {
					limit = min(len(f.canon)-1, int(confirmations)-1)
				}
				depth := rapid.IntRange(0, limit).Draw(t, "depth")
				f.rewind(depth)
				for range depth + 1 {
					f.extend(rapid.IntRange(0, 2).Draw(t, "events"))
				}
			},
			"finalize": func(t *rapid.T) {
				f.finalized = uint64(rapid.IntRange(int(f.finalized), len(f.canon)-1).Draw(t, "finalized"))
			},
			"look": func(*rapid.T) { look() },
			"look through a lagging node": func(t *rapid.T) {
				f.lag = rapid.Uint64Range(1, 12).Draw(t, "lag")
				look()
				f.lag = 0
			},
			"look through a faulty node": func(t *rapid.T) {
				fault := rapid.SampledFrom(faults).Draw(t, "fault")
				at := rapid.IntRange(0, 8).Draw(t, "at call")
				f.fault = func(method string, answer any) (any, error) {
					if at--; at >= 0 {
						return answer, nil
					}
					return fault(method, answer)
				}
				look()
				f.fault = nil
			},
			"restart": func(*rapid.T) {
				seen.restart()
				follower = followWith(client, seen.final)
			},
			"": func(t *rapid.T) {
				for range 5 {
					look()
				}
				head := uint64(len(f.canon) - 1)
				if want := f.events(head); len(seen.blocks)+len(want) > 0 && !reflect.DeepEqual(seen.blocks, want) {
					t.Fatalf("got %d blocks %+v, want %d %+v", len(seen.blocks), seen.blocks, len(want), want)
				}
				want := f.finalized
				if confirmations > 0 {
					want = finalNumber(head, confirmations)
				}
				if seen.final.Number != want {
					t.Fatalf("final: got %d, want %d", seen.final.Number, want)
				}
			},
		})
	})
}

// Every fault, at every call of a look, once or lasting, leaves the follower as it was: the next look delivers what the
// chain says.
func TestFollowerEveryFault(t *testing.T) {
	worlds := map[string]func(*fakeChain){
		"new blocks": func(f *fakeChain) {
			for range 3 {
				f.extend(3)
			}
		},
		"reorg": func(f *fakeChain) {
			f.rewind(2)
			for range 3 {
				f.extend(3)
			}
		},
		"reorg and gap": func(f *fakeChain) {
			f.rewind(2)
			for range 3 * testWindow {
				f.extend(2)
			}
			f.finalized = uint64(len(f.canon) - 3)
		},
		"finality": func(f *fakeChain) { f.finalized += 2 },
	}
	for name, change := range worlds {
		for kind, fault := range faults {
			for _, lasting := range []bool{false, true} {
				for at := 0; ; at++ {
					if hit := tryFault(t, change, fault, at, lasting); !hit {
						break
					}
					if t.Failed() {
						t.Fatalf("%s, fault %d at call %d, lasting %v", name, kind, at, lasting)
					}
				}
			}
		}
	}
}

// tryFault follows a chain through a change with a fault at a call, and reports whether there was such a call.
func tryFault(t *testing.T, change func(*fakeChain), fault func(string, any) (any, error), at int, lasting bool) (hit bool) {
	f := newFakeChain()
	for range 6 {
		f.extend(3)
	}
	f.finalized = 2
	follower, seen := followWith(f.client(0), Cursor{}), new(consumer)
	look := func() {
		if u, changed, _ := follower.poll(t.Context()); changed {
			seen.apply(t, u)
		}
	}
	look()
	change(f)
	calls := 0
	f.fault = func(method string, answer any) (any, error) {
		if calls++; calls-1 == at || lasting && calls > at {
			hit = true
			return fault(method, answer)
		}
		return answer, nil
	}
	look()
	f.fault = nil
	for range 4 {
		look()
	}
	if want := f.events(uint64(len(f.canon) - 1)); !reflect.DeepEqual(seen.blocks, want) || seen.final.Number != f.finalized {
		t.Errorf("got %d blocks %+v, final %d; want %d %+v, %d", len(seen.blocks), seen.blocks, seen.final.Number, len(want), want, f.finalized)
	}
	return hit
}

func TestNextWaitsAndBacksOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFakeChain()
		follower := f.client(1).Follow(Cursor{})
		if u, err := follower.Next(t.Context()); err != nil || u.Head.Number != 0 {
			t.Fatalf("got %+v, %v; want the head", u, err)
		}
		go func() {
			time.Sleep(time.Minute)
			f.extend(1)
		}()
		start := time.Now()
		u, err := follower.Next(t.Context())
		if err != nil || len(u.Added) != 1 || time.Since(start) > time.Minute+DefaultPoll {
			t.Errorf("got %+v, %v after %v; want block 1", u, err, time.Since(start))
		}

		down := true
		f.fault = func(_ string, answer any) (any, error) {
			if down {
				return nil, errors.New("connection refused")
			}
			return answer, nil
		}
		before := f.calls
		go func() {
			time.Sleep(time.Hour)
			f.mu.Lock()
			down = false
			f.mu.Unlock()
			f.extend(1)
		}()
		go func() {
			time.Sleep(30 * time.Minute)
			if err := follower.Health(); !errors.Is(err, ErrUnreachable) {
				t.Errorf("health while down: got %v, want %v", err, ErrUnreachable)
			}
		}()
		if u, err := follower.Next(t.Context()); err != nil || u.Head.Number != 2 {
			t.Errorf("got %+v, %v; want block 2", u, err)
		}
		if calls := f.calls - before; calls > 200 {
			t.Errorf("asked %d times in an hour, want pauses of up to %v", calls, maxBackoff)
		}
		if err := follower.Health(); err != nil {
			t.Errorf("health: got %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := follower.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
		}
	})
}

func TestNextReportsBrokenFinality(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFakeChain()
		for range 5 {
			f.extend(1)
		}
		follower := f.client(2).Follow(Cursor{})
		if _, err := follower.Next(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.rewind(3) // one more than may be
		for range 4 {
			f.extend(1)
		}
		if u, err := follower.Next(t.Context()); !errors.Is(err, ErrFinality) {
			t.Errorf("got %+v, %v; want %v", u, err, ErrFinality)
		}
		// A cursor of another chain is found out at the start, however far behind it is.
		for range 3 * byHashWindow {
			f.extend(0)
		}
		if u, err := f.client(2).Follow(Cursor{3, common.Hash{1}}).Next(t.Context()); !errors.Is(err, ErrFinality) {
			t.Errorf("got %+v, %v; want %v", u, err, ErrFinality)
		}
	})
}

// A node that answers once that a final block was replaced is not believed.
func TestNextWaitsOutOneLie(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFakeChain()
		f.extend(1)
		f.extend(1)
		orphan := f.canon[2].head
		f.rewind(1)
		f.extend(1)
		follower := f.client(1).Follow(Cursor{})
		if _, err := follower.Next(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.extend(1)
		lies := finalityLooks - 1
		f.fault = func(method string, answer any) (any, error) {
			if method == "eth_getBlockByNumber" && lies > 0 {
				lies--
				return lieAbout(answer, "parentHash", orphan.Hash), nil
			}
			return answer, nil
		}
		if u, err := follower.Next(t.Context()); err != nil || len(u.Added) != 1 || len(u.Removed) != 0 {
			t.Errorf("got %+v, %v; want block 3", u, err)
		}
	})
}
