package differential

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// slashErrors are the errors of proofs/forwarding for the contract's, which says more.
var slashErrors = map[string]error{
	"BadProof": forwarding.ErrLayout, "BadIndex": forwarding.ErrLayout, "NotOneKey": forwarding.ErrNodeKey,
	"NotSameSize": forwarding.ErrNoContradiction, "SameOffer": forwarding.ErrNoContradiction,
	"SameLeaf": forwarding.ErrNoContradiction, "NotIncluded": forwarding.ErrInclusion,
}

var slashVerdicts = []string{
	accepted, "BadProof", "NotOneKey", "NotSameSize", "SameOffer", "BadIndex", "SameLeaf", "NotIncluded", "UnknownNodeKey",
}

// slash shows an equivocation to slash and to forwarding.JudgeEquivocation.
func (w *world) slash(r *rand.Rand) (solidity, golang []Verdict, err error) {
	proof := w.equivocationBytes(r)
	out, reverted := w.call(stranger(r), w.registry, start, w.registryABI.PackSlash(proof))
	v, err := w.slashVerdict(out, reverted)
	if err != nil {
		return nil, nil, err
	}

	key, judged := forwarding.JudgeEquivocation(w.domain, proof)
	want, ok := slashErrors[v.Name]
	switch {
	case judged != nil && ok && errors.Is(judged, want):
		golang = []Verdict{v}
	case judged != nil:
		golang = []Verdict{{Name: judged.Error()}}
	case w.registered(key):
		golang = []Verdict{{accepted, key.Hex()}}
	default:
		golang = []Verdict{{"UnknownNodeKey", key.Hex()}}
	}
	return []Verdict{v}, golang, nil
}

func (w *world) registered(key common.Address) bool {
	for _, k := range w.keys[:nodeCount] {
		if address(k) == key {
			return true
		}
	}
	return false
}

// slashVerdict names the key that was slashed, or would have been.
func (w *world) slashVerdict(out []byte, reverted error) (Verdict, error) {
	if reverted == nil {
		logs := w.state.Logs()
		for _, l := range logs {
			if e, err := w.registryABI.UnpackSlashedEvent(l); err == nil {
				return Verdict{accepted, e.NodeKey.Hex()}, nil
			}
		}
		return Verdict{}, fmt.Errorf("slashed, and no event among %d", len(logs))
	}
	name, err := errorName(registryABI, out)
	if err != nil || name != "UnknownNodeKey" {
		return refused(name), err
	}
	e, err := w.registryABI.UnpackUnknownNodeKeyError(out[4:])
	if err != nil {
		return Verdict{}, err
	}
	return Verdict{name, e.NodeKey.Hex()}, nil
}

// equivocationBytes makes an equivocation, mostly one that convicts, as the contract takes it.
func (w *world) equivocationBytes(r *rand.Rand) []byte {
	var e forwarding.Equivocation
	if one(r, 4) {
		e = sameSize(r)
	} else {
		e = byInclusion(r)
	}
	e.ChannelID = hash(r)
	unmake(r, &e)
	node := address(w.key(r))
	for i, o := range e.Offers {
		o.ChannelID = e.ChannelID
		if one(r, 400) {
			o.ChannelID = hash(r)
		}
		digest := o.Digest(w.domain)
		if one(r, 400) {
			digest = o.Receipt().Digest(w.domain) // the payer's side of it
		}
		e.Signatures[i] = w.sign(r, node, digest)
	}
	tamper(r, &e)
	b := e.Bytes()
	if one(r, 12) {
		b = mangle(r, b)
	}
	return b
}

func sameSize(r *rand.Rand) (e forwarding.Equivocation) {
	first := receipt.Offer{CumAmount: amount(r), State: receipt.State{LogSize: number(r), LogRoot: hash(r), SessionsHash: hash(r)}}
	second := first
	switch r.IntN(4) {
	case 0:
		second.CumAmount = amount(r)
	case 1:
		second.State.LogRoot = hash(r)
	case 2:
		second.State.SessionsHash = hash(r)
	}
	e.Offers = [2]receipt.Offer{first, second}
	return e
}

