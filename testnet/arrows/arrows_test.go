// Package arrows keeps the import arrows of the layout:
//
//	proofs ← payment ← {relayd, client} ← testnet ← cmd
//
// with pure cores, edges that do not know each other, and roots that wire them. It
// reads the sources rather than the build graph, so that no build tag hides an import.
package arrows

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/portage-relay/portage"

// trees are the top-level directories with Go code, and what each may import of ours
// beside itself.
var trees = map[string][]string{
	"proofs":    nil,
	"contracts": nil,
	"payment":   {"proofs", "contracts"},
	"relayd":    {"proofs", "payment"},
	"client":    {"proofs", "payment"},
	"testnet":   {"proofs", "payment", "relayd", "client", "contracts"},
	"cmd":       {"proofs", "payment", "relayd", "client", "testnet"},
}

// kind says what a unit is for.
type kind string

const (
	pure kind = "pure" // [P]: no sockets, disk, goroutine, clock, randomness or logging
	edge kind = "edge" // [E]: performs what a core returns
	root kind = "root" // wires, and holds no logic
	tool kind = "tool" // runs only where the module is built or tested
)

// units are the packages of the trees that hold cores, with their kind. A package
// inside a unit is part of it unless it is named itself. What does not exist yet is
// bound from its first file on.
var units = map[string]kind{
	"proofs/ack":              pure,
	"proofs/batchlog":         pure,
	"proofs/forwarding":       pure,
	"proofs/price":            pure,
	"proofs/receipt":          pure,
	"proofs/record":           pure,
	"proofs/sample":           pure,
	"proofs/typeddata":        pure,
	"proofs/internal/vectors": tool,

	"payment/audit":              pure,
	"payment/channel":            pure,
	"payment/descriptor":         pure,
	"payment/wire":               pure,
	"payment/wire/internal/gen":  tool,
	"payment/chain":              edge,
	"payment/keys":               edge,
	"payment/ledger":             edge,
	"payment/watchtower":         edge,
	"payment/watchtower/plan":    pure,
	"payment/watchtower/onchain": root,

	"relayd":              root,
	"relayd/admission":    pure,
	"relayd/config":       pure,
	"relayd/meter":        pure,
	"relayd/session":      pure,
	"relayd/stuncheck":    pure,
	"relayd/admin":        edge,
	"relayd/circuit":      edge,
	"relayd/forward":      edge,
	"relayd/forward/core": pure,
	"relayd/meet":         edge,
	"relayd/pay":          edge,
	"relayd/proofdir":     edge,
	"relayd/settle":       edge,
	"relayd/turn":         edge,

	"client":           root,
	"client/market":    pure,
	"client/path":      pure,
	"client/endpoint":  edge,
	"client/history":   edge,
	"client/iceserver": edge,
	"client/meet":      edge,
	"client/netcheck":  edge,
	"client/pay":       edge,
	"client/stream":    edge,
	"client/traverse":  edge,
}

// unbound are the trees without cores: any package there may wire anything below it.
var unbound = []string{"contracts", "testnet", "cmd"}

const (
	clock      = "time is an argument"
	randomness = "randomness is an argument"
	disk       = "disk belongs to the edge"
	sockets    = "sockets belong to the edge"
	process    = "the process belongs to the edge"
	logging    = "a core returns what there is to say, and the edge logs it"
	locking    = "one goroutine at a time steps a core, and its caller locks"
)

// impure are the standard packages that do what a core leaves to the edge. A path
// stands for all below it too.
var impure = map[string]string{
	"crypto/rand": randomness,
	"math/rand":   randomness,
	"log":         logging,
	"net":         sockets,
	"os":          disk,
	"os/exec":     process,
	"os/signal":   process,
	"plugin":      process,
	"sync":        locking,
	"syscall":     process,
}

// impureCalls are the functions that a core does not call, by import path.
var impureCalls = map[string]map[string]string{
	"time": {
		"Now": clock, "Since": clock, "Until": clock, "Sleep": clock, "After": clock,
		"AfterFunc": clock, "Tick": clock, "NewTimer": clock, "NewTicker": clock,
	},
	"context": {
		"WithTimeout": clock, "WithDeadline": clock, "WithTimeoutCause": clock, "WithDeadlineCause": clock,
	},
	"path/filepath": {
		"Abs": disk, "EvalSymlinks": disk, "Glob": disk, "Walk": disk, "WalkDir": disk,
	},
	"github.com/ethereum/go-ethereum/crypto": {
		"GenerateKey": randomness, "LoadECDSA": disk, "SaveECDSA": disk,
	},
}

