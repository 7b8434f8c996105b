//go:build !race

package office

// detectorMemory is what the race detector takes besides.
const detectorMemory = 0
