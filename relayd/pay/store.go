package pay

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/record"
)

// Keys of the ledger, by channelId (32 bytes):
//
//	c ‖ id ‖ t                     terms and quote
//	c ‖ id ‖ l ‖ index u64         record (184 bytes)
//	c ‖ id ‖ o                     newest Offer, its table and compact range
//	c ‖ id ‖ r                     newest Receipt, its table and compact range
//	c ‖ id ‖ q                     close consent
//	c ‖ id ‖ h                     receipt that the payer handed back
//	c ‖ id ‖ k ‖ index u64 ‖ A,B   acknowledgements that a record names, for audits
//	c ‖ id ‖ v ‖ logSize u64       every Receipt, for audits
//	c ‖ id ‖ s ‖ session u64 ‖ a   authorization
//	c ‖ id ‖ s ‖ session u64 ‖ n   newest record
//	c ‖ id ‖ s ‖ session u64 ‖ A,B acknowledgements that the newest record names
//	c ‖ id ‖ s ‖ session u64 ‖ X,Y newer ones of A and B, that no record named yet
const (
	prefixChannel = 'c'

	kindTerms   = 't'
	kindLeaf    = 'l'
	kindOffer   = 'o'
	kindReceipt = 'r'
	kindConsent = 'q'
	kindSession = 's'
	kindHanded  = 'h'
	kindNamed   = 'k'
	kindPast    = 'v'

	partAuthorization = 'a'
	partNewest        = 'n'
)

// partKept are the parts of acknowledgements that no record named yet, by side.
var partKept = [2]byte{'X', 'Y'}

// commitTimeout bounds one durable write: a disk that does not answer stops the relay.
const commitTimeout = 30 * time.Second

func key(id common.Hash, kind byte, rest ...byte) []byte {
	k := append(make([]byte, 0, 2+len(id)+len(rest)), prefixChannel)
	return append(append(append(k, id[:]...), kind), rest...)
}

func numbered(n uint64, rest ...byte) []byte {
	return append(binary.BigEndian.AppendUint64(nil, n), rest...)
}

// store makes an effect durable.
func (s *Service) store(id common.Hash, st channel.Store) error {
	writes, err := encode(id, st)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	return s.cfg.Ledger.Commit(ctx, writes)
}

func encode(id common.Hash, st channel.Store) ([]Write, error) {
	var writes []Write
	var err error
	put := func(k []byte, v wire.Storable) {
		b, e := wire.Marshal(v)
		if e != nil && err == nil {
			err = e
		}
		writes = append(writes, Write{k, b})
	}
	if st.Terms != nil {
		put(key(id, kindTerms), wire.StoredTerms(*st.Terms))
	}
	if a := st.Authorization; a != nil {
		put(key(id, kindSession, numbered(a.SessionID, partAuthorization)...), wire.Authorize{Authorization: *a})
	}
	for _, l := range st.Leaves {
		writes = append(writes, Write{key(id, kindLeaf, numbered(l.Index)...), l.Record.Bytes()})
		if l.Record.Type != record.Open {
			writes = append(writes, Write{key(id, kindSession, numbered(l.Record.SessionID, partNewest)...), l.Record.Bytes()})
		}
	}
	for _, a := range st.Acks {
		put(key(id, kindSession, numbered(a.SessionID, a.Side.String()[0])...), wire.Acknowledge{Signed: a})
		for _, l := range st.Leaves {
			if l.Record.SessionID == a.SessionID {
				put(key(id, kindNamed, numbered(l.Index, a.Side.String()[0])...), wire.Acknowledge{Signed: a})
			}
		}
	}
	for _, a := range st.Kept {
		put(key(id, kindSession, numbered(a.SessionID, partKept[a.Side])...), wire.Acknowledge{Signed: a})
	}
	if st.Offer != nil {
		put(key(id, kindOffer), wire.StoredOffer(*st.Offer))
	}
	if st.Receipt != nil {
		put(key(id, kindReceipt), wire.StoredReceipt(*st.Receipt))
		put(key(id, kindPast, numbered(st.Receipt.State.LogSize)...), wire.Receipt{Receipt: st.Receipt.Receipt, Signature: st.Receipt.Signature})
	}
	if st.Consent != nil {
		put(key(id, kindConsent), wire.Consent{CloseConsent: *st.Consent})
	}
	return writes, err
}

