package explore

import (
	"fmt"
	"slices"
	"time"
)

// Result is what a search of one world found.
type Result struct {
	Name        string      `json:"name"`
	About       string      `json:"about"`
	States      int         `json:"states"`       // distinct
	Transitions int         `json:"transitions"`  // moves that change something
	Depth       int         `json:"depth"`        // moves of the longest shortest path
	Complete    bool        `json:"complete"`     // nothing more can happen in this world
	Machines    int         `json:"machineSteps"` // moves that were asked of the machines, each once
	Seconds     float64     `json:"seconds"`
	Violations  []Violation `json:"violations"`
}

// Report is what the searches of several worlds found.
type Report struct {
	States      int      `json:"states"`
	Transitions int      `json:"transitions"`
	Complete    int      `json:"complete"` // worlds of which all states were visited
	Violations  int      `json:"violations"`
	Seconds     float64  `json:"seconds"`
	Worlds      []Result `json:"worlds"`
}

// Add adds a world.
func (all *Report) Add(r Result) {
	all.Worlds = append(all.Worlds, r)
	all.States += r.States
	all.Transitions += r.Transitions
	all.Violations += len(r.Violations)
	all.Seconds += r.Seconds
	if r.Complete {
		all.Complete++
	}
}

// String is the last line of a report.
func (all Report) String() string {
	return fmt.Sprintf("%d states and %d transitions of %d worlds, %d of them whole, in %.0f s: %d promises broken",
		all.States, all.Transitions, len(all.Worlds), all.Complete, all.Seconds, all.Violations)
}

// Violation is a promise broken, with a shortest way to it.
type Violation struct {
	World string   `json:"world"`
	ID    string   `json:"id"`
	Text  string   `json:"text"`
	Trace []string `json:"trace"`
}

// String is one line of a report.
func (r Result) String() string {
	end := "all"
	if !r.Complete {
		end = "the first of more"
	}
	return fmt.Sprintf("%-16s %9d states (%s), %9d transitions, %2d deep, %6.1f s: %s", r.Name, r.States, end, r.Transitions, r.Depth, r.Seconds, r.About)
}

// String tells the violation as a story.
func (v Violation) String() string {
	text := fmt.Sprintf("%s: %s: %s\n", v.World, v.ID, v.Text)
	for i, step := range v.Trace {
		text += fmt.Sprintf("%4d. %s\n", i+1, step)
	}
	return text
}

// system is what a search walks through.
type system interface {
	// next calls visit with every state that one move leads to, and what the move breaks.
	next(s State, visit func(move, State, *Fault))
	// check returns what does not hold in a state.
	check(s State) *Fault
	// goals are asked of all states once all are known.
	goals() []goal
	// words says what a move is, in the state in which it is made.
	words(s State, m move) string
}

// A goal is a state that must stay within reach, from every state, whatever happened.
type goal struct {
	id    string
	holds func(s State) bool
}

// search is a breadth-first walk through a system: the first violation that it meets is
// one of the shortest.
type search struct {
	of      system
	found   map[State]uint32
	states  []State
	parents []uint32 // by state
	edges   []uint32 // successors, state after state
	ends    []uint64 // by state that was expanded: where its edges end
	moves   int

	depth    int  // moves of the longest shortest path
	complete bool // all states were expanded
}

// Explore visits every state of a world, or as many as the limit allows.
func Explore(of World, limit int) Result {
	began := time.Now()
	if of.Machines.Payee == nil {
		of.Machines = real()
	}
	w := build(of)
	x := newSearch(w)
	violations := x.run(w.start, limit)
	for i := range violations {
		violations[i].World = of.Name
	}
	return Result{
		Name: of.Name, About: of.About, States: len(x.states), Transitions: x.moves, Depth: x.depth, Complete: x.complete,
		Machines: len(w.known), Seconds: time.Since(began).Seconds(), Violations: violations,
	}
}

func newSearch(of system) *search { return &search{of: of, found: map[State]uint32{}} }

// run visits every state, or as many as the limit allows, and then asks for the goals.
func (x *search) run(start State, limit int) []Violation {
	if v := x.walk(start, limit); v != nil {
		return []Violation{*v}
	}
	return x.unreachable()
}

// walk finds all states, and stops at the first violation.
func (x *search) walk(start State, limit int) *Violation {
	x.add(start, 0)
	if f := x.of.check(start); f != nil {
		return &Violation{ID: f.ID, Text: f.Text}
	}
	for level := 0; level < len(x.states); {
		end := len(x.states)
		for at := level; at < end; at++ {
			if len(x.states) >= limit {
				return nil
			}
			if v := x.expand(uint32(at)); v != nil {
				return v
			}
		}
		if len(x.states) > end {
			x.depth++
		}
		level = end
	}
	x.complete = true
	return nil
}

func (x *search) expand(at uint32) (v *Violation) {
	x.of.next(x.states[at], func(m move, t State, f *Fault) {
		if v != nil {
			return
		}
		x.moves++
		to, known := x.found[t]
		if !known {
			to = x.add(t, at)
			if f == nil {
				f = x.of.check(t)
			}
		}
		x.edges = append(x.edges, to)
		if f != nil {
			v = &Violation{ID: f.ID, Text: f.Text, Trace: append(x.trace(at), x.of.words(x.states[at], m))}
		}
	})
	x.ends = append(x.ends, uint64(len(x.edges)))
	return v
}

func (x *search) add(s State, parent uint32) uint32 {
	id := uint32(len(x.states))
	x.found[s] = id
	x.states = append(x.states, s)
	x.parents = append(x.parents, parent)
	return id
}

// trace tells how a state was first reached: the moves themselves are not kept, but made
// once more.
func (x *search) trace(at uint32) []string {
	var steps []string
	for at != 0 {
		from, told := x.parents[at], false
		x.of.next(x.states[from], func(m move, t State, _ *Fault) {
			if t == x.states[at] && !told {
				steps, told = append(steps, x.of.words(x.states[from], m)), true
			}
		})
		at = from
	}
	slices.Reverse(steps)
	return steps
}

// unreachable names, for each goal, the state with the shortest trace from which no way
// leads to it. States that were not expanded are given the benefit of the doubt.
func (x *search) unreachable() []Violation {
	var found []Violation
	starts, into := x.reversed()
	for _, g := range x.of.goals() {
		can := make([]bool, len(x.states))
		var todo []uint32
		mark := func(i uint32) {
			if !can[i] {
				can[i] = true
				todo = append(todo, i)
			}
		}
		for i, s := range x.states {
			if i >= len(x.ends) || g.holds(s) {
				mark(uint32(i))
			}
		}
		for len(todo) > 0 {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, from := range into[starts[i]:starts[i+1]] {
				mark(from)
			}
		}
		if i := slices.Index(can, false); i >= 0 {
			found = append(found, Violation{ID: g.id, Text: "out of reach", Trace: x.trace(uint32(i))})
		}
	}
	return found
}

// reversed returns the predecessors of each state: those of i are into[starts[i]:starts[i+1]].
func (x *search) reversed() (starts []uint64, into []uint32) {
	starts = make([]uint64, len(x.states)+1)
	for _, to := range x.edges {
		starts[to+1]++
	}
	for i := range x.states {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	into = make([]uint32, len(x.edges))
	begin := uint64(0)
	for from, end := range x.ends {
		for _, to := range x.edges[begin:end] {
			into[next[to]] = uint32(from)
			next[to]++
		}
		begin = end
	}
	return starts, into
}
