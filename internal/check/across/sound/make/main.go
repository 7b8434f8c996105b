// Make writes data/shared/pinyin.tsv: how the characters of GB 2312, and the frequent
// ones of Big5, are read in Mandarin. Usage:
//
//	go run ./internal/check/across/sound/make Unihan_Readings.txt
//
// The file is of the Unihan database of Unicode (Unicode License V3).
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
# Source: kMandarin of the Unihan database of Unicode, for the characters of GB 2312 and the frequent ones of Big5;
# internal/check/across/sound/make writes this file. The licence of the database:
#
# UNICODE LICENSE V3
#
# COPYRIGHT AND PERMISSION NOTICE
#
# Copyright © 1991-2026 Unicode, Inc.
#
# NOTICE TO USER: Carefully read the following legal agreement. BY DOWNLOADING, INSTALLING, COPYING OR OTHERWISE USING
# DATA FILES, AND/OR SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL OF THE TERMS AND CONDITIONS OF
# THIS AGREEMENT. IF YOU DO NOT AGREE, DO NOT DOWNLOAD, INSTALL, COPY, DISTRIBUTE OR USE THE DATA FILES OR SOFTWARE.
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of data files and any associated
# documentation (the "Data Files") or software and any associated documentation (the "Software") to deal in the Data
# Files or Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
# distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data Files or
# Software are furnished to do so, provided that either (a) this copyright and permission notice appear with all
# copies of the Data Files or Software, or (b) this copyright and permission notice appear in associated
# Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
# NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD
# PARTY RIGHTS.
#
# IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL
# INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN
# AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
# PERFORMANCE OF THE DATA FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to
# promote the sale, use or other dealings in these Data Files or Software without prior written authorization of the
# copyright holder.

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
	lines := bufio.NewScanner(in)
	for lines.Scan() {
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
	if err := lines.Err(); err != nil {
		log.Fatal(err)
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
