// Package stuncheck is the strict check that every byte from a client passes
// before anything else in the relay looks at it: STUN (RFC 8489), TURN (RFC
// 8656) and ChannelData.
//
//	 0                   1                   2                   3
//	 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//	+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//	|0 0|     STUN message type     |  length after these 20 bytes  |
//	+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//	|                   magic cookie 0x2112A442                     |
//	+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//	|                   transaction ID (96 bits)                    |
//	+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//	|  attributes: type u16 | length u16 | value | padding to 4     |
//	+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// A packet is accepted, to be answered with an error, or to be discarded
// without a word: Parse returns nil with a zero Fault, nil with a Fault, or an
// error. A Fault is answered only after the request has proved to be authentic.
package stuncheck

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 8489 section 14.5
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"net/netip"

	"github.com/pion/stun"
)

// Specification constants, RFC 8489 section 5 and 14.
const (
	HeaderLen       = 20
	magicCookie     = 0x2112A442
	attrHeaderLen   = 4
	integrityLen    = sha1.Size
	fingerprintXOR  = 0x5354554e
	familyIPv4      = 0x01
	familyIPv6      = 0x02
	addressLenIPv4  = 8  // family, port and address of XOR-PEER-ADDRESS
	addressLenIPv6  = 20 //
	maxUsernameLen  = 508
	maxQuotedLen    = 763 // REALM, NONCE: fewer than 128 characters
	anyLen          = 1<<16 - 1
	typeZeroBits    = 0xC000
	attrRequiredMax = 0x7FFF // greater types may be ignored by who does not know them
)

// Attributes that pion/stun has no name for, RFC 8656 section 18.
const (
	AttrAdditionalAddressFamily stun.AttrType = 0x8000
	AttrAddressErrorCode        stun.AttrType = 0x8001
)

// Reasons to discard a packet without an answer.
var (
	ErrShort       = errors.New("stuncheck: shorter than its header")
	ErrCookie      = errors.New("stuncheck: not STUN: bits or magic cookie wrong")
	ErrLength      = errors.New("stuncheck: length field does not match the packet")
	ErrType        = errors.New("stuncheck: method and class that no client sends")
	ErrAttribute   = errors.New("stuncheck: attribute goes beyond the message")
	ErrFingerprint = errors.New("stuncheck: wrong or misplaced FINGERPRINT")
	ErrIndication  = errors.New("stuncheck: indication with a fault")
)

// Faults of a request, with their code in Fault.Code.
var (
	ErrUnknown   = errors.New("stuncheck: unknown comprehension-required attribute") // 420
	ErrValue     = errors.New("stuncheck: attribute value malformed")                // 400
	ErrDuplicate = errors.New("stuncheck: attribute more than once")                 // 400
	ErrMissing   = errors.New("stuncheck: attribute missing")                        // 400
)

// Fault says what is wrong with a request that is well-formed enough to answer.
type Fault struct {
	Code    stun.ErrorCode  // zero: no fault
	Unknown []stun.AttrType // of a 420 answer
	Err     error
}

// Packet is a checked STUN packet of a client. Its slices point into the bytes
// that were parsed. The zero Packet is ready for Parse and may be used again.
type Packet struct {
	Method stun.Method
	Class  stun.MessageClass
	ID     [stun.TransactionIDSize]byte
	Fault  Fault

	Username, Realm, Nonce []byte
	Peers                  []netip.AddrPort // one, except in CreatePermission
	Data                   []byte
	Lifetime               uint32 // seconds
	Channel                uint16 // 0x4000 to 0x7FFF in a ChannelBind
	Transport              uint8  // IANA protocol number
	Family                 uint8  // of REQUESTED-ADDRESS-FAMILY
	AdditionalFamily       uint8
	ReserveNext            bool // R bit of EVEN-PORT
	ReservationToken       [8]byte

	raw         []byte
	has         uint32 // a bit for each rule seen
	integrityAt int    // offset of MESSAGE-INTEGRITY; 0: none
}

