// Package keyfile opens keystores for commands: the password comes from a file, the
// environment, or the terminal.
package keyfile

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/portage-relay/portage/payment/keys"
)

// Open opens the keystore at path. Errors are those of keys.Store.LoadFile.
func Open(path, passwordFile, env string) (*keys.Key, error) {
	return keys.Store{}.LoadFile(path, Password(passwordFile, env, "Password of "+path+": "))
}

// Password takes a password from the file if one is named, else from the environment
// variable if it is set, else from the terminal.
func Password(file, env, prompt string) keys.Password {
	if file != "" {
		return keys.PasswordFile(file)
	}
	if _, ok := os.LookupEnv(env); ok {
		return keys.PasswordEnv(env)
	}
	return keys.PasswordPrompt(func(prompt string) (string, error) { return ask(prompt, env) }, prompt)
}

// ask reads a password unseen.
func ask(prompt, env string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", fmt.Errorf("there is no terminal; set %s or name a password file", env)
	}
	fmt.Fprint(os.Stderr, prompt)
	b, err := term.ReadPassword(in)
	fmt.Fprintln(os.Stderr)
	return string(b), err
}
