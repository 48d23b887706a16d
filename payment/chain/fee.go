package chain

import (
	"context"
	"math/big"
)

// BaseFee returns the base fee of the newest block, wei per gas (EIP-1559).
func (c *Client) BaseFee(ctx context.Context) (*big.Int, error) {
	b, err := c.conn.latest(ctx)
	return b.baseFee, err
}
