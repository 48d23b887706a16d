package traverse

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pion/stun"
)

func TestAllocate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		if r.RelayedAddr() != relayedAt || r.MappedAddr() != mappedAt || r.LocalAddr().String() != relayedAt.String() {
			t.Errorf("got %v, %v, %v", r.RelayedAddr(), r.MappedAddr(), r.LocalAddr())
		}
		req := f.last()
		for _, attr := range []stun.AttrType{stun.AttrRequestedTransport, stun.AttrUsername, stun.AttrFingerprint} {
			if !req.Contains(attr) {
				t.Errorf("the request has no %v", attr)
			}
		}
		if v, _ := req.Get(stun.AttrRequestedTransport); !bytes.Equal(v, []byte{17, 0, 0, 0}) {
			t.Errorf("REQUESTED-TRANSPORT: got %x, want UDP", v)
		}
	})
}

// Each code that a relay may refuse with is found by errors.Is, at every request.
func TestRefused(t *testing.T) {
	for _, code := range []Code{
		TryAlternate, BadRequest, Unauthorized, Forbidden, UnknownAttribute, AllocationMismatch, StaleNonce, FamilyNotSupported,
		WrongCredentials, TransportUnsupported, FamilyMismatch, QuotaReached, ServerError, InsufficientCapacity,
	} {
		t.Run(fmt.Sprint(int(code)), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				at := func(method stun.Method) instead {
					return func(req *stun.Message) ([][]byte, bool) {
						return [][]byte{refuse(req, code, stun.NewRealm(testRealm), stun.NewNonce("another"))},
							req.Type.Method == method && req.Contains(stun.AttrMessageIntegrity)
					}
				}
				check := func(method stun.Method, err error) {
					t.Helper()
					refused := (*Error)(nil)
					if !errors.Is(err, code) || !errors.As(err, &refused) || refused.Method != method.String() {
						t.Errorf("got %v, want code %d of %v", err, int(code), method)
					}
				}
				f, conn := newTestRelay(t)
				f.behave(at(stun.MethodAllocate))
				_, err := f.start(t.Context(), conn, testConfig)
				check(stun.MethodAllocate, err)

				f, r := allocated(t)
				f.behave(at(stun.MethodCreatePermission))
				check(stun.MethodCreatePermission, r.CreatePermission(t.Context(), bob))
				f.behave(at(stun.MethodChannelBind))
				check(stun.MethodChannelBind, r.BindChannel(t.Context(), bob))
			})
		})
	}
}

// A nonce that ages is replaced without a word, at any request.
func TestStaleNonce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		f.behave(func(req *stun.Message) ([][]byte, bool) {
			var nonce stun.Nonce
			nonce.GetFrom(req)
			return [][]byte{refuse(req, StaleNonce, stun.NewRealm(testRealm), stun.NewNonce("fresh"))}, nonce.String() != "fresh"
		})
		if err := r.CreatePermission(t.Context(), bob); err != nil {
			t.Error(err)
		}
		if n := f.count(stun.MethodCreatePermission); n != 2 {
			t.Errorf("%d requests, want 2", n)
		}
	})
}

// What a hostile relay answers to Allocate fails with the right error, and nothing panics.
func TestHostileAllocate(t *testing.T) {
	relayed, mapped := xor(stun.AttrXORRelayedAddress, relayedAt), xor(stun.AttrXORMappedAddress, mappedAt)
	for _, tt := range []struct {
		name  string
		attrs []stun.Setter
	}{
		{"nothing", nil},
		{"no lifetime", []stun.Setter{relayed, mapped}},
		{"lifetime 0", []stun.Setter{relayed, mapped, lifetime(0)}},
		{"short lifetime", []stun.Setter{relayed, mapped, raw(stun.AttrLifetime, 1, 2, 3)}},
		{"no relayed address", []stun.Setter{mapped, lifetime(time.Minute)}},
		{"no mapped address", []stun.Setter{relayed, lifetime(time.Minute)}},
		{"empty relayed address", []stun.Setter{raw(stun.AttrXORRelayedAddress), mapped, lifetime(time.Minute)}},
		{"IPv6 of 4 bytes", []stun.Setter{raw(stun.AttrXORRelayedAddress, 0, 2, 1, 1, 1, 1, 1, 1), mapped, lifetime(time.Minute)}},
		{"IPv4 of 16 bytes", []stun.Setter{raw(stun.AttrXORRelayedAddress, append([]byte{0, 1}, make([]byte, 18)...)...), mapped, lifetime(time.Minute)}},
		{"family 3", []stun.Setter{raw(stun.AttrXORRelayedAddress, 0, 3, 1, 1, 1, 1, 1, 1), mapped, lifetime(time.Minute)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, conn := newTestRelay(t)
				f.behave(func(req *stun.Message) ([][]byte, bool) {
					return [][]byte{f.succeed(req, tt.attrs...)},
						req.Type.Method == stun.MethodAllocate && req.Contains(stun.AttrMessageIntegrity)
				})
				if _, err := f.start(t.Context(), conn, testConfig); !errors.Is(err, ErrResponse) {
					t.Errorf("got %v, want ErrResponse", err)
				}
				synctest.Wait()
				if got := f.last(); got.Message == nil || got.Type.Method != stun.MethodRefresh {
					t.Errorf("the relay was not told to deallocate: its last request was %v", got.Message)
				}
			})
		})
	}
}

