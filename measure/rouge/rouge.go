// Package rouge scores a summary against a reference by the words they share:
// ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum (Lin, "ROUGE: a package for
// automatic evaluation of summaries", 2004). Its figures are those of the
// Python package rouge_score, the usual yardstick.
package rouge

import "strings"

// Score holds shares from 0 to 1.
type Score struct{ Precision, Recall, F1 float64 }

func score(hits, reference, candidate int) Score {
	if hits == 0 {
		return Score{}
	}
	p, r := float64(hits)/float64(candidate), float64(hits)/float64(reference)
	return Score{p, r, 2 * p * r / (p + r)}
}

// Tokens returns the words of a text in lower case: runs of the letters a to z
// and digits, as rouge_score cuts them; any other character parts words, also
// an accented letter. With stem, words of more than three letters are stemmed.
func Tokens(text string, stem bool) []string {
	tokens := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	for i, t := range tokens {
		if stem && len(t) > 3 {
			tokens[i] = Stem(t)
		}
	}
	return tokens
}

// N is ROUGE-N of two token lists: the sequences of n tokens they share.
func N(reference, candidate []string, n int) Score {
	count := map[string]int{}
	for _, gram := range grams(reference, n) {
		count[gram]++
	}
	hits := 0
	for _, gram := range grams(candidate, n) {
		if count[gram] > 0 {
			count[gram]--
			hits++
		}
	}
	return score(hits, len(reference)-n+1, len(candidate)-n+1)
}

func grams(tokens []string, n int) []string {
	var list []string
	for i := n; i <= len(tokens); i++ {
		list = append(list, strings.Join(tokens[i-n:i], " "))
	}
	return list
}

// L is ROUGE-L of two token lists: their longest common subsequence.
func L(reference, candidate []string) Score {
	if len(reference) == 0 {
		return Score{}
	}
	table := subsequences(reference, candidate)
	return score(table[len(reference)][len(candidate)], len(reference), len(candidate))
}

// Lsum is ROUGE-L of two texts of a sentence a line: for each line of the
// reference, the union of its longest common subsequences with all lines of
// the candidate.
func Lsum(reference, candidate string, stem bool) Score {
	left, right := map[string]int{}, map[string]int{}
	lines, total := tokenLines(reference, stem, left)
	others, size := tokenLines(candidate, stem, right)
	hits := 0
	for _, line := range lines {
		shared := make([]bool, len(line))
		for _, other := range others {
			markShared(shared, line, other)
		}
		for i, t := range line {
			if shared[i] && left[t] > 0 && right[t] > 0 { // no token counts twice
				left[t]--
				right[t]--
				hits++
			}
		}
	}
	return score(hits, total, size)
}

// tokenLines returns the tokens of each line and how many there are in all,
// and counts each in count.
func tokenLines(text string, stem bool, count map[string]int) (lines [][]string, total int) {
	for line := range strings.SplitSeq(text, "\n") {
		tokens := Tokens(line, stem)
		for _, t := range tokens {
			count[t]++
		}
		lines = append(lines, tokens)
		total += len(tokens)
	}
	return lines, total
}

// markShared marks the tokens of a that are in its longest common subsequence
// with b. Of several as long it is the one rouge_score finds: the last.
func markShared(shared []bool, a, b []string) {
	table := subsequences(a, b)
	for i, j := len(a), len(b); i > 0 && j > 0; {
		switch {
		case a[i-1] == b[j-1]:
			shared[i-1] = true
			i, j = i-1, j-1
		case table[i][j-1] > table[i-1][j]:
			j--
		default:
			i--
		}
	}
}

// subsequences returns the lengths of the longest common subsequences of each
// pair of beginnings.
func subsequences(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	cells := make([]int, (len(a)+1)*(len(b)+1))
	for i := range table {
		table[i] = cells[i*(len(b)+1) : (i+1)*(len(b)+1)]
	}
	for i := range a {
		for j := range b {
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			} else {
				table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			}
		}
	}
	return table
}
