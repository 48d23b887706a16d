package relayd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/relayd/pay"
	"github.com/portage-relay/portage/relayd/proofdir"
)

// ExportBundle writes an audit bundle of all channels in the ledger of a relay that is not
// running, and returns how many. With an RPC it says which operator registered the node
// key; without one the configuration must say the chain id. It returns ledger.ErrLocked
// while the relay runs.
func ExportBundle(ctx context.Context, cfg config.Config, node *keys.Key, w io.Writer, redact func(sessionID uint64) bool, log *slog.Logger) (int, error) {
	e := pay.Exporter{
		Domain: typeddata.Domain{ChainID: cfg.ChainID, Contract: cfg.Channels}, NodeKey: node, Redact: redact,
		Left: func(id common.Hash, why error) { log.Warn("channel left out", "channel", id, "why", why) },
	}
	if err := introduce(ctx, cfg, node, &e, log); err != nil {
		return 0, err
	}
	l, err := openStopped(cfg, log)
	if err != nil {
		return 0, err
	}
	defer l.Close()
	e.Ledger = book{l}
	out, err := audit.NewWriter(w)
	if err != nil {
		return 0, err
	}
	n, err := e.Write(ctx, out)
	return n, errors.Join(err, out.Close())
}

// ExportProofs writes the forwarding proof of every channel in the ledger of a relay that is
// not running into a directory for watchtowers, and returns how many there are. Without an
// RPC the configuration must say the chain id. It returns ledger.ErrLocked while the relay
// runs, and proofdir.ErrOlder.
func ExportProofs(ctx context.Context, cfg config.Config, dir string, log *slog.Logger) (int, error) {
	domain := typeddata.Domain{ChainID: cfg.ChainID, Contract: cfg.Channels}
	client, err := ask(ctx, cfg, log)
	if err != nil {
		return 0, err
	}
	if client != nil {
		domain = client.Domain()
		client.Close()
	}
	l, err := openStopped(cfg, log)
	if err != nil {
		return 0, err
	}
	defer l.Close()
	out, err := proofdir.Open(dir, domain)
	if err != nil {
		return 0, err
	}
	return pay.Exporter{Ledger: book{l}, Domain: domain}.Proofs(func(p forwarding.Proof) error {
		_, err := out.Write(p)
		return err
	})
}

// openStopped opens the ledger of a relay that is not running.
func openStopped(cfg config.Config, log *slog.Logger) (*ledger.Ledger, error) {
	l, err := openLedger(cfg, log)
	if errors.Is(err, ledger.ErrLocked) {
		return nil, fmt.Errorf("%w: stop the relay for this", err)
	}
	return l, err
}

// ask connects to the chain. It returns nil where no RPC is named, and the chain id is.
func ask(ctx context.Context, cfg config.Config, log *slog.Logger) (*chain.Client, error) {
	if cfg.RPC == "" && cfg.ChainID == 0 {
		return nil, fmt.Errorf("%w: --chain-id or --rpc must be set", config.ErrOption)
	}
	if cfg.RPC == "" {
		return nil, nil
	}
	return chain.Dial(ctx, cfg.RPC, chain.Config{ChainID: cfg.ChainID, Channels: cfg.Channels, Registry: cfg.Registry, FromBlock: cfg.FromBlock, Log: log})
}

// introduce asks the chain for its id and for the node key's operator.
func introduce(ctx context.Context, cfg config.Config, node *keys.Key, e *pay.Exporter, log *slog.Logger) error {
	client, err := ask(ctx, cfg, log)
	if err != nil || client == nil {
		return err
	}
	defer client.Close()
	e.Domain = client.Domain()
	status, err := client.NodeKey(ctx, node.Address())
	if err != nil || !status.Registered() {
		return err
	}
	r := receipt.NodeKeyRegistration{Registry: cfg.Registry, Operator: status.Relay.Operator}
	sig, err := node.SignDigest(ctx, r.Digest(e.Domain))
	e.Registration = &audit.Registration{NodeKeyRegistration: r, Signature: sig}
	return err
}
