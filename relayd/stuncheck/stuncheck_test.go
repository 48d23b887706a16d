package stuncheck

import (
	"crypto/md5" //nolint:gosec // the long-term key of RFC 8489
	"encoding/binary"
	"encoding/hex"
	"errors"
	"net/netip"
	"strings"
	"testing"

	"github.com/pion/stun"
)

// unhex decodes hex with any white space in it.
func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// rfc5769Request is RFC 5769 section 2.1: short-term credential, FINGERPRINT.
const rfc5769Request = `
	00010058 2112a442 b7e7a701 bc34d686 fa87dfae
	80220010 5354554e 20746573 7420636c 69656e74
	00240004 6e0001ff
	80290008 932ff9b1 51263b36
	00060009 6576746a 3a683676 59202020
	00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
	80280004 e57a3bcf`

// rfc5769LongTerm is RFC 5769 section 2.4: long-term credential.
const rfc5769LongTerm = `
	00010060 2112a442 78ad3433 c6ad72c0 29da412e
	00060012 e3839ee3 8388e383 aae38383 e382af e382b9 0000
	0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 3634734 1
	0014000b 6578616d 706c652e 6f726700
	00080014 f67024 65 6dd64a3e 02b8e071 2e85c9a2 8ca89666`

func TestRFC5769ShortTerm(t *testing.T) {
	var p Packet
	if err := p.Parse(unhex(t, rfc5769Request)); err != nil {
		t.Fatal(err)
	}
	if got := string(p.Username); got != "evtj:h6vY" {
		t.Errorf("username %q", got)
	}
	if !p.Authentic([]byte("VOkJxbRl1RmTxUk/WvJxBt")) {
		t.Error("the vector's MESSAGE-INTEGRITY is refused")
	}
	if p.Authentic([]byte("VOkJxbRl1RmTxUk/WvJxBT")) {
		t.Error("a wrong key is taken for authentic")
	}
	// PRIORITY is ICE's, and unknown to a relay.
	if p.Fault.Code != stun.CodeUnknownAttribute || len(p.Fault.Unknown) != 1 || p.Fault.Unknown[0] != stun.AttrPriority {
		t.Errorf("fault %+v, want 420 for PRIORITY", p.Fault)
	}
	if !p.Has(stun.AttrFingerprint) {
		t.Error("FINGERPRINT not seen")
	}
}

func TestRFC5769LongTerm(t *testing.T) {
	var p Packet
	if err := p.Parse(unhex(t, rfc5769LongTerm)); err != nil {
		t.Fatal(err)
	}
	if p.Fault.Code != 0 {
		t.Fatalf("fault %+v", p.Fault)
	}
	if got := string(p.Username); got != "マトリックス" {
		t.Errorf("username %q", got)
	}
	if got := string(p.Realm); got != "example.org" {
		t.Errorf("realm %q", got)
	}
	if got := string(p.Nonce); got != "f//499k954d6OL34oL9FSTvy64sA" {
		t.Errorf("nonce %q", got)
	}
	key := md5.Sum([]byte("マトリックス:example.org:TheMatrIX"))
	if !p.Authentic(key[:]) {
		t.Error("the vector's MESSAGE-INTEGRITY is refused")
	}
}

// id is the transaction ID of all messages that the tests build.
var id = [stun.TransactionIDSize]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}

// raw returns a setter that appends an attribute as it stands.
func raw(typ stun.AttrType, value ...byte) stun.Setter {
	return stun.RawAttribute{Type: typ, Value: value}
}

// peer returns the setter of an XOR-PEER-ADDRESS.
func peer(s string) stun.Setter {
	ap := netip.MustParseAddrPort(s)
	return peerSetter{stun.XORMappedAddress{IP: ap.Addr().AsSlice(), Port: int(ap.Port())}}
}

type peerSetter struct{ stun.XORMappedAddress }

func (p peerSetter) AddTo(m *stun.Message) error { return p.AddToAs(m, stun.AttrXORPeerAddress) }

