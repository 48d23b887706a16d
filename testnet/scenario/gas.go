package scenario

import (
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/portage-relay/portage/contracts/bindings"
)

// gas reads from the chain what each function of this stage's contracts cost that was
// called, whoever called it: the whole transaction, and the dearest where there are several.
func (s *stage) gas() (map[string]uint64, error) {
	c, err := ethclient.DialContext(s.ctx, s.ground.url)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	names, err := selectors()
	if err != nil {
		return nil, err
	}
	logs, err := c.FilterLogs(s.ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(s.contracts.Block), Addresses: []common.Address{s.contracts.Channels, s.contracts.Registry},
	})
	if err != nil {
		return nil, err
	}
	out := map[string]uint64{}
	for _, l := range logs {
		tx, _, err := c.TransactionByHash(s.ctx, l.TxHash)
		if err != nil {
			return nil, err
		}
		r, err := c.TransactionReceipt(s.ctx, l.TxHash)
		if err != nil {
			return nil, err
		}
		if input := tx.Data(); len(input) >= 4 {
			if name, known := names[[4]byte(input)]; known {
				out[name] = max(out[name], r.GasUsed)
			}
		}
	}
	return out, nil
}

// selectors names the functions of the contracts.
func selectors() (map[[4]byte]string, error) {
	names := map[[4]byte]string{}
	for _, parse := range []func() (*abi.ABI, error){bindings.PaymentChannelsMetaData.ParseABI, bindings.RelayRegistryMetaData.ParseABI} {
		contract, err := parse()
		if err != nil {
			return nil, err
		}
		for name, m := range contract.Methods {
			names[[4]byte(m.ID)] = name
		}
	}
	return names, nil
}
