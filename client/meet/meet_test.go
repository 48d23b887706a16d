package meet_test

import (
	"bufio"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/flynn/noise"

	"github.com/portage-relay/portage/client/meet"
	"github.com/portage-relay/portage/payment/wire"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// stream is a net.Pipe's end with a stream's Reset.
type stream struct{ net.Conn }

func (s stream) Reset() error { return s.Close() }

// relay is the rendezvous of one listener and one joiner; change may change what passes.
type relay struct {
	t      *testing.T
	change func(fromJoiner bool, m wire.MeetMessage) wire.MeetMessage // nil: nothing
	group  sync.WaitGroup

	listener, joiner             net.Conn
	fromListener, fromJoiner     *bufio.Reader
	listenerToken, joinerToken   wire.MeetToken
	listenerStream, joinerStream stream
}

func newRelay(t *testing.T) *relay {
	r := &relay{t: t}
	a, b := net.Pipe()
	c, d := net.Pipe()
	r.listenerStream, r.listener, r.joinerStream, r.joiner = stream{a}, b, stream{c}, d
	r.fromListener, r.fromJoiner = bufio.NewReader(b), bufio.NewReader(d)
	return r
}

// run greets both and carries messages until one hangs up.
func (r *relay) run() {
	r.group.Go(func() {
		hello, err := wire.ReadMeetMessage(r.fromListener)
		if err != nil {
			return
		}
		r.listenerToken = hello.(wire.MeetListen).Token
		wire.Write(r.listener, wire.MeetOK{})
		hello, err = wire.ReadMeetMessage(r.fromJoiner)
		if err != nil {
			return
		}
		r.joinerToken = hello.(wire.MeetJoin).Token
		wire.Write(r.joiner, wire.MeetOK{})
		r.group.Go(func() { r.carry(true, r.fromJoiner, r.listener) })
		r.carry(false, r.fromListener, r.joiner)
	})
}

func (r *relay) carry(fromJoiner bool, from wire.Reader, to net.Conn) {
	defer to.Close()
	for {
		m, err := wire.ReadMeetMessage(from)
		if err != nil {
			return
		}
		if r.change != nil {
			if m = r.change(fromJoiner, m); m == nil {
				continue
			}
		}
		if wire.Write(to, m) != nil {
			return
		}
	}
}

// bubble runs a test in fake time; it fails if a goroutine is left over.
func bubble(t *testing.T, test func(t *testing.T, r *relay)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRelay(t)
		test(t, r)
		r.listener.Close()
		r.joiner.Close()
		r.group.Wait()
	})
}

// both lets the two ends meet.
func (r *relay) both(t *testing.T, listens, joins meet.Invitation, static *ecdh.PrivateKey) (l, j *meet.Meeting, errL, errJ error) {
	r.run()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w, err := meet.Listen(t.Context(), r.listenerStream, listens, static)
		if err != nil {
			errL = err
			return
		}
		l, errL = w.Meet(t.Context())
	}()
	j, errJ = meet.Join(t.Context(), r.joinerStream, joins)
	<-done
	return l, j, errL, errJ
}

func session() meet.Session {
	return meet.Session{
		ChainID: 1337, Channels: common.HexToAddress("0xcc"), ChannelID: common.Hash{1}, SessionID: 1<<63 + 1, KeyB: common.HexToAddress("0xb"),
		URIs: []string{"turn:192.0.2.1:3478?transport=udp"}, Username: "u", Password: "p", Realm: "r", AckToken: make([]byte, 32),
		AddressA: netip.MustParseAddrPort("192.0.2.1:50000"),
		Sampling: &meet.Sampling{
			OneIn: 256, Terms: meet.Terms{Payer: common.Address{1}, CreditCap: typeddata.NewAmount(1 << 60), OpenBy: 1 << 39, Salt: 1<<56 - 1}, Authorization: make([]byte, 188),
		},
	}
}

func ready() meet.Ready {
	return meet.Ready{KeyB: common.HexToAddress("0xb"), Static: common.Hash{2}, PSK: common.Hash{3}, SampleOneIn: 16}
}

// What each end says reaches the other, and nobody between can read it.
func TestMeeting(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		var passed []byte
		r.change = func(_ bool, m wire.MeetMessage) wire.MeetMessage {
			passed = append(passed, m.(wire.MeetData).Payload...)
			return m
		}
		inv, static := invite(t)
		l, j, errL, errJ := r.both(t, inv, inv, static)
		if errL != nil || errJ != nil {
			t.Fatal(errL, errJ)
		}
		addressB := netip.MustParseAddrPort("192.0.2.1:50002")
		go func() {
			got, err := l.Invite(ready())
			if err != nil || !reflect.DeepEqual(got, session()) {
				t.Errorf("session: got %+v, %v, want %+v", got, err, session())
			}
			if err := l.Answer(addressB); err != nil {
				t.Error(err)
			}
		}()
		if got, err := j.Ready(); err != nil || got != ready() {
			t.Errorf("ready: got %+v, %v, want %+v", got, err, ready())
		}
		if got, err := j.Propose(session()); err != nil || got != addressB {
			t.Errorf("address: got %s, %v, want %s", got, err, addressB)
		}
		synctest.Wait()
		l.Close()
		j.Close()
		r.group.Wait()
		if r.listenerToken != inv.Token() || r.joinerToken != inv.Token() {
			t.Error("not under the invitation's token")
		}
		if strings.Contains(string(passed), "keyB") {
			t.Error("the relay can read it")
		}
	})
}

