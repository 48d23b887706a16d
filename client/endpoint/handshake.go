package endpoint

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/flynn/noise"

	"github.com/portage-relay/portage/proofs/sample"
)

// protocolName begins the prologue. Another version of this layer has another name.
const protocolName = "portage/endpoint/1"

// sampleInfo tells the key that samples are chosen by from all others.
const sampleInfo = protocolName + " sample"

var (
	// ErrForged says that a handshake packet is not from the holder of the psk for this
	// session with these ack keys, or was changed on its way.
	ErrForged = errors.New("endpoint: handshake does not authenticate")
	// ErrStale says that a handshake packet is of another attempt than the current one.
	ErrStale = errors.New("endpoint: stale handshake attempt")
)

var suite = noise.NewCipherSuite(noise.DH25519, noise.CipherAESGCM, noise.HashSHA256)

// Session is what a handshake binds: both ends must have the same.
type Session struct {
	ChannelID common.Hash
	SessionID uint64
	// KeyA and KeyB are the ack keys of endpoints A and B in the session's
	// authorization; zero for an endpoint that signs nothing.
	KeyA, KeyB common.Address
	// SampleOneIn is how many packets one is sampled of, for evidence; 0: none is.
	SampleOneIn uint32
}

// appendTo appends the session's bytes of the prologue; all fields have fixed sizes.
func (s Session) appendTo(b []byte) []byte {
	b = append(b, protocolName...)
	b = append(b, s.ChannelID[:]...)
	b = binary.BigEndian.AppendUint64(b, s.SessionID)
	b = append(b, s.KeyA[:]...)
	b = append(b, s.KeyB[:]...)
	return binary.BigEndian.AppendUint32(b, s.SampleOneIn)
}

func (s Session) prologue(attempt uint64) []byte {
	return binary.BigEndian.AppendUint64(s.appendTo(nil), attempt)
}

// keys seal and open the transport packets of one end, and choose those that are sampled.
// Safe for concurrent use.
type keys struct {
	send, recv cipher.AEAD
	sampler    *sample.Sampler // nil: none is
}

// keys returns those of one end from what the Noise handshake has ended with. binding is
// its hash; first is the key of what the initiator sends.
func (s secrets) keys(binding []byte, send, recv, first, second *noise.CipherState) *keys {
	k := &keys{send: aead(send), recv: aead(recv)}
	if s.session.SampleOneIn == 0 {
		return k
	}
	a, b := first.UnsafeKey(), second.UnsafeKey()
	key, err := hkdf.Key(sha256.New, append(a[:], b[:]...), binding, sampleInfo, sample.KeySize)
	if err != nil {
		panic("endpoint: internal error: hkdf: " + err.Error())
	}
	if k.sampler, err = sample.New([sample.KeySize]byte(key), s.session.SampleOneIn); err != nil {
		panic("endpoint: internal error: " + err.Error()) // Config.check has seen to it
	}
	return k
}

// secrets are what both machines of the handshake need.
type secrets struct {
	session Session
	psk     [32]byte
	static  *ecdh.PublicKey // the responder's
	macKey  []byte
}

func newSecrets(s Session, psk [32]byte, static *ecdh.PublicKey) secrets {
	key, err := hkdf.Key(sha256.New, psk[:], static.Bytes(), string(s.appendTo(nil)), sha256.Size)
	if err != nil {
		panic("endpoint: internal error: hkdf: " + err.Error())
	}
	return secrets{s, psk, static, key}
}

func (s secrets) mac(packet []byte) []byte {
	h := hmac.New(sha256.New, s.macKey)
	h.Write(packet)
	return h.Sum(nil)[:TagSize]
}

// packet frames a Noise message.
func (s secrets) packet(h Header, message []byte) []byte {
	p := append(h.Append(nil), message...)
	return append(p, s.mac(p)...)
}

// parse returns the header and Noise message of a handshake packet of type t whose HMAC
// holds. It returns ErrShort, ErrType or ErrForged.
func (s secrets) parse(t Type, packet []byte) (Header, []byte, error) {
	h, _, err := Parse(packet)
	if err != nil {
		return Header{}, nil, err
	}
	if h.Type != t {
		return Header{}, nil, fmt.Errorf("%w: got %#02x, want %#02x", ErrType, byte(h.Type), byte(t))
	}
	tagged := len(packet) - TagSize
	if !hmac.Equal(s.mac(packet[:tagged]), packet[tagged:]) {
		return Header{}, nil, fmt.Errorf("%w: HMAC", ErrForged)
	}
	return h, packet[HeaderSize:tagged], nil
}

