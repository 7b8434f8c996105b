package logistic

import "math"

// Choice is things of which one or several are right, and how much it counts.
type Choice struct {
	Signals [][]float64 // of each thing
	Right   []bool
	Count   float64
}

// FitChoice finds the weights by which the right things are the likeliest of theirs (a
// multinomial logistic regression), with a penalty on the squares of the weights of
// standardised signals. It goes uphill by the curvature of the chances alone, which is
// never less than the true one.
func FitChoice(choices []Choice, penalty float64) []float64 {
	var all []Example
	for _, c := range choices {
		for _, x := range c.Signals {
			all = append(all, Example{Signals: x})
		}
	}
	_, deviation := moments(all)
	b := make([]float64, len(deviation))
	const rounds = 15
	for range rounds {
		slope, curve := make([]float64, len(b)), make([][]float64, len(b))
		for i := range b {
			curve[i] = make([]float64, len(b))
			slope[i], curve[i][i] = -penalty*b[i], penalty
		}
		for _, c := range choices {
			c.climb(b, deviation, slope, curve)
		}
		for i, step := range solve(curve, slope) {
			b[i] += step
		}
	}
	for i := range b {
		b[i] /= deviation[i]
	}
	return b
}

// climb adds what a choice says of the slope and of the curvature at weights b.
func (c Choice) climb(b, deviation, slope []float64, curve [][]float64) {
	chances, right := c.chances(b, deviation)
	mean := make([]float64, len(b))
	for n, x := range c.Signals {
		of := 0.0
		if c.Right[n] {
			of = chances[n] / right
		}
		for i := range b {
			mean[i] += chances[n] * x[i] / deviation[i]
			slope[i] += c.Count * (of - chances[n]) * x[i] / deviation[i]
		}
	}
	for n, x := range c.Signals {
		for i := range b {
			for k := range b {
				curve[i][k] += c.Count * chances[n] * (x[i]/deviation[i] - mean[i]) * (x[k]/deviation[k] - mean[k])
			}
		}
	}
}

// chances are those of the things, and of all right ones together.
func (c Choice) chances(b, deviation []float64) (list []float64, right float64) {
	total, highest := 0.0, math.Inf(-1)
	for _, x := range c.Signals {
		sum := 0.0
		for i := range b {
			sum += b[i] * x[i] / deviation[i]
		}
		list, highest = append(list, sum), max(highest, sum)
	}
	for n := range list {
		list[n] = math.Exp(list[n] - highest)
		total += list[n]
	}
	for n := range list {
		list[n] /= total
		if c.Right[n] {
			right += list[n]
		}
	}
	return list, right
}
