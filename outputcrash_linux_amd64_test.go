package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestKilledAsItsOutputAppears kills newsbrief, as kill -9 does, when the system
// has just given an output its name. By then the manifest's line that it is being
// made was written and made durable: the same command again takes the output for
// its own.
func TestKilledAsItsOutputAppears(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir()) // as the system names it
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("The river rose by 3 metres. Nobody was hurt.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := func() *exec.Cmd {
		c := exec.Command("newsbrief", "summarize", "--backend", "mock", "--out", "out/", "a.txt")
		c.Dir, c.Env = dir, append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir)
		return c
	}
	output, manifest := filepath.Join(dir, "out", "a.txt.txt"), filepath.Join(dir, "out", "manifest.jsonl")
	calls, err := killAtRename(command(), "a.txt.txt")
	switch {
	case errors.Is(err, errUntraced):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	if _, err := os.Stat(output); err != nil {
		t.Fatalf("killed before the output appeared: %v", err)
	}
	lines, err := os.ReadFile(manifest)
	if err != nil || strings.Count(string(lines), "\n") != 1 || !strings.Contains(string(lines), `"status":"writing"`) {
		t.Errorf("as the output appeared the manifest was %q, %v", lines, err)
	}
	if want := []string{"write " + manifest, "sync " + manifest}; strings.Join(calls, "\n") != strings.Join(want, "\n") {
		t.Errorf("before the output appeared: %q, want %q", calls, want)
	}
	said, err := command().CombinedOutput()
	if err != nil || !bytes.Contains(said, []byte("1 article done")) {
		t.Errorf("the same command again: %v: %s", err, said)
	}
}

var errUntraced = errors.New("processes cannot be traced here")

// killAtRename runs a command and kills it as soon as a file has been given that
// name. It returns what was done to manifests before.
func killAtRename(c *exec.Cmd, name string) (calls []string, err error) {
	runtime.LockOSThread() // the tracer is a thread
	defer runtime.UnlockOSThread()
	c.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := c.Start(); err != nil {
		return nil, errUntraced
	}
	const ownChildren = 0x20000000 // __WNOTHREAD: not those of other tests
	const mark = 0x80              // on the trap of a system call
	const killed = 0x100000        // PTRACE_O_EXITKILL
	options := syscall.PTRACE_O_TRACECLONE | syscall.PTRACE_O_TRACESYSGOOD | killed
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(c.Process.Pid, &status, 0, nil); err != nil {
		return nil, errUntraced
	}
	if err := syscall.PtraceSetOptions(c.Process.Pid, options); err != nil {
		return nil, errUntraced
	}
	defer func() {
		_ = c.Process.Kill()
		for gone := error(nil); gone != syscall.ECHILD; { // its other threads end first
			_, gone = syscall.Wait4(-1, &status, syscall.WALL|ownChildren, nil)
		}
	}()
	thread, inside := c.Process.Pid, map[int]bool{}
	for signal := 0; ; signal = 0 {
		if status.Stopped() {
			switch s := status.StopSignal(); {
			case s == syscall.SIGTRAP|mark:
				var call string
				if inside[thread] = !inside[thread]; !inside[thread] { // it has returned
					call = callOf(thread, name)
				}
				if call == "rename" {
					return calls, nil
				}
				if strings.HasSuffix(call, "/manifest.jsonl") {
					calls = append(calls, call)
				}
			case s != syscall.SIGTRAP && s != syscall.SIGSTOP:
				signal = int(s)
			}
			if err := syscall.PtraceSyscall(thread, signal); err != nil && err != syscall.ESRCH {
				return nil, err
			}
		}
		if thread, err = syscall.Wait4(-1, &status, syscall.WALL|ownChildren, nil); err != nil {
			return nil, fmt.Errorf("it ended before %s appeared: %w", name, err)
		}
	}
}

// callOf is the system call that a stopped thread comes back from: "rename" where
// it gave a file that name, "write" or "sync" and a file's path.
func callOf(thread int, name string) string {
	var r syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &r) != nil || int64(r.Rax) < 0 {
		return ""
	}
	path := func(fd uint64) string {
		text, _ := os.Readlink(filepath.Join("/proc", strconv.Itoa(thread), "fd", strconv.Itoa(int(fd))))
		return text
	}
	switch r.Orig_rax {
	case syscall.SYS_WRITE, syscall.SYS_PWRITE64:
		return "write " + path(r.Rdi)
	case syscall.SYS_FSYNC, syscall.SYS_FDATASYNC:
		return "sync " + path(r.Rdi)
	case syscall.SYS_RENAMEAT:
		text := make([]byte, len(name)+1)
		_, _ = syscall.PtracePeekData(thread, uintptr(r.R10), text)
		if string(text) == name+"\x00" {
			return "rename"
		}
	}
	return ""
}
