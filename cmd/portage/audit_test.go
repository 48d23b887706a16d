package main

import "testing"

func TestRedacted(t *testing.T) {
	for text, want := range map[string][3]bool{"all": {true, true, true}, "2": {false, true, false}, "2,3": {false, true, true}} {
		f, err := redacted(text)
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
		if _, err := redacted(text); err == nil {
			t.Errorf("%q: accepted", text)
		}
	}
	if f, err := redacted(""); f != nil || err != nil {
		t.Error("nothing to redact: got some")
	}
}
