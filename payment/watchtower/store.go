package watchtower

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	extension    = ".proof"
	pushedPrefix = "pushed-" // of the names of files that strangers brought
)

// store is the directories of export files. It is for one goroutine at a time.
type store struct {
	dirs   []string
	domain typeddata.Domain
	log    *slog.Logger
	seen   map[string]fs.FileInfo // by path, as of when it was read
}

func newStore(dirs []string, d typeddata.Domain, log *slog.Logger) *store {
	return &store{dirs: dirs, domain: d, log: log, seen: map[string]fs.FileInfo{}}
}

// scan returns what is in files that are new or have changed. What cannot be used is told
// once for each change, and left where it is.
func (s *store) scan() (out []plan.Held, err error) {
	var errs []error
	for _, dir := range s.dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			errs = append(errs, fmt.Errorf("watchtower: %w", err))
			continue
		}
		for _, e := range entries {
			if h, ok := s.look(filepath.Join(dir, e.Name())); ok {
				out = append(out, h)
			}
		}
	}
	return out, errors.Join(errs...)
}

// look reads a file if it has changed.
func (s *store) look(path string) (plan.Held, bool) {
	if filepath.Ext(path) != extension {
		return plan.Held{}, false
	}
	info, err := os.Stat(path)
	if err != nil || same(s.seen[path], info) {
		return plan.Held{}, false // gone meanwhile, or nothing new
	}
	s.seen[path] = info
	e, err := s.readFile(path, info)
	if err != nil {
		s.log.Warn("a proof file is of no use", "file", path, "err", err)
		return plan.Held{}, false
	}
	own := !strings.HasPrefix(filepath.Base(path), pushedPrefix)
	return plan.Held{Proof: e.Proof, Own: own}, true
}

func same(a, b fs.FileInfo) bool {
	return a != nil && os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

func (s *store) readFile(path string, info fs.FileInfo) (forwarding.Export, error) {
	if !info.Mode().IsRegular() {
		return forwarding.Export{}, fmt.Errorf("%w: not a regular file", forwarding.ErrExport)
	}
	f, err := os.Open(path)
	if err != nil {
		return forwarding.Export{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, forwarding.MaxExport+1))
	if err != nil {
		return forwarding.Export{}, err
	}
	return check(b, s.domain)
}

// check reads an export and verifies all that needs no chain.
func check(b []byte, d typeddata.Domain) (forwarding.Export, error) {
	e, err := forwarding.ParseExport(b)
	if err != nil {
		return e, err
	}
	if e.Domain != d {
		return e, fmt.Errorf("%w: got chain %d, contract %s; want chain %d, contract %s", ErrDomain,
			e.Domain.ChainID, e.Domain.Contract, d.ChainID, d.Contract)
	}
	if err := e.Proof.Verify(d); err != nil {
		return e, err
	}
	if e.Proof.Amount(0).IsZero() { // before every ackDeadline
		return e, ErrWorthless
	}
	return e, nil
}

// keep writes what a stranger brought into the first directory. It is DURABLE when it
// returns.
func (s *store) keep(p forwarding.Proof) error {
	b, path, err := s.file(p)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(s.dirs[0], ".pushed-*")
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
	if s.seen[path], err = os.Stat(path); err != nil {
		return err
	}
	return syncDir(s.dirs[0])
}

// drop removes what keep wrote.
func (s *store) drop(p forwarding.Proof) {
	_, path, err := s.file(p)
	if err == nil {
		delete(s.seen, path)
		err = os.Remove(path)
	}
	if err != nil {
		s.log.Warn("removing a proof that a better one replaces", "err", err)
	}
}

// file returns what keep writes, and where: a name for each content.
func (s *store) file(p forwarding.Proof) (b []byte, path string, err error) {
	b, err = forwarding.Export{Domain: s.domain, Proof: p}.Bytes()
	sum := sha256.Sum256(b)
	return b, filepath.Join(s.dirs[0], pushedPrefix+hex.EncodeToString(sum[:])+extension), err
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
