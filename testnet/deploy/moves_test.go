package deploy

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func amount(n uint64) typeddata.Amount { return typeddata.NewAmount(n) }

// terms are those of a channel from payer to operator, openable now.
func (w *world) terms(t *testing.T, salt uint64) receipt.ChannelTerms {
	t.Helper()
	head, err := w.client.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return receipt.ChannelTerms{
		Payer: testKey(t, "payer").Address(), Signer: testKey(t, "signer").Address(),
		Payee: testKey(t, "operator").Address(), Closer: testKey(t, "closer").Address(),
		CreditCap: amount(1000), OpenBy: head.Time + w.client.ClosingPeriod() - 10, Salt: salt,
	}
}

// receiptFor signs a receipt with the key of a role.
func (w *world) receiptFor(t *testing.T, id common.Hash, cum uint64, role string) chain.SignedReceipt {
	t.Helper()
	r := receipt.Receipt{ChannelID: id, CumAmount: amount(cum), State: receipt.State{LogSize: cum}}
	sig, err := testKey(t, role).SignDigest(t.Context(), r.Digest(w.client.Domain()))
	if err != nil {
		t.Fatal(err)
	}
	return chain.Sign(r, sig)
}

func (w *world) channel(t *testing.T, terms receipt.ChannelTerms) chain.ChannelState {
	t.Helper()
	s, err := w.client.Channel(t.Context(), terms.ID(w.client.Domain()), terms.Signer, terms.Payee)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func want[E chain.Event](t *testing.T, name string, done chain.Done[E], err error, already bool, event E) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if done.Already != already || already == (done.GasUsed > 0) {
		t.Errorf("%s: got already %v with gas %d, want already %v", name, done.Already, done.GasUsed, already)
	}
	if !reflect.DeepEqual(done.Event, event) {
		t.Errorf("%s: got %+v, want %+v", name, done.Event, event)
	}
}

func wantErr[E chain.Event](t *testing.T, name string, done chain.Done[E], err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: got %+v, %v; want %v", name, done, err, want)
	}
}

func TestChannelLife(t *testing.T) { onEach(t, testChannelLife) }