func TestHostileChallenge(t *testing.T) {
	long := bytes.Repeat([]byte("x"), maxText+1)
	for _, tt := range []struct {
		name  string
		attrs []stun.Setter
		want  error
	}{
		{"no realm", []stun.Setter{stun.NewNonce("n")}, ErrResponse},
		{"no nonce", []stun.Setter{stun.NewRealm(testRealm)}, ErrResponse},
		{"long realm", []stun.Setter{raw(stun.AttrRealm, long...), stun.NewNonce("n")}, ErrResponse},
		{"long nonce", []stun.Setter{stun.NewRealm(testRealm), raw(stun.AttrNonce, long...)}, ErrResponse},
		{"another realm", []stun.Setter{stun.NewRealm("bank.test"), stun.NewNonce("n")}, ErrRealm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, conn := newTestRelay(t)
				f.behave(func(req *stun.Message) ([][]byte, bool) {
					return [][]byte{refuse(req, Unauthorized, tt.attrs...)}, true
				})
				if _, err := f.start(t.Context(), conn, testConfig); !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				if n := len(f.all()); n != 1 {
					t.Errorf("%d requests, want 1: nothing is made with the password", n)
				}
			})
		})
	}
}

// What is wrong with a message that arrives is dropped, and the allocation goes on.
func TestHostileMessages(t *testing.T) {
	peer := xor(stun.AttrXORPeerAddress, relayedAt)
	header := func(length byte) []byte { return append([]byte{1, 1, 0, length}, make([]byte, 16)...) }
	for name, message := range map[string][]byte{
		"one octet":                 {0x40},
		"no STUN":                   []byte("GET / HTTP/1.1\r\n\r\n"),
		"STUN cut short":            indicate(peer)[:21],
		"STUN without a cookie":     header(0),
		"Data without a peer":       indicate(raw(stun.AttrData, 1)),
		"Data without data":         indicate(peer),
		"Data with an empty peer":   indicate(raw(stun.AttrData, 1), raw(stun.AttrXORPeerAddress)), // CVE-2026-54909
		"Data with half a peer":     indicate(raw(stun.AttrData, 1), raw(stun.AttrXORPeerAddress, 0, 1, 2)),
		"another indication":        stun.MustBuild(stun.TransactionID, stun.NewType(stun.MethodSend, stun.ClassIndication), peer, raw(stun.AttrData, 1)).Raw,
		"a request":                 stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw,
		"a response to nothing":     stun.MustBuild(stun.TransactionID, stun.BindingError).Raw,
		"ChannelData, no channel":   {0x40, 0, 0, 1, 9, 0, 0, 0},
		"ChannelData, last number":  {0x4f, 0xff, 0, 0},
		"ChannelData longer inside": {0x40, 0, 0xff, 0xff, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, r := allocated(t)
				f.conn.Write(message)
				if err := r.CreatePermission(t.Context(), bob); err != nil {
					t.Error(err)
				}
				f.conn.Write(indicate(peer, raw(stun.AttrData, 'o', 'k')))
				buf := make([]byte, 9)
				if n, _, err := r.ReadFrom(buf); string(buf[:n]) != "ok" || err != nil {
					t.Errorf("got %q, %v: something else was received", buf[:n], err)
				}
			})
		})
	}
}

// A success that the relay did not sign is as none.
func TestForgedSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		f.behave(func(req *stun.Message) ([][]byte, bool) {
			wrong := stun.NewLongTermIntegrity("alice", testRealm, "guess")
			return [][]byte{
				build(req, stun.ClassSuccessResponse),
				build(req, stun.ClassSuccessResponse, wrong),
				build(req, stun.ClassSuccessResponse, raw(stun.AttrMessageIntegrity)),
			}, req.Type.Method == stun.MethodCreatePermission
		})
		if err := r.CreatePermission(t.Context(), bob); !errors.Is(err, ErrNoAnswer) {
			t.Errorf("got %v, want ErrNoAnswer", err)
		}
	})
}

