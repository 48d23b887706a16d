package ledger

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncedFile is a file of constant length, whose data can be synced without its times.
type syncedFile struct{ *os.File }

func (f syncedFile) Sync() error {
	for {
		if err := unix.Fdatasync(int(f.Fd())); err != unix.EINTR {
			return os.NewSyscallError("fdatasync", err)
		}
	}
}
