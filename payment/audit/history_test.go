package audit

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

var domain = typeddata.Domain{ChainID: 1337, Contract: common.HexToAddress("0x5fbdb2315678afecb367f032d93f642f64180aa3")}

func keyOf(n byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(bytes.Repeat([]byte{n}, 32))
	if err != nil {
		panic(err)
	}
	return k
}

func addressOf(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func sign(k *ecdsa.PrivateKey, digest common.Hash) typeddata.Signature {
	s, err := typeddata.Sign(k, digest)
	if err != nil {
		panic(err)
	}
	return s
}

// world makes a channel's history by the relay's own machine.
type world struct {
	t            testing.TB
	signer, node *ecdsa.PrivateKey
	terms        receipt.ChannelTerms
	quote        receipt.Quote
	payee        channel.Payee
	now          channel.Time
	salt         uint64
	last         uint64
	keys         map[uint64][2]*ecdsa.PrivateKey
	metered      map[uint64]*[2]uint64
	offers       []channel.SignedOffer
	receipts     []typeddata.Signature
	consent      *Consent
	auths        map[uint64]wire.SignedAuthorization
	evidence     map[uint64][2]*sample.Evidence
}

func newWorld(t testing.TB, salt uint64) *world {
	w := &world{
		t: t, signer: keyOf(1), node: keyOf(2), now: channel.Time{Ms: 1_700_000_000_000, Head: 1_700_000_000}, salt: salt,
		keys: map[uint64][2]*ecdsa.PrivateKey{}, metered: map[uint64]*[2]uint64{}, auths: map[uint64]wire.SignedAuthorization{}, evidence: map[uint64][2]*sample.Evidence{},
	}
	w.terms = receipt.ChannelTerms{
		Payer: common.Address{19: 7}, Signer: addressOf(w.signer), Payee: common.Address{19: 9}, Closer: addressOf(w.node),
		CreditCap: typeddata.NewAmount(1 << 40), OpenBy: 1_800_000_000, Salt: salt,
	}
	w.quote = receipt.Quote{
		Payee: w.terms.Payee, Closer: w.terms.Closer, NodeKey: w.terms.Closer, CreditCap: w.terms.CreditCap,
		W0: typeddata.NewAmount(1 << 39), PricePerGiB: typeddata.NewAmount(1 << 34), FlatPrice: typeddata.NewAmount(10), EpsPermille: 20,
	}
	d := channel.Deployment{Domain: domain, ClosingPeriod: 3600}
	var effects []channel.Effect
	w.payee, effects = channel.NewPayee(channel.PayeeConfig{Deployment: d, Terms: w.terms, Quote: w.quote, LingerMs: 1}, w.now, w.fresh())
	w.perform(effects)
	w.step(channel.ChainSeen{View: channel.ChainView{Deposit: typeddata.NewAmount(1 << 50), Final: true}})
	return w
}

func (w *world) fresh() (salt [record.SaltSize]byte) {
	w.salt++
	binary.BigEndian.PutUint64(salt[:], w.salt)
	return salt
}

func (w *world) step(e channel.PayeeEvent) {
	w.t.Helper()
	next, effects, err := w.payee.Step(e, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	w.payee = next
	w.perform(effects)
}

func (w *world) perform(effects []channel.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case channel.SendOffer:
			e.Offer.Signature = sign(w.node, e.Offer.Digest(domain))
			w.offers = append(w.offers, e.Offer)
			w.receipts = append(w.receipts, typeddata.Signature{})
		case channel.SendConsent:
			w.consent = &Consent{e.Consent.AtLeast, sign(w.node, e.Consent.Digest(domain))}
		}
	}
}

// session begins one with ack keys for the ends; nil: none.
func (w *world) session(a, b *ecdsa.PrivateKey) uint64 {
	w.last = channel.NewSessionID(w.now, uint32(w.salt), w.last)
	auth := receipt.SessionAuthorization{
		ChannelID: w.terms.ID(domain), SessionID: w.last, AckDeadline: w.now.Head + 200_000,
		Tariff: tariff(w.quote),
	}
	if a != nil {
		auth.KeyA = addressOf(a)
	}
	if b != nil {
		auth.KeyB = addressOf(b)
	}
	w.keys[w.last], w.metered[w.last] = [2]*ecdsa.PrivateKey{a, b}, new([2]uint64)
	w.auths[w.last] = wire.SignedAuthorization{SessionAuthorization: auth, Signature: sign(w.signer, auth.Digest(domain))}
	w.step(channel.Authorized{Authorization: channel.Authorization{SessionAuthorization: auth, Signature: w.auths[w.last].Signature}})
	return w.last
}

