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

// Violation is a promise broken, with a shortest way to it.
type Violation struct {
	World string   `json:"world"`
	ID    string   `json:"id"`
	Text  string   `json:"text"`
	Trace []string `json:"trace"`
}

// String tells the violation as a story.
func (v Violation) String() string {
	text := fmt.Sprintf("%s: %s: %s\n", v.World, v.ID, v.Text)
	for i, step := range v.Trace {
		text += fmt.Sprintf("%4d. %s\n", i+1, step)
	}
	return text
}

// search is a breadth-first walk through one world: the first violation that it meets is
// one of the shortest.
type search struct {
	w       *world
	found   map[State]uint32
	states  []State
	parents []uint32 // by state
	edges   []uint32 // successors, state after state
	ends    []uint64 // by state that was expanded: where its edges end
	moves   int
}

// Explore visits every state of a world, or as many as the limit allows.
func Explore(of World, limit int) Result {
	began := time.Now()
	if of.Machines.Payee == nil {
		of.Machines = real()
	}
	w := build(of)
	x := &search{w: w, found: map[State]uint32{}}
	r := Result{Name: of.Name, About: of.About, Complete: true}
	if v := x.walk(limit, &r); v != nil {
		r.Violations = append(r.Violations, *v)
	} else {
		r.Violations = x.unreachable()
	}
	r.States, r.Transitions, r.Machines, r.Seconds = len(x.states), x.moves, len(w.known), time.Since(began).Seconds()
	return r
}

// walk finds all states, and stops at the first violation.
func (x *search) walk(limit int, r *Result) *Violation {
	x.add(x.w.start, 0)
	for level := 0; level < len(x.states); {
		end := len(x.states)
		for at := level; at < end; at++ {
			if len(x.states) >= limit {
				r.Complete = false
				return nil
			}
			if v := x.expand(uint32(at)); v != nil {
				return v
			}
		}
		if len(x.states) > end {
			r.Depth++
		}
		level = end
	}
	return nil
}

func (x *search) expand(at uint32) (v *Violation) {
	x.w.next(x.states[at], func(m move, t State, f *Fault) {
		if v != nil {
			return
		}
		x.moves++
		to, known := x.found[t]
		if !known {
			to = x.add(t, at)
			if f == nil {
				f = x.w.check(t)
			}
		}
		x.edges = append(x.edges, to)
		if f != nil {
			v = &Violation{World: x.w.Name, ID: f.ID, Text: f.Text, Trace: append(x.trace(at), x.w.words(x.states[at], m))}
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
		x.w.next(x.states[from], func(m move, t State, _ *Fault) {
			if t == x.states[at] && !told {
				steps, told = append(steps, x.w.words(x.states[from], m)), true
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
	for _, g := range goals {
		can := make([]bool, len(x.states))
		var todo []uint32
		mark := func(i uint32) {
			if !can[i] {
				can[i] = true
				todo = append(todo, i)
			}
		}
		for i, s := range x.states {
			if i >= len(x.ends) || g.holds(x.w, s) {
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
			found = append(found, Violation{World: x.w.Name, ID: g.id, Text: "out of reach", Trace: x.trace(uint32(i))})
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
