package load

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// udpSegment and udpGRO are of linux/udp.h, level SOL_UDP.
const (
	udpSegment = 103
	udpGRO     = 104
)

// socket is a UDP socket of the generator: never blocking, and it takes trains whole.
type socket struct {
	fd   int
	addr netip.AddrPort
}

// buffer is what a socket may hold, bytes, and modest where the system's limit
// (net.core.rmem_max) may not be passed: more than what arrives while the generator is at
// something else.
const (
	buffer = 64 << 20
	modest = 4 << 20
)

// open binds a socket to a free port of an address.
func open(ip netip.Addr) (socket, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return socket{}, os.NewSyscallError("socket", err)
	}
	s := socket{fd: fd}
	if err = unix.Bind(fd, &unix.SockaddrInet4{Addr: ip.As4()}); err == nil {
		err = unix.SetsockoptInt(fd, unix.SOL_UDP, udpGRO, 1)
	}
	if err == nil && unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, buffer) != nil {
		err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, modest)
	}
	var local unix.Sockaddr
	if err == nil {
		local, err = unix.Getsockname(fd)
	}
	if err != nil {
		unix.Close(fd)
		return socket{}, fmt.Errorf("load: UDP socket at %s: %w", ip, err)
	}
	s.addr = netip.AddrPortFrom(ip, uint16(local.(*unix.SockaddrInet4).Port))
	return s, nil
}

// sockaddr is an address as the kernel wants it.
func sockaddr(a netip.AddrPort) unix.RawSockaddrInet4 {
	raw := unix.RawSockaddrInet4{Family: unix.AF_INET, Addr: a.Addr().As4()}
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(&raw.Port))[:], a.Port())
	return raw
}

// sender sends one datagram, or a train of datagrams of one size by one system call.
type sender struct {
	msg     unix.Msghdr
	iov     unix.Iovec
	control [24]byte // a cmsghdr and the size of a segment
}

func newSender() *sender {
	s := new(sender)
	s.iov.Len = 0
	s.msg.Iov, s.msg.Iovlen = &s.iov, 1
	s.msg.Namelen = unix.SizeofSockaddrInet4
	h := (*unix.Cmsghdr)(unsafe.Pointer(&s.control[0]))
	h.Level, h.Type = unix.SOL_UDP, udpSegment
	h.SetLen(unix.CmsgLen(2))
	return s
}

// send sends b to an address, in datagrams of size bytes.
func (s *sender) send(fd int, to *unix.RawSockaddrInet4, b []byte, size int) unix.Errno {
	s.msg.Name = (*byte)(unsafe.Pointer(to))
	s.iov.Base = &b[0]
	s.iov.SetLen(len(b))
	s.msg.Control, s.msg.Controllen = nil, 0
	if len(b) > size {
		binary.NativeEndian.PutUint16(s.control[unix.CmsgLen(0):], uint16(size))
		s.msg.Control = &s.control[0]
		s.msg.SetControllen(unix.CmsgSpace(2))
	}
	_, _, errno := unix.RawSyscall(unix.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(&s.msg)), unix.MSG_DONTWAIT)
	return errno
}

const (
	vector     = 16      // datagrams or trains that one call receives
	largest    = 1 << 16 // of a train, bytes
	controlLen = 64
)

// mmsghdr is struct mmsghdr of sys/socket.h.
type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
	_   [4]byte
}

// receiver receives datagrams and trains, many by one system call.
type receiver struct {
	msgs    [vector]mmsghdr
	iovs    [vector]unix.Iovec
	control [vector][controlLen]byte
	buf     []byte
}

func newReceiver() *receiver {
	r := &receiver{buf: make([]byte, vector*largest)}
	for i := range r.msgs {
		r.iovs[i].Base = &r.buf[i*largest]
		r.iovs[i].SetLen(largest)
		r.msgs[i].hdr.Iov, r.msgs[i].hdr.Iovlen = &r.iovs[i], 1
	}
	return r
}

// receive takes what waits in a socket, up to vector datagrams or trains, and calls each
// with every datagram. It reports whether more may wait.
func (r *receiver) receive(fd int, each func(datagram []byte)) bool {
	for i := range r.msgs {
		r.msgs[i].hdr.Control = &r.control[i][0]
		r.msgs[i].hdr.SetControllen(controlLen)
	}
	n, _, errno := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&r.msgs[0])), vector, unix.MSG_DONTWAIT, 0, 0)
	if errno != 0 {
		return false
	}
	for i := range int(n) {
		b := r.buf[i*largest:][:r.msgs[i].len]
		size := segment(r.control[i][:r.msgs[i].hdr.Controllen], len(b))
		for len(b) > size {
			each(b[:size])
			b = b[size:]
		}
		each(b)
	}
	return n == vector
}

// segment returns the size of the datagrams of a train, by the kernel's control message;
// all where there is none.
func segment(control []byte, all int) int {
	if len(control) < unix.CmsgLen(4) {
		return all
	}
	h := (*unix.Cmsghdr)(unsafe.Pointer(&control[0]))
	if h.Level != unix.SOL_UDP || h.Type != udpGRO {
		return all
	}
	if n := int(binary.NativeEndian.Uint32(control[unix.CmsgLen(0):])); n > 0 {
		return n
	}
	return all
}