// move forwards bytes of which lost do not arrive, and has all acknowledge and count.
func (w *world) move(id, ab, ba, lost uint64) {
	w.now.Ms += 500
	m := w.metered[id]
	m[0], m[1] = m[0]+ab+lost, m[1]+ba
	w.step(channel.Metered{SessionID: id, AB: m[0], BA: m[1]})
	arrived := m[0] - lost
	m[0] = arrived
	defer func() { m[0] = arrived + lost }()
	counts := [2]ack.Counts{
		{SentBytes: arrived + lost, RecvBytes: m[1], SentPackets: w.now.Ms, RecvPackets: w.now.Ms},
		{SentBytes: m[1], RecvBytes: arrived, SentPackets: w.now.Ms, RecvPackets: w.now.Ms},
	}
	for side, key := range w.keys[id] {
		if key == nil {
			continue
		}
		a := ack.DeliveryAck{ChannelID: w.terms.ID(domain), SessionID: id, Side: ack.Side(side), Counts: counts[side]}
		if e := w.evidence[id][side]; e != nil {
			a.Evidence = e.Hash()
		}
		signed, err := ack.Sign(a, domain, key)
		if err != nil {
			w.t.Fatal(err)
		}
		w.step(channel.Acked{Ack: signed})
	}
	w.step(channel.Counted{SessionID: id, Counts: ack.Counts{RecvBytes: m[1]}})
}

func (w *world) bill() {
	w.now.Ms += 500
	w.step(channel.Bill{Salt: w.fresh})
}

// sign receipts the newest Offer.
func (w *world) sign() {
	w.t.Helper()
	n := len(w.offers) - 1
	r := w.offers[n].Receipt()
	w.receipts[n] = sign(w.signer, r.Digest(domain))
	w.step(channel.Receipted{Receipt: r, Signature: w.receipts[n]})
}

func (w *world) settle() { w.bill(); w.sign() }

// refuse has the payer accept less of the newest Offer, which is superseded.
func (w *world) refuse(id, ba uint64) {
	n := len(w.offers) - 1
	w.step(channel.Refused{LogSize: w.offers[n].State.LogSize, SessionID: id, RecvAB: 1 << 60, RecvBA: ba, Salt: w.fresh()})
	w.offers, w.receipts = append(w.offers[:n], w.offers[n+1:]...), append(w.receipts[:n], w.receipts[n+1:]...)
}

func (w *world) end(id uint64) {
	w.step(channel.Ended{SessionID: id, Reason: channel.EndByPayer})
	w.now.Ms += 10
}

func (w *world) channel() Channel { return Channel{domain, w.terms} }

// section writes the history.
func (w *world) section(b *Writer, redact func(uint64) bool) error {
	s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, redact)
	if err != nil {
		return err
	}
	return w.history(s)
}

func (w *world) history(s *SectionWriter) error {
	for i, o := range w.offers {
		if err := s.Batch(o, w.receipts[i]); err != nil {
			return err
		}
	}
	r := Registration{NodeKeyRegistration: receipt.NodeKeyRegistration{Registry: common.Address{1}, Operator: common.Address{2}}}
	r.Signature = sign(w.node, r.Digest(domain))
	return s.Tail(Tail{w.consent, &r})
}

