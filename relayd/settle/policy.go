package settle

import (
	"time"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// Policy says when what is owed is worth a transaction.
type Policy struct {
	// Least is worth settling at all: a few times what the gas costs. Base units.
	Least typeddata.Amount
	// Amount is settled without waiting, where gas costs at most MaxGasPrice. Base units.
	Amount typeddata.Amount
	// Age is how long anything of at least Least may wait: T/2 at the most, so that one
	// more attempt fits before a close takes effect.
	Age time.Duration
	// MaxGasPrice in wei per gas; 0: any. A closing channel and Age pay any price.
	MaxGasPrice uint64
}

// Owed is what one channel owes.
type Owed struct {
	Amount  typeddata.Amount // receipt less settled, at most what the deposit covers
	Since   time.Time        // when it began to be owed
	Closing bool
}

// Due reports whether to settle now.
func (p Policy) Due(o Owed, gasPrice uint64, now time.Time) bool {
	switch {
	case o.Amount.IsZero() || o.Amount.Less(p.Least):
		return false
	case o.Closing, now.Sub(o.Since) >= p.Age:
		return true
	}
	return !o.Amount.Less(p.Amount) && (p.MaxGasPrice == 0 || gasPrice <= p.MaxGasPrice)
}