// ctx ends an Allocate at every stage.
func TestCancelled(t *testing.T) {
	reason := errors.New("the user went home")
	for _, tt := range []struct {
		name    string
		silent  func(req *stun.Message) bool
		release int // Refresh requests that the relay must have seen
	}{
		{"no answer at all", func(*stun.Message) bool { return true }, 0},
		{"challenged only", func(req *stun.Message) bool { return req.Contains(stun.AttrMessageIntegrity) }, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(time.Second, func() { cancel(reason) })
				f, conn := newTestRelay(t)
				f.behave(func(req *stun.Message) ([][]byte, bool) { return nil, tt.silent(req) })
				start := time.Now()
				if _, err := f.start(ctx, conn, testConfig); !errors.Is(err, reason) || time.Since(start) != time.Second {
					t.Errorf("got %v after %v, want the cause after 1s", err, time.Since(start))
				}
				synctest.Wait()
				if n := f.count(stun.MethodRefresh); n != tt.release {
					t.Errorf("%d Refresh requests, want %d", n, tt.release)
				}
			})
		})
	}
	t.Run("before the dial", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Allocate(ctx, testConfig); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want context.Canceled", err)
		}
	})
	t.Run("permission", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, r := allocated(t)
			f.behave(silent)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if err := r.CreatePermission(ctx, bob); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want context.DeadlineExceeded", err)
			}
		})
	})
}

func TestSilentRelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, conn := newTestRelay(t)
		f.behave(silent)
		if _, err := f.start(t.Context(), conn, testConfig); !errors.Is(err, ErrNoAnswer) {
			t.Errorf("got %v, want ErrNoAnswer", err)
		}
		if n := f.count(stun.MethodAllocate); n != 7 { // RFC 8489 section 6.2.1: Rc
			t.Errorf("sent %d times, want 7", n)
		}
	})
}

// Without a word from its user an allocation lives on, and so do permission and channel:
// each request comes well before what it renews ends.
func TestMaintain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		carol := &net.UDPAddr{IP: net.IPv4(203, 0, 113, 6), Port: 9}
		if err := errors.Join(r.CreatePermission(t.Context(), carol), r.BindChannel(t.Context(), bob)); err != nil {
			t.Fatal(err)
		}
		wait(r, time.Hour)
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
		for method, most := range map[stun.Method]time.Duration{
			stun.MethodRefresh:          10*time.Minute - 30*time.Second,
			stun.MethodCreatePermission: 5*time.Minute - 30*time.Second,
			stun.MethodChannelBind:      5*time.Minute - 30*time.Second, // for its permission
		} {
			last, n := time.Now().Add(-time.Hour), 0
			for _, s := range f.all() {
				if s.Message == nil || s.Type.Method != method {
					continue
				}
				if gap := s.at.Sub(last); gap > most {
					t.Errorf("%v: a gap of %v", method, gap)
				}
				last, n = s.at, n+1
			}
			if n > 20 || time.Since(last) > most {
				t.Errorf("%v: %d in an hour, the last %v ago", method, n, time.Since(last))
			}
		}
	})
}

// wait lets time pass in a synctest bubble, or until r ends.
func wait(r *Relayed, d time.Duration) {
	select {
	case <-r.Done():
	case <-time.After(d):
	}
}

// An allocation that the relay no longer has ends, and says why.
func TestRefreshRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		f.behave(func(req *stun.Message) ([][]byte, bool) { return [][]byte{refuse(req, AllocationMismatch)}, true })
		if _, _, err := r.ReadFrom(nil); !errors.Is(err, AllocationMismatch) {
			t.Errorf("ReadFrom: got %v, want AllocationMismatch", err)
		}
		if _, err := r.WriteTo(nil, bob); !errors.Is(err, AllocationMismatch) {
			t.Errorf("WriteTo: got %v, want AllocationMismatch", err)
		}
		if err := r.CreatePermission(t.Context(), bob); !errors.Is(err, AllocationMismatch) {
			t.Errorf("CreatePermission: got %v, want AllocationMismatch", err)
		}
		if err := r.Close(); err != nil {
			t.Errorf("Close: %v: there is nothing left to end", err)
		}
	})
}

