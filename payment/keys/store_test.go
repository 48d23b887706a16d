package keys

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

func TestCreateThenLoad(t *testing.T) {
	s := Store{Dir: filepath.Join(t.TempDir(), "made"), Light: true}
	key, path, err := s.Create(PasswordText("secret"))
	if err != nil {
		t.Fatal(err)
	}
	for name, load := range map[string]func() (*Key, error){
		"by address": func() (*Key, error) { return s.Load(key.Address(), PasswordText("secret")) },
		"by file":    func() (*Key, error) { return Store{}.LoadFile(path, PasswordText("secret")) },
	} {
		got, err := load()
		if err != nil || !got.private.Equal(key.private) {
			t.Errorf("%s: got %v, %v; want the created key", name, got, err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v, %v; want 0600", info.Mode(), err)
	}
}

// geth itself must read what we write, and we what geth writes: the format is the promise.
func TestKeystoresAreGeths(t *testing.T) {
	dir := t.TempDir()
	account, err := keystore.StoreKey(dir, "geth's", keystore.LightScryptN, keystore.LightScryptP)
	if err != nil {
		t.Fatal(err)
	}
	s := Store{Dir: dir, Light: true}
	if key, err := s.Load(account.Address, PasswordText("geth's")); err != nil || key.Address() != account.Address {
		t.Errorf("geth's keystore: got %v, %v", key, err)
	}
	key, path, err := s.Create(PasswordText("ours"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := keystore.DecryptKey(content, "ours"); err != nil || got.Address != key.Address() {
		t.Errorf("our keystore in geth: got %v, %v", got, err)
	}
}

// The two vectors of the Web3 Secret Storage definition (password "testpassword").
const (
	vectorScrypt = `{"address":"008aeeda4d805471df9b2a5b0f38a0c3bcba786b","crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},"ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c","kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,"r":1,"p":8,"salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},"mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}`
	vectorPBKDF2 = `{"address":"008aeeda4d805471df9b2a5b0f38a0c3bcba786b","crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},"ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},"mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}`
)

func writeKeystore(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadFileReadsSpecificationVectors(t *testing.T) {
	for name, vector := range map[string]string{"scrypt": vectorScrypt, "pbkdf2": vectorPBKDF2} {
		key, err := Store{}.LoadFile(writeKeystore(t, vector), PasswordText("testpassword"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		const want = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
		if got := hex.EncodeToString(crypto.FromECDSA(key.private)); got != want {
			t.Errorf("%s: got key %s, want %s", name, got, want)
		}
	}
}

// quickKeystore is a keystore with next to no work in it; its password is that of the vectors.
func quickKeystore(t *testing.T) string {
	t.Helper()
	key := mustParse(t, vectors[0].key)
	content, err := keystore.EncryptKey(&keystore.Key{Address: key.address, PrivateKey: key.private}, "testpassword", 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestLoadFileRefuses(t *testing.T) {
	quick := quickKeystore(t)
	replace := func(vector, pattern, by string) string {
		t.Helper()
		out := regexp.MustCompile(pattern).ReplaceAllString(vector, by)
		if out == vector {
			t.Fatalf("%s: nothing to replace", pattern)
		}
		return out
	}
	edit := func(pattern, by string) string { return replace(quick, pattern, by) }
	pbkdf2 := func(pattern, by string) string { return replace(vectorPBKDF2, pattern, by) }
	tests := []struct {
		name, content string
		want          error
	}{
		{"not JSON", "key", ErrMalformed},
		{"empty", "", ErrMalformed},
		{"empty object", "{}", ErrMalformed},
		{"as it is", quick, nil},
		{"version 1", edit(`"version":3`, `"version":1`), ErrMalformed},
		{"no address", edit(`"address"`, `"owner"`), ErrMalformed},
		{"another address", edit(`"address":"..`, `"address":"01`), ErrMalformed},
		{"no salt", edit(`"salt"`, `"pepper"`), ErrWrongPassword},
		{"salt in another case", edit(`"salt"`, `"SALT"`), nil},
		{"salt not hex", edit(`"salt":"..`, `"salt":"zz`), ErrMalformed},
		{"no parameters", edit(`"kdfparams"`, `"parameters"`), ErrMalformed},
		{"derived key too short", edit(`"dklen":32`, `"dklen":16`), ErrMalformed},
		{"unknown KDF", edit(`"scrypt"`, `"argon2"`), ErrMalformed},
		{"too many rounds", pbkdf2(`"c":262144`, `"c":2000000000`), ErrMalformed},
		{"no rounds", pbkdf2(`"c":262144`, `"c":0`), ErrMalformed},
		{"another PRF", pbkdf2(`hmac-sha256`, `hmac-sha512`), ErrMalformed},
		{"too much memory", edit(`"n":2`, `"n":1099511627776`), ErrMalformed},
		{"memory that overflows", edit(`"n":2(.*)"r":8`, `"n":8388608$1"r":8388608`), ErrMalformed},
		{"no work", edit(`"n":2`, `"n":0`), ErrMalformed},
		{"n no power of two", edit(`"n":2`, `"n":3`), ErrMalformed},
		{"unknown cipher", edit(`aes-128-ctr`, `aes-128-cbc`), ErrMalformed},
		{"short IV", edit(`"iv":"..`, `"iv":"`), ErrMalformed},
		{"short ciphertext", edit(`"ciphertext":"..`, `"ciphertext":"`), ErrMalformed},
		{"long ciphertext", edit(`"ciphertext":"`, `"ciphertext":"00`), ErrMalformed},
		{"changed MAC", edit(`"mac":"....`, `"mac":"0000`), ErrWrongPassword},
		{"no id", edit(`"id"`, `"name"`), ErrMalformed},
		{"too large", quick + strings.Repeat(" ", maxFile), ErrMalformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Store{}.LoadFile(writeKeystore(t, tt.content), PasswordText("testpassword"))
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestLoadErrors(t *testing.T) {
	s := Store{Dir: t.TempDir(), Light: true}
	key, path, err := s.Create(PasswordText("secret"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoadFile(path, PasswordText("Secret")); !errors.Is(err, ErrWrongPassword) || !strings.Contains(err.Error(), path) {
		t.Errorf("wrong password: got %v, want %v with the path", err, ErrWrongPassword)
	}
	if _, err := s.LoadFile(path, PasswordEnv("PORTAGE_TEST_UNSET")); !errors.Is(err, ErrNoPassword) {
		t.Errorf("no password: got %v, want %v", err, ErrNoPassword)
	}
	if _, err := s.LoadFile(path+".not", PasswordText("")); !errors.Is(err, ErrNotFound) {
		t.Errorf("no file: got %v, want %v", err, ErrNotFound)
	}
	for _, dir := range []string{s.Dir, filepath.Join(s.Dir, "not")} {
		if _, err := (Store{Dir: dir}).Load(common.Address{1}, PasswordText("")); !errors.Is(err, ErrNotFound) {
			t.Errorf("no such address in %s: got %v, want %v", dir, err, ErrNotFound)
		}
	}
	if _, err := s.Import(key, PasswordText("secret")); !errors.Is(err, ErrExists) {
		t.Errorf("imported twice: got %v, want %v", err, ErrExists)
	}
	if err := os.Link(path, filepath.Join(s.Dir, "copy--"+strings.ToLower(key.String()))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(key.Address(), PasswordText("secret")); !errors.Is(err, ErrAmbiguous) {
		t.Errorf("two files: got %v, want %v", err, ErrAmbiguous)
	}
}

func TestLoadFileWarnsOfOpenPermissions(t *testing.T) {
	var warnings bytes.Buffer
	s := Store{Log: slog.New(slog.NewTextHandler(&warnings, nil))}
	path := writeKeystore(t, quickKeystore(t))
	for mode, want := range map[os.FileMode]bool{0o600: false, 0o640: true, 0o604: true} {
		warnings.Reset()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := s.LoadFile(path, PasswordText("testpassword")); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(warnings.String(), path); got != want {
			t.Errorf("mode %v: warned %v, want %v", mode, got, want)
		}
	}
}

func TestPasswords(t *testing.T) {
	t.Setenv("PORTAGE_TEST_PASSWORD", "from env")
	large := writeKeystore(t, strings.Repeat("x", maxPasswordFile+1))
	asked := ""
	ask := func(prompt string) (string, error) { asked = prompt; return "from prompt", nil }
	refuse := func(string) (string, error) { return "", errors.New("no terminal") }
	tests := []struct {
		name     string
		password Password
		want     string
		err      error
	}{
		{"text", PasswordText("from text"), "from text", nil},
		{"file", PasswordFile(writeKeystore(t, "from file \nsecond")), "from file ", nil},
		{"file with CRLF", PasswordFile(writeKeystore(t, "from file\r\n")), "from file", nil},
		{"file without newline", PasswordFile(writeKeystore(t, "from file")), "from file", nil},
		{"missing file", PasswordFile(large + ".not"), "", ErrNoPassword},
		{"large file", PasswordFile(large), "", ErrNoPassword},
		{"env", PasswordEnv("PORTAGE_TEST_PASSWORD"), "from env", nil},
		{"unset env", PasswordEnv("PORTAGE_TEST_UNSET"), "", ErrNoPassword},
		{"prompt", PasswordPrompt(ask, "Password: "), "from prompt", nil},
		{"refused prompt", PasswordPrompt(refuse, "Password: "), "", ErrNoPassword},
	}
	for _, tt := range tests {
		if got, err := tt.password(); got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: got %q, %v; want %q, %v", tt.name, got, err, tt.want, tt.err)
		}
	}
	if asked != "Password: " {
		t.Errorf("asked %q", asked)
	}
}

// No file makes the reader panic or work without bound; what it accepts, it accepts again once written anew.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{vectorPBKDF2, vectorScrypt, "{}", "[]", `{"version":3,"crypto":{"kdfparams":{}}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		parsed, err := parse(content)
		if err != nil {
			if !errors.Is(err, ErrMalformed) {
				t.Fatalf("got %v, want %v", err, ErrMalformed)
			}
			return
		}
		again, err := json.Marshal(parsed)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := parse(again); err != nil || *got != *parsed {
			t.Fatalf("got %+v, %v; want %+v", got, err, parsed)
		}
	})
}
