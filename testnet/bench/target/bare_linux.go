package target

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/testnet/bench/load"
)

// The bare forwarder is the floor: it does what no relay can leave out (read, look up,
// strip or put the four bytes of ChannelData, send) and nothing else: no permissions, no
// timers, no counting. One thread, blocking in epoll, reads vectors by recvmmsg and sends
// vectors by sendmmsg; with trains it lets the kernel keep them whole by UDP_GRO and
// UDP_SEGMENT.

const (
	udpSegment = 103 // linux/udp.h, level SOL_UDP
	udpGRO     = 104

	reads     = 64      // datagrams or trains in one recvmmsg
	small     = 1 << 11 // largest datagram
	large     = 1 << 16 // largest train
	head      = 4       // of ChannelData
	controls  = 32
	maxPieces = 64 // datagrams of a train (UDP_MAX_SEGMENTS of older kernels)
)

type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
	_   [4]byte
}

// forwarder is a bare forwarder. All of it belongs to one thread.
type forwarder struct {
	front  int
	ip     netip.Addr
	epoll  int
	trains bool

	out map[outKey]*hop // by client and channel
	in  map[inKey]*hop  // by relay socket and peer
	fds map[uint64]int  // relay socket by client

	in_  vectors // what is read
	used int     // of in_: what out_ may refer to
	out_ vectors // what is sent
	n    int     // messages in out_
	fd   int     // that out_ goes to
	iov  []unix.Iovec
}

type outKey struct {
	client  uint64 // address and port
	channel uint16
}

type inKey struct {
	fd   int
	peer uint64
}

// hop is where a packet goes next.
type hop struct {
	fd     int
	to     unix.RawSockaddrInet4
	header [head]byte
}

// vectors are the arrays of recvmmsg or sendmmsg.
type vectors struct {
	msgs    [reads]mmsghdr
	names   [reads]unix.RawSockaddrInet4
	control [reads][controls]byte
	iovs    [reads]unix.Iovec
	buf     []byte
}

func serveBare(at netip.AddrPort, trains bool, ready func()) error {
	f := &forwarder{
		ip: at.Addr(), trains: trains, fd: -1,
		out: map[outKey]*hop{}, in: map[inKey]*hop{}, fds: map[uint64]int{},
		iov: make([]unix.Iovec, 0, 2*reads*maxPieces),
	}
	var err error
	if f.epoll, err = unix.EpollCreate1(unix.EPOLL_CLOEXEC); err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	if f.front, err = f.socket(at); err != nil {
		return err
	}
	f.prepare()
	ready()
	runtime.LockOSThread()
	return f.run()
}

// socket opens a UDP socket and watches it.
func (f *forwarder) socket(at netip.AddrPort) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, os.NewSyscallError("socket", err)
	}
	if err = unix.Bind(fd, &unix.SockaddrInet4{Addr: at.Addr().As4(), Port: int(at.Port())}); err == nil && f.trains {
		err = unix.SetsockoptInt(fd, unix.SOL_UDP, udpGRO, 1)
	}
	for _, option := range []int{unix.SO_RCVBUF, unix.SO_SNDBUF} {
		if err == nil {
			err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, option, buffer)
		}
	}
	if err == nil {
		err = unix.EpollCtl(f.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
	}
	if err != nil {
		return -1, fmt.Errorf("target: socket at %s: %w", at, err)
	}
	return fd, nil
}

func (f *forwarder) prepare() {
	length := small
	if f.trains {
		length = large
	}
	v := &f.in_
	v.buf = make([]byte, reads*length)
	for i := range v.msgs {
		v.iovs[i].Base = &v.buf[i*length]
		v.iovs[i].SetLen(length)
		h := &v.msgs[i].hdr
		h.Name, h.Iov, h.Iovlen = (*byte)(unsafe.Pointer(&v.names[i])), &v.iovs[i], 1
	}
}

func (f *forwarder) run() error {
	var events [64]unix.EpollEvent
	for {
		n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(f.epoll), uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)), ^uintptr(0), 0, 0)
		if errno == unix.EINTR {
			continue
		}
		if errno != 0 {
			return os.NewSyscallError("epoll_pwait", errno)
		}
		for _, e := range events[:n] {
			if err := f.read(int(e.Fd)); err != nil {
				return err
			}
		}
		f.flush()
		f.used = 0
	}
}

// least is how many messages a read is to have room for.
const least = 16

// read forwards one vector of what waits in a socket.
func (f *forwarder) read(fd int) error {
	v := &f.in_
	if reads-f.used < least {
		f.flush()
		f.used = 0
	}
	for i := f.used; i < reads; i++ {
		h := &v.msgs[i].hdr
		h.Namelen = unix.SizeofSockaddrInet4
		if f.trains {
			h.Control = &v.control[i][0]
			h.SetControllen(controls)
		}
	}
	n, _, errno := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&v.msgs[f.used])), uintptr(reads-f.used), unix.MSG_DONTWAIT, 0, 0)
	if errno != 0 {
		return nil // nothing there after all, or an ICMP error of an earlier packet
	}
	first := f.used
	f.used += int(n)
	for i := first; i < f.used; i++ {
		b := unsafe.Slice(v.iovs[i].Base, int(v.msgs[i].len))
		size := len(b)
		if f.trains {
			size = trainSize(v.control[i][:v.msgs[i].hdr.Controllen], size)
		}
		from := uint64(*(*uint32)(unsafe.Pointer(&v.names[i].Addr)))<<16 | uint64(v.names[i].Port)
		if fd != f.front {
			if h := f.in[inKey{fd, from}]; h != nil {
				f.toClient(h, b, size)
			}
			continue
		}
		if err := f.fromClient(from, &v.names[i], b, size); err != nil {
			return err
		}
	}
	return nil
}

