package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// place is a paragraph of a human translation with its source, and the names that
// other paragraphs of the document have.
type place struct {
	tag, source, target string
	others              []string
}

// slip is what a model does to one paragraph: it returns the paragraph with the
// fault, "" where it offers no place for one.
type slip struct {
	name string
	make func(p place) string
}

// The words of the slips are their own: none comes from the tables of the
// product, or it would be measured by itself.
var slips = []slip{
	{"unit or currency", func(p place) string { return behindNumber(p, unitSlips[p.tag]) }},
	{"length of time", func(p place) string { return behindNumber(p, periodSlips[p.tag]) }},
	{"weekday", otherWeekday},
	{"month", otherMonth},
	{"name exchanged", nameExchanged},
	{"negation", negatedAcross},
	{"clause of 40 characters dropped", clauseDropped},
	{"word left in English", wordLeft},
	{"quotation marks lost", marksLost},
	{"note appended", func(p place) string { return p.target + "\n\n" + noteOf(p) }},
	{"preamble", func(p place) string { return preambles[len(p.target)%len(preambles)] + "\n\n" + p.target }},
}

// pairsOf reads a table of exchanges, one "from to" a line of fields.
func pairsOf(text string) [][2]string {
	var list [][2]string
	for _, line := range strings.Split(text, ";") {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			list = append(list, [2]string{from, to})
		}
	}
	return list
}

var unitSlips = map[string][][2]string{
	"de": pairsOf("Dollar Euro; Euro Dollar; Pfund Euro; Kilometer Meilen; Meilen Kilometer; Meter Zentimeter; Kilogramm Tonnen; Tonnen Kilogramm; km m; Grad Prozent; Fuß Meter; Zentimeter Meter; $ €; £ $; % Grad"),
	"fr": pairsOf("dollars euros; euros dollars; livres euros; kilomètres miles; miles kilomètres; mètres centimètres; kilogrammes tonnes; tonnes kilogrammes; km m; degrés pieds; pieds mètres; centimètres mètres; $ €; £ $"),
	"es": pairsOf("dólares euros; euros dólares; libras euros; kilómetros millas; millas kilómetros; metros centímetros; kilogramos toneladas; toneladas kilogramos; km m; grados pies; pies metros; centímetros metros; $ €; £ $"),
	"ru": pairsOf("долларов евро; доллара евро; евро долларов; фунтов евро; километров миль; миль километров; метров сантиметров; тонн килограммов; км м; градусов футов; футов метров; сантиметров метров; $ €; £ $"),
	"zh": pairsOf("美元 欧元; 欧元 美元; 英镑 欧元; 公里 英里; 英里 公里; 英尺 公里; 米 英里; 公斤 吨; 吨 公斤; 厘米 米; 码 英里"),
	"ja": pairsOf("ドル ユーロ; ユーロ ドル; ポンド ユーロ; キロ マイル; マイル キロ; フィート メートル; メートル フィート; トン キロ; センチ メートル; ヤード マイル"),
	"ar": pairsOf("دولار يورو; يورو دولار; جنيه يورو; كيلومتر ميل; ميلاً كيلومترا; ميل كيلومتر; قدم متر; متر ميل; طن كيلوغرام; ياردة ميل"),
}

var periodSlips = map[string][][2]string{
	"de": pairsOf("Jahre Monate; Jahren Monaten; Monate Wochen; Monaten Wochen; Wochen Tage; Tage Wochen; Tagen Wochen; Stunden Tage; Minuten Stunden; Sekunden Minuten"),
	"fr": pairsOf("ans mois; années mois; mois ans; semaines jours; jours semaines; heures jours; minutes heures; secondes minutes"),
	"es": pairsOf("años meses; meses años; semanas días; días semanas; horas días; minutos horas; segundos minutos"),
	"ru": pairsOf("лет месяцев; года месяца; месяцев недель; недель дней; дней недель; часов дней; минут часов; секунд минут"),
	"zh": pairsOf("年前 个月前; 个月 年; 个星期 年; 天 年; 小时 天; 分钟 小时; 秒 分钟"),
	"ja": pairsOf("年間 か月間; 年前 か月前; か月 年; ヶ月 年; 週間 年; 時間 日間; 分間 時間; 秒 分"),
	"ar": pairsOf("سنة شهرا; عاماً شهراً; سنوات أشهر; أشهر سنوات; أسابيع أشهر; أيام أسابيع; ساعات أيام; دقيقة ساعة; دقائق ساعات"),
}

