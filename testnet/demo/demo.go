// Package demo is the whole story on a devnet: stake, open, authorize, a real
// application over the relay, receipts all the while, a stranger who floods, close,
// settlement, and the proof that the money adds up.
package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	mrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/history"
	"github.com/portage-relay/portage/client/stream"
	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/chain"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/testnet/devnet"
)

const (
	// MinSize is the least file that exercises the credit often: bytes.
	MinSize = 64 << 20
	// FloodSize is what the stranger sends: bytes.
	FloodSize = 8 << 20
	// floodPacket is one packet of it, and floodRate how fast they go: bytes a second. It
	// is a nuisance, not a test of the machine.
	floodPacket = 1200
	floodRate   = 4 << 20

	progressEvery = 500 * time.Millisecond
	timeout       = 10 * time.Minute
)

// Config of a demonstration.
type Config struct {
	Net  devnet.File
	Size int64     // of the file, bytes
	Tell io.Writer // narration
	// Bundle is the file that A's audit bundle is written to; empty: none is.
	Bundle string
	// Evidence has both ends sample one packet in so many; 0: none.
	Evidence uint32
}

// Result is what the demonstration measured. Amounts are base units.
type Result struct {
	FileSHA256   string            `json:"file_sha256"`
	FileSHA256OK bool              `json:"file_sha256_ok"`
	FileBytes    int64             `json:"file_bytes"`
	PayloadBytes uint64            `json:"payload_bytes"`       // that the relay forwarded, both ways
	AckedBytes   uint64            `json:"acked_bytes"`         // signed by the receiver
	CountedBytes uint64            `json:"payer_counted_bytes"` // on the way back to A
	PaidBytes    uint64            `json:"paid_bytes"`
	StrangerSent uint64            `json:"unsolicited_bytes_sent"`
	StrangerGot  uint64            `json:"unsolicited_bytes_reached_endpoint"`
	StrangerBill uint64            `json:"unsolicited_bytes_billed"`
	Batches      uint64            `json:"batches"`
	Receipts     uint64            `json:"receipts"`
	Acks         uint64            `json:"acks"`
	MaxUnpaid    Units             `json:"max_unpaid_amount"`
	Credit       Units             `json:"credit_amount"`
	CreditBytes  uint64            `json:"credit_bytes"` // what the credit buys
	Paid         Units             `json:"paid_amount"`
	Refund       Units             `json:"refund_amount"`
	Deposit      Units             `json:"deposit_amount"`
	Conserved    bool              `json:"conserved"` // by token balances on chain
	Gas          map[string]uint64 `json:"gas"`       // by transaction kind
	Wall         float64           `json:"wall_s"`
	TransferWall float64           `json:"transfer_s"`
	Evidence     *Evidence         `json:"evidence,omitempty"` // where packets were sampled
	Failures     []string          `json:"failures,omitempty"`
}

// Evidence is what both ends' samples say, as an audit of A's bundle tells it.
type Evidence struct {
	OneIn uint32 `json:"one_in"`
	audit.Compared
}

// Units is an amount in base units that encodes as a JSON number, for a demonstration's
// are small enough for every reader.
type Units struct{ typeddata.Amount }

// MarshalJSON implements json.Marshaler.
func (u Units) MarshalJSON() ([]byte, error) { return []byte(u.String()), nil }

// ErrFailed says that something that has to hold does not; Result.Failures names it.
var ErrFailed = errors.New("demo: what was promised does not hold")

// run is one demonstration under way.
type run struct {
	cfg    Config
	began  time.Time
	chain  *chain.Client
	payer  *keys.Key
	a, b   *client.Client
	kept   *history.Dir // what A signs
	relay  devnet.RelayFile
	result Result

	mu  sync.Mutex
	gas map[string]uint64
}

