//go:build !linux

package document

// limitMemory does nothing where a process cannot bound itself.
func limitMemory() {}
