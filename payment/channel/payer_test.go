package channel_test

import (
	"crypto/ecdsa"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// clone returns an offer that shares nothing with o.
func clone(o channel.SignedOffer) channel.SignedOffer {
	o.Records, o.Acks = slices.Clone(o.Records), slices.Clone(o.Acks)
	o.Authorizations, o.Table.Rows = slices.Clone(o.Authorizations), slices.Clone(o.Table.Rows)
	return o
}

// signOffer signs an offer as the relay.
func (w *world) signOffer(o channel.SignedOffer) channel.SignedOffer {
	o.Signature = sign(nodeKey, o.Digest(w.d.Domain))
	return o
}

// lie makes log, table and sum of an offer what its records and its floor give, as a
// relay does that wants these records paid. It is not signed.
func (w *world) lie(o channel.SignedOffer) channel.SignedOffer {
	base := w.payer.Receipt()
	log, err := batchlog.Restore(base.State.LogSize, base.Range)
	w.must(err)
	table := base.Table
	for _, r := range o.Records {
		log = log.Append(r.LeafHash())
		if r.Type != record.Open {
			table = table.With(r.SessionID, r.Paid)
		}
	}
	o.Table = table.WithFloor(o.Table.Floor)
	o.Below = base.Below
	for _, row := range table.Rows[:len(table.Rows)-len(o.Table.Rows)] {
		o.Below = o.Below.AddCap(row.Paid)
	}
	sum, _ := o.Table.Sum()
	o.CumAmount = sum.AddCap(o.Below)
	o.State = receipt.State{LogSize: log.Size(), LogRoot: log.Root(), SessionsHash: o.Table.Hash()}
	return o
}

// last returns the newest record of an offer, to change it.
func last(o *channel.SignedOffer) *record.Record { return &o.Records[len(o.Records)-1] }

func wantRefusal(t *testing.T, err error, want channel.RefuseCode) *channel.Refusal {
	t.Helper()
	r, ok := channel.AsRefusal(err)
	if !ok {
		t.Fatalf("got %v, want a refusal (%s)", err, want)
	}
	if r.Code != want {
		t.Fatalf("got %v, want %s", r, want)
	}
	return r
}

// TestPayerRefuses changes an honest offer in one thing. Where consistent is set, the
// relay makes log, table and sum fit its lie; it always signs.
func TestPayerRefuses(t *testing.T) {
	tests := []struct {
		name       string
		session    kind
		consistent bool
		change     func(w *world, o *channel.SignedOffer)
		want       channel.RefuseCode
		cause      error // optional
	}{
		{"another channel", bothKeys, true, func(_ *world, o *channel.SignedOffer) { o.ChannelID[0] ^= 1 }, channel.RefuseChannel, channel.ErrWrongChannel},

		{"gap in the log", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.State.LogSize++ }, channel.RefuseBadLog, nil},
		{"largest log size", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.State.LogSize = math.MaxUint64 }, channel.RefuseBadLog, nil},
		{"a record is left out", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.Records = o.Records[1:] }, channel.RefuseBadLog, nil},
		{"another root", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.State.LogRoot[0] ^= 1 }, channel.RefuseBadLog, nil},
		{"another salt than in the root", bothKeys, false, func(_ *world, o *channel.SignedOffer) { last(o).Salt[0] ^= 1 }, channel.RefuseBadLog, nil},
		{"no open record", bothKeys, true, func(_ *world, o *channel.SignedOffer) { o.Records = o.Records[1:] }, channel.RefuseBadLog, nil},
		{"two open records", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			o.Records = append(o.Records, o.Records[0])
		}, channel.RefuseBadLog, nil},
		{"open record of another channel", bothKeys, true, func(_ *world, o *channel.SignedOffer) { o.Records[0].AuthHash[0] ^= 1 }, channel.RefuseBadLog, nil},
		{"open record of another node key", bothKeys, true, func(_ *world, o *channel.SignedOffer) { o.Records[0].AckA[31] ^= 1 }, channel.RefuseBadLog, nil},
		{"another eps", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).EpsPermille++ }, channel.RefuseBadLog, nil},
		{"a type that is none", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).Type = 9 }, channel.RefuseBadLog, record.ErrField},
		{"bytes that wrap", relayCounted, true, func(_ *world, o *channel.SignedOffer) {
			last(o).SentAB, last(o).RecvAB = math.MaxUint64, math.MaxUint64
		}, channel.RefuseBadLog, record.ErrField},
		{"two records of one session", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			o.Records = append(o.Records, *last(o))
		}, channel.RefuseBadLog, nil},
		{"more records than may wait", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			last(o).Type = record.Adjustment
			for len(o.Records) <= channel.MaxPending {
				o.Records = append(o.Records, *last(o))
			}
		}, channel.RefuseBadLog, nil},

		{"session that nobody authorized", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).SessionID++ }, channel.RefuseUnknownSession, channel.ErrUnknownSession},
		{"session authorized by another", bothKeys, true, func(w *world, o *channel.SignedOffer) {
			a := w.sessions[last(o).SessionID].auth
			a.SessionID++
			a.Signature = sign(thiefKey, a.Digest(w.d.Domain))
			o.Authorizations = append(o.Authorizations, a)
			last(o).SessionID, last(o).AuthHash = a.SessionID, a.Hash(w.d.Domain, a.Signature)
		}, channel.RefuseUnknownSession, typeddata.ErrSigner},
		{"session authorized on another channel", bothKeys, true, func(w *world, o *channel.SignedOffer) {
			a := w.sessions[last(o).SessionID].auth
			a.SessionID++
			a.ChannelID[0] ^= 1
			a.Signature = sign(signerKey, a.Digest(w.d.Domain))
			o.Authorizations = append(o.Authorizations, a)
			last(o).SessionID, last(o).AuthHash = a.SessionID, a.Hash(w.d.Domain, a.Signature)
		}, channel.RefuseUnknownSession, channel.ErrUnknownSession},
		{"swapped ack key in the authorization", bothKeys, true, func(w *world, o *channel.SignedOffer) {
			a := w.sessions[last(o).SessionID].auth
			a.KeyB = addressOf(thiefKey)
			a.Signature = sign(thiefKey, a.Digest(w.d.Domain))
			o.Authorizations = []channel.Authorization{a}
			last(o).AuthHash = a.Hash(w.d.Domain, a.Signature)
		}, channel.RefuseUnknownSession, channel.ErrUnknownSession},

		{"acknowledgement not sent along", bothKeys, true, func(_ *world, o *channel.SignedOffer) { o.Acks = o.Acks[:1] }, channel.RefuseAckMissing, nil},
		{"receiver's acknowledgement not named", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).AckB = common.Hash{} }, channel.RefuseAckMissing, nil},
		{"sender's acknowledgement not named", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			last(o).AckA, last(o).RecvBA = common.Hash{}, 0
			last(o).Paid = amount(500)
		}, channel.RefuseAckMissing, nil},
		{"a corrected record without acknowledgement", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			adjusted := *last(o)
			adjusted.Type = record.Adjustment
			last(o).AckB = common.Hash{}
			o.Records = append(o.Records, adjusted)
		}, channel.RefuseAckMissing, nil},

		{"acknowledgement by another key", onlyB, true, func(w *world, o *channel.SignedOffer) {
			last(o).AckB = w.forgeAck(o, func(a *ack.DeliveryAck) { a.RecvBytes += 100 }, thiefKey)
		}, channel.RefuseAckBad, typeddata.ErrSigner},
		{"acknowledgement of another session", onlyB, true, func(w *world, o *channel.SignedOffer) {
			last(o).AckB = w.forgeAck(o, func(a *ack.DeliveryAck) { a.SessionID++ }, w.sessions[last(o).SessionID].keys[ack.B])
		}, channel.RefuseAckBad, ack.ErrOther},
		{"acknowledgement of the other side", onlyB, true, func(w *world, o *channel.SignedOffer) {
			last(o).AckB = w.forgeAck(o, func(a *ack.DeliveryAck) { a.Side = ack.A }, w.sessions[last(o).SessionID].keys[ack.B])
		}, channel.RefuseAckBad, ack.ErrOther},
		{"acknowledgement on another channel", onlyB, true, func(w *world, o *channel.SignedOffer) {
			last(o).AckB = w.forgeAck(o, func(a *ack.DeliveryAck) { a.ChannelID[0] ^= 1 }, w.sessions[last(o).SessionID].keys[ack.B])
		}, channel.RefuseAckBad, ack.ErrOther},
		{"acknowledgement for a side without key", onlyB, true, func(w *world, o *channel.SignedOffer) {
			last(o).AckA = w.forgeAck(o, func(a *ack.DeliveryAck) { a.Side = ack.A }, thiefKey)
		}, channel.RefuseAckBad, typeddata.ErrSigner},

		{"relay-counted without leave", payerCounted, true, func(_ *world, o *channel.SignedOffer) {
			last(o).BasisAB, last(o).BasisBA = record.RelayCounted, record.RelayCounted
		}, channel.RefuseBasis, nil},
		{"payer-counted where the receiver signs", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).BasisAB = record.PayerCounted }, channel.RefuseBasis, nil},
		{"receiver-signed where both sign", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).BasisBA = record.ReceiverSigned }, channel.RefuseBasis, nil},

		{"one byte more than acknowledged", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).RecvAB++ }, channel.RefuseOverCount, nil},
		{"one byte more than the payer counted", payerCounted, true, func(_ *world, o *channel.SignedOffer) { last(o).RecvBA++ }, channel.RefuseOverCount, nil},
		{"more than the relay itself sent", relayCounted, true, func(_ *world, o *channel.SignedOffer) { last(o).RecvAB = last(o).SentAB + 1 }, channel.RefuseOverCount, nil},
		{"all bytes there are", bothKeys, true, func(_ *world, o *channel.SignedOffer) {
			last(o).SentAB, last(o).RecvAB = 1<<63, 1<<63
		}, channel.RefuseOverCount, nil},

		{"one unit over the price", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).Paid = last(o).Paid.AddCap(amount(1)) }, channel.RefuseOverPrice, nil},
		{"all money there is", bothKeys, true, func(_ *world, o *channel.SignedOffer) { last(o).Paid = typeddata.MaxAmount() }, channel.RefuseOverPrice, nil},
		{"over maxAmount", kind{keyB: true, payerIsA: true, most: 600}, true, func(_ *world, o *channel.SignedOffer) { last(o).Paid = amount(601) }, channel.RefuseOverPrice, nil},

		{"floor above every session", bothKeys, true, func(w *world, o *channel.SignedOffer) { o.Table.Floor = last(o).SessionID + 2 }, channel.RefuseTable, nil},
		{"a row too many", bothKeys, false, func(_ *world, o *channel.SignedOffer) {
			o.Table = o.Table.With(o.Table.Floor+9, amount(1))
			o.State.SessionsHash = o.Table.Hash()
			o.CumAmount = o.CumAmount.AddCap(amount(1))
		}, channel.RefuseTable, nil},
		{"a row too few", bothKeys, false, func(_ *world, o *channel.SignedOffer) {
			o.Table.Rows = nil
			o.State.SessionsHash = o.Table.Hash()
		}, channel.RefuseTable, nil},
		{"a richer row", bothKeys, false, func(_ *world, o *channel.SignedOffer) {
			o.Table.Rows[0].Paid = o.Table.Rows[0].Paid.AddCap(amount(1))
			o.State.SessionsHash = o.Table.Hash()
			o.CumAmount = o.CumAmount.AddCap(amount(1))
		}, channel.RefuseTable, nil},
		{"another table under the hash", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.State.SessionsHash[0] ^= 1 }, channel.RefuseTable, nil},
		{"money of sessions under the floor", bothKeys, false, func(_ *world, o *channel.SignedOffer) {
			o.Below = amount(1)
			o.CumAmount = o.CumAmount.AddCap(amount(1))
		}, channel.RefuseTable, nil},
		{"one unit over the sum", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.CumAmount = o.CumAmount.AddCap(amount(1)) }, channel.RefuseSum, channel.ErrMismatch},
		{"one unit under the sum", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.CumAmount = o.CumAmount.SubFloor(amount(1)) }, channel.RefuseSum, channel.ErrMismatch},
		{"the largest sum", bothKeys, false, func(_ *world, o *channel.SignedOffer) { o.CumAmount = typeddata.MaxAmount() }, channel.RefuseSum, channel.ErrMismatch},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			id := w.open(tt.session)
			w.carry(id, 0, 500)
			if tt.session.most == plenty {
				w.carry(id, 1, 300)
			}
			honest := w.nextOffer()
			o := clone(honest)
			tt.change(w, &o)
			if tt.consistent {
				o = w.lie(o)
			}
			next, effects, err := w.payer.Step(channel.Offered{Offer: w.signOffer(o)})
			r := wantRefusal(t, err, tt.want)
			if r.LogSize != o.State.LogSize {
				t.Errorf("the refusal is of log size %d, want %d", r.LogSize, o.State.LogSize)
			}
			if tt.cause != nil && !errors.Is(err, tt.cause) {
				t.Errorf("got %v, want %v", err, tt.cause)
			}
			if len(effects) > 0 || !next.Receipt().CumAmount.IsZero() {
				t.Errorf("a refusal has effects: %v", effects)
			}
			if _, effects, err := w.payer.Step(channel.Offered{Offer: honest}); err != nil || len(effects) != 1 {
				t.Errorf("the honest offer: got %v and %v", effects, err)
			}
		})
	}
}