// Run runs the demonstration on a devnet that is up. With ErrFailed the result is
// complete.
func Run(ctx context.Context, cfg Config) (Result, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("demo: not done within %s", timeout))
	defer cancel()
	r := &run{cfg: cfg, began: time.Now(), relay: cfg.Net.Relays[0], gas: map[string]uint64{}}
	dir, err := os.MkdirTemp("", "portage-demo-")
	if err != nil {
		return r.result, err
	}
	defer os.RemoveAll(dir)
	if r.kept, err = history.Open(dir); err != nil {
		return r.result, err
	}
	defer r.kept.Close()
	if err := r.prepare(ctx); err != nil {
		return r.result, err
	}
	defer r.chain.Close()
	defer r.b.Close()
	defer r.a.Close()
	deposit, err := r.fund(ctx)
	if err != nil {
		return r.result, err
	}
	m, err := r.begin(ctx)
	if err != nil {
		return r.result, err
	}
	ch, err := r.carry(ctx, deposit)
	if err != nil {
		return r.result, err
	}
	if err := r.settle(ctx, ch, m); err != nil {
		return r.result, err
	}
	if err := r.export(); err != nil {
		return r.result, err
	}
	if err := r.compare(ctx, ch.ID); err != nil {
		return r.result, err
	}
	r.result.Gas, r.result.Wall = r.gas, time.Since(r.began).Seconds()
	r.judge()
	r.table()
	if len(r.result.Failures) > 0 {
		return r.result, fmt.Errorf("%w: %v", ErrFailed, r.result.Failures)
	}
	return r.result, nil
}

func (r *run) tell(format string, args ...any) {
	fmt.Fprintf(r.cfg.Tell, "%6.2fs  %s\n", time.Since(r.began).Seconds(), fmt.Sprintf(format, args...))
}

// prepare connects both ends: A with the chain and a key that has no channel yet, B with
// neither.
func (r *run) prepare(ctx context.Context) error {
	var err error
	if r.chain, err = chain.Dial(ctx, r.cfg.Net.RPC, r.cfg.Net.Config()); err != nil {
		return fmt.Errorf("demo: is the devnet up? %w", err)
	}
	if r.payer, err = keys.Generate(); err == nil {
		r.a, err = client.New(client.Config{Chain: r.chain, Key: r.payer, Moved: r.moved, History: r.kept, Samples: r.kept})
	}
	if err == nil {
		r.b, err = client.New(client.Config{Samples: r.kept})
	}
	if err != nil {
		r.chain.Close()
		return err
	}
	known, err := r.chain.NodeKey(ctx, r.relay.NodeKey)
	if err != nil {
		return err
	}
	r.tell("relay %s… staked %s with the registry; it is paid at %s", r.relay.PeerID[:12], tokens(known.Relay.Stake), r.relay.Operator)
	return nil
}

// moved keeps the gas of A's moves.
func (r *run) moved(m client.Move) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gas[string(m.Kind)] += m.Mined.GasUsed
	r.tell("on chain: %s, %d gas, transaction %s", m.Kind, m.Mined.GasUsed, m.Mined.Tx)
}

// payerWei is what A gets for gas.
var payerWei = big.NewInt(1e17)

// fund gives A what it deposits, and wei for gas, from the devnet's last account: the
// one that others use least, as two programs with one key get in each other's way.
func (r *run) fund(ctx context.Context) (deposit typeddata.Amount, err error) {
	if deposit, err = r.deposit(ctx); err != nil {
		return deposit, err
	}
	last := r.cfg.Net.Accounts[len(r.cfg.Net.Accounts)-1]
	rich, err := keys.Store{}.LoadFile(last.Keystore, keys.PasswordFile(r.cfg.Net.PasswordFile))
	if err != nil {
		return deposit, err
	}
	account := r.chain.Account(rich, chain.AccountConfig{})
	if _, err = account.Transfer(ctx, r.payer.Address(), payerWei); err == nil {
		_, err = account.Call(ctx, r.cfg.Net.Token, bindings.NewDevToken().PackTransfer(r.payer.Address(), deposit.Big()))
	}
	if err != nil {
		return deposit, fmt.Errorf("demo: funding A from %s: %w", rich.Address(), err)
	}
	r.tell("A has %s from %s", tokens(deposit), rich.Address())
	return deposit, nil
}

