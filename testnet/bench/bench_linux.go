// Package bench compares Portage's relay with those that operators use today, on one core
// of one machine: what a packet costs, how many go through, how late they are, and what an
// allocation takes. All targets run on the same core, one after the other, round by round
// (A B C …, A B C …), under the same load, while the generator, the chain and the paying
// clients have another core. See docs/performance.md.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"github.com/portage-relay/portage/testnet/bench/load"
	"github.com/portage-relay/portage/testnet/bench/market"
	"github.com/portage-relay/portage/testnet/bench/measure"
	"github.com/portage-relay/portage/testnet/bench/target"
)

// Config of a benchmark.
type Config struct {
	ServerCore, LoadCore int
	Relayd               string // the relay's binary
	Dir                  string // for ledgers and keys
	Plan                 Plan
	Benchmarks           string    // file with the output of the ledger's benchmarks; empty: none
	Tell                 io.Writer // progress
}

// contestant is a target that is up.
type contestant struct {
	name    string
	process *target.Process
	field   *load.Field
	tallies []load.Tally // where accounting is on
	begun   uint64       // resident bytes before the first allocation
}

// skips reports whether a load is not for the target: each bare forwarder is for one kind,
// and two shards are compared with one at half load only.
func (c *contestant) skips(k Case) bool {
	return c.name == Bare && k.Train > 1 || c.name == BareTrain && k.Train == 1 || c.name == TwoShards && k.Share != half
}

// Bench is a benchmark under way.
type Bench struct {
	cfg    Config
	ground *load.Ground
	market *market.Market
	up     []*contestant
	result Result
}

// allocationsPerSession is how many allocations share a session where there are most: a
// channel holds 64 sessions, a credential four allocations.
const allocationsPerSession = 4

// Run runs a benchmark. With an error the result is what was measured before it.
func Run(ctx context.Context, cfg Config) (*Result, error) {
	b := &Bench{cfg: cfg, result: newResult(cfg)}
	var err error
	if b.ground, err = load.NewGround(); err != nil {
		return nil, err
	}
	defer b.ground.Close()
	for _, stage := range []func(context.Context) error{b.starts, b.few, b.most} {
		if err := errors.Join(stage(ctx), b.down()); err != nil {
			return &b.result, err
		}
	}
	if cfg.Benchmarks != "" {
		if err := b.result.readBenchmarks(cfg.Benchmarks); err != nil {
			return &b.result, err
		}
	}
	b.result.compare()
	return &b.result, nil
}

func (b *Bench) tell(format string, args ...any) { fmt.Fprintf(b.cfg.Tell, format+"\n", args...) }

// address is where a target listens: each has an address of its own, so that all ports are free.
func address(name string) netip.AddrPort {
	for i, n := range contestants {
		if n == name {
			return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 1, byte(i + 1)}), 3478)
		}
	}
	panic("bench: internal error: target " + name)
}

// start starts a target's process; Direct has none.
func (b *Bench) start(name string) (*target.Process, error) {
	at := address(name)
	switch name {
	case Direct:
		return nil, nil
	case On:
		return b.market.Start(b.cfg.ServerCore, b.cfg.Relayd, at)
	case Coturn:
		return target.Coturn(b.cfg.ServerCore, at, b.cfg.Dir)
	}
	return target.Own(b.cfg.ServerCore, own[name], at)
}

// own are the targets that this program serves itself.
var own = map[string]string{Off: target.ServePortage, TwoShards: target.ServeShards, Pion: target.ServePion, Bare: target.ServeBare, BareTrain: target.ServeTrains}

// openMarket starts a chain, whose relay is yet to start.
func (b *Bench) openMarket(ctx context.Context) error {
	dir, err := os.MkdirTemp(b.cfg.Dir, "market-")
	if err == nil {
		b.market, err = market.Open(ctx, dir)
	}
	return err
}

// server is how a target's clients set up; each allocations share a session at On.
func (b *Bench) server(name string, each int) load.Server {
	s := load.Server{Addr: address(name)}
	switch name {
	case Direct:
		s.Direct = true
	case On:
		s.Credential = func(allocation int) load.Credential { return b.market.Credential(allocation / each) }
	case Off, TwoShards, Pion:
		s.Credential = func(allocation int) load.Credential { return target.Credential(allocation / each) }
	case Coturn:
		s.Credential = func(int) load.Credential { return target.Credential(0) }
	}
	return s
}

// raise starts all targets, without an allocation.
func (b *Bench) raise(ctx context.Context, each int) error {
	if err := b.openMarket(ctx); err != nil {
		return err
	}
	for _, name := range contestants {
		p, err := b.start(name)
		if err != nil {
			return err
		}
		c := &contestant{name: name, process: p, field: load.NewField(b.ground, b.server(name, each))}
		b.up = append(b.up, c)
		if p != nil {
			if c.begun, err = p.Resident(); err != nil {
				return err
			}
		}
	}
	return nil
}