// Whoever does not have the whole invitation is found out by the other end.
func TestStranger(t *testing.T) {
	other, otherStatic := invite(t)
	for name, change := range map[string]func(listens, joins *meet.Invitation, static **ecdh.PrivateKey){
		"another psk":        func(_, joins *meet.Invitation, _ **ecdh.PrivateKey) { joins.PSK[0]++ },
		"another static key": func(_, joins *meet.Invitation, _ **ecdh.PrivateKey) { joins.Static = other.Static },
		"an impostor":        func(_, _ *meet.Invitation, static **ecdh.PrivateKey) { *static = otherStatic },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				inv, static := invite(t)
				joins := inv
				change(&inv, &joins, &static)
				_, _, errL, errJ := r.both(t, inv, joins, static)
				if !errors.Is(errL, meet.ErrForged) || errJ == nil {
					t.Errorf("listener: %v, want ErrForged; joiner: %v", errL, errJ)
				}
			})
		})
	}
}

// A relay in the middle that swaps ephemeral keys, or runs a handshake of its own, is
// found out before anything is said.
func TestManInTheMiddle(t *testing.T) {
	suite := noise.NewCipherSuite(noise.DH25519, noise.CipherAESGCM, noise.HashSHA256)
	mallory, err := suite.GenerateKeypair(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(inv meet.Invitation) func(bool, wire.MeetMessage) wire.MeetMessage{
		"swaps the joiner's key": func(meet.Invitation) func(bool, wire.MeetMessage) wire.MeetMessage {
			return func(fromJoiner bool, m wire.MeetMessage) wire.MeetMessage {
				if d := m.(wire.MeetData); fromJoiner {
					copy(d.Payload, mallory.Public)
				}
				return m
			}
		},
		"swaps the listener's key": func(meet.Invitation) func(bool, wire.MeetMessage) wire.MeetMessage {
			return func(fromJoiner bool, m wire.MeetMessage) wire.MeetMessage {
				if d := m.(wire.MeetData); !fromJoiner {
					copy(d.Payload, mallory.Public)
				}
				return m
			}
		},
		"is the joiner, with the psk guessed": func(inv meet.Invitation) func(bool, wire.MeetMessage) wire.MeetMessage {
			return func(fromJoiner bool, m wire.MeetMessage) wire.MeetMessage {
				if !fromJoiner {
					return m
				}
				state, err := noise.NewHandshakeState(noise.Config{
					CipherSuite: suite, Pattern: noise.HandshakeNK, Initiator: true, Prologue: []byte("portage meet v1"),
					PresharedKey: make([]byte, 32), PeerStatic: inv.Static[:],
				})
				if err != nil {
					t.Fatal(err)
				}
				first, _, _, err := state.WriteMessage(nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				return wire.MeetData{Payload: first}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				inv, static := invite(t)
				r.change = change(inv)
				_, _, errL, errJ := r.both(t, inv, inv, static)
				if !errors.Is(errL, meet.ErrForged) && !errors.Is(errJ, meet.ErrForged) {
					t.Errorf("listener: %v, joiner: %v, want ErrForged of one", errL, errJ)
				}
			})
		})
	}
}

// What the relay changes, repeats or leaves out once the conversation runs is noticed.
func TestTampering(t *testing.T) {
	for name, change := range map[string]func(n int, m wire.MeetData) wire.MeetMessage{
		"a flipped bit":  func(_ int, m wire.MeetData) wire.MeetMessage { m.Payload[0] ^= 1; return m },
		"a part missing": func(_ int, m wire.MeetData) wire.MeetMessage { return wire.MeetData{Payload: m.Payload[:3]} },
		"a greeting":     func(int, wire.MeetData) wire.MeetMessage { return wire.MeetOK{} },
		"a refusal":      func(int, wire.MeetData) wire.MeetMessage { return wire.MeetError{Code: wire.CodeBusy, Text: "no"} },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				n := 0
				r.change = func(fromJoiner bool, m wire.MeetMessage) wire.MeetMessage {
					if n++; n <= 2 { // the handshake
						return m
					}
					return change(n, m.(wire.MeetData))
				}
				inv, static := invite(t)
				l, j, errL, errJ := r.both(t, inv, inv, static)
				if errL != nil || errJ != nil {
					t.Fatal(errL, errJ)
				}
				go l.Invite(ready()) // nobody answers
				if got, err := j.Ready(); err == nil {
					t.Errorf("got %+v of a relay that changes it", got)
				}
				l.Close()
				j.Close()
			})
		})
	}
}