// carry makes a session between A and B and sends the file, a stranger flooding B's side
// meanwhile. It returns the channel that paid.
func (r *run) carry(ctx context.Context, deposit typeddata.Amount) (client.Channel, error) {
	info, err := addrInfo(r.relay)
	if err != nil {
		return client.Channel{}, err
	}
	l, err := r.b.Listen(ctx, client.ListenOptions{Relay: info, Evidence: r.cfg.Evidence})
	if err != nil {
		return client.Channel{}, fmt.Errorf("end B listens: %w", err)
	}
	defer l.Close()
	r.tell("B listens at the relay; its invitation: %.40s…", l.Invitation())

	accepted := make(chan end, 1)
	go func() {
		conn, err := l.Accept(ctx)
		accepted <- end{conn, err}
	}()
	a, err := r.a.Dial(ctx, l.Invitation(), client.DialOptions{Funding: client.Funding{Deposit: deposit}, Evidence: r.cfg.Evidence})
	if err != nil {
		return client.Channel{}, fmt.Errorf("end A dials: %w", err)
	}
	defer a.Close()
	got := <-accepted
	if got.err != nil {
		return client.Channel{}, fmt.Errorf("end B accepts: %w", got.err)
	}
	b := got.conn
	defer b.Close()
	r.tell("A opened channel %s with %s and authorized session %d", a.Channel().ID, tokens(a.Channel().Deposit), a.SessionID())
	r.tell("A knows B only as %s, B knows A only as %s: addresses of the relay", a.Peer(), b.Peer())
	return a.Channel(), r.transfer(ctx, a, b)
}

// deposit is what a new channel is to hold: the file with a quarter more, for packets'
// headers and acknowledgements, and the credit, which the relay wants covered to the end.
func (r *run) deposit(ctx context.Context) (typeddata.Amount, error) {
	o, err := r.a.Pick(ctx, r.relay.NodeKey)
	if err != nil {
		return typeddata.Amount{}, err
	}
	q := o.Quote
	t := price.Tariff{PerGiB: q.PricePerGiB, Flat: q.FlatPrice}
	r.result.CreditBytes = t.BytesWithin(q.CreditCap)
	r.tell("the relay quotes %s a GiB, and gives credit for at most %d bytes", tokens(q.PricePerGiB), r.result.CreditBytes)
	return t.Uncapped(uint64(r.cfg.Size) / 4 * 5).Add(q.CreditCap)
}

type end struct {
	conn *client.Conn
	err  error
}

// transfer sends the file while the stranger floods and progress is told.
func (r *run) transfer(ctx context.Context, a, b *client.Conn) error {
	var seed [32]byte
	rand.Read(seed[:]) // never fails (crypto/rand)
	var sent atomic.Int64
	began := time.Now()

	flood, stopFlood := context.WithCancel(ctx)
	defer stopFlood()
	flooded := make(chan uint64, 1)
	go func() { flooded <- r.flood(flood, a.Peer()) }()
	progress, stopProgress := context.WithCancel(ctx)
	var telling sync.WaitGroup
	telling.Go(func() { r.progress(progress, a, &sent) })

	receiving, stopReceiving := context.WithCancel(ctx)
	defer stopReceiving()
	received := make(chan error, 1)
	go func() { received <- receive(receiving, b) }()
	theirs, ours, err := send(ctx, a, seed, r.cfg.Size, &sent)
	if err != nil {
		stopReceiving()
	}
	stopProgress()
	telling.Wait()
	if err = errors.Join(err, <-received); err != nil {
		return fmt.Errorf("the transfer: %w; the session: %w", err, errors.Join(a.Err(), b.Err()))
	}
	r.result.TransferWall = time.Since(began).Seconds()
	r.result.FileBytes, r.result.FileSHA256 = r.cfg.Size, hex.EncodeToString(theirs[:])
	r.result.FileSHA256OK = theirs == ours
	r.tell("B has the file: SHA-256 %s, as A sent it: %t", r.result.FileSHA256[:16]+"…", r.result.FileSHA256OK)
	r.result.StrangerSent = <-flooded
	r.result.StrangerGot = b.Progress().Rejected.Bytes

	if err := b.Close(); err != nil {
		return fmt.Errorf("end B closes: %w", err)
	}
	if err := a.Close(); err != nil {
		return fmt.Errorf("end A closes: %w", err)
	}
	r.account(a)
	return nil
}

