package forwarding

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// An export file (.proof) is all that a watchtower needs to act for one channel's payee,
// big-endian:
//
//	  0  magic      16  "portage-proof/1\n"
//	 16  chainId    8
//	 24  contract   20  PaymentChannels
//	 44  payer      20
//	 64  signer     20  and on: the three packed words of the terms, with no deposit
//	 84  creditCap  12
//	 96  payee      20
//	116  openBy     5
//	121  salt       7
//	128  closer     20
//	148  0          12
//	160  proof      as settleWithProof takes it
//	  …  sum        32  SHA-256 of all before it
const (
	exportMagic  = "portage-proof/1\n"
	exportHeader = 160

	// MaxExport is the most bytes of an export file: no more than a transaction may have
	// with common nodes (128 KiB), so that none is made that cannot be used.
	MaxExport = 128 << 10
)

// ErrExport says that bytes are no export file.
var ErrExport = errors.New("forwarding: malformed export file")

// Export is the content of an export file.
type Export struct {
	Domain typeddata.Domain
	Proof  Proof
}

// Bytes returns the file. It returns ErrExport above MaxExport, and an error of
// receipt.ChannelTerms.Check for terms that are no channel's.
func (e Export) Bytes() ([]byte, error) {
	t := e.Proof.Terms
	if err := t.Check(); err != nil {
		return nil, err
	}
	b := append(make([]byte, 0, 512), exportMagic...)
	b = binary.BigEndian.AppendUint64(b, e.Domain.ChainID)
	b = append(b, e.Domain.Contract[:]...)
	b = append(b, t.Payer[:]...)
	b = appendAmount(append(b, t.Signer[:]...), t.CreditCap)
	b = append(b, t.Payee[:]...)
	b = append(b, uint40(t.OpenBy)...)
	b = append(b, uint56(t.Salt)...)
	b = appendAmount(append(b, t.Closer[:]...), typeddata.Amount{})
	b = append(b, e.Proof.Bytes()...)
	if got := len(b) + sha256.Size; got > MaxExport {
		return nil, fmt.Errorf("%w: got %d bytes, want at most %d", ErrExport, got, MaxExport)
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// ParseExport reads an export file, decodable in exactly one way. It returns ErrExport,
// or ErrLayout for the proof inside. What it holds may still be anybody's invention:
// Proof.Verify says.
func ParseExport(b []byte) (Export, error) {
	switch {
	case len(b) > MaxExport:
		return Export{}, fmt.Errorf("%w: got %d bytes, want at most %d", ErrExport, len(b), MaxExport)
	case !bytes.HasPrefix(b, []byte(exportMagic)):
		return Export{}, fmt.Errorf("%w: it does not begin with %q", ErrExport, exportMagic)
	case len(b) < exportHeader+sha256.Size:
		return Export{}, fmt.Errorf("%w: truncated at %d bytes", ErrExport, len(b))
	}
	end := len(b) - sha256.Size
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:], b[end:]) {
		return Export{}, fmt.Errorf("%w: its SHA-256 is not that of its end: damaged or cut off", ErrExport)
	}
	d, t, err := parseHeader(b[len(exportMagic):exportHeader])
	if err != nil {
		return Export{}, err
	}
	p, err := Parse(d, t, b[exportHeader:end])
	return Export{d, p}, err
}

func parseHeader(b []byte) (d typeddata.Domain, t receipt.ChannelTerms, err error) {
	r := &reader{b: b}
	d = typeddata.Domain{ChainID: r.u64(), Contract: r.address()}
	t.Payer, t.Signer, t.CreditCap, t.Payee = r.address(), r.address(), r.amount(), r.address()
	t.OpenBy = binary.BigEndian.Uint64(append(make([]byte, 3, 8), r.take(5)...))
	t.Salt = binary.BigEndian.Uint64(append(make([]byte, 1, 8), r.take(7)...))
	t.Closer = r.address()
	if deposit := r.amount(); !deposit.IsZero() {
		return d, t, fmt.Errorf("%w: deposit: got %s, want 0", ErrExport, deposit)
	}
	if err := t.Check(); err != nil {
		return d, t, fmt.Errorf("%w: %w", ErrExport, err)
	}
	return d, t, nil
}

func uint40(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n)[3:] }
func uint56(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n)[1:] }
