package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/portage-relay/portage/testnet/bench/measure"
)

// Result is all that was measured.
type Result struct {
	Machine    Machine    `json:"machine"`
	Plan       Plan       `json:"plan"`
	Coturn     string     `json:"coturn"`
	Capacity   Capacity   `json:"coturn_carries_pps"`
	Accounting Accounting `json:"accounting"`
	// Figures are by target, measure and case.
	Figures map[string]map[string]map[string]Figure `json:"figures"`
	// Ratios are the bars': medians of the rounds' own ratios, lower is better for what
	// costs, higher for what is carried.
	Ratios map[string]float64 `json:"ratios"`
	// Spread is of the ratios that come by rounds.
	Spread map[string]measure.Summary `json:"spread"`
}

// Figure is what was measured in each round.
type Figure struct {
	Summary measure.Summary `json:"summary"`
	Values  []float64       `json:"values"`
}

// Machine is the kind of machine, and how much else it had to do.
type Machine struct {
	CPU    string  `json:"cpu"`
	Cores  int     `json:"cores"`
	Kernel string  `json:"kernel"`
	Load   float64 `json:"load_before"` // 1 minute load average at the beginning
}

// Accounting says what On's payers and endpoints did beside the load.
type Accounting struct {
	Acks    uint64 `json:"acks"`
	Lost    uint64 `json:"acks_lost"` // their streams broke; the next covers them
	Records uint64 `json:"receipted_records"`
	Offers  uint64 `json:"receipted_offers"` // counted once for each session they bill
}

// Capacity is what coturn carries without loss, packets/s, of sparse flows and of trains:
// every target's loads are shares of it.
type Capacity struct {
	Sparse float64 `json:"sparse"`
	Trains float64 `json:"trains"`
}

// add notes a figure of a round. The case is empty for what is of no load.
func (r *Result) add(target, what, of string, value float64) {
	if r.Figures[target] == nil {
		r.Figures[target] = map[string]map[string]Figure{}
	}
	if r.Figures[target][what] == nil {
		r.Figures[target][what] = map[string]Figure{}
	}
	f := r.Figures[target][what][of]
	f.Values = append(f.Values, value)
	f.Summary = measure.Summarize(f.Values)
	r.Figures[target][what][of] = f
}

func (r *Result) values(target, what, of string) []float64 { return r.Figures[target][what][of].Values }

func (r *Result) median(target, what, of string) float64 {
	return r.Figures[target][what][of].Summary.Median
}

// ratio notes the greatest of a figure's ratios over cases.
func (r *Result) ratio(name, a, b, what string, cases ...string) {
	var of []measure.Summary
	for _, c := range cases {
		of = append(of, measure.Ratio(r.values(a, what, c), r.values(b, what, c)))
	}
	r.keep(name, measure.Worst(of...))
}

func (r *Result) keep(name string, s measure.Summary) {
	if s.Rounds > 0 {
		r.Ratios[name], r.Spread[name] = s.Median, s
	}
}

