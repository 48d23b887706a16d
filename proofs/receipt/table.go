package receipt

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrTable says that a session table is not in its one allowed form.
var ErrTable = errors.New("receipt: malformed session table")

// Row is what one session has paid so far, in base units. Never zero.
type Row struct {
	SessionID uint64
	Paid      typeddata.Amount
}

// Table is the session table behind State.SessionsHash. Every session at or above
// Floor that was ever paid has a row, ids strictly increasing; a session below Floor is
// dead: nothing more can be paid for it, and what it was paid stays in cumAmount.
type Table struct {
	Floor uint64
	Rows  []Row
}

// Check returns ErrTable unless ids are strictly increasing, none is below the floor and
// none has paid nothing.
func (t Table) Check() error {
	for i, r := range t.Rows {
		switch {
		case r.SessionID < t.Floor:
			return fmt.Errorf("%w: row %d: session %d is below the floor %d", ErrTable, i, r.SessionID, t.Floor)
		case i > 0 && r.SessionID <= t.Rows[i-1].SessionID:
			return fmt.Errorf("%w: row %d: session %d is not above %d before it", ErrTable, i, r.SessionID, t.Rows[i-1].SessionID)
		case r.Paid.IsZero():
			return fmt.Errorf("%w: row %d: session %d paid nothing", ErrTable, i, r.SessionID)
		}
	}
	return nil
}

// Hash returns keccak256(floor u64 ‖ (sessionId u64 ‖ paid u96)*), big-endian.
func (t Table) Hash() common.Hash {
	b := make([]byte, 0, 8+len(t.Rows)*(8+typeddata.AmountSize))
	b = binary.BigEndian.AppendUint64(b, t.Floor)
	for _, r := range t.Rows {
		b = binary.BigEndian.AppendUint64(b, r.SessionID)
		paid := r.Paid.Bytes()
		b = append(b, paid[:]...)
	}
	return crypto.Keccak256Hash(b)
}

// Sum returns what all rows have paid, or typeddata.ErrAmountRange. cumAmount is it
// and what the sessions below the floor were paid.
func (t Table) Sum() (typeddata.Amount, error) {
	var sum typeddata.Amount
	var err error
	for _, r := range t.Rows {
		if sum, err = sum.Add(r.Paid); err != nil {
			return typeddata.Amount{}, err
		}
	}
	return sum, nil
}

// Paid returns what a session has paid: zero without a row.
func (t Table) Paid(sessionID uint64) typeddata.Amount {
	if i, ok := t.find(sessionID); ok {
		return t.Rows[i].Paid
	}
	return typeddata.Amount{}
}

// With returns a copy in which the session has paid this amount; zero removes the row.
// It does not look at the floor: Check does.
func (t Table) With(sessionID uint64, paid typeddata.Amount) Table {
	i, ok := t.find(sessionID)
	rows := slices.Clone(t.Rows)
	switch {
	case ok && paid.IsZero():
		rows = slices.Delete(rows, i, i+1)
	case ok:
		rows[i].Paid = paid
	case !paid.IsZero():
		rows = slices.Insert(rows, i, Row{sessionID, paid})
	}
	return Table{t.Floor, rows}
}

// WithFloor returns a copy with this floor and without the rows below it. The floor
// never falls: a lower one than the table's changes nothing.
func (t Table) WithFloor(floor uint64) Table {
	floor = max(floor, t.Floor)
	i, _ := t.find(floor)
	return Table{floor, slices.Clone(t.Rows[i:])}
}

func (t Table) find(sessionID uint64) (int, bool) {
	return slices.BinarySearchFunc(t.Rows, sessionID, func(r Row, id uint64) int {
		return cmp.Compare(r.SessionID, id)
	})
}
