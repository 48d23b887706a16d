package lossy_test

import (
	"bytes"
	"errors"
	"io"
	"math/bits"
	"net"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/portage-relay/portage/testnet/lossy"
)

const packets = 1000

// through writes numbered packets over the faults and returns what arrives.
func through(t *testing.T, seed uint64, faults ...lossy.Fault) (got [][]byte) {
	t.Helper()
	a, b := lossy.Pipe()
	link := lossy.Wrap(a, seed, faults...)
	for i := range packets {
		if _, err := link.WriteTo([]byte{byte(i >> 8), byte(i), 0xaa}, b.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	b.Inject(nil, b.LocalAddr()) // marks the end
	buf := make([]byte, 16)
	for {
		n, from, err := b.ReadFrom(buf)
		if err != nil {
			t.Fatal(err)
		}
		if from == b.LocalAddr() {
			return got
		}
		got = append(got, slices.Clone(buf[:n]))
	}
}

func sorted(p [][]byte) bool   { return slices.IsSortedFunc(p, bytes.Compare) }
func equal(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }
func distinct(p [][]byte) [][]byte {
	p = slices.Clone(p)
	slices.SortFunc(p, bytes.Compare)
	return slices.CompactFunc(p, bytes.Equal)
}

func TestFaults(t *testing.T) {
	sent := through(t, 1)
	if len(distinct(sent)) != packets || !sorted(sent) {
		t.Fatalf("a perfect link passed %d of %d", len(sent), packets)
	}
	for _, tt := range []struct {
		name  string
		fault func() lossy.Fault
		ok    func(got [][]byte) bool
	}{
		{"drop half", func() lossy.Fault { return lossy.Drop(0.5) }, func(got [][]byte) bool {
			return len(got) > packets/3 && len(got) < 2*packets/3 && sorted(got)
		}},
		{"drop all", func() lossy.Fault { return lossy.Drop(1) }, func(got [][]byte) bool {
			return len(got) == 0
		}},
		{"duplicate all", func() lossy.Fault { return lossy.Duplicate(1) }, func(got [][]byte) bool {
			return len(got) == 2*packets && sorted(got) && equal(distinct(got), sent)
		}},
		{"flip all", func() lossy.Fault { return lossy.Flip(1) }, func(got [][]byte) bool {
			flipped := 0
			for i, p := range got {
				for j := range p {
					flipped += bits.OnesCount8(p[j] ^ sent[i][j])
				}
			}
			return flipped == packets
		}},
		{"truncate all", func() lossy.Fault { return lossy.Truncate(1) }, func(got [][]byte) bool {
			return len(got) == packets && !slices.ContainsFunc(got, func(p []byte) bool { return len(p) > 2 })
		}},
		{"reorder", func() lossy.Fault { return lossy.Reorder(0.2, 4) }, func(got [][]byte) bool {
			return len(got) > packets-10 && !sorted(got) && len(distinct(got)) == len(got)
		}},
		{"tap", func() lossy.Fault {
			n := byte(0)
			return lossy.Tap(func(p []byte) { n++; p[2] = n })
		}, func(got [][]byte) bool { return got[0][2] == 1 && got[9][2] == 10 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := through(t, 7, tt.fault())
			if !equal(got, through(t, 7, tt.fault())) {
				t.Error("the same seed gave other faults")
			}
			if !tt.ok(got) {
				t.Errorf("got %d packets, %x …", len(got), got[:min(len(got), 8)])
			}
		})
	}
}

func TestFaultsCompose(t *testing.T) {
	got := through(t, 3, lossy.Duplicate(1), lossy.Duplicate(1), lossy.Drop(0.25))
	if len(got) < 2*packets || len(got) > 4*packets-packets/2 {
		t.Errorf("got %d of %d, want about three quarters", len(got), 4*packets)
	}
}

func TestReadDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := lossy.Pipe()
		start := time.Now()
		b.SetReadDeadline(start.Add(time.Second))
		buf := make([]byte, 1)
		for range 2 { // an expired deadline stays expired
			if _, _, err := b.ReadFrom(buf); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatalf("got %v, want os.ErrDeadlineExceeded", err)
			}
		}
		if waited := time.Since(start); waited != time.Second {
			t.Errorf("waited %v, want 1s", waited)
		}
		b.SetReadDeadline(start.Add(time.Hour)) // replaces, and wakes nobody early
		b.SetReadDeadline(time.Time{})
		a.WriteTo([]byte{1}, b.LocalAddr())
		if n, from, err := b.ReadFrom(buf); n != 1 || from != a.LocalAddr() || err != nil {
			t.Errorf("after the deadline was lifted: got %d bytes from %v, %v", n, from, err)
		}
	})
}

func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := lossy.Pipe()
		read := make(chan error)
		go func() { _, _, err := b.ReadFrom(nil); read <- err }()
		synctest.Wait() // the reader waits
		b.Close()
		if err := <-read; !errors.Is(err, net.ErrClosed) {
			t.Errorf("read: got %v, want net.ErrClosed", err)
		}
		if _, err := b.WriteTo(nil, a.LocalAddr()); !errors.Is(err, net.ErrClosed) {
			t.Errorf("write: got %v, want net.ErrClosed", err)
		}
		if _, err := a.WriteTo([]byte{1}, b.LocalAddr()); err != nil {
			t.Errorf("write to a closed end: got %v, want silence", err)
		}
	})
}

// A connected socket suffers both ways, each with faults of its own.
func TestConn(t *testing.T) {
	a, b := net.Pipe() // a read takes from one write only
	defer a.Close()
	defer b.Close()
	ways := 0
	conn := lossy.WrapConn(a, 5, func() []lossy.Fault {
		ways++
		return []lossy.Fault{lossy.Duplicate(1), lossy.Reorder(0.2, 4)}
	})
	carry := func(from io.Writer, to io.Reader) (got [][]byte) {
		go func() {
			for i := range packets {
				from.Write([]byte{byte(i >> 8), byte(i), 0xaa})
			}
			from.Write(nil) // marks the end, whatever is held
		}()
		buf := make([]byte, 16)
		for {
			n, err := to.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				return got
			}
			got = append(got, slices.Clone(buf[:n]))
		}
	}
	for name, got := range map[string][][]byte{"written": carry(conn, b), "read": carry(b, conn)} {
		if len(got) < 2*packets-20 || len(distinct(got)) < packets-10 || sorted(got) {
			t.Errorf("%s: got %d packets, %d different, in order: %t", name, len(got), len(distinct(got)), sorted(got))
		}
	}
	if ways != 2 {
		t.Errorf("%d sets of faults, want one for each way", ways)
	}
}
