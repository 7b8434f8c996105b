package lex

import "newsbrief/internal/lang"

// Trait is a set of habits that a language has and others have not.
type Trait uint32

// The traits, named in the files of the languages as in traitNames.
const (
	MonthFirst     Trait = 1 << iota // 3/12 is the twelfth of March
	HyphenDates                      // 12-3 may be a date
	DottedDates                      // 3.5. may be a date
	DayDot                           // a full stop makes an ordinal of a day: 12. März
	OrdinalHyphen                    // 75-й
	CapitalDates                     // months and weekdays have capitals
	CapitalNouns                     // all nouns have capitals
	WeekdayOrdinal                   // weekdays are called by ordinals: sexta
	CenturyFirst                     // the word stands before the number: siglo XX
	HoursAt                          // what counts hours names the hour behind "at": à 9 h
	HourAlone                        // the article alone tells the hour: a las cinco
	HourOrdinals                     // в половине девятого
	WideHour                         // 18 h 45
	NumberInOne                      // numbers are one word: duecento
	OnesFirst                        // ones stand before the tens: einundzwanzig
	OrdinalsAdd                      // each word of an ordinal is one: vigésimo quinto
	TensJoin                         // a tens word belongs to the denominator: twenty-fifths
	HundredsAnd                      // "and" stands behind hundreds alone
	YearPairs                        // nineteen eighty-four
	ArticleBare                      // an article alone is no one
	CoinHundreds                     // what means a hundred means cents behind tens: vingt cents
	CoinsNamed                       // no cents without their name: not 15 dollars 50
	TensImplied                      // 二百五 is 250
	WideFigures                      // spaces stand between the figures of a number
	InchIn                           // in, behind numbers
	MinWord                          // min is a word, too
	spells                           // its file has all number words
)

// traitNames are the traits as the files write them, in their order.
var traitNames = [...]string{
	"monthfirst", "hyphendates", "dotteddates", "daydot", "ordinalhyphen", "capitaldates", "capitalnouns",
	"weekdayordinal", "centuryfirst", "hoursat", "houralone", "hourordinals", "widehour", "numberinone",
	"onesfirst", "ordinalsadd", "tensjoin", "hundredsand", "yearpairs", "articlebare", "coinhundreds",
	"coinsnamed", "tensimplied", "widefigures", "inchin", "minword", "spells",
}

// traitsOf are the traits of a language that have to do with numbers and dates.
func traitsOf(l *lang.Language) Trait {
	var traits Trait
	for i, name := range traitNames {
		if l.Has("trait", name) {
			traits |= 1 << i
		}
	}
	return traits
}

// Trait says whether the language has one of the traits.
func (x *lexicon) Trait(traits Trait) bool { return x.traits&traits != 0 }