// forgeAck adds a changed copy of B's acknowledgement to an offer and returns its name.
func (w *world) forgeAck(o *channel.SignedOffer, change func(*ack.DeliveryAck), by *ecdsa.PrivateKey) common.Hash {
	i := slices.IndexFunc(o.Acks, func(a ack.Signed) bool { return a.Side == ack.B })
	a := o.Acks[i].DeliveryAck
	change(&a)
	s := ack.Signed{DeliveryAck: a, Signature: sign(by, a.Digest(w.d.Domain))}
	o.Acks = append(o.Acks, s)
	return s.Hash(w.d.Domain)
}

// TestPayerRefusesForeignSignatures signs honest offers with another key and for other
// chains and contracts.
func TestPayerRefusesForeignSignatures(t *testing.T) {
	w := newWorld(t)
	w.carry(w.open(bothKeys), 0, 500)
	honest := w.nextOffer()
	otherChain, otherContract := w.d.Domain, w.d.Domain
	otherChain.ChainID++
	otherContract.Contract[0] ^= 1
	asReceipt := honest.Receipt()
	for name, sig := range map[string]typeddata.Signature{
		"another key":      sign(thiefKey, honest.Digest(w.d.Domain)),
		"another chain":    sign(nodeKey, honest.Digest(otherChain)),
		"another contract": sign(nodeKey, honest.Digest(otherContract)),
		"as a receipt":     sign(nodeKey, asReceipt.Digest(w.d.Domain)),
		"none":             {},
		"garbage":          {0: 0xff, 32: 0xff, 63: 1},
	} {
		t.Run(name, func(t *testing.T) {
			o := clone(honest)
			o.Signature = sig
			_, _, err := w.payer.Step(channel.Offered{Offer: o})
			wantRefusal(t, err, channel.RefuseSignature)
		})
	}
}