func testChannelLife(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "operator", "stranger")
	payer, operator, stranger := w.account(t, "payer"), w.account(t, "operator"), w.account(t, "stranger")
	ctx, terms := t.Context(), w.terms(t, 1)
	id := terms.ID(w.client.Domain())

	done, err := payer.Open(ctx, terms, amount(5000))
	opened := chain.Opened{ChannelID: id, Terms: terms, Deposit: amount(5000)}
	want(t, "open", done, err, false, opened)
	again, err := payer.Open(ctx, terms, amount(5000))
	want(t, "open again", again, err, true, opened)
	notOwn, err := stranger.Open(ctx, terms, amount(1))
	wantErr(t, "open another's", notOwn, err, receipt.ErrTerms)

	toppedUp, err := stranger.TopUp(ctx, id, terms.Signer, terms.Payee, amount(500))
	want(t, "top up", toppedUp, err, false, chain.ToppedUp{ChannelID: id, Payee: terms.Payee, Deposit: amount(5500)})

	settled, err := stranger.Settle(ctx, terms.Payee, w.receiptFor(t, id, 700, "signer"))
	want(t, "settle", settled, err, false, chain.Settled{ChannelID: id, Payee: terms.Payee, Settled: amount(700)})
	settled, err = operator.Settle(ctx, terms.Payee, w.receiptFor(t, id, 600, "signer"))
	want(t, "settle less", settled, err, true, chain.Settled{ChannelID: id, Payee: terms.Payee, Settled: amount(700)})
	settled, err = operator.Settle(ctx, terms.Payee, w.receiptFor(t, id, 800, "stranger"))
	wantErr(t, "settle forged", settled, err, chain.ErrNoSuchChannel)
	if got, want := w.channel(t, terms), (chain.ChannelState{Deposit: amount(5500), Settled: amount(700)}); got != want {
		t.Errorf("channel: got %+v, want %+v", got, want)
	}

	closing, err := payer.CloseChannel(ctx, terms)
	if err != nil || !w.channel(t, terms).Exists() || w.channel(t, terms).Open() {
		t.Fatalf("close: got %+v, %v, %v", closing, err, w.channel(t, terms))
	}
	closingAgain, err := payer.CloseChannel(ctx, terms)
	want(t, "close again", closingAgain, err, true, closing.Event)
	topUpLate, err := payer.TopUp(ctx, id, terms.Signer, terms.Payee, amount(1))
	wantErr(t, "top up late", topUpLate, err, chain.ErrChannelClosing)
	early, err := payer.Withdraw(ctx, terms)
	wantErr(t, "withdraw early", early, err, chain.ErrChannelNotClosed)
	settled, err = operator.Settle(ctx, terms.Payee, w.receiptFor(t, id, 900, "signer"))
	want(t, "settle while closing", settled, err, false, chain.Settled{ChannelID: id, Payee: terms.Payee, Settled: amount(900)})

	w.advance(t, w.client.ClosingPeriod())
	late, err := operator.Settle(ctx, terms.Payee, w.receiptFor(t, id, 1000, "signer"))
	wantErr(t, "settle late", late, err, chain.ErrChannelClosed)
	closed := chain.Closed{ChannelID: id, Payee: terms.Payee, Settled: amount(900), Refund: amount(4600)}
	withdrawn, err := stranger.Withdraw(ctx, terms)
	want(t, "withdraw", withdrawn, err, false, closed)
	withdrawn, err = payer.Withdraw(ctx, terms)
	want(t, "withdraw again", withdrawn, err, true, closed)
	again, err = payer.Open(ctx, terms, amount(1))
	wantErr(t, "open what has ended", again, err, chain.ErrBadOpenBy)

	balances := map[string]uint64{"payer": fundedTokens - 5000 + 4600, "operator": fundedTokens + 900, "stranger": fundedTokens - 500}
	for role, want := range balances {
		if got := w.tokens(t, testKey(t, role).Address()); got != want {
			t.Errorf("%s has %d tokens, want %d", role, got, want)
		}
	}
}

func TestCloseNow(t *testing.T) { onEach(t, testCloseNow) }

func testCloseNow(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "operator")
	payer, operator := w.account(t, "payer"), w.account(t, "operator")
	ctx := t.Context()
	open := func(salt uint64) (receipt.ChannelTerms, common.Hash) {
		terms := w.terms(t, salt)
		if _, err := payer.Open(ctx, terms, amount(1000)); err != nil {
			t.Fatal(err)
		}
		return terms, terms.ID(w.client.Domain())
	}

	terms, id := open(1)
	newest := w.receiptFor(t, id, 300, "signer")
	refused, err := payer.CloseNow(ctx, terms, &newest, nil)
	wantErr(t, "by the payer alone", refused, err, chain.ErrNotPayee)
	done, err := operator.CloseNow(ctx, terms, &newest, nil)
	closed := chain.Closed{ChannelID: id, Payee: terms.Payee, Settled: amount(300), Refund: amount(700)}
	want(t, "by the payee", done, err, false, closed)
	done, err = operator.CloseNow(ctx, terms, &newest, nil)
	want(t, "again", done, err, true, closed)

	ended, err := payer.Open(ctx, terms, amount(1))
	wantErr(t, "open what has ended", ended, err, chain.ErrChannelExists)

	terms, id = open(2)
	consent := receipt.CloseConsent{ChannelID: id, AtLeast: amount(100)}
	sig, err := testKey(t, "closer").SignDigest(ctx, consent.Digest(w.client.Domain()))
	if err != nil {
		t.Fatal(err)
	}
	shown := &chain.SignedConsent{AtLeast: consent.AtLeast, Signature: sig}
	refused, err = payer.CloseNow(ctx, terms, nil, shown)
	wantErr(t, "with a consent not met", refused, err, chain.ErrConsentNotMet)
	newest = w.receiptFor(t, id, 100, "signer")
	done, err = payer.CloseNow(ctx, terms, &newest, shown)
	want(t, "with a consent", done, err, false, chain.Closed{ChannelID: id, Payee: terms.Payee, Settled: amount(100), Refund: amount(900)})
}