// down stops all targets.
func (b *Bench) down() error {
	var err error
	if b.market != nil {
		err = errors.Join(b.market.Stop(), b.market.Err())
	}
	if err != nil {
		b.tell("the relay said:\n%s", b.up[0].process.Said())
	}
	if b.market != nil {
		b.market.Close()
	}
	for _, c := range b.up {
		if c.process != nil {
			c.process.Stop()
		}
	}
	b.up, b.market = nil, nil
	return err
}

// grow makes sure of n allocations at every target, and lets On's endpoints acknowledge.
func (b *Bench) grow(ctx context.Context, n, each int) error {
	if err := b.market.Stop(); err != nil {
		return err
	}
	if err := b.market.Grow(ctx, (n+each-1)/each); err != nil {
		return err
	}
	for _, c := range b.up {
		if err := c.field.Grow(ctx, n); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		if c.name == On && len(c.tallies) < n {
			if c.tallies != nil {
				panic("bench: internal error: tallies cannot grow under a session's feet")
			}
			c.tallies = make([]load.Tally, maxTallies)
		}
	}
	b.market.Acknowledge(ctx, b.up[0].tallies, each)
	return nil
}

// prime lets a packet pass each way of every allocation of On, and waits until all ends have
// spoken: their streams begin with their first word, once in a session's life.
func (b *Bench) prime(ctx context.Context, n int) error {
	on, began := b.up[0], time.Now()
	_, err := on.field.Run(load.Load{Allocations: n, Payload: small, Train: 1, Rate: primeRate, Duration: time.Duration(float64(2*n) / primeRate * float64(time.Second))}, on.tallies)
	if err != nil {
		return err
	}
	err = b.market.Spoken(ctx)
	b.tell("all ends of %d allocations had spoken after %s", n, time.Since(began).Round(time.Millisecond))
	return err
}

// primeRate is slow enough for any relay, packets/s.
const primeRate = 20e3

// maxTallies is more than any plan's allocations.
const maxTallies = 1 << 14

// starts measures how long targets take from nothing to the first answer and the first
// relayed byte.
func (b *Bench) starts(ctx context.Context) error {
	for range b.cfg.Plan.Rounds {
		for _, name := range contestants {
			if name == Direct || name == TwoShards {
				continue
			}
			if err := b.startOnce(ctx, name); err != nil {
				return fmt.Errorf("%s: start: %w", name, err)
			}
		}
	}
	return nil
}

// startOnce starts a target once, relays a packet and stops it.
func (b *Bench) startOnce(ctx context.Context, name string) error {
	if name == On { // a chain of its own, before the clock runs
		if err := b.openMarket(ctx); err != nil {
			return err
		}
	}
	began := time.Now()
	p, err := b.start(name)
	if err != nil {
		return err
	}
	defer p.Stop()
	if name == On {
		defer func() { b.market.Close(); b.market = nil }()
	}
	if name != Bare && name != BareTrain {
		if err := target.Answers(address(name), time.Minute, p.Check); err != nil {
			return err
		}
	}
	b.result.add(name, "start_ms", "", milliseconds(time.Since(began)))
	if name == On {
		if err := b.market.Grow(ctx, 1); err != nil {
			return err
		}
	}
	field := load.NewField(b.ground, b.server(name, 1))
	if err := field.Grow(ctx, 1); err != nil {
		return err
	}
	if err := field.First(); err != nil {
		return err
	}
	b.result.add(name, "first_byte_ms", "", milliseconds(time.Since(began)))
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / 1e6 }

// Case is one load.
type Case struct {
	Name        string
	Allocations int
	Payload     int
	Train       int
	Voice       bool
	// Share of what coturn carries without loss; see calibrate.
	Share float64
}

// of returns the rate of a case, packets/s.
func (c Capacity) of(k Case) float64 {
	if k.Train > 1 {
		return c.Trains * k.Share
	}
	return c.Sparse * k.Share
}

const (
	small, big = 172, 1200 // payloads, bytes
	train      = 16

	// half of coturn's capacity is the load at which both processor time and latency are
	// compared: a relay can have one of them for the other.
	half = 0.5
	// busy is nearly all of a capacity: of coturn's for all, and of each target's own.
	busy = 0.85
)

