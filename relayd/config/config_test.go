package config

import (
	"errors"
	"flag"
	"io"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/typeddata"
)

// load parses flags, then applies an environment and a file.
func load(args []string, env map[string]string, file string) (Config, error) {
	c := Default()
	f := c.Flags()
	f.SetOutput(io.Discard)
	if err := f.Parse(args); err != nil {
		return c, err
	}
	return c, Apply(f, func(name string) (string, bool) { v, ok := env[name]; return v, ok }, []byte(file))
}

// A flag beats the environment, the environment beats the file, the file beats the default.
func TestPrecedence(t *testing.T) {
	file := `{"region": "file", "grace": "1m", "turn-port": 1111, "allow-loopback": true, "w0": "5"}`
	env := map[string]string{"PORTAGE_RELAYD_GRACE": "2m", "PORTAGE_RELAYD_TURN_PORT": "2222"}
	c, err := load([]string{"--turn-port=3333"}, env, file)
	if err != nil {
		t.Fatal(err)
	}
	if c.Region != "file" || c.Grace != 2*time.Minute || c.TURNPort != 3333 || !c.AllowLoopback || c.W0 != typeddata.NewAmount(5) {
		t.Errorf("got %+v", c)
	}
	if c.Linger != Default().Linger {
		t.Errorf("linger: got %s, want the default", c.Linger)
	}
}

// What is set is named with where it was set; nothing is ignored.
func TestBadSources(t *testing.T) {
	for name, tt := range map[string]struct {
		env  map[string]string
		file string
		want error
		text string
	}{
		"unknown option":       {file: `{"prize": 3}`, want: ErrOption, text: `"prize"`},
		"not an object":        {file: `[1]`, want: ErrFile},
		"not JSON":             {file: `{`, want: ErrFile},
		"nested":               {file: `{"listen": {}}`, want: ErrFile, text: "listen"},
		"bad address in file":  {file: `{"payee": "0x12"}`, want: ErrOption, text: "payee from the file"},
		"bad duration in env":  {env: map[string]string{"PORTAGE_RELAYD_GRACE": "soon"}, want: ErrOption, text: "PORTAGE_RELAYD_GRACE"},
		"negative amount":      {file: `{"w0": -1}`, want: ErrOption, text: "w0"},
		"amount with decimals": {file: `{"w0": 0.5}`, want: ErrOption, text: "w0"},
		"bad prefix":           {file: `{"allow": "10.0.0.0/8,10.1"}`, want: ErrOption, text: "allow"},
	} {
		_, err := load(nil, tt.env, tt.file)
		if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.text) {
			t.Errorf("%s: got %v, want %v with %q", name, err, tt.want, tt.text)
		}
	}
}

func valid() Config {
	c := Default()
	c.DataDir, c.RPC, c.Keystore = "d", "http://127.0.0.1:8545", "k"
	c.Channels, c.Registry, c.Payee = common.Address{1}, common.Address{2}, common.Address{3}
	return c
}

func TestCheck(t *testing.T) {
	if err := valid().Check(); err != nil {
		t.Fatal(err)
	}
	for option, change := range map[string]func(*Config){
		"data-dir":         func(c *Config) { c.DataDir = "" },
		"rpc":              func(c *Config) { c.RPC = "" },
		"keystore":         func(c *Config) { c.Keystore = "" },
		"channels":         func(c *Config) { c.Channels = common.Address{} },
		"registry":         func(c *Config) { c.Registry = common.Address{} },
		"payee":            func(c *Config) { c.Payee = common.Address{} },
		"listen":           func(c *Config) { c.ListenIP = netip.IPv4Unspecified() },
		"turn-port":        func(c *Config) { c.TURNPort = 65536 },
		"libp2p-port":      func(c *Config) { c.Libp2pPort = 65536 },
		"eps":              func(c *Config) { c.EpsPermille = 256 },
		"credit-cap":       func(c *Config) { c.CreditCap = typeddata.NewAmount(1) },
		"w0":               func(c *Config) { c.FlatPrice = c.CreditCap },
		"session-lifetime": func(c *Config) { c.SessionLifetime = 25 * time.Hour },
		"grace":            func(c *Config) { c.Grace = 0 },
		"linger":           func(c *Config) { c.Linger = -1 },
	} {
		c := valid()
		change(&c)
		if err := c.Check(); !errors.Is(err, ErrOption) || !strings.Contains(err.Error(), "--"+option+":") {
			t.Errorf("got %v, want %v that names --%s", err, ErrOption, option)
		}
	}
}

// Every option can be written to a file as it is printed.
func TestEveryOptionReadsBack(t *testing.T) {
	c := valid()
	c.Allow = Prefixes{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	want := c
	values := map[string]string{}
	c.Flags().VisitAll(func(o *flag.Flag) { values[EnvName(o.Name)] = o.Value.String() })
	got, err := load(nil, values, "")
	if err != nil {
		t.Fatal(err)
	}
	again := map[string]string{}
	got.Flags().VisitAll(func(o *flag.Flag) { again[EnvName(o.Name)] = o.Value.String() })
	for name, v := range values {
		if again[name] != v {
			t.Errorf("%s: got %q, want %q", name, again[name], v)
		}
	}
	if got.Payee != want.Payee || len(got.Allow) != 2 {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