// allowed are the exceptions to impure: in every core under "", else in one.
var allowed = map[string][]string{
	"":                    {"net/netip", "net/url"}, // addresses are values
	"relayd/admission":    {"sync"},                 // every read loop asks the same limiter
	"relayd/meter":        {"sync/atomic"},          // the path counts while the owner reads
	"relayd/forward/core": {"sync", "sync/atomic"},  // packets pass while requests change what they go by
}

// computing are the packages of others that a core may use: they only compute.
var computing = []string{
	"github.com/ethereum/go-ethereum/common",
	"github.com/ethereum/go-ethereum/crypto",
	"github.com/holiman/uint256",
	"github.com/pion/stun",
	"github.com/transparency-dev/merkle",
	"golang.org/x/time/rate", // takes the time as an argument
	"google.golang.org/protobuf",
}

func TestArrows(t *testing.T) {
	const top = "../.."
	fset, files := token.NewFileSet(), 0
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != top && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, name)
		files++
		for _, v := range check(fset, filepath.ToSlash(rel), f) {
			t.Error(v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < len(units)/2 {
		t.Fatalf("read only %d files: not the module's top", files)
	}
}

// check returns what a file, named by its path in the module, may not do, with the
// reason.
func check(fset *token.FileSet, name string, f *ast.File) []string {
	c := checker{fset: fset, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), names: map[string]string{}}
	c.tree, _, _ = strings.Cut(c.dir, "/")
	c.unit, c.kind = unitOf(c.dir)
	if _, ok := trees[c.tree]; !ok || (c.kind == "" && !slices.Contains(unbound, c.tree)) {
		c.report(f, "%s is no part of the layout: name it in %s with its kind", c.dir, "testnet/arrows")
		return c.found
	}
	for _, spec := range f.Imports {
		c.checkImport(spec)
	}
	if c.kind == pure && !c.test && !ast.IsGenerated(f) {
		c.checkPure(f)
	}
	return c.found
}

// checker checks one file.
type checker struct {
	fset  *token.FileSet
	dir   string
	tree  string
	unit  string
	kind  kind
	test  bool
	names map[string]string // by which the file calls a package, to its path
	found []string
}

func (c *checker) report(at ast.Node, format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf("%s: %s", c.fset.Position(at.Pos()), fmt.Sprintf(format, args...)))
}

func (c *checker) checkImport(spec *ast.ImportSpec) {
	to, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		panic(err) // the parser has seen it
	}
	name := path.Base(to)
	if spec.Name != nil {
		name = spec.Name.Name
	}
	c.names[name] = to
	ours, ok := strings.CutPrefix(to, module+"/")
	reason := ""
	if ok {
		reason = c.arrow(ours)
	}
	if reason != "" {
		c.report(spec, "%s imports %s: %s", c.dir, ours, reason)
	}
}

// arrow returns why this file may not import that package of ours, or nothing.
func (c *checker) arrow(to string) string {
	tree, _, _ := strings.Cut(to, "/")
	unit, kind := unitOf(to)
	// A test may set up the chain and the links that the testnet has.
	equipment := c.test && (tree == "testnet" || tree == "contracts") && c.tree != "proofs"
	switch {
	case tree != c.tree && !slices.Contains(trees[c.tree], tree) && !equipment:
		return fmt.Sprintf("%s may only import %s", c.tree, strings.Join(append([]string{"itself"}, trees[c.tree]...), ", "))
	case c.tree == "payment" && tree == "contracts" && c.unit != "payment/chain" && !equipment:
		return "only payment/chain and testnet speak to the contracts"
	case c.test, c.kind == "", c.kind == tool, unit == c.unit:
		return ""
	case kind == tool:
		return "a tool is no part of the program"
	case kind == root:
		return "a root wires what is below it, and nothing below knows it"
	case c.kind == pure && kind == edge:
		return "a core returns effects, and knows nobody who performs them"
	case c.kind == edge && kind == edge:
		return "edges meet through small interfaces of their own, wired in the root"
	}
	return ""
}