// TestPayerRefusesTwoHistories offers two different things over one log size: before a
// receipt, after it, and after a refusal.
func TestPayerRefusesTwoHistories(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 500)
	first := w.nextOffer()
	second := clone(first)
	last(&second).Salt[0] ^= 1
	second = w.signOffer(w.lie(second))

	signed, _, err := w.payer.Step(channel.Offered{Offer: first})
	w.must(err)
	_, _, err = signed.Step(channel.Offered{Offer: second})
	wantRefusal(t, err, channel.RefuseEquivocation)

	last(&second).RecvAB++
	bad := w.signOffer(w.lie(second))
	refused, _, err := w.payer.Step(channel.Offered{Offer: bad})
	wantRefusal(t, err, channel.RefuseOverCount)
	_, _, err = refused.Step(channel.Offered{Offer: first})
	wantRefusal(t, err, channel.RefuseEquivocation)

	// A payer that resumed knows of its receipt only.
	w.offered(first)
	w.deliverAll()
	w.crashPayer()
	_, _, err = w.payer.Step(channel.Offered{Offer: bad})
	wantRefusal(t, err, channel.RefuseEquivocation)
}

// TestPayerRefusesOldOffers takes offers over what is receipted, and rewritten logs.
func TestPayerRefusesOldOffers(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 500)
	old := w.nextOffer()
	w.offered(old)
	w.deliverAll()
	w.carry(id, 0, 200)
	next := w.nextOffer()
	accepted, _, err := w.payer.Step(channel.Offered{Offer: next})
	w.must(err)

	_, _, err = accepted.Step(channel.Offered{Offer: old})
	wantRefusal(t, err, channel.RefuseStale)

	rewritten := clone(next) // over a log in which the first record has another salt
	log := batchlog.Log{}.Append(old.Records[0].LeafHash())
	changed := *last(&old)
	changed.Salt[0] ^= 1
	rewritten.State.LogRoot = log.Append(changed.LeafHash(), last(&next).LeafHash()).Root()
	_, _, err = w.payer.Step(channel.Offered{Offer: w.signOffer(rewritten)})
	wantRefusal(t, err, channel.RefuseBadLog)

	less := clone(next)
	last(&less).Paid = amount(499)
	_, _, err = w.payer.Step(channel.Offered{Offer: w.signOffer(w.lie(less))})
	wantRefusal(t, err, channel.RefuseBackwards)

	lower := clone(next)
	lower.Table.Floor = 0
	lower.State.SessionsHash = lower.Table.Hash()
	_, _, err = w.payer.Step(channel.Offered{Offer: w.signOffer(lower)})
	wantRefusal(t, err, channel.RefuseTable)
}

