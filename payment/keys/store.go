package keys

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// Bounds of a keystore file that is read. A hostile file may ask for any amount of work and memory
// before its password can even be checked.
const (
	maxFile     = 16 << 10 // bytes
	maxWork     = 1 << 23  // scrypt n·r·p: four times geth's standard, 1 GiB at most
	maxRounds   = 1 << 24  // PBKDF2 iterations
	derivedSize = 32       // dklen in bytes: 16 for the cipher and 16 for the MAC
)

var (
	// ErrNotFound says that there is no keystore at the path, or none for the address.
	ErrNotFound = errors.New("keys: no such keystore")
	// ErrAmbiguous says that several files hold a keystore of one address.
	ErrAmbiguous = errors.New("keys: several keystores for one address")
	// ErrExists says that the directory already holds a keystore of the address.
	ErrExists = errors.New("keys: a keystore for this address exists")
	// ErrMalformed says that a file is not a Web3 Secret Storage v3 keystore, or one whose
	// parameters are out of bounds, or whose key is not that of its address.
	ErrMalformed = errors.New("keys: malformed keystore")
	// ErrWrongPassword says that the password does not open the keystore.
	ErrWrongPassword = errors.New("keys: wrong keystore password")
)

// Store is a directory of keystores. The zero value is the current directory at full strength.
type Store struct {
	// Dir holds one file a key, named as geth names it; it is made when the first key is stored.
	Dir string
	// Light makes new keystores with scrypt n = 2^12 (4 MiB, about 0.1 s) instead of 2^18
	// (256 MiB, about 1 s). For devnets and tests only.
	Light bool
	// Log is warned of keystores that other users can read; nil is silent.
	Log *slog.Logger
}

// Create makes a new key and stores it under password. It returns the key and its file.
func (s Store) Create(password Password) (*Key, string, error) {
	key, err := Generate()
	if err != nil {
		return nil, "", err
	}
	path, err := s.Import(key, password)
	return key, path, err
}

// Import stores key under password and returns its file, which is on disk (synced) by then, with
// mode 0600. It returns ErrExists if the directory has a keystore for its address.
func (s Store) Import(key *Key, password Password) (string, error) {
	switch path, err := s.Find(key.address); {
	case err == nil:
		return "", fmt.Errorf("%w: %s", ErrExists, path)
	case !errors.Is(err, ErrNotFound):
		return "", err
	}
	text, err := password()
	if err != nil {
		return "", err
	}
	content, err := s.encrypt(key, text)
	if err != nil {
		return "", err
	}
	path := filepath.Join(s.Dir, fileName(key.address, time.Now()))
	if err := writeSynced(path, content); err != nil {
		return "", fmt.Errorf("keys: store %s: %w", key, err)
	}
	return path, nil
}

// Load opens the keystore of address in the directory. See [Store.LoadFile] for the errors, and [Store.Find].
func (s Store) Load(address common.Address, password Password) (*Key, error) {
	path, err := s.Find(address)
	if err != nil {
		return nil, err
	}
	return s.LoadFile(path, password)
}

// LoadFile opens the keystore at path. It returns ErrNotFound, ErrMalformed, ErrNoPassword or
// ErrWrongPassword. The password is asked for only once the file is known to be a keystore.
func (s Store) LoadFile(path string, password Password) (*Key, error) {
	content, err := s.read(path)
	if err != nil {
		return nil, err
	}
	f, err := parse(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	text, err := password()
	if err != nil {
		return nil, err
	}
	key, err := f.decrypt(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return key, nil
}

// Find returns the file that holds the keystore of address, by geth's naming: the name ends in the
// address in hex. It returns ErrNotFound or ErrAmbiguous.
func (s Store) Find(address common.Address) (string, error) {
	files, err := s.files(address)
	switch {
	case err != nil:
		return "", err
	case len(files) == 0:
		return "", fmt.Errorf("%w: %s in %s", ErrNotFound, address, s.dir())
	case len(files) > 1:
		return "", fmt.Errorf("%w: %s in %s: %s", ErrAmbiguous, address, s.dir(), strings.Join(files, ", "))
	}
	return files[0], nil
}

// files returns the files whose names end in address.
func (s Store) files(address common.Address) ([]string, error) {
	entries, err := os.ReadDir(s.dir())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("keys: %w", err)
	}
	var files []string
	for _, entry := range entries {
		name := entry.Name()
		suffix := name[strings.LastIndexByte(name, '-')+1:]
		if common.IsHexAddress(suffix) && !strings.HasPrefix(name, ".") && common.HexToAddress(suffix) == address {
			files = append(files, filepath.Join(s.Dir, name))
		}
	}
	return files, nil
}

func (s Store) dir() string {
	if s.Dir == "" {
		return "."
	}
	return s.Dir
}

// read returns the file's bytes, bounded, and warns if others may read it.
func (s Store) read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNotFound, path)
	} else if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && s.Log != nil {
		s.Log.Warn("keystore is open to other users; chmod 600 it", "path", path, "mode", mode.String())
	}
	content, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if len(content) > maxFile {
		return nil, fmt.Errorf("%s: %w: larger than %d bytes", path, ErrMalformed, maxFile)
	}
	return content, nil
}

