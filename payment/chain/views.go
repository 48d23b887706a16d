package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// relayPage is how many relays are read in one call: 7 words each.
const relayPage = 256

// ChannelState is a channel's one storage slot.
type ChannelState struct {
	Deposit typeddata.Amount // base units; zero: never opened, or ended
	Settled typeddata.Amount // all that was ever paid to the payee
	CloseAt uint64           // Unix seconds of head time; zero: not closing
}

// Exists reports whether the channel is open or closing.
func (s ChannelState) Exists() bool { return !s.Deposit.IsZero() }

// Open reports whether the channel exists and its payer has not begun to close it.
func (s ChannelState) Open() bool { return s.Exists() && s.CloseAt == 0 }

// Payable reports whether receipts count at this head time.
func (s ChannelState) Payable(now uint64) bool {
	return s.Exists() && (s.CloseAt == 0 || now < s.CloseAt)
}

// Channel returns a channel at the head.
func (c *Client) Channel(ctx context.Context, id common.Hash, signer, payee common.Address) (ChannelState, error) {
	return c.channelAt(ctx, "latest", id, signer, payee)
}

// ChannelAt returns a channel as of a block, which must be among those whose state the RPC keeps
// (geth: the newest 128).
func (c *Client) ChannelAt(ctx context.Context, at Head, id common.Hash, signer, payee common.Address) (ChannelState, error) {
	return c.channelAt(ctx, atHash(at.Hash), id, signer, payee)
}

func (c *Client) channelAt(ctx context.Context, at any, id common.Hash, signer, payee common.Address) (ChannelState, error) {
	out, err := viewAt(ctx, c.conn, c.cfg.Channels, at, channelsABI.PackChannel(id, signer, payee), channelsABI.UnpackChannel)
	if err != nil {
		return ChannelState{}, err
	}
	var s ChannelState
	if s.Deposit, err = toAmount(out.Deposit); err != nil {
		return ChannelState{}, err
	}
	if s.Settled, err = toAmount(out.Settled); err != nil {
		return ChannelState{}, err
	}
	if s.CloseAt, err = toSeconds(out.CloseAt); err != nil {
		return ChannelState{}, err
	}
	if s.Deposit.Less(s.Settled) {
		return ChannelState{}, fmt.Errorf("%w: channel %s: settled %s of deposit %s", ErrAnswer, id, s.Settled, s.Deposit)
	}
	return s, nil
}

// TokenBalance returns an account's tokens, base units.
func (c *Client) TokenBalance(ctx context.Context, account common.Address) (*uint256.Int, error) {
	return c.viewUint(ctx, tokenABI.PackBalanceOf(account), tokenABI.UnpackBalanceOf)
}

// Allowance returns how much of owner's tokens spender may pull, base units.
func (c *Client) Allowance(ctx context.Context, owner, spender common.Address) (*uint256.Int, error) {
	return c.viewUint(ctx, tokenABI.PackAllowance(owner, spender), tokenABI.UnpackAllowance)
}

func (c *Client) viewUint(ctx context.Context, input []byte, unpack func([]byte) (*big.Int, error)) (*uint256.Int, error) {
	return c.viewUintAt(ctx, "latest", input, unpack)
}

func (c *Client) viewUintAt(ctx context.Context, at any, input []byte, unpack func([]byte) (*big.Int, error)) (*uint256.Int, error) {
	out, err := viewAt(ctx, c.conn, c.token, at, input, unpack)
	if err != nil {
		return nil, err
	}
	v, overflow := uint256.FromBig(out)
	if v == nil || overflow {
		return nil, fmt.Errorf("%w: got %v, want 256 bits", ErrAnswer, out)
	}
	return v, nil
}

// Balance returns an account's wei.
func (c *Client) Balance(ctx context.Context, account common.Address) (*big.Int, error) {
	return c.conn.balance(ctx, account)
}

// OpenedChannel is a channel as its opening event tells it.
type OpenedChannel struct {
	Opened
	Block uint64 // number
}

