package differential

import (
	"math/rand/v2"
	"testing"
)

// Go and Solidity agree on the same cases as ever, among which is every verdict, and on new
// ones with every run; `make differential` tries many more.
func TestAgree(t *testing.T) {
	for _, seed := range []uint64{1, rand.Uint64()} {
		report, err := Run(5_000, seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range report.Disagreements {
			t.Error(d)
		}
		if seed == 1 && len(report.Unreached) > 0 {
			t.Errorf("never came up: %q", report.Unreached)
		}
	}
}
