// Command relayd is the Portage relay daemon and its operator's tool.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
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
	if err := root().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "relayd:", err)
		return 1
	}
	return 0
}
