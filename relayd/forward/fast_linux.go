package forward

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/relayd/forward/core"
)

// What a thread does in one turn, at most.
const (
	maxEvents = 256
	// inClients is how many messages of clients a vector holds, inTrains how many once
	// they are trains: more would have left the cache before they are sent.
	inClients, inTrains = inSlots, 8
	// inPeer is how many messages of one relayed socket are taken before the others
	// have their turn.
	inPeer = 16
	// batchPackets is how many packets are decided about together.
	batchPackets = 1024
)

// fast is the path of Linux: shards.
type fast struct {
	plane    *Plane
	shards   []*shard
	gro, gso bool
}

// newFast binds the listeners of every shard. All have one address: the kernel gives each
// of them the clients whose address hashes to it, always the same.
func newFast(p *Plane, addrs []netip.AddrPort) (path, []netip.AddrPort, error) {
	f := &fast{plane: p}
	f.gro, f.gso = offers(unix.UDP_GRO), offers(unix.UDP_SEGMENT)
	spareProcessor(p.config.Shards)
	bound := append([]netip.AddrPort(nil), addrs...)
	for range p.config.Shards {
		s, err := f.newShard()
		for i := 0; err == nil && i < len(bound); i++ {
			bound[i], err = s.listen(uint16(i), bound[i])
		}
		if err != nil {
			f.release()
			return nil, nil, err
		}
	}
	for _, s := range f.shards {
		s.drain()
	}
	return f, bound, nil
}

// yieldEvery is how often a thread lets the scheduler have a look at it, nanoseconds. The
// runtime's monitor takes a goroutine that never does for one that hogs its processor, and
// after 10 ms wakes up every 20 µs to take that away: a tenth of a core.
const yieldEvery = core.Instant(5 * time.Millisecond)

// timerSlack is how late the kernel may end a sleep for its own convenience, ns.
const timerSlack = 1000

// spareProcessor gives the scheduler a processor beside those that the shards' threads
// keep, for requests.
func spareProcessor(shards int) {
	if runtime.GOMAXPROCS(0) <= shards {
		runtime.GOMAXPROCS(shards + 1)
	}
}

// offers reports whether the kernel knows an option of UDP sockets.
func offers(option int) bool {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	return unix.SetsockoptInt(fd, unix.SOL_UDP, option, 0) == nil
}

func (f *fast) serve() {
	for _, s := range f.shards {
		f.plane.serveRequests(s.requests)
		f.plane.running.Go(s.run)
	}
}

// attach gives an allocation of a UDP client to the shard of its client; clients over TCP
// have a goroutine anyway.
func (f *fast) attach(a *core.Allocation, conn *net.UDPConn) error {
	l, ok := a.ToClient.(*clients)
	if !ok {
		newConnPort(f.plane, a, conn)
		return nil
	}
	fd, err := take(conn)
	if err != nil {
		return err
	}
	if f.gro {
		_ = unix.SetsockoptInt(fd, unix.SOL_UDP, unix.UDP_GRO, 1)
	}
	at := &relayed{socket: l.shard.socket(fd, false), allocation: a, closed: make(chan struct{}), ask: 1}
	f.plane.enter(a, at)
	if err := l.shard.watch(fd, unix.EPOLLIN, eventPeer, int(a.Relayed.Port())); err != nil {
		f.plane.Detach(a)
		return err
	}
	return nil
}

func (f *fast) close() {
	for _, s := range f.shards {
		s.stopping.Store(true)
		s.wake()
	}
}

func (f *fast) release() {
	for _, s := range f.shards {
		s.release()
	}
}

func (f *fast) status(st *Status) {
	st.Path, st.Shards, st.GRO, st.GSO = Fast, len(f.shards), f.gro, f.gso
	for _, s := range f.shards {
		st.Trains += s.trainsSent.Load()
	}
}

// take takes the descriptor out of a conn and closes that.
func take(conn *net.UDPConn) (fd int, err error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	dupErr := raw.Control(func(of uintptr) { fd, err = unix.FcntlInt(of, unix.F_DUPFD_CLOEXEC, 0) })
	if err = errors.Join(dupErr, err); err != nil {
		return 0, err
	}
	return fd, conn.Close()
}

