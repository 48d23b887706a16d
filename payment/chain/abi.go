package chain

import (
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"

	"github.com/portage-relay/portage/contracts/bindings"
)

var (
	channelsABI = bindings.NewPaymentChannels()
	registryABI = bindings.NewRelayRegistry()
	tokenABI    = bindings.NewToken()
)

func mustABI(m *bind.MetaData) *abi.ABI {
	parsed, err := m.ParseABI()
	if err != nil {
		panic("chain: internal error: " + err.Error())
	}
	return parsed
}
