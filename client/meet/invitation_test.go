package meet_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"

	"github.com/portage-relay/portage/client/meet"
)

const relayID = "16Uiu2HAm4v86W3bmT1BiH6oSPzcsSr24iDQpSN5Qa992BCjjwgrD"

// invite returns an invitation and the private part of its key.
func invite(t testing.TB) (meet.Invitation, *ecdh.PrivateKey) {
	t.Helper()
	static, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id, err := peer.Decode(relayID)
	if err != nil {
		t.Fatal(err)
	}
	return meet.Invitation{
		Static: [32]byte(static.PublicKey().Bytes()), PSK: [32]byte{1, 2, 3}, ChainID: 1337, Registry: common.HexToAddress("0xabc"), Relay: id,
		Addrs: []multiaddr.Multiaddr{multiaddr.StringCast("/ip4/192.0.2.1/tcp/4001"), multiaddr.StringCast("/ip4/192.0.2.1/udp/4001/quic-v1")},
	}, static
}

func encode(t testing.TB, i meet.Invitation) string {
	t.Helper()
	text, err := i.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestInvitationReadsBack(t *testing.T) {
	want, _ := invite(t)
	text := encode(t, want)
	if !strings.HasPrefix(text, "portage1") || strings.ContainsAny(text, " \n=+/") {
		t.Errorf("got %q", text)
	}
	for name, text := range map[string]string{"as it is": text, "with a line's end": "  " + text + "\r\n"} {
		if got, err := meet.Decode(text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, want)
		}
	}
}

// A part that is missing, or one wrong character, is noticed.
func TestInvitationMistyped(t *testing.T) {
	i, _ := invite(t)
	text := encode(t, i)
	for n := range len(text) {
		if got, err := meet.Decode(text[:n]); !errors.Is(err, meet.ErrInvitation) {
			t.Fatalf("the first %d characters: got %+v, %v", n, got, err)
		}
		wrong := []byte(text)
		if wrong[n]++; wrong[n] == 'p'+1 && n == 0 {
			wrong[n] = 'P'
		}
		if got, err := meet.Decode(string(wrong)); !errors.Is(err, meet.ErrInvitation) {
			t.Fatalf("character %d changed: got %+v, %v", n, got, err)
		}
	}
	if _, err := meet.Decode(text[:20] + "\n" + text[20:]); !errors.Is(err, meet.ErrInvitation) {
		t.Errorf("a line's end inside: got %v", err)
	}
	if _, err := meet.Decode(text + strings.Repeat("A", 1<<20)); !errors.Is(err, meet.ErrInvitation) {
		t.Errorf("a megabyte: got %v", err)
	}
}

func TestInvitationChecks(t *testing.T) {
	for name, change := range map[string]func(*meet.Invitation){
		"no psk":                 func(i *meet.Invitation) { i.PSK = [32]byte{} },
		"no static key":          func(i *meet.Invitation) { i.Static = [32]byte{} },
		"no relay":               func(i *meet.Invitation) { i.Relay = "" },
		"no address":             func(i *meet.Invitation) { i.Addrs = nil },
		"too many addresses":     func(i *meet.Invitation) { i.Addrs = make([]multiaddr.Multiaddr, meet.MaxAddrs+1) },
		"an empty address":       func(i *meet.Invitation) { i.Addrs = []multiaddr.Multiaddr{{}} },
		"an address with a peer": func(i *meet.Invitation) { i.Addrs = []multiaddr.Multiaddr{multiaddr.StringCast("/p2p/" + relayID)} },
	} {
		t.Run(name, func(t *testing.T) {
			i, _ := invite(t)
			change(&i)
			if text, err := i.Encode(); !errors.Is(err, meet.ErrInvitation) {
				t.Errorf("got %q, %v, want ErrInvitation", text, err)
			}
		})
	}
}

// Two invitations meet under two names, and the name tells nothing of the secret.
func TestToken(t *testing.T) {
	a, _ := invite(t)
	b := a
	b.PSK[31]++
	if a.Token() == b.Token() {
		t.Error("one name for two secrets")
	}
	if token := a.Token(); bytes.Equal(token[:], a.PSK[:]) {
		t.Error("the name is the secret")
	}
}

// Whatever is decoded encodes to the same text.
func FuzzDecode(f *testing.F) {
	i, _ := invite(f)
	f.Add(encode(f, i))
	i.Addrs = i.Addrs[:1]
	f.Add(encode(f, i))
	f.Add("portage1")
	f.Add("portage1AAAA")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := meet.Decode(text)
		if err != nil {
			if !errors.Is(err, meet.ErrInvitation) {
				t.Errorf("got %v, want ErrInvitation", err)
			}
			return
		}
		if again := encode(t, got); again != strings.TrimSpace(text) {
			t.Errorf("got %q for %q", again, text)
		}
	})
}

// The bytes inside, with a good checksum: the same for them.
func FuzzParse(f *testing.F) {
	i, _ := invite(f)
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(encode(f, i), meet.Prefix))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b[:len(b)-4])
	f.Add(append(bytes.Clone(b[:len(b)-4]), 0)) // one byte too many
	f.Add(b[:len(b)-5])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		text := meet.Prefix + base64.RawURLEncoding.EncodeToString(append(b, meet.Checksum(b)...))
		got, err := meet.Decode(text)
		if err != nil {
			if !errors.Is(err, meet.ErrInvitation) {
				t.Errorf("got %v, want ErrInvitation", err)
			}
			return
		}
		if again := encode(t, got); again != text {
			t.Errorf("got %q for %q", again, text)
		}
	})
}
