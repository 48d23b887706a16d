package onchain

import (
	"context"
	"time"

	"github.com/portage-relay/portage/payment/chain"
)

const (
	sendRaw     = "eth_sendRawTransaction"
	peerTimeout = 15 * time.Second
)

// broadcaster is a connection that hands transactions to the other RPCs too, so that one
// that swallows them holds nothing up. All else goes through it alone.
type broadcaster struct {
	chain.Caller
	own *rpcChain
}

// CallContext implements chain.Caller.
func (b broadcaster) CallContext(ctx context.Context, result any, method string, args ...any) error {
	if method == sendRaw {
		for _, peer := range b.own.peers.all {
			if peer == b.own {
				continue
			}
			if caller := peer.connection(); caller != nil {
				go hand(caller, args)
			}
		}
	}
	return b.Caller.CallContext(ctx, result, method, args...)
}

// hand sends a transaction and does not mind how that goes: most often it is known already.
func hand(caller chain.Caller, args []any) {
	ctx, cancel := context.WithTimeout(context.Background(), peerTimeout)
	defer cancel()
	_ = caller.CallContext(ctx, nil, sendRaw, args...)
}

func (c *rpcChain) connection() chain.Caller {
	if !c.mu.TryLock() { // it is connecting
		return nil
	}
	defer c.mu.Unlock()
	return c.caller
}