func TestManyChannels(t *testing.T) { onEach(t, testManyChannels) }

func testManyChannels(t *testing.T, url string) {
	w := newWorld(t, url, "payer", "operator")
	ctx := t.Context()
	var openings []chain.Opening
	for salt := range uint64(20) {
		openings = append(openings, chain.Opening{Terms: w.terms(t, salt), Deposit: amount(100)})
	}
	opened, _, err := w.account(t, "payer").OpenMany(ctx, openings)
	if err != nil || len(opened) != len(openings) {
		t.Fatalf("got %d opened, %v", len(opened), err)
	}
	var receipts []chain.SignedReceipt
	for i, o := range opened {
		if o.Terms != openings[i].Terms {
			t.Errorf("channel %d: got %+v, want %+v", i, o.Terms, openings[i].Terms)
		}
		receipts = append(receipts, w.receiptFor(t, o.ChannelID, uint64(10+i), "signer"))
	}
	receipts[3].Signature = receipts[4].Signature
	done, err := w.account(t, "operator").SettleMany(ctx, testKey(t, "operator").Address(), receipts)
	if err != nil || len(done) != 1 {
		t.Fatalf("got %d transactions, %v; want 1", len(done), err)
	}
	for i, row := range done[0].Event.Rows {
		want := chain.SettledRow{ChannelID: opened[i].ChannelID, Settled: amount(uint64(10 + i)), Outcome: chain.RowSettled}
		if i == 3 {
			want.Settled, want.Outcome = amount(0), chain.RowNoSuchChannel
		}
		if row != want {
			t.Errorf("row %d: got %+v, want %+v", i, row, want)
		}
	}

	// With nothing but its address the payer finds its channels again.
	found, err := w.client.ChannelsOf(ctx, testKey(t, "payer").Address())
	if err != nil || len(found) != len(opened) {
		t.Fatalf("got %d channels, %v; want %d", len(found), err, len(opened))
	}
	for i := range found {
		if found[i].Opened != opened[i] {
			t.Errorf("channel %d: got %+v, want %+v", i, found[i].Opened, opened[i])
		}
	}
	if none, err := w.client.ChannelsOf(ctx, testKey(t, "operator").Address()); err != nil || len(none) != 0 {
		t.Errorf("of another: got %v, %v; want none", none, err)
	}
}

func TestRelayLife(t *testing.T) { onEach(t, testRelayLife) }

