package endpoint

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

var tag = strings.Repeat("ff", TagSize)

func TestPacketParse(t *testing.T) {
	noiseBytes := strings.Repeat("ee", noiseSize)
	for _, tt := range []struct {
		name, hex string
		want      Header
		err       error
	}{
		{"init", "04" + "0102030405060708" + noiseBytes + tag, Header{TypeInit, 0x0102030405060708}, nil},
		{"response", "05" + "0000000000000001" + noiseBytes + tag, Header{TypeResponse, 1}, nil},
		{"data", "08" + "00000000ffffffff" + "abcd" + tag, Header{TypeData, 1<<32 - 1}, nil},
		{"empty data", "08" + "0000000000000000" + tag, Header{TypeData, 0}, nil},
		{"confirm", "09" + "0000000000000002" + tag, Header{TypeConfirm, 2}, nil},
		{"path control to come", "0f" + "0000000000000002" + tag, Header{0x0f, 2}, nil},
		{"init too long", "04" + "0102030405060708" + noiseBytes + "00" + tag, Header{}, ErrShort},
		{"unassigned", "06" + "0000000000000000" + tag, Header{}, ErrType},
		{"STUN", "00" + "0000000000000000" + tag, Header{}, ErrType},
		{"ChannelData", "40" + "0000000000000000" + tag, Header{}, ErrType},
		{"QUIC", "c0" + "0000000000000000" + tag, Header{}, ErrType},
		{"empty", "", Header{}, ErrShort},
	} {
		t.Run(tt.name, func(t *testing.T) {
			packet, _ := hex.DecodeString(tt.hex)
			h, body, err := Parse(packet)
			if h != tt.want || !errors.Is(err, tt.err) {
				t.Fatalf("got %v, %v, want %v, %v", h, err, tt.want, tt.err)
			}
			if err != nil {
				return
			}
			if !bytes.Equal(append(h.Append(nil), body...), packet) {
				t.Error("Append after Parse is not the packet")
			}
			if !LooksLike(packet) {
				t.Error("LooksLike refuses what Parse takes")
			}
			shortest := Overhead
			if h.isHandshake() {
				shortest = HandshakeSize
			}
			for n := range shortest {
				if _, _, err := Parse(packet[:n]); !errors.Is(err, ErrShort) {
					t.Errorf("cut to %d bytes: got %v, want ErrShort", n, err)
				}
			}
		})
	}
}

func TestSizes(t *testing.T) {
	// What docs and peers rely on.
	if Overhead != 25 || HandshakeSize != 73 || MaxPayload != 1360 {
		t.Errorf("got overhead %d, handshake %d, payload %d", Overhead, HandshakeSize, MaxPayload)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Header{TypeData, 7}.Append(nil))
	f.Add(append(Header{TypeInit, 7}.Append(nil), make([]byte, noiseSize+TagSize)...))
	f.Fuzz(func(t *testing.T, packet []byte) {
		h, body, err := Parse(packet)
		if err == nil && !bytes.Equal(append(h.Append(nil), body...), packet) {
			t.Errorf("%x parses to %v and %x", packet, h, body)
		}
		if err == nil && !LooksLike(packet) {
			t.Errorf("%x parses and does not look like a packet", packet)
		}
	})
}
