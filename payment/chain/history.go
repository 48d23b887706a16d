package chain

import (
	"cmp"
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/contracts/bindings"
)

var topicSettledMany = topicOf(channelsEvents, bindings.PaymentChannelsSettledManyEventName)

// PastEvent is an event and its block.
type PastEvent struct {
	Log
	Block uint64
}

// History returns a channel's slot at the head, and every event about it up to there,
// oldest first. Of a SettledMany only the channel's own rows are left, those that settled.
func (c *Client) History(ctx context.Context, id common.Hash, signer, payee common.Address) (ChannelState, []PastEvent, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return ChannelState{}, nil, err
	}
	state, err := c.ChannelAt(ctx, head, id, signer, payee)
	if err != nil {
		return ChannelState{}, nil, err
	}
	own, err := c.events(ctx, head, c.cfg.Channels, nil, id)
	if err != nil {
		return ChannelState{}, nil, err
	}
	many, err := c.events(ctx, head, c.cfg.Channels, topicSettledMany, addressTopic(payee))
	if err != nil {
		return ChannelState{}, nil, err
	}
	var past []PastEvent
	for _, l := range append(own, many...) {
		if e, ok := l.Event.(SettledMany); ok {
			e.Rows = slices.DeleteFunc(e.Rows, func(r SettledRow) bool { return r.ChannelID != id || r.Outcome != RowSettled })
			if len(e.Rows) == 0 {
				continue
			}
			l.Event = e
		}
		past = append(past, PastEvent{l.Log, l.block})
	}
	slices.SortStableFunc(past, func(a, b PastEvent) int { return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Index, b.Index)) })
	return state, past, nil
}
