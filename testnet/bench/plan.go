package bench

import "time"

// Plan says how long it takes, and how sure it is.
type Plan struct {
	Rounds      int
	Run         time.Duration // of one load
	SearchRun   time.Duration // of one step of a search
	SearchSteps int
	Few         int // allocations of the cases with few
	Many        int // with many
	Most        int // with most; 0: left out
}

// Full takes the bars' rounds, Short is for development and CI.
var (
	Full  = Plan{Rounds: 7, Run: 600 * time.Millisecond, SearchRun: 250 * time.Millisecond, SearchSteps: 6, Few: 100, Many: 1000, Most: 10_000}
	Short = Plan{Rounds: 2, Run: 300 * time.Millisecond, SearchRun: 200 * time.Millisecond, SearchSteps: 6, Few: 32, Many: 128}
)

// Names of the targets.
const (
	On        = "portage-on"
	Off       = "portage-off"
	Pion      = "pion"
	Coturn    = "coturn"
	Bare      = "bare"          // recvmmsg and sendmmsg
	BareTrain = "bare-gso"      // and trains
	Direct    = "direct"        // no relay at all: what the path and the generator add
	TwoShards = "portage-off-2" // Off with two shards, on the same core

	Ledger = "ledger" // the benchmarks of packages ledger and pay
)

// contestants are the targets in the order of a round.
var contestants = []string{On, Coturn, Off, TwoShards, Pion, Bare, BareTrain, Direct}
