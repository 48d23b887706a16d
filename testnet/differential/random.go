package differential

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// one reports true once in n.
func one(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

// number is a number of any length in bits, or one next to a power of two.
func number(r *rand.Rand) uint64 {
	bits := r.IntN(65)
	if bits == 64 {
		return math.MaxUint64 - uint64(r.IntN(3))
	}
	if one(r, 3) {
		return 1<<bits + uint64(r.IntN(3)) - 1
	}
	return r.Uint64N(1 << bits)
}

// amount is one of any length in bits, or next to the largest.
func amount(r *rand.Rand) typeddata.Amount {
	switch r.IntN(8) {
	case 0:
		return typeddata.MaxAmount().SubFloor(typeddata.NewAmount(r.Uint64N(3)))
	case 1:
		return typeddata.NewAmount(r.Uint64N(3))
	}
	b := hash(r)
	v := new(big.Int).Rsh(new(big.Int).SetBytes(b[:12]), uint(r.IntN(96)))
	return must(typeddata.AmountFromBig(v))
}

func hash(r *rand.Rand) (h common.Hash) {
	for i := 0; i < len(h); i += 8 {
		binary.BigEndian.PutUint64(h[i:], r.Uint64())
	}
	return h
}

func stranger(r *rand.Rand) common.Address { return common.Address(hash(r).Bytes()[12:]) }

// instant is one around now, or far from it.
func instant(r *rand.Rand, now uint64) uint64 {
	switch r.IntN(6) {
	case 0:
		return now + r.Uint64N(3) - 1
	case 1:
		return number(r)
	}
	return now + 1 + r.Uint64N(1_000_000)
}

// terms are a channel's, of a signer and closer that are among the keys.
func (w *world) terms(r *rand.Rand) receipt.ChannelTerms {
	return receipt.ChannelTerms{
		Payer: stranger(r), Signer: address(w.key(r)), Payee: stranger(r), Closer: address(w.key(r)),
		CreditCap: amount(r), OpenBy: number(r) & receipt.MaxOpenBy, Salt: number(r) & receipt.MaxSalt,
	}
}

// channel is a slot: mostly one that is live and has settled little.
func channel(r *rand.Rand, now uint64) forwarding.Channel {
	if one(r, 40) {
		return forwarding.Channel{CloseAt: uint64(r.IntN(2)) * now} // none, or a tombstone
	}
	ch := forwarding.Channel{Deposit: typeddata.MaxAmount()}
	if one(r, 2) {
		ch.Deposit = amount(r).Max(typeddata.NewAmount(1))
	}
	if one(r, 3) {
		ch.Settled = amount(r).Min(ch.Deposit)
	}
	if one(r, 3) {
		ch.CloseAt = max(1, instant(r, now)) & receipt.MaxOpenBy
	}
	return ch
}

// sign signs a digest; now and then with another key, of another digest, or as nobody can.
func (w *world) sign(r *rand.Rand, who common.Address, digest common.Hash) typeddata.Signature {
	wrong := r.IntN(400)
	for _, key := range w.keys {
		switch {
		case address(key) != who:
		case wrong == 0:
			key = w.key(r)
			fallthrough
		default:
			if wrong == 1 {
				digest = hash(r)
			}
			return spoil(must(typeddata.Sign(key, digest)), wrong)
		}
	}
	panic("differential: internal error: " + who.Hex() + " is none of the keys")
}

// spoil makes of a signature one that is malformed.
func spoil(sig typeddata.Signature, how int) typeddata.Signature {
	n := crypto.S256().Params().N
	switch how {
	case 2: // the malleable twin, with a high s
		s := new(big.Int).SetBytes(sig[32:])
		parity := s.Bit(255)
		s.SetBit(s, 255, 0).Sub(n, s)
		if s.BitLen() < 256 {
			s.SetBit(s, 255, 1-parity).FillBytes(sig[32:])
		}
	case 3:
		sig = typeddata.Signature{}
	case 4:
		n.FillBytes(sig[:32])
	case 5:
		clear(sig[:32])
	case 6: // the highest s that is allowed, and one more
		s := new(big.Int).Rsh(n, 1)
		s.Add(s, big.NewInt(int64(sig[31]&1))).FillBytes(sig[32:])
	case 7:
		sig[32] ^= 0x80
	}
	return sig
}

// mangle changes bytes as nobody would write them. It may leave them as they are.
func mangle(r *rand.Rand, b []byte) []byte {
	at, n := r.IntN(len(b)+1), r.IntN(70)
	switch r.IntN(7) {
	case 0:
		return b[:at]
	case 1:
		return append(b, make([]byte, n)...)
	case 2: // a piece cut out
		return append(b[:at:at], b[min(at+n, len(b)):]...)
	case 3: // a piece twice
		return append(b[:min(at+n, len(b)):min(at+n, len(b))], b[at:]...)
	case 4: // a piece elsewhere
		to := r.IntN(len(b) + 1)
		copy(b[to:], b[at:min(at+n, len(b))])
		return b
	}
	if at < len(b) {
		b[at] ^= 1 << r.IntN(8)
	}
	return b
}

func packTerms(t receipt.ChannelTerms) bindings.PackedTerms {
	word := func(high common.Address, low []byte) (w [32]byte) {
		copy(w[:], high[:])
		copy(w[20:], low)
		return w
	}
	openBy, salt := binary.BigEndian.AppendUint64(nil, t.OpenBy), binary.BigEndian.AppendUint64(nil, t.Salt)
	creditCap := t.CreditCap.Bytes()
	return bindings.PackedTerms{
		SignerAndCreditCap: word(t.Signer, creditCap[:]),
		PayeeOpenByAndSalt: word(t.Payee, append(openBy[3:], salt[1:]...)),
		CloserAndDeposit:   word(t.Closer, nil),
	}
}
