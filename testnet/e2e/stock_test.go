package e2e

import (
	"net"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/record"
)

// tool finds a program of another package, which make deps installs. In CI it must be
// there.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("no %s: run make deps as root", name)
	}
	t.Skipf("left out, for there is no %s; to have it: sudo make deps", name)
	return ""
}

// coturn's client relays through Portage as through any TURN server: nothing is lost, and
// what it says it sent is what was paid for, to the byte. Over UDP and TCP, with channels
// and with indications.
func TestCoturnClient(t *testing.T) {
	t.Parallel()
	uclient := tool(t, "turnutils_uclient")
	w := up(t, 1)
	c := w.payer(t)
	offer, err := c.Pick(t.Context(), [20]byte{})
	if err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]struct {
		transport string
		flags     []string
	}{
		"udp":         {"udp", nil},
		"tcp":         {"tcp", []string{"-t"}},
		"indications": {"udp", []string{"-s"}},
	} {
		t.Run(name, func(t *testing.T) {
			ice, err := c.ICEServers(t.Context(), client.ICEOptions{
				Funding: client.Funding{MaxAmount: offer.Quote.CreditCap}, RelayCounted: true, TTL: time.Minute,
			})
			if err != nil {
				t.Fatal(err)
			}
			s := ice.Server()
			host, port := addressOf(t, s.URLs, mode.transport)
			args := append([]string{"-y", "-c", "-n", "20", "-m", "1", "-u", s.Username, "-w", s.Credential, "-p", port}, mode.flags...)
			out, err := exec.CommandContext(t.Context(), uclient, append(args, host)...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), "Total lost packets 0 ") {
				t.Errorf("packets were lost:\n%s", out)
			}
			if err := ice.Close(); err != nil {
				t.Fatal(err)
			}
			p := ice.Progress()
			if sent := sentBytes(t, string(out)); p.RecvAB+p.RecvBA != sent || p.Paid.IsZero() || p.BasisAB != record.RelayCounted {
				t.Errorf("paid %s for %d bytes (%s), want it for the %d that were sent", p.Paid, p.RecvAB+p.RecvBA, p.BasisAB, sent)
			}
		})
	}
}

func addressOf(t *testing.T, urls []string, transport string) (host, port string) {
	t.Helper()
	for _, u := range urls {
		if at, ok := strings.CutSuffix(strings.TrimPrefix(u, "turn:"), "?transport="+transport); ok {
			host, port, err := net.SplitHostPort(at)
			if err != nil {
				t.Fatal(err)
			}
			return host, port
		}
	}
	t.Fatalf("no %s among %v", transport, urls)
	return "", ""
}

var totals = regexp.MustCompile(`tot_send_bytes ~ (\d+)`)

// sentBytes is the last total that turnutils_uclient prints.
func sentBytes(t *testing.T, out string) uint64 {
	t.Helper()
	all := totals.FindAllStringSubmatch(out, -1)
	if len(all) == 0 {
		t.Fatalf("no total in:\n%s", out)
	}
	n, err := strconv.ParseUint(all[len(all)-1][1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
