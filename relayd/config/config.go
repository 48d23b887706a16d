// Package config is what an operator can set of a relay. Each option has one name, which
// is that of the flag, of the key in the file, and (in capitals, with PORTAGE_RELAYD_
// before it) of the environment variable. A flag beats the environment, the environment
// beats the file, the file beats the default. It is pure: reading the file is the
// caller's.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var (
	// ErrOption says that an option is unknown or has a value that it cannot have.
	ErrOption = errors.New("config: option")
	// ErrFile says that a configuration file is not a JSON object of options.
	ErrFile = errors.New("config: file")
)

// EnvPrefix begins the environment variables.
const EnvPrefix = "PORTAGE_RELAYD_"

// Config is a relay's configuration. Amounts are base units of the token.
type Config struct {
	DataDir string // holds the ledger
	Anchor  string // the ledger's anchor file; empty: in DataDir

	RPC                string
	ChainID            uint64 // 0: whatever the RPC says
	Channels, Registry common.Address
	FromBlock          uint64
	Confirmations      uint64 // 0: the finalized tag
	Poll               time.Duration

	Keystore     string // of the node key
	PasswordFile string
	Payee        common.Address

	ListenIP   netip.Addr // bound and advertised
	TURNPort   uint       // UDP and TCP; 0: any free one
	Libp2pPort uint       // TCP and QUIC; 0: any free one
	Admin      string     // host:port of the operator's HTTP; empty: none

	Forward        string // path of the data: auto, fast or portable
	Shards         uint   // threads of the fast path
	Hold           time.Duration
	AllocationRate uint // 10^6 bits per second of an allocation; 0: no limit
	UserRate       uint // of a credential's allocations together
	RelayRate      uint // of all allocations together

	PricePerGiB typeddata.Amount
	FlatPrice   typeddata.Amount
	CreditCap   typeddata.Amount
	W0          typeddata.Amount
	EpsPermille uint

	SettleLeast      typeddata.Amount
	SettleLeastProof typeddata.Amount
	SettleAmount     typeddata.Amount
	MaxGasPrice      uint64 // wei per gas; 0: any
	ProofDir         string // a file for each channel's forwarding proof; empty: none

	QuoteLifetime   time.Duration
	SessionLifetime time.Duration
	Linger          time.Duration
	Grace           time.Duration

	AllowLoopback bool
	Allow         Prefixes
	Region        string
	CapacityMbps  uint
}

// Default returns the defaults. What has none must be set: see Check.
func Default() Config {
	return Config{
		Poll:             2 * time.Second,
		ListenIP:         netip.AddrFrom4([4]byte{127, 0, 0, 1}),
		TURNPort:         3478,
		Libp2pPort:       4001,
		Admin:            "127.0.0.1:9478",
		Forward:          "auto",
		Shards:           1,
		Hold:             150 * time.Microsecond,
		PricePerGiB:      amount("50000000000000000"), // 0.05 tokens of 18 decimals
		CreditCap:        amount("195312500000000"),   // 4 MiB at that price
		W0:               amount("3051757812500"),     // 64 KiB
		EpsPermille:      20,
		SettleLeast:      amount("100000000000000"),
		SettleLeastProof: amount("150000000000000"), // as its gas to that of a settle
		SettleAmount:     amount("10000000000000000"),
		QuoteLifetime:    10 * time.Minute,
		SessionLifetime:  24 * time.Hour,
		Linger:           5 * time.Second,
		Grace:            30 * time.Second,
	}
}

func amount(s string) typeddata.Amount {
	a, err := typeddata.ParseAmount(s)
	if err != nil {
		panic("config: internal error: " + err.Error())
	}
	return a
}

// Prefixes are address blocks, separated by commas.
type Prefixes []netip.Prefix

// MarshalText implements encoding.TextMarshaler.
func (p Prefixes) MarshalText() ([]byte, error) {
	s := make([]string, len(p))
	for i := range p {
		s[i] = p[i].String()
	}
	return []byte(strings.Join(s, ",")), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Prefixes) UnmarshalText(b []byte) error {
	*p = nil
	for s := range strings.SplitSeq(string(b), ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		prefix, err := netip.ParsePrefix(s)
		if err != nil {
			return err
		}
		*p = append(*p, prefix)
	}
	return nil
}

