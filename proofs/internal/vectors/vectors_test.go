package vectors

import "testing"

func TestDecodeIsStrict(t *testing.T) {
	for name, raw := range map[string]string{
		"unknown key":        `{"a": 1, "b": 2}`,
		"unknown nested key": `{"in": {"c": 1}}`,
		"two values":         `{"a": 1} {"a": 1}`,
		"text after it":      `{"a": 1} x`,
		"nothing":            ``,
	} {
		var v struct {
			A  int
			In struct{ B int }
		}
		if err := Decode([]byte(raw), &v); err == nil {
			t.Errorf("%s: accepted %s", name, raw)
		}
	}
}
