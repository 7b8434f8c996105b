// Package lang knows languages: their names, marks, scripts and words.
//
// Everything that the program knows of a language is in one file,
// data/TAG.tsv, named by the tag's first part; what all share is in
// data/und.tsv, and what is of no language (units, currencies, places) in
// data/shared. A language is added by adding its file: no code names
// languages, or lists them.
//
// A file holds rows of a class, a value and forms separated by ", ", with tabs
// between them; "#" begins a comment. A form is a word or phrase in lower
// case, with its accents. Where a class needs no value, 1 stands there. The
// classes of a language as a whole:
//
//	name      English name; its own name
//	alias     tag; more names and codes that users give
//	country   1; codes of countries that are given for it by mistake
//	as        1; the language that this tag is another name of, whose rows serve where it has none
//	like      1; a neighbour whose rows serve where it has none
//	near      1; languages too close to be told from it with any certainty
//	alone     1; ISO 15924 codes of scripts that no other language is written in
//	signs     Hans or Hant; common characters of only this way to write it, in one form
//	decimal   1; comma or point
//	group     1; what stands between thousands, the usual first: point, comma, space, apostrophe
//	length    letters of a text to those of it in English, an ideograph counted as three, a kana
//	          or a syllable of Hangul as 1.8: medians of human translations of news; letters
//	scripts   1; ISO 15924 codes, of languages that are written in several
//	stem      1; the Snowball rules of its words: german
//	detect    1; ISO 639-3 code, where the detector of languages may find it
//	grammar   1; words of grammar that tell it from its neighbours
//	letter    1; letters that do
//
// These stand together in the file's first paragraph of rows, the head, which
// is read of all files to find or tell a language; a file has a head only, or
// other rows behind an empty line.
//
// Its numbers:
//
//	card      value; three
//	mult      value; hundred, where 1 needs no word ("mille")
//	scale     value; million
//	ord       value; third
//	ordscale  value; hundredth
//	ordsfx    1; the "th" of 4th
//	frac      divisor; half, thirds
//	ordlead   1; words before digits that a full stop makes an ordinal: im 21. Jahrhundert
//	ordending, fracending  1; endings that make ordinals and denominators of cardinals
//	fracsfx   1; the "avos" of "doze avos"
//	mixed     value; anderthalb
//	fold      value; double
//	suffix    value; the "k" of 10k
//	abbrev    1; forms of scale that a full stop may belong to
//	figure    value; 三
//	power     value; 百
//	many      1; 几, 余: somewhat more than the power says
//	counter   1; what ideographs count
//	hyphenated  1; words that take a hyphen before another: "long", in long-term
//	idiom     1; words that hold a numeral and count nothing
//	art       1; a, in "a million"
//	and       1; the "and" inside numbers
//	point     1; the decimal point in words
//	neg       1; minus
//	over      1; the "over" of "one over three"
//	pair      2; both
//	numnoun   16; a number as a noun of its own, for translations alone: octavos de final
//	below     1; below zero, behind degrees
//
// What numbers count and how:
//
//	pct, pp, bp, permille  1; per cent, percentage points, basis points
//	sign, code, cur        currency; $, usd, dollars
//	unit      unit as in data/shared/units.tsv; kilometres
//	centsand  1; the "con" of "25 euros con 50"
//	unitof    1; the "de" of "trois millions de litres"
//	weighed, cash  1; words behind pounds that are a weight, and money
//	weigh     1; weighs, lost: the pounds that follow are no money
//	combine   value; a cardinal as it stands before a unit in one word with it: čtyř
//	unitadj   unit; the end of such a word: jährig, летний
//	age       1; the "old" of "three years old"
//	range     1; the "to" of "3 to 5"
//	between, rangeand      1; between, and
//	hedge     about, nearly, over, under, atleast, atmost, equal; about, more than
//	after     as hedge; or more
//	sum, diff, ratio       1; together, the difference, times: a value derived from others
//
// Dates and times:
//
//	month     1 to 12; march, mar
//	weekday   1 (Monday) to 7; tuesday, tue
//	rel       distance from today as -1d, 0w, 1m, -1q, 1y; yesterday
//	season    1 (spring) to 4; summer
//	quarter   1 to 4; first quarter
//	decades   first year of a century; nineties
//	decadeword, yearword   1; the "decade" or "year" that figures follow
//	era       the year before its first; 令和
//	calendar  what is added to years of the language's own calendar; its name
//	linkdate  1; the "of" of "12th of March"
//	monthalone, monthdated, monthfull  1; short months that are no other word, longer
//	          ones that are, and short ones that are no abbreviations
//	weekdaylead  1; words before weekdays that are ordinals, too
//	the, dayword, daylead  1; words before a day alone: the 18th, día 18, den 3.5.
//	decadesfx  1; the "s" of "1990s"
//	datein, onday, athour  1; in, on, at: a month, a day, an hour may follow
//	next      1; this, next, last
//	ofthem    1; make the number before them a part of those counted before
//	per, notper  1; the "a" of 20 euros a month; ago, and what else makes it no rate
//	am, pm    0, 12; in the morning
//	clock     hour; noon
//	oclock    1; o'clock; 2 of words that may count hours
//	hoursof, during  1; words behind and before hours that are counted
//	hour      minutes; half past
//
// And of its grammar:
//
//	func      1; words of grammar
//	asks      what a question asks for, as internal/offline/search has it; its words: how many
//	price     1; words that make a question one for money: cost, fee
//	because   1; words that give a cause
//	title     1; Mr, Dr, before names
//	particle  1; von, de la, inside names
//	origin    1; endings that make a people of a place, in languages that do not decline names
//	loan      1; words that the language took from others as they are
//	exonym    1; places, peoples and saints that languages name each in their own way
//	peopleend  1; endings of peoples: -ian
//	nounend   1; endings of nouns that are no names, in languages that write nouns with a capital
//	lasts     1; verbs behind what took the time that follows: the mission lasted
//	within    1; prepositions before the time in which something was done
//	ahead     1; words that put a sentence in the future, where "in three days" is a day
//
// Where its sentences end:
//
//	abbr        1; words that a full stop ends no sentence after, without it: mr
//	abbrends    1; those that may end one: they do before a starter
//	abbrcap     1; those that do only with a capital: Ill
//	abbrnumber  1; those that belong to a number behind them: no
//	abbrsfx     1; ends of compounds that do before a number
//	abbrshout   1; of all languages: names that end with an exclamation mark
//	abbrclock   1; a.m: goes on before zone
//	zone        1; days, months and time zones
//	starter     1; words that often begin a sentence and seldom a name
//	dotlead     1; as ordlead, where only the end of sentences is looked for
//	dotnext     1; beginnings of what follows an ordinal's full stop: jahrhundert
//	mark        a mark of Unicode's rules for sentences; the language's own, as ";" for "?"
//
// What its words do to those around them, where values, people and sentences
// are chosen by rule:
//
//	stop          1; frequent words that say nothing of a text's subject
//	clause        1; begin another clause, or a part that says something else
//	that          1; as clause, unless an auxiliary follows, which makes it a relative pronoun
//	relative      1; begin a clause about the noun before it
//	pronoun       1; begin another clause, except behind a relative pronoun
//	joint         1; and, or: a value on the other side belongs to another part
//	auxiliary     1; verbs that may follow a relative pronoun, and what denies
//	modal         1; those of them that a verb without an ending follows, in English
//	toward        1; prepositions that tell values apart: from, to
//	preposition   1; lead to a date
//	article       1; may stand between a preposition and its date
//	report        1; said: what stands before tells who says it
//	deem          1; thinks: what follows with "that" is a clause of its own
//	verbend       1; words of grammar that belong to a verb at the end of a clause
//	numbering     1; stand before a number that names something
//	aged          1; lead from somebody to the age
//	telling       1; are of func, and yet say something
//	change, hurt, agesfx, times, unread  1; beginnings of words: a value changed,
//	              people hurt, the "year-old" of 20-year-old, four times, and what
//	              multiplies a number though scale does not have it
//	role          1; what people are; of compounds also the end
//	rolestem      1; beginnings of roles, in languages with many endings
//	body          1; what organisations are, as role
//	firm          1; company: the bodies that any firm may be called
//	office        1; roles that stand before a surname alone
//	rank          1; former, deputy: belong to a role beside them
//	possessive    1; may stand before a role
//	thing         1; last words of names that are no people's
//	surname, speech  1; family names, and what follows a name, in scripts without spaces
//	genitive, oblique, dependent, adjective, pastverb, ofplace  1; endings: of a noun
//	              that depends on another, of one in no nominative, of adjectives that
//	              depend on a noun, of adjectives, of verbs in the past, of countries' genitives
//	contrast      set.side: words of one side exclude those of the others, direction.up
//	notword, negation  1; not; and other words that deny: no, without
//	softly        1; what may deny in another way, or denies less than the sentence, so
//	              that another language need not have a word for it: only, unless; with
//	              a hyphen beginnings and ends: disput-, -less
//	nodeny        1; not only: phrases with a word of denial that deny nothing
//	denies        1; forms that deny, in languages whose words are not set apart
//	concord       1; nobody: denies only beside another word that does
//	proclitic     1; what is written before a word as one with it
//	denial        1; refuses, unable: a sentence that denies in another way
//	refusal       1; fails, refuses: what follows with "to" is not done
//	doubt         1; until, if: it is less than said
//	exempting     1; only: "not only" denies nothing
//	accusation    1; accused, alleged
//	opinion       1; believes: says too, beside report
//	object        1; her, it
//	agent         1; by: who did it follows
//	infinitive    1; to, before a verb
//	belonging     1; of: whose something is
//	mortal        1; funeral, victims: somebody is dead, beside the contrast of fate
//	intent        1; would, expected: what follows has not been done
//	apart         1; than, that: another thing follows
//	conversation  1; I, you: words with which people speak of each other
//	self          1; I, my: words of the one who speaks
//	form          the verb; its forms that rules of endings do not tell: rise; rose
//	plural        the noun; its plural that rules of endings do not tell
//	frame, announce  1; may stand in "Here is a summary in 40 words", and what makes it so
//	trait         1; capitalnouns, commarelative (a comma stands before a relative
//	              pronoun), compounds (in one word), nounchains (nouns belong to the one
//	              behind them), ordinaldot, adjectivebehind (the noun), rolebehind (the name),
//	              declines (names), genitives (with 's), lexicon (package lexicon has its
//	              words), edverbs (verbs in the past end so);
//	              of numbers and dates those of internal/claim/lex
//	joins, joinsbare  1; words that only join a sentence to the one before: in front
//	              of a comma, and also without
//	personal      the pronoun of a person; its forms
//	titled        the pronoun of a person; titles and nouns of those for whom it stands
//	placed        1; in, at: what follows is a place and no person
//	whois         1; who: what follows is what somebody does
//	kin           1; father, friend: nouns of people that are no role
//	remaining     1; other, rest: behind an article, what is left of what was named
//	anaphor       1; pronouns that stand for what another sentence names
//	owner         1; his, their: whose something is, which the same sentence may say before
//	anaphorobject  1; him, them: such pronouns that stand for nothing that their own clause is about
//	pointing      1; this, another, instead: what points at something named before
//	definite      1; the: what follows is known; also with a preposition in one word
//	ofnoun        1; of: says which thing the noun before it is
//	uniquely      1; sun, weekend, first: with "the" in front, nothing need be said before
//	verbstart     1; endings of verbs, which may open a sentence without saying who
//	relational    1; income, shares: nouns of something's own that stand without an article
//	topic         1; characters behind what a sentence is about
//	ownable       1; those of them that open a sentence about a firm as a whole
//	quantity      1; all, some: without a noun they are of those named before
//	comparing     1; more, less: what a value begins to be compared by
//	comparison    1; prepositions before what a value is compared with: from, than
//	amount        1; number, total: say no more of a value than that it is one
//	restricting   1; where: without a comma it says which things are meant
//	contested     1; claims, alleged: what follows is not told as a fact
//	indefinite, instance, neuter, partitive  1; anything; one, ones; it, them; en: words that name no thing
//	standin, apiece, leadin  1; words at a label's end, or behind a count, that stand for something
//	              before, and such as need what follows ("due")
//	holding       1; has: a bare number behind it counts nothing
//	noadverb      1; daily, family: adjectives and nouns that end as adverbs do
//	ageable, ofage, agehaving  1; people; aged; "tiene": in front of a number of years they make it an age
//	fronting      1; whenever, when: behind a phrase that opens a sentence, the main clause is still to come
//	objectcase    1; whom: a relative pronoun that is not what its clause is about
//	saidbefore    1; "dann", "esa": words that point at a time or a thing which another sentence names
//	even          1; even: with a preposition in front of a value, what nobody would pay or do
//	formerly      1; so far, the previous forecast: words that open what does not hold any more
//	goal          1; words of a number that may be a goal
//	partofall, ownedpart, shell, piece  1; division; the same with business; change, move; pair, set: nouns
//	              that do not say of what they are
//	ofthing       1; its
//	neuterarticle  1; das: an article that stands in front of no role
//	roleending    1; endings of roles: "ologist"
//	headof        1; roles that say little without what somebody is the head of
//	plainly       1; adjectives that tell no thing from another
//	boilerplate, pictures, pictured, aboutus, dangling, courtesy  1; of all languages: lines about the
//	              page, what shows pictures, who is seen on one, the first words above what a firm
//	              says of itself, words that need the sentence before (each
//	              language has more), titles
//	              that say nothing of a role
//	paywall, gate, gatetitle  1; of all languages: words where an article is sold, of pages
//	              that ask for something first, and the titles of such
//	byline, bylabel  1; of all languages: words before an author, alone and with a colon
//	byand, nameparticle  1; between authors, and in their names
//	stampdate, stamp  1; words beside the date of an article, and those that stand elsewhere too
package lang