// rule says how long the value of an attribute is and how to read it.
type rule struct {
	attr     stun.AttrType
	min, max int
	read     func(*Packet, []byte) bool // false: the value is malformed
}

// rules lists the attributes that a relay understands in a client's packet.
// DONT-FRAGMENT is not among them: the relay cannot set the DF bit, and RFC 8656
// section 7.2 then wants it treated as unknown. So are CHANGE-REQUEST (RFC 5780
// section 7.2), and what needs a password algorithm that the relay never offers.
var rules = [...]rule{
	{stun.AttrUsername, 0, maxUsernameLen, func(p *Packet, v []byte) bool { p.Username = v; return true }},
	{stun.AttrRealm, 0, maxQuotedLen, func(p *Packet, v []byte) bool { p.Realm = v; return true }},
	{stun.AttrNonce, 0, maxQuotedLen, func(p *Packet, v []byte) bool { p.Nonce = v; return true }},
	{stun.AttrXORPeerAddress, addressLenIPv4, addressLenIPv6, (*Packet).readPeer},
	{stun.AttrData, 0, anyLen, func(p *Packet, v []byte) bool { p.Data = v; return true }},
	{stun.AttrLifetime, 4, 4, func(p *Packet, v []byte) bool { p.Lifetime = binary.BigEndian.Uint32(v); return true }},
	{stun.AttrChannelNumber, 4, 4, func(p *Packet, v []byte) bool { p.Channel = binary.BigEndian.Uint16(v); return IsChannel(p.Channel) }},
	{stun.AttrRequestedTransport, 4, 4, func(p *Packet, v []byte) bool { p.Transport = v[0]; return true }},
	{stun.AttrRequestedAddressFamily, 4, 4, func(p *Packet, v []byte) bool { p.Family = v[0]; return true }},
	{AttrAdditionalAddressFamily, 4, 4, func(p *Packet, v []byte) bool { p.AdditionalFamily = v[0]; return true }},
	{stun.AttrEvenPort, 1, 1, func(p *Packet, v []byte) bool { p.ReserveNext = v[0]&0x80 != 0; return true }},
	{stun.AttrReservationToken, 8, 8, func(p *Packet, v []byte) bool { p.ReservationToken = [8]byte(v); return true }},
	{stun.AttrMessageIntegrity, integrityLen, integrityLen, func(*Packet, []byte) bool { return true }},
	{stun.AttrFingerprint, 4, 4, func(*Packet, []byte) bool { return true }},

	// Known, and of no use in a client's packet: read by nobody (RFC 8489 section 6.3).
	{stun.AttrMappedAddress, 0, anyLen, nil},
	{stun.AttrXORMappedAddress, 0, anyLen, nil},
	{stun.AttrXORRelayedAddress, 0, anyLen, nil},
	{stun.AttrErrorCode, 0, anyLen, nil},
	{stun.AttrUnknownAttributes, 0, anyLen, nil},
}

// ruleOf returns the index in rules of an attribute, −1 if it is unknown.
func ruleOf(t stun.AttrType) int {
	for i := range rules {
		if rules[i].attr == t {
			return i
		}
	}
	return -1
}

// Has reports whether the packet holds the attribute, one that a relay knows.
func (p *Packet) Has(t stun.AttrType) bool {
	i := ruleOf(t)
	return i >= 0 && p.has&(1<<i) != 0
}

// Parse checks b, one whole STUN packet, and sets p to what it says. An error
// means that the packet must be discarded without an answer, and that p says nothing.
func (p *Packet) Parse(b []byte) error {
	*p = Packet{Peers: p.Peers[:0], raw: b}
	if err := p.readHeader(); err != nil {
		return err
	}
	if err := p.readAttributes(); err != nil {
		return err
	}
	p.checkMissing()
	if p.Class == stun.ClassIndication && p.Fault.Code != 0 {
		return fmt.Errorf("%w: %w", ErrIndication, p.Fault.Err)
	}
	return nil
}

