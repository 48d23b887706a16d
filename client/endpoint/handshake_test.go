package endpoint

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

func static(t testing.TB, fill byte) *ecdh.PrivateKey {
	t.Helper()
	key, err := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{fill}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

var testSession = Session{
	ChannelID: common.HexToHash("0xc0"),
	SessionID: 0x0123456789abcdef,
	KeyA:      common.HexToAddress("0xa0"),
	KeyB:      common.HexToAddress("0xb0"),
}

var testPSK = [32]byte{1, 2, 3}

func testSecrets(t testing.TB) secrets {
	return newSecrets(testSession, testPSK, static(t, 0x55).PublicKey())
}

func testInitiator(t testing.TB, s secrets, attempt uint64) *initiator {
	t.Helper()
	i, err := newInitiator(s, attempt, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func testResponder(t testing.TB, s secrets) *responder {
	return newResponder(s, static(t, 0x55), rand.Reader)
}

// agree checks that two ends' keys fit.
func agree(t testing.TB, a, b *keys) {
	t.Helper()
	var n nonce
	for _, way := range [][2]*keys{{a, b}, {b, a}} {
		packet := way[0].seal(nil, &n, Header{TypeData, 9}, []byte("hello"))
		if h, got, err := way[1].open(&n, packet); err != nil || string(got) != "hello" || h.Counter != 9 {
			t.Fatalf("got %v %q, %v", h, got, err)
		}
	}
}

func TestHandshake(t *testing.T) {
	s := testSecrets(t)
	i, r := testInitiator(t, s, 1), testResponder(t, s)
	rk, err := r.answer(i.packet)
	if err != nil {
		t.Fatal(err)
	}
	ik, err := i.accept(r.response)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, ik, rk)
	var n nonce
	if _, _, err := ik.open(&n, ik.seal(nil, &n, Header{TypeData, 0}, nil)); !errors.Is(err, ErrTag) {
		t.Errorf("own packet reflected: got %v, want ErrTag", err)
	}
}

// A relay may tell each side what it likes about the session.
func TestHandshakeBindsSession(t *testing.T) {
	other := common.HexToAddress("0x666")
	for name, change := range map[string]func(s *Session, psk *[32]byte, fill *byte){
		"channel":    func(s *Session, _ *[32]byte, _ *byte) { s.ChannelID[0]++ },
		"session":    func(s *Session, _ *[32]byte, _ *byte) { s.SessionID++ },
		"keyA":       func(s *Session, _ *[32]byte, _ *byte) { s.KeyA = other },
		"keyB":       func(s *Session, _ *[32]byte, _ *byte) { s.KeyB = other },
		"keyA, keyB": func(s *Session, _ *[32]byte, _ *byte) { s.KeyA, s.KeyB = s.KeyB, s.KeyA },
		"samples":    func(s *Session, _ *[32]byte, _ *byte) { s.SampleOneIn = 256 },
		"no keyA":    func(s *Session, _ *[32]byte, _ *byte) { s.KeyA = common.Address{} },
		"psk":        func(_ *Session, psk *[32]byte, _ *byte) { psk[31]++ },
		"static":     func(_ *Session, _ *[32]byte, fill *byte) { *fill = 0x56 },
	} {
		t.Run(name, func(t *testing.T) {
			session, psk, fill := testSession, testPSK, byte(0x55)
			change(&session, &psk, &fill)
			honest := testSecrets(t)
			swapped := newSecrets(session, psk, static(t, fill).PublicKey())
			if _, err := testResponder(t, honest).answer(testInitiator(t, swapped, 1).packet); !errors.Is(err, ErrForged) {
				t.Errorf("HMAC: got %v, want ErrForged", err)
			}
			swapped.macKey = honest.macKey // Noise alone must hold
			r := testResponder(t, honest)
			if _, err := r.answer(testInitiator(t, swapped, 1).packet); !errors.Is(err, ErrForged) {
				t.Errorf("Noise: got %v, want ErrForged", err)
			}
			if r.response != nil {
				t.Error("a forged init has an answer")
			}
		})
	}
}

// No change to a handshake packet passes, and none spoils the machine that it meets.
func TestHandshakeForged(t *testing.T) {
	s := testSecrets(t)
	i, r := testInitiator(t, s, 1), testResponder(t, s)
	forge(t, i.packet, func(p []byte) error { _, err := r.answer(p); return err })
	rk, err := r.answer(i.packet)
	if err != nil {
		t.Fatal(err)
	}
	forge(t, r.response, func(p []byte) error { _, err := i.accept(p); return err })
	ik, err := i.accept(r.response)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, ik, rk)
}

// forge offers every bit flip, truncation and extension of packet, with its HMAC as it
// was and, where that alone would refuse, with one made anew as if the psk had leaked.
func forge(t *testing.T, packet []byte, offer func([]byte) error) {
	t.Helper()
	s := testSecrets(t)
	for bit := range len(packet) * 8 {
		forged := bytes.Clone(packet)
		forged[bit/8] ^= 1 << (bit % 8)
		if err := offer(forged); !errors.Is(err, ErrForged) && !errors.Is(err, ErrType) && !errors.Is(err, ErrShort) {
			t.Fatalf("bit %d flipped: got %v", bit, err)
		}
		if bit/8 >= len(packet)-TagSize {
			continue
		}
		// The top bit of the ephemeral key is ignored (RFC 7748 section 5), not free: it is hashed.
		copy(forged[len(forged)-TagSize:], s.mac(forged[:len(forged)-TagSize]))
		if err := offer(forged); err == nil {
			t.Fatalf("bit %d flipped, new HMAC: accepted", bit)
		}
	}
	for n := range len(packet) {
		if err := offer(packet[:n]); !errors.Is(err, ErrShort) {
			t.Fatalf("cut to %d bytes: got %v, want ErrShort", n, err)
		}
	}
	if err := offer(append(bytes.Clone(packet), 0)); !errors.Is(err, ErrShort) {
		t.Fatalf("extended: got %v, want ErrShort", err)
	}
}

// A Noise state is spoilt by a message whose key is a point of low order.
func TestHandshakeLowOrderKey(t *testing.T) {
	s := testSecrets(t)
	i, r := testInitiator(t, s, 1), testResponder(t, s)
	zero := make([]byte, noiseSize)
	if _, err := r.answer(s.packet(Header{TypeInit, 1}, zero)); !errors.Is(err, ErrForged) {
		t.Errorf("init: got %v, want ErrForged", err)
	}
	if _, err := r.answer(i.packet); err != nil {
		t.Fatalf("true init after it: %v", err)
	}
	if _, err := i.accept(s.packet(Header{TypeResponse, 1}, zero)); !errors.Is(err, ErrForged) {
		t.Errorf("response: got %v, want ErrForged", err)
	}
	if _, err := i.accept(r.response); err != nil {
		t.Fatalf("true response after it: %v", err)
	}
}

func TestHandshakeAttempts(t *testing.T) {
	s := testSecrets(t)
	r := testResponder(t, s)
	first, second := testInitiator(t, s, 10), testInitiator(t, s, 11)
	if _, err := r.answer(first.packet); err != nil {
		t.Fatal(err)
	}
	old := r.response
	if k, err := r.answer(first.packet); k != nil || err != nil || !bytes.Equal(r.response, old) {
		t.Errorf("a repeat: got %v, %v and another response; want the same", k, err)
	}
	if _, err := r.answer(testInitiator(t, s, 10).packet); !errors.Is(err, ErrStale) {
		t.Errorf("another of the same attempt: got %v, want ErrStale", err)
	}
	k, err := r.answer(second.packet)
	if err != nil {
		t.Fatalf("a newer attempt: %v", err)
	}
	if _, err := r.answer(first.packet); !errors.Is(err, ErrStale) {
		t.Errorf("the older, replayed: got %v, want ErrStale", err)
	}
	if _, err := second.accept(old); !errors.Is(err, ErrStale) {
		t.Errorf("the older response: got %v, want ErrStale", err)
	}
	k2, err := second.accept(r.response)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, k2, k)
}

