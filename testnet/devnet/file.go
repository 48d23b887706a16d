package devnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/testnet/deploy"
)

// ErrFile says that a directory holds no devnet that can be read.
var ErrFile = errors.New("devnet: no devnet in the directory")

const (
	fileName      = "devnet.json"
	stateName     = "state.json"
	passwordName  = "password"
	privateFile   = 0o600
	publicVersion = 1
)

// File is devnet.json: what a client, or a stranger's tool, must know of a devnet.
type File struct {
	Version int    `json:"version"`
	RPC     string `json:"rpc"`
	deploy.Contracts
	Confirmations uint64      `json:"confirmations"`
	Relays        []RelayFile `json:"relays"`
	Accounts      []Account   `json:"accounts"` // funded with wei and tokens
	PasswordFile  string      `json:"password_file"`
}

// RelayFile is one relay.
type RelayFile struct {
	Operator   common.Address `json:"operator"`
	NodeKey    common.Address `json:"node_key"`
	PeerID     string         `json:"peer_id"`
	Multiaddrs []string       `json:"multiaddrs"`
	TURN       []string       `json:"turn"`
	Admin      string         `json:"admin"` // URL of its status
}

// Account is a funded account.
type Account struct {
	Address  common.Address `json:"address"`
	Keystore string         `json:"keystore"` // file
}

// Config is how to look at the devnet's chain.
func (f File) Config() chain.Config {
	c := f.Contracts.Config()
	c.Confirmations, c.Poll = f.Confirmations, PollEvery
	return c
}

// Read reads devnet.json. It returns ErrFile.
func Read(dir string) (File, error) {
	var f File
	b, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		return f, fmt.Errorf("%w: %w; bring one up with: portage devnet up --data-dir %s", ErrFile, err, dir)
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return f, fmt.Errorf("%w: %s: %w", ErrFile, fileName, err)
	}
	if f.Version != publicVersion || len(f.Relays) == 0 || len(f.Accounts) == 0 {
		return f, fmt.Errorf("%w: %s: version %d, %d relays, %d accounts", ErrFile, fileName, f.Version, len(f.Relays), len(f.Accounts))
	}
	return f, nil
}

// publish writes devnet.json.
func (n *Net) publish(context.Context) error {
	dir, err := filepath.Abs(n.cfg.Dir)
	if err != nil {
		return err
	}
	n.file = File{
		Version: publicVersion, RPC: n.state.rpc, Contracts: n.state.Contracts, Confirmations: confirmations,
		PasswordFile: filepath.Join(dir, passwordName),
	}
	for i, r := range n.relays {
		k := n.state.Relays[i]
		n.file.Relays = append(n.file.Relays, RelayFile{
			Operator: k.Operator, NodeKey: k.NodeKey, PeerID: r.PeerID(),
			Multiaddrs: r.Multiaddrs(), TURN: r.TURN(), Admin: r.AdminURL(),
		})
	}
	for _, p := range n.state.Payers {
		path, err := n.store.Find(p)
		if err != nil {
			return err
		}
		if path, err = filepath.Abs(path); err != nil {
			return err
		}
		n.file.Accounts = append(n.file.Accounts, Account{Address: p, Keystore: path})
	}
	return writeJSON(filepath.Join(dir, fileName), n.file)
}

// state is what a devnet must remember.
type state struct {
	Deployer  common.Address   `json:"deployer"`
	Relays    []relayKeys      `json:"relays"`
	Payers    []common.Address `json:"payers"`
	Contracts deploy.Contracts `json:"contracts"`

	rpc string
}

type relayKeys struct {
	Operator common.Address `json:"operator"`
	NodeKey  common.Address `json:"node_key"`
}

func (s state) write(dir string) error { return writeJSON(filepath.Join(dir, stateName), s) }

// accounts reads the state, or makes the keys of a new one.
func (n *Net) accounts(context.Context) error {
	b, err := os.ReadFile(filepath.Join(n.cfg.Dir, stateName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return n.newAccounts()
	case err != nil:
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	if err := json.Unmarshal(b, &n.state); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrConfig, stateName, err)
	}
	if len(n.state.Relays) != n.cfg.Relays {
		return fmt.Errorf("%w: the devnet in %s has %d relays; ask for as many, or use another directory", ErrConfig, n.cfg.Dir, len(n.state.Relays))
	}
	return nil
}

func (n *Net) newAccounts() error {
	made := make([]common.Address, 1+2*n.cfg.Relays+payerAccounts)
	errs := make([]error, len(made))
	var group sync.WaitGroup
	for i := range made {
		group.Go(func() {
			k, _, err := n.store.Create(keys.PasswordText(password))
			if err == nil {
				made[i] = k.Address()
			}
			errs[i] = err
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	n.state.Deployer = made[0]
	for i := range n.cfg.Relays {
		n.state.Relays = append(n.state.Relays, relayKeys{Operator: made[1+2*i], NodeKey: made[2+2*i]})
	}
	n.state.Payers = made[1+2*n.cfg.Relays:]
	if err := os.WriteFile(filepath.Join(n.cfg.Dir, passwordName), []byte(password+"\n"), privateFile); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return n.state.write(n.cfg.Dir)
}

// writeJSON replaces a file whole.
func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	next := path + ".next"
	if err := os.WriteFile(next, append(b, '\n'), privateFile); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return nil
}

// fundFromNode has a development chain's own unlocked account pay, as anvil and geth
// --dev have one.
func fundFromNode(ctx context.Context, url string, to common.Address, wei *big.Int) error {
	c, err := rpc.DialContext(ctx, url)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrConfig, url, err)
	}
	defer c.Close()
	var balance hexutil.Big
	if err := c.CallContext(ctx, &balance, "eth_getBalance", to, "latest"); err != nil {
		return fmt.Errorf("%w: %s does not answer as a chain does: %w", ErrConfig, url, err)
	}
	if balance.ToInt().Sign() > 0 {
		return nil
	}
	var unlocked []common.Address
	if err := c.CallContext(ctx, &unlocked, "eth_accounts"); err != nil || len(unlocked) == 0 {
		return fmt.Errorf("%w: %s has no unlocked account to fund a devnet from (anvil and geth --dev have): %w", ErrConfig, url, err)
	}
	var tx common.Hash
	err = c.CallContext(ctx, &tx, "eth_sendTransaction", map[string]any{
		"from": unlocked[0], "to": to, "value": (*hexutil.Big)(wei),
	})
	if err != nil {
		return fmt.Errorf("%w: %s: funding from its account %s: %w", ErrConfig, url, unlocked[0], err)
	}
	return nil
}