// A relay that is silent for a while loses nothing; one that stays silent does.
func TestRefreshUnanswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		start := time.Now()
		f.behave(silent)
		wait(r, 9*time.Minute)
		if r.Err() != nil {
			t.Fatalf("ended after %v: %v", time.Since(start), r.Err())
		}
		f.behave(nil)
		wait(r, 10*time.Minute)
		if r.Err() != nil {
			t.Fatalf("ended after %v: %v", time.Since(start), r.Err())
		}
		f.behave(silent)
		wait(r, 11*time.Minute)
		if !errors.Is(r.Err(), ErrExpired) || !errors.Is(r.Err(), ErrNoAnswer) {
			t.Errorf("got %v, want ErrExpired", r.Err())
		}
	})
}

// A relay cannot make us refresh without pause.
func TestShortLifetime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		f.mu.Lock()
		f.lifetime = time.Second
		f.mu.Unlock()
		wait(r, 10*time.Minute)
		if n := len(f.all()); r.Err() != nil || n > 10*60 {
			t.Errorf("%d requests in 10 minutes; %v", n, r.Err())
		}
	})
}

// A peer whose channel is refused later is reached without it.
func TestChannelLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		if err := errors.Join(r.CreatePermission(t.Context(), bob), r.BindChannel(t.Context(), bob)); err != nil {
			t.Fatal(err)
		}
		f.behave(func(req *stun.Message) ([][]byte, bool) {
			return [][]byte{refuse(req, Forbidden)}, req.Type.Method != stun.MethodRefresh
		})
		wait(r, 9*time.Minute)
		if n := f.count(stun.MethodCreatePermission) + f.count(stun.MethodChannelBind); n != 4 {
			t.Errorf("%d requests, want 4: what was refused is not asked for again", n)
		}
		if _, err := r.WriteTo([]byte("hello"), bob); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := f.last(); got.Message == nil || got.Type.Method != stun.MethodSend {
			t.Errorf("got %x, want a Send indication", got.raw)
		}
	})
}

func TestClose(t *testing.T) {
	t.Run("deallocates", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, r := allocated(t)
			read := make(chan error, 1)
			go func() { _, _, err := r.ReadFrom(nil); read <- err }()
			synctest.Wait()
			if err := r.Close(); err != nil {
				t.Error(err)
			}
			if got := f.last(); got.Type.Method != stun.MethodRefresh || f.key().Check(got.Message) != nil {
				t.Errorf("last request: %v, want an authenticated Refresh", got.Message)
			} else if d, err := getLifetime(got.Message); d != 0 || err != nil {
				t.Errorf("LIFETIME: got %v, %v, want 0", d, err)
			}
			if err := <-read; !errors.Is(err, net.ErrClosed) {
				t.Errorf("read: got %v, want net.ErrClosed", err)
			}
			if _, err := r.WriteTo(nil, bob); !errors.Is(err, net.ErrClosed) {
				t.Errorf("write: got %v, want net.ErrClosed", err)
			}
			if err := r.Close(); err != nil {
				t.Errorf("again: %v", err)
			}
		})
	})
	t.Run("unanswered", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, r := allocated(t)
			f.behave(silent)
			start := time.Now()
			if err := r.Close(); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != closeTimeout {
				t.Errorf("got %v after %v, want context.DeadlineExceeded after %v", err, time.Since(start), closeTimeout)
			}
			if n := f.count(stun.MethodRefresh); n < 2 {
				t.Errorf("sent %d times: a lost one would leave the allocation", n)
			}
		})
	})
	t.Run("relay gone", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f, r := allocated(t)
			f.conn.Close()
			<-r.Done()
			start := time.Now()
			if r.Close(); time.Since(start) != 0 {
				t.Errorf("took %v to leave a relay that is gone", time.Since(start))
			}
		})
	})
}