// ChannelsOf returns the channels that payer ever opened, oldest first: with nothing but its address a
// payer finds its terms again. Ids are recomputed from the terms; a mismatch is ErrAnswer.
func (c *Client) ChannelsOf(ctx context.Context, payer common.Address) ([]OpenedChannel, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return nil, err
	}
	logs, err := c.events(ctx, head, c.cfg.Channels, topicOpened, nil, addressTopic(payer))
	if err != nil {
		return nil, err
	}
	var out []OpenedChannel
	for _, l := range logs {
		opened, ok := l.Event.(Opened)
		if !ok || opened.Terms.Payer != payer {
			return nil, fmt.Errorf("%w: got %T, want Opened by %s", ErrAnswer, l.Event, payer)
		}
		out = append(out, OpenedChannel{opened, l.block})
	}
	return out, nil
}

// blockLog is a decoded log and its block's number.
type blockLog struct {
	Log
	block uint64
}

// events returns the events of a contract up to head whose topics are these; nil is any.
func (c *Client) events(ctx context.Context, head Head, contract common.Address, topics ...any) ([]blockLog, error) {
	f := filter{Addresses: []common.Address{contract}}
	for _, topic := range topics {
		var one []common.Hash
		if topic != nil {
			one = []common.Hash{topic.(common.Hash)}
		}
		f.Topics = append(f.Topics, one)
	}
	logs, err := c.conn.logsIn(ctx, f, min(c.cfg.FromBlock, head.Number), head.Number)
	if err != nil {
		return nil, err
	}
	return c.decodeAll(logs)
}

func (c *Client) decodeAll(logs []types.Log) ([]blockLog, error) {
	var out []blockLog
	for i := range logs {
		l, ok, err := c.decode(&logs[i])
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, blockLog{l, logs[i].BlockNumber})
		}
	}
	return out, nil
}

func addressTopic(a common.Address) common.Hash { return common.BytesToHash(a[:]) }

// Relay is a relay as the registry knows it.
type Relay struct {
	Operator   common.Address
	NodeKey    common.Address   // active; zero: unstaked
	Stake      typeddata.Amount // base units
	UnbondedAt uint64           // Unix seconds of head time; zero: not unbonding
	Staked     bool             // clients may count on the stake

	DescriptorNumber uint64      // how many it has published
	DescriptorHash   common.Hash // keccak256 of the newest
	// Descriptor is the newest, checked against the hash; nil where the RPC no longer has its event. In
	// what [Client.Relay] and [Client.NodeKey] return it is always nil.
	Descriptor []byte
}

// Relays returns all relays that ever registered, in that order, as of one block, with descriptors.
func (c *Client) Relays(ctx context.Context) ([]Relay, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return nil, err
	}
	relays, err := c.relaysAt(ctx, head)
	if err != nil {
		return nil, err
	}
	logs, err := c.events(ctx, head, c.cfg.Registry, topicDescriptor)
	if err != nil {
		return nil, err
	}
	newest := map[common.Address]DescriptorPublished{}
	for _, l := range logs {
		if d, ok := l.Event.(DescriptorPublished); ok {
			newest[d.Operator] = d
		}
	}
	for i := range relays {
		c.attachDescriptor(&relays[i], newest[relays[i].Operator])
	}
	return relays, nil
}

// attachDescriptor gives r its descriptor if it is the newest one by the registry's word.
func (c *Client) attachDescriptor(r *Relay, d DescriptorPublished) {
	if d.Number == r.DescriptorNumber && crypto.Keccak256Hash(d.Descriptor) == r.DescriptorHash {
		r.Descriptor = d.Descriptor
		return
	}
	if r.DescriptorNumber > 0 {
		c.cfg.Log.Warn("RPC does not have a relay's newest descriptor", "operator", r.Operator, "number", r.DescriptorNumber, "got", d.Number)
	}
}

func (c *Client) relaysAt(ctx context.Context, head Head) ([]Relay, error) {
	at := atHash(head.Hash)
	count, err := viewAt(ctx, c.conn, c.cfg.Registry, at, registryABI.PackRelayCount(), registryABI.UnpackRelayCount)
	if err != nil {
		return nil, err
	}
	if count.BitLen() > 20 {
		return nil, fmt.Errorf("%w: %v relays", ErrAnswer, count)
	}
	var out []Relay
	for total := int(count.Uint64()); len(out) < total; {
		want := min(relayPage, total-len(out))
		input := registryABI.PackRelays(big.NewInt(int64(len(out))), big.NewInt(int64(want)))
		page, err := viewAt(ctx, c.conn, c.cfg.Registry, at, input, registryABI.UnpackRelays)
		if err != nil {
			return nil, err
		}
		if len(page) != want {
			return nil, fmt.Errorf("%w: got %d relays, want %d", ErrAnswer, len(page), want)
		}
		for _, r := range page {
			relay, err := toRelay(r)
			if err != nil {
				return nil, err
			}
			out = append(out, relay)
		}
	}
	return out, nil
}

