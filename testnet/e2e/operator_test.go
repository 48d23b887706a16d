package e2e

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/ledger"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
)

// operated is an operator's relay on a world's chain: one configuration, one node key
// after the other.
type operated struct {
	config   config.Config
	operator *keys.Key
}

func operate(t *testing.T, w *world) *operated {
	t.Helper()
	f := w.net.File()
	operator, err := keys.Store{}.LoadFile(f.Accounts[1].Keystore, keys.PasswordFile(f.PasswordFile))
	if err != nil {
		t.Fatal(err)
	}
	c := config.Default()
	c.DataDir, c.Keystore = t.TempDir(), "loaded already"
	c.RPC, c.ChainID, c.Channels, c.Registry = f.RPC, f.ChainID, f.Channels, f.Registry
	c.Confirmations, c.Poll = f.Confirmations, 20*time.Millisecond
	c.Payee = operator.Address()
	c.ListenIP, c.Admin = netip.MustParseAddr("127.0.0.1"), ""
	return &operated{c, operator}
}

func node(t *testing.T) *keys.Key {
	t.Helper()
	k, err := keys.Generate()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// as runs move as the operator with a node key.
func (o *operated) as(t *testing.T, node *keys.Key, move func(*relayd.Operator) error) error {
	t.Helper()
	op, err := relayd.NewOperator(t.Context(), o.config, o.operator, node, logger())
	if err != nil {
		t.Fatal(err)
	}
	defer op.Close()
	return move(op)
}

func (o *operated) register(t *testing.T, node *keys.Key) error {
	t.Helper()
	return o.as(t, node, func(op *relayd.Operator) error {
		_, err := op.Register(t.Context(), amount(10e18), time.Hour)
		return err
	})
}

func (o *operated) rotate(t *testing.T, to *keys.Key) error {
	t.Helper()
	return o.as(t, to, func(op *relayd.Operator) error {
		_, err := op.Rotate(t.Context())
		return err
	})
}

// start starts the relay at free ports: what is published is not what it listens at.
func (o *operated) start(t *testing.T, node *keys.Key) (*relayd.Relay, error) {
	t.Helper()
	c := o.config
	c.TURNPort, c.Libp2pPort = 0, 0
	return relayd.Start(t.Context(), c, node, logger())
}

// run runs the relay while f does.
func (o *operated) run(t *testing.T, node *keys.Key, f func(*relayd.Relay)) {
	t.Helper()
	r, err := o.start(t, node)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f(r)
}

// A node key is registered only after its ledger has noted it, for a relay does not start
// with a registered key and a ledger that has never heard of it.
func TestLedgerKnowsNodeKeyFirst(t *testing.T) {
	t.Parallel()
	o := operate(t, up(t, 1))
	first, second := node(t), node(t)
	locked := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, ledger.ErrLocked) {
			t.Fatalf("%s beside a running relay: got %v, want %v", what, err, ledger.ErrLocked)
		}
	}

	o.run(t, first, func(*relayd.Relay) { locked("register", o.register(t, second)) })
	if err := o.register(t, first); err != nil {
		t.Fatal(err)
	}
	o.run(t, first, func(*relayd.Relay) { locked("rotate", o.rotate(t, second)) })
	if err := o.rotate(t, second); err != nil {
		t.Fatal(err)
	}
	o.run(t, second, func(*relayd.Relay) {})

	o.config.DataDir = t.TempDir()
	if _, err := o.start(t, second); !errors.Is(err, relayd.ErrLedgerLost) {
		t.Errorf("with an empty ledger: got %v, want %v", err, relayd.ErrLedgerLost)
	}
}

// A relay says that clients pass it over, and that it cannot settle.
func TestHealth(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	if err := w.net.Relays()[0].Healthy(t.Context()); err != nil {
		t.Errorf("a devnet's relay: got %v, want it well", err)
	}
	o, key := operate(t, w), node(t)
	healthy := func(want error) func(*relayd.Relay) {
		return func(r *relayd.Relay) {
			t.Helper()
			err := r.Healthy(t.Context())
			if !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
			status, statusErr := r.Status(t.Context())
			if s := status.(relayd.Status); statusErr != nil || s.Problem != err.Error() || s.Registry == nil || s.Registry.Staked != (want != relayd.ErrNotStaked) {
				t.Errorf("got status %+v, %v; want it to tell %v", status, statusErr, want)
			}
		}
	}
	o.run(t, key, healthy(relayd.ErrNotStaked))
	if err := o.register(t, key); err != nil {
		t.Fatal(err)
	}
	o.run(t, key, healthy(relayd.ErrNoGas))
}
