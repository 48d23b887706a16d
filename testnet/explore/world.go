package explore

import (
	"crypto/ecdsa"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// State is a world at one moment: the numbers of its parts. Equal states have equal
// numbers, so it is its own key.
type State struct {
	relay, disk, payer, signed, net, truth, chain uint32

	tick                                   uint8 // index of the instant
	relayDeaths, payerDeaths, breaks, lies uint8 // how often so far
}

// relay is the relay's process. Nothing of it outlives it.
type relay struct {
	up     bool
	life   uint8
	payee  channel.Payee
	meters []meter // of sessions that may still be billed, by id
	told   []word  // the newest acknowledgements that it took, by session
}

// word is what both endpoints of a session said, by side.
type word struct {
	id   uint64
	acks [2]ack.Counts
}

// meter is a session's meter: relayd/meter without its atomics.
type meter struct {
	id    uint64
	live  bool
	owing bool // it stopped, and what it had left is not yet given back
	left  uint64
	sent  [2]uint64
}

// payer is the payer's process.
type payer struct {
	up        bool
	machine   channel.Payer
	own       []uint64 // the sessions that it authorized since it began
	permitted []uint64 // those of them that the relay may count itself
	consent   *receipt.CloseConsent
}

// truth is what really happened to packets.
type truth struct{ sessions []flow }

type flow struct {
	auth           channel.Authorization
	forwarded, got [2]uint64 // payload bytes by direction
}

// world is a World under search: its constants, the tables of its parts, and what is known
// of their moves.
type world struct {
	World
	d     channel.Deployment
	terms receipt.ChannelTerms
	quote receipt.Quote
	id    common.Hash
	start State

	relays   *table[relay]
	disks    *table[disk]
	payers   *table[payer]
	ledgers  *table[[]channel.SignedReceipt] // what the payer ever signed
	nets     *table[[]uint32]                // message numbers, ascending
	messages *table[message]
	truths   *table[truth]
	chains   *table[chain]

	signatures map[signature]typeddata.Signature
	verdicts   map[string]verdict // of forwarding proofs, by their bytes

	known map[question]answer
	holds []map[State]struct{} // by invariant: the parts for which it holds
}

// question is a move and the parts that it depends on; the others are zero.
type question struct {
	of State
	move
}

// answer is what a move makes of the parts that it depends on.
type answer struct {
	state  State
	sent   []uint32 // messages
	reset  bool     // the payer's stream is a new one
	points uint8    // at which the relay could have died
	fault  *Fault
	no     bool // it cannot happen
}

var (
	signerKey = key("signer")
	nodeKey   = key("node key")
)

func key(seed string) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(crypto.Keccak256([]byte(seed)))
	if err != nil {
		panic("explore: internal error: " + err.Error())
	}
	return k
}

func addressOf(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

// sign signs each digest once: signing is deterministic (RFC 6979).
func (w *world) sign(k *ecdsa.PrivateKey, digest common.Hash) typeddata.Signature {
	by := signature{k, digest}
	sig, ok := w.signatures[by]
	if !ok {
		var err error
		if sig, err = typeddata.Sign(k, digest); err != nil {
			panic("explore: internal error: " + err.Error())
		}
		w.signatures[by] = sig
	}
	return sig
}

type signature struct {
	key    *ecdsa.PrivateKey
	digest common.Hash
}

var amount = typeddata.NewAmount

// endpointKey returns the ack key of a session's side, nil if it has none.
func (w *world) endpointKey(session int, side ack.Side) *ecdsa.PrivateKey {
	if k := w.Sessions[session]; side == ack.A && !k.KeyA || side == ack.B && !k.KeyB {
		return nil
	}
	return endpointKeys[session][side]
}

// endpointKeys are those of the few sessions of a world, by side.
var endpointKeys = func() (keys [4][2]*ecdsa.PrivateKey) {
	for i := range keys {
		for side := range keys[i] {
			keys[i][side] = key(fmt.Sprintf("session %d of %d", i, side))
		}
	}
	return keys
}()

func (w *world) endpointAddress(session int, side ack.Side) common.Address {
	if k := w.endpointKey(session, side); k != nil {
		return addressOf(k)
	}
	return common.Address{}
}

// at returns when something happens in a state.
func (w *world) at(s State) channel.Time {
	ms := uint64(startMs + w.Instants[s.tick].Milliseconds())
	return channel.Time{Ms: ms, Head: ms / 1000}
}

// build makes the tables and the first state: the relay has begun to serve the channel,
// the payer has resumed it, and no session is authorized.
func build(of World) *world {
	w := &world{
		World: of,
		d:     channel.Deployment{Domain: typeddata.Domain{ChainID: 1337, Contract: common.Address{2}}, ClosingPeriod: uint64(closingPeriod.Seconds())},
		quote: receipt.Quote{
			Payee: common.Address{1}, Closer: addressOf(nodeKey), NodeKey: addressOf(nodeKey),
			CreditCap: amount(of.Quote.CreditCap), W0: amount(of.Quote.W0), FlatPrice: amount(of.Quote.Flat),
			PricePerGiB: amount(1 << 30), EpsPermille: uint16(of.Quote.EpsPermille),
		},
		relays: newTable[relay](), disks: newTable[disk](), payers: newTable[payer](), ledgers: newTable[[]channel.SignedReceipt](),
		nets: newTable[[]uint32](), messages: newTable[message](), truths: newTable[truth](), chains: newTable[chain](),
		signatures: map[signature]typeddata.Signature{}, verdicts: map[string]verdict{}, known: map[question]answer{},
	}
	w.terms = receipt.ChannelTerms{
		Payer: common.Address{3}, Signer: addressOf(signerKey), Payee: w.quote.Payee, Closer: w.quote.Closer,
		CreditCap: w.quote.CreditCap, Salt: 7,
	}
	w.id = w.terms.ID(w.d.Domain)
	for range invariants {
		w.holds = append(w.holds, map[State]struct{}{})
	}
	w.begin()
	return w
}

func (w *world) begin() {
	c := chain{deposit: amount(w.Quote.Deposit), final: !w.Unfinal}
	p := w.process(w.at(State{}), relay{up: true}, disk{credit: w.quote.W0, most: w.quote.W0})
	machine, effects := channel.NewPayee(w.payeeConfig(), p.now, p.salt())
	p.perform(machine, effects)
	p.step(channel.ChainSeen{View: c.view()})
	machineOfPayer, err := w.Machines.Resume(w.payerConfig(), channel.SignedReceipt{}, 0, p.now)
	if err != nil || p.fault != nil {
		panic(fmt.Sprintf("explore: internal error: the first state: %v, %v", err, p.fault))
	}
	w.start = State{
		relay: w.relays.id(p.relay), disk: w.disks.id(p.disk),
		payer: w.payers.id(payer{up: true, machine: machineOfPayer}), signed: w.ledgers.id(nil),
		net: w.nets.id(nil), truth: w.truths.id(truth{}), chain: w.chains.id(c),
	}
}

func (w *world) payeeConfig() channel.PayeeConfig {
	return channel.PayeeConfig{Deployment: w.d, Terms: w.terms, Quote: w.quote, LingerMs: lingerMs}
}

func (w *world) payerConfig() channel.PayerConfig {
	return channel.PayerConfig{Deployment: w.d, Terms: w.terms, Quote: w.quote}
}

// most returns a session's maxAmount.
func (s Session) most() typeddata.Amount {
	if s.Most == 0 {
		return amount(math.MaxUint32)
	}
	return amount(s.Most)
}
