// Package differential shows random cases to the contracts, as compiled, and to the Go
// packages that say what the contracts do, and demands one verdict of both: the error, or
// the amounts to the unit.
//
// The contracts run in go-ethereum's EVM without a chain, on a state of its own for
// each case, so a channel's slot may hold whatever numbers a case wants. Most cases
// are a valid one with one thing wrong: a field before it was signed, a field after, the
// order, or a byte. `make differential` compares 250,000; a smaller run is a test.
package differential

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"
)

// Verdict is what one side says to a case.
type Verdict struct {
	// Name is the contract's error, "accepted", or a name of what a view returns.
	Name string
	// Detail is what was accepted: amounts, keys, hashes. Empty for an error.
	Detail string
}

// accepted names the verdict on what was done.
const accepted = "accepted"

// refused is the verdict that an error of the contract is.
func refused(name string) Verdict { return Verdict{Name: name} }

// A kind is a sort of case.
type kind struct {
	name  string
	share int // of all cases, in relation to the other kinds
	// verdicts are all that may come up, and each must.
	verdicts []string
	// run makes a case and returns both sides' verdicts on it.
	run func(w *world, r *rand.Rand) (solidity, golang []Verdict, err error)
}

var kinds = []kind{
	{"settleWithProof", 40, proofVerdicts, (*world).proof},
	{"slash", 20, slashVerdicts, (*world).slash},
	{"settle", 15, settleVerdicts, (*world).settle},
	{"settleMany", 10, rowVerdicts, (*world).settleMany},
	{"closeNowWithConsent", 10, consentVerdicts, (*world).consent},
	{"register", 5, registerVerdicts, (*world).register},
	{"channelIdOf", 4, []string{accepted}, (*world).channelID},
	{"domainSeparator", 1, []string{accepted}, (*world).separator},
}

// Report is what a run came to.
type Report struct {
	Cases         int                       `json:"cases"`
	Disagreements []string                  `json:"disagreements"`
	Verdicts      map[string]map[string]int `json:"verdicts"` // kind → verdict → how often
	Unreached     []string                  `json:"unreached"`
	Seed          uint64                    `json:"seed"`
	Seconds       float64                   `json:"seconds"`
}

// OK reports whether both sides agreed on every case and every verdict came up.
func (r Report) OK() bool { return len(r.Disagreements) == 0 && len(r.Unreached) == 0 }

// maxDisagreements are enough to look at.
const maxDisagreements = 20

// Run compares that many cases. Case i of a seed is always the same.
func Run(cases int, seed uint64) (Report, error) {
	began := time.Now()
	workers := runtime.GOMAXPROCS(0)
	parts, errs := make([]Report, workers), make([]error, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() { parts[i], errs[i] = part(cases, seed, i, workers) })
	}
	wg.Wait()
	all := Report{Cases: cases, Seed: seed, Verdicts: map[string]map[string]int{}, Disagreements: []string{}, Unreached: []string{}}
	for i, p := range parts {
		if errs[i] != nil {
			return Report{}, errs[i]
		}
		all.Disagreements = append(all.Disagreements, p.Disagreements...)
		for kind, verdicts := range p.Verdicts {
			for verdict, n := range verdicts {
				all.count(kind, verdict, n)
			}
		}
	}
	all.Unreached = all.unreached()
	all.Seconds = time.Since(began).Seconds()
	return all, nil
}

// part runs each workers-th case.
func part(cases int, seed uint64, first, workers int) (Report, error) {
	w, err := newWorld()
	if err != nil {
		return Report{}, err
	}
	report := Report{Verdicts: map[string]map[string]int{}}
	for i := first; i < cases; i += workers {
		if err := report.try(w, seed, uint64(i)); err != nil {
			return Report{}, fmt.Errorf("seed %d, case %d: %w", seed, i, err)
		}
		if len(report.Disagreements) == maxDisagreements {
			break
		}
	}
	return report, nil
}

func (r *Report) try(w *world, seed, i uint64) error {
	random := rand.New(rand.NewPCG(seed, i))
	k := pick(random)
	solidity, golang, err := k.run(w.fork(), random)
	if err != nil {
		return fmt.Errorf("%s: %w", k.name, err)
	}
	for _, v := range solidity {
		r.count(k.name, v.Name, 1)
	}
	if !slices.Equal(solidity, golang) {
		r.Disagreements = append(r.Disagreements,
			fmt.Sprintf("seed %d, case %d, %s: Solidity %v, Go %v", seed, i, k.name, solidity, golang))
	}
	return nil
}

func (r *Report) count(kind, verdict string, n int) {
	if r.Verdicts[kind] == nil {
		r.Verdicts[kind] = map[string]int{}
	}
	r.Verdicts[kind][verdict] += n
}

// unreached returns the verdicts that never came up, and those that are not known.
func (r *Report) unreached() []string {
	found := []string{}
	for _, k := range kinds {
		for _, v := range k.verdicts {
			if r.Verdicts[k.name][v] == 0 {
				found = append(found, k.name+": "+v)
			}
		}
		for _, v := range slices.Sorted(maps.Keys(r.Verdicts[k.name])) {
			if !slices.Contains(k.verdicts, v) {
				found = append(found, k.name+": "+v+" is not a verdict that was thought of")
			}
		}
	}
	return found
}

func pick(r *rand.Rand) kind {
	total := 0
	for _, k := range kinds {
		total += k.share
	}
	at := r.IntN(total)
	for _, k := range kinds {
		if at -= k.share; at < 0 {
			return k
		}
	}
	panic("differential: internal error: shares do not add up")
}