// fromClient forwards a datagram, or a train whose packets are all of one channel.
func (f *forwarder) fromClient(from uint64, name *unix.RawSockaddrInet4, b []byte, size int) error {
	if m, ok := load.ParseBind(b); ok {
		return f.bind(from, *name, m)
	}
	if len(b) < head {
		return nil
	}
	h := f.out[outKey{from, binary.BigEndian.Uint16(b)}]
	if h == nil {
		return nil
	}
	start := f.begin(h)
	for len(b) > head {
		n := min(size, len(b))
		f.piece(b[head:n])
		b = b[n:]
	}
	f.end(h, start, size-head)
	return nil
}

func (f *forwarder) toClient(h *hop, b []byte, size int) {
	binary.BigEndian.PutUint16(h.header[2:], uint16(size))
	start := f.begin(h)
	for len(b) > 0 {
		n := min(size, len(b))
		f.piece(h.header[:])
		f.piece(b[:n])
		b = b[n:]
	}
	f.end(h, start, size+head)
}

// begin starts a message to a hop, after those for another socket have gone.
func (f *forwarder) begin(h *hop) int {
	if f.fd != h.fd || f.n == reads {
		f.flush()
		f.fd = h.fd
	}
	return len(f.iov)
}

func (f *forwarder) piece(b []byte) {
	v := unix.Iovec{Base: &b[0]}
	v.SetLen(len(b))
	f.iov = append(f.iov, v)
}

// end completes a message of the pieces since start, in datagrams of size bytes.
func (f *forwarder) end(to *hop, start, size int) {
	h := &f.out_.msgs[f.n].hdr
	h.Name, h.Namelen = (*byte)(unsafe.Pointer(&to.to)), unix.SizeofSockaddrInet4
	h.Iov, h.Iovlen = &f.iov[start], uint64(len(f.iov)-start)
	h.Control, h.Controllen = nil, 0
	if f.trains && len(f.iov)-start > 2 {
		c := &f.out_.control[f.n]
		m := (*unix.Cmsghdr)(unsafe.Pointer(&c[0]))
		m.Level, m.Type = unix.SOL_UDP, udpSegment
		m.SetLen(unix.CmsgLen(2))
		binary.NativeEndian.PutUint16(c[unix.CmsgLen(0):], uint16(size))
		h.Control = &c[0]
		h.SetControllen(unix.CmsgSpace(2))
	}
	f.n++
}

// flush sends what is queued. What the kernel does not take is dropped.
func (f *forwarder) flush() {
	for sent := 0; sent < f.n; {
		n, _, errno := unix.RawSyscall6(unix.SYS_SENDMMSG, uintptr(f.fd), uintptr(unsafe.Pointer(&f.out_.msgs[sent])), uintptr(f.n-sent), unix.MSG_DONTWAIT, 0, 0)
		if errno != 0 {
			n = 1
		}
		sent += int(n)
	}
	f.n, f.iov = 0, f.iov[:0]
}

// bind makes the two hops of a channel, and the client's relay socket.
func (f *forwarder) bind(from uint64, client unix.RawSockaddrInet4, m load.Bind) error {
	fd, ok := f.fds[from]
	if !ok {
		var err error
		if fd, err = f.socket(netip.AddrPortFrom(f.ip, 0)); err != nil {
			return err
		}
		f.fds[from] = fd
	}
	peer := unix.RawSockaddrInet4{Family: unix.AF_INET, Addr: m.Peer.Addr().As4()}
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(&peer.Port))[:], m.Peer.Port())
	f.out[outKey{from, m.Channel}] = &hop{fd: fd, to: peer}
	back := &hop{fd: f.front, to: client}
	binary.BigEndian.PutUint16(back.header[:], m.Channel)
	f.in[inKey{fd, uint64(*(*uint32)(unsafe.Pointer(&peer.Addr)))<<16 | uint64(peer.Port)}] = back
	local, err := unix.Getsockname(fd)
	if err != nil {
		return os.NewSyscallError("getsockname", err)
	}
	relayed := netip.AddrPortFrom(f.ip, uint16(local.(*unix.SockaddrInet4).Port))
	return os.NewSyscallError("sendto", unix.Sendto(f.front, load.AppendBound(nil, relayed), 0,
		&unix.SockaddrInet4{Addr: client.Addr, Port: int(binary.BigEndian.Uint16((*[2]byte)(unsafe.Pointer(&client.Port))[:]))}))
}

// trainSize returns the size of a train's datagrams, all where it is one.
func trainSize(control []byte, all int) int {
	if len(control) < unix.CmsgLen(4) {
		return all
	}
	h := (*unix.Cmsghdr)(unsafe.Pointer(&control[0]))
	if n := int(binary.NativeEndian.Uint32(control[unix.CmsgLen(0):])); h.Level == unix.SOL_UDP && h.Type == udpGRO && n > 0 {
		return n
	}
	return all
}