// restore begins the actors of every channel in the ledger. A channel whose records do
// not fit together, or that served under another node key, is settled and nothing else.
func (s *Service) restore() error {
	ids, err := channelsIn(s.cfg.Ledger)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.restoreChannel(id); err != nil {
			return fmt.Errorf("channel %s: %w", id, err)
		}
	}
	return nil
}

// channelsIn lists the channels of a ledger.
func channelsIn(l Ledger) (ids []common.Hash, err error) {
	err = l.Iterate([]byte{prefixChannel}, func(k, _ []byte) error {
		if len(k) == 34 && k[33] == kindTerms {
			ids = append(ids, common.Hash(k[1:33]))
		}
		return nil
	})
	return ids, err
}

func (s *Service) restoreChannel(id common.Hash) error {
	var st channel.Stored
	if err := s.loadHead(id, &st); err != nil {
		return err
	}
	if got := st.Terms.Channel.ID(s.cfg.Deployment.Domain); got != id {
		return fmt.Errorf("%w: its terms are those of %s (another chain or contract?)", channel.ErrStored, got)
	}
	f, err := s.restoreFrozen(id, st)
	if err != nil {
		return err
	}
	if f == nil {
		var p channel.Payee
		if st, err = s.load(id); err == nil {
			p, err = channel.RestorePayee(s.cfg.Deployment, uint64(s.cfg.Linger.Milliseconds()), st, s.now())
		}
		switch {
		case err == nil:
			s.actors[id] = s.newActor(p)
			return nil
		case !errors.Is(err, channel.ErrStored) && !errors.Is(err, wire.ErrMalformed):
			return err
		}
		f = &frozen{terms: st.Terms.Channel, why: err}
		if st.Receipt != nil {
			f.receipt = *st.Receipt
		}
	}
	if f.proof, err = s.storedProof(id); err != nil {
		return err
	}
	s.log.Error("a channel is only settled from now on", "channel", id, "receipt", f.receipt.CumAmount, "why", f.why)
	s.frozen[id] = f
	return nil
}

// restoreFrozen returns a channel that is frozen whatever its records say; nil: it is not.
func (s *Service) restoreFrozen(id common.Hash, st channel.Stored) (*frozen, error) {
	f := &frozen{terms: st.Terms.Channel}
	if st.Receipt != nil {
		f.receipt = *st.Receipt
	}
	handed, err := get[wire.Receipt](s.cfg.Ledger, key(id, kindHanded))
	switch {
	case err != nil:
		return nil, err
	case handed != nil && f.receipt.CumAmount.Less(handed.CumAmount):
		f.receipt = channel.SignedReceipt{Receipt: handed.Receipt, Signature: handed.Signature}
		f.why = errBehind
	case st.Terms.Quote.NodeKey != s.cfg.NodeKey.Address():
		f.why = fmt.Errorf("it was served under node key %s", st.Terms.Quote.NodeKey)
	default:
		return nil, nil
	}
	return f, nil
}

// storedProof returns the forwarding proof that a ledger holds of a channel. What of it is
// damaged is left out.
func (s *Service) storedProof(id common.Hash) (forwarding.Proof, error) {
	var st channel.Stored
	err := s.loadHead(id, &st)
	if err == nil {
		err = s.loadSessions(id, &st)
	}
	if err != nil && !errors.Is(err, channel.ErrStored) && !errors.Is(err, wire.ErrMalformed) {
		return forwarding.Proof{}, err
	}
	return st.Proof(s.cfg.Deployment), nil
}