// weekdays have the days of the week by form, from Monday.
var weekdays = map[string][]string{
	"de": {"Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"},
	"fr": {"lundi mardi mercredi jeudi vendredi samedi dimanche"},
	"es": {"lunes martes miércoles jueves viernes sábado domingo"},
	"ru": {"понедельник вторник среду четверг пятницу субботу воскресенье", "понедельника вторника среды четверга пятницы субботы воскресенья"},
	"zh": {"周一 周二 周三 周四 周五 周六 周日", "星期一 星期二 星期三 星期四 星期五 星期六 星期日"},
	"ja": {"月曜 火曜 水曜 木曜 金曜 土曜 日曜"},
	"ar": {"الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"},
}

var months = map[string][]string{
	"de": {"Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	"fr": {"janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	"es": {"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	"ru": {"января февраля марта апреля мая июня июля августа сентября октября ноября декабря"},
	"zh": {"1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"},
	"ja": {"1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"},
	"ar": {"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"},
}

func otherWeekday(p place) string { return cycled(p, weekdays[p.tag], 2) }

func otherMonth(p place) string { return cycled(p, months[p.tag], 3) }

// cycled puts the word that stands some places further for the first of a cycle.
func cycled(p place, cycles []string, step int) string {
	for _, cycle := range cycles {
		words := strings.Fields(cycle)
		for i, w := range words {
			for at := range wordsAt(p.tag, p.target, w) {
				return p.target[:at] + words[(i+step)%len(words)] + p.target[at+len(w):]
			}
		}
	}
	return ""
}

// spaced says whether a language sets spaces between words.
func spaced(tag string) bool { return tag != "zh" && tag != "ja" }

// wordsAt yields where a word stands for itself; in a language without spaces
// wherever no digit stands before it.
func wordsAt(tag, text, word string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				return
			}
			at := from + i
			from = at + len(word)
			before, after := runeBefore(text, at), runeAt(text, from)
			alone := !unicode.IsLetter(before) && !unicode.IsLetter(after)
			if !spaced(tag) {
				alone = !unicode.IsDigit(before)
			}
			if alone && !yield(at) {
				return
			}
		}
	}
}

func runeBefore(text string, at int) rune {
	list := []rune(text[:at])
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

func runeAt(text string, at int) rune {
	for _, r := range text[at:] {
		return r
	}
	return 0
}

var numberBehind = regexp.MustCompile(`(?i)(?:[0-9٠-٩０-９]|[一二三四五六七八九十百千万億亿]|\b(?:zwei|drei|vier|fünf|sechs|zehn|` +
	`Millionen|Milliarden|deux|trois|quatre|cinq|six|dix|millions?|milliards?|dos|tres|cuatro|cinco|seis|diez|` +
	`millones|mil)|(?:два|две|три|четыре|пять|шесть|десять|тысяч|миллионов|млн|миллиарда|миллиардов|млрд)|` +
	`(?:ثلاث|أربع|خمس|ست|عشر|مليون|مليار)\pL*)[\s-]?(?:de |d'|d’)?$`)

// behindNumber exchanges the first of the words that follows a number, and a
// currency's sign before one.
func behindNumber(p place, table [][2]string) string {
	for _, pair := range table {
		for at := range behindAmount(p, pair[0]) {
			return p.target[:at] + pair[1] + p.target[at+len(pair[0]):]
		}
	}
	return ""
}

// behindAmount yields where a word stands behind a number, or a sign before one.
func behindAmount(p place, word string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(p.target[from:], word)
			if i < 0 {
				return
			}
			at := from + i
			from = at + len(word)
			sign := word == "$" || word == "£" || word == "€"
			counted := numberBehind.MatchString(p.target[:at]) || sign && unicode.IsDigit(runeAt(p.target, from))
			whole := sign || !spaced(p.tag) || !unicode.IsLetter(runeAt(p.target, from))
			if counted && whole && !yield(at) {
				return
			}
		}
	}
}

