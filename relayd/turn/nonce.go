package turn

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/netip"
	"time"
)

// A nonce is 22 characters, base64url of
//
//	issued, Unix seconds u32 | first 12 bytes of HMAC-SHA-256(key, issued ‖ client IP)
//
// It needs no memory, and is bound to the client's address: a request that
// somebody has listened to allocates nothing from anywhere else.
const (
	nonceTagLen   = 12
	nonceRawLen   = 4 + nonceTagLen
	nonceLifetime = time.Hour // RFC 8656 section 5
)

var nonceText = base64.RawURLEncoding.Strict()

// nonceKey is the secret of a relay's nonces; it lives as long as the process.
type nonceKey [32]byte

func newNonceKey() (k nonceKey) {
	rand.Read(k[:])
	return k
}

// nonce returns the nonce for a client at time now.
func (k *nonceKey) nonce(client netip.Addr, now time.Time) string {
	raw := binary.BigEndian.AppendUint32(nil, uint32(now.Unix()))
	raw = append(raw, k.tag(raw, client)...)
	return nonceText.EncodeToString(raw)
}

// valid reports whether nonce was made for this client at most nonceLifetime ago.
func (k *nonceKey) valid(nonce []byte, client netip.Addr, now time.Time) bool {
	var raw [nonceRawLen]byte
	if len(nonce) != nonceText.EncodedLen(nonceRawLen) {
		return false
	}
	if _, err := nonceText.Decode(raw[:], nonce); err != nil {
		return false
	}
	age := now.Unix() - int64(binary.BigEndian.Uint32(raw[:]))
	return hmac.Equal(raw[4:], k.tag(raw[:4], client)) && age >= 0 && age <= int64(nonceLifetime/time.Second)
}

func (k *nonceKey) tag(issued []byte, client netip.Addr) []byte {
	ip := client.As16()
	mac := hmac.New(sha256.New, k[:])
	mac.Write(issued)
	mac.Write(ip[:])
	return mac.Sum(nil)[:nonceTagLen]
}
