package lossy

import "net"

// Conn is a connected datagram socket whose packets suffer faults both ways. It may be
// written to by many goroutines, and read by one at a time.
type Conn struct {
	net.Conn
	out, in suffering

	came [][]byte // still to be read; of the reader
	buf  []byte
}

// WrapConn returns conn, of which each Read returns one datagram, with faults on what is
// written and, of their own, on what is read. faults is called once for each way: a Fault
// belongs to one.
func WrapConn(conn net.Conn, seed uint64, faults func() []Fault) *Conn {
	return &Conn{Conn: conn, out: newSuffering(seed, 1, faults()), in: newSuffering(seed, 2, faults()), buf: make([]byte, 1<<16)}
}

// Write passes a copy of p through the faults and writes what comes out. It reports
// success also for what was lost.
func (c *Conn) Write(p []byte) (int, error) {
	err := c.out.pass(p, func(packet []byte) error {
		_, err := c.Conn.Write(packet)
		return err
	})
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// Read returns the next datagram that the faults let through.
func (c *Conn) Read(p []byte) (int, error) {
	for len(c.came) == 0 {
		n, err := c.Conn.Read(c.buf)
		if err != nil {
			return 0, err
		}
		c.in.pass(c.buf[:n], func(packet []byte) error { //nolint:errcheck // none is returned
			c.came = append(c.came, packet)
			return nil
		})
	}
	n := copy(p, c.came[0])
	c.came = c.came[1:]
	return n, nil
}
