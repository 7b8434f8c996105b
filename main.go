// Newsbrief reads articles with a language model and prints lines that carry
// their evidence.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"newsbrief/cmd"
)

func main() {
	collectLate()
	log.SetOutput(io.Discard) // net/http logs what our errors say already
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(cmd.Run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// collectLate puts the first garbage collection off until the heap has 8 MiB:
// one article needs less, and a collection would take a sixth of its time.
// Behind the first they come as ever, so that a batch stays small.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	type garbage struct{ _ *byte } // a pointer: tiny objects without are freed late
	usual := debug.SetGCPercent(200)
	runtime.SetFinalizer(new(garbage), func(*garbage) { debug.SetGCPercent(usual) })
}
