package pay

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// quoteRounds is how often a quote is asked for: the quickest answer is nearest to the
// round trip of the path.
const quoteRounds = 3

// GetQuote asks a relay for its quote, checks that the node key signed it, and measures
// the round trip. It returns a *LieError, a *RefusedError, ErrLost or ctx's error.
func GetQuote(ctx context.Context, open Opener, nodeKey common.Address, d typeddata.Domain) (receipt.Quote, time.Duration, error) {
	l, err := dial(ctx, open)
	if err != nil {
		return receipt.Quote{}, 0, err
	}
	defer l.close()
	var quote receipt.Quote
	var nearest time.Duration
	for round := range quoteRounds {
		start := time.Now()
		reply, err := l.ask(ctx, wire.GetQuote{})
		if err != nil {
			return receipt.Quote{}, 0, err
		}
		rtt := time.Since(start)
		q, ok := reply.(wire.Quote)
		if !ok {
			return receipt.Quote{}, 0, lie("%T in answer to GetQuote", reply)
		}
		if err := checkQuote(q, nodeKey, d); err != nil {
			return receipt.Quote{}, 0, err
		}
		if quote = q.Quote; round == 0 || rtt < nearest {
			nearest = rtt
		}
	}
	return quote, nearest, nil
}

// checkQuote checks that a quote is by and about the relay's node key.
func checkQuote(q wire.Quote, nodeKey common.Address, d typeddata.Domain) error {
	if q.NodeKey != nodeKey {
		return lie("quote: node key: got %s, want %s", q.NodeKey, nodeKey)
	}
	if err := typeddata.Verify(q.Digest(d), q.Signature, nodeKey); err != nil {
		return &LieError{fmt.Errorf("quote: %w", err)}
	}
	return nil
}
