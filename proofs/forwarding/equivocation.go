package forwarding

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// SignedOffer is an Offer with its signature by a node key.
type SignedOffer struct {
	receipt.Offer
	Signature typeddata.Signature
}

// Bytes returns what slash takes.
func (e Equivocation) Bytes() []byte {
	b := append([]byte(nil), e.ChannelID[:]...)
	for i, o := range e.Offers {
		b = appendAmount(b, o.CumAmount)
		b = binary.BigEndian.AppendUint64(b, o.State.LogSize)
		b = append(b, o.State.LogRoot[:]...)
		b = append(b, o.State.SessionsHash[:]...)
		b = append(b, e.Signatures[i][:]...)
	}
	if e.Inclusion == nil {
		return b
	}
	b = binary.BigEndian.AppendUint64(b, e.Inclusion.Index)
	for _, leaf := range e.Inclusion.Leaves {
		b = append(b, leaf[:]...)
	}
	for _, path := range e.Inclusion.Paths {
		for _, node := range path {
			b = append(b, node[:]...)
		}
	}
	return b
}

// ParseEquivocation reads what Bytes writes. It returns ErrLayout, or ErrNoContradiction
// for one leaf in both logs. Judge applies the other rules.
func ParseEquivocation(b []byte) (Equivocation, error) {
	e, err := parseEquivocation(b)
	if err != nil {
		return Equivocation{}, err
	}
	return e, nil
}

// parseEquivocation returns with an error what stands before the fault.
func parseEquivocation(b []byte) (Equivocation, error) {
	r := &reader{b: b}
	e := Equivocation{ChannelID: r.hash()}
	for i := range e.Offers {
		e.Offers[i], e.Signatures[i] = r.offer(e.ChannelID)
	}
	switch {
	case r.short:
		return Equivocation{}, fmt.Errorf("%w: truncated in the offers", ErrLayout)
	case len(r.b) == 0:
		return e, nil
	}
	in, err := r.inclusion(e.Offers[0].State.LogSize, e.Offers[1].State.LogSize)
	e.Inclusion = &in
	return e, err
}

func (r *reader) offer(channelID common.Hash) (o receipt.Offer, sig typeddata.Signature) {
	o.ChannelID = channelID
	o.CumAmount = r.amount()
	o.State = receipt.State{LogSize: r.u64(), LogRoot: r.hash(), SessionsHash: r.hash()}
	return o, r.signature()
}

// inclusion reads to the end.
func (r *reader) inclusion(first, second uint64) (in Inclusion, err error) {
	in.Index = r.u64()
	in.Leaves = [2]common.Hash{r.hash(), r.hash()}
	switch {
	case r.short || in.Index >= first || first > second:
		return in, fmt.Errorf("%w: index %d of logs of %d and %d, or truncated before it", ErrLayout, in.Index, first, second)
	case in.Leaves[0] == in.Leaves[1]:
		return in, fmt.Errorf("%w: one leaf at index %d", ErrNoContradiction, in.Index)
	}
	for i, size := range []uint64{first, second} {
		for range pathLength(in.Index, size) {
			in.Paths[i] = append(in.Paths[i], r.hash())
		}
	}
	if r.short || len(r.b) > 0 {
		return in, fmt.Errorf("%w: paths: %d bytes too many, or truncated", ErrLayout, len(r.b))
	}
	return in, nil
}

// pathLength returns the number of nodes of the inclusion proof of a leaf (RFC 9162,
// section 2.1.3.1): one for each level below which index and the last leaf part, and one
// for each complete subtree to the left above it. index < size.
func pathLength(index, size uint64) int {
	below := bits.Len64(index ^ (size - 1))
	return below + bits.OnesCount64(index>>below)
}

// Judge returns the node key that the equivocation convicts, or the error of the first
// rule that fails. Whose key it is, and whether it was slashed before, is the registry's
// to say. ChannelIDs that the bytes do not hold are taken to be the equivocation's.
func (e Equivocation) Judge(d typeddata.Domain) (common.Address, error) {
	var keys [2]common.Address
	var digests [2]common.Hash
	for i, o := range e.Offers {
		o.ChannelID = e.ChannelID
		digests[i] = o.Digest(d)
		key, err := typeddata.Recover(digests[i], e.Signatures[i])
		if err != nil {
			return common.Address{}, fmt.Errorf("%w: %w", ErrNodeKey, err)
		}
		keys[i] = key
	}
	if keys[0] != keys[1] {
		return common.Address{}, fmt.Errorf("%w: %s and %s", ErrNodeKey, keys[0], keys[1])
	}
	if err := e.contradict(digests); err != nil {
		return common.Address{}, err
	}
	return keys[0], nil
}

