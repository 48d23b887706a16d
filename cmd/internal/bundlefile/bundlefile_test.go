package bundlefile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestRedacted(t *testing.T) {
	for text, want := range map[string][3]bool{"all": {true, true, true}, "2": {false, true, false}, "2,3": {false, true, true}} {
		f, err := Redacted(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			if f(uint64(i+1)) != w {
				t.Errorf("%s: session %d: got %t", text, i+1, !w)
			}
		}
	}
	for _, text := range []string{"some", "1,", "-1", "1 2"} {
		if _, err := Redacted(text); err == nil {
			t.Errorf("%q: accepted", text)
		}
	}
	if f, err := Redacted(""); f != nil || err != nil {
		t.Error("nothing to redact: got some")
	}
}

// A bundle that cannot be written whole is not there, and does not cost the one before it.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "bundle")
	say := func(text string, err error) func(io.Writer) (int, error) {
		return func(w io.Writer) (int, error) {
			io.WriteString(w, text)
			return 7, err
		}
	}
	broken := errors.New("broken")
	if _, err := Write(name, say("half", broken)); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	for _, text := range []string{"first", "second"} {
		if n, err := Write(name, say(text, nil)); n != 7 || err != nil {
			t.Errorf("%s: got %d, %v", text, n, err)
		}
	}
	Write(name, say("half", broken))
	if b, err := os.ReadFile(name); string(b) != "second" || err != nil {
		t.Errorf("got %q, %v, want the second", b, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
