// Package history keeps what a payer signed for in files, one for each channel, written as
// it goes, and what ends of sessions sampled, and makes audit bundles of them.
package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// ErrNone says that there is no history of a channel.
var ErrNone = errors.New("history: none of this channel")

// extension of the files, which are audit bundles without an End:
//
//	channelId as 64 hex digits "." number ".history"
//
// The greater number is the newer: one begins where the older cannot be gone on with, as
// records between are not known, and tells from a receipt on.
const extension = ".history"

// Dir is a directory of histories. It implements pay.History and client.Samples.
type Dir struct {
	path string

	mu   sync.Mutex // of the following
	open map[common.Hash]*file
}

// file is a history that is gone on with.
type file struct {
	f       *os.File
	buf     bytes.Buffer // of a batch, which is written at once
	section *audit.SectionWriter
}

// Open uses a directory, and makes it, for its owner only, if it is not there.
func Open(path string) (*Dir, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return &Dir{path: path, open: map[common.Hash]*file{}}, nil
}

// Close closes the files.
func (d *Dir) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var errs []error
	for _, h := range d.open {
		errs = append(errs, h.f.Close())
	}
	clear(d.open)
	return errors.Join(errs...)
}

// Signed implements pay.History.
func (d *Dir) Signed(s audit.Signed) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := s.ID()
	h := d.open[id]
	if h == nil {
		var err error
		if h, err = d.resume(id); err != nil && !errors.Is(err, ErrNone) {
			return err
		}
	}
	from := s.Before.State.LogSize
	if h != nil && h.section.Size() != from {
		h.f.Close()
		h = nil
	}
	if h == nil {
		var err error
		if h, err = d.begin(id, s); err != nil {
			return err
		}
	}
	d.open[id] = h
	err := h.section.Batch(s.Offer, s.Receipt)
	if err == nil {
		err = h.flush()
	}
	if err != nil { // what is in the file is not known: it is read anew
		h.f.Close()
		delete(d.open, id)
	}
	return err
}

// Consented implements pay.History.
func (d *Dir) Consented(c receipt.CloseConsent, signature typeddata.Signature) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	h := d.open[c.ChannelID]
	if h == nil {
		var err error
		if h, err = d.resume(c.ChannelID); err != nil {
			return err
		}
	}
	delete(d.open, c.ChannelID)
	err := h.section.Tail(audit.Tail{Consent: &audit.Consent{AtLeast: c.AtLeast, Signature: signature}})
	if err == nil {
		err = h.flush()
	}
	return errors.Join(err, h.f.Close())
}

func (h *file) flush() error {
	_, err := h.f.Write(h.buf.Bytes())
	h.buf.Reset()
	return err
}

// files returns a channel's files, oldest first; of all channels for the zero id.
func (d *Dir) files(id common.Hash) ([]string, error) {
	all, err := os.ReadDir(d.path)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range all {
		channel, _, ok := parse(e.Name())
		if ok && (id == common.Hash{} || channel == id) {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		idA, nA, _ := parse(a)
		idB, nB, _ := parse(b)
		if c := bytes.Compare(idA[:], idB[:]); c != 0 {
			return c
		}
		return int(nA) - int(nB)
	})
	return names, nil
}

func nameOf(id common.Hash, n uint32) string { return fmt.Sprintf("%x.%d%s", id[:], n, extension) }

func parse(name string) (id common.Hash, n uint32, ok bool) {
	hex, rest, _ := strings.Cut(name, ".")
	number, ok := strings.CutSuffix(rest, extension)
	v, err := strconv.ParseUint(number, 10, 31)
	if !ok || err != nil || id.UnmarshalText([]byte("0x"+hex)) != nil {
		return common.Hash{}, 0, false
	}
	return id, uint32(v), nameOf(id, uint32(v)) == name
}