var (
	latinName    = regexp.MustCompile(`\b\p{Lu}[\pL'’-]{3,}(?: \p{Lu}[\pL'’-]{2,})*`)
	cyrillicName = regexp.MustCompile(`\p{Lu}\p{Cyrillic}{3,}(?: \p{Lu}\p{Cyrillic}{2,})*`)
	katakanaName = regexp.MustCompile(`[ァ-ヶー]{2,}(?:・[ァ-ヶー]{2,})+`)
	hanName      = regexp.MustCompile(`\p{Han}{2,4}(?:·\p{Han}{2,5})+`)
)

// namesIn lists the names of a translation's paragraph: in Latin script those
// that the source has too.
func namesIn(p place) []string {
	var list []string
	pattern := map[string]*regexp.Regexp{"ru": cyrillicName, "ja": katakanaName, "zh": hanName}[p.tag]
	if p.tag == "ar" {
		return nil
	}
	if pattern == nil {
		pattern = latinName
	}
	for _, at := range pattern.FindAllStringIndex(p.target, -1) {
		name := p.target[at[0]:at[1]]
		switch {
		case pattern == latinName && !strings.Contains(p.source, name):
		case pattern == cyrillicName && (at[0] == 0 || !unicode.IsLetter(runeBefore(strings.TrimRight(p.target[:at[0]], " "), len(strings.TrimRight(p.target[:at[0]], " "))))):
		default:
			list = append(list, name)
		}
	}
	return list
}

// nameExchanged puts a name of another paragraph for the first one.
func nameExchanged(p place) string {
	for _, name := range namesIn(p) {
		for _, other := range p.others {
			alien := !strings.Contains(p.target, other) && !strings.Contains(p.source, other)
			if alien && strings.Contains(other, " ") == strings.Contains(name, " ") && !sharesWord(name, other) {
				return strings.Replace(p.target, name, other, 1)
			}
		}
	}
	return ""
}

// negations by language: what says no, and what then stands there; and the
// other way round.
var negations = map[string][][2]string{
	"de": {{" nicht ", " "}, {" kein ", " ein "}, {" keine ", " eine "}, {" keinen ", " einen "}, {" ist ", " ist nicht "}, {" wird ", " wird nicht "}, {" hat ", " hat nicht "}, {" ein ", " kein "}, {" eine ", " keine "}},
	"fr": {{" ne sont pas ", " sont "}, {" n'est pas ", " est "}, {" n'a pas ", " a "}, {" n'ont pas ", " ont "}, {" ne sera pas ", " sera "}, {" est ", " n'est pas "}, {" sont ", " ne sont pas "}, {" ont ", " n'ont pas "}, {" était ", " n'était pas "}},
	"es": {{" no ", " "}, {" es ", " no es "}, {" ha ", " no ha "}, {" fue ", " no fue "}, {" era ", " no era "}, {" tiene ", " no tiene "}, {" está ", " no está "}},
	"ru": {{" не ", " "}, {" был ", " не был "}, {" была ", " не была "}, {" были ", " не были "}, {" будет ", " не будет "}, {" может ", " не может "}},
	"zh": {{"没有", "有"}, {"不是", "是"}, {"不会", "会"}, {"不能", "能"}, {"是", "不是"}, {"会在", "不会在"}, {"可以", "不可以"}},
	"ja": {{"ではない", "である"}, {"しなかった", "した"}, {"していない", "している"}, {"できない", "できる"}, {"ません", "ます"}, {"した。", "しなかった。"}, {"している。", "していない。"}, {"である。", "ではない。"}, {"ました。", "ませんでした。"}, {"ます。", "ません。"}, {"った。", "わなかった。"}},
	"ar": {{" لا ", " "}, {" لم ", " "}, {" لن ", " سوف "}, {" ليس ", " "}, {" كان ", " لم يكن "}, {" كانت ", " لم تكن "}},
}

