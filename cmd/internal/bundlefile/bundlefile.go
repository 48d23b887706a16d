// Package bundlefile is what the commands of both programs that export audit bundles share.
package bundlefile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Redacted reads the option --redact: whether to leave out what records of a session say. Nil: of no session.
func Redacted(sessions string) (func(sessionID uint64) bool, error) {
	switch sessions {
	case "":
		return nil, nil
	case "all":
		return func(uint64) bool { return true }, nil
	}
	var ids []uint64
	for s := range strings.SplitSeq(sessions, ",") {
		id, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("--redact: got %q, want all, or session ids with commas between", sessions)
		}
		ids = append(ids, id)
	}
	return func(id uint64) bool { return slices.Contains(ids, id) }, nil
}

// Write makes a file, or replaces it; if write fails, what was there stays. It returns what write does.
func Write(name string, write func(io.Writer) (int, error)) (int, error) {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return 0, err
	}
	n, err := write(f)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return n, err
}
