//go:build !linux

package ledger

import "os"

type syncedFile struct{ *os.File }
