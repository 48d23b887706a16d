package forward

import (
	"encoding/binary"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mmsghdr is struct mmsghdr of sendmmsg(2).
type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
	_   [4]byte
}

// kernel is what the fast path asks of the system for every vector. No call blocks.
type kernel interface {
	// receive fills messages and returns how many.
	receive(fd int, v []mmsghdr) (int, unix.Errno)
	// send sends messages in order and returns how many; an error is the first one's.
	send(fd int, v []mmsghdr) (int, unix.Errno)
}

// linux is the kernel itself. The calls are raw, for they never wait: MSG_DONTWAIT.
type linux struct{}

func (linux) receive(fd int, v []mmsghdr) (int, unix.Errno) {
	if len(v) == 1 { // spares the kernel to see that there is no second
		n, _, errno := unix.RawSyscall(unix.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(&v[0].hdr)), unix.MSG_DONTWAIT)
		if errno != 0 {
			return 0, errno
		}
		v[0].len = uint32(n)
		return 1, 0
	}
	n, _, errno := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&v[0])), uintptr(len(v)), unix.MSG_DONTWAIT, 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(n), 0
}

func (linux) send(fd int, v []mmsghdr) (int, unix.Errno) {
	if len(v) == 1 {
		return sendOne(fd, &v[0].hdr)
	}
	n, _, errno := unix.RawSyscall6(unix.SYS_SENDMMSG, uintptr(fd), uintptr(unsafe.Pointer(&v[0])), uintptr(len(v)), unix.MSG_DONTWAIT, 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(n), 0
}

// sendOne spares the kernel the reading of a vector.
func sendOne(fd int, h *unix.Msghdr) (int, unix.Errno) {
	var errno unix.Errno
	if h.Iovlen == 1 && h.Controllen == 0 {
		_, _, errno = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(h.Iov.Base)), uintptr(h.Iov.Len),
			unix.MSG_DONTWAIT, uintptr(unsafe.Pointer(h.Name)), uintptr(h.Namelen))
	} else {
		_, _, errno = unix.RawSyscall(unix.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(h)), unix.MSG_DONTWAIT)
	}
	if errno != 0 {
		return 0, errno
	}
	return 1, 0
}

// control is the one control message that a packet comes or goes with: the size of the
// packets of a train.
type control struct {
	hdr  unix.Cmsghdr
	size uint32 // int of UDP_GRO, u16 of UDP_SEGMENT
	_    [4]byte
}

const controlLen = int(unsafe.Sizeof(control{}))

// segment makes it say UDP_SEGMENT.
func (c *control) segment(size int) {
	c.hdr.Level, c.hdr.Type = unix.SOL_UDP, unix.UDP_SEGMENT
	c.hdr.SetLen(unix.CmsgLen(2))
	binary.NativeEndian.PutUint16((*[4]byte)(unsafe.Pointer(&c.size))[:], uint16(size))
}

// train returns the size of the packets of what came with it, 0: it is one packet.
func (c *control) train(h *unix.Msghdr) int {
	if int(h.Controllen) < unix.CmsgLen(4) || c.hdr.Level != unix.SOL_UDP || c.hdr.Type != unix.UDP_GRO {
		return 0
	}
	return int(c.size)
}

// name is a socket address of either family.
type name [unix.SizeofSockaddrInet6]byte

// Offsets in struct sockaddr_in and sockaddr_in6.
const (
	namePort = 2
	nameIP4  = 4
	nameIP6  = 8
)

func (n *name) family() uint16 { return binary.NativeEndian.Uint16(n[:]) }
func (n *name) port() uint16   { return binary.BigEndian.Uint16(n[namePort:]) }

func (n *name) set4(ip [4]byte, port uint16) {
	binary.NativeEndian.PutUint16(n[:], unix.AF_INET)
	binary.BigEndian.PutUint16(n[namePort:], port)
	copy(n[nameIP4:], ip[:])
	clear(n[nameIP4+4 : unix.SizeofSockaddrInet4])
}

func (n *name) set6(high, low uint64, port uint16) {
	clear(n[:])
	binary.NativeEndian.PutUint16(n[:], unix.AF_INET6)
	binary.BigEndian.PutUint16(n[namePort:], port)
	binary.BigEndian.PutUint64(n[nameIP6:], high)
	binary.BigEndian.PutUint64(n[nameIP6+8:], low)
}

// What a receiving vector has room for.
const (
	inSlots = 64
	// slotLen is room for a datagram or train, with what stands before and behind it.
	// The packets of one vector must not all lie at the same place of a page, or they
	// compete for the same lines of the caches.
	slotLen = headroom + 1<<16 + 5*64
)

// in is a vector of packets, as they come.
type in struct {
	hdrs     [inSlots]mmsghdr
	iovs     [inSlots]unix.Iovec
	names    [inSlots]name
	controls [inSlots]control
	slots    []byte
}

func newIn() *in {
	v := &in{slots: make([]byte, inSlots*slotLen)}
	for i := range v.hdrs {
		v.iovs[i].Base = &v.slot(i)[headroom]
		v.iovs[i].SetLen(1 << 16)
		h := &v.hdrs[i].hdr
		h.Iov, h.Name, h.Control = &v.iovs[i], &v.names[i][0], (*byte)(unsafe.Pointer(&v.controls[i]))
		h.SetIovlen(1)
		v.reset(i)
	}
	return v
}

// slot returns the bytes of message i; the packet is at headroom.
func (v *in) slot(i int) []byte { return v.slots[i*slotLen : (i+1)*slotLen] }

// reset lets message i be received again.
func (v *in) reset(i int) {
	h := &v.hdrs[i].hdr
	h.Namelen = uint32(len(name{}))
	h.SetControllen(controlLen)
}

// size returns how long message i is, and how long each of its packets.
func (v *in) size(i int) (n, each int) {
	n = int(v.hdrs[i].len)
	if each = v.controls[i].train(&v.hdrs[i].hdr); each <= 0 {
		each = n
	}
	return n, each
}
