// Package logistic finds logistic sums.
package logistic

import "math"

// Sum is a logistic sum.
type Sum struct {
	Weights []float64
	Bias    float64
}

// Of is the sum of an observation: above 0 it is rather of the kind than not.
func (l Sum) Of(x []float64) float64 {
	sum := l.Bias
	for i, w := range l.Weights {
		sum += w * x[i]
	}
	return sum
}

// Chance is the chance that a sum stands for.
func Chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// Example is an observation: its signals, whether it is of the kind that is
// looked for (1) or not (0), and how much it counts.
type Example struct {
	Signals   []float64
	Is, Count float64
}

// Fit finds the logistic sum of least loss by Newton's method (iteratively
// reweighted least squares), with a penalty on the squares of the weights of
// standardised signals.
func Fit(examples []Example, penalty float64) Sum {
	mean, deviation := moments(examples)
	size := len(mean) + 1
	b := make([]float64, size)
	standard := func(e Example) []float64 {
		z := make([]float64, size)
		for i := range mean {
			z[i] = (e.Signals[i] - mean[i]) / deviation[i]
		}
		z[size-1] = 1
		return z
	}
	const rounds = 12 // it converges in half as many
	for range rounds {
		slope, curve := make([]float64, size), make([][]float64, size)
		for i := range curve {
			curve[i] = make([]float64, size)
			if i < size-1 {
				slope[i], curve[i][i] = penalty*b[i], penalty
			}
		}
		for _, e := range examples {
			z := standard(e)
			p := Chance(Sum{Weights: b}.Of(z))
			for i := range z {
				slope[i] += e.Count * (p - e.Is) * z[i]
				for k := range z {
					curve[i][k] += e.Count * p * (1 - p) * z[i] * z[k]
				}
			}
		}
		for i, step := range solve(curve, slope) {
			b[i] -= step
		}
	}
	l := Sum{Weights: make([]float64, size-1), Bias: b[size-1]}
	for i := range l.Weights {
		l.Weights[i] = b[i] / deviation[i]
		l.Bias -= l.Weights[i] * mean[i]
	}
	return l
}

// moments are the mean and the standard deviation of each signal.
func moments(examples []Example) (mean, deviation []float64) {
	n := float64(len(examples))
	mean, deviation = make([]float64, len(examples[0].Signals)), make([]float64, len(examples[0].Signals))
	for _, e := range examples {
		for i, x := range e.Signals {
			mean[i] += x / n
		}
	}
	for _, e := range examples {
		for i, x := range e.Signals {
			deviation[i] += (x - mean[i]) * (x - mean[i]) / n
		}
	}
	for i, v := range deviation {
		deviation[i] = max(math.Sqrt(v), 1e-9)
	}
	return mean, deviation
}

// solve solves a x = b for a positive definite a, by elimination. It overwrites
// both.
func solve(a [][]float64, b []float64) []float64 {
	for i := range a {
		for k := i + 1; k < len(a); k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < len(a); j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := i + 1; k < len(a); k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}
