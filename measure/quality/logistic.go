package main

import "math"

// logistic is a logistic sum.
type logistic struct {
	weights []float64
	bias    float64
}

func (l logistic) sum(x []float64) float64 {
	sum := l.bias
	for i, w := range l.weights {
		sum += w * x[i]
	}
	return sum
}

func chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// example is an observation: its signals, whether it is of the kind that is
// looked for (1) or not (0), and how much it counts.
type example struct {
	signals   []float64
	is, count float64
}

// fit finds the logistic sum of least loss by Newton's method (iteratively
// reweighted least squares), with a penalty on the squares of the weights of
// standardised signals.
func fit(examples []example, penalty float64) logistic {
	mean, deviation := moments(examples)
	size := len(mean) + 1
	b := make([]float64, size)
	standard := func(e example) []float64 {
		z := make([]float64, size)
		for i := range mean {
			z[i] = (e.signals[i] - mean[i]) / deviation[i]
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
			p := chance(logistic{weights: b}.sum(z))
			for i := range z {
				slope[i] += e.count * (p - e.is) * z[i]
				for k := range z {
					curve[i][k] += e.count * p * (1 - p) * z[i] * z[k]
				}
			}
		}
		for i, step := range solve(curve, slope) {
			b[i] -= step
		}
	}
	l := logistic{weights: make([]float64, size-1), bias: b[size-1]}
	for i := range l.weights {
		l.weights[i] = b[i] / deviation[i]
		l.bias -= l.weights[i] * mean[i]
	}
	return l
}

// moments are the mean and the standard deviation of each signal.
func moments(examples []example) (mean, deviation []float64) {
	n := float64(len(examples))
	mean, deviation = make([]float64, len(examples[0].signals)), make([]float64, len(examples[0].signals))
	for _, e := range examples {
		for i, x := range e.signals {
			mean[i] += x / n
		}
	}
	for _, e := range examples {
		for i, x := range e.signals {
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
