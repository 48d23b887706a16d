package explore

import (
	"fmt"
	"slices"
	"testing"
)

// fewStates are visited of each world here; `make explore` visits many.
const fewStates = 2_000

// In no world is a promise broken.
func TestWorlds(t *testing.T) {
	for _, w := range Worlds() {
		r := Explore(w, fewStates)
		for _, v := range r.Violations {
			t.Errorf("%s", v)
		}
		if r.States < fewStates {
			t.Errorf("%s", r)
		}
	}
}

// A small world is visited wholly, and always alike.
func TestExploreIsComplete(t *testing.T) {
	w := worldNamed(t, "named")
	w.Sessions[0].Packets = [2]int{1, 0}
	w.RelayDeaths, w.Instants = 0, linger[:1]
	a, b := Explore(w, fewStates), Explore(w, fewStates)
	a.Seconds, b.Seconds = 0, 0
	if !a.Complete || a.States < 100 || len(a.Violations) != 0 || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("got %v, then %v", a, b)
	}
	if part := Explore(w, a.States/2); part.Complete || len(part.Violations) != 0 {
		t.Errorf("with half as many states: %v, %v", part, part.Violations)
	}
}

// A table gives equal values one number, whatever they share in memory, and different
// values different ones, whatever they hold.
func TestTable(t *testing.T) {
	type inner struct{ a []byte }
	type value struct {
		b     bool
		n     int
		s     string
		list  []uint16
		array [2]uint8
		p     *inner
		i     any
	}
	all := []func() value{
		func() value { return value{} },
		func() value { return value{b: true} },
		func() value { return value{n: -1} },
		func() value { return value{n: 1} },
		func() value { return value{s: "ab"} },
		func() value { return value{s: "a"} },
		func() value { return value{list: []uint16{1, 2}} },
		func() value { return value{list: []uint16{2, 1}} },
		func() value { return value{array: [2]uint8{1, 2}} },
		func() value { return value{p: &inner{}} },
		func() value { return value{p: &inner{a: []byte{1}}} },
		func() value { return value{i: inner{a: []byte{1}}} },
		func() value { return value{i: uint16(1)} },
		func() value { return value{i: uint32(1)} },
	}
	table := newTable[value]()
	for range 2 {
		for i, make := range all {
			if got := table.id(make()); got != uint32(i) {
				t.Errorf("value %d: got number %d", i, got)
			}
		}
	}
	if got := table.id(value{list: []uint16{}}); got != 0 {
		t.Errorf("an empty list and none: got number %d, want 0", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a map has a number, and no order")
		}
	}()
	newTable[map[int]int]().id(nil)
}

// ring is a system of few states: State.relay counts up to 9, by one or by three, and at 5
// there is a way into a trap. fault is the state that breaks a promise.
type ring struct {
	fault uint32
	goal  func(State) bool
}

func (r ring) next(s State, visit func(move, State, *Fault)) {
	to := func(n uint32) { visit(move{arg: n}, State{relay: n}, nil) }
	switch {
	case s.relay == 100:
	case s.relay < 9:
		to(s.relay + 1)
		to(min(s.relay+3, 9))
	default:
		to(0)
	}
	if s.relay == 5 {
		to(100)
	}
}

func (r ring) check(s State) *Fault {
	if r.fault != 0 && s.relay == r.fault {
		return faultf("F", "at %d", s.relay)
	}
	return nil
}

func (r ring) goals() []goal                { return []goal{{"G", r.goal}} }
func (r ring) words(_ State, m move) string { return fmt.Sprint(m.arg) }

func TestShortestTrace(t *testing.T) {
	anywhere := func(State) bool { return true }
	for fault, want := range map[uint32][]string{1: {"1"}, 7: {"1", "4", "7"}, 8: {"1", "2", "5", "8"}, 100: {"1", "2", "5", "100"}} {
		found := newSearch(ring{fault, anywhere}).run(State{}, 1000)
		if len(found) != 1 || found[0].ID != "F" || !slices.Equal(found[0].Trace, want) {
			t.Errorf("fault at %d: got %v, want the trace %v", fault, found, want)
		}
	}
	if found := newSearch(ring{0, anywhere}).run(State{}, 1000); found != nil {
		t.Errorf("no fault: got %v", found)
	}
}

func TestUnreachable(t *testing.T) {
	nine := func(s State) bool { return s.relay == 9 }
	x := newSearch(ring{0, nine})
	found := x.run(State{}, 1000)
	if want := []string{"1", "2", "5", "100"}; len(found) != 1 || found[0].ID != "G" || !slices.Equal(found[0].Trace, want) {
		t.Errorf("got %v, want the way into the trap, %v", found, want)
	}
	if !x.complete || len(x.states) != 11 || x.depth != 4 || x.moves != 20 {
		t.Errorf("got %d states, %d moves, depth %d, all: %t", len(x.states), x.moves, x.depth, x.complete)
	}
	if found := newSearch(ring{0, func(s State) bool { return s.relay == 9 || s.relay == 100 }}).run(State{}, 1000); found != nil {
		t.Errorf("the trap is a goal: got %v", found)
	}
	// What was not expanded may lead anywhere.
	if found := newSearch(ring{0, func(State) bool { return false }}).run(State{}, 5); found != nil {
		t.Errorf("cut short: got %v", found)
	}
}