// few measures all but the cases with most allocations.
func (b *Bench) few(ctx context.Context) error {
	p := b.cfg.Plan
	if err := b.raise(ctx, 1); err != nil {
		return err
	}
	if err := b.grow(ctx, p.Many+1, 1); err != nil { // one for the voice flow
		return err
	}
	if err := b.prime(ctx, p.Many+1); err != nil {
		return err
	}
	carries, err := b.calibrate(p.Few)
	if err != nil {
		return err
	}
	var cases []Case
	for _, n := range []int{1, p.Many} {
		cases = append(cases,
			Case{caseName("sparse", small, n), n, small, 1, false, half},
			Case{caseName("sparse", big, n), n, big, 1, false, half},
			Case{caseName("trains", big, n), n, big, train, false, half},
		)
	}
	cases = append(cases,
		Case{caseName("sparse", small, p.Few), p.Few, small, 1, false, half},
		Case{"slow_" + caseName("sparse", small, 1), 1, small, 1, false, slow},
		Case{"busy_" + caseName("sparse", small, p.Many), p.Many, small, 1, false, busy},
		Case{"busy_" + caseName("trains", big, p.Many), p.Many, big, train, false, busy},
		Case{"voice_beside_trains", 1, big, train, true, busy},
	)
	for round := range p.Rounds {
		for _, k := range cases {
			if err := b.round(k, carries); err != nil {
				return err
			}
		}
		for _, k := range []Case{
			{caseName("sparse", small, p.Few), p.Few, small, 1, false, 1},
			{caseName("trains", big, p.Few), p.Few, big, train, false, 1},
		} {
			if err := b.searches(k, carries); err != nil {
				return err
			}
		}
		b.tell("round %d of %d", round+1, p.Rounds)
	}
	b.accounting()
	return nil
}

func caseName(kind string, payload, n int) string { return fmt.Sprintf("%s_%d_%d", kind, payload, n) }

// slow is the share of coturn's capacity at which most allocations are compared with one:
// the generator has a system call for each packet and socket there.
const slow = 0.3

// most measures the cases with most allocations, and the memory of an allocation.
func (b *Bench) most(ctx context.Context) error {
	n := b.cfg.Plan.Most
	if n == 0 {
		n = b.cfg.Plan.Many
	}
	if err := b.raise(ctx, allocationsPerSession); err != nil {
		return err
	}
	if err := b.grow(ctx, n, allocationsPerSession); err != nil {
		return err
	}
	if err := b.memory("idle", n); err != nil {
		return err
	}
	if err := b.prime(ctx, n); err != nil {
		return err
	}
	k := Case{"slow_" + caseName("sparse", small, n), n, small, 1, false, slow}
	for range b.cfg.Plan.Rounds {
		if err := b.round(k, b.result.Capacity); err != nil {
			return err
		}
	}
	b.accounting()
	return b.memory("active", n)
}

// memory notes what an allocation takes in a target's own memory.
func (b *Bench) memory(when string, n int) error {
	for _, c := range b.up {
		if c.process == nil {
			continue
		}
		now, err := c.process.Resident()
		if err != nil {
			return err
		}
		b.result.add(c.name, when+"_alloc_bytes", "", (float64(now)-float64(c.begun))/float64(n))
	}
	return nil
}

// round puts a load on every target in turn.
func (b *Bench) round(k Case, carries Capacity) error {
	for _, c := range b.up {
		if c.skips(k) {
			continue
		}
		if err := b.one(c, k, carries); err != nil {
			return err
		}
	}
	return nil
}

// one puts a load on one target.
func (b *Bench) one(c *contestant, k Case, carries Capacity) error {
	u, err := b.put(c, load.Load{
		Allocations: k.Allocations, Payload: k.Payload, Train: k.Train, Rate: carries.of(k), Duration: b.cfg.Plan.Run, Voice: k.Voice,
	})
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.name, k.Name, err)
	}
	b.note(c, k, u)
	return nil
}

// used is what came of a load, and what it took.
type used struct {
	*load.Result
	cpu     time.Duration // of the target, ksoftirqd of its core included
	softirq time.Duration // of it
}

// warmUp is the relay's tick of accounting.
const warmUp = 200 * time.Millisecond

// put puts a load on a target.
func (b *Bench) put(c *contestant, l load.Load) (u used, err error) {
	if err := c.field.Refresh(); err != nil {
		return u, err
	}
	if c.tallies != nil { // so that what accounting is behind with at the end, it was at the beginning
		warm := l
		warm.Duration = warmUp
		if _, err := c.field.Run(warm, c.tallies); err != nil {
			return u, err
		}
	}
	before, softBefore, err := b.clocks(c)
	if err != nil {
		return u, err
	}
	if u.Result, err = c.field.Run(l, c.tallies); err != nil {
		return u, err
	}
	after, softAfter, err := b.clocks(c)
	u.softirq = softAfter - softBefore
	u.cpu = after - before + u.softirq
	return u, err
}