import (
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
)

// Language is what the program knows of a language. All of its methods may be
// called by several goroutines; what they return is not to be changed.
type Language struct {
	tag    string // its first part, in lower case
	tongue string // tag, or the language that the file says it is
	code   language.Tag
	*table
}

var (
	// languages are by tag as given; adding one replaces the map, so that readers
	// wait for no lock.
	languages   atomic.Pointer[map[string]*Language]
	languagesMu sync.Mutex // of the writers
)

// Of returns what is known of the language of a BCP 47 tag, in any case and
// with whatever subtags. It is never nil: of a language without a file, and
// of what is no tag, known is what all languages share.
func Of(tag string) *Language {
	if known := languages.Load(); known != nil && (*known)[tag] != nil {
		return (*known)[tag]
	}
	languagesMu.Lock()
	defer languagesMu.Unlock()
	all := map[string]*Language{}
	if known := languages.Load(); known != nil {
		maps.Copy(all, *known)
	}
	if all[tag] == nil {
		const most = 1000 // a stream of invented tags must not fill the memory
		if len(all) >= most {
			clear(all)
		}
		all[tag] = newLanguage(tag)
		languages.Store(&all)
	}
	return all[tag]
}

func newLanguage(tag string) *Language {
	code, base, _ := parseTag(tag) // of a tag with unknown parts, the known ones
	l := &Language{base, base, code, tableOf(base)}
	if as := l.form("as"); as != "" {
		l.tongue = as
	}
	return l
}

// Tag is the first part of the tag, in lower case, as "de"; "und" of what is
// no tag.
func (l *Language) Tag() string { return l.tag }

// Length is how long a text is beside the same in English; 1 where that is not
// known. Package internal/check/across says how letters count.
func (l *Language) Length() float64 {
	for _, r := range l.Rows("length") {
		if value, err := strconv.ParseFloat(r.Value, 64); err == nil {
			return value
		}
	}
	return 1
}

// Known says whether the language has a file.
func (l *Language) Known() bool { return l.own != nil }

// Decimal is the mark between a number's whole and its fraction, "." or ",".
func (l *Language) Decimal() string { return mark(l.form("decimal")) }

// Groups says whether a mark may stand between thousands, as "." in German.
func (l *Language) Groups(by string) bool {
	return slices.ContainsFunc(l.Rows("group")[0].Forms(), func(name string) bool { return mark(name) == by })
}

// mark is a sign by its name in the files.
func mark(name string) string {
	switch name {
	case "comma":
		return ","
	case "space":
		return " "
	case "apostrophe":
		return "’"
	}
	return "."
}
