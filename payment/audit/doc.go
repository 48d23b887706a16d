// Package audit is the audit bundle: how a payer or a relay hands a channel's whole
// history to somebody who trusts neither, and how that is checked, offline and against
// the chain. It is pure but for the io.Reader and io.Writer that it is given; the chain is
// seen through an interface. docs/audit-bundle.md is normative.
//
// # Format
//
// A bundle is Magic and then entries, each the protobuf message Entry (pb/audit.proto)
// after its length as a varint, in the one form that is allowed for it:
//
//	bundle   Magic  section*  End
//	section  Channel  history?  sampled*    one of the two at least
//	history  Base?  batch+  Consent?  Registration?
//	batch    item+  Offer  Receipt?         only the last batch may have no Receipt
//	item     Authorization?  Ack? (of A)  Ack? (of B)  Record
//	       | Leaf
//	sampled  Endpoint  Evidence*
//
// Sections stand in the order of their channels' ids. An authorization stands before the
// first record of its session, an acknowledgement before the first record that names it,
// what ends of sessions sampled in the order of session ids, A before B, and all nowhere else. So a history has exactly one bundle, and whoever reads it needs to
// remember no more than the sessions that may still be paid.
//
// Nothing stands in it that is not signed or bound by a signed hash, but Magic and End,
// which holds the number of entries and the SHA-256 of all before it.
package audit

//go:generate go run ../wire/internal/gen pb/audit.proto

import (
	"errors"
	"fmt"

	"github.com/portage-relay/portage/payment/channel"
)

// Magic is the first line of a bundle; its number is the format's version.
const Magic = "portage audit bundle 1\n"

// Bounds of a bundle's parts.
const (
	// MaxEntry of an entry in bytes: the longest is a Base with 1024 rows.
	MaxEntry = 32 << 10
	// MaxItems of a batch: as many records may wait for one receipt.
	MaxItems = channel.MaxPending
	// MaxRows of a session table.
	MaxRows = channel.MaxRows
	// MaxSessions at or above the floor that a reader remembers.
	MaxSessions = 1 << 16
)

var (
	// ErrFormat says that bytes are no bundle, or not in its one allowed form.
	ErrFormat = errors.New("audit: malformed bundle")
	// ErrTruncated says that a bundle ends before its End.
	ErrTruncated = errors.New("audit: the bundle ends too early")
	// ErrChecksum says that a bundle is not what its writer wrote.
	ErrChecksum = errors.New("audit: checksum does not match")
	// ErrHistory says that a history does not go on where the bundle is.
	ErrHistory = errors.New("audit: history does not go on where the bundle is")
)

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrFormat, fmt.Errorf(format, args...))
}
