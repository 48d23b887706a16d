package e2e

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// limit is how long anything that a test waits for may take.
const limit = time.Minute

// binaries builds the two commands, once for all tests, and returns their directory.
var binaries = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "portage-e2e-")
	if err != nil {
		return "", err
	}
	built = dir
	out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", dir, "../../cmd/portage", "../../cmd/relayd").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return dir, nil
})

// built is what binaries made.
var built string

func TestMain(m *testing.M) {
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

// binary returns the path of a command.
func binary(t *testing.T, name string) string {
	t.Helper()
	dir, err := binaries()
	if err != nil {
		t.Fatal("build: ", err)
	}
	return filepath.Join(dir, name)
}

// process is a command that runs.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *lines
	err  *lines
	over chan struct{} // closed when it has ended
}

// launch starts a command of ours. What it prints is logged if the test fails.
func launch(t *testing.T, name string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(binary(t, name), args...), out: newLines(), err: newLines(), over: make(chan struct{})}
	p.cmd.Env = environment()
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.err
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.cmd.Wait() //nolint:errcheck // ProcessState has it
		p.out.end()
		p.err.end()
		close(p.over)
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%s %s\n%s%s", name, strings.Join(args, " "), clip(p.out.String()), clip(p.err.String()))
		}
	})
	return p
}

// clip is the end of a text, if it is one.
func clip(s string) string {
	const most = 4 << 10
	if !utf8.ValidString(s) {
		return fmt.Sprintf("%d bytes\n", len(s))
	}
	return s[max(0, len(s)-most):]
}

// environment is this process's without what would change a command's defaults.
func environment() []string {
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "PORTAGE_") {
			env = append(env, e)
		}
	}
	return env
}

// run runs a command to its end and returns its exit status.
func run(t *testing.T, name string, args ...string) (status int, out, err string) {
	t.Helper()
	p := launch(t, name, args...)
	p.in.Close()
	return p.wait(t), p.out.String(), p.err.String()
}

// kill kills the process as kill -9 does, and waits until it is gone.
func (p *process) kill() {
	p.cmd.Process.Kill()
	<-p.over
}

// wait waits for the end and returns the exit status.
func (p *process) wait(t *testing.T) int {
	t.Helper()
	select {
	case <-p.over:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(limit):
		t.Fatalf("%s has not ended within %s", p.cmd, limit)
		return 0
	}
}

// lines is what a process printed, and lets a test wait for a line.
type lines struct {
	mu    sync.Mutex
	grown sync.Cond
	text  bytes.Buffer
	ended bool
}

func newLines() *lines {
	l := &lines{}
	l.grown.L = &l.mu
	return l
}

// Write implements io.Writer.
func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.grown.Broadcast()
	return l.text.Write(p)
}

func (l *lines) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	l.grown.Broadcast()
}

// String is all of it.
func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// find waits for a whole line that begins with prefix and returns what follows.
func (l *lines) find(t *testing.T, prefix string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.grown.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		for line := range strings.Lines(l.text.String()) {
			if rest, ok := strings.CutPrefix(line, prefix); ok && strings.HasSuffix(line, "\n") {
				return strings.TrimSpace(rest)
			}
		}
		if l.ended || ctx.Err() != nil {
			t.Fatalf("no line %q in:\n%s", prefix, &l.text)
		}
		l.grown.Wait()
	}
}

// flags are the options of relayd that say what this stage's relay is.
func (s *stage) flags() []string {
	var args []string
	c := s.relay
	c.Flags().VisitAll(func(f *flag.Flag) { args = append(args, "--"+f.Name+"="+f.Value.String()) })
	return args
}

// relayd starts the relay as a process of its own, with options that beat the stage's,
// and waits until it is ready.
func (s *stage) relayd(t *testing.T, options ...string) *process {
	t.Helper()
	p := launch(t, "relayd", append(append([]string{"run"}, s.flags()...), options...)...)
	p.out.find(t, "ready")
	return p
}
