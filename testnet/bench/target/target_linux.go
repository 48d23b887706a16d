package target

import (
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/pion/stun"
	"golang.org/x/sys/unix"

	"github.com/portage-relay/portage/testnet/bench/load"
)

// readyWithin bounds a start.
const readyWithin = 30 * time.Second

// Own starts a server of this program, by running it anew with the arguments "serve",
// name and address. The process says "ready" when it listens.
func Own(core int, name string, at netip.AddrPort, env ...string) (*Process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p, err := Start(core, env, self, "serve", name, at.String())
	if err != nil {
		return nil, err
	}
	if _, err := p.Line("ready", readyWithin); err != nil {
		p.Stop()
		return nil, err
	}
	return p, nil
}

// CoturnArgs are the arguments that coturn is run with, beside its address: one relay
// thread, UDP only, nothing that writes logs, asks a database or checks in between.
func CoturnArgs(at netip.AddrPort, dir string) []string {
	return []string{
		"-n", "--listening-ip", at.Addr().String(), "--listening-port", fmt.Sprint(at.Port()), "--relay-ip", at.Addr().String(),
		"--lt-cred-mech", "--realm", Realm, "--user", userPrefix + "0:" + Password,
		"--relay-threads", "1", "--min-port", "10000", "--max-port", "65535",
		"--allow-loopback-peers", "--no-tcp", "--no-tls", "--no-dtls", "--no-tcp-relay",
		"--no-rfc5780", "--no-stun-backward-compatibility", "--response-origin-only-with-rfc5780", "--no-software-attribute",
		"--no-cli", "--no-auth-pings", "--no-dynamic-ip-list", "--no-dynamic-realms", "--no-multicast-peers",
		"--stale-nonce=0", "--simple-log", "--log-file", "/dev/null", "--no-stdout-log",
		"--userdb", filepath.Join(dir, "turndb"), "--pidfile", filepath.Join(dir, "pid"),
	}
}

// Coturn starts Debian's coturn. Its files go to dir.
func Coturn(core int, at netip.AddrPort, dir string) (*Process, error) {
	path, err := exec.LookPath("turnserver")
	if err != nil {
		return nil, fmt.Errorf("target: coturn is not installed (make deps): %w", err)
	}
	p, err := Start(core, nil, append([]string{path}, CoturnArgs(at, dir)...)...)
	if err != nil {
		return nil, err
	}
	if err := Answers(at, readyWithin, p.Check); err != nil {
		p.Stop()
		return nil, err
	}
	return p, nil
}

// Answers waits until a STUN server answers, asking it all the time.
func Answers(at netip.AddrPort, timeout time.Duration, check func() error) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("socket", err)
	}
	defer unix.Close(fd)
	to := &unix.SockaddrInet4{Addr: at.Addr().As4(), Port: int(at.Port())}
	request := stun.MustBuild(stun.TransactionID, stun.BindingRequest)
	buf := make([]byte, 1<<11)
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); {
		if err := check(); err != nil {
			return err
		}
		_ = unix.Sendto(fd, request.Raw, 0, to) // refused as long as nobody listens
		if n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 1); err != nil || n == 0 {
			continue
		}
		if n, _, err := unix.Recvfrom(fd, buf, 0); err == nil && stun.IsMessage(buf[:n]) {
			return nil
		}
	}
	return fmt.Errorf("%w: no answer from %s within %s", ErrProcess, at, timeout)
}

// Credential is that of a user of the servers here and, for user 0, of coturn.
func Credential(user int) load.Credential {
	return load.Credential{Username: User(user), Password: Password, Realm: Realm}
}
