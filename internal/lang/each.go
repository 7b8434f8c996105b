package lang

import "sync"

// Each returns a function that reads something of a language once, however many
// goroutines ask for it.
func Each[T any](read func(*Language) T) func(*Language) T {
	var known sync.Map // of func() T by tag
	return func(l *Language) T {
		of, ok := known.Load(l.Tag())
		if !ok {
			of, _ = known.LoadOrStore(l.Tag(), sync.OnceValue(func() T { return read(l) }))
		}
		return of.(func() T)()
	}
}