// The listener takes no session that is not with its own key, or makes no sense.
func TestSessionChecks(t *testing.T) {
	for name, change := range map[string]func(*meet.Session){
		"another ack key": func(s *meet.Session) { s.KeyB[0]++ },
		"no URI":          func(s *meet.Session) { s.URIs = nil },
		"many URIs":       func(s *meet.Session) { s.URIs = make([]string, 9) },
		"no token":        func(s *meet.Session) { s.AckToken = nil },
		"a long token":    func(s *meet.Session) { s.AckToken = make([]byte, 65) },
		"no address":      func(s *meet.Session) { s.AddressA = netip.AddrPort{} },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, r *relay) {
				inv, static := invite(t)
				l, j, errL, errJ := r.both(t, inv, inv, static)
				if errL != nil || errJ != nil {
					t.Fatal(errL, errJ)
				}
				done := make(chan struct{})
				go func() {
					defer close(done)
					if _, err := l.Invite(ready()); !errors.Is(err, meet.ErrMessage) {
						t.Errorf("got %v, want ErrMessage", err)
					}
					l.Bye("that is no session of mine")
				}()
				if _, err := j.Ready(); err != nil {
					t.Fatal(err)
				}
				s := session()
				change(&s)
				_, err := j.Propose(s)
				if !errors.Is(err, meet.ErrBye) || !strings.Contains(err.Error(), "no session of mine") {
					t.Errorf("got %v, want the listener's reason", err)
				}
				<-done
				j.Close()
			})
		})
	}
}

// Messages out of order are not taken for others.
func TestOrder(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		inv, static := invite(t)
		l, j, errL, errJ := r.both(t, inv, inv, static)
		if errL != nil || errJ != nil {
			t.Fatal(errL, errJ)
		}
		go l.Answer(netip.MustParseAddrPort("192.0.2.1:1")) // out of order
		if _, err := j.Ready(); !errors.Is(err, meet.ErrMessage) {
			t.Errorf("got %v, want ErrMessage", err)
		}
		l.Close()
		j.Close()
	})
}

// The relay's refusal is what the caller gets.
func TestRefused(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		go func() {
			wire.ReadMeetMessage(r.fromJoiner) // whatever it is
			wire.Write(r.joiner, wire.MeetError{Code: wire.CodeNobody, Text: "nobody"})
		}()
		inv, _ := invite(t)
		var refused wire.MeetError
		if _, err := meet.Join(t.Context(), r.joinerStream, inv); !errors.As(err, &refused) || refused.Code != wire.CodeNobody {
			t.Errorf("got %v, want nobody", err)
		}
	})
}

// A conversation ends with the context of the meeting.
func TestCancel(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		r.run()
		inv, static := invite(t)
		ctx, cancel := context.WithCancel(t.Context())
		listening := make(chan error, 1)
		go func() {
			w, err := meet.Listen(t.Context(), r.listenerStream, inv, static)
			if err == nil {
				_, err = w.Meet(t.Context())
			}
			listening <- err
		}()
		j, err := meet.Join(ctx, r.joinerStream, inv)
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Second, cancel)
		if _, err := j.Ready(); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want Canceled", err)
		}
		if err := <-listening; err != nil {
			t.Error(err)
		}
	})
}

// The wait ends with its context, and a meeting in which nobody speaks by itself.
func TestPatience(t *testing.T) {
	bubble(t, func(t *testing.T, r *relay) {
		go func() {
			wire.ReadMeetMessage(r.fromListener) // MeetListen
			wire.Write(r.listener, wire.MeetOK{})
		}()
		inv, static := invite(t)
		w, err := meet.Listen(t.Context(), r.listenerStream, inv, static)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 24*time.Hour)
		defer cancel()
		if _, err := w.Meet(ctx); !errors.Is(err, context.DeadlineExceeded) || ctx.Err() == nil {
			t.Errorf("got %v, want a day's wait", err)
		}
	})
	bubble(t, func(t *testing.T, r *relay) {
		go func() {
			wire.ReadMeetMessage(r.fromJoiner) // MeetJoin
			wire.Write(r.joiner, wire.MeetOK{})
			io.Copy(io.Discard, r.joiner)
		}()
		inv, _ := invite(t)
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if _, err := meet.Join(ctx, r.joinerStream, inv); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(start) != meet.Longest {
			t.Errorf("got %v after %s", err, time.Since(start))
		}
	})
}
