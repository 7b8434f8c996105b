// Make writes the table of package meaning. Usage:
//
//	go run ./internal/lang/meaning/make vectors.tsv
//
// The file is what measure/meaning/vectors.py writes: a word a line, the tag of its
// language, the logarithm of how common it is, and its vector.
package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"log"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/lang"
	"newsbrief/internal/lang/meaning"
)

// stem is all words of one stem.
type stem struct {
	key    uint32
	common float64 // how often it is written, as a share of all words
	vector meaning.Vector
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: make vectors.tsv")
	}
	rows := read(os.Args[1])
	log.Printf("%d stems", len(rows))
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(rows)))
	codes := make([][meaning.Parts]byte, len(rows))
	for part := range meaning.Parts {
		centroids := cluster(rows, part)
		for _, c := range centroids {
			for _, x := range c {
				out = append(out, byte(int8(math.Round(float64(x)*meaning.Scale))))
			}
		}
		for i, r := range rows {
			codes[i][part] = byte(nearest(centroids, partOf(&r.vector, part)))
		}
	}
	for i, r := range rows {
		out = append(out, byte(r.key), byte(r.key>>8), byte(r.key>>16), weight(r.common))
		out = append(out, codes[i][:]...)
	}
	if err := os.WriteFile("internal/lang/meaning/words.bin", out, 0o644); err != nil {
		log.Fatal(err)
	}
}

// weight is the least for what is as common as "people", the most for what is written
// once in half a million words.
func weight(common float64) byte {
	const commonest, rare, least = -7, 6, 0.25
	return byte(meaning.Heavy * min(1, max(least, (commonest-math.Log(common))/rare)))
}

// most is how many stems there are: a table of a megabyte.
const most = 57_000

// read returns the commonest stems, ordered by key.
func read(path string) []*stem {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	stems := map[uint32]*stem{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		add(stems, strings.Split(lines.Text(), "\t"))
	}
	if lines.Err() != nil {
		log.Fatal(lines.Err())
	}
	list := slices.SortedFunc(maps.Values(stems), func(a, b *stem) int { return cmp.Compare(b.common, a.common) })
	list = list[:min(most, len(list))]
	slices.SortFunc(list, func(a, b *stem) int { return cmp.Compare(a.key, b.key) })
	for _, s := range list {
		length := float32(math.Sqrt(s.vector.Dot(&s.vector)))
		for i := range s.vector {
			s.vector[i] /= length
		}
	}
	return list
}

// add adds a word to its stem.
func add(stems map[uint32]*stem, columns []string) {
	word, language, common := columns[0], columns[1], math.Exp(number(columns[2]))
	name, ok := lang.Of(language).Stem(word)
	if !ok {
		name = word
	}
	key := meaning.Key(language, name)
	if stems[key] == nil {
		stems[key] = &stem{key: key}
	}
	s := stems[key]
	s.common += common
	for i, x := range strings.Fields(columns[3]) {
		s.vector[i] += float32(common * number(x))
	}
}

func number(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		log.Fatal(err)
	}
	return x
}

type point = [meaning.PartDims]float32

func partOf(v *meaning.Vector, part int) point { return point(v[part*meaning.PartDims:]) }

// cluster finds the centroids of one part by k-means, from points spread over the keys,
// which are as good as random.
func cluster(rows []*stem, part int) []point {
	const rounds = 12
	centroids := make([]point, meaning.Centroids)
	for i := range centroids {
		centroids[i] = partOf(&rows[i*len(rows)/len(centroids)].vector, part)
	}
	for range rounds {
		sums, counts := make([]point, len(centroids)), make([]float32, len(centroids))
		for _, r := range rows {
			p := partOf(&r.vector, part)
			n := nearest(centroids, p)
			counts[n]++
			for i, x := range p {
				sums[n][i] += x
			}
		}
		for n := range centroids {
			for i := range sums[n] {
				centroids[n][i] = sums[n][i] / max(counts[n], 1)
			}
		}
	}
	return centroids
}

func nearest(centroids []point, p point) int {
	best, least := 0, float32(math.MaxFloat32)
	for n, c := range centroids {
		distance := float32(0)
		for i, x := range p {
			distance += (x - c[i]) * (x - c[i])
		}
		if distance < least {
			best, least = n, distance
		}
	}
	return best
}