// Kinds of an event, in EpollEvent.Pad; EpollEvent.Fd tells which.
const (
	eventWake    = iota
	eventClients // index of the listener
	eventPeer    // relayed port
)

// shard is a thread and its sockets.
type shard struct {
	fast      *fast
	kernel    kernel
	epoll     int
	event     int // eventfd that wakes it
	listeners []*clients
	requests  chan request

	stopping atomic.Bool
	mu       sync.Mutex
	closing  []*relayed // to be closed by the thread; with mu
	gone     bool       // it has ended: nobody closes any more; with mu

	// The thread's own.
	batch      *core.Batch
	in         *in
	from       [inSlots]*core.Allocation // of its messages, where they are clients'
	touched    uint64                    // of no meaning
	used       int                       // messages of in that the batch points to
	out        *out
	events     [maxEvents]unix.EpollEvent
	ask        int // messages of clients to ask for
	yielded    core.Instant
	pace       pace
	number     uint64 // of this turn
	taken      int    // messages in this turn
	more       bool   // a listener has more of them already
	trains     uint64 // sent, since they were last added to trainsSent
	trainsSent atomic.Uint64
}

func (f *fast) newShard() (*shard, error) {
	s := &shard{
		fast: f, kernel: linux{}, epoll: -1, event: -1, ask: inClients,
		requests: make(chan request, requestQueue),
		batch:    f.plane.relay.NewBatch(batchPackets, random()),
		in:       newIn(), out: new(out),
		pace: pace{hold: core.Instant(f.plane.config.Hold)},
	}
	f.shards = append(f.shards, s)
	var err error
	if s.epoll, err = unix.EpollCreate1(unix.EPOLL_CLOEXEC); err != nil {
		return s, err
	}
	if s.event, err = unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK); err != nil {
		return s, err
	}
	return s, s.watch(s.event, unix.EPOLLIN, eventWake, 0)
}

func (s *shard) watch(fd int, mask uint32, kind, which int) error {
	e := unix.EpollEvent{Events: mask, Fd: int32(which), Pad: int32(kind)}
	return unix.EpollCtl(s.epoll, unix.EPOLL_CTL_ADD, fd, &e)
}

func (s *shard) socket(fd int, inet6 bool) socket {
	t := socket{shard: s, fd: fd, inet6: inet6}
	if s.fast.gso {
		t.segment = maxSegment
	}
	return t
}

// clients is a listener: where clients come in, and the way to them.
type clients struct {
	socket
	index uint16
	local netip.AddrPort
}

// listen binds a listener at addr and returns where it is.
func (s *shard) listen(index uint16, addr netip.AddrPort) (netip.AddrPort, error) {
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) (err error) {
		if s.fast.plane.config.Shards == 1 {
			return nil // nobody else may bind the port
		}
		controlErr := raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1) })
		return errors.Join(controlErr, err)
	}}
	packetConn, err := config.ListenPacket(context.Background(), "udp", addr.String())
	if err != nil {
		return addr, err
	}
	conn := packetConn.(*net.UDPConn)
	setBuffers(conn, s.fast.plane.config.Log)
	local := addrPort(conn.LocalAddr())
	fd, err := take(conn)
	if err != nil {
		return addr, err
	}
	family, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	if err != nil {
		unix.Close(fd)
		return addr, fmt.Errorf("address family: %w", err)
	}
	if s.fast.gro {
		_ = unix.SetsockoptInt(fd, unix.SOL_UDP, unix.UDP_GRO, 1)
	}
	s.listeners = append(s.listeners, &clients{s.socket(fd, family == unix.AF_INET6), index, local})
	return local, s.watch(fd, unix.EPOLLIN, eventClients, len(s.listeners)-1)
}

// drain throws away what came before all shards were there: the kernel may give the same
// client to another one from now on.
func (s *shard) drain() {
	for _, l := range s.listeners {
		for {
			n, errno := s.kernel.receive(l.fd, s.in.hdrs[:])
			if errno != 0 && errno != unix.EINTR {
				break
			}
			for i := range n {
				s.in.reset(i)
			}
		}
	}
}