func TestNewInitiatorLowOrderStatic(t *testing.T) {
	zero, err := ecdh.X25519().NewPublicKey(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newInitiator(newSecrets(testSession, testPSK, zero), 1, rand.Reader); !errors.Is(err, ErrConfig) {
		t.Errorf("got %v, want ErrConfig", err)
	}
}

// vector is one handshake and its first packets, for a second implementation.
type vector struct {
	ChannelID                                           common.Hash
	SessionID                                           uint64
	KeyA, KeyB                                          common.Address
	SampleOneIn                                         uint32
	PSK, Static, InitiatorEphemeral, ResponderEphemeral hexBytes
	Attempt                                             uint64
	Prologue, MACKey, Init, Response                    hexBytes
	// Counter 0: an empty confirm by the initiator, "hello" as data by the responder.
	Confirm, Data hexBytes
	// The tags of both, where packets are sampled.
	ConfirmTag, DataTag hexBytes
}

type hexBytes []byte

func (h hexBytes) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(h)), nil }
func (h *hexBytes) UnmarshalText(b []byte) (err error) {
	*h, err = hex.DecodeString(string(b))
	return err
}

// run fills what follows from the inputs.
func (v vector) run(t *testing.T) vector {
	t.Helper()
	key, err := ecdh.X25519().NewPrivateKey(v.Static)
	if err != nil {
		t.Fatal(err)
	}
	session := Session{v.ChannelID, v.SessionID, v.KeyA, v.KeyB, v.SampleOneIn}
	s := newSecrets(session, [32]byte(v.PSK), key.PublicKey())
	i, err := newInitiator(s, v.Attempt, bytes.NewReader(v.InitiatorEphemeral))
	if err != nil {
		t.Fatal(err)
	}
	r := newResponder(s, key, bytes.NewReader(v.ResponderEphemeral))
	rk, err := r.answer(i.packet)
	if err != nil {
		t.Fatal(err)
	}
	ik, err := i.accept(r.response)
	if err != nil {
		t.Fatal(err)
	}
	v.Prologue, v.MACKey, v.Init, v.Response = session.prologue(v.Attempt), s.macKey, i.packet, r.response
	v.Confirm = ik.seal(nil, new(nonce), Header{TypeConfirm, 0}, nil)
	v.Data = rk.seal(nil, new(nonce), Header{TypeData, 0}, []byte("hello"))
	if v.SampleOneIn != 0 {
		v.ConfirmTag, v.DataTag = tagOf(ik, v.Confirm), tagOf(ik, v.Data)
		if !bytes.Equal(v.ConfirmTag, tagOf(rk, v.Confirm)) || !bytes.Equal(v.DataTag, tagOf(rk, v.Data)) {
			t.Error("the ends have different tags")
		}
	}
	return v
}

// tagOf is the tag that an end gives a packet of counter 0.
func tagOf(k *keys, packet []byte) []byte {
	var x scratch
	k.choose(&x, 0, packet)
	return x.tag[:]
}

func TestVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/handshake.json")
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	var want []vector
	if err := d.Decode(&want); err != nil {
		t.Fatal(err)
	}
	for n, v := range want {
		inputs := v
		inputs.Prologue, inputs.MACKey, inputs.Init, inputs.Response, inputs.Confirm, inputs.Data, inputs.ConfirmTag, inputs.DataTag = nil, nil, nil, nil, nil, nil, nil, nil
		got, _ := json.Marshal(inputs.run(t))
		if w, _ := json.Marshal(v); !bytes.Equal(got, w) {
			t.Errorf("vector %d:\n got %s\nwant %s", n, got, w)
		}
	}
}