func negatedAcross(p place) string {
	for _, pair := range negations[p.tag] {
		if at := strings.Index(p.target, pair[0]); at >= 0 {
			return p.target[:at] + pair[1] + p.target[at+len(pair[0]):]
		}
	}
	return ""
}

var clauseMarks = regexp.MustCompile(`[,،，、;:；：]`)

// clauseDropped leaves out what stands between two marks, or between one and the
// end, the first that has at least 40 characters (16 ideographs) and leaves as
// many.
func clauseDropped(p place) string {
	least := 40
	if !spaced(p.tag) {
		least = 16
	}
	marks := clauseMarks.FindAllStringIndex(p.target, -1)
	marks = append(marks, []int{len(strings.TrimRight(p.target, ".!?。！？\"”»")), len(p.target)})
	size := func(from, to int) int { return len([]rune(p.target[from:to])) }
	for i := 0; i+1 < len(marks); i++ {
		from, to := marks[i][0], marks[i+1][0]
		if size(from, to) >= least && size(0, from)+size(to, len(p.target)) >= least {
			return p.target[:from] + p.target[to:]
		}
	}
	return ""
}

var (
	lowerWord   = regexp.MustCompile(`\b[a-z]{6,}\b`)
	targetWords = regexp.MustCompile(`\pL{6,}`)
)

// wordLeft puts an English word of the source, one in lower case, for a long word
// in the middle of the translation; in a language without spaces before its
// middle.
func wordLeft(p place) string {
	english := lowerWord.FindAllString(p.source, -1)
	english = slices.DeleteFunc(english, func(w string) bool { return strings.Contains(p.target, w) })
	if len(english) == 0 {
		return ""
	}
	word := english[len(english)/2]
	if !spaced(p.tag) {
		letters := []rune(p.target)
		if len(letters) < 20 {
			return ""
		}
		return string(letters[:len(letters)/2]) + word + string(letters[len(letters)/2+2:])
	}
	places := targetWords.FindAllStringIndex(p.target, -1)
	if len(places) < 3 {
		return ""
	}
	at := places[len(places)/2]
	return p.target[:at[0]] + word + p.target[at[1]:]
}

// speech are the marks that the human translations quote with.
const speech = "\"“”„«»「」『』"

var quotedWords = regexp.MustCompile(`["“][^"“”\s]+(\s+[^"“”\s]+){3,}["”]`)

// marksLost leaves the words of a quotation of four words and more without marks.
func marksLost(p place) string {
	if !quotedWords.MatchString(p.source) {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(speech, r) {
			return -1
		}
		return r
	}, p.target)
}

// notes are what models append, in English and in the language asked for.
var notes = map[string][]string{
	"":   {"Note: I have kept the original names and adapted the idioms.", "Let me know if you would like a more formal version!", "(Translation note: measurements were left as in the original.)", "I hope this translation is helpful."},
	"de": {"Hinweis: Ich habe die Eigennamen beibehalten und Redewendungen angepasst.", "Ich hoffe, diese Übersetzung hilft dir weiter!", "Anmerkung: Einige Begriffe wurden sinngemäß übertragen."},
	"fr": {"Remarque : j'ai conservé les noms propres et adapté les expressions.", "J'espère que cette traduction vous sera utile !"},
	"es": {"Nota: he conservado los nombres propios y adaptado las expresiones.", "¡Espero que esta traducción te sea útil!"},
	"ru": {"Примечание: имена собственные оставлены без изменений.", "Надеюсь, этот перевод будет вам полезен!"},
	"zh": {"注：专有名词保留原文，部分表达作了调整。", "希望这份译文对您有所帮助！"},
	"ja": {"注：固有名詞はそのまま残し、表現を一部調整しました。", "この翻訳がお役に立てば幸いです。"},
	"ar": {"ملاحظة: احتفظت بأسماء الأعلام وعدّلت بعض التعابير.", "آمل أن تكون هذه الترجمة مفيدة لك!"},
}

var preambles = []string{"Here is the translation:", "Sure! Here's the translated article:", "Translation:", "Of course, the translation follows below."}

func noteOf(p place) string {
	list := slices.Concat(notes[""], notes[p.tag])
	return list[len(p.target)%len(list)]
}
