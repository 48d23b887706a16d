package meet

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/flynn/noise"

	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	prologue = "portage meet v1"
	// greeting is how long the relay may take to let us listen or join.
	greeting = 20 * time.Second
	// Longest is how long a meeting may take: the relay cuts it off then.
	Longest = 60 * time.Second
	// maxBye of a reason to part, in bytes.
	maxBye = 256
)

var (
	// ErrForged says that whoever is at the other end does not have the invitation, or
	// that the relay changed what was said.
	ErrForged = errors.New("meet: the other endpoint does not authenticate")
	// ErrMessage says that the other endpoint said something that makes no sense.
	ErrMessage = errors.New("meet: malformed message")
	// ErrBye is what every *ByeError is.
	ErrBye = errors.New("meet: the other endpoint ended the meeting")
)

// ByeError is the other endpoint's reason to part.
type ByeError struct{ Why string }

// Error implements error. The text is a stranger's, hence quoted.
func (e *ByeError) Error() string { return fmt.Sprintf("%v: %q", ErrBye, e.Why) }

// Is makes it ErrBye.
func (e *ByeError) Is(target error) bool { return target == ErrBye }

// Ready is the listener's part of a session to come. All keys are fresh.
type Ready struct {
	KeyB   common.Address `json:"keyB"`   // B's ack key
	Static common.Hash    `json:"static"` // B's X25519 public key for the end-to-end layer
	PSK    common.Hash    `json:"psk"`    // of the end-to-end layer
	// SampleOneIn is how many packets B is ready to sample one of; zero: none.
	SampleOneIn uint32 `json:"sampleOneIn,omitempty"`
}

// Session is a session that the joiner has had authorized, as B must know it.
type Session struct {
	ChainID   uint64         `json:"chainId"`
	Channels  common.Address `json:"channels"` // PaymentChannels: acknowledgements are for its domain
	ChannelID common.Hash    `json:"channelId"`
	SessionID uint64         `json:"sessionId,string"`
	KeyA      common.Address `json:"keyA"`
	KeyB      common.Address `json:"keyB"`
	URIs      []string       `json:"uris"` // TURN URIs (RFC 7065), in order of preference
	Username  string         `json:"username"`
	Password  string         `json:"password"`
	Realm     string         `json:"realm"`
	AckToken  []byte         `json:"ackToken"`
	AddressA  netip.AddrPort `json:"addressA"` // A's relayed address
	Sampling  *Sampling      `json:"sampling,omitempty"`
}

// Sampling says that packets are sampled, and by what an auditor will know that B is the
// session's.
type Sampling struct {
	OneIn         uint32 `json:"oneIn"` // no less than Ready.SampleOneIn
	Terms         Terms  `json:"terms"`
	Authorization []byte `json:"authorization"` // 188 bytes: docs/protocol.md, section 6.3, without the flags
}

// Terms are the channel's.
type Terms struct {
	Payer     common.Address   `json:"payer"`
	Signer    common.Address   `json:"signer"`
	Payee     common.Address   `json:"payee"`
	Closer    common.Address   `json:"closer"`
	CreditCap typeddata.Amount `json:"creditCap"`
	OpenBy    uint64           `json:"openBy"`
	Salt      uint64           `json:"salt,string"`
}

func (s Session) check() error {
	switch {
	case len(s.URIs) == 0 || len(s.URIs) > wire.MaxURIs:
		return fmt.Errorf("%w: session: got %d URIs, want 1 to %d", ErrMessage, len(s.URIs), wire.MaxURIs)
	case len(s.AckToken) < wire.MinAckToken || len(s.AckToken) > wire.MaxAckToken:
		return fmt.Errorf("%w: session: ack token of %d bytes", ErrMessage, len(s.AckToken))
	case !s.AddressA.IsValid():
		return fmt.Errorf("%w: session: no address", ErrMessage)
	}
	return nil
}

// message is one message of the conversation; one member is set.
type message struct {
	Ready   *Ready          `json:"ready,omitempty"`
	Session *Session        `json:"session,omitempty"`
	Address *netip.AddrPort `json:"address,omitempty"`
	Bye     *string         `json:"bye,omitempty"`
}

// Stream is a meeting stream to a relay; a libp2p stream is one.
type Stream interface {
	io.ReadWriteCloser
	Reset() error
	SetDeadline(time.Time) error
}

// Meeting is a conversation of two endpoints that have proved to each other that they
// have the invitation. It is for one goroutine.
type Meeting struct {
	ctx        context.Context // whose end ends it
	stream     Stream
	read       *bufio.Reader
	send, recv *noise.CipherState
	leave      func() bool // frees the stream from the context
}