// JudgeEquivocation is slash up to the registry's own rules: Judge of bytes as they come. A
// fault in what follows the Offers counts after them, as it does with the contract.
func JudgeEquivocation(d typeddata.Domain, b []byte) (common.Address, error) {
	e, err := parseEquivocation(b)
	if err != nil && len(b) < offersSize {
		return common.Address{}, err
	}
	key, judged := e.Judge(d)
	if err == nil || errors.Is(judged, ErrNodeKey) {
		return key, judged
	}
	return common.Address{}, err
}

func (e Equivocation) contradict(digests [2]common.Hash) error {
	sizes := [2]uint64{e.Offers[0].State.LogSize, e.Offers[1].State.LogSize}
	in := e.Inclusion
	switch {
	case in == nil && sizes[0] != sizes[1]:
		return fmt.Errorf("%w: logSizes %d and %d", ErrNoContradiction, sizes[0], sizes[1])
	case in == nil && digests[0] == digests[1]:
		return fmt.Errorf("%w: the same offer twice", ErrNoContradiction)
	case in == nil:
		return nil
	case in.Leaves[0] == in.Leaves[1]:
		return fmt.Errorf("%w: one leaf at index %d", ErrNoContradiction, in.Index)
	}
	for i, o := range e.Offers {
		if err := batchlog.VerifyInclusion(in.Index, sizes[i], in.Leaves[i], in.Paths[i], o.State.LogRoot); err != nil {
			return fmt.Errorf("%w: offer %d: %w", ErrInclusion, i, err)
		}
	}
	return nil
}

// Equivocate builds the equivocation that convicts the node key of two Offers on one
// channel. logs are the leaf hashes behind them, each at least as many as its Offer's
// logSize; they are not needed, and may be nil, where both have the same logSize. It
// returns ErrNoContradiction if there is none to show, and ErrInclusion if the leaves are
// not those of the Offers. Whether one key signed both is Judge's to say.
func Equivocate(offers [2]SignedOffer, logs [2][]common.Hash) (Equivocation, error) {
	if offers[0].State.LogSize > offers[1].State.LogSize {
		offers[0], offers[1] = offers[1], offers[0]
		logs[0], logs[1] = logs[1], logs[0]
	}
	a, b := offers[0], offers[1]
	e := Equivocation{
		ChannelID: a.ChannelID, Offers: [2]receipt.Offer{a.Offer, b.Offer},
		Signatures: [2]typeddata.Signature{a.Signature, b.Signature},
	}
	switch {
	case a.ChannelID != b.ChannelID:
		return Equivocation{}, fmt.Errorf("%w: channels %s and %s", ErrNoContradiction, a.ChannelID, b.ChannelID)
	case a.Offer == b.Offer:
		return Equivocation{}, fmt.Errorf("%w: the same offer twice", ErrNoContradiction)
	case a.State.LogSize == b.State.LogSize:
		return e, nil
	}
	in, err := include(a.State, b.State, logs)
	e.Inclusion = &in
	if err != nil {
		return Equivocation{}, err
	}
	return e, nil
}

// include shows the first leaf in which two logs differ.
func include(a, b receipt.State, logs [2][]common.Hash) (in Inclusion, err error) {
	for i, s := range []receipt.State{a, b} {
		if uint64(len(logs[i])) < s.LogSize {
			return in, fmt.Errorf("%w: got %d leaves, want %d", ErrInclusion, len(logs[i]), s.LogSize)
		}
		logs[i] = logs[i][:s.LogSize]
		if got := (batchlog.Log{}).Append(logs[i]...).Root(); got != s.LogRoot {
			return in, fmt.Errorf("%w: root of %d leaves: got %s, want %s", ErrInclusion, s.LogSize, got, s.LogRoot)
		}
	}
	for in.Index < a.LogSize && logs[0][in.Index] == logs[1][in.Index] {
		in.Index++
	}
	if in.Index == a.LogSize {
		return in, fmt.Errorf("%w: the log of %d records begins with that of %d", ErrNoContradiction, b.LogSize, a.LogSize)
	}
	for i, log := range logs {
		in.Leaves[i] = log[in.Index]
		if in.Paths[i], err = batchlog.Inclusion(log, in.Index); err != nil {
			panic("forwarding: internal error: " + err.Error())
		}
	}
	return in, nil
}