func testRelayLife(t *testing.T, url string) {
	w := newWorld(t, url, "operator", "other")
	ctx, operator := t.Context(), w.account(t, "operator")
	address, node, node2 := operator.Address(), testKey(t, "node"), testKey(t, "node2")

	registered, err := operator.Register(ctx, node, amount(100), []byte("first"))
	event := chain.Registered{Operator: address, NodeKey: node.Address(), Stake: amount(100)}
	want(t, "register", registered, err, false, event)
	registered, err = operator.Register(ctx, node, amount(100), []byte("first"))
	want(t, "register again", registered, err, true, event)
	registered, err = operator.Register(ctx, node2, amount(100), []byte("first"))
	wantErr(t, "register another key", registered, err, chain.ErrAlreadyStaked)
	registered, err = w.account(t, "other").Register(ctx, node, amount(100), []byte("x"))
	wantErr(t, "register another's key", registered, err, chain.ErrNodeKeyTaken)
	if _, err = w.account(t, "other").Register(ctx, testKey(t, "node3"), amount(5), []byte("other")); err != nil {
		t.Fatal(err)
	}

	descriptor, err := operator.UpdateDescriptor(ctx, []byte("second"))
	want(t, "descriptor", descriptor, err, false, chain.DescriptorPublished{Operator: address, Number: 2, Descriptor: []byte("second")})
	rotated, err := operator.RotateNodeKey(ctx, node2)
	want(t, "rotate", rotated, err, false, chain.NodeKeyRotated{Operator: address, OldNodeKey: node.Address(), NewNodeKey: node2.Address()})
	rotated, err = operator.RotateNodeKey(ctx, node2)
	want(t, "rotate again", rotated, err, true, chain.NodeKeyRotated{Operator: address, NewNodeKey: node2.Address()})
	added, err := operator.AddStake(ctx, amount(11))
	want(t, "add stake", added, err, false, chain.StakeAdded{Operator: address, Stake: amount(111)})

	relays, err := w.client.Relays(ctx)
	if err != nil || len(relays) != 2 {
		t.Fatalf("got %d relays, %v; want 2", len(relays), err)
	}
	r := relays[0]
	if r.Operator != address || r.NodeKey != node2.Address() || r.Stake != amount(111) || !r.Staked || r.DescriptorNumber != 2 || string(r.Descriptor) != "second" {
		t.Errorf("got relay %+v", r)
	}
	if !bytes.Equal(relays[1].Descriptor, []byte("other")) {
		t.Errorf("got relay %+v", relays[1])
	}
	for key, want := range map[common.Address][2]bool{node.Address(): {true, false}, node2.Address(): {true, true}, address: {false, false}} {
		status, err := w.client.NodeKey(ctx, key)
		if got := [2]bool{status.Registered(), status.Active}; err != nil || got != want {
			t.Errorf("node key %s: got registered, active %v, %v; want %v", key, got, err, want)
		}
	}

	begun, err := operator.BeginUnstaking(ctx)
	if err != nil {
		t.Fatal(err)
	}
	begunAgain, err := operator.BeginUnstaking(ctx)
	want(t, "begin unstaking again", begunAgain, err, true, begun.Event)
	early, err := operator.FinishUnstaking(ctx)
	wantErr(t, "finish unstaking early", early, err, chain.ErrNotUnbonded)
	w.advance(t, w.client.UnbondingPeriod())
	finished, err := operator.FinishUnstaking(ctx)
	want(t, "finish unstaking", finished, err, false, chain.UnstakingFinished{Operator: address, Stake: amount(111)})
	if relay, err := w.client.Relay(ctx, address); err != nil || relay.Staked || relay.NodeKey != (common.Address{}) {
		t.Errorf("got relay %+v, %v; want it unstaked", relay, err)
	}
	if got := w.tokens(t, address); got != fundedTokens {
		t.Errorf("got %d tokens back, want %d", got, fundedTokens)
	}
}

func TestInsufficientFunds(t *testing.T) {
	w := newWorld(t, startGeth(t, testKey(t, "deployer").Address()))
	_, err := w.account(t, "pauper").Transfer(t.Context(), common.Address{1}, common.Big0)
	if !errors.Is(err, chain.ErrInsufficientFunds) {
		t.Errorf("got %v, want %v", err, chain.ErrInsufficientFunds)
	}
}

// A move that pulls more tokens than there are says so, and how many there are.
func TestInsufficientTokens(t *testing.T) {
	w := newWorld(t, startGeth(t, testKey(t, "deployer").Address()), "payer", "operator")
	ctx, payer, operator := t.Context(), w.account(t, "payer"), w.account(t, "operator")
	tooMuch := amount(fundedTokens + 1)
	_, open := payer.Open(ctx, w.terms(t, 1), tooMuch)
	_, _, openMany := payer.OpenMany(ctx, []chain.Opening{{Terms: w.terms(t, 1), Deposit: amount(1)}, {Terms: w.terms(t, 2), Deposit: amount(fundedTokens)}})
	_, register := operator.Register(ctx, testKey(t, "node"), tooMuch, []byte("relay"))
	for move, err := range map[string]error{"open": open, "openMany": openMany, "register": register} {
		if !errors.Is(err, chain.ErrInsufficientTokens) || !strings.Contains(err.Error(), fmt.Sprint(fundedTokens)) {
			t.Errorf("%s: got %v, want %v and the balance", move, err, chain.ErrInsufficientTokens)
		}
	}
}