// readHeader follows RFC 8489 section 6.3.
func (p *Packet) readHeader() error {
	b := p.raw
	if len(b) < HeaderLen {
		return fmt.Errorf("%w: %d bytes", ErrShort, len(b))
	}
	typ := binary.BigEndian.Uint16(b)
	if typ&typeZeroBits != 0 || binary.BigEndian.Uint32(b[4:]) != magicCookie {
		return ErrCookie
	}
	if n := int(binary.BigEndian.Uint16(b[2:])); n%4 != 0 || n != len(b)-HeaderLen {
		return fmt.Errorf("%w: got %d, want %d, a multiple of 4", ErrLength, n, len(b)-HeaderLen)
	}
	var t stun.MessageType
	t.ReadValue(typ)
	if !clientSends(t) {
		return fmt.Errorf("%w: %#04x", ErrType, typ)
	}
	p.Method, p.Class = t.Method, t.Class
	copy(p.ID[:], b[8:])
	return nil
}

// clientSends reports whether RFC 8489 section 3 or RFC 8656 section 17 lets a
// client send messages of type t to a relay without TCP allocations.
func clientSends(t stun.MessageType) bool {
	switch t.Class {
	case stun.ClassRequest:
		switch t.Method {
		case stun.MethodBinding, stun.MethodAllocate, stun.MethodRefresh,
			stun.MethodCreatePermission, stun.MethodChannelBind:
			return true
		}
	case stun.ClassIndication:
		return t.Method == stun.MethodBinding || t.Method == stun.MethodSend
	}
	return false
}

// readAttributes walks over the attributes. Those between MESSAGE-INTEGRITY and
// FINGERPRINT are not authentic and not read (RFC 8489 section 14.5).
func (p *Packet) readAttributes() error {
	for at := HeaderLen; at < len(p.raw); {
		rest := p.raw[at:]
		if len(rest) < attrHeaderLen {
			return fmt.Errorf("%w: %d bytes left for a header", ErrAttribute, len(rest))
		}
		n := int(binary.BigEndian.Uint16(rest[2:]))
		end := attrHeaderLen + padded(n)
		if end > len(rest) {
			return fmt.Errorf("%w: got length %d, %d bytes left", ErrAttribute, n, len(rest)-attrHeaderLen)
		}
		typ, value := stun.AttrType(binary.BigEndian.Uint16(rest)), rest[attrHeaderLen:attrHeaderLen+n]
		if typ == stun.AttrFingerprint {
			if err := p.checkFingerprint(at, value); err != nil {
				return err
			}
		}
		if p.integrityAt == 0 || typ == stun.AttrFingerprint {
			p.readAttribute(at, typ, value)
		}
		at += end
	}
	return nil
}

// checkFingerprint follows RFC 8489 section 14.7: last, and the CRC of all before.
func (p *Packet) checkFingerprint(at int, value []byte) error {
	if len(value) != 4 || at+attrHeaderLen+4 != len(p.raw) {
		return fmt.Errorf("%w: length %d at %d of %d", ErrFingerprint, len(value), at, len(p.raw))
	}
	got, want := binary.BigEndian.Uint32(value), crc32.ChecksumIEEE(p.raw[:at])^fingerprintXOR
	if got != want {
		return fmt.Errorf("%w: got %#08x, want %#08x", ErrFingerprint, got, want)
	}
	return nil
}

func (p *Packet) readAttribute(at int, typ stun.AttrType, value []byte) {
	i := ruleOf(typ)
	switch {
	case i < 0 && typ <= attrRequiredMax:
		p.unknown(typ)
		return
	case i < 0:
		return
	}
	r, seen := &rules[i], p.has&(1<<i) != 0
	p.has |= 1 << i
	switch {
	case seen && r.read != nil && !p.repeats(typ):
		p.bad(ErrDuplicate, typ)
	case len(value) < r.min || len(value) > r.max:
		p.bad(ErrValue, typ)
	case r.read != nil && !r.read(p, value):
		p.bad(ErrValue, typ)
	case typ == stun.AttrMessageIntegrity:
		p.integrityAt = at
	}
}

