package scenario

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/client/history"
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
	"github.com/portage-relay/portage/relayd"
)

// twoHistories has a relay serve a payer, and then publish another history of it than the payer
// has: changed is what the relay makes of the entries of its own bundle. It returns the bundles of both.
func (s *stage) twoHistories(r *relay, changed func(entries []audit.Entry) []audit.Entry) (payers, relays []byte) {
	book := get(history.Open(s.path("history")))
	s.later(func() { book.Close() })
	k := s.key(purse)
	p := &payer{s.client(k, func(c *client.Config) { c.History = book }), s, k}
	a, b := s.connect(p, s.listen(r.at()), client.DialOptions{})
	check(s.carry(a, b, 512<<10))
	s.hangUp(a, b)
	p.Close()
	r.stop()

	var kept, exported bytes.Buffer
	get(book.Bundle(&kept, nil, nil))
	get(relayd.ExportBundle(s.ctx, r.cfg, r.node, &exported, nil, s.log))
	relays = r.rewrite(exported.Bytes(), changed)
	s.say("the payer's bundle is %s, the one that the relay publishes is %s", s.verdict(kept.Bytes()), s.verdict(relays))
	return kept.Bytes(), relays
}

// verdict is what an audit says of a bundle by itself.
func (s *stage) verdict(bundle []byte) audit.Verdict {
	r := get(audit.Verify(s.ctx, bytes.NewReader(bundle), audit.Options{}))
	if !r.Good() || len(r.Channels) != 1 {
		check(fmt.Errorf("a bundle by itself: %+v, %s", r.Channels, r.Problem))
	}
	return r.Channels[0].Verdict
}

// rewrite makes another bundle of a relay's own, of one channel, up to its last Offer: that is signed
// anew over the log that the changed entries are. The payer has not signed for it.
func (r *relay) rewrite(bundle []byte, changed func([]audit.Entry) []audit.Entry) []byte {
	entries := changed(entriesOf(bundle))
	last := len(entries) - 1
	entries[last] = r.offer(entries[0].(audit.Channel).ID(), entries[last].(audit.Offer), logOf(entries))
	var out bytes.Buffer
	w := get(audit.NewWriter(&out))
	for _, e := range entries {
		check(w.Write(e))
	}
	check(w.Close())
	return out.Bytes()
}

// offer signs an Offer anew, over another log.
func (r *relay) offer(id common.Hash, o audit.Offer, log batchlog.Log) audit.Offer {
	o.State.LogSize, o.State.LogRoot = log.Size(), log.Root()
	signed := receipt.Offer{ChannelID: id, CumAmount: o.CumAmount, State: o.State}
	o.Signature = get(r.node.SignDigest(r.stage.ctx, signed.Digest(r.stage.chain.Domain())))
	return o
}

func logOf(entries []audit.Entry) (log batchlog.Log) {
	for _, e := range entries {
		switch e := e.(type) {
		case audit.Record:
			log = log.Append(e.LeafHash())
		case audit.Leaf:
			log = log.Append(e.Hash)
		}
	}
	return log
}

// entriesOf reads a bundle of one channel up to its last Offer.
func entriesOf(bundle []byte) []audit.Entry {
	r := get(audit.NewReader(bytes.NewReader(bundle)))
	var entries []audit.Entry
	last := 0
	for {
		e, err := r.Next()
		if err == io.EOF {
			return entries[:last]
		}
		check(err)
		entries = append(entries, e)
		if _, is := e.(audit.Offer); is {
			last = len(entries)
		}
	}
}

// embellish changes the last record of a bundle that ends with its Offer: the session's last
// bytes were forwarded in no time.
func embellish(entries []audit.Entry) []audit.Entry {
	i := len(entries) - 2
	r := entries[i].(audit.Record)
	r.EndMs = r.StartMs
	rand.Read(r.Salt[:]) // never fails (crypto/rand)
	entries[i] = r
	return entries
}

// embellishMore also puts a record behind it that is redacted: of a session that never was.
func embellishMore(entries []audit.Entry) []audit.Entry {
	entries = embellish(entries)
	var hash common.Hash
	rand.Read(hash[:])
	offer := len(entries) - 1
	return append(entries[:offer:offer], audit.Leaf{Hash: hash}, entries[offer])
}

// compare looks for two histories in bundles, as `portage audit` does, and reports what it finds. It
// returns what the registry says.
func (s *stage) compare(by *keys.Key, bundles ...[]byte) error {
	found := get(audit.Histories(s.ctx, len(bundles), func(i int) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(bundles[i])), nil
	}))
	if len(found) != 1 {
		check(errors.New("the bundles do not show two histories"))
	}
	s.say("an auditor compares: %s", found[0].Describe())
	done, err := s.account(by).Slash(s.ctx, found[0].Equivocation)
	if err == nil {
		s.say("the registry burns %s and rewards the report with %s", done.Event.Burnt, done.Event.Reward)
	}
	return err
}

// taken is what has become of an operator's stake: all that is neither staked nor its own again.
func (r *relay) taken() typeddata.Amount {
	s := r.stage
	left := get(s.chain.Relay(s.ctx, r.operator.Address())).Stake
	return stake.SubFloor(left.AddCap(s.tokens(r.operator.Address())))
}
