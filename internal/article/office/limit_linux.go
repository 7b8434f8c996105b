package office

import "syscall"

// limitMemory bounds what the helper process may use; beyond it dies, and the
// PDF counts as unreadable.
func limitMemory() {
	const most = 768 << 20
	// Where this is refused the time limit still holds.
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: most, Max: most})
}