// repeats reports whether an attribute may occur more than once: only the peers
// of a CreatePermission may (RFC 8656 section 10.1).
func (p *Packet) repeats(typ stun.AttrType) bool {
	return typ == stun.AttrXORPeerAddress && p.Method == stun.MethodCreatePermission
}

// unknown notes a 420 (RFC 8489 section 6.3.1); it goes before any 400.
func (p *Packet) unknown(typ stun.AttrType) {
	const most = 32 // further ones would only make the answer longer
	p.Fault.Code, p.Fault.Err = stun.CodeUnknownAttribute, ErrUnknown
	if len(p.Fault.Unknown) < most {
		p.Fault.Unknown = append(p.Fault.Unknown, typ)
	}
}

// bad notes a 400, unless there is a fault already.
func (p *Packet) bad(err error, typ stun.AttrType) {
	if p.Fault.Code == 0 {
		p.Fault.Code, p.Fault.Err = stun.CodeBadRequest, fmt.Errorf("%w: %v", err, typ)
	}
}

// checkMissing names the attributes without which a method makes no sense: RFC
// 8656 sections 7.2, 10.2, 11.2 and 12.2.
func (p *Packet) checkMissing() {
	var needs []stun.AttrType
	switch p.Method {
	case stun.MethodAllocate:
		needs = []stun.AttrType{stun.AttrRequestedTransport}
	case stun.MethodCreatePermission:
		needs = []stun.AttrType{stun.AttrXORPeerAddress}
	case stun.MethodSend:
		needs = []stun.AttrType{stun.AttrXORPeerAddress, stun.AttrData}
	case stun.MethodChannelBind:
		needs = []stun.AttrType{stun.AttrChannelNumber, stun.AttrXORPeerAddress}
	}
	for _, typ := range needs {
		if !p.Has(typ) {
			p.bad(ErrMissing, typ)
		}
	}
}

// readPeer reads XOR-PEER-ADDRESS (RFC 8489 section 14.2). The address keeps
// its notation: an IPv4-mapped IPv6 address is an IPv6 address here.
func (p *Packet) readPeer(v []byte) bool {
	port := binary.BigEndian.Uint16(v[2:]) ^ magicCookie>>16
	mask := p.raw[4:HeaderLen] // magic cookie and transaction ID
	var addr netip.Addr
	switch {
	case v[1] == familyIPv4 && len(v) == addressLenIPv4:
		addr = netip.AddrFrom4(xor([4]byte(v[4:]), mask))
	case v[1] == familyIPv6 && len(v) == addressLenIPv6:
		addr = netip.AddrFrom16(xor([16]byte(v[4:]), mask))
	default:
		return false
	}
	p.Peers = append(p.Peers, netip.AddrPortFrom(addr, port))
	return true
}

func xor[A [4]byte | [16]byte](a A, mask []byte) A {
	for i := range len(a) {
		a[i] ^= mask[i]
	}
	return a
}

// HasIntegrity reports whether the packet holds a MESSAGE-INTEGRITY to check.
func (p *Packet) HasIntegrity() bool {
	return p.integrityAt > 0
}

// Authentic reports whether the MESSAGE-INTEGRITY was made with key (RFC 8489
// section 14.5): HMAC-SHA1 over all before it, the length field as if it came last.
func (p *Packet) Authentic(key []byte) bool {
	if !p.HasIntegrity() {
		return false
	}
	end := p.integrityAt + attrHeaderLen + integrityLen
	var length [2]byte
	binary.BigEndian.PutUint16(length[:], uint16(end-HeaderLen))
	mac := hmac.New(sha1.New, key)
	mac.Write(p.raw[:2])
	mac.Write(length[:])
	mac.Write(p.raw[4:p.integrityAt])
	return hmac.Equal(mac.Sum(nil), p.raw[p.integrityAt+attrHeaderLen:end])
}

// padded rounds an attribute's or ChannelData's length up to a multiple of 4.
func padded(n int) int {
	return (n + 3) &^ 3
}
