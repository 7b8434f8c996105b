//go:build !linux && !windows

package office

import (
	"os/exec"
	"strconv"
	"strings"
	"time"
)

func prepare(*exec.Cmd) {}

// bound watches a child's size, where the system lets no other process limit it,
// and kills it when it has grown too large. A child whose parent is gone ends when
// it writes.
func bound(c *exec.Cmd, _ bool) (release func(), err error) {
	done := make(chan struct{})
	go func() {
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
				if residentSize(c.Process.Pid) > childMemory {
					_ = c.Process.Kill()
				}
			}
		}
	}()
	return func() { close(done) }, nil
}

// residentSize is the memory of a process in bytes, 0 where nobody tells.
func residentSize(pid int) int64 {
	out, err := exec.Command("ps", "-o", "rss=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0
	}
	kilobytes, _ := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return kilobytes << 10
}
