package run

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"newsbrief/internal/terminal"
)

// sign is the sign of life of a run that shows no bar: a line on the terminal that
// says what is awaited and for how long. It is gone before anything else is written
// there, which always ends a line.
type sign struct {
	terminal io.Writer
	awaited  func() string
	mu       sync.Mutex
	shown    bool
	since    time.Time // of what is awaited
}

// quiet is how long nothing is said.
const quiet = time.Second

// above writes to w where the sign was.
type above struct {
	sign *sign
	w    io.Writer
}

func (a above) Write(p []byte) (int, error) {
	a.sign.mu.Lock()
	defer a.sign.mu.Unlock()
	a.sign.clear()
	a.sign.since = time.Now()
	return a.w.Write(p)
}

// clear takes the line away.
func (s *sign) clear() {
	if s.shown {
		_, _ = io.WriteString(s.terminal, "\r\x1b[K")
		s.shown = false
	}
}

// show keeps the line true until done is closed.
func (s *sign) show(done <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			s.mu.Lock()
			if waited := time.Since(s.since); waited >= quiet {
				s.clear()
				s.shown = true
				fmt.Fprintf(s.terminal, "%s: %d s", s.awaited(), int(waited.Seconds()))
			}
			s.mu.Unlock()
		case <-done:
			s.mu.Lock()
			s.clear()
			s.mu.Unlock()
			return
		}
	}
}

// showSign shows a sign of life while results come, where these do not go to
// another program's screen.
func (r *runner) showSign() (end func()) {
	s := &sign{terminal: r.Stderr, since: time.Now(), awaited: r.awaited}
	stderr, to := r.Stderr, r.out.to
	r.Stderr = above{s, stderr}
	if terminal.IsTerminal(to) {
		r.out.to = above{s, to}
	}
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() { defer close(stopped); s.show(done) }()
	return func() {
		close(done)
		<-stopped
		r.Stderr = stderr
	}
}

// awaited says what the model is asked for; all of it fits in 40 columns.
func (r *runner) awaited() string {
	if r.o.Used().Requests == 0 {
		return "waiting for the model's answer"
	}
	return "a line is completed or mended"
}

// shares says whether another program may have the terminal while this one writes,
// as a pager behind a pipe.
func shares(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && !terminal.IsTerminal(f) && !info.Mode().IsRegular() && info.Mode()&os.ModeDevice == 0
}
