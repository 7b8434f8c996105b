// Package refusal is the error of inputs that cannot be read.
package refusal

import "fmt"

// Error says what is wrong with an input, in words that follow its name, and
// what the user can do about it.
type Error struct{ message, hint string }

// New returns an error; hint is the next step for the user, "" where there is
// none.
func New(message, hint string) *Error { return &Error{message, hint} }

// Newf is New without a hint and with a formatted message.
func Newf(format string, args ...any) *Error { return &Error{message: fmt.Sprintf(format, args...)} }

func (e *Error) Error() string { return e.message }

// Help is the next step for the user.
func (e *Error) Help() string { return e.hint }