// Waiting is a listener that the relay knows of and nobody has joined yet.
type Waiting struct {
	stream Stream
	read   *bufio.Reader
	inv    Invitation
	static *ecdh.PrivateKey
}

// Listen tells the relay on a fresh stream that we wait under the invitation; static is
// the private part of the key that it names. It returns a wire.MeetError, or the stream's
// error or ctx's; the stream is then ended.
func Listen(ctx context.Context, s Stream, inv Invitation, static *ecdh.PrivateKey) (*Waiting, error) {
	m := newMeeting(ctx, s, bufio.NewReader(s))
	if _, err := m.begun(func() error { return m.greet(wire.MeetListen{Token: inv.Token()}) }); err != nil {
		return nil, err
	}
	m.leave()
	return &Waiting{s, m.read, inv, static}, nil
}

// Meet waits, once, for somebody to join who has the invitation. The wait and the meeting
// end with ctx. It returns ErrForged, or the stream's error or ctx's; the stream is then
// ended.
func (w *Waiting) Meet(ctx context.Context) (*Meeting, error) {
	m := newMeeting(ctx, w.stream, w.read)
	return m.begun(func() error {
		m.stream.SetDeadline(time.Time{})
		if _, err := m.read.Peek(1); err != nil {
			return err
		}
		m.stream.SetDeadline(time.Now().Add(Longest))
		return m.respond(w.inv, w.static)
	})
}

// Join meets whoever listens under the invitation. The meeting ends with ctx. It returns
// a wire.MeetError, ErrForged, or the stream's error or ctx's; the stream is then ended.
func Join(ctx context.Context, s Stream, inv Invitation) (*Meeting, error) {
	m := newMeeting(ctx, s, bufio.NewReader(s))
	return m.begun(func() error {
		if err := m.greet(wire.MeetJoin{Token: inv.Token()}); err != nil {
			return err
		}
		m.stream.SetDeadline(time.Now().Add(Longest))
		return m.initiate(inv)
	})
}

func newMeeting(ctx context.Context, s Stream, r *bufio.Reader) *Meeting {
	return &Meeting{ctx: ctx, stream: s, read: r, leave: context.AfterFunc(ctx, func() { s.Reset() })}
}

// begun returns the meeting after its first steps; if they fail it ends the stream.
func (m *Meeting) begun(steps func() error) (*Meeting, error) {
	err := steps()
	if err == nil {
		return m, nil
	}
	m.leave()
	m.stream.Reset()
	return nil, m.broken(err)
}

// broken explains an error of the stream by the context's end.
func (m *Meeting) broken(err error) error {
	if m.ctx.Err() != nil {
		err = context.Cause(m.ctx)
	}
	return fmt.Errorf("meet: %w", err)
}

// greet names the meeting to the relay.
func (m *Meeting) greet(hello wire.MeetMessage) error {
	m.stream.SetDeadline(time.Now().Add(greeting))
	if err := wire.Write(m.stream, hello); err != nil {
		return err
	}
	switch reply, err := wire.ReadMeetMessage(m.read); reply := reply.(type) {
	case wire.MeetOK:
		return nil
	case wire.MeetError:
		return reply
	default:
		if err != nil {
			return err
		}
		return fmt.Errorf("%w: got %T from the relay, want MeetOK", ErrMessage, reply)
	}
}

func handshake(inv Invitation, initiator bool, own noise.DHKey) (*noise.HandshakeState, error) {
	cfg := noise.Config{
		CipherSuite: noise.NewCipherSuite(noise.DH25519, noise.CipherAESGCM, noise.HashSHA256),
		Random:      rand.Reader, Pattern: noise.HandshakeNK, Initiator: initiator,
		Prologue: []byte(prologue), PresharedKey: inv.PSK[:], StaticKeypair: own,
	}
	if initiator {
		cfg.PeerStatic = inv.Static[:]
	}
	return noise.NewHandshakeState(cfg)
}

