package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// TwoHistories is what convicts a node key: two bundles of one channel that no one log has.
type TwoHistories struct {
	Bundles      [2]int // by number
	Domain       typeddata.Domain
	NodeKey      common.Address
	Equivocation forwarding.Equivocation
}

// Describe says in a line what contradicts what.
func (t TwoHistories) Describe() string {
	o := t.Equivocation.Offers
	if i := t.Equivocation.Inclusion; i != nil {
		return fmt.Sprintf("record %d is %s in the log of %d records, and %s in that of %d", i.Index, i.Leaves[0], o[0].State.LogSize, i.Leaves[1], o[1].State.LogSize)
	}
	return fmt.Sprintf("two offers over %d records: %s and %s", o[0].State.LogSize, o[0].CumAmount, o[1].CumAmount)
}

// Opener opens one of several bundles, from its beginning.
type Opener func(bundle int) (io.ReadCloser, error)

// Histories looks for two histories of one channel in each pair of n bundles, which it
// reads side by side. Only where it finds some it reads the two again and remembers their
// leaf hashes. Whether the bundles are sound otherwise is Verify's to say: what cannot be
// read on is passed over. It returns an error of open or of the context.
func Histories(ctx context.Context, n int, open Opener) ([]TwoHistories, error) {
	var found []TwoHistories
	for i := range n {
		for j := i + 1; j < n; j++ {
			p := pair{ctx: ctx, bundles: [2]int{i, j}, open: open}
			if err := p.compare(); err != nil && !isProblem(err) {
				return found, err
			}
			found = append(found, p.found...)
		}
	}
	return found, nil
}

// pair is two bundles that are read side by side.
type pair struct {
	ctx     context.Context
	bundles [2]int
	open    Opener
	found   []TwoHistories
}

// compare walks over the channels that both bundles have.
func (p *pair) compare() error {
	var s [2]*Scanner
	var at [2]Section
	for i := range s {
		f, err := p.open(p.bundles[i])
		if err != nil {
			return err
		}
		defer f.Close()
		if s[i], err = NewScanner(f); err == nil {
			at[i], err = s[i].Section()
		}
		if err != nil {
			return ended(err)
		}
	}
	for {
		behind := []int{0, 1}
		x, y := at[0].ID(), at[1].ID()
		switch order := bytes.Compare(x[:], y[:]); {
		case order < 0:
			behind = []int{0}
		case order > 0:
			behind = []int{1}
		default:
			if err := p.channel(s, at); err != nil {
				return err
			}
		}
		for _, i := range behind {
			var err error
			if err = rest(s[i]); err == nil {
				at[i], err = s[i].Section()
			}
			if err != nil {
				return ended(err)
			}
		}
	}
}

func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// history reads a section to its Tail.
func history(s *Scanner) error {
	for {
		if _, err := s.Batch(); errors.Is(err, io.EOF) {
			_, err := s.Tail()
			return err
		} else if err != nil {
			return err
		}
	}
}

// rest reads a section to its end.
func rest(s *Scanner) error {
	err := history(s)
	for err == nil {
		_, err = s.Sampled()
	}
	return ended(err)
}

// channel compares a channel's two sections up to the first difference.
func (p *pair) channel(s [2]*Scanner, at [2]Section) error {
	var b [2]Batch
	var err error
	for next := []int{0, 1}; ; {
		for _, i := range next {
			if b[i], err = s[i].Batch(); err != nil {
				return ended(err)
			}
		}
		if err := p.ctx.Err(); err != nil {
			return err
		}
		end := [2]uint64{b[0].end(), b[1].end()}
		if differ(b[0], b[1]) || end[0] == end[1] && b[0].Offer.offer(at[0].ID()) != b[1].Offer.offer(at[0].ID()) {
			return p.convict(at, b)
		}
		switch {
		case end[0] < end[1]:
			next = []int{0}
		case end[0] > end[1]:
			next = []int{1}
		default:
			next = []int{0, 1}
		}
	}
}

func (b Batch) end() uint64 { return b.First + uint64(len(b.Items)) }

// differ reports whether two batches have another leaf at one index.
func differ(a, b Batch) bool {
	for i := max(a.First, b.First); i < min(a.end(), b.end()); i++ {
		if a.Items[i-a.First].Leaf != b.Items[i-b.First].Leaf {
			return true
		}
	}
	return false
}

// convict builds the equivocation of two Offers, if one node key signed both.
func (p *pair) convict(at [2]Section, b [2]Batch) error {
	first, second := 0, 1
	if b[0].Offer.State.LogSize > b[1].Offer.State.LogSize {
		first, second = 1, 0
	}
	id := at[0].ID()
	offers := [2]forwarding.SignedOffer{b[first].Offer.signed(id), b[second].Offer.signed(id)}
	var logs [2][]common.Hash
	if offers[0].State.LogSize != offers[1].State.LogSize {
		if at[0].Base != nil || at[1].Base != nil {
			return nil // the leaves before are not there
		}
		var err error
		for i, n := range []int{first, second} {
			if logs[i], err = p.leaves(p.bundles[n], id, offers[i].State.LogSize); err != nil {
				return err
			}
		}
	}
	e, err := forwarding.Equivocate(offers, logs)
	if err != nil {
		return nil // an Offer that is not over its records
	}
	if key, err := e.Judge(at[0].Domain); err == nil {
		p.found = append(p.found, TwoHistories{p.bundles, at[0].Domain, key, e})
	}
	return nil
}

func (o Offer) signed(id common.Hash) forwarding.SignedOffer {
	return forwarding.SignedOffer{Offer: receipt.Offer{ChannelID: id, CumAmount: o.CumAmount, State: o.State}, Signature: o.Signature}
}

// leaves reads a channel's first n leaf hashes.
func (p *pair) leaves(bundle int, id common.Hash, n uint64) ([]common.Hash, error) {
	f, err := p.open(bundle)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := NewScanner(f)
	if err != nil {
		return nil, err
	}
	for {
		at, err := s.Section()
		if err != nil {
			return nil, err
		}
		if at.ID() != id {
			if err := rest(s); err != nil {
				return nil, err
			}
			continue
		}
		var leaves []common.Hash
		for uint64(len(leaves)) < n {
			b, err := s.Batch()
			if err != nil {
				return nil, err
			}
			for _, i := range b.Items {
				leaves = append(leaves, i.Leaf)
			}
		}
		return leaves, nil
	}
}