// relayed is the relayed socket of an allocation.
type relayed struct {
	socket
	allocation *core.Allocation
	closed     chan struct{}

	// The thread's own.
	gone bool   // closed
	turn uint64 // in which it was read last
	ask  int    // messages to ask for; one alone costs the kernel least
}

// close implements port: the thread closes the socket, and so never uses a descriptor that
// has become something else.
func (t *relayed) close() {
	s := t.shard
	s.mu.Lock()
	if s.gone {
		s.mu.Unlock()
		unix.Close(t.fd)
		return
	}
	s.closing = append(s.closing, t)
	s.mu.Unlock()
	s.wake()
	<-t.closed
}

func (s *shard) wake() {
	_, _ = unix.Write(s.event, []byte{1, 0, 0, 0, 0, 0, 0, 0}) // fails only when it is full of wakes
}

// closeAsked closes the sockets that somebody waits for.
func (s *shard) closeAsked() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.closing {
		t.gone = true
		unix.Close(t.fd)
		close(t.closed)
	}
	s.closing = s.closing[:0]
}

// run is the thread.
func (s *shard) run() {
	runtime.LockOSThread()
	_ = unix.Prctl(unix.PR_SET_TIMERSLACK, timerSlack, 0, 0, 0) // else a hold takes half as long again
	defer close(s.requests)
	defer func() {
		s.closeAsked()
		s.mu.Lock()
		s.gone = true
		s.mu.Unlock()
		s.closeAsked()
	}()
	for !s.stopping.Load() {
		s.turn()
	}
}

// turn waits for packets and carries a vector of them.
func (s *shard) turn() {
	n := s.wait()
	now := s.fast.plane.now()
	if now-s.yielded > yieldEvery {
		runtime.Gosched()
		s.yielded = now
	}
	s.number++
	s.batch.Begin(now)
	for i := range s.events[:n] {
		s.serve(&s.events[i])
	}
	s.flush()
	if s.trains > 0 {
		s.trainsSent.Add(s.trains)
		s.trains = 0
	}
	if s.pace.waits(s.taken, s.more, now) {
		s.hold()
	}
	s.taken, s.more = 0, false
}

// hold sleeps a little, see pace.
func (s *shard) hold() {
	t := unix.NsecToTimespec(int64(s.pace.hold))
	_, _, _ = unix.Syscall(unix.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&t)), 0, 0) // a signal ends it earlier
}

// release closes the shard's own descriptors, when nobody uses them any more.
func (s *shard) release() {
	for _, l := range s.listeners {
		unix.Close(l.fd)
	}
	unix.Close(s.event)
	unix.Close(s.epoll)
}

// wait waits until sockets have something to read and returns how many.
func (s *shard) wait() int {
	n, _, errno := unix.Syscall6(unix.SYS_EPOLL_PWAIT, uintptr(s.epoll), uintptr(unsafe.Pointer(&s.events[0])), maxEvents, ^uintptr(0), 0, 0)
	if errno != 0 { // EINTR
		return 0
	}
	return int(n)
}

// serve reads from a socket that has something.
func (s *shard) serve(e *unix.EpollEvent) {
	switch e.Pad {
	case eventWake:
		var b [8]byte
		_, _ = unix.Read(s.event, b[:])
		s.closeAsked()
	case eventClients:
		s.fromClients(s.listeners[e.Fd])
	case eventPeer:
		if t := s.relayed(uint16(e.Fd)); t != nil {
			s.fromPeers(t)
		}
	}
}

// relayed returns this shard's socket with a relayed port, nil if it is being closed.
func (s *shard) relayed(p uint16) *relayed {
	a := s.fast.plane.relay.Relayed(p)
	if a == nil {
		return nil
	}
	t, ok := a.ToPeer.(*relayed)
	if !ok || t.shard != s || t.gone {
		return nil
	}
	return t
}

// room makes room for n messages in the receiving vector.
func (s *shard) room(n int) {
	if s.used+n > inSlots {
		s.flush()
	}
}

// flush sends what was read.
func (s *shard) flush() {
	s.batch.Flush()
	s.used = 0
}