// account takes down what the receipted records say.
func (r *run) account(a *client.Conn) {
	p := a.Progress()
	r.result.PayloadBytes = p.SentAB + p.SentBA
	if p.BasisAB == record.ReceiverSigned {
		r.result.AckedBytes = p.RecvAB
	}
	if p.BasisBA == record.PayerCounted {
		r.result.CountedBytes = p.RecvBA
	}
	r.result.PaidBytes = p.RecvAB + p.RecvBA
	r.result.StrangerBill = p.RecvAB - min(p.RecvAB, p.Counts.SentBytes)
	r.result.Batches, r.result.Receipts, r.result.Acks = p.Batches, p.Receipts, p.Acks
}

func (r *run) progress(ctx context.Context, a *client.Conn, sent *atomic.Int64) {
	ticker := time.NewTicker(progressEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			p := a.Progress()
			r.tell("%5.1f of %.0f MiB sent · %d batches · %d receipts · unpaid %s · paid %s",
				float64(sent.Load())/(1<<20), float64(r.cfg.Size)/(1<<20), p.Batches, p.Receipts, tokens(p.Unpaid), tokens(p.Paid))
		}
	}
}

// flood sends FloodSize bytes to B's relayed address, from an address that B's permission
// admits (permissions know no ports: RFC 8656, section 9), and returns how many it sent.
func (r *run) flood(ctx context.Context, to net.Addr) (sent uint64) {
	target, err := net.ResolveUDPAddr("udp", to.String())
	if err != nil {
		return 0
	}
	socket, err := net.DialUDP("udp", &net.UDPAddr{IP: target.IP}, target)
	if err != nil {
		r.tell("the stranger cannot send: %v", err)
		return 0
	}
	defer socket.Close()
	r.tell("a stranger at %s begins to flood B's relayed address", socket.LocalAddr())
	packet := make([]byte, floodPacket)
	rand.Read(packet)
	pace := time.NewTicker(10 * time.Millisecond)
	defer pace.Stop()
	for sent < FloodSize {
		select {
		case <-ctx.Done():
			return sent
		case <-pace.C:
		}
		for range floodRate / 100 / floodPacket {
			if n, err := socket.Write(packet); err == nil {
				sent += uint64(n)
			}
		}
	}
	return sent
}

// settle closes the channel by consent and checks the money that moved since m began.
func (r *run) settle(ctx context.Context, ch client.Channel, m money) error {
	st, err := r.relayStatus(ctx, ch.ID)
	if err != nil {
		return err
	}
	r.result.MaxUnpaid, r.result.Credit = Units{st.MaxUnpaid}, Units{st.CreditCap}
	now, err := r.a.Channel(ctx, ch.ID)
	if err != nil {
		return err
	}
	r.result.Deposit = Units{now.Deposit}
	done, err := r.a.CloseChannel(ctx, ch.ID)
	if err != nil {
		return fmt.Errorf("close: %w", err)
	}
	if done.Closed == nil {
		return fmt.Errorf("close: the relay did not consent: %w", done.Why)
	}
	r.result.Paid, r.result.Refund = Units{done.Closed.Settled}, Units{done.Closed.Refund}
	if err := r.end(ctx, &m); err != nil {
		return err
	}
	err = m.check(ch.ID, now.Deposit, paidOut{
		payer: r.payer.Address(), payee: r.relay.Operator,
		paid: done.Closed.Settled, refund: done.Closed.Refund, settled: done.Closed.Settled,
	})
	if err != nil {
		r.tell("%v", err)
	}
	r.result.Conserved = err == nil
	return nil
}

