package chain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Event is what a contract logged: one of the types of this file, named as in the contracts.
type Event interface{ event() }

// Events of PaymentChannels. ChannelID is checked to be that of the terms in Opened; in the others it is
// what the contract says.
type (
	// Opened says that a channel was opened, with a deposit that topping up may raise.
	Opened struct {
		ChannelID common.Hash
		Terms     receipt.ChannelTerms
		Deposit   typeddata.Amount
	}
	// ToppedUp says that a channel's deposit was raised, to Deposit in all.
	ToppedUp struct {
		ChannelID common.Hash
		Payee     common.Address
		Deposit   typeddata.Amount
	}
	// Settled says that the payee was paid; Settled is all it ever was on this channel.
	Settled struct {
		ChannelID common.Hash
		Payee     common.Address
		Settled   typeddata.Amount
	}
	// SettledMany says what settleMany did, row by row in the order of the call.
	SettledMany struct {
		Payee common.Address
		Rows  []SettledRow
	}
	// SettledWithProof says that the payee was paid on a forwarding proof; Settled is all it ever was on this channel,
	// Receipted the amount of the receipt in the proof, zero if there is none.
	SettledWithProof struct {
		ChannelID common.Hash
		Payee     common.Address
		Settled   typeddata.Amount
		Receipted typeddata.Amount
	}
	// Closing says that the payer began to close: receipts count until CloseAt, Unix seconds of head time.
	Closing struct {
		ChannelID common.Hash
		Payee     common.Address
		CloseAt   uint64
	}
	// Closed says that a channel has ended: Settled is all the payee ever got, Refund what the payer got back.
	Closed struct {
		ChannelID common.Hash
		Payee     common.Address
		Settled   typeddata.Amount
		Refund    typeddata.Amount
	}
)

// SettledRow is one row of SettledMany. Settled is all that was ever settled on the channel, zero if there is none.
type SettledRow struct {
	ChannelID common.Hash
	Settled   typeddata.Amount
	Outcome   RowOutcome
}

// RowOutcome says what settleMany did with a row: the contract's enum RowOutcome.
type RowOutcome uint8

// The outcomes, as contracts/src/interfaces/Types.sol numbers them.
const (
	RowSettled       RowOutcome = 0 // the channel's settled amount rose
	RowNoSuchChannel RowOutcome = 1 // no such channel, or not signed by its signer
	RowClosed        RowOutcome = 2 // its closing period is over
	RowNotHigher     RowOutcome = 3 // as much or more was settled before

	outcomes      = 4
	settledRowLen = 32 + typeddata.AmountSize + 1
)

// Events of RelayRegistry.
type (
	// Registered says that an operator registered with this node key and stake.
	Registered struct {
		Operator, NodeKey common.Address
		Stake             typeddata.Amount
	}
	// NodeKeyRotated says that an operator replaced its active node key.
	NodeKeyRotated struct{ Operator, OldNodeKey, NewNodeKey common.Address }
	// DescriptorPublished says that an operator published its Number-th descriptor, counted from 1.
	DescriptorPublished struct {
		Operator   common.Address
		Number     uint64
		Descriptor []byte
	}
	// StakeAdded says that an operator raised its stake, to Stake in all.
	StakeAdded struct {
		Operator common.Address
		Stake    typeddata.Amount
	}
	// UnstakingBegun says that an operator counts as not staked from here; it may take its stake out from
	// UnbondedAt, Unix seconds of head time.
	UnstakingBegun struct {
		Operator   common.Address
		UnbondedAt uint64
	}
	// UnstakingFinished says that an operator took its stake out.
	UnstakingFinished struct {
		Operator common.Address
		Stake    typeddata.Amount
	}
	// Slashed says that an operator lost Burnt + Reward of its stake for two histories of a node key; Reward went to
	// the reporter.
	Slashed struct {
		Operator, NodeKey, Reporter common.Address
		Burnt, Reward               typeddata.Amount
	}
)

func (Opened) event()              {}
func (ToppedUp) event()            {}
func (Settled) event()             {}
func (SettledMany) event()         {}
func (SettledWithProof) event()    {}
func (Closing) event()             {}
func (Closed) event()              {}
func (Registered) event()          {}
func (NodeKeyRotated) event()      {}
func (DescriptorPublished) event() {}
func (StakeAdded) event()          {}
func (UnstakingBegun) event()      {}
func (UnstakingFinished) event()   {}
func (Slashed) event()             {}

