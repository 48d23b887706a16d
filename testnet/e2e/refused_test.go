package e2e

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/portage-relay/portage/testnet/devchain"
)

// trace is what a user must never see.
var trace = regexp.MustCompile(`goroutine |panic|runtime error|\.go:\d`)

// refused runs a command that cannot work: it says why in one line that matches want,
// and fails.
func refused(t *testing.T, want, name string, args ...string) {
	t.Helper()
	status, _, text := run(t, name, args...)
	line := regexp.MustCompile(`(?m)^` + name + `: .*` + want)
	if status != 1 || !line.MatchString(text) || trace.MatchString(text) {
		t.Errorf("%s %q: exit status %d, want 1 and %q:\n%s", name, args, status, line, text)
	}
}

// What cannot work is said in one line that names what to look at, with an exit status
// that is not zero.
func TestRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.register(t)
	s.start(t)
	invitation := s.listen(t).Invitation()
	other, err := devchain.Start(devchain.Config{ChainID: 4242})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	page := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(page.Close)
	nowhere := fmt.Sprintf("http://127.0.0.1:%d", freePort(t))
	wrong := filepath.Join(s.dir, "wrong")
	if err := os.WriteFile(wrong, []byte("not it\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	poor, missing := s.keystore(t, newKey(t)), filepath.Join(s.dir, "missing")
	token := s.contracts.Token.Hex()

	// What is wrong with chain or key is said alike by both.
	for name, c := range map[string]struct {
		want string
		args []string
	}{
		"wrong RPC URL":     {nowhere, []string{"--rpc=" + nowhere}},
		"not an RPC":        {"not a JSON-RPC endpoint", []string{"--rpc=" + page.URL}},
		"not a URL":         {"not an RPC URL", []string{"--rpc=nonsense"}},
		"wrong chain id":    {"wrong chain id: got 1337, want 5", []string{"--chain-id=5"}},
		"another chain":     {"no contract at address", []string{"--chain-id=4242", "--rpc=" + other.URL()}},
		"contracts missing": {"no contract at address", []string{"--channels=" + s.payer.Address().Hex()}},
		"registry missing":  {"no contract at address", []string{"--registry=" + s.payer.Address().Hex()}},
		"wrong contract":    {"wrong contract", []string{"--channels=" + token}},
		"wrong password":    {"wrong keystore password", []string{"--password-file=" + wrong}},
		"no keystore":       {"no such keystore", []string{"--keystore=" + missing}},
		"not a keystore":    {"malformed keystore", []string{"--keystore=" + wrong}},
		"no password file":  {"no password", []string{"--password-file=" + missing}},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, c.want, "portage", slices.Concat([]string{"channels"}, s.network(t), c.args)...)
			refused(t, c.want, "relayd", s.fresh(t, c.args...)...)
		})
	}
	t.Run("no funds", func(t *testing.T) {
		refused(t, "insufficient", "portage", slices.Concat([]string{"connect", invitation}, s.network(t), []string{"--keystore=" + poor})...)
		refused(t, "insufficient", "relayd", slices.Concat([]string{"register", "--stake=1000000", "--operator-keystore=" + poor, "--operator-password-file=" + s.passwordFile()}, s.fresh(t)[1:])...)
	})
	t.Run("no invitation", func(t *testing.T) {
		refused(t, "invitation", "portage", slices.Concat([]string{"connect", "portage1nonsense"}, s.network(t))...)
	})
	t.Run("ledger lost", func(t *testing.T) {
		refused(t, "this ledger has never served with it", "relayd", s.fresh(t, "--keystore="+s.relay.Keystore)...)
	})
	t.Run("ledger in use", func(t *testing.T) {
		refused(t, "ledger", "relayd", s.fresh(t, "--data-dir="+s.relay.DataDir)...)
	})
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tcp.Close() })
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { udp.Close() })
	onTCP, onUDP := tcp.Addr().(*net.TCPAddr), udp.LocalAddr().(*net.UDPAddr)
	for name, arg := range map[string]string{
		"TURN port in use on UDP":   fmt.Sprintf("--turn-port=%d", onUDP.Port),
		"TURN port in use on TCP":   fmt.Sprintf("--turn-port=%d", onTCP.Port),
		"libp2p port in use on TCP": fmt.Sprintf("--libp2p-port=%d", onTCP.Port),
		"libp2p port in use on UDP": fmt.Sprintf("--libp2p-port=%d", onUDP.Port),
		"admin port in use":         "--admin=" + onTCP.String(),
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, "address already in use", "relayd", s.fresh(t, arg)...)
		})
	}
}

// fresh are the arguments of a relay that nobody knows: its ledger and ports are new,
// and its node key is.
func (s *stage) fresh(t *testing.T, options ...string) []string {
	t.Helper()
	own := []string{
		fmt.Sprintf("--turn-port=%d", freePort(t)), fmt.Sprintf("--libp2p-port=%d", freePort(t)),
		"--data-dir=" + filepath.Join(t.TempDir(), "ledger"), "--keystore=" + s.keystore(t, newKey(t)),
	}
	return slices.Concat([]string{"run"}, s.flags(), own, options)
}
