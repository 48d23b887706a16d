package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/relayd"
	"github.com/portage-relay/portage/relayd/config"
	"github.com/portage-relay/portage/testnet/devnet"
)

// explicit are the options of portage that name a devnet's deployment without its file.
func explicit(f devnet.File) []string {
	return []string{
		"--rpc=" + f.RPC, "--channels=" + f.Channels.Hex(), "--registry=" + f.Registry.Hex(), fmt.Sprintf("--chain-id=%d", f.ChainID),
		fmt.Sprintf("--from-block=%d", f.Block), fmt.Sprintf("--confirmations=%d", f.Confirmations),
	}
}

// talk connects portage listen with portage connect, and checks that each hears the other.
func talk(t *testing.T, f devnet.File) {
	t.Helper()
	listen := launch(t, "portage", append([]string{"listen"}, explicit(f)...)...)
	invitation := "portage1" + listen.err.find(t, "portage1")
	connect := launch(t, "portage", append([]string{"connect", invitation, "--keystore=" + f.Accounts[1].Keystore, "--password-file=" + f.PasswordFile}, explicit(f)...)...)
	io.WriteString(connect.in, "there\n")
	listen.out.find(t, "there")
	io.WriteString(listen.in, "and back\n")
	connect.out.find(t, "and back")
	listen.in.Close()
	connect.in.Close()
	for _, p := range []*process{listen, connect} {
		if status := p.wait(t); status != 0 {
			t.Errorf("%s: exit status %d", p.cmd, status)
		}
	}
	if paid := connect.err.find(t, "paid "); !regexp.MustCompile(`^[1-9]\d* base units for [1-9]\d* bytes on channel 0x`).MatchString(paid) {
		t.Errorf("connect says it paid %q", paid)
	}
}

// A devnet is up until it is interrupted, for one process at a time, and goes on where it
// was.
func TestDevnetUp(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "devnet")
	var before devnet.File
	for round := range 2 {
		up := launch(t, "portage", "devnet", "up", "--relays=1", "--data-dir="+dir)
		up.out.find(t, "ready: Ctrl-C ends it")
		f, err := devnet.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		if round == 0 {
			talk(t, f)
		}
		refused(t, "in use", "portage", "devnet", "up", "--relays=1", "--data-dir="+dir)
		status, out, text := run(t, "portage", "channels", "--devnet="+dir, "--account=1", "--json")
		if status != 0 || strings.Count(out, `"state":"open"`) != 1 {
			t.Errorf("round %d: exit status %d: %s%s, want the channel of connect", round, status, out, text)
		}
		if round == 1 && f.Contracts != before.Contracts {
			t.Errorf("got %+v, want the contracts of before: %+v", f.Contracts, before.Contracts)
		}
		before = f
		up.cmd.Process.Signal(os.Interrupt)
		if status := up.wait(t); status != 0 {
			t.Errorf("round %d: exit status %d", round, status)
		}
	}
}

// ice leaves the paying to a process in the background, for any TURN client: here
// coturn's. The process ends by a signal, when all is receipted.
func TestIceDetached(t *testing.T) {
	t.Parallel()
	uclient := tool(t, "turnutils_uclient")
	n, err := devnet.Up(t.Context(), devnet.Config{Dir: t.TempDir(), Listen: netip.MustParseAddr("127.0.0.1"), Relays: 1, Log: logger()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	f := n.File()
	alive, held, err := os.Pipe() // held by whoever inherits it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { alive.Close() })
	ice := exec.Command(binary(t, "portage"), append([]string{
		"ice", "--relay-counted", "--budget=100000000000000", "--json", "--detach",
		"--keystore=" + f.Accounts[0].Keystore, "--password-file=" + f.PasswordFile,
	}, explicit(f)...)...)
	var out, text bytes.Buffer
	ice.Env, ice.Stdin, ice.Stdout, ice.Stderr = environment(), held, &out, &text
	if err := ice.Run(); err != nil { // returns: nobody else holds stdout or stderr
		t.Fatalf("%v: %s", err, &text)
	}
	held.Close()
	said := regexp.MustCompile(`^process (\d+) pays; end it with: kill \d+\n$`).FindStringSubmatch(text.String())
	if said == nil {
		t.Fatalf("ice says %q", &text)
	}
	pid, err := strconv.Atoi(said[1])
	if err != nil {
		t.Fatal(err)
	}
	payer, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { payer.Kill() })
	var rtc struct {
		ICEServers []client.ICEServer `json:"iceServers"`
	}
	if err := json.Unmarshal(out.Bytes(), &rtc); err != nil || len(rtc.ICEServers) != 1 || strings.Count(out.String(), "\n") != 1 {
		t.Fatalf("%v: %s", err, &out)
	}
	s := rtc.ICEServers[0]
	host, port := addressOf(t, s.URLs, "udp")
	flags := []string{"-y", "-c", "-n", "20", "-m", "1", "-u", s.Username, "-w", s.Credential, "-p", port, host}
	relayed, err := exec.CommandContext(t.Context(), uclient, flags...).CombinedOutput()
	if err != nil || !strings.Contains(string(relayed), "Total lost packets 0 ") {
		t.Fatalf("%v: %s", err, relayed)
	}
	if err := payer.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	alive.SetReadDeadline(time.Now().Add(limit))
	if _, err := io.Copy(io.Discard, alive); err != nil { // until it has ended
		t.Fatal(err)
	}
	status, err := n.Relays()[0].Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	channels := status.(relayd.Status).Channels
	tariff := price.Tariff{PerGiB: config.Default().PricePerGiB}
	if want := tariff.Uncapped(sentBytes(t, string(relayed))); len(channels) != 1 || channels[0].Sessions != 0 || channels[0].Receipted != want {
		t.Errorf("the relay has %+v, want a receipt over %s and no session", channels, want)
	}
}
