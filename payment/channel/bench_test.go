package channel_test

import (
	"fmt"
	"testing"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// BenchmarkTurn is one whole turn of a session with both keys: a meter reading, two
// acknowledgements, a batch, its Offer and its receipt. The machines verify six
// signatures; "signing" also makes the four, as endpoints, relay and payer do.
func BenchmarkTurn(b *testing.B) {
	for _, bb := range []struct {
		name    string
		signing bool
	}{{"machines", false}, {"signing", true}} {
		b.Run(bb.name, func(b *testing.B) {
			w := newWorld(b, func(w *world) {
				w.quote.W0, w.quote.CreditCap = amount(1<<40), amount(1<<40)
				w.chain.Deposit = typeddata.MaxAmount()
			})
			id := w.open(bothKeys)
			payee, payer := w.payee, w.payer
			step := func(ev channel.PayeeEvent) []channel.Effect {
				next, effects, err := payee.Step(ev, w.now)
				w.must(err)
				payee = next
				return effects
			}
			b.ReportAllocs()
			for i := range uint64(b.N) {
				if !bb.signing {
					b.StopTimer()
				}
				sent := (i + 1) * 1000
				var acks [2]ack.Signed
				for side := range acks {
					acks[side] = w.signAck(id, ack.Side(side), ack.Counts{SentBytes: sent, RecvBytes: sent})
				}
				b.StartTimer()
				step(channel.Metered{SessionID: id, AB: sent, BA: sent})
				step(channel.Acked{Ack: acks[0]})
				step(channel.Acked{Ack: acks[1]})
				o := step(channel.Bill{Salt: w.salt})[1].(channel.SendOffer).Offer
				if !bb.signing {
					b.StopTimer()
				}
				o.Signature = sign(nodeKey, o.Digest(w.d.Domain))
				b.StartTimer()
				next, effects, err := payer.Step(channel.Offered{Offer: o})
				w.must(err)
				payer = next
				r := effects[0].(channel.SendReceipt).Receipt
				if !bb.signing {
					b.StopTimer()
				}
				sig := sign(signerKey, r.Digest(w.d.Domain))
				b.StartTimer()
				step(channel.Receipted{Receipt: r, Signature: sig})
			}
		})
	}
}

// BenchmarkMetered is the one step that runs for every reading of every meter, on a channel with
// few sessions and with as many as there may be.
func BenchmarkMetered(b *testing.B) {
	for _, sessions := range []int{1, channel.MaxSessions} {
		b.Run(fmt.Sprint(sessions, " sessions"), func(b *testing.B) {
			w := newWorld(b)
			var id uint64
			for range sessions {
				id = w.open(bothKeys)
			}
			b.ReportAllocs()
			for i := range uint64(b.N) {
				if _, _, err := w.payee.Step(channel.Metered{SessionID: id, AB: i % 1000}, w.now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
