package pay

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
	"github.com/portage-relay/portage/relayd/meter"
)

// Sizes of what a session's endpoints are given, in random bytes.
const (
	usernameBytes = 12
	passwordBytes = 18
	tokenBytes    = 32
)

// Access is one side's credentials for a session. They are random, and die with it.
type Access struct {
	Username, Password string
	AckToken           []byte
}

// Session is one authorized session while it lives.
type Session struct {
	Authorization channel.Authorization
	Access        [2]Access // by side; a session without ack keys uses A's alone
	Meter         *meter.Meter
	Expiry        time.Time

	key   string
	ended chan struct{}

	// Of the channel's goroutine:
	refused  uint64 // packets for credit, as last told
	unread   bool   // the machine is to be told the meter's reading
	speakers [voices]speaker
}

// Ended is closed when the session's allocations are over.
func (s *Session) Ended() <-chan struct{} { return s.ended }

func (s *Session) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// finish closes Ended; of the channel's goroutine, once.
func (s *Session) finish() { close(s.ended) }

// ID returns the session id.
func (s *Session) ID() uint64 { return s.Authorization.SessionID }

// Key names the session among all channels, for logs and allocations.
func (s *Session) Key() string { return s.key }

// Stock reports whether neither endpoint has an ack key: both use side A's credentials.
func (s *Session) Stock() bool {
	return s.Authorization.KeyA == (common.Address{}) && s.Authorization.KeyB == (common.Address{}) && !s.Authorization.PayerIsA
}

// newSession begins a session, whose meter sends to low when the channel must see to it.
func newSession(a channel.Authorization, lifetime time.Duration, low chan<- struct{}) *Session {
	s := &Session{
		Authorization: a, Meter: meter.New(low), Expiry: time.Now().Add(lifetime), ended: make(chan struct{}),
		key: fmt.Sprintf("%s/%d", a.ChannelID, a.SessionID),
	}
	for side := range s.Access {
		s.Access[side] = Access{
			Username: base64.RawURLEncoding.EncodeToString(random(usernameBytes)),
			Password: base64.RawURLEncoding.EncodeToString(random(passwordBytes)),
			AckToken: random(tokenBytes),
		}
	}
	return s
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails (crypto/rand)
	return b
}

// directory finds live sessions by what their endpoints show.
type directory struct {
	mu         sync.RWMutex
	byUsername map[string]entry
	bySession  map[sessionKey]*Session
}

type entry struct {
	session *Session
	side    ack.Side
}

type sessionKey struct {
	channel common.Hash
	id      uint64
}

func newDirectory() *directory {
	return &directory{byUsername: map[string]entry{}, bySession: map[sessionKey]*Session{}}
}

func (d *directory) add(s *Session) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for side, a := range s.Access {
		d.byUsername[a.Username] = entry{s, ack.Side(side)}
	}
	d.bySession[sessionKey{s.Authorization.ChannelID, s.ID()}] = s
}

// endAllocations makes the TURN credentials unknown; acknowledgements still come in.
func (d *directory) endAllocations(s *Session) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, a := range s.Access {
		delete(d.byUsername, a.Username)
	}
}

func (d *directory) remove(s *Session) {
	d.endAllocations(s)
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.bySession, sessionKey{s.Authorization.ChannelID, s.ID()})
}

// lookup finds the session and side of a TURN username.
func (d *directory) lookup(username string) (*Session, ack.Side, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	e, ok := d.byUsername[username]
	return e.session, e.side, ok
}

// tokenSide returns the side whose ack token this is.
func (d *directory) tokenSide(channelID common.Hash, sessionID uint64, token []byte) (ack.Side, bool) {
	d.mu.RLock()
	s := d.bySession[sessionKey{channelID, sessionID}]
	d.mu.RUnlock()
	if s == nil {
		return 0, false
	}
	for side, a := range s.Access {
		if subtle.ConstantTimeCompare(a.AckToken, token) == 1 {
			return ack.Side(side), true
		}
	}
	return 0, false
}