// load reads what the Stores of a channel add up to.
func (s *Service) load(id common.Hash) (channel.Stored, error) {
	var st channel.Stored
	if err := s.loadHead(id, &st); err != nil {
		return st, err
	}
	from := uint64(0)
	if st.Receipt != nil {
		from = st.Receipt.State.LogSize
	}
	to := uint64(1)
	if st.Offer != nil {
		to = st.Offer.Offer.State.LogSize
	}
	for i := from; i < to; i++ {
		b, err := s.cfg.Ledger.Get(key(id, kindLeaf, numbered(i)...))
		if err != nil {
			return st, err
		}
		r, err := record.Parse(b)
		if err != nil {
			return st, fmt.Errorf("%w: record %d: %w", channel.ErrStored, i, err)
		}
		st.Leaves = append(st.Leaves, channel.Leaf{Index: i, Record: r})
	}
	return st, s.loadSessions(id, &st)
}

func (s *Service) loadHead(id common.Hash, st *channel.Stored) error {
	terms, err := get[wire.StoredTerms](s.cfg.Ledger, key(id, kindTerms))
	if err != nil {
		return err
	}
	offer, err := get[wire.StoredOffer](s.cfg.Ledger, key(id, kindOffer))
	if err != nil {
		return err
	}
	receipt, err := get[wire.StoredReceipt](s.cfg.Ledger, key(id, kindReceipt))
	if err != nil {
		return err
	}
	consent, err := get[wire.Consent](s.cfg.Ledger, key(id, kindConsent))
	if err != nil {
		return err
	}
	if terms == nil {
		return fmt.Errorf("%w: no terms", channel.ErrStored)
	}
	st.Terms = channel.Terms(*terms)
	st.Offer, st.Receipt = (*channel.StoredOffer)(offer), (*channel.SignedReceipt)(receipt)
	if consent != nil {
		st.Consent = &consent.CloseConsent
	}
	return nil
}

func (s *Service) loadSessions(id common.Hash, st *channel.Stored) error {
	prefix := key(id, kindSession)
	byID := map[uint64]*channel.StoredSession{}
	var order []uint64
	err := s.cfg.Ledger.Iterate(prefix, func(k, v []byte) error {
		if len(k) != len(prefix)+9 {
			return fmt.Errorf("%w: key %x", channel.ErrStored, k)
		}
		sid, part := binary.BigEndian.Uint64(k[len(prefix):]), k[len(k)-1]
		if byID[sid] == nil {
			byID[sid] = new(channel.StoredSession)
			order = append(order, sid)
		}
		return loadPart(byID[sid], part, v)
	})
	for _, sid := range order {
		if byID[sid].Authorization.SessionID != sid && err == nil {
			err = fmt.Errorf("%w: session %d has no authorization", channel.ErrStored, sid)
		}
		st.Sessions = append(st.Sessions, *byID[sid])
	}
	return err
}

func loadPart(s *channel.StoredSession, part byte, v []byte) error {
	switch part {
	case partAuthorization:
		a, err := wire.Unmarshal[wire.Authorize](v)
		s.Authorization = a.Authorization
		return err
	case partNewest:
		r, err := record.Parse(v)
		s.Newest = r
		return err
	case ack.A.String()[0], ack.B.String()[0]:
		a, err := wire.Unmarshal[wire.Acknowledge](v)
		if err == nil {
			s.Acks[a.Side] = a.Signed
		}
		return err
	case partKept[ack.A], partKept[ack.B]:
		a, err := wire.Unmarshal[wire.Acknowledge](v)
		if err == nil {
			s.Kept[a.Side] = a.Signed
		}
		return err
	}
	return fmt.Errorf("%w: session part %q", channel.ErrStored, part)
}

// get returns nil for a key that is not there.
func get[T wire.Storable](l Ledger, k []byte) (*T, error) {
	b, err := l.Get(k)
	if err != nil || b == nil {
		return nil, err
	}
	v, err := wire.Unmarshal[T](b)
	return &v, err
}
