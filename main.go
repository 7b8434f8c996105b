// Newsbrief reads articles with a language model and prints lines that carry
// their evidence.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"newsbrief/cmd"
)

func main() {
	log.SetOutput(io.Discard) // net/http logs what our errors say already
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(cmd.Run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}
