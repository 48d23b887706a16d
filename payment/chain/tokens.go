package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/contracts/bindings"
)

// Transfer is a movement of tokens (ERC-20). Tokens that are made come from the zero address.
type Transfer struct {
	From, To common.Address
	Amount   *uint256.Int // base units
	Block    uint64       // number
	Tx       common.Hash
}

var topicTransfer = topicOf(mustABI(&bindings.TokenMetaData), bindings.TokenTransferEventName)

// TokenBalanceAt returns an account's tokens as of a block, base units. The block must be among those whose state
// the RPC keeps (geth: the newest 128).
func (c *Client) TokenBalanceAt(ctx context.Context, at Head, account common.Address) (*uint256.Int, error) {
	return c.viewUintAt(ctx, atHash(at.Hash), tokenABI.PackBalanceOf(account), tokenABI.UnpackBalanceOf)
}

// TokenTransfers returns the transfers of the token in the blocks above one up to another, in order.
func (c *Client) TokenTransfers(ctx context.Context, above, to Head) ([]Transfer, error) {
	if above.Number >= to.Number {
		return nil, nil
	}
	f := filter{Addresses: []common.Address{c.token}, Topics: [][]common.Hash{{topicTransfer}}}
	logs, err := c.conn.logsIn(ctx, f, above.Number+1, to.Number)
	if err != nil {
		return nil, err
	}
	var out []Transfer
	for i := range logs {
		t, err := toTransfer(&logs[i])
		if err != nil {
			return nil, fmt.Errorf("%w: transfer in transaction %s: %w", ErrAnswer, logs[i].TxHash, err)
		}
		out = append(out, t)
	}
	return out, nil
}

func toTransfer(l *types.Log) (Transfer, error) {
	e, err := tokenABI.UnpackTransferEvent(l)
	if err != nil {
		return Transfer{}, err
	}
	amount, overflow := uint256.FromBig(e.Value)
	if amount == nil || overflow {
		return Transfer{}, fmt.Errorf("got %v, want 256 bits", e.Value)
	}
	return Transfer{From: e.From, To: e.To, Amount: amount, Block: l.BlockNumber, Tx: l.TxHash}, nil
}

// ChannelEvents returns all events of PaymentChannels up to a block, by block, in order.
func (c *Client) ChannelEvents(ctx context.Context, to Head) (out []Block, err error) {
	f := filter{Addresses: []common.Address{c.cfg.Channels}}
	logs, err := c.conn.logsIn(ctx, f, min(c.cfg.FromBlock, to.Number), to.Number)
	if err != nil {
		return nil, err
	}
	for i := range logs {
		event, _, err := c.decode(&logs[i])
		if err != nil {
			return nil, err
		}
		if len(out) == 0 || out[len(out)-1].Number != logs[i].BlockNumber {
			out = append(out, Block{Number: logs[i].BlockNumber, Hash: logs[i].BlockHash})
		}
		last := &out[len(out)-1]
		last.Logs = append(last.Logs, event)
	}
	return out, nil
}