// export writes A's audit bundle, if it is asked for.
func (r *run) export() error {
	if r.cfg.Bundle == "" {
		return nil
	}
	f, err := os.Create(r.cfg.Bundle)
	if err != nil {
		return err
	}
	_, err = r.kept.Bundle(f, nil, nil)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("demo: audit bundle: %w", err)
	}
	r.tell("A's audit bundle is %s; check it with: portage audit %[1]s", r.cfg.Bundle)
	return nil
}

// compare compares what both ends sampled, if they did.
func (r *run) compare(ctx context.Context, id common.Hash) error {
	if r.cfg.Evidence == 0 {
		return nil
	}
	var bundle bytes.Buffer
	if _, err := r.kept.Bundle(&bundle, nil, nil); err != nil {
		return fmt.Errorf("demo: samples: %w", err)
	}
	compared, err := audit.Compare(ctx, 1, func(int) (io.ReadCloser, error) { return io.NopCloser(&bundle), nil })
	if err != nil {
		return fmt.Errorf("demo: samples: %w", err)
	}
	r.result.Evidence = &Evidence{OneIn: r.cfg.Evidence}
	if c := compared[id]; c != nil {
		r.result.Evidence.Compared = *c
	}
	for _, d := range []struct {
		way string
		sample.Comparison
	}{{"A to B", r.result.Evidence.AB}, {"B to A", r.result.Evidence.BA}} {
		loss, change := d.Loss(), d.Change()
		r.tell("of %d packets sampled from %s %.3g %% did not arrive as sent (%.3g to %.3g, 95 %%), and %.3g %% were changed", d.Sent, d.way, 100*loss.Estimate, 100*loss.Low, 100*loss.High, 100*change.Estimate)
	}
	return nil
}

// relayStatus asks the relay what it risked on a channel.
func (r *run) relayStatus(ctx context.Context, id common.Hash) (relayd.ChannelStatus, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.relay.Admin+"/status", nil)
	if err != nil {
		return relayd.ChannelStatus{}, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return relayd.ChannelStatus{}, fmt.Errorf("the relay's status: %w", err)
	}
	defer resp.Body.Close()
	var s relayd.Status
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		return relayd.ChannelStatus{}, fmt.Errorf("the relay's status: %w", err)
	}
	for _, c := range s.Channels {
		if c.ID == id {
			return c, nil
		}
	}
	return relayd.ChannelStatus{}, fmt.Errorf("the relay does not know channel %s", id)
}

// judge names what has to hold and does not.
func (r *run) judge() {
	s := &r.result
	for _, c := range []struct {
		holds bool
		name  string
	}{
		{s.FileSHA256OK, "file_sha256_ok"},
		{s.AckedBytes >= uint64(s.FileBytes), "acked_bytes: the receiver signed for less than the file"},
		{s.PaidBytes == s.AckedBytes+s.CountedBytes, "paid_bytes: not what was acknowledged and counted"},
		{s.PaidBytes <= s.PayloadBytes, "paid_bytes: more than the relay forwarded"},
		{s.StrangerSent >= FloodSize, "unsolicited_bytes_sent: the stranger sent too little"},
		{s.StrangerBill == 0, "unsolicited_bytes_billed"},
		{s.MaxUnpaid.Cmp(s.Credit.Amount) <= 0, "max_unpaid_amount: over the credit"},
		{s.CreditBytes <= 4<<20, "credit_bytes: over 4 MiB"},
		{!s.Paid.IsZero(), "paid_amount: nothing was paid"},
		{s.Conserved, "conserved"},
		{s.Evidence == nil || s.Evidence.Sessions == 1 && s.Evidence.AB.Sent > 0, "evidence: nothing was compared"},
		{s.Evidence == nil || s.Evidence.AB.Foreign == 0 && s.Evidence.BA.Foreign == 0, "evidence: packets were changed"},
	} {
		if !c.holds {
			s.Failures = append(s.Failures, c.name)
		}
	}
}

