package run

import (
	"context"
	"iter"
)

// Each calls work for every item, at most jobs at once, and hands the results
// to emit in the items' order on the caller's goroutine. Few results are held:
// where one is late, no more than waiting times jobs items are begun behind it.
//
// When ctx ends no other item is begun; Each waits for those that were, emits
// them, and returns. An iterator that is stuck then, as one that reads a
// terminal, is left behind.
func Each[T, R any](ctx context.Context, items iter.Seq[T], jobs int,
	work func(context.Context, T) R, emit func(T, R)) {
	const waiting = 16
	type place struct {
		item   T
		result chan R
	}
	order := make(chan place, waiting*jobs)
	go func() {
		defer close(order)
		free, begun := make(chan struct{}, jobs), make(chan place, jobs)
		defer close(begun)
		worker := func() { // of many items: the stack of each would grow anew
			for p := range begun {
				p.result <- work(ctx, p.item)
				<-free
			}
		}
		workers := 0
		for item := range items {
			p := place{item, make(chan R, 1)}
			if !send(ctx, free, struct{}{}) || ctx.Err() != nil || !send(ctx, order, p) {
				return
			}
			if begun <- p; workers < jobs {
				workers++
				go worker()
			}
		}
	}()
	for {
		select {
		case p, ok := <-order:
			if !ok {
				return
			}
			emit(p.item, <-p.result)
			continue
		case <-ctx.Done():
		}
		break
	}
	for {
		select {
		case p, ok := <-order:
			if !ok {
				return
			}
			emit(p.item, <-p.result)
		default:
			return
		}
	}
}

// send is false where ctx has ended.
func send[T any](ctx context.Context, to chan<- T, value T) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case to <- value:
		return true
	case <-ctx.Done():
		return false
	}
}