// noise returns a Noise state at its beginning. random is read once, for the ephemeral key.
func (s secrets) noise(attempt uint64, random io.Reader, initiator bool, own noise.DHKey) *noise.HandshakeState {
	state, err := noise.NewHandshakeState(noise.Config{
		CipherSuite:   suite,
		Random:        random,
		Pattern:       noise.HandshakeNK,
		Initiator:     initiator,
		Prologue:      s.session.prologue(attempt),
		PresharedKey:  s.psk[:],
		StaticKeypair: own,
		PeerStatic:    s.peerStatic(initiator),
	})
	if err != nil {
		panic("endpoint: internal error: noise: " + err.Error())
	}
	return state
}

func (s secrets) peerStatic(initiator bool) []byte {
	if !initiator {
		return nil
	}
	return s.static.Bytes()
}

// initiator is the machine that begins. It is a value without time: the shell repeats
// packet until accept succeeds.
type initiator struct {
	secrets
	attempt   uint64
	ephemeral [32]byte
	packet    []byte // init
}

// newInitiator draws the ephemeral key from random. attempt must be greater than in any
// earlier handshake of this session.
func newInitiator(s secrets, attempt uint64, random io.Reader) (*initiator, error) {
	i := &initiator{secrets: s, attempt: attempt}
	if _, err := io.ReadFull(random, i.ephemeral[:]); err != nil {
		return nil, fmt.Errorf("endpoint: random: %w", err)
	}
	_, message, err := i.begin()
	if err != nil {
		return nil, err
	}
	i.packet = s.packet(Header{TypeInit, attempt}, message)
	return i, nil
}

// begin returns a Noise state that has written message 1. The same every time: a Noise
// state that met a forged message 2 is spoilt, so each response meets a fresh one.
func (i *initiator) begin() (*noise.HandshakeState, []byte, error) {
	state := i.noise(i.attempt, bytes.NewReader(i.ephemeral[:]), true, noise.DHKey{})
	message, _, _, err := state.WriteMessage(nil, nil)
	if err != nil { // the responder's static key is a point of low order
		return nil, nil, fmt.Errorf("%w: responder's static key: %w", ErrConfig, err)
	}
	return state, message, nil
}

// accept checks a response and returns the transport keys. Its errors (ErrShort, ErrType,
// ErrStale, ErrForged) leave the machine as it was.
func (i *initiator) accept(response []byte) (*keys, error) {
	h, message, err := i.parse(TypeResponse, response)
	if err != nil {
		return nil, err
	}
	if h.Counter != i.attempt {
		return nil, fmt.Errorf("%w: got %d, want %d", ErrStale, h.Counter, i.attempt)
	}
	state, _, err := i.begin()
	if err != nil {
		return nil, err
	}
	_, send, recv, err := state.ReadMessage(nil, message)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForged, err)
	}
	return i.keys(state.ChannelBinding(), send, recv, send, recv), nil
}

// responder is the machine that answers. It keeps the newest attempt only.
type responder struct {
	secrets
	own    noise.DHKey
	random io.Reader

	attempt  uint64
	init     []byte // that was answered; nil: none yet
	response []byte
}

func newResponder(s secrets, own *ecdh.PrivateKey, random io.Reader) *responder {
	key := noise.DHKey{Private: own.Bytes(), Public: own.PublicKey().Bytes()}
	return &responder{secrets: s, own: key, random: random}
}

// answer checks an init. For a new attempt it prepares r.response and returns the
// transport keys; for a repeat of the newest it returns no keys and no error, and
// r.response stands. Other errors than of the random source (ErrShort, ErrType, ErrStale,
// ErrForged) leave the machine as it was.
func (r *responder) answer(init []byte) (*keys, error) {
	h, message, err := r.parse(TypeInit, init)
	if err != nil {
		return nil, err
	}
	if bytes.Equal(init, r.init) {
		return nil, nil
	}
	if r.init != nil && h.Counter <= r.attempt {
		return nil, fmt.Errorf("%w: got %d, want more than %d", ErrStale, h.Counter, r.attempt)
	}
	state := r.noise(h.Counter, r.random, false, r.own)
	if _, _, _, err := state.ReadMessage(nil, message); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForged, err)
	}
	message, recv, send, err := state.WriteMessage(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("endpoint: random: %w", err)
	}
	r.attempt, r.init = h.Counter, bytes.Clone(init)
	r.response = r.packet(Header{TypeResponse, h.Counter}, message)
	return r.keys(state.ChannelBinding(), send, recv, recv, send), nil
}

// aead is the cipher of a Noise state; noise's own allocates for every nonce.
func aead(c *noise.CipherState) cipher.AEAD {
	key := c.UnsafeKey()
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic("endpoint: internal error: aes: " + err.Error())
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic("endpoint: internal error: gcm: " + err.Error())
	}
	return gcm
}
