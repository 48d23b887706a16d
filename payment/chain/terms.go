package chain

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// packTerms packs terms, without their payer, and an amount into the contract's three words:
//
//	signer 20 ‖ creditCap 12,  payee 20 ‖ openBy 5 ‖ salt 7,  closer 20 ‖ deposit 12
//
// It returns receipt.ErrTerms for terms that do not fit.
func packTerms(t receipt.ChannelTerms, deposit typeddata.Amount) (bindings.PackedTerms, error) {
	if err := t.Check(); err != nil {
		return bindings.PackedTerms{}, fmt.Errorf("chain: %w", err)
	}
	var low [12]byte
	binary.BigEndian.PutUint64(low[4:], t.Salt)
	var openBy [8]byte
	binary.BigEndian.PutUint64(openBy[:], t.OpenBy)
	copy(low[:5], openBy[3:])
	return bindings.PackedTerms{
		SignerAndCreditCap: word(t.Signer, t.CreditCap.Bytes()),
		PayeeOpenByAndSalt: word(t.Payee, low),
		CloserAndDeposit:   word(t.Closer, deposit.Bytes()),
	}, nil
}

func word(address common.Address, low [12]byte) (w [32]byte) {
	copy(w[:20], address[:])
	copy(w[20:], low[:])
	return w
}

// unpackTerms is the reverse of packTerms.
func unpackTerms(payer common.Address, p bindings.PackedTerms) (receipt.ChannelTerms, typeddata.Amount, error) {
	creditCap, err := typeddata.AmountFromBytes(p.SignerAndCreditCap[20:])
	if err != nil {
		return receipt.ChannelTerms{}, creditCap, err
	}
	deposit, err := typeddata.AmountFromBytes(p.CloserAndDeposit[20:])
	if err != nil {
		return receipt.ChannelTerms{}, deposit, err
	}
	low := p.PayeeOpenByAndSalt[20:]
	terms := receipt.ChannelTerms{
		Payer:     payer,
		Signer:    common.Address(p.SignerAndCreditCap[:20]),
		Payee:     common.Address(p.PayeeOpenByAndSalt[:20]),
		Closer:    common.Address(p.CloserAndDeposit[:20]),
		CreditCap: creditCap,
		OpenBy:    binary.BigEndian.Uint64(append(make([]byte, 3), low[:5]...)),
		Salt:      binary.BigEndian.Uint64(low[4:]) & receipt.MaxSalt,
	}
	return terms, deposit, terms.Check()
}