func TestDialErrors(t *testing.T) {
	w := newWorld(t, startGeth(t, testKey(t, "deployer").Address()))
	other := newWorld(t, w.url, "payer") // a second deployment on the same chain
	good := w.contracts.Config()
	change := func(f func(*chain.Config)) chain.Config { cfg := good; f(&cfg); return cfg }
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }))
	defer page.Close()
	json := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"ok":true}`)) }))
	defer json.Close()
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }))
	defer busy.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + l.Addr().String()
	l.Close()
	tests := []struct {
		name, url string
		cfg       chain.Config
		want      error
	}{
		{"good", w.url, good, nil},
		{"websocket", "ws" + w.url[len("http"):], good, nil},
		{"any chain id", w.url, change(func(c *chain.Config) { c.ChainID = 0 }), nil},
		{"no scheme", "127.0.0.1:8545", good, chain.ErrURL},
		{"other scheme", "ftp://127.0.0.1", good, chain.ErrURL},
		{"empty", "", good, chain.ErrURL},
		{"nobody there", nobody, good, chain.ErrUnreachable},
		{"websocket to nobody", "ws" + nobody[4:], good, chain.ErrUnreachable},
		{"overloaded", busy.URL, good, chain.ErrUnreachable},
		{"a web page", page.URL, good, chain.ErrNotRPC},
		{"other JSON", json.URL, good, chain.ErrNotRPC},
		{"not found", page.URL + "/%zz", good, chain.ErrURL},
		{"other chain", w.url, change(func(c *chain.Config) { c.ChainID = 1 }), chain.ErrChainID},
		{"no channels", w.url, change(func(c *chain.Config) { c.Channels = common.Address{1} }), chain.ErrNoContract},
		{"no registry", w.url, change(func(c *chain.Config) { c.Registry = common.Address{1} }), chain.ErrNoContract},
		{"no addresses", w.url, chain.Config{}, chain.ErrNoContract},
		{"token for channels", w.url, change(func(c *chain.Config) { c.Channels = w.contracts.Token }), chain.ErrWrongContract},
		{"swapped", w.url, change(func(c *chain.Config) { c.Channels, c.Registry = c.Registry, c.Channels }), chain.ErrWrongContract},
		{"registry of other channels", w.url, change(func(c *chain.Config) { c.Registry = other.contracts.Registry }), chain.ErrWrongContract},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client, err := chain.Dial(t.Context(), tt.url, tt.cfg)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if client != nil {
				client.Close()
			}
		})
	}
}

// More channels than one transaction takes: settleMany is split, and each part fits the gas limit and geth's pool.
func TestSettleManyBeyondOneTransaction(t *testing.T) {
	const channels, opening = 1000, 250
	w := newWorld(t, startGeth(t, testKey(t, "deployer").Address()), "payer", "operator")
	ctx := t.Context()
	var receipts []chain.SignedReceipt
	for len(receipts) < channels {
		var openings []chain.Opening
		for range opening {
			openings = append(openings, chain.Opening{Terms: w.terms(t, uint64(len(receipts)+len(openings))), Deposit: amount(10)})
		}
		opened, _, err := w.account(t, "payer").OpenMany(ctx, openings)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range opened {
			receipts = append(receipts, w.receiptFor(t, o.ChannelID, 7, "signer"))
		}
	}
	operator := testKey(t, "operator").Address()
	done, err := w.account(t, "operator").SettleMany(ctx, operator, receipts)
	if err != nil || len(done) != 2 {
		t.Fatalf("got %d transactions, %v; want 2", len(done), err)
	}
	for _, d := range done {
		if d.GasUsed > chain.MaxGas {
			t.Errorf("%d rows took %d gas, want at most %d", len(d.Event.Rows), d.GasUsed, chain.MaxGas)
		}
		t.Logf("%d rows: %d gas", len(d.Event.Rows), d.GasUsed)
	}
	if got := w.tokens(t, operator); got != fundedTokens+7*channels {
		t.Errorf("operator has %d tokens, want %d", got, fundedTokens+7*channels)
	}
}