func (s Store) encrypt(key *Key, password string) ([]byte, error) {
	n, p := keystore.StandardScryptN, keystore.StandardScryptP
	if s.Light {
		n, p = keystore.LightScryptN, keystore.LightScryptP
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	content, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: key.address, PrivateKey: key.private}, password, n, p)
	if err != nil {
		return nil, fmt.Errorf("keys: encrypt %s: %w", key, err)
	}
	return content, nil
}

// file is a v3 keystore. geth's decoder panics where a parameter is missing and obeys any memory
// parameter, so a file is parsed and checked here, and geth sees only what was checked, written anew.
type file struct {
	Address string `json:"address"`
	ID      string `json:"id"`
	Version int    `json:"version"`
	Crypto  struct {
		Cipher       string       `json:"cipher"`
		CipherText   string       `json:"ciphertext"`
		CipherParams cipherParams `json:"cipherparams"`
		KDF          string       `json:"kdf"`
		KDFParams    kdfParams    `json:"kdfparams"`
		MAC          string       `json:"mac"`
	} `json:"crypto"`
}

type cipherParams struct {
	IV string `json:"iv"`
}

// kdfParams are scrypt's (n, r, p) or PBKDF2's (c, prf).
type kdfParams struct {
	DKLen int    `json:"dklen"`
	Salt  string `json:"salt"`
	N     uint64 `json:"n"`
	R     uint64 `json:"r"`
	P     uint64 `json:"p"`
	C     int    `json:"c"`
	PRF   string `json:"prf"`
}

// parse reads a keystore and checks it as far as that goes without its password.
func parse(content []byte) (*file, error) {
	f := new(file)
	if err := json.Unmarshal(content, f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if f.Version != 3 {
		return nil, fmt.Errorf("%w: got version %d, want 3", ErrMalformed, f.Version)
	}
	if !common.IsHexAddress(f.Address) {
		return nil, fmt.Errorf("%w: got address %q", ErrMalformed, f.Address)
	}
	if err := f.checkCipher(); err != nil {
		return nil, err
	}
	return f, f.checkKDF()
}

func (f *file) checkCipher() error {
	if len(f.Crypto.CipherText) != 64 {
		return fmt.Errorf("%w: got %d hex digits of ciphertext, want 64", ErrMalformed, len(f.Crypto.CipherText))
	}
	if len(f.Crypto.CipherParams.IV) != 32 {
		return fmt.Errorf("%w: got %d hex digits of IV, want 32", ErrMalformed, len(f.Crypto.CipherParams.IV))
	}
	return nil
}

func (f *file) checkKDF() error {
	k := f.Crypto.KDFParams
	if k.DKLen != derivedSize {
		return fmt.Errorf("%w: got dklen %d, want %d", ErrMalformed, k.DKLen, derivedSize)
	}
	switch f.Crypto.KDF {
	case "scrypt":
		if max(k.N, k.R, k.P) > maxWork || k.N*k.R > maxWork || k.N*k.R*k.P > maxWork || k.N*k.R*k.P == 0 {
			return fmt.Errorf("%w: got scrypt n %d, r %d, p %d, want 1 <= n*r*p <= %d", ErrMalformed, k.N, k.R, k.P, maxWork)
		}
	case "pbkdf2":
		if k.C < 1 || k.C > maxRounds || k.PRF != "hmac-sha256" {
			return fmt.Errorf("%w: got PBKDF2 with %d rounds of %q, want 1 to %d of hmac-sha256", ErrMalformed, k.C, k.PRF, maxRounds)
		}
	default:
		return fmt.Errorf("%w: got kdf %q, want scrypt or pbkdf2", ErrMalformed, f.Crypto.KDF)
	}
	return nil
}

// decrypt opens f and holds the key against its address.
func (f *file) decrypt(password string) (*Key, error) {
	checked, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	opened, err := keystore.DecryptKey(checked, password)
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, ErrWrongPassword
	} else if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	key := FromECDSA(opened.PrivateKey)
	if want := common.HexToAddress(f.Address); key.address != want {
		return nil, fmt.Errorf("%w: got the key of %s, want %s", ErrMalformed, key, want)
	}
	return key, nil
}

// fileName is geth's: UTC--<when>--<address in hex>.
func fileName(address common.Address, now time.Time) string {
	return "UTC--" + now.UTC().Format("2006-01-02T15-04-05.000000000Z") + "--" + hex.EncodeToString(address[:])
}

// writeSynced puts content at path with mode 0600, whole or not at all: a crash in the middle leaves a
// hidden temporary file, which is never read.
func writeSynced(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // does nothing once renamed
	if _, err := f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a rename in dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
