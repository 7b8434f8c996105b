package claim

// class is a set of meanings that a word of the tables may have.
type class uint64

const (
	classCard     class = 1 << iota // three
	classMult                       // hundred, where 1 needs no word: "mille"
	classScale                      // million
	classOrd                        // third
	classOrdscale                   // hundredth
	classOrdsfx                     // the "th" of 4th
	classFrac                       // half, thirds
	classFracsfx                    // the "avos" of "veintiunavos"
	classMixed                      // anderthalb
	classFold                       // double
	classSuffix                     // the "k" of 10k
	classFigure                     // 三
	classPower                      // 百
	classMany                       // 几, 余: somewhat more than the power says
	classIdiom                      // words that hold a numeral but count nothing
	classArt                        // a
	classAnd                        // the "and" inside numbers
	classPoint                      // the decimal point in words
	classBelow                      // below zero, behind degrees
	classNeg                        // minus
	classOver                       // the "over" of "one over three"
	classPair                       // both
	classPct
	classPp
	classBp
	classPermille
	classSign // $
	classCode // USD
	classCur  // dollars
	classUnit
	classCounter  // words that say what ideographs count
	classAge      // the "old" of "three years old"
	classRange    // the "to" of "3 to 5"
	classBetween  // between
	classRangeand // the "and" of "between 3 and 5"
	classHedge    // about, more than
	classAfter    // or more
	classMonth    // March
	classWeekday  // Monday
	classRel      // yesterday
	classSeason   // summer
	classQuarter  // first quarter
	classDecades  // nineties
	classDecadeword
	classYearword
	classLinkdate // the "of" of "12th of March"
	classDatein   // in, since: a month may follow
	classAm
	classPm
	classClock  // noon
	classOclock // o'clock
	classAthour // at: an hour may follow
	classOnday  // on: a day may follow
	classNext   // this, next, last
	classHour   // half past: minutes before or after the hour
	classSum
	classDiff
	classRatio
	classEra   // 令和: years are counted from its beginning
	classWeigh // weighs, lost: the pounds that follow are no money
	classTitle
	classParticle
	classFunc
)

// classNames are the classes as the tables write them, in their order.
var classNames = [...]string{
	"card", "mult", "scale", "ord", "ordscale", "ordsfx", "frac", "fracsfx", "mixed", "fold", "suffix",
	"figure", "power", "many", "idiom", "art", "and", "point", "below", "neg", "over", "pair",
	"pct", "pp", "bp", "permille", "sign", "code", "cur", "unit", "counter", "age",
	"range", "between", "rangeand", "hedge", "after",
	"month", "weekday", "rel", "season", "quarter", "decades", "decadeword", "yearword", "linkdate", "datein",
	"am", "pm", "clock", "oclock", "athour", "onday", "next", "hour",
	"sum", "diff", "ratio", "era", "weigh", "title", "particle", "func",
}

// classOf is the class of a table's name for it; 0 where there is none.
func classOf(name string) class {
	for i, known := range classNames {
		if known == name {
			return 1 << i
		}
	}
	return 0
}
