package scenario

import (
	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// A relay publishes a history of a channel in which its service looks better than in the one that
// the payer signed for. Both end with the same number of records.
var twoHistoriesSameSize = scenario{
	name:    "two-histories-same-size",
	about:   "a relay signs two Offers for one log size: one for its payer, one for the public",
	defence: "somebody compares the bundles of payer and relay, and reports",
	play:    func(s *stage) { s.showTwoHistories(embellish) },
}

// The same, but the published log is longer, so that no two Offers are for one size. Two inclusion
// proofs show one place with two records.
var twoHistoriesByInclusion = scenario{
	name:    "two-histories-by-inclusion",
	about:   "a relay signs a longer log for the public, in which an old record is another one",
	defence: "somebody compares the bundles of payer and relay, and reports",
	play:    func(s *stage) { s.showTwoHistories(embellishMore) },
}

func (s *stage) showTwoHistories(changed func([]audit.Entry) []audit.Entry) {
	s.bound(Auditor, typeddata.Amount{}, "whoever chose the relay by its stake sees it slashed by %s", s.chain.SlashAmount())
	r := s.relay()
	payers, relays := s.twoHistories(r, changed)
	if !s.undefended {
		check(s.compare(s.key(typeddata.Amount{}), payers, relays))
	}
	s.lost(Auditor, s.chain.SlashAmount(), r.taken(), "of the stake %s is gone", r.taken())
}
