// Package proofdir keeps a directory for watchtowers: a file for each channel with what
// settles it if the relay is away. The files are of payment/watchtower's kind
// (forwarding.Export), named <channelId>.proof.
package proofdir

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// Every is how often a running relay looks for something new: what is acknowledged or
// receipted meanwhile is at stake if it dies, on each channel no more than its creditCap.
const Every = 5 * time.Second

// ErrOlder says that a file holds a newer receipt than the ledger: the ledger is behind.
var ErrOlder = errors.New("proofdir: the file has a newer receipt than the ledger")

// Dir is a directory of proof files. Not safe for concurrent use.
type Dir struct {
	path    string
	domain  typeddata.Domain
	written map[common.Hash][sha256.Size]byte // what the file of a channel holds
}

// Open makes the directory, if it is not there.
func Open(path string, d typeddata.Domain) (*Dir, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("proofdir: %w", err)
	}
	return &Dir{path: path, domain: d, written: map[common.Hash][sha256.Size]byte{}}, nil
}

// File returns the file of a channel.
func (d *Dir) File(id common.Hash) string { return filepath.Join(d.path, id.Hex()+".proof") }

// Write writes a channel's file, unless it says so already, and reports whether it did.
// The file is DURABLE when it returns, and never half of one. It returns ErrOlder and
// leaves the file, if that has a newer receipt.
func (d *Dir) Write(p forwarding.Proof) (bool, error) {
	id := p.Terms.ID(d.domain)
	b, err := forwarding.Export{Domain: d.domain, Proof: p}.Bytes()
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(b)
	if before, known := d.written[id]; known && before == sum {
		return false, nil
	} else if !known {
		if done, err := d.holds(id, b, p); done || err != nil {
			return false, err
		}
	}
	if err := d.replace(d.File(id), b); err != nil {
		return false, fmt.Errorf("proofdir: %w", err)
	}
	d.written[id] = sum
	return true, nil
}

// holds reports whether a file of another time says the same.
func (d *Dir) holds(id common.Hash, b []byte, p forwarding.Proof) (bool, error) {
	old, err := os.ReadFile(d.File(id))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("proofdir: %w", err)
	case bytes.Equal(old, b):
		d.written[id] = sha256.Sum256(b)
		return true, nil
	}
	if e, err := forwarding.ParseExport(old); err == nil && p.Receipted().Less(e.Proof.Receipted()) && e.Proof.Verify(d.domain) == nil {
		return false, fmt.Errorf("%w: %s: got %s, the ledger has %s", ErrOlder, d.File(id), e.Proof.Receipted(), p.Receipted())
	}
	return false, nil // older, damaged, or no proof at all
}

func (d *Dir) replace(path string, b []byte) error {
	f, err := os.CreateTemp(d.path, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // unless it was renamed
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(d.path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Source tells of the channels that the chain says exist.
type Source interface {
	// Proofs returns what settles each channel if its payer signs nothing more.
	Proofs(ctx context.Context) ([]forwarding.Proof, error)
}

// Service keeps a directory until its context ends.
type Service struct {
	Dir    *Dir
	Source Source
	Log    *slog.Logger

	mu   sync.Mutex            // one Sweep at a time
	last atomic.Pointer[error] // of the last Sweep of Run
}

// Err returns why the last Sweep of Run failed, nil if it did not.
func (s *Service) Err() error {
	if err := s.last.Load(); err != nil {
		return *err
	}
	return nil
}

// Run writes what is new, again and again.
func (s *Service) Run(ctx context.Context) {
	again := time.NewTicker(Every)
	defer again.Stop()
	for {
		err := s.Sweep(ctx)
		s.last.Store(&err)
		if err != nil && ctx.Err() == nil {
			s.Log.Warn("exporting proofs failed; it is tried again", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// Sweep writes the file of each channel that has something new. One that cannot be written
// holds up no other.
func (s *Service) Sweep(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.Source.Proofs(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, p := range all {
		if p.Amount(0).IsZero() {
			continue // nothing to settle, ever
		}
		_, err := s.Dir.Write(p)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
