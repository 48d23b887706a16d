package forwarding_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
)

func export(t testing.TB) []byte {
	t.Helper()
	b, err := forwarding.Export{Domain: devnet, Proof: plain()}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestExportRoundTrip(t *testing.T) {
	b := export(t)
	e, err := forwarding.ParseExport(b)
	if err != nil {
		t.Fatal(err)
	}
	if e.Domain != devnet || e.Proof.Terms != terms {
		t.Errorf("got %+v of %+v, want %+v of %+v", e.Domain, e.Proof.Terms, devnet, terms)
	}
	if got := settled(t, e.Proof, open); got != 3_500_000 {
		t.Errorf("got %d, want 3,500,000", got)
	}
	if again, err := e.Bytes(); err != nil || !bytes.Equal(again, b) {
		t.Errorf("got %x, %v, want %x", again, err, b)
	}
}

// resum puts the right sum at the end of a changed file.
func resum(b []byte) []byte {
	end := len(b) - sha256.Size
	sum := sha256.Sum256(b[:end])
	return append(bytes.Clone(b[:end]), sum[:]...)
}

func TestExportRefuses(t *testing.T) {
	b := export(t)
	for i := range b {
		if _, err := forwarding.ParseExport(b[:i]); !errors.Is(err, forwarding.ErrExport) {
			t.Fatalf("%d of %d bytes: got %v", i, len(b), err)
		}
		b[i] ^= 4
		if _, err := forwarding.ParseExport(b); !errors.Is(err, forwarding.ErrExport) {
			t.Fatalf("byte %d flipped: got %v", i, err)
		}
		b[i] ^= 4
	}
	change := func(at int, v byte) []byte {
		c := bytes.Clone(b)
		c[at] = v
		return resum(c)
	}
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"a byte too many":     {append(bytes.Clone(b), 0), forwarding.ErrExport},
		"a deposit":           {change(159, 1), forwarding.ErrExport},
		"another version":     {change(14, '2'), forwarding.ErrExport},
		"a proof of no kind":  {change(160, 2), forwarding.ErrLayout},
		"a proof cut off":     {resum(b[:len(b)-1]), forwarding.ErrLayout},
		"more than MaxExport": {make([]byte, forwarding.MaxExport+1), forwarding.ErrExport},
		"terms of no channel": {resum(append(append(bytes.Clone(b[:64]), make([]byte, 20)...), b[84:]...)), forwarding.ErrExport},
	} {
		if _, err := forwarding.ParseExport(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	// Whole, and another's: only the signatures tell.
	e, err := forwarding.ParseExport(change(160+1+11, 1))
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Proof.Verify(e.Domain); !errors.Is(err, forwarding.ErrReceipt) {
		t.Errorf("got %v, want %v", err, forwarding.ErrReceipt)
	}
}

func TestExportIsBounded(t *testing.T) {
	p := plain()
	for id := uint64(8); id < 8+400; id++ {
		s := p.Sessions[0]
		s.Authorization.SessionID = id
		p.Sessions = append(p.Sessions, s)
	}
	if b, err := (forwarding.Export{Domain: devnet, Proof: p}).Bytes(); !errors.Is(err, forwarding.ErrExport) {
		t.Errorf("got %d bytes, %v, want %v", len(b), err, forwarding.ErrExport)
	}
	p.Terms.Signer = common.Address{}
	if _, err := (forwarding.Export{Domain: devnet, Proof: p}).Bytes(); !errors.Is(err, receipt.ErrTerms) {
		t.Errorf("got %v, want %v", err, receipt.ErrTerms)
	}
}

func FuzzParseExport(f *testing.F) {
	f.Add(export(f))
	f.Add([]byte("portage-proof/1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) >= sha256.Size {
			b = resum(b)
		}
		e, err := forwarding.ParseExport(b)
		if err != nil {
			return
		}
		if again, err := e.Bytes(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("got %x, %v, want %x", again, err, b)
		}
	})
}