// TestPayerPaysDeadSessionsNoMore bills a session once more after the floor passed it.
func TestPayerPaysDeadSessionsNoMore(t *testing.T) {
	w := newWorld(t)
	dead := w.open(bothKeys)
	w.carry(dead, 0, 500)
	w.turn()
	old := w.ledger.leaves[len(w.ledger.leaves)-1].Record
	w.must(w.relay(channel.Ended{SessionID: dead, Reason: channel.EndByPayer}))
	w.turn()
	w.carry(w.open(bothKeys), 0, 100)
	w.turn()
	if r := w.payer.Receipt(); r.Table.Floor <= dead || r.CumAmount != amount(600) {
		t.Fatalf("floor %d, paid %s", r.Table.Floor, r.CumAmount)
	}
	o := channel.SignedOffer{
		Offer: receipt.Offer{ChannelID: w.payer.ID()}, Records: []record.Record{old},
		Authorizations: []channel.Authorization{w.sessions[dead].auth},
	}
	for _, a := range w.acks {
		o.Acks = append(o.Acks, a)
	}
	o.Table.Floor = w.payer.Receipt().Table.Floor
	o = w.lie(o)
	if o.CumAmount != amount(1100) {
		t.Fatalf("the lie is over %s", o.CumAmount)
	}
	_, _, err := w.payer.Step(channel.Offered{Offer: w.signOffer(o)})
	wantRefusal(t, err, channel.RefuseUnknownSession)
}

