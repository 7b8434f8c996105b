//go:build !linux

package office

// limitMemory does nothing where a process cannot bound itself.
func limitMemory() {}
