package traverse

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/pion/stun"
)

const testRealm, testNonce = "portage.test", "nonce-0"

var (
	testConfig = Config{URI: "turn:relay.test", Username: "alice", Password: "secret", Realm: testRealm}
	relayedAt  = netip.MustParseAddrPort("192.0.2.1:49152")
	mappedAt   = netip.MustParseAddrPort("198.51.100.7:5000")
	bob        = &net.UDPAddr{IP: net.IPv4(203, 0, 113, 5), Port: 9}
)

// seen is a message that reached the test relay.
type seen struct {
	*stun.Message // nil: ChannelData
	raw           []byte
	at            time.Time
}

// testRelay is a relay at the other end of a net.Pipe: right by default, wrong where a
// test says so. Each write on the pipe is one message.
type testRelay struct {
	conn net.Conn

	mu       sync.Mutex
	instead  instead
	lifetime time.Duration // granted to each allocation and refresh
	seen     []seen
}

// instead answers a request in place of the relay if it returns true: with these messages,
// none for silence.
type instead func(req *stun.Message) (answers [][]byte, done bool)

func (f *testRelay) behave(i instead) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.instead = i
}

func silent(*stun.Message) ([][]byte, bool) { return nil, true }

func (f *testRelay) key() stun.MessageIntegrity {
	return stun.NewLongTermIntegrity(testConfig.Username, testRealm, testConfig.Password)
}

func (f *testRelay) serve() {
	buf := make([]byte, maxMessage)
	for {
		n, err := f.conn.Read(buf)
		if err != nil {
			return
		}
		for _, answer := range f.take(append([]byte(nil), buf[:n]...)) {
			f.conn.Write(answer)
		}
	}
}

func (f *testRelay) take(raw []byte) [][]byte {
	msg := &stun.Message{Raw: raw}
	if isChannelData(raw) || msg.Decode() != nil {
		msg = nil
	}
	f.mu.Lock()
	f.seen = append(f.seen, seen{msg, raw, time.Now()})
	instead := f.instead
	f.mu.Unlock()
	if msg == nil || msg.Type.Class != stun.ClassRequest {
		return nil
	}
	if instead != nil {
		if answers, done := instead(msg); done {
			return answers
		}
	}
	return [][]byte{f.answer(msg)}
}

func (f *testRelay) answer(req *stun.Message) []byte {
	switch {
	case !req.Contains(stun.AttrMessageIntegrity):
		return refuse(req, Unauthorized, stun.NewRealm(testRealm), stun.NewNonce(testNonce))
	case f.key().Check(req) != nil:
		return refuse(req, Unauthorized, stun.NewRealm(testRealm), stun.NewNonce(testNonce))
	case req.Type.Method == stun.MethodAllocate:
		return f.succeed(req, xor(stun.AttrXORRelayedAddress, relayedAt), xor(stun.AttrXORMappedAddress, mappedAt), lifetime(f.lifetime))
	case req.Type.Method == stun.MethodRefresh:
		return f.succeed(req, lifetime(f.lifetime))
	}
	return f.succeed(req)
}

func (f *testRelay) succeed(req *stun.Message, attrs ...stun.Setter) []byte {
	return build(req, stun.ClassSuccessResponse, append(attrs, f.key(), stun.Fingerprint)...)
}

// all returns the messages so far, in order.
func (f *testRelay) all() []seen {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.seen)
}

// count returns how many messages of this method have come.
func (f *testRelay) count(method stun.Method) (n int) {
	for _, s := range f.all() {
		if s.Message != nil && s.Type.Method == method {
			n++
		}
	}
	return n
}

func (f *testRelay) last() seen {
	all := f.all()
	return all[len(all)-1]
}

func refuse(req *stun.Message, code Code, attrs ...stun.Setter) []byte {
	return build(req, stun.ClassErrorResponse, append(attrs, stun.ErrorCodeAttribute{Code: stun.ErrorCode(code), Reason: []byte("no")})...)
}

func build(req *stun.Message, class stun.MessageClass, attrs ...stun.Setter) []byte {
	setters := []stun.Setter{stun.NewTransactionIDSetter(req.TransactionID), stun.NewType(req.Type.Method, class)}
	return stun.MustBuild(append(setters, attrs...)...).Raw
}

func raw(t stun.AttrType, value ...byte) stun.Setter { return stun.RawAttribute{Type: t, Value: value} }

type xorAddress struct {
	t    stun.AttrType
	addr netip.AddrPort
}

func xor(t stun.AttrType, addr netip.AddrPort) stun.Setter { return xorAddress{t, addr} }
func (x xorAddress) AddTo(m *stun.Message) error {
	return stun.XORMappedAddress{IP: x.addr.Addr().AsSlice(), Port: int(x.addr.Port())}.AddToAs(m, x.t)
}

// indicate is a Data indication.
func indicate(attrs ...stun.Setter) []byte {
	setters := []stun.Setter{stun.TransactionID, stun.NewType(stun.MethodData, stun.ClassIndication)}
	return stun.MustBuild(append(setters, attrs...)...).Raw
}

// newTestRelay returns a relay and our end of the connection to it.
func newTestRelay(t testing.TB) (*testRelay, net.Conn) {
	ours, theirs := net.Pipe()
	f := &testRelay{conn: theirs, lifetime: 10 * time.Minute}
	t.Cleanup(func() { theirs.Close() })
	return f, ours
}

// start allocates on f.
func (f *testRelay) start(ctx context.Context, conn net.Conn, cfg Config) (*Relayed, error) {
	go f.serve()
	return allocate(ctx, conn, URI{Host: "relay.test", Port: 3478}, cfg)
}

// allocated returns an allocation on a relay that is as it should be.
func allocated(t testing.TB) (*testRelay, *Relayed) {
	t.Helper()
	f, conn := newTestRelay(t)
	r, err := f.start(t.Context(), conn, testConfig)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return f, r
}