// TestPayerRepeatsReceipt: a receipt that got lost is said again, word for word.
func TestPayerRepeatsReceipt(t *testing.T) {
	w := newWorld(t)
	w.carry(w.open(bothKeys), 0, 500)
	o := w.nextOffer()
	p, first, err := w.payer.Step(channel.Offered{Offer: o})
	w.must(err)
	_, again, err := p.Step(channel.Offered{Offer: o})
	w.must(err)
	if len(first) != 1 || !slices.Equal(first, again) {
		t.Fatalf("got %v, then %v", first, again)
	}
}

// TestPayerTellsWhatItAccepts: a refusal about bytes says how many would be signed.
func TestPayerTellsWhatItAccepts(t *testing.T) {
	w := newWorld(t)
	id := w.open(payerCounted)
	w.carry(id, 0, 500)
	w.carry(id, 1, 300)
	o := w.nextOffer()
	last(&o).RecvAB += 7
	_, _, err := w.payer.Step(channel.Offered{Offer: w.signOffer(w.lie(o))})
	if r := wantRefusal(t, err, channel.RefuseOverCount); r.SessionID != id || r.RecvAB != 500 || r.RecvBA != 300 {
		t.Fatalf("got %+v", r)
	}
}

// TestPayerAuthorizes holds the rules of session ids and of the payer's own counts.
func TestPayerAuthorizes(t *testing.T) {
	w := newWorld(t)
	a := w.authorize(bothKeys)
	_, _, err := w.payer.Step(channel.Authorize{Authorization: a})
	if !errors.Is(err, channel.ErrSessionID) {
		t.Errorf("the same id: got %v", err)
	}
	other := a
	other.SessionID++
	other.ChannelID[0] ^= 1
	if _, _, err = w.payer.Step(channel.Authorize{Authorization: other}); !errors.Is(err, channel.ErrWrongChannel) {
		t.Errorf("another channel: got %v", err)
	}
	early := w.now
	early.Ms -= 60_000
	if b := w.payer.NewAuthorization(early, 0, common.Address{}, common.Address{}, amount(1)); b.SessionID != a.SessionID+1 {
		t.Errorf("after a clock that ran fast: got %d, want %d", b.SessionID, a.SessionID+1)
	}
	count := func(n uint64) error {
		p, _, err := w.payer.Step(channel.Counted{SessionID: a.SessionID, Counts: ack.Counts{RecvBytes: n}})
		w.payer = p
		return err
	}
	w.must(count(5))
	if err := count(4); !errors.Is(err, ack.ErrBackwards) {
		t.Errorf("counts that fall: got %v", err)
	}
	if _, _, err = w.payer.Step(channel.Counted{SessionID: a.SessionID + 1}); !errors.Is(err, channel.ErrUnknownSession) {
		t.Errorf("counts of no session: got %v", err)
	}
}

