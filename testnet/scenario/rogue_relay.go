package scenario

import (
	"bufio"
	"context"
	"io"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/payment/keys"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/batchlog"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/record"
)

// rogueRelay is a relay that lies: the daemon, and a front with its node key that stands
// between it and a payer. It passes everything on but for what it changes and signs anew.
// Towards the daemon it goes by the payer's key, which a daemon that lied itself would
// not need.
type rogueRelay struct {
	*relay
	front host.Host
	// lie changes an Offer, from the second on: by then the payer has signed one. Without one
	// the front tells the truth, and keeps what passes as an archive of what can be proved.
	lie func(f *rogueRelay, o *channel.SignedOffer)

	mu       sync.Mutex                       // of the following
	leaves   []common.Hash                    // of the channel's log, as the daemon told it
	told     []channel.SignedOffer            // what the payer was told
	auths    map[uint64]channel.Authorization // by session
	acks     map[uint64]ack.Signed            // the newest, by session
	signed   []forwarding.Receipted           // what the payer signed, in order
	offers   int
	lies     map[receipt.State]bool // that were offered
	refusal  *wire.Refuse
	receipt  wire.Receipt // the highest
	once     sync.Once
	answered chan struct{} // closed once the payer has signed a lie, or refused it
}

// rogue puts a lying front before a relay, for the payer with this key.
func (r *relay) rogue(payer *keys.Key, lie func(*rogueRelay, *channel.SignedOffer)) *rogueRelay {
	s := r.stage
	f := &rogueRelay{
		relay: r, lie: lie, lies: map[receipt.State]bool{}, answered: make(chan struct{}),
		auths: map[uint64]channel.Authorization{}, acks: map[uint64]ack.Signed{},
		front: s.host(r.node, libp2p.ListenAddrStrings("/ip4/127.0.0.1/tcp/0")),
	}
	guest := s.host(nil, libp2p.NoListenAddrs)
	f.pass(wire.MeetProtocol, guest, passAll, passAll)
	f.pass(wire.AckProtocol, guest, f.acknowledgements, passAll)
	f.pass(wire.PayProtocol, s.host(payer, libp2p.NoListenAddrs), f.requests, f.replies)
	return f
}

// at is where the front is to be reached.
func (f *rogueRelay) at() peer.AddrInfo {
	return peer.AddrInfo{ID: f.front.ID(), Addrs: f.front.Addrs()}
}

// pass passes streams of a protocol on, through a host.
func (f *rogueRelay) pass(proto protocol.ID, through host.Host, up, down func(io.Writer, io.Reader)) {
	to := f.relay.at()
	f.front.SetStreamHandler(proto, func(in network.Stream) {
		out, err := stream(context.Background(), through, to, proto)
		if err != nil {
			in.Reset()
			return
		}
		go func() { up(out, in); out.CloseWrite() }()
		down(in, out)
		in.CloseWrite()
	})
}

func passAll(w io.Writer, r io.Reader) { io.Copy(w, r) }

// requests passes on what the payer says.
func (f *rogueRelay) requests(w io.Writer, r io.Reader) {
	for in := bufio.NewReader(r); ; {
		q, err := wire.ReadPayRequest(in)
		if err != nil {
			return
		}
		f.heard(q)
		if wire.Write(w, q) != nil {
			return
		}
	}
}

// replies passes on what the daemon says, Offers changed.
func (f *rogueRelay) replies(w io.Writer, r io.Reader) {
	for in := bufio.NewReader(r); ; {
		reply, err := wire.ReadPayReply(in)
		if err != nil {
			return
		}
		if o, ok := reply.(wire.Offer); ok {
			f.offer(&o.SignedOffer)
			reply = o
		}
		if wire.Write(w, reply) != nil {
			return
		}
	}
}

// offer notes an Offer, and changes it if it is not the first.
func (f *rogueRelay) offer(o *channel.SignedOffer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	truth := append([]common.Hash(nil), f.leaves[:o.State.LogSize-uint64(len(o.Records))]...)
	for _, r := range o.Records {
		truth = append(truth, r.LeafHash())
	}
	if f.offers++; f.offers > 1 && f.lie != nil {
		f.tell(o)
	}
	f.told = append(f.told, *o)
	f.leaves = truth
}

// tell has an Offer lie, if there is anything to lie about.
func (f *rogueRelay) tell(o *channel.SignedOffer) {
	before := o.Offer
	f.lie(f, o)
	if o.Offer != before {
		f.sign(o)
		f.lies[o.State] = true
	}
}

// sign signs an Offer in the relay's name.
func (f *rogueRelay) sign(o *channel.SignedOffer) {
	o.Signature, _ = f.node.SignDigest(context.Background(), o.Digest(f.stage.chain.Domain())) // a key in memory signs
}

// bill makes an Offer say that a session was paid so much for its newest record r.
func (f *rogueRelay) bill(o *channel.SignedOffer, r record.Record) {
	last := len(o.Records) - 1
	before := o.Records[last].Paid
	o.Records[last] = r
	o.CumAmount = o.CumAmount.SubFloor(before).AddCap(r.Paid)
	o.Table = o.Table.With(r.SessionID, r.Paid)
	o.State.SessionsHash = o.Table.Hash()
	f.rebuild(o, f.leaves[:o.State.LogSize-uint64(len(o.Records))])
}

// rebuild makes an Offer's log of leaves and its own records.
func (f *rogueRelay) rebuild(o *channel.SignedOffer, leaves []common.Hash) {
	log := batchlog.Log{}.Append(leaves...)
	for _, r := range o.Records {
		log = log.Append(r.LeafHash())
	}
	o.State.LogRoot = log.Root()
}

// heard notes the payer's answer to a lie.
func (f *rogueRelay) heard(q wire.PayRequest) {
	f.mu.Lock()
	defer f.mu.Unlock()
	answer := false
	switch q := q.(type) {
	case wire.Authorize:
		f.auths[q.SessionID] = q.Authorization
	case wire.Refuse:
		f.refusal, answer = &q, true
	case wire.Receipt:
		if f.receipt.CumAmount.Less(q.CumAmount) {
			f.receipt = q
			f.keep(q)
		}
		answer = f.lies[q.State]
	}
	if answer {
		f.once.Do(func() { close(f.answered) })
	}
}

// keep keeps a receipt with the table of the Offer that it answers.
func (f *rogueRelay) keep(r wire.Receipt) {
	for _, o := range f.told {
		if o.State == r.State {
			f.signed = append(f.signed, forwarding.Receipted{
				CumAmount: r.CumAmount, LogSize: r.State.LogSize, LogRoot: r.State.LogRoot, Table: o.Table, Signature: r.Signature,
			})
			return
		}
	}
}

// acknowledgements passes on what an endpoint says.
func (f *rogueRelay) acknowledgements(w io.Writer, r io.Reader) {
	for in := bufio.NewReader(r); ; {
		q, err := wire.ReadAckRequest(in)
		if err != nil {
			return
		}
		if a, ok := q.(wire.Acknowledge); ok {
			f.mu.Lock()
			f.acks[a.SessionID] = a.Signed
			f.mu.Unlock()
		}
		if wire.Write(w, q) != nil {
			return
		}
	}
}

// outcome is the payer's refusal, if there was one, and the highest receipt it signed.
func (f *rogueRelay) outcome() (*wire.Refuse, wire.Receipt) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.refusal, f.receipt
}
