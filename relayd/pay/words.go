package pay

import (
	"slices"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
)

// voice is who speaks of a session: the end of a side by its acknowledgements, or the
// payer by its counts.
type voice uint8

const (
	voiceA     = voice(ack.A)
	voiceB     = voice(ack.B)
	voicePayer = voice(2)
	voices     = 3
)

// word is what somebody said of a session, and whom to tell if it is refused.
type word struct {
	session uint64
	voice   voice
	counts  ack.Counts
	event   channel.PayeeEvent // channel.Acked or channel.Counted
	refuse  func(error)
}

// passed returns the bytes that the word says, by direction. Counts are as side A's are.
func (w word) passed() passed {
	if w.voice == voiceB {
		return passed{w.counts.RecvBytes, w.counts.SentBytes}
	}
	return passed{w.counts.SentBytes, w.counts.RecvBytes}
}

// words are those that the machine does not know yet, oldest first.
type words []word

// add adds a word. Counts take the place of older ones, which they must cover: nobody has
// signed for them. Acknowledgements are all kept until one has been verified, as whoever
// has the token could send a bad one after a good one.
func (ws *words) add(w word) error {
	if w.voice == voicePayer {
		for i, old := range *ws {
			if old.session != w.session || old.voice != w.voice {
				continue
			}
			if err := w.counts.Covers(old.counts); err != nil {
				return err
			}
			(*ws)[i] = w
			return nil
		}
	}
	*ws = append(*ws, w)
	return nil
}

// take empties the list and returns it, newest first: once that is known, the machine
// refuses what it covers without looking at a signature.
func (ws *words) take() words {
	out := *ws
	*ws = nil
	slices.Reverse(out)
	return out
}