// checkPure reports what a core leaves to the edge.
func (c *checker) checkPure(f *ast.File) {
	for _, spec := range f.Imports {
		to, _ := strconv.Unquote(spec.Path.Value)
		if reason := c.impurity(to); reason != "" {
			c.report(spec, "%s imports %s: it is pure: %s", c.dir, to, reason)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			c.report(n, "%s starts a goroutine: it is pure: its caller decides what runs when", c.dir)
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if !ok {
				break
			}
			if reason, ok := impureCalls[c.names[pkg.Name]][n.Sel.Name]; ok {
				c.report(n, "%s uses %s.%s: it is pure: %s", c.dir, pkg.Name, n.Sel.Name, reason)
			}
		}
		return true
	})
}

func (c *checker) impurity(to string) string {
	standard := !strings.Contains(strings.SplitN(to, "/", 2)[0], ".")
	switch {
	case strings.HasPrefix(to, module+"/"), slices.Contains(allowed[""], to), slices.Contains(allowed[c.unit], to):
		return ""
	case !standard && !slices.ContainsFunc(computing, func(p string) bool { return within(to, p) }):
		return "not among the packages that only compute"
	}
	return impure[longest(to, impure)]
}

// unitOf returns the unit that a package of ours belongs to.
func unitOf(dir string) (string, kind) {
	unit := longest(dir, units)
	if units[unit] == root && dir != unit {
		return "", ""
	}
	return unit, units[unit]
}

// longest returns the longest key that the path is, or is below of.
func longest[V any](p string, keys map[string]V) string {
	for ; p != "."; p = path.Dir(p) {
		if _, ok := keys[p]; ok {
			return p
		}
	}
	return ""
}

func within(p, parent string) bool { return p == parent || strings.HasPrefix(p, parent+"/") }