func toRelay(r bindings.Relay) (Relay, error) {
	stake, err := toAmount(r.Stake)
	if err != nil {
		return Relay{}, err
	}
	unbondedAt, err := toSeconds(r.UnbondedAt)
	if err != nil {
		return Relay{}, err
	}
	return Relay{
		Operator: r.Operator, NodeKey: r.NodeKey, Stake: stake, UnbondedAt: unbondedAt, Staked: r.Staked,
		DescriptorNumber: r.DescriptorNumber, DescriptorHash: r.DescriptorHash,
	}, nil
}

// Relay returns the relay of an operator at the head, without descriptor; all zero but the operator if
// it never registered.
func (c *Client) Relay(ctx context.Context, operator common.Address) (Relay, error) {
	out, err := view(ctx, c, c.cfg.Registry, registryABI.PackRelayOf(operator), registryABI.UnpackRelayOf)
	if err != nil {
		return Relay{}, err
	}
	return toRelay(out)
}

// NodeKeyStatus is what the registry knows of a node key.
type NodeKeyStatus struct {
	Active bool             // it is the one that its operator uses now
	Burnt  typeddata.Amount // of the operator's stake, for two histories of this key; zero: none were reported
	Relay  Relay            // of the operator that registered it, ever; without descriptor
}

// Registered reports whether any operator ever registered the key.
func (s NodeKeyStatus) Registered() bool { return s.Relay.Operator != common.Address{} }

// Slashed reports whether the key was slashed: it is never again.
func (s NodeKeyStatus) Slashed() bool { return !s.Burnt.IsZero() }

// NodeKey returns the status of a node key at the head.
func (c *Client) NodeKey(ctx context.Context, key common.Address) (NodeKeyStatus, error) {
	operator, err := view(ctx, c, c.cfg.Registry, registryABI.PackOperatorOf(key), registryABI.UnpackOperatorOf)
	if err != nil || operator == (common.Address{}) {
		return NodeKeyStatus{}, err
	}
	relay, err := c.Relay(ctx, operator)
	if err != nil {
		return NodeKeyStatus{}, err
	}
	burnt, err := viewAmount(ctx, c, c.cfg.Registry, registryABI.PackBurntFor(key), registryABI.UnpackBurntFor)
	if err != nil {
		return NodeKeyStatus{}, err
	}
	return NodeKeyStatus{Active: relay.NodeKey == key, Burnt: burnt, Relay: relay}, nil
}

// findOpened returns the opening event of a channel, or ErrNotFound.
func (c *Client) findOpened(ctx context.Context, id common.Hash) (Opened, error) {
	return findEvent[Opened](ctx, c, c.cfg.Channels, topicOpened, id)
}

// findClosed returns the event with which a channel ended, or ErrNotFound.
func (c *Client) findClosed(ctx context.Context, id common.Hash) (Closed, error) {
	return findEvent[Closed](ctx, c, c.cfg.Channels, topicClosed, id)
}

// findSlashed returns the event with which a node key was slashed, or ErrNotFound.
func (c *Client) findSlashed(ctx context.Context, key common.Address) (Slashed, error) {
	return findEvent[Slashed](ctx, c, c.cfg.Registry, topicSlashed, nil, addressTopic(key))
}

// findEvent returns the newest event of a contract with these topics, or ErrNotFound; a topic of nil is any.
func findEvent[E Event](ctx context.Context, c *Client, contract common.Address, topics ...any) (E, error) {
	var none E
	head, err := c.Head(ctx)
	if err != nil {
		return none, err
	}
	logs, err := c.events(ctx, head, contract, topics...)
	if err != nil {
		return none, err
	}
	if len(logs) == 0 {
		return none, fmt.Errorf("%w: %T of %s with topics %v", ErrNotFound, none, contract, topics)
	}
	event, ok := logs[len(logs)-1].Event.(E)
	if !ok {
		return none, fmt.Errorf("%w: got %T, want %T", ErrAnswer, logs[len(logs)-1].Event, none)
	}
	return event, nil
}
