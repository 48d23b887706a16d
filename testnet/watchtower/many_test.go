package watchtower

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/watchtower"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/testnet/devchain"
)

// closeInOneBlock closes all channels in one block, as a payer with a grudge would.
func (w *world) closeInOneBlock(terms []receipt.ChannelTerms) (closeAt uint64) {
	w.t.Helper()
	w.idle()
	ctx, payer := w.t.Context(), key(w.t, "payer")
	nonce := w.sent("payer")
	for i, t := range terms {
		tx, err := payer.SignTx(ctx, types.NewTx(&types.DynamicFeeTx{
			ChainID: big.NewInt(devchain.DefaultChainID), Nonce: nonce + uint64(i), Gas: 60_000,
			GasTipCap: big.NewInt(params.GWei), GasFeeCap: big.NewInt(100 * params.GWei),
			To: &w.contracts.Channels, Data: closeInput(t),
		}), big.NewInt(devchain.DefaultChainID))
		w.check(err)
		raw, err := tx.MarshalBinary()
		w.check(err)
		w.check(w.dev.RPC().CallContext(ctx, nil, "eth_sendRawTransaction", hexutil.Bytes(raw)))
	}
	before := w.head().Number
	w.dev.Commit()
	if got := w.sent("payer"); got != nonce+uint64(len(terms)) || w.head().Number != before+1 {
		w.t.Fatalf("%d closed in %d blocks, want %d in one", got-nonce, w.head().Number-before, len(terms))
	}
	closeAt = w.head().Time + period
	w.mine()
	return closeAt
}

// closeInput is the calldata of close, packed as payment/chain does.
func closeInput(t receipt.ChannelTerms) []byte {
	word := func(a common.Address, low ...byte) (w [32]byte) {
		copy(w[:], a[:])
		copy(w[32-len(low):], low)
		return w
	}
	limit := t.CreditCap.Bytes()
	low := new(big.Int).Lsh(new(big.Int).SetUint64(t.OpenBy), 56)
	low.Or(low, new(big.Int).SetUint64(t.Salt))
	return bindings.NewPaymentChannels().PackClose(bindings.PackedTerms{
		SignerAndCreditCap: word(t.Signer, limit[:]...),
		PayeeOpenByAndSalt: word(t.Payee, low.Bytes()...),
		CloserAndDeposit:   word(t.Closer),
	})
}

// A thousand channels of two relays, closed in one block, are settled in a few
// transactions, each under the gas cap of EIP-7825, long before closing ends.
func TestThousandChannelsClosedInOneBlock(t *testing.T) {
	const channels, amount = 1000, 700
	w := newWorld(t, devchain.Config{Manual: true})
	dirs := []string{t.TempDir(), t.TempDir()}
	var terms []receipt.ChannelTerms
	for i, payee := range []string{"payee 0", "payee 1"} {
		opened := w.open(channels/2, payee)
		for _, o := range opened {
			w.store(dirs[i], w.proof(o, amount))
		}
		terms = append(terms, opened...)
	}
	tower := w.tower(options{}, dirs...)
	w.run(tower)
	w.until(func() bool { s := tower.Status(); return s.Channels == channels && s.Unknown == 0 })

	closeAt := w.closeInOneBlock(terms)
	closed := w.head()
	w.until(func() bool { return tower.Status().Settled == channels })
	if head := w.head(); head.Time >= closeAt {
		t.Fatalf("settled at %d, closing ended at %d", head.Time, closeAt)
	}
	for _, o := range terms {
		if got := w.slot(o); got.Settled != n(amount) {
			t.Fatalf("settled %s, want %d", got.Settled, amount)
		}
	}
	var most uint64
	for range channels {
		r := <-tower.reports
		if r.Event != watchtower.EventSettled {
			t.Fatalf("got %+v", r)
		}
		most = max(most, r.Gas)
	}
	s := tower.Status()
	if s.Transactions > 8 || s.Failed != 0 || s.Lost != 0 || most > chain.MaxGas {
		t.Errorf("got %+v, at most %d gas; want a few transactions", s, most)
	}
	t.Logf("%d channels: %d transactions, %d gas, %d a channel, %d blocks after the close", channels, s.Transactions, s.Gas, s.Gas/channels, w.head().Number-closed.Number)
}
