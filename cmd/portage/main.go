// Command portage is the Portage client, and the developer's devnet.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/libp2p/go-libp2p/gologshim"
)

func main() { os.Exit(run()) }

// run is main with an exit status, so that tests can be this command.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if os.Getenv("GOLOG_LOG_LEVEL") == "" {
		gologshim.SetDefaultHandler(slog.DiscardHandler) // libp2p's own log: what fails, it returns as well
	}
	err := root().ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "portage:", err)
	var command *exec.ExitError // of "portage ice -- COMMAND"
	if errors.As(err, &command) && command.ExitCode() > 0 {
		return command.ExitCode()
	}
	return 1
}
