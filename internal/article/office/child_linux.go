package office

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// prepare lets the child end with this process, however that ends.
func prepare(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// bound limits the memory and the processor time of a child that has read
// nothing yet. Of newsbrief itself only data counts: Go reserves far more
// addresses than it uses.
func bound(c *exec.Cmd, itself bool) (release func(), err error) {
	memory, most := unix.RLIMIT_AS, uint64(childMemory)
	if itself {
		memory, most = unix.RLIMIT_DATA, helperMemory+detectorMemory
	}
	for limit, n := range map[int]uint64{memory: most, unix.RLIMIT_CPU: childSeconds, unix.RLIMIT_CORE: 0} {
		if err := unix.Prlimit(c.Process.Pid, limit, &unix.Rlimit{Cur: n, Max: n}, nil); err != nil {
			return nil, err
		}
	}
	return func() {}, nil
}
