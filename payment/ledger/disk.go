package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/syndtr/goleveldb/leveldb/storage"
)

var (
	errNoAnchor   = errors.New("ledger: no anchor")
	errNoDatabase = errors.New("ledger: no database")
)

// disk is what a ledger asks of a file system. Whatever returns nil is
// durable, except writes to the files of a storage.Storage or anchorFile,
// which are when their Sync returns nil.
type disk interface {
	// anchor opens the anchor file for reading and writing. Error: errNoAnchor.
	anchor() (anchorFile, error)
	// createAnchor makes or replaces it, atomically.
	createAnchor(content []byte) error
	// databases lists the generations that were published, ascending.
	databases() ([]uint32, error)
	// database opens the files of one. Error: errNoDatabase.
	database(gen uint32) (storage.Storage, error)
	// scratch opens an empty place for the files of a database in the making.
	scratch() (storage.Storage, error)
	// publish makes what is in the scratch place, closed by now, generation gen.
	publish(gen uint32) error
	// note keeps a file for people to read.
	note(name string, content []byte) error
	close() error
}

type anchorFile interface {
	io.ReaderAt
	io.WriterAt
	Sync() error
	io.Closer
}

// dir is the disk of a ledger in a directory:
//
//	LOCK        held while a process uses the ledger
//	anchor      see anchor.go; may lie elsewhere
//	db-N        goleveldb's files of generation N
//	scratch     a generation in the making
//	repair-N.json   what was found wrong when generation N was made
type dir struct {
	path, anchorPath string
	lock             *os.File
}

func openDir(path, anchorPath string) (*dir, error) {
	if err := makeDir(path); err != nil {
		return nil, err
	}
	if anchorPath == "" {
		anchorPath = filepath.Join(path, "anchor")
	}
	lock, err := lockFile(filepath.Join(path, "LOCK"))
	if err != nil {
		return nil, fmt.Errorf("%w [%s]", err, path)
	}
	return &dir{path: path, anchorPath: anchorPath, lock: lock}, nil
}

func (d *dir) close() error { return d.lock.Close() }

func (d *dir) anchor() (anchorFile, error) {
	f, err := os.OpenFile(d.anchorPath, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errNoAnchor
	}
	if err != nil {
		return nil, err
	}
	return syncedFile{f}, nil
}

func (d *dir) createAnchor(content []byte) error { return writeFile(d.anchorPath, content) }

func (d *dir) note(name string, content []byte) error {
	return writeFile(filepath.Join(d.path, name), content)
}

func (d *dir) databases() ([]uint32, error) {
	names, err := filepath.Glob(filepath.Join(d.path, "db-*"))
	if err != nil {
		return nil, err
	}
	var gens []uint32
	for _, name := range names {
		n, err := strconv.ParseUint(strings.TrimPrefix(filepath.Base(name), "db-"), 10, 32)
		if err == nil {
			gens = append(gens, uint32(n))
		}
	}
	slices.Sort(gens)
	return gens, nil
}

func (d *dir) databasePath(gen uint32) string {
	return filepath.Join(d.path, fmt.Sprintf("db-%d", gen))
}

func (d *dir) scratchPath() string { return filepath.Join(d.path, "scratch") }

func (d *dir) database(gen uint32) (storage.Storage, error) {
	path := d.databasePath(gen)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, errNoDatabase
	}
	return openFileStorage(path)
}

func (d *dir) scratch() (storage.Storage, error) {
	if err := os.RemoveAll(d.scratchPath()); err != nil {
		return nil, err
	}
	if err := makeDir(d.scratchPath()); err != nil {
		return nil, err
	}
	return openFileStorage(d.scratchPath())
}

func (d *dir) publish(gen uint32) error {
	if err := os.Rename(d.scratchPath(), d.databasePath(gen)); err != nil {
		return err
	}
	return syncDir(d.path)
}

// fileStorage is goleveldb's file storage with private files whose directory
// entries are durable as soon as they exist.
type fileStorage struct {
	storage.Storage
	path string
}

func openFileStorage(path string) (storage.Storage, error) {
	// goleveldb keeps the mode of a file that exists.
	for _, name := range []string{"LOCK", "LOG"} {
		if err := touch(filepath.Join(path, name)); err != nil {
			return nil, err
		}
	}
	inner, err := storage.OpenFile(path, false)
	if err != nil {
		return nil, err
	}
	return fileStorage{inner, path}, nil
}

// Log drops what goleveldb tells about its compactions.
func (fileStorage) Log(string) {}

func (s fileStorage) Create(fd storage.FileDesc) (storage.Writer, error) {
	if !storage.FileDescOk(fd) {
		return nil, storage.ErrInvalidFile
	}
	if err := touch(filepath.Join(s.path, fd.String())); err != nil {
		return nil, err
	}
	w, err := s.Storage.Create(fd)
	if err != nil {
		return nil, err
	}
	if err := syncDir(s.path); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

func (s fileStorage) SetMeta(fd storage.FileDesc) error {
	if err := s.Storage.SetMeta(fd); err != nil {
		return err
	}
	for _, name := range []string{"CURRENT", "CURRENT.bak"} {
		if err := os.Chmod(filepath.Join(s.path, name), 0o600); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// guarded refuses tables whose footer, the only part of a goleveldb file
// without a checksum, points outside the file: goleveldb would allocate
// whatever length a flipped bit asks for.
type guarded struct{ storage.Storage }

func (g guarded) Open(fd storage.FileDesc) (storage.Reader, error) {
	r, err := g.Storage.Open(fd)
	if err != nil || fd.Type != storage.TypeTable {
		return r, err
	}
	if err := checkFooter(r); err != nil {
		r.Close()
		return nil, &storage.ErrCorrupted{Fd: fd, Err: err}
	}
	return r, nil
}

const (
	footerLen  = 48 // two block handles, padding, 8 bytes of magic
	trailerLen = 5  // of a block: compression type, CRC-32C
)

func checkFooter(r storage.Reader) error {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size < footerLen {
		return fmt.Errorf("table of %d bytes, want at least %d", size, footerLen)
	}
	var footer [footerLen]byte
	if _, err := r.ReadAt(footer[:], size-footerLen); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	room, rest := uint64(size-footerLen), footer[:]
	for _, block := range []string{"metaindex", "index"} {
		offset, n := binary.Uvarint(rest)
		length, m := binary.Uvarint(rest[max(n, 0):])
		if n <= 0 || m <= 0 || offset > room || length > room || offset+length+trailerLen > room {
			return fmt.Errorf("table footer: bad handle of the %s block", block)
		}
		rest = rest[n+m:]
	}
	return nil
}

// makeDir makes a private directory, and those above it, durably.
func makeDir(path string) error {
	err := os.Mkdir(path, 0o700)
	if errors.Is(err, os.ErrNotExist) {
		if err := makeDir(filepath.Dir(path)); err != nil {
			return err
		}
		err = os.Mkdir(path, 0o700)
	}
	if info, serr := os.Stat(path); serr == nil && info.IsDir() && errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// touch makes an empty private file if there is none.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// writeFile writes a private file, atomically and durably.
func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