// compare makes the ratios.
func (r *Result) compare() {
	p := r.Plan
	by := func(kind string, payload int) []string {
		return []string{caseName(kind, payload, 1), caseName(kind, payload, p.Many)}
	}
	sparseSmall, sparseBig, trains := by("sparse", small), by("sparse", big), by("trains", big)
	r.ratio("cpu_sparse_172_vs_coturn", On, Coturn, "cpu_ns", sparseSmall...)
	r.ratio("cpu_sparse_1200_vs_coturn", On, Coturn, "cpu_ns", sparseBig...)
	r.ratio("cpu_trains_1200_vs_coturn", On, Coturn, "cpu_ns", trains...)
	r.ratio("cpu_sparse_172_vs_pion", On, Pion, "cpu_ns", sparseSmall...)
	r.ratio("cpu_vs_bare_sparse", On, Bare, "cpu_ns", append(sparseSmall, sparseBig...)...)
	r.ratio("cpu_vs_bare_trains", On, BareTrain, "cpu_ns", trains...)
	r.ratio("accounting_on_vs_off", On, Off, "cpu_ns", slices.Concat(sparseSmall, sparseBig, trains)...)
	r.ratio("two_shards_vs_one", TwoShards, Off, "cpu_ns", slices.Concat(sparseSmall, trains)...)

	for kind, of := range map[string]string{"sparse_172": caseName("sparse", small, p.Many), "trains_1200": caseName("trains", big, p.Many)} {
		r.ratio("cpu_busy_"+kind+"_vs_coturn", On, Coturn, "cpu_ns", "busy_"+of)
	}
	fewSparse, fewTrains := caseName("sparse", small, p.Few), caseName("trains", big, p.Few)
	for kind, of := range map[string]string{"sparse_172": fewSparse, "trains_1200": fewTrains} {
		r.ratio("cpu_own_"+kind+"_vs_coturn", On, Coturn, "cpu_ns", "own_"+of)
		r.ratio("cpu_own_"+kind+"_vs_pion", On, Pion, "cpu_ns", "own_"+of)
	}
	r.ratio("pps_lossfree_vs_coturn", On, Coturn, "lossfree_pps", fewSparse)
	r.ratio("pps_lossfree_trains_vs_coturn", On, Coturn, "lossfree_pps", fewTrains)

	r.keep("alloc10k_vs_1", measure.Ratio(r.values(On, "cpu_ns", "slow_"+caseName("sparse", small, max(p.Most, p.Many))), r.values(On, "cpu_ns", "slow_"+caseName("sparse", small, 1))))
	r.keep("p99_vs_coturn", measure.Worst(
		r.added("p99_us", caseName("sparse", small, p.Many)),
		r.added("voice_p99_us", "voice_beside_trains"),
	))
	r.keep("idle_alloc_bytes", r.Figures[On]["idle_alloc_bytes"][""].Summary)
	for name, of := range r.Figures[Ledger] {
		r.keep(name, of[""].Summary)
	}
}

// added returns the ratio of median latencies, On to Coturn, beyond the median of the path alone.
func (r *Result) added(what, of string) measure.Summary {
	path := r.median(Direct, strings.Replace(what, "p99", "p50", 1), of)
	var a, b []float64
	for _, v := range r.values(On, what, of) {
		a = append(a, max(v-path, 0))
	}
	for _, v := range r.values(Coturn, what, of) {
		b = append(b, max(v-path, 0))
	}
	return measure.OfMedians(a, b)
}

// Write writes the result as JSON.
func (r *Result) Write(path string) error {
	b, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o644)
}

// Table prints the medians, with the least and the most of all rounds, and the ratios last.
func (r *Result) Table(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, what := range r.measures() {
		fmt.Fprintf(t, "\n%s\t", what)
		targets := slices.DeleteFunc(append(slices.Clone(contestants), Ledger), func(n string) bool { return r.Figures[n][what] == nil })
		for _, n := range targets {
			fmt.Fprintf(t, "%s\t", n)
		}
		fmt.Fprintln(t)
		for _, of := range r.cases(what) {
			fmt.Fprintf(t, "%s\t", of)
			for _, n := range targets {
				f, ok := r.Figures[n][what][of]
				if !ok {
					fmt.Fprint(t, "\t")
					continue
				}
				fmt.Fprintf(t, "%s (%s–%s)\t", short(f.Summary.Median), short(f.Summary.Min), short(f.Summary.Max))
			}
			fmt.Fprintln(t)
		}
	}
	t.Flush()
	fmt.Fprintln(w)
	for _, name := range slices.Sorted(maps.Keys(r.Ratios)) {
		s := r.Spread[name]
		fmt.Fprintf(w, "%s %s (%s–%s)\n", name, short(s.Median), short(s.Min), short(s.Max))
	}
}

func short(v float64) string {
	if v >= 100 || v == float64(int64(v)) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

func (r *Result) measures() []string {
	all := map[string]bool{}
	for _, of := range r.Figures {
		for what := range of {
			all[what] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (r *Result) cases(what string) []string {
	all := map[string]bool{}
	for _, of := range r.Figures {
		for c := range of[what] {
			all[c] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