func TestNewSessionID(t *testing.T) {
	for _, tt := range []struct {
		ms   uint64
		rand uint32
		last uint64
		want uint64
	}{
		{1, 0, 0, 1 << 20},
		{1, math.MaxUint32, 0, 1<<21 - 1}, // 20 bits of it
		{1, 5, 1<<20 | 5, 1<<20 | 6},
		{1, 5, 1 << 40, 1<<40 + 1},
	} {
		if got := channel.NewSessionID(channel.Time{Ms: tt.ms}, tt.rand, tt.last); got != tt.want {
			t.Errorf("NewSessionID(%d, %d, %d): got %d, want %d", tt.ms, tt.rand, tt.last, got, tt.want)
		}
	}
}

// TestResumePayer gives a payer without memory changed copies of its own receipt.
func TestResumePayer(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 500)
	w.turn()
	older := *w.ledger.Receipt
	w.carry(id, 0, 200)
	w.turn()
	newest, id2 := *w.ledger.Receipt, id+1

	for _, tt := range []struct {
		name   string
		change func(r *channel.SignedReceipt, last *uint64)
		want   error
	}{
		{"the newest", func(*channel.SignedReceipt, *uint64) {}, nil},
		{"an older one", func(r *channel.SignedReceipt, _ *uint64) { *r = older }, nil},
		{"none", func(r *channel.SignedReceipt, _ *uint64) { *r = channel.SignedReceipt{} }, nil},
		{"another amount", func(r *channel.SignedReceipt, _ *uint64) { r.CumAmount = amount(701) }, typeddata.ErrSigner},
		{"another signer", func(r *channel.SignedReceipt, _ *uint64) { r.Signature = sign(thiefKey, r.Digest(w.d.Domain)) }, typeddata.ErrSigner},
		{"an offer's signature", func(r *channel.SignedReceipt, _ *uint64) {
			r.Signature = sign(signerKey, receipt.Offer(r.Receipt).Digest(w.d.Domain))
		}, typeddata.ErrSigner},
		{"another channel", func(r *channel.SignedReceipt, _ *uint64) {
			r.ChannelID[0] ^= 1
			r.Signature = sign(signerKey, r.Digest(w.d.Domain))
		}, channel.ErrWrongChannel},
		{"a poorer table", func(r *channel.SignedReceipt, _ *uint64) { r.Table = r.Table.With(id, amount(1)) }, channel.ErrMismatch},
		{"another floor", func(r *channel.SignedReceipt, _ *uint64) { r.Table.Floor-- }, channel.ErrMismatch},
		{"a table in disorder", func(r *channel.SignedReceipt, _ *uint64) {
			r.Table.Rows = []receipt.Row{{SessionID: id2, Paid: amount(1)}, {SessionID: id, Paid: amount(1)}}
		}, receipt.ErrTable},
		{"money under the floor", func(r *channel.SignedReceipt, _ *uint64) { r.Below = amount(1) }, channel.ErrMismatch},
		{"another range", func(r *channel.SignedReceipt, _ *uint64) { r.Range = older.Range }, batchlog.ErrRange},
		{"a range of another log", func(r *channel.SignedReceipt, _ *uint64) {
			r.Range = slices.Clone(r.Range)
			r.Range[0][0] ^= 1
		}, channel.ErrMismatch},
		{"an id far ahead", func(_ *channel.SignedReceipt, last *uint64) { *last = (w.now.Ms + channel.MaxAheadMs + 1) << 20 }, channel.ErrSessionID},
		{"the largest id", func(_ *channel.SignedReceipt, last *uint64) { *last = math.MaxUint64 }, channel.ErrSessionID},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, last := newest, id
			tt.change(&r, &last)
			p, err := channel.ResumePayer(w.payerConfig(), r, last, w.now)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if err == nil && p.Receipt().CumAmount != r.CumAmount {
				t.Fatalf("resumed at %s, want %s", p.Receipt().CumAmount, r.CumAmount)
			}
		})
	}
}

