package audit

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Verdict is what an audit says of a channel.
type Verdict string

// The verdicts, best first.
const (
	Sound      Verdict = "sound"      // every paid byte traces to signatures
	Partial    Verdict = "partial"    // all that is visible is sound; records are redacted, or older than the bundle
	Incomplete Verdict = "incomplete" // the chain knows of receipts that the bundle does not have
	Faulty     Verdict = "faulty"     // Fault says what, and where
)

// Good reports whether nothing is wrong.
func (v Verdict) Good() bool { return v == Sound || v == Partial }

// ChannelReport is the verdict on one channel, and its statement.
type ChannelReport struct {
	ID           common.Hash       `json:"id"`
	ChainID      uint64            `json:"chain_id"`
	Contract     common.Address    `json:"contract"`
	Terms        Terms             `json:"terms"`
	NodeKey      common.Address    `json:"node_key"`
	Verdict      Verdict           `json:"verdict"`
	Fault        *Fault            `json:"fault,omitempty"`
	Notes        []string          `json:"notes,omitempty"` // what was not checked, and what is missing
	From         uint64            `json:"from"`            // index of the first record that the bundle tells of
	Records      uint64            `json:"records"`         // visible
	Redacted     uint64            `json:"redacted"`
	Sessions     uint64            `json:"sessions"`
	Acks         uint64            `json:"acks"`
	Offers       uint64            `json:"offers"`
	Receipts     uint64            `json:"receipts"`
	Consented    *typeddata.Amount `json:"consented,omitempty"`
	Bytes        Bytes             `json:"bytes"`
	Money        Money             `json:"money"`
	Samples      Samples           `json:"samples"`  // what ends of sessions sampled
	OnChain      bool              `json:"on_chain"` // held against the chain
	Events       []Event           `json:"events,omitempty"`
	Key          *KeyOnChain       `json:"key,omitempty"`
	Points       []Point           `json:"points,omitempty"`
	Registration *Registered       `json:"registration,omitempty"`

	series series
	chain  *held
}

// Terms are receipt.ChannelTerms in a report.
type Terms struct {
	Payer     common.Address   `json:"payer"`
	Signer    common.Address   `json:"signer"`
	Payee     common.Address   `json:"payee"`
	Closer    common.Address   `json:"closer"`
	CreditCap typeddata.Amount `json:"credit_cap"`
	OpenBy    uint64           `json:"open_by"` // Unix seconds
	Salt      uint64           `json:"salt,string"`
}

// Registered is a receipt.NodeKeyRegistration in a report.
type Registered struct {
	Registry common.Address `json:"registry"`
	Operator common.Address `json:"operator"`
}

// HasHistory reports whether the bundle tells of the channel's records, and not only of what
// ends of its sessions sampled.
func (c ChannelReport) HasHistory() bool { return c.From > 0 || c.Offers > 0 || c.Samples.Ends == 0 }

// begin notes that the section does not tell all.
func (c *ChannelReport) begin(b Base) {
	c.From = b.LogSize
	c.note("the first %d records, worth %s, are not in the bundle: only their receipt was checked", b.LogSize, b.CumAmount)
}