// Log is an event and where it stands.
type Log struct {
	Event Event
	Tx    common.Hash
	Index uint // in its block
}

// topicOf is the first topic of an event's logs.
func topicOf(abi *abi.ABI, name string) common.Hash {
	event, ok := abi.Events[name]
	if !ok {
		panic("chain: internal error: no event " + name)
	}
	return event.ID
}

var (
	topicOpened     = topicOf(channelsEvents, bindings.PaymentChannelsOpenedEventName)
	topicClosed     = topicOf(channelsEvents, bindings.PaymentChannelsClosedEventName)
	topicSlashed    = topicOf(registryEvents, bindings.RelayRegistrySlashedEventName)
	topicDescriptor = topicOf(registryEvents, bindings.RelayRegistryDescriptorPublishedEventName)

	channelsEvents = mustABI(&bindings.PaymentChannelsMetaData)
	registryEvents = mustABI(&bindings.RelayRegistryMetaData)

	// decoders by contract and first topic.
	channelsDecoders = map[common.Hash]decoder{
		topicOpened: decodeOpened,
		topicOf(channelsEvents, bindings.PaymentChannelsToppedUpEventName):         decodeToppedUp,
		topicOf(channelsEvents, bindings.PaymentChannelsSettledEventName):          decodeSettled,
		topicOf(channelsEvents, bindings.PaymentChannelsSettledManyEventName):      decodeSettledMany,
		topicOf(channelsEvents, bindings.PaymentChannelsSettledWithProofEventName): decodeSettledWithProof,
		topicOf(channelsEvents, bindings.PaymentChannelsClosingEventName):          decodeClosing,
		topicClosed: decodeClosed,
	}
	registryDecoders = map[common.Hash]decoder{
		topicOf(registryEvents, bindings.RelayRegistryRegisteredEventName):     decodeRegistered,
		topicOf(registryEvents, bindings.RelayRegistryNodeKeyRotatedEventName): decodeNodeKeyRotated,
		topicDescriptor: decodeDescriptorPublished,
		topicOf(registryEvents, bindings.RelayRegistryStakeAddedEventName):        decodeStakeAdded,
		topicOf(registryEvents, bindings.RelayRegistryUnstakingBegunEventName):    decodeUnstakingBegun,
		topicOf(registryEvents, bindings.RelayRegistryUnstakingFinishedEventName): decodeUnstakingFinished,
		topicSlashed: decodeSlashed,
	}
)

// decoder reads a log whose contract and first topic are known.
type decoder func(*Client, *types.Log) (Event, error)

// decode reads a log of our contracts; ok is false for one of somebody else. The contracts have no
// upgrade, so an event of theirs that is unknown here is a bad answer.
func (c *Client) decode(l *types.Log) (log Log, ok bool, err error) {
	var decoders map[common.Hash]decoder
	switch l.Address {
	case c.cfg.Channels:
		decoders = channelsDecoders
	case c.cfg.Registry:
		decoders = registryDecoders
	default:
		return Log{}, false, nil
	}
	if len(l.Topics) == 0 || decoders[l.Topics[0]] == nil {
		return Log{}, false, fmt.Errorf("%w: unknown event of %s in transaction %s", ErrAnswer, l.Address, l.TxHash)
	}
	event, err := decoders[l.Topics[0]](c, l)
	if err != nil {
		return Log{}, false, fmt.Errorf("%w: event of %s in transaction %s: %w", ErrAnswer, l.Address, l.TxHash, err)
	}
	return Log{Event: event, Tx: l.TxHash, Index: l.Index}, true, nil
}

// decodeOpened recomputes the id from the terms and refuses a mismatch.
func decodeOpened(c *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackOpenedEvent(l)
	if err != nil {
		return nil, err
	}
	terms, deposit, err := unpackTerms(e.Payer, e.Terms)
	if err != nil {
		return nil, err
	}
	if id := terms.ID(c.domain); id != e.ChannelId || terms.Payee != e.Payee {
		return nil, fmt.Errorf("terms are those of channel %s, not of %x", id, e.ChannelId)
	}
	return Opened{e.ChannelId, terms, deposit}, nil
}

