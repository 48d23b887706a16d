package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/syndtr/goleveldb/leveldb/storage"
)

// memDisk is a disk in memory that can be damaged, made to fail, and crashed.
// It keeps what was synced apart from what was only written.
type memDisk struct {
	mu      sync.Mutex
	files   map[string]*memFile // by path below the ledger's directory
	removed map[string]*memFile // removed since the last sync of a manifest: a crash may bring them back
	faults  *faults             // nil if none
	onSync  func(name string)   // called before a sync
}

type memFile struct {
	data   []byte
	synced []byte // what a crash cannot take
}

// faults makes the at-th change of the disk fail, or all from there on.
type faults struct {
	at     int // counts from 1; 0 never
	how    failure
	sticky bool
	count  int // changes so far
	hits   int // failures so far
}

type failure string

const (
	lost    failure = "lost"    // nothing of it happened
	torn    failure = "torn"    // half of it happened
	unacked failure = "unacked" // all of it happened, and is durable
)

var failures = []failure{lost, torn, unacked}

var errFault = errors.New("no space left on device (injected)")

func newMemDisk() *memDisk {
	return &memDisk{files: map[string]*memFile{}, removed: map[string]*memFile{}}
}

// change runs a change that can fail. do gets the part of it, 0 to 1, that happens.
func (m *memDisk) change(do func(part float64)) error {
	if f := m.faults; f != nil {
		if f.count++; f.at > 0 && (f.count == f.at || f.sticky && f.count > f.at) {
			f.hits++
			do(map[failure]float64{lost: 0, torn: 0.5, unacked: 1}[f.how])
			return errFault
		}
	}
	do(1)
	return nil
}

// crash returns what a disk holds after a power cut: all that was synced, and
// of the rest whatever r decides, by sector.
func (m *memDisk) crash(r *rand.Rand) *memDisk {
	m.mu.Lock()
	defer m.mu.Unlock()
	after := newMemDisk()
	for name, f := range m.files {
		after.files[name] = f.crash(r)
	}
	for name, f := range m.removed {
		if after.files[name] == nil && r.IntN(2) == 0 {
			after.files[name] = f.crash(r)
		}
	}
	return after
}

func (f *memFile) crash(r *rand.Rand) *memFile {
	const sector = 512
	length := len(f.synced)
	if more := len(f.data) - length; more > 0 {
		length += r.IntN(more + 1)
	}
	data := make([]byte, length)
	copy(data, f.synced)
	intact := r.IntN(2) == 0
	for i := 0; i < length; i += sector {
		if end := min(i+sector, length); intact || r.IntN(2) == 0 {
			copy(data[i:end], f.data[i:min(end, len(f.data))])
		}
	}
	return &memFile{data: data, synced: slices.Clone(data)}
}

// clone returns an independent copy, with everything synced.
func (m *memDisk) clone() *memDisk {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := newMemDisk()
	for name, f := range m.files {
		c.files[name] = &memFile{slices.Clone(f.data), slices.Clone(f.data)}
	}
	return c
}

// names lists the files that hold the ledger's data.
func (m *memDisk) names() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(m.files)), func(name string) bool {
		base := path.Base(name)
		return base == "LOCK" || base == "LOG"
	})
}

