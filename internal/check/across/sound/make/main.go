// Make writes data/shared/pinyin.tsv: how the characters of GB 2312, and the frequent
// ones of Big5, are read in Mandarin. Usage:
//
//	go run ./internal/check/across/sound/make Unihan_Readings.txt
//
// The file is of the Unihan database of Unicode (Unicode licence).
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

const file = "internal/lang/data/shared/pinyin.tsv"

const head = `# How Chinese characters are read in Mandarin, without tones.
# Source: kMandarin of the Unihan database of Unicode (Unicode licence), for the characters of GB 2312 and the frequent
# ones of Big5; internal/check/across/sound/make writes this file.

`

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: make Unihan_Readings.txt")
	}
	in, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	readings := map[string][]rune{}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 || fields[1] != "kMandarin" {
			continue
		}
		code, err := strconv.ParseInt(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			log.Fatal(err)
		}
		if r := rune(code); frequent(r) {
			reading, _, _ := strings.Cut(fields[2], " ")
			readings[toneless(reading)] = append(readings[toneless(reading)], r)
		}
	}
	write(readings)
}

// frequent says whether GB 2312 has a character, or Big5 in its first level.
func frequent(r rune) bool {
	if _, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(r)); err == nil {
		return true
	}
	const first, second = 0xa4, 0xc9 // the lead bytes at which the frequent and the seldom ones begin
	b, err := traditionalchinese.Big5.NewEncoder().String(string(r))
	return err == nil && b[0] >= first && b[0] < second
}

func toneless(reading string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(reading))
}

func write(readings map[string][]rune) {
	syllables := make([]string, 0, len(readings))
	for s := range readings {
		syllables = append(syllables, s)
	}
	slices.Sort(syllables)
	var b strings.Builder
	b.WriteString(head)
	for _, s := range syllables {
		fmt.Fprintf(&b, "pinyin\t%s\t%s\n", s, string(readings[s]))
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}