func decodeToppedUp(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackToppedUpEvent(l)
	if err != nil {
		return nil, err
	}
	deposit, err := toAmount(e.Deposit)
	return ToppedUp{e.ChannelId, e.Payee, deposit}, err
}

func decodeSettled(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackSettledEvent(l)
	if err != nil {
		return nil, err
	}
	settled, err := toAmount(e.Settled)
	return Settled{e.ChannelId, e.Payee, settled}, err
}

func decodeSettledMany(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackSettledManyEvent(l)
	if err != nil {
		return nil, err
	}
	if len(e.Rows)%settledRowLen != 0 {
		return nil, fmt.Errorf("%d bytes of rows, want a multiple of %d", len(e.Rows), settledRowLen)
	}
	out := SettledMany{Payee: e.Payee}
	for b := e.Rows; len(b) > 0; b = b[settledRowLen:] {
		settled, err := typeddata.AmountFromBytes(b[32 : 32+typeddata.AmountSize])
		if err != nil {
			return nil, err
		}
		outcome := RowOutcome(b[settledRowLen-1])
		if outcome >= outcomes {
			return nil, fmt.Errorf("row outcome %d, want less than %d", outcome, outcomes)
		}
		out.Rows = append(out.Rows, SettledRow{common.Hash(b[:32]), settled, outcome})
	}
	return out, nil
}

func decodeSettledWithProof(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackSettledWithProofEvent(l)
	if err != nil {
		return nil, err
	}
	settled, err := toAmount(e.Settled)
	if err != nil {
		return nil, err
	}
	receipted, err := toAmount(e.Receipted)
	return SettledWithProof{e.ChannelId, e.Payee, settled, receipted}, err
}

func decodeClosing(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackClosingEvent(l)
	if err != nil {
		return nil, err
	}
	closeAt, err := toSeconds(e.CloseAt)
	return Closing{e.ChannelId, e.Payee, closeAt}, err
}

func decodeClosed(_ *Client, l *types.Log) (Event, error) {
	e, err := channelsABI.UnpackClosedEvent(l)
	if err != nil {
		return nil, err
	}
	settled, err := toAmount(e.Settled)
	if err != nil {
		return nil, err
	}
	refund, err := toAmount(e.Refund)
	return Closed{e.ChannelId, e.Payee, settled, refund}, err
}

func decodeRegistered(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackRegisteredEvent(l)
	if err != nil {
		return nil, err
	}
	stake, err := toAmount(e.Stake)
	return Registered{e.Operator, e.NodeKey, stake}, err
}

func decodeNodeKeyRotated(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackNodeKeyRotatedEvent(l)
	if err != nil {
		return nil, err
	}
	return NodeKeyRotated{e.Operator, e.OldNodeKey, e.NewNodeKey}, nil
}

func decodeDescriptorPublished(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackDescriptorPublishedEvent(l)
	if err != nil {
		return nil, err
	}
	return DescriptorPublished{e.Operator, e.Number, e.Descriptor}, nil
}

func decodeStakeAdded(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackStakeAddedEvent(l)
	if err != nil {
		return nil, err
	}
	stake, err := toAmount(e.Stake)
	return StakeAdded{e.Operator, stake}, err
}

func decodeUnstakingBegun(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackUnstakingBegunEvent(l)
	if err != nil {
		return nil, err
	}
	unbondedAt, err := toSeconds(e.UnbondedAt)
	return UnstakingBegun{e.Operator, unbondedAt}, err
}

func decodeUnstakingFinished(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackUnstakingFinishedEvent(l)
	if err != nil {
		return nil, err
	}
	stake, err := toAmount(e.Stake)
	return UnstakingFinished{e.Operator, stake}, err
}

func decodeSlashed(_ *Client, l *types.Log) (Event, error) {
	e, err := registryABI.UnpackSlashedEvent(l)
	if err != nil {
		return nil, err
	}
	burnt, err := toAmount(e.Burnt)
	if err != nil {
		return nil, err
	}
	reward, err := toAmount(e.Reward)
	return Slashed{e.Operator, e.NodeKey, e.Reporter, burnt, reward}, err
}
