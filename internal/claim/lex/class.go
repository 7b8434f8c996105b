package lex

// Class is a set of meanings that a word of the tables may have.
type Class uint64

// The classes; the words are English examples.
const (
	Card      Class = 1 << iota // three
	Mult                        // hundred, where 1 needs no word: "mille"
	Scale                       // million
	Ord                         // third
	OrdScale                    // hundredth
	OrdSuffix                   // the "th" of 4th
	Frac                        // half, thirds
	Mixed                       // anderthalb
	Fold                        // double
	Suffix                      // the "k" of 10k
	Figure                      // 三
	Power                       // 百
	Many                        // 几, 余: somewhat more than the power says
	Idiom                       // words that hold a numeral but count nothing
	Art                         // a
	And                         // the "and" inside numbers
	Point                       // the decimal point in words
	Below                       // below zero, behind degrees
	Neg                         // minus
	Over                        // the "over" of "one over three"
	Pair                        // both
	Pct
	Pp
	Bp
	Permille
	Sign // $
	Code // USD
	Cur  // dollars
	Unit
	Counter  // words that say what ideographs count
	Age      // the "old" of "three years old"
	Range    // the "to" of "3 to 5"
	Between  // between
	RangeAnd // the "and" of "between 3 and 5"
	Hedge    // about, more than
	After    // or more
	Month    // March
	Weekday  // Monday
	Rel      // yesterday
	Season   // summer
	Quarter  // first quarter
	Decades  // nineties
	DecadeWord
	YearWord
	LinkDate // the "of" of "12th of March"
	DateIn   // in, since: a month may follow
	Am
	Pm
	Clock  // noon
	OClock // o'clock
	AtHour // at: an hour may follow
	OnDay  // on: a day may follow
	Next   // this, next, last
	Hour   // half past: minutes before or after the hour
	Sum
	Diff
	Ratio
	Era   // 令和: years are counted from its beginning
	Weigh // weighs, lost: the pounds that follow are no money
	Title
	Particle
	Func
	Combining // чотири-: a cardinal before a unit in one word with it
)

// classNames are the classes as the tables write them, in their order.
var classNames = [...]string{
	"card", "mult", "scale", "ord", "ordscale", "ordsfx", "frac", "mixed", "fold", "suffix",
	"figure", "power", "many", "idiom", "art", "and", "point", "below", "neg", "over", "pair",
	"pct", "pp", "bp", "permille", "sign", "code", "cur", "unit", "counter", "age",
	"range", "between", "rangeand", "hedge", "after",
	"month", "weekday", "rel", "season", "quarter", "decades", "decadeword", "yearword", "linkdate", "datein",
	"am", "pm", "clock", "oclock", "athour", "onday", "next", "hour",
	"sum", "diff", "ratio", "era", "weigh", "title", "particle", "func", "combine",
}

// classOf is the class of a table's name for it; 0 where there is none.
func classOf(name string) Class {
	for i, known := range classNames {
		if known == name {
			return 1 << i
		}
	}
	return 0
}
