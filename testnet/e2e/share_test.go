package e2e

import (
	"io"
	"testing"

	"github.com/portage-relay/portage/client"
)

// paused is a file of which the last part can be read once something has been done.
type paused struct {
	io.Reader
	left int64 // octets before do
	do   func()
}

// Read implements io.Reader.
func (p *paused) Read(b []byte) (int, error) {
	if p.left == 0 && p.do != nil {
		p.do()
		p.do = nil
	}
	if p.do != nil {
		b = b[:min(int64(len(b)), p.left)]
	}
	n, err := p.Reader.Read(b)
	p.left -= int64(n)
	return n, err
}

// A session that had all of the credit, and was told to speak as seldom as that allows, has
// a small part of it once others begin: less than would pass before it speaks by itself. The
// relay asks it in time, and the rest of the file arrives (QUIC ends a transfer in which
// nothing comes for as long as the end would be silent).
func TestCreditIsSharedAnew(t *testing.T) {
	t.Parallel()
	w := up(t, 1)
	c, l := w.payer(t), w.listen(t, 0)
	a, b := session(t, c, l, client.DialOptions{})
	const rest = fileSize / 8
	transferFrom(t, a, b, fileSize, &paused{content(fileSize), fileSize - rest, func() {
		for range 9 {
			a, b := session(t, c, l, client.DialOptions{})
			echo(t, a, b, 1, 1000)
		}
	}})
	b.Close()
	if err := a.Close(); err != nil {
		t.Fatal("close: ", err)
	}
	if p := a.Progress(); p.RecvAB < fileSize || p.RecvAB != b.Counts().RecvBytes {
		t.Errorf("billed %d bytes; B received %d", p.RecvAB, b.Counts().RecvBytes)
	}
}
