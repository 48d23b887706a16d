package client

import (
	"errors"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client/market"
	"github.com/portage-relay/portage/client/pay"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func amount(n uint64) typeddata.Amount { return typeddata.NewAmount(n) }

func TestFunding(t *testing.T) {
	most := typeddata.MaxAmount()
	for name, c := range map[string]struct {
		f             Funding
		w0, cap       typeddata.Amount
		need, deposit typeddata.Amount
	}{
		"nothing asked for":      {Funding{}, amount(5), amount(100), amount(5), amount(DepositCaps * 100)},
		"a budget":               {Funding{MaxAmount: amount(50)}, amount(5), amount(100), amount(50), amount(DepositCaps * 100)},
		"a large budget":         {Funding{MaxAmount: amount(5000)}, amount(5), amount(100), amount(5000), amount(5000)},
		"a deposit":              {Funding{MaxAmount: amount(50), Deposit: amount(60)}, amount(5), amount(100), amount(50), amount(60)},
		"less than the credit":   {Funding{MaxAmount: amount(1)}, amount(5), amount(100), amount(5), amount(DepositCaps * 100)},
		"the largest creditCap":  {Funding{}, amount(5), most, amount(5), most},
		"the largest of budgets": {Funding{MaxAmount: most}, amount(5), amount(100), most, most},
	} {
		t.Run(name, func(t *testing.T) {
			q := receipt.Quote{W0: c.w0, CreditCap: c.cap}
			if got := c.f.need(q); got != c.need {
				t.Errorf("need: got %s, want %s", got, c.need)
			}
			if got := c.f.deposit(q); got != c.deposit {
				t.Errorf("deposit: got %s, want %s", got, c.deposit)
			}
		})
	}
}

// A session never costs more than its channel holds, nor than was asked for.
func TestMaxAmount(t *testing.T) {
	f := funded{left: amount(100)}
	for want, got := range map[typeddata.Amount]typeddata.Amount{
		amount(100): f.maxAmount(typeddata.Amount{}),
		amount(99):  f.maxAmount(amount(99)),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := f.maxAmount(amount(101)); got != amount(100) {
		t.Errorf("got %s, want 100", got)
	}
}

// Only what another channel could mend makes the client try another; a channel that was
// opened for the relay is the last.
func TestAgain(t *testing.T) {
	refused := func(c wire.Code) error { return fmt.Errorf("session: %w", &pay.RefusedError{Code: c}) }
	for name, c := range map[string]struct {
		err   error
		again bool
	}{
		"nothing":        {nil, false},
		"closing":        {refused(wire.CodeClosing), true},
		"used up":        {refused(wire.CodeLowDeposit), true},
		"other terms":    {refused(wire.CodeWrongTerms), true},
		"too dear now":   {market.ErrTooDear, true},
		"too little":     {errTooLittle, true},
		"busy":           {refused(wire.CodeBusy), false},
		"nobody listens": {refused(wire.CodeNobody), false},
		"a lie":          {&pay.LieError{Err: errors.New("no")}, false},
		"away":           {pay.ErrAway, false},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := New(Config{})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			used := funded{Channel: Channel{ID: common.Hash{1}}}
			if got := client.again(used, c.err); got != c.again || client.spent[used.ID] != c.again {
				t.Errorf("got %v, not to be used again %v, want %v", got, client.spent[used.ID], c.again)
			}
			if used.fresh = true; client.again(used, c.err) {
				t.Error("another channel would be opened for a relay that refuses the first")
			}
		})
	}
}
