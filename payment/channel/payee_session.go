package channel

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/proofs/record"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// mark is a reading of a session's meter: payload bytes forwarded by direction.
type mark struct {
	ms   uint64
	sent [2]uint64
}

// words are an endpoint pair's acknowledgements, by side. They never change: newer ones are
// other words.
type words [2]ack.Signed

var noWords = new(words)

type payeeSession struct {
	auth    *Authorization // which never changes
	hash    common.Hash
	startMs uint64
	acks    *words
	counted ack.Counts    // by the payer, as seen from side A
	sent    [2]uint64     // forwarded payload bytes by direction
	marks   []mark        // readings of the meter, oldest first; the first is LossAfterMs old or more
	lost    [2]uint64     // payload bytes that the newest word should have and does not
	granted uint64        // payload bytes of both directions that the meter may pass in all
	newest  record.Record // zero: none yet
	named   *words        // the acknowledgements that newest names
	durable *words        // the newest that are stored
	endedMs uint64        // 0: live
	closed  bool          // its close record is in the log
	// unmetered: restored after a restart, so what was forwarded since the newest record
	// is known by acknowledgements only.
	unmetered bool

	part    part // in the machine's sums
	stale   bool // it is not that any more
	changed bool // within a step
}

func (s *payeeSession) id() uint64 { return s.auth.SessionID }

func (s *payeeSession) served() typeddata.Amount {
	return s.auth.Tariff.Uncapped(s.sent[0] + s.sent[1])
}

// marked reports whether the newest mark says this already: another would say no more.
func (s *payeeSession) marked(sent [2]uint64) bool {
	n := len(s.marks)
	return n > 0 && s.sent == sent && s.marks[n-1].sent == sent
}

// metered notes a reading of the meter, and keeps marks far enough apart to be few.
func (s *payeeSession) metered(sent [2]uint64, now Time) {
	s.sent = sent
	if n := len(s.marks); n > 0 && now.Ms < s.marks[n-1].ms+LossAfterMs/8 {
		return
	}
	marks := append(slices.Clone(s.marks), mark{now.Ms, sent})
	for len(marks) > 1 && marks[1].ms+LossAfterMs <= now.Ms {
		marks = marks[1:]
	}
	s.marks = marks
}

// arrived notes a newer word on how many bytes arrived in a direction. What was sent
// LossAfterMs before, and is still missing, is taken for lost: each estimate is fresh, so
// a late packet mends it.
func (s *payeeSession) arrived(dir int, bytes uint64, now Time) {
	if s.unmetered { // no more than the meter can have passed, whatever an endpoint says
		most := s.auth.Tariff.BytesWithin(s.auth.Tariff.Max)
		s.sent[dir] = max(s.sent[dir], min(bytes, most-min(most, s.sent[1-dir])))
	}
	s.lost[dir] = 0
	for _, m := range s.marks {
		if m.ms+LossAfterMs <= now.Ms {
			s.lost[dir] = m.sent[dir] - min(m.sent[dir], bytes)
		}
	}
}

// lostAmount returns the uncapped price of what is taken for lost; of everything that is
// not billed, once the session's last record is written.
func (s *payeeSession) lostAmount() typeddata.Amount {
	all := s.sent[0] + s.sent[1]
	kept := all - s.lost[0] - s.lost[1]
	if s.closed {
		kept = s.newest.RecvAB + s.newest.RecvBA
	}
	if kept == all {
		return typeddata.Amount{}
	}
	return s.served().SubFloor(s.auth.Tariff.Uncapped(kept))
}
