package deploy

import (
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
)

func TestTokens(t *testing.T) { onEach(t, testTokens) }

// Balances, transfers and events between two blocks stay what they were.
func testTokens(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "operator")
	ctx, terms := t.Context(), w.terms(t, 1)
	payer, id := terms.Payer, terms.ID(w.client.Domain())
	above := w.head(t)
	if _, err := w.account(t, "payer").Open(ctx, terms, amount(500)); err != nil {
		t.Fatal(err)
	}
	opened := w.head(t)
	if _, err := w.account(t, "operator").Settle(ctx, terms.Payee, w.receiptFor(t, id, 70, "signer")); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[chain.Head]uint64{above: fundedTokens, opened: fundedTokens - 500, w.head(t): fundedTokens - 500} {
		if got, err := w.client.TokenBalanceAt(ctx, at, payer); err != nil || got.Uint64() != want {
			t.Errorf("payer at block %d: got %v, %v, want %d", at.Number, got, err, want)
		}
	}
	deposit, payment := movement{payer, w.contracts.Channels, 500}, movement{w.contracts.Channels, terms.Payee, 70}
	for _, c := range []struct {
		above, to chain.Head
		transfers []movement
	}{
		{above, w.head(t), []movement{deposit, payment}},
		{above, opened, []movement{deposit}},
		{opened, w.head(t), []movement{payment}},
		{opened, opened, nil},
	} {
		transfers, err := w.client.TokenTransfers(ctx, c.above, c.to)
		if got := movements(transfers); err != nil || !reflect.DeepEqual(got, c.transfers) {
			t.Errorf("above %d to %d: got %v, %v, want %v", c.above.Number, c.to.Number, got, err, c.transfers)
		}
	}
	blocks, err := w.client.ChannelEvents(ctx, opened)
	if err != nil || len(blocks) != 1 || blocks[0].Hash != opened.Hash || len(blocks[0].Logs) != 1 ||
		blocks[0].Logs[0].Event != (chain.Opened{ChannelID: id, Terms: terms, Deposit: amount(500)}) {
		t.Errorf("events: got %+v, %v, want that the channel was opened", blocks, err)
	}
	if blocks, err = w.client.ChannelEvents(ctx, w.head(t)); err != nil || len(blocks) != 2 {
		t.Errorf("events: got %+v, %v, want two blocks", blocks, err)
	}
}

type movement struct {
	from, to common.Address
	amount   uint64
}

func movements(transfers []chain.Transfer) (out []movement) {
	for _, t := range transfers {
		out = append(out, movement{t.From, t.To, t.Amount.Uint64()})
	}
	return out
}

func (w *world) head(t *testing.T) chain.Head {
	t.Helper()
	head, err := w.client.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head
}
