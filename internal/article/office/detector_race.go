//go:build race

package office

// detectorMemory is what the race detector takes besides: it maps as much as it likes.
const detectorMemory = 1 << 50
