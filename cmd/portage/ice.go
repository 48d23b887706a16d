package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/portage-relay/portage/client"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// iceFlags are the options of "portage ice".
type iceFlags struct {
	*network
	options        client.ICEOptions
	budget         typeddata.Amount
	relay          string
	asJSON, detach bool
}

func iceCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "ice --relay-counted --budget AMOUNT [-- COMMAND [ARG …]]",
		Short: "Pay for a session that any TURN client can use",
		Long: `ice pays for a session on a relay and prints what a TURN client needs: a standard
RTCConfiguration, {"iceServers":[{"urls":…,"username":…,"credential":…,"ttl":…}]}, as its
first line. Then it stays and pays, until the budget, --ttl, or Ctrl-C ends it.

Neither end of such a session is Portage's, so nobody but the relay counts what it
forwards: --relay-counted permits that, and --budget bounds it.

With -- COMMAND, it runs the command, with PORTAGE_ICE_SERVERS (the JSON), TURN_URLS
(separated by commas), TURN_USERNAME and TURN_CREDENTIAL in its environment, and ends with
it and with its status. With --detach, a process in the background pays, and this one returns.`,
		Args: cobra.ArbitraryArgs,
	}
	o := &iceFlags{network: networked(c)}
	f := c.Flags()
	f.TextVar(&o.budget, "budget", typeddata.Amount{}, "the most that the session may cost, `amount` in base units")
	f.TextVar(&o.options.Deposit, "deposit", typeddata.Amount{}, "deposit of a channel that has to be opened, `amount` in base units; 0: 16 times the relay's creditCap, or --budget")
	f.TextVar(&o.options.TopUp, "top-up", typeddata.Amount{}, "add this `amount` of base units to a channel that holds too little; 0: open another")
	f.BoolVar(&o.options.RelayCounted, "relay-counted", false, "let the relay alone count the bytes")
	f.StringVar(&o.relay, "relay", "", "node key of the relay; else the best of the registry")
	f.DurationVar(&o.options.TTL, "ttl", 0, "how long to pay; 0: as long as the relay's credentials last")
	f.BoolVar(&o.asJSON, "json", false, "print JSON (else one value a line)")
	f.BoolVar(&o.detach, "detach", false, "leave the paying to a process in the background")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := o.check(args); err != nil {
			return err
		}
		if o.detach {
			return detach(c)
		}
		return o.run(c, args)
	}
	return c
}

// check says before anything is paid what is missing.
func (o *iceFlags) check(command []string) error {
	switch {
	case !o.options.RelayCounted:
		return fmt.Errorf("%w: --relay-counted: neither end acknowledges such a session, so the relay alone counts its bytes; this permits it", errFlags)
	case o.budget.IsZero():
		return fmt.Errorf("%w: --budget: the most that the session may cost, base units", errFlags)
	case o.relay != "" && !common.IsHexAddress(o.relay):
		return fmt.Errorf("--relay: got %q, want the address of a node key", o.relay)
	case len(command) == 0:
		return nil
	case o.detach:
		return errors.New("--detach and a command exclude each other")
	}
	_, err := exec.LookPath(command[0])
	return err
}

func (o *iceFlags) run(c *cobra.Command, command []string) error {
	o.options.MaxAmount, o.options.Relay = o.budget, common.HexToAddress(o.relay)
	return o.with(c.Context(), true, func(cl *client.Client) error {
		paying, stop := context.WithCancel(context.WithoutCancel(c.Context())) // it ends after the command
		defer stop()
		began := context.AfterFunc(c.Context(), stop)
		s, err := cl.ICEServers(paying, o.options)
		if err != nil {
			return err
		}
		began()
		if len(command) > 0 {
			err = runWith(c, s, command)
		} else if err = o.print(c, s); err == nil {
			select {
			case <-c.Context().Done():
			case <-s.Done():
				err = s.Err()
			}
		}
		err = errors.Join(err, s.Close())
		p := s.Progress()
		fmt.Fprintf(c.ErrOrStderr(), "paid %s base units for %d bytes on channel %s\n", p.Paid, p.RecvAB+p.RecvBA, s.Channel().ID)
		return err
	})
}

// print prints the servers; JSON on one line, the first.
func (o *iceFlags) print(c *cobra.Command, s *client.ICESession) error {
	out := c.OutOrStdout()
	if o.asJSON {
		b, err := json.Marshal(s)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(out, string(b))
		return err
	}
	v := s.Server()
	_, err := fmt.Fprintf(out, "urls       %s\nusername   %s\ncredential %s\nttl        %d\n", strings.Join(v.URLs, ","), v.Username, v.Credential, v.TTL)
	return err
}

// runWith runs a command with the credentials in its environment.
func runWith(c *cobra.Command, s *client.ICESession, command []string) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	v := s.Server()
	cmd := exec.CommandContext(c.Context(), command[0], command[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr()
	cmd.Env = append(os.Environ(), "PORTAGE_ICE_SERVERS="+string(b),
		"TURN_URLS="+strings.Join(v.URLs, ","), "TURN_USERNAME="+v.Username, "TURN_CREDENTIAL="+v.Credential)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", command[0], err)
	}
	return nil
}

// detach starts this command again in the background, and returns with its first lines.
func detach(c *cobra.Command) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, append(slices.Clone(os.Args[1:]), "--detach=false")...)
	log, err := stderr()
	if err != nil {
		return err
	}
	cmd.Stdin, cmd.Stderr = os.Stdin, log // it may ask for a password
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	printed := 0
	for want := linesOf(c); printed < want && lines.Scan(); printed++ {
		fmt.Fprintln(c.OutOrStdout(), lines.Text())
	}
	if printed == 0 {
		cmd.Wait() //nolint:errcheck // whatever it says, it has not begun
		if log != os.Stderr {
			log.Seek(0, io.SeekStart)
			io.Copy(c.ErrOrStderr(), log)
		}
		return errors.New("the process in the background did not begin to pay")
	}
	fmt.Fprintf(c.ErrOrStderr(), "process %d pays; end it with: kill %d\n", cmd.Process.Pid, cmd.Process.Pid)
	return cmd.Process.Release()
}

// stderr is where a process in the background says what is the matter: this one's if that
// is a terminal. Else it is a file without a name: whoever reads this process's would
// wait for the end of the other.
func stderr() (*os.File, error) {
	if term.IsTerminal(int(os.Stderr.Fd())) {
		return os.Stderr, nil
	}
	f, err := os.CreateTemp("", "portage-")
	if err != nil {
		return nil, err
	}
	return f, os.Remove(f.Name())
}

// linesOf is how many lines the servers take.
func linesOf(c *cobra.Command) int {
	if asJSON, err := c.Flags().GetBool("json"); err == nil && asJSON {
		return 1
	}
	return 4
}
