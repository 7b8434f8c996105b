package claim

import (
	"strings"
	"unicode/utf8"
)

// unit reads the percent sign, currency or unit behind a number, at token i;
// the token it returns is i where there is none.
func (s *scanner) unit(i int, n number) (string, Kind, int) {
	at := s.toUnit(i, n)
	if n.ordinal {
		if e, k := s.find(at, classUnit); k > 0 && e.name == "century" {
			return e.name, Date, at + k
		}
		return "", Number, i
	}
	if e, k := s.find(at, classPct|classPp|classBp|classPermille); k > 0 && (s.tokens[at].kind != word || !n.article) {
		return percentUnit(e.class), Percent, at + k
	}
	if e, k := s.find(at, classCur|classSign|classCode); k > 0 && s.currencyFits(at, e) && !s.signOfNext(i, at, e, k) {
		if e.name == "pound" && (at > i && !s.isAny(at+k, "note", "notes", "coin", "coins", "fine", "bill") || s.weighed(i, at+k)) {
			return e.name, Number, at + k
		}
		return e.name, Money, at + k
	}
	return s.measure(i, at, n)
}

// toUnit steps over what may stand between a number and its unit: a hyphen,
// the "de" of "millions de dollars", the 余 of 三十余人.
func (s *scanner) toUnit(i int, n number) int {
	switch {
	case s.has(i, classNext) && s.has(i+1, classUnit) && !n.ordinal:
		return i + 1 // les dix derniers mois
	case s.is(i, "-") && s.glued(i) && s.glued(i+1), s.is(i, "‑"):
		return i + 1
	case n.scaled && s.isAny(i, "de", "d", "di", "of", "do"):
		if s.isAny(i+1, "'", "’") {
			return i + 2
		}
		return i + 1
	case n.part && s.isAny(i, "of", "de", "a", "an", "di"):
		if s.isAny(i, "of") && s.has(i+1, classArt) {
			return i + 2
		}
		return i + 1
	case s.isAny(i, "余", "多", "餘", "几", "幾"):
		return i + 1
	}
	return i
}

// weighed says whether the pounds of a number that ends at token i are a weight:
// a verb such as "weighs" stands before, or "of" and its like behind them.
func (s *scanner) weighed(i, end int) bool {
	if s.isAny(end, "of", "heavier", "lighter", "overweight", "per") && !s.has(i-1, classSign) {
		return true
	}
	for at := i - 1; at >= max(i-8, 0) && !s.pause(at); at-- {
		if s.has(at, classWeigh) {
			return true
		}
	}
	return false
}

func percentUnit(c class) string {
	switch c {
	case classPp:
		return "pp"
	case classBp:
		return "bp"
	case classPermille:
		return "permille"
	}
	return "%"
}

// currencyFits rules out codes in lower case that are words ("all", "try"),
// and words for coins that are other things.
func (s *scanner) currencyFits(i int, e entry) bool {
	if e.class == classCode {
		t := s.tokens[i]
		return s.text[t.start:t.end] != t.lower || s.glued(i)
	}
	if e.name == "CNY" && s.is(i, "元") {
		return !s.isAny(i+1, "旦", "首", "素", "年")
	}
	return true
}

// signOfNext says whether the money sign at token i, of k tokens, belongs to
// the number behind it: "in 2023 $5 million".
func (s *scanner) signOfNext(number, i int, e entry, k int) bool {
	return e.class&(classSign|classCode) != 0 && number == i && !s.glued(i) && s.glued(i+k) && s.kind(i+k) == digits
}

// measure reads a unit of measurement or time at token at; i is where the
// number ended.
func (s *scanner) measure(i, at int, n number) (string, Kind, int) {
	if s.is(at, "in") && s.language == "en" && (at > i || s.isAny(at+1, "thick", "long", "wide", "tall", "high", "deep")) {
		return "inch", Number, at + 1
	}
	e, k := s.find(at, classUnit)
	if k == 0 || !s.unitFits(at, k, e, n) {
		return "", Number, i
	}
	if _, base := Base(1, e.name); base == "s" {
		return e.name, Duration, at + k
	}
	return e.name, Number, at + k
}

// unitFits rules out units that are other words: letters such as "m" behind
// words or in capitals, "min" and "s" in running text, 日 and 年 of dates.
func (s *scanner) unitFits(at, k int, e entry, n number) bool {
	t := s.tokens[at]
	written := s.text[t.start:t.end]
	symbol := len(t.lower) <= 2 && k == 1 && t.kind == word
	switch {
	case symbol && (n.words || s.glued(at+1) && s.kind(at+1) == digits):
		return false
	case symbol && len(t.lower) == 1 && written != t.lower && !strings.Contains("lк", t.lower):
		return false
	case k == 1 && (s.is(at, "min") && (s.language == "nl" || n.words) || symbol && (e.name == "s" || e.name == "h")):
		return s.glued(at) || s.kind(at+1) != word
	case t.kind == glyph && k == 1:
		return s.is(at, "天") || s.is(at, "日") && s.isAny(at+1, "前", "後", "后") || utf8.RuneCountInString(t.lower) > 1 || e.name != "day" && e.name != "month" && e.name != "year" || s.isAny(at, "歳", "岁", "歲", "才", "年")
	}
	return true
}