// resume goes on with a channel's newest file. What was cut off at its end is dropped. It
// returns ErrNone.
func (d *Dir) resume(id common.Hash) (*file, error) {
	names, err := d.files(id)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%w: %s", ErrNone, id)
	}
	f, err := os.OpenFile(filepath.Join(d.path, names[len(names)-1]), os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	h := &file{f: f}
	var end int64
	if h.section, end, err = audit.Resume(f, &h.buf); err == nil {
		if err = f.Truncate(end); err == nil {
			_, err = f.Seek(end, io.SeekStart)
		}
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return h, nil
}

// begin begins another file, at the channel's first record or at a receipt.
func (d *Dir) begin(id common.Hash, s audit.Signed) (*file, error) {
	names, err := d.files(id)
	if err != nil {
		return nil, err
	}
	n := uint32(0)
	if len(names) > 0 {
		_, n, _ = parse(names[len(names)-1])
		n++
	}
	f, err := os.OpenFile(filepath.Join(d.path, nameOf(id, n)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	h := &file{f: f}
	w, err := audit.NewWriter(&h.buf)
	if err == nil {
		h.section, err = w.Channel(s.Channel, s.Before, s.NodeKey, nil)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return h, nil
}

// Bundle writes an audit bundle of these channels, of all if none is named: of each its
// newest history and what ends of its sessions sampled. redact says which sessions to leave
// out; nil: none. It returns how many channels are in it, or ErrNone for a channel of which
// nothing is here.
func (d *Dir) Bundle(w io.Writer, channels []common.Hash, redact func(sessionID uint64) bool) (int, error) {
	histories, err := d.files(common.Hash{})
	if err != nil {
		return 0, err
	}
	samples, err := d.samples()
	if err != nil {
		return 0, err
	}
	newest := map[common.Hash]string{}
	for _, name := range histories {
		id, _, _ := parse(name)
		newest[id] = name
	}
	ids := slices.Collect(maps.Keys(newest))
	for id := range samples {
		if newest[id] == "" {
			ids = append(ids, id)
		}
	}
	for _, id := range channels {
		if !slices.Contains(ids, id) {
			return 0, fmt.Errorf("%w: %s", ErrNone, id)
		}
	}
	if len(channels) > 0 {
		ids = slices.DeleteFunc(ids, func(id common.Hash) bool { return !slices.Contains(channels, id) })
	}
	slices.SortFunc(ids, func(a, b common.Hash) int { return bytes.Compare(a[:], b[:]) })
	out, err := audit.NewWriter(w)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		kept := slices.DeleteFunc(samples[id], func(s sampleName) bool { return redact != nil && redact(s.session) })
		if newest[id] == "" && len(kept) == 0 {
			continue // all of it is redacted
		}
		if err := d.copy(out, newest[id], kept, redact); err != nil {
			return 0, err
		}
		n++
	}
	return n, out.Close()
}

// copy copies a channel's history, if there is one, and what ends of its sessions sampled.
func (d *Dir) copy(out *audit.Writer, history string, samples []sampleName, redact func(uint64) bool) error {
	var section *audit.SectionWriter
	if history != "" {
		err := d.scan(history, audit.NewHistoryScanner, func(s *audit.Scanner, at audit.Section) (err error) {
			section, err = audit.Copy(out, s, at, redact)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, name := range samples {
		err := d.scan(name.String(), audit.NewScanner, func(s *audit.Scanner, at audit.Section) (err error) {
			if section == nil {
				section, err = out.Channel(at.Channel, channel.SignedReceipt{}, common.Address{}, redact)
			}
			if err != nil {
				return err
			}
			return section.CopySampled(s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// scan opens a file and calls f with its only section.
func (d *Dir) scan(name string, as func(io.Reader) (*audit.Scanner, error), f func(*audit.Scanner, audit.Section) error) error {
	file, err := os.Open(filepath.Join(d.path, name))
	if err != nil {
		return err
	}
	defer file.Close()
	s, err := as(bufio.NewReader(file))
	if err == nil {
		var at audit.Section
		if at, err = s.Section(); err == nil {
			err = f(s, at)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