// Flags returns a flag set whose flags are all the options, each with c's present value
// as its default.
func (c *Config) Flags() *flag.FlagSet {
	f := flag.NewFlagSet("relayd", flag.ContinueOnError)
	f.StringVar(&c.DataDir, "data-dir", c.DataDir, "directory of the ledger")
	f.StringVar(&c.Anchor, "anchor", c.Anchor, "file that remembers the ledger's newest commit; on another disk it gives away a ledger restored from a backup")
	f.StringVar(&c.RPC, "rpc", c.RPC, "URL of the chain's JSON-RPC")
	f.Uint64Var(&c.ChainID, "chain-id", c.ChainID, "expected chain id; 0 takes what the RPC says")
	f.TextVar(&c.Channels, "channels", c.Channels, "`address` of PaymentChannels")
	f.TextVar(&c.Registry, "registry", c.Registry, "`address` of RelayRegistry")
	f.Uint64Var(&c.FromBlock, "from-block", c.FromBlock, "block of the contracts' deployment")
	f.Uint64Var(&c.Confirmations, "confirmations", c.Confirmations, "blocks until a block is final; 0 goes by the finalized tag")
	f.DurationVar(&c.Poll, "poll", c.Poll, "time between looks at the chain")
	f.StringVar(&c.Keystore, "keystore", c.Keystore, "file of the node key (Web3 Secret Storage v3)")
	f.StringVar(&c.PasswordFile, "password-file", c.PasswordFile, "file with the keystore's password; else PORTAGE_PASSWORD")
	f.TextVar(&c.Payee, "payee", c.Payee, "`address` that is paid")
	f.TextVar(&c.ListenIP, "listen", c.ListenIP, "`IP` address that is bound and advertised")
	f.UintVar(&c.TURNPort, "turn-port", c.TURNPort, "port of TURN over UDP and TCP; 0 takes a free one")
	f.UintVar(&c.Libp2pPort, "libp2p-port", c.Libp2pPort, "port of libp2p over TCP and QUIC; 0 takes a free one")
	f.StringVar(&c.Admin, "admin", c.Admin, "host:port of the operator's HTTP (status, health); empty: none")
	f.StringVar(&c.Forward, "forward", c.Forward, "`path` of the data: fast (Linux), portable, or auto: fast where there is one")
	f.UintVar(&c.Shards, "shards", c.Shards, "threads of the fast path; one carries gigabits")
	f.DurationVar(&c.Hold, "hold", c.Hold, "how long a thread of the fast path waits for packets where two or more are to be expected meanwhile, to take them together; 0: never")
	f.UintVar(&c.AllocationRate, "allocation-rate", c.AllocationRate, "10^6 bits per second that an allocation may forward; 0: no limit")
	f.UintVar(&c.UserRate, "user-rate", c.UserRate, "10^6 bits per second that all allocations of a credential may forward; 0: no limit")
	f.UintVar(&c.RelayRate, "relay-rate", c.RelayRate, "10^6 bits per second that all allocations may forward; 0: no limit")
	f.TextVar(&c.PricePerGiB, "price-per-gib", c.PricePerGiB, "price per 2^30 payload bytes, `amount` in base units")
	f.TextVar(&c.FlatPrice, "flat-price", c.FlatPrice, "price of a session's first byte, `amount` in base units")
	f.TextVar(&c.CreditCap, "credit-cap", c.CreditCap, "the most that may be unpaid on a channel, `amount` in base units")
	f.TextVar(&c.W0, "w0", c.W0, "credit of a new channel, `amount` in base units; keep it below the gas of opening one")
	f.UintVar(&c.EpsPermille, "eps", c.EpsPermille, "loss that is written off, per mille of what was paid (0 to 255)")
	f.TextVar(&c.SettleLeast, "settle-least", c.SettleLeast, "less than this is not worth the gas, `amount` in base units")
	f.TextVar(&c.SettleLeastProof, "settle-least-proof", c.SettleLeastProof, "less than this beyond the receipt is not worth a forwarding proof, `amount` in base units; it must not exceed credit-cap, or none is ever sent")
	f.TextVar(&c.SettleAmount, "settle-amount", c.SettleAmount, "settle at once from this `amount` of base units on")
	f.Uint64Var(&c.MaxGasPrice, "max-gas-price", c.MaxGasPrice, "wei per gas up to which amounts are settled; 0: any; closing channels pay any price")
	f.StringVar(&c.ProofDir, "proof-dir", c.ProofDir, "`directory` with a file for each channel, for a watchtower; empty: none")
	f.DurationVar(&c.QuoteLifetime, "quote-lifetime", c.QuoteLifetime, "how long a quote holds")
	f.DurationVar(&c.SessionLifetime, "session-lifetime", c.SessionLifetime, "how long a session's credentials hold")
	f.DurationVar(&c.Linger, "linger", c.Linger, "how long an ended session waits for acknowledgements")
	f.DurationVar(&c.Grace, "grace", c.Grace, "how long a receipt may be overdue before sessions end")
	f.BoolVar(&c.AllowLoopback, "allow-loopback", c.AllowLoopback, "let clients reach loopback addresses: devnets only")
	f.TextVar(&c.Allow, "allow", c.Allow, "address `blocks` that clients may reach although they are not public, separated by commas")
	f.StringVar(&c.Region, "region", c.Region, "where the relay is, for the descriptor")
	f.UintVar(&c.CapacityMbps, "capacity", c.CapacityMbps, "10^6 bits per second, for the descriptor; 0: not told")
	return f
}