// byInclusion makes two logs that part somewhere, and shows one leaf of each: of short logs
// as batchlog proves them, of long ones up a path of random nodes.
func byInclusion(r *rand.Rand) (e forwarding.Equivocation) {
	e.Inclusion = &forwarding.Inclusion{}
	in := e.Inclusion
	if one(r, 3) {
		long(r, &e)
		return e
	}
	second := 1 + r.IntN(40)
	first := 1 + r.IntN(second)
	fork := r.IntN(first)
	in.Index = uint64(r.IntN(first))
	logs := [2][]common.Hash{make([]common.Hash, first), make([]common.Hash, second)}
	for i := range second {
		logs[1][i] = hash(r)
		if i < first {
			logs[0][i] = logs[1][i]
			if i >= fork {
				logs[0][i] = hash(r)
			}
		}
	}
	for i, log := range logs {
		e.Offers[i] = receipt.Offer{CumAmount: amount(r), State: receipt.State{
			LogSize: uint64(len(log)), LogRoot: batchlog.Log{}.Append(log...).Root(), SessionsHash: hash(r),
		}}
		in.Leaves[i] = log[in.Index]
		in.Paths[i] = must(batchlog.Inclusion(log, in.Index))
	}
	return e
}

// long makes logs of any size up to 2^64 - 1. Their roots are found by climbing, by the
// rule of RFC 9162, section 2.1.3.2, that both sides must know.
func long(r *rand.Rand, e *forwarding.Equivocation) {
	sizes := [2]uint64{max(1, number(r)), max(1, number(r))}
	if sizes[0] > sizes[1] {
		sizes[0], sizes[1] = sizes[1], sizes[0]
	}
	in := e.Inclusion
	in.Index = [3]uint64{r.Uint64N(sizes[0]), 0, sizes[0] - 1}[r.IntN(3)]
	for i, size := range sizes {
		in.Leaves[i] = hash(r)
		root := in.Leaves[i]
		for node, last := in.Index, size-1; last != 0; node, last = node>>1, last>>1 {
			if node&1 == 0 && node == last {
				continue
			}
			sibling := hash(r)
			in.Paths[i] = append(in.Paths[i], sibling)
			if node&1 == 1 {
				root = inner(sibling, root)
			} else {
				root = inner(root, sibling)
			}
		}
		e.Offers[i] = receipt.Offer{CumAmount: amount(r), State: receipt.State{LogSize: size, LogRoot: root, SessionsHash: hash(r)}}
	}
}

// unmake breaks, seldom, what a node key could sign and the rules refuse.
func unmake(r *rand.Rand, e *forwarding.Equivocation) {
	if !one(r, 6) {
		return
	}
	in, sizes := e.Inclusion, [2]*uint64{&e.Offers[0].State.LogSize, &e.Offers[1].State.LogSize}
	switch r.IntN(6) {
	case 0:
		*sizes[r.IntN(2)] = number(r)
	case 1:
		*sizes[0], *sizes[1] = *sizes[1], *sizes[0]
	case 2:
		e.Inclusion = nil
	case 3:
		if in != nil {
			in.Index = max(*sizes[0], in.Index) - r.Uint64N(2)
		}
	case 4:
		if in != nil {
			in.Leaves[1] = in.Leaves[0]
		}
	default:
		e.Offers[1] = e.Offers[0]
	}
}

// tamper changes, seldom, what was signed, or the proof of it.
func tamper(r *rand.Rand, e *forwarding.Equivocation) {
	if !one(r, 8) {
		return
	}
	in, o := e.Inclusion, &e.Offers[r.IntN(2)]
	switch r.IntN(8) {
	case 0:
		o.CumAmount = amount(r)
	case 1:
		o.State.LogSize++
	case 2:
		o.State.LogRoot = hash(r)
	case 3:
		o.State.SessionsHash = hash(r)
	default:
		if in == nil {
			e.ChannelID = hash(r)
			return
		}
		switch i := r.IntN(2); {
		case one(r, 3):
			in.Leaves[i] = hash(r)
		case one(r, 2) && len(in.Paths[i]) > 0:
			in.Paths[i][r.IntN(len(in.Paths[i]))] = hash(r)
		default:
			in.Paths[i] = append(in.Paths[i], typeddata.NewAmount(1).Int().Bytes32())
		}
	}
}