// loadDisk reads a ledger's directory into a memDisk.
func loadDisk(t testing.TB, dir string) *memDisk {
	m := newMemDisk()
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		m.files[filepath.ToSlash(rel)] = &memFile{data, slices.Clone(data)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// store writes the files to a directory.
func (m *memDisk) store(t testing.TB, dir string) {
	for name, f := range m.files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o700), os.WriteFile(p, f.data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

func (m *memDisk) close() error { return nil }

func (m *memDisk) anchor() (anchorFile, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files["anchor"] == nil {
		return nil, errNoAnchor
	}
	return &memAnchor{disk: m}, nil
}

func (m *memDisk) createAnchor(content []byte) error { return m.note("anchor", content) }

func (m *memDisk) note(name string, content []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.change(func(part float64) {
		if part == 1 {
			m.files[name] = &memFile{slices.Clone(content), slices.Clone(content)}
		}
	})
}

func (m *memDisk) databases() (gens []uint32, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name := range m.files {
		var gen uint32
		if _, err := fmt.Sscanf(name, "db-%d/", &gen); err == nil && !slices.Contains(gens, gen) {
			gens = append(gens, gen)
		}
	}
	slices.Sort(gens)
	return gens, nil
}

func (m *memDisk) database(gen uint32) (storage.Storage, error) {
	gens, _ := m.databases()
	if !slices.Contains(gens, gen) {
		return nil, errNoDatabase
	}
	return &memStorage{disk: m, prefix: fmt.Sprintf("db-%d/", gen)}, nil
}

func (m *memDisk) scratch() (storage.Storage, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.files, func(name string, _ *memFile) bool { return strings.HasPrefix(name, "scratch/") })
	return &memStorage{disk: m, prefix: "scratch/"}, nil
}

func (m *memDisk) publish(gen uint32) error {
	if gens, _ := m.databases(); slices.Contains(gens, gen) {
		return os.ErrExist
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.change(func(part float64) {
		if part < 1 {
			return
		}
		for name, f := range m.files {
			if rest, ok := strings.CutPrefix(name, "scratch/"); ok {
				delete(m.files, name)
				m.files[fmt.Sprintf("db-%d/%s", gen, rest)] = f
			}
		}
	})
}

type memAnchor struct {
	disk   *memDisk
	closed bool // guarded by disk.mu
}

func (a *memAnchor) ReadAt(b []byte, off int64) (int, error) {
	a.disk.mu.Lock()
	defer a.disk.mu.Unlock()
	return bytes.NewReader(a.disk.files["anchor"].data).ReadAt(b, off)
}

func (a *memAnchor) WriteAt(b []byte, off int64) (int, error) {
	a.disk.mu.Lock()
	defer a.disk.mu.Unlock()
	if a.closed {
		return 0, os.ErrClosed
	}
	err := a.disk.change(func(part float64) {
		f := a.disk.files["anchor"]
		if grow := int(off) + len(b) - len(f.data); grow > 0 {
			f.data = append(f.data, make([]byte, grow)...)
		}
		copy(f.data[off:], b[:int(part*float64(len(b)))])
	})
	return len(b), err
}

func (a *memAnchor) Sync() error { return a.disk.sync("anchor") }

func (a *memAnchor) Close() error {
	a.disk.mu.Lock()
	defer a.disk.mu.Unlock()
	a.closed = true
	return nil
}

func (m *memDisk) sync(name string) error {
	if m.onSync != nil {
		m.onSync(name)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.change(func(part float64) {
		if f := m.files[name]; f != nil && part == 1 {
			f.synced = slices.Clone(f.data)
		}
		if strings.Contains(name, "MANIFEST") && part == 1 {
			clear(m.removed)
		}
	})
}

// memStorage is the storage.Storage of one database on a memDisk.
type memStorage struct {
	disk   *memDisk
	prefix string
}

func (s *memStorage) name(fd storage.FileDesc) string { return s.prefix + fd.String() }

type memLock struct{}

func (memLock) Unlock() {}

func (s *memStorage) Lock() (storage.Locker, error) { return memLock{}, nil }
func (s *memStorage) Log(string)                    {}
func (s *memStorage) Close() error                  { return nil }

// SetMeta keeps what CURRENT said before in CURRENT.bak, as goleveldb's file
// storage does: where setting it fails, goleveldb removes the new manifest.
func (s *memStorage) SetMeta(fd storage.FileDesc) error {
	s.disk.mu.Lock()
	if f := s.disk.files[s.prefix+"CURRENT"]; f != nil {
		s.disk.files[s.prefix+"CURRENT.bak"] = f
	}
	s.disk.mu.Unlock()
	return s.disk.note(s.prefix+"CURRENT", []byte(fd.String()+"\n"))
}

func (s *memStorage) GetMeta() (fd storage.FileDesc, err error) {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	err = os.ErrNotExist
	for _, name := range []string{"CURRENT", "CURRENT.bak"} {
		f := s.disk.files[s.prefix+name]
		if f == nil {
			continue
		}
		fd, ok := parseFileName(strings.TrimSuffix(string(f.data), "\n"))
		if !ok || fd.Type != storage.TypeManifest {
			err = &storage.ErrCorrupted{Err: errors.New(name)}
		} else if s.disk.files[s.name(fd)] != nil {
			return fd, nil
		}
	}
	return fd, err
}

func parseFileName(name string) (fd storage.FileDesc, ok bool) {
	for _, fd.Type = range []storage.FileType{storage.TypeManifest, storage.TypeJournal, storage.TypeTable, storage.TypeTemp} {
		if digits := strings.Trim(name, "MANIFEST-.logdbtp"); len(digits) > 0 {
			if _, err := fmt.Sscanf(digits, "%d", &fd.Num); err == nil && fd.String() == name {
				return fd, true
			}
		}
	}
	return fd, false
}

func (s *memStorage) List(ft storage.FileType) (fds []storage.FileDesc, err error) {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	for name := range s.disk.files {
		rest, ok := strings.CutPrefix(name, s.prefix)
		if fd, isFile := parseFileName(rest); ok && isFile && fd.Type&ft != 0 {
			fds = append(fds, fd)
		}
	}
	return fds, nil
}

type memReader struct{ *bytes.Reader }

func (memReader) Close() error { return nil }

func (s *memStorage) Open(fd storage.FileDesc) (storage.Reader, error) {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	f := s.disk.files[s.name(fd)]
	if f == nil {
		return nil, os.ErrNotExist
	}
	return memReader{bytes.NewReader(f.data)}, nil
}

func (s *memStorage) Create(fd storage.FileDesc) (storage.Writer, error) {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	name := s.name(fd)
	err := s.disk.change(func(part float64) {
		if part > 0 {
			s.disk.files[name] = &memFile{}
		}
	})
	if err != nil {
		return nil, err
	}
	return &memWriter{s.disk, name}, nil
}

func (s *memStorage) Remove(fd storage.FileDesc) error {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	name := s.name(fd)
	if s.disk.files[name] == nil {
		return os.ErrNotExist
	}
	return s.disk.change(func(part float64) {
		if part > 0 {
			s.disk.removed[name] = s.disk.files[name]
			delete(s.disk.files, name)
		}
	})
}

func (s *memStorage) Rename(from, to storage.FileDesc) error {
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	return s.disk.change(func(part float64) {
		if part == 1 {
			s.disk.files[s.name(to)] = s.disk.files[s.name(from)]
			delete(s.disk.files, s.name(from))
		}
	})
}

type memWriter struct {
	disk *memDisk
	name string
}

func (w *memWriter) Write(b []byte) (int, error) {
	w.disk.mu.Lock()
	defer w.disk.mu.Unlock()
	err := w.disk.change(func(part float64) {
		if f := w.disk.files[w.name]; f != nil {
			f.data = append(f.data, b[:int(part*float64(len(b)))]...)
		}
	})
	return len(b), err
}

func (w *memWriter) Sync() error  { return w.disk.sync(w.name) }
func (w *memWriter) Close() error { return nil }

var _ io.Closer = memReader{}