func bundle(t testing.TB, redact func(uint64) bool, worlds ...*world) []byte {
	t.Helper()
	var out bytes.Buffer
	b, err := NewWriter(&out)
	for _, w := range worlds {
		if err == nil {
			err = w.section(b, redact)
		}
	}
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// story is a channel with sessions of every basis, loss, a refusal, and a consent.
func story(t testing.TB, salt uint64) *world {
	w := newWorld(t, salt)
	both := w.session(keyOf(3), keyOf(4))
	b := w.session(nil, keyOf(5))
	w.move(both, 100_000, 50_000, 0)
	w.move(b, 70_000, 3_000, 1_000)
	w.settle()
	w.move(b, 10_000, 900, 0)
	w.bill()
	w.refuse(b, 3_000)
	w.sign()
	w.settle() // b's close
	w.move(both, 1_000_000, 40_000, 0)
	w.settle()
	late := w.session(nil, keyOf(6))
	w.move(late, 4_096, 0, 100)
	w.end(both)
	w.settle()
	w.end(late)
	w.settle()
	w.step(channel.CloseAsked{})
	if w.consent == nil {
		t.Fatal("no consent")
	}
	return w
}

func logOf(offers []channel.SignedOffer) (log batchlog.Log) {
	for _, o := range offers {
		for _, r := range o.Records {
			log = log.Append(r.LeafHash())
		}
	}
	return log
}

// laterSection writes the history from its second receipt on.
func (w *world) laterSection(b *Writer) error {
	o := w.offers[1]
	base := channel.SignedReceipt{Receipt: o.Receipt(), Signature: w.receipts[1], Table: o.Table, Below: o.Below, Range: logOf(w.offers[:2]).Range()}
	s, err := b.Channel(w.channel(), base, addressOf(w.node), nil)
	if err != nil {
		return err
	}
	rest := *w
	rest.offers, rest.receipts = w.offers[2:], w.receipts[2:]
	for i, o := range rest.offers {
		// What the base's records named is stated anew.
		for _, earlier := range w.offers[:2] {
			o.Authorizations = append(o.Authorizations, earlier.Authorizations...)
			o.Acks = append(o.Acks, earlier.Acks...)
		}
		if err := s.Batch(o, rest.receipts[i]); err != nil {
			return err
		}
	}
	return s.Tail(Tail{})
}

// evident is a channel with two sessions whose ends sampled packets, A being the payer in the
// second: of 1100 from A to B in the first, one was lost and one changed.
func evident(t testing.TB) *world {
	w := newWorld(t, 300)
	id := w.session(keyOf(3), keyOf(4))
	var a, b sample.Evidence
	for i := range uint32(1100) {
		l := sample.NewLeaf(ack.A, i, make([]byte, sample.TagSize))
		a.Sent = append(a.Sent, l)
		switch i {
		case 7:
		case 8:
			l[20] = 0xff
			fallthrough
		default:
			b.Received = append(b.Received, l)
		}
	}
	w.evidence[id] = [2]*sample.Evidence{&a, &b}
	w.move(id, 10_000, 20_000, 0)
	second := w.session(nil, keyOf(5))
	back := []sample.Leaf{sample.NewLeaf(ack.B, 100, make([]byte, sample.TagSize))}
	w.evidence[second] = [2]*sample.Evidence{{Received: back}, {Sent: back}}
	w.move(second, 1_000, 2_000, 0)
	w.end(id)
	w.end(second)
	w.settle()
	return w
}

// sampled is what an end sampled, as it would keep it.
func (w *world) sampled(id uint64, side ack.Side) Sampled {
	key := w.keys[id][side]
	if key == nil {
		key = w.signer
	}
	e := w.evidence[id][side]
	a := ack.DeliveryAck{ChannelID: w.terms.ID(domain), SessionID: id, Side: side, Counts: ack.Counts{SentPackets: 5000, RecvPackets: 5000}, Evidence: e.Hash()}
	signed, err := ack.Sign(a, domain, key)
	if err != nil {
		w.t.Fatal(err)
	}
	return Sampled{Endpoint{w.auths[id], signed}, *e}
}

// evidentSection writes the history with the samples of these sides.
func (w *world) evidentSection(sides ...ack.Side) func(*Writer) error {
	return func(b *Writer) error {
		s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
		if err == nil {
			err = w.history(s)
		}
		return errors.Join(err, w.samples(s, sides...))
	}
}

// samplesSection writes the samples of these sides, and no history.
func (w *world) samplesSection(sides ...ack.Side) func(*Writer) error {
	return func(b *Writer) error {
		s, err := b.Channel(w.channel(), channel.SignedReceipt{}, common.Address{}, nil)
		return errors.Join(err, w.samples(s, sides...))
	}
}

func (w *world) samples(s *SectionWriter, sides ...ack.Side) error {
	for _, id := range sessions(w) {
		for _, side := range sides {
			if err := s.Sampled(w.sampled(id, side)); err != nil {
				return err
			}
		}
	}
	return nil
}
