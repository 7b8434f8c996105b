package terminal

import (
	"errors"
	"fmt"
)

// ErrReported ends a command whose failures have been printed already.
var ErrReported = errors.New("reported")

// UsageError is wrong use or configuration: nothing was sent.
type UsageError struct {
	Message string
	Hint    string // the next step for the user; "": none
}

func (e *UsageError) Error() string { return e.Message }

// Help is the next step for the user.
func (e *UsageError) Help() string { return e.Hint }

// Usagef is wrong use, told as by fmt.Sprintf.
func Usagef(format string, args ...any) error {
	return &UsageError{Message: fmt.Sprintf(format, args...)}
}

// Help is the next step for the user where an error knows one; "": it does not.
func Help(err error) string {
	var h interface{ Help() string }
	if errors.As(err, &h) {
		return h.Help()
	}
	return ""
}
