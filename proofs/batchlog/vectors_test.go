package batchlog_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/internal/vectors"
)

type logFile struct {
	About       string              `json:"about"`
	Leaves      []leafVector        `json:"leaves"`
	Logs        []logVector         `json:"logs"`
	Inclusion   []inclusionVector   `json:"inclusion"`
	Consistency []consistencyVector `json:"consistency"`
}

type leafVector struct {
	Input    hexutil.Bytes `json:"input"`
	LeafHash common.Hash   `json:"leafHash"`
}

type logVector struct {
	Size  int           `json:"size"`
	Root  common.Hash   `json:"root"`
	Range []common.Hash `json:"range"`
}

type inclusionVector struct {
	Index int           `json:"index"`
	Size  int           `json:"size"`
	Path  []common.Hash `json:"path"`
}

type consistencyVector struct {
	Size1 int           `json:"size1"`
	Size2 int           `json:"size2"`
	Path  []common.Hash `json:"path"`
}

func TestVectorsLog(t *testing.T) {
	file := vectors.Load(t, "log.json", deriveLog)
	var hashes []common.Hash
	for _, v := range file.Leaves {
		hashes = append(hashes, v.LeafHash)
	}
	for _, v := range file.Logs {
		l := batchlog.Log{}.Append(hashes[:v.Size]...)
		if l.Root() != v.Root || !slices.Equal(l.Range(), v.Range) || l.Size() != uint64(v.Size) {
			t.Errorf("size %d: got %s, %s, want %s, %s", v.Size, l.Root(), l.Range(), v.Root, v.Range)
		}
	}
	for _, v := range file.Inclusion {
		got, err := batchlog.Inclusion(hashes[:v.Size], uint64(v.Index))
		if err != nil || !slices.Equal(got, v.Path) {
			t.Errorf("index %d in %d: got %s, %v, want %s", v.Index, v.Size, got, err, v.Path)
		}
		if err := batchlog.VerifyInclusion(uint64(v.Index), uint64(v.Size), hashes[v.Index], v.Path, file.Logs[v.Size].Root); err != nil {
			t.Errorf("index %d in %d: %v", v.Index, v.Size, err)
		}
	}
	for _, v := range file.Consistency {
		got, err := batchlog.Consistency(hashes[:v.Size2], uint64(v.Size1))
		if err != nil || !slices.Equal(got, v.Path) {
			t.Errorf("%d to %d: got %s, %v, want %s", v.Size1, v.Size2, got, err, v.Path)
		}
		if err := batchlog.VerifyConsistency(uint64(v.Size1), uint64(v.Size2), v.Path, file.Logs[v.Size1].Root, file.Logs[v.Size2].Root); err != nil {
			t.Errorf("%d to %d: %v", v.Size1, v.Size2, err)
		}
	}
}

// The reference vectors of Certificate Transparency (RFC 6962), as its own test suites
// publish them: inputs, and roots by size.
var (
	referenceInputs = []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}
	referenceRoots  = []string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
)

func deriveLog() logFile {
	file := logFile{About: "RFC 9162 (RFC 6962) tree over the reference leaves of Certificate Transparency, roots as published there: " +
		"leafHash = SHA-256(0x00 ‖ input); range: roots of the perfect subtrees, largest first; paths: lowest node first."}
	var hashes []common.Hash
	for _, input := range referenceInputs {
		raw := common.FromHex(input)
		hashes = append(hashes, leaf(raw))
		file.Leaves = append(file.Leaves, leafVector{raw, leaf(raw)})
	}
	list := func(hs []common.Hash) []common.Hash { return append([]common.Hash{}, hs...) } // [] rather than null
	for size, root := range referenceRoots {
		d := hashes[:size]
		if mth(d) != common.HexToHash(root) {
			panic(fmt.Sprintf("size %d: the twin's root %s is not the published %s", size, mth(d), root))
		}
		file.Logs = append(file.Logs, logVector{size, common.HexToHash(root), list(peaks(d))})
		for m := range size {
			file.Inclusion = append(file.Inclusion, inclusionVector{m, size, list(path(m, d))})
			file.Consistency = append(file.Consistency, consistencyVector{m + 1, size, list(consistency(m+1, d))})
		}
	}
	return file
}
