package traverse

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/pion/stun"
)

func TestParseURI(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want URI
		err  error
	}{
		{"turn:relay.example.org", URI{"relay.example.org", 3478, false}, nil},
		{"turn:relay.example.org:443?transport=tcp", URI{"relay.example.org", 443, true}, nil},
		{"turn:192.0.2.1:3478?transport=udp", URI{"192.0.2.1", 3478, false}, nil},
		{"TURN:[2001:db8::1]", URI{"2001:db8::1", 3478, false}, nil},
		{"turn:[2001:db8::1]:5000?transport=tcp", URI{"2001:db8::1", 5000, true}, nil},
		{"turns:relay.example.org", URI{}, ErrTransport},
		{"turn:relay.example.org?transport=sctp", URI{}, ErrTransport},
		{"turn:relay.example.org?transport=", URI{}, ErrTransport},
		{"turn:[::1]x", URI{}, ErrURI},
		{"turn:[::1", URI{}, ErrURI},
		{"turn:[192.0.2.1]", URI{}, ErrURI},
		{"turn:2001:db8::1", URI{}, ErrURI},
		{"turn:relay.example.org?foo=bar", URI{}, ErrURI},
		{"stun:relay.example.org", URI{}, ErrURI},
		{"http://relay.example.org", URI{}, ErrURI},
		{"turn://relay.example.org", URI{}, ErrURI},
		{"turn:alice@relay.example.org", URI{}, ErrURI},
		{"turn:relay.example.org:0", URI{}, ErrURI},
		{"turn:relay.example.org:65536", URI{}, ErrURI},
		{"turn:relay.example.org:x", URI{}, ErrURI},
		{"turn:relay example", URI{}, ErrURI},
		{"turn:::1", URI{}, ErrURI},
		{"turn:", URI{}, ErrURI},
		{"", URI{}, ErrURI},
	} {
		got, err := ParseURI(tt.in)
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%q: got %v, %v, want %v, %v", tt.in, got, err, tt.want, tt.err)
		}
		if err != nil {
			continue
		}
		if again, err := ParseURI(got.String()); again != got || err != nil {
			t.Errorf("%q: String %q reads back as %v, %v", tt.in, got, again, err)
		}
	}
}

func FuzzParseURI(f *testing.F) {
	f.Add("turn:[2001:db8::1]:5000?transport=tcp")
	f.Add("turn:relay.example.org")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := ParseURI(s)
		if err != nil {
			return
		}
		if again, err := ParseURI(u.String()); again != u || err != nil {
			t.Errorf("%q: %v reads back as %v, %v", s, u, again, err)
		}
	})
}

// onStream returns a stream from which these bytes come, one at a time.
func onStream(b []byte) stream {
	return stream{nil, bufio.NewReaderSize(iotestOneByte{bytes.NewReader(b)}, 16)}
}

type iotestOneByte struct{ io.Reader }

func (r iotestOneByte) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(1, len(p))]) }

func TestStream(t *testing.T) {
	message := stun.MustBuild(stun.TransactionID, stun.BindingRequest, raw(stun.AttrSoftware, 1, 2, 3, 4, 5)).Raw
	data := appendChannelData(nil, 0x4001, []byte("hello"), true)
	empty := appendChannelData(nil, 0x4fff, nil, true)
	largest := appendChannelData(nil, 0x4000, make([]byte, maxData), true)
	var all []byte
	messages := [][]byte{message, data, empty, largest, message}
	for _, m := range messages {
		all = append(all, m...)
	}
	s, buf := onStream(all), make([]byte, maxMessage)
	for i, want := range messages {
		if n, err := s.Read(buf); !bytes.Equal(buf[:n], want) || err != nil {
			t.Fatalf("message %d: got %d bytes, %v, want %d", i, n, err, len(want))
		}
	}
	if _, err := s.Read(buf); err != io.EOF {
		t.Errorf("at the end: got %v, want io.EOF", err)
	}
	for n := 1; n < len(data); n++ {
		if _, err := onStream(data[:n]).Read(buf); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut to %d bytes: got %v, want io.ErrUnexpectedEOF", n, err)
		}
	}
	if number, got, ok := parseChannelData(data); number != 0x4001 || string(got) != "hello" || !ok {
		t.Errorf("got %#x %q, %v", number, got, ok)
	}
}

func TestStreamRefuses(t *testing.T) {
	for name, b := range map[string]string{
		"SSH":                "SSH-2.0-OpenSSH_9.2\r\n",
		"TLS":                "\x16\x03\x01\x02\x00",
		"STUN, odd length":   "\x00\x01\x00\x05",
		"a reserved channel": "\x50\x00\x00\x00",
	} {
		if _, err := onStream([]byte(b)).Read(make([]byte, maxMessage)); !errors.Is(err, ErrFraming) {
			t.Errorf("%s: got %v, want ErrFraming", name, err)
		}
	}
}

func FuzzStream(f *testing.F) {
	f.Add([]byte("\x00\x01\xff\xfc"))
	f.Add([]byte("\x40\x00\xff\xff"))
	f.Add(appendChannelData(nil, 0x4001, []byte("hello"), true))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, buf, left := stream{nil, bufio.NewReader(bytes.NewReader(b))}, make([]byte, maxMessage), len(b)
		for {
			n, err := s.Read(buf)
			if err != nil {
				return
			}
			if n < channelHeader || n > left { // else it would read for ever
				t.Fatalf("a message of %d bytes with %d left", n, left)
			}
			left -= n
		}
	})
}

func TestErrorText(t *testing.T) {
	err := &Error{"Allocate", QuotaReached, "pay\x1b[2J"}
	if got := err.Error(); !strings.Contains(got, "486") || strings.ContainsRune(got, '\x1b') {
		t.Errorf("got %q: want the code, and the relay's words quoted", got)
	}
}

func TestAddrPort(t *testing.T) {
	mapped := &net.UDPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 7} // as 16 bytes
	plain := &net.UDPAddr{IP: net.IPv4(192, 0, 2, 1).To4(), Port: 7}
	tcp := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 7}
	want, _ := addrPort(plain)
	for _, addr := range []net.Addr{mapped, tcp} {
		if got, err := addrPort(addr); got != want || err != nil {
			t.Errorf("%#v: got %v, %v, want %v", addr, got, err, want)
		}
	}
}
