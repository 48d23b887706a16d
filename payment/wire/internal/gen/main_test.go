package main

import (
	"bytes"
	"os"
	"testing"
)

// The committed code is what the committed .proto gives.
func TestGeneratedIsCurrent(t *testing.T) {
	for _, source := range []string{"../../pb/portage.proto", "../../../audit/pb/audit.proto"} {
		want, err := generate(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(generated(source))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s gives: run go generate ./payment/...", generated(source), source)
		}
	}
}