// fromPeers reads from a relayed socket.
func (s *shard) fromPeers(t *relayed) {
	s.room(1)
	first := s.used
	if t.turn == s.number-1 {
		t.ask = min(2*t.ask, inPeer)
	}
	t.turn = s.number
	ask := min(t.ask, inSlots-first)
	n, errno := s.kernel.receive(t.fd, s.in.hdrs[first:first+ask])
	if errno != 0 {
		return
	}
	if n < ask {
		t.ask = n
	}
	s.used += n
	s.taken += n
	for i := first; i < first+n; i++ {
		name := &s.in.names[i]
		length, each := s.in.size(i)
		peer := core.PeerFrom([4]byte(name[nameIP4:]), name.port())
		s.batch.FromPeer(t.allocation, peer, s.in.slot(i), headroom, length, each)
		s.in.reset(i)
	}
}

// fromClients reads from a listener.
func (s *shard) fromClients(l *clients) {
	s.room(s.ask)
	first := s.used
	n, errno := s.kernel.receive(l.fd, s.in.hdrs[first:first+s.ask])
	if errno != 0 {
		return // the next turn tries again
	}
	s.used += n
	s.taken += n
	s.more = s.more || n == s.ask
	// First all lookups, then all decisions: where there are many allocations each is
	// a wait for memory, and so they wait together.
	total := 0
	var last *core.Allocation
	for i := first; i < first+n; i++ {
		total += int(s.in.hdrs[i].len)
		key := l.key(&s.in.names[i])
		if last == nil || last.Key != key {
			last = s.fast.plane.clients.Get(key)
		}
		s.from[i] = last
	}
	for i := first; i < first+n; i++ {
		if s.from[i] != nil {
			s.touched += s.from[i].Touch()
		}
	}
	for i := first; i < first+n; i++ {
		length, each := s.in.size(i)
		s.fromClient(l, s.from[i], i, s.in.slot(i)[headroom:headroom+length], each)
		s.in.reset(i)
	}
	s.ask = inClients
	if total > n*maxPlain {
		s.ask = inTrains
	}
}

// maxPlain is how long a message may be on average before a vector counts as trains,
// bytes.
const maxPlain = 4096

// fromClient takes the packets of message i.
func (s *shard) fromClient(l *clients, a *core.Allocation, i int, packets []byte, each int) {
	for {
		packet := packets[:min(each, len(packets))]
		s.packet(l, a, i, packet)
		packets = packets[len(packet):]
		if len(packets) == 0 {
			return
		}
	}
}

func (s *shard) packet(l *clients, a *core.Allocation, i int, packet []byte) {
	p := s.fast.plane
	switch core.KindOf(packet) {
	case core.Data:
		if a == nil || a.ToClient != core.Sink(l) { // the latter never: clients stay with their shard
			p.discarded.Add(1)
			return
		}
		if err := s.batch.FromClient(a, packet); err != nil {
			p.discarded.Add(1)
		}
	case core.Request:
		p.hand(s.requests, request{l.source(l.key(&s.in.names[i])), append([]byte(nil), packet...)})
	default:
		p.discarded.Add(1)
	}
}

// key returns the key of a client at the listener.
func (l *clients) key(n *name) core.Key {
	if n.family() == unix.AF_INET {
		return core.Key4([4]byte(n[nameIP4:]), n.port(), l.index)
	}
	return core.KeyFrom([16]byte(n[nameIP6:]), n.port(), l.index)
}

// source returns what the control plane is told of a client.
func (l *clients) source(key core.Key) core.Source {
	return core.Source{
		Local: l.local, Remote: key.AddrPort(), Key: key, ToClient: l,
		Write: func(packet []byte) error { return l.answer(key, packet) },
	}
}

// answer sends one packet to a client, from another goroutine than the shard's.
func (l *clients) answer(key core.Key, packet []byte) error {
	var addr unix.Sockaddr = &unix.SockaddrInet4{Addr: key.IP4(), Port: int(key.Port)}
	if l.inet6 {
		addr = &unix.SockaddrInet6{Addr: key.IP(), Port: int(key.Port)}
	}
	return unix.Sendto(l.fd, packet, unix.MSG_DONTWAIT, addr)
}