func (r *run) table() {
	s := r.result
	fmt.Fprintf(r.cfg.Tell, `
  deposited    %22s  by the payer
  paid         %22s  to the relay's operator, for %d bytes
  refunded     %22s  to the payer
  deposits = payments + refunds, by token balances on chain: %t

  forwarded %d bytes · %d signed for by B · %d counted by A
  %d batches · %d receipts · %d acknowledgements
  unpaid at most %s of %s credit
  the stranger sent %d bytes: %d reached B and did not pass, %d were billed
`, tokens(s.Deposit.Amount), tokens(s.Paid.Amount), s.PaidBytes, tokens(s.Refund.Amount), s.Conserved,
		s.PayloadBytes, s.AckedBytes, s.CountedBytes, s.Batches, s.Receipts, s.Acks,
		tokens(s.MaxUnpaid.Amount), tokens(s.Credit.Amount), s.StrangerSent, s.StrangerGot, s.StrangerBill)
	for kind, gas := range s.Gas {
		fmt.Fprintf(r.cfg.Tell, "  gas of %-10s %d\n", kind, gas)
	}
	fmt.Fprintf(r.cfg.Tell, "  %.1f s in all, %.1f s for the file\n", s.Wall, s.TransferWall)
}

// tokens shows base units of 18 decimals.
func tokens(a typeddata.Amount) string {
	return new(big.Rat).SetFrac(a.Big(), big.NewInt(1e18)).FloatString(12)
}

// content is the file: size pseudo-random bytes that a seed gives again.
func content(seed [32]byte, size int64) io.Reader {
	return io.LimitReader(mrand.NewChaCha8(seed), size)
}

// send sends the file and returns the SHA-256 that B answers with, and A's own.
func send(ctx context.Context, a *client.Conn, seed [32]byte, size int64, sent *atomic.Int64) (theirs, ours [32]byte, err error) {
	s, err := stream.Dial(ctx, a, a.Peer())
	if err != nil {
		return theirs, ours, err
	}
	stop := context.AfterFunc(ctx, s.Abort)
	defer stop()
	h := sha256.New()
	if _, err = io.Copy(s, io.TeeReader(content(seed, size), io.MultiWriter(h, counter{sent}))); err == nil {
		err = s.CloseWrite()
	}
	if err == nil {
		_, err = io.ReadFull(s, theirs[:])
	}
	if err == nil {
		_, err = io.Copy(io.Discard, s) // to its end
	}
	return theirs, [32]byte(h.Sum(nil)), errors.Join(err, s.Close())
}

// receive receives the file and answers with its SHA-256.
func receive(ctx context.Context, b *client.Conn) error {
	s, err := stream.Accept(ctx, b)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, s.Abort)
	defer stop()
	h := sha256.New()
	if _, err = io.Copy(h, s); err == nil {
		_, err = s.Write(h.Sum(nil))
	}
	if err == nil {
		err = s.CloseWrite()
	}
	return errors.Join(err, s.Close())
}

// counter counts what is written to it.
type counter struct{ n *atomic.Int64 }

// Write implements io.Writer.
func (c counter) Write(b []byte) (int, error) {
	c.n.Add(int64(len(b)))
	return len(b), nil
}

// addrInfo is where a relay's libp2p host is.
func addrInfo(r devnet.RelayFile) (peer.AddrInfo, error) {
	id, err := peer.Decode(r.PeerID)
	if err != nil {
		return peer.AddrInfo{}, fmt.Errorf("peer ID %q: %w", r.PeerID, err)
	}
	info := peer.AddrInfo{ID: id}
	for _, s := range r.Multiaddrs {
		a, err := multiaddr.NewMultiaddr(s)
		if err != nil {
			return peer.AddrInfo{}, fmt.Errorf("multiaddr %q: %w", s, err)
		}
		info.Addrs = append(info.Addrs, a)
	}
	return info, nil
}
