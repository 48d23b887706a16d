package chain

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/portage-relay/portage/contracts/bindings"
)

// RevertError says that a contract refused a move, and why. Compare with errors.Is against the
// sentinels below; Args holds the values of the contract's error.
type RevertError struct {
	Name string   // of the contract's error: "NotHigher"; empty if unknown
	Args []any    // its values, as package abi decodes them
	Data []byte   // as it came
	keys []string // names of Args
}

// Error names the contract's error with its values.
func (e *RevertError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("chain: reverted: %#x", e.Data)
	}
	var args []string
	for i, arg := range e.Args {
		args = append(args, fmt.Sprintf("%s %v", e.keys[i], printable(arg)))
	}
	return "chain: reverted: " + e.Name + "(" + strings.Join(args, ", ") + ")"
}

func printable(arg any) any {
	if id, ok := arg.([32]byte); ok {
		return hexutil.Encode(id[:])
	}
	return arg
}

// Is makes errors.Is compare the names.
func (e *RevertError) Is(target error) bool {
	want, ok := target.(*RevertError)
	return ok && want.Name == e.Name && want.Data == nil
}

// The contracts' errors, for errors.Is; contracts/src/interfaces says what each means. PaymentChannels:
var (
	ErrZeroDeposit        error = &RevertError{Name: "ZeroDeposit"}
	ErrZeroSigner         error = &RevertError{Name: "ZeroSigner"}
	ErrBadPayee           error = &RevertError{Name: "BadPayee"}
	ErrBadOpenBy          error = &RevertError{Name: "BadOpenBy"}
	ErrChannelExists      error = &RevertError{Name: "ChannelExists"}
	ErrNoSuchChannel      error = &RevertError{Name: "NoSuchChannel"}
	ErrChannelClosing     error = &RevertError{Name: "ChannelClosing"}
	ErrChannelClosed      error = &RevertError{Name: "ChannelClosed"}
	ErrChannelNotClosed   error = &RevertError{Name: "ChannelNotClosed"}
	ErrDepositOverflow    error = &RevertError{Name: "DepositOverflow"}
	ErrNotHigher          error = &RevertError{Name: "NotHigher"}
	ErrBadReceipt         error = &RevertError{Name: "BadReceipt"}
	ErrBadTable           error = &RevertError{Name: "BadTable"}
	ErrBadSession         error = &RevertError{Name: "BadSession"}
	ErrBadAuthorization   error = &RevertError{Name: "BadAuthorization"}
	ErrBadAck             error = &RevertError{Name: "BadAck"}
	ErrNotPayee           error = &RevertError{Name: "NotPayee"}
	ErrBadConsent         error = &RevertError{Name: "BadConsent"}
	ErrConsentNotMet      error = &RevertError{Name: "ConsentNotMet"}
	ErrBadSignature       error = &RevertError{Name: "BadSignature"}
	ErrBadRows            error = &RevertError{Name: "BadRows"}
	ErrTransferFailed     error = &RevertError{Name: "TransferFailed"}
	ErrTransferFromFailed error = &RevertError{Name: "TransferFromFailed"}
)

// ErrBadProof says that bytes are not exactly one forwarding proof, or one equivocation: both contracts have it.
var ErrBadProof error = &RevertError{Name: "BadProof"}

// RelayRegistry:
var (
	ErrAlreadyStaked       error = &RevertError{Name: "AlreadyStaked"}
	ErrNotStaked           error = &RevertError{Name: "NotStaked"}
	ErrUnbonding           error = &RevertError{Name: "Unbonding"}
	ErrNotUnbonded         error = &RevertError{Name: "NotUnbonded"}
	ErrStakeTooLow         error = &RevertError{Name: "StakeTooLow"}
	ErrStakeOverflow       error = &RevertError{Name: "StakeOverflow"}
	ErrZeroStake           error = &RevertError{Name: "ZeroStake"}
	ErrNodeKeyTaken        error = &RevertError{Name: "NodeKeyTaken"}
	ErrBadNodeKeySignature error = &RevertError{Name: "BadNodeKeySignature"}
	ErrBadDescriptor       error = &RevertError{Name: "BadDescriptor"}
	ErrNotOneKey           error = &RevertError{Name: "NotOneKey"}
	ErrNotSameSize         error = &RevertError{Name: "NotSameSize"}
	ErrSameOffer           error = &RevertError{Name: "SameOffer"}
	ErrBadIndex            error = &RevertError{Name: "BadIndex"}
	ErrSameLeaf            error = &RevertError{Name: "SameLeaf"}
	ErrNotIncluded         error = &RevertError{Name: "NotIncluded"}
	ErrUnknownNodeKey      error = &RevertError{Name: "UnknownNodeKey"}
	ErrAlreadySlashed      error = &RevertError{Name: "AlreadySlashed"}
)

// knownErrors are the ABIs that a revert is looked up in.
var knownErrors = []*abi.ABI{
	mustABI(&bindings.PaymentChannelsMetaData),
	mustABI(&bindings.RelayRegistryMetaData),
	mustABI(&bindings.DevTokenMetaData), // OpenZeppelin's ERC-20 errors (EIP-6093)
}

// executionReverted is the JSON-RPC error code of a revert (EIP-1474 calls it "execution error").
const executionReverted = 3

// asRevert turns the node's answer about a revert into a *RevertError and leaves other errors alone.
func asRevert(err error) error {
	var refused rpc.DataError
	if !errors.As(err, &refused) {
		return err
	}
	text, ok := refused.ErrorData().(string)
	data, bad := hexutil.Decode(text)
	if !ok || bad != nil {
		if code, ok := refused.(rpc.Error); ok && code.ErrorCode() == executionReverted {
			return &RevertError{Data: []byte{}}
		}
		return err
	}
	return decodeRevert(data)
}

// decodeRevert reads a contract's error data.
func decodeRevert(data []byte) *RevertError {
	out := &RevertError{Data: data}
	if reason, err := abi.UnpackRevert(data); err == nil {
		out.Name, out.Args, out.keys = "Error", []any{reason}, []string{"reason"}
		return out
	}
	if len(data) < 4 {
		return out
	}
	for _, known := range knownErrors {
		e, err := known.ErrorByID([4]byte(data[:4]))
		if err != nil {
			continue
		}
		args, err := e.Inputs.Unpack(data[4:])
		if err != nil {
			continue
		}
		out.Name, out.Args = e.Name, args
		for _, input := range e.Inputs {
			out.keys = append(out.keys, input.Name)
		}
		return out
	}
	return out
}
