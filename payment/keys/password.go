package keys

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxPasswordFile bounds a password file, in bytes.
const maxPasswordFile = 4096

// ErrNoPassword says that no password could be had from where it was to come from.
var ErrNoPassword = errors.New("keys: no password")

// Password yields a keystore password, once per call. It is asked only when a keystore is opened.
type Password func() (string, error)

// PasswordText is the password text itself.
func PasswordText(text string) Password {
	return func() (string, error) { return text, nil }
}

// PasswordFile takes the first line of the file at path.
func PasswordFile(path string) Password {
	return func() (string, error) {
		f, err := os.Open(path)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoPassword, err)
		}
		defer f.Close()
		content, err := io.ReadAll(io.LimitReader(f, maxPasswordFile+1))
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoPassword, err)
		}
		if len(content) > maxPasswordFile {
			return "", fmt.Errorf("%w: %s is larger than %d bytes", ErrNoPassword, path, maxPasswordFile)
		}
		line, _, _ := strings.Cut(string(content), "\n")
		return strings.TrimSuffix(line, "\r"), nil
	}
}

// PasswordEnv takes the environment variable name; an unset one is an error, an empty one is not.
func PasswordEnv(name string) Password {
	return func() (string, error) {
		text, ok := os.LookupEnv(name)
		if !ok {
			return "", fmt.Errorf("%w: environment variable %s is not set", ErrNoPassword, name)
		}
		return text, nil
	}
}

// PasswordPrompt asks through ask, which shows prompt and reads without echo.
func PasswordPrompt(ask func(prompt string) (string, error), prompt string) Password {
	return func() (string, error) {
		text, err := ask(prompt)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoPassword, err)
		}
		return text, nil
	}
}
