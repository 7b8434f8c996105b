// Newsbrief reads articles with a language model and prints lines that carry
// their evidence.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"newsbrief/cmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(cmd.Run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}