func TestData(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		buf := make([]byte, 100)
		read := func(want string) {
			t.Helper()
			if n, from, err := r.ReadFrom(buf); string(buf[:n]) != want || from.String() != bob.String() || err != nil {
				t.Errorf("got %q from %v, %v, want %q", buf[:n], from, err, want)
			}
		}
		peer := xor(stun.AttrXORPeerAddress, bob.AddrPort())
		f.conn.Write(indicate(peer, raw(stun.AttrData, []byte("indicated")...)))
		read("indicated")

		send := func() seen {
			t.Helper()
			if n, err := r.WriteTo([]byte("hello"), bob); n != 5 || err != nil {
				t.Fatal(n, err)
			}
			synctest.Wait()
			return f.last()
		}
		got := send()
		addr, err := getAddress(got.Message, stun.AttrXORPeerAddress)
		if data, _ := got.Get(stun.AttrData); string(data) != "hello" || addr.String() != bob.String() || err != nil {
			t.Errorf("Send: %q to %v, %v", data, addr, err)
		}
		if err := r.BindChannel(t.Context(), bob); err != nil {
			t.Fatal(err)
		}
		if got := send(); string(got.raw) != "\x40\x00\x00\x05hello" {
			t.Errorf("ChannelData: %x", got.raw)
		}
		f.conn.Write([]byte("\x40\x00\x00\x07channel\x00"))
		read("channel")

		if err := r.BindChannel(t.Context(), bob); err != nil { // again: the same number
			t.Fatal(err)
		}
		if v, _ := f.last().Get(stun.AttrChannelNumber); !bytes.Equal(v, []byte{0x40, 0, 0, 0}) {
			t.Errorf("CHANNEL-NUMBER: got %x", v)
		}
		if err := r.BindChannel(t.Context(), &net.UDPAddr{IP: net.IPv4(203, 0, 113, 6), Port: 9}); err != nil {
			t.Fatal(err)
		}
		if v, _ := f.last().Get(stun.AttrChannelNumber); !bytes.Equal(v, []byte{0x40, 1, 0, 0}) {
			t.Errorf("second CHANNEL-NUMBER: got %x", v)
		}
	})
}

func TestPacketConn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, r := allocated(t)
		start := time.Now()
		r.SetDeadline(start.Add(time.Second))
		for range 2 { // stays expired
			if _, _, err := r.ReadFrom(nil); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(start) != time.Second {
				t.Fatalf("got %v after %v", err, time.Since(start))
			}
		}
		r.SetReadDeadline(time.Time{})
		f.conn.Write(indicate(xor(stun.AttrXORPeerAddress, relayedAt), raw(stun.AttrData, 1, 2, 3)))
		if n, _, err := r.ReadFrom(make([]byte, 2)); n != 2 || err != nil {
			t.Errorf("short buffer: got %d, %v", n, err)
		}
		for range maxQueue + 10 {
			f.conn.Write(indicate(xor(stun.AttrXORPeerAddress, relayedAt), raw(stun.AttrData, 1)))
		}
		synctest.Wait()
		if r.queue.n != maxQueue {
			t.Errorf("%d wait, want %d", r.queue.n, maxQueue)
		}
		if _, err := r.WriteTo(make([]byte, maxData+1), bob); !errors.Is(err, ErrTooLong) {
			t.Errorf("too long: got %v", err)
		}
		for _, addr := range []net.Addr{nil, &net.UDPAddr{}, &net.UnixAddr{Name: "/x"}} {
			if _, err := r.WriteTo(nil, addr); !errors.Is(err, ErrAddress) {
				t.Errorf("to %v: got %v, want ErrAddress", addr, err)
			}
		}
	})
}

func TestChannelsUsedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, r := allocated(t)
		peer := &net.UDPAddr{IP: net.IPv4(203, 0, 113, 5)}
		for peer.Port = 1; peer.Port <= lastChannel-firstChannel+1; peer.Port++ {
			if _, err := r.number(peer.AddrPort()); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.BindChannel(t.Context(), peer); !errors.Is(err, ErrChannels) {
			t.Errorf("got %v, want ErrChannels", err)
		}
	})
}

// Nothing that arrives panics, or stops what comes after it.
func FuzzHandle(f *testing.F) {
	f.Add(indicate(raw(stun.AttrData, 1), raw(stun.AttrXORPeerAddress)))
	f.Add(indicate(raw(stun.AttrData, 1), xor(stun.AttrXORPeerAddress, relayedAt)))
	f.Add([]byte{0x40, 0, 0, 1, 9})
	f.Add(stun.MustBuild(stun.TransactionID, stun.BindingSuccess, testRelayKey, stun.Fingerprint).Raw)
	f.Add(stun.MustBuild(stun.TransactionID, stun.BindingError, raw(stun.AttrErrorCode, 0)).Raw)
	ours, theirs := net.Pipe()
	defer theirs.Close()
	r, err := newRelayed(ours, URI{}, testConfig)
	if err != nil {
		f.Fatal(err)
	}
	r.auth.Store(&credentials{testRealm, testNonce, testRelayKey})
	peer, err := addrPort(bob)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := r.number(peer); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r.handle(b)
		r.queue = newQueue()
	})
}

var testRelayKey = new(testRelay).key()