func (m *Meeting) initiate(inv Invitation) error {
	state, err := handshake(inv, true, noise.DHKey{})
	if err != nil {
		return err
	}
	first, _, _, err := state.WriteMessage(nil, nil)
	if err != nil { // a static key of low order
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	if err := m.write(first); err != nil {
		return err
	}
	second, err := m.readData()
	if err != nil {
		return err
	}
	if _, m.send, m.recv, err = state.ReadMessage(nil, second); err != nil {
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	return nil
}

func (m *Meeting) respond(inv Invitation, static *ecdh.PrivateKey) error {
	state, err := handshake(inv, false, noise.DHKey{Private: static.Bytes(), Public: static.PublicKey().Bytes()})
	if err != nil {
		return err
	}
	first, err := m.readData()
	if err != nil {
		return err
	}
	if _, _, _, err := state.ReadMessage(nil, first); err != nil {
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	var second []byte
	if second, m.recv, m.send, err = state.WriteMessage(nil, nil); err != nil {
		return err
	}
	return m.write(second)
}

func (m *Meeting) write(payload []byte) error {
	return wire.Write(m.stream, wire.MeetData{Payload: payload})
}

// readData reads one payload of the other endpoint.
func (m *Meeting) readData() ([]byte, error) {
	got, err := wire.ReadMeetMessage(m.read)
	if err != nil {
		return nil, err
	}
	switch got := got.(type) {
	case wire.MeetData:
		return got.Payload, nil
	case wire.MeetError:
		return nil, got
	}
	return nil, fmt.Errorf("%w: got %T", ErrMessage, got)
}

// tell sends one message, encrypted.
func (m *Meeting) tell(msg message) error {
	plain, err := json.Marshal(msg)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrMessage, err)
	}
	sealed, err := m.send.Encrypt(nil, nil, plain)
	if err != nil {
		return fmt.Errorf("meet: %w", err)
	}
	if err := m.write(sealed); err != nil {
		return m.broken(err)
	}
	return nil
}

// hear reads one message. It returns a *ByeError, ErrForged, ErrMessage or the stream's
// error.
func (m *Meeting) hear() (message, error) {
	sealed, err := m.readData()
	if err != nil {
		return message{}, m.broken(err)
	}
	plain, err := m.recv.Decrypt(nil, nil, sealed)
	if err != nil {
		return message{}, fmt.Errorf("%w: %w", ErrForged, err)
	}
	var msg message
	d := json.NewDecoder(bytes.NewReader(plain))
	d.DisallowUnknownFields()
	if err := d.Decode(&msg); err != nil {
		return message{}, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return message{}, fmt.Errorf("%w: more than one value", ErrMessage)
	}
	if msg.Bye != nil {
		return message{}, &ByeError{clip(*msg.Bye)}
	}
	return msg, nil
}

func clip(s string) string { return s[:min(len(s), maxBye)] }

// Ready is the joiner's first step: it waits for the listener's keys.
func (m *Meeting) Ready() (Ready, error) {
	msg, err := m.hear()
	if err != nil {
		return Ready{}, err
	}
	if msg.Ready == nil {
		return Ready{}, fmt.Errorf("%w: want ready", ErrMessage)
	}
	return *msg.Ready, nil
}

// Propose is the joiner's second step: it tells the session and waits for B's relayed
// address.
func (m *Meeting) Propose(s Session) (netip.AddrPort, error) {
	if err := m.tell(message{Session: &s}); err != nil {
		return netip.AddrPort{}, err
	}
	msg, err := m.hear()
	if err != nil {
		return netip.AddrPort{}, err
	}
	if msg.Address == nil || !msg.Address.IsValid() {
		return netip.AddrPort{}, fmt.Errorf("%w: want address", ErrMessage)
	}
	return *msg.Address, nil
}

// Invite is the listener's first step: it tells its keys and waits for a session, which
// must be authorized with its ack key.
func (m *Meeting) Invite(r Ready) (Session, error) {
	if err := m.tell(message{Ready: &r}); err != nil {
		return Session{}, err
	}
	msg, err := m.hear()
	if err != nil {
		return Session{}, err
	}
	if msg.Session == nil {
		return Session{}, fmt.Errorf("%w: want session", ErrMessage)
	}
	if got := msg.Session.KeyB; got != r.KeyB {
		return Session{}, fmt.Errorf("%w: session with ack key %s, want %s", ErrMessage, got, r.KeyB)
	}
	return *msg.Session, msg.Session.check()
}

// Answer is the listener's second step: it tells B's relayed address.
func (m *Meeting) Answer(b netip.AddrPort) error { return m.tell(message{Address: &b}) }

// Bye ends the meeting for a reason that the other endpoint may know.
func (m *Meeting) Bye(why string) {
	why = clip(why)
	m.tell(message{Bye: &why}) // it will notice anyway
	m.Close()
}

// Close ends the meeting. What was told still arrives.
func (m *Meeting) Close() {
	m.leave()
	m.stream.Close()
}