func (c *ChannelReport) note(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// receipted notes a receipt that verified.
func (c *ChannelReport) receipted(r receipt.Receipt) {
	c.Receipts++
	if c.chain != nil {
		c.chain.receipted(r.CumAmount)
	}
}

// Report is the outcome of an audit of one bundle.
type Report struct {
	Entries  uint64          `json:"entries"`
	Size     int64           `json:"bytes"`
	Channels []ChannelReport `json:"channels"`
	// Problem says why the bundle could not be read to its end; empty: it could.
	Problem string `json:"problem,omitempty"`
}

// Good reports whether the bundle was whole and nothing is wrong with any channel.
func (r Report) Good() bool {
	for _, c := range r.Channels {
		if !c.Verdict.Good() {
			return false
		}
	}
	return r.Problem == ""
}

// Options of Verify. All may be zero.
type Options struct {
	Chain    Chain                     // nil: offline
	Progress func(read int64)          // told after each batch, bytes
	Each     func(ChannelReport) error // takes each report, which Report then does not keep
}

// Verify audits a bundle. What it remembers of it is bounded by the sessions of one
// channel that may still be paid, and by the reports. A bundle that cannot be read on is
// a Problem in the report, and so is no error; errors are those of the io.Reader, the
// chain, Each, and the context.
func Verify(ctx context.Context, r io.Reader, o Options) (Report, error) {
	var report Report
	s, err := NewScanner(r)
	if err == nil {
		err = verifyAll(ctx, s, o, &report)
		report.Entries, report.Size = s.Entries(), s.Offset()
	}
	if err != nil && isProblem(err) {
		report.Problem, err = err.Error(), nil
	}
	return report, err
}

func isProblem(err error) bool {
	return errors.Is(err, ErrFormat) || errors.Is(err, ErrTruncated) || errors.Is(err, ErrChecksum)
}

func verifyAll(ctx context.Context, s *Scanner, o Options, report *Report) error {
	each := o.Each
	if each == nil {
		each = func(c ChannelReport) error {
			report.Channels = append(report.Channels, c)
			return nil
		}
	}
	for {
		section, err := s.Section()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		c, err := verifySection(ctx, s, section, o)
		if err == nil || isProblem(err) {
			err = errors.Join(err, each(c))
		}
		if err != nil {
			return err
		}
	}
}

// verifySection verifies a section to its end, or to its first fault, and reads the rest.
func verifySection(ctx context.Context, s *Scanner, section Section, o Options) (ChannelReport, error) {
	out := ChannelReport{ID: section.ID(), ChainID: section.Domain.ChainID, Contract: section.Domain.Contract, Terms: Terms(section.Terms)}
	if o.Chain != nil {
		on, err := o.Chain.Channel(ctx, section.Channel)
		switch {
		case errors.Is(err, ErrOtherChain):
			out.note("not held against the chain: %v", err)
		case err != nil:
			return out, err
		default:
			out.chain, out.Events, out.OnChain = newHeld(on), on.Events, true
		}
	}
	v, f := newVerifier(section, &out)
	err := scan(ctx, s, o, s.Batch, func(b Batch) {
		if f == nil {
			f = v.batch(b)
		}
	})
	var tail Tail
	if err == nil {
		tail, err = s.Tail()
	}
	if err == nil && f == nil {
		f = v.tail(tail)
	}
	if err == nil {
		err = scan(ctx, s, o, s.Sampled, func(e Sampled) {
			if f == nil {
				f = v.sampled(e)
			}
		})
	}
	if err == nil {
		err = v.conclude(ctx, o.Chain, section.Base, f)
	} else {
		v.reached()
		out.Verdict, out.Fault = Faulty, f
		if f == nil {
			out.note("%v", err)
		}
	}
	out.Points = out.series.all()
	return out, err
}

// scan gives each what next reads, to its end.
func scan[T any](ctx context.Context, s *Scanner, o Options, next func() (T, error), each func(T)) error {
	for {
		e, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		each(e)
		if o.Progress != nil {
			o.Progress(s.Offset())
		}
	}
}

// sampled checks what an end of a session sampled.
func (v *verifier) sampled(e Sampled) *Fault {
	told, f := v.named.verify(Channel{v.domain, v.terms}, e)
	if f != nil {
		return f
	}
	if !told {
		v.out.Samples.Unnamed++
	}
	v.out.Samples.Ends++
	v.out.Samples.Leaves += uint64(e.Evidence.Len())
	return nil
}

// reached tells how far the section was verified.
func (v *verifier) reached() {
	v.out.NodeKey, v.out.Money.Offered, v.out.Money.Receipted = v.nodeKey, v.offered, v.cum
}

// conclude gives the verdict on a section that was read to its end.
func (v *verifier) conclude(ctx context.Context, chain Chain, base *Base, f *Fault) error {
	out := v.out
	if f == nil && !out.HasHistory() {
		out.Verdict, out.Events, out.OnChain = Partial, nil, false
		out.note("there is no history here, only what ends of sessions sampled")
		return nil
	}
	v.reached()
	if f == nil && out.chain != nil {
		var from typeddata.Amount
		if base != nil {
			from = base.CumAmount
		}
		var missing string
		if missing, f = out.chain.reconcile(v, from); missing != "" && f == nil {
			out.Verdict = Incomplete
			out.note("%s", missing)
		}
	}
	if out.chain != nil && f == nil {
		var err error
		if f, err = v.register(ctx, chain); err != nil {
			return err
		}
	}
	if f == nil && out.Offers == 0 {
		f = fault("offer", "none: nothing in the section is signed by the relay")
	}
	v.remark()
	switch {
	case f != nil:
		out.Verdict, out.Fault = Faulty, f
	case out.Verdict == Incomplete:
	case out.Redacted > 0 || base != nil:
		out.Verdict = Partial
	default:
		out.Verdict = Sound
	}
	return nil
}

// remark says what was not checked.
func (v *verifier) remark() {
	out := v.out
	if n := out.Samples.Unnamed; n > 0 {
		out.note("%d ends sampled in sessions that no record here tells of: that they are their ends rests on the payer's signature alone", n)
	}
	if out.Redacted > 0 {
		out.note("%d records are redacted: of them only the leaf hashes, the session table and the sums were checked", out.Redacted)
	}
	if v.cum.Less(v.offered) {
		out.note("the newest offer, of %s, is not receipted; %s is", v.offered, v.cum)
	}
	if n := out.Bytes.ByBasis[3]; n > 0 {
		out.note("%d bytes rest on the relay's own count, which the payer permitted", n)
	}
	if n := out.Bytes.ByBasis[2]; n > 0 {
		out.note("%d bytes rest on the payer's own count: its receipts say so, no endpoint does", n)
	}
}

// register asks the registry about the node key.
func (v *verifier) register(ctx context.Context, chain Chain) (*Fault, error) {
	var registry, operator common.Address
	if r := v.out.Registration; r != nil {
		registry, operator = r.Registry, r.Operator
	}
	key, err := chain.NodeKey(ctx, registry, v.nodeKey)
	switch {
	case errors.Is(err, ErrNoRegistry):
		v.out.note("the node key was looked up in no registry: name one")
		return nil, nil
	case err != nil:
		return nil, err
	}
	v.out.Key = &key
	switch {
	case v.out.Registration != nil && key.Operator != operator:
		return want("registration.operator", operator, key.Operator), nil
	case key.Operator == (common.Address{}):
		v.out.note("the node key %s is not registered at %s", v.nodeKey, key.Registry)
	case key.Slashed:
		v.out.note("the node key %s was slashed", v.nodeKey)
	}
	return nil, nil
}