// Apply sets the options that no flag has set, from the environment and then the file.
// Flags must have been parsed. File may be nil. It returns ErrOption or ErrFile.
func Apply(f *flag.FlagSet, env func(string) (string, bool), file []byte) error {
	values, err := parseFile(file)
	if err != nil {
		return err
	}
	set := map[string]bool{}
	f.Visit(func(o *flag.Flag) { set[o.Name] = true })
	var errs []error
	f.VisitAll(func(o *flag.Flag) {
		value, inFile := values[o.Name]
		delete(values, o.Name)
		if set[o.Name] {
			return
		}
		from := "the file"
		if v, ok := env(EnvName(o.Name)); ok {
			value, inFile, from = v, true, EnvName(o.Name)
		}
		if inFile {
			if err := f.Set(o.Name, value); err != nil {
				errs = append(errs, fmt.Errorf("%w: %s from %s: %w", ErrOption, o.Name, from, err))
			}
		}
	})
	for name := range values {
		errs = append(errs, fmt.Errorf("%w: the file has %q, which is none", ErrOption, name))
	}
	return errors.Join(errs...)
}

// EnvName returns an option's environment variable.
func EnvName(option string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(option, "-", "_"))
}

func parseFile(file []byte) (map[string]string, error) {
	if len(file) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(file))
	d.UseNumber()
	var raw map[string]any
	if err := d.Decode(&raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	values := map[string]string{}
	for name, v := range raw {
		switch v := v.(type) {
		case string:
			values[name] = v
		case json.Number, bool:
			values[name] = fmt.Sprint(v)
		default:
			return nil, fmt.Errorf("%w: %s: got %T, want a string, number or boolean", ErrFile, name, v)
		}
	}
	return values, nil
}

// maxShards is more than any machine needs: a shard is a thread and 4 MiB.
const maxShards = 256

// maxHold is as long as a packet may be late at most.
const maxHold = 5 * time.Millisecond

// Check returns ErrOption for the first option that is missing or contradicts another.
func (c Config) Check() error {
	bad := func(option, format string, args ...any) error {
		return fmt.Errorf("%w: --%s: %s", ErrOption, option, fmt.Sprintf(format, args...))
	}
	for _, s := range []struct{ option, value string }{{"data-dir", c.DataDir}, {"rpc", c.RPC}, {"keystore", c.Keystore}} {
		if s.value == "" {
			return bad(s.option, "must be set")
		}
	}
	for _, a := range []struct {
		option string
		value  common.Address
	}{{"channels", c.Channels}, {"registry", c.Registry}, {"payee", c.Payee}} {
		if a.value == (common.Address{}) {
			return bad(a.option, "must be set")
		}
	}
	switch {
	case !c.ListenIP.Is4():
		return bad("listen", "got %s, want an IPv4 address", c.ListenIP)
	case c.ListenIP.IsUnspecified():
		return bad("listen", "0.0.0.0 cannot be advertised; name the address that clients reach")
	case c.TURNPort > 65535:
		return bad("turn-port", "got %d", c.TURNPort)
	case c.Libp2pPort > 65535:
		return bad("libp2p-port", "got %d", c.Libp2pPort)
	case c.Forward != "auto" && c.Forward != "fast" && c.Forward != "portable":
		return bad("forward", "got %q, want auto, fast or portable", c.Forward)
	case c.Shards < 1 || c.Shards > maxShards:
		return bad("shards", "got %d, want 1 to %d", c.Shards, maxShards)
	case c.Hold < 0 || c.Hold > maxHold:
		return bad("hold", "got %s, want 0s to %s", c.Hold, maxHold)
	case c.EpsPermille > 255:
		return bad("eps", "got %d per mille, want at most 255", c.EpsPermille)
	case c.CreditCap.Less(c.W0):
		return bad("credit-cap", "%s is less than w0 %s", c.CreditCap, c.W0)
	case c.SessionLifetime > channel.AckMarginSeconds*time.Second:
		return bad("session-lifetime", "got %s, want at most %s: no acknowledgement counts after its deadline", c.SessionLifetime, channel.AckMarginSeconds*time.Second)
	case c.W0.Less(c.FlatPrice):
		return bad("w0", "%s is less than the flat price %s: no session could begin", c.W0, c.FlatPrice)
	}
	for _, d := range []struct {
		option string
		value  time.Duration
	}{{"poll", c.Poll}, {"quote-lifetime", c.QuoteLifetime}, {"session-lifetime", c.SessionLifetime}, {"linger", c.Linger}, {"grace", c.Grace}} {
		if d.value <= 0 {
			return bad(d.option, "got %s, want more than 0", d.value)
		}
	}
	return nil
}
