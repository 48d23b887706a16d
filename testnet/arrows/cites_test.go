package arrows

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What stands in docs/invariants.md: a sentence with its id, and in what follows a forge file (`channels/Settle`, or
// `Settle` of the directory before it), a forge test, a Go package, a Go test, a scenario, the explorer.
var (
	sentence = regexp.MustCompile(`(?m)^- \*\*(INV-[A-Z]+-\d+)\*\* `)
	citation = regexp.MustCompile("`?\\b((?:test|testFuzz|invariant)_\\w+)`" + "|`([a-z0-9]+(?:/[a-z0-9]+)+)`" +
		"|(?:\\b([a-z]+)/)?\\b([A-Z][A-Za-z]+)(?:\\s+`)" + "|\\b((?:Test|Fuzz)[A-Z]\\w*)" + "|\\b([a-z]+(?:-[a-z]+)+|explorer\\*)")
)

// cites are the tests that hold a sentence, each as file pattern and what must stand in such a file.
func cites(text string) (found [][2]string) {
	dir, file, pkg := "", "", ""
	for _, m := range citation.FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] != "":
			found = append(found, [2]string{"contracts/test/" + dir + "/" + file + ".t.sol", "function " + m[1] + "("})
		case m[2] != "":
			pkg = m[2]
		case m[4] != "":
			file = m[4]
			if m[3] != "" {
				dir = m[3]
			}
		case m[5] != "":
			found = append(found, [2]string{pkg + "/*_test.go", "func " + m[5] + "("})
		case m[6] == "explorer*":
			found = append(found, [2]string{"testnet/explore/*_test.go", "func TestWorlds("})
		case pkg == "testnet/scenario":
			found = append(found, [2]string{pkg + "/*.go", `"` + m[6] + `"`})
		}
	}
	return found
}

// Every invariant has an id of its own, and cites tests that there are.
func TestInvariantsCiteTests(t *testing.T) {
	const top = "../../"
	b, err := os.ReadFile(top + "docs/invariants.md")
	if err != nil {
		t.Fatal(err)
	}
	text, ids := string(b), map[string]bool{}
	at := sentence.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		id, end := text[m[2]:m[3]], len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		said, _, _ := strings.Cut(text[m[1]:end], "\n\n")
		if ids[id] {
			t.Errorf("%s: twice", id)
		}
		ids[id] = true
		found := cites(said)
		if len(found) == 0 && !strings.Contains(said, "*none yet*") {
			t.Errorf("%s: cites no test", id)
		}
		for _, c := range found {
			if !contains(t, top+c[0], c[1]) {
				t.Errorf("%s: no %q in %s", id, c[1], c[0])
			}
		}
	}
	if len(ids) < 50 {
		t.Errorf("got %d invariants: not the document", len(ids))
	}
}

// contains reports whether one of the files has the text.
func contains(t *testing.T, pattern, text string) bool {
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(name string) bool {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(b), text)
	})
}

func TestCites(t *testing.T) {
	got := cites("A sentence. *channels/Open `test_a`,\n  OpenMany `testFuzz_b`; `a/b` TestC, FuzzD and its like; `testnet/scenario` x-y; explorer*")
	want := [][2]string{
		{"contracts/test/channels/Open.t.sol", "function test_a("},
		{"contracts/test/channels/OpenMany.t.sol", "function testFuzz_b("},
		{"a/b/*_test.go", "func TestC("}, {"a/b/*_test.go", "func FuzzD("}, {"testnet/scenario/*.go", `"x-y"`},
		{"testnet/explore/*_test.go", "func TestWorlds("},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