// TestResumePayerAboveItsOwnTable: a relay that tells a lower id than its table shows
// does not make the payer authorize an id twice.
func TestResumePayerAboveItsOwnTable(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 500)
	w.turn()
	p, err := channel.ResumePayer(w.payerConfig(), *w.ledger.Receipt, 0, w.now)
	w.must(err)
	if p.LastSession() != id {
		t.Fatalf("resumed at session %d, want %d", p.LastSession(), id)
	}
}

// TestResumedPayerAdopts: a payer without memory signs for a session that it authorized
// and forgot, by the acknowledgements; it does not take the relay's word for more.
func TestResumedPayerAdopts(t *testing.T) {
	w := newWorld(t)
	id := w.open(bothKeys)
	w.carry(id, 0, 500)
	o := w.nextOffer()
	p, err := channel.ResumePayer(w.payerConfig(), channel.SignedReceipt{}, 0, w.now) // not even the id is told
	w.must(err)
	p, effects, err := p.Step(channel.Offered{Offer: o})
	w.must(err)
	if len(effects) != 1 || p.Receipt().CumAmount != amount(500) || p.Paid(id) != amount(500) || p.LastSession() != id {
		t.Fatalf("signed %s for session %d; last %d", p.Receipt().CumAmount, id, p.LastSession())
	}

	w = newWorld(t)
	w.carry(w.open(relayCounted), 0, 500)
	o = w.nextOffer()
	if !o.Authorizations[0].RelayCounted {
		t.Fatal("the relay does not claim leave to count")
	}
	p, err = channel.ResumePayer(w.payerConfig(), channel.SignedReceipt{}, 0, w.now)
	w.must(err)
	_, _, err = p.Step(channel.Offered{Offer: o})
	wantRefusal(t, err, channel.RefuseBasis)
}

