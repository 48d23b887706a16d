package audit

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// Fault is the first thing that is wrong with a channel's section, and where.
type Fault struct {
	Record  *uint64 // index in the batch log; nil: not about one record
	Session uint64  // 0: not about one session
	Field   string
	Err     error
}

// Error implements error.
func (f *Fault) Error() string {
	at := ""
	if f.Record != nil {
		at = fmt.Sprintf("record %d: ", *f.Record)
	}
	if f.Session != 0 {
		at += fmt.Sprintf("session %d: ", f.Session)
	}
	return fmt.Sprintf("audit: %s%s: %v", at, f.Field, f.Err)
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// MarshalText implements encoding.TextMarshaler.
func (f *Fault) MarshalText() ([]byte, error) { return []byte(f.Error()), nil }

func fault(field, format string, args ...any) *Fault {
	return &Fault{Field: field, Err: fmt.Errorf(format, args...)}
}

func (f *Fault) at(index uint64, session uint64) *Fault {
	if f != nil {
		f.Record, f.Session = &index, session
	}
	return f
}

// want is a fault of a field that has another value than it must have.
func want(field string, got, want any) *Fault {
	return fault(field, "got %v, want %v", got, want)
}

// hashFault is want for hashes, or nil where they are equal.
func hashFault(field string, got, must common.Hash) *Fault {
	if got == must {
		return nil
	}
	return want(field, got, must)
}
