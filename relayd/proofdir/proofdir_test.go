package proofdir

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	units  = typeddata.NewAmount
	domain = typeddata.Domain{ChainID: 1337, Contract: common.Address{0xc0}}
)

// receipted is a proof of a receipt alone, of the channel with this salt.
func receipted(t *testing.T, salt, cum uint64) forwarding.Proof {
	t.Helper()
	key, err := crypto.ToECDSA(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	signer := crypto.PubkeyToAddress(key.PublicKey)
	p := forwarding.Proof{Terms: receipt.ChannelTerms{Payer: signer, Signer: signer, Payee: common.Address{1}, CreditCap: units(1), OpenBy: 1, Salt: salt}}
	if cum == 0 {
		return p
	}
	p.Receipt = &forwarding.Receipted{CumAmount: units(cum), LogSize: cum}
	if p.Receipt.Signature, err = typeddata.Sign(key, p.Receipt.Of(p.Terms.ID(domain)).Digest(domain)); err != nil {
		t.Fatal(err)
	}
	return p
}

func open(t *testing.T, path string) *Dir {
	t.Helper()
	d, err := Open(path, domain)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// held is what a channel's file holds.
func held(t *testing.T, d *Dir, p forwarding.Proof) uint64 {
	t.Helper()
	b, err := os.ReadFile(d.File(p.Terms.ID(domain)))
	if err != nil {
		t.Fatal(err)
	}
	e, err := forwarding.ParseExport(b)
	if err != nil || e.Domain != domain || e.Proof.Verify(domain) != nil {
		t.Fatalf("got %+v, %v", e, err)
	}
	return e.Proof.Receipted().Big().Uint64()
}

func write(t *testing.T, d *Dir, p forwarding.Proof, want bool) {
	t.Helper()
	if got, err := d.Write(p); err != nil || got != want {
		t.Errorf("written: %t, %v, want %t", got, err, want)
	}
}

// A file is replaced by a new one when there is something new, and never touched otherwise.
func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "proofs")
	d := open(t, path)
	write(t, d, receipted(t, 1, 10), true)
	reader, err := os.Open(d.File(receipted(t, 1, 0).Terms.ID(domain)))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	write(t, d, receipted(t, 1, 10), false)
	write(t, d, receipted(t, 1, 11), true)
	write(t, d, receipted(t, 2, 5), true)
	if got := held(t, d, receipted(t, 1, 0)); got != 11 {
		t.Errorf("the file is over %d, want 11", got)
	}
	b := make([]byte, 1<<10)
	n, _ := reader.Read(b)
	if e, err := forwarding.ParseExport(b[:n]); err != nil || e.Proof.Receipted() != units(10) {
		t.Errorf("who has the old file open reads %+v, %v", e, err)
	}

	again := open(t, path) // after a restart
	write(t, again, receipted(t, 1, 11), false)
	write(t, again, receipted(t, 1, 11), false)
	write(t, again, receipted(t, 2, 6), true)
	names, err := filepath.Glob(filepath.Join(path, "*"))
	hidden, _ := filepath.Glob(filepath.Join(path, ".*"))
	if err != nil || len(names) != 2 || len(hidden) != 0 {
		t.Errorf("got %v, %v, %v", names, hidden, err)
	}
}

// A ledger that is behind takes no proof from a file that is not. What is no proof of this
// channel is written over.
func TestOlder(t *testing.T) {
	path := t.TempDir()
	write(t, open(t, path), receipted(t, 1, 10), true)
	d := open(t, path)
	if done, err := d.Write(receipted(t, 1, 9)); done || !errors.Is(err, ErrOlder) {
		t.Errorf("got %t, %v, want %v", done, err, ErrOlder)
	}
	if got := held(t, d, receipted(t, 1, 0)); got != 10 {
		t.Errorf("the file is over %d, want 10", got)
	}
	write(t, d, receipted(t, 1, 12), true)

	forged := receipted(t, 2, 99)
	forged.Receipt.Signature[0]++
	write(t, d, forged, true)
	write(t, open(t, path), receipted(t, 2, 3), true)
	if err := os.WriteFile(d.File(receipted(t, 3, 0).Terms.ID(domain)), []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, d, receipted(t, 3, 1), true)
}

type source struct {
	proofs []forwarding.Proof
	err    error
}

func (s *source) Proofs(context.Context) ([]forwarding.Proof, error) { return s.proofs, s.err }

// Each proof worth anything has a file. One that cannot be written is told, and holds up no other.
func TestSweep(t *testing.T) {
	s := &source{proofs: []forwarding.Proof{receipted(t, 1, 10), receipted(t, 2, 20), receipted(t, 3, 0), receipted(t, 4, 40)}}
	d := open(t, t.TempDir())
	if err := os.Mkdir(d.File(s.proofs[1].Terms.ID(domain)), 0o700); err != nil { // in the way
		t.Fatal(err)
	}
	service := &Service{Dir: d, Source: s, Log: slog.New(slog.DiscardHandler)}
	if err := service.Sweep(t.Context()); err == nil {
		t.Error("a proof that is not written is not told")
	}
	if held(t, d, s.proofs[0]) != 10 || held(t, d, s.proofs[3]) != 40 {
		t.Error("others are not as they should be")
	}
	if _, err := os.Stat(d.File(s.proofs[2].Terms.ID(domain))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of nothing: got %v, want no file", err)
	}
	s.err = errors.New("stopping")
	if err := service.Sweep(t.Context()); !errors.Is(err, s.err) {
		t.Errorf("got %v, want %v", err, s.err)
	}
}
