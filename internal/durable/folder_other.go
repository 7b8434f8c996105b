//go:build !unix

package durable

import "os"

// syncFolder does nothing: the system has no such call.
func syncFolder(*os.Root) error { return nil }