func build(t testing.TB, method stun.Method, class stun.MessageClass, setters ...stun.Setter) []byte {
	t.Helper()
	m, err := stun.Build(append([]stun.Setter{
		stun.NewTransactionIDSetter(id), stun.NewType(method, class)}, setters...)...)
	if err != nil {
		t.Fatal(err)
	}
	return m.Raw
}

func send(t testing.TB, setters ...stun.Setter) []byte {
	t.Helper()
	return build(t, stun.MethodSend, stun.ClassIndication, setters...)
}

var (
	data      = raw(stun.AttrData, 'h', 'i')
	udp       = raw(stun.AttrRequestedTransport, 17, 0, 0, 0)
	key       = stun.NewLongTermIntegrity("u", "portage", "p")
	forgedFP  = raw(stun.AttrFingerprint, 1, 2, 3, 4)
	badFamily = raw(stun.AttrXORPeerAddress, 0, 3, 0, 1, 1, 2, 3, 4)
)

func TestDiscarded(t *testing.T) {
	good := send(t, peer("192.0.2.1:80"), data)
	edit := func(f func(b []byte) []byte) []byte { return f(append([]byte(nil), good...)) }
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"empty":                  {nil, ErrShort},
		"19 bytes":               {good[:19], ErrShort},
		"first bits":             {edit(func(b []byte) []byte { b[0] |= 0x80; return b }), ErrCookie},
		"RFC 3489, no cookie":    {edit(func(b []byte) []byte { b[4] = 0; return b }), ErrCookie},
		"length not by 4":        {edit(func(b []byte) []byte { b[3]--; return b[:len(b)-1] }), ErrLength},
		"bytes after the end":    {edit(func(b []byte) []byte { return append(b, 0, 0, 0, 0) }), ErrLength},
		"length beyond the end":  {edit(func(b []byte) []byte { b[3] += 4; return b }), ErrLength},
		"half an attribute":      {edit(func(b []byte) []byte { b[22], b[23] = 0xff, 0xff; return b }), ErrAttribute},
		"attribute beyond":       {edit(func(b []byte) []byte { b[len(b)-5] = 5; return b }), ErrAttribute},
		"CVE-2026-54909":         {send(t, data, raw(stun.AttrXORPeerAddress)), ErrIndication},
		"peer too short":         {send(t, data, raw(stun.AttrXORPeerAddress, 0, 1, 0, 1)), ErrIndication},
		"peer of no family":      {send(t, data, badFamily), ErrIndication},
		"IPv6 in 8 bytes":        {send(t, data, raw(stun.AttrXORPeerAddress, 0, 2, 0, 1, 1, 2, 3, 4)), ErrIndication},
		"IPv4 in 20 bytes":       {send(t, data, raw(stun.AttrXORPeerAddress, append([]byte{0, 1}, make([]byte, 18)...)...)), ErrIndication},
		"two peers":              {send(t, peer("192.0.2.1:80"), peer("192.0.2.2:80"), data), ErrIndication},
		"no peer":                {send(t, data), ErrIndication},
		"no data":                {send(t, peer("192.0.2.1:80")), ErrIndication},
		"unknown in indication":  {send(t, peer("192.0.2.1:80"), data, raw(0x7001)), ErrIndication},
		"DF in indication":       {send(t, peer("192.0.2.1:80"), data, raw(stun.AttrDontFragment)), ErrIndication},
		"fingerprint wrong":      {send(t, peer("192.0.2.1:80"), data, forgedFP), ErrFingerprint},
		"fingerprint not last":   {send(t, stun.Fingerprint, peer("192.0.2.1:80"), data), ErrFingerprint},
		"fingerprint too long":   {send(t, peer("192.0.2.1:80"), data, raw(stun.AttrFingerprint, 1, 2, 3, 4, 5)), ErrFingerprint},
		"peer after integrity":   {send(t, data, key, peer("192.0.2.1:80")), ErrIndication},
		"data indication":        {build(t, stun.MethodData, stun.ClassIndication, peer("192.0.2.1:80"), data), ErrType},
		"response":               {build(t, stun.MethodBinding, stun.ClassSuccessResponse), ErrType},
		"error response":         {build(t, stun.MethodAllocate, stun.ClassErrorResponse), ErrType},
		"send as request":        {build(t, stun.MethodSend, stun.ClassRequest, peer("192.0.2.1:80"), data), ErrType},
		"allocate as indication": {build(t, stun.MethodAllocate, stun.ClassIndication, udp), ErrType},
		"TCP allocations":        {build(t, stun.MethodConnect, stun.ClassRequest, peer("192.0.2.1:80")), ErrType},
		"unknown method":         {build(t, 0xfff, stun.ClassRequest), ErrType},
	} {
		var p Packet
		if err := p.Parse(c.b); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestFaults(t *testing.T) {
	long := func(n int) []byte { return make([]byte, n) }
	allocate := func(s ...stun.Setter) []byte {
		return build(t, stun.MethodAllocate, stun.ClassRequest, append(s, udp)...)
	}
	bind := func(s ...stun.Setter) []byte { return build(t, stun.MethodChannelBind, stun.ClassRequest, s...) }
	permit := func(s ...stun.Setter) []byte {
		return build(t, stun.MethodCreatePermission, stun.ClassRequest, s...)
	}
	channel := func(n uint16) stun.Setter {
		return raw(stun.AttrChannelNumber, binary.BigEndian.AppendUint32(nil, uint32(n)<<16)...)
	}
	p80 := peer("192.0.2.1:80")
	for name, c := range map[string]struct {
		b    []byte
		code stun.ErrorCode
		want error
	}{
		"no fault":                {allocate(), 0, nil},
		"IPv6 peers":              {permit(peer("[2001:db8::1]:1"), p80), 0, nil},
		"username 508":            {allocate(raw(stun.AttrUsername, long(508)...)), 0, nil},
		"username 509":            {allocate(raw(stun.AttrUsername, long(509)...)), 400, ErrValue},
		"realm 764":               {allocate(raw(stun.AttrRealm, long(764)...)), 400, ErrValue},
		"nonce 764":               {allocate(raw(stun.AttrNonce, long(764)...)), 400, ErrValue},
		"lifetime 3":              {allocate(raw(stun.AttrLifetime, long(3)...)), 400, ErrValue},
		"lifetime 5":              {allocate(raw(stun.AttrLifetime, long(5)...)), 400, ErrValue},
		"token 7":                 {allocate(raw(stun.AttrReservationToken, long(7)...)), 400, ErrValue},
		"even-port 0":             {allocate(raw(stun.AttrEvenPort)), 400, ErrValue},
		"family 1":                {allocate(raw(stun.AttrRequestedAddressFamily, 1)), 400, ErrValue},
		"integrity 19":            {allocate(raw(stun.AttrMessageIntegrity, long(19)...)), 400, ErrValue},
		"lifetime twice":          {allocate(raw(stun.AttrLifetime, long(4)...), raw(stun.AttrLifetime, long(4)...)), 400, ErrDuplicate},
		"no transport":            {build(t, stun.MethodAllocate, stun.ClassRequest), 400, ErrMissing},
		"unknown required":        {allocate(raw(0x7fff, 1)), 420, ErrUnknown},
		"unknown and malformed":   {allocate(raw(stun.AttrLifetime), raw(0x0002)), 420, ErrUnknown},
		"malformed and no fault":  {allocate(raw(0x8fff, 1), stun.NewSoftware("test")), 0, nil},
		"dont-fragment":           {allocate(raw(stun.AttrDontFragment)), 420, ErrUnknown},
		"unknown after integrity": {allocate(key, raw(0x7fff)), 400, ErrMissing}, // udp comes after it, too
		"change-request":          {build(t, stun.MethodBinding, stun.ClassRequest, raw(stun.AttrChangeRequest, 0, 0, 0, 6)), 420, ErrUnknown},
		"no peer":                 {permit(), 400, ErrMissing},
		"empty peer":              {permit(p80, raw(stun.AttrXORPeerAddress)), 400, ErrValue},
		"bind":                    {bind(channel(0x4000), p80), 0, nil},
		"bind highest":            {bind(channel(0x7fff), p80), 0, nil}, // RFC 5766

		"bind below":           {bind(channel(0x3fff), p80), 400, ErrValue},
		"bind above":           {bind(channel(0x8000), p80), 400, ErrValue},
		"bind without channel": {bind(p80), 400, ErrMissing},
		"bind without peer":    {bind(channel(0x4000)), 400, ErrMissing},
		"bind two peers":       {bind(channel(0x4000), p80, p80), 400, ErrDuplicate},
	} {
		var p Packet
		if err := p.Parse(c.b); err != nil {
			t.Errorf("%s: discarded: %v", name, err)
			continue
		}
		if p.Fault.Code != c.code || !errors.Is(p.Fault.Err, c.want) {
			t.Errorf("%s: got %d %v, want %d %v", name, p.Fault.Code, p.Fault.Err, c.code, c.want)
		}
	}
}

func TestAttributesAfterIntegrityAreNotRead(t *testing.T) {
	b := build(t, stun.MethodRefresh, stun.ClassRequest,
		raw(stun.AttrLifetime, 0, 0, 1, 0), key, raw(stun.AttrLifetime, 0, 0, 0, 0), raw(0x7777), stun.Fingerprint)
	var p Packet
	if err := p.Parse(b); err != nil || p.Fault.Code != 0 {
		t.Fatalf("%v %+v", err, p.Fault)
	}
	if p.Lifetime != 256 {
		t.Errorf("lifetime %d, want the authentic 256", p.Lifetime)
	}
	if !p.Authentic(key) {
		t.Error("attributes after MESSAGE-INTEGRITY changed the verdict on it")
	}
}

func TestPeersKeepTheirNotation(t *testing.T) {
	want := []string{"192.0.2.1:80", "[2001:db8::1]:65535", "0.0.0.0:1"}
	var setters []stun.Setter
	for _, s := range want {
		setters = append(setters, peer(s))
	}
	// pion cannot encode an IPv4-mapped address as IPv6: take what it wrote for :: and change it.
	b := build(t, stun.MethodCreatePermission, stun.ClassRequest, append(setters, peer("[::]:7"))...)
	mapped := len(b) - 16
	b[mapped+10] ^= 0xff
	b[mapped+11] ^= 0xff
	var p Packet
	if err := p.Parse(b); err != nil || p.Fault.Code != 0 {
		t.Fatalf("%v %+v", err, p.Fault)
	}
	for i, s := range append(want, "[::ffff:0.0.0.0]:7") {
		if p.Peers[i] != netip.MustParseAddrPort(s) {
			t.Errorf("peer %d = %v, want %s", i, p.Peers[i], s)
		}
	}
}

func TestEveryTruncationFails(t *testing.T) {
	for _, b := range [][]byte{
		unhex(t, rfc5769Request), unhex(t, rfc5769LongTerm), send(t, peer("192.0.2.1:80"), data, stun.Fingerprint),
	} {
		var p Packet
		for n := range b {
			if err := p.Parse(b[:n]); err == nil {
				t.Errorf("the first %d of %d bytes pass", n, len(b))
			}
		}
	}
}

func TestEveryFlippedBitBreaksIntegrity(t *testing.T) {
	good := build(t, stun.MethodRefresh, stun.ClassRequest, stun.NewUsername("user"), raw(stun.AttrLifetime, 0, 0, 1, 0), key)
	for i := range len(good) * 8 {
		b := append([]byte(nil), good...)
		b[i/8] ^= 1 << (i % 8)
		var p Packet
		if err := p.Parse(b); err == nil && p.Authentic(key) {
			t.Errorf("bit %d of byte %d is not protected", i%8, i/8)
		}
	}
}

func TestChannelData(t *testing.T) {
	for _, c := range []struct {
		hex  string
		data string
		ok   bool
	}{
		{"4000 0000", "", true},
		{"4fff 0001 61", "a", true},
		{"4000 0001 61000000", "a", true}, // padded
		{"4000 0004 61626364", "abcd", true},
		{"4000 0001 6100000000", "", false}, // more than padding
		{"4000 0002 61", "", false},
		{"4000 00", "", false},
		{"", "", false},
		{"7fff 0001 61", "a", true}, // as RFC 5766 has it
		{"8000 0001 61", "", false},
		{"3fff 0001 61", "", false},
	} {
		_, got, err := ParseChannelData(unhex(t, c.hex))
		if (err == nil) != c.ok || string(got) != c.data {
			t.Errorf("%s: got %q, %v; want %q, ok %v", c.hex, got, err, c.data, c.ok)
		}
	}
}

func TestFrameLen(t *testing.T) {
	for _, c := range []struct {
		head string
		want int // 0: refused
	}{
		{"00010000", 20}, {"0001fffc", 20 + 65532}, {"40000000", 4}, {"40000001", 8}, {"4fffffff", 4 + 65536},
		{"00010001", 0}, {"80010000", 0}, {"7fff0000", 4}, {"80000000", 0}, {"47455420", 4 + 21536}, // "GET "
	} {
		got, err := FrameLen([4]byte(unhex(t, c.head)))
		if got != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("FrameLen(%s) = %d, %v; want %d", c.head, got, err, c.want)
		}
	}
}