// Each rule, broken once.
func TestRules(t *testing.T) {
	imports := func(paths ...string) string { return "import (\n\"" + strings.Join(paths, "\"\n\"") + "\"\n)\n" }
	ours := func(paths ...string) string {
		for i := range paths {
			paths[i] = module + "/" + paths[i]
		}
		return imports(paths...)
	}
	for name, c := range map[string]struct {
		file, source string
		want         string // part of the one violation; none if empty
	}{
		"proofs stand alone":          {"proofs/ack/a.go", ours("payment/wire"), "proofs may only import itself"},
		"even in tests":               {"proofs/ack/a_test.go", ours("testnet/devchain"), "proofs may only import itself"},
		"payment below relayd":        {"payment/channel/a.go", ours("relayd/meter"), "payment may only import"},
		"relayd without client":       {"relayd/pay/a.go", ours("client/market"), "relayd may only import"},
		"not in tests either":         {"relayd/pay/a_test.go", ours("client/market"), "relayd may only import"},
		"client without relayd":       {"client/a.go", ours("relayd/meter"), "client may only import"},
		"client without testnet":      {"client/a.go", ours("testnet/lossy"), "client may only import"},
		"tests may":                   {"client/endpoint/a_test.go", ours("testnet/lossy", "contracts/bindings"), ""},
		"testnet below cmd":           {"testnet/demo/a.go", ours("cmd/portage"), "testnet may only import"},
		"cmd above all":               {"cmd/portage/main.go", ours("testnet/demo", "relayd", "client", "proofs/ack", "payment/keys"), ""},
		"cmd without contracts":       {"cmd/portage/main.go", ours("contracts/bindings"), "cmd may only import"},
		"testnet speaks to contracts": {"testnet/demo/a.go", ours("contracts/bindings", "client", "relayd/turn"), ""},
		"payment/chain too":           {"payment/chain/a.go", ours("contracts/bindings"), ""},
		"payment/ledger not":          {"payment/ledger/a.go", ours("contracts/bindings"), "only payment/chain and testnet"},
		"core and edge":               {"payment/channel/a.go", ours("payment/ledger"), "a core returns effects"},
		"core of another tree":        {"client/market/a.go", ours("payment/keys"), "a core returns effects"},
		"edge and core":               {"relayd/pay/a.go", ours("payment/channel", "relayd/meter"), ""},
		"edge and edge":               {"relayd/pay/a.go", ours("relayd/turn"), "edges meet through small interfaces"},
		"edge of another tree":        {"client/pay/a.go", ours("payment/keys"), "edges meet through small interfaces"},
		"inside one edge":             {"relayd/turn/a.go", ours("relayd/turn/internal/x"), ""},
		"root wires":                  {"relayd/a.go", ours("relayd/turn", "payment/ledger", "relayd/config"), ""},
		"root from below":             {"relayd/turn/a.go", ours("relayd"), "a root wires"},
		"root from its test":          {"relayd/turn/a_test.go", ours("relayd"), ""},
		"tool":                        {"proofs/ack/a.go", ours("proofs/internal/vectors"), "a tool is no part of the program"},
		"tool in a test":              {"proofs/ack/a_test.go", ours("proofs/internal/vectors"), ""},
		"unknown tree":                {"util/a.go", "", "util is no part of the layout"},
		"unknown package":             {"relayd/misc/a.go", "", "relayd/misc is no part of the layout"},
		"unknown package's test":      {"proofs/a_test.go", "", "proofs is no part of the layout"},

		"sockets":               {"payment/wire/a.go", imports("net"), sockets},
		"sockets below":         {"payment/wire/a.go", imports("net/http"), sockets},
		"addresses":             {"relayd/admission/a.go", imports("net/netip"), ""},
		"disk":                  {"relayd/config/a.go", imports("os"), disk},
		"readers and files":     {"payment/wire/a.go", imports("io", "io/fs"), ""},
		"logging":               {"client/market/a.go", imports("log/slog"), logging},
		"randomness":            {"client/market/a.go", imports("math/rand/v2"), randomness},
		"keys at random":        {"proofs/sample/a.go", imports("crypto/rand"), randomness},
		"locks":                 {"payment/channel/a.go", imports("sync"), locking},
		"atomics":               {"payment/channel/a.go", imports("sync/atomic"), locking},
		"the meter's":           {"relayd/meter/a.go", imports("sync/atomic"), ""},
		"a lock in a meter":     {"relayd/meter/a.go", imports("sync"), locking},
		"impure tests":          {"payment/channel/a_test.go", imports("os", "math/rand", "github.com/pion/turn/v2") + "func f() { go f() }", ""},
		"impure edges":          {"relayd/turn/a.go", imports("os", "net", "sync", "github.com/pion/turn/v2") + "func f() { go f() }", ""},
		"beside generated code": {"payment/wire/pb/a.go", "import \"sync\"\n", locking},
		"libraries":             {"payment/channel/a.go", imports("github.com/syndtr/goleveldb/leveldb"), "only compute"},
		"nearly a library":      {"payment/channel/a.go", imports("github.com/holiman/uint256x"), "only compute"},
		"computing":             {"proofs/ack/a.go", imports("github.com/ethereum/go-ethereum/common/hexutil", "math/big"), ""},
		"types of time":         {"payment/channel/a.go", "import \"time\"\nvar d time.Duration = time.Second", ""},
		"the clock":             {"payment/channel/a.go", "import \"time\"\nvar now = time.Now()", clock},
		"the clock's name":      {"payment/channel/a.go", "import t \"time\"\nvar now = t.Now", clock},
		"a field like it":       {"payment/channel/a.go", "import \"time\"\nvar d time.Duration\nvar e struct{ Now int }\nvar now = e.Now", ""},
		"a timer":               {"relayd/admission/a.go", "import \"time\"\nfunc f() { <-time.After(1) }", clock},
		"a key":                 {"proofs/ack/a.go", "import \"github.com/ethereum/go-ethereum/crypto\"\nvar k, _ = crypto.GenerateKey()", randomness},
		"a goroutine":           {"payment/channel/a.go", "func f() { go f() }", "starts a goroutine"},
		"a deadline":            {"payment/wire/a.go", "import \"context\"\nvar x = context.WithTimeout", clock},
		"a part of a core":      {"payment/channel/internal/x/a.go", imports("os"), disk},
		"tools do as needed":    {"payment/wire/internal/gen/main.go", imports("os", "os/exec"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, c.file, "package p\n"+c.source, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			got := check(fset, c.file, f)
			if c.want == "" && len(got) != 0 {
				t.Errorf("got %q, want nothing", got)
			}
			if c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
				t.Errorf("got %q, want one with %q", got, c.want)
			}
		})
	}
}

func TestGeneratedCodeMayBeImpure(t *testing.T) {
	fset := token.NewFileSet()
	const source = "// Code generated by protoc-gen-go. DO NOT EDIT.\n\npackage pb\n\nimport (\n\"sync\"\n\"unsafe\"\n)\n"
	f, err := parser.ParseFile(fset, "a.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if got := check(fset, "payment/wire/pb/a.go", f); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}
