package input

import "fmt"

// Refusal is the error of an input that cannot be read: what is wrong with it,
// in words that follow its name, and what the user can do about it.
type Refusal struct{ message, hint string }

// Refuse returns an error; hint is the next step for the user, "" where there is
// none.
func Refuse(message, hint string) *Refusal { return &Refusal{message, hint} }

// Refusef is Refuse without a hint and with a formatted message.
func Refusef(format string, args ...any) *Refusal {
	return &Refusal{message: fmt.Sprintf(format, args...)}
}

func (e *Refusal) Error() string { return e.message }

// Help is the next step for the user.
func (e *Refusal) Help() string { return e.hint }
