package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed code is what the committed .proto gives.
func TestGeneratedIsCurrent(t *testing.T) {
	const dir = "../../pb"
	want, err := generate(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, generated))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what %s gives: run go generate ./payment/wire", generated, source)
	}
}