func TestSendDoesNotAllocate(t *testing.T) {
	b := send(t, peer("192.0.2.1:80"), data)
	var p Packet
	if got := testing.AllocsPerRun(1000, func() {
		if err := p.Parse(b); err != nil {
			t.Fatal(err)
		}
	}); got != 0 {
		t.Errorf("%v allocations per Send indication, want 0", got)
	}
}

// FuzzParse compares with pion/stun as a twin: what passes our check, pion reads
// too, with the same attributes and the same verdict on MESSAGE-INTEGRITY.
func FuzzParse(f *testing.F) {
	f.Add(unhex(f, rfc5769Request))
	f.Add(unhex(f, rfc5769LongTerm))
	f.Add(send(f, peer("192.0.2.1:80"), data, stun.Fingerprint))
	f.Add(build(f, stun.MethodAllocate, stun.ClassRequest, udp, key))
	f.Add(build(f, stun.MethodChannelBind, stun.ClassRequest, peer("[2001:db8::1]:80"), raw(stun.AttrChannelNumber, 0x40, 0, 0, 0)))
	f.Add([]byte{0x40, 0, 0, 1, 'a'})
	f.Fuzz(func(t *testing.T, b []byte) {
		ParseChannelData(b)
		var p Packet
		if p.Parse(b) != nil {
			return
		}
		var m stun.Message
		if err := stun.Decode(b, &m); err != nil {
			t.Fatalf("passes, but pion: %v", err)
		}
		if p.Fault.Code != 0 {
			return
		}
		for _, a := range []struct {
			attr stun.AttrType
			got  []byte
		}{{stun.AttrUsername, p.Username}, {stun.AttrRealm, p.Realm}, {stun.AttrNonce, p.Nonce}, {stun.AttrData, p.Data}} {
			if want, err := m.Get(a.attr); p.Has(a.attr) && (err != nil || string(want) != string(a.got)) {
				t.Errorf("%v = %q, pion reads %q (%v)", a.attr, a.got, want, err)
			}
		}
		if p.HasIntegrity() && p.Authentic(key) != (key.Check(&m) == nil) {
			t.Errorf("authentic: %v, pion: %v", p.Authentic(key), key.Check(&m))
		}
	})
}