func (b *Bench) clocks(c *contestant) (cpu, soft time.Duration, err error) {
	if soft, err = target.Softirq(b.cfg.ServerCore); err != nil || c.process == nil {
		return 0, soft, err
	}
	if err := c.process.Check(); err != nil {
		return 0, 0, err
	}
	cpu, err = c.process.CPU()
	return cpu, soft, err
}

// note keeps the figures of a load. What was lost cost as well, but is no packet relayed.
func (b *Bench) note(c *contestant, k Case, u used) {
	r := &b.result
	if c.process != nil {
		r.add(c.name, "cpu_ns", k.Name, float64(u.cpu)/float64(max(u.Received+u.VoiceReceived, 1)))
		r.add(c.name, "softirq_ns", k.Name, float64(u.softirq)/float64(max(u.Received+u.VoiceReceived, 1)))
	}
	r.add(c.name, "rate_pps", k.Name, u.Rate())
	r.add(c.name, "lost", k.Name, u.Lost())
	r.add(c.name, "p50_us", k.Name, microseconds(u.Latency.Quantile(0.50)))
	r.add(c.name, "p99_us", k.Name, microseconds(u.Latency.Quantile(0.99)))
	r.add(c.name, "late_us", k.Name, microseconds(u.Late))
	if k.Voice {
		r.add(c.name, "voice_p50_us", k.Name, microseconds(u.VoiceLatency.Quantile(0.50)))
		r.add(c.name, "voice_p99_us", k.Name, microseconds(u.VoiceLatency.Quantile(0.99)))
		r.add(c.name, "voice_lost", k.Name, 1-float64(u.VoiceReceived)/float64(max(u.VoiceSent, 1)))
	}
}

func microseconds(d time.Duration) float64 { return float64(d) / 1e3 }

const (
	// lossFree is the share that may be lost of a load that counts as carried: what one
	// hiccup of a shared machine costs.
	lossFree = 1e-4
	// lowest and highest bound the first search, packets/s; narrow and wide the later ones,
	// as shares of what it found.
	lowest, highest = 5e3, 4e6
	narrow, wide    = 1.0 / 4, 16
	firstSteps      = 12
	// keptUp is the share of a rate that a generator has to have sent: else it is the
	// generator that is at its limit.
	keptUp = 0.97
)

// calibrate finds out what coturn carries.
func (b *Bench) calibrate(n int) (Capacity, error) {
	for _, c := range b.up {
		if c.name != Coturn {
			continue
		}
		sparse, err := b.search(c, Case{"", n, small, 1, false, 1}, lowest, highest, firstSteps)
		if err != nil {
			return Capacity{}, err
		}
		trains, err := b.search(c, Case{"", n, big, train, false, 1}, lowest, highest, firstSteps)
		if err != nil {
			return Capacity{}, err
		}
		b.result.Capacity = Capacity{sparse, trains}
		b.tell("coturn carries %.0f packets/s sparse, %.0f in trains", sparse, trains)
		return b.result.Capacity, nil
	}
	panic("bench: internal error: no coturn")
}

// search returns the highest rate that a target carries without loss.
func (b *Bench) search(c *contestant, k Case, low, high float64, steps int) (float64, error) {
	var failed error
	best := measure.Search(low, high, steps, func(rate float64) bool {
		if failed != nil {
			return false
		}
		u, err := b.put(c, load.Load{Allocations: k.Allocations, Payload: k.Payload, Train: k.Train, Rate: rate, Duration: b.cfg.Plan.SearchRun})
		failed = err
		return err == nil && u.Lost() <= lossFree && u.Rate() >= keptUp*rate
	})
	return best, failed
}

// searches finds what every target carries, and what a packet costs when it is busy by its
// own measure. What Direct carries is the generator's own limit.
func (b *Bench) searches(k Case, carries Capacity) error {
	for _, c := range b.up {
		if c.skips(k) {
			continue
		}
		rate, err := b.search(c, k, narrow*carries.of(k), wide*carries.of(k), b.cfg.Plan.SearchSteps)
		if err != nil {
			return err
		}
		b.result.add(c.name, "lossfree_pps", k.Name, rate)
		own := k
		own.Name, own.Share = "own_"+k.Name, busy
		if err := b.one(c, own, Capacity{rate, rate}); err != nil {
			return err
		}
	}
	return nil
}

// accounting adds how often was acknowledged and receipted on this market.
func (b *Bench) accounting() {
	records, offers := b.market.Receipts()
	a := &b.result.Accounting
	a.Acks += b.market.Acks
	a.Lost += b.market.Lost
	a.Records += records
	a.Offers += offers
}

// Scratch makes the directory for a benchmark's files.
func Scratch(under string) (string, error) {
	if err := os.MkdirAll(under, 0o755); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(under, "bench-")
	if err != nil {
		return "", err
	}
	return filepath.Abs(dir)
}
