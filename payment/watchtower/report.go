package watchtower

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/watchtower/plan"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// The events that are reported.
const (
	EventSettled       = "settled"       // a channel, by a transaction that was mined
	EventFailed        = "failed"        // an attempt; it is made again
	EventLost          = "lost"          // a channel closed with money owed
	EventContradiction = "contradiction" // RPCs do not say the same of a channel
	EventBehind        = "behind"        // an RPC's head is old, beside another's
	EventStatus        = "status"
)

// Report is a line of `portage watch --json`. Amounts are base units.
type Report struct {
	Event   string            `json:"event"`
	Time    time.Time         `json:"time"`
	Channel *common.Hash      `json:"channel,omitempty"`
	Payee   *common.Address   `json:"payee,omitempty"`
	Move    string            `json:"move,omitempty"` // settle (a row of settleMany, too) or settleWithProof
	Stage   string            `json:"stage,omitempty"`
	Why     string            `json:"why,omitempty"` // closing, or ack deadline
	RPC     string            `json:"rpc,omitempty"`
	Owed    *typeddata.Amount `json:"owed,omitempty"`
	Settled *typeddata.Amount `json:"settled,omitempty"` // all that was ever paid to the payee
	Already bool              `json:"already,omitempty"` // by somebody else, before
	Tx      *common.Hash      `json:"tx,omitempty"`
	Gas     uint64            `json:"gas,omitempty"` // of the whole transaction
	Error   string            `json:"error,omitempty"`
	Status  *Status           `json:"status,omitempty"`
}

// Status is how a watchtower is doing. Counters begin with the process.
type Status struct {
	Channels       int         `json:"channels"`       // that proofs are held of
	Unknown        int         `json:"unknown"`        // of these, no RPC has told of yet
	Closing        int         `json:"closing"`        // of these, by any RPC
	Due            int         `json:"due"`            // to be sent, or on its way
	Settled        int         `json:"settled"`        // channels, by this tower
	Failed         int         `json:"failed"`         // attempts
	Lost           int         `json:"lost"`           // channels that closed with money owed
	Contradictions int         `json:"contradictions"` // between RPCs, and for long
	Transactions   int         `json:"transactions"`
	Gas            uint64      `json:"gas"`
	RPCs           []RPCStatus `json:"rpcs"`
}

// RPCStatus is how an RPC is doing.
type RPCStatus struct {
	Name  string `json:"name"`
	Head  uint64 `json:"head"`      // number
	Time  uint64 `json:"head_time"` // Unix seconds
	Error string `json:"error,omitempty"`
}

// counts are totals since the start. t.mu guards them.
type counts struct {
	due, settled, failed, contradictions, lost int
	gas                                        uint64
	transactions                               map[common.Hash]bool
}

func (n *counts) add(done Settlement, err error) {
	if err != nil {
		n.failed++
	} else if !done.Already {
		n.settled++
	}
	if done.Tx != (common.Hash{}) && !n.transactions[done.Tx] {
		n.transactions[done.Tx] = true
		n.gas += done.Gas
	}
}

// look reports what is wrong: money that was lost, RPCs that contradict each other for
// longer than grace, and RPCs whose heads are old.
func (t *Tower) look(now time.Time, grace time.Duration) {
	reports := t.behind()
	t.mu.Lock()
	for id, c := range t.channels {
		views, _ := t.views(id)
		reports = append(reports, t.notice(id, c, t.cfg.Policy.Decide(c.proofs, views), now, grace)...)
	}
	t.mu.Unlock()
	t.tell(reports...)
}

// notice is look for one channel. t.mu is held.
func (t *Tower) notice(id common.Hash, c *channel, d plan.Decision, now time.Time, grace time.Duration) (told []Report) {
	if c.lost.Less(d.Lost) {
		c.lost = d.Lost
		t.counts.lost++
		t.cfg.Log.Error("closed with money owed", "channel", id, "lost", d.Lost)
		told = append(told, Report{Event: EventLost, Channel: &id, Payee: &c.terms.Payee, Owed: &d.Lost})
	}
	if !d.Contradiction {
		c.crossed, c.told = time.Time{}, false
		return told
	}
	if c.crossed.IsZero() {
		c.crossed = now
	}
	if !c.told && now.Sub(c.crossed) >= grace {
		c.told = true
		t.counts.contradictions++
		t.cfg.Log.Error("RPCs contradict each other; what costs the payee most is believed", "channel", id)
		told = append(told, Report{Event: EventContradiction, Channel: &id, Payee: &c.terms.Payee})
	}
	return told
}

// behind reports RPCs whose heads have fallen behind: they fail, or withhold blocks.
func (t *Tower) behind() (told []Report) {
	newest := t.latest()
	for _, w := range t.watchers {
		head, _ := w.state()
		late := head.Time+t.cfg.Policy.ClosingPeriod/sweeps < newest
		if late && !w.late.Swap(late) {
			t.cfg.Log.Error("an RPC is behind, or withholds blocks", "rpc", w.chain.Name(), "head_time", head.Time, "newest", newest)
			told = append(told, Report{Event: EventBehind, RPC: w.chain.Name()})
		}
		w.late.Store(late)
	}
	return told
}

// Status returns how the tower is doing.
func (t *Tower) Status() Status {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.counts
	s := Status{
		Channels: len(t.channels), Due: n.due, Settled: n.settled, Failed: n.failed, Lost: n.lost,
		Contradictions: n.contradictions, Transactions: len(n.transactions), Gas: n.gas,
	}
	for id := range t.channels {
		switch views, _ := t.views(id); {
		case len(views) == 0:
			s.Unknown++
		case plan.Closing(views):
			s.Closing++
		}
	}
	for _, w := range t.watchers {
		head, err := w.state()
		r := RPCStatus{Name: w.chain.Name(), Head: head.Number, Time: head.Time}
		if err != nil {
			r.Error = err.Error()
		}
		s.RPCs = append(s.RPCs, r)
	}
	return s
}

func (t *Tower) statusReport() Report {
	s := t.Status()
	return Report{Event: EventStatus, Status: &s}
}

func (t *Tower) reportOf(chain int, it item, payee common.Address, s plan.Stage, done Settlement, err error) Report {
	r := Report{
		Event: EventSettled, Channel: &it.id, Payee: &payee, Move: it.Move.String(), Stage: s.String(), Why: "ack deadline",
		RPC: t.cfg.Chains[chain].Name(), Owed: &it.Owed, Already: done.Already, Gas: done.Gas,
	}
	if it.Closing {
		r.Why = "closing"
	}
	if done.Tx != (common.Hash{}) {
		r.Tx = &done.Tx
	}
	if err != nil {
		r.Event, r.Error = EventFailed, err.Error()
		return r
	}
	r.Settled = &done.Settled
	return r
}

// tell reports, one at a time. No other lock is held.
func (t *Tower) tell(reports ...Report) {
	if t.cfg.Tell == nil {
		return
	}
	t.telling.Lock()
	defer t.telling.Unlock()
	for _, r := range reports {
		r.Time = time.Now().UTC()
		t.cfg.Tell(r)
	}
}
