package demo

import (
	"errors"
	"maps"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	contract = common.Address{0xc0}
	payer    = common.Address{0xa0}
	payee    = common.Address{0xb0}
	other    = common.Address{0xd0}

	mine, old, busy = common.Hash{1}, common.Hash{2}, common.Hash{3}
)

// scene is a devnet in use: while A's channel is opened, settled in one transaction with
// another's, and closed, that one goes on, and one that was opened before ends.
func scene() money {
	amount := typeddata.NewAmount
	opened := func(id common.Hash, payer common.Address, deposit uint64) chain.Opened {
		return chain.Opened{ChannelID: id, Terms: receipt.ChannelTerms{Payer: payer, Payee: payee}, Deposit: amount(deposit)}
	}
	block := func(number uint64, events ...chain.Event) chain.Block {
		b := chain.Block{Number: number}
		for _, e := range events {
			b.Logs = append(b.Logs, chain.Log{Event: e})
		}
		return b
	}
	transfer := func(from, to common.Address, n uint64) chain.Transfer {
		return chain.Transfer{From: from, To: to, Amount: uint256.NewInt(n)}
	}
	return money{
		contract: contract, above: chain.Head{Number: 10}, to: chain.Head{Number: 20},
		before: sums{payer: big.NewInt(100), payee: big.NewInt(1000), contract: big.NewInt(43)},
		after:  sums{payer: big.NewInt(70), payee: big.NewInt(1000 + 30 + 9 + 4 - 2), contract: big.NewInt(500 - 9)},
		events: []chain.Block{
			block(9, opened(old, other, 50), chain.Settled{ChannelID: old, Payee: payee, Settled: amount(7)}),
			block(11, opened(mine, payer, 90), opened(busy, other, 500)),
			block(12, chain.SettledMany{Payee: payee, Rows: []chain.SettledRow{
				{ChannelID: mine, Settled: amount(20)}, {ChannelID: busy, Settled: amount(9)},
				{ChannelID: old, Settled: amount(7), Outcome: chain.RowNotHigher},
			}}),
			block(13, chain.Closing{ChannelID: old, Payee: payee}, chain.Closed{ChannelID: old, Payee: payee, Settled: amount(11), Refund: amount(39)}),
			block(14, chain.Closed{ChannelID: mine, Payee: payee, Settled: amount(30), Refund: amount(60)}),
		},
		transfers: []chain.Transfer{
			transfer(payer, contract, 90), transfer(other, contract, 500), transfer(contract, payee, 29),
			transfer(contract, payee, 4), transfer(contract, other, 39),
			transfer(payee, other, 2),
			transfer(contract, payee, 10), transfer(contract, payer, 60),
		},
	}
}

func ours() (deposit typeddata.Amount, want paidOut) {
	n := typeddata.NewAmount
	return n(90), paidOut{payer: payer, payee: payee, paid: n(30), refund: n(60), settled: n(30)}
}

func TestMoneyOfADevnetInUse(t *testing.T) {
	deposit, want := ours()
	if err := scene().check(mine, deposit, want); err != nil {
		t.Fatal(err)
	}
}

// One unit that goes elsewhere, whoever's it is, is found.
func TestMoneyIsChecked(t *testing.T) {
	one := typeddata.NewAmount(1)
	for name, change := range map[string]func(m *money, deposit *typeddata.Amount, want *paidOut){
		"deposit": func(_ *money, d *typeddata.Amount, _ *paidOut) { *d = d.AddCap(one) },
		"paid": func(_ *money, _ *typeddata.Amount, w *paidOut) {
			w.paid, w.refund = w.paid.AddCap(one), w.refund.SubFloor(one)
		},
		"payee":             func(_ *money, _ *typeddata.Amount, w *paidOut) { w.payee = other },
		"payer's balance":   func(m *money, _ *typeddata.Amount, _ *paidOut) { m.after.add(payer, big.NewInt(1)) },
		"payee's balance":   func(m *money, _ *typeddata.Amount, _ *paidOut) { m.after.add(payee, big.NewInt(-1)) },
		"contract's":        func(m *money, _ *typeddata.Amount, _ *paidOut) { m.after.add(contract, big.NewInt(1)) },
		"another's payment": func(m *money, _ *typeddata.Amount, _ *paidOut) { m.divert(contract, payee, other) },
		"another's refund":  func(m *money, _ *typeddata.Amount, _ *paidOut) { m.divert(contract, other, payee) },
		"another deposits":  func(m *money, _ *typeddata.Amount, _ *paidOut) { m.transfers[0].From = other },
		"no such channel":   func(m *money, _ *typeddata.Amount, _ *paidOut) { m.events = m.events[:1] },
		"less than before": func(m *money, _ *typeddata.Amount, _ *paidOut) {
			m.events = append(m.events, chain.Block{Number: 15, Logs: []chain.Log{{Event: chain.Settled{ChannelID: busy, Settled: one}}}})
		},
		"never opened": func(m *money, _ *typeddata.Amount, _ *paidOut) { m.events = m.events[2:] },
	} {
		t.Run(name, func(t *testing.T) {
			m := scene()
			deposit, want := ours()
			change(&m, &deposit, &want)
			if err := m.check(mine, deposit, want); !errors.Is(err, errMoney) {
				t.Fatalf("got %v, want errMoney", err)
			}
		})
	}
}

// divert sends one unit of a transfer to somebody else, and has the balances agree.
func (m *money) divert(from, to, thief common.Address) {
	one := uint256.NewInt(1)
	m.after = maps.Clone(m.after)
	for i, t := range m.transfers {
		if t.From == from && t.To == to {
			m.transfers[i].Amount = new(uint256.Int).Sub(t.Amount, one)
			break
		}
	}
	m.transfers = append(m.transfers, chain.Transfer{From: from, To: thief, Amount: one})
	for owner, v := range map[common.Address]int64{to: -1, thief: 1} {
		if m.before[owner] != nil {
			m.after.add(owner, big.NewInt(v))
		}
	}
}
