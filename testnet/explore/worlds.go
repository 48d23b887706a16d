package explore

import "time"

// Money of most worlds: two packets of first credit, four at most.
var small = Money{W0: 20, CreditCap: 40, Deposit: 1_000}

// Instants of worlds in which sessions end, and of those in which channels do.
var (
	linger  = []time.Duration{0, 6 * time.Second}
	closing = []time.Duration{0, 6 * time.Second, 90 * time.Second}
)

// Worlds are those that `make explore` visits.
func Worlds() []World {
	both := Session{KeyA: true, KeyB: true, Packets: [2]int{1, 0}}
	onlyB := Session{KeyB: true, PayerIsA: true, Packets: [2]int{1, 1}}
	counted := Session{PayerIsA: true, Packets: [2]int{0, 1}}
	signed := Session{KeyB: true, PayerIsA: true, Packets: [2]int{1, 0}}
	twice := func(s Session) Session { s.Packets[0] *= 2; s.Packets[1] *= 2; return s }
	return []World{
		{
			Name: "named", About: "one session, both endpoints sign; the relay dies",
			Sessions: []Session{twice(both)}, Quote: small, Instants: linger, RelayDeaths: 1,
		},
		{
			Name: "forgetful", About: "one session, both endpoints sign; the payer loses its memory",
			Sessions: []Session{twice(both)}, Quote: small, Instants: linger, PayerDeaths: 1,
		},
		{
			Name: "two sessions", About: "two sessions share the credit; the relay dies",
			Sessions: []Session{signed, signed}, Quote: small, Instants: linger[:1], RelayDeaths: 1,
		},
		{
			Name: "one that waits", About: "a second session forwards nothing; time passes; the relay dies",
			Sessions: []Session{signed, {KeyB: true, PayerIsA: true}}, Quote: small, Instants: linger, RelayDeaths: 1,
		},
		{
			Name: "counted", About: "what comes to the payer it counts itself; relay and payer die",
			Sessions: []Session{twice(counted)}, Quote: small, Instants: linger, RelayDeaths: 1, PayerDeaths: 1,
		},
		{
			Name: "mixed", About: "one direction signed, one counted; the payer loses its memory",
			Sessions: []Session{onlyB}, Quote: small, Instants: linger, PayerDeaths: 1,
		},
		{
			Name: "relay-counted", About: "a stock client; relay and payer die",
			Sessions: []Session{{RelayCounted: true, Packets: [2]int{2, 0}}}, Quote: small, Instants: linger, RelayDeaths: 1, PayerDeaths: 1,
		},
		{
			Name: "loss", About: "packets are lost behind the relay",
			Sessions: []Session{twice(both)}, Quote: Money{W0: 20, CreditCap: 40, Deposit: 1_000, EpsPermille: 200},
			Instants: []time.Duration{0, 3 * time.Second, 10 * time.Second}, Loss: true,
		},
		{
			Name: "not final", About: "the opening is not final at first; the deposit is small; the relay dies",
			Sessions: []Session{twice(both)}, Quote: Money{W0: 10, CreditCap: 40, Deposit: 25}, Instants: linger, Unfinal: true, RelayDeaths: 1,
		},
		{
			Name: "broken stream", About: "the payer's stream breaks, and the relay dies",
			Sessions: []Session{twice(both)}, Quote: small, Instants: linger, RelayDeaths: 1, Breaks: 1,
		},
		{
			Name: "consent", About: "the payer asks to close; the relay dies",
			Sessions: []Session{signed}, Quote: small, Instants: linger, Consent: true, Chain: true, RelayDeaths: 1,
		},
		{
			Name: "closing", About: "the payer closes on chain whenever it likes; receipts and proofs are settled; the relay dies",
			Sessions: []Session{both}, Quote: small, Instants: closing, Chain: true, RelayDeaths: 1,
		},
		{
			Name: "short deposit", About: "the payer closes a channel that it has nearly used up; receipts and proofs are settled",
			Sessions: []Session{twice(signed)}, Quote: Money{W0: 10, CreditCap: 40, Deposit: 15}, Instants: closing, Chain: true, PayerDeaths: 1,
		},
		{
			Name: "max", About: "a session reaches its maxAmount",
			Sessions: []Session{{KeyA: true, KeyB: true, Packets: [2]int{2, 0}, Most: 15}}, Quote: Money{W0: 20, CreditCap: 40, Deposit: 1_000, Flat: 5}, Instants: linger, RelayDeaths: 1,
		},
		{
			Name: "hostile payer", About: "the payer and its endpoints say what they like",
			Sessions: []Session{both}, Quote: small, Instants: linger, HostilePayer: true,
		},
		{
			Name: "hostile and down", About: "the payer and its endpoint say what they like; the relay dies",
			Sessions: []Session{signed}, Quote: small, Instants: linger, HostilePayer: true, RelayDeaths: 1,
		},
		{
			Name: "hostile relay", About: "the relay makes up Offers, hands back and settles old receipts; the payer loses its memory",
			Sessions: []Session{both}, Quote: small, Instants: linger[:1], Lies: 1, PayerDeaths: 1, Chain: true,
		},
		{
			Name: "collusion", About: "endpoints sign whatever a relay that lies can settle with",
			Sessions: []Session{signed, signed}, Quote: Money{W0: 20, CreditCap: 20, Deposit: 1_000}, Instants: linger[:1], Lies: 1, Chain: true, Collusion: true,
		},
	}
}
