//go:build !unix

package durable

import (
	"errors"
	"math"
	"os"
)

// syncFolder does nothing: the system has no such call.
func syncFolder(*os.Root) error { return nil }

// inherited fails: the system has no such paths.
func inherited(int) (*File, error) { return nil, errors.ErrUnsupported }

// MostOpen is how many files this process may have open at once.
func MostOpen() int { return math.MaxInt32 }