// TestPayerKeepsEps: a quote may say more per mille than a record holds.
func TestPayerKeepsEps(t *testing.T) {
	w := newWorld(t, func(w *world) { w.quote.EpsPermille = 300 })
	w.carry(w.open(bothKeys), 0, 500)
	w.turn()
	if got := w.ledger.cumAmount(); got != amount(500) {
		t.Fatalf("receipted %s, want 500", got)
	}
}

func TestNames(t *testing.T) {
	for c := channel.RefuseChannel; c <= channel.RefuseSum; c++ {
		if s := c.String(); s == "" || strings.HasPrefix(s, "unknown-") && s != "unknown-session" {
			t.Errorf("code %d has no name: %q", c, s)
		}
	}
	for r := channel.EndByPayer; r <= channel.EndShutdown; r++ {
		if s := r.String(); s == "" || strings.HasPrefix(s, "unknown-") {
			t.Errorf("reason %d has no name: %q", r, s)
		}
	}
	for _, s := range []string{channel.RefuseCode(0).String(), channel.RefuseCode(99).String(), channel.EndReason(0).String(), channel.EndReason(99).String()} {
		if !strings.HasPrefix(s, "unknown-") {
			t.Errorf("a code that is none is %q", s)
		}
	}
}

// TestPayerSignsForNoMoreThanItSent: its own end is A, and relay and receiver say together
// that more arrived at B than it gave to the path.
func TestPayerSignsForNoMoreThanItSent(t *testing.T) {
	w := newWorld(t)
	id := w.open(onlyB)
	sent := func(bytes uint64) {
		next, _, err := w.payer.Step(channel.Sent{SessionID: id, Bytes: bytes})
		w.must(err)
		w.payer = next
	}
	sent(0)
	w.carry(id, 0, 500)
	o := w.nextOffer()
	for _, bytes := range []uint64{0, 499} {
		sent(bytes)
		_, _, err := w.payer.Step(channel.Offered{Offer: o})
		if r := wantRefusal(t, err, channel.RefuseOverCount); r.RecvAB != bytes {
			t.Errorf("sent %d: accepts %d bytes", bytes, r.RecvAB)
		}
	}
	sent(500)
	sent(300) // a count never falls
	if _, effects, err := w.payer.Step(channel.Offered{Offer: o}); err != nil || len(effects) != 1 {
		t.Errorf("an honest offer: got %v and %v", effects, err)
	}
	if _, _, err := w.payer.Step(channel.Sent{SessionID: id + 1}); !errors.Is(err, channel.ErrUnknownSession) {
		t.Errorf("an unknown session: got %v", err)
	}
}
